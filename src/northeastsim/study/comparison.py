"""Strategies of one actor over scenarios, all worlds sharing their luck: what each comes to, by concern, outcome and cost.

Replications are added in rounds, to all strategies of a scenario alike, until each difference from the base strategy is known
to the precision asked for, or the budget of replications is spent. Both are counted in replications, never in seconds, so that
the same question gives the same bits.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from northeastsim.engine import pool, several
from northeastsim.engine.record import Block
from northeastsim.rulebook import layout as at
from northeastsim.scenario.ensembles import Ensemble
from northeastsim.scenario.load import Resolved
from northeastsim.scenario.payoffs import CONCERNS, Payoff
from northeastsim.scenario.schema import value_of
from northeastsim.scenario.tables import Tables, tables
from northeastsim.scenario.tables.sets import Sets
from northeastsim.study import ensembles, frames, metrics
from northeastsim.study.concerns import criteria, payoffs, worth
from northeastsim.study.digest import Columns

if TYPE_CHECKING:
    import pandas as pd

Numbers = NDArray[np.float64]
Progress = Callable[[int, int], None]
COSTS = ("money_musd", "acts", "asked", "refused")
VERDICTS = ("race", "parallel", "one_sided")
WANT = 1.96  # half-widths: of the normal 95 % interval, for the rule that stops; intervals shown are Student's


@dataclass(frozen=True)
class Question:
    """What is compared: versions of each scenario, one per strategy, and how long to go on."""

    actor: str
    strategies: tuple[str, ...]
    base: str
    scenarios: Mapping[str, Mapping[str, Resolved]] = field(repr=False)  # by scenario, then strategy
    payoff: Payoff
    outcomes: tuple[str, ...]
    seed: int
    precision: float  # half-width of the 95 % interval of the payoff's difference from the base, in usual changes
    budget: int  # replications of all worlds together
    first: int = 50  # replications of a first round
    most: int = 2000  # replications of one world
    ensemble: Ensemble | None = None  # whose sets of parameters the replications take; then sets are what is independent

    @property
    def spent(self) -> int:
        """Return how many replications are run at most: the budget, or the first rounds, which every world has."""
        return max(self.budget, self.first * len(self.strategies) * len(self.scenarios))

    def rounds(self) -> list[int]:
        """Return up to which replication each round goes: every round doubles."""
        found = [self.first]
        while found[-1] * 2 <= self.most:
            found.append(found[-1] * 2)
        return found


@dataclass(frozen=True)
class Answer:
    """What was run: a row per scenario, strategy and replication; why each scenario stopped, and how precise it is.

    A scenario stopped because it is `precise`, the `budget` ended, it has the `most` replications that a world may have, or all
    was `interrupted`; then scenarios without a complete round are left out.
    """

    runs: pd.DataFrame
    stopped: Mapping[str, str]
    half_widths: Mapping[str, float]


@dataclass
class World:
    """One strategy in one scenario: what its replications need, and what they gave."""

    resolved: Resolved
    world: Tables
    prices: Numbers
    sets: Sets | None = None
    parts: list[Columns] = field(default_factory=list)

    def run(self, question: Question, first: int, last: int, workers: int | None, engine: str | None) -> None:
        """Run replications `first` to before `last`; nothing is kept unless all are complete."""
        world, count = self.sets or self.world, last - first
        blocks = several.replicate(world, question.seed, first, count, workers=workers, engine=engine)
        self.parts += [self.rows(block, question) for block in blocks]

    def rows(self, block: Block, question: Question) -> Columns:
        """Return the rows of a block."""
        plan = metrics.plan(self.resolved, self.world, block.names, block.dates)
        runs = frames.runs(block, plan, self.world)
        judged = criteria(block, runs, self.world, question.payoff)
        none = np.full(block.count, np.nan)
        found: Columns = {"replication": runs["replication"]}
        if self.sets is not None:
            found[ensembles.SET] = ensembles.numbers(self.sets.ensemble, runs["replication"])
        found |= dict(zip(CONCERNS, judged.T, strict=True))
        found |= {name: runs.get(name, none) for name in question.outcomes}
        found |= {f"{verdict}.any": frames.of_any_pair(verdict, plan, runs, block.count) for verdict in VERDICTS}
        return found | costs(block, self.world.actors.index(question.actor), self.prices)

    def worths(self, payoff: Payoff) -> Numbers:
        """Return the payoff of each replication, under an ensemble the mean of each set, under the default weights."""
        judged = np.stack([np.concatenate([part[name] for part in self.parts]) for name in CONCERNS], axis=1)
        paid = payoffs(worth(judged, payoff.worth), payoff.weights())
        if self.sets is None:
            return paid
        return ensembles.averaged(paid, np.concatenate([part[ensembles.SET] for part in self.parts]))


def costs(block: Block, me: int, prices: Numbers) -> Columns:
    """Return what an actor's own decisions cost in each replication, m US$, and how many acts it began, proposed and had refused."""
    events = block.events
    mine = (events["initiator"] == me) & (events["cause_kind"] == at.BY_DECISION)
    row, stage, kind = events["replication"] - block.first, events["stage"], events["type"]

    def counted(which: NDArray[np.bool_], weights: Numbers | None = None) -> NDArray[Any]:
        return np.bincount(row[which], weights=None if weights is None else weights[which], minlength=block.count)

    began, asked, refused = (mine & (stage == each) for each in (at.ANNOUNCED, at.PROPOSED, at.DECLINED))
    money = counted(began | refused, prices[kind])
    return dict(zip(COSTS, (money, counted(began), counted(asked), counted(refused)), strict=True))


def prices(resolved: Resolved, world: Tables) -> Numbers:
    """Return what an act of each type costs whoever chooses it, m US$."""
    menus = [resolved.event_types[name].get("menu") or {} for name in world.types]
    return np.array([value_of(m.get("cost_musd", 0.0)) * value_of(m.get("magnitude", 1.0)) for m in menus])


def compare(
    question: Question, *, workers: int | None = None, engine: str | None = None, on_progress: Progress | None = None
) -> Answer:
    """Run what a question asks for.

    1. Run a first round of every scenario, all strategies alike.
    2. Double the replications of the scenarios whose differences are not known well enough, while the budget lasts.
    3. Interrupted, keep the rounds that are complete; without any, pass the interruption on.
    """
    engine = engine or quicker(question, workers)
    worlds: dict[str, list[World]] = {}
    stopped = dict.fromkeys(question.scenarios, "")
    widths: dict[str, float] = {}
    left, done, before, is_interrupted = question.budget, 0, 0, False
    try:
        for last in question.rounds():
            for name in [name for name, why in stopped.items() if not why]:
                price = (last - before) * len(question.strategies)
                if price > left and before:
                    stopped[name] = "budget"
                    continue
                left -= price
                run_round(question, name, worlds, before, last, workers, engine)
                widths[name] = half_width(question, worlds[name])
                stopped[name] = "precise" if widths[name] <= question.precision else ""
                done += price
                if on_progress:
                    on_progress(done, max(question.budget, done))
            before = last
    except KeyboardInterrupt:
        if not widths:
            raise
        is_interrupted = True
    rest = "interrupted" if is_interrupted else "most"
    whole = {name: worlds[name] for name in widths}
    return Answer(table(question, whole), {name: stopped[name] or rest for name in whole}, widths)


def quicker(question: Question, workers: int | None) -> str:
    """Return the engine that answers sooner; the bits are the same. It is asked once, of all replications together."""
    first = next(iter(next(iter(question.scenarios.values())).values()))
    return pool.quicker_engine(tables(first), question.spent, workers)


def run_round(
    question: Question, name: str, worlds: dict[str, list[World]], first: int, last: int, workers: int | None, engine: str | None
) -> None:
    """Run a round of a scenario: all strategies, or, if interrupted, none of it is kept."""
    if name not in worlds:
        worlds[name] = [laid_out(each, question.ensemble) for each in question.scenarios[name].values()]
    kept = [list(world.parts) for world in worlds[name]]
    try:
        for world in worlds[name]:
            world.run(question, first, last, workers, engine)
    except BaseException:
        for world, parts in zip(worlds[name], kept, strict=True):
            world.parts = parts
        raise


def laid_out(resolved: Resolved, ensemble: Ensemble | None) -> World:
    """Return a version of a scenario, ready to be run."""
    sets = None if ensemble is None else Sets(resolved, ensemble)
    world = tables(resolved) if sets is None else sets.tables
    return World(resolved, world, prices(resolved, world), sets)


def half_width(question: Question, worlds: Sequence[World]) -> float:
    """Return the greatest half-width of the 95 % intervals of the differences in payoff from the base strategy."""
    paid = [world.worths(question.payoff) for world in worlds]
    base = paid[question.strategies.index(question.base)]
    errors = [float(np.std(each - base, ddof=1)) / math.sqrt(len(base)) for each in paid]
    return WANT * max(errors)


def table(question: Question, worlds: Mapping[str, Sequence[World]]) -> pd.DataFrame:
    """Return one table of all replications, by scenario, strategy and replication."""
    import pandas as pd

    rows = []
    for scenario, some in worlds.items():
        for strategy, world in zip(question.strategies, some, strict=True):
            columns = {name: np.concatenate([part[name] for part in world.parts]) for name in world.parts[0]}
            rows.append(pd.DataFrame({"scenario": scenario, "strategy": strategy, **columns}))
    return pd.concat(rows, ignore_index=True)
