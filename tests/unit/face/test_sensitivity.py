"""The analysis of a sweep: who decides what, worlds apart, holes, choices, boxes, charts, and the EMA Workbench."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from made_sweep import LEVER, OUTCOMES, UNCERTAINTIES, Made, made
from northeastsim.errors import ScenarioError
from northeastsim.face import sensitivity as face

WEIGHT, SPREAD, RATE, QUANTITY, DATE, THEORY = UNCERTAINTIES
INFLUENCE, CRISES, PAYOFF, WAR = OUTCOMES


@pytest.fixture(scope="module")
def cube() -> face.Sensitivity:
    return face.sensitivity(made(levers=True, scenarios=2))


def clear(found: face.Sensitivity, outcome: str) -> set[str]:
    rows = found.of(outcome)
    return set(rows[rows["is_clear"]]["uncertainty"])


# --- indices -----------------------------------------------------------------------------------------------------------


def test_each_world_has_its_indices_and_all_agree(cube: face.Sensitivity) -> None:
    rows = cube.of(INFLUENCE)

    assert len(rows) == 4 * len(UNCERTAINTIES) and set(rows["scenario"]) == {"scenario_0", "scenario_1"}
    assert clear(cube, INFLUENCE) == {WEIGHT, SPREAD} and clear(cube, CRISES) == {RATE}
    agreed = cube.agreement[cube.agreement["outcome"] == INFLUENCE]
    assert agreed["uncertainty"].tolist()[:2] == [SPREAD, WEIGHT] and agreed["clear"].tolist()[:2] == [4, 4]
    assert cube.concordance.set_index("outcome").loc[INFLUENCE, "concordance"] > 0.8


def test_which_way_an_outcome_goes_is_told_but_for_categories(cube: face.Sensitivity) -> None:
    told = cube.of(INFLUENCE).groupby("uncertainty")["direction"].mean()

    assert told[SPREAD] < -0.5 < 0.2 < told[WEIGHT] and np.isnan(told[THEORY])


def test_luck_uncertainties_and_levers_share_the_spread(cube: face.Sensitivity) -> None:
    shares = cube.spread.set_index(["scenario", "outcome", "part"])["share"].sort_index()

    assert shares["scenario_0", INFLUENCE].sum() == pytest.approx(1.0)
    assert shares["scenario_0", INFLUENCE, "uncertainties"] > 0.7 and shares["scenario_0", INFLUENCE, "levers"] < 0.02
    assert shares["scenario_0", PAYOFF, "together"] > 0.2 and shares["scenario_0", INFLUENCE, "shared luck"] > 0.02


def test_what_is_the_same_everywhere_is_said_not_analysed(cube: face.Sensitivity) -> None:
    why = cube.left_out[cube.left_out["outcome"] == WAR]["why"]

    assert set(why) == {"it is the same at every point"} and cube.of(WAR).empty


def test_the_same_seed_gives_the_same_tables(cube: face.Sensitivity) -> None:
    again = face.sensitivity(made(levers=True, scenarios=2), [INFLUENCE])
    mine = cube.indices[cube.indices["outcome"] == INFLUENCE].reset_index(drop=True)

    assert again.indices.equals(mine)


@pytest.mark.parametrize(("method", "n", "telling"), [("sobol", 64, "total"), ("morris", 20, "effect"), ("one_at_a_time", 1, "swing")])
def test_a_design_decides_what_is_told(method: str, n: int, telling: str) -> None:
    found = face.sensitivity(made(method, n), [INFLUENCE])

    assert found.telling == telling and {WEIGHT, SPREAD} <= clear(found, INFLUENCE) and THEORY not in clear(found, INFLUENCE)
    assert found.of(INFLUENCE).sort_values("rank")["uncertainty"].tolist()[:2] == [SPREAD, WEIGHT]
    assert (found.spread.empty) == (method == "one_at_a_time")


def broken(sweep: Made, points: list[int]) -> Made:
    failed = sweep.runs["point"].isin(points)
    sweep.runs.loc[failed, list(OUTCOMES)] = np.nan
    sweep.runs.loc[failed, ["status", "error"]] = ["failed", "the hazard is above its cap"]
    return sweep


def test_a_failed_point_takes_its_block_with_it_and_is_counted() -> None:
    """Six uncertainties: eight points a block; two of them fail in one block, one in another."""
    found = face.sensitivity(broken(made("sobol", 64), [9, 10, 40]), [INFLUENCE])

    assert found.left_out["left_out"].tolist() == [16] and found.left_out["points"].tolist() == [64 * 8]
    assert found.failures.to_dict("records") == [
        {"scenario": "scenario_0", "runs": 12, "points": 3, "error": "the hazard is above its cap"}
    ]


def test_a_design_with_too_many_holes_is_not_analysed_and_it_is_said_why() -> None:
    found = face.sensitivity(broken(made("sobol", 16), [5]), [INFLUENCE])

    assert found.indices.empty and found.left_out["why"].tolist() == ["15 whole base points, and at least 16 are needed"]
    assert found.charts == ["spread"] and "not analysed" in found._repr_html_()


def test_with_one_replication_it_is_said_that_luck_is_not_known() -> None:
    told = face.sensitivity(made("sobol", 32, replications=1), [INFLUENCE])._repr_html_()

    assert "luck, which is not known of one replication; run two at least" in told


def test_dates_may_come_as_text() -> None:
    sweep = made(n=100)
    sweep.experiments[DATE] = sweep.experiments[DATE].astype(str)

    assert face.sensitivity(sweep, [INFLUENCE]).cells.design.categories == [THEORY]


# --- choices -----------------------------------------------------------------------------------------------------------


def test_what_decides_who_is_best_is_told_by_payoff_unasked(cube: face.Sensitivity) -> None:
    """Outbidding pays where influence is diversified away."""
    assert cube.choosing is not None
    standing, rows = cube.choosing.standing, cube.choosing.deciding
    best = rows[(rows["target"] == "best") & (rows["measure"] == "score") & rows["is_clear"]]

    assert str(cube.choosing.by) == "the most payoff[CHN]" and set(best["uncertainty"]) == {SPREAD}
    assert standing["best"].to_numpy() == pytest.approx([0.5] * 4, abs=0.03) and (standing["clearly"] > 0.4).all()
    assert standing["most"].to_numpy() == pytest.approx([0.3] * 4, abs=0.06)
    regret = rows[(rows["target"] == "regret[outbid_moscow]") & (rows["measure"] == "score") & rows["is_clear"]]
    assert set(regret["uncertainty"]) == {SPREAD} and (regret["direction"] < 0).all()


def test_choices_may_be_judged_by_another_outcome_either_way() -> None:
    found = face.sensitivity(made(levers=True), [INFLUENCE], by="payoff[CHN]:min")

    assert found.choosing is not None and str(found.choosing.by) == "the least payoff[CHN]"
    assert face.sensitivity(made(), [INFLUENCE]).choosing is None


# --- discovery ---------------------------------------------------------------------------------------------------------


def test_boxes_are_told_in_words_with_units_and_what_is_known() -> None:
    found = face.discover(made(n=400), f"{INFLUENCE} < 0.2")
    told = " ".join(found.sentences)

    assert len(found.boxes) and bool(found.boxes["holds"][0]) and SPREAD in set(found.limits["uncertainty"])
    assert "influence.diversification (share of its leverage that a patron loses" in told and "is above 0.4" in told
    assert "Told on 200 points that it was not found on." in told and "of such points (95 %" in told
    assert found.plot().png().startswith(b"\x89PNG") and "influence.diversification" in found._repr_html_()


def test_a_share_of_runs_may_be_asked_for() -> None:
    some, every = (face.discover(made(n=200), f"{INFLUENCE} < 0.3 in {share} % of runs").cases["cases"][0] for share in (1, 100))
    mean = face.discover(made(n=200), f"{INFLUENCE} < 0.3").cases["cases"][0]

    assert every < mean < some


def test_a_regret_may_be_asked_of() -> None:
    found = face.discover(made(n=300, levers=True), "regret[outbid_moscow] > 0.1")

    assert list(found.boxes["scenario"]) and LEVER not in found.boxes and set(found.limits["uncertainty"]) == {SPREAD}
    assert found.limits["high"][0] == pytest.approx(0.45, abs=0.04)


@pytest.mark.parametrize(
    ("when", "words"),
    [("influence[CHN,PRK].end < -9", "too few to find a box"), ("influence[CHN,PRK].end < 9", "nearly all")],
)
def test_too_few_or_too_many_points_are_said(when: str, words: str) -> None:
    found = face.discover(made(), when)

    assert words in found.sentences[0] and found.boxes.empty
    assert found.plot().png().startswith(b"\x89PNG")


def test_worlds_are_searched_apart_and_where_they_agree_is_told() -> None:
    found = face.discover(made(n=300, scenarios=2), f"{INFLUENCE} < 0.2")

    assert set(found.boxes["scenario"]) == {"scenario_0", "scenario_1"}
    assert found.sentences[-1].startswith("Restricted in all 2 worlds: ") and "influence.diversification" in found.sentences[-1]


# --- what is refused ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda s: face.sensitivity(s, ["influence[CHN,PRK].ende"]), "kept no outcome 'influence[CHN,PRK].ende' (did you mean"),
        (lambda s: face.sensitivity(s, by="payoff[CHN]:best"), "expected an outcome and which end of it is better"),
        (lambda s: face.sensitivity(s, by="crises.count:min"), "the sweep has no levers with several values"),
        (lambda s: face.discover(s, "crises.count"), "expected a condition such as 'influence[CHN,PRK].end < 0.4'"),
        (lambda s: face.discover(s, "crises.count > 2 in 0 % of runs"), "expected above 0 and up to 100 % of runs"),
        (lambda s: face.discover(s, "crisis.count > 2"), "did you mean 'crises.count'?"),
        (lambda s: face.discover(s, "regret[wait] > 1"), "there is no choice 'wait' to regret"),
        (lambda s: face.sensitivity(s, [INFLUENCE]).plot("maps"), "there is no chart 'maps' here; known: map, indices, spread"),
        (lambda s: face.sensitivity(s, [INFLUENCE]).plot("indices", "x"), "the sweep kept no outcome 'x'"),
    ],
)
def test_a_wrong_name_is_told_with_the_nearest(call: Any, words: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        call(made(n=80))

    assert words in str(caught.value)


def test_without_libraries_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ScenarioError) as caught:
        face.sensitivity(made(n=80))

    assert "pip install 'northeastsim[analysis]'" in str(caught.value)


# --- charts, files, other tools ----------------------------------------------------------------------------------------


def test_every_chart_there_is_can_be_drawn(cube: face.Sensitivity) -> None:
    effects = face.sensitivity(made("morris", 10), [INFLUENCE])

    assert cube.charts == ["map", "indices", "spread", "choices"] and effects.charts == ["map", "indices", "effects", "spread"]
    for found, name in [(cube, name) for name in cube.charts] + [(effects, name) for name in effects.charts]:
        assert found.plot(name).png().startswith(b"\x89PNG"), name


@pytest.mark.parametrize("outcomes", [None, [CRISES]])  # the second is drawn narrow
@pytest.mark.parametrize("shape", [{"levers": True}, {"levers": True, "scenarios": 2}, {"method": "morris", "n": 10}])
def test_no_text_and_no_legend_is_cut_off(shape: dict[str, Any], outcomes: list[str] | None) -> None:
    found = face.sensitivity(made(**shape), outcomes)
    if found.choosing is not None and outcomes:  # one choice is best everywhere, as it often is
        found = replace(found, choosing=replace(found.choosing, deciding=found.choosing.deciding[:0]))
    figures = [found.plot(name) for name in found.charts]
    if not shape.get("method"):
        figures.append(face.discover(found.sweep, f"{INFLUENCE} < 0.4").plot())
    for chart in figures:
        chart.canvas.draw()
        for part in [*chart.texts, *chart.legends]:
            assert part.get_window_extent().x1 <= chart.bbox.x1, part


def test_every_chart_says_what_was_run_and_that_it_is_a_model(cube: face.Sensitivity) -> None:
    for name in cube.charts:
        told = " ".join(text.get_text() for text in cube.plot(name).texts).replace("\n", " ")

        assert "In the model: 2 scenarios, 2 choices of levers; 150 points over 6 uncertainties" in told, name
        assert "4 replications each" in told and "5 years" in told and "not a forecast" in told


def test_tables_charts_and_manifest_are_kept_whole(cube: face.Sensitivity, tmp_path: Path) -> None:
    boxes = face.discover(cube.sweep, f"{INFLUENCE} < 0.3")
    cube.save(tmp_path / "out", discovery=boxes, command="northeastsim sensitivity x")
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))

    assert {"indices", "convergence", "agreement", "spread", "choices", "deciding", "boxes", "limits"} <= set(manifest["tables"])
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"manifest.json", *manifest["files"]}
    assert {"map.png", "spread.png", "choices.png", "boxes.png", "indices_crises_count.png"} <= set(manifest["files"])
    assert manifest["sensitivity"]["when"] == f"{INFLUENCE} < 0.3" and manifest["sensitivity"]["method"] == "latin_hypercube"
    kept = pd.read_parquet(tmp_path / "out" / "indices.parquet")
    assert kept["is_clear"].tolist() == cube.indices["is_clear"].astype(int).tolist()
    with pytest.raises(ScenarioError, match="holds an earlier run"):
        cube.save(tmp_path / "out")


def test_it_goes_through_the_files_of_the_workbench_and_back(tmp_path: Path) -> None:
    from ema_workbench import load_results, save_results

    sweep = broken(made(levers=True), [3])
    experiments, outcomes = face.to_ema(sweep)
    save_results((experiments, outcomes), str(tmp_path / "sweep.tar.gz"))
    again, back = load_results(str(tmp_path / "sweep.tar.gz"))

    assert len(experiments) == 298 and experiments.attrs["left_out"] == 2 and set(outcomes) == set(OUTCOMES)
    assert {*UNCERTAINTIES, LEVER, "scenario", "policy", "model"} == set(experiments.columns) == set(again.columns)
    assert all(back[name] == pytest.approx(outcomes[name]) for name in OUTCOMES)
    assert again[THEORY].astype(str).tolist() == experiments[THEORY].astype(str).tolist()
    assert again[DATE].to_numpy() == pytest.approx(experiments[DATE].to_numpy()) and experiments[DATE].between(2025.4, 2028.2).all()


def test_every_replication_goes_through_them_too(tmp_path: Path) -> None:
    from ema_workbench import load_results, save_results

    sweep = made(n=80)
    sweep.outcomes = [INFLUENCE]
    sweep.runs = sweep.runs.rename(columns={INFLUENCE: "runs of influence"})
    sweep.outcomes = ["runs of influence"]
    experiments, outcomes = face.to_ema(sweep, replications=True)
    save_results((experiments, outcomes), str(tmp_path / "runs.tar.gz"))
    _, back = load_results(str(tmp_path / "runs.tar.gz"))

    assert outcomes["runs of influence"].shape == (80, 4)
    assert back["runs of influence"] == pytest.approx(outcomes["runs of influence"])


def test_the_workbench_analyses_it_itself() -> None:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from ema_workbench.analysis import feature_scoring, prim

        experiments, outcomes = face.to_ema(made(n=300))
        inputs = experiments.drop(columns=["policy", "model"])
        scores = feature_scoring.get_feature_scores_all(inputs, {INFLUENCE: outcomes[INFLUENCE]}, random_state=1)
        box = prim.Prim(inputs, outcomes[INFLUENCE] < 0.2, threshold=0.5).find_box()

    assert scores[INFLUENCE].idxmax() == SPREAD
    assert box.density > 0.6 and SPREAD in box.qp[-1]
