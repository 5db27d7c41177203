"""How surely the best strategy is the best, for the number of replications there are: the Bayesian bootstrap.

Donald Rubin, "The Bayesian Bootstrap" (1981): weights of the replications, drawn evenly from all that sum to 1, stand for
what else might have been seen. The probabilities are of Monte Carlo error alone: they say whether more replications
could turn a verdict, and nothing of whether the scenarios, payoffs or the model are the right ones.

Runs are one array per scenario, (strategies, replications) or (strategies, replications, criteria). Replication number
r has the same luck in every strategy and scenario, so all cells of a draw take the same weights. Scenarios may have
fewer replications than others: theirs are the first of the longest, and their weights are brought to a sum of 1 again,
which is the Bayesian bootstrap of that many.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from northeastsim.analysis.decision import PLAIN, Flags, Numbers, Terms, Verdict, applicable, best_by, values, verdict
from northeastsim.analysis.weights import everywhere

DRAWS, SEED = 2000, 0
OUTER = (0.025, 0.975)


class Spread(NamedTuple):
    """A mean over replications with its 95 % interval, of `n` replications: (strategies, scenarios[, criteria]), n (scenarios,).

    No interval where all replications are alike: they do not show how far others would stray.
    """

    n: Numbers
    mean: Numbers
    low: Numbers
    high: Numbers


@dataclass(frozen=True, eq=False)
class Standing:
    """What a rule says, and in what share of the draws it stands; n is `draws`.

    `best`: (strategies,), the share of the draws in which each is the winner, a tie divided evenly; `tied`: the share
    with a tie; `above`: (strategies, strategies), the share in which the row ranks above the column, ties for neither;
    `low`, `high`: the 95 % interval of each strategy's value by the rule; `drawn`: (draws, strategies), these values.
    """

    verdict: Verdict
    draws: int
    best: Numbers
    tied: float
    above: Numbers
    low: Numbers
    high: Numbers
    drawn: Numbers


def bayesian_bootstrap(replications: int, draws: int = DRAWS, seed: int = SEED) -> Numbers:
    """Return weights of replications, Dirichlet(1, ..., 1), (draws, replications), each row with sum 1; `seed` fixes them."""
    return everywhere(replications, draws, seed)


def means(runs: Sequence[ArrayLike]) -> Numbers:
    """Return the mean of each cell: (strategies, scenarios[, criteria])."""
    return np.stack([block.mean(axis=1) for block in checked_runs(runs)], axis=1)


def drawn_means(runs: Sequence[ArrayLike], draws: int = DRAWS, seed: int = SEED) -> Numbers:
    """Return the mean of each cell in each draw of the bootstrap: (draws, strategies, scenarios[, criteria])."""
    blocks = checked_runs(runs)
    weights = bayesian_bootstrap(max(block.shape[1] for block in blocks), draws, seed)
    found = np.empty((draws, len(blocks[0]), len(blocks), *blocks[0].shape[2:]))
    for k, block in enumerate(blocks):
        some = weights[:, : block.shape[1]]
        found[:, :, k] = np.tensordot(some / some.sum(axis=1, keepdims=True), block, axes=(1, 1))
    return found


def holds(runs: Sequence[ArrayLike], terms: Terms = PLAIN, draws: int = DRAWS, seed: int = SEED) -> dict[str, Standing]:
    """Return how surely each rule's verdict stands, for each rule that has all it asks; runs without criteria."""
    payoff, drawn = means(runs), drawn_means(runs, draws, seed)
    return {rule: standing(verdict(rule, payoff, terms), drawn, terms) for rule in applicable(terms)}


def standing(said: Verdict, drawn: Numbers, terms: Terms = PLAIN) -> Standing:
    """Return how surely a verdict stands in draws of the payoffs, (draws, strategies, scenarios)."""
    found = values(said.rule, drawn, terms)
    first = best_by(said.rule, found, drawn)
    many = first.sum(axis=1)
    low, high = np.quantile(found, OUTER, axis=0)
    best = (first / many[:, None]).mean(axis=0)
    return Standing(said, len(drawn), best, float((many > 1).mean()), ranked(said.rule, found, drawn), low, high, found)


def ranked(rule: str, found: Numbers, drawn: Numbers) -> Numbers:
    """Return the share of the draws in which the row's strategy ranks above the column's."""
    count = found.shape[1]
    above = np.zeros((count, count))
    for i in range(count):
        for j in range(i):
            first: Flags = best_by(rule, found[:, [i, j]], drawn)
            above[i, j], above[j, i] = (~first[:, 1]).mean(), (~first[:, 0]).mean()
    return above


def payoff_spread(runs: Sequence[ArrayLike], draws: int = DRAWS, seed: int = SEED) -> Spread:
    """Return the mean of each cell with its 95 % interval by the bootstrap."""
    blocks = checked_runs(runs)
    low, high = np.quantile(drawn_means(blocks, draws, seed), OUTER, axis=0)
    alike = np.stack([(block == block[:, :1]).all(axis=1) for block in blocks], axis=1)
    low[alike], high[alike] = np.nan, np.nan
    return Spread(np.array([float(block.shape[1]) for block in blocks]), means(blocks), low, high)


def difference_spread(runs: Sequence[ArrayLike], base: int, draws: int = DRAWS, seed: int = SEED) -> Spread:
    """Return what each strategy has more than the base one, paired by replication, with its 95 % interval."""
    return payoff_spread([block - block[base] for block in checked_runs(runs)], draws, seed)


def checked_runs(runs: Sequence[ArrayLike]) -> list[Numbers]:
    """Return each scenario's runs as numbers; raises ValueError for strategies or criteria that do not match, and gaps."""
    blocks = [np.asarray(block, dtype=np.float64) for block in runs]
    if not blocks:
        raise ValueError("runs: expected at least one scenario, got none")
    shape = blocks[0].shape[:1] + blocks[0].shape[2:]
    for k, block in enumerate(blocks):
        if block.ndim not in (2, 3) or 0 in block.shape or block.shape[:1] + block.shape[2:] != shape:
            expected = f"strategies by replications, alike but for these in all scenarios (the first: {blocks[0].shape})"
            raise ValueError(f"runs of scenario {k}: expected {expected}, got shape {block.shape}")
        if not np.isfinite(block).all():
            raise ValueError(f"runs of scenario {k}: expected finite numbers, got {block[~np.isfinite(block)][0]}")
    return blocks
