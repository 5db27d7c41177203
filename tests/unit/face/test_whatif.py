"""What-if from Python: the tables, the words, the chart, what is kept, and what is refused."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import northeastsim as ne
from northeastsim.analysis.components import clustered_error
from northeastsim.analysis.summary import proportion_interval
from northeastsim.errors import ScenarioError

WORLD: dict[str, Any] = {
    "format": 1,
    "name": "Aid",
    "extends": "northeast_asia_2024",
    "start": "2024-01-01",
    "years": 2,
    "seed": 7,
    "metrics": {"gap": "influence[CHN,PRK] - influence[RUS,PRK]"},
    "events": [{"id": "aid", "type": "economic_support", "initiator": "RUS", "target": "PRK", "date": "2024-03-01", "amount": 800}],
}
KEYS = ("date", "type", "stage", "initiator", "target", "participants", "aimed_at", "system")
SCORES = ["gap", "influence[RUS, PRK]"]


@pytest.fixture(scope="module")
def found() -> Any:
    """The world beside the same without its aid, six pairs."""
    return ne.load(WORLD).whatif("aid", replications=6, workers=1, scores=SCORES)


@pytest.fixture(scope="module")
def runs() -> list[Any]:
    """The same two worlds as runs of their own."""
    marks = {"settings": {"war": "marks"}}
    one = ne.load({**WORLD, **marks})
    other = ne.load({**WORLD, **marks, "events": []})
    return [each.run(replications=6, workers=1, baseline=False) for each in (one, other)]


def test_the_effect_is_that_of_two_runs(found: Any, runs: list[Any]) -> None:
    """To the last digit: the same replications of the same two worlds, of a score and of a count."""
    effects = found.effects.set_index(["metric", "date"])
    end = effects.loc[("gap", "2026-01-01")]
    one, other = (run.runs["gap.end"] for run in runs)

    assert end["original"] == pytest.approx(one.mean(), abs=1e-15)
    assert end["effect"] == pytest.approx((other - one).mean(), abs=1e-12) and end["effect"] != 0.0
    launches = effects.loc["launches.count"].iloc[0]
    assert launches["original"] == runs[0].runs["launches.count"].mean()
    assert launches["changed"] == pytest.approx(runs[1].runs["launches.count"].mean())


def test_effects_stand_on_every_observation_and_are_nothing_before_the_change(found: Any) -> None:
    rows = found.effects[found.effects["metric"] == "influence[RUS,PRK]"]

    assert list(rows["date"]) == found.dates and len(rows) == 25
    assert found.yearly == [pd.Timestamp(day) for day in ("2024-01-01", "2025-01-01", "2026-01-01")]
    assert found.begins == datetime.date(2024, 3, 1)
    before = rows["date"] <= "2024-03-01"
    assert (rows.loc[before, "effect"] == 0.0).all() and (rows.loc[~before, "effect"] < 0.0).all()


def test_the_final_effects_are_those_on_the_horizon(found: Any) -> None:
    final = found.final
    last = found.effects[found.effects["date"] == "2026-01-01"]

    assert list(final.index) == list(last["metric"]) and (final["effect"].to_numpy() == last["effect"].to_numpy()).all()
    assert {"gap", "influence[RUS,PRK]", "crises.count"} <= set(final.index)


def test_partings_are_told_for_events_and_each_score(found: Any) -> None:
    assert list(dict.fromkeys(found.partings["what"])) == ["events", "gap", "influence[RUS,PRK]"]
    assert found.shares.loc["gap", "share"] == 1.0 and found.shares.loc["gap", "n"] == 6
    assert (found.partings["date"].dropna() >= "2024-03-01").all()
    assert not (found.partings["type"] == "economic_support").all()


def test_the_first_event_that_differs_is_the_first_in_the_logs_that_does(found: Any, runs: list[Any]) -> None:
    """A slow twin: row by row, without the aid's own; of budgets, which follow from all that drifts, no size counts."""
    for replication, date in found.partings[found.partings["what"] == "events"].set_index("replication")["date"].items():
        told = []
        for run in runs:
            mine = run.events[(run.events["replication"] == replication) & (run.events["id"] != "aid")]
            sizes = mine["quantity"].where(mine["type"] != "budget", 0.0).map("{:.6g}".format)
            told.append(list(zip(*(mine[key] for key in KEYS), sizes, strict=True)))
        first = next((k for k, (one, other) in enumerate(zip(*told, strict=False)) if one != other), None)

        assert pd.isna(date) if told[0] == told[1] else date == min(log[first][0] for log in told)


def test_parted_shares_never_fall(found: Any) -> None:
    for _, rows in found.parted.groupby("what"):
        assert (np.diff(rows["share"]) >= 0.0).all()
        assert ((rows["low"] <= rows["share"]) & (rows["share"] <= rows["high"] + 1e-12)).all()


def test_it_says_what_changes(found: Any) -> None:
    fork = ne.load(WORLD).whatif(strategies={"PRK": "fortress"}, since=datetime.date(2025, 1, 1), replications=2, workers=1)

    assert found.words == ["without aid"] and fork.words == ["PRK follows fortress", "from 2025-01-01 on"]
    assert "without aid, 6 pairs, seed 7" in repr(found)
    assert fork.begins == datetime.date(2025, 1, 1) and not fork.is_empty


def test_the_chart_shows_the_tables(found: Any) -> None:
    chart = found.plot()
    panels = [panel for panel in chart.axes if panel.get_visible()]
    drawn = {line.get_gid(): line for line in panels[2].get_lines()}
    rows = found.effects[found.effects["metric"] == "influence[RUS,PRK]"]

    assert [panel.get_title(loc="left") for panel in panels] == [
        "Pairs whose events have parted", "Gap", "Russia's influence over North Korea",
    ]  # fmt: skip
    assert drawn["mean"].get_ydata().tolist() == rows["effect"].tolist()
    assert {line.get_gid() for line in panels[0].get_lines()} == {"parted", "begins"}
    assert any("not a forecast" in text.get_text() for text in chart.texts)
    low, high = panels[2].get_ylim()
    assert low <= rows["p05"].min() and high >= max(0.0, rows["p95"].max())


def test_saved_tables_are_those_in_memory(found: Any, tmp_path: Path) -> None:
    folder = found.save(tmp_path / "out")
    manifest = found.manifest()

    assert sorted(path.stem for path in folder.iterdir()) == ["effects", "effects", "manifest", "parted", "partings"]
    assert (folder / "effects.png").read_bytes()[:4] == b"\x89PNG"
    assert manifest["whatif"]["change"] == ["without aid"] and manifest["complete"] == 6
    again = pd.read_parquet(folder / "effects.parquet")
    assert again["effect"].tolist() == found.effects["effect"].tolist() and list(again["metric"]) == list(found.effects["metric"])
    assert ne.load(manifest["scenario"]["document"]).resolved.document["settings"]["war"] == "marks"
    with pytest.raises(ScenarioError, match="holds a what-if"):
        ne.open(folder)


def test_no_change_is_the_twin_that_the_scenario_names() -> None:
    world = {**WORLD, "twin": {"parameters.dependence.flow_weight": 0.9}}
    found = ne.load(world).whatif(replications=2, workers=1, scores=["stability"])

    assert found.words == ["the scenario's own twin"]
    assert found.worlds.changed.parameters["dependence.flow_weight"] == 0.9


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"scores": ["influence[CHN,PRC]"]}, "did you mean 'influence[CHN,PRK]'?"),
        ({"replications": 0}, "replications"),
        ({"strategies": "fortress"}, "strategies"),
        ({"without": ["ade"]}, "did you mean 'aid'?"),
        ({"since": "soon"}, "expected a date such as 2026-01-01"),
    ],
)
def test_what_cannot_be_asked_is_told_in_words(options: dict[str, Any], words: str) -> None:
    asked = {"without": "aid", "replications": 2, "workers": 1, **options}
    with pytest.raises(ScenarioError) as raised:
        ne.load(WORLD).whatif(**asked)

    assert words in str(raised.value)


def test_over_an_ensemble_both_worlds_take_the_same_sets_which_are_what_is_independent(tmp_path: Path) -> None:
    file = tmp_path / "three.csv"
    file.write_text("dependence.flow_weight,crisis.base_rate\n0.1,0.6\n0.5,1.0\n0.9,1.4\n", encoding="utf-8")
    found = ne.load(WORLD).whatif("aid", replications=8, workers=1, scores=["gap"], parameters=file)
    marks = {"settings": {"war": "marks"}}
    worlds = [ne.load({**WORLD, **marks, "events": events}) for events in (WORLD["events"], [])]
    one, other = (each.run(8, 7, 1, baseline=False, parameters=file).runs for each in worlds)
    end = found.effects.set_index(["metric", "date"]).loc[("gap", "2026-01-01")]
    gaps = other["gap.end"] - one["gap.end"]

    assert end["effect"] == pytest.approx(gaps.mean(), abs=1e-12) and end["original"] == pytest.approx(one["gap.end"].mean())
    assert (end["high"] - end["low"]) / 2 == pytest.approx(4.303 * clustered_error(gaps, one["parameter_set"]), rel=1e-6)
    assert found.manifest()["ensemble"]["sets"] == 3
    default = {"parameters.crisis.base_rate": 1.0}  # which no set need have
    assert not ne.load(WORLD).whatif(settings=default, replications=1, workers=1, scores=["gap"], parameters=file).is_empty
    assert ne.load(WORLD).whatif(settings=default, replications=1, workers=1, scores=["gap"]).is_empty
    parted = found.parted[found.parted["what"] == "events"].iloc[-1]
    low, _ = proportion_interval(parted["share"], 3)
    assert parted["n"] == 8 and (parted["share"] < 1.0 or parted["low"] == pytest.approx(low))
