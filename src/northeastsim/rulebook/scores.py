"""The scores, all derived from the state: security, dependence, influence, autonomy, stability.

`refresh` recomputes everything at the world's clock. The functions on one actor or one pair serve it, and serve
decisions too, where only what is looked at, or what an option touched, is recomputed: in the same order, so that the
bits are the same. `n` is the number of actors.
"""

from math import sqrt

from . import layout as at
from . import parameters as of
from .arithmetic import exp
from .layout import M, T, X


def refresh(x: X, m: M, t: T) -> None:
    """Recompute every derived value."""
    n = m[at.ACTORS]
    refresh_forces(x, m, t)
    for i in range(n):
        refresh_security(x, n, i)
    for j in range(n):
        refresh_leverage(x, n, j)
    refresh_hazards(x, m)


def refresh_forces(x: X, m: M, t: T) -> None:
    """Recompute what all other scores stand on: everyone's forces, size and nuclear cover, and rivalries."""
    n = m[at.ACTORS]
    for i in range(n):
        refresh_force(x, m, t, i)
    for i in range(n):
        refresh_umbrella(x, n, i)
        for j in range(n):
            if j != i:
                refresh_relative(x, i, j)
                refresh_rivalry(x, i, j)


def refresh_force(x: X, m: M, t: T, i: int) -> None:
    """Recompute what actor i can bring to each channel: own capital in the theatre, and its named systems."""
    war = 1.0 - x[at.WAR_THEATRE_CUT + i] * x[at.OUTSIDE_WAR + i]
    usable = x[at.CAPITAL + i] * x[at.THEATRE_SHARE + i] * war
    guard = at.GUARD + at.CHANNELS * i
    offence = at.OFFENCE + at.CHANNELS * i
    for c in range(at.NUCLEAR):
        part = usable * x[at.SHARE_AIR + at.ACTOR_PITCH * c + i]
        x[guard + c] = part
        x[offence + c] = x[of.CONVENTIONAL_OFFENCE] * part
    strategic = x[at.STRATEGIC + i]
    x[guard + at.NUCLEAR] = strategic
    x[offence + at.NUCLEAR] = x[of.NUCLEAR_OFFENCE] * strategic
    shield = 0.0
    for s in range(m[at.SYSTEMS]):
        units = x[at.HOLDING + at.ACTOR_PITCH * s + i]
        if units > 0.0:
            c = t[t[at.AT_CHANNELS] + s]
            value = units * x[at.VALUE + s]
            x[guard + c] += value * x[at.PROTECTIVE + s]
            x[offence + c] += value * x[at.OFFENSIVE + s]
            shield += value * x[at.ENABLING + s]
    if shield > 0.0:
        # A shield makes the sword behind it usable, up to the size of that sword.
        sword = x[offence + at.AIR]
        if sword > 0.0:
            x[offence + at.AIR] = sword + shield * sword / (shield + sword)
    force = x[of.UMBRELLA_SHARE] * strategic
    for c in range(at.NUCLEAR):
        force += x[guard + c]
    x[at.FORCE + i] = force
    x[at.SIZE + i] = sqrt(x[at.ECONOMY + i] + x[of.CAPITAL_IN_SIZE] * x[at.CAPITAL + i])


def refresh_relative(x: X, i: int, j: int) -> None:
    """Recompute how much actor i weighs beside j: its share in the size of the two, times a gain, at most 1."""
    relative = 0.0
    if x[at.SIZE + i] > 0.0:
        share = x[at.SIZE + i] / (x[at.SIZE + i] + x[at.SIZE + j])
        relative = min(1.0, x[of.SIZE_GAIN] * share)
    x[at.RELATIVE + at.PAIR * i + j] = relative


def refresh_umbrella(x: X, n: int, i: int) -> None:
    """Recompute how far nuclear forces cover actor i, its own or the best patron's: saturating, 0..1."""
    best = 0.0
    for j in range(n):
        if j != i:
            k = at.PAIR * j + i
            cover = x[at.COMMITMENT + k] * x[at.PROXIMITY + k] * x[of.UMBRELLA_SHARE] * x[at.STRATEGIC + j]
            if cover > best:
                best = cover
    total = x[at.STRATEGIC + i] + best
    x[at.UMBRELLA + i] = total / (total + x[of.UMBRELLA_HALF])


def threat_of(x: X, i: int, j: int) -> float:
    """Return the weight of j's offence in i's threat: hostility to the power 1.5, mostly the other's."""
    k = at.PAIR * i + j
    share = x[of.OTHERS_HOSTILITY]
    hostility = -(share * x[at.ALIGNMENT + at.PAIR * j + i] + (1.0 - share) * x[at.ALIGNMENT + k])
    if hostility <= 0.0:
        return 0.0
    felt = 1.0 + x[of.PROVOCATION_IN_THREAT] * x[at.PROVOCATION + k]
    return hostility * sqrt(hostility) * x[at.PROXIMITY + k] * felt


def are_hostile(x: X, i: int, j: int) -> bool:
    """Return whether one of two actors regards the other ill: else neither threatens the other, and no crisis comes.

    That is so because `security.others_hostility` lies between 0 and 1.
    """
    return x[at.ALIGNMENT + at.PAIR * i + j] < 0.0 or x[at.ALIGNMENT + at.PAIR * j + i] < 0.0


def refresh_security(x: X, n: int, i: int) -> None:
    """Recompute the security of i, a weighted mean over the channels, and all the protection it has.

    Protection D is its own and its committed allies' by proximity, threat T the offence of those who are hostile; both
    in bn. Nuclear cover lowers the threat of invasion. Leaves the channels' own scores in `CHANNEL_SECURITY`.
    """
    guard = at.GUARD
    own = guard + at.CHANNELS * i
    air, ground, sea, nuclear = x[own], x[own + at.GROUND], x[own + at.SEA], x[own + at.NUCLEAR]
    for j in range(n):
        k = at.PAIR * j + i
        if j != i and x[at.COMMITMENT + k] > 0.0:
            near = x[at.COMMITMENT + k] * x[at.PROXIMITY + k]
            ally = guard + at.CHANNELS * j
            air += near * x[ally]
            ground += near * x[ally + at.GROUND]
            sea += near * x[ally + at.SEA]
            nuclear += near * x[of.UMBRELLA_SHARE] * x[ally + at.NUCLEAR]
    from_air = from_ground = from_sea = from_nuclear = 0.0
    oversea = x[of.OVERSEAS_GROUND]
    for j in range(n):
        threat = threat_of(x, i, j) if j != i else 0.0
        if threat > 0.0:
            theirs = at.OFFENCE + at.CHANNELS * j
            from_air += threat * x[theirs]
            from_ground += threat * (oversea + (1.0 - oversea) * x[at.LAND + at.PAIR * i + j]) * x[theirs + at.GROUND]
            from_sea += threat * x[theirs + at.SEA]
            from_nuclear += threat * x[theirs + at.NUCLEAR]
    safe = 1.0 - x[of.NUCLEAR_CUT] * x[at.UMBRELLA + i]
    scale = x[of.THREAT_SCALE]
    x[at.CHANNEL_SECURITY + at.AIR] = channel_security(air, scale * from_air)
    x[at.CHANNEL_SECURITY + at.GROUND] = channel_security(ground, scale * (from_ground * safe))
    x[at.CHANNEL_SECURITY + at.SEA] = channel_security(sea, scale * (from_sea * safe))
    x[at.CHANNEL_SECURITY + at.NUCLEAR] = channel_security(nuclear, scale * from_nuclear)
    total = 0.0
    weights = 0.0
    for c in range(at.CHANNELS):
        total += x[of.WEIGHT_AIR + c] * x[at.CHANNEL_SECURITY + c]
        weights += x[of.WEIGHT_AIR + c]
    x[at.COVER + i] = air + ground + sea + nuclear
    x[at.SECURITY + i] = total / weights


def channel_security(guard: float, threat: float) -> float:
    """Return security in one channel: D / (D + T), 1 where there is neither."""
    if guard + threat > 0.0:
        return guard / (guard + threat)
    return 1.0


def income_base(x: X, n: int, i: int) -> float:
    """Return the denominator of i's dependence: home market, rest of the world, own income, partners; m US$."""
    base = 1000.0 * x[of.HOME_MARKET] * x[at.ECONOMY + i] + x[at.OUTSIDE_TRADE + i] + x[at.OWN_INCOME + i]
    for j in range(n):
        if j != i:
            k = at.PAIR * i + j
            base += x[at.TRADE + k] + x[of.FLOW_WEIGHT] * x[at.FLOWS + k]
    return base


def supply_base(x: X, n: int, i: int) -> float:
    """Return the arms that i holds from anyone or could make itself, bn TIV."""
    base = x[at.SELF_SUPPLY + i]
    for j in range(n):
        if j != i:
            base += x[at.SUPPLY + at.PAIR * j + i]
    return base


def economic_dependence(x: X, i: int, j: int, base: float) -> float:
    """Return E, the share of j in what i lives from (partner share, after Hirschman 1945), 0..1."""
    if base <= 0.0:
        return 0.0
    k = at.PAIR * i + j
    return (x[at.TRADE + k] + x[of.FLOW_WEIGHT] * x[at.FLOWS + k]) / base


def security_dependence(x: X, i: int, j: int, supplied: float) -> float:
    """Return S, the share of i's protection and of its arms that j gives, 0..1."""
    k = at.PAIR * j + i
    defended = 0.0
    if x[at.COVER + i] > 0.0:
        defended = x[at.COMMITMENT + k] * x[at.PROXIMITY + k] * x[at.FORCE + j] / x[at.COVER + i]
        defended = min(1.0, defended)  # the share of a lone protector may round to a little more
    armed = 0.0
    if supplied > 0.0:
        armed = x[at.SUPPLY + k] / supplied
    return 1.0 - (1.0 - defended) * (1.0 - armed)


def refresh_leverage(x: X, n: int, j: int) -> None:
    """Recompute R, raw leverage of everyone over j: no channel at all gives 0, no channel alone gives 1."""
    base = income_base(x, n, j)
    supplied = supply_base(x, n, j)
    for i in range(n):
        if i != j:
            economic = economic_dependence(x, j, i, base)
            secure = security_dependence(x, j, i, supplied)
            k = at.PAIR * i + j
            political = x[at.CONTACT + k] * x[at.RELATIVE + k]
            x[at.LEVERAGE + k] = 1.0 - (1.0 - x[of.WEIGHT_ECONOMIC] * economic) * (
                1.0 - x[of.WEIGHT_SECURITY] * secure
            ) * (1.0 - x[of.WEIGHT_POLITICAL] * political)


def refresh_rivalry(x: X, i: int, j: int) -> None:
    """Recompute what i counts of j's leverage over a third: all of it, less as far as it regards j well."""
    x[at.RIVALRY + at.PAIR * i + j] = 1.0 - x[of.ALIGNED_PATRON] * max(0.0, x[at.ALIGNMENT + at.PAIR * i + j])


def influence(x: X, n: int, i: int, j: int) -> float:
    """Return I, the influence of i over j: leverage, worth less over a client that can turn elsewhere; 0..1.

    NOTE: i's own rivalry and j's leverage over itself are 0, which saves asking who is who.
    """
    other = 0.0
    for k in range(n):
        away = x[at.LEVERAGE + at.PAIR * k + j] * x[at.RIVALRY + at.PAIR * i + k]
        if away > other:
            other = away
    return x[at.LEVERAGE + at.PAIR * i + j] * (1.0 - x[of.DIVERSIFICATION] * other)


def autonomy(x: X, n: int, i: int) -> float:
    """Return 1 less the greatest influence of anyone over i."""
    most = 0.0
    for j in range(n):
        if j != i:
            over = influence(x, n, j, i)
            if over > most:
                most = over
    return 1.0 - most


def note_exposed(x: X, m: M) -> None:
    """Note the pairs that may have crises at all; the hazard of others is 0 and stays so."""
    m[at.EXPOSED] = 0
    for i in range(m[at.ACTORS]):
        for j in range(i + 1, m[at.ACTORS]):
            if x[at.CRISIS_EXPOSURE + at.PAIR * i + j] > 0.0:
                m[at.EXPOSED_PAIR + m[at.EXPOSED]] = at.PAIR * i + j
                m[at.EXPOSED] += 1


def refresh_hazards(x: X, m: M) -> None:
    """Recompute the rates of crises of all pairs that may have any."""
    for e in range(m[at.EXPOSED]):
        pair = m[at.EXPOSED_PAIR + e]
        refresh_hazard(x, pair // at.PAIR, pair % at.PAIR)


def refresh_hazard(x: X, i: int, j: int) -> None:
    """Recompute the rate of militarised crises of a pair, per year."""
    k = at.PAIR * i + j
    h = at.PAIR * j + i
    rate = 0.0
    hostility = hostility_of_both(x, k, h)
    if hostility > 0.0 and x[at.CRISIS_EXPOSURE + k] > 0.0:
        covered = min(x[at.UMBRELLA + i], x[at.UMBRELLA + j])
        rate = crisis_rate(x, k, hostility, felt_by_both(x, k, h), covered)
    x[at.HAZARD + k] = rate


def crisis_rate(x: X, k: int, hostility: float, felt: float, covered: float) -> float:
    """Return the rate of crises of a pair per year, log-linear in the hostility of both, provocation and nuclear cover."""
    if hostility <= 0.0:
        return 0.0
    excess = (
        x[of.CRISIS_HOSTILITY] * (0.5 * hostility - 0.75)
        + x[of.CRISIS_PROVOCATION] * (felt - 1.0)
        - x[of.CRISIS_DETERRENCE] * covered
    )
    return x[of.CRISIS_RATE] * x[at.CRISIS_EXPOSURE + k] * exp(excess)


def hostility_of_both(x: X, k: int, h: int) -> float:
    """Return the sum of the hostility of two pairs, the same two actors either way round."""
    return max(0.0, -x[at.ALIGNMENT + k]) + max(0.0, -x[at.ALIGNMENT + h])


def felt_by_both(x: X, k: int, h: int) -> float:
    """Return the provocation that counts in a pair's hazards: both sides', up to a limit, so that their cap holds."""
    return min(x[of.PROVOCATION_LIMIT], x[at.PROVOCATION + k] + x[at.PROVOCATION + h])


def stability(x: X, m: M) -> float:
    """Return the probability that a year at today's hazards passes without a militarised crisis."""
    total = 0.0
    for e in range(m[at.EXPOSED]):
        total += x[at.HAZARD + m[at.EXPOSED_PAIR + e]]
    return exp(-total)


def prosperity(x: X, n: int, i: int) -> float:
    """Return the share of trade and of income from abroad in all that i lives from, 0..1."""
    abroad = x[at.OUTSIDE_TRADE + i] + x[at.OWN_INCOME + i]
    for j in range(n):
        if j != i:
            abroad += x[at.TRADE + at.PAIR * i + j] + x[at.FLOWS + at.PAIR * i + j]
    whole = abroad + 1000.0 * x[at.ECONOMY + i]
    return abroad / whole if whole > 0.0 else 0.0


def polarisation(x: X, n: int) -> float:
    """Return the share of triads whose signs balance (Heider; Cartwright and Harary 1956), weighted by strength.

    A triad balances when the product of its three mutual regards is positive. 0.5 where nobody regards anybody.
    """
    balanced = 0.0
    whole = 0.0
    for i in range(n):
        for j in range(i + 1, n):
            for k in range(j + 1, n):
                product = mutual(x, i, j) * mutual(x, j, k) * mutual(x, i, k)
                whole += abs(product)
                if product > 0.0:
                    balanced += product
    return balanced / whole if whole > 0.0 else 0.5


def mutual(x: X, i: int, j: int) -> float:
    """Return the mean regard of a pair."""
    return 0.5 * (x[at.ALIGNMENT + at.PAIR * i + j] + x[at.ALIGNMENT + at.PAIR * j + i])
