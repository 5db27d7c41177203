"""`northeastsim backtest`: how well the model tells the years 2019 to 2024, beside simple rules that are hard to beat."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import northeastsim.app.run as running
from northeastsim.app.folders import expect_room, tell_kept
from northeastsim.app.output import heading, is_narrow, line, no_drawing, paragraph, tell, typed, width
from northeastsim.app.speaking import spoken
from northeastsim.errors import Problem, ScenarioError
from northeastsim.show.blocks import Table, Text, with_columns
from northeastsim.statement import SHORT

if TYPE_CHECKING:
    from northeastsim.face.backtest import Backtest

WHOLE = 230  # columns that hold a row whole


def command(arguments: argparse.Namespace) -> int:
    """Run it, print what it says, and keep tables and charts."""
    from northeastsim.face.backtest import backtest

    if arguments.json and arguments.quiet:
        raise ScenarioError([Problem("--json", None, None, "", "prints the tables, --quiet does not; leave one out")])
    expect_room(arguments.out, arguments.force)
    words = spoken(arguments)
    found = backtest(arguments.mode, arguments.replications, seed=arguments.seed, parameters=arguments.parameters)
    missing = no_drawing("no charts")
    charts = not missing and not arguments.no_chart
    out = kept(found, arguments, charts, words)
    if arguments.json:
        print(json.dumps(as_data(found, out), ensure_ascii=False, indent=1))
        return 0
    if not arguments.quiet:
        told(found)
    line()
    tell_kept(out, f"tables{', charts' if charts else ''}, manifest.json")
    if missing and not arguments.no_chart:
        paragraph(missing)
    return 0


def kept(found: Backtest, arguments: argparse.Namespace, charts: bool, words: dict[str, Any]) -> Path:
    """Write everything to --out or a new folder, and return which; nothing is left where that fails."""
    out, made = (Path(arguments.out), []) if arguments.out is not None else running.new_folder("backtest")
    try:
        return found.save(out, force=arguments.force, charts=charts, command=typed(), **words)
    except BaseException:
        for one in made:
            if one.is_dir() and not any(one.iterdir()):
                one.rmdir()
        raise


def told(found: Backtest) -> None:
    """Print a table and the verdicts of each mode, and what to keep in mind."""
    from northeastsim.face.backtest import NOTES
    from northeastsim.show.told import backtest as words

    paragraph(found.about)
    paragraph(SHORT)
    for mode in found.modes:
        of_mode(found, mode)
    tell(words.asked_yes_or_no(found))
    line()
    for note in NOTES:
        paragraph(note)


def of_mode(found: Backtest, mode: str) -> None:
    """Print a mode's table, whole or, where it would not fit, in two with the units below, and its verdicts."""
    from northeastsim.show.told import backtest as words

    heading(words.title(mode))
    one = words.scores(found, mode)
    if not is_narrow() or width() >= WHOLE:
        tell([one])
    else:
        told_in_two(one)
    line()
    for sentence in found.sentences(mode):
        paragraph(sentence)


def told_in_two(one: Table) -> None:
    """Print the table of a mode in two, with the units below."""
    rules = [name for name in one.columns if name.startswith("vs ")]
    for part in ([0, 1, 2, *range(4 + len(rules), len(one.columns))], [0, *range(4, 4 + len(rules))]):
        tell([with_columns(one, part), Text()])
    paragraph(f"CRPS in the unit of each: {'; '.join(f'{row[0]}, {row[3]}' for row in one.rows)}.")


def as_data(found: Backtest, out: Path) -> dict[str, Any]:
    """Return what was found as data for JSON, without the draws; a number that there is not is null."""
    from northeastsim.app.sensitivity import plain
    from northeastsim.face.backtest import NOTES

    tables = {name: table for name, table in found.tables.items() if name not in ("forecasts", "record")}
    return {
        "about": found.about,
        "seed": found.seed,
        "replications": found.replications,
        "folder": str(out),
        "notes": [SHORT, *NOTES],
        "units": found.units,
        "sentences": {mode: found.sentences(mode) for mode in found.modes},
        "tables": {name: [plain(row) for row in table.to_dict("records")] for name, table in tables.items()},
    }
