"""What stands behind an analysis of a sweep, in a sentence or two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from northeastsim.show.comparison.frame import plain
from northeastsim.show.names import counted

if TYPE_CHECKING:
    from northeastsim.show.sensitivity.shown import Cells

# What an outcome's spread is made of, in few words.
PARTS = {
    "uncertainties": "uncertainties", "levers": "levers", "together": "both together", "shared luck": "luck, alike",
    "own luck": "luck, apart",
}  # fmt: skip


def about(cells: Cells) -> str:
    """The worlds, points, replications and horizon of a sweep."""
    sweep = cells.sweep
    runs = f"{counted(int(sweep.replications), 'replication')} each, the same luck in all"
    return f"In the model: {worlds(cells)}; {points(cells)}; {runs}; {horizon(cells)}."


def worlds(cells: Cells) -> str:
    """The scenarios, and the choices of levers within each."""
    scenarios = cells.scenarios
    where = scenarios[0] if len(scenarios) == 1 else counted(len(scenarios), "scenario")
    choices = len(cells.worlds) // len(scenarios)
    return where if choices == 1 else f"{where}, {counted(choices, 'choice')} of levers"


def points(cells: Cells) -> str:
    """How many points over how many uncertainties, by which design."""
    sweep, n = cells.sweep, len(cells.design.values)
    blocks, k = n // cells.design.block, len(list(sweep.uncertainties))
    designs = {
        "sobol": f"Saltelli's design, N = {blocks:,}",
        "morris": f"Morris's design, {blocks:,} trajectories",
        "csv": "points of one's own",
    }
    what = designs.get(sweep.method, plain(sweep.method))
    return f"{n:,} points over {k} {'uncertainty' if k == 1 else 'uncertainties'} ({what})"


def horizon(cells: Cells) -> str:
    """How long each run lasts."""
    years = cells.sweep.years
    if isinstance(years, int | float):
        return f"{years:g} years"
    every = sorted({int(each) for each in years})
    return counted(every[0], "year") if len(every) == 1 else f"{every[0]} to {every[-1]} years"
