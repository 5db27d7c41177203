"""A data frame as a table of a page: rounded, its first rows, and where all are."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from northeastsim.show.blocks import Table

if TYPE_CHECKING:
    import pandas as pd

MOST = 200  # rows on a page
DIGITS = 4
SMALL = 1e-5  # less is written with its power of ten


def table(frame: pd.DataFrame, caption: str, whole: str = "", most: int = MOST) -> Table:
    """The first rows of a frame; `whole` is said where there are more."""
    cut = frame.head(most)
    columns = [str(name).replace("_", " ") for name in frame.columns]
    rows = [[cell(value) for value in row] for row in cut.itertuples(index=False)]
    numbers = [column for column, kind in zip(columns, frame.dtypes, strict=True) if kind.kind in "iuf"]
    return Table(columns, rows, numbers, caption=caption, whole=whole if len(cut) < len(frame) else "")


def cell(value: Any) -> str:
    """A value in few letters: four digits, a day, nothing where there is nothing."""
    if value is None or value != value:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return number(value)
    return f"{value:%Y-%m-%d}" if hasattr(value, "strftime") else str(value)


def number(value: float) -> str:
    """A number in four digits, of great ones all before the point."""
    if value == 0.0 or not SMALL <= abs(value) < math.inf:
        return f"{value:.{DIGITS}g}"
    text = f"{value:,.{max(0, DIGITS - 1 - math.floor(math.log10(abs(value))))}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
