"""Which replications a page tells of, and why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

import northeastsim as ne
from northeastsim.analysis import typical
from northeastsim.show.outcomes import derived, outcomes
from northeastsim.show.stories import beside, typical_and_extreme
from northeastsim.show.story import world_of
from two_states import TINY


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The results of a small world over four years, with crises."""
    path = tmp_path_factory.mktemp("stories") / "longer.yaml"
    text = TINY.replace("years: 1", "years: 4").replace("crisis_exposure: 0.5", "crisis_exposure: 2")
    path.write_text(text, encoding="utf-8")
    return ne.load(path).run(replications=12, workers=1, baseline=False)


def test_they_are_chosen_by_all_outcomes_together(results: Any) -> None:
    metrics = [row["metric"] for row in outcomes(results)]
    chosen = typical_and_extreme(results)

    assert (chosen.typical, chosen.extreme) == typical.typical_and_extreme(derived(results.runs), metrics)
    assert chosen.n == 12 and chosen.typical != chosen.extreme


def test_only_those_are_chosen_that_have_a_story(results: Any) -> None:
    text = TINY.replace("years: 1", "years: 2").replace("crisis_exposure: 0.5", "crisis_exposure: 2")
    few = ne.load(yaml.safe_load(text)).run(12, workers=1, baseline=False, events=3)
    chosen = typical_and_extreme(few)

    assert chosen.n == 3 and max(chosen.typical, chosen.extreme) < 3
    assert few.story(chosen.extreme)


def test_a_story_over_an_ensemble_is_told_of_its_own_set(tmp_path: Path) -> None:
    sets = tmp_path / "sets.csv"
    sets.write_text("effect.visit_regard,dependence.home_market\n0.0,0.02\n0.2,0.2\n", encoding="utf-8")
    found = ne.load(yaml.safe_load(TINY)).run(4, workers=1, baseline=False, parameters=sets, out=tmp_path / "run")
    resolved = ne.load(yaml.safe_load(TINY)).resolved
    worlds = [world_of(found.manifest, found.folder, resolved, replication) for replication in range(4)]
    lone = ne.load(yaml.safe_load(TINY)).run(2, workers=1, baseline=False, parameters=sets)

    assert [np.array_equal(worlds[0].x, other.x) for other in worlds if other and worlds[0]] == [True, True, False, False]
    assert world_of(lone.manifest, lone.folder, resolved, 0) is None  # its file is not at hand: no move is told
    assert "moved most" not in lone.story(0)


def test_what_sets_the_extreme_apart_stands_beside_the_medians(results: Any) -> None:
    chosen = typical_and_extreme(results)

    assert chosen.apart.count(";") == 2
    assert all("(median " in one or "(most: " in one for one in chosen.apart.split("; "))


def test_a_single_replication_is_both() -> None:
    results = ne.load({"format": 1, "extends": "northeast_asia_2024", "years": 1}).run(1, baseline=False, workers=1)

    assert typical_and_extreme(results) == type(typical_and_extreme(results))(0, 0, 1, "")


@pytest.mark.parametrize(
    ("label", "row", "value", "median", "told"),
    [
        ("crises", {"unit": "per run", "start": None, "mean": 3.5}, 7.0, 3.0, "crises: 7 (median 3)"),
        ("a war", {"unit": "probability", "start": None, "mean": 0.1}, 1.0, 0.0, "a war: yes (most: no)"),
        ("Japan's security", {"unit": "0..1", "start": 0.5, "mean": 0.5}, 0.6, 0.5, "Japan's security: 0.600 (median 0.500)"),
    ],
)
def test_an_outcome_is_told_in_its_own_unit(label: str, row: dict[str, Any], value: float, median: float, told: str) -> None:
    assert beside(label, row, value, median) == told
