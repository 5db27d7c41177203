"""The page of two scenarios side by side: what differs, and which change makes how much of an outcome's difference."""

from __future__ import annotations

from typing import Any, Protocol

from northeastsim.scenario.difference import RESULT, differences
from northeastsim.scenario.load import Resolved
from northeastsim.show.answer import trusted
from northeastsim.show.blocks import Table, Text, filled
from northeastsim.show.report.assumptions import contested, long, setting
from northeastsim.show.report.behind import Behind, reproduced, trusting
from northeastsim.show.report.charts import called, summary
from northeastsim.show.report.kinds import basis
from northeastsim.show.report.parts import NONE, Page, Part, Section, Spoken
from northeastsim.show.told import shares as told

COLUMNS = ("place", "A", "B", "unit", "plausible range", "meaning", "source")
HELD = "Intervals are paired, over chance alone, and hold nothing of the model's own error"


class Shares(told.Shares, Protocol):
    """What is read of shares here, beside what is told."""

    def plot(self, *, language: str | None = None, glossary: Any = None) -> Any: ...


def page(found: Shares, behind: Behind, spoken: Spoken = NONE) -> Page:
    """The page of two scenarios."""
    c = found.comparison
    names = f"A: {c.one.name}; B: {c.other.name}"
    about = " ".join(one.text for one in told.opening(c) if isinstance(one, Text))
    asked = f"What differs between the two, and which change makes how much of the change in {c.score}?"
    lines = [line for line in differences(c.one.resolved, c.other.resolved) if line.kind == RESULT]
    return Page(
        "diff", f"{c.one.name} and {c.other.name}", asked, f"{names}. {about}", answer(found),
        [
            Section("charts", [called(found.plot(**spoken), summary("diff", "shares"), f"shares in {behind.place}")]),
            basis.found(told.told(found)),
            Section("assumptions", [*different(lines, c.other.resolved), *contested(c.other.resolved)]),
            trusting(c.other.document, [*behind.notes, told.PAIRED]),
            reproduced(behind),
        ],
        f"{names}; {c.score}, {c.replications} replications, seed {c.seed}. In the model.",
    )  # fmt: skip


def answer(found: Shares) -> list[str]:
    """The whole change, which change makes most of it, and how far to trust it."""
    unit = f" ({found.unit})" if found.unit else ""
    return [f"In the model, in {found.comparison.score}{unit}, {told.in_all(found)}", greatest(found), trusted(HELD)]


def greatest(found: Shares) -> str:
    """The change that makes most of the difference."""
    c, table, digits = found.comparison, found.table, told.places(found.whole)
    if len(c.changes) == 1:
        return f"There is one change, {c.changes[0].name}: all of it is its share."
    rows = table if c.is_exact else table[table["way"] == "forwards"].iloc[:-1]
    name = rows["mean"].abs().idxmax()
    row, how = rows.loc[name], "share" if c.is_exact else "effect, made alone in A,"
    return (
        f"Of {len(rows)} changes `{name}` makes most of it: its {how} is {told.signed(row['mean'], digits)} "
        f"(95 % interval {told.span(row, digits)}); the naive baseline, no effect, is 0."
    )


def different(lines: list[Any], resolved: Resolved) -> list[Part]:
    """The lines in which the two differ and that can change a result."""
    rows = [setting(line, resolved) for line in lines]
    return long("What differs", filled(Table(COLUMNS, rows, caption="Every line that can change a result")))
