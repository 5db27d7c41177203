"""Printing documents: whatever is written reads back equal."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northeastsim.scenario.dump import dump
from northeastsim.scenario.nodes import FORBIDDEN
from northeastsim.scenario.reader import read

strange = ["NO", "true", "1e3", "010", "0x1f", "2025-01-01", "12:30", "~", "", " x ", "a: b", "- a", "# a"]
strange += ["<<", "=", ".inf", "a\nb\n", "---"]
texts = st.text(max_size=40).filter(lambda text: not FORBIDDEN.search(text)) | st.sampled_from(strange)
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63) + 1, 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts
)
data = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=20,
)


def same(left: Any, right: Any) -> bool:
    """Equal, types included: 1, 1.0 and true are three things."""
    if isinstance(left, dict) and isinstance(right, dict):
        return list(left) == list(right) and all(same(left[key], right[key]) for key in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    return type(left) is type(right) and left == right


@given(st.dictionaries(texts, data, min_size=1, max_size=5))
def test_what_is_written_reads_back_equal(document: dict[str, Any]) -> None:
    """Any text, any number, in any nesting, in the same order."""
    assert same(read(dump(document), "dumped").plain(), document)


@pytest.mark.parametrize("word", ["NO", "yes", "off", "y"])
def test_words_that_others_misread_are_quoted(word: str) -> None:
    """Another program's reader gets the text, too."""
    assert dump({"a": word}) == f"a: '{word}'\n"


def test_dates_and_small_numbers_are_written_plainly() -> None:
    """As a person would write them."""
    assert dump({"start": "2025-01-01", "rate": 0.001, "runs": 500, "many": 1e20}) == (
        "start: 2025-01-01\nrate: 0.001\nruns: 500\nmany: 1e+20\n"
    )
