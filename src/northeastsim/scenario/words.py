"""The words of error messages: what was given, and which valid name is nearest to it."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping
from typing import Any

LONGEST = 60
MOST = 1000


def nearest(name: object, known: Iterable[str]) -> str | None:
    """The known name most like a misspelt one, or None when none is near.

    Where `known` maps ids to entries, an entry's `name` is another spelling of its id: Russia is RUS. Spellings that
    differ in case, dashes or spaces only are the same; where none is, the one of most like letters counts.
    """
    if not isinstance(name, str) or len(name) > LONGEST:
        return None
    spellings = spelt(known)
    if len(spellings) > MOST:
        return None
    same = {bare(spelling): one for spelling, one in reversed(spellings)}  # the first of equals wins
    alike = {spelling.casefold(): one for spelling, one in reversed(spellings)}
    close = difflib.get_close_matches(name.casefold(), alike, 1, 0.6)
    found = same.get(bare(name)) or (alike[close[0]] if close else None)
    return found if found != name else None


def missing(noun: str, name: object, known: Collection[str]) -> tuple[str, str | None]:
    """That there is no such thing, and the nearest; where none is near, what there is."""
    near = nearest(name, known)
    others = f"; known: {listed(sorted(known))}" if known and not near else ""
    return f"no {noun} '{shortened(str(name))}'{others}", near


def spelt(known: Iterable[str]) -> list[tuple[str, str]]:
    """Every spelling of the known names with the name it stands for: names first, then what entries are called."""
    names = sorted(known)
    entries = [(known[one], one) for one in names] if isinstance(known, Mapping) else []
    titles = [(entry.get("name"), one) for entry, one in entries if isinstance(entry, Mapping)]
    return [(one, one) for one in names] + [(title, one) for title, one in titles if isinstance(title, str)]


def bare(text: str) -> str:
    """The letters and digits of a text, in small letters."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def got(value: Any) -> str:
    """A value as an error message shows it, shortened."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, str):
        return f"the text {shortened(value)!r}"
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    return shortened(str(value)) if isinstance(value, int | float) else f"a {type(value).__name__}"


def shortened(text: str) -> str:
    """At most sixty characters of a text."""
    return text if len(text) <= LONGEST else text[: LONGEST - 3] + "..."


def listed(names: Iterable[str], most: int = 12) -> str:
    """Names in a row, the first dozen: `air, ground, sea`."""
    every = list(names)
    return ", ".join(map(shortened, every[:most])) + (f" and {len(every) - most} more" if len(every) > most else "")
