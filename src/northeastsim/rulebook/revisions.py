"""Numbers and strategies that change at a date, before anything else of its first minute; what is under way goes on.

A delivery, a stage or a decision that is booked already keeps its time; waiting times at a rate that changes are drawn anew.
"""

from . import layout as at
from . import parameters as of
from .acts import book_war_end
from .agenda import book
from .concerns import note_judged
from .expect import forget_plans, weigh
from .layout import M, T, X
from .strategies import adopt, row_of
from .streams import book_launch, book_regime


def open_revisions(m: M, t: T) -> None:
    """Book the first revision of a replication; what options did after the last one of another is forgotten."""
    if t[at.REVISIONS] > 0:
        forget_plans(m, t)
        book_revision(m, t, 0)


def book_revision(m: M, t: T, r: int) -> None:
    """Book the r-th revision; they stand in order of date."""
    if r < t[at.REVISIONS]:
        tick = t[t[at.AT_REVISIONS] + at.REVISION_WIDTH * r + at.REVISION_TICK]
        book(m, tick, at.PHASE_REVISION, 0, at.ITEM_REVISION, r, 0)


def on_revision(x: X, m: M, t: T, r: int) -> None:
    """Let the r-th revision come: its numbers hold from now on, its strategies are followed, and all is weighed anew."""
    row = t[at.AT_REVISIONS] + at.REVISION_WIDTH * r
    first = t[row + at.REVISION_FIRST]
    for k in range(first, first + t[row + at.REVISION_COUNT]):
        entry = t[at.AT_REVISED] + at.REVISED_WIDTH * k
        place = t[entry + at.REVISED_PLACE]
        if place >= 0:
            x[place] = x[t[entry + at.REVISED_VALUE]]
        else:
            adopt(x, m, t, t[row_of(t, -1 - place) + at.STRATEGY_ACTOR], -1 - place)
    weigh(x, m, t)
    forget_plans(m, t)
    note_judged(x, m)
    m[at.FRESH] = 0
    if m[at.STREAMS_ON] == 1:
        renew_streams(x, m, t, row)


def renew_streams(x: X, m: M, t: T, row: int) -> None:
    """Draw anew what waits at a rate that the revision at t[row...] changes: launches, regime crises, ends of outside wars."""
    for i in range(m[at.ACTORS]):
        if t[row + at.REVISION_LAUNCHES] >> i & 1 == 1:
            m[at.LAUNCH_ERA + i] += 1
            if x[at.LAUNCHES + i] > 0.0:
                book_launch(x, m, i, m[at.CLOCK], at.ERA * m[at.LAUNCH_ERA + i])
        if t[row + at.REVISION_REGIMES] >> i & 1 == 1:
            book_regime(x, m, i, m[at.CLOCK], 0)
        if t[row + at.REVISION_WARS] == 1 and x[at.OUTSIDE_WAR + at.ACTOR_REST + i] > x[of.WAR_FLOOR]:
            m[at.WARS + i] += 1  # the end that was booked is that of an earlier one
            book_war_end(x, m, i)
