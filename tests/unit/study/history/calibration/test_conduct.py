"""Calibration: known truths are found again, the same seed gives the same bits, and nothing later than its end is read."""

import sys
from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest
from tests.poison import poisoned

from northeastsim.scenario.ranges import Range
from northeastsim.study.calibrate import targets
from northeastsim.study.history.calibration import __main__ as command
from northeastsim.study.history.calibration import diagnostics
from northeastsim.study.history.calibration.conduct import Size, calibrate, resampled, scaled, thinned
from northeastsim.study.history.calibration.simulator import Box, Past, sample
from northeastsim.study.history.calibration.smc import Fit, fit

SMALL = Size(drawn=40, population=12, generations=2, sets=5, truths=1, truth_population=8, truth_generations=1)
TOLD = ("budget.reaction", "drift.structural_balance", "drift.trade_half_life", "launch.branching")  # show plainly


@pytest.fixture
def past() -> Iterator[Past]:
    """The years to 2018 with four open parameters, all others at their defaults."""
    made = Past(2018)
    made.ranges = {name: made.ranges[name] for name in TOLD}
    yield made


def test_known_truths_are_found_again(past: Past):
    """Of records made up from known parameters the fit's 90 % ranges hold most of what made them, and are far narrower."""
    _, found = sample(past, 4, 100)
    scales = scaled(found, past.summaries)
    cases = []
    for case in range(4):
        truth = Box(past.ranges).drawn(99, case)
        made_up = past.run(truth, 99, case)
        left = fit(past, list(TOLD), made_up, scales, seed=case, population=40, generations=3)
        cases.append(diagnostics.recovered(left, truth, past.ranges, list(TOLD), case))
    told = pd.concat(cases)

    # Fits to records that other parameters made hold 10 of 16, and are 0.72 as wide as the range where these are 0.57.
    assert told["within_90"].sum() >= 12  # of 16: 14 expected; fewer than 12 would come by chance once in 60 times
    assert told.query("parameter == 'drift.structural_balance'")["width"].mean() < 0.65
    assert told["width"].mean() < 0.85


def test_same_seed_same_bits_and_nothing_later_is_read(monkeypatch: pytest.MonkeyPatch):
    """A calibration is the same to the bit when it is made again, and when every figure after 2018 is gone."""
    before = calibrate(2018, 11, SMALL)
    with poisoned(monkeypatch, 2018):
        after = calibrate(2018, 11, SMALL)

    pd.testing.assert_frame_equal(before.sets, after.sets, check_exact=True)
    pd.testing.assert_frame_equal(before.summaries, after.summaries, check_exact=True)
    pd.testing.assert_frame_equal(before.recovery, after.recovery, check_exact=True)
    assert len(before.sets.drop_duplicates()) == 5


def test_rates_of_acts_rest_on_nothing_later(monkeypatch: pytest.MonkeyPatch):
    """Targets to which the backtest's option constants are fitted are the same where every later figure is gone."""
    asked = (("CHN", "PRK", "USA"), {"summit", "sanctions", "arms_transfer", "shells_for_aid", "export_control"}, 2018)
    before = targets(*asked)
    with poisoned(monkeypatch, 2018):
        after = targets(*asked)

    assert before == after
    assert before["PRK", "shells_for_aid"].source == "none on the record"


def test_resampling_keeps_weights():
    """Each set comes as often as its weight says, up to one."""
    weight = np.repeat([0.5, 0.25, 0.15, 0.1], 25) / 25
    left = Fit(pd.DataFrame({"p": np.repeat([0.0, 1.0, 2.0, 3.0], 25)}), weight, pd.DataFrame())
    counts = resampled(left, 3)["p"].value_counts()

    assert [abs(counts[k] - share) <= 1 for k, share in enumerate((50, 25, 15, 10))] == [True] * 4


def test_thinned_sets_all_differ():
    """No set comes twice, however heavy, and heavy ones come far more often than light ones."""
    weight = np.array([0.3, *[0.6 / 50] * 50, *[0.1 / 49] * 49])
    left = Fit(pd.DataFrame({"p": np.arange(100.0)}), weight, pd.DataFrame())
    drawn = [thinned(left, 20, seed)["p"].to_numpy() for seed in range(50)]

    assert all(len(set(each)) == 20 for each in drawn)
    assert np.mean([0.0 in each for each in drawn]) > 0.95
    assert np.mean([(each > 50).sum() for each in drawn]) < 6


def test_a_box_places_as_ranges_do():
    """Many parameters placed at once lie where each range puts them: even, by proportion, whole."""
    reaches = {"even": Range(-2, 3), "factor": Range(0.1, 10), "whole": Range(1, 6, True)}
    found = Box(reaches).at(np.array([0.3, 0.25, 0.99]))

    assert list(found) == ["even", "factor", "whole"]
    for (name, reach), share in zip(reaches.items(), (0.3, 0.25, 0.99), strict=True):
        assert found[name] == pytest.approx(reach.at(np.array([share]))[0], rel=1e-12)


def test_shares_of_a_range():
    """How much of a range lies below a value, also where equal factors count alike."""
    assert diagnostics.shares(Range(0, 4), np.array([1.0])) == 0.25
    assert diagnostics.shares(Range(1, 16), np.array([4.0])) == pytest.approx(0.5)


def test_a_missing_library_is_told_in_a_line(monkeypatch: pytest.MonkeyPatch):
    """Without pyABC the command says what to install before it runs anything, and leaves nothing behind."""
    monkeypatch.setitem(sys.modules, "pyabc", None)
    monkeypatch.setattr(sys, "argv", ["calibration", "--until", "2018"])
    monkeypatch.setattr(command, "write", None)

    with pytest.raises(SystemExit, match=r"calibration needs pyABC: pip install 'northeastsim\[calibration\]'"):
        command.main()
