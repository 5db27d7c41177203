"""Who answers whom: threats taken apart, accounts of missing security, and the stability of the race."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from naive import document
from northeastsim.engine.single import World
from northeastsim.rulebook import layout as at
from northeastsim.rulebook import parameters as of
from northeastsim.rulebook import reactions
from northeastsim.rulebook.scores import perceived, refresh_forces, refresh_security
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import load
from northeastsim.scenario.tables import tables
from strategies import documents, laid_out, some

REGARD = st.floats(-1.0, -0.1)


def quarrel(regards: list[float]) -> World:
    """Return a world of four in which each of the last three is hostile to the first, who has no ally."""
    pairs = {}
    for name, regard in zip("BCD", regards, strict=True):
        pairs[f"A, {name}"] = {"alignment": regard, "proximity": 1.0, "land_contact": 0.5}
        pairs[f"{name}, A"] = {"alignment": regard}
    run = World(laid_out(document({name: {} for name in "ABCD"}, pairs)))
    run.see()
    return run


def looked_at(run: World, i: int) -> None:
    """Bring the forces of all and the security of one up to date."""
    refresh_forces(run.x, run.m, run.t)
    refresh_security(run.x, run.m[at.ACTORS], i)


def protection(run: World, i: int) -> list[float]:
    """Return what guards an actor in each channel: its own, and what allies are believed to send."""
    x, n = run.x, run.m[at.ACTORS]
    total = [x[at.GUARD + at.CHANNELS * i + c] for c in range(at.CHANNELS)]
    for j in range(n):
        k = at.PAIR * j + i
        if j != i and x[at.COMMITMENT + k] > 0.0:
            near = perceived(x, k) * x[at.PROXIMITY + k]
            for c in range(at.CHANNELS):
                share = x[of.UMBRELLA_SHARE] if c == at.NUCLEAR else 1.0
                total[c] += near * share * x[at.GUARD + at.CHANNELS * j + c]
    return total


@some(15)
@given(documents(most=5), st.integers(0, 4))
def test_what_each_adds_sums_to_the_threat(scenario: dict[str, object], who: int) -> None:
    """Protection over protection and threat is the channel's security, with threat the sum of what is felt from each."""
    run = World(laid_out(scenario))
    run.see()
    i = who % run.m[at.ACTORS]
    looked_at(run, i)
    guards, x = protection(run, i), run.x

    for c in range(at.CHANNELS):
        threat = x[of.THREAT_SCALE] * math.fsum(reactions.felt(x, i, j, c) for j in range(run.m[at.ACTORS]) if j != i)
        if c in (at.GROUND, at.SEA):  # nuclear cover lowers the threat of invasion
            threat *= 1.0 - x[of.NUCLEAR_CUT] * x[at.UMBRELLA + i]
        whole = guards[c] + threat
        assert x[at.CHANNEL_SECURITY + c] == pytest.approx(guards[c] / whole if whole > 0.0 else 1.0, rel=1e-9, abs=1e-12)


@some(20)
@given(
    st.lists(REGARD, min_size=3, max_size=3), st.lists(st.tuples(st.integers(1, 3), st.floats(0.3, 3.0)), min_size=1, max_size=6)
)
def test_accounts_hold_all_that_is_missing(regards: list[float], steps: list[tuple[int, float]]) -> None:
    """Where one at a time arms or disarms and nothing else moves, the accounts add up to the gap as it fades."""
    run, gap = quarrel(regards), 0.0
    x, m = run.x, run.m
    looked_at(run, 0)
    reactions.note_missing(x, m, 0)
    fades = math.exp(-math.log(2.0) / x[of.SECURITY_LIFE])

    for j, factor in steps:
        before = x[at.SECURITY]
        x[at.CAPITAL + j] *= factor
        looked_at(run, 0)
        reactions.note_missing(x, m, 0)
        gap = fades * gap + before - x[at.SECURITY]

    assert math.fsum(x[at.MISSING_BY + j] for j in range(1, 4)) == pytest.approx(gap, rel=1e-9, abs=1e-13)


def test_who_did_nothing_owes_nothing() -> None:
    run = quarrel([-0.3, -0.6, -0.9])
    looked_at(run, 0)
    reactions.note_missing(run.x, run.m, 0)
    run.x[at.CAPITAL + 2] *= 1.5
    looked_at(run, 0)
    reactions.note_missing(run.x, run.m, 0)
    owed = [run.x[at.MISSING_BY + j] for j in range(1, 4)]

    assert owed[0] == owed[2] == 0.0 < owed[1]


@some(20)
@given(st.lists(REGARD, min_size=3, max_size=3))
def test_weighing_moves_nothing_and_only_threats_are_answered(regards: list[float]) -> None:
    run = quarrel(regards)
    looked_at(run, 0)
    kept = [run.x[at.CAPITAL + j] for j in range(4)], run.x[at.SECURITY], list(run.x[at.OFFENCE : at.OFFENCE + 4 * at.CHANNELS])
    reactions.weigh_reactions(run.x, run.m, run.t, 0)
    now = [run.x[at.CAPITAL + j] for j in range(4)], run.x[at.SECURITY], list(run.x[at.OFFENCE : at.OFFENCE + 4 * at.CHANNELS])

    assert now == kept
    assert all(run.x[at.REACTION_TO + j] > 0.0 for j in range(1, 4))
    assert run.x[at.HELD_BACK] > 0.0 == run.x[at.REACTION_TO]


def radius(matrix: np.ndarray, held: np.ndarray) -> float:
    """Return the instability of a matrix of reactions by the rule."""
    run = World(laid_out(document({f"S{i}": {} for i in range(len(held))})))
    for i, row in enumerate(matrix):
        run.x[at.HELD_BACK + i] = float(held[i])
        for j, value in enumerate(row):
            run.x[at.REACTION_TO + at.PAIR * i + j] = float(value)
    reactions.weigh_stability(run.x, len(held))
    return float(run.x[at.INSTABILITY])


@st.composite
def races(draw: st.DrawFn, least: float) -> tuple[np.ndarray, np.ndarray]:
    """Reactions of 2 to 8 states, none to itself, and what holds each back."""
    n = draw(st.integers(2, 8))
    entries = draw(st.lists(st.floats(least, 3.0), min_size=n * n, max_size=n * n))
    held = draw(st.lists(st.floats(0.05, 2.0), min_size=n, max_size=n))
    matrix = np.array(entries).reshape(n, n)
    np.fill_diagonal(matrix, 0.0)
    return matrix, np.array(held)


def eigenvalue(matrix: np.ndarray, held: np.ndarray) -> float:
    """Return the greatest absolute eigenvalue of reactions over what holds back."""
    return float(np.abs(np.linalg.eigvals(np.maximum(matrix, 0.0) / held[:, None])).max())


@some(40)
@given(races(0.1))
def test_instability_is_the_spectral_radius(race: tuple[np.ndarray, np.ndarray]) -> None:
    """Of reactions among all, against NumPy's eigenvalues."""

    assert radius(*race) == pytest.approx(eigenvalue(*race), rel=1e-6)


@some(40)
@given(races(-3.0))
def test_negative_answers_are_left_out(race: tuple[np.ndarray, np.ndarray]) -> None:
    """A chain that nobody closes has the radius 0, and squaring comes near it, from above."""
    matrix, held = race
    clipped = np.maximum(matrix, 0.0)

    assert radius(matrix, held) == radius(clipped, held)
    assert radius(matrix, held) == pytest.approx(eigenvalue(matrix, held), rel=1e-5, abs=1e-5)


@pytest.mark.parametrize(("name", "k", "m", "a", "b"), [
    ("two_rivals_stable", 0.5, 0.4, 1.0, 0.8), ("two_rivals_explosive", 0.9, 0.9, 0.2, 0.2),
])  # fmt: skip
def test_two_rivals_have_the_index_of_richardson(name: str, k: float, m: float, a: float, b: float) -> None:
    """Stable or explosive by sqrt(k l / a b), at the start and ever after."""
    record = World(tables(load(name, catalogue=catalogue()))).run().record
    place = record.names.index("instability")
    found = [float(values[place]) for values in record.values]

    assert found == pytest.approx([math.sqrt(k * m / (a * b))] * len(found), rel=1e-8)
