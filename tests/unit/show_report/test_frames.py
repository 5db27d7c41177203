"""Data frames as tables of a page."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from northeastsim.show.report.frames import number, table


def test_a_frame_is_rounded_and_says_where_the_rest_is() -> None:
    frame = pd.DataFrame({"a_b": ["x", "y", None], "n": [1, 2, 3], "v": [0.000123456, math.nan, 12345.678]})
    found = table(frame, "what it shows", "all.csv", most=2)

    assert (found.columns, found.right, found.whole) == (["a b", "n", "v"], ["n", "v"], "all.csv")
    assert found.rows == [["x", "1", "0.0001235"], ["y", "2", ""]]
    assert table(frame, "what it shows", "all.csv").whole == "" and len(table(frame, "").rows) == 3


@pytest.mark.parametrize(
    ("value", "text"), [(0.0, "0"), (1.0, "1"), (-0.25, "-0.25"), (1234567.8, "1,234,568"), (1.5e-12, "1.5e-12"), (math.inf, "inf")]
)
def test_numbers_have_four_digits(value: float, text: str) -> None:
    assert number(value) == text
