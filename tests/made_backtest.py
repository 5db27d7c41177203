"""A made-up record and made-up forecasts of it, for tests of what scores them."""

from __future__ import annotations

import sys
import types
from typing import Any

import numpy as np
import pandas as pd
import pytest

from northeastsim import study

KINDS = {
    "spending_growth": ("continuous", "log of the ratio to the year before", ("CHN", "RUS", "JPN")),
    "trade_share": ("continuous", "share of North Korea's recorded trade", ("CHN", "RUS")),
    "alignment": ("continuous", "-1..1", ("CHN-PRK", "USA-KOR", "CHN-RUS")),
    "launches": ("count", "launch events a year", ("PRK",)),
    "exercises": ("count", "exercises a year", ("USA-KOR",)),
    "incidents": ("count", "incidents a year", ("region",)),
    "crises": ("count", "crises a year", ("region",)),
}
ORIGIN, UNTIL = 2018, 2024


def record(until: int = UNTIL, seed: int = 7) -> pd.DataFrame:
    """Return what might have happened from 2010 on: columns target, series, year, value, kind, unit."""
    rng, rows = np.random.default_rng(seed), []
    for target, (kind, unit, names) in KINDS.items():
        for series in names:
            values = made(target, rng, UNTIL - 2009)
            dated = [(year, float(value)) for year, value in enumerate(values, 2010) if year <= until]
            rows += [(target, series, year, value, kind, unit) for year, value in dated]
    return pd.DataFrame(rows, columns=["target", "series", "year", "value", "kind", "unit"])


def made(target: str, rng: np.random.Generator, n: int) -> np.ndarray:
    """Return one series."""
    if target == "spending_growth":
        return rng.normal(0.04, 0.03, n)
    if target in ("trade_share", "alignment"):
        return np.clip(0.5 + np.cumsum(rng.normal(0.0, 0.05, n)), -1.0 if target == "alignment" else 0.0, 1.0)
    return rng.poisson({"launches": 6.0, "exercises": 4.0, "incidents": 1.5, "crises": 0.5}[target], n)


def forecasts(mode: str, replications: int = 60, seed: int = 0, parameters: str | None = None) -> pd.DataFrame:
    """Return what a model might say of 2019 to 2024: good at spending, bad at trade, else about what it was."""
    rng, rows = np.random.default_rng([seed, len(mode)]), []
    happened = record()
    later = happened.loc[happened["year"] > ORIGIN, ["target", "series", "year", "value"]]
    for target, series, year, value in later.itertuples(index=False):
        if target == "exercises" and mode == "conditioned":
            continue
        for k, one in enumerate(said(target, value, rng, replications)):
            rows.append((mode, target, series, year, k, float(one)))
    return pd.DataFrame(rows, columns=["mode", "target", "series", "year", "replication", "value"])


def said(target: str, value: float, rng: np.random.Generator, n: int) -> np.ndarray:
    """Return draws for one year."""
    if target == "spending_growth":
        return rng.normal(value, 0.005, n)
    if target == "trade_share":
        return np.clip(rng.normal(0.05, 0.01, n), 0.0, 1.0)
    return rng.normal(0.5, 0.15, n) if target == "alignment" else rng.poisson(3.0, n)


def in_place(patch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """Put this record and these forecasts in place of the model's, and return a list that fills with what is asked of them."""
    asked: list[tuple[Any, ...]] = []
    history = types.ModuleType("northeastsim.study.history")
    history.ENSEMBLE = "usual"  # type: ignore[attr-defined]
    history.record = lambda until: asked.append((until,)) or record(until)  # type: ignore[attr-defined,func-returns-value]
    history.forecasts = lambda *given: asked.append(given) or forecasts(*given)  # type: ignore[attr-defined,func-returns-value]
    patch.setitem(sys.modules, "northeastsim.study.history", history)
    patch.setattr(study, "history", history, raising=False)
    return asked
