"""What users hold: scenarios that never change, and results that read like tables."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import northeastsim as ne
from northeastsim import face
from northeastsim.errors import ScenarioError
from short_deal import DEAL as SHORT_DEAL

DEAL = SHORT_DEAL | {"name": "A <short> deal", "question": "Who gains?", "settings": {"decisions": False}}
SMALL = {"replications": 3, "seed": 7, "workers": 1, "engine": "simpy"}


@pytest.fixture(scope="module")
def scenario() -> face.Scenario:
    return ne.load(DEAL)


@pytest.fixture(scope="module")
def results(scenario: face.Scenario) -> face.Results:
    return scenario.run(**SMALL)


def test_a_scenario_tells_what_it_is(scenario: face.Scenario) -> None:
    assert (scenario.name, scenario.question) == ("A <short> deal", "Who gains?")
    assert repr(scenario) == "Scenario('A <short> deal', 1 years from 2024-01-01)"
    assert "A &lt;short&gt; deal" in scenario._repr_html_()
    assert scenario.warnings == ()


def test_a_document_is_a_copy(scenario: face.Scenario) -> None:
    scenario.document["events"].clear()

    assert [event["id"] for event in scenario.document["events"]] == ["deal"]


def test_settings_and_strategies(scenario: face.Scenario) -> None:
    changed = scenario.with_({"events.deal.quantity": 4}, years=2, strategies={"CHN": "strategic_ambiguity"})

    assert changed.document["events"][0]["quantity"] == 4
    assert (changed.document["years"], scenario.document["years"]) == (2, 1)
    assert changed.document["actors"]["CHN"]["strategy"] == "strategic_ambiguity"
    assert ne.load(DEAL, years=2).document["years"] == 2
    assert ne.load(scenario).document == scenario.document


def test_without_and_patch(scenario: face.Scenario) -> None:
    assert scenario.without("deal").document["events"] == []
    patched = scenario.patch({"actors": {"CHN": {"growth": 0.01}}, "events": [{"id": "deal", "quantity": 1}]})
    assert patched.document["actors"]["CHN"]["growth"] == 0.01
    assert patched.document["events"][0]["system"] == "s400"
    assert scenario.document["events"][0]["quantity"] == 2


def test_variants(scenario: face.Scenario) -> None:
    """By name; changes keep those that fit, and a variant stays one whatever else is changed."""
    versions = {"variants": {"small": {"events.deal.quantity": 1}, "long": {"years": 2}}, "twin": {"seed": 3}}
    whole = scenario.patch(versions)

    assert (scenario.variants, whole.variants) == ((), ("small", "long", "twin"))
    assert whole.variant("small").document["events"][0]["quantity"] == 1
    assert (whole.variant("small").name, whole.variant("small").variants) == ("A <short> deal, variant small", ())
    assert whole.without("deal").variants == ("long", "twin")
    assert "variants.small: is left out" in str(whole.without("deal").warnings[-1])
    results = whole.variant("long").with_(seed=5).run(**SMALL)
    assert results.manifest["scenario"]["variant"] == "long" and results.name == "A <short> deal, variant long"
    assert scenario.run(**SMALL).manifest["scenario"]["variant"] is None
    with pytest.raises(ScenarioError, match=r"no variant 'smal' \(did you mean 'small'\?\)"):
        whole.variant("smal")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda s: s.without("deel"), r"'deel' to remove.*\(did you mean 'deal'\?\)"),
        (lambda s: s.with_(yeers=3), r"yeers.*\(did you mean 'years'\?\)"),
        (lambda s: s.with_(**{"actors.CHM.growth": 0.1}), r"there is no actor 'CHM' \(did you mean 'CHN'\?\)"),
        (lambda s: s.with_(strategies={"CHN": "ambiguity"}), "actors.CHN.strategy"),
        (lambda s: s.with_(strategies=["CHN"]), "strategies: expected a mapping"),
        (lambda s: s.with_(5), "changes: expected a mapping"),
        (lambda s: s.patch("years: 3"), "patch: expected a mapping"),
        (lambda s: s.run(replications=-3), "replications: expected a whole number from 1 to 1,000,000,000, got -3"),
        (lambda s: s.run(engine="quick"), "engine: expected 'auto', 'simpy' or 'batch', got 'quick'"),
        (lambda s: ne.load(5), "expected a file, a name or a dict, got a int"),
        (lambda s: ne.load("s400_transfr"), r"did you mean 's400_transfer'\?"),
        (lambda s: ne.open("nowhere"), "there is no such folder"),
    ],
)  # fmt: skip
def test_mistakes_are_worded(scenario: face.Scenario, wrong: Any, words: str) -> None:
    with pytest.raises(ScenarioError, match=words):
        wrong(scenario)


def test_results_are_tables(results: face.Results) -> None:
    assert repr(results) == "Results('A <short> deal', 3 replications, seed 7)"
    assert results.complete == (3, 3)
    assert results.folder is None
    assert len(results.runs) == len(results.quiet) == 3
    for table in (results.scores, results.bands, results.events, results.summary):
        assert isinstance(table, pd.DataFrame) and len(table)
    assert "A &lt;short&gt; deal" in results._repr_html_()


def test_changing_a_table_changes_no_results(results: face.Results) -> None:
    runs, summary = results.runs, results.summary
    runs["stability.end"] = 5.0
    summary["mean"] = 5.0

    assert results.runs["stability.end"].max() <= 1.0
    assert (results.summary["mean"] != 5.0).any()


def test_a_summary_pairs_the_quiet_twin(scenario: face.Scenario, results: face.Results) -> None:
    """The table `quiet` is what a run without the event gives."""
    twin = scenario.without("deal").run(**SMALL)
    row = results.summary.loc["influence[RUS,PRK].end"]
    gap = results.runs["influence[RUS,PRK].end"] - twin.runs["influence[RUS,PRK].end"]

    assert twin.runs.equals(results.quiet)
    assert row["difference"] == pytest.approx(gap.mean())
    assert row["frozen"] == pytest.approx(
        results.scores.query("score == 'influence' and actor == 'RUS'")["value"].iloc[1]
    )


def test_metrics_of_ones_choice(results: face.Results) -> None:
    assert results.summarise(["launches.count"]).index.tolist() == ["launches.count"]
    assert results.summarise("launches.count").index.tolist() == ["launches.count"]
    assert len(results.summarise("all")) == results.runs.shape[1] - 4
    with pytest.raises(ScenarioError, match=r"no metric 'stabilty.end' \(did you mean 'stability.end'\?\)"):
        results.summarise(["stabilty.end"])


def test_what_was_not_kept_is_said(results: face.Results) -> None:
    with pytest.raises(ScenarioError, match="impulses: was not kept; run again with impulses"):
        _ = results.impulses


def test_races_are_told_per_rival_pair(results: face.Results) -> None:
    assert "CHN,USA" in results.races().index


def test_camps_are_told_over_time(results: face.Results) -> None:
    found = results.landscape()
    start = found[(found["date"] == found["date"].min()) & (found["what"] == "camps")]

    assert start[["one", "other", "n", "mean"]].values.tolist() == [["CHN PRK RUS", "KOR JPN USA", 3, 1.0]]
    assert sorted(found["date"].unique()) == sorted(results.scores["date"].unique())
    assert results.landscape("spending", draws=10).shape == results.landscape(["spending"], seed=1).shape
    assert not results.landscape([], by=2.0, draws=10).equals(results.landscape([], by=2.0, draws=10, seed=1))
    with pytest.raises(ScenarioError, match="landscape: states have no score 'size'"):
        results.landscape(["size"])


def test_a_folder_opens_and_reproduces(scenario: face.Scenario, results: face.Results, tmp_path: Path) -> None:
    stored = scenario.run(**SMALL, out=tmp_path / "a")
    opened = ne.open(tmp_path / "a")

    assert opened.folder == stored.folder == tmp_path / "a"
    assert opened.digest == stored.digest == results.digest
    assert opened.summary.equals(results.summary)
    assert opened.document == json.loads(json.dumps(scenario.document, default=str))
    assert ne.reproduce(tmp_path / "a", workers=1) == []


def test_run_in_one_line() -> None:
    assert ne.run(DEAL, replications=1, seed=7, workers=1, engine="simpy").complete == (1, 1)


def test_a_world_to_step_through(scenario: face.Scenario) -> None:
    world = scenario.world(seed=7)
    world.run(until=datetime.date(2024, 3, 1))
    security = world.see()["security[KOR]"]
    world.happen("missile_test", initiator="PRK")

    assert 0.0 < security < 1.0
    assert world.run().ended


def test_replications_of_ones_own_process(scenario: face.Scenario) -> None:
    def visit(world: Any) -> Any:
        yield world.env.timeout(1440)
        world.happen("port_call", initiator="RUS", target="PRK")

    joined = scenario.run(2, 7, processes=[visit])

    assert (joined.events["cause_kind"] == "user").sum() == 2


def test_the_face_is_light_until_used() -> None:
    program = (
        "import northeastsim.face, sys; print(*{'numpy', 'pandas', 'pydantic', 'yaml', 'simpy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == ""
