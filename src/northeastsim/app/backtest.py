"""`northeastsim backtest`: how well the model tells the years 2019 to 2024, beside simple rules that are hard to beat."""

from __future__ import annotations

import argparse
import json
import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import northeastsim.app.run as running
from northeastsim.app.folders import expect_room
from northeastsim.app.output import heading, is_narrow, line, no_drawing, paragraph, table, width
from northeastsim.app.speaking import spoken
from northeastsim.errors import Problem, ScenarioError
from northeastsim.statement import SHORT

if TYPE_CHECKING:
    import pandas as pd

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
    line(f"Kept in {out}: tables{', charts' if charts else ''}, manifest.json")
    if missing and not arguments.no_chart:
        paragraph(missing)
    return 0


def kept(found: Backtest, arguments: argparse.Namespace, charts: bool, words: dict[str, Any]) -> Path:
    """Write everything to --out or a new folder, and return which; nothing is left where that fails."""
    out, made = (Path(arguments.out), []) if arguments.out is not None else running.new_folder("backtest")
    try:
        typed = " ".join(["northeastsim", *sys.argv[1:]])
        return found.save(out, force=arguments.force, charts=charts, command=typed, **words)
    except BaseException:
        for one in made:
            if one.is_dir() and not any(one.iterdir()):
                one.rmdir()
        raise


def told(found: Backtest) -> None:
    """Print a table and the verdicts of each mode, and what to keep in mind."""
    from northeastsim.face.backtest import NOTES

    paragraph(found.about)
    paragraph(SHORT)
    for mode in found.modes:
        heading(f"{mode.capitalize()}: score, and skill against each baseline with 95 % interval")
        shown(found, mode)
        line()
        for sentence in found.sentences(mode):
            paragraph(sentence)
    asked_yes_or_no(found)
    line()
    for note in NOTES:
        paragraph(note)


def shown(found: Backtest, mode: str) -> None:
    """Print a mode's table, whole or, where it would not fit, in two with the units below."""
    skill = found.skill[(found.skill["mode"] == mode) & (found.skill["score"] == "crps")]
    rules = [name for name in names() if name in set(skill["baseline"])]
    verdicts = found.verdict[found.verdict["mode"] == mode].set_index("target")["verdict"]
    rows = [cells(found, mode, str(target), verdict, skill, rules) for target, verdict in verdicts.items()]
    columns = ["target", "n", "CRPS", "unit", *(f"vs {name}" for name in rules), "in 50 %", "in 90 %", "verdict"]
    right = [name for name in columns if name not in ("target", "unit", "verdict")]
    if not is_narrow() or width() >= WHOLE:
        table(columns, rows, right=right)
        return
    for part in ([0, 1, 2, *range(4 + len(rules), len(columns))], [0, *range(4, 4 + len(rules))]):
        table([columns[k] for k in part], [[row[k] for k in part] for row in rows], right=right)
        line()
    paragraph(f"CRPS in the unit of each: {'; '.join(f'{row[0]}, {row[3]}' for row in rows)}.")


def names() -> tuple[str, ...]:
    """The baselines, in the order in which they are shown."""
    from northeastsim.analysis.backtest.baselines import NAMES

    return NAMES


def cells(found: Backtest, mode: str, target: str, verdict: str, skill: pd.DataFrame, rules: list[str]) -> list[str]:
    """Return a target as a row: how many series and years, score, skill against each rule, coverage, verdict."""
    mine = skill[skill["target"] == target].set_index("baseline")
    covered = found.coverage[(found.coverage["source"] == mode) & (found.coverage["target"] == target)].set_index("range")
    against = [interval(mine.loc[name]) if name in mine.index else "" for name in rules]
    inside = [within(covered.loc[k]) for k in (50, 90)]
    first = mine.iloc[0]
    return [
        target.replace("_", " "), str(first["n"]), number(first["model"]), found.units[target], *against, *inside, verdict
    ]  # fmt: skip


def within(row: Any) -> str:
    """Return how often the observed lay in a range, with its interval, and the share of the model's own draws there."""
    return f"{100 * row['share']:.0f} % ({100 * row['low']:.0f} to {100 * row['high']:.0f}), own {100 * row['held']:.0f}"


def asked_yes_or_no(found: Backtest) -> None:
    """Print the skill of Brier scores on whether there is at least one in the year, of targets that had a year with none."""
    least = found.record.groupby("target")["value"].min()
    asked = found.skill[(found.skill["score"] == "brier_any") & found.skill["target"].map(least).lt(1.0)]
    if asked.empty:
        return
    heading("At least one in the year: Brier score (0 to 1, lower is better), and skill")
    rules = [name for name in names() if name in set(asked["baseline"])]
    rows = []
    for (target, mode), some in asked.groupby(["target", "mode"], sort=False):
        seen = found.scores[(found.scores["source"] == mode) & (found.scores["target"] == target)]["observed"]
        against = some.set_index("baseline")
        told = [interval(against.loc[name]) if name in against.index else "" for name in rules]
        rows.append([str(target), str(mode), f"{(seen >= 1).sum()} of {len(seen)}", number(against["model"].iloc[0]), *told])
    columns = ["target", "mode", "happened", "Brier", *(f"vs {name}" for name in rules)]
    table(columns, rows, right=columns[2:])


def interval(row: Any) -> str:
    """Return skill with its interval, as `0.31 (-0.02 to 0.55)`; nothing where there is none."""
    if math.isnan(row["skill"]):
        return ""
    ends = f" ({bounded(row['low'])} to {bounded(row['high'])})" if not math.isnan(row["low"]) else ""
    return f"{bounded(row['skill'])}{ends}"


def bounded(value: float) -> str:
    """Return skill with two places; one below -9.99 only says so."""
    return f"{value:.2f}" if value > -9.995 else "< -10"


def number(value: float) -> str:
    """Return a score with three figures or so."""
    return f"{value:.1f}" if abs(value) >= 100 else f"{value:.2f}" if abs(value) >= 1 else f"{value:.4f}"


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
