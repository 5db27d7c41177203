"""How well indices are known, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from northeastsim.show.names import capital

if TYPE_CHECKING:
    import pandas as pd

NOUNS = {"sobol": "N", "morris": "trajectories"}


def verdict(rows: pd.DataFrame, method: str) -> str:
    """The verdict on one measure of one outcome over all worlds: the worst counts.

    `rows` are of `convergence`; the design's `method` says what more of it is called.
    """
    if rows.empty:
        return ""
    order = "order settled" if rows["is_ranked"].all() else f"order not settled (ranks move by {rows['places'].max():.1f})"
    idle = "who can be left out is settled" if rows["is_screened"].all() else "who can be left out is not settled"
    if rows["is_known"].all():
        return f"Converged: {order}, {idle}, intervals at most {rows['width'].max():.2f} wide"
    wide = f"intervals up to {rows['width'].max():.2f} wide"
    return f"{capital(order)}; {idle}; sizes not converged: {wide}{asked(rows, method)}"


def asked(rows: pd.DataFrame, method: str, lead: str = "ask for") -> str:
    """What to ask for."""
    needed = int(rows["ask_for"].max())
    return f", {lead} {NOUNS.get(method, 'points')} = {needed}" if needed else ""


def in_short(rows: pd.DataFrame, method: str) -> str:
    """The verdict in a cell of a table."""
    if rows.empty:
        return ""
    if rows["is_known"].all() and rows["is_ranked"].all() and rows["is_screened"].all():
        return "converged"
    known = [name for name, key in (("order", "is_ranked"), ("screening", "is_screened"), ("sizes", "is_known")) if rows[key].all()]
    return f"{' and '.join(known) or 'nothing'} settled{asked(rows, method, 'narrow intervals ask for')}"


def direction(value: float) -> str:
    """Which way an outcome goes as an uncertainty rises: an arrow, or both where it has none to speak of."""
    if value != value:
        return ""
    return "↑" if value > 0.1 else "↓" if value < -0.1 else "↕"
