"""`northeastsim landscape DIR`: into which two camps the states would fall, over time, and what leaving would cost."""

from __future__ import annotations

import argparse
import math
from typing import TYPE_CHECKING

from northeastsim.app.output import heading, is_narrow, line, paragraph, table, width
from northeastsim.show.cells import years
from northeastsim.show.names import counted

if TYPE_CHECKING:
    import pandas as pd

WHOLE = 112  # columns that hold the energy beside the camps
CAVEAT = (
    "Two camps that nobody gains by leaving, after Axelrod and Bennett (1993), whose coding of Europe in 1936 was much "
    "discussed: camps hinge on sizes and on who counts as close. A way of reading the model's alignments, not a forecast."
)


def command(arguments: argparse.Namespace) -> int:
    """Print the camps by date, then each state's cost of changing sides at the start and the horizon."""
    from northeastsim import face

    results = face.open(arguments.folder)
    found = results.landscape(arguments.sizes, by=arguments.shake)
    weighed = " and ".join(arguments.sizes) or "nothing: all weigh the same"
    kept = int(found.loc[found["what"] == "energy", "n"].iloc[0])
    paragraph(
        f"{results.name}: {years(results.document)} from {results.document['start']}, {counted(kept, 'replication')}, "
        f"seed {results.manifest['seed']}; pairs by mutual alignment, states weighed by {weighed}."
    )
    heading("Camps of lowest energy")
    columns = ["date", "camps", "share", "95 % interval", "minima", "kept", "energy", "5-95 % of runs"]
    shown = columns[: -2 if is_narrow() and width() < WHOLE else None]
    table(shown, [row[: len(shown)] for row in camps(found)], right=columns[2:])
    heading("What the energy rises by if one state changes sides")
    columns = ["state", "at the start", "at the horizon", "95 % interval", "5-95 % of runs"]
    table(columns, costs(found), right=columns[1:])
    line()
    paragraph(
        "Share: of the replications. Minima: how many such pairs of camps there are. Kept: share of draws in which no "
        f"state changes camp though every pair's alignment moves by {arguments.shake:g} and every size by a factor of up "
        f"to 1.5, around the mean of the replications. Energy: squared per cent of the states' size. {CAVEAT}"
    )
    return 0


def camps(found: pd.DataFrame) -> list[list[str]]:
    """Return a row for each date and pair of camps; what holds for the date stands in its first row."""
    rows = []
    for date, here in found.groupby("date", sort=True):
        of = here.set_index("what")
        facts = [
            f"{of.loc['minima', 'mean']:.1f}",
            f"{of.loc['kept', 'mean']:.2f}",
            f"{of.loc['energy', 'mean']:.0f}",
            span(of.loc["energy", "p05"], of.loc["energy", "p95"]),
        ]
        for k, (_, row) in enumerate(here[here["what"] == "camps"].iterrows()):
            told = f"{row['one']} | {row['other'] or 'nobody'}"
            share = [f"{row['mean']:.2f}", f"{row['low']:.2f} to {row['high']:.2f}"]
            rows.append([f"{date:%Y-%m-%d}" if k == 0 else "", told, *share, *(facts if k == 0 else [""] * 4)])
    return rows


def costs(found: pd.DataFrame) -> list[list[str]]:
    """Return a row for each state: what its change of sides would cost at the first and at the last date."""
    cost = found[found["what"] == "cost"]
    first = cost[cost["date"] == cost["date"].min()].set_index("one")["mean"]
    last = cost[cost["date"] == cost["date"].max()].set_index("one")
    return [
        [str(state), f"{first[state]:.0f}", f"{row['mean']:.0f}", span(row["low"], row["high"]), span(row["p05"], row["p95"])]
        for state, row in last.iterrows()
    ]


def span(low: float, high: float) -> str:
    """Return an interval in words; nothing where there is none."""
    return "" if math.isnan(low) else f"{low:.0f} to {high:.0f}"
