"""What is said of results, in blocks: a terminal prints them, a page shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """The title of what follows."""

    text: str


@dataclass(frozen=True)
class Text:
    """Running text; one without words is an empty line. `indent` is before each line, `hanging` before all but the first."""

    text: str = ""
    indent: str = ""
    hanging: str | None = None


@dataclass(frozen=True)
class Table:
    """Rows of cells under the names of columns; those in `right` hold numbers.

    A terminal narrower than `below` leaves out the columns `spared`, or, where none is named, as many of the last as must go.
    `caption` says what it shows, `whole` where all of its rows are if these are but the first.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    right: Sequence[str] = ()
    spared: Sequence[str] = ()
    below: int = 0
    caption: str = ""
    whole: str = ""


Block = Heading | Text | Table


def filled(table: Table) -> Table:
    """A table without the columns in which nothing stands."""
    kept = [k for k in range(len(table.columns)) if any(row[k] for row in table.rows)]
    columns, rows = [table.columns[k] for k in kept], [[row[k] for k in kept] for row in table.rows]
    return Table(columns, rows, table.right, table.spared, table.below, table.caption, table.whole)


def texts(lines: Iterable[str]) -> list[Text]:
    """Lines as blocks, without the empty ones."""
    return [Text(line) for line in lines if line]
