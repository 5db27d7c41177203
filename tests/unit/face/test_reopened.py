"""What a command left in a folder, opened again: the same results, from what was kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

import made_backtest as made
import northeastsim as ne
from northeastsim.errors import ScenarioError
from northeastsim.face import reopened
from northeastsim.face.comparison import Comparison
from northeastsim.study import manifest as manifests
from northeastsim.study.comparison import compare
from two_states import TINY
from two_strategies import question


def same(one: pd.DataFrame, other: pd.DataFrame) -> None:
    """Assert that two tables are alike, text that is missing and empty text being one."""
    pd.testing.assert_frame_equal(filled(one), filled(other), check_dtype=False)


def filled(table: pd.DataFrame) -> pd.DataFrame:
    return table.reset_index(drop=True).astype(object).where(table.reset_index(drop=True).notna(), "")


def test_a_what_if_tells_the_same_again(tmp_path: Path) -> None:
    found = ne.load(yaml.safe_load(TINY)).whatif("visit", replications=3, workers=1)
    found.save(tmp_path / "there", chart=False)
    again = reopened.whatif(tmp_path / "there", manifests.read(tmp_path / "there"))

    assert (again.words, again.n, again.seed, again.begins, again.name) == (found.words, 3, 3, found.begins, "Tiny")
    assert (again.dates, again.yearly, again.worlds.own) == (found.dates, found.yearly, found.worlds.own)
    for name in ("effects", "partings", "parted"):
        same(getattr(again, name), getattr(found, name))
    assert again.firsts == found.firsts


def test_a_comparison_judges_the_same_again(tmp_path: Path) -> None:
    asked = question()
    found = Comparison(asked, compare(asked, workers=1), threshold=0.2)
    found.save(tmp_path / "there", charts=False)
    again = reopened.comparison(tmp_path / "there", manifests.read(tmp_path / "there"))

    assert (again.weighting, again.threshold, again.weights, again.scenarios) == ("default", 0.2, found.weights, found.scenarios)
    for name in ("runs", "outcomes", "overall", "assumptions"):
        same(getattr(again, name), getattr(found, name))
    same(again.judgement.rules, found.judgement.rules)
    assert again.judgement.reversals == found.judgement.reversals and again.judgement.winner() == found.judgement.winner()
    assert reopened.crossed(tmp_path / "there", manifests.read(tmp_path / "there")) is None


def test_a_backtest_has_the_same_verdicts_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made.in_place(monkeypatch)
    found = ne.backtest("free", 20)
    found.save(tmp_path / "there", charts=False)
    again = reopened.backtest(tmp_path / "there", manifests.read(tmp_path / "there"))

    assert again.about == found.about and again.sentences("free") == found.sentences("free")
    for name, table in found.tables.items():
        same(again.tables[name], table)


def test_a_folder_of_an_earlier_version_is_told_apart(tmp_path: Path) -> None:
    asked = question()
    Comparison(asked, compare(asked, workers=1)).save(tmp_path / "there", charts=False)
    manifest: dict[str, Any] = manifests.read(tmp_path / "there")
    del manifest["compare"]["half_widths"]

    with pytest.raises(ScenarioError, match="expected half_widths, which an earlier version did not keep"):
        reopened.comparison(tmp_path / "there", manifest)


def test_a_table_that_is_gone_is_named(tmp_path: Path) -> None:
    found = ne.load(yaml.safe_load(TINY)).whatif("visit", replications=2, workers=1)
    found.save(tmp_path / "there", chart=False)
    next((tmp_path / "there").glob("effects.*")).unlink()

    with pytest.raises(ScenarioError, match=r"expected a table effects\.parquet or effects\.csv"):
        reopened.whatif(tmp_path / "there", manifests.read(tmp_path / "there"))
