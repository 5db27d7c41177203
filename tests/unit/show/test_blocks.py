"""What is said of results, in blocks."""

from __future__ import annotations

import json

import pytest

from northeastsim.show.blocks import Block, Heading, Table, Text, as_data, filled, meant, of_data, texts, with_columns

TABLE = Table(("a", "b", "c"), [["1", "", "3"], ["4", "", ""]], ("c",), meanings={"a": "first", "b": "second"})


def test_a_table_loses_the_columns_in_which_nothing_stands() -> None:
    found = filled(TABLE)

    assert (found.columns, found.rows, found.right) == (["a", "c"], [["1", "3"], ["4", ""]], ("c",))
    assert filled(TABLE, always=2).columns == ["a", "b", "c"]


def test_only_the_columns_that_are_shown_are_told() -> None:
    assert meant(TABLE) == "a: first; b: second"
    assert meant(with_columns(TABLE, [0, 2])) == "a: first"


def test_lines_without_words_are_no_blocks() -> None:
    assert texts(["one", "", "two"]) == [Text("one"), Text("two")]


@pytest.mark.parametrize("block", [Heading("of", over=True), Text("what", "  ", "    "), TABLE])
def test_a_block_that_was_kept_is_the_same_again(block: Block) -> None:
    again = of_data(json.loads(json.dumps(as_data(block))))

    assert as_data(again) == json.loads(json.dumps(as_data(block))) and type(again) is type(block)
