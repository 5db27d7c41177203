"""The influence network on the map says what the tables hold, and its labels can be read."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.patches import Polygon

from northeastsim.show.map import arrows, network, places
from northeastsim.show.map.arrows import Box
from northeastsim.show.view import band

REGION = ["CHN", "PRK", "RUS", "KOR", "JPN", "USA"]
SPOTS = places.spots(REGION)
NAMES = {one: network.name_of(one, spot, one in places.BELOW) for one, spot in SPOTS.items()}
WAYS = st.lists(st.permutations(REGION).map(lambda each: (each[0], each[1])), min_size=1, max_size=8, unique=True)


def polygons(chart: Any) -> list[Polygon]:
    """The arrows of a chart."""
    return [one for one in chart.axes[0].patches if isinstance(one, Polygon) and one.get_gid()]


def test_a_row_says_what_bands_and_runs_hold(region: Any) -> None:
    data = region.plot("map").data.set_index(["actor", "other"])
    rows = band(region, "influence[RUS,PRK]")
    moved = region.runs["influence[RUS,PRK].change"]
    row = data.loc[("RUS", "PRK")]

    assert len(data) == 30 and (row["start"], row["mean"]) == (rows["mean"].iloc[0], rows["mean"].iloc[-1])
    assert (row["p05"], row["p95"], row["n"]) == (rows["p05"].iloc[-1], rows["p95"].iloc[-1], 8)
    assert row["change"] == pytest.approx(moved.mean()) and row["change_p95"] == pytest.approx(moved.quantile(0.95))


def test_the_strongest_are_drawn_in_the_colour_of_their_change(region: Any) -> None:
    chart = region.plot("map", most=5)
    drawn = chart.data[chart.data["drawn"]]
    shapes = {one.get_gid(): one for one in polygons(chart)}

    assert set(shapes) == {f"{row.actor},{row.other}" for row in drawn.itertuples()} and len(shapes) == 5
    assert chart.data["mean"].nlargest(5).tolist() == drawn["mean"].tolist()
    for row in drawn.itertuples():
        side = "more" if row.change_p05 > 0 else "less" if row.change_p95 < 0 else "unclear"
        assert np.allclose(shapes[f"{row.actor},{row.other}"].get_facecolor()[:3], rgb(network.COLOURS[side]))


def rgb(colour: str) -> list[float]:
    """A colour as shares of red, green and blue."""
    return [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]


def test_the_footer_takes_no_position_and_tells_what_is_left_out(region: Any) -> None:
    chart = region.plot("map")

    assert "Drawn: the 8 strongest of 30" in chart.notes[0] and "no position on any boundary" in chart.notes[0]
    assert "5-95 % of runs" in chart.lead and "the United States over Japan" in chart.told


def test_another_world_has_no_coast(richardson: Any) -> None:
    chart = richardson.plot("map")

    assert "Coastlines" not in " ".join(chart.notes) and "No influence reaches 0.05" in chart.told
    assert not chart.axes[0].patches and "95 %" not in chart.lead


@given(WAYS)
def test_an_arrow_leads_from_one_place_to_the_other_and_leaves_them_free(ways: list[tuple[str, str]]) -> None:
    for (one, other), line in zip(ways, arrows.drawn(ways, SPOTS, NAMES), strict=True):
        for place, end in ((one, line[0]), (other, line[-1])):
            assert arrows.CLEAR <= math.dist(end, SPOTS[place]) < 2.6 * arrows.CLEAR + NAMES[place].wide
            assert not arrows.inside(NAMES[place], line).any()
        assert math.dist(line[0], SPOTS[one]) < math.dist(line[-1], SPOTS[one])


@given(WAYS)
def test_labels_hide_no_name_and_hardly_touch_each_other(ways: list[tuple[str, str]]) -> None:
    lines = arrows.drawn(ways, SPOTS, NAMES)
    boxes = arrows.labelled(lines, network.LABEL, list(NAMES.values()))

    for k, box in enumerate(boxes):
        assert overlap(box, list(NAMES.values())) < 0.25
        assert overlap(box, boxes[:k]) < 0.5


def overlap(box: Box, others: list[Box]) -> float:
    """The share of a box that lies under others."""
    return arrows.covered(box, others, np.empty((0, 2))) / 2


def test_an_outline_is_as_wide_as_told_and_ends_in_its_tip() -> None:
    line = np.column_stack([np.linspace(0, 1000, arrows.STEPS), np.zeros(arrows.STEPS)])
    shape = arrows.outline(line, 80.0)

    assert np.ptp(shape[shape[:, 0] < 500][:, 1]) == pytest.approx(80)
    assert np.ptp(shape[:, 1]) == pytest.approx(80 + 2 * arrows.WINGS) and shape[:, 0].max() == 1000


def test_names_that_leave_no_way_between_them_are_crossed() -> None:
    """A scenario may call a state anything."""
    ends = ((0.0, 0.0), (1000.0, 0.0))
    line = arrows.bent(ends, (arrows.Box(0.0, 0.0, 900.0, 80.0), arrows.Box(1000.0, 0.0, 900.0, 80.0)), 0.0)

    assert line.shape == (arrows.STEPS, 2) and line[0, 0] >= arrows.CLEAR
