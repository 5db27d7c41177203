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
    x[guard + at.NUCLEAR] = strategic + latent(x, i)
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
    x[at.SIZE + i] = size(x, i)


def size(x: X, i: int) -> float:
    """Return how large actor i is: the square root of its economy and its military capital, so weighted."""
    return sqrt(x[at.ECONOMY + i] + x[of.CAPITAL_IN_SIZE] * x[at.CAPITAL + i])


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
            cover = perceived(x, k) * x[at.PROXIMITY + k] * x[of.UMBRELLA_SHARE] * x[at.STRATEGIC + j]
            if cover > best:
                best = cover
    total = x[at.STRATEGIC + i] + latent(x, i) + best
    x[at.UMBRELLA + i] = total / (total + x[of.UMBRELLA_HALF])


def latent(x: X, i: int) -> float:
    """Return what the rung of nuclear hedging that actor i stands on deters by, bn US$ equivalent; it threatens nobody yet."""
    return x[of.LATENCY] * x[at.HEDGING + i]


def perceived(x: X, k: int) -> float:
    """Return the commitment of a pair as it is believed, 0..1."""
    return min(1.0, x[at.COMMITMENT + k] * x[at.CREDIBILITY + k])


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
            near = perceived(x, k) * x[at.PROXIMITY + k]
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
    base = x[at.SELF_SUPPLY + i] * (1.0 + x[of.SELF_RELIANCE] * x[at.TECHNOLOGY + i])
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
        defended = perceived(x, k) * x[at.PROXIMITY + k] * x[at.FORCE + j] / x[at.COVER + i]
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
        refresh_hazard(x, m[at.ACTORS], pair // at.PAIR, pair % at.PAIR)


def refresh_hazard(x: X, n: int, i: int, j: int) -> None:
    """Recompute the rate of militarised crises of a pair, per year."""
    k = at.PAIR * i + j
    h = at.PAIR * j + i
    rate = 0.0
    hostility = hostility_of_both(x, k, h)
    if hostility > 0.0 and x[at.CRISIS_EXPOSURE + k] > 0.0:
        covered = min(x[at.UMBRELLA + i], x[at.UMBRELLA + j])
        rate = crisis_rate(x, k, hostility, felt_by_both(x, k, h), covered, contested(x, n, i, j, hostility))
        if x[of.EMBOLDENMENT] != 0.0:
            first = starter_share(x, k, h)
            rate *= first * boldness(x, n, i) + (1.0 - first) * boldness(x, n, j)
    x[at.HAZARD + k] = rate


def starter_share(x: X, k: int, h: int) -> float:
    """Return the chance that the first of a hostile pair is the one that starts a crisis: by hostility and provocation felt."""
    first = max(0.0, -x[at.ALIGNMENT + k]) * (1.0 + x[of.STARTER_PROVOCATION] * x[at.PROVOCATION + k])
    second = max(0.0, -x[at.ALIGNMENT + h]) * (1.0 + x[of.STARTER_PROVOCATION] * x[at.PROVOCATION + h])
    return first / (first + second) if first + second > 0.0 else 0.5


def backed(x: X, n: int, i: int, but: int) -> float:
    """Return the probability that anyone but one defends i, as it is believed: each commitment a chance of its own, 0..1."""
    alone = 1.0
    for k in range(n):
        if k != i and k != but:
            alone *= 1.0 - perceived(x, at.PAIR * k + i)
    return 1.0 - alone


def boldness(x: X, n: int, i: int) -> float:
    """Return what multiplies the crises that i starts: patrons more committed than at the start may embolden or calm."""
    return exp(x[of.EMBOLDENMENT] * (backed(x, n, i, i) - x[at.START_BACKED + i]))


def crisis_rate(x: X, k: int, hostility: float, felt: float, covered: float, disputed: float) -> float:
    """Return the rate of crises of a pair per year, log-linear in the hostility of both, provocation and nuclear cover.

    `disputed` is what theories quarrel about, as `contested` gives it; 0 by default, which leaves every bit as it is.
    """
    if hostility <= 0.0:
        return 0.0
    excess = (
        x[of.CRISIS_HOSTILITY] * (0.5 * hostility - 0.75)
        + x[of.CRISIS_PROVOCATION] * (felt - 1.0)
        - x[of.CRISIS_DETERRENCE] * covered
        + disputed
    )
    rate = x[of.CRISIS_RATE] * x[at.CRISIS_EXPOSURE + k] * exp(excess)
    return rate * (1.0 + x[of.CONTAGION] * x[at.CRISES_NOW])


def contested(x: X, n: int, i: int, j: int, hostility: float) -> float:
    """Return what parity of power and economic ties add to a pair's log rate of crises; `hostility` is the sum of both sides'."""
    total = 0.0
    if x[of.PARITY] != 0.0:
        total += x[of.PARITY] * (parity(x, i, j) - 0.5) * (0.5 * hostility)
    if x[of.INTERDEPENDENCE] != 0.0:
        total -= x[of.INTERDEPENDENCE] * weaker_tie(x, n, i, j)
    return total


def most_contested(x: X, hostility: float) -> float:
    """Return the most that `contested` can give at a hostility of both, whatever sizes and trade become."""
    return abs(x[of.PARITY]) * 0.25 * hostility


def parity(x: X, i: int, j: int) -> float:
    """Return the smaller of two actors' sizes over the larger, 0..1: near 1 at parity, near 0 where one preponderates."""
    one = size(x, i)
    other = size(x, j)
    larger = max(one, other)
    return min(one, other) / larger if larger > 0.0 else 1.0


def weaker_tie(x: X, n: int, i: int, j: int) -> float:
    """Return the economic dependence of the less dependent of two: who can do without holds no back (Oneal and Russett 1997)."""
    one = economic_dependence(x, i, j, income_base(x, n, i))
    other = economic_dependence(x, j, i, income_base(x, n, j))
    return min(one, other)


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


def income(x: X, n: int, i: int) -> float:
    """Return what actor i has from abroad: trade, flows outside the record, income that nobody can cut; m US$ a year."""
    total = x[at.OUTSIDE_TRADE + i] + x[at.OWN_INCOME + i]
    for j in range(n):
        if j != i:
            total += x[at.TRADE + at.PAIR * i + j] + x[at.FLOWS + at.PAIR * i + j]
    return total


def stress(x: X, n: int, i: int) -> float:
    """Return how far the regime of i is shaken, 0..1: by want of the income that it began with, and by strain."""
    shaken = x[at.STRAIN + i]
    if x[at.BRITTLE + i] > 0.0 and x[at.START_INCOME + i] > 0.0:
        want = max(0.0, 1.0 - income(x, n, i) / x[at.START_INCOME + i])
        shaken += x[at.BRITTLE + i] * x[of.STRESS_SHORTFALL] * want
    return max(0.0, min(1.0, shaken))


def calm_of_neighbours(x: X, m: M, i: int) -> float:
    """Return how calm the regimes on the borders of i are, 0..1: what it fears is a collapse next door."""
    n = m[at.ACTORS]
    total = 0.0
    whole = 0.0
    for j in range(n):
        if m[at.NEIGHBOURS_OF + i] >> j & 1 == 1:
            land = x[at.LAND + at.PAIR * i + j]
            total += land * (1.0 - stress(x, n, j))
            whole += land
    return total / whole if whole > 0.0 else 1.0


def open_share(x: X, z: float) -> float:
    """Return the share of trade that sanctions of strength z leave; they bite less where nobody watches."""
    watched = x[of.BLIND] + (1.0 - x[of.BLIND]) * x[at.MONITORING]
    return 1.0 - x[of.SANCTIONS_CUT] * z * watched


def sanctions_bite(x: X, n: int, i: int) -> float:
    """Return the share of the income from abroad that sanctions on i cut: 1 - income / income without any."""
    untouched = x[at.OUTSIDE_TRADE + i] + x[at.OWN_INCOME + i]
    for j in range(n):
        if j != i:
            trade = x[at.TRADE + at.PAIR * i + j]
            untouched += trade / open_share(x, x[at.SANCTIONS + at.PAIR * j + i]) + x[at.FLOWS + at.PAIR * i + j]
    return 1.0 - income(x, n, i) / untouched if untouched > 0.0 else 0.0


def obligations(x: X, i: int, j: int) -> float:
    """Return what j owes i, m US$: what i lately gave it beyond what it gave back."""
    return max(0.0, x[at.FAVOURS + at.PAIR * i + j] - x[at.FAVOURS + at.PAIR * j + i])


def terms_of_trade(x: X, j: int, k: int) -> float:
    """Return what j lately received from k over what it gave; 1 where neither gave anything (some small change on both sides)."""
    small = x[of.SMALL_CHANGE]
    return (x[at.FAVOURS + at.PAIR * k + j] + small) / (x[at.FAVOURS + at.PAIR * j + k] + small)


def cohesion(x: X, i: int, j: int) -> float:
    """Return how far i stands with j: the root of commitment as believed and good regard, 0..1."""
    return sqrt(perceived(x, at.PAIR * i + j) * max(0.0, x[at.ALIGNMENT + at.PAIR * i + j]))


def entrapment(x: X, m: M, i: int) -> float:
    """Return the probability that in a year an ally's quarrel, begun by the ally and violent, drags i in.

    1 - exp(-sum over allies j of honour x backing of j x rate of violent crises that j starts).
    """
    n = m[at.ACTORS]
    total = 0.0
    for j in range(n):
        if j != i and x[at.BACKING + at.PAIR * i + j] > 0.0:
            begun = 0.0
            for k in range(n):
                if k != j:
                    begun += violent_rate(x, n, j, k)
            total += x[at.BACKING + at.PAIR * i + j] * begun
    return 1.0 - exp(-x[of.HONOUR] * total)


def violent_rate(x: X, n: int, j: int, k: int) -> float:
    """Return the rate of violent crises that j starts with k, per year."""
    pair = at.PAIR * min(j, k) + max(j, k)
    hazard = x[at.HAZARD + pair]
    if hazard <= 0.0:
        return 0.0
    first = starter_share(x, at.PAIR * j + k, at.PAIR * k + j)
    if x[of.EMBOLDENMENT] != 0.0:
        bold = first * boldness(x, n, j)
        first = bold / (bold + (1.0 - first) * boldness(x, n, k))
    return hazard * first * clash_chance(x, j, k)


def clash_chance(x: X, i: int, j: int) -> float:
    """Return the probability that a crisis between i and j becomes a clash: logit in the provocation that both feel."""
    felt = 0.5 * (x[at.PROVOCATION + at.PAIR * i + j] + x[at.PROVOCATION + at.PAIR * j + i])
    return 1.0 / (1.0 + exp(-(x[of.CLASH_BASE] + x[of.CLASH_PROVOCATION] * (felt - 0.5))))


def abandonment(x: X, n: int, j: int) -> float:
    """Return how much of j's protection hangs on promises that it doubts: share of allies in it, times the doubt of them all."""
    cover = x[at.COVER + j]
    if cover <= 0.0:
        return 0.0
    own = 0.0
    for c in range(at.CHANNELS):
        own += x[at.GUARD + at.CHANNELS * j + c]
    return max(0.0, 1.0 - own / cover) * (1.0 - backed(x, n, j, j))


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
