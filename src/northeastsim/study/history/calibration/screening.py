"""Which parameters show in the record's summaries at all: rank correlation over sets drawn from their ranges, against luck."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

MOST = 5  # parameters that a fit moves: of twelve, a handful of sets got all the weight; the rest stay in their ranges
DUMMIES = 50  # columns of pure luck: whatever moves a summary no more than the best of them does not show


def screened(sets: pd.DataFrame, summaries: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Return for each parameter its strongest rank correlation with a summary, that summary, and whether it shows above luck.

    Strongest first; ties in the order of names.
    """
    generator = np.random.default_rng(seed)
    luck = pd.DataFrame(generator.random((len(sets), DUMMIES)))
    bar = float(correlations(luck, summaries).max().max())
    found = correlations(sets, summaries)
    table = pd.DataFrame(
        {
            "parameter": list(found.index),
            "correlation": found.max(axis=1).to_numpy(),
            "summary": found.idxmax(axis=1).to_numpy(),
        }
    )
    table["shows"] = table["correlation"] > bar
    return table.sort_values(["correlation", "parameter"], ascending=[False, True], ignore_index=True)


def correlations(sets: pd.DataFrame, summaries: pd.DataFrame) -> pd.DataFrame:
    """Return the size of Spearman's rank correlation of each column of the first with each of the second."""
    one, other = (standard(frame.rank().to_numpy()) for frame in (sets, summaries))
    return pd.DataFrame(np.abs(one.T @ other) / len(sets), index=sets.columns, columns=summaries.columns)


def standard(ranks: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return columns of mean 0 and standard deviation 1; one that does not vary is all 0."""
    centred = ranks - ranks.mean(axis=0)
    sd = centred.std(axis=0)
    scaled: NDArray[np.float64] = centred / np.where(sd > 0, sd, 1.0)
    return scaled


def chosen(table: pd.DataFrame) -> list[str]:
    """Return the parameters that a fit moves, strongest first."""
    return list(table.loc[table["shows"], "parameter"].head(MOST))
