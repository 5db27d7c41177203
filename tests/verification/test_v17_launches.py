"""V17: missile launches excite themselves as a Hawkes process does (Hawkes 1971), below a branching ratio of 1."""

from __future__ import annotations

import math
from typing import Any

import pytest

from naive import Heap, counts, document
from northeastsim.errors import ScenarioError
from strategies import laid_out

STREAM = {
    "launch.branching": 0.5, "launch.decay": 1.2, "launch.mood": 0.0, "launch.cap": 1.0,
    "effect.launch_provocation": 0.0, "effect.launch_strategic": 0.0,
}  # fmt: skip


def launching(**parameters: float) -> dict[str, Any]:
    """Return a world in which A launches by itself once in two years."""
    return document(
        {"A": {"launches_per_year": 0.5}, "B": {}}, settings={"streams": True},
        parameters=STREAM | {name.replace("__", "."): value for name, value in parameters.items()},
    )  # fmt: skip


def test_launches_come_in_clusters(verify: Any, full_size: bool) -> None:
    """Windows of 200 years after the first hundred, immigrants .5 a year, branching .5, decay 1.2 a year."""
    windows, width = (4000, 200.0) if full_size else (300, 200.0)
    years = int(windows * width) + 100
    tables = laid_out(launching())
    heap = Heap(tables, 17, 0, years).run()

    found = counts(heap.years_of(tables.types.index("missile_test")), years, 100.0, width)
    mean = sum(found) / len(found)
    variance = sum((k - mean) ** 2 for k in found) / (len(found) - 1)
    expected = 4 - 3 / (0.6 * width)  # of a window of this length; 4 in the long run

    verify("V17", "mean rate", "mu / (1 - n), Hawkes 1971", 1.0, mean / width, 4 * math.sqrt(4 / windows / width))
    verify("V17", f"variance / mean in {width:g} years (long run: 4)", "1 / (1 - n)^2, Hawkes 1971", expected,
           variance / mean, 4 * expected * math.sqrt(2 / windows))  # fmt: skip


@pytest.mark.parametrize("ratio", [1.0, 1.5])
def test_a_stream_that_explodes_is_refused(ratio: float) -> None:
    with pytest.raises(ScenarioError, match=r"launch\.branching"):
        laid_out(launching(launch__branching=ratio))
