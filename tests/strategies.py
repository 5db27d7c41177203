"""Generated scenarios for Hypothesis: whole documents as a user could write them, small enough to run at once.

`documents` draws 2 to 12 actors with their relations, strategies, systems and types of their own, and events of every
type of the catalogue, dated or conditional. What is drawn is valid: a document that the loader refuses is a bug.
"""

from __future__ import annotations

import datetime
import os
import re
from typing import Any

from hypothesis import Phase, settings
from hypothesis import strategies as st

from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import load
from northeastsim.scenario.tables import Tables, tables

LONG = 20 if os.environ.get("NORTHEASTSIM_PROFILE", "ci") == "full" else 1
IDS = ("CHN", "RUS", "PRK", "KOR", "JPN", "USA", "MNG", "TWN", "VNM", "IND", "AUS", "GBR")
START = datetime.date(2024, 1, 1)
REVISED = "2024-08-09"
CONCERNS = ("security", "autonomy", "influence", "prosperity", "stability", "partnership", "allies")
ORDERED = ("commitment", "sanctions", "provocation")
TIES = ("contact", "proximity", "land_contact", "crisis_exposure", "incident_exposure")
ACTING = ("initiator", "target", "participants", "aimed_at")
CHANNELS = ("air", "ground", "sea", "nuclear")
SCALES = ("one", "quantity", "hostility", "regard", "regard_of_target", "hostility_to_target", "hostility_to_initiator",
          "shared_enemy")  # fmt: skip
ROLES = ("initiator", "target", "partners", "aimed_at", "parties", "bystanders", "everyone")
CONDITIONS = (
    "influence[{a}, {b}] < {v}",
    "security[{a}] > {v} for 30 days",
    "alignment[{a}, {b}] < {v} and stability > {v}",
    "not (dependence[{a}, {b}] >= {v}) or trade[{a}, {b}] > 100 * {v}",
    "autonomy[{a}] - leverage[{b}, {a}] / 2 < {v}",
    "provocation[{a}, {b}] + contact[{a}, {b}] > {v} for 10 days",
    "crisis[{a}, {b}] = 1 or polarisation < {v}",
)


def some(count: int) -> settings:
    """Settings of a test over whole worlds: so many of them, more at the long sizes, and none made smaller after a
    failure, which would take longer than all the tests."""
    return settings(max_examples=count * LONG, phases=(Phase.explicit, Phase.generate))


def numbers(low: float, high: float) -> st.SearchStrategy[float]:
    """Numbers of few digits within bounds, the bounds among them."""
    return st.integers(0, 1000).map(lambda k: round(low + (high - low) * k / 1000.0, 6))


def laid_out(document: dict[str, Any]) -> Tables:
    """Return the tables of a document, checked as any scenario is."""
    return tables(load(document, catalogue=catalogue()))


@st.composite
def actor(draw: st.DrawFn, systems: list[str]) -> dict[str, Any]:
    """One actor; what it follows is added later."""
    economy = draw(numbers(10, 20000))
    return {
        "economy_busd": economy,
        "growth": draw(numbers(-0.02, 0.08)),
        "spending_busd": round(economy * draw(numbers(0.0, 0.1)), 6),
        "spending_trend": draw(numbers(-0.03, 0.08)),
        "spending_sd": draw(numbers(0, 0.1)),
        "military_ppp": draw(numbers(0.5, 3)),
        "warheads": draw(st.sampled_from([0, 0, 50, 500, 5000])),
        "theatre_share": draw(numbers(0, 1)),
        "rest_of_world_trade_musd": draw(numbers(0, 1e6)),
        "uncut_income_musd": draw(st.sampled_from([0, 500])),
        "self_supply_share": draw(numbers(0, 0.6)),
        "outside_war": draw(st.sampled_from([0.0, 0.0, 0.5, 1.0])),
        "war_theatre_cut": draw(numbers(0, 0.6)),
        "production_lines": draw(st.integers(0, 4)),
        "background_load": draw(numbers(0, 0.8)),
        "launches_per_year": draw(st.sampled_from([0, 0, 4])),
        "accept": draw(numbers(0, 1)),
        "brittle": draw(st.sampled_from([0.0, 0.0, 0.5, 1.0])),
        "strain": draw(st.sampled_from([0.0, 0.0, -0.3, 0.4])),
        "hedging": draw(st.sampled_from([0, 0, 1, 4])),
        "technology": draw(st.sampled_from([0, 0, 2])),
        "veto": draw(st.booleans()),
        "budget_date": draw(st.sampled_from(["01-01", "03-05", "07-01", "12-31"])),
        "holdings": draw(st.dictionaries(st.sampled_from(systems), st.integers(0, 5), max_size=2)),
    }


@st.composite
def relation(draw: st.DrawFn) -> dict[str, Any]:
    """What stands between two actors, each key given or not."""
    found: dict[str, Any] = {"alignment": draw(numbers(-1, 1))}
    for key in ORDERED:
        if draw(st.booleans()):
            found[key] = draw(numbers(0, 1))
    if draw(st.booleans()):
        found["flows_musd"] = draw(numbers(0, 5000))
    if draw(st.booleans()):
        found["arms_supplied_btiv"] = draw(numbers(0, 10))
    if draw(st.booleans()):
        found["credibility"] = draw(numbers(0, 1.5))
        found["backing"] = draw(numbers(0, 1))
        found["favours_musd"] = draw(numbers(0, 5000))
    return found


@st.composite
def ties(draw: st.DrawFn) -> dict[str, Any]:
    """What two actors share, whichever comes first."""
    found: dict[str, Any] = {key: draw(numbers(0, 0.4 if key.endswith("exposure") else 1)) for key in TIES}
    found["trade_musd"] = draw(st.sampled_from([0, 50, 2300, 300000]))
    found["rival"] = draw(st.booleans())
    return found


@st.composite
def system(draw: st.DrawFn, ids: list[str]) -> dict[str, Any]:
    """A weapon system of the user's own."""
    return {
        "channel": draw(st.sampled_from(CHANNELS)),
        "value_busd": draw(numbers(0, 3)),
        "protective_share": draw(numbers(0, 2)),
        "offensive_share": draw(numbers(0, 2)),
        "enabling": draw(numbers(0, 1)),
        "suppliers": draw(st.lists(st.sampled_from(ids), unique=True, max_size=2)),
        "lead_months": {"median": draw(numbers(1, 30)), "log_sd": draw(numbers(0, 1))},
        "batches": draw(st.integers(1, 3)),
        "consumable": draw(st.booleans()),
    }


@st.composite
def effect(draw: st.DrawFn) -> dict[str, Any]:
    """An effect of the user's own, on any variable by any way that fits it."""
    pair = draw(st.booleans())
    variable = draw(
        st.sampled_from(["alignment", "commitment", "supply", "provocation", "sanctions", "flows", "trade", "contact",
                         "credibility", "backing", "favours"])
        if pair
        else st.sampled_from(["strategic", "posture", "outside_war", "accept", "capital", "economy", "spending", "strain",
                              "hedging", "technology"])
    )
    found: dict[str, Any] = {"change": variable, "of": draw(st.sampled_from(ROLES)), "by": draw(numbers(-0.3, 0.3))}
    hows = ["add", "towards", "scale"]
    if pair:
        found["to"] = draw(st.sampled_from(ROLES))
        found["scale"] = draw(st.sampled_from(SCALES))
        hows += ["rise"]
        hows += {"alignment": ["regard"], "trade": ["to_potential", "divert"]}.get(variable, [])
    if variable == "posture":  # it only falls: above a limit, launches would outrun the cap of their candidates
        found["by"], hows = -abs(found["by"]), ["add"]
    found["how"] = draw(st.sampled_from(hows))
    if found["how"] in ("towards", "rise"):
        found["limit"] = draw(numbers(0.1, 1))
    if found["how"] != "divert":
        moves = ["value"] if found["how"] == "rise" else ["value", "target", "both"]
        moves += ["base"] if moves[1:] and variable in ("trade", "flows") else []
        found["moves"] = draw(st.sampled_from(moves))
    return found


@st.composite
def event_type(draw: st.DrawFn) -> dict[str, Any]:
    """A type of event of the user's own, on everybody's menu."""
    stages = [{"name": "announced", "effects": draw(st.lists(effect(), min_size=1, max_size=3))}]
    if draw(st.booleans()):
        after = draw(st.sampled_from([{"after_days": 20}, {"after": {"median_days": 40, "log_sd": 0.5}}]))
        stages.append({"name": "later", **after, "effects": draw(st.lists(effect(), max_size=2))})
    return {
        "roles": {"initiator": "required", "target": "required", "participants": "optional", "aimed_at": "optional"},
        "partners": draw(st.sampled_from(["none", "target", "participants"])),
        "keys": {"size": {"low": 0, "high": 10, "default": 1, "meaning": "how much"}},
        "stages": stages,
        "menu": {
            "targets": draw(st.sampled_from(["others", "adversaries", "friends"])),
            "conciliatory": draw(st.booleans()),
            "cooldown_days": 90,
            "memory_years": 1,
            "magnitude": draw(numbers(0, 3)),
            "joins": {"participants": "target", "aimed_at": "rivals"},
        },
    }


@st.composite
def strategy(draw: st.DrawFn, ids: list[str], own: str, types: list[str]) -> dict[str, Any]:
    """A strategy of the user's own, eager enough that something is done."""
    others = [i for i in ids if i != own]
    a, b = own, draw(st.sampled_from(others))
    rules = []
    if draw(st.booleans()):
        when = draw(st.sampled_from(CONDITIONS)).split(" for ")[0].format(a=a, b=b, v=draw(numbers(0, 1)))
        rules.append({"when": when, "then": {draw(st.sampled_from(types)): 2.0}})
    chosen = st.lists(st.sampled_from(others), unique=True, max_size=3)
    return {
        "actor": own,
        "weights": {c: draw(numbers(-1, 2)) for c in CONCERNS},
        "influence_over": dict.fromkeys(draw(chosen), 1.0),
        "partners": dict.fromkeys(draw(chosen), 0.5),
        "rationality": draw(st.sampled_from([0.0, 1.0, 1.5, 5.0])),
        "attention": draw(st.integers(0, 5)),
        "interval_days": draw(st.sampled_from([15.0, 45.0, 90.0])),
        "budget_musd": draw(st.sampled_from([0.0, 1000.0, 50000.0])),
        "appetite": {draw(st.sampled_from(types)): draw(numbers(-2, 4)) for _ in range(3)},
        "rules": rules,
    }


@st.composite
def coming(draw: st.DrawFn, ids: list[str], earlier: list[str]) -> dict[str, Any]:
    """When an event comes: mostly on a date; under a condition, after an earlier event, by itself; perhaps not at all."""
    found: dict[str, Any] = {}
    way = draw(st.sampled_from(["date"] * 6 + ["when", "when", "after", "hazard", "after and hazard"]))
    if way == "when":
        found["when"] = draw(st.sampled_from(CONDITIONS)).format(a=ids[0], b=ids[1], v=draw(numbers(0, 1)))
        if draw(st.booleans()):
            found["repeat"] = "60 days"
    if "hazard" in way:
        found["hazard"] = draw(st.sampled_from([0, 0.5, 4, [1, 5], {"value": 2, "low": 1, "high": 3}]))
    if "after" in way and earlier:
        found["after"] = {"event": draw(st.sampled_from(earlier)), "days": draw(st.sampled_from([0, 0, 1, 30]))}
    if not found:
        found["date"] = (START + datetime.timedelta(days=draw(st.integers(0, 300)))).isoformat()
    if draw(st.integers(0, 3)) == 0:
        found["probability"] = draw(st.sampled_from([0, 0.5, 1, [0.2, 0.9]]))
    return found


@st.composite
def event(draw: st.DrawFn, document: dict[str, Any], types: dict[str, Any], name: str, earlier: list[str]) -> dict[str, Any]:
    """An event of any type, its roles filled as the type asks."""
    deciders = [i for i, a in document["actors"].items() if a.get("strategy")]
    kind = draw(st.sampled_from(sorted(k for k in types if deciders or k not in CHANGES)))
    entry = types[kind]
    ids = draw(st.permutations(sorted(document["actors"])))
    free = list(ids)
    found: dict[str, Any] = {"id": name, "type": kind}
    wishes = {role: (entry.get("roles") or {}).get(role, "none") for role in ACTING}
    for role in sorted(ACTING, key=lambda role: wishes[role] != "required"):
        if free and (wishes[role] == "required" or (wishes[role] == "optional" and draw(st.booleans()))):
            who = free.pop()
            found[role] = who if role in ("initiator", "target") else [who]
    if kind in CHANGES:
        found["target"] = draw(st.sampled_from(deciders))
        own, other = f"of_{found['target']}", f"next_{found['target']}"
        found["strategies"] = draw(st.sampled_from([{own: 1.0}, {own: 0.25, other: 0.75}, {other: 1.0}]))
    if kind == "linked_deal":
        sides = [found["initiator"], found["target"]]
        found["legs"] = [draw(leg(*draw(st.permutations(sides)))) for _ in range(draw(st.integers(1, 3)))]
    if kind == "sanctions" and draw(st.booleans()):
        found["initiator"], found["consent"] = "UNSC", "ask"
        found.pop("participants", None)
    if draw(st.booleans()):
        found["secret"] = draw(st.booleans())
    systems = sorted({*document["systems"], *catalogue().systems})
    wish = (entry.get("roles") or {}).get("system") or ("required" if (entry.get("menu") or {}).get("systems") else "none")
    if wish == "required":
        found["system"] = draw(st.sampled_from(systems))
    for key, spec in (entry.get("keys") or {}).items():
        if not spec.get("choices") and draw(st.booleans()):
            sizes = numbers(spec.get("low", 0), min(spec.get("high", 1), 10))
            ends = sorted(round(value) if spec.get("whole") else value for value in (draw(sizes), draw(sizes)))
            found[key] = ends if draw(st.integers(0, 3)) == 0 else ends[0]
    partners = entry.get("partners", "none")
    if partners != "none" and (found.get("target") or found.get(partners)) and draw(st.booleans()):
        found["consent"] = "ask"
    return found | draw(coming(list(ids), earlier))


CHANGES = ("government_change", "succession")


@st.composite
def leg(draw: st.DrawFn, giver: str, taker: str) -> dict[str, Any]:
    """One leg of a linked deal."""
    kind = draw(st.sampled_from(["arms_transfer", "economic_support", "technology_transfer", "summit"]))
    found: dict[str, Any] = {"type": kind, "initiator": giver, "target": taker}
    if kind == "arms_transfer":
        found |= {"system": draw(st.sampled_from(sorted(catalogue().systems))), "quantity": draw(numbers(0.5, 3))}
    if draw(st.booleans()):
        found["secret"] = draw(st.booleans())
    return found


def fits(kind: dict[str, Any], count: int) -> bool:
    """Return whether so few actors can fill the roles that a type requires."""
    return sum((kind.get("roles") or {}).get(role) == "required" for role in ACTING) <= count


@st.composite
def documents(
    draw: st.DrawFn, fewest: int = 2, most: int = 12, years: int = 1, settings: dict[str, Any] | None = None, **parameters: float
) -> dict[str, Any]:
    """A whole scenario of `fewest` to `most` actors; `settings` and `parameters` (group__name) are given as they are."""
    count = draw(st.sampled_from([k for k in (4, 3, 3, 2, 4, 6, 8, 12) if fewest <= k <= most]))
    ids = list(IDS[:count])
    shipped = catalogue()
    own_systems = {f"own_{k}": draw(system(ids)) for k in range(draw(st.integers(0, 2)))}
    own_types = {f"deed_{k}": draw(event_type()) for k in range(draw(st.integers(0, 2)))}
    systems = sorted({**shipped.systems, **own_systems})
    types = {k: v for k, v in {**shipped.event_types, **own_types}.items() if fits(v, count)}
    document: dict[str, Any] = {
        "format": 1,
        "name": "generated",
        "start": START.isoformat(),
        "years": years,
        "bodies": ["UNSC"],
        "monitoring": draw(st.sampled_from([1.0, 0.4])),
        "settings": {"war": "marks", "budget_rule": draw(st.sampled_from(["reaction", "reaction", "richardson"]))}
        | (settings or {}),
        "actors": {i: draw(actor(systems)) for i in ids},
        "relations": {},
        "systems": own_systems,
        "event_types": own_types,
        "strategies": {},
        "parameters": {name.replace("__", ".", 1): value for name, value in parameters.items()},
        "metrics": {"margin": f"influence[{ids[0]}, {ids[1]}] - security[{ids[1]}]"},
    }
    for a, first in enumerate(ids):
        for b, second in enumerate(ids):
            if a != b:
                document["relations"][f"{first}, {second}"] = draw(relation()) | (draw(ties()) if a < b else {})
    menu = sorted(k for k, v in {**shipped.event_types, **own_types}.items() if v.get("menu"))
    for i in ids:
        if draw(st.integers(0, 3)) > 0:
            document["strategies"][f"of_{i}"] = draw(strategy(ids, i, menu))
            document["strategies"][f"next_{i}"] = draw(strategy(ids, i, menu))
            document["actors"][i]["strategy"] = f"of_{i}"
            if draw(st.integers(0, 3)) == 0:
                document["strategies"][f"mind_{i}"] = {
                    "actor": i, "starts_as": f"of_{i}", "switching_days": 90,
                    "switches": [{"when": f"security[{i}] < 0.5", "to": f"next_{i}"}, {"when": "1 > 0", "to": f"of_{i}"}],
                }  # fmt: skip
                document["actors"][i]["strategy"] = f"mind_{i}"
        if document["settings"]["budget_rule"] == "richardson":
            document["actors"][i] |= {"fatigue": 0.2, "grievance": draw(numbers(0, 1))}
    if document["settings"]["budget_rule"] == "richardson":
        for entry in document["relations"].values():
            entry["reaction"] = draw(numbers(0, 0.2))
    names = [f"e{k}" for k in range(draw(st.integers(0, 5)))]
    document["events"] = [draw(event(document, types, name, names[:k])) for k, name in enumerate(names)]
    document["variants"] = {"rich": {f"actors.{ids[0]}.economy_busd": 20000}} if draw(st.booleans()) else {}
    if count > 2 and draw(st.booleans()):
        exercise = {"id": "drill", "type": "joint_exercise", "initiator": ids[0], "participants": [ids[1]],
                    "aimed_at": [ids[2]], "days": ["03-10", "08-20"]}  # fmt: skip
        document["programmes"] = [exercise]
    return document


@st.composite
def revisions(draw: st.DrawFn, document: dict[str, Any]) -> list[dict[str, Any]]:
    """One or two revisions of a generated world, of figures of every kind and of what its actors follow."""
    found = []
    for date in draw(st.sampled_from([[REVISED], [REVISED, "2025-01-01"]])):
        one: dict[str, Any] = {"date": date, "parameters": {"choice.horizon": draw(numbers(0.5, 5))}}
        one["parameters"]["outside_war.end_rate"] = draw(st.sampled_from([0.0, 0.5, 3.0]))
        one["parameters"]["drift.structural_balance"] = draw(st.sampled_from([0.0, 0.2]))
        one["systems"] = {"s400": {"value_busd": draw(numbers(0, 5))}}
        one["strategies"], one["actors"] = {}, {}
        for actor, entry in document["actors"].items():
            if entry.get("strategy") and draw(st.booleans()):
                one["strategies"][actor] = draw(st.sampled_from([f"of_{actor}", f"next_{actor}"]))
            if draw(st.booleans()):
                one["actors"][actor] = {"growth": draw(numbers(-0.02, 0.08)), "brittle": draw(numbers(0, 1)),
                                        "launches_per_year": draw(st.sampled_from([0, 2, 9]))}  # fmt: skip
        found.append(one)
    return found


def renamed(document: dict[str, Any], names: dict[str, str], order: list[str]) -> dict[str, Any]:
    """Return a document whose actors have other names and stand in another order, everywhere."""

    def new(value: Any) -> Any:
        if isinstance(value, dict):
            return {in_text(key): new(v) for key, v in value.items()}
        if isinstance(value, list):
            return [new(v) for v in value]
        return in_text(value) if isinstance(value, str) else value

    def in_text(text: str) -> str:
        return re.sub(r"[A-Za-z0-9_]+", lambda found: names.get(found[0], found[0]), text)

    twin: dict[str, Any] = new(document | {"actors": {i: document["actors"][i] for i in order}})
    twin["relations"] = dict(sorted(twin["relations"].items()))
    return twin
