"""A bar while a run takes more than a second, where someone watches stderr: how many are done, how fast, how long to go."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

LEAST_SECONDS = 1.0


@contextmanager
def progress(expected: float, noun: str = "replications") -> Iterator[Callable[[int, int], None] | None]:
    """Give what is to be called with (done, total), or None where no bar is wanted; `noun` says what is counted."""
    watched = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    if not watched or expected < LEAST_SECONDS:
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    rate = TextColumn("{task.fields[rate]}")
    columns = (TextColumn(noun), BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn())
    plain = Console(file=sys.stderr, no_color="NO_COLOR" in os.environ)
    with Progress(*columns, console=plain, transient=True) as bar:
        task = bar.add_task("run", total=None, rate="")

        def told(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)
            bar.update(task, rate=per_second(bar.tasks[0].speed))

        yield told


def per_second(speed: float | None) -> str:
    """A rate in words; nothing while it is not known."""
    return "" if not speed else f"{speed:,.0f}/s" if speed >= 10 else f"{speed:.1f}/s"
