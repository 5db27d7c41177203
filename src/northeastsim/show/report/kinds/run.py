"""The page of a run: answer, charts, outcomes, two stories, assumptions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from northeastsim.errors import RunError
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import Resolved, load
from northeastsim.show.answer import answer, held, recorded
from northeastsim.show.blocks import Heading, Table, Text, filled, texts
from northeastsim.show.catalogue import CHARTS
from northeastsim.show.cells import SIDES, certain, certainty, legend, shown, years
from northeastsim.show.names import counted, flat
from northeastsim.show.outcomes import outcomes
from northeastsim.show.report.assumptions import assumptions
from northeastsim.show.report.behind import of_manifest, reproduced, trusting, typed
from northeastsim.show.report.charts import figure, figures
from northeastsim.show.report.parts import NONE, Page, Part, Section, Spoken, Story
from northeastsim.show.stories import typical_and_extreme
from northeastsim.show.story import parted, story
from northeastsim.show.told.spread import told_spread
from northeastsim.show.view import Shown, varies

if TYPE_CHECKING:
    Row = dict[str, Any]

RECORD = (
    "The record's own rates, in the answer: 0.23 to 0.73 crises a year, as in Northeast Asia from 1990 to 2017, and a war in 0 to "
    "12 % of them (International Crisis Behavior v14); both are 95 % intervals of few events."
)
ONE_RUN = "timeline"  # the chart of a single run, which stands beside its story


class Ran(Shown, Protocol):
    """What is read of a run beside its tables."""

    @property
    def folder(self) -> Path | None: ...
    @property
    def notes(self) -> list[str]: ...


def page(results: Ran, spoken: Spoken = NONE) -> Page:
    """The page of a run, its charts in a language."""
    document, resolved = results.document, of_run(results)
    where = "the folder of the run" if results.folder is None else str(results.folder.name)
    again = "" if results.folder is None else typed(["northeastsim", "reproduce", str(results.folder)])
    return Page(
        "run", results.name, str(document.get("question") or ""), about(results), answer(results),
        [
            Section("charts", figures("run", where, [name for name in CHARTS["run"] if name != ONE_RUN], results, **spoken)),
            Section("outcomes", measured(results)),
            Section("stories", stories(results, where, spoken)),
            Section("assumptions", [*described(document), *assumptions(resolved, results.manifest.get("ensemble"))]),
            trusting(document, results.notes),
            reproduced(of_manifest(results.manifest, results.folder), again),
        ],
        stamp(results),
    )  # fmt: skip


def of_run(results: Ran) -> Resolved:
    """The scenario that was run, with the bases that it stood on."""
    said = results.manifest["scenario"]
    return replace(load(said["document"], catalogue=catalogue()), bases=tuple(said["bases"]), variant=said["variant"] or "")


def about(results: Ran) -> str:
    """What was run, on a line."""
    document, manifest, (done, asked) = results.document, results.manifest, results.complete
    count = counted(done, "replication") if done == asked else f"{done} of {counted(asked, 'replication')}"
    twin = ", and as many of its quiet twin (the same world without the scenario's events)" if "quiet" in manifest["tables"] else ""
    variant = manifest["scenario"]["variant"]
    version = f"; variant {variant}" if variant else ""
    return f"{count}{twin}; {years(document)} from {document['start']}; seed {manifest['seed']}{version}."


def stamp(results: Ran) -> str:
    """What a part of the page that travels alone should carry."""
    return f"{results.name}: {about(results)} In the model, not a forecast."


def described(document: Row) -> list[Part]:
    """What the scenario says of itself."""
    words = flat(document.get("description"))
    return [Text(words)] if words else []


def measured(results: Ran) -> list[Part]:
    """The outcomes beside the baselines, what the columns are, and over an ensemble how much of the spread is its sets'."""
    rows = outcomes(results)
    parts: list[Part] = [table(rows, results), *texts(legends(results))]
    return [*parts, *told_spread(rows, "label")] if rows and "sets" in rows[0] and varies(results) else parts


def table(rows: list[Row], results: Ran) -> Table:
    """The table of outcomes beside the baselines."""
    done, spread = results.complete[0], varies(results)
    cells = [[row["label"], row["unit"], *(shown(row, done) if spread else certain(row))] for row in rows]
    sides = SIDES if spread else tuple("value" if name == "mean" else name for name in SIDES)
    n = counted(done, "replication")
    caption = f"Outcomes after {years(results.document)} from {results.document['start']}, in the model, {n}"
    return filled(Table(("outcome", "unit", *sides), cells, sides, caption=caption))


def legends(results: Ran) -> list[str]:
    """What the columns are, and what the intervals hold."""
    alike = "" if varies(results) else certainty(results.document, results.complete[0])
    record = RECORD if recorded("crisis.any", results.document) else ""
    return [legend("quiet" in results.manifest["tables"], alike), record, "" if alike else held(results)]


# --- stories ---------------------------------------------------------------------------------------------------------


def stories(results: Ran, where: str, spoken: Spoken) -> list[Part]:
    """The stories of a typical and of an extreme replication, or of the only one; the typical one is drawn, too."""
    if "events" not in results.manifest["tables"]:
        return [Text("No story can be told: the run kept no events (northeastsim run --events N keeps them).")]
    if not varies(results):
        return [Text(certainty(results.document, results.complete[0])), *told(results, int(results.manifest["first"]))]
    chosen = typical_and_extreme(results)
    return [
        Heading(f"A typical one: replication {chosen.typical}"),
        Text(f"{among(results, chosen.n)}, the one nearest to the medians of the outcomes, each divided by its standard deviation."),
        *told(results, chosen.typical),
        figure("run", ONE_RUN, where, results, replication=chosen.typical, more=f": replication {chosen.typical}", **spoken),
        Heading(f"An extreme one: replication {chosen.extreme}"),
        Text(f"The one farthest from them. It stands out by {chosen.apart}."),
        *told(results, chosen.extreme),
        Text("Either is one of many possible stories in the model, and none is evidence by itself."),
    ]


def among(results: Ran, n: int) -> str:
    """Among which replications two were chosen."""
    return f"Of all {n}" if n == results.complete[0] else f"Of the first {n}, whose events were kept"


def told(results: Ran, replication: int) -> list[Part]:
    """A replication's story; a word of why where its events were not kept."""
    try:
        return [Story(parted(story(results, replication)))]
    except RunError as error:
        return [Text(f"It cannot be told: {error}.")]
