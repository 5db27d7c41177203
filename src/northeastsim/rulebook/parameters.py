"""The names and rows of the numbers that the rules read; values, ranges and sources stand in the parameter table."""

from .layout import PARAMETER

_names: list[str] = []


def _row(name: str) -> int:
    _names.append(name)
    return PARAMETER + len(_names) - 1


ONE = _row("rule.one")  # the factor of effects that have none

HOME_MARKET = _row("dependence.home_market")
FLOW_WEIGHT = _row("dependence.flow_weight")
WEIGHT_ECONOMIC = _row("influence.weight_economic")
WEIGHT_SECURITY = _row("influence.weight_security")
WEIGHT_POLITICAL = _row("influence.weight_political")
DIVERSIFICATION = _row("influence.diversification")
ALIGNED_PATRON = _row("influence.aligned_patron")
CAPITAL_IN_SIZE = _row("influence.capital_in_size")
SIZE_GAIN = _row("influence.size_gain")

THREAT_SCALE = _row("security.threat_scale")
OTHERS_HOSTILITY = _row("security.others_hostility")
PROVOCATION_IN_THREAT = _row("security.provocation_in_threat")
CONVENTIONAL_OFFENCE = _row("security.conventional_offence")
NUCLEAR_OFFENCE = _row("security.nuclear_offence")
UMBRELLA_SHARE = _row("security.umbrella_share")
UMBRELLA_HALF = _row("security.umbrella_half")
NUCLEAR_CUT = _row("security.nuclear_cut")
OVERSEAS_GROUND = _row("security.overseas_ground")
WEIGHT_AIR = _row("security.weight_air")
WEIGHT_GROUND = _row("security.weight_ground")
WEIGHT_SEA = _row("security.weight_sea")
WEIGHT_NUCLEAR = _row("security.weight_nuclear")
LATENCY = _row("security.latency")

STRESS_SHORTFALL = _row("regime.shortfall")
REGIME_RATE = _row("regime.crisis_rate")
REGIME_STRESS = _row("regime.crisis_stress")
REGIME_CAP = _row("regime.crisis_cap")
SELF_RELIANCE = _row("technology.self_supply")

SANCTIONS_CUT = _row("sanctions.cut")
BLIND = _row("sanctions.unwatched")
DISCOVERY_RATE = _row("secrecy.discovery_rate")

CRISIS_RATE = _row("crisis.base_rate")
CRISIS_HOSTILITY = _row("crisis.hostility")
CRISIS_PROVOCATION = _row("crisis.provocation")
PROVOCATION_LIMIT = _row("crisis.provocation_limit")
CRISIS_DETERRENCE = _row("crisis.deterrence")
CONTAGION = _row("crisis.contagion")
EMBOLDENMENT = _row("alliance.emboldenment")
HONOUR = _row("alliance.honour")

CRISIS_CAP = _row("crisis.cap")
CLASH_BASE = _row("crisis.clash_logit")
CLASH_PROVOCATION = _row("crisis.clash_provocation")
WAR_BASE = _row("crisis.war_logit")
WAR_COMMITMENT = _row("crisis.war_commitment")
STARTER_PROVOCATION = _row("crisis.starter_provocation")
INCIDENT_RATE = _row("incident.base_rate")
INCIDENT_HOSTILITY = _row("incident.hostility")

ALIGNMENT_LIFE = _row("drift.alignment_half_life")
CONTACT_LIFE = _row("drift.contact_half_life")
PROVOCATION_LIFE = _row("drift.provocation_half_life")
SUPPLY_LIFE = _row("drift.supply_half_life")
COMMITMENT_LIFE = _row("drift.commitment_half_life")
TRADE_LIFE = _row("drift.trade_half_life")
SUPPORT_LIFE = _row("drift.support_half_life")
POSTURE_LIFE = _row("drift.posture_half_life")
HOLDING_LIFE = _row("drift.holding_half_life")
STRATEGIC_LIFE = _row("drift.strategic_half_life")
WAR_LIFE = _row("drift.outside_war_half_life")
STRAIN_LIFE = _row("drift.strain_half_life")
CREDIBILITY_LIFE = _row("drift.credibility_half_life")
FAVOUR_LIFE = _row("drift.favour_half_life")
BALANCE_PULL = _row("drift.structural_balance")

WAR_END_RATE = _row("outside_war.end_rate")
WAR_FLOOR = _row("outside_war.floor")
WAR_ATTRITION = _row("outside_war.attrition")

INVESTMENT = _row("budget.investment_share")
REACTION = _row("budget.reaction")
FATIGUE = _row("budget.fatigue")
NOISE_PERSISTENCE = _row("budget.noise_persistence")
SECURITY_LIFE = _row("budget.acceptable_security_half_life")
BURDEN_DRIFT = _row("budget.burden_drift")
PROGRAMME_BASE = _row("budget.programme_logit")
PROGRAMME_GAP = _row("budget.programme_gap")
PROGRAMME_YEARS = _row("budget.programme_years")
PROGRAMME_GAIN = _row("budget.programme_gain")
PROGRAMME_SPREAD = _row("budget.programme_spread")

RACE_GROWTH = _row("race.growth")  # these four judge runs and move nothing
RACE_REACTIVE = _row("race.reactive_share")
RACE_HOSTILITY = _row("race.hostility")
RACE_WAR_SHARE = _row("race.war_share")

CONSIDERATION = _row("choice.consideration")
HORIZON_YEARS = _row("choice.horizon")
SCALE_SECURITY = _row("choice.scale_security")
SCALE_AUTONOMY = _row("choice.scale_autonomy")
SCALE_INFLUENCE = _row("choice.scale_influence")
SCALE_PROSPERITY = _row("choice.scale_prosperity")
SCALE_STABILITY = _row("choice.scale_stability")
SCALE_PARTNERSHIP = _row("choice.scale_partnership")
SCALE_ALLIES = _row("choice.scale_allies")
SCALE_NEIGHBOURS = _row("choice.scale_neighbours")
ASPIRATION = _row("choice.aspiration")
AUDIENCE = _row("choice.audience_cost")
REPETITION = _row("choice.repetition_cost")
MONEY = _row("choice.money_weight")
STATUS_QUO = _row("choice.status_quo_bonus")
GOODWILL = _row("choice.goodwill")
OBLIGED = _row("choice.obliged")
ABSTENTION = _row("council.abstention")
COUNCIL_REGARD = _row("council.regard")
COUNCIL_ACCEPTANCE = _row("council.acceptance")

DEAL_MONEY = _row("deal.money_weight")
DEAL_NEED = _row("deal.need_weight")
DEAL_FAILURE = _row("deal.failure")
SMALL_CHANGE = _row("deal.small_change")

DEMARCHE_BASE = _row("demarche.success_logit")
DEMARCHE_LEVERAGE = _row("demarche.leverage")
DEMARCHE_NEED = _row("demarche.need")
DEMARCHE_CLOSED = _row("demarche.closed_years")
TALKS_BASE = _row("talks.success_logit")
TALKS_HOSTILITY = _row("talks.hostility")

LAUNCH_BRANCHING = _row("launch.branching")
LAUNCH_DECAY = _row("launch.decay")
LAUNCH_MOOD = _row("launch.mood")
LAUNCH_CALM = _row("launch.usual_hostility")
LAUNCH_CAP = _row("launch.cap")

PATRON_THRESHOLD = _row("alliance.patron_threshold")
PATRON_RESPONSE = _row("alliance.patron_response")
PATRON_SURPLUS = _row("alliance.patron_surplus")

TRADE_ROOM = _row("trade.room")
TRADE_OF_ECONOMY = _row("trade.of_economy")
DIVERSION = _row("trade.diversion")
DIVERSION_LIMIT = _row("trade.diversion_limit")
DIVERSION_REGARD = _row("trade.diversion_regard")
TRADE_GROWTH = _row("trade.growth_share")

ORDER_DAYS = _row("production.background_days")
LOAD = _row("production.background_load")
BATCH_DAYS = _row("production.batch_days")

NAMES = tuple(_names)
