"""What a decider recomputes after trying an act equals recomputing everything, bit for bit; and it leaves no trace."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given

import strategies
from northeastsim.engine.single import World
from northeastsim.rulebook import acts, concerns, decisions, expect, scores, trial
from northeastsim.rulebook import layout as at
from northeastsim.rulebook.layout import M, T, X

WORLD = slice(0, at.DERIVED_END)


class Doubts:
    """Checks every prediction of a run against the slow way; `wrong` says where they differ."""

    def __init__(self) -> None:
        self.checked = 0
        self.wrong: list[str] = []
        self._open, self._renew, self._close = expect.open_trial, concerns.renew, trial.close_trial

    def open(self, x: X, m: M, t: T, s: int) -> None:
        """Open a trial, and keep the world as it was before it, and the concerns that were remembered."""
        concerns.know_everything(x, m)
        self.before = x[WORLD]
        for i in range(m[at.ACTORS]):
            if m[at.BEFORE_KNOWN] >> i & 1:
                self.compare(x, m, i, x[at.BEFORE + at.CONCERNS * i : at.BEFORE + at.CONCERNS * (i + 1)], "before", s)
        self._open(x, m, t, s)

    def renew(self, x: X, m: M, t: T, i: int) -> None:
        """Renew what was touched; compare actor i's concerns with those after recomputing everything."""
        self._renew(x, m, t, i)
        quick = []
        for c in range(at.CONCERNS):
            touched = concerns.is_touched(m, i, c)
            quick.append(concerns.concern(x, m, i, c) if touched else x[at.BEFORE + at.CONCERNS * i + c])
        kept = x[WORLD]
        scores.refresh(x, m, t)
        self.compare(x, m, i, quick, "trying", 0)
        x[WORLD] = kept
        self.checked += 1

    def compare(self, x: X, m: M, i: int, quick: list[float], when: str, s: int) -> None:
        """Compare the concerns that have weight for actor i with those that stand now."""
        weighty = [c for c in range(at.CONCERNS) if concerns.cares(x, c, i)]
        slow = [concerns.concern(x, m, i, c) for c in range(at.CONCERNS)]
        if wrong := [c for c in weighty if quick[c] != slow[c]]:
            act = m[at.ACT + at.ACT_WIDTH * s : at.ACT + at.ACT_WIDTH * (s + 1)]
            self.wrong.append(f"concerns {wrong} of actor {i} {when} act {act}: {quick} against {slow}")

    def close(self, x: X, m: M) -> None:
        """Close a trial; the state and the derived values must be as they were when it was opened."""
        self._close(x, m)
        if x[WORLD] != self.before:
            self.wrong.append(f"the world after trying act {m[at.ACT : at.ACT + at.ACT_WIDTH]}")
        if any(m[word] for word in range(at.TOUCHED_FORCE, at.RENEWED_LEVERAGE + 1)) or any(
            m[at.STALE_HAZARD :][: at.MOST_ACTORS]
        ):
            self.wrong.append("something is touched still")


@pytest.fixture
def doubts(monkeypatch: pytest.MonkeyPatch) -> Iterator[Doubts]:
    """Every prediction of the interpreted rules, checked."""
    yield watched(monkeypatch)


def watched(monkeypatch: pytest.MonkeyPatch) -> Doubts:
    """Put the checks where the rules look for the functions."""
    found = Doubts()
    monkeypatch.setattr(concerns, "renew", found.renew)
    for module in (decisions, acts):
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
