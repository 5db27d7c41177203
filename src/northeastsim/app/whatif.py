"""`northeastsim whatif SCENARIO`: twin worlds that share all but a change, what it does, and when they part."""

from __future__ import annotations

import argparse
import contextlib
import json
import math
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from northeastsim.app import run
from northeastsim.app.output import complain, heading, is_narrow, line, paragraph, table, width
from northeastsim.app.progress import progress
from northeastsim.app.telling import of_treaty, years
from northeastsim.errors import Problem, ScenarioError
from northeastsim.show.names import capital, counted
from northeastsim.statement import FULL, SHORT

if TYPE_CHECKING:
    import pandas as pd

    from northeastsim.face import Scenario
    from northeastsim.face.whatif import WhatIf

Row = dict[str, Any]
WHERE = {
    "original": "without the change only, or sooner",
    "changed": "with the change only, or sooner",
    "both": "otherwise without it",
}
WIDE = 128  # columns that hold the whole table of effects
DATES = 5  # of the effect over time that are printed


def command(arguments: argparse.Namespace) -> int:
    """Run both worlds, print what differs, and keep it; 130 if it was interrupted, with nothing kept."""
    run.refuse(refusable(arguments))
    scenario = run.loaded(argparse.Namespace(scenario=arguments.scenario, variant=None, strategy=[], set=[]))
    for problem in scenario.warnings:
        complain(f"note: {problem}")
    out, made = run.folder(arguments, scenario, "-whatif")
    try:
        if not arguments.json:
            paragraph(f"{scenario.name}: {scenario.question}" if scenario.question else scenario.name)
            paragraph(SHORT)
        with progress(expected(scenario, arguments)) as on_progress:
            found = asked(scenario, arguments, on_progress)
        missing = no_chart(arguments)
        found.save(out, force=arguments.force, chart=missing is None, command=" ".join(["northeastsim", *sys.argv[1:]]))
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
    import importlib.util

    if arguments.no_chart:
        return ""
    if importlib.util.find_spec("matplotlib") is None:
        return "no chart: matplotlib is not installed (pip install 'northeastsim[standard]')"
    return None


def told(found: WhatIf, out: Path, missing: str | None) -> None:
    """Print what was run, when the worlds part, what differs and where it is kept."""
    document = found.document
    paragraph(
        f"What if: {'; '.join(found.words)}. "
        f"{counted(found.n, 'pair')} of replications with the same luck, {years(document)} from {document['start']}, seed "
        f"{found.seed}. Wars mark a run and do not end it, so that the worlds of a pair last equally long."
    )
    told_partings(found)
    told_effects(found)
    told_counts(found)
    line()
    paragraph(
        "In the model, not a forecast: the intervals hold chance within the model, not the model's own error. Naive baseline: no "
        "effect, 0."
    )
    if missing is None:
        line(f"Chart: {out / 'effects.png'}")
    elif missing:
        line(missing)
    line(f"Tables: {out} (effects, partings; manifest.json holds both worlds in full)")


def told_partings(found: WhatIf) -> None:
    """Print when the worlds part, by which events and in which scores."""
    heading("When the worlds part")
    shares = found.shares
    events = shares.loc["events"]
    beside = " beside the events of the change itself" if found.worlds.own else ""
    when = f"; the first time on {span(events)}" if events["parted"] else ""
    paragraph(f"Their events differ{beside} in {percent(events['share'])} of {counted(found.n, 'pair')}{when}.")
    rows = [
        [percent(row["share"]), row["sentence"], WHERE[row["world"]]] for row in found.firsts
    ]
    if rows:
        line()
        table(["of these", "first event that differs, the most frequent", "it happens"], rows, right=["of these"])
    line()
    scores = shares.drop(index="events")
    rows = [[found.label(str(name)), number(row["smallest"]), percent(row["share"]), *dates(row)] for name, row in scores.iterrows()]
    table(["score", "differs by", "in", "first: median", "5-95 %"], rows, right=["differs by", "in"])
    paragraph("Scores on the first of a month; median and range of the pairs that differ by more than so much at all.")


def told_effects(found: WhatIf) -> None:
    """Print the effect at the horizon in full, and how it came about."""
    effects = found.effects
    effects = effects[~effects["metric"].str.endswith(".count")]
    days = shown_dates(found, sorted(set(effects["date"])))
    heading(f"The effect on {days[-1]:%Y-%m-%d}: the changed world less the original, {counted(found.n, 'pair')}")
    rows = effects[effects["date"] == days[-1]].to_dict("records")
    print_effects([[found.label(row["metric"]), row["unit"], *cells(row)] for row in rows])
    paragraph(
        "original: its mean; 95 % interval of the mean difference; agree: share of pairs with its sign; in sd: the effect over the "
        "spread of the original world; narrower: how many times wider the interval were if the worlds did not share their luck; of "
        "treaty: as a share of what a Russian defence treaty with North Korea does at the nearest horizon, where the interval leaves "
        "0 out and that is known."
    )
    if len(days) > 1:
        heading("The effect over time")
        some = {name: mine.set_index("date") for name, mine in effects.groupby("metric", sort=False)}
        rows = [[found.label(str(name)), *(over_time(dict(mine.loc[day])) for day in days)] for name, mine in some.items()]
        names = [f"{day:%Y-%m-%d}" for day in days]
        table(["score", *names], rows, right=names)
        paragraph("Mean differences; *: the 95 % interval leaves 0 out.")


def over_time(row: Row) -> str:
    """An effect in short, marked where its interval leaves 0 out."""
    return f"{signed(row['effect'], decimals(row))}{'*' if row['low'] * row['high'] > 0 else ' '}"


def print_effects(rows: list[list[str]]) -> None:
    """Print rows of effects; on a narrow terminal without what sets them in proportion."""
    names = ["score", "unit", "original", "effect", "95 % interval", "5-95 % of pairs", "agree", "in sd", "narrower", "of treaty"]
    kept = [k for k in range(len(names)) if not (is_narrow() and width() < WIDE and names[k] in ("unit", "5-95 % of pairs", "narrower"))]
    kept = [k for k in kept if k < 2 or any(row[k] for row in rows)]
    table([names[k] for k in kept], [[row[k] for k in kept] for row in rows], right=names[2:])


def shown_dates(found: WhatIf, dates: list[Any]) -> list[Any]:
    """Some of the yearly dates after the change begins, evenly, the horizon last."""
    after = [date for date in dates if date.date() > found.begins]
    return [after[k] for k in sorted({math.ceil(len(after) * k / DATES) - 1 for k in range(1, DATES + 1)}) if k >= 0]


def told_counts(found: WhatIf) -> None:
    """Print the effect on counts over the whole run."""
    effects = found.effects
    rows = effects[effects["metric"].str.endswith(".count")].to_dict("records")
    heading(f"Counts over {years(found.document)}, {counted(found.n, 'pair')}")
    print_effects([[row["metric"].removesuffix(".count"), row["unit"], *cells(row)] for row in rows])


def cells(row: Row) -> list[str]:
    """An effect as cells: numbers to the digits that its interval warrants."""
    places = decimals(row)
    interval = "" if math.isnan(row["low"]) else f"{signed(row['low'], places)} to {signed(row['high'], places)}"
    alike = "none" if row["effect"] == 0.0 else "same in all"
    return [
        f"{row['original']:.{usual(row)}f}",
        signed(row["effect"], places),
        interval or alike,
        f"{signed(row['p05'], usual(row))} to {signed(row['p95'], usual(row))}",
        "" if math.isnan(row["agree"]) else percent(row["agree"]),
        "" if math.isnan(row["in_sd"]) else f"{row['in_sd']:+.2f}",
        "" if math.isnan(row["narrowing"]) else f"{row['narrowing']:.1f} x",
        "" if math.isnan(row["treaty"]) else of_treaty(row["treaty"]),
    ]


def signed(value: float, places: int) -> str:
    """A difference; zero has no sign."""
    text = f"{value:+.{places}f}"
    return text if float(text) else f"{0:.{places}f}"


def usual(row: Row) -> int:
    """How many decimals the values of a metric have: three of a share."""
    return 3 if row["unit"] in ("0..1", "-1..1") or abs(row["original"]) < 1 else 2 if abs(row["original"]) < 100 else 1


def decimals(row: Row) -> int:
    """How many decimals show two digits of the interval: the usual at least, six at most."""
    reach = row["high"] - row["low"]
    return usual(row) if not reach > 0.0 else max(usual(row), min(6, 1 - math.floor(math.log10(reach))))


def percent(share: float) -> str:
    """A share in per cent; what is a little less than all, or more than none, is not rounded to it."""
    text = f"{100 * share:.0f}"
    return f"{100 * share:.1f} %" if (text in ("0", "100") and share not in (0.0, 1.0)) else f"{text} %"


def number(value: float) -> str:
    """A number with three digits."""
    return f"{value:.3g}"


def dates(row: pd.Series[Any]) -> list[str]:
    """The median date and the range of dates, empty where no pair differs."""
    if not row["parted"]:
        return ["", ""]
    return [f"{row['median']:%Y-%m-%d}", f"{row['p05']:%Y-%m} to {row['p95']:%Y-%m}"]


def span(row: pd.Series[Any]) -> str:
    """The median date with the range of dates in words."""
    return f"{row['median']:%Y-%m-%d} (median; 5-95 % of the pairs {row['p05']:%Y-%m-%d} to {row['p95']:%Y-%m-%d})"


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
                "effects": [plain(row) for row in found.effects.to_dict("records")],
            },
            indent=1,
            ensure_ascii=False,
        )
    )


def plain(row: Mapping[Any, Any]) -> Row:
    """A row with what JSON can say: dates as text, None for what is missing."""
    found: Row = {}
    for key, value in row.items():
        if hasattr(value, "isoformat"):
            found[str(key)] = None if value != value else f"{value:%Y-%m-%d}"
        else:
            found[str(key)] = None if isinstance(value, float) and not math.isfinite(value) else value
    return found
