"""A finished sweep over a made model, small and known: what the analysis of sweeps is tried on.

The outcome `influence[CHN,PRK].end` rises with `weight` and falls with `diversification`, twice as much; `idle` does nothing.
Luck moves all experiments alike, and each a little by itself.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

UNCERTAINTIES = (
    "parameters.influence.weight_economic", "parameters.influence.diversification", "parameters.crisis.base_rate",
    "events.s400_deal.quantity", "events.s400_deal.date", "theory",
)  # fmt: skip
LEVER = "actors.CHN.strategy"
CHOICES = ("strategic_ambiguity", "outbid_moscow")
OUTCOMES = ("influence[CHN,PRK].end", "crises.count", "payoff[CHN]", "war.any")
THEORIES = ("balance_of_threat", "default", "power_transition")


@dataclass
class Made:
    """What the analysis reads of a sweep."""

    runs: pd.DataFrame
    experiments: pd.DataFrame
    shares: pd.DataFrame
    method: str = "latin_hypercube"
    points: int = 0
    uncertainties: list[str] = field(default_factory=lambda: list(UNCERTAINTIES))
    levers: list[str] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=lambda: list(OUTCOMES))
    second_order: bool = False
    levels: int = 4
    replications: int = 4
    years: int = 5
    name: str = "Hold on Pyongyang"
    question: str = "What decides China's hold?"


def made(method: str = "latin_hypercube", n: int = 150, replications: int = 4, levers: bool = False, scenarios: int = 1) -> Made:
    """Return a sweep of n points (base points, trajectories), in one or more scenarios, with or without two strategies."""
    shares = drawn(method, n)
    values = seen(shares)
    choices = [{LEVER: each} for each in CHOICES] if levers else [{}]
    luck = np.random.default_rng(7).normal(size=replications)
    experiments, runs = [], []
    for number, (scenario, choice) in enumerate(itertools.product([f"scenario_{k}" for k in range(scenarios)], choices)):
        place = np.arange(len(values)) + number * len(values)
        rows = pd.DataFrame({"experiment": place, "scenario": scenario, "point": np.arange(len(values)), **choice})
        rows = pd.concat([rows, values], axis=1)
        experiments.append(rows)
        told = outcomes(shares, luck, number, choice.get(LEVER, CHOICES[0]))
        again = rows.loc[np.repeat(np.arange(len(rows)), replications)].reset_index(drop=True)
        again["replication"] = np.tile(np.arange(replications), len(rows))
        runs.append(again.assign(status="completed", error="", **{name: each.ravel() for name, each in told.items()}))
    return Made(
        pd.concat(runs, ignore_index=True), pd.concat(experiments, ignore_index=True), shares, method, n,
        levers=[LEVER] if levers else [], replications=replications,
    )  # fmt: skip


def drawn(method: str, n: int) -> pd.DataFrame:
    """Return the shares of a design."""
    from SALib.sample import morris, sobol

    k = len(UNCERTAINTIES)
    problem = {"num_vars": k, "names": list(UNCERTAINTIES), "bounds": [[0.0, 1.0]] * k}
    if method == "sobol":
        found = sobol.sample(problem, n, calc_second_order=False, seed=1)
    elif method == "morris":
        found = morris.sample(problem, n, num_levels=4, seed=1)
    elif method == "one_at_a_time":
        found = np.full((1 + 2 * k, k), 0.5)
        found[1 + np.arange(2 * k), np.arange(2 * k) // 2] = np.tile([0.0, 1.0], k)
    else:
        random = np.random.default_rng(1)
        found = (np.stack([random.permutation(n) for _ in range(k)], axis=1) + random.random((n, k))) / n
    return pd.DataFrame(found, columns=list(UNCERTAINTIES))


def seen(shares: pd.DataFrame) -> pd.DataFrame:
    """Return what the model sees at these shares: numbers, whole numbers, days and names."""
    u = shares.to_numpy()
    days = np.datetime64("2025-06-01") + np.floor(u[:, 4] * 1000).astype("timedelta64[D]")
    columns: dict[str, Any] = {
        UNCERTAINTIES[0]: 0.3 + 0.6 * u[:, 0], UNCERTAINTIES[1]: 0.9 * u[:, 1], UNCERTAINTIES[2]: 0.5 + 1.2 * u[:, 2],
        UNCERTAINTIES[3]: np.minimum(1 + np.floor(6 * u[:, 3]), 6).astype(int), UNCERTAINTIES[4]: days,
        UNCERTAINTIES[5]: np.array(THEORIES, dtype=object)[np.minimum((3 * u[:, 5]).astype(int), 2)],
    }  # fmt: skip
    return pd.DataFrame(columns)


def outcomes(shares: pd.DataFrame, luck: Any, number: int, choice: str) -> dict[str, Any]:
    """Return the outcomes, (points, replications): influence by two uncertainties, crises by a third, payoff by the choice, too."""
    u = shares.to_numpy()
    own = 0.02 * np.random.default_rng(100 + number).normal(size=(len(u), len(luck)))
    influence = (0.4 + 0.2 * u[:, 0] - 0.4 * u[:, 1])[:, None] + 0.05 * luck + own
    crises = np.maximum(0.0, np.round(4.0 * u[:, [2]] + luck + 20.0 * own))
    better = u[:, 1] > 0.5 if choice == "outbid_moscow" else u[:, 1] <= 0.5
    return {
        "influence[CHN,PRK].end": influence, "crises.count": crises, "payoff[CHN]": influence + 0.3 * better[:, None],
        "war.any": np.zeros_like(influence),
    }  # fmt: skip
