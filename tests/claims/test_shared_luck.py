"""Common random numbers: with shared luck a difference is known better than with luck of its own for each strategy."""

from __future__ import annotations

import math

import numpy as np
import pytest

from northeastsim.analysis.contrast import contrasts
from northeastsim.engine.pool import why_no_batch
from northeastsim.face.comparison import compare

METRICS = ["payoff", "crises.count", "incidents.count", "influence[CHN,PRK].end"]
N = 80


@pytest.mark.skipif(bool(why_no_batch()), reason="some hundred runs take the compiled engine")
def test_shared_luck_narrows_the_interval_of_a_difference() -> None:
    """The ratio that is reported, from the same runs, is the one that independent seeds show."""
    pair = ["strategic_ambiguity", "outbid_moscow"]
    shared, other = (
        compare({"format": 1, "extends": "baseline", "years": 4, "variants": {}}, "CHN", pair, seed=seed, precision=1e-9, budget=4 * N)
        for seed in (63, 64)
    )
    one, two = (shared.runs[shared.runs["strategy"] == name] for name in pair)
    apart = other.runs[other.runs["strategy"] == pair[1]]
    gains = contrasts(shared.runs, pair[0], METRICS)["gain"].xs(pair[1], level="strategy").droplevel("scenario")

    for metric in METRICS:
        paired = np.std(two[metric].to_numpy() - one[metric].to_numpy(), ddof=1)
        own = np.std(apart[metric].to_numpy() - one[metric].to_numpy(), ddof=1)
        assert own > 1.2 * paired, metric
        assert abs(math.log(gains[metric] / (own / paired))) < math.log(1.5), metric
