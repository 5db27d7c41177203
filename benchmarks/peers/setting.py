"""The reduced scenario as plain numbers: what a user who writes the model by hand would type in from a table."""

from __future__ import annotations

import math
import pathlib
from dataclasses import dataclass
from typing import Any, NamedTuple

from northeastsim.rulebook import layout as at
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import Resolved, load
from northeastsim.scenario.schema import value_of
from northeastsim.scenario.tables import Tables, tables

REDUCED = pathlib.Path(__file__).with_name("reduced.yaml")
DAYS_PER_YEAR = 365.25

# Variables of an ordered pair (i, j), in lists with the place n * i + j.
ALIGNMENT, COMMITMENT, SUPPLY, PROVOCATION, SANCTIONS, FLOWS, TRADE, CONTACT = range(8)
VARIABLES = ("alignment", "commitment", "supply", "provocation", "sanctions", "flows", "trade", "contact")
BOUNDS = ((-1.0, 1.0), (0.0, 1.0), (0.0, 1e300), (0.0, 1e300), (0.0, 1.0), (0.0, 1e300), (0.0, 1e300), (0.0, 1.0))
LIVES = ("alignment", "commitment", "supply", "provocation", "", "trade", "trade", "contact")


class Effect(NamedTuple):
    """A change of one variable of one pair: by `size`, times how an actor regards another, if `regard` names a pair."""

    variable: int
    pair: int
    how: str
    size: float
    regard: int  # -1: times one
    signed: bool  # whether bad regard counts as below 0; else only hostility counts
    limit: float
    moves: str


class Need(NamedTuple):
    """What must hold for an option to be open."""

    variable: int
    pair: int
    low: float
    high: float


class Stage(NamedTuple):
    """What an act does, so many days after the stage before."""

    days: float
    effects: tuple[Effect, ...]


@dataclass(frozen=True)
class Option:
    """An act that an actor may choose, with what it is expected to do (`trial`) and what it does (`stages`)."""

    number: int
    actor: int
    target: int
    kind: str
    constant: float
    appetite: float
    liking: float  # the target's, when asked
    asks: bool
    conciliatory: bool
    takes_attention: bool
    cost: float
    cooldown: float  # days
    memory_years: float
    needs: tuple[Need, ...]
    stages: tuple[Stage, ...]
    trial: tuple[Effect, ...]


@dataclass(frozen=True)
class Actor:
    """What an actor is, and how it decides."""

    spending: float
    usual_burden: float
    capital: float
    capital_decay: float
    built_per_spending: float
    usable_share: float
    shares: tuple[float, float, float]
    strategic: float
    economy: float
    income: float  # without trade and flows within the region
    abroad: float  # trade and income from outside the region
    self_supply: float
    weights: tuple[float, ...]
    influence_over: tuple[tuple[int, float], ...]
    partners: tuple[tuple[int, float], ...]
    rationality: float
    attention: float
    interval: float
    jitter: float
    budget: float
    budget_days: tuple[float, ...]
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Setting:
    """All that a run starts from."""

    names: tuple[str, ...]
    days: float
    actors: tuple[Actor, ...]
    values: tuple[tuple[float, ...], ...]
    rests: tuple[tuple[float, ...], ...]
    proximity: tuple[float, ...]
    land: tuple[float, ...]
    crisis_exposure: tuple[float, ...]
    parameters: dict[str, float]


def read() -> tuple[Setting, Tables]:
    """Return the reduced scenario as plain numbers, and as northeastsim runs it."""
    resolved = load(REDUCED, catalogue=catalogue())
    laid = tables(resolved)
    return setting_of(resolved, laid), laid


def setting_of(resolved: Resolved, laid: Tables) -> Setting:
    """Return the plain numbers of a scenario."""
    parameters = {name: value_of(value) for name, value in resolved.parameters.items()}
    by_actor: list[list[Option]] = [[] for _ in laid.actors]
    for o, option in enumerate(laid.options):
        row = laid.t[at.AT_OPTIONS] + at.OPTION_WIDTH * o
        if laid.m[laid.t[at.AT_OPTION_FORBIDDEN] + o] == 0:
            entry = resolved.event_types[option.kind]
            by_actor[laid.t[row + at.OPTION_ACTOR]].append(option_of(laid, parameters, o, entry))
    starts = range(at.ALIGNMENT, at.ALIGNMENT + len(VARIABLES) * at.PAIR_PITCH, at.PAIR_PITCH)
    return Setting(
        laid.actors,
        float(laid.horizon / at.MINUTES_PER_DAY),
        tuple(actor_of(laid, parameters, i, tuple(options)) for i, options in enumerate(by_actor)),
        tuple(pairs(laid, row) for row in starts),
        tuple(pairs(laid, row + at.PAIR_REST) for row in starts),
        pairs(laid, at.PROXIMITY),
        pairs(laid, at.LAND),
        pairs(laid, at.CRISIS_EXPOSURE),
        parameters,
    )


def pairs(laid: Tables, row: int) -> tuple[float, ...]:
    """Return a row of pairs without the gaps of the layout."""
    n = len(laid.actors)
    return tuple(float(laid.x[row + at.PAIR * i + j]) for i in range(n) for j in range(n))


def actor_of(laid: Tables, p: dict[str, float], i: int, options: tuple[Option, ...]) -> Actor:
    """Return what actor i is."""
    n = len(laid.actors)

    def its(row: int) -> float:
        return float(laid.x[row + i])

    def caring(row: int) -> tuple[tuple[int, float], ...]:
        weights = ((j, float(laid.x[row + at.PAIR * i + j])) for j in range(n) if j != i)
        return tuple((j, weight) for j, weight in weights if weight > 0.0)

    war = its(at.OUTSIDE_WAR)  # it never ends here
    abroad = its(at.OUTSIDE_TRADE) + its(at.OWN_INCOME)
    days = laid.t[laid.t[at.AT_BUDGET_DAYS] + at.MOST_YEARS * i :][: at.MOST_YEARS]
    return Actor(
        spending=its(at.SPENDING),
        usual_burden=its(at.USUAL_BURDEN),
        capital=its(at.CAPITAL),
        capital_decay=its(at.CAPITAL_DECAY) + p["outside_war.attrition"] * war,
        built_per_spending=p["budget.investment_share"] * its(at.MILITARY_PPP),
        usable_share=its(at.THEATRE_SHARE) * (1.0 - its(at.WAR_THEATRE_CUT) * war),
        shares=(its(at.SHARE_AIR), its(at.SHARE_GROUND), its(at.SHARE_SEA)),
        strategic=its(at.STRATEGIC),
        economy=its(at.ECONOMY),
        income=1000.0 * p["dependence.home_market"] * its(at.ECONOMY) + abroad,
        abroad=abroad,
        self_supply=its(at.SELF_SUPPLY),
        weights=tuple(its(at.CONCERN_WEIGHT + at.ACTOR_PITCH * c) for c in range(at.NEIGHBOURS)),  # none fears for a neighbour
        influence_over=caring(at.CARE_INFLUENCE),
        partners=caring(at.CARE_PARTNER),
        rationality=its(at.RATIONALITY),
        attention=its(at.ATTENTION),
        interval=its(at.INTERVAL),
        jitter=its(at.JITTER),
        budget=its(at.BUDGET),
        budget_days=tuple(float(tick) / at.MINUTES_PER_DAY for tick in days if 0 <= tick < laid.horizon),
        options=options,
    )


def option_of(laid: Tables, p: dict[str, float], o: int, entry: dict[str, Any]) -> Option:
    """Return an option with its effects on every pair that they concern, in the order in which they happen."""
    n, option = len(laid.actors), laid.options[o]
    row = laid.t[at.AT_OPTIONS] + at.OPTION_WIDTH * o
    target = int(laid.t[row + at.OPTION_TARGET])
    roles = roles_of(laid, row)
    menu = entry["menu"]
    quantity = value_of(menu.get("magnitude", 1.0))
    stages, trial, delay = [], [], 0.0
    for stage in entry["stages"]:
        days = value_of(stage.get("after_days") or 0.0)
        delay += days / DAYS_PER_YEAR
        effects = [e for row in stage.get("effects", ()) if is_said(row, entry) for e in effects_of(row, roles, p, quantity, n)]
        stages.append(Stage(days, tuple(effects)))
        trial += [effect._replace(size=effect.size * expected(effect, p, delay)) for effect in effects]
    needs = [need for row in entry.get("requires", ()) for need in needs_of(row, roles, n)]
    liking = laid.x[laid.t[at.AT_OPTION_CONSENT] + n * o + target]
    return Option(
        o,
        roles["initiator"][0],
        target,
        option.kind,
        constant=laid.x[laid.places[f"constant.{option.actor}.{option.kind}"]].item(),
        appetite=laid.x[laid.t[at.AT_OPTION_APPETITE] + o].item(),
        liking=float(liking),
        asks=entry.get("partners", "none") != "none",
        conciliatory=menu.get("conciliatory", False),
        takes_attention=menu.get("attention", 1) > 0,
        cost=value_of(menu.get("cost_musd", 0.0)) * quantity,
        cooldown=menu.get("cooldown_days", 0),
        memory_years=value_of(menu.get("memory_years", 1.0)),
        needs=tuple(needs),
        stages=tuple(stages),
        trial=tuple(effect for effect in trial if effect.size != 0.0),
    )


def roles_of(laid: Tables, row: int) -> dict[str, list[int]]:
    """Return who is in each role of an option."""

    def members(bits: int) -> list[int]:
        return [i for i in range(len(laid.actors)) if bits >> i & 1]

    initiator = [int(laid.t[row + at.OPTION_ACTOR])]
    target = [int(laid.t[row + at.OPTION_TARGET])]
    partners = members(laid.t[row + at.OPTION_PARTICIPANTS])
    parties = sorted(initiator + partners)
    return {
        "initiator": initiator,
        "target": target,
        "partners": partners,
        "aimed_at": members(laid.t[row + at.OPTION_AIMED]),
        "parties": parties,
        "bystanders": [i for i in range(len(laid.actors)) if i not in parties + target],
        "everyone": list(range(len(laid.actors))),
    }


UNSEEN = ("posture", "favours", "backing", "strain")


def is_said(row: dict[str, Any], entry: dict[str, Any]) -> bool:
    """Return whether an effect belongs to what an act says that nobody scripted: the default of its type's words."""
    words = [key.get("default") for key in entry.get("keys", {}).values() if key.get("choices")]
    return row.get("says") in (None, *words[:1])


def effects_of(
    row: dict[str, Any], roles: dict[str, list[int]], p: dict[str, float], quantity: float, n: int
) -> list[Effect]:
    """Return a row of an act's effects for every pair that it concerns, those left out that move nothing anyone looks at."""
    if row["change"] in UNSEEN:
        return []
    variable, how = VARIABLES.index(row["change"]), row.get("how", "add")
    size = p[row["by"]] * p[row.get("factor", "rule.one")]
    firsts, seconds = roles[row["of"]], roles[row["to"]]
    mutual = row["change"] in ("trade", "contact") and how != "divert"  # one number for both directions
    found = []
    for i in firsts:
        for j in seconds:
            again = mutual and j < i and j in firsts and i in seconds
            if i != j and not again:
                regard, signed, times = scale_of(row.get("scale"), i, j, roles, quantity, n)
                for a, b in ((i, j), (j, i)) if mutual else ((i, j),):
                    limit = p[row.get("limit", "rule.one")]
                    moves = row.get("moves", "value")
                    found.append(Effect(variable, n * a + b, how, size * times, regard, signed, limit, moves))
    return [effect for effect in found if effect.size != 0.0]


def scale_of(
    scale: str | None, i: int, j: int, roles: dict[str, list[int]], quantity: float, n: int
) -> tuple[int, bool, float]:
    """Return the pair whose regard an effect of i towards j is multiplied by, whether with its sign, and a factor."""
    initiator, target = roles["initiator"][0], roles["target"][0]
    towards = {
        "hostility": (i, j),
        "regard_of_target": (i, target),
        "hostility_to_initiator": (i, initiator),
        "hostility_to_target": (i, target),
        "shared_enemy": (j, initiator),
    }
    if scale not in towards:
        return -1, False, quantity if scale == "quantity" else 1.0
    who, whom = towards[scale]
    return n * who + whom, scale == "regard_of_target", 0.0 if who == whom else 1.0


def expected(effect: Effect, p: dict[str, float], delay: float) -> float:
    """Return the mean of a unit effect over the decider's horizon: it comes after `delay` years, and decays."""
    horizon = p["choice.horizon"]
    remaining = max(0.0, horizon - delay)
    share = remaining / horizon
    if not LIVES[effect.variable] or effect.moves == "both":
        return share
    rate = math.log(2.0) / p[f"drift.{LIVES[effect.variable]}_half_life"]
    lasting = (1.0 - math.exp(-rate * remaining)) / (rate * horizon)
    return lasting if effect.moves == "value" else share - lasting


def needs_of(row: dict[str, Any], roles: dict[str, list[int]], n: int) -> list[Need]:
    """Return a precondition for every pair that it concerns."""
    low, high = value_of(row.get("at_least", -1e18)), value_of(row.get("at_most", 1e18))
    variable = VARIABLES.index(row["variable"])
    return [
        Need(variable, n * i + j, low, high) for i in roles[row["of"]] for j in roles[row["to"]] if i != j
    ]
