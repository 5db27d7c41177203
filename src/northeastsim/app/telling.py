"""What `run` prints: what is run, one replication's story, the outcomes, and where the files are."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from northeastsim.app.estimate import cost
from northeastsim.app.folders import tell_page
from northeastsim.app.output import heading, is_narrow, line, paragraph, table, tell, verdict, width
from northeastsim.app.parser.names import DEFAULT_SCENARIO
from northeastsim.scenario.theories import DEFAULT
from northeastsim.show.cells import SIDES, TWIN, certain, certainty, legend, shown, years
from northeastsim.show.names import counted, flat
from northeastsim.show.sentences import amount
from northeastsim.show.standing import standing
from northeastsim.show.told.spread import of_ensemble, told_spread
from northeastsim.show.view import varies
from northeastsim.statement import FULL, SHORT

if TYPE_CHECKING:
    from northeastsim.face import Results, Scenario
    from northeastsim.scenario.ensembles import Ensemble

Row = dict[str, Any]
ENGINES = {"simpy": "SimPy engine", "batch": "batch engine (compiled)"}
LONG = 2.0  # seconds; a run that takes longer says so first
WHOLE = 112  # columns that hold the whole table of outcomes
WORDS = 150  # columns that hold it with outcomes in words


def opening(
    scenario: Scenario, arguments: argparse.Namespace, options: dict[str, Any], ensemble: Ensemble | None = None
) -> None:
    """Say what is run, and how long it will take where that is long."""
    document = scenario.resolved.document
    paragraph(f"{scenario.name}: {scenario.question}" if scenario.question else scenario.name)
    if document.get("description"):
        paragraph(flat(document["description"]))
    if document["theory"] != DEFAULT:
        paragraph(f"Theory: {document['theory']}. {' '.join(str(scenario.resolved.theory.get('summary', '')).split())}")
    paragraph(SHORT)
    count = options["replications"]
    what = (
        f"replication {options['first']} alone"
        if arguments.replication is not None
        else counted(count, "replication")
    )
    twin = (
        ", and as many of its quiet twin (the same world without the scenario's events)"
        if options["twin"]
        else ""
    )
    paragraph(
        f"{what[0].upper()}{what[1:]}{twin}; {years(document)} from {document['start']}; seed "
        f"{options['seed']}; {ENGINES[options['engine']]}, {counted(options['workers'], 'core')}."
    )
    if ensemble is not None:
        paragraph(of_ensemble(ensemble, options["first"] if arguments.replication is not None else None))
    if arguments.scenario is None and arguments.replications is None and arguments.replication is None:
        every = document["replications"]
        paragraph(f"A first look: `northeastsim run {DEFAULT_SCENARIO}` runs the scenario's own {every}.")
    if options["expected"] > LONG:
        paragraph(f"This takes about {cost(options)}{why(options)}.")


def why(options: dict[str, Any]) -> str:
    """Why a run takes long, if it need not always."""
    from northeastsim.engine.pool import COLD_SECONDS, has_compiler

    if options["engine"] == "simpy":
        if has_compiler():
            return ": a longer run compiles the rules once, and all are quicker after that"
        return "; with numba installed, rules are compiled and some hundred times quicker"
    from northeastsim.engine.batch import is_warm

    if is_warm():
        return ""
    part = "most" if options["expected"] < 2 * COLD_SECONDS else f"{COLD_SECONDS:.0f} s"
    return f", {part} of it to compile the rules; that is done once and kept"


def closing(results: Results, out: Path, chart: Path | str, arguments: argparse.Namespace) -> None:
    """Tell one replication, the outcomes and where everything is."""
    from northeastsim.show.answer import held

    replication = arguments.replication or int(results.manifest["first"])
    fixed = not varies(results)
    if "events" in results.manifest["tables"]:
        heading(f"What happened{'' if fixed else f' in replication {replication}, one of many possible stories'}")
        for text in results.story(replication).splitlines():
            paragraph(text, hanging=" " * 12 if text[:4].isdigit() else "")
    if arguments.replication is not None:
        trace(results)
    else:
        told_outcomes(results)
    line()
    if varies(results):
        paragraph(held(results))
    if results.document.get("cannot_tell"):
        paragraph(f"What this cannot tell: {flat(results.document['cannot_tell'])}")
    verdict()
    if chart:
        line(f"Chart: {chart}" if isinstance(chart, Path) else str(chart))
    line(f"Tables: {out} (manifest.json says in full what this model is not)")
    tell_page(out)
    for note in results.manifest["notes"]:
        paragraph(f"Note: {note}")


def told_outcomes(results: Results) -> None:
    """Print the outcomes, as one table or, on a narrow terminal, as two; what says nothing has no column."""
    from northeastsim.show.outcomes import outcomes

    rows, spread = outcomes(results), varies(results)
    document, (done, _) = results.document, results.complete
    over = f" over {counted(int(rows[0]['sets']), 'set')} of parameters" if rows and "sets" in rows[0] else ""
    heading(f"Outcomes after {years(document)} from {document['start']}, {counted(done, 'replication')}{over}")
    cells = [shown(row, done) if spread else certain(row) for row in rows]
    sides = SIDES if spread else [name if name != "mean" else "value" for name in SIDES]
    filled = [k for k in range(len(SIDES)) if any(cell[k] for cell in cells)]
    twin = [k for k in filled if k >= TWIN]
    whole = width() >= WHOLE or not (twin and spread)
    label = "label" if width() >= (WORDS if twin else WHOLE) else "short"
    heads = [[row[label], row["unit"] if spread else row["unit"].replace("probability", "yes or no")] for row in rows]
    part = filled if whole else filled[: -len(twin)]
    table(["outcome", "unit", *(sides[k] for k in part)], pieces(heads, cells, part), right=sides)
    if not whole:
        line()
        names = [head[:1] for head in heads]
        table(["outcome", *(sides[k] for k in twin)], pieces(names, cells, twin), right=sides)
    paragraph(legend(bool(twin), "" if spread else certainty(document, done)))
    if over and spread:
        tell(told_spread(rows, label))


def pieces(labels: list[list[str]], cells: list[list[str]], part: list[int]) -> list[list[str]]:
    """Rows of labels with some of their cells."""
    return [[*label, *(cell[k] for k in part)] for label, cell in zip(labels, cells, strict=True)]


def trace(results: Results) -> None:
    """Print all that happened in the one replication: as a table where it fits, else as lines."""
    heading("All events")
    columns = ["date", "event", "stage", "who", "with or to", "against", "what", "cause"]
    marks = {str(one["id"]): standing(one) for one in results.document["events"]}
    rows = [
        traced(row, marks.get(str(row["id"]), ""))
        for row in results.events.to_dict("records")
        if row["type"] != "budget"
    ]
    if width() >= WHOLE or not is_narrow():
        table(columns, rows)
        return
    for row in rows:
        paragraph(in_a_line(*row), hanging=" " * 12)


def in_a_line(
    date: str, event: str, stage: str, who: str, partners: str, against: str, what: str, cause: str
) -> str:
    """An event's cells as a line of text: `2024-12-05  64 summit proposed: RUS > PRK (decision 7)`."""
    parts = {" > ": partners, " against ": against, ", ": what}
    told = "".join(f"{sign}{text}" for sign, text in parts.items() if text)
    return f"{date}  {event} {stage}: {who}{told} ({cause})"


def traced(row: Row, mark: str) -> list[str]:
    """An event of the log as cells, beside its cause the mark of the scenario's line."""
    partners = " ".join(dict.fromkeys([*str(row["target"]).split(), *str(row["participants"]).split()]))
    what = f"{amount(row['quantity'])} {row['system']}" if row["system"] else ""
    told = (
        row["cause"]
        if row["cause_kind"] in ("scenario", "decision")
        else f"{row['cause_kind']} {row['cause']}".rstrip()
    )
    name = f"{row['type']} {row['id']}".strip()
    middle = [row["stage"], row["initiator"], partners, row["aimed_at"]]
    return [str(row["date"])[:10], f"{row['serial']} {name}", *middle, what, f"{told}; {mark}" if mark else told]


def as_json(results: Results, out: Path, chart: Path | str) -> None:
    """Print the outcomes as JSON."""
    from northeastsim.show.outcomes import outcomes

    document, manifest, (done, asked) = results.document, results.manifest, results.complete
    line(
        json.dumps(
            {
                "scenario": results.name,
                "question": document.get("question") or "",
                "start": str(document["start"]),
                "years": document["years"],
                "seed": manifest["seed"],
                "first": manifest["first"],
                "replications": asked,
                "complete": done,
                "folder": str(out),
                "chart": str(chart) if isinstance(chart, Path) else None,
                "digest": results.digest,
                "notes": [FULL, *manifest["notes"]],
                "outcomes": [
                    {key: value for key, value in row.items() if key != "short"} for row in outcomes(results)
                ],
            },
            indent=1,
            ensure_ascii=False,
        )
    )
