"""What charts of a backtest have in common: targets and series in words, title and footer at fixed distances."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import pandas as pd

from northeastsim.scenario.names import states
from northeastsim.show import style
from northeastsim.show.chart import Chart
from northeastsim.show.names import capital

ABOVE, BELOW = 1.0, 1.0  # inches for title, line and legend, and for the footer
ACTORS = style.HOUSE
HINDSIGHT = "Numbers from 2019 on are held out; the model's structure was designed by people who knew 2024."


class Backtest(Protocol):
    """What is read of a backtest."""

    @property
    def modes(self) -> tuple[str, ...]: ...
    @property
    def origin(self) -> int: ...
    @property
    def about(self) -> str: ...
    @property
    def units(self) -> dict[str, str]: ...
    @property
    def targets(self) -> list[str]: ...
    @property
    def record(self) -> pd.DataFrame: ...
    @property
    def skill(self) -> pd.DataFrame: ...
    @property
    def scores(self) -> pd.DataFrame: ...
    @property
    def coverage(self) -> pd.DataFrame: ...
    @property
    def ranks(self) -> pd.DataFrame: ...
    @property
    def verdict(self) -> pd.DataFrame: ...
    def sentences(self, mode: str) -> list[str]: ...


def called(target: str) -> str:
    """Return a target in words."""
    return capital(target.replace("_", " "))


def series_called(series: str) -> str:
    """Return a series in words: `China`, `China and Russia`, nothing of the whole region."""
    names = states()
    return " and ".join(str(names.get(one, one)) for one in series.split("-"))


def colour(series: str) -> str:
    """Return the colour of a series: that of its first state."""
    first = series.split("-")[0]
    return style.colour(first if first in ACTORS else "", ACTORS)


def surround(
    chart: Chart, shown: Backtest, words: tuple[str, str], handles: Sequence[Any], notes: Sequence[str], columns: int = 4
) -> None:
    """Add title and line (`words`), the legend, and the footer: notes, and what was run."""
    chart.surround(*words, (*notes, f"{shown.about} {HINDSIGHT}"), handles, columns)
