"""Ways through a document: `actors.CHN.strategy`, `relations.RUS,PRK.alignment`, `events.ID.quantity`."""

from __future__ import annotations

from typing import Any

from northeastsim.errors import printable

Path = tuple[str | int, ...]

WHOLE_NAMES = ("parameters", "metrics")


def dotted(path: Path) -> str:
    """The path in words, relation keys without spaces, what cannot be printed as a question mark."""
    return printable(".".join(" ".join(str(part).replace(", ", ",")[:60].split()) for part in path))


def split(text: str) -> Path:
    """The parts of a dotted path; what follows `parameters` or `metrics` is one name, dots and all, and so is a variant's path.

    >>> split("parameters.crisis.base_rate")
    ('parameters', 'crisis.base_rate')
    >>> split("relations.RUS,PRK.alignment")
    ('relations', 'RUS, PRK', 'alignment')
    """
    head, _, rest = text.strip().partition(".")
    if head in WHOLE_NAMES and rest:
        return (head, rest)
    if head == "twin" and rest:
        return (head, rest)
    if head == "variants" and rest:
        name, _, path = rest.partition(".")
        return (head, name, path) if path else (head, name)
    parts = [part.strip() for part in text.split(".")]
    if head == "relations" and len(parts) > 1:
        parts[1] = pair_key(parts[1])
    return tuple(parts)


def pair_key(text: str) -> str:
    """A relation's key with its spacing made uniform: `RUS, PRK`."""
    return ", ".join(part.strip() for part in text.split(","))


def named(path: Path, root: Any) -> str:
    """The path in words, with ids of events and programmes for positions; `root` is the tree it is in."""
    if len(path) > 1 and path[0] in ("events", "programmes") and isinstance(path[1], int):
        entry = root.follow(path[:2])[1].get("id")
        if entry is not None and isinstance(entry.value, str) and entry.value:
            return dotted((path[0], entry.value, *path[2:]))
    return dotted(path)
