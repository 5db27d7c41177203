"""The life of an act: proposed, accepted or declined, announced, produced, delivered, ended; or cancelled, blocked.

An act stands in a slot from its proposal to its end. Scripted events, agents' choices and chance all begin acts, and
from then on they live alike.
"""

from . import layout as at
from . import parameters as of
from .agenda import book, days, waiting
from .arithmetic import exp, normal
from .chance import CONSENT, DISCOVERY, DISCOVERY_TIME, DURATION, LEG, OUTCOME, WAR_END, derive, uniform
from .changes import act_at, members
from .concerns import gain, know_leverage, look, remember
from .deals import deal_worth, fill_leg, leg_at
from .effects import bounded, keep, stage_effects, step
from .expect import open_trial, pressure_success, talks_success
from .layout import M, T, X
from .production import leave_line, take_line
from .scores import obligations, open_share
from .script import book_followers, luck
from .strategies import adopt, follow, redraw
from .trial import close_trial

NOTHING, GONE = -1, -2  # what an act is about: nothing in particular, or something that is over


def new_act(m: M, kind: int, initiator: int, target: int) -> int:
    """Return a free slot made ready for an act of a type; -1 when all are taken. `target` may be -1."""
    for s in range(1, at.LEG_SLOT):
        a = act_at(s)
        if m[a + at.ACT_SERIAL] == 0:
            clear(m, a)
            m[at.SLOTS] = max(m[at.SLOTS], s + 1)
            m[at.EVENTS_LOGGED] += 1
            m[a + at.ACT_SERIAL] = m[at.EVENTS_LOGGED]
            m[a + at.ACT_TYPE] = kind
            m[a + at.ACT_INITIATOR] = initiator
            m[a + at.ACT_TARGET] = target
            return s
    m[at.TROUBLE] = at.ACTS_FULL
    return -1


def clear(m: M, a: int) -> None:
    """Empty the fields of a slot."""
    for k in range(at.ACT_WIDTH):
        m[a + k] = 0
    m[a + at.ACT_STAGE] = -1
    m[a + at.ACT_SYSTEM] = -1
    m[a + at.ACT_SCRIPT] = -1
    m[a + at.ACT_OPTION] = -1
    m[a + at.ACT_ABOUT] = -1


def type_of(m: M, t: T, s: int) -> int:
    """Return the place in t of the type of the act in slot s."""
    return t[at.AT_TYPES] + at.TYPE_WIDTH * m[act_at(s) + at.ACT_TYPE]


def log(x: X, m: M, s: int, stage: int) -> None:
    """Write a stage that an act has reached into the log."""
    if m[at.LOG_COUNT] >= at.LOG_MOST:
        m[at.TROUBLE] = at.LOG_FULL
        return
    a = act_at(s)
    row = at.LOG + at.LOG_WIDTH * m[at.LOG_COUNT]
    m[row + at.LOG_SERIAL] = m[a + at.ACT_SERIAL]
    m[row + at.LOG_TICK] = m[at.CLOCK]
    m[row + at.LOG_SCRIPT] = m[a + at.ACT_SCRIPT]
    m[row + at.LOG_TYPE] = m[a + at.ACT_TYPE]
    m[row + at.LOG_STAGE] = stage
    m[row + at.LOG_INITIATOR] = m[a + at.ACT_INITIATOR]
    m[row + at.LOG_TARGET] = m[a + at.ACT_TARGET]
    m[row + at.LOG_PARTICIPANTS] = m[a + at.ACT_PARTICIPANTS]
    m[row + at.LOG_AIMED] = m[a + at.ACT_AIMED]
    m[row + at.LOG_SYSTEM] = m[a + at.ACT_SYSTEM]
    m[row + at.LOG_CAUSE_KIND] = m[a + at.ACT_CAUSE_KIND]
    m[row + at.LOG_CAUSE] = m[a + at.ACT_CAUSE]
    m[row + at.LOG_ID] = m[a + at.ACT_ID]
    x[at.LOG_QUANTITY + m[at.LOG_COUNT]] = x[at.QUANTITY + s]
    m[at.LOG_COUNT] += 1


def allowed(x: X, m: M, t: T, s: int) -> bool:
    """Return whether the preconditions of an act hold, and of every leg of a deal."""
    if not meets(x, m, t, s):
        return False
    for k in range(m[act_at(s) + at.ACT_LEGS]):
        fill_leg(x, m, t, s, k, at.LEG_SLOT)
        if not meets(x, m, t, at.LEG_SLOT):
            return False
    return True


def meets(x: X, m: M, t: T, s: int) -> bool:
    """Return whether the preconditions of an act's own type hold, for everyone in their roles."""
    kind = type_of(m, t, s)
    n = m[at.ACTORS]
    first = t[kind + at.TYPE_FIRST_REQUIRE]
    for r in range(first, first + t[kind + at.TYPE_REQUIRES]):
        row = t[at.AT_REQUIRES] + at.REQUIRE_WIDTH * r
        firsts = members(m, s, t[row + at.REQUIRE_OF])
        seconds = members(m, s, t[row + at.REQUIRE_TO])
        low = x[t[row + at.REQUIRE_LOW]]
        high = x[t[row + at.REQUIRE_HIGH]]
        for i in range(n):
            if firsts >> i & 1:
                if t[row + at.REQUIRE_PLANE] == at.ACTOR_PLANE:
                    value = x[t[row + at.REQUIRE_PLACE] + i]
                    if value < low or value > high:
                        return False
                    continue
                for j in range(n):
                    if i != j and seconds >> j & 1:
                        value = x[t[row + at.REQUIRE_PLACE] + at.PAIR * i + j]
                        if value < low or value > high:
                            return False
    return True


def asked(m: M, t: T, s: int) -> int:
    """Return the actors whose consent an act needs, as bits."""
    a = act_at(s)
    consent = t[type_of(m, t, s) + at.TYPE_CONSENT]
    who = 0
    if consent == 1 and m[a + at.ACT_TARGET] >= 0:
        who = 1 << m[a + at.ACT_TARGET]
    elif consent == 2:
        who = m[a + at.ACT_PARTICIPANTS]
    if m[a + at.ACT_INITIATOR] >= 0:
        who = who & ~(1 << m[a + at.ACT_INITIATOR])
    return who & m[at.EVERYBODY]


def consent_chance(x: X, m: M, t: T, s: int, j: int) -> float:
    """Return the probability that j accepts the act in the open trial: logit in its own gain.

    The status quo has a bonus, a friend finds goodwill, favours oblige, conciliation with an enemy has an audience cost, and a
    strategy its own liking.
    """
    a = act_at(s)
    value = gain(x, m, t, j) - x[of.STATUS_QUO]
    i = m[a + at.ACT_INITIATOR]
    if i >= 0:
        value += x[of.GOODWILL] * max(0.0, x[at.ALIGNMENT + at.PAIR * j + i])
        if x[at.BUDGET + j] > 0.0:
            owed = obligations(x, i, j) / x[at.BUDGET + j]
            value += x[of.OBLIGED] * owed / (1.0 + owed)
    else:  # a body proposes: who may veto it asks what it would do to its friends, and to what it has come to accept
        value += x[of.ABSTENTION] - x[of.COUNCIL_ACCEPTANCE] * x[at.ACCEPTANCE + j]
        if m[a + at.ACT_TARGET] >= 0 and m[a + at.ACT_TARGET] != j:
            value -= x[of.COUNCIL_REGARD] * max(0.0, x[at.ALIGNMENT + at.PAIR * j + m[a + at.ACT_TARGET]])
    if i >= 0 and t[type_of(m, t, s) + at.TYPE_CONCILIATORY] == 1:
        value -= x[of.AUDIENCE] * max(0.0, -x[at.ALIGNMENT + at.PAIR * j + i])
    o = m[a + at.ACT_OPTION]
    if o < 0 and m[a + at.ACT_SCRIPT] >= 0:
        o = t[t[at.AT_SCRIPTS] + at.SCRIPT_WIDTH * m[a + at.ACT_SCRIPT] + at.SCRIPT_OPTION]
    if o >= 0:
        value += x[t[at.AT_OPTION_CONSENT] + m[at.ACTORS] * o + j]
    value += deal_worth(x, m, t, s, j)
    return 1.0 / (1.0 + exp(-x[at.RATIONALITY + j] * value))


def begin(x: X, m: M, t: T, s: int, ask: int) -> None:
    """Begin an act: check it, ask those whose consent it needs if `ask` is 1 (who may veto it, if 2), and announce it."""
    a = act_at(s)
    if not allowed(x, m, t, s):
        log(x, m, s, at.BLOCKED)
        free(m, s)
        return
    who = 0
    if ask == 1:
        who = asked(m, t, s)
    elif ask == 2:
        who = m[at.COUNCIL]
    if who != 0:
        log(x, m, s, at.PROPOSED)
        if not consented(x, m, t, s, who):
            log(x, m, s, at.VETOED if ask == 2 else at.DECLINED)
            free(m, s)
            return
        log(x, m, s, at.ACCEPTED)
        if m[a + at.ACT_SCRIPT] >= 0:
            m[t[at.AT_ACCEPTED] + m[a + at.ACT_SCRIPT]] = 1
    occupy(m, t, s, 1)
    hide(x, m, t, s)
    script = m[a + at.ACT_SCRIPT]
    if script >= 0:
        book_followers(x, m, t, script, m[t[at.AT_HAPPENED] + script] == 0)
        m[t[at.AT_HAPPENED] + script] = 1
        m[t[at.AT_KNOWN] + script] |= m[at.EVERYBODY] & ~m[a + at.ACT_HIDDEN]
    reach(x, m, t, s, 0)


def occupy(m: M, t: T, s: int, change: int) -> None:
    """Take up (1) or give back (-1) the attention of the actor who chose an act, if its type takes any."""
    a = act_at(s)
    if m[a + at.ACT_OPTION] >= 0 and t[type_of(m, t, s) + at.TYPE_ATTENTION] == 1:
        m[at.BUSY + m[a + at.ACT_INITIATOR]] += change


def consented(x: X, m: M, t: T, s: int, who: int) -> bool:
    """Ask everyone in `who`; return whether all accept."""
    a = act_at(s)
    n = m[at.ACTORS]
    look(x, m, t)
    for j in range(n):
        if who >> j & 1:
            remember(x, m, j)
    open_trial(x, m, t, s)
    yes = True
    for j in range(n):
        if who >> j & 1 and yes:
            draw = uniform(m[at.KEY], CONSENT, m[a + at.ACT_ID], m[at.ID + j] & 0xFFFFFFFF)
            yes = draw < consent_chance(x, m, t, s, j)
    close_trial(x, m)
    return yes


def close_options(x: X, m: M, t: T, s: int) -> None:
    """Keep a cancelled act off its initiator's menu for a while: the same type, target and system."""
    a = act_at(s)
    i = m[a + at.ACT_INITIATOR]
    until = m[at.CLOCK] + days(365.25 * x[of.DEMARCHE_CLOSED])
    for o in range(t[t[at.AT_ACTOR_OPTIONS] + i], t[t[at.AT_ACTOR_OPTIONS] + i + 1]):
        row = t[at.AT_OPTIONS] + at.OPTION_WIDTH * o
        same = t[row + at.OPTION_TYPE] == m[a + at.ACT_TYPE] and t[row + at.OPTION_TARGET] == m[a + at.ACT_TARGET]
        if same and t[row + at.OPTION_SYSTEM] == m[a + at.ACT_SYSTEM]:
            m[t[at.AT_OPTION_CLOSED] + o] = until


def govern(x: X, m: M, t: T, s: int) -> None:
    """Let the target of a change of government follow the strategy that it says; without a target its initiator switches."""
    a = act_at(s)
    strategy = at.SAYS_STRATEGY - m[a + at.ACT_SYSTEM]
    i = m[a + at.ACT_TARGET] if m[a + at.ACT_TARGET] >= 0 else m[a + at.ACT_INITIATOR]
    pace = at.POSTURE + at.ACTOR_REST + i
    before = x[pace]
    if m[a + at.ACT_TARGET] >= 0:
        adopt(x, m, t, i, strategy)
    else:
        follow(x, m, t, i, strategy)
    keep(x, m, pace, before)


def reach(x: X, m: M, t: T, s: int, k: int) -> None:
    """Let an act reach its k-th stage: log it, let it take effect, book the next."""
    a = act_at(s)
    kind = type_of(m, t, s)
    stage = t[kind + at.TYPE_FIRST_STAGE] + k
    m[a + at.ACT_STAGE] = k
    mechanism = t[kind + at.TYPE_MECHANISM]
    if mechanism == at.GOVERNMENT and k == 0 and m[a + at.ACT_SYSTEM] == -1:
        redraw(x, m, t, s)
    log(x, m, s, t[t[at.AT_STAGES] + at.STAGE_WIDTH * stage + at.STAGE_NAME])
    stage_effects(x, m, t, s, stage)
    if t[t[at.AT_STAGES] + at.STAGE_WIDTH * stage + at.STAGE_VISIBLE] == 1:
        reveal(x, m, t, s, m[a + at.ACT_HIDDEN])
    if mechanism == at.CRISIS:
        mark_crisis(x, m, t, s, k)
    elif mechanism == at.DEAL and k == 0:
        book(m, m[at.CLOCK], at.PHASE_STAGE, actor_of(m, s), at.ITEM_LEGS, s, m[a + at.ACT_SERIAL])
    elif mechanism == at.WATCH:
        watch(x, m, s)
    elif mechanism == at.GOVERNMENT and k == 0 and m[a + at.ACT_SYSTEM] <= at.SAYS_STRATEGY:
        govern(x, m, t, s)
    elif mechanism == at.SUSPENSION and k == 0:
        suspend(x, m, s)
    elif mechanism == at.WAR_CHANGE:
        change_war(x, m, s)
    elif mechanism == at.WAR and m[at.WAR_ENDS] == 1:
        m[at.ENDED] = m[a + at.ACT_SERIAL]
    if k + 1 >= t[kind + at.TYPE_STAGES]:
        finish(x, m, t, s)
        return
    wait_for(x, m, t, s, k + 1)


def mark_crisis(x: X, m: M, t: T, s: int, k: int) -> None:
    """Count a crisis as under way from its first stage to its last, when its outcome is due."""
    a = act_at(s)
    i = m[a + at.ACT_INITIATOR]
    j = m[a + at.ACT_TARGET]
    ends = k + 1 == t[type_of(m, t, s) + at.TYPE_STAGES]
    change = (1 if k == 0 else 0) - (1 if ends else 0)
    m[at.CRISES + at.PAIR * i + j] += change
    m[at.CRISES + at.PAIR * j + i] += change
    x[at.CRISES_NOW] = x[at.CRISES_NOW] + change
    m[at.FRESH] = 0
    if ends:
        crisis = at.PAIR * at.PAIR * m[a + at.ACT_SERIAL] + at.PAIR * i + j
        book(m, m[at.CLOCK], at.PHASE_CHANCE, i, at.ITEM_OUTBREAK, m[a + at.ACT_ID], crisis)


def watch(x: X, m: M, s: int) -> None:
    """Let monitoring become the size of an act: where sanctions are watched less, more of the trade they cut returns."""
    n = m[at.ACTORS]
    for i in range(n):
        for j in range(i + 1, n):
            k = at.PAIR * i + j
            h = at.PAIR * j + i
            strength = max(x[at.SANCTIONS + k], x[at.SANCTIONS + h])
            was = open_share(x, strength)
            old = x[at.MONITORING]
            x[at.MONITORING] = bounded(at.MONITORING, x[at.QUANTITY + s])
            more = open_share(x, strength) / was - 1.0
            x[at.MONITORING] = old
            if more != 0.0:
                for row in (at.TRADE + at.PAIR_REST, at.TRADE_BASE):
                    step(x, m, at.TRADE, row + k, x[row + k] * more)
                    step(x, m, at.TRADE, row + h, x[row + h] * more)
    step(x, m, at.MONITORING, at.MONITORING, x[at.QUANTITY + s] - x[at.MONITORING])


def hide(x: X, m: M, t: T, s: int) -> None:
    """Let a secret act be unknown to all who have no part in it, and book for each when it might be discovered."""
    a = act_at(s)
    if m[a + at.ACT_HIDDEN] == 0:
        return
    own = members(m, s, at.PARTIES) | members(m, s, at.TARGET)
    m[a + at.ACT_HIDDEN] = m[at.EVERYBODY] & ~own
    for j in range(m[at.ACTORS]):
        if m[a + at.ACT_HIDDEN] >> j & 1 == 1:
            book_discovery(x, m, s, j, 0)


def book_discovery(x: X, m: M, s: int, j: int, number: int) -> None:
    """Book a moment at which j might discover the act in slot s."""
    if x[of.DISCOVERY_RATE] > 0.0:
        subject = derive(m[act_at(s) + at.ACT_ID], DISCOVERY_TIME, m[at.ID + j])
        minutes = waiting(luck(m, DISCOVERY_TIME, subject, number), x[of.DISCOVERY_RATE])
        which = (number * at.PAIR + j) * at.MOST_ACTS + s
        book(m, m[at.CLOCK] + minutes, at.PHASE_CHANCE, j, at.ITEM_DISCOVERY, which, m[act_at(s) + at.ACT_SERIAL])


def on_discovery(x: X, m: M, t: T, which: int, serial: int) -> None:
    """Let an actor discover a secret act, or look again later: fewer eyes see less."""
    s = which % at.MOST_ACTS
    j = which // at.MOST_ACTS % at.PAIR
    number = which // at.MOST_ACTS // at.PAIR
    a = act_at(s)
    if m[a + at.ACT_SERIAL] != serial or m[a + at.ACT_HIDDEN] >> j & 1 == 0:
        return
    subject = derive(m[a + at.ACT_ID], DISCOVERY_TIME, m[at.ID + j])
    if luck(m, DISCOVERY, subject, number) < x[of.BLIND] + (1.0 - x[of.BLIND]) * x[at.MONITORING]:
        reveal(x, m, t, s, 1 << j)
    else:
        book_discovery(x, m, s, j, number + 1)


def reveal(x: X, m: M, t: T, s: int, who: int) -> None:
    """Let `who` learn of the act in slot s and react to what of it has happened; one that is over is then forgotten."""
    a = act_at(s)
    who = who & m[a + at.ACT_HIDDEN]
    if who == 0:
        return
    m[a + at.ACT_HIDDEN] &= ~who
    if m[a + at.ACT_SCRIPT] >= 0:
        m[t[at.AT_KNOWN] + m[a + at.ACT_SCRIPT]] |= who
    log(x, m, s, at.DISCOVERED)
    m[at.LOG + at.LOG_WIDTH * (m[at.LOG_COUNT] - 1) + at.LOG_PARTICIPANTS] = who
    m[at.WITNESSES] = who
    first = t[type_of(m, t, s) + at.TYPE_FIRST_STAGE]
    last = m[a + at.ACT_STAGE]
    held = m[a + at.ACT_HOLDS_LINE]
    for k in range(last + 1 + held):
        if t[t[at.AT_STAGES] + at.STAGE_WIDTH * (first + k) + at.STAGE_TIMING] == at.AFTER_LEAD:
            m[a + at.ACT_HOLDS_LINE] = 1  # what came in batches is taken in batch by batch
            for _ in range(m[a + at.ACT_BATCH]):
                stage_effects(x, m, t, s, first + k)
            m[a + at.ACT_HOLDS_LINE] = held
        else:
            stage_effects(x, m, t, s, first + k)
    m[at.WITNESSES] = 0
    if m[a + at.ACT_HIDDEN] == 0 and last + 1 == t[type_of(m, t, s) + at.TYPE_STAGES]:
        free(m, s)


def on_legs(x: X, m: M, t: T, s: int, serial: int) -> None:
    """Begin the legs of a deal, each an act of its own; some fall through."""
    if m[act_at(s) + at.ACT_SERIAL] != serial:
        return
    for k in range(m[act_at(s) + at.ACT_LEGS]):
        leg = leg_at(m, t, s, k)
        slot = new_act(m, t[leg + at.LEG_TYPE], -1, -1)
        if slot < 0:
            return
        fill_leg(x, m, t, s, k, slot)
        a = act_at(slot)
        m[a + at.ACT_HIDDEN] = t[leg + at.LEG_SECRET]
        m[a + at.ACT_CAUSE_KIND] = at.BY_PROCESS
        m[a + at.ACT_CAUSE] = serial
        if luck(m, LEG, m[a + at.ACT_ID], 0) < x[of.DEAL_FAILURE]:
            log(x, m, slot, at.FAILED)
            free(m, slot)
        else:
            begin(x, m, t, slot, 0)


def change_war(x: X, m: M, s: int) -> None:
    """Let the outside war of an act's target move to the act's size; one that begins gets an end of its own."""
    i = m[act_at(s) + at.ACT_TARGET]
    place = at.OUTSIDE_WAR + at.ACTOR_REST + i
    begins = x[place] <= x[of.WAR_FLOOR] < x[at.QUANTITY + s]
    step(x, m, at.OUTSIDE_WAR, place, x[at.QUANTITY + s] - x[place])
    if begins:
        book_war_end(x, m, i)


def book_war_end(x: X, m: M, i: int) -> None:
    """Book the end of the outside war that actor i is in: exponential, by its number among the actor's wars."""
    if m[at.STREAMS_ON] == 1 and x[of.WAR_END_RATE] > 0.0:
        minutes = waiting(uniform(m[at.KEY], WAR_END, m[at.ID + i], m[at.WARS + i]), x[of.WAR_END_RATE])
        m[at.WARS + i] += 1
        book(m, m[at.CLOCK] + minutes, at.PHASE_CHANCE, i, at.ITEM_WAR_END, i, m[at.WARS + i])


def suspend(x: X, m: M, s: int) -> None:
    """Suspend the exercises of an act's parties that are aimed at its addressees, for so many days."""
    a = act_at(s)
    until = m[at.CLOCK] + days(x[at.QUANTITY + s])
    parties = members(m, s, at.PARTIES)
    n = m[at.ACTORS]
    for i in range(n):
        if parties >> i & 1:
            for j in range(n):
                if m[a + at.ACT_AIMED] >> j & 1:
                    m[at.SUSPENDED_UNTIL + at.PAIR * i + j] = max(until, m[at.SUSPENDED_UNTIL + at.PAIR * i + j])


def wait_for(x: X, m: M, t: T, s: int, k: int) -> None:
    """Book the k-th stage of an act after its time; a stage that is produced waits for a production line."""
    a = act_at(s)
    stage = t[at.AT_STAGES] + at.STAGE_WIDTH * (t[type_of(m, t, s) + at.TYPE_FIRST_STAGE] + k)
    timing = t[stage + at.STAGE_TIMING]
    if timing == at.AFTER_LEAD and m[a + at.ACT_HOLDS_LINE] == 0:
        if not take_line(x, m, t, s):
            log(x, m, s, at.QUEUED)
        return
    minutes = days(stage_days(x, m, t, s, stage))
    book(m, m[at.CLOCK] + minutes, at.PHASE_STAGE, actor_of(m, s), at.ITEM_STAGE, s, m[a + at.ACT_SERIAL])


def actor_of(m: M, s: int) -> int:
    """Return the actor by whom an act is ordered among others: its initiator, 63 for none."""
    i = m[act_at(s) + at.ACT_INITIATOR]
    return i if i >= 0 else 63


def stage_days(x: X, m: M, t: T, s: int, stage: int) -> float:
    """Return the days before a stage: fixed, or lognormal with the given median."""
    a = act_at(s)
    timing = t[stage + at.STAGE_TIMING]
    number = x[t[stage + at.STAGE_DAYS]]
    if timing == at.AFTER_OPERATIONAL and m[a + at.ACT_SYSTEM] >= 0:
        return x[at.OPERATIONAL + m[a + at.ACT_SYSTEM]]
    if timing == at.AFTER_LOGNORMAL and m[at.CHANCE_ON] == 1:
        z = normal(uniform(m[at.KEY], DURATION, m[a + at.ACT_ID], m[a + at.ACT_STAGE] + 1))
        return number * exp(x[t[stage + at.STAGE_SD]] * z)
    return number


def on_stage(x: X, m: M, t: T, s: int, serial: int) -> None:
    """Let a booked stage come: the act goes on, delivers its next batch, or what it was about is decided."""
    a = act_at(s)
    if m[a + at.ACT_SERIAL] != serial:
        return  # the act has ended or was cancelled
    kind = type_of(m, t, s)
    k = m[a + at.ACT_STAGE] + 1
    mechanism = t[kind + at.TYPE_MECHANISM]
    if mechanism == at.ARMS and m[a + at.ACT_HOLDS_LINE] == 1:
        deliver(x, m, t, s, k)
        return
    if mechanism == at.DEMARCHE and k == 1:
        press(x, m, t, s)
        return
    if mechanism == at.TALKS and k == 1 and not agree(x, m, t, s):
        return
    reach(x, m, t, s, k)


def deliver(x: X, m: M, t: T, s: int, k: int) -> None:
    """Deliver a batch; after the last one free the production line and wait for the next stage."""
    a = act_at(s)
    stage = t[type_of(m, t, s) + at.TYPE_FIRST_STAGE] + k
    m[a + at.ACT_BATCH] += 1
    log(x, m, s, t[t[at.AT_STAGES] + at.STAGE_WIDTH * stage + at.STAGE_NAME])
    stage_effects(x, m, t, s, stage)
    if m[a + at.ACT_BATCH] < t[t[at.AT_BATCHES] + m[a + at.ACT_SYSTEM]]:
        tick = m[at.CLOCK] + days(x[of.BATCH_DAYS])
        book(m, tick, at.PHASE_STAGE, actor_of(m, s), at.ITEM_STAGE, s, m[a + at.ACT_SERIAL])
        return
    m[a + at.ACT_STAGE] = k
    leave_line(x, m, t, m[a + at.ACT_INITIATOR])
    m[a + at.ACT_HOLDS_LINE] = 0
    if k + 1 >= t[type_of(m, t, s) + at.TYPE_STAGES]:
        finish(x, m, t, s)
    else:
        wait_for(x, m, t, s, k + 1)


def press(x: X, m: M, t: T, s: int) -> None:
    """Decide whether a demarche is heard; a deal it was about is cancelled if nothing was delivered yet."""
    a = act_at(s)
    look(x, m, t)
    know_leverage(x, m, m[a + at.ACT_TARGET])
    heard = uniform(m[at.KEY], OUTCOME, m[a + at.ACT_ID], 0) < pressure_success(x, m, s)
    about = m[a + at.ACT_ABOUT]
    if heard and about >= 0 and cancellable(m, t, about, m[a + at.ACT_ABOUT_SERIAL]):
        cancel(x, m, t, about)
        log(x, m, s, at.AGREED)
    elif heard and about == NOTHING:
        log(x, m, s, at.AGREED)
    else:
        fail(x, m, t, s)
    reach(x, m, t, s, 1)


def cancellable(m: M, t: T, s: int, serial: int) -> bool:
    """Return whether the deal in slot s is still the one meant and nothing of it was delivered."""
    a = act_at(s)
    if m[a + at.ACT_SERIAL] != serial or m[a + at.ACT_BATCH] > 0:
        return False
    return t[type_of(m, t, s) + at.TYPE_MECHANISM] == at.ARMS and m[a + at.ACT_STAGE] == 0


def cancel(x: X, m: M, t: T, s: int) -> None:
    """Cancel an act under way: nothing more comes of it, its line is freed, it stays off the menu for a while."""
    a = act_at(s)
    log(x, m, s, at.CANCELLED)
    i = m[a + at.ACT_INITIATOR]
    if i >= 0:
        close_options(x, m, t, s)
    held = m[a + at.ACT_HOLDS_LINE]
    occupy(m, t, s, -1)
    free(m, s)
    if held == 1:
        leave_line(x, m, t, i)


def agree(x: X, m: M, t: T, s: int) -> bool:
    """Decide whether talks agree; those that fail end at once."""
    a = act_at(s)
    if m[a + at.ACT_OUTCOME] == 0:
        draw = uniform(m[at.KEY], OUTCOME, m[a + at.ACT_ID], 0)
        m[a + at.ACT_OUTCOME] = 1 if draw < talks_success(x, m, s) else 2
    if m[a + at.ACT_OUTCOME] == 1:
        return True
    fail(x, m, t, s)
    finish(x, m, t, s)
    return False


def fail(x: X, m: M, t: T, s: int) -> None:
    """Log that an act has failed, and let that have its effects, if its type has any."""
    log(x, m, s, at.FAILED)
    stage = t[type_of(m, t, s) + at.TYPE_FAILED]
    if stage >= 0:
        stage_effects(x, m, t, s, stage)


def finish(x: X, m: M, t: T, s: int) -> None:
    """End an act that has run its course; what is still secret stays until it is discovered."""
    occupy(m, t, s, -1)
    m[act_at(s) + at.ACT_OPTION] = -1
    if m[act_at(s) + at.ACT_HIDDEN] == 0:
        free(m, s)


def free(m: M, s: int) -> None:
    """Give an act's slot back."""
    m[act_at(s) + at.ACT_SERIAL] = 0
