"""V8: the draw of an option is logit choice (McKelvey and Palfrey 1995), with waiting as one option of utility 0."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import naive
from northeastsim.rulebook.decisions import OUT, choose

KNOWN = {
    0.0: (1 / 3, 1 / 3, 1 / 3),
    0.5: (0.186324, 0.307196, 0.506480),
    1.0: (0.090031, 0.244728, 0.665241),
    2.0: (0.015876, 0.117310, 0.866813),
    5.0: (0.000045, 0.006693, 0.993262),
}


def shares(options: list[float], rationality: float) -> list[float]:
    """Return the probability of waiting and of each option: the length of the draws that choose it."""
    edges = [0.0]
    for k in range(len(options)):
        low, high = 0.0, 1.0
        for _ in range(60):
            middle = 0.5 * (low + high)
            if choose(options, 0, len(options), rationality, middle) < k:
                low = middle
            else:
                high = middle
        edges.append(high)
    edges.append(1.0)
    return [b - a for a, b in zip(edges, edges[1:], strict=False)]


@pytest.mark.parametrize("waits", range(3))
def test_options_are_drawn_by_logit(waits: int, verify: Any) -> None:
    """Utilities 1, 2, 3, shifted so that each of the three in turn is the utility of waiting."""
    utilities = [1.0, 2.0, 3.0]
    options = [u - utilities[waits] for k, u in enumerate(utilities) if k != waits]
    for rationality, expected in KNOWN.items():
        found = shares(options, rationality)
        found.insert(waits, found.pop(0))

        for k in range(3):
            verify("V8", f"P(utility {k + 1}), rationality {rationality:g}, waiting has utility {waits + 1}",
                   "McKelvey and Palfrey 1995", expected[k], found[k], 1e-6)  # fmt: skip


def test_great_utilities_do_not_overflow(verify: Any) -> None:
    """A million more of utility leaves the choice among the others as it was."""
    found = shares([1e6 + u for u in (1.0, 2.0, 3.0)], 1.0)[1:]

    for k in range(3):
        verify("V8", f"P(utility 1e6 + {k + 1})", "shift invariance", KNOWN[1.0][k], found[k], 1e-6)


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=8), st.sampled_from([0.0, 0.7, 1.5, 4.0]))
def test_any_utilities_are_drawn_by_logit(utilities: list[float], rationality: float) -> None:
    assert shares(utilities, rationality) == pytest.approx(naive.logit([0.0, *utilities], rationality), abs=1e-9)


@given(st.floats(0, 1, exclude_min=True, exclude_max=True), st.floats(0, 10))
def test_what_is_not_open_is_never_drawn(draw: float, rationality: float) -> None:
    assert choose([OUT, 1.0, OUT], 0, 3, rationality, draw) in (-1, 1)
    assert choose([OUT, OUT], 0, 2, rationality, draw) == -1
