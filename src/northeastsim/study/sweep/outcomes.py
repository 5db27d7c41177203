"""What a sweep keeps of each run: the metrics that were asked for, and nothing else."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from northeastsim.engine.record import Block, observation_dates, observed_places
from northeastsim.scenario.load import Resolved, stop_at
from northeastsim.scenario.payoffs import Payoff, payoff
from northeastsim.scenario.sweep import Sweep
from northeastsim.scenario.tables import Tables, tables
from northeastsim.scenario.words import listed, shortened
from northeastsim.study import concerns, frames, metrics, race
from northeastsim.study.digest import Columns
from northeastsim.study.metrics import STATISTICS, Plan

PAYOFF = "payoff["  # how the name of a payoff begins: payoff[CHN]
VERDICTS = {f"{verdict}.any": verdict for verdict in ("race", "parallel", "one_sided")}


def known(resolved: Resolved, world: Tables) -> list[str]:
    """Return all outcomes that a scenario has: the metrics of its runs, verdicts on any pair, and its actors' payoffs."""
    plan = plan_of(resolved, world)
    scores = [f"{name}.{how}" for name in plan.scores for how in STATISTICS]
    races = [name for pair in plan.rivals for name in metrics.of_race(*pair)]
    return [*scores, *plan.counted, *races, *VERDICTS, *(f"{PAYOFF}{actor}]" for actor in world.actors)]


def plan_of(resolved: Resolved, world: Tables) -> Plan:
    """Return what could be kept of a scenario's replications."""
    names, dates = tuple(observed_places(world)), tuple(observation_dates(world.start, world.end))
    return metrics.plan(resolved, world, names, dates)


def with_outcomes(sweep: Sweep) -> Sweep:
    """Return a sweep with the outcomes that it names, spelt as columns are, or where it names none, those of most interest.

    Raises ScenarioError for those that a scenario does not have, with the nearest.
    """
    each = {base.name: known(base.resolved, tables(base.resolved)) for base in sweep.bases}
    if not sweep.outcomes:
        common = [name for name in next(iter(each.values())) if all(name in names for names in each.values())]
        return replace(sweep, outcomes=tuple(metrics.of_interest(common, sweep.bases[0].resolved.document)))
    wanted = ["".join(name.split()) for name in sweep.outcomes]
    problems = [sweep.problem(("outcomes", k), "stands twice") for k, name in enumerate(wanted) if name in wanted[:k]]
    for k, name in enumerate(wanted):
        if lacking := [where for where, names in each.items() if name not in names]:
            message = f"no outcome '{shortened(name)}' in {listed(lacking)}"
            problems.append(sweep.problem(("outcomes", k), message, meant(name, each[lacking[0]])))
    stop_at(problems)
    return replace(sweep, outcomes=tuple(wanted))


def meant(name: str, there: Sequence[str]) -> str | None:
    """Return the outcome that a wrong name may mean: the score at the horizon where its statistic is left out."""
    return f"{name}.end" if f"{name}.end" in there else next(iter(difflib.get_close_matches(name, there, 1)), None)


class Reader:
    """Reads some outcomes of a scenario's replications."""

    def __init__(self, resolved: Resolved, world: Tables, wanted: Iterable[str]) -> None:
        self.wanted = list(wanted)
        self.judged: dict[str, Payoff] = {}
        for name in self.wanted:
            if name.startswith(PAYOFF):
                self.judged[name] = payoff(name.removeprefix(PAYOFF).removesuffix("]"), None, resolved.catalogue)
        self.plan = self._narrowed(plan_of(resolved, world))

    def _narrowed(self, plan: Plan) -> Plan:
        """Return a plan of what is wanted, and of what payoffs are made of."""
        scores = {name.rpartition(".")[0] for name in self.wanted}
        judged = {name for name in plan.scores if self.judged and metrics.split_name(name)[0] in concerns.SCORES}
        any_pair = any(name in VERDICTS for name in self.wanted)
        return replace(
            plan,
            scores={name: k for name, k in plan.scores.items() if name in scores | judged},
            counted={name: code for name, code in plan.counted.items() if name in self.wanted},
            rivals=tuple(pair for pair in plan.rivals if any_pair or not set(self.wanted).isdisjoint(metrics.of_race(*pair))),
        )

    def read(self, block: Block, world: Tables) -> Columns:
        """Return the outcomes of a block's replications, NaN for what a scenario does not have."""
        found = frames.statistics(*self._of_scores(block), world) if self.plan.scores else {}
        found |= frames.counts(block, self.plan) if self.plan.counted else {}
        found |= frames.races(block, self.plan, race.rule_of(world)) if self.plan.rivals else {}
        for name, verdict in VERDICTS.items():
            if name in self.wanted:
                found[name] = frames.of_any_pair(verdict, self.plan, found, block.count)
        for name, judge in self.judged.items():
            changes = concerns.criteria(block, found, world, judge)
            found[name] = concerns.payoffs(concerns.worth(changes, judge.worth), judge.weights())
        none = np.full(block.count, np.nan)  # of a pair that is no rival at some point, say
        return {name: np.asarray(found.get(name, none), dtype=np.float64) for name in self.wanted}

    def _of_scores(self, block: Block) -> tuple[Block, Plan]:
        """Return a block, and its plan, with no observations but those of the scores that are wanted."""
        places = list(self.plan.scores.values())
        narrow = replace(block, monthly=block.monthly[:, :, places])
        return narrow, replace(self.plan, scores={name: k for k, name in enumerate(self.plan.scores)})


def nothing(names: Iterable[str], count: int) -> Columns:
    """Return the outcomes of replications that failed."""
    return {name: np.full(count, np.nan) for name in names}
