"""What is said of the analysis of a sweep: what the spread is made of, what decides each outcome, who is best where."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

from northeastsim.show.blocks import Block, Heading, Table, Text
from northeastsim.show.comparison.frame import plain
from northeastsim.show.names import counted, flat
from northeastsim.show.sensitivity.shown import Discovery as Boxes
from northeastsim.show.sensitivity.shown import Sensitivity as Shown
from northeastsim.show.sensitivity.shown import Sweep as ShownSweep

if TYPE_CHECKING:
    import pandas as pd

DETAILED = 2  # outcomes that are told in full unasked
ROWS, WORLDS = 8, 4  # uncertainties of a table, and worlds that have one
CAVEAT = (
    "In the model: what decides is decided by its own rules, over the ranges that the sweep was given, which say nothing of how "
    "likely a value is. Told apart: from what an uncertainty that does nothing may reach, by luck or by the points drawn; one that is "
    "not may still have an effect. docs/how-to/find-what-decides.md explains every table."
)


class Sweep(ShownSweep, Protocol):
    """What is read of a sweep beside what charts read."""

    @property
    def levers(self) -> Iterable[str]: ...


class Sensitivity(Shown, Protocol):
    """What is read of the indices of a sweep beside what charts read."""

    @property
    def sweep(self) -> Sweep: ...
    @property
    def failures(self) -> pd.DataFrame: ...
    @property
    def concordance(self) -> pd.DataFrame: ...


class Discovery(Boxes, Protocol):
    """What is read of boxes beside what charts read."""

    @property
    def sentences(self) -> list[str]: ...


def told(found: Sensitivity, boxes: Discovery | None, is_asked: bool) -> Iterator[Block]:
    """What was found; of outcomes that were asked for by name, or of few, in full."""
    for part in (left_out, spread, decided):
        yield from part(found)
    if is_asked or len(found.outcomes) <= DETAILED:
        for outcome in found.outcomes:
            yield from in_full(found, outcome)
    yield from agreeing(found)
    yield from choices(found)
    if boxes is not None:
        from northeastsim.show.sensitivity.boxes import called

        yield Heading(f"When: {called(boxes.when)}?")
        for text in boxes.sentences:
            yield Text(text, indent="  ", hanging="    ")


def answer(found: Sensitivity, boxes: Discovery | None) -> list[str]:
    """What decides the first outcomes; where a condition was asked for, what decides the first, and when the condition holds."""
    from northeastsim.show.sensitivity import overview

    rows = overview.table(found).head(DETAILED).itertuples(index=False)
    told = [f"In the model, over the sweep's ranges, {outcome} is decided by {who}." for outcome, who, *_ in rows]
    return told if boxes is None else [*told[:1], *boxes.sentences[:1]]


def left_out(found: Sensitivity) -> Iterator[Block]:
    """Which runs failed, and what that cost."""
    for row in found.failures.to_dict("records"):
        where = ", ".join(str(row[key]) for key in ("scenario", *found.sweep.levers))
        yield Text(
            f"Failed in {where}: {counted(row['runs'], 'run')} at {counted(row['points'], 'point')}, most of them so: {row['error']}",
            hanging="  ",
        )
    missing = found.left_out
    if len(missing) and missing["left_out"].max() > 0:
        whole = f", {found.cells.design.block} at a time, since this design uses them together" if found.cells.design.block > 1 else ""
        yield Text(
            f"Left out: up to {missing['left_out'].max():,} of {len(found.cells.design.values):,} points, where a run failed or is "
            f"missing{whole}. What they have in common is missing from all that follows."
        )


def spread(found: Sensitivity) -> Iterator[Block]:
    """How much of each outcome's spread is uncertainties, levers and luck."""
    from northeastsim.show.sensitivity.about import PARTS

    rows = found.spread
    if rows.empty:
        return
    parts = [part for part in PARTS if (rows["part"] == part).any()]
    several = len(found.cells.scenarios) > 1
    yield Heading("What the spread is made of, % of variance (95 % interval)")
    cells = []
    for (outcome, scenario), some in rows.groupby(["outcome", "scenario"], sort=False):
        mine = some.set_index("part")
        shares = [share(mine.loc[part]) if part in mine.index else "" for part in parts]
        cells.append([str(outcome), *([str(scenario)] if several else []), *shares])
    columns = ["outcome", *(["scenario"] if several else []), *(PARTS[part] for part in parts)]
    yield Table(columns, cells, right=columns[-len(parts) :])
    if "shared luck" in parts:
        yield Text("All experiments share their luck. Alike: what it does in all of them, which drops out of every comparison.")
    else:
        yield Text("One replication of each experiment: luck cannot be told apart from the rest, and counts as uncertainties.")


def share(row: pd.Series) -> str:
    """A share with its interval, per cent."""
    return f"{100 * row['share']:.0f} ({100 * row['low']:.0f} to {100 * row['high']:.0f})"


def decided(found: Sensitivity) -> Iterator[Block]:
    """What decides which outcome."""
    from northeastsim.analysis.sensitivity.measures import MEASURES
    from northeastsim.show.sensitivity import overview

    yield Heading("What decides which outcome")
    for outcome, who, luck, known in overview.table(found).itertuples(index=False):
        yield Text("; ".join(filter(None, [outcome, luck and f"{luck} luck", known])))
        yield Text(who, indent="    ")
    several = len(found.cells.worlds) > 1
    mean, span = (", mean over worlds", ", over all worlds") if several else ("", "")
    yield Text(
        f"Number ({found.telling}): {MEASURES[found.telling]}{mean}, and its 95 % interval{span}. Arrow: which way the outcome goes "
        "as it rises (↕: neither, or both). Settled: by the criteria of Sarrazin, Pianosi and Wagener 2016."
    )


def in_full(found: Sensitivity, outcome: str) -> Iterator[Block]:
    """The indices of one outcome in every world, those that are told apart first."""
    from northeastsim.show.sensitivity.frame import called, unit_of
    from northeastsim.show.sensitivity.uncertainties import short
    from northeastsim.show.sensitivity.verdicts import direction, verdict

    rows = found.indices
    rows = rows[(rows["outcome"] == outcome) & (rows["other"] == "")] if len(rows) else rows
    if rows.empty:
        return
    unit = f", {unit_of(outcome)}" if unit_of(outcome) and found.telling in ("effect", "swing") else ""
    yield Heading(f"{called(outcome)} ({outcome}{unit})")
    beside = [name for name in ("first", "high", "low", "scatter") if (rows["measure"] == name).any() and name != found.telling]
    for world in found.cells.worlds[:WORLDS]:
        keys = found.cells.keys(world)
        mine = rows[(rows[list(keys)] == list(keys.values())).all(axis=1)]
        if mine.empty:
            continue
        by = {name: mine[mine["measure"] == name].set_index("uncertainty") for name in (found.telling, *beside)}
        if len(found.cells.worlds) > 1:
            yield Text(f"  {found.cells.label(world)}")
        cells = [
            [short(str(name)), direction(row["direction"]), number(row["shown"]), interval(row), number(row["nothing"]),
             "yes" if row["is_clear"] else "no", *(cell(by[each], name) for each in beside)]
            for name, row in by[found.telling].sort_values("rank").head(ROWS).iterrows()
        ]  # fmt: skip
        columns = ["uncertainty", "", found.telling, "95 % interval", "nothing", "told apart", *beside]
        yield Table(columns, cells, right=[found.telling, "95 % interval", "nothing", *beside])
    if (more := len(found.cells.worlds) - WORLDS) > 0:
        yield Text(f"And {counted(more, 'world')} more; --out keeps them all.")
    chosen = found.convergence[found.convergence["outcome"] == outcome].query("measure == @found.telling")
    if settled := verdict(chosen, found.sweep.method):
        yield Text(f"{settled}.")


def interval(row: pd.Series) -> str:
    """The 95 % interval of an index, which is never below 0."""
    return f"{number(max(row['low'], 0.0))} to {number(max(row['high'], 0.0))}"


def number(value: float) -> str:
    """A number in three figures; nothing where there is none."""
    return "" if math.isnan(value) else f"{value:.3f}" if 0.0005 <= abs(value) < 100 or value == 0 else f"{value:.2g}"


def cell(rows: pd.DataFrame, name: object) -> str:
    """Another measure of an uncertainty, in brackets where it is not told apart from nothing."""
    if name not in rows.index:
        return ""
    row = rows.loc[name]
    text = number(float(row["shown"]))
    return text if row["is_clear"] or math.isnan(float(row["nothing"])) else f"({text})"


def agreeing(found: Sensitivity) -> Iterator[Block]:
    """How far worlds agree on the order."""
    rows = found.concordance
    if rows.empty:
        return
    low, high, by_chance = rows["concordance"].min(), rows["concordance"].max(), 1.0 / rows["worlds"].iloc[0]
    least = rows.loc[rows["concordance"].idxmin(), "outcome"]
    span = f"{low:.2f}" if len(rows) == 1 else f"{low:.2f} ({least}) to {high:.2f}"
    yield Text(
        f"The {rows['worlds'].iloc[0]} worlds are analysed each for itself. How far they rank alike, first places counting most: "
        f"{span}; 1 is wholly, {by_chance:.2f} by chance."
    )


def choices(found: Sensitivity) -> Iterator[Block]:
    """Which choice of levers is best at how many points, and what decides that."""
    if found.choosing is None:
        if found.sweep.levers and len(found.cells.worlds) > len(found.cells.scenarios):
            yield Text("No payoff was kept; --by OUTCOME:max or :min tells by what choices of levers are judged.")
        return
    standing = found.choosing.standing
    yield Heading(f"Which choice is best, by {found.choosing.by}")
    several = len(found.cells.scenarios) > 1
    rows = [
        [*([row.scenario] if several else []), plain(str(row.choice)), f"{100 * row.best:.0f} %", f"{100 * row.clearly:.0f} %",
         number(float(row.regret)), number(float(row.most))]
        for row in standing.itertuples()
    ]  # fmt: skip
    columns = [*(["scenario"] if several else []), "choice", "best at", "clearly", "mean regret", "most"]
    yield Table(columns, rows, right=columns[-4:])
    yield Text(
        f"Best at: share of {standing['points'].min():,} points, by the mean over replications. Clearly: its lead is more than luck "
        "(95 %, paired). Regret: what it falls short of the best at the same point."
    )
    for text in why_best(found):
        yield Text(text, indent="  ", hanging="    ")


def why_best(found: Sensitivity) -> list[str]:
    """Which uncertainties decide who is best, and what each choice falls short by."""
    from northeastsim.show.sensitivity.overview import number as index
    from northeastsim.show.sensitivity.uncertainties import short
    from northeastsim.show.sensitivity.verdicts import direction

    assert found.choosing is not None
    rows = found.choosing.deciding
    told = []
    if rows.empty:
        return ["Nothing tells who is best where: one choice is best nearly everywhere, or regrets are the same at every point."]
    ranked = rows[(rows["measure"] == "score") | (rows["measure"] == found.telling)]
    for (scenario, target), some in ranked.groupby(["scenario", "target"], sort=False):
        clear = some[some["is_clear"]].sort_values("rank").head(4)
        names = [f"{short(row.uncertainty)} {direction(getattr(row, 'direction', math.nan))}".strip() + f" {index(row.shown)}"
                 for row in clear.itertuples()]  # fmt: skip
        what = "who is best" if target == "best" else plain(str(target)).replace("[", " of ").replace("]", "")
        where = f"{scenario}: " if len(found.cells.scenarios) > 1 else ""
        told.append(f"{where}{what} is decided by {'; '.join(names) or 'no uncertainty that is told apart from nothing'}.")
    return told


def glossary(found: Sensitivity, boxes: Discovery | None) -> Iterator[Block]:
    """What the uncertainties mean that were named."""
    from northeastsim.show.sensitivity.overview import named
    from northeastsim.show.sensitivity.uncertainties import entry, short

    names = named(found) + (list(boxes.limits["uncertainty"]) if boxes is not None and len(boxes.limits) else [])
    known = [name for name in dict.fromkeys(names) if entry(name)]
    if not known:
        return
    yield Heading("What they mean (northeastsim show parameter NAME tells all)")
    rows = [
        [short(name), f"{entry(name).get('low'):g} to {entry(name).get('high'):g}", str(entry(name).get("unit") or ""),
         flat(entry(name).get("meaning"))]
        for name in known
    ]  # fmt: skip
    yield Table(["uncertainty", "plausible range", "unit", "meaning"], rows)
