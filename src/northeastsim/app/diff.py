"""`northeastsim diff A B`: what differs between two scenarios, and which change makes how much of an outcome's."""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from northeastsim.app.estimate import duration
from northeastsim.app.output import heading, is_narrow, line, paragraph, table, width
from northeastsim.app.progress import progress
from northeastsim.app.telling import LONG, years
from northeastsim.errors import Problem, ScenarioError
from northeastsim.show.names import counted
from northeastsim.statement import SHORT

if TYPE_CHECKING:
    from northeastsim.face import Scenario
    from northeastsim.face.difference import Comparison, Shares
    from northeastsim.scenario.difference import Line

FEW, SHOWN = 8, 4  # lines of a section that are all shown, and how many of more
WHOLE = 118  # columns that hold a share beside what the change does alone and last
NOUNS = {
    "start": "first day", "years": "length", "events": "events", "actors": "actors", "relations": "relations",
    "parameters": "parameters", "settings": "settings", "programmes": "yearly programmes", "systems": "systems",
    "event_types": "types of event", "strategies": "strategies", "closed": "closed options", "bodies": "bodies",
}  # fmt: skip


def command(arguments: argparse.Namespace) -> int:
    """Print what differs, then run the worlds between the two and print the shares."""
    from northeastsim.face import difference as face

    refuse(arguments)
    one, other = face.opened(arguments.one), face.opened(arguments.other)
    lines = face.lines(one, other)
    if not lines:
        line(f"no difference: {one.name} and {other.name} are the same scenario, once defaults are filled in")
        return 0
    tell_lines(one, other, lines, arguments)
    if arguments.no_runs:
        return 0
    if not any(each.kind == "result" for each in lines):
        line()
        line("Nothing that can change a result differs, so nothing is run.")
        return 0
    comparison = face.compared(
        one, other, arguments.score, arguments.replications, arguments.seed, arguments.workers, arguments.most
    )
    opening(comparison)
    with progress(comparison.expected) as on_progress:
        shares = comparison.run(on_progress)
    tell_shares(shares)
    if arguments.out is not None:
        kept(shares, lines, Path(arguments.out))
    return 0


def refuse(arguments: argparse.Namespace) -> None:
    """Raise ScenarioError for a folder that is not new or empty, and for one that nothing would be written to."""
    if arguments.out is None:
        return
    out, message = Path(arguments.out), ""
    if not arguments.out.strip():
        message = "expected a folder, got nothing"
    elif arguments.no_runs:
        message = "keeps what runs give, and --no-runs makes none; leave one out"
    elif out.is_file():
        message = f"{out} is a file; expected a folder"
    elif out.is_dir() and any(out.iterdir()):
        message = f"{out} is not empty; choose another folder"
    if message:
        raise ScenarioError([Problem("--out", None, None, "", message)])


# --- what differs ----------------------------------------------------------------------------------------------------


def tell_lines(one: Scenario, other: Scenario, lines: Sequence[Line], arguments: argparse.Namespace) -> None:
    """Print the lines that can change a result by section, then the others in a few words."""
    for letter, each, given in (("A", one, arguments.one), ("B", other, arguments.other)):
        paragraph(f"{letter}: {each.name} ({given}; {years(each.document)} from {each.document['start']})", hanging="   ")
    results = [each for each in lines if each.kind == "result"]
    heading(f"What differs from A to B: {counted(len(results), 'line')} that can change a result")
    regions = [region_of(each) for each in (one, other)]
    if regions[0] != regions[1]:
        paragraph(f"A stands on {regions[0]}, B on {regions[1]}: most lines may come from there.")
    sections: dict[str, list[Line]] = {}
    for each in results:
        sections.setdefault(each.path[0], []).append(each)
    for section, group in sections.items():
        tell_section(section, group, other, one, arguments.all)
    for note in beside(lines, other, arguments.all):
        paragraph(note, hanging="  ")


def region_of(scenario: Scenario) -> str:
    """The base region that a scenario stands on."""
    bases = [name for name in scenario.resolved.bases if name in scenario.resolved.catalogue.region_names]
    return bases[-1] if bases else "no base region"


def tell_section(section: str, lines: Sequence[Line], other: Scenario, one: Scenario, every: bool) -> None:
    """Print the lines of a section, of many the first few."""
    from northeastsim.show.difference import in_words

    shown = list(lines) if every or len(lines) <= FEW else list(lines[:SHOWN])
    if len(lines) > len(shown):
        paragraph(f"{NOUNS.get(section, section)}: {len(lines)} lines, the first {len(shown)}:", indent="  ")
    for each in shown:
        paragraph(in_words(each, (one if each.after is None else other).resolved), indent="  ", hanging="      ")
    if len(lines) > len(shown):
        paragraph(f"and {len(lines) - len(shown)} more (--all shows all)", indent="  ")


def beside(lines: Sequence[Line], other: Scenario, every: bool) -> list[str]:
    """What differs and changes no result: words, what is looked at, how often and with which luck it is run."""
    from northeastsim.scenario.paths import dotted
    from northeastsim.show.difference import in_words

    notes = []
    for kind, lead in (
        ("measure", "Looked at, and of no effect"),
        ("run", "Of the run itself (all worlds here share one seed)"),
        ("words", "Words only"),
    ):
        mine = [each for each in lines if each.kind == kind]
        if not mine:
            continue
        if every or kind == "run":
            told = "; ".join(in_words(each, other.resolved) for each in mine)
        else:
            paths = list(dict.fromkeys(dotted(each.path[:2] if kind == "measure" else each.path) for each in mine))
            more = f" and {len(paths) - FEW} more" if len(paths) > FEW else ""
            told = f"{', '.join(paths[:FEW])}{more}"
        notes.append(f"{lead}: {told}.")
    return notes


# --- shares ----------------------------------------------------------------------------------------------------------


def opening(comparison: Comparison) -> None:
    """Say what is run, what cannot be taken apart, and how long it takes where that is long."""
    count = comparison.replications
    line()
    joined = [change for change in comparison.changes if change.is_joined]
    for change in joined:
        paragraph(f"Joined, since one is refused without the other: {' + '.join(change.names)}.", hanging="  ")
    way = (
        f"all {len(comparison.sets)} worlds with any of {counted(len(comparison.changes), 'change')}"
        if comparison.is_exact
        else f"{len(comparison.changes)} changes, more than --most {comparison.most}: each made alone and undone alone, "
        f"{len(comparison.sets)} worlds"
    )
    paragraph(f"Run: {way}, {counted(count, 'replication')} each, seed {comparison.seed}; all worlds share their luck.")
    documents = [each.resolved.document for each in (comparison.one, comparison.other)]
    if any(documents[0][key] != documents[1][key] for key in ("start", "years")):
        paragraph(
            "The horizons differ: outcomes cannot be paired by date. What is compared is each run's own "
            f"{comparison.score}, at its own horizon or over its own years."
        )
    own = [each["metrics"].get(comparison.score.rpartition(".")[0]) for each in documents]
    if None not in own and own[0] != own[1]:
        paragraph("The two define this metric differently: it is measured as in B in every world.")
    if comparison.expected > LONG:
        paragraph(f"This takes about {duration(comparison.expected)}.")


def tell_shares(shares: Shares) -> None:
    """Print the whole change, then each change's share of it."""
    c, whole = shares.comparison, shares.whole
    heading(f"The whole change in {c.score}")
    digits = places(whole)
    paragraph(
        f"B less A: {whole['mean']:+.{digits}f}{span(whole, digits, ', 95 % interval {}')} {unit_in_words(shares.unit)}"
        f"(A {whole['a']:.{digits}f}, B {whole['b']:.{digits}f}); n {whole['n']}, {horizons(c)}{of_treaty(whole['treaty'])}."
    )
    heading("Each change's share" if c.is_exact else "One change at a time")
    found = shares.table
    rows = exact_rows(found, digits) if c.is_exact else single_rows(found, digits)
    columns = EXACT if c.is_exact else SINGLE
    shown = columns if not is_narrow() or width() >= WHOLE or not c.is_exact else columns[:-2]
    table(shown, [row[: len(shown)] for row in rows], right=columns[1:])
    line()
    paragraph(f"{EXACT_LEGEND if c.is_exact else SINGLE_LEGEND} In the model. {SHORT}")


EXACT = ("change", "share", "95 % interval", "of the whole", "same sign", "made alone", "made last")
SINGLE = ("change", "made alone in A", "95 % interval", "undone alone in B", "95 % interval ")
EXACT_LEGEND = (
    "Share: Shapley value, the mean of what a change adds over all orders in which the changes may come; shares add up to the "
    "whole. Made alone: to A. Made last: what undoing it alone takes from B. Where the two differ, changes work on one "
    "another. Same sign: replications whose own share has the sign of the mean. Intervals are paired, over chance alone."
)
SINGLE_LEGEND = (
    "Made alone in A: A with this change only, less A. Undone alone in B: B less B without it. The rest is what the changes "
    "bring about together, and what each such sum leaves of the whole; raise --most for shares that add up. Intervals are "
    "paired, over chance alone."
)


def exact_rows(found: Any, digits: int) -> list[list[str]]:
    """A row for each change, then their sum."""
    rows = [
        [str(name), f"{row['mean']:+.{digits}f}", span(row, digits), percent(row["of_whole"]), percent(row["agree"]),
         f"{row['alone']:+.{digits}f}", f"{row['last']:+.{digits}f}"]
        for name, row in found.iterrows()
    ]  # fmt: skip
    return [*rows, ["sum", f"{found['mean'].sum():+.{digits}f}", "", percent(found["of_whole"].sum()), "", "", ""]]


def single_rows(found: Any, digits: int) -> list[list[str]]:
    """A row for each change with both ways, the greatest first, then the rest."""
    ways = [found[found["way"] == way].drop(columns="way") for way in ("forwards", "backwards")]
    size = (ways[0]["mean"].abs() + ways[1]["mean"].abs()).iloc[:-1]
    order = [*size.sort_values(ascending=False, kind="stable").index, ways[0].index[-1]]
    return [
        [str(name), *(cell for way in ways for cell in (f"{way.loc[name, 'mean']:+.{digits}f}", span(way.loc[name], digits)))]
        for name in order
    ]


def span(row: Any, digits: int, form: str = "{}") -> str:
    """An interval in words; where all pairs differ alike there is none, and it says so."""
    if math.isnan(row["low"]):
        return form.replace("95 % interval ", "").format(f"same in {row['n']:.0f} pairs")
    return form.format(f"{row['low']:+.{digits}f} to {row['high']:+.{digits}f}")


def places(whole: dict[str, float]) -> int:
    """How many decimals show the whole change with two figures or so of its error."""
    size = whole["se"] if whole["se"] > 0 else abs(whole["mean"])
    return max(0, min(6, 1 - math.floor(math.log10(size)))) if size > 0 else 3


def percent(share: float) -> str:
    """A share in per cent; nothing where there is none."""
    return "" if math.isnan(share) else f"{100 * share:.0f} %"


def unit_in_words(unit: str) -> str:
    """A unit before what follows; nothing for none."""
    return f"{unit} " if unit else ""


def horizons(comparison: Comparison) -> str:
    """How long the runs are; of both scenarios where they differ."""
    told = [f"{years(each.document)} from {each.document['start']}" for each in (comparison.one, comparison.other)]
    return f"horizon {told[0]}" if told[0] == told[1] else f"horizon A {told[0]}, B {told[1]}"


def of_treaty(share: float) -> str:
    """The whole as a share of the treaty's effect, where the treaty moves the metric enough to measure by."""
    from northeastsim.app.telling import of_treaty as told

    return "" if math.isnan(share) else f"; {told(share)} of what a Russian defence treaty with North Korea does"


# --- kept ------------------------------------------------------------------------------------------------------------


def kept(shares: Shares, lines: Sequence[Line], out: Path) -> None:
    """Write tables, chart and what was run into the folder, each file whole or not at all; the description comes last."""
    from northeastsim.face.difference import diff
    from northeastsim.study.parts import write_whole

    c = shares.comparison
    files = {
        "diff.csv": diff(c.one, c.other).to_csv(index=False).encode(),
        "shares.csv": shares.table.to_csv().encode(),
        "worlds.csv": shares.worlds.to_csv().encode(),
        **drawn(shares),
        "about.json": json.dumps(about(shares), indent=1, ensure_ascii=False).encode(),
    }
    for name, content in files.items():
        write_whole(out / name, content)
    line()
    line(f"Kept in {out}: {', '.join(files)}")


def drawn(shares: Shares) -> dict[str, bytes]:
    """The chart as a file, where charts can be drawn."""
    import importlib.util
    from io import BytesIO

    if importlib.util.find_spec("matplotlib") is None:
        line("no chart: matplotlib is not installed (pip install 'northeastsim[standard]')")
        return {}
    from northeastsim.show import style

    stream = BytesIO()
    shares.plot().savefig(stream, format="png", dpi=style.DPI)
    return {"shares.png": stream.getvalue()}


def about(shares: Shares) -> dict[str, Any]:
    """What was run, and what came of it in all."""
    from northeastsim.statement import FULL
    from northeastsim.version import __version__

    c = shares.comparison
    return {
        "version": __version__,
        "score": c.score,
        "unit": shares.unit,
        "seed": c.seed,
        "replications": c.replications,
        "worlds": len(c.sets),
        "exact": c.is_exact,
        "changes": {change.name: list(change.names) for change in c.changes},
        "whole": {key: None if math.isnan(value) else value for key, value in shares.whole.items()},
        "notes": [FULL],
        "scenarios": {"A": c.one.document, "B": c.other.document},
    }
