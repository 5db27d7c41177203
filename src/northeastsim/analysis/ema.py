"""Experiments and outcomes in the form of the EMA Workbench, so that its analysis and its files take them."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from northeastsim.analysis.discovery import quiet
from northeastsim.analysis.sensitivity.design import coded, kind

YEAR = 365.2425  # days


def experiments(rows: pd.DataFrame, uncertainties: list[str], levers: list[str]) -> pd.DataFrame:
    """Return experiments with a column per uncertainty and lever, and the workbench's `scenario`, `policy` and `model`."""
    found = {name: column(rows[name]) for name in [*uncertainties, *levers]}
    policy = rows[levers].astype(str).agg(" + ".join, axis=1) if levers else pd.Series("none", index=rows.index)
    own = {"scenario": rows["point"], "policy": policy.astype("category"), "model": rows["scenario"].astype("category")}
    return pd.DataFrame({**found, **own})


def column(values: pd.Series) -> pd.Series:
    """Return an uncertainty as the workbench knows it: floats, decimal years of dates, categories."""
    what = kind(values)
    if what == "category":
        return values.astype(str).astype("category")
    number = coded(values)
    return pd.Series(1970.0 + number / YEAR if what == "date" else number, index=values.index)


def registered(outcomes: dict[str, NDArray[np.float64]]) -> dict[str, NDArray[np.float64]]:
    """Return outcomes whose kinds the workbench has been told, which `save_results` asks for."""
    with quiet():
        from ema_workbench import ArrayOutcome, ScalarOutcome

        for name, values in outcomes.items():
            (ScalarOutcome if values.ndim == 1 else ArrayOutcome)(name)
    return outcomes
