"""V24: three rules of decision, three answers, worked out by hand (Wald 1950, Savage 1951, Laplace's equal chances)."""

from __future__ import annotations

from typing import Any

from northeastsim.analysis import decision

PAYOFF = [[13, 1, 4], [6, 6, 5], [9, 4, 3]]
REGRET = [[0, 5, 1], [7, 0, 0], [4, 2, 2]]


def test_three_rules_three_answers(verify: Any) -> None:
    """A gambler, a cautious one and one in between: each is best by one rule."""
    found = decision.regret(PAYOFF)
    apart = sum(abs(found[i, j] - REGRET[i][j]) for i in range(3) for j in range(3))
    savage, wald, laplace = decision.minimax_regret(PAYOFF), decision.maximin(PAYOFF), decision.expected_value(PAYOFF)

    verify("V24", "regrets of three options in three scenarios: sum of errors", "by hand", 0, apart, 0)
    verify("V24", "minimax regret: option", "by hand", 3, savage.winner + 1, 0)
    verify("V24", "minimax regret: its greatest regret", "by hand", 4, savage.values[2], 0)
    verify("V24", "maximin: option", "by hand", 2, wald.winner + 1, 0)
    verify("V24", "maximin: its worst payoff", "by hand", 5, wald.values[1], 0)
    verify("V24", "Laplace: option", "by hand", 1, laplace.winner + 1, 0)
    verify("V24", "Laplace: its mean payoff", "by hand", 6, laplace.values[0], 1e-12)
