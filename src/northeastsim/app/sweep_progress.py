"""How far a sweep has come: a bar where someone watches, else a line a minute, as a log wants it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from northeastsim.app.estimate import duration
from northeastsim.app.output import complain
from northeastsim.app.progress import per_second

if TYPE_CHECKING:
    from northeastsim.study.sweep.conduct import State

EVERY = 60.0  # seconds between lines of a log


@contextmanager
def sweep_progress(quiet: bool) -> Iterator[Callable[[State], None]]:
    """Give what is to be called with how far a sweep has come."""
    if quiet:
        yield lambda state: None
    elif sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        with bar() as told:
            yield told
    else:
        yield Log().told


class Log:
    """Lines for a log, of which each says how far it has come, how fast, how long to go and what failed so far."""

    def __init__(self) -> None:
        self.began = self.last = time.monotonic()

    def told(self, state: State) -> None:
        """Print a line if the last is old enough."""
        now = time.monotonic()
        if now - self.last >= EVERY:
            self.last = now
            complain(f"{state.done:,} of {state.total:,} runs, {told(state, now - self.began)}")


def told(state: State, seconds: float) -> str:
    """How fast it goes, how long to go and what failed so far, in words."""
    made = state.done - state.before
    rate = made / seconds if seconds > 0 else 0.0
    left = f"{duration((state.total - state.done) / rate)} left" if rate else "no estimate yet"
    lost = f", {len(state.set_aside):,} parts set aside" if state.set_aside else ""
    return f"{per_second(rate)}, {left}, {state.failed:,} failed{lost}"


@contextmanager
def bar() -> Iterator[Callable[[State], None]]:
    """Give what moves a bar."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    plain = Console(file=sys.stderr, no_color="NO_COLOR" in os.environ)
    began = time.monotonic()
    columns = (TextColumn("runs"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[said]}"))
    with Progress(*columns, console=plain, transient=True) as shown:
        task = shown.add_task("sweep", total=None, said="")

        def move(state: State) -> None:
            shown.update(task, total=state.total, completed=state.done, said=told(state, time.monotonic() - began))

        yield move
