"""Bootstrap: what an index would be, had the points been drawn again (Efron 1979)."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
EDGES = (0.025, 0.975)  # of the 95 % interval
DUMMIES = 20  # that do nothing, per uncertainty
COLUMNS = ("measure", "uncertainty", "other", "value", "low", "high", "nothing", "is_clear")


class Measured(NamedTuple):
    """Indices of one outcome: the table, and by measure the indices of every resample (resamples, uncertainties)."""

    table: pd.DataFrame
    samples: dict[str, Numbers]


def generator(seed: int, *words: str) -> np.random.Generator:
    """Return a generator of its own for each use, so that none moves when others join."""
    text = "\n".join(words).encode()
    return np.random.default_rng([seed, int.from_bytes(hashlib.sha256(text).digest()[:8], "big")])


def draws(n: int, times: int, seed: int, *words: str) -> NDArray[np.int64]:
    """Return which of n things are drawn, with replacement, in each resample: (times, n)."""
    return generator(seed, *words).integers(n, size=(times, n))


def counts(n: int, times: int, seed: int, *words: str) -> Numbers:
    """Return how often each of n things is drawn in each resample: (times, n)."""
    rows = draws(n, times, seed, *words) + n * np.arange(times)[:, None]
    return np.bincount(rows.ravel(), minlength=times * n).reshape(times, n).astype(np.float64)


def interval(samples: Numbers) -> tuple[Numbers, Numbers]:
    """Return the ends of the 95 % percentile interval over resamples, the first axis."""
    low, high = np.quantile(samples, EDGES, axis=0)
    return low, high


def centred(samples: Numbers, value: Numbers) -> Numbers:
    """Return resamples moved to have their mean at the value.

    A distance or a share of variance grows when points are drawn twice, so that resamples lie too high as a whole.
    """
    found: Numbers = samples - samples.mean(axis=0) + value
    return found


def rows(
    measure: str, names: list[str], value: Numbers, samples: Numbers, nothing: Numbers | float,
    is_clear: NDArray[np.bool_] | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Return the rows of a measure, one per uncertainty.

    `nothing` is what an uncertainty without any effect may reach; without `is_clear` an index is told apart from it where
    its whole interval lies above.
    """
    low, high = interval(samples)
    found = pd.DataFrame({"measure": measure, "uncertainty": names, "other": "", "value": value, "low": low, "high": high})
    found["nothing"] = nothing
    found["is_clear"] = (low > found["nothing"].to_numpy()) if is_clear is None else is_clear
    return found[list(COLUMNS)]
