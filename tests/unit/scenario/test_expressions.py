"""The language of conditions and metrics."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northeastsim.scenario.expressions import (
    NAMES,
    Both,
    Compare,
    Expression,
    ExpressionError,
    Negative,
    Not,
    Number,
    Reference,
    Term,
    faults,
    parse,
    parse_metric,
)

ids = st.sampled_from(["CHN", "PRK", "RUS", "and", "not", "for", "days", "x_1"])


@st.composite
def references(draw: st.DrawFn) -> Reference:
    """Any name with as many ids as it takes."""
    name = draw(st.sampled_from(sorted(NAMES)))
    return Reference(name, tuple(draw(ids) for _ in NAMES[name]))


def facts() -> st.SearchStrategy[Reference]:
    """Any fact."""
    return references().filter(lambda ref: ref.name in ("happened", "known", "crisis", "accepted"))


positive = st.floats(min_value=0.0, max_value=1e300, allow_nan=False).map(Number)
numbers = st.recursive(
    positive | references(),
    lambda inner: st.builds(Negative, inner) | st.builds(Term, st.sampled_from("+-*"), inner, inner),
    max_leaves=8,
)
signs = st.sampled_from(["<", "<=", ">", ">=", "=", "!="])
conditions = st.recursive(
    st.builds(Compare, signs, numbers, numbers) | facts(),
    lambda inner: st.builds(Not, inner) | st.builds(Both, st.sampled_from(["and", "or"]), inner, inner),
    max_leaves=6,
)


@given(conditions, st.integers(0, 36_500))
def test_what_is_printed_reads_back_equal(root: Compare, days: int) -> None:
    """Printing and parsing are inverse, parentheses and all."""
    expression = Expression(root, days)

    assert parse(str(expression)) == expression


@given(st.text(max_size=60) | st.text("influence[CHN,PRK]<0.5 andornot()+-*/=!>for90days ", max_size=80))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    """No text whatever raises anything else, and the offset is within the text."""
    try:
        parse(text)
    except ExpressionError as error:
        assert error.message
        assert 0 <= error.offset <= len(text)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("influence[CHN,PRK]<.5 for 90 days", "influence[CHN, PRK] < 0.5 for 90 days"),
        ("1-(2-3)-4 < 5", "1 - (2 - 3) - 4 < 5"),
        ("(1*2)+3 < 5", "1 * 2 + 3 < 5"),
        ("not (happened[a] or crisis[A,B])", "not (happened[a] or crisis[A, B])"),
        ("happened[a] and (accepted[a] and crisis[A,B])", "happened[a] and (accepted[a] and crisis[A, B])"),
        ("known[a, KOR] = 1", "known[a, KOR] = 1"),
        ("--1 < 2 for 1 day", "--1 < 2 for 1 days"),
        ("-(1+2) < 2", "-(1 + 2) < 2"),
    ],
)
def test_printing_is_canonical(text: str, printed: str) -> None:
    """One spelling for each meaning, no needless parentheses."""
    assert str(parse(text)) == printed


@pytest.mark.parametrize(
    ("text", "words", "offset", "suggestion"),
    [
        ("influnce[CHN, PRK] < 1", "unknown name 'influnce'", 0, "influence"),
        ("influence < 1", "'influence' is written influence[A, B]", 0, None),
        ("stability[CHN] < 1", "'stability' is written stability", 0, None),
        ("polarization < 1", "unknown name 'polarization'", 0, "polarisation"),
        ("influence[CHN, PRK]", "is a number, not a condition", 0, None),
        ("1 < 2 < 3", "compare two at a time", 6, None),
        ("stability == 1", "'==' is not used here", 10, "="),
        ("stability < 1 && 1 < 2", "'&&' is not used here", 14, "and"),
        ("stability ** 2 < 1", "there are no powers here", 10, None),
        ("(1 < 2) + 1 < 3", "a condition cannot be used as a number", 3, None),
        ("1 and 2 < 3", "expected a condition, got a number", 0, None),
        ("1 / 0 < 1", "division by zero", 2, None),
        ("1 < 2 for 0 days", "expected a whole number of days", 10, None),
        ("1 < 2 for 1.5 days", "expected a whole number of days", 10, None),
        ("1 < 2 for 9 weeks", "expected 'days', got 'weeks'", 12, "days"),
        ("1 < 2 for 9 days for 9 days", "expected an operator or the end", 17, None),
        ("(1 < 2", "expected ')' to close the parenthesis, got the end", 6, None),
        ("security[CHN < 1", "expected ']'", 13, None),
        ("security['CHN'] < 1", 'unexpected character "\'"', 9, None),
        ("", "expected a number or a name, got the end", 0, None),
        ("1e999 < 1", "is not a finite number", 0, None),
        ("(" * 41 + "1 < 2", "nested deeper than 40 levels", 40, None),
        ("not " * 41 + "1 < 2", "nested deeper than 40 levels", 160, None),
        ("1 + " * 201 + "1 < 2", "more than 400 words and signs", 800, None),
        ("1" * 2001, "is too long", 0, None),
        ("__import__('os').system('ls')", "unexpected character", 11, None),
        ("security.CHN < 1", "unexpected character '.'", 8, None),
        ("security[CHN] < 1; import os", "unexpected character ';'", 17, None),
    ],
)
def test_mistakes_are_named_and_placed(text: str, words: str, offset: int, suggestion: str | None) -> None:
    """Each with what was expected and where, and the fix where one is near."""
    with pytest.raises(ExpressionError) as caught:
        parse(text)

    assert words in caught.value.message
    assert (caught.value.offset, caught.value.suggestion) == (offset, suggestion)


def test_metrics_are_numbers_without_duration() -> None:
    """A metric has a value at a time."""
    assert parse_metric("influence[CHN, PRK] - influence[RUS, PRK]").scores() == ("influence",)
    with pytest.raises(ExpressionError, match="takes no 'for N days'"):
        parse_metric("stability < 1 for 3 days")


def test_ids_are_checked_against_the_world() -> None:
    """Actors, events and pairs of one."""
    expression = parse("influence[CHM, PRK] < 1 and happened[deel] and crisis[PRK, PRK] and known[deal, KOR]")

    found = faults(expression, {"CHN", "PRK", "KOR"}, {"deal"})

    assert [(fault.message, fault.offset, fault.suggestion) for fault in found] == [
        ("no actor 'CHM'", 10, "CHN"),
        ("no event 'deel'", 37, "deal"),
        ("'crisis' is between two different actors, not PRK and itself", 47, None),
    ]


def test_references_are_listed_from_left_to_right() -> None:
    """What an expression needs to be known."""
    expression = parse("stability < 1 and influence[A, B] < security[A] + influence[B, A] and happened[x]")

    assert expression.scores() == ("stability", "influence", "security")
    assert [ref.name for ref in expression.references()][-1] == "happened"


def test_the_language_needs_no_schema_library() -> None:
    """Importing it loads neither pydantic nor YAML nor NumPy."""
    heavy = "[m for m in ('pydantic', 'yaml', 'numpy') if m in sys.modules]"
    code = f"import sys, northeastsim.scenario.expressions; print({heavy})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
