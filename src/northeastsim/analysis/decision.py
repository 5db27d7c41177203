"""Rules of decision under uncertainty: which of several strategies is best, where payoffs differ by scenario.

A payoff table is (strategies, scenarios), bigger is better, in any one unit. Tables may be stacked: all functions on
arrays take (..., strategies, scenarios). Sources: Wald, "Statistical Decision Functions" (1950), maximin; Savage, "The
Theory of Statistical Decision" (1951), minimax regret; Hurwicz, Cowles Commission Discussion Paper 370 (1951); Laplace's
principle of insufficient reason, the expected value with equal weights; Simon, "Rational Choice and the Structure of the
Environment" (1956), satisficing, which over scenarios is a measure of robustness in Lempert and Collins, "Managing the
Risk of Uncertain Threshold Responses" (2007).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

TIE = 1e-12  # values that differ by less than this part of the largest payoff are rounding apart, and count as equal
Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]


class Terms(NamedTuple):
    """What some rules ask beside payoffs; a rule that lacks what it asks is left out of `verdicts`.

    `weights`: of the scenarios, (scenarios,), in any unit, none negative; equal if none are given. `threshold`: what
    satisfies, a payoff for all scenarios or one for each. `optimism`: Hurwicz's weight of the best case, 0 to 1.
    """

    weights: ArrayLike | None = None
    threshold: ArrayLike | None = None
    optimism: float | None = None


PLAIN = Terms()


class Rule(NamedTuple):
    """A rule: its `values`, (..., strategies), from payoffs and terms, and how to read them.

    `is_low_better` says which end is best; `is_weighted` that scenarios are weighed; `is_share` that values are shares of
    the scenarios, not payoffs; `asks` names the term without which there is no answer.
    """

    values: Callable[[Numbers, Terms], Numbers]
    is_low_better: bool = False
    is_weighted: bool = False
    is_share: bool = False
    asks: str = ""


@dataclass(frozen=True, eq=False)
class Verdict:
    """What a rule says: a value for each strategy, and who is best.

    `tied` are all strategies with the best value, in order; `winner` is the first of them.
    """

    rule: str
    values: Numbers
    tied: tuple[int, ...]
    is_low_better: bool

    @property
    def winner(self) -> int:
        """The best strategy; of several as good, the first."""
        return self.tied[0]

    @property
    def is_tie(self) -> bool:
        """Whether others are as good as the winner."""
        return len(self.tied) > 1


def regret(payoff: ArrayLike) -> Numbers:
    """Return what each strategy falls short of the best one in the same scenario: 0 and above, in the payoff's unit."""
    table = checked(payoff)
    found: Numbers = table.max(axis=-2, keepdims=True) - table
    return found


def reached(payoff: Numbers, terms: Terms) -> Numbers:
    """Return the share of the scenarios in which each strategy reaches the threshold, each counted by its weight."""
    enough = payoff >= np.asarray(terms.threshold, dtype=np.float64)
    return enough @ probabilities(terms.weights, payoff.shape[-1])


def mixed(payoff: Numbers, terms: Terms) -> Numbers:
    """Return each strategy's best payoff, counted by the optimism, and its worst, counted by the rest of 1."""
    hope = terms.optimism
    if hope is None or not 0.0 <= hope <= 1.0:
        raise ValueError(f"optimism: expected 0 to 1, got {hope!r}")
    return hope * payoff.max(axis=-1) + (1.0 - hope) * payoff.min(axis=-1)


RULES = {
    "minimax_regret": Rule(lambda u, _: regret(u).max(axis=-1), is_low_better=True),
    "maximin": Rule(lambda u, _: u.min(axis=-1)),
    "expected_value": Rule(lambda u, terms: u @ probabilities(terms.weights, u.shape[-1]), is_weighted=True),
    "satisficing": Rule(reached, is_weighted=True, is_share=True, asks="threshold"),
    "hurwicz": Rule(mixed, asks="optimism"),
}


def minimax_regret(payoff: ArrayLike) -> Verdict:
    """Return whose greatest regret is least."""
    return verdict("minimax_regret", payoff)


def maximin(payoff: ArrayLike) -> Verdict:
    """Return whose worst payoff is best."""
    return verdict("maximin", payoff)


def expected_value(payoff: ArrayLike, weights: ArrayLike | None = None) -> Verdict:
    """Return whose mean payoff over the scenarios is greatest; with equal weights it is Laplace's rule."""
    return verdict("expected_value", payoff, Terms(weights))


def satisficing(payoff: ArrayLike, threshold: ArrayLike, weights: ArrayLike | None = None) -> Verdict:
    """Return who reaches the threshold in the greatest share of the scenarios, each counted by its weight."""
    return verdict("satisficing", payoff, Terms(weights, threshold))


def hurwicz(payoff: ArrayLike, optimism: float) -> Verdict:
    """Return whose best and worst payoff, mixed, are greatest: optimism 0 is maximin, 1 maximax."""
    return verdict("hurwicz", payoff, Terms(optimism=optimism))


def verdicts(payoff: ArrayLike, terms: Terms = PLAIN) -> dict[str, Verdict]:
    """Return what each rule says that has all it asks."""
    return {rule: verdict(rule, payoff, terms) for rule in applicable(terms)}


def applicable(terms: Terms) -> list[str]:
    """Return the rules that have all they ask."""
    return [name for name, rule in RULES.items() if not rule.asks or getattr(terms, rule.asks) is not None]


def verdict(rule: str, payoff: ArrayLike, terms: Terms = PLAIN) -> Verdict:
    """Return what one rule says of a table of payoffs."""
    table = checked(payoff)
    if table.ndim != 2:
        raise ValueError(f"payoff: expected strategies by scenarios, got {table.ndim} dimensions")
    found = values(rule, table, terms)
    tied = np.flatnonzero(best_by(rule, found, table))
    return Verdict(rule, found, tuple(tied.tolist()), RULES[rule].is_low_better)


def values(rule: str, payoff: ArrayLike, terms: Terms = PLAIN) -> Numbers:
    """Return the value that a rule gives each strategy, (..., strategies): a payoff, a regret, or a share of scenarios."""
    if rule not in applicable(terms):
        lacks = f"{rule} asks for a term: {RULES[rule].asks}" if rule in RULES else f"no rule is called {rule!r}"
        raise ValueError(f"{lacks}; at hand are {', '.join(applicable(terms))}")
    return RULES[rule].values(checked(payoff), terms)


def best_by(rule: str, found: Numbers, payoff: Numbers) -> Flags:
    """Return who is best by a rule's values of some payoffs, (..., strategies); several where they are equal."""
    scale = 1.0 if RULES[rule].is_share else float(np.abs(payoff).max())
    return best(-found if RULES[rule].is_low_better else found, TIE * scale)


def best(found: Numbers, tie: float) -> Flags:
    """Return which values along the last axis are the greatest, or less than it by `tie` at most."""
    flags: Flags = found >= found.max(axis=-1, keepdims=True) - tie
    return flags


def probabilities(weights: ArrayLike | None, n: int) -> Numbers:
    """Return weights of n things as shares that sum to 1; equal ones where none are given."""
    shares = np.ones(n) if weights is None else np.asarray(weights, dtype=np.float64)
    if shares.shape != (n,) or not np.isfinite(shares).all() or (shares < 0.0).any() or not shares.sum() > 0.0:
        raise ValueError(f"weights: expected {n} numbers, none negative and not all 0, got {shares.tolist()}")
    return shares / shares.sum()


def checked(payoff: ArrayLike) -> Numbers:
    """Return payoffs as numbers; raises ValueError where there are none or one is not finite."""
    table = np.asarray(payoff, dtype=np.float64)
    if table.ndim < 2 or 0 in table.shape:
        raise ValueError(f"payoff: expected at least one strategy and one scenario, got a table of shape {table.shape}")
    if not np.isfinite(table).all():
        place = tuple(np.argwhere(~np.isfinite(table))[0].tolist())
        raise ValueError(f"payoff: expected finite numbers, got {table[place]} at {place}")
    return table
