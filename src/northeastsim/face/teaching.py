"""A teaching page of a scenario: what is run for it, checked first; then one HTML file that needs nothing else."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from northeastsim.errors import Problem, ScenarioError
from northeastsim.face.difference import VERSION, opened
from northeastsim.face.results import Progress, Results
from northeastsim.face.scenario import Scenario, Source

if TYPE_CHECKING:
    from northeastsim.show.teach.lesson import Future, Lesson, Story
    from northeastsim.study.teaching import Question

ACTOR, REPLICATIONS = "CHN", 500
OPTIONS, SWITCHES, SCORES = 4, 3, 8  # offered unless others are asked for
MOST_OPTIONS, MOST_SWITCHES, MOST_CELLS = 8, 4, 700
PATRONS, CLIENT = ("CHN", "RUS"), "PRK"
OF_CELL = 0.15  # seconds that cores do not share: laying a world out, reading an ensemble off
OF_STORY = 1.0  # seconds


def teach(
    source: Source | Scenario,
    actor: str | None = None,
    strategies: Sequence[str] | None = None,
    *,
    score: str | None = None,
    switches: Sequence[str] | None = None,
    language: str = "english",
    replications: int = REPLICATIONS,
    seed: int | None = None,
    workers: int | None = None,
    on_progress: Progress | None = None,
) -> TeachingPage:
    """Make the teaching page of a scenario, its `source` as in `load`: predict first, look later, then change what is contested.

    The student advises `actor` (default: CHN where it takes part, else the first) and chooses one of `strategies` (default: the
    scenario's own and those usually offered, four in all), then draws how `score` goes on (default: a patron's influence over
    North Korea, else the actor's security). `switches` are contested figures for the sliders, by their short names or by path
    (default: three that bear on the scenario; [] for none). Every combination is an ensemble of `replications`, all with the same
    luck. `language` is english, chinese, korean, japanese or russian. Raises ScenarioError with what is wrong.
    """
    return planned(
        source, actor, strategies, score=score, switches=switches, language=language, replications=replications, seed=seed,
        workers=workers,
    ).run(on_progress)  # fmt: skip


def planned(
    source: Source | Scenario,
    actor: str | None = None,
    strategies: Sequence[str] | None = None,
    *,
    score: str | None = None,
    switches: Sequence[str] | None = None,
    language: str = "english",
    replications: int = REPLICATIONS,
    seed: int | None = None,
    workers: int | None = None,
) -> Plan:
    """Return what is to be run for a page, with everything checked and nothing run; the arguments are those of `teach`."""
    from northeastsim.show import templates
    from northeastsim.show.language import known as language_known
    from northeastsim.study import request
    from northeastsim.study.options import why_not
    from northeastsim.study.teaching import Question

    templates.expect()
    scenario, language = opened(source), language_known(language, "--language")
    document = scenario.resolved.document
    chosen = document["seed"] if seed is None else seed
    request.check(chosen, replications, 0, workers, 0, 0, "year", "auto", ())
    if wrong := request.whole("replications", replications, 2, 10**5):
        raise ScenarioError(wrong)
    whose = actor or (ACTOR if ACTOR in document["actors"] else next(iter(document["actors"])))
    if reason := why_not(document, whose):
        raise ScenarioError([Problem("--actor", None, None, "", reason)])
    options, moved = chosen_options(scenario, whose, strategies), chosen_switches(scenario, switches)
    question = Question(
        scenario.resolved, whose, tuple(options), tuple(moved), (chosen_score(scenario, whose, score),), chosen, replications
    )
    if len(question.places) > MOST_CELLS:
        message = f"{len(question.places)} ensembles are too many for a page; expected {MOST_CELLS} at most: ask for fewer switches"
        raise ScenarioError([Problem("--switches", None, None, "", message)])
    return Plan(scenario, question, language, workers, plain_name(source, scenario.resolved.variant))


def plain_name(source: Source | Scenario, variant: str) -> str:
    """Return the name or file of a scenario without its variant, as `run` takes it; nothing of a quiet twin, which has none."""
    told = os.fspath(source) if isinstance(source, str | os.PathLike) else ""
    named = VERSION.match(told) if not os.path.exists(told) else None
    if named is None:
        return told
    return named[1] if named[2] == variant else ""


def chosen_options(scenario: Scenario, actor: str, wanted: Sequence[str] | None) -> list[str]:
    """Return the strategies of the buttons: those asked for, else the scenario's own and those usually offered, four in all."""
    from northeastsim.show.teach.words import offered
    from northeastsim.study.options import chosen

    known = scenario.resolved.strategies
    if wanted is not None:
        if len(set(wanted)) > MOST_OPTIONS:
            message = f"expected {MOST_OPTIONS} at most, got {len(set(wanted))}: a page has room for few buttons"
            raise ScenarioError([Problem("--strategies", None, None, "", message)])
        return chosen(actor, wanted, {scenario.name: scenario.resolved})
    usual = [name for name in offered() if known.get(name, {}).get("actor") == actor]
    others = [name for name, entry in known.items() if entry.get("actor") == actor]
    own = scenario.resolved.document["actors"][actor].get("strategy")
    names = list(dict.fromkeys([*usual[:OPTIONS], *usual, *others, "neutral", "passive"]))
    first = names[:OPTIONS] if own is None or own in names[:OPTIONS] else [own, *names[: OPTIONS - 1]]
    return chosen(actor, first, {scenario.name: scenario.resolved})


def chosen_switches(scenario: Scenario, wanted: Sequence[str] | None) -> list[Any]:
    """Return the contested figures of the sliders, each with its levels."""
    from northeastsim.scenario.words import missing
    from northeastsim.show.teach.words import paths
    from northeastsim.study.teaching import PARAMETERS, SYSTEMS, switch

    known, system = paths(), sold(scenario)
    if wanted is None:
        found = (switch(scenario.resolved, path) for path in known.values() if "*" not in path)
        return [one for one in found if one is not None][:SWITCHES]
    problems, found_ = [], []
    for path, name in {known.get(name, name).replace("*", system): name for name in wanted}.items():
        if not path.startswith((PARAMETERS, SYSTEMS)):
            problems.append(Problem("--switches", None, None, "", *missing("switch", name, list(known))))
        elif ".." in path or (one := switch(scenario.resolved, path)) is None:
            why = "the scenario sells no system that has one" if ".." in path else "it has no range to be moved in"
            problems.append(Problem("--switches", None, None, "", f"'{name}' is no slider here: {why}"))
        else:
            found_.append(one)
    if len(found_) > MOST_SWITCHES:
        problems.append(Problem("--switches", None, None, "", f"expected {MOST_SWITCHES} at most, got {len(found_)}"))
    if problems:
        raise ScenarioError(problems)
    return found_


def sold(scenario: Scenario) -> str:
    """Return the first system that the scenario's events hand over; nothing where there is none."""
    return next((str(one["system"]) for one in scenario.resolved.document["events"] if one.get("system")), "")


def chosen_score(scenario: Scenario, actor: str, wanted: str | None) -> str:
    """Return the score that is drawn: the one asked for, else a patron's influence over its client, else the actor's security."""
    from northeastsim.scenario.tables import tables
    from northeastsim.scenario.words import missing
    from northeastsim.study.teaching import scores_of

    known = scores_of(scenario.resolved, tables(scenario.resolved))
    if wanted is not None:
        name = "".join(wanted.split())
        if name not in known:
            raise ScenarioError([Problem("--score", None, None, "", *missing("score", name, known))])
        return name
    influence = f"influence[{actor},{CLIENT}]"
    return influence if actor in PATRONS and influence in known else f"security[{actor}]"


@dataclass(frozen=True)
class Plan:
    """Everything checked, nothing run."""

    scenario: Scenario
    question: Question = field(repr=False)
    language: str
    workers: int | None
    source: str

    @property
    def cells(self) -> int:
        """How many ensembles there are."""
        return len(self.question.places)

    @property
    def total(self) -> int:
        """How many replications are run: the grid, and each strategy's first ensemble once more for its stories."""
        return (self.cells + len(self.question.strategies)) * self.question.replications

    @cached_property
    def engine(self) -> str:
        """The engine that answers all of it sooner."""
        from northeastsim.engine.pool import quicker_engine
        from northeastsim.scenario.tables import tables

        return quicker_engine(tables(self.scenario.resolved), self.total, self.workers)

    @property
    def expected(self) -> float:
        """About how long it takes, seconds."""
        from northeastsim.engine.pool import default_workers, expected_seconds
        from northeastsim.scenario.tables import tables

        alone = OF_CELL * self.cells + 2 * OF_STORY * len(self.question.strategies)
        return alone + expected_seconds(
            tables(self.scenario.resolved), self.total, self.workers or default_workers(), self.engine
        )

    def run(self, on_progress: Progress | None = None) -> TeachingPage:
        """Run it all and return the page; interrupted, nothing is returned."""
        from northeastsim.show.teach.lesson import Lesson
        from northeastsim.study.teaching import grid

        tell = on_progress or (lambda done, total: None)
        q, done = self.question, 0
        results: dict[str, Results] = {}
        for strategy in q.strategies:
            results[strategy] = self.first(strategy)
            done += q.replications
            tell(done, self.total)
        whole = replace(q, scores=self.scores(next(iter(results.values()))))
        cells = grid(whole, workers=self.workers, engine=self.engine, on_progress=lambda made, _: tell(done + made, self.total))
        futures = {strategy: self.future(whole, strategy, found) for strategy, found in results.items()}
        return TeachingPage(Lesson(self.source, whole, cells, futures, self.language))

    def following(self, strategy: str) -> Scenario:
        """Return the scenario in which the actor follows a strategy."""
        return Scenario(self.question.world(self.question.base(strategy)))

    def first(self, strategy: str) -> Results:
        """Run a strategy's first ensemble, of which two replications are told."""
        return self.following(strategy).run(
            self.question.replications, self.question.seed, self.workers, engine=self.engine, paths=0, events=0, baseline=False
        )

    def scores(self, results: Results) -> tuple[str, ...]:
        """Return the scores that may be looked at: the one that is drawn, then those of most interest."""
        from northeastsim.show.view import headline

        return tuple(dict.fromkeys([*self.question.scores, *headline(results)]))[:SCORES]

    def future(self, question: Question, strategy: str, results: Results) -> Future:
        """Return a strategy's typical and extreme replication, each run alone for its story and its values."""
        from northeastsim.show.stories import typical_and_extreme
        from northeastsim.show.teach.lesson import Future

        chosen = typical_and_extreme(results)
        one, other = (self.told(question, strategy, number) for number in (chosen.typical, chosen.extreme))
        return Future(chosen, one, other, results.digest)

    def told(self, question: Question, strategy: str, number: int) -> Story:
        """Return the story of a replication."""
        from northeastsim.show.story import story
        from northeastsim.show.teach.lesson import SENTENCES, story_of
        from northeastsim.show.view import values_of

        alone = self.following(strategy).run(
            1, question.seed, 1, engine=self.engine, first=number, paths=1, events="all", baseline=False
        )
        return story_of(number, story(alone, number, SENTENCES), [values_of(alone, name) for name in question.scores])


@dataclass(frozen=True, repr=False)
class TeachingPage:
    """A page for a class, whole: `html` is all of it, and `save` writes it."""

    lesson: Lesson = field(repr=False)

    @property
    def html(self) -> str:
        """The page."""
        from northeastsim.show.teach.page import page

        return page(self.lesson)

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the page to a file, whole or not at all; return it."""
        from northeastsim.study.parts import write_whole

        write_whole(Path(path), self.html.encode())
        return Path(path)

    def __repr__(self) -> str:
        q = self.lesson.question
        return f"TeachingPage({self.lesson.name!r}: {len(self.lesson.cells)} ensembles of {q.replications}, seed {q.seed})"
