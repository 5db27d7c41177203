"""The state of the reduced model in plain Python: what time does to it, and the scores that follow from it.

Written as a user without northeastsim would: lists of floats, loops over six actors, all scores anew when the world has moved,
and of an option only what it may touch. Who goes next is the business of `on_simpy.py` and `on_mesa.py`.
"""

from __future__ import annotations

from math import exp, sqrt

from benchmarks.peers.setting import (
    ALIGNMENT,
    BOUNDS,
    COMMITMENT,
    CONTACT,
    DAYS_PER_YEAR,
    FLOWS,
    PROVOCATION,
    SANCTIONS,
    SUPPLY,
    TRADE,
    Effect,
    Setting,
)


class World:
    """Six actors and what stands between them. Lists over pairs have the place n * i + j."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.p = p = setting.parameters
        self.actors = setting.actors
        self.n = n = len(setting.actors)
        self.clock = 0.0
        self.values = [list(row) for row in setting.values]
        self.rests = [list(row) for row in setting.rests]
        self.trade_base, self.flows_base = list(setting.values[TRADE]), list(setting.values[FLOWS])
        self.capital = [actor.capital for actor in self.actors]
        self.spending = [actor.spending for actor in self.actors]
        self.usual_burden = [actor.usual_burden for actor in self.actors]
        self.others = [[j for j in range(n) if j != i] for i in range(n)]
        self.couples = [(i, j) for i in range(n) for j in range(i + 1, n)]
        self.umbrella_weight = [
            setting.proximity[n * j + i] * p["security.umbrella_share"] * self.actors[j].strategic
            for j in range(n)
            for i in range(n)
        ]
        over_sea = p["security.overseas_ground"]
        self.ground_reach = [over_sea + (1.0 - over_sea) * land for land in setting.land]
        self.potential = [
            p["trade.room"] * setting.values[TRADE][n * i + j]
            + 1000.0 * p["trade.of_economy"] * min(self.actors[i].economy, self.actors[j].economy)
            for i in range(n)
            for j in range(n)
        ]
        weights = [p[f"security.weight_{channel}"] for channel in ("air", "ground", "sea", "nuclear")]
        self.channel_weights = [weight / sum(weights) for weight in weights]
        self.guard: list[tuple[float, float, float, float]] = []
        self.force, self.relative = [0.0] * n, [0.0] * n * n
        self.umbrella, self.security, self.cover = [0.0] * n, [0.0] * n, [0.0] * n
        self.threat, self.leverage, self.hazard = [0.0] * n * n, [0.0] * n * n, [0.0] * n * n
        self.refresh()
        self.acceptable = list(self.security)

    def drift(self, now: float) -> None:
        """Let everything return towards what it rests at."""
        years = (now - self.clock) / DAYS_PER_YEAR
        if years <= 0.0:
            return
        self.clock = now
        p, values, rests = self.p, self.values, self.rests
        for variable, name in (
            (ALIGNMENT, "alignment"), (COMMITMENT, "commitment"), (SUPPLY, "supply"), (PROVOCATION, "provocation"),
            (CONTACT, "contact"),
        ):  # fmt: skip
            left = 0.5 ** (years / p[f"drift.{name}_half_life"])
            values[variable] = [r + (v - r) * left for v, r in zip(values[variable], rests[variable], strict=True)]
        quick, slow = p["drift.trade_half_life"], p["drift.support_half_life"]
        left, lapsed = 0.5 ** (years / quick), 0.5 ** (years / slow)
        reached = slow / (slow - quick) * (lapsed - left)
        for variable, base in ((TRADE, self.trade_base), (FLOWS, self.flows_base)):
            # The value follows its target, while the target itself lapses to its base.
            columns = list(zip(values[variable], rests[variable], base, strict=True))
            values[variable] = [b + (r - b) * reached + (v - b) * left for v, r, b in columns]
            rests[variable] = [b + (r - b) * lapsed for _, r, b in columns]
        for i, actor in enumerate(self.actors):
            upheld = actor.built_per_spending * self.spending[i] / actor.capital_decay
            self.capital[i] = upheld + (self.capital[i] - upheld) * exp(-actor.capital_decay * years)

    def set_budget(self, i: int) -> None:
        """Set next year's spending of actor i by its need for security and its fatigue, and let habits follow."""
        p, actor = self.p, self.actors[i]
        self.refresh()
        gap = self.acceptable[i] - self.security[i]
        burden = self.spending[i] / actor.economy
        usual = self.usual_burden[i]
        rate = p["budget.reaction"] * gap - p["budget.fatigue"] * (burden / usual - 1.0)
        self.spending[i] *= exp(max(-0.5, min(0.7, rate)))
        self.acceptable[i] -= (1.0 - 0.5 ** (1.0 / p["budget.acceptable_security_half_life"])) * gap
        self.usual_burden[i] += p["budget.burden_drift"] * (burden - usual)

    def happen(self, effects: tuple[Effect, ...]) -> None:
        """Let the effects of a stage come true."""
        values, rests = self.values, self.rests
        for effect in effects:
            variable, pair, how, size, regard, signed, limit, moves = effect
            if regard >= 0:
                other = values[ALIGNMENT][regard]
                size *= other if signed else max(0.0, -other)
            if size == 0.0:
                continue
            if how == "divert":
                for place, part in self.diverted(pair, size):
                    rests[TRADE][place] += part
                continue
            low, high = BOUNDS[variable]
            old = values[variable][pair]
            if moves in ("value", "both"):
                change = self.change(variable, pair, how, size, limit, old)
                values[variable][pair] = max(low, min(high, old + change))
            if moves != "value":
                rest = rests[variable][pair]
                rests[variable][pair] = max(low, min(high, rest + self.change(variable, pair, how, size, limit, rest)))
            if moves == "base":
                base = self.trade_base
                base[pair] = max(low, base[pair] + self.change(variable, pair, how, size, limit, base[pair]))
            if variable == PROVOCATION and values[variable][pair] > old:
                self.alarm_patrons(pair // self.n, values[variable][pair] - old)

    def change(self, variable: int, pair: int, how: str, size: float, limit: float, old: float) -> float:
        """Return by how much an effect of a size changes a value."""
        if how == "regard":
            return size * (1.0 - old * old)
        if how == "towards":
            return size * (limit - old)
        if how == "rise":
            return size * max(0.0, 1.0 - (old - self.rests[variable][pair]) / limit)
        if how == "scale":
            return size * old
        if how == "to_potential":
            sanctions = self.values[SANCTIONS]
            other_way = self.n * (pair % self.n) + pair // self.n
            free = (1.0 - sanctions[pair]) * (1.0 - sanctions[other_way])
            return size * max(0.0, free * self.potential[pair] - old)
        return size

    def diverted(self, pair: int, size: float) -> list[tuple[int, float]]:
        """Return what others take over of the trade of a pair, by the places of their own trade with its second."""
        p, n = self.p, self.n
        i, j = divmod(pair, n)
        alignment, sanctions, targets = self.values[ALIGNMENT], self.values[SANCTIONS], self.rests[TRADE]
        takers = [
            k
            for k in self.others[j]
            if k != i and alignment[n * k + j] > p["trade.diversion_regard"] and sanctions[n * k + j] < 0.5
        ]
        total = sum(targets[n * k + j] for k in takers)
        if total <= 0.0:
            return []
        share = min(p["trade.diversion_limit"], size * targets[pair] / total)
        parts = [(k, share * targets[n * k + j]) for k in takers]
        return [(place, part) for k, part in parts for place in (n * k + j, n * j + k)]

    def alarm_patrons(self, i: int, alarm: float) -> None:
        """Raise the commitment of those who already stand by actor i."""
        p, commitment, rests = self.p, self.values[COMMITMENT], self.rests[COMMITMENT]
        for k in self.others[i]:
            pair = self.n * k + i
            if commitment[pair] > p["alliance.patron_threshold"]:
                room = p["alliance.patron_surplus"] - (commitment[pair] - rests[pair])
                if room > 0.0:
                    commitment[pair] = min(1.0, commitment[pair] + p["alliance.patron_response"] * alarm * room)

    def refresh(self) -> None:
        """Recompute all scores."""
        n, p = self.n, self.p
        self.guard, size = [], []
        for i, actor in enumerate(self.actors):
            usable = self.capital[i] * actor.usable_share
            air, ground, sea = (usable * share for share in actor.shares)
            self.guard.append((air, ground, sea, actor.strategic))
            self.force[i] = air + ground + sea + p["security.umbrella_share"] * actor.strategic
            size.append(sqrt(actor.economy + p["influence.capital_in_size"] * self.capital[i]))
        for i in range(n):
            for j in self.others[i]:
                self.relative[n * i + j] = min(1.0, p["influence.size_gain"] * size[i] / (size[i] + size[j]))
                self.threat[n * i + j] = self.threat_of(i, j)
        for i in range(n):
            self.umbrella[i] = self.umbrella_of(i)
        for i in range(n):
            self.security[i], self.cover[i] = self.security_of(i)
        for j in range(n):
            for pair, leverage in self.leverages_over(j):
                self.leverage[pair] = leverage
        for i, j in self.couples:
            self.hazard[n * i + j] = self.hazard_of(i, j)

    def umbrella_of(self, i: int) -> float:
        """Return how far nuclear forces, its own or a patron's, cover actor i."""
        n, commitment, weight = self.n, self.values[COMMITMENT], self.umbrella_weight
        total = self.actors[i].strategic + max(commitment[n * j + i] * weight[n * j + i] for j in self.others[i])
        return total / (total + self.p["security.umbrella_half"])

    def threat_of(self, i: int, j: int) -> float:
        """Return the weight of j's offence in the threat to i."""
        n, p, alignment = self.n, self.p, self.values[ALIGNMENT]
        share = p["security.others_hostility"]
        hostility = -(share * alignment[n * j + i] + (1.0 - share) * alignment[n * i + j])
        if hostility <= 0.0:
            return 0.0
        felt = 1.0 + p["security.provocation_in_threat"] * self.values[PROVOCATION][n * i + j]
        return hostility * sqrt(hostility) * self.setting.proximity[n * i + j] * felt

    def security_of(self, i: int) -> tuple[float, float]:
        """Return the security of actor i over the four channels, and all protection that it has."""
        n, p, guard, proximity = self.n, self.p, self.guard, self.setting.proximity
        commitment, threats, reach = self.values[COMMITMENT], self.threat, self.ground_reach
        umbrella_share = p["security.umbrella_share"]
        air, ground, sea, nuclear = guard[i]
        air_threat = ground_threat = sea_threat = nuclear_threat = 0.0
        for j in self.others[i]:
            near = commitment[n * j + i] * proximity[n * j + i]
            threat = threats[n * i + j]
            a, g, s, u = guard[j]
            if near > 0.0:
                air += near * a
                ground += near * g
                sea += near * s
                nuclear += near * umbrella_share * u
            if threat > 0.0:
                air_threat += threat * a
                ground_threat += threat * reach[n * i + j] * g
                sea_threat += threat * s
                nuclear_threat += threat * u
        scale = p["security.threat_scale"]
        conventional = scale * p["security.conventional_offence"]
        invasion = conventional * (1.0 - p["security.nuclear_cut"] * self.umbrella[i])
        threats_now = (
            conventional * air_threat,
            invasion * ground_threat,
            invasion * sea_threat,
            scale * p["security.nuclear_offence"] * nuclear_threat,
        )
        total = 0.0
        for weight, d, t in zip(self.channel_weights, (air, ground, sea, nuclear), threats_now, strict=True):
            total += weight * (d / (d + t) if d + t > 0.0 else 1.0)
        return total, air + ground + sea + nuclear

    def leverages_over(self, j: int) -> list[tuple[int, float]]:
        """Return the raw leverage of everyone over actor j, by pair."""
        n, p, actor = self.n, self.p, self.actors[j]
        supply, contact, commitment = self.values[SUPPLY], self.values[CONTACT], self.values[COMMITMENT]
        trade = self.values[TRADE][n * j : n * j + n]
        flows = self.values[FLOWS][n * j : n * j + n]
        flow_weight, economic_weight = p["dependence.flow_weight"], p["influence.weight_economic"]
        security_weight, political_weight = p["influence.weight_security"], p["influence.weight_political"]
        income = actor.income + sum(trade) + flow_weight * sum(flows)
        supplied = actor.self_supply + sum(supply[j::n])
        cover = self.cover[j]
        found = []
        for i in self.others[j]:
            pair = n * i + j
            economic = (trade[i] + flow_weight * flows[i]) / income
            defended = min(1.0, commitment[pair] * self.setting.proximity[pair] * self.force[i] / cover)
            armed = supply[pair] / supplied
            secure = 1.0 - (1.0 - defended) * (1.0 - armed)
            political = contact[pair] * self.relative[pair]
            rest = (1.0 - economic_weight * economic) * (1.0 - security_weight * secure)
            found.append((pair, 1.0 - rest * (1.0 - political_weight * political)))
        return found

    def influence(self, i: int, j: int) -> float:
        """Return the influence of i over j: leverage, worth less over one who can turn elsewhere."""
        n, alignment, leverage = self.n, self.values[ALIGNMENT], self.leverage
        aligned, elsewhere = self.p["influence.aligned_patron"], 0.0
        for k in self.others[j]:
            if k != i:
                away, friend = leverage[n * k + j], alignment[n * i + k]
                if friend > 0.0:
                    away *= 1.0 - aligned * friend
                if away > elsewhere:
                    elsewhere = away
        return leverage[n * i + j] * (1.0 - self.p["influence.diversification"] * elsewhere)

    def autonomy(self, i: int) -> float:
        """Return 1 less the greatest influence of anyone over actor i."""
        return 1.0 - max(self.influence(j, i) for j in self.others[i])

    def hazard_of(self, i: int, j: int) -> float:
        """Return the rate of crises between i and j, a year."""
        n, p, alignment, provocation = self.n, self.p, self.values[ALIGNMENT], self.values[PROVOCATION]
        pair, back = n * i + j, n * j + i
        hostility = max(0.0, -alignment[pair]) + max(0.0, -alignment[back])
        exposure = self.setting.crisis_exposure[pair]
        if hostility <= 0.0 or exposure <= 0.0:
            return 0.0
        felt = min(p["crisis.provocation_limit"], provocation[pair] + provocation[back])
        excess = p["crisis.hostility"] * (0.5 * hostility - 0.75) + p["crisis.provocation"] * (felt - 1.0)
        excess -= p["crisis.deterrence"] * min(self.umbrella[i], self.umbrella[j])
        return p["crisis.base_rate"] * exposure * exp(excess)

    def stability(self) -> float:
        """Return the chance that a year passes without a crisis."""
        return exp(-sum(self.hazard))

    def prosperity(self, i: int) -> float:
        """Return the share of trade and income from abroad in all that actor i lives from."""
        mine = slice(self.n * i, self.n * i + self.n)
        abroad = self.actors[i].abroad + sum(self.values[TRADE][mine]) + sum(self.values[FLOWS][mine])
        return abroad / (abroad + 1000.0 * self.actors[i].economy)
