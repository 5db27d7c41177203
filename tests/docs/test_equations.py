"""The equations of docs/model.md, written out as they stand there, give the scores of the rules."""

from __future__ import annotations

import datetime
import math
from typing import Any

import pytest

import northeastsim as ne
from northeastsim.rulebook import layout as at

REGION = {"format": 1, "extends": "northeast_asia_2024", "start": "2024-01-01", "years": 5}
CHANNELS = ("air", "ground", "sea", "nuclear")


class Page:
    """The section *Scores* of the page, over the state of a world; symbols are those of the page."""

    def __init__(self, world: Any) -> None:
        self.x, self.places, self.tables = world.x, world.tables.places, world.tables
        self.all = range(len(world.tables.actors))
        forces = [self.forces(i) for i in self.all]
        self.guard, self.off = [f[0] for f in forces], [f[1] for f in forces]

    def p(self, name: str) -> float:
        """A parameter."""
        return float(self.x[self.places[name]])

    def of(self, row: str, i: int, j: int | None = None) -> float:
        """A row of an actor or of an ordered pair."""
        return float(self.x[getattr(at, row) + (i if j is None else at.PAIR * i + j)])

    def others(self, *some: int) -> list[int]:
        """Everyone else."""
        return [k for k in self.all if k not in some]

    def forces(self, i: int) -> tuple[list[float], list[float]]:
        """Guard and offence per channel."""
        usable = self.of("CAPITAL", i) * self.of("THEATRE_SHARE", i)
        usable *= 1 - self.of("WAR_THEATRE_CUT", i) * self.of("OUTSIDE_WAR", i)
        guard = [usable * self.of(f"SHARE_{c.upper()}", i) for c in CHANNELS[:3]] + [self.of("STRATEGIC", i) + self.latent(i)]
        factor = ["conventional_offence"] * 3 + ["nuclear_offence"]
        bare = [*guard[:3], self.of("STRATEGIC", i)]
        off = [g * self.p(f"security.{f}") for g, f in zip(bare, factor, strict=True)]
        shield = 0.0
        for s in range(len(self.tables.systems)):
            c = self.tables.t[self.tables.t[at.AT_CHANNELS] + s]
            value = self.x[at.HOLDING + at.ACTOR_PITCH * s + i] * self.x[at.VALUE + s]
            guard[c] += value * self.x[at.PROTECTIVE + s]
            off[c] += value * self.x[at.OFFENSIVE + s]
            shield += value * self.x[at.ENABLING + s]
        if shield > 0:
            off[0] += shield * off[0] / (shield + off[0])
        return guard, off

    def latent(self, i: int) -> float:
        """What a rung of hedging deters by."""
        return self.p("security.latency") * self.of("HEDGING", i)

    def c(self, i: int, j: int) -> float:
        """A promise as it is believed."""
        return min(1.0, self.of("COMMITMENT", i, j) * self.of("CREDIBILITY", i, j))

    def b(self, i: int) -> float:
        """The chance that anyone defends i."""
        return 1 - math.prod(1 - self.c(k, i) for k in self.others(i))

    def income(self, i: int, free: bool = False) -> float:
        """Income from abroad, or what it were without sanctions."""
        blind = self.p("sanctions.unwatched")
        watched = blind + (1 - blind) * float(self.x[at.MONITORING])
        total = self.of("OUTSIDE_TRADE", i) + self.of("OWN_INCOME", i)
        for j in self.others(i):
            cut = self.p("sanctions.cut") * self.of("SANCTIONS", j, i) * watched if free else 0.0
            total += self.of("TRADE", i, j) / (1 - cut) + self.of("FLOWS", i, j)
        return total

    def starts(self, i: int, j: int) -> float:
        """The chance that i starts a crisis with j, but for boldness."""
        part = [
            max(0, -self.of("ALIGNMENT", a, b)) * (1 + self.p("crisis.starter_provocation") * self.of("PROVOCATION", a, b))
            for a, b in ((i, j), (j, i))
        ]
        return part[0] / sum(part) if sum(part) else 0.5

    def bold(self, i: int) -> float:
        """What multiplies the crises that i starts."""
        return math.exp(self.p("alliance.emboldenment") * (self.b(i) - self.of("START_BACKED", i)))

    def begins(self, i: int, j: int) -> float:
        """The chance that i starts a crisis with j."""
        one, other = self.starts(i, j) * self.bold(i), self.starts(j, i) * self.bold(j)
        return one / (one + other)

    def clash(self, i: int, j: int) -> float:
        """The chance that a crisis is violent."""
        felt = (self.of("PROVOCATION", i, j) + self.of("PROVOCATION", j, i)) / 2
        return 1 / (1 + math.exp(-(self.p("crisis.clash_logit") + self.p("crisis.clash_provocation") * (felt - 0.5))))

    def stress(self, i: int) -> float:
        """How far a regime is shaken."""
        want = max(0, 1 - self.income(i) / self.of("START_INCOME", i))
        return min(1, max(0, self.of("STRAIN", i) + self.of("BRITTLE", i) * self.p("regime.shortfall") * want))

    def entrapment(self, i: int) -> float:
        """The risk of an ally's quarrel."""
        total = sum(
            self.of("BACKING", i, j) * self.hazard(j, k) * self.begins(j, k) * self.clash(j, k)
            for j in self.others(i)
            for k in self.others(j)
        )
        return 1 - math.exp(-self.p("alliance.honour") * total)

    def u(self, i: int) -> float:
        """Nuclear cover."""
        lent = [
            self.c(j, i) * self.of("PROXIMITY", j, i) * self.of("STRATEGIC", j)
            for j in self.others(i)
        ]
        n = self.of("STRATEGIC", i) + self.latent(i) + self.p("security.umbrella_share") * max(lent)
        return n / (n + self.p("security.umbrella_half"))

    def d(self, i: int, c: int) -> float:
        """Protection in a channel."""
        m = self.p("security.umbrella_share") if c == 3 else 1.0
        return self.guard[i][c] + sum(
            self.c(j, i) * self.of("PROXIMITY", j, i) * m * self.guard[j][c]
            for j in self.others(i)
        )

    def threat(self, i: int, c: int) -> float:
        """Threat in a channel."""
        share, sea = self.p("security.others_hostility"), self.p("security.overseas_ground")
        total = 0.0
        for j in self.others(i):
            h = max(0, -(share * self.of("ALIGNMENT", j, i) + (1 - share) * self.of("ALIGNMENT", i, j)))
            felt = 1 + self.p("security.provocation_in_threat") * self.of("PROVOCATION", i, j)
            reach = sea + (1 - sea) * self.of("LAND", i, j) if c == 1 else 1
            total += h**1.5 * self.of("PROXIMITY", i, j) * felt * reach * self.off[j][c]
        return total * (1 - self.p("security.nuclear_cut") * self.u(i) if c in (1, 2) else 1)

    def security(self, i: int) -> float:
        """Security over all channels."""
        weights = [self.p(f"security.weight_{c}") for c in CHANNELS]
        parts = [(self.d(i, c), self.p("security.threat_scale") * self.threat(i, c)) for c in range(4)]
        return sum(w * d / (d + t) for w, (d, t) in zip(weights, parts, strict=True)) / sum(weights)

    def e(self, i: int, j: int) -> float:
        """Economic dependence."""

        def has(k: int) -> float:
            return self.of("TRADE", i, k) + self.p("dependence.flow_weight") * self.of("FLOWS", i, k)

        home = 1000 * self.p("dependence.home_market") * self.of("ECONOMY", i)
        base = home + self.of("OUTSIDE_TRADE", i) + self.of("OWN_INCOME", i)
        return has(j) / (base + sum(has(k) for k in self.others(i)))

    def s(self, i: int, j: int) -> float:
        """Security dependence."""
        force = self.p("security.umbrella_share") * self.of("STRATEGIC", j) + sum(self.guard[j][:3])
        cover = sum(self.d(i, c) for c in range(4))
        defended = self.c(j, i) * self.of("PROXIMITY", j, i) * force / cover
        own = self.of("SELF_SUPPLY", i) * (1 + self.p("technology.self_supply") * self.of("TECHNOLOGY", i))
        arms = own + sum(self.of("SUPPLY", k, i) for k in self.others(i))
        return 1 - (1 - defended) * (1 - self.of("SUPPLY", j, i) / arms)

    def size(self, i: int) -> float:
        """What an actor weighs beside others."""
        return math.sqrt(self.of("ECONOMY", i) + self.p("influence.capital_in_size") * self.of("CAPITAL", i))

    def r(self, i: int, j: int) -> float:
        """Leverage of i over j."""
        a = [self.size(k) for k in (i, j)]
        size = min(1, self.p("influence.size_gain") * a[0] / sum(a))
        channels = {
            "economic": self.e(j, i),
            "security": self.s(j, i),
            "political": self.of("CONTACT", i, j) * size,
        }
        return 1 - math.prod(1 - self.p(f"influence.weight_{name}") * part for name, part in channels.items())

    def influence(self, i: int, j: int) -> float:
        """Influence of i over j."""
        zeta = self.p("influence.aligned_patron")
        away = [self.r(k, j) * (1 - zeta * max(0, self.of("ALIGNMENT", i, k))) for k in self.others(i, j)]
        return self.r(i, j) * (1 - self.p("influence.diversification") * max(away))

    def hazard(self, i: int, j: int) -> float:
        """Crises a year."""
        h = max(0, -self.of("ALIGNMENT", i, j)) + max(0, -self.of("ALIGNMENT", j, i))
        if h == 0:
            return 0.0
        v = self.of("PROVOCATION", i, j) + self.of("PROVOCATION", j, i)
        log = self.p("crisis.hostility") * (h / 2 - 0.75) + self.p("crisis.provocation") * (v - 1)
        log -= self.p("crisis.deterrence") * min(self.u(i), self.u(j))
        sizes = sorted(self.size(k) for k in (i, j))
        log += self.p("crisis.parity") * (sizes[0] / sizes[1] - 0.5) * h / 2
        log -= self.p("crisis.interdependence") * min(self.e(i, j), self.e(j, i))
        rate = self.p("crisis.base_rate") * self.of("CRISIS_EXPOSURE", i, j) * math.exp(log)
        rate *= 1 + self.p("crisis.contagion") * float(self.x[at.CRISES_NOW])
        first = self.starts(i, j)
        return rate * (first * self.bold(i) + (1 - first) * self.bold(j))


@pytest.fixture(scope="module")
def seen() -> tuple[Page, dict[str, float], tuple[str, ...]]:
    """A world after three years, what it says of itself, and its actors; every contested term is on."""
    changes = {
        "parameters.crisis.deterrence": 0.5,
        "parameters.crisis.contagion": 0.3,
        "parameters.crisis.parity": 1.5,
        "parameters.crisis.interdependence": 10,
        "parameters.alliance.emboldenment": 0.5,
        "monitoring": 0.5,
        "actors.JPN.hedging": 2,
        "actors.PRK.technology": 1,
        "relations.USA, KOR.credibility": 0.7,
        "systems.s400.enabling": 0.5,
        "actors.PRK.holdings.s400": 2,
    }
    world = ne.load(REGION).with_(changes).world(seed=5)
    world.run(until=datetime.date(2027, 3, 5))
    world.rules.advance(world.x, world.m, world.now)
    return Page(world), world.see(), world.tables.actors


def test_security_is_that_of_the_page(seen: Any) -> None:
    page, said, actors = seen

    for i, name in enumerate(actors):
        assert page.security(i) == pytest.approx(said[f"security[{name}]"], rel=1e-12)


def test_dependence_leverage_and_influence_are_those_of_the_page(seen: Any) -> None:
    page, said, actors = seen

    for i, one in enumerate(actors):
        for j in page.others(i):
            pair = f"[{one},{actors[j]}]"
            assert page.e(i, j) == pytest.approx(said[f"dependence{pair}"], rel=1e-12)
            assert page.s(i, j) == pytest.approx(said[f"security_dependence{pair}"], rel=1e-12)
            assert page.r(i, j) == pytest.approx(said[f"leverage{pair}"], rel=1e-12)
            assert page.influence(i, j) == pytest.approx(said[f"influence{pair}"], rel=1e-12)


def test_what_is_feared_and_owed_is_that_of_the_page(seen: Any) -> None:
    page, said, actors = seen

    for i, name in enumerate(actors):
        own = sum(page.guard[i]) / sum(page.d(i, c) for c in range(4))
        found = {
            "stress": page.stress(i),
            "entrapment": page.entrapment(i),
            "abandonment": (1 - own) * (1 - page.b(i)),
            "sanctions_bite": 1 - page.income(i) / page.income(i, free=True),
        }
        for score, value in found.items():
            assert value == pytest.approx(said[f"{score}[{name}]"], rel=1e-9, abs=1e-12)
        for j in page.others(i):
            gave, got = page.of("FAVOURS", i, j), page.of("FAVOURS", j, i)
            c = page.p("deal.small_change")
            assert max(0, gave - got) == pytest.approx(said[f"obligations[{name},{actors[j]}]"])
            assert (got + c) / (gave + c) == pytest.approx(said[f"terms_of_trade[{name},{actors[j]}]"])
            assert page.c(i, j) == pytest.approx(said[f"perceived[{name},{actors[j]}]"])


def test_stability_is_that_of_the_page(seen: Any) -> None:
    page, said, _ = seen
    total = sum(page.hazard(i, j) for i in page.all for j in page.all if i < j)

    assert math.exp(-total) == pytest.approx(said["stability"], rel=1e-12)
