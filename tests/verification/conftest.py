"""The rows of the table of verification: every check is written down, whether it passes or not."""

from __future__ import annotations

import json
import pathlib
from collections.abc import Callable

import pytest

ROWS = pathlib.Path(__file__).parent / ".rows"
Verify = Callable[..., None]


@pytest.fixture
def verify(request: pytest.FixtureRequest) -> Verify:
    """Return a function that compares a result with what is known, and writes both down.

    `verify(id, what, reference, expected, obtained, tolerance)`: the tolerance is absolute; a row per call.
    """
    rows: list[dict[str, str | float | bool]] = []

    def check(id: str, what: str, reference: str, expected: float, obtained: float, tolerance: float) -> None:
        expected, obtained, tolerance = float(expected), float(obtained), float(tolerance)
        passed = abs(obtained - expected) <= tolerance
        rows.append(
            {"id": id, "what": what, "reference": reference, "expected": expected, "obtained": obtained,
             "tolerance": tolerance, "passed": passed}
        )  # fmt: skip
        ROWS.mkdir(exist_ok=True)
        name = request.node.nodeid.rpartition("/")[2].replace("::", "-").replace("[", "-").replace("]", "")
        (ROWS / f"{name}.json").write_text(json.dumps(rows), encoding="utf-8")

        assert passed, f"{id} {what}: expected {expected!r} within {tolerance:g}, obtained {obtained!r}"

    return check
