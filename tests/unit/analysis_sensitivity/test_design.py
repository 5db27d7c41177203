"""Points of a sweep, as numbers and in blocks."""

from __future__ import annotations

import datetime

import pandas as pd
import pytest

from northeastsim.analysis.sensitivity.design import Design, coded, kind


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (pd.Series([1, 2]), "number"),
        (pd.Series([1.5, 2.0]), "number"),
        (pd.Series(["a", "b"]), "category"),
        (pd.Series([True, False]), "category"),
        (pd.Series(pd.to_datetime(["2025-01-01", "2025-01-02"])), "date"),
        (pd.Series([datetime.date(2025, 1, 1), datetime.date(2025, 1, 2)], dtype=object), "date"),
        (pd.Series(["2025-01-01", "2025-01-02"]), "date"),
        (pd.Series(["a", "b"]).astype("category"), "category"),
    ],
)
def test_what_an_uncertainty_is_made_of(values: pd.Series, expected: str) -> None:
    assert kind(values) == expected and coded(values)[1] - coded(values)[0] in (0.5, 1.0, -1.0)


def test_blocks_are_what_the_method_uses_together() -> None:
    table = pd.DataFrame({"a": range(8), "b": range(8)})
    sizes = {method: Design(method, table).block for method in ("sobol", "morris", "halton")}

    assert sizes == {"sobol": 4, "morris": 3, "halton": 1} and Design("sobol", table, second_order=True).block == 6
    assert Design("sobol", table).independent.tolist() == [True, False, False, True] * 2
    assert Design("morris", table[:6]).independent.tolist() == [True, False, False] * 2
    assert Design("halton", table).independent.all() and not Design("one_at_a_time", table).independent.any()
    assert Design("halton", table).fills and not Design("one_at_a_time", table).fills and not Design("morris", table).fills
