"""The scenario's own events: when one comes that has no date, whether it comes about, and how large it then is.

All draws have the event's id as their subject, so that worlds which differ in anything else share them. Where the scenario
leaves nothing to chance, each draw is the middle: half a range, the median waiting, and what is likelier than not comes about.
"""

from math import floor

from . import layout as at
from .agenda import book, waiting
from .chance import COMING, RANGE, uniform
from .layout import M, T, X


def row_of(t: T, e: int) -> int:
    """Return the place in t of the e-th event of the scenario."""
    return t[at.AT_SCRIPTS] + at.SCRIPT_WIDTH * e


def luck(m: M, purpose: int, subject: int, slot: int) -> float:
    """Return the draw at an address; the middle where nothing is left to chance."""
    if m[at.CHANCE_ON] == 1:
        return uniform(m[at.KEY], purpose, subject, slot)
    return 0.5


def figure(x: X, m: M, place: int, subject: int, slot: int) -> float:
    """Return a number that a scenario gives at a place in x: as it is, or drawn once per replication from a range.

    Uniform from x[FIGURE_LOW] over x[FIGURE_SPAN]; where x[FIGURE_WHOLE] is 1 every whole number of the range is as likely.
    """
    draw = luck(m, RANGE, subject, slot)
    if x[place + at.FIGURE_WHOLE] > 0.0:
        return x[place + at.FIGURE_LOW] + floor(draw * (x[place + at.FIGURE_SPAN] + 1.0))
    return x[place + at.FIGURE_LOW] + draw * x[place + at.FIGURE_SPAN]


def size_of(x: X, m: M, t: T, e: int) -> float:
    """Return the size of an event of the scenario, the same each time it comes in a replication."""
    row = row_of(t, e)
    if t[row + at.SCRIPT_RANGE] < 0:
        return x[t[at.AT_SCRIPT_QUANTITY] + e]
    return figure(x, m, t[row + at.SCRIPT_RANGE], t[row + at.SCRIPT_HASH], at.SLOT_SIZE)


def comes_about(x: X, m: M, t: T, e: int, time: int) -> bool:
    """Return whether an event whose time has come for the `time`-th time, counted from 1, comes about."""
    row = row_of(t, e)
    if t[row + at.SCRIPT_PROBABILITY] < 0:
        return True
    subject = t[row + at.SCRIPT_HASH]
    return luck(m, COMING, subject, time) < figure(x, m, t[row + at.SCRIPT_PROBABILITY], subject, at.SLOT_PROBABILITY)


def book_hazards(x: X, m: M, t: T) -> None:
    """Book the events that come by themselves, waiting from the start."""
    for e in range(t[at.SCRIPTS_DATED], t[at.SCRIPTS]):
        row = row_of(t, e)
        if t[row + at.SCRIPT_HAZARD] >= 0 and t[row + at.SCRIPT_AFTER] < 0:
            book_hazard(x, m, t, e, 0)


def book_hazard(x: X, m: M, t: T, e: int, since: int) -> None:
    """Book an event that comes by itself, an exponential waiting after a minute or after it may come; never where its hazard is 0."""
    row = row_of(t, e)
    subject = t[row + at.SCRIPT_HASH]
    rate = figure(x, m, t[row + at.SCRIPT_HAZARD], subject, at.SLOT_HAZARD)
    if rate > 0.0:
        tick = max(since, t[row + at.SCRIPT_SINCE]) + waiting(luck(m, COMING, subject, 0), rate)
        book_in_force(m, t, e, tick)


def book_in_force(m: M, t: T, e: int, tick: int) -> None:
    """Book an event that has no date for a minute, if it may come then."""
    row = row_of(t, e)
    if tick >= t[row + at.SCRIPT_SINCE] and (t[row + at.SCRIPT_UNTIL] < 0 or tick < t[row + at.SCRIPT_UNTIL]):
        book(m, tick, at.PHASE_CONDITION, 0, at.ITEM_CONDITION, e, 0)


def book_followers(x: X, m: M, t: T, e: int, first: bool) -> None:
    """Book what follows an event that has just been announced, `first` for the first time: so many days later each time.

    One with a hazard comes but once, and waits since the first time.
    """
    for other in range(t[at.SCRIPTS_DATED], t[at.SCRIPTS]):
        row = row_of(t, other)
        if t[row + at.SCRIPT_AFTER] == e:
            tick = m[at.CLOCK] + t[row + at.SCRIPT_DELAY]
            if t[row + at.SCRIPT_HAZARD] < 0:
                book_in_force(m, t, other, tick)
            elif first:
                book_hazard(x, m, t, other, tick)
