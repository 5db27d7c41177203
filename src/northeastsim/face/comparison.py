"""An actor's strategies beside one another in many scenarios: outcomes, payoffs, and which is best by which rule."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from northeastsim.errors import Problem, ScenarioError
from northeastsim.face.results import Progress
from northeastsim.face.scenario import Scenario, Source

if TYPE_CHECKING:
    import pandas as pd

    from northeastsim.analysis.judgement import Judgement
    from northeastsim.face.crossing import Crossed
    from northeastsim.scenario.payoffs import Payoff
    from northeastsim.show.catalogue import File
    from northeastsim.study.comparison import Answer, Question

SEED = 63
PRECISION, BUDGET = 0.03, 28_000
PAYOFF = "payoff"
SET = "parameter_set"
YARDSTICK_YEARS = 5.0  # after the treaty: the longest horizon that is measured
LOADING = 0.04  # seconds to build a world
READING = 0.001  # seconds of a replication that cores do not share: read off, judged, kept


def compare(
    scenarios: Sequence[Source | Scenario] | Source | Scenario | None = None,
    actor: str = "CHN",
    strategies: Sequence[str] | None = None,
    *,
    base: str | None = None,
    payoffs: str | os.PathLike[str] | Mapping[str, Any] | None = None,
    scores: Sequence[str] = (),
    seed: int = SEED,
    precision: float = PRECISION,
    budget: int = BUDGET,
    parameters: str | os.PathLike[str] | None = None,
    workers: int | None = None,
    on_progress: Progress | None = None,
) -> Comparison:
    """Run the strategies of an `actor` in scenarios, all worlds sharing their luck, and return what each comes to.

    `scenarios`: files, shipped names, dicts or Scenarios (default: the shipped ones from 2024 on in which the actor decides);
    `strategies`: names (default: the actor's own); `base`: the one that differences are from (default: what the actor
    follows in most of the scenarios). `payoffs`: a file or mapping of what the actor is judged by (default: as shipped);
    `scores`: more columns of `runs` to keep. Replications are added in rounds until the 95 % interval of each difference in
    payoff is within `precision` (usual changes) either way, or `budget` replications of all worlds are spent. With `parameters`, the
    name of an ensemble or a CSV file, every two replications take the next set of it, as in `Scenario.run`, and intervals take sets,
    not replications, as independent. Interrupted, what was complete is returned. Raises ScenarioError with all that is wrong.
    """
    return asked(
        scenarios, actor, strategies, base=base, payoffs=payoffs, scores=scores, seed=seed, precision=precision, budget=budget,
        parameters=parameters,
    ).run(workers, on_progress)


def asked(
    scenarios: Sequence[Source | Scenario] | Source | Scenario | None = None,
    actor: str = "CHN",
    strategies: Sequence[str] | None = None,
    *,
    base: str | None = None,
    payoffs: str | os.PathLike[str] | Mapping[str, Any] | None = None,
    scores: Sequence[str] = (),
    seed: int = SEED,
    precision: float = PRECISION,
    budget: int = BUDGET,
    parameters: str | os.PathLike[str] | None = None,
) -> Asked:
    """Return what `compare` runs, with everything checked and nothing run."""
    from northeastsim.scenario.catalogue import catalogue
    from northeastsim.scenario.ensembles import read
    from northeastsim.scenario.payoffs import payoff
    from northeastsim.study import options, request
    from northeastsim.study.comparison import Question

    problems = [*request.whole("seed", seed, 0, 2**63 - 1), *request.whole("budget", budget, 2, 10**9)]
    if not (isinstance(precision, int | float) and precision > 0.0):
        problems.append(request.wrong("precision", f"expected a number above 0, got {precision!r}"))
    if problems:
        raise ScenarioError(problems)
    sources = options.usual_scenarios(actor) if scenarios is None else listed(scenarios)
    found = options.opened([each.resolved if isinstance(each, Scenario) else each for each in sources], actor)
    judged = payoff(actor, payoffs, catalogue())
    options.expect_actors(judged, found)
    names = options.chosen(actor, strategies, found)
    question = Question(
        actor, tuple(names), options.base_of(actor, names, found, base), options.following(found, actor, names), judged,
        tuple(options.outcomes_of(judged, found, scores)), seed, float(precision), budget,
        ensemble=None if parameters is None else read(parameters, catalogue()),
    )  # fmt: skip
    return Asked(question)


def listed(scenarios: Any) -> list[Any]:
    """Return scenarios as a list: one may stand for itself."""
    return [scenarios] if isinstance(scenarios, str | os.PathLike | Mapping | Scenario) else list(scenarios)


@dataclass(frozen=True)
class Asked:
    """A comparison that is checked and not yet run."""

    question: Question

    @property
    def expected(self) -> float:
        """About how long it takes at most, seconds: the whole budget, and checking and building every world."""
        from northeastsim.engine.pool import default_workers, preparing_seconds, seconds_of_one
        from northeastsim.scenario.tables import tables

        q = self.question
        worlds = [tables(next(iter(each.values()))) for each in q.scenarios.values()]
        mean = sum(seconds_of_one(world, "batch") for world in worlds) / len(worlds)
        most = min(q.spent, q.most * len(q.strategies) * len(worlds))
        alone = READING * most + LOADING * len(q.strategies) * len(worlds)
        return preparing_seconds() + mean * most / default_workers() + alone

    def run(self, workers: int | None = None, on_progress: Progress | None = None) -> Comparison:
        """Run it."""
        from northeastsim.study.comparison import compare as run

        return Comparison(self.question, run(self.question, workers=workers, on_progress=on_progress))


@dataclass(frozen=True, repr=False)
class Comparison:
    """What an actor's strategies come to in scenarios, from `compare`; all tables are pandas.

    `weighting` is the one that payoffs are weighed by; `weighed` returns the same runs under another.
    """

    question: Question = field(repr=False)
    answer: Answer = field(repr=False)
    weighting: str = "default"
    worth: str = ""
    threshold: float | None = None

    @property
    def strategies(self) -> list[str]:
        """The strategies compared."""
        return list(self.question.strategies)

    @property
    def scenarios(self) -> list[str]:
        """The scenarios that were run."""
        return list(self.answer.stopped)

    @property
    def is_interrupted(self) -> bool:
        """Whether it was interrupted before every scenario was precise enough or the budget spent."""
        return "interrupted" in self.answer.stopped.values() or len(self.scenarios) < len(self.question.scenarios)

    @property
    def payoff(self) -> Payoff:
        """What the actor is judged by, with the shape of worth that is used here."""
        judged = self.question.payoff
        return replace(judged, worth=self.worth) if self.worth else judged

    @property
    def weights(self) -> dict[str, float]:
        """The weight of each concern, summing to 1."""
        from northeastsim.scenario.payoffs import CONCERNS

        return dict(zip(CONCERNS, self.payoff.weights(self.weighting), strict=True))

    def weighed(self, weighting: str | None = None, worth: str | None = None, threshold: float | None = None) -> Comparison:
        """Return the same runs judged otherwise.

        `weighting`: another one of the payoff's; `worth`: `saturating` or `linear`; `threshold`: the payoff that is good enough.
        """
        if weighting is not None:
            self.payoff.weights(weighting)
        if worth not in (None, "saturating", "linear"):
            raise ScenarioError([Problem("<python>", None, None, "worth", f"expected 'saturating' or 'linear', got {worth!r}")])
        enough = self.threshold if threshold is None else threshold
        return replace(self, weighting=weighting or self.weighting, worth=worth or self.worth, threshold=enough)

    @cached_property
    def runs(self) -> pd.DataFrame:
        """A row per scenario, strategy and replication: the payoff, the eight concerns in usual changes, outcomes and costs."""
        from northeastsim.scenario.payoffs import CONCERNS
        from northeastsim.study.concerns import payoffs, worth

        table = self.answer.runs
        payoff = payoffs(worth(table[list(CONCERNS)].to_numpy(), self.payoff.worth), list(self.weights.values()))
        at = list(table.columns).index(CONCERNS[0])
        found = table.copy()
        found.insert(at, PAYOFF, payoff)
        return found

    @property
    def metrics(self) -> list[str]:
        """The columns of `runs` that are outcomes, the payoff first."""
        return [name for name in self.runs.columns if name not in ("scenario", "strategy", "replication", SET)]

    @property
    def units(self) -> pd.DataFrame:
        """What is independent from row to row: `runs`, of an ensemble the means over each set of parameters."""
        runs = self.runs
        if SET not in runs.columns:
            return runs
        return runs.drop(columns="replication").groupby(["scenario", "strategy", SET], sort=False).mean().reset_index()

    @cached_property
    def outcomes(self) -> pd.DataFrame:
        """A row per scenario, strategy and metric: level with its 95 % interval, paired difference from the base with its own.

        `agree` is the share of replications whose difference has its sign, `gain` how many times wider the interval of the
        difference would be without shared luck, `treaty` the difference as a share of what the Russian treaty does to the metric
        (where its interval leaves out 0 and the treaty moves it at all).
        """
        from northeastsim.analysis.contrast import contrasts

        return self._against_treaty(contrasts(self.units, self.question.base, self.metrics))

    @cached_property
    def overall(self) -> pd.DataFrame:
        """A row per strategy and metric: the mean over scenarios, all alike, and its paired difference from the base."""
        from northeastsim.analysis.contrast import over_scenarios

        return self._against_treaty(over_scenarios(self.units, self.question.base, self.outcomes))

    def _against_treaty(self, table: pd.DataFrame) -> pd.DataFrame:
        import math

        from northeastsim.analysis.yardstick import share
        from northeastsim.study import yardstick

        scale = yardstick.table([self.question.actor, "RUS", "PRK"])
        clear = table["low"] * table["high"] > 0
        shares = [
            share(name, gap, scale, YARDSTICK_YEARS) if scale is not None and sure else math.nan
            for name, gap, sure in zip(table.index.get_level_values("metric"), table["difference"], clear, strict=True)
        ]
        return table.assign(treaty=shares)

    @cached_property
    def judgement(self) -> Judgement:
        """Which option is best by which rule, how surely, and what would turn the answer: its properties are tables."""
        import numpy as np

        from northeastsim.analysis.judgement import Judgement
        from northeastsim.scenario.payoffs import CONCERNS
        from northeastsim.study.concerns import worth
        from northeastsim.study.ensembles import averaged

        blocks = [
            np.stack([one[list(CONCERNS)].to_numpy() for _, one in some.groupby("strategy", sort=False)])
            for _, some in self.answer.runs.groupby("scenario", sort=False)
        ]
        worths = {shape: [worth(each, shape) for each in blocks] for shape in ("saturating", "linear")}
        if self.question.ensemble is not None:
            first = self.answer.runs[self.answer.runs["strategy"] == self.strategies[0]]
            sets = [some[SET].to_numpy() for _, some in first.groupby("scenario", sort=False)]
            worths = {shape: [averaged(one, own, 1) for one, own in zip(each, sets, strict=True)] for shape, each in worths.items()}
        return Judgement(
            tuple(self.strategies), tuple(self.scenarios), CONCERNS, self.question.base, worths,
            self.payoff.worth, self.payoff.weights(self.weighting), self.threshold,
        )  # fmt: skip

    @property
    def assumptions(self) -> pd.DataFrame:
        """A row per assumption that is changed, one at a time: who has the best mean payoff then, and how surely."""
        return self.judgement.assumptions(self.payoff.weightings)

    def cross(
        self, theories: Sequence[str] | None = None, *, workers: int | None = None, on_progress: Progress | None = None
    ) -> Crossed:
        """Ask the same question under rival `theories` (default: all that ship) and tell which conclusions survive them."""
        from northeastsim.face.crossing import cross

        return cross(self, theories, workers=workers, on_progress=on_progress)

    # --- charts ----------------------------------------------------------------------------------------------------------

    @property
    def about(self) -> str:
        """What stands behind every chart and table: worlds, replications, horizon, seed, weighting."""
        from northeastsim.show.comparison.frame import about

        return about(self)

    def plot(self, name: str = "differences", *, language: str | None = None, glossary: File = None) -> Any:
        """Return a chart as a matplotlib Figure: `differences`, `effects`, `regret`, `weights` or `tradeoffs`; see `Results.plot`."""
        from northeastsim.show.catalogue import draw

        return draw("compare", name, self, language=language, glossary=glossary)

    def interactive(self, name: str = "differences") -> Any:
        """Return the interactive form of a chart, an Altair chart of the same data; `name` is `differences`."""
        from northeastsim.show.interactive import form

        return form(self.plot(name))

    def save(
        self, folder: str | os.PathLike[str], *, force: bool = False, charts: bool = True, command: str | None = None,
        crossed: Crossed | None = None, language: str | None = None, glossary: File = None,
    ) -> Path:  # fmt: skip
        """Write all tables, charts (in a `language`) and a manifest to a folder, whole or not at all; return it.

        `command` is what asked for it.

        Raises ScenarioError where the folder holds anything but an earlier result of ours, to be replaced with `force`.
        """
        from northeastsim.show.catalogue import CHARTS
        from northeastsim.study.keeping import columns_of, keep

        tables = {name: columns_of(table) for name, table in self.tables(crossed).items()}
        spoken: Any = {"language": language, "glossary": glossary}
        pictures = {f"{name}.png": self.plot(name, **spoken).png() for name in (CHARTS["compare"] if charts else ())}
        keep(Path(folder), tables, self.manifest(command), pictures, force)
        return Path(folder)

    def tables(self, crossed: Crossed | None = None) -> dict[str, pd.DataFrame]:
        """All tables by name, without an index."""
        found, judged = {}, self.judgement
        found["runs"] = self.runs
        found["outcomes"], found["overall"] = self.outcomes.reset_index(), self.overall.reset_index()
        found["rules"], found["regret"] = judged.rules.reset_index(), judged.regret.rename_axis("option").reset_index()
        found["ranks"], found["front"] = (each.rename_axis("option").reset_index() for each in (judged.ranks, judged.front))
        found["weights"], found["flips"] = judged.weight_space.reset_index(), judged.flip_points
        found["assumptions"] = self.assumptions
        if crossed is not None:
            found["theories"], found["surviving"] = crossed.choices.reset_index(), crossed.ranks
        return found

    def manifest(self, command: str | None = None) -> dict[str, Any]:
        """Return what was run: the question, by what it is judged, why each scenario stopped, and all worlds of the base in full."""
        from northeastsim.study.ensembles import described as of_ensemble
        from northeastsim.study.manifest import described

        q, judged = self.question, self.payoff
        first = q.scenarios[self.scenarios[0]][q.base]
        asked = {"seed": q.seed, "first": 0, "replications": int(self.runs["replication"].max()) + 1, "processes": []}
        said = {} if q.ensemble is None else {key: value for key, value in of_ensemble(first, q.ensemble).items() if key != "files"}
        return {
            **described(first, **asked),
            **said,
            "complete": asked["replications"],
            "compare": {
                "command": command, "actor": q.actor, "strategies": list(q.strategies), "base": q.base, "precision": q.precision,
                "budget": q.budget, "stopped": dict(self.answer.stopped), "half_widths": dict(self.answer.half_widths),
                "weighting": self.weighting, "weights": self.weights, "worth": judged.worth, "threshold": self.threshold,
                "summary": judged.summary, "source": judged.source,
                "influence_over": dict(judged.influence_over), "partners": dict(judged.partners),
                "weightings": {name: list(given) for name, given in judged.weightings.items()},
                "scenarios": {name: q.scenarios[name][q.base].document for name in self.scenarios},
                "bases": {name: list(q.scenarios[name][q.base].bases) for name in self.scenarios},
            },
        }  # fmt: skip

    def __repr__(self) -> str:
        q = self.question
        return f"Comparison({q.actor}: {len(self.strategies)} strategies in {len(self.scenarios)} scenarios, seed {q.seed})"
