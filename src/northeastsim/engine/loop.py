"""Who goes next, without SimPy: one replication from its start to its horizon, over a heap of what is due.

Plain functions on flat arrays like the rulebook's, and compiled with it by `batch.py`; as they stand they are slow and
give the same bits. A replication goes exactly as on SimPy: the same turns, in the order of the same `precedence`.
"""

from collections.abc import MutableSequence

from northeastsim.rulebook import layout as at
from northeastsim.rulebook.agenda import precedence
from northeastsim.rulebook.layout import M, T, X
from northeastsim.rulebook.observe import observe
from northeastsim.rulebook.turn import start, turn

# Rows of numbers whose length is asked for, unlike that of x, m and t.
Numbers = MutableSequence[float]
Wholes = MutableSequence[int]

QUEUE_WIDTH = 5  # minute, precedence, item, a, b

# What `run` tells of a replication, beside what it leaves in m.
TOLD_WIDTH = 4
ENDED_AT, LOGGED, STEPPED, MINUTE = range(TOLD_WIDTH)

# Why a run stopped early, beside the troubles of the rules, which are above 0: a buffer to be enlarged.
QUEUE_SHORT, LOG_SHORT, STEPS_SHORT = -1, -2, -3


def run(
    x: X, m: M, t: T, ticks: Wholes, places: Wholes, queue: Wholes, seen: Numbers,
    log: Wholes, quantities: Numbers, steps: Wholes, sizes: Numbers, told: Wholes,
) -> int:  # fmt: skip
    """Run one replication from the state in x and m; return 0, or why it stopped early.

    `ticks` are the minutes of observation (the last is the horizon), `places` what is kept of each. What comes out, row
    by row: `seen` (observations, places), `log` and `quantities`, `steps` and `sizes` (impulses), and `told`.
    """
    last = len(ticks) - 1
    looks = 0
    told[MINUTE] = 0
    told[LOGGED] = 0
    told[STEPPED] = 0
    start(x, m, t)
    pending = drain(x, m, queue, 0, log, quantities, steps, sizes, told)
    while m[at.TROUBLE] == 0 and m[at.ENDED] == 0:
        until = queue[0] if pending > 0 else ticks[last]
        while looks < last and ticks[looks] <= until:
            look(x, m, t, ticks[looks], places, seen, looks, told)
            looks += 1
        if pending == 0 or m[at.TROUBLE] != 0:
            break
        item = queue[2]
        a = queue[3]
        b = queue[4]
        pending = pop(queue, pending)
        told[MINUTE] = until
        turn(x, m, t, until, item, a, b)
        pending = drain(x, m, queue, pending, log, quantities, steps, sizes, told)
    if m[at.TROUBLE] == 0:
        told[ENDED_AT] = ticks[last] if m[at.ENDED] == 0 else m[at.CLOCK]
        look(x, m, t, told[ENDED_AT], places, seen, looks, told)
        keep_last(seen, len(places), looks, last)
    return m[at.TROUBLE]


def keep_last(seen: Numbers, width: int, k: int, last: int) -> None:
    """Repeat the k-th observation to the last: a run that war ended keeps its values for the dates it did not reach."""
    for place in range(width * (k + 1), width * (last + 1)):
        seen[place] = seen[place - width]


def look(x: X, m: M, t: T, tick: int, places: Wholes, seen: Numbers, k: int, told: Wholes) -> None:
    """Keep what is seen at a minute as the k-th observation."""
    told[MINUTE] = tick
    observe(x, m, t, tick)
    first = len(places) * k
    for p in range(len(places)):
        seen[first + p] = x[places[p]]


def drain(
    x: X, m: M, queue: Wholes, pending: int, log: Wholes, quantities: Numbers, steps: Wholes, sizes: Numbers, told: Wholes
) -> int:  # fmt: skip
    """Take what a turn left: due items onto the heap, the log and impulses into what comes out; return what is pending."""
    if m[at.TROUBLE] != 0:
        return pending
    if QUEUE_WIDTH * (pending + m[at.DUE_COUNT]) > len(queue):
        m[at.TROUBLE] = QUEUE_SHORT
        return pending
    for r in range(m[at.DUE_COUNT]):
        push(queue, pending + r, m, at.DUE + at.DUE_WIDTH * r)
    keep(x, m, m[at.LOG_COUNT], at.LOG, at.LOG_WIDTH, at.LOG_QUANTITY, log, quantities, told, LOGGED, LOG_SHORT)
    keep(x, m, m[at.IMPULSE_COUNT], at.IMPULSE, at.IMPULSE_WIDTH, at.IMPULSE_SIZE, steps, sizes, told, STEPPED, STEPS_SHORT)
    return pending + m[at.DUE_COUNT]


def keep(
    x: X, m: M, count: int, row: int, width: int, number: int, rows: Wholes, numbers: Numbers, told: Wholes, kept: int, short: int
) -> None:  # fmt: skip
    """Take `count` rows of a turn from m[row...] and their numbers from x[number...], after the told[kept] before them."""
    end = told[kept]
    if width * (end + count) > len(rows):
        m[at.TROUBLE] = short
        return
    for k in range(width * count):
        rows[width * end + k] = m[row + k]
    for r in range(count):
        numbers[end + r] = x[number + r]
    told[kept] = end + count


def push(queue: Wholes, pending: int, m: M, due: int) -> None:
    """Put the due item at m[due...] on a heap of `pending` items."""
    tick = m[due + at.DUE_TICK]
    rank = precedence(m[due + at.DUE_PHASE], m[due + at.DUE_ACTOR], m[due + at.DUE_SERIAL])
    k = pending
    while k > 0:
        parent = (k - 1) // 2
        p = QUEUE_WIDTH * parent
        if queue[p] < tick or (queue[p] == tick and queue[p + 1] < rank):
            break
        for c in range(QUEUE_WIDTH):
            queue[QUEUE_WIDTH * k + c] = queue[p + c]
        k = parent
    k = QUEUE_WIDTH * k
    queue[k] = tick
    queue[k + 1] = rank
    queue[k + 2] = m[due + at.DUE_ITEM]
    queue[k + 3] = m[due + at.DUE_A]
    queue[k + 4] = m[due + at.DUE_B]


def pop(queue: Wholes, pending: int) -> int:
    """Take the first item off a heap; return how many are left."""
    left = pending - 1
    z = QUEUE_WIDTH * left
    tick = queue[z]
    rank = queue[z + 1]
    k = 0
    while True:
        child = 2 * k + 1
        if child >= left:
            break
        c = QUEUE_WIDTH * child
        if child + 1 < left:
            d = c + QUEUE_WIDTH
            if queue[d] < queue[c] or (queue[d] == queue[c] and queue[d + 1] < queue[c + 1]):
                child += 1
                c = d
        if tick < queue[c] or (tick == queue[c] and rank < queue[c + 1]):
            break
        for e in range(QUEUE_WIDTH):
            queue[QUEUE_WIDTH * k + e] = queue[c + e]
        k = child
    for e in range(QUEUE_WIDTH):
        queue[QUEUE_WIDTH * k + e] = queue[z + e]
    return left
