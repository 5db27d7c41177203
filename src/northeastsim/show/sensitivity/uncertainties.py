"""Uncertainties in words: what each is called, what it measures, and what one of its values is."""

from __future__ import annotations

import functools
import textwrap
from typing import TYPE_CHECKING, Any

import numpy as np

from northeastsim.show.names import flat

if TYPE_CHECKING:
    import pandas as pd

LONGEST = 90  # letters of a meaning in a sentence


def short(path: str) -> str:
    """An uncertainty as a label: a parameter's name, `date of s400_deal`, `strategy of CHN`, `theory`."""
    head, _, rest = path.partition(".")
    if head == "parameters":
        return rest
    owner, _, key = rest.rpartition(".")
    return f"{key.replace('_', ' ')} of {owner}" if head in ("events", "actors", "systems", "programmes") and owner else path


@functools.cache
def entry(path: str) -> dict[str, Any]:
    """What the catalogue says of a parameter; empty of anything else."""
    from northeastsim.scenario.catalogue import catalogue

    head, _, name = path.partition(".")
    return dict(catalogue().parameters.get(name) or {}) if head == "parameters" else {}


def meaning(path: str) -> str:
    """What a parameter means, cut short; empty of anything else."""
    return textwrap.shorten(flat(entry(path).get("meaning")), LONGEST, placeholder=" ...")


def unit(path: str) -> str:
    """The unit of a parameter; empty of anything else."""
    return str(entry(path).get("unit") or "")


def amount(value: float, values: pd.Series) -> str:
    """A number as a value of an uncertainty: a day of dates, else three figures."""
    from northeastsim.analysis.sensitivity.design import kind

    if kind(values) == "date":
        return str(np.datetime64(round(value), "D"))
    return f"{value:.3g}" if abs(value) < 1000 else f"{value:,.0f}"


def is_whole(values: pd.Series) -> bool:
    """Whether an uncertainty takes whole numbers only."""
    from northeastsim.analysis.sensitivity.design import coded, kind

    return kind(values) == "number" and bool((coded(values) % 1.0 == 0.0).all())


def between(low: float, high: float, values: pd.Series) -> str:
    """Limits in words: `above 0.52`, `3 or more`, `from 2025-06-01 to 2026-02-03`; an open one is NaN."""
    if is_whole(values):
        low, high = float(np.ceil(low)), float(np.floor(high))
        if low == high:
            return f"{low:g}"
        return f"{low:g} or more" if np.isnan(high) else f"{high:g} or fewer" if np.isnan(low) else f"{low:g} to {high:g}"
    ends = [amount(each, values) if not np.isnan(each) else "" for each in (low, high)]
    if all(ends):
        return f"from {ends[0]} to {ends[1]}"
    is_date = "-" in (ends[0] or ends[1])[4:5]
    if ends[0]:
        return f"from {ends[0]} on" if is_date else f"above {ends[0]}"
    return f"until {ends[1]}" if is_date else f"below {ends[1]}"
