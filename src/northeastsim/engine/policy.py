"""What decides in an actor's place: a script, a person, a learner; the logit of the rulebook is the default.

A policy is `choose(observation, options) -> index`: it sees the world and every option open to its actor, with the utility
that the rules would give it, and returns the position of one, or `WAIT`. Policies run on SimPy only.
"""

from __future__ import annotations

import datetime
import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from northeastsim.errors import RunError

WAIT = -1


@dataclass(frozen=True)
class Offer:
    """An option open now: what it is, in the words of an appetite's pattern, and its utility (waiting has 0)."""

    kind: str
    target: str | None
    system: str | None
    partners: tuple[str, ...]
    utility: float

    def __str__(self) -> str:
        return " ".join(word for word in (self.kind, self.target, self.system, *self.partners) if word)


@dataclass(frozen=True)
class Observation:
    """What a decider sees: who it is, the date, how often it could decide, all scores and variables by name.

    `chosen` are the options it took so far, with their dates: whoever must remember can look there.
    """

    actor: str
    date: datetime.date
    decision: int
    scores: Mapping[str, float] = field(repr=False)
    chosen: tuple[tuple[datetime.date, Offer], ...] = ()


Policy: TypeAlias = Callable[[Observation, Sequence[Offer]], int]


def scripted(plan: Mapping[str, str]) -> Policy:
    """Return a policy that follows a `plan`: from each date (ISO) on, once, the first open option that a pattern begins.

    >>> choose = scripted({"2025-01-01": "summit PRK"})
    >>> seen = Observation("CHN", datetime.date(2025, 2, 1), 3, {})
    >>> choose(seen, [Offer("summit", "KOR", None, (), 0.1), Offer("summit", "PRK", None, (), -2.0)])
    1
    """
    lines = sorted(plan.items())

    def choose(observation: Observation, options: Sequence[Offer]) -> int:
        left = list(lines)
        for date, offer in observation.chosen:
            _take(left, date, [offer])
        return _take(left, observation.date, options)

    return choose


def _take(left: list[tuple[str, str]], today: datetime.date, options: Sequence[Offer]) -> int:
    """Return the position of what a plan's first due line names, and strike that line; `WAIT` if none names any."""
    for number, (date, pattern) in enumerate(left):
        if date <= today.isoformat():
            for index, offer in enumerate(options):
                if f"{offer} ".startswith(f"{pattern} "):
                    del left[number]
                    return index
    return WAIT


def checked(index: int, options: Sequence[Offer], actor: str) -> int:
    """Return a policy's answer if it is one. Raises RunError for anything else."""
    whole = hasattr(index, "__index__") and not isinstance(index, bool)
    if not whole or not WAIT <= operator.index(index) < len(options):
        raise RunError(f"the policy of {actor} answered {index!r}; expected {WAIT} (wait) to {len(options) - 1}")
    return operator.index(index)
