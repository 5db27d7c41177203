"""Strategies that change: a new government follows another one, an adaptive state switches by rules.

All strategies that an actor may come to follow are laid out beside each other; the one it follows now is copied into the rows
that decisions read. Where each actor has only one, nothing here is ever called.
"""

from . import layout as at
from .chance import STRATEGY
from .changes import act_at
from .concerns import note_judged
from .layout import M, T, X
from .script import luck


def row_of(t: T, k: int) -> int:
    """Return the place in t of strategy k."""
    return t[at.AT_STRATEGIES] + at.STRATEGY_WIDTH * k


def open_strategies(m: M, t: T) -> None:
    """Note which strategy each actor begins with; its numbers stand in the live rows already."""
    for i in range(m[at.ACTORS]):
        m[at.ADAPTIVE + i] = -1
        m[at.FOLLOWS + i] = -1
    for k in range(t[at.STRATEGIES] - 1, -1, -1):
        row = row_of(t, k)
        i = t[row + at.STRATEGY_ACTOR]
        if t[row + at.STRATEGY_FIRST] == 1:
            m[at.FOLLOWS + i] = k
            if t[row + at.STRATEGY_STARTS_AS] >= 0:
                m[at.ADAPTIVE + i] = k
                m[at.FOLLOWS + i] = t[row + at.STRATEGY_STARTS_AS]


def redraw(x: X, m: M, t: T, s: int) -> None:
    """Draw which strategy the target of a change of government comes to follow; the act says it in place of a system."""
    a = act_at(s)
    if m[a + at.ACT_SCRIPT] < 0:
        return
    script = t[at.AT_SCRIPTS] + at.SCRIPT_WIDTH * m[a + at.ACT_SCRIPT]
    first = t[script + at.SCRIPT_FIRST_DRAW]
    count = t[script + at.SCRIPT_DRAWS]
    draw = luck(m, STRATEGY, m[a + at.ACT_ID], 0)
    total = 0.0
    for d in range(count):
        row = t[at.AT_DRAWS] + at.DRAW_WIDTH * (first + d)
        total += x[t[row + at.DRAW_WEIGHT]]
        if draw < total or d == count - 1:
            m[a + at.ACT_SYSTEM] = at.SAYS_STRATEGY - t[row + at.DRAW_STRATEGY]
            return


def adopt(x: X, m: M, t: T, i: int, k: int) -> None:
    """Let actor i follow strategy k from now on, or, where that is an adaptive one, what it starts as."""
    m[at.ADAPTIVE + i] = -1
    row = row_of(t, k)
    if t[row + at.STRATEGY_STARTS_AS] >= 0:
        m[at.ADAPTIVE + i] = k
        m[at.SWITCHED + i] = m[at.CLOCK]
        k = t[row + at.STRATEGY_STARTS_AS]
    follow(x, m, t, i, k)


def follow(x: X, m: M, t: T, i: int, k: int) -> None:
    """Copy strategy k into the rows that the decisions of actor i read.

    Launches return to the pace that it sets; to the usual one, where the strategy left had set another and this one sets none.
    """
    pace = own_pace(x, m, t, m[at.FOLLOWS + i])
    m[at.FOLLOWS + i] = k
    n = m[at.ACTORS]
    p = t[row_of(t, k) + at.STRATEGY_NUMBERS]
    for c in range(at.CONCERNS):
        x[at.CONCERN_WEIGHT + at.ACTOR_PITCH * c + i] = x[p + c]
    p += at.CONCERNS
    for j in range(n):
        x[at.CARE_INFLUENCE + at.PAIR * i + j] = x[p + j]
        x[at.CARE_PARTNER + at.PAIR * i + j] = x[p + n + j]
    p += 2 * n
    x[at.RATIONALITY + i] = x[p]
    x[at.ATTENTION + i] = x[p + 1]
    x[at.INTERVAL + i] = x[p + 2]
    x[at.JITTER + i] = x[p + 3]
    x[at.BUDGET + i] = x[p + 4]
    if x[p + 5] >= 0.0:
        x[at.POSTURE + at.ACTOR_REST + i] = x[p + 5]
    elif pace >= 0.0:
        x[at.POSTURE + at.ACTOR_REST + i] = 1.0
    p += at.STRATEGY_TRAITS
    for o in range(t[at.OPTIONS]):
        row = t[at.AT_OPTIONS] + at.OPTION_WIDTH * o
        if t[row + at.OPTION_ACTOR] == i:
            x[t[at.AT_OPTION_APPETITE] + o] = x[p + o]
        else:
            x[t[at.AT_OPTION_CONSENT] + n * o + i] = x[p + o]
        forbidden = t[row + at.OPTION_CLOSED]
        for j in range(n):
            if m[at.FOLLOWS + j] >= 0:
                forbidden |= t[t[row_of(t, m[at.FOLLOWS + j]) + at.STRATEGY_FORBIDS] + o]
        m[t[at.AT_OPTION_FORBIDDEN] + o] = forbidden
    note_judged(x, m)
    m[at.FRESH] = 0


def own_pace(x: X, m: M, t: T, k: int) -> float:
    """Return the posture that strategy k sets for launches; -1: it sets none, or there is no strategy."""
    if k < 0:
        return -1.0
    return x[t[row_of(t, k) + at.STRATEGY_NUMBERS] + at.CONCERNS + 2 * m[at.ACTORS] + 5]
