"""What comes by itself: incidents and crises between hostile pairs, missile launches, calendar exercises, war's end.

Arrivals are Poisson processes by thinning at a fixed cap: candidates come at addressed times that no event can shift,
and one is accepted when its draw falls below hazard / cap. Twin worlds share their candidates.
"""

from . import layout as at
from . import parameters as of
from .acts import begin, book_war_end, new_act
from .agenda import book, waiting
from .arithmetic import exp
from .chance import (
    CANDIDATE,
    CANDIDATE_TIME,
    CHILD,
    LAUNCH,
    LAUNCH_TIME,
    OFFSPRING,
    OUTCOME,
    REGIME,
    REGIME_TIME,
    STARTER,
    WAR_END,
    derive,
    uniform,
)
from .changes import act_at
from .layout import M, T, X
from .scores import (
    backed,
    boldness,
    clash_chance,
    crisis_rate,
    felt_by_both,
    hostility_of_both,
    most_contested,
    refresh_hazard,
    refresh_umbrella,
    starter_share,
    stress,
)

LAUNCH_LIMIT = 64  # children of one launch: with a mean below 1, more has no probability that a double can hold


def pair_subject(m: M, i: int, j: int) -> int:
    """Return the subject of a pair's draws: the same whichever actor comes first."""
    return (m[at.ID + i] + m[at.ID + j]) & 0x7FFFFFFFFFFFFFFF


def open_streams(x: X, m: M) -> None:
    """Book the first candidates of every pair and launcher, and the end of outside wars."""
    n = m[at.ACTORS]
    for i in range(n):
        for j in range(i + 1, n):
            k = at.PAIR * i + j
            if x[at.CRISIS_EXPOSURE + k] + x[at.INCIDENT_EXPOSURE + k] > 0.0:
                book_candidate(x, m, k, m[at.CLOCK], 0)
        if x[at.LAUNCHES + i] > 0.0:
            book_launch(x, m, i, m[at.CLOCK], 0)
        if x[at.OUTSIDE_WAR + i] > x[of.WAR_FLOOR]:
            book_war_end(x, m, i)
        if x[at.BRITTLE + i] * x[of.REGIME_RATE] > 0.0:
            book_regime(x, m, i, m[at.CLOCK], 0)


def cap(x: X) -> float:
    """Return the rate of candidates of a pair: the parameter, raised by the most that parity of power can add to a hazard."""
    if x[of.PARITY] == 0.0:
        return x[of.CRISIS_CAP]
    return x[of.CRISIS_CAP] * exp(most_contested(x, 2.0))


def book_candidate(x: X, m: M, k: int, tick: int, number: int) -> None:
    """Book a candidate of a pair, after the one that came at minute `tick`."""
    draw = uniform(m[at.KEY], CANDIDATE_TIME, pair_subject(m, k // at.PAIR, k % at.PAIR), number)
    book(m, tick + waiting(draw, cap(x)), at.PHASE_CHANCE, k // at.PAIR, at.ITEM_CANDIDATE, k, number)


def incident_rate(x: X, k: int, hostility: float, felt: float) -> float:
    """Return the rate of incidents of a pair per year: log-linear in hostility and provocation, like crises.

    `hostility` is the sum of both sides', `felt` what `felt_by_both` gives.
    """
    if hostility <= 0.0:
        return 0.0
    excess = x[of.INCIDENT_HOSTILITY] * (0.5 * hostility - 0.75) + x[of.CRISIS_PROVOCATION] * (felt - 1.0)
    return x[of.INCIDENT_RATE] * x[at.INCIDENT_EXPOSURE + k] * exp(excess)


def candidate_draw(x: X, m: M, k: int, number: int) -> float:
    """Return what a candidate's hazard must exceed for it to be more than that."""
    return cap(x) * uniform(m[at.KEY], CANDIDATE, pair_subject(m, k // at.PAIR, k % at.PAIR), number)


def surely_passes(x: X, m: M, k: int, number: int) -> bool:
    """Return whether a candidate comes to nothing however the state drifts until then, which need not be known.

    Regard and provocation only move from where they are to where they rest (without `drift.structural_balance`).
    """
    if x[of.BALANCE_PULL] > 0.0:
        return False
    h = at.PAIR * (k % at.PAIR) + k // at.PAIR
    hostility = 0.0
    felt = 0.0
    for pair in (k, h):
        regard = at.ALIGNMENT + pair
        provocation = at.PROVOCATION + pair
        hostility += max(0.0, -min(x[regard], x[regard + at.PAIR_REST]))
        felt += max(x[provocation], x[provocation + at.PAIR_REST])
    felt = min(x[of.PROVOCATION_LIMIT], felt)
    crisis = crisis_rate(x, k, hostility, felt, 0.0, most_contested(x, hostility))
    if x[of.EMBOLDENMENT] != 0.0:
        crisis *= exp(abs(x[of.EMBOLDENMENT]))  # commitment moves within 0..1
    most = crisis + incident_rate(x, k, hostility, felt)
    return candidate_draw(x, m, k, number) >= most


def on_candidate(x: X, m: M, t: T, k: int, number: int) -> None:
    """Accept a candidate as a crisis or an incident, or let it pass."""
    i = k // at.PAIR
    j = k % at.PAIR
    n = m[at.ACTORS]
    refresh_umbrella(x, n, i)
    refresh_umbrella(x, n, j)
    refresh_hazard(x, n, i, j)
    crisis = x[at.HAZARD + k]
    h = at.PAIR * j + i
    incident = incident_rate(x, k, hostility_of_both(x, k, h), felt_by_both(x, k, h))
    if crisis + incident > cap(x):
        m[at.TROUBLE] = at.HAZARD_ABOVE_CAP
        return
    draw = candidate_draw(x, m, k, number)
    if m[at.CRISES + k] > 0 or draw >= crisis + incident:
        return
    kind = t[at.CRISIS_TYPE] if draw < crisis else t[at.INCIDENT_TYPE]
    start_trouble(x, m, t, kind, i, j, number)


def start_trouble(x: X, m: M, t: T, kind: int, i: int, j: int, number: int) -> None:
    """Begin a crisis or an incident; who started it is drawn by hostility and provocation felt."""
    k = at.PAIR * i + j
    h = at.PAIR * j + i
    first = starter_share(x, k, h)
    if x[of.EMBOLDENMENT] != 0.0:
        bold = first * boldness(x, m[at.ACTORS], i)
        first = bold / (bold + (1.0 - first) * boldness(x, m[at.ACTORS], j))
    subject = pair_subject(m, i, j)
    if uniform(m[at.KEY], STARTER, subject, number) >= first:
        i, j = j, i
    s = new_act(m, kind, i, j)
    if s >= 0:
        a = act_at(s)
        m[a + at.ACT_AIMED] = 1 << j
        m[a + at.ACT_ID] = derive(subject, t[t[at.AT_TYPES] + at.TYPE_WIDTH * kind + at.TYPE_HASH], number)
        m[a + at.ACT_CAUSE_KIND] = at.BY_CHANCE
        x[at.QUANTITY + s] = 1.0
        begin(x, m, t, s, 0)


def on_outbreak(x: X, m: M, t: T, identity: int, crisis: int) -> None:
    """Let a crisis that has run its time end quietly, in a clash, or in war: logit probabilities."""
    k = crisis % (at.PAIR * at.PAIR)
    i = k // at.PAIR
    j = k % at.PAIR
    clash = clash_chance(x, i, j)
    war = 1.0 / (1.0 + exp(-(x[of.WAR_BASE] + x[of.WAR_COMMITMENT] * backed(x, m[at.ACTORS], j, i))))
    draw = uniform(m[at.KEY], OUTCOME, identity, 0)
    if draw >= war + clash:
        return
    s = new_act(m, t[at.WAR_TYPE] if draw < war else t[at.CLASH_TYPE], i, j)
    if s >= 0:
        a = act_at(s)
        m[a + at.ACT_AIMED] = 1 << j
        m[a + at.ACT_ID] = derive(identity, OUTCOME, 0)
        m[a + at.ACT_CAUSE_KIND] = at.BY_CHANCE
        m[a + at.ACT_CAUSE] = crisis // (at.PAIR * at.PAIR)
        x[at.QUANTITY + s] = 1.0
        begin(x, m, t, s, 0)


def book_regime(x: X, m: M, i: int, tick: int, number: int) -> None:
    """Book a moment at which the regime of i might be in crisis, after the one at minute `tick`."""
    draw = uniform(m[at.KEY], REGIME_TIME, m[at.ID + i], number)
    book(m, tick + waiting(draw, x[of.REGIME_CAP]), at.PHASE_CHANCE, i, at.ITEM_REGIME, i, number)


def regime_rate(x: X, n: int, i: int) -> float:
    """Return the rate of regime crises of i, per year: log-linear in its stress."""
    return x[at.BRITTLE + i] * x[of.REGIME_RATE] * exp(x[of.REGIME_STRESS] * (stress(x, n, i) - 0.5))


def on_regime(x: X, m: M, t: T, i: int, number: int) -> None:
    """Accept a moment as a regime crisis, or let it pass."""
    rate = regime_rate(x, m[at.ACTORS], i)
    if rate > x[of.REGIME_CAP]:
        m[at.TROUBLE] = at.HAZARD_ABOVE_CAP
    elif x[of.REGIME_CAP] * uniform(m[at.KEY], REGIME, m[at.ID + i], number) < rate:
        s = new_act(m, t[at.REGIME_CRISIS_TYPE], i, -1)
        if s >= 0:
            a = act_at(s)
            m[a + at.ACT_ID] = derive(m[at.ID + i], REGIME, number)
            m[a + at.ACT_CAUSE_KIND] = at.BY_CHANCE
            x[at.QUANTITY + s] = 1.0
            begin(x, m, t, s, 0)


def book_launch(x: X, m: M, i: int, tick: int, number: int) -> None:
    """Book a candidate launch of actor i, after the one that came at minute `tick`."""
    draw = uniform(m[at.KEY], LAUNCH_TIME, m[at.ID + i], number)
    tick += waiting(draw, x[at.LAUNCHES + i] * x[of.LAUNCH_CAP])
    book(m, tick, at.PHASE_CHANCE, i, at.ITEM_LAUNCH, i, number)


def launch_factor(x: X, m: M, i: int, beyond: int) -> float:
    """Return what multiplies the rate of immigrant launches: posture, and the mood of relations.

    With `beyond` 1 the most that it can become before anything happens: values only move to where they rest.
    """
    worst = 0.0
    for j in range(m[at.ACTORS]):
        if j != i:
            regard = at.ALIGNMENT + at.PAIR * i + j
            worst = max(worst, -x[regard])
            if beyond == 1:
                worst = max(worst, -x[regard + at.PAIR_REST])
    posture = x[at.POSTURE + i]
    if beyond == 1:
        posture = max(posture, x[at.POSTURE + at.ACTOR_REST + i])
    return posture * exp(x[of.LAUNCH_MOOD] * (worst - x[of.LAUNCH_CALM]))


def launch_draw(x: X, m: M, i: int, number: int) -> float:
    """Return what the factor must exceed for a candidate launch to be one."""
    return x[of.LAUNCH_CAP] * uniform(m[at.KEY], LAUNCH, m[at.ID + i], number)


def surely_stays(x: X, m: M, i: int, number: int) -> bool:
    """Return whether a candidate launch comes to nothing however the state drifts until then."""
    return x[of.BALANCE_PULL] <= 0.0 and launch_draw(x, m, i, number) >= launch_factor(x, m, i, 1)


def on_launch(x: X, m: M, t: T, i: int, number: int) -> None:
    """Accept a candidate launch by posture and mood, or let it pass."""
    factor = launch_factor(x, m, i, 0)
    if factor > x[of.LAUNCH_CAP]:
        m[at.TROUBLE] = at.HAZARD_ABOVE_CAP
    elif launch_draw(x, m, i, number) < factor:
        launch(x, m, t, i, derive(m[at.ID + i], LAUNCH, number), 0)


def launch(x: X, m: M, t: T, i: int, identity: int, parent: int) -> None:
    """Let a missile test happen, and book those that it excites: Poisson in number, exponential in delay.

    This is the branching form of a Hawkes process; the branching ratio is the mean number of children.
    """
    s = new_act(m, t[at.LAUNCH_TYPE], i, -1)
    if s < 0:
        return
    a = act_at(s)
    m[a + at.ACT_ID] = identity
    m[a + at.ACT_CAUSE_KIND] = at.BY_PROCESS
    m[a + at.ACT_CAUSE] = parent
    x[at.QUANTITY + s] = 1.0
    serial = m[a + at.ACT_SERIAL]
    begin(x, m, t, s, 0)
    for c in range(poisson(x[of.LAUNCH_BRANCHING], uniform(m[at.KEY], OFFSPRING, identity, 0))):
        minutes = waiting(uniform(m[at.KEY], CHILD, identity, c), x[of.LAUNCH_DECAY])
        child = at.PAIR * serial + i
        book(m, m[at.CLOCK] + minutes, at.PHASE_CHANCE, i, at.ITEM_CHILD, derive(identity, CHILD, c), child)


def poisson(mean: float, draw: float) -> int:
    """Return the Poisson variate of a mean at a probability, by summing the distribution up to it."""
    probability = exp(-mean)
    total = probability
    k = 0
    while draw > total and k < LAUNCH_LIMIT:
        k += 1
        probability = probability * mean / k
        total += probability
    return k


def on_calendar(x: X, m: M, t: T, entry: int) -> None:
    """Let a calendar exercise take place, unless it is suspended towards all whom it is aimed at; book the next."""
    row = t[at.AT_CALENDARS] + at.CALENDAR_WIDTH * entry
    book_calendar(m, t, entry + 1)
    i = t[row + at.CALENDAR_INITIATOR]
    aimed = t[row + at.CALENDAR_AIMED]
    left = aimed
    parties = t[row + at.CALENDAR_PARTICIPANTS]
    if i >= 0:
        parties |= 1 << i
    for k in range(m[at.ACTORS]):
        for j in range(m[at.ACTORS]):
            if parties >> k & 1 and aimed >> j & 1 and m[at.SUSPENDED_UNTIL + at.PAIR * k + j] > m[at.CLOCK]:
                left &= ~(1 << j)
    if aimed != 0 and left == 0:
        return
    s = new_act(m, t[row + at.CALENDAR_TYPE], i, t[row + at.CALENDAR_TARGET])
    if s < 0:
        return
    a = act_at(s)
    m[a + at.ACT_PARTICIPANTS] = t[row + at.CALENDAR_PARTICIPANTS]
    m[a + at.ACT_AIMED] = left
    m[a + at.ACT_ID] = derive(t[row + at.CALENDAR_HASH], CANDIDATE, t[row + at.CALENDAR_TICK] // at.MINUTES_PER_DAY)
    m[a + at.ACT_CAUSE_KIND] = at.BY_PROCESS
    x[at.QUANTITY + s] = 1.0
    begin(x, m, t, s, 0)


def book_calendar(m: M, t: T, entry: int) -> None:
    """Book an entry of the calendar."""
    if entry < t[at.CALENDARS]:
        row = t[at.AT_CALENDARS] + at.CALENDAR_WIDTH * entry
        actor = t[row + at.CALENDAR_INITIATOR]
        book(m, t[row + at.CALENDAR_TICK], at.PHASE_CHANCE, actor if actor >= 0 else 63, at.ITEM_CALENDAR, entry, 0)


def on_war_end(x: X, m: M, t: T, i: int, number: int) -> None:
    """Let an outside war of actor i, by its number, end by itself if it is still the one: its need fades to a floor."""
    if number != m[at.WARS + i] or x[at.OUTSIDE_WAR + at.ACTOR_REST + i] <= x[of.WAR_FLOOR]:
        return
    s = new_act(m, t[at.WAR_END_TYPE], -1, i)
    if s >= 0:
        a = act_at(s)
        m[a + at.ACT_ID] = derive(m[at.ID + i], WAR_END, number)
        m[a + at.ACT_CAUSE_KIND] = at.BY_CHANCE
        x[at.QUANTITY + s] = x[of.WAR_FLOOR]
        begin(x, m, t, s, 0)
