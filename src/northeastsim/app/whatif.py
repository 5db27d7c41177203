"""`northeastsim whatif SCENARIO`: twin worlds that share all but a change, what it does, and when they part."""

from __future__ import annotations

import argparse
import contextlib
import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from northeastsim.app import run
from northeastsim.app.folders import tell_page
from northeastsim.app.output import complain, line, no_drawing, paragraph, tell, typed, verdict
from northeastsim.app.progress import progress
from northeastsim.app.speaking import spoken
from northeastsim.errors import Problem, ScenarioError
from northeastsim.statement import FULL, SHORT

if TYPE_CHECKING:
    import pandas as pd

    from northeastsim.face import Scenario
    from northeastsim.face.whatif import WhatIf


def command(arguments: argparse.Namespace) -> int:
    """Run both worlds, print what differs, and keep it; 130 if it was interrupted, with nothing kept."""
    run.refuse(refusable(arguments))
    words = spoken(arguments)
    scenario = run.loaded(argparse.Namespace(scenario=arguments.scenario, variant=None, theory=None, strategy=[], set=[]))
    for problem in scenario.warnings:
        complain(f"note: {problem}")
    out, made = run.folder(arguments, scenario, "-whatif")
    try:
        with progress(expected(scenario, arguments)) as on_progress:
            found = asked(scenario, arguments, on_progress)
        missing = no_chart(arguments)
        found.save(out, force=arguments.force, chart=missing is None, command=typed(), **words)
    finally:
        for one in made:
            with contextlib.suppress(OSError):
                one.rmdir()  # if nothing was written
    if arguments.json:
        as_json(found, out)
    else:
        told(found, out, missing)
    return 0


def refusable(arguments: argparse.Namespace) -> argparse.Namespace:
    """The arguments as `run` checks them."""
    return argparse.Namespace(**{**vars(arguments), "engine": "auto", "replication": None, "quiet": False})


def expected(scenario: Scenario, arguments: argparse.Namespace) -> float:
    """About how long both worlds take, seconds."""
    from northeastsim.engine.pool import default_workers, expected_seconds, quicker_engine
    from northeastsim.scenario.tables import tables

    world, count = tables(scenario.resolved), 2 * arguments.replications
    workers = arguments.workers or default_workers()
    return expected_seconds(world, count, workers, quicker_engine(world, count, workers))


def asked(scenario: Scenario, arguments: argparse.Namespace, on_progress: Any) -> WhatIf:
    """Run what was asked for; raises ScenarioError with all that is wrong with the change."""
    from northeastsim.scenario.load import parse_value

    return scenario.whatif(
        arguments.without,
        patch=[document(Path(file)) for file in arguments.patch],
        strategies=dict(arguments.strategy),
        settings={path: parse_value(text) for path, text in arguments.set},
        variant=arguments.variant,
        since=arguments.since,
        replications=arguments.replications,
        seed=arguments.seed,
        workers=arguments.workers,
        scores=arguments.scores,
        parameters=arguments.parameters,
        on_progress=on_progress,
    )


def document(file: Path) -> Mapping[str, Any]:
    """A document to be laid over a scenario, as plain data; raises ScenarioError where there is none to be read."""
    from northeastsim.scenario.reader import read_file

    if not file.is_file():
        raise ScenarioError([Problem(str(file), None, None, "", "there is no such file")])
    found = read_file(file).plain()
    if "extends" in found:
        raise ScenarioError([Problem(str(file), None, None, "extends", "is laid over the scenario: it extends nothing itself")])
    return {key: value for key, value in found.items() if key != "format"}


def no_chart(arguments: argparse.Namespace) -> str | None:
    """Why no chart is drawn; None where one is."""
    return "" if arguments.no_chart else no_drawing() or None


def told(found: WhatIf, out: Path, missing: str | None) -> None:
    """Print what was run, when the worlds part, what differs and where it is kept."""
    from northeastsim.show.told import whatif as words

    question = found.document.get("question")
    paragraph(f"{found.name}: {question}" if question else found.name)
    paragraph(SHORT)
    tell((*words.asked(found), *words.told(found)))
    line()
    paragraph(words.held(found))
    verdict()
    if missing is None:
        line(f"Chart: {out / 'effects.png'}")
    elif missing:
        line(missing)
    line(f"Tables: {out} (effects, partings, parted; manifest.json holds both worlds in full)")
    tell_page(out)


def as_json(found: WhatIf, out: Path) -> None:
    """Print what was found as JSON."""
    shares = found.shares.reset_index().to_dict("records")
    line(
        json.dumps(
            {
                "scenario": found.name,
                "change": found.words,
                "from": found.change.since,
                "start": str(found.document["start"]),
                "years": found.document["years"],
                "seed": found.seed,
                "pairs": found.n,
                "folder": str(out),
                "notes": [FULL, "wars mark runs and do not end them"],
                "partings": [plain(row) for row in shares],
                "first_events": [plain({key: row[key] for key in ("share", "world", "sentence")}) for row in found.firsts],
                "effects": [plain(row) for row in shown(found.effects, found.yearly).to_dict("records")],
                "parted": [plain(row) for row in shown(found.parted, found.yearly).to_dict("records")],
            },
            indent=1,
            ensure_ascii=False,
        )
    )


def shown(table: pd.DataFrame, dates: list[Any]) -> pd.DataFrame:
    """The rows of a table on some dates."""
    return table[table["date"].isin(dates)]


def plain(row: Mapping[Any, Any]) -> dict[str, Any]:
    """A row with what JSON can say: dates as text, None for what is missing."""
    found: dict[str, Any] = {}
    for key, value in row.items():
        if hasattr(value, "isoformat"):
            found[str(key)] = None if value != value else f"{value:%Y-%m-%d}"
        else:
            found[str(key)] = None if isinstance(value, float) and not math.isfinite(value) else value
    return found
