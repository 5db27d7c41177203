"""The map of the three arrays: no two blocks overlap, and every parameter of the rules stands in the table."""

from __future__ import annotations

import pytest

from northeastsim.rulebook import layout as at
from northeastsim.rulebook import parameters as of
from northeastsim.scenario.catalogue import catalogue

BLOCKS_X = {
    "actors": (at.ECONOMY, 2 * at.ACTOR_ROWS * at.ACTOR_PITCH),
    "pairs": (at.ALIGNMENT, 2 * at.PAIR_ROWS * at.PAIR_PITCH),
    "traits": (at.GROWTH, 23 * at.ACTOR_PITCH),
    "ties": (at.PROXIMITY, 8 * at.PAIR_PITCH),
    "derived": (at.OFFENCE, at.DERIVED_END - at.OFFENCE),
    "weights": (at.CONCERN_WEIGHT, at.CONCERNS * at.ACTOR_PITCH),
    "before": (at.BEFORE, at.CONCERNS * at.ACTOR_PITCH),
    "changes": (at.CHANGE_SIZE, at.MOST_CHANGES),
    "times": (at.CHANGE_TIMES, at.MOST_CHANGES),
    "undo": (at.UNDO_VALUE, at.UNDO_MOST),
    "holdings": (at.HOLDING, at.MOST_SYSTEMS * at.ACTOR_PITCH),
    "systems": (at.VALUE, 7 * at.MOST_SYSTEMS),
    "saved": (at.SAVED, 2 * (at.ACTOR_ROWS * at.ACTOR_PITCH + at.PAIR_ROWS * at.PAIR_PITCH)),
    "metrics": (at.OBSERVED_METRICS, at.MOST_METRICS),
    "parameters": (at.PARAMETER, at.MOST_PARAMETERS),
}


def test_blocks_of_numbers_do_not_overlap() -> None:
    ordered = sorted(BLOCKS_X.items(), key=lambda block: block[1])
    for (name, (start, size)), (other, (after, _)) in zip(ordered, ordered[1:], strict=False):
        assert start + size <= after, f"{name} runs into {other}"


def test_a_rest_lies_beyond_every_value() -> None:
    """x[place + REST] is what x[place] returns to, and no value itself."""
    assert at.ACTOR_REST >= at.ACTOR_ROWS * at.ACTOR_PITCH
    assert at.PAIR_REST >= at.PAIR_ROWS * at.PAIR_PITCH


def test_a_pair_fits_its_row() -> None:
    assert at.PAIR * (at.MOST_ACTORS - 1) + at.MOST_ACTORS - 1 < at.PAIR_PITCH


def test_the_rules_parameters_stand_in_the_table() -> None:
    assert set(of.NAMES) <= set(catalogue().parameters)
    assert len(set(of.NAMES)) == len(of.NAMES)


@pytest.mark.parametrize(("name", "place"), [(n, v) for n, v in vars(of).items() if n.isupper() and isinstance(v, int)])
def test_a_parameter_has_its_own_place(name: str, place: int) -> None:
    if name != "PARAMETER":
        assert at.PARAMETER <= place < at.PARAMETER + len(of.NAMES)
