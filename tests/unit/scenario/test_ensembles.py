"""Ensembles: a file of equally likely parameter sets, every mistake in it told with its place; who sets a parameter wins over it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from northeastsim.errors import ScenarioError
from northeastsim.scenario import ensembles
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.ensembles import Ensemble, about, parsed, read
from northeastsim.scenario.load import load
from small_world import small_catalogue

KNOWN = small_catalogue()
NAMES = ("crisis.base_rate", "dependence.phi")
ABOUT = "title: Two sets\ncommand: by hand\nseed: 1\ndata: none\nsource: judgement\nsets: 2\nnot_for: anything but a test\n"


def refusal(text: str | bytes) -> list[str]:
    """The words in which an ensemble's file is refused, a line each."""
    with pytest.raises(ScenarioError) as caught:
        parsed(text if isinstance(text, bytes) else text.encode(), "sets.csv", "sets", KNOWN)
    return str(caught.value).splitlines()


def shipped(folder: Path, monkeypatch: pytest.MonkeyPatch, said: str = ABOUT) -> None:
    """Ship an ensemble named `two`."""
    monkeypatch.setattr(ensembles, "FOLDER", folder)
    (folder / "two.csv").write_text("dependence.flow_weight\n0.25\n0.75\n", encoding="utf-8")
    (folder / "two.yaml").write_text(said, encoding="utf-8")


def test_every_mistake_is_told_at_once_with_its_place() -> None:
    text = "crisis.base_rat,dependence.phi,dependence.phi,\n0.1,2,x,\n\n0.1,nan,1\n0.1,-inf,,1e3\n"

    assert refusal(text) == [
        "sets.csv:1:1: crisis.base_rat: there is no parameter 'crisis.base_rat' (did you mean 'crisis.base_rate'?)",
        "sets.csv:1:32: dependence.phi: stands twice",
        "sets.csv:1:47: column 4: has no name; a column is a parameter, and the number of a set is left out",
        "sets.csv:2:5: dependence.phi: expected 0 to 1, got 2",
        "sets.csv:2:7: dependence.phi: expected a number, got the text 'x'",
        "sets.csv:2:9: expected a number, got nothing",
        "sets.csv:4:1: expected 4 cells, as the heading has, got 3",
        "sets.csv:5:5: dependence.phi: expected a finite number, got -inf",
        "sets.csv:5:10: dependence.phi: expected a number, got nothing",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "expected a heading of parameters and at least one set below it, got nothing"),
        ("dependence.phi\n\n", "expected a heading of parameters and at least one set below it, got a heading alone"),
        ("crisis.base_rate;dependence.phi\n0.1;0.2\n", "sets.csv:1:1: expected commas between columns, got semicolons"),
        (b"dependence.phi\n\xff\n", "is not UTF-8 text"),
        ("dependence.phi\n" + "0.5\n" * 10_001, "sets.csv:10002:1: expected at most 10,000 sets, got 10,001"),
    ],
)
def test_a_file_that_is_no_ensemble_is_refused(text: Any, told: str) -> None:
    assert refusal(text)[0].endswith(told)


def test_what_belongs_to_the_method_or_judges_runs_is_no_part_of_a_set() -> None:
    with pytest.raises(ScenarioError) as caught:
        parsed(b"crisis.cap,race.growth\n20,0.1\n", "sets.csv", "sets", catalogue())

    assert "crisis.cap: belongs to the method" in str(caught.value)
    assert "race.growth: judges runs that are over" in str(caught.value)


@given(st.lists(st.tuples(st.floats(0, 5), st.floats(0, 1)), min_size=1, max_size=20))
def test_values_are_read_to_the_bit(rows: list[tuple[float, float]]) -> None:
    text = "\n".join([",".join(NAMES), *(f"{a!r},{b!r}" for a, b in rows)])
    found = parsed(text.encode(), "sets.csv", "sets", KNOWN)

    assert found.parameters == NAMES and found.sets == len(rows)
    assert found.values.tolist() == [list(row) for row in rows]


@given(st.integers(0, 10**6), st.integers(1, 300))
def test_two_replications_share_a_set_and_sets_come_over_and_over(replication: int, sets: int) -> None:
    one = Ensemble("one", ("x",), np.zeros((sets, 1)), b"")

    assert one.number(2 * replication) == one.number(2 * replication + 1) == replication % sets


def test_a_shipped_name_and_a_file_give_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped(tmp_path, monkeypatch)
    named, file = read("two", catalogue()), read(tmp_path / "two.csv", catalogue())

    assert named.name == file.name == "two" and named.digest == file.digest
    assert named.values.tolist() == [[0.25], [0.75]]
    assert about("two")["not_for"] == "anything but a test"


def test_a_wrong_name_is_told_with_the_nearest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped(tmp_path, monkeypatch)
    for source, told in (("tow", "did you mean 'two'"), (tmp_path / "tw.csv", "two.csv'?"), (tmp_path, "is a folder"), (7, "got 7")):
        with pytest.raises(ScenarioError) as caught:
            read(source, catalogue())  # type: ignore[arg-type]

        assert told in str(caught.value)


def test_what_is_told_of_a_shipped_one_is_whole_and_counts_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped(tmp_path, monkeypatch, ABOUT.replace("seed: 1", "sed: 1").replace("sets: 2", "sets: 3"))
    with pytest.raises(ScenarioError) as caught:
        about("two")

    lines = str(caught.value).splitlines()
    assert [line.partition("two.yaml: ")[2] for line in lines] == [
        "seed: this key is required and missing",
        "sed: there is no key 'sed' (did you mean 'seed'?)",
        "sets: expected 2, as many as the file beside it holds, got 3",
    ]


def test_every_shipped_ensemble_can_be_read_and_says_what_it_is() -> None:
    names = ensembles.shipped()

    assert [read(name, catalogue()).sets for name in names] == [about(name)["sets"] for name in names]
    assert {path.stem for path in ensembles.FOLDER.glob("*")} == set(names)


def test_what_a_scenario_or_its_theory_sets_stays_as_set() -> None:
    world = load(
        {"format": 1, "extends": "baseline", "theory": "power_transition", "parameters": {"dependence.flow_weight": 0.1}},
        catalogue=catalogue(),
    )
    own = next(iter(world.theory["parameters"]))
    one = Ensemble("one", ("dependence.flow_weight", own, "influence.weight_political"), np.zeros((1, 3)), b"")

    assert one.open_in(world) == ("influence.weight_political",)
