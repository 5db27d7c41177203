"""Production lines: a supplier builds so many orders at once, and the others wait in turn.

Orders of the scenario share the lines with a background load (a supplier's own war, other customers), which arrives
as a Poisson process with exponential work. With nothing but background this is the queue M/M/c.
"""

from . import layout as at
from . import parameters as of
from .agenda import book, days, waiting
from .arithmetic import exp, normal
from .chance import DURATION, QUEUE_LOAD, uniform
from .changes import act_at
from .layout import M, T, X

BACKGROUND = 1  # slots of the draws of a background order: when it comes, how long it takes
WORK = 2


def open_lines(x: X, m: M, i: int) -> None:
    """Start the background orders of supplier i, with as many lines busy as the load keeps busy on average."""
    load = x[at.BACKGROUND_LOAD + i] * x[of.LOAD]
    if m[at.LINES + i] == 0 or load <= 0.0 or m[at.STREAMS_ON] == 0:
        return
    busy = int(load * m[at.LINES + i] + 0.5)
    for _ in range(busy):
        start_background(x, m, i, m[at.ORDERS + i])
        m[at.ORDERS + i] += 1
    book_background(x, m, i)


def book_background(x: X, m: M, i: int) -> None:
    """Book the arrival of the next background order of supplier i."""
    rate = x[at.BACKGROUND_LOAD + i] * x[of.LOAD] * m[at.LINES + i] * 365.25 / x[of.ORDER_DAYS]
    draw = uniform(m[at.KEY], QUEUE_LOAD, m[at.ID + i], 4 * m[at.ORDERS + i] + BACKGROUND)
    book(m, m[at.CLOCK] + waiting(draw, rate), at.PHASE_CHANCE, i, at.ITEM_ORDER, i, m[at.ORDERS + i])


def start_background(x: X, m: M, i: int, order: int) -> None:
    """Let a background order of supplier i take a line."""
    m[at.LINES_BUSY + i] += 1
    draw = uniform(m[at.KEY], QUEUE_LOAD, m[at.ID + i], 4 * order + WORK)
    minutes = waiting(draw, 365.25 / x[of.ORDER_DAYS])
    book(m, m[at.CLOCK] + minutes, at.PHASE_CHANCE, i, at.ITEM_ORDER_DONE, i, order)


def on_order(x: X, m: M, t: T, i: int, order: int) -> None:
    """Let a background order arrive: it takes a line or waits."""
    m[at.ORDERS + i] = order + 1
    if m[at.LINES_BUSY + i] < m[at.LINES + i]:
        start_background(x, m, i, order)
    else:
        queue(m, i, -1 - order, 0)
    book_background(x, m, i)


def take_line(x: X, m: M, t: T, s: int) -> bool:
    """Give the act in slot s a line of its supplier, or let it wait; return whether it has one."""
    i = m[act_at(s) + at.ACT_INITIATOR]
    if i >= 0 and m[at.LINES_BUSY + i] >= m[at.LINES + i]:
        queue(m, i, s, m[act_at(s) + at.ACT_SERIAL])
        return False
    start_deal(x, m, t, s)
    return True


def start_deal(x: X, m: M, t: T, s: int) -> None:
    """Let a deal take a line: its first delivery comes after the lead time of its system."""
    a = act_at(s)
    m[a + at.ACT_HOLDS_LINE] = 1
    i = m[a + at.ACT_INITIATOR]
    if i >= 0:
        m[at.LINES_BUSY + i] += 1
    system = m[a + at.ACT_SYSTEM]
    lead = x[at.LEAD_LOG + system]
    if m[at.CHANCE_ON] == 1:
        lead += x[at.LEAD_SD + system] * normal(uniform(m[at.KEY], DURATION, m[a + at.ACT_ID], 0))
    actor = i if i >= 0 else 63
    book(m, m[at.CLOCK] + days(exp(lead)), at.PHASE_STAGE, actor, at.ITEM_STAGE, s, m[a + at.ACT_SERIAL])


def queue(m: M, i: int, entry: int, serial: int) -> None:
    """Put an order at the end of a supplier's queue."""
    if m[at.QUEUE_COUNT + i] >= at.QUEUE_MOST:
        m[at.TROUBLE] = at.QUEUE_FULL
        return
    position = (m[at.QUEUE_FIRST + i] + m[at.QUEUE_COUNT + i]) % at.QUEUE_MOST
    m[at.QUEUE + at.QUEUE_MOST * i + position] = entry
    m[at.QUEUE_SERIAL + at.QUEUE_MOST * i + position] = serial
    m[at.QUEUE_COUNT + i] += 1


def leave_line(x: X, m: M, t: T, i: int) -> None:
    """Free a line of supplier i and start the order that has waited longest."""
    if i < 0:
        return
    m[at.LINES_BUSY + i] -= 1
    while m[at.QUEUE_COUNT + i] > 0 and m[at.LINES_BUSY + i] < m[at.LINES + i]:
        entry = m[at.QUEUE + at.QUEUE_MOST * i + m[at.QUEUE_FIRST + i]]
        serial = m[at.QUEUE_SERIAL + at.QUEUE_MOST * i + m[at.QUEUE_FIRST + i]]
        m[at.QUEUE_FIRST + i] = (m[at.QUEUE_FIRST + i] + 1) % at.QUEUE_MOST
        m[at.QUEUE_COUNT + i] -= 1
        if entry < 0:
            start_background(x, m, i, -1 - entry)
        elif m[act_at(entry) + at.ACT_SERIAL] == serial:  # else it was cancelled while it waited
            start_deal(x, m, t, entry)
