"""What `diff` says of shares: which worlds are run, how large the whole change is, and which change makes how much of it."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

from northeastsim.app.estimate import duration
from northeastsim.app.output import heading, is_narrow, line, no_drawing, paragraph, table, verdict, width
from northeastsim.app.telling import LONG
from northeastsim.show.cells import of_treaty, years
from northeastsim.show.names import counted
from northeastsim.show.outcomes import figure
from northeastsim.statement import SHORT

if TYPE_CHECKING:
    from northeastsim.face.difference import Comparison, Shares

WHOLE = 112  # columns that hold a share beside what the change does alone and last
MOST = 10  # changes whose worlds can all be asked for
EXACT = ("change", "share", "95 % interval", "of the whole", "made alone", "made last")
SINGLE = ("change", "made alone in A", "95 % interval", "undone alone in B", "95 % interval ")
EXACT_LEGEND = (
    "Share: Shapley value, the mean of what a change adds over all orders in which the changes may come; shares add up to the "
    "whole. Made alone: to A. Made last: what undoing it alone takes from B. Where the two differ, changes work on one "
    "another."
)
SINGLE_LEGEND = (
    "Made alone in A: A with this change only, less A. Undone alone in B: B less B without it. The rest is what each sum "
    "leaves of the whole: what the changes do to one another."
)
PAIRED = f"Intervals are paired, over chance alone. In the model. {SHORT}"


def opening(comparison: Comparison) -> None:
    """Say what is run, what cannot be taken apart, and how long it takes where that is long."""
    line()
    for change in comparison.changes:
        if change.is_joined:
            told = " + ".join(change.names)
            paragraph(f"Taken as one change, since some are refused without the others: {told}.", hanging="  ")
    paragraph(
        f"Run: {worlds(comparison)}; {counted(comparison.replications, 'replication')} of each, seed {comparison.seed}; "
        "all share their luck."
    )
    for note in (*of_horizons(comparison), *of_metric(comparison)):
        paragraph(note)
    if comparison.expected > LONG:
        paragraph(f"This takes about {duration(comparison.expected)}.")


def worlds(comparison: Comparison) -> str:
    """Which worlds are run."""
    changes, count = len(comparison.changes), len(comparison.sets)
    if changes == 1:
        return "A and B"
    if comparison.is_exact:
        return f"the {count} worlds with any of {changes} changes"
    return f"{count} worlds, since of {changes} changes (more than --most {comparison.most}) each is made alone and undone alone"


def of_horizons(comparison: Comparison) -> list[str]:
    """What to know where the two do not run over the same time."""
    one, other = comparison.one.document, comparison.other.document
    if all(one[key] == other[key] for key in ("start", "years")):
        return []
    return [
        "The horizons differ: outcomes cannot be paired by date. What is compared is each run's own "
        f"{comparison.score}, at its own horizon or over its own years."
    ]


def of_metric(comparison: Comparison) -> list[str]:
    """What to know of a scenario's own metric, which one of the two may not have, or have otherwise."""
    name = comparison.score.rpartition(".")[0]
    one, other = (each.document["metrics"].get(name) for each in (comparison.one, comparison.other))
    if one == other:
        return []
    whose = "A" if other is None else "B"
    return [f"{name} is measured as {whose} defines it in every world; of an event that is not there it says that it did not happen."]


def closing(shares: Shares) -> None:
    """Print the whole change, then each change's share of it."""
    c, whole = shares.comparison, shares.whole
    digits = places(whole)
    heading(f"The whole change in {c.score}{f' ({shares.unit})' if shares.unit else ''}")
    paragraph(
        f"B less A: {signed(whole['mean'], digits)}, {of_whole(whole, digits)} (A {figure(whole['a'], digits)}, "
        f"B {figure(whole['b'], digits)}); n {whole['n']}, {horizons(c)}{beside_treaty(whole['treaty'])}."
    )
    if len(c.changes) == 1:
        paragraph(f"There is one change, {c.changes[0].name}: all of it is its share. {PAIRED}")
        verdict()
        return
    heading("Each change's share" if c.is_exact else "One change at a time")
    columns = EXACT if c.is_exact else SINGLE
    shown = columns[:-2] if c.is_exact and is_narrow() and width() < WHOLE else columns
    rows = exact_rows(shares.table, digits) if c.is_exact else single_rows(shares.table, digits)
    table(shown, [row[: len(shown)] for row in rows], right=columns[1:])
    line()
    raised = f" --most {len(c.changes)} gives shares that add up, in {1 << len(c.changes):,} worlds."
    hint = raised if c.most < len(c.changes) <= MOST else ""
    paragraph(f"{EXACT_LEGEND if c.is_exact else SINGLE_LEGEND}{hint} {PAIRED}")
    verdict()


def exact_rows(found: Any, digits: int) -> list[list[str]]:
    """A row for each change, then their sum."""
    rows = [
        [str(name), signed(row["mean"], digits), span(row, digits), percent(row["of_whole"]),
         signed(row["alone"], digits), signed(row["last"], digits)]
        for name, row in found.iterrows()
    ]  # fmt: skip
    return [*rows, ["sum: the whole", signed(found["mean"].sum(), digits), "", percent(found["of_whole"].sum(min_count=1)), "", ""]]


def single_rows(found: Any, digits: int) -> list[list[str]]:
    """A row for each change with both ways, the greatest first, then the rest."""
    ways = [found[found["way"] == way] for way in ("forwards", "backwards")]
    size = (ways[0]["mean"].abs() + ways[1]["mean"].abs()).iloc[:-1]
    order = [*size.sort_values(ascending=False, kind="stable").index, ways[0].index[-1]]
    return [
        [str(name), *(cell for way in ways for cell in (signed(way.loc[name, "mean"], digits), span(way.loc[name], digits)))]
        for name in order
    ]


def signed(value: float, digits: int) -> str:
    """A number with its sign; zero has none."""
    return figure(value, digits, signed=True)


def span(row: Any, digits: int) -> str:
    """An interval in words; where all pairs differ alike there is none, and it says so."""
    if math.isnan(row["low"]):
        return f"same in {row['n']:.0f} pairs"
    if max(abs(row["low"]), abs(row["high"])) < 0.5 * 10.0**-digits:
        return f"within {10.0**-digits:g}"
    return f"{signed(row['low'], digits)} to {signed(row['high'], digits)}"


def of_whole(whole: dict[str, float], digits: int) -> str:
    """The interval of the whole change."""
    return ("" if math.isnan(whole["low"]) else "95 % interval ") + span(whole, digits)


def places(whole: dict[str, float]) -> int:
    """How many decimals show the whole change with two figures of its error."""
    size = whole["se"] if whole["se"] > 0 else abs(whole["mean"])
    return max(0, min(6, 1 - math.floor(math.log10(size)))) if size > 0 else 3


def percent(share: float) -> str:
    """A share in per cent; nothing where there is none."""
    return "" if math.isnan(share) else f"{100 * share:.0f} %"


def horizons(comparison: Comparison) -> str:
    """How long the runs are; of both scenarios where they differ."""
    told = [f"{years(each.document)} from {each.document['start']}" for each in (comparison.one, comparison.other)]
    return f"horizon {told[0]}" if told[0] == told[1] else f"horizon A {told[0]}, B {told[1]}"


def beside_treaty(share: float) -> str:
    """The whole as a share of the treaty's effect, where the treaty moves the metric enough to measure by."""
    return "" if math.isnan(share) else f"; {of_treaty(share)} of what a Russian defence treaty with North Korea does"


def keep(shares: Shares, out: Path) -> None:
    """Write tables, chart and what was run into the folder, whole or not at all."""
    from northeastsim.face.difference import diff
    from northeastsim.study.parts import write_together

    c = shares.comparison
    files = {
        "diff.csv": diff(c.one, c.other).to_csv(index=False).encode(),
        "shares.csv": shares.table.to_csv().encode(),
        "worlds.csv": shares.worlds.to_csv().encode(),
        **drawn(shares),
        "about.json": json.dumps(about(shares), indent=1, ensure_ascii=False).encode(),
    }
    write_together(files, out)
    line()
    line(f"Kept in {out}: {', '.join(files)}")


def drawn(shares: Shares) -> dict[str, bytes]:
    """The chart as a file, where charts can be drawn."""
    if missing := no_drawing():
        line(missing)
        return {}
    return {"shares.png": shares.plot().png()}


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
        "changes": [list(change.names) for change in c.changes],
        "whole": {key: None if math.isnan(value) else value for key, value in shares.whole.items()},
        "notes": [FULL],
        "scenarios": {"A": c.one.document, "B": c.other.document},
    }
