"""`northeastsim compare`: an actor's strategies beside one another, which is best by which rule, and what would turn it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from northeastsim.app import comparing
from northeastsim.app.estimate import duration
from northeastsim.app.output import line, paragraph
from northeastsim.app.progress import progress
from northeastsim.app.telling import LONG
from northeastsim.show.names import counted
from northeastsim.statement import SHORT

if TYPE_CHECKING:
    from northeastsim.face.comparison import Asked


def command(arguments: argparse.Namespace) -> int:
    """Run the comparison, print what it found, and keep tables and charts where a folder is given."""
    from northeastsim.face import comparison as face
    from northeastsim.face import crossing
    from northeastsim.study import keeping

    if arguments.out is not None:
        keeping.refuse(Path(arguments.out), arguments.force)
    asked = face.asked(
        arguments.scenarios or None, arguments.actor, arguments.strategies, base=arguments.base, payoffs=arguments.payoffs,
        scores=arguments.score, seed=arguments.seed, precision=arguments.precision, budget=arguments.budget,
    )  # fmt: skip
    asked.question.payoff.weights(arguments.weighting)  # a misspelt one is told before anything is run
    wanted = [] if arguments.theories is None else crossing.theories(asked, None if arguments.theories == ["all"] else arguments.theories)
    opening(asked, wanted)
    with progress(asked.expected) as on_progress:
        found = asked.run(arguments.workers, on_progress).weighed(arguments.weighting, arguments.worth, arguments.threshold)
    comparing.tell(found)
    if wanted:
        with progress(asked.expected * len(wanted)) as on_progress:
            crossed = found.cross(wanted, workers=arguments.workers, on_progress=on_progress)
        comparing.tell_crossed(crossed)
    comparing.closing(found)
    if arguments.out is not None:
        keep(found, Path(arguments.out), arguments.force)
    return 0


def opening(asked: Asked, theories: list[str]) -> None:
    """Say what is compared, by what it is judged, and how long it takes where that is long."""
    q = asked.question
    where = counted(len(q.scenarios), "scenario")
    paragraph(
        f"{counted(len(q.strategies), 'strategy', 'strategies')} of {q.actor} in {where}, all with the same luck (seed {q.seed}); "
        f"replications until each difference in payoff is known within {q.precision:g} usual changes, at most {q.budget:,} in all."
    )
    paragraph(f"Judged by: {' '.join(q.payoff.summary.split())} {SHORT}")
    seconds = asked.expected * (1 + len(theories))
    if seconds > LONG:
        paragraph(f"This takes about {duration(seconds)} at most.")
    line()
