"""What may be typed for an option: numbers in bounds, pairs, lists, languages."""

from __future__ import annotations

import argparse
import difflib
import math
import re
from collections.abc import Callable

from northeastsim.app.parser.names import KINDS, SINGULAR


def suggestion(word: str, known: list[str]) -> str:
    """` (did you mean 'x'?)` for the known word most like a misspelt one, or nothing."""
    near = difflib.get_close_matches(word, known, 1, 0.6)
    return f" (did you mean '{near[0]}'?)" if near else ""


def whole(low: int, high: int) -> Callable[[str], int]:
    """A reader of whole numbers from low to high."""

    def number(text: str) -> int:
        if not re.fullmatch(r"-?[0-9]{1,20}", text) or not low <= int(text) <= high:
            raise argparse.ArgumentTypeError(f"expected a whole number from {low} to {high}, got '{text}'")
        return int(text)

    return number


def how_many(text: str) -> int | str:
    """A reader of `--paths` and `--events`: a number of replications, or `all`."""
    if text == "all":
        return text
    if not re.fullmatch(r"[0-9]{1,10}", text):
        raise argparse.ArgumentTypeError(f"expected a whole number or all, got '{text}'")
    return int(text)


def pair(text: str) -> tuple[str, str]:
    """A reader of `NAME=VALUE`."""
    name, sign, value = text.partition("=")
    if not (sign and name.strip() and value.strip()):
        raise argparse.ArgumentTypeError(f"expected NAME=VALUE, got '{text}'")
    return name.strip(), value.strip()


def number(text: str) -> float:
    """A reader of finite numbers."""
    try:
        found = float(text)
    except ValueError:
        found = math.nan
    if not math.isfinite(found):
        raise argparse.ArgumentTypeError(f"expected a number, got '{text}'")
    return found


def positive(text: str) -> float:
    """A reader of numbers above 0."""
    found = number(text)
    if found <= 0.0:
        raise argparse.ArgumentTypeError(f"expected a number above 0, got '{text}'")
    return found


def several(text: str) -> list[str]:
    """A reader of names with commas between, or `none`."""
    return [] if text == "none" else [name.strip() for name in text.split(",")]


def tongue(text: str) -> str:
    """A reader of `--language`."""
    from northeastsim.errors import ScenarioError
    from northeastsim.show.language import known

    try:
        return known(text)
    except ScenarioError as error:
        one = error.problems[0]
        near = f" (did you mean '{one.suggestion}'?)" if one.suggestion else ""
        raise argparse.ArgumentTypeError(f"{one.message}{near}") from None


def kind(text: str) -> str:
    """A reader of what to list, in the plural or the singular."""
    name = SINGULAR.get(text, text)
    if name not in KINDS:
        near = suggestion(text, [*KINDS, *SINGULAR])
        raise argparse.ArgumentTypeError(f"no such kind '{text}'{near}, known: {', '.join(KINDS)}")
    return name


def scores(text: str) -> list[str]:
    """A reader of scores with commas between, which they may have within brackets, too."""
    return [name.strip() for name in re.split(r",(?![^\[]*\])", text) if name.strip()]
