"""What is said of results, in blocks: a terminal prints them, a page shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any


@dataclass(frozen=True)
class Heading:
    """The title of what follows; `over` marks one that stands over several others."""

    text: str
    over: bool = False


@dataclass(frozen=True)
class Text:
    """Running text; one without words is an empty line. `indent` is before each line, `hanging` before all but the first."""

    text: str = ""
    indent: str = ""
    hanging: str | None = None


@dataclass(frozen=True)
class Table:
    """Rows of cells under the names of columns; those in `right` hold numbers.

    A terminal narrower than `below` leaves out the columns `spared`; one on which the whole does not fit, the last columns, but
    never the first `least` (0: none goes). `meanings` say what those columns are that are shown, by name; `caption` says what it
    shows, `label` what it is called where there is no caption, `whole` where all of its rows are if these are the first.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    right: Sequence[str] = ()
    spared: Sequence[str] = ()
    below: int = 0
    least: int = 0
    meanings: Mapping[str, str] = field(default_factory=dict)
    caption: str = ""
    label: str = ""
    whole: str = ""


Block = Heading | Text | Table


def filled(table: Table, always: int = 1) -> Table:
    """A table without the columns in which nothing stands, but for the first ones that it has `always`."""
    return with_columns(table, [k for k in range(len(table.columns)) if k < always or any(row[k] for row in table.rows)])


def with_columns(table: Table, kept: Sequence[int]) -> Table:
    """A table with some of its columns."""
    return replace(table, columns=[table.columns[k] for k in kept], rows=[[row[k] for k in kept] for row in table.rows])


def meant(table: Table) -> str:
    """What the columns of a table are that are shown and need telling."""
    return "; ".join(f"{name}: {table.meanings[name]}" for name in table.columns if name in table.meanings)


def texts(lines: Iterable[str]) -> list[Text]:
    """Lines as blocks, without the empty ones."""
    return [Text(line) for line in lines if line]


def as_data(block: Block) -> dict[str, Any]:
    """A block as data for JSON."""
    return {type(block).__name__: asdict(block)}


def of_data(data: Mapping[str, Any]) -> Block:
    """The block that was kept as data; raises KeyError or TypeError for what is none."""
    ((name, values),) = data.items()
    return {"Heading": Heading, "Text": Text, "Table": Table}[name](**values)
