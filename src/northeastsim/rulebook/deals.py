"""Linked deals: several acts bound together, each an ordinary one, weighed and accepted as a whole.

Each side counts what it is given at the market price, goods for a war more as it needs them, less what it gives.
"""

from . import layout as at
from . import parameters as of
from .chance import LEG, LEG_SIZE, derive
from .changes import act_at, price_of
from .layout import M, T, X
from .script import luck


def leg_at(m: M, t: T, s: int, k: int) -> int:
    """Return the place in t of the k-th leg of the deal in slot s."""
    return t[at.AT_LEGS] + at.LEG_WIDTH * (m[act_at(s) + at.ACT_FIRST_LEG] + k)


def party(m: M, s: int, who: int) -> int:
    """Return an actor of a leg of the deal in slot s: itself, or the deal's initiator or target."""
    if who == at.BY_INITIATOR:
        return m[act_at(s) + at.ACT_INITIATOR]
    if who == at.BY_TARGET:
        return m[act_at(s) + at.ACT_TARGET]
    return who


def fill_leg(x: X, m: M, t: T, s: int, k: int, slot: int) -> None:
    """Make a slot the act that the k-th leg of the deal in slot s stands for."""
    leg = leg_at(m, t, s, k)
    a = act_at(slot)
    m[a + at.ACT_TYPE] = t[leg + at.LEG_TYPE]
    m[a + at.ACT_INITIATOR] = party(m, s, t[leg + at.LEG_GIVER])
    m[a + at.ACT_TARGET] = party(m, s, t[leg + at.LEG_TAKER])
    m[a + at.ACT_PARTICIPANTS] = 0
    if t[t[at.AT_TYPES] + at.TYPE_WIDTH * t[leg + at.LEG_TYPE] + at.TYPE_CONSENT] != 0:
        m[a + at.ACT_PARTICIPANTS] = 1 << m[a + at.ACT_TARGET]
    m[a + at.ACT_STAGE] = -1
    m[a + at.ACT_AIMED] = 0
    m[a + at.ACT_SYSTEM] = t[leg + at.LEG_SYSTEM]
    m[a + at.ACT_WORD] = t[leg + at.LEG_WORD]
    m[a + at.ACT_SCRIPT] = t[leg + at.LEG_SCRIPT]
    m[a + at.ACT_OPTION] = -1
    m[a + at.ACT_ABOUT] = -1
    m[a + at.ACT_FIRST_LEG] = 0
    m[a + at.ACT_LEGS] = 0
    m[a + at.ACT_HOLDS_LINE] = 0
    m[a + at.ACT_ID] = derive(m[act_at(s) + at.ACT_ID] ^ t[leg + at.LEG_HASH], LEG, k)
    low = x[t[leg + at.LEG_LOW]]
    high = x[t[leg + at.LEG_HIGH]]
    x[at.QUANTITY + slot] = low
    if high > low:
        x[at.QUANTITY + slot] = low + (high - low) * luck(m, LEG_SIZE, t[leg + at.LEG_HASH], 0)


def deal_worth(x: X, m: M, t: T, s: int, j: int) -> float:
    """Return what the legs of the deal in slot s are worth to j beside their effects: gain in money over its budget, squashed."""
    surplus = 0.0
    for k in range(m[act_at(s) + at.ACT_LEGS]):
        fill_leg(x, m, t, s, k, at.LEG_SLOT)
        a = act_at(at.LEG_SLOT)
        worth = x[at.QUANTITY + at.LEG_SLOT] * price_of(x, m, t, at.LEG_SLOT)
        if m[a + at.ACT_INITIATOR] == j:
            surplus -= worth
        elif m[a + at.ACT_TARGET] == j:
            system = m[a + at.ACT_SYSTEM]
            if system >= 0 and t[t[at.AT_CONSUMABLE] + system] == 1:
                worth = worth * (1.0 + x[of.DEAL_NEED] * x[at.OUTSIDE_WAR + j])
            surplus += worth
    if surplus == 0.0 or x[at.BUDGET + j] <= 0.0:
        return 0.0
    z = surplus / x[at.BUDGET + j]
    return x[of.DEAL_MONEY] * z / (1.0 + 0.5 * abs(z))
