"""The map's coastlines are small and sound, its projection keeps shapes, and every state has a place on it."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from northeastsim.scenario.names import states
from northeastsim.show.map import coast, cut, places
from northeastsim.show.map.projection import MIDDLE, project

WEST, SOUTH, EAST, NORTH = cut.FRAME
INSIDE = st.tuples(st.floats(WEST, EAST), st.floats(SOUTH, NORTH))


def test_the_coast_is_a_few_closed_rings_within_its_frame() -> None:
    rings = coast.rings()

    assert coast.HOME.stat().st_size <= 60_000 and 20 <= len(rings) <= 80
    for ring in rings:
        assert ring.shape[0] >= 4 and ring.shape[1] == 2 and (ring[0] == ring[-1]).all()
        assert ring[:, 0].min() >= WEST and ring[:, 0].max() <= EAST
        assert ring[:, 1].min() >= SOUTH and ring[:, 1].max() <= NORTH


@pytest.mark.parametrize(
    ("longitude", "latitude", "land"),
    [(127, 38, True), (138, 36, True), (143, 43.5, True), (104, 35, True), (121, 24, True), (130, 55, True),
     (131, 39.5, False), (123, 35, False), (145, 53, False), (155, 30, False)],
)  # fmt: skip
def test_land_is_land_and_sea_is_sea(longitude: float, latitude: float, land: bool) -> None:
    crossed = sum(crossings(ring, longitude, latitude) for ring in coast.rings())

    assert crossed % 2 == land


def crossings(ring: np.ndarray, longitude: float, latitude: float) -> int:
    """How often a ring crosses the parallel east of a place."""
    (x0, y0), (x1, y1) = ring[:-1].T, ring[1:].T
    over = (y0 > latitude) != (y1 > latitude)
    return int(np.sum(x0[over] + (latitude - y0[over]) * (x1[over] - x0[over]) / (y1[over] - y0[over]) > longitude))


def test_a_land_across_the_date_line_is_kept_in_one_piece() -> None:
    ring = cut.unbroken(np.array([[170.0, 60.0], [-170.0, 60.0], [-170.0, 70.0], [170.0, 70.0], [170.0, 60.0]]))

    assert ring[:, 0].tolist() == [170, 190, 190, 170, 170]


def test_a_ring_is_cut_at_the_frame_and_loses_only_points_that_cannot_be_seen() -> None:
    edge = [(60.0, 40.0), (100.0, 40.0), (100.0, 40.01), (100.001, 40.02), (100.0, 45.0), (60.0, 45.0), (60.0, 40.0)]
    ring = cut.clipped(np.array(edge))
    kept = cut.simplified(ring)

    assert ring.min(axis=0).tolist() == kept.min(axis=0).tolist() == [WEST, 40.0]
    assert cut.area(kept) == pytest.approx(cut.area(ring), rel=0.02)
    assert len(kept) == 5 < len(ring) and (kept[0] == kept[-1]).all()


def test_what_lies_outside_the_frame_is_left_out() -> None:
    assert not len(cut.clipped(np.array([[0.0, 40.0], [10.0, 40.0], [10.0, 45.0], [0.0, 40.0]])))


@given(INSIDE)
def test_the_projection_keeps_shapes(place: tuple[float, float]) -> None:
    """A step north and one as long east are as long on the map, and at right angles."""
    longitude, latitude = place
    x, y = project([longitude, longitude, longitude + 0.01], [latitude, latitude + 0.01 * math.cos(math.radians(latitude)), latitude])
    north, east = complex(x[1] - x[0], y[1] - y[0]), complex(x[2] - x[0], y[2] - y[0])

    assert abs(north / east - 1j) < 0.001


def test_the_middle_lies_in_the_middle_and_distances_are_about_true() -> None:
    (x0, y0), (x1, y1) = project(*MIDDLE), project(139.7, 35.7)
    x2, y2 = project(116.4, 39.9)

    assert (float(x0), float(y0)) == pytest.approx((0, 0))
    assert math.hypot(float(x1 - x2), float(y1 - y2)) == pytest.approx(2098, rel=0.05)  # Beijing to Tokyo, on the globe


def test_every_state_has_a_place_on_the_map_and_newcomers_one_at_its_edge() -> None:
    west, south, east, north = places.VIEW
    found = places.spots([*states(), "AAA", "BBB", "CCC"])

    assert set(places.PLACES) == set(states()) and len(found) == len(states()) + 3
    assert all(west < x < east and south < y < north for x, y in found.values())
    assert min(math.dist(one, other) for one in found.values() for other in found.values() if one != other) > 400
