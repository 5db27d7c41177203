"""Setting one value of a document by its path, as `--set` does; a misspelt path is never silent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from northeastsim.errors import Problem
from northeastsim.scenario.catalogue_types import Catalogue
from northeastsim.scenario.merge import BY_ID, identity, merged
from northeastsim.scenario.nodes import Mark, Node, from_plain, problem_at
from northeastsim.scenario.paths import Path, split
from northeastsim.scenario.relations import tidied
from northeastsim.scenario.words import missing, shortened

FIXED = ("format", "extends", "complete", "variants", "twin")
NOUNS = {
    "actors": "actor",
    "events": "event",
    "programmes": "programme",
    "systems": "system",
    "strategies": "strategy",
    "theories": "theory",
    "event_types": "event type",
}


def laid_setting(
    document: Node, text: str, value: Any, file: str, catalogue: Catalogue, problems: list[Problem]
) -> Node:
    """The document with the value at a dotted path; a path that leads nowhere is a problem."""
    path = split(text) if isinstance(text, str) else ()
    wrong = wrong_path(document, path, catalogue)
    if wrong:
        problems.append(problem_at(Mark(file), shortened(str(text)), *wrong))
        return document
    return laid(document, from_plain(as_patch(path, value), file, problems), problems)


def laid(document: Node, patch: Node, problems: list[Problem]) -> Node:
    """The document with a patch laid over it."""
    return merged(document, tidied(patch, problems), problems)


def wrong_path(document: Node, path: Path, catalogue: Catalogue) -> tuple[str, str | None] | None:
    """What is wrong with a path, and the name most like the wrong one."""
    if not path or not all(path):
        return "expected a path such as actors.CHN.spending_busd", None
    if ".".join(map(str, path)) in catalogue.parameters:
        return "a parameter's path begins with 'parameters.'", f"parameters.{'.'.join(map(str, path))}"
    if path[0] in FIXED:
        return "cannot be set from outside the file", None
    if len(path) > 1 and path[0] in NOUNS:
        known = known_names(document, str(path[0]), catalogue)
        if path[1] not in known:
            message, near = missing(NOUNS[str(path[0])], path[1], known)
            return f"there is {message}", near
    return misplaced(document, path, catalogue) or blocked(document, path)


def misplaced(document: Node, path: Path, catalogue: Catalogue) -> tuple[str, str | None] | None:
    """What is wrong if a path leaves out its section and begins with an id, or with a key of actors."""
    from northeastsim.scenario.schema.keys import keys_at  # NOTE: brings pydantic, which reading does without

    head, words = str(path[0]), ".".join(map(str, path))
    if head in keys_at(()).names:
        return None
    for section, noun in NOUNS.items():
        if head in known_names(document, section, catalogue):
            return f"the path of this {noun} begins with '{section}.'", f"{section}.{words}"
    if head in keys_at(("actors", "ID")).names:
        return f"every actor has its own: set actors.ID.{words}", None
    return None


def known_names(document: Node, section: str, catalogue: Catalogue) -> Mapping[str, Any]:
    """The ids that stand in a section, shipped ones included, with their entries."""
    node = document.get(section)
    value = node.value if node is not None else None
    if isinstance(value, list):
        return {name: None for entry in value if (name := identity(entry))}
    own = {name: entry.plain() for name, entry in value.items()} if isinstance(value, dict) else {}
    return {**(getattr(catalogue, section, {}) if section not in ("actors", *BY_ID) else {}), **own}


def blocked(document: Node, path: Path) -> tuple[str, str | None] | None:
    """What is wrong if a path goes on below something that is no mapping."""
    if path[0] in BY_ID:
        if len(path) == 1:
            return f"is a list: set one of its entries, such as {path[0]}.ID.KEY", None
        entry = next(node for node in document.value[path[0]].value if identity(node) == path[1])
        document, path = entry, path[2:]
    for part in path[:-1]:
        below = document.child(part)
        if below is None:
            return None
        if not isinstance(below.value, dict):
            return f"'{part}' holds no keys to set", None
        document = below
    return None


def as_patch(path: Path, value: Any) -> dict[str, Any]:
    """The patch that sets a value at a path."""
    if path[0] in BY_ID and len(path) > 1:
        entry = {"id": path[1], **nested(path[2:], value)} if path[2:] else {"id": path[1], **whole(value)}
        return {str(path[0]): [entry]}
    return dict(nested(path, value))


def whole(value: Any) -> dict[str, Any]:
    """What sets a whole entry: null removes it, a mapping is laid over it."""
    if value is None:
        return {"remove": True}
    return value if isinstance(value, dict) else {"remove": value}


def nested(path: Path, value: Any) -> Any:
    """Mappings within mappings down to a value."""
    for part in reversed(path):
        value = {str(part): value}
    return value
