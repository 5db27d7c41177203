"""A region whose figures after a year are gone: what still comes out the same has read none of them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace

import pytest

from northeastsim.scenario.region import record, tables

YEARLY = ("economy", "spending", "trade", "rest_of_world", "ideal_points")  # figures of a year
COUNTED = ("record_counts", "record_launches", "record_dependence")
# Hold from 1 January of a year, or are counted then.
STANDING = (
    "warheads", "arms_stock", "actors", "codes", "relations", "flows", "uncut_income", "programmes", "world",
)  # fmt: skip


@contextlib.contextmanager
def poisoned(monkeypatch: pytest.MonkeyPatch, known: int) -> Iterator[None]:
    """Make every figure of a year after `known`, and all that holds only from later than the day after it, not a number."""
    whole = tables.table.__wrapped__

    def table(name: str) -> tuple[tables.Row, ...]:
        last = known + 1 if name in STANDING else known if name in (*YEARLY, *COUNTED) else 10_000
        return tuple(replace(row, value="nan") if row.year > last else row for row in whole(name))

    def forget() -> None:
        tables._sorted_by.cache_clear()

    with monkeypatch.context() as changed:
        forget()
        changed.setattr(tables, "table", table)
        changed.setattr(record, "table", table)
        yield
    forget()
