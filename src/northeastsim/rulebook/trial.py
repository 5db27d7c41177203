"""Trying an act on the state: every change is noted and taken back, and what it touched is recomputed where asked for."""

from . import layout as at
from . import parameters as of
from .layout import M, T, X
from .scores import (
    refresh_force,
    refresh_hazard,
    refresh_leverage,
    refresh_relative,
    refresh_security,
    refresh_umbrella,
)


def note(x: X, m: M, place: int) -> None:
    """Note a value that is about to change. Where there is no room the state is lost, and the run ends."""
    c = m[at.UNDO]
    if c >= at.UNDO_MOST:
        m[at.TROUBLE] = at.UNDO_FULL
        return
    m[at.UNDO_PLACE + c] = place
    x[at.UNDO_VALUE + c] = x[place]
    m[at.UNDO] = c + 1


def undo(x: X, m: M) -> None:
    """Take back every noted change, the latest first."""
    for c in range(m[at.UNDO] - 1, -1, -1):
        x[m[at.UNDO_PLACE + c]] = x[at.UNDO_VALUE + c]
    m[at.UNDO] = 0


def touch(m: M, row: int, i: int, j: int) -> None:
    """Mark what a change of one variable, of i towards j, touches; threat and hazard, where there is enmity, apart."""
    if row == at.ALIGNMENT:
        pair = 1 << i | 1 << j
        m[at.TOUCHED_REGARD] |= pair
        m[at.TOUCHED_AUTONOMY] |= m[at.EVERYBODY] & ~pair
        m[at.TOUCHED_FRIENDS] |= 1 << i
    elif row == at.COMMITMENT or row == at.CREDIBILITY:
        m[at.TOUCHED_SECURITY] |= 1 << j
        m[at.TOUCHED_COVER] |= 1 << j
        m[at.TOUCHED_LEVERAGE] |= 1 << j
        m[at.TOUCHED_UMBRELLA] |= 1 << j
    elif row == at.SUPPLY or row == at.CONTACT:
        m[at.TOUCHED_LEVERAGE] |= 1 << j
    elif row == at.TRADE or row == at.FLOWS:
        m[at.TOUCHED_LEVERAGE] |= 1 << i
        m[at.TOUCHED_TRADE] |= 1 << i
    elif row == at.STRAIN:
        m[at.TOUCHED_TRADE] |= 1 << i
    elif row == at.TECHNOLOGY:
        m[at.TOUCHED_LEVERAGE] |= 1 << i
    elif row == at.BACKING or row == at.FAVOURS:
        return  # of no concern by themselves
    elif row != at.PROVOCATION and row != at.SANCTIONS and row != at.POSTURE and row != at.ACCEPTANCE:
        m[at.TOUCHED_FORCE] |= 1 << i


def touch_enmity(m: M, i: int, j: int) -> None:
    """Mark what hangs on how ill two actors regard each other and what they feel: their security and their hazard."""
    m[at.TOUCHED_SECURITY] |= 1 << i | 1 << j
    touch_hazard(m, i, j)


def touch_hazard(m: M, i: int, j: int) -> None:
    """Mark the hazard of a pair, which stands once."""
    m[at.TOUCHED_HAZARDS] = 1
    m[at.STALE_HAZARD + min(i, j)] |= 1 << max(i, j)


def touch_hazards_of(m: M, i: int) -> None:
    """Mark the hazards of actor i with everyone."""
    for j in range(m[at.ACTORS]):
        if j != i:
            touch_hazard(m, i, j)


def touch_ties(x: X, m: M, i: int) -> None:
    """Mark the hazards of actor i where what it lives from counts in them."""
    if x[of.INTERDEPENDENCE] != 0.0:
        touch_hazards_of(m, i)


def cares(x: X, c: int, i: int) -> bool:
    """Return whether a concern has weight for actor i."""
    return x[at.CONCERN_WEIGHT + at.ACTOR_PITCH * c + i] != 0.0


def renew(x: X, m: M, t: T, i: int) -> None:
    """Recompute what the open trial touched and actor i looks at."""
    if m[at.TOUCHED_FORCE] != 0:
        renew_forces(x, m, t)
    if m[at.TOUCHED_UMBRELLA] != 0:
        renew_umbrellas(x, m)
    if m[at.TOUCHED_HAZARDS] == 1 and cares(x, at.STABILITY, i):
        renew_hazards(x, m)
    security = m[at.TOUCHED_SECURITY] & ~m[at.RENEWED_SECURITY]
    leverage = m[at.TOUCHED_LEVERAGE] & ~m[at.RENEWED_LEVERAGE]
    leverage = leverage & m[at.JUDGED_BY + i]
    security = security & (m[at.ALLIES_OF + i] | (leverage & m[at.TOUCHED_COVER]))
    if security | leverage == 0:
        return
    for k in range(m[at.ACTORS]):
        if security >> k & 1 == 1:
            renew_security(x, m, k)
        if leverage >> k & 1 == 1:
            renew_leverage(x, m, k)


def renew_forces(x: X, m: M, t: T) -> None:
    """Recompute the forces that the trial touched; everyone's security and all leverage may hang on them."""
    n = m[at.ACTORS]
    for i in range(n):
        if m[at.TOUCHED_FORCE] >> i & 1 == 1:
            for c in range(at.CHANNELS):
                note(x, m, at.OFFENCE + at.CHANNELS * i + c)
                note(x, m, at.GUARD + at.CHANNELS * i + c)
            note(x, m, at.FORCE + i)
            note(x, m, at.SIZE + i)
            size = x[at.SIZE + i]
            refresh_force(x, m, t, i)
            touch_ties(x, m, i)
            if x[at.SIZE + i] != size:
                renew_relative(x, m, i)
                if x[of.PARITY] != 0.0:
                    touch_hazards_of(m, i)
    m[at.TOUCHED_TRADE] |= m[at.TOUCHED_FORCE]
    m[at.TOUCHED_FORCE] = 0
    m[at.TOUCHED_UMBRELLA] = m[at.EVERYBODY]
    m[at.TOUCHED_SECURITY] = m[at.EVERYBODY]
    m[at.TOUCHED_COVER] = m[at.EVERYBODY]
    m[at.TOUCHED_LEVERAGE] = m[at.EVERYBODY]


def renew_relative(x: X, m: M, i: int) -> None:
    """Recompute the weights of actor i and all others beside each other, which the trial touched."""
    for j in range(m[at.ACTORS]):
        if j != i:
            note(x, m, at.RELATIVE + at.PAIR * i + j)
            note(x, m, at.RELATIVE + at.PAIR * j + i)
            refresh_relative(x, i, j)
            refresh_relative(x, j, i)


def renew_umbrellas(x: X, m: M) -> None:
    """Recompute the nuclear cover that the trial touched; the hazards of whom it covers hang on it."""
    n = m[at.ACTORS]
    for k in range(n):
        if m[at.TOUCHED_UMBRELLA] >> k & 1 == 1:
            note(x, m, at.UMBRELLA + k)
            cover = x[at.UMBRELLA + k]
            refresh_umbrella(x, n, k)
            if x[at.UMBRELLA + k] != cover:
                touch_hazards_of(m, k)
    m[at.TOUCHED_UMBRELLA] = 0


def renew_hazards(x: X, m: M) -> None:
    """Recompute the hazards that the trial touched."""
    n = m[at.ACTORS]
    for k in range(n):
        pairs = m[at.STALE_HAZARD + k]
        if pairs != 0:
            for j in range(k + 1, n):
                if pairs >> j & 1 == 1:
                    hazard = x[at.HAZARD + at.PAIR * k + j]
                    note(x, m, at.HAZARD + at.PAIR * k + j)
                    refresh_hazard(x, n, k, j)
                    if x[at.HAZARD + at.PAIR * k + j] != hazard:
                        m[at.MOVED_HAZARDS] = 1
            m[at.STALE_HAZARD + k] = 0


def renew_security(x: X, m: M, k: int) -> None:
    """Recompute the security of actor k, which the trial touched."""
    note(x, m, at.SECURITY + k)
    note(x, m, at.COVER + k)
    refresh_security(x, m[at.ACTORS], k)
    m[at.RENEWED_SECURITY] |= 1 << k


def renew_leverage(x: X, m: M, k: int) -> None:
    """Recompute everyone's leverage over actor k, which the trial touched."""
    n = m[at.ACTORS]
    for i in range(n):
        note(x, m, at.LEVERAGE + at.PAIR * i + k)
    refresh_leverage(x, n, k)
    m[at.RENEWED_LEVERAGE] |= 1 << k


def close_trial(x: X, m: M) -> None:
    """Take a trial back: the state, and what was recomputed."""
    undo(x, m)
    if m[at.TOUCHED_HAZARDS] == 1:
        for k in range(m[at.ACTORS]):
            m[at.STALE_HAZARD + k] = 0
    for word in range(at.TOUCHED_FORCE, at.RENEWED_LEVERAGE + 1):
        m[word] = 0
