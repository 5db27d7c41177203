"""V12, V12b: production lines with background orders only are the queue M/M/c (Erlang 1917)."""

from __future__ import annotations

from typing import Any

import pytest

import naive
from naive import Heap, document
from northeastsim.engine.single import World
from northeastsim.rulebook import layout as at
from strategies import laid_out

QUEUES = {"V12": (2.0, 1.0, 3), "V12b": (1.5, 1.0, 2), "V12b'": (0.8, 0.5, 2)}
KNOWN = {"V12": (0.444444, 0.444444), "V12b": (0.642857, 1.285714), "V12b'": (0.711111, 3.555556)}  # waits, mean wait


def waits(arrivals: float, service: float, servers: int, years: int, replication: int) -> list[float]:
    """Return how long each order waited, in years; the first hundred years are left out."""
    scenario = document(
        {"A": {"production_lines": servers, "background_load": arrivals / service / servers}, "B": {"production_lines": 0}},
        settings={"streams": True},
        parameters={"production.background_days": 365.25 / service if service >= 1 else 365.25 / service,
                    "production.background_load": 1.0},
    )  # fmt: skip
    heap = Heap(laid_out(scenario), 12, replication, years)
    came: dict[int, int] = {}
    found: list[float] = []
    # What is due when a turn ends, and was not before it, began in this turn.
    begun: set[int] = set()

    def seen(tick: int, item: int, a: int, b: int) -> None:
        if item == at.ITEM_ORDER:
            came[b] = tick
        m = heap.m
        for r in range(m[at.DUE_COUNT]):
            row = at.DUE + at.DUE_WIDTH * r
            order = m[row + at.DUE_B]
            if m[row + at.DUE_ITEM] == at.ITEM_ORDER_DONE and order in came and order not in begun:
                begun.add(order)
                if came[order] > 100 * at.MINUTES_PER_YEAR:
                    found.append((tick - came.pop(order)) / at.MINUTES_PER_YEAR)

    heap.run(seen)
    return found


@pytest.mark.parametrize("id", QUEUES)
def test_orders_wait_as_long_as_in_the_formula(id: str, verify: Any, full_size: bool) -> None:
    arrivals, service, servers = QUEUES[id]
    years, runs = (20000, 10) if full_size else (2000, 8)
    several = [waits(arrivals, service, servers, years, r) for r in range(runs)]

    _, chance, wait = naive.erlang_c(arrivals, service, servers)
    mean, error = naive.mean_and_error([sum(w) / len(w) for w in several])
    share, its_error = naive.mean_and_error([sum(v > 1e-5 for v in w) / len(w) for w in several])
    words = f"M/M/{servers}, arrivals {arrivals:g}, service {service:g}"

    assert (chance, wait) == pytest.approx(KNOWN[id], abs=1e-6)
    verify(id.strip("'"), f"{words}: mean wait", "Erlang 1917", wait, mean, 4 * error)
    verify(id.strip("'"), f"{words}: share of orders that wait", "Erlang C", chance, share, 4 * its_error)


def deliveries(lines: int) -> list[float]:
    """Return when each of four deals signed on one day is delivered, in days."""
    scenario = document(
        {"A": {"production_lines": lines}, "B": {}},
        {"A, B": {"alignment": 0.8}, "B, A": {"alignment": 0.8}},
        years=10,
        systems={"gun": {"channel": "ground", "value_busd": 0.1, "lead_months": {"median": 12.0, "log_sd": 0.0}}},
        events=[
            {"id": f"deal{k}", "date": "2001-02-01", "type": "arms_transfer", "initiator": "A", "target": "B", "system": "gun"}
            for k in range(4)
        ],
    )
    tables = laid_out(scenario)
    log = World(tables).run().record.log
    return [r[at.LOG_TICK] / 1440 - 31 for r in log if r[at.LOG_STAGE] == at.DELIVERED]


def test_limited_lines_delay_deliveries(verify: Any) -> None:
    """Four deals of one year's work each: one line delivers them one after the other, two lines two at a time."""
    year = 365.25
    for lines, expected in {1: (1, 2, 3, 4), 2: (1, 1, 2, 2), 4: (1, 1, 1, 1)}.items():
        found = deliveries(lines)

        assert found == pytest.approx([year * k for k in expected], abs=0.01)
        verify("V12b", f"{lines} line(s), four deals of a year each: days to the last delivery", "arithmetic",
               year * expected[-1], found[-1], 0.01)  # fmt: skip
