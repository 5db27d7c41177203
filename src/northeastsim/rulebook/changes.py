"""The effects of an act resolved into single changes: which value, of whom towards whom, by how much of what.

Who stands in a role of an act never changes, nor does what its effects are multiplied by where that is a number of the
scenario. What is left to ask the state for is the scale of some changes: a regard, a need.
"""

from . import layout as at
from .layout import M, T, X
from .trial import touch

FIXED, HOSTILE, FRIENDLY, REGARD, NEED = range(5)  # how a change is scaled by the state


def act_at(s: int) -> int:
    """Return the place in m of the act in slot s."""
    return at.ACT + at.ACT_WIDTH * s


def members(m: M, s: int, role: int) -> int:
    """Return the set of actors in a role of an act, as bits."""
    a = act_at(s)
    initiator = 0
    if m[a + at.ACT_INITIATOR] >= 0:
        initiator = 1 << m[a + at.ACT_INITIATOR]
    target = 0
    if m[a + at.ACT_TARGET] >= 0:
        target = 1 << m[a + at.ACT_TARGET]
    if role == at.INITIATOR:
        return initiator
    if role == at.TARGET:
        return target
    if role == at.PARTNERS:
        return m[a + at.ACT_PARTICIPANTS]
    if role == at.AIMED_AT:
        return m[a + at.ACT_AIMED]
    if role == at.PARTIES:
        return initiator | m[a + at.ACT_PARTICIPANTS]
    if role == at.BYSTANDERS:
        return m[at.EVERYBODY] & ~(initiator | target | m[a + at.ACT_PARTICIPANTS])
    return m[at.EVERYBODY]


def resolve_prospect(x: X, m: M, t: T, s: int, sign: float) -> int:
    """Resolve what the stages of an act that are still to come are expected to do, and mark what it touches.

    The changes are `MOST_PLANNED` and following, where those of the act at hand stand; return where they end.
    """
    a = act_at(s)
    kind = t[at.AT_TYPES] + at.TYPE_WIDTH * m[a + at.ACT_TYPE]
    first_stage = t[kind + at.TYPE_FIRST_STAGE]
    k = at.MOST_PLANNED
    for stage in range(first_stage + m[a + at.ACT_STAGE] + 1, first_stage + t[kind + at.TYPE_STAGES]):
        k = resolve_stage(x, m, t, s, stage, sign, 1, k)
    for c in range(at.MOST_PLANNED, k):
        touch(m, m[change_at(c) + at.CHANGE_ROW], m[change_at(c) + at.CHANGE_I], m[change_at(c) + at.CHANGE_J])
    return k


def resolve_stage(x: X, m: M, t: T, s: int, stage: int, sign: float, trial: int, k: int) -> int:
    """Resolve what a stage of an act does, or in a trial is expected to do, as changes k and following; return where they end."""
    row = t[at.AT_STAGES] + at.STAGE_WIDTH * stage
    lead = m[act_at(s) + at.ACT_SYSTEM] + 1
    first = t[row + at.STAGE_FIRST_EFFECT]
    for e in range(first, first + t[row + at.STAGE_EFFECTS]):
        weight = sign
        if trial == 1:
            weight = sign * x[t[at.AT_WEIGHTS] + (at.MOST_SYSTEMS + 1) * e + lead]
        k = resolve(x, m, t, s, t[at.AT_EFFECTS] + at.EFFECT_WIDTH * e, weight, trial, k)
    return k


def resolve(x: X, m: M, t: T, s: int, e: int, weight: float, trial: int, k: int) -> int:
    """Resolve one effect row of an act, `weight` times, for everyone it concerns, as changes k and following."""
    if not applies(m, t, s, e):
        return k
    row = t[e + at.EFFECT_PLACE]
    amount = weight * x[t[e + at.EFFECT_BY]] * x[t[e + at.EFFECT_FACTOR]]
    firsts = members(m, s, t[e + at.EFFECT_OF])
    if trial == 0:
        firsts &= aware(m, s, t[e + at.EFFECT_OF])
    n = m[at.ACTORS]
    if t[e + at.EFFECT_PLANE] != at.PAIR_PLANE:
        if t[e + at.EFFECT_PLANE] == at.HOLDING_PLANE:
            row = at.HOLDING + at.ACTOR_PITCH * m[act_at(s) + at.ACT_SYSTEM]
        for i in range(n):
            if firsts >> i & 1 == 1:
                k = add(x, m, t, s, e, row, i, i, amount, trial, k)
        return k
    seconds = members(m, s, t[e + at.EFFECT_TO])
    mirrored = (row == at.TRADE or row == at.CONTACT) and t[e + at.EFFECT_HOW] != at.DIVERT
    for i in range(n):
        if firsts >> i & 1 == 1:
            for j in range(n):
                if i != j and seconds >> j & 1 == 1:
                    if mirrored and j < i and firsts >> j & 1 == 1 and seconds >> i & 1 == 1:
                        continue  # the pair had its turn the other way round
                    last = k
                    k = add(x, m, t, s, e, row, i, j, amount, trial, k)
                    if mirrored and k > last:
                        k = mirror(x, m, last)
    return k


def aware(m: M, s: int, role: int) -> int:
    """Return those in whom an effect of an act can arise, as bits: who does not know of a secret one cannot react to it.

    While it is being discovered only its witnesses react, and what it did to others has happened.
    """
    looking_on = role == at.BYSTANDERS or role == at.AIMED_AT or role == at.EVERYONE
    if m[at.WITNESSES] != 0:
        return m[at.WITNESSES] if looking_on else 0
    return m[at.EVERYBODY] & ~m[act_at(s) + at.ACT_HIDDEN] if looking_on else m[at.EVERYBODY]


def applies(m: M, t: T, s: int, e: int) -> bool:
    """Return whether an effect row concerns an act: what it says, and its system: durable goods, or consumable ones."""
    word = t[e + at.EFFECT_WORD]
    if word != 0 and word != m[act_at(s) + at.ACT_WORD]:
        return False
    only = t[e + at.EFFECT_ONLY]
    if only == 0:
        return True
    system = m[act_at(s) + at.ACT_SYSTEM]
    consumable = 0
    if system >= 0:
        consumable = t[t[at.AT_CONSUMABLE] + system]
    return consumable == only - 1


def change_at(k: int) -> int:
    """Return the place in m of a change."""
    return at.CHANGE + at.CHANGE_WIDTH * k


def add(x: X, m: M, t: T, s: int, e: int, row: int, i: int, j: int, amount: float, trial: int, k: int) -> int:
    """Write change k, of i towards j (or of i alone, twice); return the next, or k where it comes to nothing."""
    if k + 1 >= at.MOST_CHANGES:  # room for it and its mirror
        m[at.TROUBLE] = at.CHANGES_FULL
        return k
    c = change_at(k)
    m[c + at.CHANGE_PLACE] = row + (at.PAIR * i + j if t[e + at.EFFECT_PLANE] == at.PAIR_PLANE else i)
    m[c + at.CHANGE_ROW] = row
    m[c + at.CHANGE_I] = i
    m[c + at.CHANGE_J] = j
    m[c + at.CHANGE_EFFECT] = e
    x[at.CHANGE_SIZE + k] = amount
    scale_by(x, m, t, s, t[e + at.EFFECT_SCALE], i, j, trial, k)
    return k + 1 if x[at.CHANGE_SIZE + k] != 0.0 else k


def mirror(x: X, m: M, k: int) -> int:
    """Write change k once more, of what stands for the pair the other way round; return the next."""
    copy(x, m, k, k + 1)
    c = change_at(k + 1)
    i = m[c + at.CHANGE_I]
    j = m[c + at.CHANGE_J]
    m[c + at.CHANGE_PLACE] = m[c + at.CHANGE_ROW] + at.PAIR * j + i
    m[c + at.CHANGE_I] = j
    m[c + at.CHANGE_J] = i
    return k + 2


def copy(x: X, m: M, k: int, to: int) -> None:
    """Copy change k to another place."""
    for w in range(at.CHANGE_WIDTH):
        m[change_at(to) + w] = m[change_at(k) + w]
    x[at.CHANGE_SIZE + to] = x[at.CHANGE_SIZE + k]
    x[at.CHANGE_TIMES + to] = x[at.CHANGE_TIMES + k]


def scale_by(x: X, m: M, t: T, s: int, scale: int, i: int, j: int, trial: int, k: int) -> None:
    """Say how change k is scaled, by what i is towards j; what the scenario fixes is multiplied in."""
    a = act_at(s)
    target = m[a + at.ACT_TARGET]
    system = m[a + at.ACT_SYSTEM]
    value = 0.0
    if system >= 0:
        value = quantity(x, m, t, s, trial) * x[at.VALUE + system]
    m[change_at(k) + at.CHANGE_SCALE] = FIXED
    if scale == at.BY_QUANTITY:
        x[at.CHANGE_SIZE + k] *= quantity(x, m, t, s, trial)
    elif scale == at.BY_HOSTILITY:
        ask(x, m, k, HOSTILE, i, j)
    elif scale == at.BY_REGARD:
        ask(x, m, k, FRIENDLY, i, j)
    elif scale == at.BY_HOSTILITY_TO_INITIATOR:
        ask(x, m, k, HOSTILE, i, m[a + at.ACT_INITIATOR])
    elif scale == at.BY_SHARED_ENEMY:
        ask(x, m, k, HOSTILE, j, m[a + at.ACT_INITIATOR])
    elif scale == at.BY_REGARD_OF_TARGET:
        ask(x, m, k, REGARD, i, target)
    elif scale == at.BY_HOSTILITY_TO_TARGET:
        ask(x, m, k, HOSTILE, i, target)
    elif scale == at.BY_NEED:
        ask_need(x, m, k, j, x[at.QUANTITY + s])
    elif scale == at.BY_VALUE_AND_NEED:
        ask_need(x, m, k, j, value)
    elif scale == at.BY_OFFENSIVE_VALUE:
        share = x[at.OFFENSIVE + system] + x[at.ENABLING + system] if system >= 0 else 0.0
        x[at.CHANGE_SIZE + k] *= value * share
    elif scale == at.BY_VALUE:
        x[at.CHANGE_SIZE + k] *= value
    elif scale == at.BY_WORTH:
        x[at.CHANGE_SIZE + k] *= quantity(x, m, t, s, trial) * price_of(x, m, t, s)


def ask(x: X, m: M, k: int, scale: int, i: int, j: int) -> None:
    """Let change k be scaled by the regard of i for j; there is none for oneself or nobody."""
    if j < 0 or i == j:
        x[at.CHANGE_SIZE + k] = 0.0
        return
    m[change_at(k) + at.CHANGE_SCALE] = scale
    m[change_at(k) + at.CHANGE_BY] = at.ALIGNMENT + at.PAIR * i + j


def ask_need(x: X, m: M, k: int, j: int, number: float) -> None:
    """Let change k be scaled by the outside war of j, so many times; 0 times is nothing."""
    if number == 0.0:
        x[at.CHANGE_SIZE + k] = 0.0
        return
    m[change_at(k) + at.CHANGE_SCALE] = NEED
    m[change_at(k) + at.CHANGE_BY] = at.OUTSIDE_WAR + j
    x[at.CHANGE_TIMES + k] = number


def quantity(x: X, m: M, t: T, s: int, trial: int) -> float:
    """Return the size of an act; while it is being delivered in earnest, of one batch."""
    a = act_at(s)
    if m[a + at.ACT_HOLDS_LINE] == 1 and trial == 0:
        return x[at.QUANTITY + s] / t[t[at.AT_BATCHES] + m[a + at.ACT_SYSTEM]]
    return x[at.QUANTITY + s]


def price_of(x: X, m: M, t: T, s: int) -> float:
    """Return what a unit of an act's quantity is worth at the market price, m US$."""
    a = act_at(s)
    if m[a + at.ACT_SYSTEM] >= 0:
        return x[at.MARKET + m[a + at.ACT_SYSTEM]]
    return x[t[t[at.AT_TYPES] + at.TYPE_WIDTH * m[a + at.ACT_TYPE] + at.TYPE_WORTH]]


def size_of(x: X, m: M, k: int) -> float:
    """Return the size of change k as the state stands."""
    c = change_at(k)
    scale = m[c + at.CHANGE_SCALE]
    if scale == FIXED:
        return x[at.CHANGE_SIZE + k]
    value = x[m[c + at.CHANGE_BY]]
    if scale == HOSTILE:
        value = max(0.0, -value)
    elif scale == FRIENDLY:
        value = max(0.0, value)
    elif scale == NEED:
        value = value * x[at.CHANGE_TIMES + k]
    return x[at.CHANGE_SIZE + k] * value
