"""What holds in every world: bounds, the ledger, calm, and nobody's luck shifted by who else is there."""

from __future__ import annotations

import copy
import math
from collections import defaultdict
from typing import Any

import pytest
from hypothesis import given

from northeastsim.engine.single import World
from northeastsim.rulebook import conditions, observe, turn
from northeastsim.rulebook import layout as at
from northeastsim.rulebook.layout import M, T, X
from strategies import documents, laid_out, some

SHARES = {"influence", "dependence", "security_dependence", "leverage", "commitment", "sanctions", "contact", "security",
          "air_security", "ground_security", "sea_security", "nuclear_security", "autonomy", "prosperity", "outside_war",
          "stability", "polarisation", "perceived", "cohesion", "stress", "entrapment", "abandonment", "sanctions_bite",
          "accept", "monitoring"}  # fmt: skip
SIGNED = {"alignment"}
ANY = {"reaction", "answer", "held_back"}  # of allies, and of those who threaten less, below 0
# Kept by the rules for themselves, and not itemised: noise, the programme's size, what was spent on acts.
UNLISTED = (at.SHOCK, at.PROGRAMME_GAIN_NOW, at.OUTLAY)
ROWS = [row for row in range(at.ECONOMY, at.ECONOMY + at.ACTOR_ROWS * at.ACTOR_PITCH, at.ACTOR_PITCH) if row not in UNLISTED]
PAIR_ROWS = list(range(at.ALIGNMENT, at.ALIGNMENT + at.PAIR_ROWS * at.PAIR_PITCH, at.PAIR_PITCH))


@some(25)
@given(document=documents(most=6, years=2))
def test_everything_keeps_its_bounds(document: dict[str, Any]) -> None:
    """Shares stay within 0 and 1, regard within -1 and 1, amounts at 0 or above, at every observation."""
    record = World(laid_out(document), 5).run().record
    for values in record.values:
        for name, value in zip(record.names, values.tolist(), strict=True):
            head = name.partition("[")[0]
            if head in document["metrics"]:
                continue
            least = -math.inf if head in ANY else 0.0
            low, high = (0.0, 1.0) if head in SHARES else (-1.0, 1.0) if head in SIGNED else (least, math.inf)
            assert low <= value <= high and not math.isinf(value), name


def places(n: int, systems: int) -> list[int]:
    """Return the place of every state variable, and of what it returns to."""
    found = [row + rest + i for row in ROWS for rest in (0, at.ACTOR_REST) for i in range(n)]
    for row in PAIR_ROWS:
        found += [row + rest + at.PAIR * i + j for rest in (0, at.PAIR_REST) for i in range(n) for j in range(n) if i != j]
    found += [at.HOLDING + at.ACTOR_PITCH * s + i for s in range(systems) for i in range(n)]
    found.append(at.MONITORING)
    return found + [at.LAND + at.PAIR * i + j for i in range(n) for j in range(n) if i != j]


class Ledger:
    """Adds up what drift does to every variable; a check of conditions drifts a copy and does not count."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.faded: defaultdict[int, float] = defaultdict(float)
        self.checking = False
        self.listed: list[int] = []
        self._advance, self._check = turn.advance, turn.check
        patch.setattr(turn, "advance", self.advance)
        patch.setattr(turn, "check", self.check)

    def advance(self, x: X, m: M, tick: int) -> None:
        before = [x[p] for p in self.listed]
        self._advance(x, m, tick)
        if not self.checking:
            for p, old in zip(self.listed, before, strict=True):
                self.faded[p] += x[p] - old

    def check(self, x: X, m: M, t: T, tick: int) -> None:
        self.checking = True
        self._check(x, m, t, tick)
        self.checking = False


def imbalance(document: dict[str, Any]) -> list[tuple[int, float]]:
    """Return the places where impulses and fading do not add up to the change, and by how much."""
    with pytest.MonkeyPatch.context() as patch:
        ledger = Ledger(patch)
        tables = laid_out(document)
        world = World(tables, 63, 0, impulses=True)
        ledger.listed = places(len(tables.actors), len(tables.systems))
        before = {p: world.x[p] for p in ledger.listed}
        total = defaultdict(float, dict.fromkeys(ledger.listed, 0.0))
        world.run()
    for _, _, place, size in world.record.impulses:
        assert place in before, f"an impulse on no state variable: {place}"
        total[place] += size
    wrong = []
    for p in ledger.listed:
        change = world.x[p] - before[p]
        scale = max(1.0, abs(world.x[p]), abs(before[p]))
        if abs(total[p] + ledger.faded[p] - change) > 1e-9 * scale:
            wrong.append((p, total[p] + ledger.faded[p] - change))
    return wrong


@some(20)
@given(document=documents(most=4, years=2))
def test_impulses_and_fading_add_up_to_the_change(document: dict[str, Any]) -> None:
    """For every state variable and what it returns to: causes are kept, and nothing else moves the world."""
    assert imbalance(document) == []


def test_they_add_up_where_a_new_government_has_a_pace_of_its_own() -> None:
    """What launches return to was moved by an act before, and the strategy that is followed then sets it anew."""
    document = {
        "format": 1, "extends": "northeast_asia_2024", "start": "2024-01-01", "years": 1,
        "events": [
            {"id": "new", "date": "2024-06-01", "type": "government_change", "target": "PRK", "strategies": {"another": 1.0}},
        ],
        "strategies": {"another": {"actor": "PRK", "weights": {"security": 1.0}, "postures": {"launches": 0.4}}},
    }  # fmt: skip
    assert imbalance(document) == []


def test_they_add_up_in_the_shipped_world(full_size: bool) -> None:
    document = {"format": 1, "extends": "northeast_asia_2024", "start": "2024-01-01", "years": 10 if full_size else 3}

    assert imbalance(document) == []


def calmed(document: dict[str, Any], hostile: bool) -> dict[str, Any]:
    """Return a generated world at its baseline: nothing lately felt, visited or supplied; no enmity unless `hostile`."""
    calm = copy.deepcopy(document)
    for actor in calm["actors"].values():
        actor.update(outside_war=0.0, launches_per_year=0, holdings={}, programme_years=0, strain=0.0, brittle=0.0)
        actor.pop("strategy", None)
    for entry in calm["relations"].values():
        for key in ("provocation", "contact", "arms_supplied_btiv", "credibility", "favours_musd"):
            entry.pop(key, None)
        if not hostile:
            entry["alignment"] = abs(entry["alignment"])
    calm["settings"]["budget_rule"] = "reaction"
    calm["programmes"], calm["events"] = [], []
    return calm


STILL = {"chance": False, "growth": False, "decisions": False}


@some(15)
@given(document=documents(most=6, years=2, settings=STILL | {"streams": False}))
def test_a_calm_world_stays_where_it_is(document: dict[str, Any]) -> None:
    """Chance, growth and events off, everything at its baseline, enmity or not: to the bit the same for ever."""
    record = World(laid_out(calmed(document, hostile=True))).run().record

    assert all(v.tolist() == record.values[0].tolist() for v in record.values)


@some(15)
@given(document=documents(most=6, years=3, settings={"decisions": False, "streams": True}))
def test_without_enmity_no_crisis_comes(document: dict[str, Any]) -> None:
    """With chance, growth and streams on, friends have neither incidents nor crises, and fear nobody."""
    tables = laid_out(calmed(document, hostile=False))
    record = World(tables, 9).run().record
    kinds = {tables.types[r[at.LOG_TYPE]] for r in record.log}

    assert kinds <= {"budget"}
    for name, first, last in zip(record.names, record.values[0], record.values[-1], strict=True):
        if name == "stability" or name.partition("[")[0] == "security":
            assert first == last == 1.0, name


@some(15)
@given(document=documents(most=6, years=3, settings={"decisions": False, "streams": True}))
def test_without_enmity_nobody_races(document: dict[str, Any]) -> None:
    """Ten times the first actor's spending moves nobody else's, to the bit."""
    calm = calmed(document, hostile=False)
    armed = copy.deepcopy(calm)
    first = next(iter(armed["actors"]))
    armed["actors"][first]["spending_busd"] *= 10

    before, after = (World(laid_out(d), 9).run().record for d in (calm, armed))

    for k, name in enumerate(before.names):
        if name.startswith("spending[") and name != f"spending[{first}]":
            assert [v[k] for v in before.values] == [v[k] for v in after.values], name


@some(10)
@given(document=documents(most=4))
def test_looking_puts_everything_back(document: dict[str, Any]) -> None:
    """`observe` drifts the state to a later minute, reads it, and leaves no trace in it."""
    world = World(laid_out(document), 1)
    for _ in range(20):
        world.step()
    kept = [world.x[p] for p in places(len(world.tables.actors), len(world.tables.systems))]
    clock = world.m[at.CLOCK]

    observe.observe(world.x, world.m, world.t, world.now + 12345)

    assert [world.x[p] for p in places(len(world.tables.actors), len(world.tables.systems))] == kept
    assert world.m[at.CLOCK] == clock


def test_every_score_of_the_grammar_is_computed() -> None:
    """Each code of `conditions.SCORES` gives the score of its name."""
    tables = laid_out({"format": 1, "extends": "northeast_asia_2024", "start": "2024-01-01", "years": 1})
    world = World(tables)
    seen = world.see()
    i, j = tables.actors.index("CHN"), tables.actors.index("PRK")
    for code, name in enumerate(conditions.SCORES):
        inside = "[CHN,PRK]" if code < conditions.PAIR_SCORES else "[CHN]"
        full = name if code >= conditions.PAIR_SCORES + conditions.ACTOR_SCORES else name + inside
        turn.refresh(world.x, world.m, world.t)

        assert conditions.score(world.x, world.m, code, i, j) == seen[full], name
