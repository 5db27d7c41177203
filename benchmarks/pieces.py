"""Loops over one piece of a run's arithmetic each, to be compiled as the engine compiles it."""

from northeastsim.rulebook import layout as at
from northeastsim.rulebook.arithmetic import exp
from northeastsim.rulebook.chance import uniform
from northeastsim.rulebook.changes import change_at, size_of
from northeastsim.rulebook.drift import drift_actors, drift_pairs
from northeastsim.rulebook.effects import try_change
from northeastsim.rulebook.layout import M, T, X
from northeastsim.rulebook.scores import (
    autonomy,
    influence,
    prosperity,
    refresh_forces,
    refresh_hazard,
    refresh_leverage,
    refresh_security,
)
from northeastsim.rulebook.trial import undo


def securities(x: X, m: M, t: T, times: int) -> None:
    """Do it over and over."""
    for k in range(times):
        refresh_security(x, m[at.ACTORS], k % m[at.ACTORS])


def leverages(x: X, m: M, t: T, times: int) -> None:
    """Do it over and over."""
    for k in range(times):
        refresh_leverage(x, m[at.ACTORS], k % m[at.ACTORS])


def hazards(x: X, m: M, t: T, times: int) -> None:
    """Do it over and over."""
    for k in range(times):
        pair = m[at.EXPOSED_PAIR + k % m[at.EXPOSED]]
        refresh_hazard(x, m[at.ACTORS], pair // at.PAIR, pair % at.PAIR)


def forces(x: X, m: M, t: T, times: int) -> None:
    """Do it over and over."""
    for _ in range(times):
        refresh_forces(x, m, t)


def influences(x: X, m: M, t: T, times: int) -> None:
    """Do it over and over."""
    n = m[at.ACTORS]
    for k in range(times):
        x[at.SCRATCH] += influence(x, n, k % n, (k + 1) % n)


def autonomies(x: X, m: M, t: T, times: int) -> None:
    """Do it over and over."""
    for k in range(times):
        x[at.SCRATCH] += autonomy(x, m[at.ACTORS], k % m[at.ACTORS])


def prosperities(x: X, m: M, t: T, times: int) -> None:
    """Do it over and over."""
    for k in range(times):
        x[at.SCRATCH] += prosperity(x, m[at.ACTORS], k % m[at.ACTORS])


def changes(x: X, m: M, t: T, times: int) -> None:
    """Try changes as they stand planned, one after the other, and forget each."""
    for k in range(times):
        c = change_at(k % m[at.PLANNED])
        try_change(x, m, t, c, size_of(x, m, k % m[at.PLANNED]))
        undo(x, m)


def exponentials(x: X, m: M, t: T, times: int) -> None:
    """Do it over and over."""
    for k in range(times):
        x[at.SCRATCH] += exp(-1e-4 * k)


def draws(x: X, m: M, t: T, times: int) -> None:
    """Do it over and over."""
    for k in range(times):
        x[at.SCRATCH] += uniform(m[at.KEY], 1, m[at.ID], k)


def drifts(x: X, m: M, t: T, times: int) -> None:
    """Do it over and over."""
    for _ in range(times):
        drift_actors(x, m, m[at.ACTORS], 1e-6)
        drift_pairs(x, m[at.ACTORS], 1e-6)
