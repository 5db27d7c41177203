"""The overview of a sweep's analysis as a table: by outcome what decides it, which way, and how well that is known."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import pandas as pd

from northeastsim.show.sensitivity.uncertainties import short
from northeastsim.show.sensitivity.verdicts import direction, in_short

if TYPE_CHECKING:
    from northeastsim.show.sensitivity.shown import Sensitivity

FEW = 4  # uncertainties told by outcome
LEAST = 0.01  # index of one that is worth telling, of an effect as a share of the greatest


def table(found: Sensitivity, few: int = FEW) -> pd.DataFrame:
    """By outcome: who decides it in how many worlds, how much of its spread is luck, and how well that is known."""
    rows = []
    for outcome in found.outcomes:
        verdicts = found.convergence[found.convergence["outcome"] == outcome] if len(found.convergence) else found.convergence
        known = verdicts[verdicts["measure"] == found.telling] if len(verdicts) else verdicts
        rows.append((outcome, "; ".join(deciders(found, outcome, few)) or nobody(found, outcome), luck(found, outcome),
                     in_short(known, found.sweep.method)))  # fmt: skip
    return pd.DataFrame(rows, columns=["outcome", "decided by", "luck", "known"])


def telling(found: Sensitivity, outcome: str) -> pd.DataFrame:
    """The uncertainties of an outcome that are told apart from nothing in any world, and not next to nothing."""
    rows = found.agreement
    if rows.empty:
        return pd.DataFrame(columns=["uncertainty"])
    mine = rows[rows["outcome"] == outcome]
    scale = float(mine["index"].max()) if found.telling in ("effect", "swing") else 1.0
    return mine[(mine["clear"] > 0) & (mine["index"] >= LEAST * scale)]


def deciders(found: Sensitivity, outcome: str, few: int = FEW) -> list[str]:
    """The uncertainties told apart from nothing in any world: name, direction, index, interval, in how many worlds."""
    clear, told = telling(found, outcome), []
    for row in clear.head(few).itertuples():
        worlds = "" if row.clear == row.worlds else f", in {row.clear} of {row.worlds}"
        told.append(
            f"{short(str(row.uncertainty))} {direction(float(row.direction))} {number(float(row.index))} "
            f"{span(found, outcome, str(row.uncertainty))}{worlds}"
        )
    return told + ([f"and {len(clear) - few} more"] if len(clear) > few else [])


def span(found: Sensitivity, outcome: str, uncertainty: str) -> str:
    """The 95 % interval of an index, over worlds from the lowest low to the highest high; never below 0."""
    rows = found.indices
    rows = rows[(rows["outcome"] == outcome) & (rows["uncertainty"] == uncertainty) & (rows["measure"] == found.telling)]
    return f"({number(max(0.0, rows['low'].min()))} to {number(max(0.0, rows['high'].max()))})"


def named(found: Sensitivity, few: int = FEW) -> list[str]:
    """The uncertainties that the overview names, each once."""
    rows = [row for outcome in found.outcomes for row in telling(found, outcome).head(few)["uncertainty"]]
    return list(dict.fromkeys(rows))


def number(value: float) -> str:
    """An index in two or three figures."""
    return f"{value:.2f}" if 0.005 <= value < 10 else f"{value:.2g}"


def nobody(found: Sensitivity, outcome: str) -> str:
    """Why nobody decides an outcome: none is told apart from nothing, or it was not analysed."""
    rows = found.left_out[found.left_out["outcome"] == outcome]
    why = list(dict.fromkeys(rows["why"]))
    if why and all(why):
        return f"not analysed: {why[0]}"
    if found.telling in ("total", "effect", "swing") and int(found.sweep.replications) == 1:
        return "nobody is told apart from luck, which is not known of one replication; run two at least"
    return "no uncertainty is told apart from nothing"


def luck(found: Sensitivity, outcome: str) -> str:
    """How much of an outcome's spread is luck, over scenarios: `4 to 9 %`; nothing where it is not known."""
    rows = found.spread[found.spread["outcome"] == outcome] if len(found.spread) else found.spread
    mine = rows[rows["part"].isin(("shared luck", "own luck"))] if len(rows) else rows
    if mine.empty:
        return ""
    share = 100.0 * mine.groupby("scenario")["share"].sum()
    low, high = f"{share.min():.0f}", f"{share.max():.0f}"
    return f"{low} %" if low == high else f"{low} to {high} %"


def overview(found: Sensitivity) -> str:
    """The overview as HTML."""
    return f"<b>{escape(repr(found))}</b>{table(found).to_html(index=False)}<p>{escape(found.about)}</p>"
