"""The parts of a sweep cover each of its runs once, however it grew, and what was there keeps its place."""

from __future__ import annotations

import zlib
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from northeastsim.study.sweep.plan import FEWEST, MOST, Cell, Layer, Unit, cells, pieces, size_of

SPANS = st.tuples(st.integers(0, 30), st.integers(1, 30)).map(lambda pair: (pair[0], pair[0] + pair[1]))


def runs(cell: Cell) -> list[tuple[str, int, int]]:
    """All runs of a cell."""
    return [(cell.unit, point, r) for point in range(*cell.points) for r in range(*cell.replications)]


@given(st.lists(st.tuples(st.sets(st.sampled_from("abc"), min_size=1), st.integers(1, 9), st.integers(1, 9)), min_size=1, max_size=5))
def test_layers_cover_every_run_once(asked: list[tuple[set[str], int, int]]) -> None:
    """Whatever was asked for, one after the other: units, points and replications."""
    layers = [Layer(tuple(sorted(some)), points, replications, "") for some, points, replications in asked]
    covered = Counter(run for _, cell in cells(layers) for run in runs(cell))
    wanted = {(unit, p, r) for some, points, many in asked for unit in some for p in range(points) for r in range(many)}

    assert set(covered.values()) == {1}
    assert wanted <= set(covered)
    assert [cell for _, cell in cells(layers[:-1])] == [cell for _, cell in cells(layers)][: len(list(cells(layers[:-1])))]


@given(SPANS, SPANS, st.integers(1, 40))
def test_pieces_cover_a_cell_once_and_are_no_larger_than_asked(
    points: tuple[int, int], replications: tuple[int, int], size: int
) -> None:
    cell = Cell("a", points, replications)
    covered = Counter(run for piece in pieces(cell, size) for run in runs(piece))

    assert covered == Counter(runs(cell))
    assert all(len(runs(piece)) <= size for piece in pieces(cell, size))


def test_a_units_key_does_not_hang_on_how_its_document_is_packed() -> None:
    """Libraries pack the same text into other bytes."""
    text = b'{"name": "a world"}' * 50
    one, other = (Unit("world", zlib.compress(text, level), {"years": 2}) for level in (1, 9))

    assert one.document != other.document
    assert one.key == other.key


@given(st.integers(1, 10**9))
def test_a_part_holds_a_power_of_two_within_bounds(count: int) -> None:
    size = size_of(count)

    assert FEWEST <= size <= MOST
    assert size & (size - 1) == 0
