"""One turn: given the state, the tables and one due item, change the state and leave what follows in the outbox.

Both engines call `start` once and `turn` for every due item; they differ only in who holds the queue.
"""

from . import layout as at
from .acts import GONE, begin, free, log, new_act, on_discovery, on_legs, on_stage
from .agenda import book
from .budgets import on_budget
from .chance import INITIAL, derive
from .changes import act_at
from .concerns import note_judged
from .conditions import holds
from .decisions import book_decision, on_decision
from .drift import advance
from .expect import weigh
from .layout import M, T, X
from .observe import restore, save
from .production import leave_line, on_order, open_lines
from .reactions import open_accounts
from .revisions import book_revision, on_revision, open_revisions
from .scores import backed, income, note_exposed, refresh
from .script import book_hazards, comes_about, row_of, size_of
from .strategies import open_strategies
from .streams import (
    book_calendar,
    book_candidate,
    book_launch,
    book_regime,
    launch,
    on_calendar,
    on_candidate,
    on_launch,
    on_outbreak,
    on_regime,
    on_war_end,
    open_streams,
    surely_passes,
    surely_stays,
)


def start(x: X, m: M, t: T) -> None:
    """Prepare a replication whose state stands in x, and book the first items."""
    n = m[at.ACTORS]
    clear_outbox(m)
    open_revisions(m, t)
    for s in range(m[at.SLOTS]):
        free(m, s)
    m[at.SLOTS] = 0
    weigh(x, m, t)
    open_strategies(m, t)
    note_exposed(x, m)
    note_judged(x, m)
    refresh(x, m, t)
    for i in range(n):
        x[at.ACCEPTABLE_SECURITY + i] = x[at.SECURITY + i]
        x[at.START_INCOME + i] = income(x, n, i)
        x[at.START_BACKED + i] = backed(x, n, i, i)
    open_accounts(x, m, t)
    book_script(m, t, 0)
    book_hazards(x, m, t)
    if t[at.CONDITIONS_DAILY] > 0:
        book(m, 0, at.PHASE_CONDITION, 63, at.ITEM_CHECK, 0, 0)
    for i in range(n):
        book_budget(m, t, i, 0)
        if m[at.DECISIONS_ON] == 1 and x[at.INTERVAL + i] > 0.0:
            book_decision(x, m, i)
    if m[at.STREAMS_ON] == 1:
        open_streams(x, m)
        book_calendar(m, t, 0)
    for i in range(n):
        open_lines(x, m, i)


def clear_outbox(m: M) -> None:
    """Forget what the last turn left for the engine."""
    m[at.DUE_COUNT] = 0
    m[at.LOG_COUNT] = 0
    m[at.IMPULSE_COUNT] = 0


def turn(x: X, m: M, t: T, tick: int, item: int, a: int, b: int) -> None:
    """Let one due item happen."""
    clear_outbox(m)
    if item == at.ITEM_CHECK:
        check(x, m, t, tick)
        return
    if passes(x, m, tick, item, a, b):
        return
    advance(x, m, tick)
    if item == at.ITEM_STAGE:
        on_stage(x, m, t, a, b)
    elif item == at.ITEM_DECISION:
        on_decision(x, m, t, a, b)
    elif item == at.ITEM_CANDIDATE:
        on_candidate(x, m, t, a, b)
    elif item == at.ITEM_LAUNCH:
        on_launch(x, m, t, a, b)
    elif item == at.ITEM_CHILD:
        launch(x, m, t, b % at.PAIR, a, b // at.PAIR)
    elif item == at.ITEM_CALENDAR:
        on_calendar(x, m, t, a)
    elif item == at.ITEM_BUDGET:
        book_budget(m, t, a, b + 1)
        on_budget(x, m, t, a, b)
    elif item == at.ITEM_SCRIPT:
        book_script(m, t, a + 1)
        on_script(x, m, t, a)
    elif item == at.ITEM_CONDITION:
        on_script(x, m, t, a)
    elif item == at.ITEM_OUTBREAK:
        on_outbreak(x, m, t, a, b)
    elif item == at.ITEM_ORDER:
        on_order(x, m, t, a, b)
    elif item == at.ITEM_ORDER_DONE:
        leave_line(x, m, t, a)
    elif item == at.ITEM_LEGS:
        on_legs(x, m, t, a, b)
    elif item == at.ITEM_DISCOVERY:
        on_discovery(x, m, t, a, b)
    elif item == at.ITEM_REGIME:
        book_regime(x, m, a, tick, b + 1)
        on_regime(x, m, t, a, b)
    elif item == at.ITEM_WAR_END:
        on_war_end(x, m, t, a, b)
    elif item == at.ITEM_REVISION:
        book_revision(m, t, a + 1)
        on_revision(x, m, t, a)


def passes(x: X, m: M, tick: int, item: int, a: int, b: int) -> bool:
    """Book what comes after a candidate of chance; return whether this one surely comes to nothing."""
    if item == at.ITEM_CANDIDATE:
        book_candidate(x, m, a, tick, b + 1)
        return surely_passes(x, m, a, b)
    if item == at.ITEM_LAUNCH:
        if b // at.ERA != m[at.LAUNCH_ERA + a]:
            return True  # its rate is no longer that of the actor
        book_launch(x, m, a, tick, b + 1)
        return surely_stays(x, m, a, b)
    return False


def book_budget(m: M, t: T, i: int, year: int) -> None:
    """Book a year's budget of actor i; under the Richardson rule the first actor's stands for all."""
    if m[at.RICHARDSON_ON] == 1 and i > 0:
        return
    tick = t[t[at.AT_BUDGET_DAYS] + at.MOST_YEARS * i + year]
    if tick >= 0:
        book(m, tick, at.PHASE_BUDGET, i, at.ITEM_BUDGET, i, year)


def book_script(m: M, t: T, e: int) -> None:
    """Book the e-th dated event of the scenario; they stand in order of date."""
    if e < t[at.SCRIPTS_DATED]:
        book(m, t[row_of(t, e) + at.SCRIPT_TICK], at.PHASE_SCRIPT, 0, at.ITEM_SCRIPT, e, 0)


def on_script(x: X, m: M, t: T, e: int) -> None:
    """Let an event of the scenario happen, or be proposed; or, where its probability says so, pass over."""
    row = row_of(t, e)
    s = new_act(m, t[row + at.SCRIPT_TYPE], t[row + at.SCRIPT_INITIATOR], t[row + at.SCRIPT_TARGET])
    if s < 0:
        return
    a = act_at(s)
    m[a + at.ACT_PARTICIPANTS] = t[row + at.SCRIPT_PARTICIPANTS]
    m[a + at.ACT_AIMED] = t[row + at.SCRIPT_AIMED]
    m[a + at.ACT_SYSTEM] = t[row + at.SCRIPT_SYSTEM]
    m[a + at.ACT_WORD] = t[row + at.SCRIPT_WORD]
    m[a + at.ACT_HIDDEN] = t[row + at.SCRIPT_SECRET]
    m[a + at.ACT_FIRST_LEG] = t[row + at.SCRIPT_FIRST_LEG]
    m[a + at.ACT_LEGS] = t[row + at.SCRIPT_LEGS]
    if m[a + at.ACT_LEGS] == 0:  # those of its type, if that has any
        kind = t[at.AT_TYPES] + at.TYPE_WIDTH * m[a + at.ACT_TYPE]
        m[a + at.ACT_FIRST_LEG] = t[kind + at.TYPE_FIRST_LEG]
        m[a + at.ACT_LEGS] = t[kind + at.TYPE_LEGS]
    m[a + at.ACT_SCRIPT] = e
    m[a + at.ACT_ID] = derive(t[row + at.SCRIPT_HASH], INITIAL, m[t[at.AT_TIMES] + e])
    m[t[at.AT_TIMES] + e] += 1
    m[a + at.ACT_CAUSE_KIND] = at.BY_SCENARIO
    m[a + at.ACT_CAUSE] = e
    x[at.QUANTITY + s] = size_of(x, m, t, e)
    about = t[row + at.SCRIPT_ABOUT]
    if about >= 0:
        m[a + at.ACT_ABOUT] = GONE
        for other in range(1, m[at.SLOTS]):
            b = act_at(other)
            if m[b + at.ACT_SERIAL] > m[a + at.ACT_ABOUT_SERIAL] and m[b + at.ACT_SCRIPT] == about and other != s:
                m[a + at.ACT_ABOUT] = other
                m[a + at.ACT_ABOUT_SERIAL] = m[b + at.ACT_SERIAL]
    if not comes_about(x, m, t, e, m[t[at.AT_TIMES] + e]):
        log(x, m, s, at.PASSED_OVER)
        free(m, s)
        return
    begin(x, m, t, s, t[row + at.SCRIPT_ASK])


def check(x: X, m: M, t: T, tick: int) -> None:
    """Evaluate the daily conditions at midnight of `tick`, without touching the world.

    Those that fire are booked for this same minute, so that what they do is a turn of its own.
    """
    clock = m[at.CLOCK]
    save(x, m)
    advance(x, m, tick)
    for c in range(t[at.CONDITIONS_DAILY]):
        if t[t[at.AT_CONDITIONS] + at.CONDITION_WIDTH * c + at.CONDITION_NEEDS] == 1:
            refresh(x, m, t)
            break
    open_still = 0
    for c in range(t[at.CONDITIONS_DAILY]):
        if is_due(x, m, t, c, tick):
            m[t[at.AT_FIRED] + c] = tick
            row = t[at.AT_CONDITIONS] + at.CONDITION_WIDTH * c
            script = t[row + at.CONDITION_SCRIPT]
            book(m, tick, at.PHASE_CONDITION, 0, at.ITEM_CONDITION, script, 0)
        open_still += 1 if is_open_still(m, t, c, tick) else 0
    restore(x, m, clock)
    if open_still > 0:
        book(m, tick + at.MINUTES_PER_DAY, at.PHASE_CONDITION, 63, at.ITEM_CHECK, 0, 0)


def is_open_still(m: M, t: T, c: int, tick: int) -> bool:
    """Return whether condition c may fire after minute `tick`."""
    row = t[at.AT_CONDITIONS] + at.CONDITION_WIDTH * c
    script = t[at.AT_SCRIPTS] + at.SCRIPT_WIDTH * t[row + at.CONDITION_SCRIPT]
    until = t[script + at.SCRIPT_UNTIL]
    return (until < 0 or tick + at.MINUTES_PER_DAY < until) and (m[t[at.AT_FIRED] + c] < 0 or t[script + at.SCRIPT_REPEAT] > 0)


def is_due(x: X, m: M, t: T, c: int, tick: int) -> bool:
    """Return whether condition c, open still, has held for as long as it asks."""
    row = t[at.AT_CONDITIONS] + at.CONDITION_WIDTH * c
    script = t[at.AT_SCRIPTS] + at.SCRIPT_WIDTH * t[row + at.CONDITION_SCRIPT]
    if tick < t[script + at.SCRIPT_SINCE]:
        return False
    fired = m[t[at.AT_FIRED] + c]
    repeat = t[script + at.SCRIPT_REPEAT]
    until = t[script + at.SCRIPT_UNTIL]
    if until >= 0 and tick >= until:
        return False
    if fired >= 0 and repeat <= 0:
        return False
    if not holds(x, m, t, c):
        m[t[at.AT_SINCE] + c] = -1
        return False
    if m[t[at.AT_SINCE] + c] < 0:
        m[t[at.AT_SINCE] + c] = tick
    if fired >= 0 and tick - fired < repeat:
        return False
    return tick - m[t[at.AT_SINCE] + c] >= t[row + at.CONDITION_MINUTES]
