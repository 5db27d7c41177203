"""A bar while a run takes more than a second, where someone watches stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

LEAST_SECONDS = 1.0


@contextmanager
def progress(expected: float) -> Iterator[Callable[[int, int], None] | None]:
    """Give what is to be called with (done, total), or None where no bar is wanted."""
    watched = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    if not watched or expected < LEAST_SECONDS:
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("replications"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    plain = Console(file=sys.stderr, no_color="NO_COLOR" in os.environ)
    with Progress(*columns, console=plain, transient=True) as bar:
        task = bar.add_task("run", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
