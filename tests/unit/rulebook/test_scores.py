"""The scores against slow twins written from the model's equations, over generated worlds."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

import naive
from northeastsim.rulebook import layout as at
from northeastsim.rulebook import parameters as of
from northeastsim.rulebook import scores
from northeastsim.scenario.tables import Tables
from strategies import documents, laid_out, some


class Start:
    """The state of a scenario at its start, read by row and actors."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.tables: Tables = laid_out(document)
        self.x, self.m, self.t = self.tables.x.tolist(), self.tables.m.tolist(), self.tables.t.tolist()
        self.n = len(self.tables.actors)
        scores.refresh(self.x, self.m, self.t)

    def of(self, row: int, i: int, j: int | None = None) -> float:
        return self.x[row + i] if j is None else self.x[row + at.PAIR * i + j]

    def others(self, i: int) -> list[int]:
        return [j for j in range(self.n) if j != i]

    def guard(self, i: int, c: int) -> float:
        """Return own protection in a channel: usable capital and named systems, or strategic forces."""
        if c == at.NUCLEAR:
            own = self.of(at.STRATEGIC, i) + self.latent(i)
        else:
            usable = self.of(at.CAPITAL, i) * self.of(at.THEATRE_SHARE, i)
            usable *= 1 - self.of(at.WAR_THEATRE_CUT, i) * self.of(at.OUTSIDE_WAR, i)
            own = usable * self.of(at.SHARE_AIR + at.ACTOR_PITCH * c, i)
        return own + self.systems(i, c, at.PROTECTIVE)

    def systems(self, i: int, c: int | None, share: int) -> float:
        """Return the worth of the systems of a channel in one of their shares."""
        return sum(
            self.x[at.HOLDING + at.ACTOR_PITCH * s + i] * self.x[at.VALUE + s] * self.x[share + s]
            for s in range(len(self.tables.systems))
            if c is None or self.t[self.t[at.AT_CHANNELS] + s] == c
        )

    def offence(self, i: int, c: int) -> float:
        ratio = self.x[of.NUCLEAR_OFFENCE if c == at.NUCLEAR else of.CONVENTIONAL_OFFENCE]
        own = self.guard(i, c) - self.systems(i, c, at.PROTECTIVE) - (self.latent(i) if c == at.NUCLEAR else 0.0)
        sword = ratio * own + self.systems(i, c, at.OFFENSIVE)
        shield = self.systems(i, None, at.ENABLING)
        return sword + (shield * sword / (shield + sword) if c == at.AIR and shield and sword else 0.0)

    def latent(self, i: int) -> float:
        return self.x[of.LATENCY] * self.of(at.HEDGING, i)

    def promise(self, i: int, j: int) -> float:
        """Return the commitment of i to j as it is believed."""
        return min(1.0, self.of(at.COMMITMENT, i, j) * self.of(at.CREDIBILITY, i, j))

    def umbrella(self, i: int) -> float:
        share = self.x[of.UMBRELLA_SHARE]
        patrons = [
            self.promise(j, i) * self.of(at.PROXIMITY, j, i) * share * self.of(at.STRATEGIC, j) for j in self.others(i)
        ]
        total = self.of(at.STRATEGIC, i) + self.latent(i) + max(patrons)
        return total / (total + self.x[of.UMBRELLA_HALF])

    def protection(self, i: int, c: int) -> float:
        share = self.x[of.UMBRELLA_SHARE] if c == at.NUCLEAR else 1.0
        allied = [
            self.promise(j, i) * self.of(at.PROXIMITY, j, i) * share * self.guard(j, c) for j in self.others(i)
        ]
        return self.guard(i, c) + sum(allied)

    def threat(self, i: int, c: int) -> float:
        total = 0.0
        for j in self.others(i):
            theirs = self.x[of.OTHERS_HOSTILITY]
            hostile = -(theirs * self.of(at.ALIGNMENT, j, i) + (1 - theirs) * self.of(at.ALIGNMENT, i, j))
            felt = 1 + self.x[of.PROVOCATION_IN_THREAT] * self.of(at.PROVOCATION, i, j)
            oversea = self.x[of.OVERSEAS_GROUND]
            reach = oversea + (1 - oversea) * self.of(at.LAND, i, j) if c == at.GROUND else 1.0
            total += max(0.0, hostile) ** 1.5 * self.of(at.PROXIMITY, i, j) * felt * reach * self.offence(j, c)
        if c in (at.GROUND, at.SEA):
            total *= 1 - self.x[of.NUCLEAR_CUT] * self.umbrella(i)
        return self.x[of.THREAT_SCALE] * total

    def leverage(self, i: int, j: int) -> float:
        """Return R of i over j."""
        others = self.others(j)
        outside = self.of(at.OUTSIDE_TRADE, j) + self.of(at.OWN_INCOME, j)
        home = 1000 * self.x[of.HOME_MARKET] * self.of(at.ECONOMY, j)
        economic = naive.dependence(
            [self.of(at.TRADE, j, k) for k in others], [self.of(at.FLOWS, j, k) for k in others],
            self.x[of.FLOW_WEIGHT], home, outside,
        )[others.index(i)]  # fmt: skip
        cover = sum(self.protection(j, c) for c in range(at.CHANNELS))
        force = sum(self.guard(i, c) for c in range(at.NUCLEAR))
        force += self.x[of.UMBRELLA_SHARE] * self.of(at.STRATEGIC, i)
        own = self.of(at.SELF_SUPPLY, j) * (1 + self.x[of.SELF_RELIANCE] * self.of(at.TECHNOLOGY, j))
        arms = own + sum(self.of(at.SUPPLY, k, j) for k in others)
        secure = naive.security_dependence(
            self.promise(i, j), self.of(at.PROXIMITY, i, j), force, cover, self.of(at.SUPPLY, i, j), arms
        )
        size = [(self.of(at.ECONOMY, k) + self.x[of.CAPITAL_IN_SIZE] * self.of(at.CAPITAL, k)) ** 0.5 for k in (i, j)]
        relative = min(1.0, self.x[of.SIZE_GAIN] * size[0] / sum(size))
        weights = [self.x[w] for w in (of.WEIGHT_ECONOMIC, of.WEIGHT_SECURITY, of.WEIGHT_POLITICAL)]
        return naive.leverage(economic, secure, self.of(at.CONTACT, i, j) * relative, weights)


@some(20)
@given(documents(most=6))
def test_security_is_protection_over_protection_and_threat(document: dict[str, Any]) -> None:
    start = Start(document)
    weights = [start.x[of.WEIGHT_AIR + c] for c in range(at.CHANNELS)]
    for i in range(start.n):
        guards = [start.protection(i, c) for c in range(at.CHANNELS)]
        threats = [start.threat(i, c) for c in range(at.CHANNELS)]

        assert start.of(at.SECURITY, i) == pytest.approx(naive.security(guards, threats, weights), rel=1e-11)


@some(20)
@given(documents(most=6))
def test_leverage_and_influence(document: dict[str, Any]) -> None:
    start = Start(document)
    for j in range(start.n):
        raw = {str(i): start.leverage(i, j) for i in start.others(j)}
        for i in start.others(j):
            regard = {k: start.of(at.ALIGNMENT, i, int(k)) if int(k) != i else 0.0 for k in raw}
            expected = naive.influence(raw, regard, str(i), start.x[of.DIVERSIFICATION], start.x[of.ALIGNED_PATRON])

            assert start.of(at.LEVERAGE, i, j) == pytest.approx(raw[str(i)], rel=1e-11, abs=1e-15)
            assert scores.influence(start.x, start.n, i, j) == pytest.approx(expected, rel=1e-11, abs=1e-15)


@some(20)
@given(documents(most=6))
def test_polarisation_is_the_share_of_balanced_triads(document: dict[str, Any]) -> None:
    start = Start(document)
    regard = [[start.of(at.ALIGNMENT, i, j) for j in range(start.n)] for i in range(start.n)]

    assert scores.polarisation(start.x, start.n) == pytest.approx(naive.polarisation(regard), rel=1e-11)
