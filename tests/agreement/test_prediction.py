"""What a decider recomputes after trying an act equals recomputing everything, bit for bit; and it leaves no trace."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given

import strategies
from northeastsim.engine.single import World
from northeastsim.rulebook import acts, decisions, expect, scores
from northeastsim.rulebook import layout as at
from northeastsim.rulebook.layout import M, T, X

DERIVED = slice(at.TRIAL + at.OFFENCE, at.TRIAL + at.DERIVED_END)
STATE = slice(0, at.OFFENCE)


class Doubts:
    """Checks every prediction of a run against the slow way; `wrong` says where they differ."""

    def __init__(self) -> None:
        self.checked = 0
        self.wrong: list[str] = []
        self._renew, self._look, self._close = expect.renew, expect.look, expect.close_trial

    def look(self, x: X, m: M, t: T) -> None:
        """Open a trial, and keep the world as it was before it."""
        self._look(x, m, t)
        self.state = x[STATE]

    def renew(self, x: X, m: M, t: T, i: int) -> None:
        """Renew what was touched; compare actor i's concerns with those after recomputing everything."""
        self._renew(x, m, t, i)
        quick = self.concerns(x, m, i)
        kept = x[DERIVED]
        scores.refresh(x, m, t, at.TRIAL)
        slow = self.concerns(x, m, i)
        x[DERIVED] = kept
        self.checked += 1
        if quick != slow:
            what = [c for c, (a, b) in enumerate(zip(quick, slow, strict=True)) if a != b]
            act = m[at.ACT : at.ACT + at.ACT_WIDTH]
            self.wrong.append(f"concerns {what} of actor {i} trying act {act}: {quick} against {slow}")

    def concerns(self, x: X, m: M, i: int) -> list[float]:
        """Return the concerns of actor i in the trial as it stands."""
        expect.concerns(x, m, at.TRIAL, i, at.AFTER)
        return x[at.AFTER : at.AFTER + at.CONCERNS]

    def close(self, x: X, m: M, t: T) -> None:
        """Close a trial; the state and the derived values must be as they were when it was opened."""
        self._close(x, m, t)
        if x[STATE] != self.state:
            self.wrong.append(f"state after trying act {m[at.ACT : at.ACT + at.ACT_WIDTH]}")
        if not same_derived(x, m[at.ACTORS]):
            self.wrong.append(f"derived values after trying act {m[at.ACT : at.ACT + at.ACT_WIDTH]}")


def same_derived(x: X, n: int) -> bool:
    """Return whether the trial's derived values are those of the present; a pair's hazard stands once."""
    if x[at.OFFENCE : at.DERIVED_ACTORS_END] != x[at.TRIAL + at.OFFENCE : at.TRIAL + at.DERIVED_ACTORS_END]:
        return False
    for row in (at.THREAT, at.RELATIVE, at.LEVERAGE, at.HAZARD):
        for i in range(n):
            for j in range(n):
                k = row + at.PAIR * i + j
                if i != j and (i < j or row != at.HAZARD) and x[k] != x[at.TRIAL + k]:
                    return False
    return True


@pytest.fixture
def doubts(monkeypatch: pytest.MonkeyPatch) -> Iterator[Doubts]:
    """Every prediction of the interpreted rules, checked."""
    yield watched(monkeypatch)


def watched(monkeypatch: pytest.MonkeyPatch) -> Doubts:
    """Put the checks where the rules look for the functions."""
    found = Doubts()
    monkeypatch.setattr(expect, "renew", found.renew)
    for module in (decisions, acts):
        monkeypatch.setattr(module, "look", found.look)
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


@strategies.some(2)
@given(document=strategies.documents(fewest=6, choice__consideration=0.05))
def test_it_is_so_in_large_worlds(document: dict[str, Any]) -> None:
    """In generated worlds of six to twelve actors."""
    with pytest.MonkeyPatch.context() as patch:
        ran(document, watched(patch))


@pytest.mark.parametrize("replication", range(2))
def test_it_is_so_in_the_shipped_world(doubts: Doubts, replication: int, full_size: bool) -> None:
    """The region of 2024, whose actors consider more than they are wont to."""
    document = {"format": 1, "extends": "northeast_asia_2024", "start": "2024-01-01", "years": 10 if full_size else 1}
    document |= {"parameters": {"choice.consideration": 0.7}, "settings": {"war": "marks"}}

    ran(document, doubts, replication)

    assert doubts.checked > 1000
