"""Whether a verdict hangs on which scenarios and which strategies were put to it: each left out in turn.

Minimax regret is known to depend on strategies that are not chosen (Chernoff, "Rational Selection of Decision
Functions", 1954); the other rules do not.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from northeastsim.analysis.decision import PLAIN, RULES, Terms, applicable, checked, verdict, verdicts


class Reversal(NamedTuple):
    """A strategy that did not win, and without which another one wins than before."""

    rule: str
    removed: int
    winner: int
    instead: int


def without_scenario(payoff: ArrayLike, terms: Terms = PLAIN) -> dict[str, list[int | None]]:
    """Return who wins by each rule without scenario 0, without scenario 1, and so on; empty for a single scenario.

    None where a rule weighs scenarios and those that are left have no weight.
    """
    table = checked(payoff)
    count = table.shape[1]
    found: dict[str, list[int | None]] = {rule: [] for rule in applicable(terms)}
    for left_out in range(count if count > 1 else 0):
        rest = fewer(terms, left_out, count)
        empty = rest.weights is not None and not np.any(rest.weights)
        for rule, winners in found.items():
            if empty and RULES[rule].is_weighted:
                winners.append(None)
            else:
                winners.append(verdict(rule, np.delete(table, left_out, axis=1), rest).winner)
    return found


def fewer(terms: Terms, left_out: int, scenarios: int) -> Terms:
    """Return the terms without those of one scenario."""
    weights = None if terms.weights is None else np.delete(np.asarray(terms.weights, dtype=np.float64), left_out)
    threshold = terms.threshold
    if threshold is not None and np.ndim(threshold):
        threshold = np.delete(np.broadcast_to(np.asarray(threshold), scenarios), left_out)
    return terms._replace(weights=weights, threshold=threshold)


def without_option(payoff: ArrayLike, terms: Terms = PLAIN) -> dict[str, list[int]]:
    """Return who wins by each rule, in numbers of the whole table, without strategy 0, without 1, and so on.

    Empty for a single strategy.
    """
    table = checked(payoff)
    count = len(table)
    found: dict[str, list[int]] = {rule: [] for rule in applicable(terms)}
    for left_out in range(count if count > 1 else 0):
        for rule, one in verdicts(np.delete(table, left_out, axis=0), terms).items():
            found[rule].append(one.winner + (one.winner >= left_out))
    return found


def reversals(payoff: ArrayLike, terms: Terms = PLAIN) -> list[Reversal]:
    """Return every case in which taking away a strategy that does not win changes who does."""
    found = []
    without = without_option(payoff, terms)
    for rule, one in verdicts(payoff, terms).items():
        for removed, instead in enumerate(without[rule]):
            if removed != one.winner and instead != one.winner:
                found.append(Reversal(rule, removed, one.winner, instead))
    return found
