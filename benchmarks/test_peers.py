"""The reduced model is in distribution the same on northeastsim and on each of its peers; test_reduced.py goes by options."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

pytest.importorskip("mesa", reason="pip install -e '.[benchmarks]'")
pytest.importorskip("scipy", reason="pip install -e '.[benchmarks]'")

from scipy import stats

from benchmarks.peers import on_ema, on_mesa, on_northeastsim, on_simpy, on_simpy_plain

RUNS = 400  # of each
LEVEL = 0.01  # of the whole family of tests, divided by their number (Bonferroni)


@pytest.fixture(scope="module")
def ours() -> list[dict[str, float]]:
    """Runs of northeastsim's batch engine, one row each."""
    return on_northeastsim.one_by_one(RUNS)


@pytest.fixture(scope="module")
def theirs() -> list[dict[str, float]]:
    """Runs on plain SimPy, one row each."""
    return on_simpy.runs(range(RUNS), 2)


def test_the_distribution_is_the_same(ours: list[dict[str, float]], theirs: list[dict[str, float]]) -> None:
    """Counts of decisions, options and acts by type, and values at the end, differ no more than chance explains.

    Means are compared by their standard errors (Welch), distributions by Kolmogorov and Smirnov, at a level for all of
    them together.
    """
    names = [name for name in ours[0] if any(row[name] for row in ours + theirs)]
    chances = []
    for name in names:
        a, b = (np.array([row[name] for row in rows]) for rows in (ours, theirs))
        error = (a.var(ddof=1) / len(a) + b.var(ddof=1) / len(b)) ** 0.5
        means = 2.0 * stats.norm.sf(abs(a.mean() - b.mean()) / error)
        shapes = stats.ks_2samp(a, b, method="asymp").pvalue  # conservative where values tie
        chances += [(means, f"mean of {name}"), (shapes, f"distribution of {name}")]
        print(f"{name:28} {a.mean():12.4f} {b.mean():12.4f} +-{error:9.4f}  p {means:.3f} {shapes:.3f}")
    least, where = min(chances)

    assert least > LEVEL / len(chances), where


@pytest.mark.parametrize("peer", [on_mesa, on_ema, on_simpy_plain])
@pytest.mark.parametrize("cores", [1, 2])
def test_a_seed_gives_the_same_run(theirs: list[dict[str, float]], peer: Any, cores: int) -> None:
    """All peers run what plain SimPy runs, so that one comparison with northeastsim holds for all."""
    found = peer.runs(range(6), cores)
    times = ("began", "ended")
    key = sorted([(k, v) for k, v in row.items() if k not in times] for row in found)

    assert key == sorted([(k, row[k]) for k in found[0] if k not in times] for row in theirs[:6])
