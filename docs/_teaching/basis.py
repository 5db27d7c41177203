"""What the pages of the kit share: where they lie, how numbers are written, and the digest of what they tell of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from docs._findings.basis import signed
from docs._scenarios.basis import digest, loaded

FOLDER = Path(__file__).parents[1] / "teaching"
SEED = 63
DIGEST = re.compile(r"<!-- scenarios ([0-9a-z_= ]+) -->")
STATES = {
    "CHN": "China", "PRK": "North Korea", "RUS": "Russia", "KOR": "South Korea", "JPN": "Japan", "USA": "United States",
}  # fmt: skip


def mark(names: Iterable[str]) -> str:
    """Return the comment by which a test sees that a scenario has changed since a page was written."""
    return f"<!-- scenarios {' '.join(f'{name}={digest(loaded(name))}' for name in names)} -->"


def gap(row: Any, digits: int, times: float = 1.0, mean: str = "effect") -> str:
    """Return a difference with its 95 % interval; without one where all pairs differ alike."""
    middle, low, high = (float(row[name]) * times for name in (mean, "low", "high"))
    if low != low:
        return f"{signed(middle, digits)} (in every pair)"
    return f"{signed(middle, digits)} ({signed(low, digits)} to {signed(high, digits)})"


def grid(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table."""
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [columns, ["---"] * len(columns), *rows])


def filled(name: str, **fields: Any) -> str:
    """Return a page's text with its numbers filled in; the texts lie beside this file."""
    return (Path(__file__).parent / name).read_text(encoding="utf-8").format(**fields)


def write(name: str, text: str) -> None:
    """Write a page."""
    (FOLDER / name).write_text(text.rstrip("\n") + "\n", encoding="utf-8")
