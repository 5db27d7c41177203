"""A run's tables on disk: whole parts, a manifest that is true, whatever comes between."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from northeastsim.engine import pool
from northeastsim.errors import RunError, ScenarioError
from northeastsim.study import parts, sink
from northeastsim.study.digest import of_table
from northeastsim.study.reproduce import differences
from northeastsim.study.request import LARGEST_PART, SMALLEST_PART, Request
from northeastsim.study.store import Stored, stored

TABLES = ("runs", "scores", "events", "bands")


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two replications in a part, one in a block."""
    monkeypatch.setattr("northeastsim.study.request.SMALLEST_PART", 2)
    monkeypatch.setattr(pool, "MOST_IN_BLOCK", 1)


@pytest.fixture
def no_pyarrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts.importlib.util, "find_spec", lambda name: None)


def without_wall(manifest: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in manifest.items() if key != "wall"}


def stop_after(count: int, error: BaseException) -> Callable[..., Iterator[Any]]:
    """Return a stand-in for `replicate` that raises after so many blocks."""
    original = pool.replicate

    def replicate(*given: Any, **options: Any) -> Iterator[Any]:
        for number, block in enumerate(original(*given, **options)):
            if number == count:
                raise error
            yield block

    return replicate


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.mark.usefixtures("small_parts")
def test_a_folder_holds_whole_parts_and_what_they_are(simulate: Any, tmp_path: Path) -> None:
    manifest = simulate(replications=3, out=tmp_path / "a").manifest

    assert json.loads((tmp_path / "a/manifest.json").read_text()) == manifest
    assert manifest["complete"] == manifest["replications"] == 3
    named = [part["file"] for entry in manifest["tables"].values() for part in entry["parts"]]
    assert files(tmp_path / "a") == sorted([*named, "manifest.json"])
    assert [part["file"] for part in manifest["tables"]["runs"]["parts"]] == [
        "runs/part-00000000.parquet",
        "runs/part-00000002.parquet",
    ]
    assert [part["replications"] for part in manifest["tables"]["runs"]["parts"]] == [2, 1]


@pytest.mark.usefixtures("small_parts")
def test_open_reads_back_what_was_in_memory(simulate: Any, tmp_path: Path) -> None:
    memory = simulate(baseline=True)
    simulate(baseline=True, out=tmp_path)
    folder = stored(tmp_path)

    assert set(folder.manifest["tables"]) == {*TABLES, "quiet"}
    for table in folder.manifest["tables"]:
        assert folder.table(table).equals(memory.table(table))
        assert of_table(folder.columns(table)) == memory.manifest["tables"][table]["digest"]


@pytest.mark.usefixtures("small_parts")
def test_csv_gives_the_same_digest_and_says_so(simulate: Any, tmp_path: Path, no_pyarrow: None) -> None:
    memory = simulate(impulses=True, replications=3)
    csv = simulate(impulses=True, replications=3, out=tmp_path)

    assert {Path(name).suffix for name in files(tmp_path)} == {".csv", ".json"}
    assert "pyarrow is not installed" in " ".join(csv.manifest["notes"])
    assert csv.manifest["digest"] == memory.manifest["digest"]
    for table in csv.manifest["tables"]:
        assert csv.table(table).equals(memory.table(table))


def test_parts_are_byte_equal_whatever_the_workers_and_blocks(
    simulate: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    simulate(out=tmp_path / "one")
    monkeypatch.setattr(pool, "MOST_IN_BLOCK", 1)
    simulate(out=tmp_path / "two", workers=2)

    manifests = [without_wall(stored(tmp_path / name).manifest) for name in ("one", "two")]
    assert manifests[0] == manifests[1]


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("error", [KeyboardInterrupt(), RunError("no further"), OSError("socket")])
def test_what_is_complete_is_kept(
    simulate: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    whole = simulate()
    monkeypatch.setattr(pool, "replicate", stop_after(3, error))
    with pytest.raises(type(error)):
        simulate(out=tmp_path / "a")
    kept = stored(tmp_path / "a")

    assert (kept.manifest["complete"], kept.manifest["replications"]) == (3, 4)
    assert kept.table("runs").equals(whole.table("runs").head(3))
    assert kept.table("bands")["n"].unique().tolist() == [3]
    assert [name for name in files(tmp_path) if "tmp" in name] == []


def test_nothing_is_left_of_a_run_with_nothing_complete(
    simulate: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "replicate", stop_after(0, KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        simulate(out=tmp_path / "a")

    assert not (tmp_path / "a").exists()


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("allowed", range(9))
def test_a_full_disk_leaves_nothing_partial(
    simulate: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, allowed: int
) -> None:
    """The disk takes so many files; whichever is refused, what the manifest lists is there and whole."""
    written = 0
    original = parts.write_whole

    def write_whole(path: Path, content: bytes) -> None:
        nonlocal written
        written += 1
        if written > allowed:
            raise OSError(errno.ENOSPC, "No space left on device")
        original(path, content)

    monkeypatch.setattr(parts, "write_whole", write_whole)
    monkeypatch.setattr("northeastsim.study.manifest.write_whole", write_whole)
    with pytest.raises(RunError, match=r"cannot write to .*No space left on device; [024] of 4 replications"):
        simulate(out=tmp_path / "a")

    if allowed < 4:  # three tables and a manifest make the first two replications complete
        assert files(tmp_path) == []
        return
    kept = stored(tmp_path / "a")
    named = [part["file"] for entry in kept.manifest["tables"].values() for part in entry["parts"]]
    assert files(tmp_path / "a") == sorted([*named, "manifest.json"])
    assert kept.manifest["complete"] == len(kept.table("runs")) == (4 if allowed == 8 else 2)


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("when", ["_write", "_with", "_save"])
def test_an_interrupt_while_a_part_is_made(
    simulate: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    calls = 0
    original = getattr(sink.Sink, when)

    def interrupted(self: Any, *given: Any) -> Any:
        nonlocal calls
        calls += 1
        result = original(self, *given)
        if calls == 2:
            raise KeyboardInterrupt
        return result

    monkeypatch.setattr(sink.Sink, when, interrupted)
    with pytest.raises(KeyboardInterrupt):
        simulate(out=tmp_path)
    kept = stored(tmp_path)

    assert kept.manifest["complete"] == len(kept.table("runs")) == 2
    named = [part["file"] for entry in kept.manifest["tables"].values() for part in entry["parts"]]
    assert files(tmp_path) == sorted([*named, "manifest.json"])
    for table, entry in kept.manifest["tables"].items():
        assert of_table(kept.columns(table)) == entry["digest"]


def test_an_existing_folder_is_replaced_only_if_it_is_ours(simulate: Any, tmp_path: Path) -> None:
    simulate(replications=2, out=tmp_path / "a")
    (tmp_path / "a/figure.svg").write_text("kept")
    with pytest.raises(ScenarioError, match="holds an earlier run"):
        simulate(replications=1, out=tmp_path / "a")
    simulate(replications=1, out=tmp_path / "a", force=True)

    assert stored(tmp_path / "a").manifest["complete"] == 1
    assert (tmp_path / "a/figure.svg").read_text() == "kept"

    (tmp_path / "b").mkdir()
    (tmp_path / "b/thesis.tex").write_text("precious")
    for force in (False, True):
        with pytest.raises(ScenarioError, match="no run of northeastsim"):
            simulate(replications=1, out=tmp_path / "b", force=force)
    assert files(tmp_path / "b") == ["thesis.tex"]


def test_a_file_in_the_way(simulate: Any, tmp_path: Path) -> None:
    (tmp_path / "a").write_text("")
    with pytest.raises(ScenarioError, match="is a file"):
        simulate(out=tmp_path / "a")
    with pytest.raises(ScenarioError, match="cannot be made"):
        simulate(out=tmp_path / "a/b")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"replications": 0}, "replications: expected a whole number from 1 to 1,000,000,000, got 0"),
        ({"replications": 2.5}, "replications: expected a whole number"),
        ({"seed": -1}, "seed: expected a whole number from 0"),
        ({"seed": True}, "seed: expected a whole number"),
        ({"seed": 2**63}, "seed: expected a whole number"),
        ({"workers": 0}, "workers: expected"),
        ({"paths": "many"}, "paths: expected a whole number from 0 to 1,000,000,000 or 'all'"),
        ({"events": -1}, "events: expected a whole number from 0 to 1,000,000,000 or 'all'"),
        ({"every": "day"}, "every: expected 'year' or 'month', got 'day'"),
        ({"engine": "fast"}, "engine: expected 'auto', 'simpy' or 'batch', got 'fast'"),
        ({"engine": "batch", "processes": (lambda world: iter(()),)}, "engine: processes of your own"),
    ],
)
def test_wrong_arguments_are_worded(simulate: Any, options: dict[str, Any], words: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        simulate(**options)

    assert words in str(caught.value)


def test_all_wrong_arguments_at_once(simulate: Any) -> None:
    with pytest.raises(ScenarioError) as caught:
        simulate(seed=-1, replications=0, workers=0)

    assert len(caught.value.problems) == 3


def test_progress_counts_both_worlds(simulate: Any) -> None:
    seen: list[tuple[int, int]] = []
    simulate(replications=3, baseline=True, on_progress=lambda done, total: seen.append((done, total)))

    assert seen == sorted(seen)
    assert seen[-1] == (6, 6)


def test_a_later_start_gives_the_later_replications(simulate: Any) -> None:
    later = simulate(first=2, replications=2)

    assert later.table("runs").equals(simulate().table("runs").tail(2).reset_index(drop=True))


def test_paths_and_dates_of_scores(simulate: Any) -> None:
    yearly, monthly = simulate(paths=2), simulate(paths="all", every="month")

    assert yearly.table("scores")["replication"].unique().tolist() == [0, 1]
    assert yearly.table("scores")["date"].nunique() == 2
    assert monthly.table("scores")["replication"].unique().tolist() == [0, 1, 2, 3]
    assert monthly.table("scores")["date"].nunique() == 13
    assert "scores" not in simulate(paths=0).manifest["tables"]


def test_events_and_impulses_are_kept_of_the_first_and_counted_over_all(simulate: Any, tmp_path: Path) -> None:
    everything = simulate(impulses=True)
    some = simulate(impulses=True, events=3, out=tmp_path)

    for table in ("events", "impulses"):
        whole = everything.table(table)
        assert some.table(table).equals(whole[whole["replication"] < 3])
    assert some.table("runs").equals(everything.table("runs"))
    assert simulate(events="all").manifest["digest"] == simulate().manifest["digest"]
    assert "events" not in simulate(events=0).manifest["tables"]
    assert differences(tmp_path, workers=1) == []


def test_bands_are_over_the_first_so_many(simulate: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    few = simulate(replications=3).table("bands")
    monkeypatch.setattr("northeastsim.study.run.MOST_IN_BANDS", 3)

    assert simulate().table("bands").equals(few)
    assert few["n"].unique().tolist() == [3]


@pytest.mark.parametrize(
    ("replications", "events", "parts"),
    [(50, 1000, 1), (10**3, 1000, 10), (10**4, 1000, 100), (10**5, 1000, 10 + 99), (10**6, 1000, 10 + 100),
     (10**7, 1000, 10 + 1000), (10**5, 10**5, 1000), (10**6, 0, 1 + 100)],
)  # fmt: skip
def test_there_are_neither_too_many_parts_nor_too_great_ones(replications: int, events: int, parts: int) -> None:
    wanted = Request(7, replications, 5, 1, 20, events, "year", False, "batch", ())
    ends = [5]
    while ends[-1] < 5 + replications:
        ends.append(wanted.part_ends(ends[-1]))
    sizes = np.diff(ends)

    assert len(sizes) == parts
    assert sizes.max() <= LARGEST_PART
    assert sizes[: events // SMALLEST_PART].max(initial=0) <= SMALLEST_PART
    assert all(wanted.part_ends(end - 1) == end for end in ends[1:])


def test_a_process_of_the_users_joins_each_replication(simulate: Any) -> None:
    def summit(world: Any) -> Any:
        yield world.env.timeout(1440 * 10)
        world.happen("summit", initiator="JPN", target="PRK")

    result = simulate(replications=2, processes=(summit,))
    events = result.table("events")

    assert result.manifest["processes"] == ["summit"]
    assert events[events["cause_kind"] == "user"]["replication"].tolist() == [0, 1]


def test_the_twin_lacks_what_the_file_adds(kept: Stored) -> None:
    quiet = kept.table("quiet")

    assert list(quiet.columns) == list(kept.table("runs").columns)
    assert (quiet["sanctions.count"] < kept.table("runs")["sanctions.count"]).any()


def test_the_twin_lacks_the_yearly_programmes_that_the_file_adds() -> None:
    """But keeps the base region's: else the drills that a scenario asks about would be in both worlds."""
    from northeastsim.scenario.catalogue import catalogue
    from northeastsim.scenario.load import load
    from northeastsim.study.twins import quiet_twin

    drills = {"id": "drill", "type": "joint_exercise", "initiator": "RUS", "participants": ["PRK"], "days": ["04-20"]}
    mine = load({"format": 1, "extends": "northeast_asia_2024", "programmes": [drills]}, catalogue=catalogue())
    twin, _ = quiet_twin(mine)

    assert twin is not None
    assert twin.document["programmes"] == [one for one in mine.document["programmes"] if one["id"] != "drill"]
    assert twin.document["programmes"]


def test_a_metric_of_the_twin_says_that_what_is_not_there_never_happened() -> None:
    from northeastsim.scenario.catalogue import catalogue
    from northeastsim.scenario.load import load
    from northeastsim.study.twins import quiet_twin

    visit = {"id": "visit", "date": "2024-02-01", "type": "summit", "initiator": "CHN", "target": "PRK"}
    metrics = {"met": "2 * happened[visit] + accepted[ visit ]", "seen": "known[visit, KOR] + stress[PRK]"}
    document = {"format": 1, "extends": "northeast_asia_2024", "years": 1, "events": [visit], "metrics": metrics}
    twin, reason = quiet_twin(load(document, catalogue=catalogue()))

    assert reason == "" and twin is not None
    assert twin.document["metrics"] == {"met": "2 * 0 + 0", "seen": "0 + stress[PRK]"}


def test_a_scenario_without_events_has_no_twin(simulate: Any) -> None:
    from northeastsim.scenario.catalogue import catalogue
    from northeastsim.scenario.load import load

    plain = load({"format": 1, "extends": "northeast_asia_2024", "years": 1}, catalogue=catalogue())
    result = simulate(plain, replications=1, baseline=True)

    assert "quiet" not in result.manifest["tables"]
    assert "no events of its own" in result.manifest["notes"][0]
    with pytest.raises(ScenarioError, match="quiet: was not run"):
        result.table("quiet")
