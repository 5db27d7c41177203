"""What the parts of the page share: the scenarios, and how numbers are written."""

from __future__ import annotations

import functools
import math
import textwrap

SEED = 63
BEYOND = 5.0  # a greater share of the treaty's effect says only that the treaty hardly moves the score


@functools.cache
def scenarios() -> tuple[str, ...]:
    """The shipped scenarios from 2024 on in which China decides."""
    from northeastsim.study.options import usual_scenarios

    return tuple(usual_scenarios("CHN"))


def plain(name: str) -> str:
    """A strategy or scenario in words."""
    return name.replace("_", " ")


def signed(value: float, digits: int = 3) -> str:
    """A difference with its sign; zero has none."""
    text = f"{value:+.{digits}f}"
    return f"{0:.{digits}f}" if float(text) == 0.0 else text


def span(low: float, high: float, digits: int = 3) -> str:
    """An interval in brackets; nothing where there is none."""
    return "" if math.isnan(low) or math.isnan(high) else f"[{signed(low, digits)}, {signed(high, digits)}]"


def share(value: float) -> str:
    """A share of the treaty's effect in words; nothing where there is none, or the treaty hardly moves the score."""
    return "" if math.isnan(value) or abs(value) > BEYOND else f"{100 * value:+.0f} %"


def percent(value: float) -> str:
    """A probability in per cent."""
    return "under 1 %" if 0.0 <= value < 0.01 else f"{100 * value:.0f} %"


def surely(value: float) -> str:
    """How surely something holds; never certain."""
    return "over 99 %" if value > 0.99 else "under 1 %" if value < 0.01 else f"{100 * value:.0f} %"


def listed(words: list[str]) -> str:
    """Words with commas, and `and` before the last."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else "none"


def row(*cells: object) -> str:
    """A row of a table."""
    return f"| {' | '.join(str(cell) for cell in cells)} |"


def table(*columns: str) -> list[str]:
    """The head of a table."""
    return [row(*columns), row(*("---" for _ in columns))]


def prose(text: str) -> list[str]:
    """A paragraph, wrapped."""
    return textwrap.wrap(text, 132, break_long_words=False, break_on_hyphens=False)


def item(text: str) -> list[str]:
    """An item of a list, wrapped."""
    return textwrap.wrap(f"- {text}", 132, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
