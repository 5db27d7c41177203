"""The page of why a score changed: cause by cause."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from northeastsim.scenario.load import Resolved
from northeastsim.show.answer import trusted
from northeastsim.show.blocks import Heading, Text
from northeastsim.show.causes import labels, why
from northeastsim.show.names import counted, sentence
from northeastsim.show.report.assumptions import assumptions
from northeastsim.show.report.behind import Behind, reproduced, trusting
from northeastsim.show.report.charts import figure
from northeastsim.show.report.kinds import basis
from northeastsim.show.report.parts import NONE, Page, Section, Spoken
from northeastsim.show.told.causes import CAVEAT, causes
from northeastsim.show.view import actor_names, unit_of

if TYPE_CHECKING:
    import pandas as pd

HELD = "Intervals hold chance within the model alone, and a cause is one of the model's own rules, not of the world outside"


def page(first: pd.DataFrame, whole: pd.DataFrame, resolved: Resolved, behind: Behind, spoken: Spoken = NONE) -> Page:
    """The page of a change: its greatest causes, `first`, and all of them, `whole`, with what was asked in `attrs`."""
    document, facts = resolved.document, whole.attrs
    names, unit = actor_names(document), unit_of(document, facts["score"])
    what, name = sentence(facts["score"], names), str(document.get("name") or "scenario")
    heading = f"Why, {'by cause' if facts['replication'] is None else 'event by event'}{f' ({unit})' if unit else ''}"
    return Page(
        "explain", name, f"Why did {what} change from {facts['from']} to {facts['to']}?", about(facts), answer(whole, names, unit),
        [
            Section("charts", [figure("explain", "waterfall", f"causes in {behind.place}", first, names, unit, name, **spoken)]),
            basis.found([Heading(heading), causes(first, names, unit), Text(CAVEAT)]),
            Section("assumptions", assumptions(resolved)),
            trusting(document, behind.notes),
            reproduced(behind),
        ],
        f"{name}: {facts['score']}, {about(facts)} In the model.",
    )  # fmt: skip


def about(facts: Mapping[str, Any]) -> str:
    """What was asked."""
    n = int(facts["n"])
    runs = counted(n, "replication") if facts["replication"] is None else f"replication {facts['replication']} alone"
    return f"From {facts['from']} to {facts['to']}, over {runs}, seed {facts['seed']}."


def answer(whole: pd.DataFrame, names: Mapping[str, str], unit: str) -> list[str]:
    """Why, what a cause is, and how far to trust it."""
    return [why(whole, names, unit), greatest(whole, names), trusted(HELD)]


def greatest(whole: pd.DataFrame, names: Mapping[str, str]) -> str:
    """How often the greatest cause was at work, beside the naive baseline."""
    naive = "the naive baseline is no change, 0"
    if whole.attrs["replication"] is not None or not len(whole):
        return f"It is told event by event of one replication, one of many possible stories without an interval; {naive}."
    first, name = whole.iloc[0], labels(whole.head(1), names)[0]
    return f"Of {len(whole)} causes the greatest, {name}, moved it in {first['seen']} of {first['n']} runs; {naive}."
