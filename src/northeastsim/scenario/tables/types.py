"""Event types into tables: stages, effects and preconditions."""

import difflib
from typing import Any

from northeastsim.rulebook import layout as at
from northeastsim.scenario.schema import value_of
from northeastsim.scenario.tables.draft import Draft, identity

ROLES = {
    "initiator": at.INITIATOR,
    "target": at.TARGET,
    "partners": at.PARTNERS,
    "participants": at.PARTNERS,
    "aimed_at": at.AIMED_AT,
    "parties": at.PARTIES,
    "bystanders": at.BYSTANDERS,
    "everyone": at.EVERYONE,
}
PAIR_VARIABLES = {
    "alignment": at.ALIGNMENT,
    "commitment": at.COMMITMENT,
    "supply": at.SUPPLY,
    "provocation": at.PROVOCATION,
    "sanctions": at.SANCTIONS,
    "flows": at.FLOWS,
    "trade": at.TRADE,
    "contact": at.CONTACT,
    "credibility": at.CREDIBILITY,
    "backing": at.BACKING,
    "favours": at.FAVOURS,
    "land_contact": at.LAND,
}
ACTOR_VARIABLES = {
    "economy": at.ECONOMY,
    "spending": at.SPENDING,
    "capital": at.CAPITAL,
    "strategic": at.STRATEGIC,
    "outside_war": at.OUTSIDE_WAR,
    "accept": at.ACCEPTANCE,
    "posture": at.POSTURE,
    "strain": at.STRAIN,
    "hedging": at.HEDGING,
    "technology": at.TECHNOLOGY,
}
# What the mechanism of a type cannot do without: an actor in a role (no body), a system.
NEEDS = {
    "initiator": (at.ARMS, at.DEMARCHE, at.CRISIS, at.DEAL),
    "target": (at.ARMS, at.DEMARCHE, at.CRISIS, at.WAR_CHANGE, at.DEAL),
    "system": (at.ARMS,),
}
MECHANISMS = {
    "arms_transfer": at.ARMS,
    "demarche": at.DEMARCHE,
    "talks": at.TALKS,
    "arms_control": at.TALKS,
    "crisis": at.CRISIS,
    "war": at.WAR,
    "exercise_suspension": at.SUSPENSION,
    "outside_war_change": at.WAR_CHANGE,
    "linked_deal": at.DEAL,
    "monitoring_end": at.WATCH,
    "monitoring_change": at.WATCH,
    "government_change": at.GOVERNMENT,
    "succession": at.GOVERNMENT,
    "strategy_change": at.GOVERNMENT,
}
OWN_TYPES = {
    "incident": at.INCIDENT_TYPE,
    "crisis": at.CRISIS_TYPE,
    "clash": at.CLASH_TYPE,
    "war": at.WAR_TYPE,
    "missile_test": at.LAUNCH_TYPE,
    "outside_war_change": at.WAR_END_TYPE,
    "budget": at.BUDGET_TYPE,
    "regime_crisis": at.REGIME_CRISIS_TYPE,
    "strategy_change": at.STRATEGY_CHANGE_TYPE,
}
EFFECT_KEYS = ("change", "of", "to", "how", "by", "factor", "scale", "moves", "only", "limit", "says")
FAILED = "failed"  # the stage that an act reaches where it does not come off; not one of its sequence
CONSENT = {"none": 0, "target": 1, "participants": 2}
ONLY = {None: 0, "durable": 1, "consumable": 2}


def fill_types(draft: Draft) -> None:
    """Lay out all event types, the shipped and the scenario's own."""
    types: list[list[int]] = []
    stages: list[list[int]] = []
    effects: list[list[int]] = []
    requires: list[list[int]] = []
    for name, kind in draft.resolved.event_types.items():
        row = [0] * at.TYPE_WIDTH
        row[at.TYPE_FIRST_STAGE] = len(stages)
        row[at.TYPE_FIRST_REQUIRE] = len(requires)
        row[at.TYPE_FAILED] = -1
        declared = list(enumerate(kind.get("stages") or [{"name": "announced"}]))
        for k, stage in sorted(declared, key=lambda each: each[1]["name"] == FAILED):  # the last, and out of the sequence
            if stage["name"] == FAILED:
                row[at.TYPE_FAILED] = len(stages)
            stages.append(stage_row(draft, name, k, stage, len(effects)))
            for e, effect in enumerate(stage.get("effects") or ()):
                path = f"event_types.{name}.stages.{k}.effects.{e}"
                effects.append(effect_row(draft, path, effect, words(kind)))
        requires += [require_row(draft, name, k, r) for k, r in enumerate(kind.get("requires") or ())]
        row[at.TYPE_STAGES] = len(stages) - row[at.TYPE_FIRST_STAGE] - int(row[at.TYPE_FAILED] >= 0)
        row[at.TYPE_REQUIRES] = len(requires) - row[at.TYPE_FIRST_REQUIRE]
        fill_type(draft, row, name, kind)
        types.append(row)
    t = draft.t
    t[at.TYPES], t[at.STAGES], t[at.EFFECTS] = len(types), len(stages), len(effects)
    t[at.AT_TYPES], t[at.AT_STAGES] = draft.block(types), draft.block(stages)
    t[at.AT_EFFECTS], t[at.AT_REQUIRES] = draft.block(effects), draft.block(requires)
    t[at.AT_WEIGHTS] = draft.room("x", (at.MOST_SYSTEMS + 1) * len(effects))
    for name, place in OWN_TYPES.items():
        t[place] = draft.types.index(name)


def fill_type(draft: Draft, row: list[int], name: str, kind: dict[str, Any]) -> None:
    """Fill what a type is besides its stages."""
    menu = kind.get("menu") or {}
    row[at.TYPE_CONSENT] = CONSENT[kind.get("partners", "none")]
    row[at.TYPE_CONCILIATORY] = int(bool(menu.get("conciliatory", False)))
    row[at.TYPE_COOLDOWN] = round(value_of(menu.get("cooldown_days", 0)))
    row[at.TYPE_MEMORY] = draft.place(max(value_of(menu.get("memory_years", 1.0)), 1e-3))
    row[at.TYPE_COST] = draft.place(menu.get("cost_musd", 0.0))
    row[at.TYPE_QUANTITY] = draft.place(menu.get("magnitude", 1.0))
    row[at.TYPE_MECHANISM] = MECHANISMS.get(name, at.DEAL if kind.get("legs") else at.PLAIN)
    row[at.TYPE_ATTENTION] = int(menu.get("attention", 1) > 0)
    row[at.TYPE_HASH] = identity("type", name) >> 8
    row[at.TYPE_WORD] = word_of(kind, {})
    row[at.TYPE_SECRET] = int(bool(kind.get("secret", False)))
    row[at.TYPE_WORTH] = amount(draft, f"event_types.{name}", kind, "worth_musd", 0.0)
    row[at.TYPE_FIRST_LEG] = len(draft.legs)
    for k, leg in enumerate(kind.get("legs") or ()):
        gives = leg["giver"] == "initiator"
        giver, taker = (at.BY_INITIATOR, at.BY_TARGET) if gives else (at.BY_TARGET, at.BY_INITIATOR)
        size = draft.place(leg.get("quantity", 1.0))
        draft.legs.append(leg_row(draft, leg, giver, taker, (size, size), identity("leg", name, str(k))))
    row[at.TYPE_LEGS] = len(draft.legs) - row[at.TYPE_FIRST_LEG]


def leg_row(
    draft: Draft, leg: dict[str, Any], giver: int, taker: int, sizes: tuple[int, int], subject: int
) -> list[int]:
    """Return the row of a deal's leg; `sizes` are places of the least and the greatest that it may be."""
    kind = draft.resolved.event_types[leg["type"]]
    row = [0] * at.LEG_WIDTH
    row[at.LEG_TYPE] = draft.types.index(leg["type"])
    row[at.LEG_GIVER], row[at.LEG_TAKER] = giver, taker
    row[at.LEG_SYSTEM] = draft.systems.index(leg["system"]) if leg.get("system") in draft.systems else -1
    row[at.LEG_LOW], row[at.LEG_HIGH] = sizes
    row[at.LEG_WORD] = word_of(kind, leg)
    row[at.LEG_SECRET] = int(bool(leg.get("secret", kind.get("secret", False))))
    row[at.LEG_HASH] = subject
    row[at.LEG_SCRIPT] = -1
    return row


def words(kind: dict[str, Any]) -> list[str]:
    """Return what acts of a type may say: the choices of the first of its keys that has any."""
    return next((list(key["choices"]) for key in (kind.get("keys") or {}).values() if key.get("choices")), [])


def word_of(kind: dict[str, Any], event: dict[str, Any]) -> int:
    """Return which of its type's words an event says, counted from 1; 0 where there are none."""
    for name, key in (kind.get("keys") or {}).items():
        if key.get("choices"):
            said = event.get(name, key.get("default"))
            return list(key["choices"]).index(said) + 1 if said in key["choices"] else 0
    return 0


def stage_row(draft: Draft, name: str, k: int, stage: dict[str, Any], first: int) -> list[int]:
    """Return a stage's row: its name's code, its effects, when it comes."""
    row = [0] * at.STAGE_WIDTH
    if stage["name"] not in draft.stages:
        draft.stages.append(stage["name"])
    row[at.STAGE_NAME] = draft.stages.index(stage["name"])
    row[at.STAGE_FIRST_EFFECT] = first
    row[at.STAGE_EFFECTS] = len(stage.get("effects") or ())
    row[at.STAGE_VISIBLE] = int(bool(stage.get("visible", False)))
    after = stage.get("after")
    row[at.STAGE_DAYS] = draft.place(stage.get("after_days"))
    row[at.STAGE_SD] = draft.place(0.0)
    if after == "lead":
        row[at.STAGE_TIMING] = at.AFTER_LEAD
    elif after == "operational":
        row[at.STAGE_TIMING] = at.AFTER_OPERATIONAL
    elif isinstance(after, dict):
        row[at.STAGE_TIMING] = at.AFTER_LOGNORMAL
        row[at.STAGE_DAYS] = draft.place(after["median_days"])
        row[at.STAGE_SD] = draft.place(after.get("log_sd", 0.0))
    if after in ("lead", "operational") and MECHANISMS.get(name) != at.ARMS:
        draft.problem(f"event_types.{name}.stages.{k}.after", f"only arms_transfer has the time '{after}'")
    return row


def effect_row(draft: Draft, path: str, effect: dict[str, Any], said: list[str]) -> list[int]:
    """Return an effect's row; whatever is wrong with it is noted with its place."""
    row = [0] * at.EFFECT_WIDTH
    for key in effect:
        if key not in EFFECT_KEYS:
            draft.problem(f"{path}.{key}", "unknown key", nearest(key, EFFECT_KEYS))
    variable = effect.get("change")
    if variable == "holding":
        row[at.EFFECT_PLANE], row[at.EFFECT_PLACE] = at.HOLDING_PLANE, at.HOLDING
    elif variable in ACTOR_VARIABLES:
        row[at.EFFECT_PLANE], row[at.EFFECT_PLACE] = at.ACTOR_PLANE, ACTOR_VARIABLES[variable]
    else:
        row[at.EFFECT_PLANE] = at.PAIR_PLANE
        row[at.EFFECT_PLACE] = word(draft, path, effect, "change", PAIR_VARIABLES, None)
    row[at.EFFECT_OF] = word(draft, path, effect, "of", ROLES, None)
    row[at.EFFECT_TO] = word(draft, path, effect, "to", ROLES, "everyone")
    row[at.EFFECT_HOW] = word(draft, path, effect, "how", index(at.HOWS), "add")
    row[at.EFFECT_SCALE] = word(draft, path, effect, "scale", index(at.SCALES), "one")
    row[at.EFFECT_REST] = word(draft, path, effect, "moves", index(at.MOVES), "value")
    row[at.EFFECT_ONLY] = word(draft, path, effect, "only", ONLY, None, optional=True)
    spoken: dict[Any, int] = {None: 0} | {each: k + 1 for k, each in enumerate(said)}
    row[at.EFFECT_WORD] = word(draft, path, effect, "says", spoken, None, optional=True)
    row[at.EFFECT_BY] = amount(draft, path, effect, "by", None)
    row[at.EFFECT_FACTOR] = amount(draft, path, effect, "factor", 1.0)
    row[at.EFFECT_LIMIT] = amount(draft, path, effect, "limit", 1.0)
    refuse_nonsense(draft, path, effect, row)
    return row


def refuse_nonsense(draft: Draft, path: str, effect: dict[str, Any], row: list[int]) -> None:
    """Refuse what an effect cannot do to its variable."""
    variable, moves, how = effect.get("change"), effect.get("moves", "value"), effect.get("how", "add")
    pair = row[at.EFFECT_PLANE] == at.PAIR_PLANE
    if variable == "land_contact":
        draft.problem(f"{path}.change", "land_contact is geography: no act changes it")
    if moves == "base" and variable not in ("trade", "flows"):
        draft.problem(f"{path}.moves", f"only trade and flows have a base; {variable} moves value, target or both")
    if moves != "value" and variable == "holding":
        draft.problem(f"{path}.moves", "holdings return to nothing: they move by value only")
    if how == "rise" and not pair:
        draft.problem(f"{path}.how", f"'rise' is for variables between two actors; {variable} is of one")
    if how == "rise" and moves != "value":
        draft.problem(f"{path}.moves", "'rise' fades as a value stands above what it returns to: it moves value only")
    if how in ("to_potential", "divert") and variable != "trade":
        draft.problem(f"{path}.how", f"'{how}' is for trade only; got {variable!r}")
    if how == "restore" and variable not in ("trade", "flows"):
        draft.problem(f"{path}.how", f"'restore' is for trade and flows only; got {variable!r}")


def index(words: tuple[str, ...]) -> dict[Any, int]:
    """Return words with their codes."""
    return {each: code for code, each in enumerate(words)}


def nearest(given: Any, known: Any) -> str | None:
    """Return the known word nearest to the given one."""
    found = difflib.get_close_matches(str(given), [str(k) for k in known if k], 1, 0.6)
    return found[0] if found else None


def word(
    draft: Draft, path: str, effect: dict[str, Any], key: str, known: dict[Any, int], default: str | None,
    optional: bool = False,
) -> int:  # fmt: skip
    """Return the code of one of an effect's words."""
    given = effect.get(key, default)
    if given in known and (given is not None or optional):
        return known[given]
    if given is None:
        draft.problem(path, f"missing key '{key}': one of {', '.join(map(str, known))}")
    else:
        listed = ", ".join(str(k) for k in known if k)
        draft.problem(f"{path}.{key}", f"expected one of {listed}; got {given!r}", nearest(given, known))
    return 0


def amount(draft: Draft, path: str, effect: dict[str, Any], key: str, default: float | None) -> int:
    """Return the place of one of an effect's numbers: a parameter's name, or a number of its own."""
    given = effect.get(key, default)
    if isinstance(given, str):
        if given not in draft.places:
            names = [name for name in draft.places if not name.startswith("=")]
            draft.problem(f"{path}.{key}", f"unknown parameter {given!r}", nearest(given, names))
            return draft.place(0.0)
        return draft.places[given]
    if isinstance(given, bool) or not isinstance(given, int | float | dict):
        draft.problem(path if given is None else f"{path}.{key}", f"'{key}' must be a number or a parameter's name")
        return draft.place(0.0)
    return draft.place(given)


def require_row(draft: Draft, name: str, k: int, need: dict[str, Any]) -> list[int]:
    """Return a precondition's row."""
    row = [0] * at.REQUIRE_WIDTH
    path = f"event_types.{name}.requires.{k}"
    variable = need["variable"]
    if variable in ACTOR_VARIABLES:
        row[at.REQUIRE_PLANE], row[at.REQUIRE_PLACE] = at.ACTOR_PLANE, ACTOR_VARIABLES[variable]
    else:
        row[at.REQUIRE_PLANE] = at.PAIR_PLANE
        row[at.REQUIRE_PLACE] = word(draft, path, need, "variable", PAIR_VARIABLES, None)
    row[at.REQUIRE_OF] = word(draft, path, need, "of", ROLES, None)
    row[at.REQUIRE_TO] = word(draft, path, {"to": need.get("to") or "everyone"}, "to", ROLES, None)
    row[at.REQUIRE_LOW] = draft.place(need.get("at_least"), -1e18)
    row[at.REQUIRE_HIGH] = draft.place(need.get("at_most"), 1e18)
    return row
