"""The words of error messages: what was given, and which valid name is nearest to it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any

LONGEST = 60
MOST = 1000


def nearest(name: object, known: Iterable[str]) -> str | None:
    """The known name most like a misspelt one, or None when none is near."""
    if not isinstance(name, str) or len(name) > LONGEST:
        return None
    candidates = sorted(known)
    if len(candidates) > MOST:
        return None
    folded = {candidate.casefold(): candidate for candidate in reversed(candidates)}
    found = difflib.get_close_matches(name.casefold(), folded, 1, 0.6)
    return folded[found[0]] if found and folded[found[0]] != name else None


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
    return ", ".join(every[:most]) + (f" and {len(every) - most} more" if len(every) > most else "")
