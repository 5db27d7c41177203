"""V26, V27: concentration of dependence, and what influence may not do."""

from __future__ import annotations

import copy
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naive import document
from northeastsim.engine.single import World
from northeastsim.rulebook import layout as at
from northeastsim.rulebook import parameters as of
from northeastsim.rulebook import scores
from northeastsim.scenario.tables import Tables
from strategies import documents, laid_out, some

TIES = (at.TRADE, at.FLOWS, at.COMMITMENT, at.CONTACT, at.SUPPLY)
SYMMETRIC = (at.TRADE, at.CONTACT)
MONEY_OF_ACTORS = (at.ECONOMY, at.SPENDING, at.CAPITAL, at.STRATEGIC, at.OUTSIDE_TRADE, at.OWN_INCOME, at.SELF_SUPPLY)
MONEY_OF_PAIRS = (at.TRADE, at.FLOWS, at.SUPPLY)


def test_shares_of_dependence_concentrate(verify: Any) -> None:
    """A lives from three partners, half, three tenths, two tenths, and from nothing else."""
    trade = {"B": 500.0, "C": 300.0, "D": 200.0}
    scenario = document(
        {name: {} for name in "ABCD"}, {f"A, {name}": {"trade_musd": v} for name, v in trade.items()},
        parameters={"dependence.home_market": 0.0},
    )  # fmt: skip
    seen = World(laid_out(scenario)).see()
    shares = [seen[f"dependence[A,{name}]"] for name in trade]
    squares = sum(s * s for s in shares)

    verify("V26", "sum of A's shares of dependence", "partition", 1.0, sum(shares), 1e-12)
    verify("V26", "concentration of shares .5, .3, .2 (Herfindahl)", "Hirschman 1945", 0.38, squares, 1e-9)
    verify("V26", "the same, Hirschman's index", "100 sqrt(.38)", 61.644140, 100 * math.sqrt(squares), 1e-5)


def influences(x: list[float], tables: Tables) -> dict[tuple[int, int], float]:
    """Return influence of everyone over everyone."""
    m, t = tables.m.tolist(), tables.t.tolist()
    scores.refresh(x, m, t)
    n = len(tables.actors)
    return {(i, j): scores.influence(x, n, i, j) for i in range(n) for j in range(n) if i != j}


@some(25)
@given(documents(most=6))
def test_influence_without_ties_is_nothing(scenario: dict[str, Any]) -> None:
    """FBIC-type scores are 0 where there are no ties (Moyer and others 2018)."""
    tables = laid_out(scenario)
    x = tables.x.tolist()
    for row in TIES:
        for k in range(at.PAIR_PITCH):
            x[row + k] = 0.0

    assert set(influences(x, tables).values()) == {0.0}


@some(25)
@given(documents(most=6), st.data())
def test_influence_never_falls_when_a_tie_rises(scenario: dict[str, Any], data: st.DataObject) -> None:
    """One tie of i with j rises, all else holds: i's influence over j holds or rises."""
    tables = laid_out(scenario)
    x = tables.x.tolist()
    before = influences(x, tables)
    for row in TIES:
        i, j = data.draw(st.sampled_from(sorted(before)))
        share = data.draw(st.floats(0.01, 1))
        # i commits to j and supplies j; j's flows come from i.
        k = at.PAIR * j + i if row == at.FLOWS else at.PAIR * i + j
        higher = list(x)
        bounded = row in (at.COMMITMENT, at.CONTACT)
        higher[row + k] = x[row + k] + share * ((1 - x[row + k]) if bounded else 1000.0)
        if row in SYMMETRIC:
            higher[row + at.PAIR * j + i] = higher[row + k]

        assert influences(higher, tables)[i, j] >= before[i, j] - 1e-15


@some(25)
@given(documents(most=6), st.sampled_from([4.0, 1.0 / 1024.0, 1000.0, 0.13]))
def test_influence_does_not_change_with_the_currency(scenario: dict[str, Any], unit: float) -> None:
    """All money in another unit: the same to rounding, and to the bit where the unit is a power of four."""
    tables = laid_out(scenario)
    x = tables.x.tolist()
    before = influences(x, tables)
    other = list(x)
    for rows, pitch in ((MONEY_OF_ACTORS, at.ACTOR_PITCH), (MONEY_OF_PAIRS, at.PAIR_PITCH)):
        for row in rows:
            for k in range(pitch):
                other[row + k] *= unit
    for s in range(len(tables.systems)):
        other[at.VALUE + s] *= unit
    other[of.LATENCY] *= unit

    after = influences(other, tables)

    if math.log2(unit) % 2 == 0:
        assert after == before
    assert after == pytest.approx(before, rel=1e-12, abs=1e-15)


@some(25)
@given(documents(most=6))
def test_dependence_is_a_share(scenario: dict[str, Any]) -> None:
    """Shares of partners and of what nobody else gives add up to one; without a home market or outside, exactly partners'."""
    tables = laid_out(scenario)
    x = copy.copy(tables.x.tolist())
    n = len(tables.actors)
    for i in range(n):
        base = scores.income_base(x, n, i)
        mine = 1000 * x[of.HOME_MARKET] * x[at.ECONOMY + i] + x[at.OUTSIDE_TRADE + i] + x[at.OWN_INCOME + i]
        partners = sum(scores.economic_dependence(x, i, j, base) for j in range(n) if j != i)

        assert partners + mine / base == pytest.approx(1.0, abs=1e-12)


def test_influence_in_the_shipped_world(verify: Any) -> None:
    """The same three properties on the region of 2024, written down."""
    tables = laid_out({"format": 1, "extends": "northeast_asia_2024", "start": "2024-01-01", "years": 1})
    x = tables.x.tolist()
    before = influences(x, tables)
    alone, thousands = list(x), list(x)
    for row in TIES:
        alone[row : row + at.PAIR_PITCH] = [0.0] * at.PAIR_PITCH
    for rows, pitch in ((MONEY_OF_ACTORS, at.ACTOR_PITCH), (MONEY_OF_PAIRS, at.PAIR_PITCH), ((at.VALUE,), at.MOST_SYSTEMS)):
        for row in rows:
            thousands[row : row + pitch] = [1000.0 * v for v in thousands[row : row + pitch]]
    thousands[of.LATENCY] *= 1000.0
    falls = 0
    for i, j in before:
        for row in TIES:
            higher = list(x)
            k = at.PAIR * j + i if row == at.FLOWS else at.PAIR * i + j
            higher[row + k] = min(1.0, x[row + k] + 0.1) if row in (at.COMMITMENT, at.CONTACT) else x[row + k] + 100.0
            falls += influences(higher, tables)[i, j] < before[i, j] - 1e-15
    moved = max(abs(v / before[k] - 1) for k, v in influences(thousands, tables).items() if before[k] > 0)

    verify("V27", "greatest influence where all ties are 0", "FBIC-type score", 0.0, max(influences(alone, tables).values()), 0)
    verify("V27", f"times that influence fell when one of {len(before) * len(TIES)} ties rose", "FBIC-type score", 0, falls, 0)
    verify("V27", "greatest relative change with a currency of a thousandth", "scale-free", 0.0, moved, 1e-12)
