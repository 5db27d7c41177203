"""Every point is proved before the first run: what a run would refuse is told with its point, and nothing else is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from northeastsim.errors import ScenarioError
from northeastsim.scenario.sweep import Sweep, under
from northeastsim.study.sweep import proof
from northeastsim.study.sweep.asked import opened
from northeastsim.study.sweep.points import Points, checked, points
from small_sweep import small_sweep
from small_world import SCENARIO

# Values that bound one another: a window, a figure in its range, shares that sum to one, and what a theory of the file may say.
WORLD = SCENARIO.replace(
    "parameters:\n",
    """\
  - {id: visit, hazard: 0.1, since: 2026-01-01, until: 2027-01-01, type: summit, initiator: PRK}
  - {id: drill, date: 2026-01-01, type: joint_exercise, initiator: RUS, participants: [PRK], scale: {value: 1, low: 0.5, high: 2}}
parameters:
""",
)
JOINT = """\
format: 1
scenarios: [deal]
uncertainties:
  events.visit.since: {low: 2025-06-01, high: 2027-06-01}
  events.visit.until: {low: 2026-06-01, high: 2028-06-01}
  events.drill.scale.value: {low: 0.5, high: 2}
  events.drill.scale.low: {low: 0, high: 1}
  actors.KOR.spending_busd: {low: 40, high: 60}
  parameters.dependence.phi: {low: 0, high: 1}
  settings.war: [ends, marks]
levers:
  actors.CHN.strategy: [wait, strategic_ambiguity]
design: {method: csv, file: points.csv}
"""
HEAD = (
    "events.visit.since,events.visit.until,events.drill.scale.value,events.drill.scale.low,actors.KOR.spending_busd,"
    "parameters.dependence.phi,settings.war\n"
)
DAYS = st.integers(0, 730)
ROWS = st.tuples(DAYS, DAYS, st.floats(0.5, 2.0), st.floats(0.0, 1.0), st.sampled_from(["ends", "marks"]))


def date(first: str, days: int) -> str:
    """The date so many days after another."""
    return str(np.datetime64(first) + days)


def written(rows: list[tuple[int, int, float, float, str]]) -> str:
    """A table of points."""
    lines = [
        f"{date('2025-06-01', since)},{date('2026-06-01', until)},{value},{low},50,0.5,{war}" for since, until, value, low, war in rows
    ]
    return HEAD + "\n".join(lines) + "\n"


@pytest.fixture
def unlaid(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lay out no tables, which the small catalogue cannot fill."""
    monkeypatch.setattr(proof, "unmeasured", lambda *_: [])


def joint(folder: Path, table: str) -> tuple[Sweep, Points]:
    """The sweep over values that bound one another, and its points."""
    (folder / "points.csv").write_text(table, encoding="utf-8")
    sweep = small_sweep(folder, JOINT, WORLD)
    return sweep, points(sweep)


def refused(sweep: Sweep, chosen: Points) -> set[int]:
    """The points that loading refuses, each tried by itself under each lever: the slow way."""
    found = set()
    for row in range(chosen.count):
        for levers in sweep.combinations():
            values = {path: value for path, value in chosen.at(row).items() if not path.startswith("parameters.")}
            try:
                under(sweep.bases[0].resolved, levers | values)
            except ScenarioError:
                found.add(row)
    return found


@given(st.lists(ROWS, min_size=1, max_size=12), st.booleans())
@settings(max_examples=60)
def test_it_refuses_what_loading_each_point_refuses(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[int, int, float, float, str]], sound: bool
) -> None:
    """No more and no less, although most points are never loaded."""
    if sound:
        rows = [(min(since, 300), max(until, 400), max(value, low), low, war) for since, until, value, low, war in rows]
    patch = pytest.MonkeyPatch()
    patch.setattr(proof, "unmeasured", lambda *_: [])
    sweep, chosen = joint(tmp_path_factory.mktemp("proof"), written(rows))
    bad = refused(sweep, chosen)
    try:
        checked(sweep, chosen)
        told: set[int] = set()
    except ScenarioError as error:
        told = {int(str(problem).split("at point ")[1].split()[0]) for problem in error.problems}
    finally:
        patch.undo()

    assert bool(told) == bool(bad) and told <= bad


@pytest.mark.usefixtures("unlaid")
def test_a_point_is_told_with_its_line_and_values(tmp_path: Path) -> None:
    """Each kind of fault at its first point, with how many more there are, at the place in the sweep's file."""
    rows = [(0, 0, 1.0, 0.5, "ends"), (500, 0, 1.0, 0.5, "ends"), (600, 0, 1.0, 0.5, "ends"), (0, 0, 0.5, 0.75, "marks")]
    sweep, chosen = joint(tmp_path, written(rows))
    with pytest.raises(ScenarioError) as caught:
        checked(sweep, chosen)
    told = [str(problem).rpartition("sweep.yaml:")[2] for problem in caught.value.problems]

    assert len(told) == 2 * 3  # under both levers
    assert told[0] == (
        "5:23: uncertainties.events.visit.until: 2026-06-01 is not after 'since', 2026-10-14: nothing would ever happen (at point 1 "
        "(line 3 of the table), actors.CHN.strategy=wait, events.visit.since=2026-10-14, events.visit.until=2026-06-01, "
        "events.drill.scale.value=1.0, events.drill.scale.low=0.5, actors.KOR.spending_busd=50.0, settings.war=ends; in deal)"
    )


@pytest.mark.usefixtures("unlaid")
def test_many_sound_points_need_few_loads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four lever choices and categories, of each the first point and the corners of three entries: not four thousand loads."""
    rng = np.random.default_rng(1)
    rows: list[Any] = [
        (int(a), int(b), float(c), float(d), str(e))
        for a, b, c, d, e in zip(
            rng.integers(0, 300, 2000), rng.integers(400, 700, 2000), rng.uniform(1.1, 2, 2000), rng.uniform(0, 1, 2000),
            rng.choice(["ends", "marks"], 2000), strict=True,
        )
    ]  # fmt: skip
    sweep, chosen = joint(tmp_path, written(rows))
    loads: list[int] = []
    original = proof.faults
    monkeypatch.setattr(proof, "faults", lambda *given: loads.append(1) or original(*given))
    seen: list[tuple[int, int]] = []
    checked(sweep, chosen, lambda done, total: seen.append((done, total)))

    assert len(loads) == 4 * (1 + 4 + 4 + 1)
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]


@pytest.mark.usefixtures("unlaid")
def test_a_parameter_beyond_its_hard_bounds_is_told(tmp_path: Path) -> None:
    """However its values came about."""
    sweep = small_sweep(tmp_path)
    chosen = points(sweep)
    chosen.columns["parameters.dependence.phi"][4] = 1.25
    with pytest.raises(ScenarioError) as caught:
        checked(sweep, chosen)

    assert str(caught.value).endswith(
        "sweep.yaml:6:30: uncertainties.parameters.dependence.phi: expected 0 to 1, got 1.25 at point 4"
    )


SHIPPED = """\
format: 1
scenarios: [baseline, s400_transfer]
uncertainties: {parameters.dependence.flow_weight: plausible}
levers: {LEVER}
design: {method: halton, points: 3}
outcomes: [OUTCOMES]
"""


def shipped(tmp_path: Path, outcomes: str = "crises.count", lever: str = "settings.war: [marks]") -> Sweep:
    """A sweep over shipped scenarios."""
    file = tmp_path / "sweep.yaml"
    file.write_text(SHIPPED.replace("OUTCOMES", outcomes).replace("LEVER", lever), encoding="utf-8")
    return opened(file)


def test_outcomes_are_spelt_as_columns_are(tmp_path: Path) -> None:
    found = shipped(tmp_path, "'influence[CHN, PRK].end', race.any, 'payoff[CHN]'")

    assert found.outcomes == ("influence[CHN,PRK].end", "race.any", "payoff[CHN]")


def test_without_outcomes_those_of_most_interest_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "sweep.yaml"
    file.write_text(SHIPPED.replace("outcomes: [OUTCOMES]\n", "").replace("LEVER", "settings.war: [marks]"), encoding="utf-8")

    assert {"influence[CHN,PRK].end", "stability.end", "crises.count"} <= set(opened(file).outcomes)


def test_an_outcome_that_is_not_measured_is_told_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError) as caught:
        shipped(tmp_path, "'influence[CHN,PRK]', crisis.count, 'payoff[CHI]', stability.end, stability.end, s400_deal.count")

    assert [str(problem).rpartition("sweep.yaml:")[2] for problem in caught.value.problems] == [
        "6:12: outcomes.0: no outcome 'influence[CHN,PRK]' in baseline, s400_transfer (did you mean 'influence[CHN,PRK].end'?)",
        "6:34: outcomes.1: no outcome 'crisis.count' in baseline, s400_transfer (did you mean 'crises.count'?)",
        "6:48: outcomes.2: no outcome 'payoff[CHI]' in baseline, s400_transfer (did you mean 'payoff[CHN]'?)",
        "6:78: outcomes.4: stands twice",
        "6:93: outcomes.5: no outcome 's400_deal.count' in baseline, s400_transfer (did you mean 'trade_deal.count'?)",
    ]


def test_an_outcome_that_a_lever_takes_away_is_told_before_a_run(tmp_path: Path) -> None:
    """A race is looked for between rivals and between the hostile."""
    lever = "'relations.CHN,USA': [{rival: true}, {rival: false, alignment: 0.5}], 'relations.USA,CHN': [{alignment: 0.5}]"
    sweep = shipped(tmp_path, "'race[CHN,USA].any'", lever)
    with pytest.raises(ScenarioError, match=r"outcomes.0: 'race\[CHN,USA\].any' is not measured in baseline with relations.CHN,USA="):
        checked(sweep, points(sweep))


def test_what_shows_only_in_tables_is_told_before_a_run(tmp_path: Path) -> None:
    stage = "{name: announced, effects: [{change: land_contact, of: initiator, to: target, by: 0.1}]}"
    lever = f"event_types.summit.stages: [[{{name: announced}}], [{stage}]]"
    sweep = shipped(tmp_path, lever=lever)
    told = "land_contact is geography: no act changes it [(]in baseline with event_types.summit.stages="
    with pytest.raises(ScenarioError, match=told):
        checked(sweep, points(sweep))


def test_a_shipped_name_and_a_mapping_are_opened(tmp_path: Path) -> None:
    asked = {"format": 1, "scenarios": ["baseline"], "uncertainties": {"parameters.crisis.base_rate": "plausible"}}

    assert opened(asked).bases[0].name == "baseline"
    assert opened("screening").name == "Which parameters matter at all"
    with pytest.raises(ScenarioError, match=r"screenin: there is no such sweep \(did you mean 'screening'\?\)"):
        opened("screenin")
    with pytest.raises(ScenarioError, match="is a folder; name a sweep's file in it"):
        opened(tmp_path)
    with pytest.raises(ScenarioError, match="expected a file or a dict, got a int"):
        opened(5)  # type: ignore[arg-type]
