"""The casebook: numbered cases of the rules, each with the changes that it expects as arithmetic written out.

A case is a file beside this one. `with` names the states of `world.yaml` that take part; every other key is a
scenario's own, laid over that world, but for these: `title`; `act`, an event (by default named act, on the first day), or
a list of them; and `expect`: at which moments which values are what.

    expect:
      at once:                                   # or: after 365.25 days, or: on deal delivered
        alignment[PRK, RUS]: 0.5 + 0.05 * (1 - 0.5**2) = 0.5375

What can be asked for is in `READ`, besides every variable, score and fact that conditions may name.
"""

from __future__ import annotations

import ast
import copy
import math
import operator
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from northeastsim.engine import loop
from northeastsim.engine.runner import Runner
from northeastsim.engine.single import World
from northeastsim.rulebook import acts, conditions, deals, decisions, expect, scores, streams
from northeastsim.rulebook import layout as at
from northeastsim.rulebook.drift import advance
from northeastsim.rulebook.layout import M, T, X
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import load
from northeastsim.scenario.tables import Tables, tables
from northeastsim.scenario.tables.programs import VARIABLES

HERE = Path(__file__).parent
WORLD: dict[str, Any] = yaml.safe_load((HERE / "world.yaml").read_text(encoding="utf-8"))
CASES: dict[str, dict[str, Any]] = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(HERE.glob("[0-9]*.yaml"))
}
OWN = ("title", "with", "act", "expect")
SHARED = {"trade_musd": 1000, "contact": 0.5}  # of every pair
NAME = re.compile(r"(?:(?P<what>rest|base) of )?(?P<word>\w+)(?:\[(?P<ids>[^\]]*)\])?\Z")

# --- arithmetic ---------------------------------------------------------------------------------------------------

OPERATIONS: dict[type, Callable[..., float]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv, ast.Pow: operator.pow,
    ast.USub: operator.neg,
}  # fmt: skip
FUNCTIONS: dict[str, Callable[..., float]] = {"exp": math.exp, "ln": math.log, "sqrt": math.sqrt, "min": min, "max": max}


def value(text: str) -> float:
    """Return the value of arithmetic: numbers, + - * / **, exp, ln, sqrt, min, max. Raises ValueError for anything else."""
    return _value(ast.parse(text.strip(), mode="eval").body, text)


def _value(node: ast.AST, text: str) -> float:
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return float(node.value)
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATIONS:
        return OPERATIONS[type(node.op)](_value(node.left, text), _value(node.right, text))
    if isinstance(node, ast.UnaryOp) and type(node.op) in OPERATIONS:
        return OPERATIONS[type(node.op)](_value(node.operand, text))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FUNCTIONS and not node.keywords:
        return FUNCTIONS[node.func.id](*(_value(argument, text) for argument in node.args))
    raise ValueError(f"not arithmetic: {text!r}")


class Line(NamedTuple):
    """One expectation: when, of what, the arithmetic, and its result as it is written."""

    moment: str
    name: str
    arithmetic: str
    result: str

    @property
    def adds_up(self) -> bool:
        """Whether the result is that of the arithmetic: exactly, or rounded to six decimals or more."""
        last = Decimal(self.result).as_tuple().exponent
        assert isinstance(last, int)
        off = abs(value(self.arithmetic) - float(self.result))
        return off < 1e-12 or (last <= -6 and off <= 0.5000001 * 10.0**last)


def lines(case: Mapping[str, Any]) -> Iterator[Line]:
    """Yield the expectations of a case, in order."""
    for moment, found in case["expect"].items():
        for name, text in found.items():
            arithmetic, _, result = str(text).rpartition("=")
            yield Line(moment, name, arithmetic or result, result.strip())


# --- the world of a case --------------------------------------------------------------------------------------------


def overlaid(below: Any, above: Any) -> Any:
    """Return a document with another laid over it: mappings merge, all else replaces."""
    if isinstance(below, Mapping) and isinstance(above, Mapping):
        return {**below, **{key: overlaid(below.get(key), part) for key, part in above.items()}}
    return copy.deepcopy(above)


def events(case: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the acts of a case as events of a scenario."""
    given = case.get("act", [])
    found = []
    for act in given if isinstance(given, list) else [given]:
        timed = any(key in act for key in ("date", "when", "after", "hazard"))
        found.append({"id": "act"} | ({} if timed else {"date": WORLD["start"].isoformat()}) | act)
    return found


def kinds(case: Mapping[str, Any]) -> set[str]:
    """Return the types of event that a case is about."""
    found = [*events(case), *case.get("programmes", ())]
    return {entry["type"] for entry in (*found, *(leg for event in found for leg in event.get("legs", ())))}


def document(case: Mapping[str, Any], parameters: Mapping[str, float] | None = None) -> dict[str, Any]:
    """Return the scenario of a case; `parameters` are those that it does not state."""
    present = case["with"]
    given = case.get("relations", {})
    relations: dict[str, dict[str, float]] = {}
    for a in present:
        for b in present:
            if a != b:
                # what a pair shares may stand but once: where the case has it, or under the first order
                shared = {} if f"{b}, {a}" in relations else SHARED
                relations[f"{a}, {b}"] = {"alignment": 0.5 if same_side(a, b) else -0.5, **shared}
    for pair, stated in given.items():
        back = ", ".join(reversed(pair.split(", ")))
        for key in set(stated) & set(SHARED):
            relations[back].pop(key, None)
    world = {key: part for key, part in WORLD.items() if key != "sides"} | {
        "format": 1,
        "start": WORLD["start"].isoformat(),
        "actors": {name: WORLD["actors"][name] for name in present},
        "relations": relations,
        "events": events(case),
    }
    whole = overlaid(world, {key: part for key, part in case.items() if key not in OWN})
    whole["parameters"] = {**(parameters or {}), **whole["parameters"]}
    return whole


def same_side(a: str, b: str) -> bool:
    """Return whether two states stand on one side."""
    return any(a in side and b in side for side in WORLD["sides"])


def laid_out(case: Mapping[str, Any], parameters: Mapping[str, float] | None = None) -> Tables:
    """Return the tables of a case."""
    return tables(load(document(case, parameters), catalogue=catalogue()))


def unstated(case: Mapping[str, Any]) -> dict[str, float]:
    """Return every parameter that a case does not state, moved a little: none of them may matter to it."""
    stated = {*WORLD["parameters"], *case.get("parameters", {})}
    moved = {}
    for name, entry in catalogue().parameters.items():
        low, number, high = entry["low"], entry["value"], entry["high"]
        if name not in stated and low < high:
            moved[name] = number + 0.07 * (high - number if high > number else low - number)
    return moved


class Run:
    """The world of a case on SimPy, and the chances of consent that its rules asked for on the way."""

    def __init__(self, case: Mapping[str, Any], parameters: Mapping[str, float] | None = None) -> None:
        self.tables = laid_out(case, parameters)
        self.asked: dict[tuple[str, str], float] = {}
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
