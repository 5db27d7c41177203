"""What a decider recomputes after trying an act equals recomputing everything, bit for bit; and it leaves no trace."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given

import strategies
from northeastsim.engine.single import World
from northeastsim.rulebook import acts, changes, concerns, decisions, effects, expect, scores, trial
from northeastsim.rulebook import layout as at
from northeastsim.rulebook.layout import M, T, X

WORLD = slice(0, at.DERIVED_END)
STATE = slice(0, at.OFFENCE)
KNOWN = slice(at.KNOWN_SECURITY, at.BEFORE_KNOWN)
BEFORE = {
    "concerns": slice(at.BEFORE, at.BEFORE + at.CONCERNS * at.MOST_ACTORS),
    "urgency": slice(at.URGENCY, at.URGENCY + at.MOST_ACTORS),
}
TOUCHED = slice(at.TOUCHED_FORCE, at.RENEWED_LEVERAGE + 1)


class Doubts:
    """Checks every prediction of a run against the slow way; `wrong` says where they differ."""

    def __init__(self) -> None:
        self.checked = 0
        self.wrong: list[str] = []
        self._open, self._gain, self._close = expect.open_trial, concerns.gain, trial.close_trial
        self._pressure = expect.pressure_success

    def open(self, x: X, m: M, t: T, s: int) -> None:
        """Open a trial as ever; what was remembered must be what everything computed anew gives. The world is as it was."""
        numbers, wholes = x[:], m[:]
        scores.refresh(x, m, t)
        m[at.BEFORE_KNOWN] = 0
        for i in range(m[at.ACTORS]):
            if wholes[at.BEFORE_KNOWN] >> i & 1:
                concerns.remember(x, m, i)
        for name, block in BEFORE.items():
            if x[block] != numbers[block]:
                self.wrong.append(f"{name} before {acts_tried(m, s)}")
        self.leverage = x[at.LEVERAGE : at.LEVERAGE + at.PAIR_PITCH]
        x[:], m[:] = numbers, wholes
        self.before, self.known = x[WORLD], m[KNOWN]
        self._open(x, m, t, s)

    def pressure(self, x: X, m: M, s: int) -> float:
        """Return the chance that a demarche is heard, which hangs on leverage as it stood before the trial."""
        a = at.ACT + at.ACT_WIDTH * s
        k = at.PAIR * m[a + at.ACT_INITIATOR] + m[a + at.ACT_TARGET]
        if x[at.LEVERAGE + k] != self.leverage[k]:
            self.wrong.append(f"leverage in {acts_tried(m, s)}: {x[at.LEVERAGE + k]} against {self.leverage[k]}")
        return self._pressure(x, m, s)

    def gain(self, x: X, m: M, t: T, i: int) -> float:
        """Return actor i's gain, and compare it with the one after recomputing everything."""
        quick = self._gain(x, m, t, i)
        world, touched = x[WORLD], m[TOUCHED]
        scores.refresh(x, m, t)
        m[TOUCHED] = [m[at.EVERYBODY]] * len(touched)
        m[at.TOUCHED_FORCE] = m[at.TOUCHED_UMBRELLA] = 0
        m[at.TOUCHED_HAZARDS] = m[at.MOVED_HAZARDS] = 1
        undo = m[at.UNDO]
        slow = self._gain(x, m, t, i)
        x[WORLD], m[TOUCHED], m[at.UNDO] = world, touched, undo
        self.checked += 1
        if quick != slow:
            self.wrong.append(f"gain of actor {i} in {acts_tried(m, 0)}: {quick} against {slow}")
        return quick

    def close(self, x: X, m: M) -> None:
        """Close a trial; the state must be as it was when it was opened, and all scores, but for what came to be known."""
        self._close(x, m)
        same = WORLD if m[KNOWN] == self.known else STATE
        if x[same] != self.before[same]:
            self.wrong.append(f"the world after {acts_tried(m, 0)}")
        if any(m[TOUCHED]) or any(m[at.STALE_HAZARD : at.STALE_HAZARD + at.MOST_ACTORS]):
            self.wrong.append("something is touched still")


def acts_tried(m: M, s: int) -> str:
    """Return the act in a slot as its fields."""
    return f"trying act {m[at.ACT + at.ACT_WIDTH * s : at.ACT + at.ACT_WIDTH * (s + 1)]}"


@pytest.fixture
def doubts(monkeypatch: pytest.MonkeyPatch) -> Iterator[Doubts]:
    """Every prediction of the interpreted rules, checked."""
    yield watched(monkeypatch)


def watched(monkeypatch: pytest.MonkeyPatch) -> Doubts:
    """Put the checks where the rules look for the functions."""
    found = Doubts()
    monkeypatch.setattr(expect, "pressure_success", found.pressure)
    for module in (decisions, acts):
        monkeypatch.setattr(module, "gain", found.gain)
        monkeypatch.setattr(module, "open_trial", found.open)
        monkeypatch.setattr(module, "close_trial", found.close)
    return found


def ran(document: dict[str, Any], doubts: Doubts, replication: int = 0) -> None:
    World(strategies.laid_out(document), 63, replication).run()

    assert doubts.wrong == []


@strategies.some(10)
@given(document=strategies.documents(most=4, choice__consideration=1.0))
def test_renewing_what_was_touched_is_renewing_everything(document: dict[str, Any]) -> None:
    """In small generated worlds whose actors try every open option at every decision."""
    with pytest.MonkeyPatch.context() as patch:
        ran(document, watched(patch))


@strategies.some(6)
@given(
    document=strategies.documents(most=4, choice__consideration=1.0, crisis__interdependence=10, crisis__parity=-1.5),
)
def test_it_is_so_where_trade_and_size_count_in_hazards(document: dict[str, Any]) -> None:
    """What an option does to trade, flows, economies or capital then moves hazards too."""
    for strategy in document["strategies"].values():
        strategy.setdefault("weights", {})["stability"] = 1.0
    with pytest.MonkeyPatch.context() as patch:
        ran(document, watched(patch))


@strategies.some(2)
@given(document=strategies.documents(fewest=6, choice__consideration=0.05))
def test_it_is_so_in_large_worlds(document: dict[str, Any]) -> None:
    """In generated worlds of six to twelve actors."""
    with pytest.MonkeyPatch.context() as patch:
        ran(document, watched(patch))


@pytest.mark.parametrize("replication", [0, pytest.param(1, marks=pytest.mark.full)])
def test_it_is_so_in_the_shipped_world(doubts: Doubts, replication: int, full_size: bool) -> None:
    """The region of 2024, whose actors consider more than they are wont to."""
    document = {"format": 1, "extends": "northeast_asia_2024", "start": "2024-01-01", "years": 10 if full_size else 1}
    document |= {"parameters": {"choice.consideration": 0.7}, "settings": {"war": "marks"}}

    ran(document, doubts, replication)

    assert doubts.checked > 1000


@pytest.mark.parametrize("parameter", ["crisis.interdependence", "crisis.parity"])
def test_it_is_so_in_the_shipped_world_where_theories_quarrel(doubts: Doubts, parameter: str) -> None:
    """Each by itself, so that what one touches does not hide what the other should; with other luck than above."""
    document = {"format": 1, "extends": "northeast_asia_2024", "start": "2024-01-01", "years": 1, "settings": {"war": "marks"}}
    document |= {"parameters": {"choice.consideration": 0.7, parameter: 2}}

    ran(document, doubts, replication=1)

    assert doubts.checked > 500


def test_income_that_an_option_moves_moves_hazards(doubts: Doubts) -> None:
    """What one lives from is more than trade: an option that shrinks another's economy makes it depend more on its partners."""
    squeeze = {
        "roles": {"initiator": "required", "target": "required"},
        "stages": [{"name": "announced", "effects": [{"change": "economy", "of": "target", "how": "scale", "by": -0.2}]}],
        "menu": {"targets": "adversaries"},
    }
    document = {
        "format": 1, "start": "2024-01-01", "years": 1, "settings": {"growth": False, "war": "marks"},
        "actors": {
            "KOR": {"economy_busd": 2000, "spending_busd": 40},
            "PRK": {"economy_busd": 20, "spending_busd": 10, "strategy": "calm"},
        },
        "relations": {"KOR, PRK": {"alignment": -0.5, "trade_musd": 2000, "crisis_exposure": 0.2}, "PRK, KOR": {"alignment": -0.5}},
        "strategies": {"calm": {"weights": {"stability": 1}, "interval_days": 30}},
        "event_types": {"squeeze": squeeze},
        "parameters": {"crisis.interdependence": 10, "choice.consideration": 1},
    }  # fmt: skip

    ran(document, doubts)

    assert doubts.checked > 10


def asked(kind: str, number: int) -> dict[str, Any]:
    """An event of one day, proposed to North Korea by China."""
    return {"id": f"e{number}", "date": "2024-03-01", "type": kind, "initiator": "CHN", "target": "PRK", "consent": "ask"}


def test_what_happened_this_minute_is_looked_at_anew(doubts: Doubts) -> None:
    """Several proposals of one midnight: nothing drifts between them, but each that is accepted moves the world."""
    events = [asked("summit", 1), asked("military_visit", 2), asked("summit", 3), asked("military_visit", 4)]
    document = {"format": 1, "extends": "northeast_asia_2024", "start": "2024-01-01", "years": 1, "events": events}

    ran(document | {"settings": {"decisions": False, "streams": False}, "parameters": {"choice.status_quo_bonus": -5}}, doubts)

    assert doubts.checked == len(events)


def test_a_demarche_looks_at_leverage_first() -> None:
    """Whoever makes it, and whether or not it cares about leverage over its target: what stood there before does not matter."""
    world = World(strategies.laid_out({"format": 1, "extends": "s400_transfer"}), 63, 0).run(until=datetime.date(2025, 8, 1))
    x, m, t = world.x, world.m, world.t
    actors, types = world.tables.actors, world.tables.types
    s = acts.new_act(m, types.index("demarche"), actors.index("JPN"), actors.index("RUS"))
    deals = (k for k in range(1, s) if m[at.ACT + at.ACT_WIDTH * k + at.ACT_SCRIPT] == 0 and m[at.ACT + at.ACT_WIDTH * k])
    m[at.ACT + at.ACT_WIDTH * s + at.ACT_ABOUT] = next(deals)
    states = []
    for before in (0.0, 0.9):
        x[at.LEVERAGE : at.LEVERAGE + at.PAIR_PITCH] = [before] * at.PAIR_PITCH
        m[at.FRESH] = 0
        concerns.look(x, m, t)
        expect.open_trial(x, m, t, s)
        states.append(x[STATE])
        trial.close_trial(x, m)

    assert states[0] == states[1] != x[STATE]


@pytest.mark.parametrize(("before", "size", "touched"), [(-0.01, 0.5, True), (0.01, -0.5, True), (-0.5, 0.1, True), (0.2, 0.1, False)])
def test_enmity_that_ends_or_begins_is_touched(before: float, size: float, touched: bool) -> None:
    """And none where there was none and comes none."""
    world = World(strategies.laid_out({"format": 1, "extends": "northeast_asia_2024", "start": "2024-01-01", "years": 1}), 63, 0)
    x, m, t = world.x, world.m, world.t
    x[at.ALIGNMENT + at.PAIR * 0 + 3], x[at.ALIGNMENT + at.PAIR * 3 + 0] = before, 0.3
    e = next(row for row in effect_rows(t) if t[row + at.EFFECT_PLACE] == at.ALIGNMENT and t[row + at.EFFECT_HOW] == at.REGARD)
    c = changes.change_at(0)
    m[c : c + at.CHANGE_WIDTH] = [at.ALIGNMENT + 3, at.ALIGNMENT, 0, 3, e, changes.FIXED, 0]

    effects.try_change(x, m, t, c, size)

    assert (m[at.TOUCHED_SECURITY] == 0b1001 and m[at.TOUCHED_HAZARDS] == 1) == touched


def effect_rows(t: T) -> range:
    """Return the places of all effect rows."""
    return range(t[at.AT_EFFECTS], t[at.AT_EFFECTS] + at.EFFECT_WIDTH * t[at.EFFECTS], at.EFFECT_WIDTH)
