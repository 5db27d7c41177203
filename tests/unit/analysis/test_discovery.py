"""Scenario discovery: a planted box is found and holds, and of noise nothing is claimed."""

from __future__ import annotations

import logging
from typing import Any

import numpy as np
import pandas as pd
import pytest

from northeastsim.analysis.discovery import discover


def some(n: int = 800, seed: int = 1) -> pd.DataFrame:
    random = np.random.default_rng(seed)
    found = pd.DataFrame(random.random((n, 4)), columns=list("abcd"))
    found["w"] = random.integers(1, 7, n)
    found["theory"] = random.choice(["default", "power", "threat"], n)
    found["date"] = pd.Timestamp("2025-01-01") + pd.to_timedelta(random.integers(0, 900, n), "D")
    return found


def planted(x: pd.DataFrame, wrong: float = 0.05) -> Any:
    inside = (x["a"] > 0.6) & (x["w"] > 2) & (x["theory"] != "power") & (x["date"] < "2026-09-01")
    flipped = np.random.default_rng(2).random(len(x)) < wrong
    return inside.to_numpy() ^ flipped


def test_a_planted_box_is_found_and_nothing_else_restricts_it() -> None:
    x = some()
    found = discover(x, planted(x))
    first, limits = found.boxes.iloc[0], found.limits[found.limits["box"] == 1].set_index("uncertainty")
    until = np.datetime64(int(limits.loc["date", "high"]), "D")

    assert first["holds"] and first["density"] > 0.8 > first["base_rate"] and first["coverage"] > 0.5
    assert set(limits.index) == {"a", "w", "theory", "date"} and (limits["quasi_p"] < 0.05).all()
    assert limits.loc["a", "low"] == pytest.approx(0.6, abs=0.05) and np.isnan(limits.loc["a", "high"])
    assert limits.loc["w", "low"] == 2.5 and limits.loc["theory", "among"] == "default, threat"
    assert abs(until - np.datetime64("2026-09-01")) < np.timedelta64(60, "D")
    assert found.path["is_chosen"].sum() == 1 and found.path["coverage"].max() == 1.0


def test_what_a_box_holds_is_told_on_points_that_it_was_not_found_on() -> None:
    """Noise among 12 uncertainties fits well where it was found, and that is not what is told."""
    x = pd.DataFrame(np.random.default_rng(5).random((300, 12)))
    found = discover(x, np.random.default_rng(6).random(300) < 0.4)

    assert found.holding.empty
    if len(found.boxes):
        assert found.boxes["fit_density"][0] > found.boxes["density"][0]


def test_of_noise_hardly_anything_is_claimed() -> None:
    claimed = 0
    for seed in range(20):
        random = np.random.default_rng(seed)
        found = discover(pd.DataFrame(random.random((200, 3))), random.random(200) < 0.3, seed)
        claimed += len(found.holding) > 0

    assert claimed <= 2


def test_two_boxes_are_told_one_after_the_other() -> None:
    x = some(1600)[["a", "b", "c"]]
    cases = ((x["a"] > 0.7) & (x["b"] > 0.3)) | ((x["a"] < 0.3) & (x["b"] < 0.5) & (x["c"] < 0.4))
    found = discover(x, cases.to_numpy())

    assert len(found.holding) == 2 and 0.85 < found.holding["coverage"].sum() <= 1.0
    assert found.limits[found.limits["box"] == 2]["uncertainty"].tolist() == ["a", "b", "c"]


@pytest.mark.parametrize(("share", "words"), [(0.01, "too few to find a box"), (0.99, "nearly all")])
def test_too_few_or_too_many_cases_are_said_in_words(share: float, words: str) -> None:
    x = some(400)
    found = discover(x, np.arange(400) < 400 * share)

    assert found.boxes.empty and words in found.why and f"{int(400 * share)} of 400" in found.why


def test_the_workbench_is_silent_and_its_log_left_as_it_was(capsys: pytest.CaptureFixture[str], caplog: Any) -> None:
    before = logging.getLogger("EMA").level
    caplog.set_level(logging.INFO)
    x = some(200)[["a", "b"]]
    discover(x, (x["a"] > 0.7).to_numpy())

    assert capsys.readouterr() == ("", "") and not caplog.records and logging.getLogger("EMA").level == before
