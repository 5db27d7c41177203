"""`northeastsim sensitivity DIR`: what decides the outcomes of a finished sweep, and when a condition on one of them holds."""

from __future__ import annotations

import argparse
import json
import math
from typing import TYPE_CHECKING, Any

from northeastsim.app.folders import expect_room, tell_kept
from northeastsim.app.output import is_narrow, line, no_drawing, paragraph, tell, typed, verdict
from northeastsim.app.progress import progress
from northeastsim.app.speaking import spoken
from northeastsim.statement import SHORT

if TYPE_CHECKING:
    from northeastsim.face.sensitivity import Discovery, Sensitivity

SECONDS = 0.4  # of one outcome in one world, about


def command(arguments: argparse.Namespace) -> int:
    """Analyse the sweep, print what was found, and keep tables and charts where a folder is given."""
    from northeastsim.face import sensitivity as face
    from northeastsim.face import sweeps

    expect_room(arguments.out, arguments.force)
    words = spoken(arguments, arguments.out is not None)
    sweep = sweeps.open_sweep(arguments.folder)
    boxes = face.discover(sweep, arguments.when, by=arguments.by, seed=arguments.seed) if arguments.when else None
    worlds = len(sweep.experiments) / max(1, sweep.experiments["point"].nunique())
    with progress(SECONDS * worlds * len(arguments.outcome or sweep.outcomes), "outcomes by world") as on_progress:
        found = face.sensitivity(sweep, arguments.outcome, by=arguments.by, seed=arguments.seed, on_progress=on_progress)
    if arguments.json:
        print(json.dumps(as_data(found, boxes), ensure_ascii=False, indent=1, default=str))
    else:
        told(found, boxes, bool(arguments.outcome))
    if arguments.out is not None:
        keep(found, boxes, arguments, words)
    return 0


def told(found: Sensitivity, boxes: Discovery | None, is_asked: bool) -> None:
    """Print what was found, and what to keep in mind."""
    from northeastsim.show.told import sensitivity as words

    paragraph(f"{found.sweep.name}: {found.sweep.question}" if found.sweep.question else found.sweep.name)
    paragraph(found.about)
    paragraph(SHORT)
    tell(words.told(found, boxes, is_asked))
    if not is_narrow():
        tell(words.glossary(found, boxes))
    line()
    paragraph(words.CAVEAT)
    verdict()


def as_data(found: Sensitivity, boxes: Discovery | None) -> dict[str, Any]:
    """Return what was found as data for JSON; a number that there is not is null."""
    tables = {**found.tables, **(boxes.tables if boxes else {})}
    return {
        "about": found.about,
        "telling": found.telling,
        "by": str(found.choosing.by) if found.choosing else None,
        "sentences": boxes.sentences if boxes else [],
        "tables": {name: [plain(row) for row in table.to_dict("records")] for name, table in tables.items()},
    }


def plain(row: dict[Any, Any]) -> dict[str, Any]:
    """Return a row without what JSON does not know."""
    return {str(key): None if isinstance(value, float) and not math.isfinite(value) else value for key, value in row.items()}


def keep(found: Sensitivity, boxes: Discovery | None, arguments: argparse.Namespace, words: dict[str, Any]) -> None:
    """Write tables, charts and manifest, and say where."""
    missing = no_drawing("no charts")
    charts = not missing and not arguments.no_chart
    found.save(arguments.out, force=arguments.force, charts=charts, command=typed(), discovery=boxes, **words)
    if arguments.json:
        return
    line()
    tell_kept(arguments.out, f"tables{', charts' if charts else ''}, manifest.json")
    if missing and not arguments.no_chart:
        paragraph(missing)
