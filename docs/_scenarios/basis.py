"""What all parts of a page share: which scenarios there are, their digest, and Markdown."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import northeastsim as ne
from northeastsim.face import Scenario
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.sources import shipped
from northeastsim.scenario.theories import DEFAULT
from northeastsim.study.digest import of_data

Row = dict[str, Any]
FOLDERS = {
    "scenarios": ("The region", "What is told is marked as on the record, or as hypothetical."),
    "history": ("The record", "Worlds of earlier years, with what is on the record, or claimed."),
    "classics": ("Classics", "Made-up or old worlds that show one mechanism."),
}


def files() -> dict[str, Path]:
    """Return the file of each ready-made scenario, by folder and name, `baseline` first."""
    order = list(FOLDERS)
    found = sorted(
        shipped(catalogue()).items(), key=lambda item: (order.index(item[1].parent.name), item[0] != "baseline", item[0])
    )
    return dict(found)


@functools.cache
def loaded(name: str) -> Scenario:
    """Return a ready-made scenario."""
    return ne.load(name)


def digest(scenario: Scenario) -> str:
    """Return a digest of all that a scenario says, its figures without their sources and as far as any machine agrees.

    The default theory says nothing.
    """
    said = {key: value for key, value in scenario.document.items() if (key, value) != ("theory", DEFAULT)}
    return of_data(spare(said))[:16]


def spare(value: Any) -> Any:
    """Return plain data without what is empty; a figure is its value, to nine digits."""
    if isinstance(value, Mapping):
        if "value" in value:
            return spare(value["value"])
        kept = {key: spare(one) for key, one in value.items()}
        return {key: one for key, one in kept.items() if one not in (None, {}, [])}
    if isinstance(value, list):
        return [spare(one) for one in value]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:.9g}"
    return value


def narrowed(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table without the columns that are empty."""
    filled = [k for k in range(len(head)) if any(row[k] for row in rows)]
    return grid([head[k] for k in filled], [[row[k] for k in filled] for row in rows])


def grid(head: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    """Return a Markdown table."""
    head = list(head)
    lines = [head, ["---"] * len(head), *([str(cell).replace("|", "/") for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
