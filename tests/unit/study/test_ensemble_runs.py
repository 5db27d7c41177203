"""A run over an ensemble: each replication is the run of its set alone, on either engine, however it is cut, and can be run again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from northeastsim.engine import pool, several
from northeastsim.engine.single import World
from northeastsim.errors import RunError, ScenarioError
from northeastsim.scenario import ranges as scenario_ranges
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.ensembles import Ensemble, read
from northeastsim.scenario.load import Resolved, load
from northeastsim.scenario.tables import sets as tables_sets
from northeastsim.scenario.tables import tables
from northeastsim.scenario.tables.moved import equal
from northeastsim.scenario.tables.sets import Sets
from northeastsim.study.columns import RUNS
from northeastsim.study.design import caps, design, ranges
from northeastsim.study.reproduce import differences
from northeastsim.study.run import execute
from northeastsim.study.store import Stored
from short_deal import DEAL

NAMES = ("dependence.flow_weight", "crisis.base_rate", "capital.decay", "influence.weight_political")
COUNT = 9  # more than twice as many as there are sets
Run = Callable[..., Stored]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four sets of four parameters."""
    path = tmp_path_factory.mktemp("ensemble") / "four.csv"
    design(ranges(load("baseline", catalogue=catalogue()), NAMES), 4, 1).to_csv(path, index=False)
    return path


@pytest.fixture(scope="module")
def run(file: Path) -> Run:
    """Run a year of the short scenario over the sets, compiled and on one core unless asked otherwise."""
    ensemble, world = read(file, catalogue()), load(DEAL, catalogue=catalogue())
    usual = {"seed": 7, "replications": COUNT, "workers": 1, "engine": "batch", "baseline": False, "impulses": True}

    def made(resolved: Resolved = world, **options: Any) -> Stored:
        return execute(resolved, ensemble=ensemble, **(usual | options))

    return made


@pytest.fixture(scope="module")
def whole(run: Run) -> Stored:
    """The run that others are compared with."""
    return run()


def stated(values: dict[str, float]) -> Resolved:
    """The scenario with a set written into its file, and the caps that all sets share."""
    world = load(DEAL, catalogue=catalogue())
    return load({**DEAL, "parameters": caps(world) | values}, catalogue=catalogue())


def test_each_replication_is_the_one_of_its_set_alone(whole: Stored, file: Path) -> None:
    sets = pd.read_csv(file).to_dict("records")
    runs = whole.table("runs")

    assert list(runs.columns)[: len(RUNS)] == list(RUNS)
    assert runs["parameter_set"].tolist() == [0, 0, 1, 1, 2, 2, 3, 3, 0]
    for number in (0, 5, 8):
        alone = execute(
            stated({str(name): value for name, value in sets[number // 2 % 4].items()}),
            seed=7, replications=1, first=number, workers=1, engine="batch", baseline=False,
        ).table("runs")  # fmt: skip
        pd.testing.assert_frame_equal(
            runs[runs["replication"] == number].drop(columns="parameter_set").reset_index(drop=True), alone
        )


@pytest.mark.parametrize("options", [{"workers": 2}, {"engine": "simpy"}, {"engine": "simpy", "workers": 2}])
def test_engine_workers_and_blocks_change_nothing(
    run: Run, whole: Stored, options: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "MOST_IN_BLOCK", 3)  # so that blocks end within a set

    assert run(**options).manifest["digest"] == whole.manifest["digest"]


def test_a_replication_by_itself_and_a_longer_run_give_the_same(run: Run, whole: Stored) -> None:
    one, long = run(first=5, replications=1).table("runs"), run(replications=12).table("runs")

    assert one.equals(whole.table("runs").iloc[5:6].reset_index(drop=True))
    assert long.iloc[:COUNT].equals(whole.table("runs"))


def test_processes_of_the_users_act_under_the_sets(run: Run, whole: Stored) -> None:
    def idle(world: World) -> Any:
        yield world.env.timeout(1)

    joined = run(processes=(idle,), engine="simpy").table("runs")

    assert joined.equals(whole.table("runs"))


def test_the_twin_takes_the_same_sets(run: Run) -> None:
    made = run(baseline=True, replications=4)

    assert made.table("quiet")["parameter_set"].tolist() == made.table("runs")["parameter_set"].tolist() == [0, 0, 1, 1]


def test_what_the_scenario_sets_stays_and_is_said_in_a_line(run: Run, whole: Stored) -> None:
    fixed = load({**DEAL, "parameters": {"dependence.flow_weight": 0.5}}, catalogue=catalogue())
    made = run(fixed)

    assert whole.manifest["notes"] == []
    assert made.manifest["notes"] == [
        "set by the scenario or its theory, which the sets of four leave as they are: dependence.flow_weight"
    ]
    assert made.manifest["ensemble"]["parameters"] == list(NAMES[1:])
    assert Sets(fixed, flow_ensemble()).of(2).x[tables(fixed).places["dependence.flow_weight"]] == 0.5


def flow_ensemble() -> Ensemble:
    """An ensemble that moves one parameter, fixed in a scenario, to 0.9."""
    return Ensemble("one", ("dependence.flow_weight",), np.full((1, 1), 0.9), b"")


def test_a_folder_holds_its_ensemble_and_can_be_run_again(run: Run, tmp_path: Path, file: Path) -> None:
    made = run(out=tmp_path / "a", baseline=True, replications=5)
    said = made.manifest["ensemble"]

    assert (tmp_path / "a/parameters.csv").read_bytes() == file.read_bytes()
    assert (said["name"], said["sets"], said["sha256"]) == ("four", 4, read(file, catalogue()).digest)
    assert differences(tmp_path / "a", workers=1) == []


def test_a_folder_whose_ensemble_was_changed_says_so(run: Run, tmp_path: Path) -> None:
    run(out=tmp_path / "a", replications=2)
    path = tmp_path / "a/parameters.csv"
    path.write_bytes(path.read_bytes().replace(b"0.", b"0.0", 1))
    with pytest.raises(ScenarioError, match="was changed after the run"):
        differences(tmp_path / "a")

    path.unlink()
    with pytest.raises(ScenarioError, match="cannot be read: No such file"):
        differences(tmp_path / "a")


def test_a_run_over_an_earlier_one_leaves_nothing_of_its_ensemble(run: Run, simulate: Any, tmp_path: Path) -> None:
    run(out=tmp_path, replications=2)
    simulate(out=tmp_path, replications=1, force=True)

    assert not (tmp_path / "parameters.csv").exists()


def test_all_sets_share_their_caps_and_a_replication_above_them_runs_alone_under_doubled_ones(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its neighbours keep the luck that they have without it."""
    world, ensemble = load(DEAL, catalogue=catalogue()), read(file, catalogue())
    tops = [Sets(world, ensemble).of(k).x[tables(world).places["crisis.cap"]] for k in (0, 2, 4)]
    monkeypatch.setattr(tables_sets, "caps", lambda resolved: {"crisis.cap": 0.9, "launch.cap": 32.0, "regime.crisis_cap": 4.0})
    low = Sets(world, ensemble)
    blocks = list(several.replicate(low, 7, 0, 40, workers=1, engine="batch"))
    apart = [one for k in range(40) for one in several.replicate(low, 7, k, 1, workers=1, engine="batch")]

    assert tops == [caps(world)["crisis.cap"]] * 3
    assert np.array_equal(np.concatenate([each.monthly for each in blocks]), np.concatenate([each.monthly for each in apart]))
    monkeypatch.setattr(scenario_ranges, "DOUBLINGS", 0)
    with pytest.raises(RunError, match=r"^under parameter set \d: replication \d+ on .*: a rate rose above the cap"):
        list(several.replicate(low, 7, 0, 40, workers=1, engine="batch"))


def test_where_tables_must_be_laid_out_anew_they_are_those_of_the_set() -> None:
    """A scenario that revises figures."""
    revised = load(
        {**DEAL, "revisions": [{"date": "2024-06-01", "parameters": {"crisis.base_rate": 1.2}}]}, catalogue=catalogue()
    )
    one = Ensemble("one", ("crisis.base_rate",), np.array([[0.8], [1.2]]), b"")
    sets = Sets(revised, one)
    plain = load({**revised.document, "parameters": caps(revised) | {"crisis.base_rate": 1.2}}, catalogue=catalogue())

    assert equal(sets.of(2), tables(plain))
    made = [next(several.replicate(sets, 3, 0, 4, workers=1, engine=engine)) for engine in ("batch", "simpy")]
    assert np.array_equal(made[0].monthly, made[1].monthly)
