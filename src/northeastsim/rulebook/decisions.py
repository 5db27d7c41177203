"""How an actor decides: at its own times, with limited attention and money, by logit over expected gains.

1. Each open option is considered with some probability (limited attention); "wait" always is.
2. Its effects are tried on the state (`expect.py`), times the chance that those it needs consent.
3. Its utility is that gain, less the option's constant, audience cost, repetition and money, plus appetite.
4. One is drawn with probability proportional to exp(rationality * utility); waiting has utility 0.
"""

from . import layout as at
from . import parameters as of
from .acts import allowed, asked, begin, clear, consent_chance, new_act
from .agenda import book, days
from .arithmetic import exp
from .chance import CHOOSE, CONSIDER, DECISION_TIME, STRATEGY, derive, uniform
from .changes import act_at
from .concerns import gain, know_everything, look, remember
from .conditions import holds
from .deals import deal_worth
from .drift import left
from .expect import open_trial, talks_success
from .layout import M, T, X
from .strategies import row_of
from .trial import close_trial

OUT = -1.0e300  # utility of an option that is not open


def book_decision(x: X, m: M, i: int) -> None:
    """Book the next decision of actor i: its interval, moved by up to its jitter."""
    slot = m[at.SLOT + i]
    move = 2.0 * uniform(m[at.KEY], DECISION_TIME, m[at.ID + i], slot) - 1.0
    number = x[at.INTERVAL + i] * (1.0 + x[at.JITTER + i] * move)
    if slot == 0:
        number = x[at.INTERVAL + i] * 0.5 * (1.0 + move)  # spread over the first interval
    minutes = days(number)
    book(m, m[at.CLOCK] + max(1, minutes), at.PHASE_DECISION, i, at.ITEM_DECISION, i, slot)


def on_decision(x: X, m: M, t: T, i: int, slot: int) -> None:
    """Let actor i decide: weigh its options, choose one by logit, begin it."""
    if not open_decision(x, m, t, i, slot, 0):
        return
    first = t[t[at.AT_ACTOR_OPTIONS] + i]
    last = t[t[at.AT_ACTOR_OPTIONS] + i + 1]
    draw = uniform(m[at.KEY], CHOOSE, m[at.ID + i], slot)
    o = first + choose(x, t[at.AT_OPTION_UTILITY] + first, last - first, x[at.RATIONALITY + i], draw)
    if o >= first:
        carry_out(x, m, t, o, slot)


def open_decision(x: X, m: M, t: T, i: int, slot: int, everything: int) -> bool:
    """Book actor i's next decision and weigh its options; return whether it has the attention to choose one now.

    What chooses is a policy's business: the logit of `on_decision`, or whatever an engine puts in its place. With
    `everything` 1 all open options are weighed, not only those that limited attention would consider.
    """
    m[at.SLOT + i] = slot + 1
    m[at.DECISIONS] += 1
    if m[at.ADAPTIVE + i] >= 0:
        switch(x, m, t, i, slot)
    book_decision(x, m, i)
    if m[at.BUSY + i] >= x[at.ATTENTION + i]:
        return False
    weigh_options(x, m, t, i, slot, everything)
    return True


def switch(x: X, m: M, t: T, i: int, slot: int) -> None:
    """Let an adaptive actor go over to the strategy of the first of its conditions that holds, if it has waited long enough."""
    row = row_of(t, m[at.ADAPTIVE + i])
    if m[at.CLOCK] - m[at.SWITCHED + i] < t[row + at.STRATEGY_MINUTES]:
        return
    look(x, m, t)
    first = t[row + at.STRATEGY_FIRST_SWITCH]
    for k in range(first, first + t[row + at.STRATEGY_SWITCHES]):
        entry = t[at.AT_SWITCHES] + at.SWITCH_WIDTH * k
        condition = t[entry + at.SWITCH_CONDITION]
        if t[t[at.AT_CONDITIONS] + at.CONDITION_WIDTH * condition + at.CONDITION_NEEDS] == 1:
            know_everything(x, m)
        if holds(x, m, t, condition):
            if t[entry + at.SWITCH_TO] != m[at.FOLLOWS + i]:
                change(x, m, t, i, t[entry + at.SWITCH_TO], slot)
            return


def change(x: X, m: M, t: T, i: int, k: int, slot: int) -> None:
    """Let actor i go over to strategy k, and all see it."""
    m[at.SWITCHED + i] = m[at.CLOCK]
    s = new_act(m, t[at.STRATEGY_CHANGE_TYPE], i, -1)
    if s < 0:
        return
    a = act_at(s)
    m[a + at.ACT_SYSTEM] = at.SAYS_STRATEGY - k
    m[a + at.ACT_ID] = derive(m[at.ID + i], STRATEGY, slot)
    m[a + at.ACT_CAUSE_KIND] = at.BY_DECISION
    m[a + at.ACT_CAUSE] = slot
    x[at.QUANTITY + s] = 1.0
    begin(x, m, t, s, 0)


def weigh_options(x: X, m: M, t: T, i: int, slot: int, everything: int) -> None:
    """Write the utility of every option of actor i that is open and considered; of the others, `OUT`."""
    look(x, m, t)
    boost(x, m, t, i)
    remember(x, m, i)
    for o in range(t[t[at.AT_ACTOR_OPTIONS] + i], t[t[at.AT_ACTOR_OPTIONS] + i + 1]):
        x[t[at.AT_OPTION_UTILITY] + o] = OUT
        allowed_at_all = m[t[at.AT_OPTION_FORBIDDEN] + o] == 0
        if allowed_at_all and (everything == 1 or is_considered(x, m, t, o, slot)) and is_open(x, m, t, o):
            x[t[at.AT_OPTION_UTILITY] + o] = utility(x, m, t, o)


def is_considered(x: X, m: M, t: T, o: int, slot: int) -> bool:
    """Return whether limited attention lets an option be considered; one that a rule of the strategy now favours always is."""
    draw = uniform(m[at.KEY], CONSIDER, t[t[at.AT_OPTIONS] + at.OPTION_WIDTH * o + at.OPTION_HASH], slot)
    return draw < x[of.CONSIDERATION] or x[t[at.AT_OPTION_BOOST] + o] > 0.0


def boost(x: X, m: M, t: T, i: int) -> None:
    """Add up what the strategy's rules that hold now add to the appetite for each option of actor i."""
    for o in range(t[t[at.AT_ACTOR_OPTIONS] + i], t[t[at.AT_ACTOR_OPTIONS] + i + 1]):
        x[t[at.AT_OPTION_BOOST] + o] = 0.0
    for r in range(t[at.RULES]):
        row = t[at.AT_RULES] + at.RULE_WIDTH * r
        if t[row + at.RULE_ACTOR] != i or t[row + at.RULE_STRATEGY] != m[at.FOLLOWS + i]:
            continue
        if t[t[at.AT_CONDITIONS] + at.CONDITION_WIDTH * t[row + at.RULE_CONDITION] + at.CONDITION_NEEDS] == 1:
            know_everything(x, m)
        if holds(x, m, t, t[row + at.RULE_CONDITION]):
            for k in range(t[row + at.RULE_FIRST], t[row + at.RULE_FIRST] + t[row + at.RULE_COUNT]):
                pair = t[at.AT_RULE_OPTIONS] + at.RULE_OPTION_WIDTH * k
                x[t[at.AT_OPTION_BOOST] + t[pair]] += x[t[pair + 1]]


def is_open(x: X, m: M, t: T, o: int) -> bool:
    """Return whether an option is open now: not cooling down, not closed, affordable, its preconditions met.

    Makes slot 0 ready for the trial of the option.
    """
    row = t[at.AT_OPTIONS] + at.OPTION_WIDTH * o
    kind = t[at.AT_TYPES] + at.TYPE_WIDTH * t[row + at.OPTION_TYPE]
    last = m[t[at.AT_OPTION_LAST] + o]
    if last >= 0 and m[at.CLOCK] - last < t[kind + at.TYPE_COOLDOWN] * at.MINUTES_PER_DAY:
        return False
    if m[t[at.AT_OPTION_CLOSED] + o] > m[at.CLOCK]:
        return False
    i = t[row + at.OPTION_ACTOR]
    if x[at.OUTLAY + i] + cost_of(x, t, kind) > x[at.BUDGET + i]:
        return False
    prepare(x, m, t, 0, o)
    if t[kind + at.TYPE_MECHANISM] == at.DEMARCHE and m[act_at(0) + at.ACT_ABOUT] < 0:
        return False
    return allowed(x, m, t, 0)


def cost_of(x: X, t: T, kind: int) -> float:
    """Return what an act of a type costs its initiator, m US$."""
    return x[t[kind + at.TYPE_COST]] * x[t[kind + at.TYPE_QUANTITY]]


def prepare(x: X, m: M, t: T, s: int, o: int) -> None:
    """Fill slot s with the act that an option stands for."""
    row = t[at.AT_OPTIONS] + at.OPTION_WIDTH * o
    a = act_at(s)
    if s == 0:
        clear(m, a)
        m[a + at.ACT_TYPE] = t[row + at.OPTION_TYPE]
        m[a + at.ACT_INITIATOR] = t[row + at.OPTION_ACTOR]
        m[a + at.ACT_TARGET] = t[row + at.OPTION_TARGET]
    m[a + at.ACT_PARTICIPANTS] = t[row + at.OPTION_PARTICIPANTS]
    m[a + at.ACT_AIMED] = t[row + at.OPTION_AIMED]
    m[a + at.ACT_SYSTEM] = t[row + at.OPTION_SYSTEM]
    m[a + at.ACT_OPTION] = o
    kind = t[at.AT_TYPES] + at.TYPE_WIDTH * t[row + at.OPTION_TYPE]
    m[a + at.ACT_WORD] = t[kind + at.TYPE_WORD]
    m[a + at.ACT_HIDDEN] = t[kind + at.TYPE_SECRET]
    m[a + at.ACT_FIRST_LEG] = t[kind + at.TYPE_FIRST_LEG]
    m[a + at.ACT_LEGS] = t[kind + at.TYPE_LEGS]
    x[at.QUANTITY + s] = x[t[kind + at.TYPE_QUANTITY]]
    if t[kind + at.TYPE_MECHANISM] == at.DEMARCHE:
        about = open_deal(m, t, t[row + at.OPTION_TARGET], t[row + at.OPTION_ACTOR])
        m[a + at.ACT_ABOUT] = about
        if about >= 0:
            m[a + at.ACT_ABOUT_SERIAL] = m[act_at(about) + at.ACT_SERIAL]


def open_deal(m: M, t: T, supplier: int, actor: int) -> int:
    """Return the slot of the supplier's latest deal with a third party that is announced and not delivered; or -1."""
    best = -1
    serial = 0
    for s in range(1, m[at.SLOTS]):
        a = act_at(s)
        if m[a + at.ACT_SERIAL] > serial and m[a + at.ACT_INITIATOR] == supplier and m[a + at.ACT_TARGET] != actor:
            kind = t[at.AT_TYPES] + at.TYPE_WIDTH * m[a + at.ACT_TYPE]
            known = m[a + at.ACT_HIDDEN] >> actor & 1 == 0
            if known and t[kind + at.TYPE_MECHANISM] == at.ARMS and m[a + at.ACT_STAGE] == 0 and m[a + at.ACT_BATCH] == 0:
                best = s
                serial = m[a + at.ACT_SERIAL]
    return best


def utility(x: X, m: M, t: T, o: int) -> float:
    """Return the utility of the option that slot 0 was made ready for."""
    row = t[at.AT_OPTIONS] + at.OPTION_WIDTH * o
    kind = t[at.AT_TYPES] + at.TYPE_WIDTH * t[row + at.OPTION_TYPE]
    i = t[row + at.OPTION_ACTOR]
    who = asked(m, t, 0)
    n = m[at.ACTORS]
    for k in range(n):
        if who >> k & 1:
            remember(x, m, k)
    chance = 1.0
    if t[kind + at.TYPE_MECHANISM] == at.TALKS:
        chance = talks_success(x, m, 0)
    open_trial(x, m, t, 0)
    value = gain(x, m, t, i) + deal_worth(x, m, t, 0, i)
    for k in range(n):
        if who >> k & 1:
            chance = chance * consent_chance(x, m, t, 0, k)
    close_trial(x, m)
    value = chance * value - x[t[row + at.OPTION_CONSTANT]]
    value -= audience(x, t, kind, i, t[row + at.OPTION_TARGET])
    value -= repetition(x, m, t, o, kind)
    value -= money(x, t, kind, i)
    return value + x[t[at.AT_OPTION_APPETITE] + o] + x[t[at.AT_OPTION_BOOST] + o]


def audience(x: X, t: T, kind: int, i: int, j: int) -> float:
    """Return what it costs actor i before its own public to conciliate j, more as it regards j worse; 0 for other types."""
    if t[kind + at.TYPE_CONCILIATORY] == 1 and j >= 0:
        return x[of.AUDIENCE] * max(0.0, -x[at.ALIGNMENT + at.PAIR * i + j])
    return 0.0


def repetition(x: X, m: M, t: T, o: int, kind: int) -> float:
    """Return what an option loses because it was lately chosen."""
    return x[of.REPETITION] * memory(x, m, t, o, kind)


def money(x: X, t: T, kind: int, i: int) -> float:
    """Return the price of an act of a type in utility: its cost as a share of actor i's budget."""
    if x[at.BUDGET + i] > 0.0:
        return x[of.MONEY] * cost_of(x, t, kind) / x[at.BUDGET + i]
    return 0.0


def memory(x: X, m: M, t: T, o: int, kind: int) -> float:
    """Return how fresh the same act still is: one for each, fading with the half-life of its type."""
    last = m[t[at.AT_OPTION_LAST] + o]
    if last < 0:
        return 0.0
    years = (m[at.CLOCK] - last) / at.MINUTES_PER_YEAR
    return x[t[at.AT_OPTION_MEMORY] + o] * left(years, x[t[kind + at.TYPE_MEMORY]])


def choose(x: X, first: int, count: int, rationality: float, draw: float) -> int:
    """Return the position of the option drawn by logit from utilities x[first...]; -1 for waiting, utility 0.

    The best utility is taken off before the exponential, so that no utility overflows.
    """
    best = 0.0
    for k in range(count):
        if x[first + k] > best:
            best = x[first + k]
    total = odds(0.0, best, rationality)
    for k in range(count):
        if x[first + k] > OUT:
            total += odds(x[first + k], best, rationality)
    running = odds(0.0, best, rationality)
    if draw * total < running:
        return -1
    chosen = -1
    for k in range(count):
        if x[first + k] > OUT:
            running += odds(x[first + k], best, rationality)
            chosen = k
            if draw * total < running:
                return k
    return chosen


def odds(value: float, best: float, rationality: float) -> float:
    """Return the weight of an option of some utility in the logit, beside 1 of one as good as the best."""
    return exp(rationality * (value - best))


def carry_out(x: X, m: M, t: T, o: int, slot: int) -> None:
    """Begin the act of a chosen option, and remember it."""
    row = t[at.AT_OPTIONS] + at.OPTION_WIDTH * o
    i = t[row + at.OPTION_ACTOR]
    kind = t[at.AT_TYPES] + at.TYPE_WIDTH * t[row + at.OPTION_TYPE]
    s = new_act(m, t[row + at.OPTION_TYPE], i, t[row + at.OPTION_TARGET])
    if s < 0:
        return
    prepare(x, m, t, s, o)
    a = act_at(s)
    m[a + at.ACT_ID] = derive(m[at.ID + i], CHOOSE, slot)
    m[a + at.ACT_CAUSE_KIND] = at.BY_DECISION
    m[a + at.ACT_CAUSE] = slot
    x[t[at.AT_OPTION_MEMORY] + o] = memory(x, m, t, o, kind) + 1.0
    m[t[at.AT_OPTION_LAST] + o] = m[at.CLOCK]
    x[at.OUTLAY + i] += cost_of(x, t, kind)
    begin(x, m, t, s, 1)
