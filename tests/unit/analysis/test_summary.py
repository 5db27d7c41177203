"""Summaries by hand: means, intervals, baselines, yardstick."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from northeastsim.analysis.paired import (
    Difference,
    difference,
    difference_of_shares,
    differences,
    standard_error,
    t_quantile,
)
from northeastsim.analysis.summary import COLUMNS, summary
from northeastsim.analysis.yardstick import share

RUNS = pd.DataFrame(
    {
        "replication": [0, 1, 2],
        "stability.end": [0.5, 0.6, 0.7],
        "stability.change": [-0.3, -0.2, -0.1],
        "wars.count": [0, 0, 1],
    }
)
QUIET = pd.DataFrame(
    {
        "replication": [2, 0, 1],
        "stability.end": [0.6, 0.6, 0.5],
        "stability.change": [-0.2, -0.2, -0.3],
        "wars.count": [1, 0, 0],
    }
)
YARDSTICK = pd.DataFrame(
    {
        "score": ["stability", "stability", "polarisation", "dependence[PRK,CHN]"],
        "years": [2, 5, 2, 2],
        "effect": [0.1, -0.05, 0.001, 1e-8],
        "se": [0.01, 0.01, 0.01, 1e-9],
    }
)


@pytest.mark.parametrize(
    ("degrees", "exact"), [(1, 12.706), (4, 2.776), (5, 2.571), (10, 2.228), (30, 2.042), (499, 1.965)]
)
def test_t_quantile(degrees: int, exact: float) -> None:
    assert t_quantile(degrees) == pytest.approx(exact, abs=0.002)


def test_no_interval_from_one_replication() -> None:
    assert math.isnan(t_quantile(0))
    assert math.isnan(standard_error(pd.Series([1.0])))


def test_differences_pair_by_replication_not_by_row() -> None:
    gap = differences(RUNS, QUIET, ["stability.end"]).loc["stability.end"]

    assert gap["mean"] == pytest.approx((-0.1 + 0.1 + 0.1) / 3)
    assert gap["share"] == pytest.approx(2 / 3)
    assert gap["high"] - gap["mean"] == pytest.approx(4.303 * gap["se"])


def test_pairs_with_one_missing_are_left_out() -> None:
    found = difference(pd.Series([1.0, 2.0, 3.0]), pd.Series([0.5, 1.0], index=[0, 1]))

    assert (found.n, found.mean) == (2, 0.75)


def test_a_difference_of_nothing_has_no_sign() -> None:
    assert math.isnan(difference(pd.Series([1.0, 1.0]), pd.Series([1.0, 1.0])).share)


def test_the_interval_covers_the_truth_as_often_as_it_says() -> None:
    draws = np.random.default_rng(5).normal(0.3, 1.0, (2000, 8))
    covered = [(d := difference(pd.Series(row), pd.Series(np.zeros(8)))).low <= 0.3 <= d.high for row in draws]

    assert 0.935 < sum(covered) / len(covered) < 0.965


def test_pairs_that_differ_alike_give_no_interval() -> None:
    found = difference(pd.Series([2.0, 3.0, 4.0]), pd.Series([1.0, 2.0, 3.0]))

    assert (found.mean, found.se, math.isnan(found.low), math.isnan(found.high)) == (1.0, 0.0, True, True)


def shares(more: int, less: int, n: int) -> Difference:
    """The difference of shares when so many of the pairs are 1 and 0, or 0 and 1."""
    gaps = [1] * more + [-1] * less + [0] * (n - more - less)
    return difference_of_shares(pd.Series([int(gap > 0) for gap in gaps]), pd.Series([int(gap < 0) for gap in gaps]))


def test_an_interval_of_a_difference_of_shares_as_published() -> None:
    """The example of `ci.prop.ps` in R's statpsych, by Bonett: 26 and 4 of 48 pairs differ."""
    found = shares(26, 4, 48)

    assert found.mean == pytest.approx(22 / 48)
    assert (found.low, found.high) == (pytest.approx(0.2548067), pytest.approx(0.6251933))


def test_no_pair_that_differs_is_not_certainty() -> None:
    assert shares(0, 0, 10).high == pytest.approx(0.231, abs=0.001)
    assert shares(10, 0, 10).high == 1.0


@pytest.mark.parametrize("n", [10, 20, 50])
@pytest.mark.parametrize(("more", "less"), [(0.02, 0.02), (0.1, 0.0), (0.2, 0.1), (0.5, 0.3)])
def test_an_interval_of_a_difference_of_shares_covers_the_truth(n: int, more: float, less: float) -> None:
    """The exact probability, summed over all that n pairs can show."""
    covered = 0.0
    for a in range(n + 1):
        for b in range(n + 1 - a):
            ways = math.comb(n, a) * math.comb(n - a, b)
            chance = ways * more**a * less**b * (1 - more - less) ** (n - a - b)
            found = shares(a, b, n) if chance > 1e-6 else None
            covered += chance if found and found.low <= more - less <= found.high else 0.0

    assert covered > 0.93


def test_what_is_yes_or_no_is_compared_as_shares() -> None:
    runs = pd.DataFrame({"replication": range(10), "war.any": 0, "wars.count": 0})
    gap = differences(runs, runs, ["war.any", "wars.count"])

    assert gap["high"].tolist() == [pytest.approx(0.231, abs=0.001), pytest.approx(math.nan, nan_ok=True)]


def test_a_summary_stands_beside_its_baselines() -> None:
    table = summary(RUNS, ["stability.end", "stability.change", "wars.count"], quiet=QUIET)

    assert tuple(table.columns) == COLUMNS
    row = table.loc["stability.end"]
    assert (row["n"], row["mean"], row["median"]) == (3, pytest.approx(0.6), pytest.approx(0.6))
    assert row["se"] == pytest.approx(0.1 / math.sqrt(3))
    assert (row["quiet"], row["frozen"]) == (pytest.approx(1.7 / 3), pytest.approx(0.8))
    assert table.loc["stability.change", "frozen"] == 0.0
    assert math.isnan(table.loc["wars.count", "frozen"])


def test_without_baselines_nothing_is_made_up() -> None:
    row = summary(RUNS, ["wars.count"]).loc["wars.count"]

    assert row[["quiet", "difference", "low", "high", "agree", "yardstick"]].isna().all()


@pytest.mark.parametrize(
    ("metric", "years", "expected"),
    [
        ("stability.end", 3, 0.5),
        ("stability.change", 10, -1.0),
        ("stability.mean", 3, None),  # a mean over the run cannot be compared with a level
        ("polarisation.end", 2, None),  # the entry is not clearly other than zero
        ("dependence[PRK,CHN].end", 2, None),  # the entry is clear, and nothing
        ("autonomy[PRK].end", 2, None),  # no entry
    ],
)
def test_the_share_of_the_yardstick(metric: str, years: float, expected: float | None) -> None:
    found = share(metric, 0.05, YARDSTICK, years)

    assert math.isnan(found) if expected is None else found == pytest.approx(expected)
