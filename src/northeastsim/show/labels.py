"""Where direct labels have room: one above the other beside a panel, or in rows above it."""

from __future__ import annotations

from collections.abc import Sequence


def apart(heights: Sequence[float], gap: float) -> list[float]:
    """Return heights moved as little as keeps them `gap` apart, in their order (pool adjacent violators).

    1. Take away k times the gap from the k-th in order, so that "apart" becomes "not falling".
    2. While a group's mean lies below the one before, join the two.
    3. Give each its group's mean, and the gaps back.
    """
    order = sorted(range(len(heights)), key=lambda k: heights[k])
    groups: list[list[float]] = []  # sum, count
    for place, k in enumerate(order):
        groups.append([heights[k] - gap * place, 1.0])
        while len(groups) > 1 and groups[-1][0] / groups[-1][1] < groups[-2][0] / groups[-2][1]:
            total, count = groups.pop()
            groups[-1] = [groups[-1][0] + total, groups[-1][1] + count]
    means = [total / count for total, count in groups for _ in range(int(count))]
    found = [0.0] * len(heights)
    for place, (k, mean) in enumerate(zip(order, means, strict=True)):
        found[k] = mean + gap * place
    return found


def rows(spans: Sequence[tuple[float, float]], gap: float = 0.0) -> list[int]:
    """Return the row of each span, 0 the first: the first in which it touches none of the spans before it."""
    taken: list[list[tuple[float, float]]] = []
    found = []
    for low, high in spans:
        free = (k for k, row in enumerate(taken) if all(high + gap <= a or b + gap <= low for a, b in row))
        k = next(free, len(taken))
        if k == len(taken):
            taken.append([])
        taken[k].append((low, high))
        found.append(k)
    return found
