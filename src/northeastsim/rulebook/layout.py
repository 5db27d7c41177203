"""Where everything stands: the world is three arrays, and this file is their map.

`x` holds numbers (state, parameters, scores), `m` whole numbers that change (counters, acts under way, what a turn
wrote), `t` whole numbers that stay (the tables of a scenario). Rows have a fixed pitch, so that a place is a constant
plus an actor or a pair: `x[ALIGNMENT + PAIR * i + j]`. The same functions run on Python lists (interpreted, quick with
Python's own numbers) and on NumPy arrays (compiled). docs/discussion/one-rulebook.md tells what else was tried, and
how slow it was. Ring 2 adds rows to this map; nothing else here changes.
"""

MINUTES_PER_DAY = 1440
MINUTES_PER_YEAR = 525960  # 365.25 days: rates are per year of this length

MOST_YEARS = 32
MOST_ACTORS = 32  # a set of actors is the bits of a whole number
PAIR = 32  # the ordered pair (i, j) is the column PAIR * i + j
ACTOR_PITCH = 32
PAIR_PITCH = 1032  # 32 * 32, and a cache line, so that the rows of one pair do not fall into one cache set


class _Map:
    """Hands out places, one block after the other."""

    def __init__(self, start: int = 0) -> None:
        self.end = start

    def take(self, size: int) -> int:
        place, self.end = self.end, self.end + size
        return place

    def rows(self, count: int, pitch: int) -> range:
        return range(self.take(count * pitch), self.end, pitch)


_x = _Map()

# --- state of actor i: x[ROW + i]; what it returns to: x[ROW + ACTOR_REST + i] -------------------------------
ACTOR_ROWS = 18
(
    ECONOMY,  # bn US$, constant 2023
    SPENDING,  # bn US$ a year, constant 2023
    CAPITAL,  # military capital, bn US$ of military purchasing power
    STRATEGIC,  # strategic forces, bn US$ equivalent
    OUTSIDE_TRADE,  # trade with the rest of the world, m US$ a year
    OWN_INCOME,  # income that nobody can cut, m US$ a year
    OUTSIDE_WAR,  # 0..1
    POSTURE,  # multiplies the rate of launches; rests at 1
    ACCEPTANCE,  # 0..1, how far PRK is treated as a nuclear state
    ACCEPTABLE_SECURITY,  # 0..1, the security that the actor has become used to
    USUAL_BURDEN,  # spending as a share of the economy
    SHOCK,  # AR(1) noise of spending growth, per year
    PROGRAMME_LEFT,  # budgets that the present spending programme still has
    PROGRAMME_GAIN_NOW,  # growth that it adds, per year
    OUTLAY,  # m US$ spent on acts this budget year
    STRAIN,  # -1..1, what shakes the regime beside want of income; fades
    HEDGING,  # 0..4, rung of the ladder of nuclear hedging
    TECHNOLOGY,  # >= 0, know-how received from others; stays
) = _x.rows(ACTOR_ROWS, ACTOR_PITCH)
ACTOR_REST = _x.take(ACTOR_ROWS * ACTOR_PITCH) - ECONOMY

# --- state of the ordered pair (i, j): x[ROW + PAIR * i + j]; what it returns to: x[ROW + PAIR_REST + ...] ----
PAIR_ROWS = 13
(
    ALIGNMENT,  # -1..1, how i regards j
    COMMITMENT,  # 0..1, how far i is expected to defend j
    SUPPLY,  # bn TIV, arms stock that i has supplied to j
    PROVOCATION,  # >= 0, lately felt by i from j
    SANCTIONS,  # 0..1, of i on j
    FLOWS,  # m US$ a year that i has from j outside the record; its rest is a target that lapses to FLOWS_BASE
    TRADE,  # m US$ a year recorded, symmetric; its rest is a target that lapses to TRADE_BASE
    CONTACT,  # 0..1, symmetric
    FLOWS_BASE,  # m US$ a year
    TRADE_BASE,  # m US$ a year
    CREDIBILITY,  # >= 0, how far i's commitment to j is believed; rests at 1
    BACKING,  # 0..1, how far i is expected to stand by j even if j attacks first
    FAVOURS,  # m US$, worth of what i lately gave j; fades
) = _x.rows(PAIR_ROWS, PAIR_PITCH)
PAIR_REST = _x.take(PAIR_ROWS * PAIR_PITCH) - ALIGNMENT

# --- state of the world --------------------------------------------------------------------------------------------
(
    MONITORING,  # 0..1, eyes on the keeping of sanctions
    CRISES_NOW,  # crises under way
    INSTABILITY,  # spectral radius of reactions over what holds back: below 1 a build-up dies out
) = _x.rows(3, 1)

# --- what actor i is ------------------------------------------------------------------------------------------
(
    GROWTH,  # per year
    SPENDING_TREND,  # per year
    SPENDING_SD,  # per year
    MILITARY_PPP,  # military purchasing power of a US$ at market rates
    CAPITAL_DECAY,  # per year
    THEATRE_SHARE,  # share of capital that counts in the region
    WAR_THEATRE_CUT,  # share of that which a full outside war takes away
    SHARE_AIR,  # share of usable capital per channel, in the order of the channels
    SHARE_GROUND,
    SHARE_SEA,
    SELF_SUPPLY,  # what it makes itself of what suppliers could sell it, bn TIV
    LAUNCHES,  # immigrant launches of the missile-test stream, per year
    RATIONALITY,  # of the logit choice
    ATTENTION,  # acts of its own under way at most
    INTERVAL,  # days between decisions
    JITTER,  # share of the interval by which a decision may move
    BUDGET,  # m US$ a year for acts
    BACKGROUND_LOAD,  # share of production lines taken by other orders
    FLOW_OFFSET,  # Richardson: the part of next year's spending that does not depend on this year's, bn US$
    START_ECONOMY,  # bn US$
    START_STRATEGIC,  # bn US$ equivalent
    START_SPENDING,  # bn US$ a year
    START_WAR,  # 0..1, outside war
    MEAN_WAR,  # 0..1, outside war over the step of time being drifted
    START_INCOME,  # m US$ a year, from abroad
    BRITTLE,  # 0..1, how far want of income shakes the regime
    START_BACKED,  # 0..1, how far it was believed that anyone defends i
    HELD_BACK,  # per year: how much next year's growth of spending falls per unit of the logarithm of one's own
) = _x.rows(28, ACTOR_PITCH)

# --- what the pair (i, j) is ----------------------------------------------------------------------------------
(
    PROXIMITY,  # 0..1, symmetric
    LAND,  # 0..1, how far ground forces can meet, symmetric
    CRISIS_EXPOSURE,  # relative rate of crises, symmetric
    INCIDENT_EXPOSURE,  # incidents a year, symmetric
    FLOW_MATRIX,  # Richardson: next year's spending of i per bn of this year's of j
    TRADE_START,  # m US$ a year, symmetric
    CARE_INFLUENCE,  # weight of influence over j among i's influences
    CARE_PARTNER,  # weight of j's regard among i's partnerships
    CARE_ALLY,  # i's commitment to j when a decision was opened: how much j's security counts
    REACTION_TO,  # per year: how much next year's growth of i's spending rises per unit of the logarithm of j's capital
    MISSING_BY,  # security that i misses because of what j did; fades as i becomes used to it
    PROGRAMME_BY,  # 0..1, share of i's spending programme that would not have come without that
    ANSWER,  # per year: growth of i's spending at its last budget that answers j
) = _x.rows(13, PAIR_PITCH)

MOST_SYSTEMS = 48
HOLDING = _x.take(MOST_SYSTEMS * ACTOR_PITCH)  # units: x[HOLDING + ACTOR_PITCH * system + i]
CONCERNS = 8
CONCERN_WEIGHT = _x.rows(CONCERNS, ACTOR_PITCH)[0]  # x[CONCERN_WEIGHT + ACTOR_PITCH * concern + i]
CHANNELS = 4
AIR, GROUND, SEA, NUCLEAR = range(CHANNELS)
FELT = _x.rows(CHANNELS, PAIR_PITCH)[0]  # threat that i felt from j at its last budget: x[FELT + PAIR_PITCH * channel + pair]
STATE_END = _x.end  # up to here a replication starts anew; what follows is written before it is read, or stays

# --- derived values: what the scores are made of, true of the state as it stands, or as an option that is tried leaves it
(
    OFFENCE,  # offensive power per channel, bn: x[OFFENCE + CHANNELS * i + c]
    GUARD,  # protective power per channel, bn
) = _x.rows(2, CHANNELS * ACTOR_PITCH)
(
    FORCE,  # all that i brings to an ally, bn
    SIZE,  # square root of economy and capital
    UMBRELLA,  # 0..1, how far nuclear forces, own or a patron's, cover i
    SECURITY,  # score
    COVER,  # all protection of i over its channels, bn
) = _x.rows(5, ACTOR_PITCH)
(
    RELATIVE,  # 0..1, the weight of i beside j's own in contact
    LEVERAGE,  # R: raw leverage of i over j
    HAZARD,  # crises a year of the pair, i < j
    RIVALRY,  # what i counts of j's leverage over a third: 1, less as it regards j well; 0 of its own
) = _x.rows(4, PAIR_PITCH)
DERIVED_END = _x.end

# --- concerns of a deciding actor, and what a decision works with -----------------------------------------------
OWN_SECURITY, AUTONOMY, INFLUENCE, PROSPERITY, STABILITY, PARTNERSHIP, ALLIES, NEIGHBOURS = range(CONCERNS)
BEFORE = _x.take(CONCERNS * ACTOR_PITCH)  # the concerns of everyone as they stand: x[BEFORE + CONCERNS * i + concern]
URGENCY = _x.take(ACTOR_PITCH)  # by what an actor's own security weighs more or less than usual
SCRATCH = _x.take(ACTOR_PITCH)
POWER, SQUARE = _x.rows(2, PAIR_PITCH)  # a power of the reactions over what holds back, scaled, and the next one
CHANNEL_SECURITY = _x.take(CHANNELS)  # of the actor whose security was computed last
UNDO_MOST = 12_500
UNDO_VALUE = _x.take(UNDO_MOST)

# --- systems ------------------------------------------------------------------------------------------------------
(
    VALUE,  # bn US$ of military purchasing power per unit
    PROTECTIVE,  # share of the value
    OFFENSIVE,  # share of the value
    ENABLING,  # share of the value that makes the owner's offence usable
    LEAD_LOG,  # natural logarithm of the median lead time in days
    LEAD_SD,  # standard deviation of that logarithm
    OPERATIONAL,  # days from first delivery to operational
    MARKET,  # m US$ per unit, at the market price
) = _x.rows(8, MOST_SYSTEMS)

# --- what one turn leaves for the engine ----------------------------------------------------------------------------
LOG_MOST = 1024  # rows of the event log that one turn may write
IMPULSE_MOST = 16384  # and of impulses
LOG_QUANTITY = _x.take(LOG_MOST)
IMPULSE_SIZE = _x.take(IMPULSE_MOST)
OBSERVED = _x.take(24 * PAIR_PITCH)  # scores at an observation, in the order of `observe.py`
SAVED = _x.take(2 * (ACTOR_ROWS * ACTOR_PITCH + PAIR_ROWS * PAIR_PITCH) + MOST_SYSTEMS * ACTOR_PITCH)
MOST_METRICS = 256
OBSERVED_METRICS = _x.take(MOST_METRICS)  # the user's own
STACK_MOST = 64
STACK = _x.take(STACK_MOST)  # of a condition's program

# --- acts under way, parameters, and what depends on the scenario ----------------------------------------------------
MOST_ACTS = 1024
QUANTITY = _x.take(MOST_ACTS)  # units, m US$, or 1: the size of the act in slot s
MOST_PARAMETERS = 4096
PARAMETER = _x.take(MOST_PARAMETERS)
# === m: whole numbers that change =====================================================================================
_m = _Map()
(
    ACTORS,  # n
    SYSTEMS,
    EVERYBODY,  # all actors, as bits
    CLOCK,  # minute up to which the state has drifted
    HORIZON,  # minute at which the run stops
    KEY,  # of all draws of this replication
    SERIAL,  # items put on the agenda so far
    EVENTS_LOGGED,  # events born so far: the serial of the latest
    CAUSE,  # serial of the event whose impulses are being made
    ENDED,  # 0, or the serial of the event that ended the run
    TROUBLE,  # 0, or a code of `TROUBLES`
    DECISIONS_ON,
    STREAMS_ON,
    GROWTH_ON,
    CHANCE_ON,
    RICHARDSON_ON,
    WAR_ENDS,
    KEEP_IMPULSES,
    FRESH,  # 1: nothing has moved since the world was last looked at
    UNDO,  # changes noted in a trial
    DUE_COUNT,  # rows that this turn has written
    LOG_COUNT,
    IMPULSE_COUNT,
    KNOWN_SECURITY,  # actors whose security is known as it stands, as bits
    KNOWN_LEVERAGE,  # actors over whom leverage is
    KNOWN_HAZARDS,  # 1: the hazards of all pairs are
    BEFORE_KNOWN,  # actors whose concerns are
    TOUCHED_FORCE,  # actors whose forces or economy an open trial touched, as bits
    TOUCHED_UMBRELLA,  # whose nuclear cover
    TOUCHED_SECURITY,
    TOUCHED_COVER,  # whose protection
    TOUCHED_LEVERAGE,  # over whom leverage
    TOUCHED_FRIENDS,  # how they regard anyone
    TOUCHED_REGARD,  # how they regard anyone or are regarded
    TOUCHED_AUTONOMY,  # how others regard others
    TOUCHED_TRADE,  # trade or income
    TOUCHED_HAZARDS,  # 1: the hazard of some pair
    MOVED_HAZARDS,  # 1: and it has changed
    RENEWED_SECURITY,  # actors whose security was recomputed since
    RENEWED_LEVERAGE,
    WITNESSES,  # those who have just learned of a secret act, as bits; 0: it happens now
    PREDICTIONS,  # options predicted so far
    DECISIONS,  # decisions taken so far
) = _m.rows(43, 1)
ALLIES_OF = _m.take(MOST_ACTORS)  # m[ALLIES_OF + i]: those whose security counts for i, itself among them, as bits
JUDGED_BY = _m.take(MOST_ACTORS)  # those over whom leverage counts for i
NEIGHBOURS_OF = _m.take(MOST_ACTORS)  # those on i's borders whose regime may be shaken, if i cares
COUNCIL = _m.take(1)  # those who may veto what a body proposes, as bits
EXPOSED = _m.take(1)  # pairs that may have crises at all
EXPOSED_PAIR = _m.take(PAIR_PITCH)
STALE_HAZARD = _m.take(MOST_ACTORS)  # m[STALE_HAZARD + i]: partners j > i with whom a trial touched the hazard, as bits
ID = _m.take(MOST_ACTORS)  # hash of an actor's id
BUSY = _m.take(MOST_ACTORS)  # acts of its own under way
SLOT = _m.take(MOST_ACTORS)  # decisions taken
LINES = _m.take(MOST_ACTORS)  # production lines for export
LINES_BUSY = _m.take(MOST_ACTORS)
QUEUE_FIRST = _m.take(MOST_ACTORS)
QUEUE_COUNT = _m.take(MOST_ACTORS)
ORDERS = _m.take(MOST_ACTORS)  # background orders so far
CRISES = _m.take(PAIR_PITCH)  # crises of the pair under way, symmetric
SUSPENDED_UNTIL = _m.take(PAIR_PITCH)  # minute until which i holds no exercises aimed at j
FOLLOWS = _m.take(MOST_ACTORS)  # the strategy that i follows now, -1: none
ADAPTIVE = _m.take(MOST_ACTORS)  # the adaptive one by whose rules it switches, -1: none
SWITCHED = _m.take(MOST_ACTORS)  # minute of its last switch
WARS = _m.take(MOST_ACTORS)  # outside wars so far whose end was drawn
LAUNCH_ERA = _m.take(MOST_ACTORS)  # how often the rate of i's launches has been revised
COUNTERS_END = _m.end  # up to here, and from OPTION_STATE to the plans, a replication starts anew
UNDO_PLACE = _m.take(UNDO_MOST)
QUEUE_MOST = 256
QUEUE_SERIAL = _m.take(MOST_ACTORS * QUEUE_MOST)  # serial of the waiting act: its slot may be another's by now
QUEUE = _m.take(MOST_ACTORS * QUEUE_MOST)  # waiting orders: an act's slot, or -1 - number of a background order

# --- what acts do, resolved into single changes: those of options first, then of the act at hand ---------------------
MOST_CHANGES = 16_500
MOST_PLANNED = MOST_CHANGES // 2  # of options; the act at hand has the other half
PLANNED = _m.take(1)  # changes of options so far
CHANGE_WIDTH = 7
CHANGE = _m.take(MOST_CHANGES * CHANGE_WIDTH)
(
    CHANGE_PLACE,  # of the value in x
    CHANGE_ROW,
    CHANGE_I,
    CHANGE_J,
    CHANGE_EFFECT,  # place of its effect row in t
    CHANGE_SCALE,  # how the state scales it
    CHANGE_BY,  # place in x of what scales it
) = range(CHANGE_WIDTH)
CHANGE_SIZE = _x.take(MOST_CHANGES)
CHANGE_TIMES = _x.take(MOST_CHANGES)  # by what that is multiplied
PLAN_FIRST, PLAN_LAST, PLAN_TOUCHES = range(3)  # of an option: its first change, where they end, and what they touch:
TOUCHES = TOUCHED_TRADE - TOUCHED_FORCE + 1  # the words from TOUCHED_FORCE on
PLAN_WIDTH = PLAN_TOUCHES + TOUCHES

OPTION_MEMORY = _x.end  # the rest of x: four numbers per option, then what its guests like, then the weights of effect rows
# x[t[AT_OPTION_MEMORY] + option], x[t[AT_OPTION_APPETITE] + option], x[t[AT_OPTION_BOOST] + option]
# x[t[AT_OPTION_CONSENT] + n * option + guest]: what the guest's strategy adds to its consent
# x[t[AT_WEIGHTS] + (MOST_SYSTEMS + 1) * effect row + system + 1]: see `expect.weigh`

DUE_MOST = 1024
DUE_WIDTH = 7
DUE = _m.take(DUE_MOST * DUE_WIDTH)
DUE_TICK, DUE_PHASE, DUE_ACTOR, DUE_SERIAL, DUE_ITEM, DUE_A, DUE_B = range(DUE_WIDTH)
LOG_WIDTH = 13
LOG = _m.take(LOG_MOST * LOG_WIDTH)
(
    LOG_SERIAL, LOG_TICK, LOG_SCRIPT, LOG_TYPE, LOG_STAGE, LOG_INITIATOR, LOG_TARGET, LOG_PARTICIPANTS, LOG_AIMED,
    LOG_SYSTEM, LOG_CAUSE_KIND, LOG_CAUSE, LOG_ID,
) = range(LOG_WIDTH)  # fmt: skip
IMPULSE_WIDTH = 3
IMPULSE = _m.take(IMPULSE_MOST * IMPULSE_WIDTH)
IMPULSE_EVENT, IMPULSE_TICK, IMPULSE_PLACE = range(IMPULSE_WIDTH)

# --- an act under way, in slot s: m[ACT + ACT_WIDTH * s + field]; slot 0 is the act that a decider tries out ----------
SLOTS = _m.take(1)  # slots of acts used so far, the first of them the decider's
LEG_SLOT = MOST_ACTS - 1  # where a leg of a deal is tried
ACT_WIDTH = 22
ACT = _m.take(MOST_ACTS * ACT_WIDTH)
(
    ACT_SERIAL,  # of its event; 0: the slot is free
    ACT_TYPE,
    ACT_STAGE,  # the stage last reached, -1 before the first
    ACT_INITIATOR,
    ACT_TARGET,  # -1: none
    ACT_PARTICIPANTS,  # done with, as bits (a cooperative act's target among them)
    ACT_AIMED,  # against, as bits
    ACT_SYSTEM,  # -1: none
    ACT_ID,  # 63-bit hash: the subject of its draws
    ACT_SCRIPT,  # row of the scenario's events, -1: none
    ACT_OPTION,  # row of the options, -1: not chosen by an actor
    ACT_CAUSE_KIND,
    ACT_CAUSE,
    ACT_ABOUT,  # slot of the act that it is about, -1: none, -2: it is over
    ACT_ABOUT_SERIAL,  # and its serial: the slot may be another's by now
    ACT_BATCH,  # batches delivered
    ACT_HOLDS_LINE,
    ACT_OUTCOME,  # of talks and demarches: 0 open, 1 success, 2 failure
    ACT_WORD,  # of the type's own words the one that it says, counted from 1; 0: none
    ACT_HIDDEN,  # those who do not know of it yet, as bits
    ACT_FIRST_LEG,  # of a linked deal, in the table of legs
    ACT_LEGS,  # their number
) = range(ACT_WIDTH)

# --- of the scenario: per option, per scripted event, per condition ---------------------------------------------------
OPTION_STATE = _m.end  # the rest of m: m[t[AT_OPTION_LAST] + option], m[t[AT_OPTION_CLOSED] + option]: minutes
# m[t[AT_PLANS] + PLAN_WIDTH * option + field]: its first change, -1 while it is not resolved
# m[t[AT_HAPPENED] + script]: 1 once announced, m[t[AT_ACCEPTED] + script]: 1 once consented to
# m[t[AT_TIMES] + script]: how often it has come
# m[t[AT_SINCE] + condition]: minute since which it holds, or -1; m[t[AT_FIRED] + condition]: minute fired, or -1

# === t: whole numbers that stay =========================================================================================
(
    TYPES,  # number of event types
    STAGES,
    EFFECTS,
    OPTIONS,
    SCRIPTS,
    SCRIPTS_DATED,  # the first so many have a date, in order
    CONDITIONS,
    CONDITIONS_DAILY,  # the first so many stand on the agenda; the rest belong to rules
    RULES,
    CALENDARS,
    AT_TYPES,  # places in t of the tables
    AT_STAGES,
    AT_EFFECTS,
    AT_REQUIRES,
    AT_OPTIONS,
    AT_ACTOR_OPTIONS,
    AT_SCRIPTS,
    AT_CONDITIONS,
    AT_PROGRAMS,
    AT_RULES,
    AT_RULE_OPTIONS,
    AT_CALENDARS,
    AT_CHANNELS,
    AT_BATCHES,
    AT_CONSUMABLE,
    AT_BUDGET_DAYS,
    AT_OPTION_MEMORY,  # places in x
    AT_OPTION_APPETITE,
    AT_OPTION_BOOST,
    AT_OPTION_UTILITY,
    AT_OPTION_CONSENT,
    AT_WEIGHTS,
    AT_SCRIPT_QUANTITY,
    AT_OPTION_LAST,  # places in m
    AT_OPTION_CLOSED,
    AT_PLANS,
    AT_HAPPENED,
    AT_ACCEPTED,
    AT_TIMES,
    AT_SINCE,
    AT_FIRED,
    METRICS,  # number of the user's own metrics
    AT_METRICS,  # first instruction and length of each
    INCIDENT_TYPE,  # rows of the types that the rules begin themselves
    CRISIS_TYPE,
    CLASH_TYPE,
    WAR_TYPE,
    LAUNCH_TYPE,
    WAR_END_TYPE,
    BUDGET_TYPE,
    REGIME_CRISIS_TYPE,
    AT_LEGS,
    AT_KNOWN,  # place in m
    AT_OPTION_FORBIDDEN,  # place in m
    STRATEGIES,  # number of all strategies that anyone may come to follow
    AT_STRATEGIES,
    AT_SWITCHES,
    AT_DRAWS,
    STRATEGY_CHANGE_TYPE,
    REVISIONS,  # number of dates on which numbers and strategies change
    AT_REVISIONS,
    AT_REVISED,
) = range(62)
HEADER = 64

# event types
TYPE_WIDTH = 24
(
    TYPE_FIRST_STAGE,
    TYPE_STAGES,
    TYPE_FIRST_REQUIRE,
    TYPE_REQUIRES,
    TYPE_CONSENT,  # 0 nobody, 1 the target, 2 all participants
    TYPE_CONCILIATORY,
    TYPE_COOLDOWN,  # days between two of the same option
    TYPE_MEMORY,  # place of a parameter: half-life of the memory of the same option, years
    TYPE_COST,  # place of a parameter: m US$ per unit of quantity
    TYPE_QUANTITY,  # place of a parameter: quantity of an agent's own act
    TYPE_MECHANISM,  # 0, or a code of MECHANISMS: what a type does beyond its effect rows
    TYPE_ATTENTION,
    TYPE_HASH,
    TYPE_WORD,  # which of its own words an act says by default, counted from 1; 0: it has none
    TYPE_SECRET,
    TYPE_WORTH,  # place of a parameter: m US$ that a unit of quantity is worth to whoever is given it; systems have a price
    TYPE_FIRST_LEG,
    TYPE_LEGS,
    TYPE_FAILED,  # row of the stage that comes of failure, -1: none
) = range(19)
(
    PLAIN, ARMS, DEMARCHE, TALKS, CRISIS, CLASH, WAR, INCIDENT, LAUNCH, SUSPENSION, BUDGETING, WAR_CHANGE, DEAL, WATCH, GOVERNMENT,
) = range(15)  # fmt: skip

STAGE_WIDTH = 7
STAGE_NAME, STAGE_FIRST_EFFECT, STAGE_EFFECTS, STAGE_TIMING, STAGE_DAYS, STAGE_SD, STAGE_VISIBLE = range(STAGE_WIDTH)
AFTER_DAYS, AFTER_LEAD, AFTER_OPERATIONAL, AFTER_LOGNORMAL = range(4)

EFFECT_WIDTH = 12
(
    EFFECT_PLANE,
    EFFECT_PLACE,  # of the row in x
    EFFECT_OF,
    EFFECT_TO,
    EFFECT_HOW,
    EFFECT_SCALE,
    EFFECT_BY,  # place of a parameter
    EFFECT_FACTOR,  # place of a second parameter, or of the number one
    EFFECT_REST,  # 1: moves what the value returns to, 2: both
    EFFECT_ONLY,  # 0 always, 1 durable systems, 2 consumable ones
    EFFECT_LIMIT,  # place of a parameter: bound of TOWARDS and RISE
    EFFECT_WORD,  # 0 always, or only where the act says this word
) = range(EFFECT_WIDTH)
ACTOR_PLANE, PAIR_PLANE, HOLDING_PLANE = 0, 1, 2
INITIATOR, TARGET, PARTNERS, AIMED_AT, PARTIES, BYSTANDERS, EVERYONE = range(7)

REQUIRE_WIDTH = 6
REQUIRE_PLANE, REQUIRE_PLACE, REQUIRE_OF, REQUIRE_TO, REQUIRE_LOW, REQUIRE_HIGH = range(REQUIRE_WIDTH)

LEG_WIDTH = 10
(
    LEG_TYPE, LEG_GIVER, LEG_TAKER, LEG_SYSTEM, LEG_LOW, LEG_HIGH, LEG_WORD, LEG_SECRET, LEG_HASH, LEG_SCRIPT,
) = range(LEG_WIDTH)  # fmt: skip
BY_INITIATOR, BY_TARGET = -2, -3  # a leg's giver or taker where it is a role of the deal, not an actor

OPTION_WIDTH = 9
(
    OPTION_ACTOR, OPTION_TYPE, OPTION_TARGET, OPTION_SYSTEM, OPTION_PARTICIPANTS, OPTION_AIMED, OPTION_HASH,
    OPTION_CONSTANT, OPTION_CLOSED,
) = range(OPTION_WIDTH)  # fmt: skip

SCRIPT_WIDTH = 26
(
    SCRIPT_TICK, SCRIPT_CONDITION, SCRIPT_TYPE, SCRIPT_INITIATOR, SCRIPT_TARGET, SCRIPT_PARTICIPANTS, SCRIPT_AIMED,
    SCRIPT_SYSTEM, SCRIPT_ABOUT, SCRIPT_ASK, SCRIPT_HASH, SCRIPT_REPEAT, SCRIPT_UNTIL, SCRIPT_WORD, SCRIPT_SECRET,
    SCRIPT_FIRST_LEG, SCRIPT_LEGS,
    SCRIPT_AFTER,  # row of the event that it follows, -1: none
    SCRIPT_DELAY,  # minutes after that
    SCRIPT_PROBABILITY,  # places in x of figures, -1: none
    SCRIPT_HAZARD,  # per year
    SCRIPT_RANGE,  # of its size, if that is drawn
    SCRIPT_FIRST_DRAW,  # of a change of government: the strategies that may come of it
    SCRIPT_DRAWS,
    SCRIPT_OPTION,  # the option that is the same act: what guests like of one they like of the other; -1: none
    SCRIPT_SINCE,  # minute before which what has no date does not come
) = range(SCRIPT_WIDTH)  # fmt: skip
FIGURE_WIDTH = 3
FIGURE_LOW, FIGURE_SPAN, FIGURE_WHOLE = range(FIGURE_WIDTH)  # of a number that is drawn from low to low + span
SLOT_SIZE, SLOT_PROBABILITY, SLOT_HAZARD = range(3)  # which of an event's figures a draw is of

CONDITION_WIDTH = 5
CONDITION_FIRST, CONDITION_LENGTH, CONDITION_MINUTES, CONDITION_SCRIPT, CONDITION_NEEDS = range(CONDITION_WIDTH)
PROGRAM_WIDTH = 4  # operation, a, b, c

RULE_WIDTH = 5
RULE_ACTOR, RULE_CONDITION, RULE_FIRST, RULE_COUNT, RULE_STRATEGY = range(RULE_WIDTH)
RULE_OPTION_WIDTH = 2  # option, place of a number in x

STRATEGY_WIDTH = 8
(
    STRATEGY_ACTOR,
    STRATEGY_FIRST,  # 1: the one that the actor begins with
    STRATEGY_NUMBERS,  # place in x: weights, cares, traits, then for each option its appetite, or its liking as a guest
    STRATEGY_FORBIDS,  # place in t: a word for each option
    STRATEGY_FIRST_SWITCH,
    STRATEGY_SWITCHES,  # of an adaptive one those that speak of none but who takes part; 0 of others
    STRATEGY_STARTS_AS,  # of an adaptive one; -1 of others
    STRATEGY_MINUTES,  # between two switches at the least
) = range(STRATEGY_WIDTH)
STRATEGY_TRAITS = 6  # rationality, attention, interval, jitter, budget, posture (-1: as it is)
SWITCH_WIDTH = 2
SWITCH_CONDITION, SWITCH_TO = range(SWITCH_WIDTH)
DRAW_WIDTH = 2
DRAW_STRATEGY, DRAW_WEIGHT = range(DRAW_WIDTH)  # and place in x
SAYS_STRATEGY = -2  # an act that says strategy k has this less k for its system

REVISION_WIDTH = 6
(
    REVISION_TICK,
    REVISION_FIRST,  # in the table of what is revised
    REVISION_COUNT,
    REVISION_LAUNCHES,  # those whose rate of launches changes, as bits
    REVISION_REGIMES,  # those whose regime may be in crisis from now on, as bits
    REVISION_WARS,  # 1: the rate at which outside wars end changes
) = range(REVISION_WIDTH)
REVISED_WIDTH = 2
REVISED_PLACE, REVISED_VALUE = range(REVISED_WIDTH)  # places in x; or -1 - k: strategy k is followed
ERA = 1_048_576  # candidate launches that one rate may have: the number of one says under which rate it was booked

CALENDAR_WIDTH = 7
(
    CALENDAR_TICK, CALENDAR_TYPE, CALENDAR_INITIATOR, CALENDAR_TARGET, CALENDAR_PARTICIPANTS, CALENDAR_AIMED, CALENDAR_HASH,
) = range(CALENDAR_WIDTH)  # fmt: skip

# items of the agenda, and the phases that order those due at one minute (the lower first)
(
    ITEM_SCRIPT, ITEM_CHECK, ITEM_STAGE, ITEM_ORDER, ITEM_ORDER_DONE, ITEM_CANDIDATE, ITEM_LAUNCH, ITEM_CHILD,
    ITEM_CALENDAR, ITEM_WAR_END, ITEM_BUDGET, ITEM_DECISION, ITEM_OUTBREAK, ITEM_CONDITION, ITEM_LEGS, ITEM_DISCOVERY,
    ITEM_REGIME, ITEM_REVISION,
) = range(18)  # fmt: skip
(
    PHASE_OBSERVATION, PHASE_REVISION, PHASE_SCRIPT, PHASE_CONDITION, PHASE_STAGE, PHASE_CHANCE, PHASE_BUDGET, PHASE_DECISION,
) = range(8)  # fmt: skip

# stages that the rules themselves reach; a type's own stages come after these
STAGE_NAMES = (
    "proposed", "accepted", "declined", "blocked", "cancelled", "queued", "announced", "delivered", "operational",
    "agreed", "failed", "ended", "vetoed", "discovered", "passed_over",
)  # fmt: skip
(
    PROPOSED, ACCEPTED, DECLINED, BLOCKED, CANCELLED, QUEUED, ANNOUNCED, DELIVERED, IN_OPERATION, AGREED, FAILED,
    DONE, VETOED, DISCOVERED, PASSED_OVER,
) = range(15)  # fmt: skip

# how an impulse of size a moves a value v
ADD, REGARD, TOWARDS, RISE, SCALE_BY, TO_POTENTIAL, DIVERT, RESTORE = range(8)
HOWS = ("add", "regard", "towards", "rise", "scale", "to_potential", "divert", "restore")
# what it moves: the value, what the value returns to, both, or what even that returns to
VALUE_ONLY, TARGET_ONLY, VALUE_AND_TARGET, TARGET_AND_BASE = range(4)
MOVES = ("value", "target", "both", "base")
# what it is multiplied by, for an actor i and a partner j
(
    BY_ONE, BY_QUANTITY, BY_HOSTILITY, BY_REGARD, BY_REGARD_OF_TARGET, BY_HOSTILITY_TO_TARGET,
    BY_HOSTILITY_TO_INITIATOR, BY_SHARED_ENEMY, BY_VALUE, BY_OFFENSIVE_VALUE, BY_NEED, BY_VALUE_AND_NEED, BY_WORTH,
) = range(13)  # fmt: skip
SCALES = (
    "one", "quantity", "hostility", "regard", "regard_of_target", "hostility_to_target",
    "hostility_to_initiator", "shared_enemy", "value", "offensive_value", "need", "value_and_need", "worth",
)  # fmt: skip

# causes of an event
BY_SCENARIO, BY_DECISION, BY_PROCESS, BY_CHANCE, BY_USER = range(5)

# troubles that a rule may report; the engine words them
HAZARD_ABOVE_CAP, NOT_FINITE, LOG_FULL, DUE_FULL, ACTS_FULL, UNDO_FULL, QUEUE_FULL, IMPULSES_FULL, CHANGES_FULL = range(1, 10)

# NOTE: the rules run on lists and on arrays of these; the names say which of the three an argument is.
X = list[float]
M = list[int]
T = list[int]
