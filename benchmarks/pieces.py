"""Loops over one piece of a run's arithmetic each, to be compiled as the engine compiles it."""

from northeastsim.rulebook import layout as at
from northeastsim.rulebook.arithmetic import exp
from northeastsim.rulebook.chance import uniform
from northeastsim.rulebook.drift import drift_actors, drift_pairs
from northeastsim.rulebook.effects import bounded, impulse
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
        refresh_hazard(
            x, m[at.EXPOSED_PAIR + k % m[at.EXPOSED]] // at.PAIR, m[at.EXPOSED_PAIR + k % m[at.EXPOSED]] % at.PAIR
        )


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


def impulses(x: X, m: M, t: T, times: int) -> None:
    """Do it over and over."""
    e = t[at.AT_EFFECTS]
    for k in range(times):
        x[at.SCRATCH + 1] = bounded(
            at.ALIGNMENT, x[at.SCRATCH] + impulse(x, m, t, e, at.ALIGNMENT, at.SCRATCH, 0, 1, 1e-9 * k)
        )


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
