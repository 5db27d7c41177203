"""What is due, and in which order: whole minutes, ties broken by phase, then actor, then order of booking.

The rules book items into a small outbox; whichever engine runs them holds the queue and empties it after each turn.
"""

from math import floor

from . import layout as at
from .arithmetic import log
from .layout import M


def book(m: M, tick: int, phase: int, actor: int, item: int, a: int, b: int) -> None:
    """Put an item on the agenda; what is due at the horizon or later is not booked."""
    m[at.SERIAL] += 1
    if tick >= m[at.HORIZON]:
        return
    if m[at.DUE_COUNT] >= at.DUE_MOST:
        m[at.TROUBLE] = at.DUE_FULL
        return
    row = at.DUE + at.DUE_WIDTH * m[at.DUE_COUNT]
    m[row + at.DUE_TICK] = tick
    m[row + at.DUE_PHASE] = phase
    m[row + at.DUE_ACTOR] = actor
    m[row + at.DUE_SERIAL] = m[at.SERIAL]
    m[row + at.DUE_ITEM] = item
    m[row + at.DUE_A] = a
    m[row + at.DUE_B] = b
    m[at.DUE_COUNT] += 1


def precedence(phase: int, actor: int, serial: int) -> int:
    """Return the number by which items due at one minute are ordered, the lower first; 2 at the least.

    Both engines use it. On SimPy it is an event's priority, where 0 and 1 stay with SimPy and with users' processes.
    """
    return 2 + ((phase * 64 + actor) << 40) + serial


def waiting(draw: float, rate: float) -> int:
    """Return the minutes until the next arrival of a Poisson process: exponential, one minute at the least.

    `draw` is uniform on (0, 1), `rate` per year.
    """
    minutes = -log(draw) / rate * at.MINUTES_PER_YEAR
    if minutes > 1.0e12:
        minutes = 1.0e12
    return 1 + int(floor(minutes))


def days(number: float) -> int:
    """Return a number of days in whole minutes."""
    return int(floor(number * at.MINUTES_PER_DAY + 0.5))
