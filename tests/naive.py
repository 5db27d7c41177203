"""Slow, obvious twins of the rules, written from the model's equations and never from the code.

A world here is a mapping of names to numbers, as `World.see()` gives them, beside the scenario's own document.
`Heap` is an engine of a dozen lines: it runs the same turns as SimPy does, from a plain sorted queue.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from northeastsim.rulebook import layout as at
from northeastsim.rulebook import turn
from northeastsim.rulebook.chance import run_key
from northeastsim.scenario.tables import Tables


class Heap:
    """Runs a scenario's turns in the order minute, phase, actor, serial; `seen` gets every item before its turn.

    `years` replaces the horizon, so that streams can be watched for longer than a scenario may last.
    """

    def __init__(self, tables: Tables, seed: int, replication: int = 0, years: float | None = None) -> None:
        self.x, self.m, self.t = tables.x.tolist(), tables.m.tolist(), tables.t.tolist()
        self.m[at.KEY] = run_key(seed, replication)
        if years is not None:
            self.m[at.HORIZON] = round(years * at.MINUTES_PER_YEAR)
        self.queue: list[tuple[int, ...]] = []
        self.log: list[list[int]] = []
        turn.start(self.x, self.m, self.t)
        self.drain()

    def drain(self) -> None:
        """Take what a turn left."""
        m = self.m
        assert m[at.TROUBLE] == 0
        for r in range(m[at.DUE_COUNT]):
            heapq.heappush(self.queue, tuple(m[at.DUE + at.DUE_WIDTH * r : at.DUE + at.DUE_WIDTH * (r + 1)]))
        for r in range(m[at.LOG_COUNT]):
            self.log.append(m[at.LOG + at.LOG_WIDTH * r : at.LOG + at.LOG_WIDTH * (r + 1)])

    def run(self, seen: Callable[[int, int, int, int], None] | None = None) -> Heap:
        """Run until nothing is due before the horizon, or a war has ended the run."""
        while self.queue and self.m[at.ENDED] == 0:
            tick, _, _, _, item, a, b = heapq.heappop(self.queue)
            turn.turn(self.x, self.m, self.t, tick, item, a, b)
            self.drain()
            if seen is not None:
                seen(tick, item, a, b)
        return self

    def years_of(self, kind: int, initiators: Sequence[int] | None = None) -> list[float]:
        """Return when events of a type were announced, in years."""
        rows = [r for r in self.log if r[at.LOG_TYPE] == kind and r[at.LOG_STAGE] == at.ANNOUNCED]
        return [r[at.LOG_TICK] / at.MINUTES_PER_YEAR for r in rows if initiators is None or r[at.LOG_INITIATOR] in initiators]


# --- scores ------------------------------------------------------------------------------------------------------


def dependence(trade: Sequence[float], flows: Sequence[float], phi: float, home: float, outside: float) -> list[float]:
    """Return E of one actor on each partner: a partner's share in all that it lives from."""
    each = [x + phi * f for x, f in zip(trade, flows, strict=True)]
    whole = home + outside + sum(each)
    return [0.0 if whole == 0 else v / whole for v in each]


def security_dependence(commitment: float, proximity: float, force: float, cover: float, arms: float, all_arms: float) -> float:
    """Return S: one less what is left when neither its protection nor its arms come from the patron."""
    defended = commitment * proximity * force / cover if cover else 0.0
    armed = arms / all_arms if all_arms else 0.0
    return 1 - (1 - defended) * (1 - armed)


def leverage(economic: float, secure: float, contact: float, weights: Sequence[float]) -> float:
    """Return R, the chance that at least one of three channels works."""
    left = 1.0
    for weight, channel in zip(weights, (economic, secure, contact), strict=True):
        left *= 1 - weight * channel
    return 1 - left


def influence(raw: dict[str, float], regard: dict[str, float], who: str, eta: float, zeta: float) -> float:
    """Return I of `who` over a client, from everybody's raw leverage over it and `who`'s regard of the others."""
    away = [r * (1 - zeta * max(0.0, regard[k])) for k, r in raw.items() if k != who]
    return raw[who] * (1 - eta * max(away, default=0.0))


def security(protection: Sequence[float], threat: Sequence[float], weights: Sequence[float]) -> float:
    """Return the weighted mean over channels of D / (D + T), 1 where there is neither."""
    each = [1.0 if d + t == 0 else d / (d + t) for d, t in zip(protection, threat, strict=True)]
    return sum(w * s for w, s in zip(weights, each, strict=True)) / sum(weights)


def polarisation(regard: Sequence[Sequence[float]]) -> float:
    """Return the weighted share of balanced triads."""
    n = len(regard)
    products = [
        math.prod((regard[a][b] + regard[b][a]) / 2 for a, b in ((i, j), (j, k), (i, k)))
        for i in range(n) for j in range(i) for k in range(j)
    ]  # fmt: skip
    whole = sum(abs(p) for p in products)
    return 0.5 if whole == 0 else sum(p for p in products if p > 0) / whole


# --- time --------------------------------------------------------------------------------------------------------


def halved(value: float, rest: float, years: float, half_life: float) -> float:
    """Return what is left of a deviation: half of it after every half-life."""
    return rest + (value - rest) * 0.5 ** (years / half_life)


def integrated(rate: Callable[[list[float]], list[float]], state: Sequence[float], years: float, steps: int = 4000) -> list[float]:
    """Return the state of a differential equation after some years, by Runge and Kutta's fourth-order steps."""
    y, h = list(state), years / steps
    for _ in range(steps):
        a = rate(y)
        b = rate([v + h / 2 * d for v, d in zip(y, a, strict=True)])
        c = rate([v + h / 2 * d for v, d in zip(y, b, strict=True)])
        d = rate([v + h * e for v, e in zip(y, c, strict=True)])
        y = [v + h / 6 * (p + 2 * q + 2 * r + s) for v, p, q, r, s in zip(y, a, b, c, d, strict=True)]
    return y


# --- choice and chance -------------------------------------------------------------------------------------------


def logit(utilities: Sequence[float], rationality: float) -> list[float]:
    """Return the probabilities of quantal response; the best is taken off so that nothing overflows."""
    best = max(utilities)
    each = [math.exp(rationality * (u - best)) for u in utilities]
    return [e / sum(each) for e in each]


def thinned(times: Sequence[float], draws: Sequence[float], rate: Callable[[float], float], cap: float) -> list[float]:
    """Return the candidates that are accepted: each with probability rate / cap at its time."""
    return [t for t, u in zip(times, draws, strict=True) if cap * u < rate(t)]


def erlang_c(arrivals: float, service: float, servers: int) -> tuple[float, float, float]:
    """Return of the queue M/M/c: P(nobody there), P(an arrival waits), the mean wait (Erlang 1917)."""
    a = arrivals / service
    rho = a / servers
    last = a**servers / math.factorial(servers) / (1 - rho)
    empty = 1 / (sum(a**k / math.factorial(k) for k in range(servers)) + last)
    return empty, last * empty, last * empty / (servers * service - arrivals)


# --- statistics --------------------------------------------------------------------------------------------------


def mean_and_error(values: Sequence[float]) -> tuple[float, float]:
    """Return the mean of independent values and its standard error."""
    n = len(values)
    mean = sum(values) / n
    return mean, math.sqrt(sum((v - mean) ** 2 for v in values) / (n - 1) / n)


def distance_to_exponential(gaps: Sequence[float], rate: float) -> float:
    """Return Kolmogorov's distance between gaps and the exponential distribution, times the root of their number."""
    n = len(gaps)
    far = 0.0
    for k, gap in enumerate(sorted(gaps)):
        p = 1 - math.exp(-rate * gap)
        far = max(far, p - k / n, (k + 1) / n - p)
    return far * math.sqrt(n)


def counts(times: Sequence[float], years: int, first: float = 0.0, width: float = 1.0) -> list[int]:
    """Return how many times fall into each of the windows after `first`."""
    found = [0] * int((years - first) / width)
    for t in times:
        k = int((t - first) // width)
        if 0 <= k < len(found):
            found[k] += 1
    return found


def camps_energy(sizes: Sequence[float], propensity: Sequence[Sequence[float]], sides: Sequence[int]) -> float:
    """Energy of two camps: over ordered pairs in opposite camps, both sizes times propensity."""
    n = len(sizes)
    return sum(sizes[i] * sizes[j] * propensity[i][j] for i in range(n) for j in range(n) if sides[i] != sides[j])


def frustration(sizes: Sequence[float], propensity: Sequence[Sequence[float]], sides: Sequence[int], i: int) -> float:
    """What i minds: the sizes of those in the other camp, each by how close it is to i."""
    return sum(sizes[j] * propensity[i][j] for j in range(len(sizes)) if sides[i] != sides[j])


def descent(sizes: Sequence[float], propensity: Sequence[Sequence[float]], sides: Sequence[int]) -> tuple[int, ...]:
    """Let the member whose change of sides lowers the energy most go first, of equal ones the first, until none does."""
    here = list(sides)
    while True:
        best, at_least, energy = None, 1e-9, camps_energy(sizes, propensity, here)
        for i in range(len(here)):
            there = [side if j != i else 1 - side for j, side in enumerate(here)]
            fall = energy - camps_energy(sizes, propensity, there)
            if fall > at_least:
                best, at_least = there, fall + 1e-9
        if best is None:
            return tuple(here if here[0] == 0 else [1 - side for side in here])
        here = best


def front(options: Sequence[Sequence[float]], slack: float = 0.0) -> list[bool]:
    """Say of each option whether no other is as good everywhere and better by more than the slack somewhere."""

    def beats(one: Sequence[float], other: Sequence[float]) -> bool:
        pairs = list(zip(one, other, strict=True))
        return all(a >= b for a, b in pairs) and any(a - b > slack for a, b in pairs)

    return [not any(beats(other, one) for other in options) for one in options]


def best_at(table: Sequence[Sequence[int]], weights: Sequence[int], column: int, share: Fraction) -> set[int]:
    """Return who has the greatest weighted sum if one column has this share and the others divide the rest as they weigh."""
    rest = [w if j != column else 0 for j, w in enumerate(weights)]
    if not any(rest):
        rest = [int(j != column) for j in range(len(weights))]
    shares = [share if j == column else (1 - share) * Fraction(w, sum(rest)) for j, w in enumerate(rest)]
    sums = [sum(s * value for s, value in zip(shares, row, strict=True)) for row in table]
    return {i for i, one in enumerate(sums) if one == max(sums)}


def document(actors: dict[str, dict[str, Any]], relations: dict[str, dict[str, Any]] | None = None, **rest: Any) -> dict[str, Any]:
    """Return a plain scenario: nobody decides, nothing comes by chance, nothing grows, unless `rest` says so."""
    settings = {"decisions": False, "growth": False, "chance": False, "streams": False, "war": "marks"}
    return {
        "format": 1,
        "name": "plain",
        "start": rest.pop("start", "2001-01-01"),
        "years": rest.pop("years", 1),
        "settings": settings | rest.pop("settings", {}),
        "actors": {name: {"economy_busd": 1000.0, "spending_busd": 20.0} | actor for name, actor in actors.items()},
        "relations": relations or {},
        **rest,
    }
