"""`northeastsim compare`: an actor's strategies beside one another, which is best by which rule, and what would turn it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from northeastsim.app.estimate import duration
from northeastsim.app.folders import expect_room, tell_kept
from northeastsim.app.output import complain, line, no_drawing, paragraph, tell, typed, verdict
from northeastsim.app.progress import progress
from northeastsim.app.speaking import spoken
from northeastsim.app.telling import LONG
from northeastsim.show.names import counted
from northeastsim.statement import SHORT

if TYPE_CHECKING:
    from northeastsim.face.comparison import Asked, Comparison
    from northeastsim.face.crossing import Crossed
    from northeastsim.scenario.payoffs import Payoff


def command(arguments: argparse.Namespace) -> int:
    """Run the comparison, print what it found, and keep tables and charts where a folder is given; 130 if it was interrupted."""
    from northeastsim.face import comparison as face
    from northeastsim.show.told import comparison

    expect_room(arguments.out, arguments.force)
    words = spoken(arguments, arguments.out is not None)
    asked = face.asked(
        arguments.scenarios or None, arguments.actor, arguments.strategies, base=arguments.base, payoffs=arguments.payoffs,
        scores=arguments.score, seed=arguments.seed, precision=arguments.precision, budget=arguments.budget,
        parameters=arguments.parameters,
    )  # fmt: skip
    asked.question.payoff.weights(arguments.weighting)  # a misspelt one is told before anything is run
    theories = wanted(asked, arguments.theories)
    try:
        opening(asked, theories)
        sys.stdout.flush()  # whoever reads it through a pipe sees what is asked while it runs
        with progress(asked.expected) as on_progress:
            found = asked.run(arguments.workers, on_progress)
    except KeyboardInterrupt:
        complain("northeastsim compare: interrupted before the first scenario was complete; nothing is kept")
        return 130
    found = found.weighed(arguments.weighting, arguments.worth, arguments.threshold)
    tell(comparison.told(found))
    crossed = None
    if theories and not found.is_interrupted:
        with progress(asked.expected * len(theories)) as on_progress:
            crossed = found.cross(theories, workers=arguments.workers, on_progress=on_progress)
        tell(comparison.told_crossed(crossed))
    tell(comparison.closing(found))
    verdict()
    if arguments.out is not None:
        keep(found, crossed, arguments, words)
    if not found.is_interrupted and not (crossed and crossed.missing):
        return 0
    complain(interrupted(found, crossed, arguments.out))
    return 130


def interrupted(found: Comparison, crossed: Crossed | None, out: str | None) -> str:
    """What to say after Ctrl-C: what has results, and where they are."""
    kept = f"kept in {out}" if out is not None else "told and not kept (--out)"
    scenarios = f"{len(found.scenarios)} of {counted(len(found.question.scenarios), 'scenario')} have results"
    left = f"not asked under {', '.join(crossed.missing)}; the rest is" if crossed else f"{scenarios},"
    return f"northeastsim compare: interrupted; {left} {kept}"


def wanted(asked: Asked, given: list[str] | None) -> list[str]:
    """The theories to cross with: none, those named, or all."""
    from northeastsim.face.crossing import theories

    return [] if given is None else theories(asked, None if given == ["all"] else given)


def opening(asked: Asked, theories: list[str]) -> None:
    """Say what is compared, by what it is judged, and how long it takes where that is long."""
    from northeastsim.study.ensembles import notes

    q = asked.question
    crossed = f", then under rival theories ({', '.join(theories)})" if theories else ""
    paragraph(
        f"{len(q.strategies)} strategies of {q.actor} in {counted(len(q.scenarios), 'scenario')}{crossed}, all with the same luck "
        f"(seed {q.seed}); replications are added until each difference in payoff is known within {q.precision:g} usual changes, "
        f"{q.spent:,} in all at most. Wars mark a run and do not end it."
    )
    if q.ensemble is not None:
        over = f"Parameters: {q.ensemble.name}, {counted(q.ensemble.sets, 'equally likely set')}, of which each runs for two"
        paragraph(f"{over} replications in a row, over and over; intervals take sets, not replications, as independent.")
        worlds = [each[q.base] for each in q.scenarios.values()]
        for note in dict.fromkeys(note for each in worlds for note in notes(each, q.ensemble)):
            paragraph(f"Note: {note}")
    paragraph(f"Judged by this: {' '.join(q.payoff.summary.split()) or in_weights(q.payoff)}")
    paragraph(SHORT)
    seconds = asked.expected * (1 + len(theories))
    if seconds > LONG:
        paragraph(f"This takes about {duration(seconds)} at most.")


def in_weights(payoff: Payoff) -> str:
    """A payoff that says nothing of itself: what its default weighting is made of."""
    from northeastsim.scenario.payoffs import CONCERNS

    shares = sorted(zip(payoff.weights(), CONCERNS, strict=True), key=lambda pair: -pair[0])
    return f"{', '.join(f'{concern} {100 * share:.0f} %' for share, concern in shares if share > 0.0)}."


def keep(found: Comparison, crossed: Crossed | None, arguments: argparse.Namespace, words: dict[str, Any]) -> None:
    """Write tables, charts and manifest, and say where."""
    missing = no_drawing("no charts")
    charts = not missing and not arguments.no_chart
    out = Path(arguments.out)
    found.save(out, force=arguments.force, charts=charts, command=typed(), crossed=crossed, **words)
    line()
    tell_kept(out, f"tables{', charts' if charts else ''}, manifest.json")
    if missing and not arguments.no_chart:
        line(missing)
