"""The chart of one score draws what the tables hold, and says in words what the scenario does."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northeastsim.errors import ScenarioError
from northeastsim.show import labels
from northeastsim.show.view import band

SCORE = "influence[RUS,PRK]"
HEIGHTS = st.lists(st.floats(-100, 100), min_size=1, max_size=9)


def drawn(chart: Any, gid: str) -> list[Any]:
    """The lines of a chart with a mark."""
    return [one for one in chart.axes[0].get_lines() if one.get_gid() == gid]


def test_mean_and_bands_are_those_of_the_table(region: Any) -> None:
    chart = region.plot("paths", score=SCORE)
    rows = band(region, SCORE)
    areas = [area.get_paths()[0].vertices[:, 1] for area in chart.axes[0].collections]

    assert list(drawn(chart, "mean")[0].get_ydata()) == list(rows["mean"])
    for area, low, high in zip(areas, ("p05", "p25"), ("p95", "p75"), strict=True):
        assert set(rows[low]) | set(rows[high]) == set(area)
    assert set(drawn(chart, "frozen")[0].get_ydata()) == {rows["mean"].iloc[0]}
    assert list(drawn(chart, "quiet")[0].get_ydata()) == pytest.approx([region.quiet[f"{SCORE}.end"].mean()])


def test_single_runs_are_those_of_the_first_replications(region: Any) -> None:
    chart = region.plot("paths", score=SCORE, runs=3)
    scores = region.scores
    own = scores[(scores["score"] == "influence") & (scores["actor"] == "RUS") & (scores["other"] == "PRK")]
    single = chart.data[chart.data["what"] == "run"]

    assert [list(one.get_ydata()) for one in drawn(chart, "single")] == [
        list(own.loc[own["replication"] == k, "value"]) for k in range(3)
    ]
    assert set(single["replication"]) == {0, 1, 2} and set(single["unit"]) == {"0..1"}


def test_labels_beside_the_panel_tell_the_last_row(region: Any) -> None:
    chart = region.plot("paths", score=SCORE)
    last = band(region, SCORE).iloc[-1]
    texts = {one.get_text() for one in chart.axes[0].texts}

    assert {f"mean: {last['mean']:.3f}", f"5 % below: {last['p05']:.3f}", f"95 % below: {last['p95']:.3f}"} <= texts


def test_what_the_scenario_does_is_written_in_words(region: Any) -> None:
    texts = " ".join(one.get_text().replace("\n", " ") for one in region.plot("paths").axes[0].texts)

    assert "Russia sells S-400 air defence (2 regiments) to North Korea" in texts
    assert "South Korea protests to Russia" in texts


def test_without_chance_there_is_neither_band_nor_single_run(richardson: Any) -> None:
    chart = richardson.plot("paths")
    texts = [one.get_text() for one in chart.axes[0].texts]

    assert not drawn(chart, "single") and not any("below" in one for one in texts)
    assert any(one.startswith("value: ") for one in texts)


def test_an_unknown_score_is_worded(region: Any) -> None:
    with pytest.raises(ScenarioError, match=r"no score 'influence\[RUS,XXX\]' \(did you mean 'influence\[RUS,"):
        region.plot("paths", score="influence[RUS,XXX]")


@given(HEIGHTS, st.floats(0.1, 10))
def test_labels_keep_apart_and_their_order_and_their_mean(heights: list[float], gap: float) -> None:
    found = labels.apart(heights, gap)
    order = sorted(range(len(heights)), key=lambda k: heights[k])
    steps = [found[b] - found[a] for a, b in zip(order, order[1:], strict=False)]

    assert all(step >= gap - 1e-9 for step in steps)
    assert sum(found) == pytest.approx(sum(heights), abs=1e-9 * len(heights) * 100)


@given(HEIGHTS)
def test_labels_that_are_far_enough_apart_stay_where_they_are(heights: list[float]) -> None:
    wide = [20.0 * round(one) for one in dict.fromkeys(map(round, heights))]

    assert labels.apart(wide, 10.0) == pytest.approx(wide)


@given(st.lists(st.tuples(st.floats(0, 10), st.floats(0.1, 5)).map(lambda one: (one[0], one[0] + one[1])), max_size=12))
def test_spans_of_one_row_do_not_touch(spans: list[tuple[float, float]]) -> None:
    found = labels.rows(spans, gap=0.1)

    for k, (low, high) in enumerate(spans):
        for j in range(k):
            assert found[j] != found[k] or high + 0.1 <= spans[j][0] or spans[j][1] + 0.1 <= low
    assert not spans or min(found) == 0 and set(found) == set(range(max(found) + 1))
