"""How far to trust the model: the page, the verdict that reports carry, and the backtest that both rest on say the same."""

import csv
import pathlib
from importlib import resources

import pytest

import northeastsim as ne
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.ensembles import read
from northeastsim.statement import trust
from northeastsim.study.history.calibration.__main__ import NAMES
from northeastsim.study.history.calibration.conduct import Size, calibrate
from northeastsim.study.history.forecasts import answered
from northeastsim.study.history.worlds import MODES

PAGE = pathlib.Path(__file__).parents[2] / "docs" / "trust.md"


def verdict() -> list[dict[str, str]]:
    """Return the shipped verdict, a row for each mode and target."""
    text = resources.files("northeastsim").joinpath("verdict.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def test_verdict_is_on_all_that_the_model_answers():
    """Each target that a mode answers has a verdict, once."""
    told = [(row["mode"], row["target"]) for row in verdict()]

    assert told == [(mode, target.name) for mode in MODES for target in answered(mode)]


def test_reports_say_where_the_model_is_worse():
    """The two lines name every target at which the best simple rule is better, and point to the page."""
    first, second = trust()

    for row in verdict():
        assert (row["target"].replace("_", " ") in first) == (row["verdict"] != "cannot tell" or named_elsewhere(row["target"]))
    assert "docs/trust.md" in second


def named_elsewhere(target: str) -> bool:
    """Return whether a target has another verdict than an open one in some mode."""
    return any(row["verdict"] != "cannot tell" for row in verdict() if row["target"] == target)


def test_page_and_verdict_agree():
    """The page's tables hold the verdicts and skills that reports rest on."""
    page = PAGE.read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.endswith((" worse |", " better |", " cannot tell |"))]

    assert len(rows) == len(verdict())
    for line, row in zip(rows, verdict(), strict=True):
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        assert cells[0] == row["target"].replace("_", " ")
        assert cells[-1] == row["verdict"]
        assert float(cells[5].split()[0]) == pytest.approx(float(row["skill"]), abs=0.006)


def test_shipped_ensembles_are_whole():
    """Both ensembles can be read, and hold as many sets as they say, all different."""
    for name in NAMES.values():
        ensemble = read(name, catalogue())

        assert ensemble.sets == 100
        assert len(ensemble.parameters) > 200
        assert len({tuple(row) for row in ensemble.values.tolist()}) == 100


@pytest.mark.full
@pytest.mark.parametrize("until", NAMES)
def test_shipped_ensembles_are_what_the_command_makes(until: int):
    """The same seed gives the same ensemble, to the bit."""
    found = calibrate(until, 20240103, Size(truths=0)).sets
    shipped = read(NAMES[until], catalogue())

    assert tuple(found.columns) == shipped.parameters
    assert (found.to_numpy() == shipped.values).all()


@pytest.mark.full
def test_verdict_is_that_of_the_backtest():
    """The shipped verdict is what the backtest says at its full size."""
    found = ne.backtest("both", 1000, seed=63).verdict

    assert [(row["mode"], row["target"], row["verdict"]) for row in verdict()] == list(
        found[["mode", "target", "verdict"]].itertuples(index=False, name=None)
    )
