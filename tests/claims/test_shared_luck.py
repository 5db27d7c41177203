"""Shared luck narrows the intervals of differences between strategies, by as much as `compare` says."""

from __future__ import annotations

import math

import pandas as pd
import pytest

import northeastsim as ne

REGION = {"format": 1, "name": "region", "extends": "northeast_asia_2024", "years": 3}
BASE, OTHER = "strategic_ambiguity", "squeeze_pyongyang"
N = 800  # of each of two worlds
METRICS = {"payoff": 2.0, "crises.count": 5.0, "influence[CHN,PRK].end": 2.0}  # and how many times narrower at least


def compared(seed: int) -> ne.Comparison:
    """The two strategies with one seed: within it replications are paired, between two nothing is shared."""
    return ne.compare(REGION, "CHN", [BASE, OTHER], seed=seed, precision=1e-9, budget=2 * N)


@pytest.fixture(scope="module")
def shared() -> ne.Comparison:
    return compared(1)


@pytest.fixture(scope="module")
def apart(shared: ne.Comparison) -> pd.DataFrame:
    """The base with one seed, the other strategy with another."""
    runs = pd.concat([shared.runs[shared.runs["strategy"] == BASE], compared(2).runs.query("strategy == @OTHER")])
    assert (runs.groupby("strategy").size() == N).all()
    return runs


@pytest.mark.parametrize("metric", METRICS)
def test_paired_intervals_are_narrower_than_those_of_seeds_of_their_own(
    shared: ne.Comparison, apart: pd.DataFrame, metric: str
) -> None:
    row = shared.outcomes.loc[("region", OTHER, metric)]
    independent = 1.96 * math.sqrt(apart.groupby("strategy")[metric].var().sum() / N)

    assert independent > METRICS[metric] * (row["high"] - row["low"]) / 2


@pytest.mark.parametrize("metric", METRICS)
def test_the_gain_told_is_the_gain_there_is(shared: ne.Comparison, apart: pd.DataFrame, metric: str) -> None:
    """It is computed from the paired runs alone; of 800 a deviation is known to some 2.5 %, four times which is allowed."""
    row = shared.outcomes.loc[("region", OTHER, metric)]
    independent = 1.96 * math.sqrt(apart.groupby("strategy")[metric].var().sum() / N)

    assert independent / ((row["high"] - row["low"]) / 2) == pytest.approx(row["gain"], rel=0.1)


def test_both_ways_agree_on_the_difference(shared: ne.Comparison, apart: pd.DataFrame) -> None:
    """The paired one lies within the interval of the independent one, four standard errors wide either way."""
    for metric in METRICS:
        means, variances = (apart.groupby("strategy")[metric].agg(how) for how in ("mean", "var"))
        gap = shared.outcomes.loc[("region", OTHER, metric), "difference"]

        assert abs(means[OTHER] - means[BASE] - gap) < 4 * math.sqrt(variances.sum() / N), metric
