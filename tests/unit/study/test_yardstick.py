"""The yardstick: paired effects of the treaty after two and five years, with how they were made."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import load
from northeastsim.study import yardstick

TREATY = {
    "format": 1,
    "extends": "northeast_asia_2024",
    "years": 3,
    "settings": {"decisions": False},
    "events": [{"id": "treaty", "date": "2024-06-19", "type": "treaty", "initiator": "RUS", "target": "PRK"}],
}


def test_effects_at_the_horizons_that_the_run_reaches() -> None:
    rows = yardstick.measured(load(TREATY, catalogue=catalogue()), 7, 2, workers=1)
    effects = {name: effect for name, years, effect, _ in rows}

    assert {years for _, years, _, _ in rows} == {2}
    assert effects["commitment[RUS,PRK]"] > 0.0
    assert effects["influence[RUS,PRK]"] > 0.0


def test_the_observation_nearest_to_a_horizon() -> None:
    dates = tuple(datetime.date(2026, month, 1) for month in range(1, 13))

    assert yardstick.nearest(dates, datetime.date(2024, 6, 19), 2) == 6


def test_a_file_says_how_it_was_made_and_reads_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = yardstick.text([("stability", 2, -0.01, 0.002)], "python -m it --seed 7", 7, 10)
    (tmp_path / "y.csv").write_text(text)
    monkeypatch.setattr(yardstick, "FILE", tmp_path / "y.csv")
    table = yardstick.table(["RUS", "PRK", "CHN"])

    assert "seed 7, n 10" in text and "python -m it --seed 7" in text
    assert table is not None and table.iloc[0].tolist() == ["stability", 2, -0.01, 0.002]
    assert yardstick.table(["RUS", "CHN"]) is None
