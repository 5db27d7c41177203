"""`run`: what it prints, what it writes, and that the same seed gives the same numbers."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

import northeastsim as ne
from northeastsim.app.estimate import disk, duration
from northeastsim.app.parser.names import FIRST_LOOK
from northeastsim.app.telling import opening, shown
from northeastsim.statement import FULL


def test_a_run_tells_what_happened_and_what_came_of_it(call: Any, tiny: Path) -> None:
    done = call("run", tiny, "--workers", 1)

    assert done.status == 0, done.err
    assert "Tiny: Who wins?" in done.out
    assert "2024-03-01  Aland sends a military delegation to Bland (scenario: visit)." in done.out
    assert "not a forecast and not intelligence" in " ".join(done.out.partition("What happened")[0].split())
    assert json.loads(Path("results/tiny-1/manifest.json").read_text(encoding="utf-8"))["statement"] == FULL
    assert "3 replications" in done.out and "seed 3" in done.out and "1 year from 2024-01-01" in done.out
    assert Path("results/tiny-1/outcome.png").stat().st_size > 10_000
    assert "results/tiny-1" in done.out


def test_a_world_without_chance_has_no_columns_of_chance(call: Any) -> None:
    out = " ".join(call("run", "classics/two_rivals_stable", "--replications", 2, "--workers", 1).out.split())

    assert "Made-up states. Money is in no real unit" in out
    assert "switches chance off" in out
    assert "arms race yes or no no Scores" in out
    assert not [word for word in ("MC error", "5-95 %", "95 % interval", "possible stories") if word in out]


@pytest.mark.parametrize(
    ("difference", "low", "high", "told"),
    [
        (0.0, None, None, "none in 3 pairs"),
        (1.0, None, None, "same in 3 pairs"),
        (0.0, -0.0004, 0.0002, "within 0.001"),
        (0.1, 0.05, 0.15, "+0.050 to +0.150"),
    ],
)
def test_no_interval_looks_like_certainty(difference: float, low: Any, high: Any, told: str) -> None:
    row = dict.fromkeys(("start", "error", "p05", "p95", "share"))
    row |= {"unit": "0..1", "mean": 0.5, "quiet": 0.5, "difference": difference, "low": low, "high": high}

    assert shown(row, 3)[6] == told


def test_each_run_has_a_folder_of_its_own(call: Any, tiny: Path) -> None:
    for _ in range(2):
        assert call("run", tiny, "--workers", 1, "--replications", 1, "--quiet", "--no-chart").status == 0

    assert sorted(path.name for path in Path("results").iterdir()) == ["tiny-1", "tiny-2"]


def test_json_holds_the_outcomes_of_the_tables(call: Any, tiny: Path) -> None:
    done = call("run", tiny, "--workers", 1, "--json", "--out", "here")
    told = json.loads(done.out)
    results = ne.open("here")

    assert told["replications"] == told["complete"] == 3
    rows = {row["metric"]: row for row in told["outcomes"]}
    assert rows["security[AAA].end"]["mean"] == pytest.approx(results.runs["security[AAA].end"].mean())
    assert rows["security[AAA].end"]["quiet"] == pytest.approx(results.quiet["security[AAA].end"].mean())
    assert rows["crises.count"]["start"] is None
    assert 0 <= rows["war.any"]["mean"] <= 1


def test_quiet_prints_only_where_the_files_are(call: Any, tiny: Path) -> None:
    done = call("run", tiny, "--workers", 1, "--quiet", "--out", "here", "--no-chart")

    assert done.out == "here\n"
    assert not Path("here/outcome.png").exists()
    assert "quiet" not in ne.open("here").manifest["tables"]


def test_one_replication_alone_is_the_very_one_of_that_number(call: Any, tiny: Path) -> None:
    call("run", tiny, "--workers", 1, "--quiet", "--out", "all", "--replications", 3)
    done = call("run", tiny, "--workers", 1, "--replication", 2, "--out", "one")

    runs = ne.open("all").runs
    assert "All events" in done.out
    assert ne.open("one").runs.equals(runs[runs["replication"] == 2].reset_index(drop=True))


def test_settings_and_strategies_are_applied(call: Any, tiny: Path) -> None:
    call("run", tiny, "--workers", 1, "--quiet", "--out", "here", "--no-chart", "--seed", 9,
         "--set", "actors.AAA.growth=0.5", "--set", "years=2", "--strategy", "AAA=passive")  # fmt: skip
    document = ne.open("here").document

    assert document["actors"]["AAA"]["growth"] == 0.5
    assert document["actors"]["AAA"]["strategy"] == "passive"
    assert document["years"] == 2
    assert ne.open("here").manifest["seed"] == 9


def test_force_replaces_an_earlier_run_and_nothing_else(call: Any, tiny: Path) -> None:
    options = ("--workers", 1, "--quiet", "--no-chart")
    assert call("run", tiny, *options, "--out", "here").status == 0
    Path("here/notes.txt").write_text("mine", encoding="utf-8")

    refused = call("run", tiny, *options, "--out", "here")
    replaced = call("run", tiny, *options, "--out", "here", "--force", "--seed", 8)

    assert refused.status == 2 and "--force" in refused.err
    assert replaced.status == 0
    assert ne.open("here").manifest["seed"] == 8
    assert Path("here/notes.txt").read_text(encoding="utf-8") == "mine"


def test_a_world_without_events_has_no_twin(call: Any, tiny: Path) -> None:
    tiny.write_text(tiny.read_text(encoding="utf-8").partition("events:")[0], encoding="utf-8")
    done = call("run", tiny, "--workers", 1)

    assert done.status == 0, done.err
    assert "quiet twin" not in done.out.partition("Outcomes")[0]
    assert "no quiet twin: the scenario has no events of its own" in done.out


@pytest.mark.parametrize("columns", [80, 140])
def test_the_outcomes_fit_the_width(
    call: Any, tiny: Path, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    done = call("run", tiny, "--workers", 1)

    assert max(len(line) for line in done.out.splitlines()) <= columns


def test_all_events_are_lines_where_a_table_does_not_fit(
    call: Any, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    done = call("run", tiny, "--replication", 0)
    events = done.out.partition("All events\n")[2].partition("\n\n")[0].splitlines()

    assert any(line.startswith("2024-03-01  ") and "military_visit visit" in line for line in events)
    assert all(len(line) <= 80 and (line[:2] == "20" or line.startswith(" " * 12)) for line in events)


def test_long_runs_say_so_first(capsys: pytest.CaptureFixture[str]) -> None:
    scenario = ne.load("s400_transfer")
    arguments = argparse.Namespace(scenario=None, replication=None, replications=None)
    options = {"replications": FIRST_LOOK, "first": 0, "seed": 63, "twin": True, "engine": "simpy",
               "workers": 2, "expected": 16.0, "disk": 3e9}  # fmt: skip

    opening(scenario, arguments, options)

    told = " ".join(capsys.readouterr().out.split())
    assert "This takes about 16 s and 3 GB of disk" in told
    assert f"{FIRST_LOOK} replications" in told
    assert "runs the scenario's own 500" in told


@pytest.mark.parametrize("out", [[], ["--out", "a/b"]])
def test_an_interrupted_run_leaves_no_empty_folder(
    call: Any, tiny: Path, monkeypatch: pytest.MonkeyPatch, out: list[str]
) -> None:
    """Also where the run itself has removed its own."""

    def interrupted(*given: Any) -> None:
        if not out:
            given[3].rmdir()
        raise KeyboardInterrupt

    monkeypatch.setattr("northeastsim.app.run.run", interrupted)
    done = call("run", tiny, *out)

    assert done.status == 130
    assert list(Path().iterdir()) == []


def test_an_absurd_run_is_begun_if_one_says_yes(call: Any, tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("northeastsim.app.estimate.LONGEST", 0.0)
    refused = call("run", tiny, "--workers", 1)
    done = call("run", tiny, "--workers", 1, "--quiet", "--no-chart", "--yes")

    assert refused.status == 2 and not refused.out
    assert refused.err.startswith("--replications: 3 replications take about ")
    assert done.status == 0, done.err


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(3.2, "3 s"), (62, "60 s"), (600, "10 minutes"), (5e4, "14 hours"), (3e5, "3 days"), (3e8, "3,472 days")],
)
def test_a_duration_is_told_as_people_say_it(seconds: float, told: str) -> None:
    assert duration(seconds) == told


def test_the_disk_is_estimated_from_what_is_kept() -> None:
    """Near what a run of the same size took: within a factor of two."""
    scenario = ne.load("s400_transfer")
    asked = argparse.Namespace(paths=20, events=1000, every="year", impulses=False)

    assert disk(scenario.document, asked, 600, twin=False) == pytest.approx(9.6e6, rel=0.5)


def test_reproduce_finds_equal_and_changed_results(call: Any, tiny: Path) -> None:
    call("run", tiny, "--workers", 1, "--quiet", "--no-chart", "--out", "here")
    equal = call("reproduce", "here", "--workers", 1)
    manifest = json.loads(Path("here/manifest.json").read_text(encoding="utf-8"))
    manifest["tables"]["runs"]["digest"] = "0" * 64
    Path("here/manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    changed = call("reproduce", "here", "--workers", 1)

    assert equal.status == 0 and equal.out.startswith("equal: 3 replications")
    assert changed.status == 1 and "runs" in changed.err


VERSIONS = "variants: {rich: {actors.AAA.economy_busd: 2000}}\ntwin: {events.visit: null}\n"


def test_a_theory_is_followed_and_named(call: Any, tiny: Path) -> None:
    done = call("run", tiny, "--theory", "power_transition", "--out", "under")

    assert done.status == 0
    assert "Theory: power_transition. Order rests on a preponderant power" in " ".join(done.out.split())
    assert call("reproduce", "under").status == 0
    assert "Theory" not in call("run", tiny, "--theory", "default").out


def test_a_theory_of_a_file_is_run_and_reproduced_without_it(call: Any, tiny: Path) -> None:
    Path("ours.yaml").write_text("summary: Ours\nparameters: {crisis.parity: 1}\n", encoding="utf-8")
    done = call("run", tiny, "--theory", "ours.yaml", "--out", "under")
    Path("ours.yaml").unlink()

    assert done.status == 0 and "Theory: ours. Ours" in done.out
    assert call("reproduce", "under").status == 0


def test_a_variant_is_run_and_named(call: Any, tiny: Path) -> None:
    """In the heading, the manifest and the folder; --set comes on top."""
    tiny.write_text(tiny.read_text(encoding="utf-8") + VERSIONS, encoding="utf-8")
    done = call("run", tiny, "--variant", "rich", "--set", "years=2", "--workers", 1, "--no-chart", "--engine", "simpy")
    manifest = json.loads(Path("results/tiny_rich-1/manifest.json").read_text(encoding="utf-8"))
    document = manifest["scenario"]["document"]

    assert done.status == 0, done.err
    assert "Tiny, variant rich: Who wins?" in done.out
    assert manifest["scenario"]["variant"] == "rich"
    assert (document["actors"]["AAA"]["economy_busd"], document["years"], document["variants"]) == (2000, 2, {})
    assert call("reproduce", "results/tiny_rich-1").status == 0
    twin = call("run", tiny, "--variant", "twin", "--workers", 1, "--no-chart", "--engine", "simpy")
    assert "Tiny, twin: Who wins?" in twin.out and "scenario: visit" not in twin.out


def test_an_unknown_variant_is_told(call: Any, tiny: Path) -> None:
    tiny.write_text(tiny.read_text(encoding="utf-8") + VERSIONS, encoding="utf-8")
    done = call("run", tiny, "--variant", "ritch")

    assert done.status == 2
    assert done.err == f"{tiny}:16:1: variants: no variant 'ritch' (did you mean 'rich'?)\n"


def test_variants_are_shown_and_validated(call: Any, tiny: Path) -> None:
    tiny.write_text(tiny.read_text(encoding="utf-8") + VERSIONS, encoding="utf-8")

    assert call("show", tiny).out.startswith("# Its versions, each run with --variant NAME: rich, twin\n")
    assert call("validate", tiny).out == f"ok: {tiny} (2 actors, 1 year, 1 event, 1 variant)\n"


SETS = "crisis.base_rate,dependence.flow_weight\n" + "".join(f"{0.6 + 0.04 * k!r},{k / 20!r}\n" for k in range(20))


def test_a_run_over_an_ensemble_tells_parameters_from_chance(call: Any, tiny: Path) -> None:
    Path("ours.csv").write_text(SETS, encoding="utf-8")
    done = call("run", tiny, "--parameters", "ours.csv", "--replications", 40, "--out", "here", "--workers", 1)
    told = " ".join(done.out.split())
    Path("ours.csv").unlink()

    assert done.status == 0, done.err
    assert "Parameters: ours, 20 equally likely sets, of which each runs for two replications in a row" in told
    assert "Outcomes after 1 year from 2024-01-01, 40 replications over 20 sets of parameters" in told
    assert "Of the spread, how much is parameters and how much is chance" in told and "sd of chance" in told
    assert "what is uncertain in the parameters as the sets of ours have it, not the model's own error" in told
    assert json.loads(Path("here/manifest.json").read_text(encoding="utf-8"))["ensemble"]["sets"] == 20
    assert ne.open("here").summary["sets"].eq(20).all()
    again = call("reproduce", "here", "--workers", 1)
    assert (again.status, again.err) == (0, "")


def test_too_few_sets_are_said_to_tell_nothing(call: Any, tiny: Path) -> None:
    Path("ours.csv").write_text(SETS, encoding="utf-8")
    done = call("run", tiny, "--parameters", "ours.csv", "--replications", 38, "--workers", 1, "--no-chart")

    assert "Too few sets to tell: it takes 20 sets, each run for two replications or more." in " ".join(done.out.split())
    assert "sd of chance" not in done.out


def test_the_shares_are_in_the_json_too(call: Any, tiny: Path) -> None:
    Path("ours.csv").write_text(SETS, encoding="utf-8")
    given = (tiny, "--replications", 40, "--workers", 1, "--no-chart", "--json")
    rows = json.loads(call("run", *given, "--parameters", "ours.csv").out)["outcomes"]
    plain = json.loads(call("run", *given).out)["outcomes"]

    stability = next(row for row in rows if row["metric"] == "stability.end")
    assert 0.0 < stability["of_sets_low"] <= stability["of_sets"] <= stability["of_sets_high"] <= 1.0
    assert not any("of_sets" in row for row in plain)


def test_one_replication_takes_its_set(call: Any, tiny: Path) -> None:
    Path("ours.csv").write_text(SETS, encoding="utf-8")
    done = call("run", tiny, "--parameters", "ours.csv", "--replication", 45, "--workers", 1, "--out", "one")

    assert "this replication takes set 2." in " ".join(done.out.split())
    assert ne.open("one").runs["parameter_set"].tolist() == [2]


def test_a_wrong_ensemble_is_told_and_nothing_is_written(call: Any, tiny: Path) -> None:
    Path("ours.csv").write_text("crisis.base_rat\n1\n", encoding="utf-8")
    wrong = call("run", tiny, "--parameters", "ours.csv")
    gone = call("run", tiny, "--parameters", "our.csv")

    assert (wrong.status, gone.status) == (2, 2)
    assert wrong.err.startswith("ours.csv:1:1: crisis.base_rat: there is no parameter") and "did you mean" in wrong.err
    assert gone.err == "our.csv: there is no such file (did you mean 'ours.csv'?)\n"
    assert not Path("results").exists()
