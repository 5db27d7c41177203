"""What a stretch of years is summed up in."""

import numpy as np
import pytest

from northeastsim.study.history.calibration.summaries import Summary, of_record, of_years, weights
from northeastsim.study.history.record import record


def test_figures_of_years():
    """Means, the last two years, the last one, and how clustered counts are."""
    years = np.array([[0.0, 2.0, 4.0, 6.0], [1.0, 1.0, 1.0, 1.0]])
    found = of_years({("launches", "PRK"): years, ("trade_share", "CHN"): years, ("alignment", "CHN-PRK"): years})

    assert found[Summary("launches", "PRK", "mean")].tolist() == [3.0, 1.0]
    assert found[Summary("trade_share", "CHN", "late")].tolist() == [5.0, 1.0]
    assert found[Summary("alignment", "CHN-PRK", "end")].tolist() == [6.0, 1.0]
    assert found[Summary("launches", "PRK", "burstiness")][0] == pytest.approx(np.log1p(20 / 3 / 3))
    assert found[Summary("launches", "PRK", "burstiness")][1] == 0.0


def test_record_is_summed_up_alike():
    """Summaries of the record are those of its yearly values from a year on."""
    found = of_record(record(2018), 2011)

    assert found[Summary("launches", "PRK", "mean")] == pytest.approx(69 / 8)
    assert found[Summary("crises", "region", "mean")] == 0.5
    assert Summary("exercises", "USA-KOR", "mean") not in found


def test_a_target_weighs_as_much_as_another():
    """Fifteen pairs of states together weigh as much as one count, scale by scale."""
    many = [Summary("alignment", str(k), "end") for k in range(15)]
    one = Summary("crises", "region", "mean")
    found = weights([*many, one], dict.fromkeys([*many, one], 0.5))

    assert sum(found[summary] for summary in many) == pytest.approx(found[one])
    assert found[one] == 2.0
