"""Two camps among the states of a run, over time: the landscape of their regard for each other and their size."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from northeastsim.analysis import landscape
from northeastsim.analysis.landscape import Minimum, Numbers
from northeastsim.analysis.paired import standard_error, t_quantile
from northeastsim.analysis.summary import proportion_interval

SIZES = ("economy", "capital")
COLUMNS = ("date", "what", "one", "other", "n", "mean", "low", "high", "p05", "p50", "p95")


class Shake(NamedTuple):
    """How much the inputs are shaken: each pair's propensity by `by`, up or down, each size by up to `factor`."""

    by: float = 0.2
    factor: float = 1.5
    draws: int = 200
    seed: int = 0


def camps(scores: pd.DataFrame, sizes: Sequence[str] = SIZES, shake: Shake | None = None) -> pd.DataFrame:
    """Return the two camps of lowest energy at each date of a `scores` table, over its replications.

    The propensity of a pair is the mean of its mutual alignment, -1 to 1. A state's size is the mean of its shares in
    what the states have of each score in `sizes`, in per cent; with no score all are equal. Energies and costs are in
    squared per cent: they compare, and mean nothing alone. One row for each `what`:

    - `camps`: share of the replications with these two camps, named in `one` and `other`; `together`: with both states
      in one camp
    - `energy` of the deepest minimum; `minima`: how many there are; `basin`: share of all configurations that lead to
      the deepest; `cost`: what the energy rises by if the state `one` changes sides
    - `kept`, `agreement`: of the means over replications, shaken as `shake` says: share of the draws in which nobody
      changes camp, and mean share of the states in their camp. `n` counts the draws

    `low` to `high` is the 95 % interval of the mean (Wilson's of shares; none where all values are alike), `p05` to
    `p95` the spread of what is no share. Raises ValueError for a score that states do not have, where there are no
    scores, for more than 20 states, and for a shake that cannot be drawn.
    """
    rows: list[tuple[object, ...]] = []
    for date, regard, size in situations(scores, sizes):
        names = list(size.columns)
        found = [landscape.minima(s, p) for s, p in zip(size.to_numpy(), regard, strict=True)]
        rows += [(date, *row) for row in told(found, names)]
        steady = shaken(size.to_numpy().mean(axis=0), regard.mean(axis=0), shake or Shake())
        rows.append((date, "kept", "", "", *of_share(steady.kept, steady.draws)))
        rows.append((date, "agreement", "", "", steady.draws, steady.agreement, *[math.nan] * 5))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def situations(scores: pd.DataFrame, sizes: Sequence[str]) -> Iterator[tuple[pd.Timestamp, Numbers, pd.DataFrame]]:
    """Yield for each date the propensities, (replications, states, states), and sizes in per cent, a column a state."""
    regard = scores[scores["score"] == "alignment"]
    if regard.empty:
        raise ValueError("no replication's scores over time were kept; run again with paths")
    of_states = set(scores.loc[(scores["actor"] != "") & (scores["other"] == ""), "score"])
    for name in sizes:
        if name not in of_states:
            raise ValueError(f"states have no score {name!r} to tell their size by; there are {', '.join(sorted(of_states))}")
    names = list(dict.fromkeys(regard["actor"]))
    for date, here in scores.groupby("date", sort=True):
        felt = here[here["score"] == "alignment"].pivot(
            index="replication", columns=["actor", "other"], values="value"
        )
        one = felt.reindex(columns=pd.MultiIndex.from_product([names, names])).fillna(0.0)
        table = one.to_numpy().reshape(-1, len(names), len(names))
        yield date, (table + table.swapaxes(1, 2)) / 2.0, percent(here, sizes, names, felt.index)


def percent(here: pd.DataFrame, sizes: Sequence[str], names: list[str], replications: pd.Index) -> pd.DataFrame:
    """Return each state's mean share of some scores in per cent, a row a replication."""
    if not sizes:
        return pd.DataFrame(100.0 / len(names), index=replications, columns=names)
    total = pd.DataFrame(0.0, index=replications, columns=names)
    for name in sizes:
        values = here[here["score"] == name].pivot(index="replication", columns="actor", values="value")[names]
        total += values.div(values.sum(axis=1), axis=0) * 100.0 / len(sizes)
    return total


def told(found: list[list[Minimum]], names: list[str]) -> Iterator[tuple[object, ...]]:
    """Yield the rows of one date, without it, from each replication's minima."""
    lowest = [each[0] for each in found]
    n = len(lowest)
    for (one, other), count in Counter(in_words(each, names) for each in lowest).most_common():
        yield ("camps", one, other, *of_share(count / n, n))
    sides = np.array([each.sides for each in lowest])
    for i, one in enumerate(names):
        for j in range(i + 1, len(names)):
            yield ("together", one, names[j], *of_share(float((sides[:, i] == sides[:, j]).mean()), n))
    yield ("energy", "", "", *of_values([each.energy for each in lowest]))
    yield ("minima", "", "", *of_values([len(each) for each in found]))
    yield ("basin", "", "", *of_values([each.basin / 2 ** (len(names) - 1) for each in lowest]))
    for i, one in enumerate(names):
        yield ("cost", one, "", *of_values([each.costs[i] for each in lowest]))


def in_words(configuration: Minimum, names: list[str]) -> tuple[str, str]:
    """Return the states of both camps, separated by spaces, the first state's camp first."""
    one, other = (
        " ".join(name for name, side in zip(names, configuration.sides, strict=True) if side == k) for k in (0, 1)
    )
    return one, other


def of_share(share: float, n: int) -> tuple[float, ...]:
    """Return a share's columns from `n` on: it has an interval, and no spread."""
    return (n, share, *proportion_interval(share, n), math.nan, math.nan, math.nan)


def of_values(values: Sequence[float]) -> tuple[float, ...]:
    """Return the columns of some values from `n` on."""
    series = pd.Series(values, dtype=float)
    mean, n = float(series.mean()), len(series)
    reach = t_quantile(n - 1) * standard_error(series) if series.nunique() > 1 else math.nan
    return (n, mean, mean - reach, mean + reach, *series.quantile([0.05, 0.5, 0.95]))


def shaken(size: Numbers, regard: Numbers, shake: Shake) -> landscape.Steadiness:
    """Return what shaking leaves of the camps: every pair moves, up or down, and every size."""
    by, factor, draws, seed = shake
    return landscape.perturbed(size, regard, share=1.0, by=by, factor=factor, draws=draws, seed=seed)
