"""`northeastsim behaviour SCENARIO`: what states do, risk and pay, beside the twins that tell."""

from __future__ import annotations

import argparse
import math
from typing import TYPE_CHECKING, Any

from northeastsim.app.output import heading, is_narrow, line, paragraph, table, width
from northeastsim.show.cells import years
from northeastsim.show.names import counted

if TYPE_CHECKING:
    pass

WHOLE = 120  # columns that hold the notes beside the numbers
GROUPS = (
    ("What others do when asked", ("compliance", "influence")),
    ("Nuclear outlook, four numbers and never one", ("freeze_holds", "quiet_days", "forces_growth", "acceptance")),
    ("Sanctions on the state that bears the heaviest", ("sanctions_bite", "leak", "effectiveness")),
    ("Blocs", ("cohesion", "bloc_polarisation")),
    ("Clients", ("client_leverage", "terms_of_trade")),
    ("Risks of alliances", ("entrapment", "abandonment")),
    ("What its own decisions cost, three bars that are not added up", ("price_regard", "price_trade", "price_money")),
    ("The ladder of nuclear hedging at the horizon", ("hedging_2", "hedging_3")),
    ("Acquisitions that follow a rival's", ("capability_race",)),
)
CAVEAT = (
    "A value has its 95 % interval over replications, and beside it a naive baseline: the share without asking, the twin, or the "
    "value of the start. docs/reference/metrics.md defines each. In the model; not a forecast."
)


def command(arguments: argparse.Namespace) -> int:
    """Run the scenario and its twins, and print what each measure says."""
    from northeastsim import face

    scenario = face.load(arguments.scenario)
    found = scenario.behaviour(arguments.actor, arguments.replications, arguments.seed, arguments.workers)
    seed = scenario.document["seed"] if arguments.seed is None else arguments.seed
    paragraph(
        f"{scenario.name}: {years(scenario.document)} from {scenario.document['start']}, "
        f"{counted(arguments.replications, 'replication')} of each world, seed {seed}, wars marked; "
        f"asks and options of {arguments.actor}."
    )
    columns = ["measure", "of", "towards", "value", "95 % interval", "n", "naive", "unit", "note"]
    shown = columns[: -1 if is_narrow() and width() < WHOLE else None]
    for title, metrics in GROUPS:
        rows = [cells(row)[: len(shown)] for row in found[found["metric"].isin(metrics)].to_dict("records")]
        if rows:
            heading(title)
            table(shown, rows, right=["value", "95 % interval", "n", "naive"])
    line()
    paragraph(CAVEAT)
    return 0


def cells(row: dict[str, Any]) -> list[str]:
    """Return a measure as a row of the table."""
    span = f"{number(row['low'])} to {number(row['high'])}" if not math.isnan(row["low"]) else ""
    return [
        row["metric"], row["actor"], row["other"], number(row["value"]), span, str(row["n"]), number(row["naive"]), row["unit"],
        row["note"],
    ]  # fmt: skip


def number(value: float) -> str:
    """Return a number with three figures or so; nothing where there is none."""
    if math.isnan(value):
        return ""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.1f}" if abs(value) >= 100 else f"{value:.3f}"
