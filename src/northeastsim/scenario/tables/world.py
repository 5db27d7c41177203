"""The state at the start: actors, relations, systems and parameters, into x and m."""

import math
from typing import Any

from northeastsim.rulebook import layout as at
from northeastsim.rulebook import parameters as of
from northeastsim.scenario.schema import value_of
from northeastsim.scenario.tables.draft import Draft, identity, safe_log

CHANNELS = {"air": at.AIR, "ground": at.GROUND, "sea": at.SEA, "nuclear": at.NUCLEAR}
ORDERED = {
    "alignment": at.ALIGNMENT,
    "commitment": at.COMMITMENT,
    "provocation": at.PROVOCATION,
    "sanctions": at.SANCTIONS,
    "flows_musd": at.FLOWS,
    "arms_supplied_btiv": at.SUPPLY,
    "backing": at.BACKING,
    "favours_musd": at.FAVOURS,
    "credibility": at.CREDIBILITY,
}
SYMMETRIC = {"trade_musd": at.TRADE, "contact": at.CONTACT}
TIES = {
    "proximity": at.PROXIMITY,
    "land_contact": at.LAND,
    "crisis_exposure": at.CRISIS_EXPOSURE,
    "incident_exposure": at.INCIDENT_EXPOSURE,
}
# What a value returns to where not to the value at the start (docs/model.md, drift).
RESTS = {at.PROVOCATION: 0.0, at.CONTACT: 0.8, at.SUPPLY: 0.0, at.FAVOURS: 0.0}


def fill_parameters(draft: Draft) -> None:
    """Give every parameter its place: those the rules name in their order, then the rest of the table."""
    values = draft.resolved.parameters
    for row, name in enumerate(of.NAMES):
        draft.places[name] = at.PARAMETER + row
        draft.x[at.PARAMETER + row] = value_of(values[name])
    for name, value in values.items():
        if name not in draft.places:
            draft.places[name] = draft.parameter(value_of(value))


def fill_systems(draft: Draft) -> None:
    """Fill what weapon systems are; the market price becomes purchasing power by the first supplier's."""
    systems = draft.resolved.systems
    channels, batches, consumable = [], [], []
    for s, (name, system) in enumerate(systems.items()):
        ppp = supplier_ppp(draft, system)
        lead = system.get("lead_months") or {"median": 24, "log_sd": 0.5}
        draft.x[at.VALUE + s] = value_of(system["value_busd"]) * ppp
        draft.x[at.MARKET + s] = value_of(system["value_busd"]) * 1000.0
        draft.x[at.PROTECTIVE + s] = value_of(system.get("protective_share", 0.0))
        draft.x[at.OFFENSIVE + s] = value_of(system.get("offensive_share", 0.0))
        draft.x[at.ENABLING + s] = value_of(system.get("enabling", 0.0))
        draft.x[at.LEAD_LOG + s] = safe_log(value_of(lead["median"]) * 365.25 / 12)
        draft.x[at.LEAD_SD + s] = value_of(lead.get("log_sd", 0.0))
        draft.x[at.OPERATIONAL + s] = value_of(system.get("operational_months", 9)) * 365.25 / 12
        channels.append(CHANNELS[system["channel"]])
        batches.append(int(system.get("batches", 1)))
        consumable.append(int(bool(system.get("consumable", False))))
        draft.places[f"systems.{name}.value"] = at.VALUE + s
    draft.m[at.SYSTEMS] = len(systems)
    draft.t[at.AT_CHANNELS] = draft.block([channels])
    draft.t[at.AT_BATCHES] = draft.block([batches])
    draft.t[at.AT_CONSUMABLE] = draft.block([consumable])


def supplier_ppp(draft: Draft, system: dict[str, Any]) -> float:
    """Return the military purchasing power of a system's first supplier who takes part; 1 for none."""
    for supplier in system.get("suppliers", ()):
        if supplier in draft.document["actors"]:
            return value_of(draft.document["actors"][supplier].get("military_ppp", 1.0))
    return 1.0


def fill_actors(draft: Draft) -> None:
    """Fill what actors have and are."""
    x, m = draft.x, draft.m
    m[at.ACTORS] = draft.n
    m[at.EVERYBODY] = (1 << draft.n) - 1
    for i, (name, actor) in enumerate(draft.document["actors"].items()):
        fill_actor(draft, i, actor)
        m[at.ID + i] = identity(name)
        m[at.LINES + i] = int(actor["production_lines"])
        for row in range(at.ECONOMY, at.ECONOMY + at.ACTOR_ROWS * at.ACTOR_PITCH, at.ACTOR_PITCH):
            x[row + at.ACTOR_REST + i] = x[row + i]
        x[at.POSTURE + at.ACTOR_REST + i] = 1.0
        x[at.STRAIN + at.ACTOR_REST + i] = 0.0
        if actor.get("veto"):
            m[at.COUNCIL] |= 1 << i
        for system, units in actor["holdings"].items():
            x[at.HOLDING + at.ACTOR_PITCH * draft.systems.index(system) + i] = value_of(units)


def fill_actor(draft: Draft, i: int, actor: dict[str, Any]) -> None:
    """Fill one actor's state and lasting traits."""
    x = draft.x

    def given(key: str, default: float = 0.0) -> float:
        return default if actor.get(key) is None else value_of(actor[key])

    decay = given("capital_decay", x[draft.places["capital.decay"]])
    spending, ppp = given("spending_busd"), given("military_ppp", 1.0)
    attrition = x[of.WAR_ATTRITION] * given("outside_war")
    upheld = x[of.INVESTMENT] * ppp * spending / (decay + attrition) if decay + attrition > 0 else 0.0
    capital = given("capital_busd", upheld)
    shares = actor["channel_shares"]
    strategic = x[draft.places["strategic.per_root_warhead"]] * math.sqrt(given("warheads"))
    economy = given("economy_busd")
    for row, value in {
        at.ECONOMY: economy,
        at.SPENDING: spending,
        at.CAPITAL: capital,
        at.STRATEGIC: strategic,
        at.OUTSIDE_TRADE: given("rest_of_world_trade_musd"),
        at.OWN_INCOME: given("uncut_income_musd"),
        at.OUTSIDE_WAR: given("outside_war"),
        at.POSTURE: 1.0,
        at.ACCEPTANCE: given("accept"),
        at.STRAIN: given("strain"),
        at.HEDGING: given("hedging"),
        at.TECHNOLOGY: given("technology"),
        at.BRITTLE: given("brittle"),
        at.USUAL_BURDEN: spending / economy,
        at.PROGRAMME_LEFT: given("programme_years"),
        at.PROGRAMME_GAIN_NOW: given("programme_growth"),
        at.GROWTH: given("growth"),
        at.SPENDING_TREND: given("spending_trend"),
        at.SPENDING_SD: given("spending_sd"),
        at.MILITARY_PPP: ppp,
        at.CAPITAL_DECAY: decay,
        at.THEATRE_SHARE: given("theatre_share", 1.0),
        at.WAR_THEATRE_CUT: given("war_theatre_cut"),
        at.SHARE_AIR: value_of(shares["air"]),
        at.SHARE_GROUND: value_of(shares["ground"]),
        at.SHARE_SEA: value_of(shares["sea"]),
        at.SELF_SUPPLY: given("self_supply_share") * capital,
        at.LAUNCHES: given("launches_per_year"),
        at.BACKGROUND_LOAD: given("background_load"),
        at.START_ECONOMY: economy,
        at.START_STRATEGIC: strategic,
        at.START_SPENDING: spending,
        at.START_WAR: given("outside_war"),
    }.items():
        x[row + i] = value


def fill_relations(draft: Draft) -> None:
    """Fill what stands between actors, and what each value returns to."""
    x = draft.x
    x[at.MONITORING] = value_of(draft.document["monitoring"])
    for i in range(draft.n):
        for j in range(draft.n):
            x[at.PROXIMITY + at.PAIR * i + j] = 0.5
            x[at.CREDIBILITY + at.PAIR * i + j] = 1.0
    for key, relation in draft.document["relations"].items():
        first, second = (draft.actors.index(part.strip()) for part in key.split(","))
        k, h = at.PAIR * first + second, at.PAIR * second + first
        for name, row in ORDERED.items():
            if relation.get(name) is not None:
                x[row + k] = value_of(relation[name])
        for name, row in (SYMMETRIC | TIES).items():
            if relation.get(name) is not None:
                x[row + k] = x[row + h] = value_of(relation[name])
    for i in range(draft.n):
        for j in range(draft.n):
            k = at.PAIR * i + j
            x[at.TRADE_BASE + k] = x[at.TRADE_START + k] = x[at.TRADE + k]
            x[at.FLOWS_BASE + k] = x[at.FLOWS + k]
            for row in range(at.ALIGNMENT, at.ALIGNMENT + at.PAIR_ROWS * at.PAIR_PITCH, at.PAIR_PITCH):
                x[row + at.PAIR_REST + k] = x[row + k] * RESTS.get(row, 1.0)
            x[at.CREDIBILITY + at.PAIR_REST + k] = 1.0


def fill_richardson(draft: Draft) -> None:
    """Make the exact one-year flow of dM/dt = K M - a M + g: M becomes matrix M + offset.

    The exponential of the system with a constant row, by its series after halving the time (scaling and squaring), in
    plain sums of a fixed order, so that the bits are the same everywhere.
    """
    n = draft.n
    actors = list(draft.document["actors"].values())
    a = [[0.0] * (n + 1) for _ in range(n + 1)]
    for key, relation in draft.document["relations"].items():
        first, second = (draft.actors.index(part.strip()) for part in key.split(","))
        if relation.get("reaction") is not None:
            a[first][second] = value_of(relation["reaction"])
    for i, actor in enumerate(actors):
        a[i][i] = -value_of(actor["fatigue"]) if actor.get("fatigue") is not None else 0.0
        a[i][n] = value_of(actor["grievance"]) if actor.get("grievance") is not None else 0.0
    flow = exponential(a)
    for i in range(n):
        draft.x[at.HELD_BACK + i] = -a[i][i]
        for j in range(n):
            draft.x[at.REACTION_TO + at.PAIR * i + j] = a[i][j] if j != i else 0.0
    for i in range(n):
        draft.x[at.FLOW_OFFSET + i] = flow[i][n]
        for j in range(n):
            draft.x[at.FLOW_MATRIX + at.PAIR * i + j] = flow[i][j]


def exponential(a: list[list[float]]) -> list[list[float]]:
    """Return the exponential of a square matrix."""
    size = len(a)
    largest = max(math.fsum(abs(v) for v in row) for row in a)
    halvings = max(0, math.frexp(largest)[1] + 3)
    scaled = [[v / 2.0**halvings for v in row] for row in a]
    result = [[1.0 if i == j else 0.0 for j in range(size)] for i in range(size)]
    term = result
    for k in range(1, 20):
        term = [[v / k for v in row] for row in product(term, scaled)]
        result = [[result[i][j] + term[i][j] for j in range(size)] for i in range(size)]
    for _ in range(halvings):
        result = product(result, result)
    return result


def product(a: list[list[float]], b: list[list[float]]) -> list[list[float]]:
    """Return the product of two square matrices, summed in order."""
    size = len(a)
    result = [[0.0] * size for _ in range(size)]
    for i in range(size):
        for j in range(size):
            total = 0.0
            for k in range(size):
                total += a[i][k] * b[k][j]
            result[i][j] = total
    return result
