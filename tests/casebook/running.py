"""Running a case: the world on SimPy, and a look at what stands in it at a moment."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from casebook.arithmetic import Line, lines
from casebook.book import laid_out
from northeastsim.engine import loop
from northeastsim.engine.runner import Runner
from northeastsim.engine.single import World
from northeastsim.rulebook import acts, conditions, deals, decisions, expect, scores, streams
from northeastsim.rulebook import layout as at
from northeastsim.rulebook.drift import advance
from northeastsim.rulebook.layout import M, T, X
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.tables.programs import VARIABLES

NAME = re.compile(r"(?:(?P<what>rest|base) of )?(?P<word>\w+)(?:\[(?P<ids>[^\]]*)\])?\Z")


class Run:
    """The world of a case on SimPy, and the chances of consent that its rules asked for on the way."""

    def __init__(self, case: Mapping[str, Any], parameters: Mapping[str, float] | None = None) -> None:
        self.tables = laid_out(case, parameters)
        self.asked: dict[tuple[str, str], float] = {}
        self.target = 0
        self.world = World(self.tables, case.get("seed", 0))

    def to(self, moment: str) -> Look:
        """Run to a moment, all that is due at it included, and look."""
        if moment == "at once":
            self.until(0)
        elif moment.startswith("after "):
            self.until(round(float(moment.split()[1]) * at.MINUTES_PER_DAY))
        else:
            _, event, stage = moment.split()
            while not self.days(event, stage):
                assert self.step(), f"{event} {stage} does not come"
            self.until(self.world.now)
        return Look(self, max(self.world.now, self.target))

    def until(self, tick: int) -> None:
        """Run to a minute, all that is due at it included."""
        self.target = tick
        while self.world.env.peek() <= tick and self.step():
            pass

    def step(self) -> bool:
        """Let the next item happen, and note the chances of consent asked for."""
        genuine = acts.consent_chance

        def noting(x: X, m: M, t: T, s: int, j: int) -> float:
            chance = genuine(x, m, t, s, j)
            self.asked[self.tables.scripts[m[acts.act_at(s) + at.ACT_SCRIPT]], self.tables.actors[j]] = chance
            return chance

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(acts, "consent_chance", noting)
            return self.world.step()

    def days(self, event: str, stage: str) -> list[float]:
        """Return the days on which an event, by its id or its type, has reached a stage."""
        names, found = self.tables, []
        for row in self.world.record.log:
            script = names.scripts[row[at.LOG_SCRIPT]] if row[at.LOG_SCRIPT] >= 0 else None
            if event in (script, names.types[row[at.LOG_TYPE]]) and names.stages[row[at.LOG_STAGE]] == stage:
                found.append(row[at.LOG_TICK] / at.MINUTES_PER_DAY)
        return found


class Look:
    """The state of a world at a minute, drifted and with its scores, on a copy."""

    def __init__(self, run: Run, tick: int) -> None:
        self.run, self.names = run, run.tables
        self.x, self.m, self.t = list(run.world.x), list(run.world.m), run.world.t
        self.n = self.m[at.ACTORS]
        advance(self.x, self.m, tick)
        scores.refresh(self.x, self.m, self.t)

    def read(self, name: str) -> float:
        """Return a value by its name. Raises KeyError for one that nothing knows."""
        found = NAME.match(name)
        assert found, f"no name of a value: {name!r}"
        word, ids = found["word"], [part.strip() for part in (found["ids"] or "").split(",") if part.strip()]
        if word in READ:
            return READ[word](self, *ids)
        numbers = [self.names.actors.index(i) for i in ids]
        place = sum(n * pitch for n, pitch in zip(numbers, (at.PAIR, 1) if len(ids) == 2 else (1,), strict=False))
        if word in conditions.SCORES:
            i, j = (*numbers, 0, 0)[:2]
            return conditions.score(self.x, self.m, conditions.SCORES.index(word), i, j)
        row = ROWS[word]
        if found["what"] == "rest":
            row += at.PAIR_REST if len(ids) == 2 else at.ACTOR_REST
        elif found["what"] == "base":
            row = {"trade": at.TRADE_BASE, "flows": at.FLOWS_BASE}[word]
        return self.x[row + place]

    def actor(self, name: str) -> int:
        """Return the number of an actor."""
        return self.names.actors.index(name)

    def slot(self, event: str) -> int:
        """Return the slot of the act under way that an event of the case is."""
        script = self.names.scripts.index(event)
        for s in range(1, self.m[at.SLOTS]):
            a = acts.act_at(s)
            if self.m[a + at.ACT_SERIAL] and self.m[a + at.ACT_SCRIPT] == script:
                return s
        raise KeyError(f"{event} is not under way")

    def pair(self, a: str, b: str) -> tuple[int, int]:
        """Return the columns of a pair both ways round."""
        i, j = self.actor(a), self.actor(b)
        return at.PAIR * i + j, at.PAIR * j + i

    def success(self, event: str) -> float:
        """Return the chance that talks or a demarche under way succeed."""
        s = self.slot(event)
        mechanism = self.t[acts.type_of(self.m, self.t, s) + at.TYPE_MECHANISM]
        chance = expect.pressure_success if mechanism == at.DEMARCHE else expect.talks_success
        return chance(self.x, self.m, s)

    def known(self, event: str, actor: str) -> float:
        """Return whether an actor knows of an event."""
        return float(self.m[self.t[at.AT_KNOWN] + self.names.scripts.index(event)] >> self.actor(actor) & 1)

    def hazard(self, a: str, b: str) -> float:
        """Return the rate of crises of a pair, per year."""
        return self.x[at.HAZARD + min(self.pair(a, b))]

    def incidents(self, a: str, b: str) -> float:
        """Return the rate of incidents of a pair, per year."""
        there, back = sorted(self.pair(a, b))
        hostility, felt = (f(self.x, there, back) for f in (scores.hostility_of_both, scores.felt_by_both))
        return streams.incident_rate(self.x, there, hostility, felt)

    def own(self, actor: str) -> list[int]:
        """Return an actor's options of types that the case declares itself."""
        kinds = set(self.names.types) - set(catalogue().event_types)
        return [o for o, option in enumerate(self.names.options) if option.actor == actor and option.kind in kinds]

    def weighed(self, actor: str) -> list[int]:
        """Let an actor weigh its options; return those of types that the case declares itself."""
        decisions.weigh_options(self.x, self.m, self.t, self.actor(actor), 0, 1)
        return self.own(actor)

    def utility(self, actor: str, kind: str) -> float:
        """Return the utility of an act to an actor."""
        rows = {self.names.options[o].kind: o for o in self.weighed(actor)}
        return self.x[self.t[at.AT_OPTION_UTILITY] + rows[kind]]

    def chosen(self, actor: str, kind: str) -> float:
        """Return the share of draws by which an actor chooses an act, or `wait`, among those that the case declares."""
        rows = self.weighed(actor)
        place = ["wait", *(self.names.options[o].kind for o in rows)].index(kind) - 1
        return self.most(actor, rows, place) - (self.most(actor, rows, place - 1) if place >= 0 else 0.0)

    def most(self, actor: str, rows: list[int], place: int) -> float:
        """Return the greatest draw by which one of the first options up to `place` is chosen, by halving."""
        first = self.t[at.AT_OPTION_UTILITY] + rows[0]
        rationality = self.x[at.RATIONALITY + self.actor(actor)]
        low, high = 0.0, 1.0
        for _ in range(60):
            middle = 0.5 * (low + high)
            below = decisions.choose(self.x, first, len(rows), rationality, middle) <= place
            low, high = (middle, high) if below else (low, middle)
        return high


ROWS = VARIABLES | {
    "strain": at.STRAIN, "monitoring": at.MONITORING, "usual_burden": at.USUAL_BURDEN, "umbrella": at.UMBRELLA,
    "acceptable_security": at.ACCEPTABLE_SECURITY,
}  # fmt: skip
READ: dict[str, Callable[..., float]] = {
    "holding": lambda look, i, system: look.x[
        at.HOLDING + at.ACTOR_PITCH * look.names.systems.index(system) + look.actor(i)
    ],
    "hazard": Look.hazard,
    "starts": lambda look, i, j: scores.starter_share(look.x, *look.pair(i, j)),
    "clash": lambda look, i, j: scores.clash_chance(look.x, look.actor(i), look.actor(j)),
    "incidents": Look.incidents,
    "launches": lambda look, i: (
        look.x[at.LAUNCHES + look.actor(i)] * streams.launch_factor(look.x, look.m, look.actor(i), 0)
    ),
    "regime_rate": lambda look, i: streams.regime_rate(look.x, look.n, look.actor(i)),
    "success": Look.success,
    "consent": lambda look, event, i: look.run.asked[event, i],
    "worth": lambda look, event, i: deals.deal_worth(look.x, look.m, look.t, look.slot(event), look.actor(i)),
    "known": Look.known,
    "utility": Look.utility,
    "chosen": Look.chosen,
    "count": lambda look, event, stage: float(len(look.run.days(event, stage))),
    "day": lambda look, event, stage, which="1": look.run.days(event, stage)[int(which) - 1],
}


def obtained(case: Mapping[str, Any], parameters: Mapping[str, float] | None = None) -> Iterator[tuple[Line, float]]:
    """Run a case; yield each expectation with what the model says."""
    run = Run(case, parameters)
    look, moment = None, None
    for line in lines(case):
        if look is None or line.moment != moment:
            look, moment = run.to(line.moment), line.moment
        yield line, look.read(line.name)


def ends(case: Mapping[str, Any]) -> tuple[list[float], list[float]]:
    """Return what stands at the end of a case's run on SimPy, and by the loop of the batch engine."""
    laid = laid_out(case)
    seed = case.get("seed", 0)
    record = World(laid, seed).run().record
    block = Runner(laid, loop.run).block(seed, 0, 1)
    assert tuple(record.names) == tuple(block.names)
    return record.values[-1].tolist(), block.monthly[0, -1].tolist()
