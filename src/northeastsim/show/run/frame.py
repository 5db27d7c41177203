"""What stands around the panels of a chart of a run: title, question, legend, and a footer that says what was run."""

from __future__ import annotations

from typing import Any

from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from northeastsim.show import sentences, style
from northeastsim.show.chart import Chart
from northeastsim.show.names import counted
from northeastsim.show.standing import standing
from northeastsim.show.view import Mark, Shown, actor_names

ROWS = 5  # of the footer that fit below the panels; more are set smaller
QUIET: dict[str, Any] = {
    "marker": "D", "ms": 5.5, "mfc": "white", "mec": style.INK, "mew": 1.2, "ls": "none",
}  # fmt: skip


def finish(chart: Chart, results: Shown, title: str, found: list[Mark], handles: list[Any]) -> None:
    """Add the title, the question, the legend and a footer: what the lines are, and what was run."""
    words, marked = with_marks(results, sentences_of(results, found))
    told = [f"{number} {words[mark.id]}{share(mark)}" for number, mark in enumerate(found, 1)]
    lines = [f"Lines{marked}: {'; '.join(told)}."] if told else []
    chart.surround(title, str(results.document.get("question") or ""), [*lines, about(results)], handles, rows=ROWS)


def legend(spread: bool, quiet: bool) -> list[Any]:
    """What the parts of a panel are."""
    handles: list[Any] = [
        Patch(color=style.GREY, alpha=style.WIDE, lw=0, label="5-95 % of runs"),
        Patch(color=style.GREY, alpha=style.WIDE + style.NARROW, lw=0, label="25-75 %"),
        Line2D([], [], color=style.GREY, lw=1.8, label="mean" if spread else "value"),
        Line2D([], [], color=style.GREY, lw=1.0, ls=(0, (1, 2)), label="frozen: the start carried forward"),
        Line2D([], [], **QUIET, label=f"quiet twin, {'mean ' if spread else ''}at the end"),
    ]
    return handles[0 if spread else 2 : 5 if quiet else 4]


def sentences_of(results: Shown, found: list[Mark]) -> dict[str, str]:
    """The marked events in words, by id."""
    from northeastsim.scenario.catalogue import catalogue
    from northeastsim.scenario.load import load

    if not found:
        return {}
    systems = load(results.document, catalogue=catalogue()).systems
    rows = results.events.drop_duplicates("id").set_index("id", drop=False)
    names, types = actor_names(results.document), results.document["event_types"]
    return {mark.id: sentences.told(rows.loc[mark.id].to_dict(), names, systems, types) for mark in found}


def with_marks(results: Shown, told: dict[str, str]) -> tuple[dict[str, str], str]:
    """Sentences with how sure their events are; said once where it is the same of all."""
    names = actor_names(results.document)
    marks = {str(one["id"]): standing(one, names) for one in results.document["events"] if one["id"] in told}
    if len(set(marks.values())) == 1 and len(marks) == len(told):
        mark = next(iter(marks.values()))
        return told, f", {'all ' * (len(told) > 1)}{mark}" if mark else ""
    return {one: f"{text} [{marks[one]}]" if marks.get(one) else text for one, text in told.items()}, ""


def share(mark: Mark) -> str:
    """How often a marked event happened, where not always."""
    if mark.share >= 0.995:
        return ""
    return f" (in {100 * mark.share:.0f} % of runs, median day)"


def about(results: Shown) -> str:
    """What stands behind a chart: scenario, runs, horizon, seed."""
    document, (done, _) = results.document, results.complete
    years = counted(int(document["years"]), "year")
    ensemble = results.manifest.get("ensemble")
    over = f" over the sets of parameters {ensemble['name']}" if ensemble else ""
    return (
        f"In the model, {results.name}: {counted(done, 'replication')}{over}, {years} from {document['start']}, "
        f"seed {results.manifest['seed']}."
    )
