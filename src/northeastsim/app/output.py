"""Printing: tables and lines that fit a terminal, and stay one row per line in a pipe."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from rich.console import Console

    from northeastsim.show.blocks import Block, Table

PIPE_WIDTH = 100  # of running text in a pipe or a file
GAP = 3  # between columns of a table
ENDLESS = 4000  # of tables there: one row is one line


def line(text: str = "") -> None:
    """Print one line on stdout; a reader that has gone does not stop the work."""
    from northeastsim.app.cli import hush

    try:
        print(text.encode(encoding(), "replace").decode(encoding()))
    except BrokenPipeError:
        hush()


def complain(text: str) -> None:
    """Print on stderr, a line per problem; long ones are wrapped where a person reads them."""
    for row in text.splitlines():
        print(wrapped(row, "", "  ", width(sys.stderr)) if is_narrow(sys.stderr) else row, file=sys.stderr)


def encoding() -> str:
    """What stdout can write."""
    return sys.stdout.encoding or "utf-8"


def plain_signs() -> bool:
    """Whether stdout can write nothing but ASCII."""
    try:
        "–─±×".encode(encoding())
    except (UnicodeEncodeError, LookupError):
        return True
    return False


def width(stream: TextIO | None = None) -> int:
    """How wide running text may be: the terminal, or COLUMNS, or a hundred columns in a pipe."""
    stream = stream or sys.stdout
    given = os.environ.get("COLUMNS", "")
    if given.isdigit() and int(given) > 0:
        return max(40, int(given))
    if stream.isatty():
        return max(40, os.get_terminal_size(stream.fileno()).columns or 80)
    return PIPE_WIDTH


def is_terminal(stream: TextIO | None = None) -> bool:
    """Whether a person watches stdout, or another stream."""
    return (stream or sys.stdout).isatty() and os.environ.get("TERM") != "dumb"


def is_narrow(stream: TextIO | None = None) -> bool:
    """Whether rows have to fit a width: someone watches, or COLUMNS says so."""
    return is_terminal(stream) or os.environ.get("COLUMNS", "").isdigit()


def console(wide: bool = False) -> Console:
    """Where rich prints; `wide` lets rows run on where nobody watches."""
    from rich.console import Console

    columns = ENDLESS if wide and not is_narrow() else width()
    return Console(
        file=sys.stdout, width=columns, highlight=False, markup=False, emoji=False, soft_wrap=False,
        color_system=None if "NO_COLOR" in os.environ or not is_terminal() else "auto",
    )  # fmt: skip


def paragraph(text: str, indent: str = "", hanging: str | None = None) -> None:
    """Print running text, wrapped to the width."""
    for row in wrapped(text, indent, indent if hanging is None else hanging, width()).split("\n"):
        line(row)


def wrapped(text: str, first: str, later: str, columns: int) -> str:
    """Running text broken between words, each line indented."""
    import textwrap

    return textwrap.fill(
        text, columns, initial_indent=first, subsequent_indent=later, break_long_words=False, break_on_hyphens=False
    )


def no_drawing(what: str = "no chart") -> str:
    """Why nothing can be drawn here; nothing where it can."""
    import importlib.util

    missing = importlib.util.find_spec("matplotlib") is None
    return f"{what}: matplotlib is not installed (pip install 'northeastsim[standard]')" if missing else ""


def typed() -> str:
    """What was typed, so that it may be typed again."""
    import shlex

    return shlex.join(["northeastsim", *sys.argv[1:]])


def verdict() -> None:
    """Print in two lines how the model did when it was tried on the record."""
    from northeastsim.statement import trust

    for text in trust():
        paragraph(text)


def heading(text: str) -> None:
    """Print a heading after an empty line: bold where a person watches."""
    line()
    bold = is_terminal() and "NO_COLOR" not in os.environ
    line(f"\x1b[1m{text}\x1b[0m" if bold else text)


def tell(blocks: Iterable[Block]) -> None:
    """Print blocks; a table leaves out the columns that it can spare where they do not fit."""
    from northeastsim.show.blocks import Heading, Text, meant

    for one in blocks:
        if isinstance(one, Heading):
            heading(f"== {one.text}" if one.over else one.text)
        elif isinstance(one, Text):
            paragraph(one.text, one.indent, one.hanging)
        else:
            fitting = fitted(one)
            table(fitting.columns, fitting.rows, right=fitting.right)
            if words := meant(fitting):
                paragraph(f"{words}.")


def fitted(one: Table) -> Table:
    """A table without what it can spare where a terminal is too narrow for it."""
    from northeastsim.show.blocks import with_columns

    kept = list(range(len(one.columns)))
    if is_narrow() and width() < one.below:
        kept = [k for k in kept if one.columns[k] not in one.spared]
    sizes = [max(len(row[k]) for row in (one.columns, *one.rows)) + GAP for k in kept]
    while one.least and is_narrow() and len(kept) > one.least and sum(sizes[: len(kept)]) - GAP > width():
        kept.pop()
    return with_columns(one, kept)


def table(
    columns: Sequence[str], rows: Iterable[Sequence[Any]], *, right: Sequence[str] = (), wide: bool = True
) -> None:
    """Print a table; `right` names the columns of numbers. Long cells wrap on a terminal."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    style = box.ASCII2 if plain_signs() else box.SIMPLE_HEAD
    grid = Table(box=style, show_edge=False, pad_edge=False, header_style="bold")
    for name in columns:
        grid.add_column(Text(name), justify="right" if name in right else "left", overflow="fold")
    for row in rows:
        grid.add_row(*(Text(str(cell)) for cell in row))
    target = console(wide)
    with target.capture() as captured:
        target.print(grid)
    for row in captured.get().splitlines():
        line(row.rstrip())


def entries(columns: Sequence[str], rows: Sequence[Sequence[str]], notes: Sequence[Sequence[str]]) -> None:
    """Print aligned short columns, and under each row its long texts, wrapped and indented."""
    sizes = [max(len(name), *(len(row[k]) for row in rows)) for k, name in enumerate(columns)]
    for row, texts in zip([list(columns), *rows], [[], *notes], strict=True):
        paragraph(
            "  ".join(cell.ljust(size) for cell, size in zip(row, sizes, strict=True)).rstrip(),
            hanging="    ",
        )
        for text in texts:
            paragraph(text, indent="    ")
