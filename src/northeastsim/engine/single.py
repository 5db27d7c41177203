"""One replication on SimPy: watched, paused, stepped, slowed to real time, joined by the user's own processes."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Generator, Iterable, Mapping
from typing import Any

import simpy
import simpy.rt

from northeastsim.engine.policy import WAIT, Observation, Offer, Policy, checked
from northeastsim.engine.record import Record
from northeastsim.engine.rules import Rules, interpreted, laid_out, trouble
from northeastsim.errors import RunError
from northeastsim.rulebook import layout as at
from northeastsim.rulebook.agenda import precedence
from northeastsim.rulebook.chance import derive, run_key
from northeastsim.rulebook.decisions import OUT
from northeastsim.scenario.tables import Tables
from northeastsim.scenario.tables.types import NEEDS

Process = Callable[["World"], Generator[simpy.Event, Any, Any]]

class World:
    """One replication under way, from `Scenario.world`.

    `env` is the SimPy environment; its clock counts minutes from the scenario's start. A user's process is a function
    of the world that yields SimPy events; it acts by `happen` (it does) and `propose` (if the others consent), and
    reads by `see`. A policy decides in an actor's place (`engine/policy.py`). With `real_time`, one second of yours is
    that many days of the world.
    """

    def __init__(
        self,
        tables: Tables,
        seed: int = 0,
        replication: int = 0,
        *,
        rules: Rules | None = None,
        processes: Iterable[Process] = (),
        policies: Mapping[str, Policy] | None = None,
        real_time: float | None = None,
        impulses: bool = False,
        trace: Callable[[int, int, int, int], None] | None = None,
    ) -> None:
        self.tables = tables
        self.rules = rules or interpreted()
        self.x, self.m, self.t = laid_out(tables, self.rules)
        self.m[at.KEY] = run_key(seed, replication)
        self.m[at.KEEP_IMPULSES] = int(impulses)
        self.seed, self.replication = seed, replication
        self.trace = trace
        self.horizon = tables.horizon
        self.record = Record(tables, replication)
        if real_time is None:
            self.env = simpy.Environment()
        else:
            factor = 1.0 / (real_time * at.MINUTES_PER_DAY)
            self.env = simpy.rt.RealtimeEnvironment(factor=factor, strict=False)
        self._user_acts = 0
        self.policies = {self._number("actor", name, tables.actors): p for name, p in (policies or {}).items()}
        self._chosen: dict[int, list[tuple[datetime.date, Offer]]] = {i: [] for i in self.policies}
        for tick in self.record.ticks[:-1]:
            self._schedule(tick, precedence(at.PHASE_OBSERVATION, 0, 0), self._observe)
        self.rules.start(self.x, self.m, self.t)
        self._drain()
        for process in processes:
            self.env.process(process(self))

    @property
    def now(self) -> int:
        """Minutes since the start."""
        return int(self.env.now)

    @property
    def date(self) -> datetime.date:
        """Today's date in the world."""
        return self.tables.start + datetime.timedelta(minutes=self.now)

    @property
    def ended(self) -> bool:
        """Whether a war has ended the run, or nothing is left before the horizon."""
        return self.m[at.ENDED] > 0 or self.env.peek() >= self.horizon

    def step(self) -> bool:
        """Let the next due item happen; return whether there was one before the horizon."""
        if self.ended:
            return False
        self.env.step()
        return True

    def run(self, until: datetime.date | None = None) -> World:
        """Run to the date `until` (what is due on it has not happened yet) or to the end; return the world."""
        stop = self.horizon
        if until is not None:
            stop = min(stop, (until - self.tables.start).days * at.MINUTES_PER_DAY)
        while self.m[at.ENDED] == 0 and self.env.peek() < stop:
            self.env.step()
        if stop == self.horizon or self.m[at.ENDED] > 0:
            self._finish()
        return self

    def see(self) -> dict[str, float]:
        """Return all scores and variables as they stand now, by name."""
        self.rules.observe(self.x, self.m, self.t, self.now)
        return dict(zip(self.record.names, self.record.read(self.x), strict=True))

    def happen(self, kind: str, **roles: Any) -> int:
        """Let an event of the type `kind` happen now; return its serial number.

        `roles`: `initiator` and `target`, actors; `participants` and `aimed_at`, lists of actors; `system`; `quantity` in its
        units (default 1). Raises RunError for an unknown role, type, actor or system, and for a role that the type lacks.
        """
        return self._act(kind, roles, ask=0)

    def propose(self, kind: str, **roles: Any) -> int:
        """Propose an event of the type `kind` now to those whose consent it needs; return its serial number.

        `roles` and errors are those of `happen`.
        """
        return self._act(kind, roles, ask=1)

    def _act(self, kind: str, roles: dict[str, Any], ask: int) -> int:
        known = {"initiator", "target", "participants", "aimed_at", "system", "quantity"}
        for key in roles:
            if key not in known:
                raise RunError(f"unknown role {key!r}; known are {', '.join(sorted(known))}")
        row = self._number("event type", kind, self.tables.types)
        initiator = self._number("actor", roles.get("initiator"), self.tables.actors)
        target = self._number("actor", roles.get("target"), self.tables.actors)
        system = self._number("system", roles.get("system"), self.tables.systems)
        aimed = self._bits(roles.get("aimed_at", ()))
        partners = self._bits(roles.get("participants", ()))
        entry = self.t[at.AT_TYPES] + at.TYPE_WIDTH * row
        if self.t[entry + at.TYPE_CONSENT] and target >= 0:
            partners |= 1 << target  # the target of a cooperative act is one of those it is done with
        mechanism = self.t[entry + at.TYPE_MECHANISM]
        for role, number in (("initiator", initiator), ("target", target), ("system", system)):
            if number < 0 and mechanism in NEEDS[role]:
                raise RunError(f"{kind} needs {'an' if role == 'initiator' else 'a'} {role}")
        self.rules.clear_outbox(self.m)
        self.rules.advance(self.x, self.m, self.now)
        s = self.rules.new_act(self.m, row, initiator, target)
        self._check()
        a = at.ACT + at.ACT_WIDTH * s
        serial = int(self.m[a + at.ACT_SERIAL])
        self.m[a + at.ACT_PARTICIPANTS] = partners
        self.m[a + at.ACT_AIMED] = aimed
        self.m[a + at.ACT_SYSTEM] = system
        self._user_acts += 1
        self.m[a + at.ACT_ID] = derive(int(self.m[at.KEY]), at.BY_USER, self._user_acts)
        self.m[a + at.ACT_CAUSE_KIND] = at.BY_USER
        self.x[at.QUANTITY + s] = float(roles.get("quantity", 1.0))
        self.rules.begin(self.x, self.m, self.t, s, ask)
        self._drain()
        return serial

    def _number(self, what: str, name: str | None, known: tuple[str, ...]) -> int:
        if name is None:
            return -1
        if name not in known:
            raise RunError(f"unknown {what} {name!r}; known are {', '.join(known)}")
        return known.index(name)

    def _bits(self, names: Iterable[str]) -> int:
        return sum(1 << self._number("actor", name, self.tables.actors) for name in set(names))

    def _schedule(self, tick: int, priority: int, happen: Callable[[simpy.Event], None]) -> None:
        event = simpy.Event(self.env)
        event._ok, event._value = True, None
        event.callbacks = [happen]
        self.env.schedule(event, priority, tick - self.env.now)  # type: ignore[arg-type]

    def _observe(self, _: simpy.Event) -> None:
        self.rules.observe(self.x, self.m, self.t, self.now)
        self._check()
        self.record.observe(self.x)

    def _finish(self) -> None:
        if self.record.finished:
            return
        last = self.horizon if self.m[at.ENDED] == 0 else self.now
        self.rules.observe(self.x, self.m, self.t, last)
        self._check(last)
        self.record.finish(self.x, self.m, last)

    def _drain(self) -> None:
        """Take what a turn left: log and impulses into the record, due items onto SimPy's queue."""
        self._check()
        m = self.m
        self.record.take(self.x, m)
        for r in range(m[at.DUE_COUNT]):
            row = at.DUE + at.DUE_WIDTH * r
            tick, phase, actor, serial, item, a, b = (int(v) for v in m[row : row + at.DUE_WIDTH])
            self._schedule(tick, precedence(phase, actor, serial), self._turn(item, a, b))

    def _turn(self, item: int, a: int, b: int) -> Callable[[simpy.Event], None]:
        def happen(_: simpy.Event) -> None:
            if self.m[at.ENDED] > 0:
                return
            if self.trace is not None:
                self.trace(self.now, item, a, b)
            if item == at.ITEM_DECISION and a in self.policies:
                self._decide(a, b)
            else:
                self.rules.turn(self.x, self.m, self.t, self.now, item, a, b)
            self._drain()

        return happen

    def _decide(self, i: int, slot: int) -> None:
        """Let an actor's policy choose among all options open to it."""
        x, m, t = self.x, self.m, self.t
        self.rules.clear_outbox(m)
        self.rules.advance(x, m, self.now)
        can_act = self.rules.open_decision(x, m, t, i, slot, 1)
        self._check()
        if not can_act:
            return
        actor = self.tables.actors[i]
        rows = [o for o, option in enumerate(self.tables.options) if option.actor == actor]
        utilities = {o: float(x[t[at.AT_OPTION_UTILITY] + o]) for o in rows}
        rows = [o for o in rows if utilities[o] > OUT]
        options = [
            Offer(o.kind, o.target, o.system, o.partners, utilities[row])
            for row, o in ((row, self.tables.options[row]) for row in rows)
        ]
        seen = Observation(actor, self.date, slot, self.see(), tuple(self._chosen[i]))
        answer = checked(self.policies[i](seen, options), options, actor)
        if answer != WAIT:
            self._chosen[i].append((self.date, options[answer]))
            self.rules.carry_out(x, m, t, rows[answer], slot)

    def _check(self, minute: int | None = None) -> None:
        code = int(self.m[at.TROUBLE])
        if code:
            raise trouble(self.tables, self.replication, self.now if minute is None else minute, code)
