"""`ne.backtest`: what is asked of the model and the record, what comes back, what is refused."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import made_backtest as made
import northeastsim as ne
from northeastsim.study.keeping import columns_of


@pytest.fixture
def history(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """Put the made-up record and forecasts in place of the model's; return what is asked of them."""
    return made.in_place(monkeypatch)


def test_both_modes_are_asked_for_as_given(history: list[tuple[Any, ...]]) -> None:
    found = ne.backtest(replications=12, seed=5, parameters="wide")

    assert history == [("conditioned", 12, 5, "wide"), ("free", 12, 5, "wide"), (2024,)]
    assert found.modes == ("conditioned", "free") and set(found.forecasts["mode"]) == set(found.modes)
    assert "12 replications of each mode, parameters wide, seed 5" in found.about and "2019 to 2024, 1 to 6 years ahead" in found.about


def test_one_mode_alone_can_be_asked_for(history: list[tuple[Any, ...]]) -> None:
    found = ne.backtest("conditioned", 12)

    assert found.modes == ("conditioned",) and set(found.skill["mode"]) == {"conditioned"}
    assert "exercises" not in found.targets and found.units["launches"] == "launch events a year"


def test_it_tells_in_words_what_it_is_better_and_worse_at(history: list[tuple[Any, ...]]) -> None:
    better, worse, _ = ne.backtest("free", 40).sentences("free")

    assert better == "Better than every baseline at: spending growth."
    assert "trade share" in worse


def test_shares_and_alignments_stay_within_what_is_possible(history: list[tuple[Any, ...]]) -> None:
    scores = ne.backtest("free", 12).scores
    shares = scores[scores["target"] == "trade_share"]

    assert shares["p05"].min() >= 0.0 and shares["p95"].max() <= 1.0
    assert scores.loc[scores["target"].isin(["launches", "crises"]), "p05"].min() >= 0.0


@pytest.mark.parametrize("name", ["skill", "observed", "alignment", "ranks"])
def test_each_chart_can_be_drawn_of_each_mode(history: list[tuple[Any, ...]], name: str) -> None:
    found = ne.backtest(replications=8)

    for mode in found.modes:
        texts = " ".join(" ".join(one.get_text() for one in found.plot(name, mode).texts).split())

        assert "In the model" in texts and "not a forecast" in texts and "designed by people who knew 2024" in texts


def test_pictures_are_named_by_chart_and_mode(history: list[tuple[Any, ...]]) -> None:
    pictures = ne.backtest("free", 8).pictures()

    assert list(pictures) == ["skill.png", "observed_free.png", "alignment_free.png", "ranks_free.png"]
    assert all(content.startswith(b"\x89PNG") for content in pictures.values())


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"mode": "condtioned"}, "mode: no mode 'condtioned' (did you mean 'conditioned'?)"),
        ({"replications": 1}, "replications"),
        ({"seed": -1}, "seed"),
    ],
)
def test_what_cannot_be_asked_is_told_in_a_line(history: list[tuple[Any, ...]], given: dict[str, Any], told: str) -> None:
    with pytest.raises(ne.ScenarioError) as error:
        ne.backtest(**given)

    assert told in str(error.value) and history == []


def test_a_library_that_is_missing_is_named_with_what_to_install(
    history: list[tuple[Any, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    there = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, *rest: None if name == "scoringrules" else there(name, *rest))
    with pytest.raises(ne.ScenarioError) as error:
        ne.backtest()

    assert str(error.value) == "backtest: scoringrules not installed; pip install 'northeastsim[standard]'"


@pytest.mark.parametrize(("name", "mode", "near"), [("skil", None, "skill"), ("skill", "fre", "free")])
def test_a_chart_or_mode_that_there_is_not_is_refused(
    history: list[tuple[Any, ...]], name: str, mode: str | None, near: str
) -> None:
    with pytest.raises(ne.ScenarioError) as error:
        ne.backtest("free", 8).plot(name, mode)

    assert f"did you mean '{near}'?" in str(error.value)


def test_it_is_kept_with_a_manifest_that_holds_digests(history: list[tuple[Any, ...]], tmp_path: Path) -> None:
    found = ne.backtest("free", 8, seed=3)
    out = found.save(tmp_path / "kept", charts=False, command="me")
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))

    assert set(manifest["tables"]) == set(found.tables) and manifest["digest"]
    assert (manifest["seed"], manifest["replications"], manifest["backtest"]["command"]) == (3, 8, "me")
    assert manifest["backtest"]["sentences"]["free"] == found.sentences("free")
    assert sorted(path.name for path in out.iterdir()) == sorted([*manifest["files"], "manifest.json"])
    with pytest.raises(ne.ScenarioError, match="holds a backtest and no run"):
        ne.open(out)


def test_what_is_kept_depends_on_nothing_but_what_is_asked(history: list[tuple[Any, ...]]) -> None:
    one, two = (ne.backtest("free", 8, seed=3) for _ in range(2))

    for name, table in one.tables.items():
        pd.testing.assert_frame_equal(table, two.tables[name])
        assert columns_of(table).keys() == set(table.columns)
