"""Charts of a backtest: skill against simple rules, the observed in the model's ranges, and where it lay among the draws."""

from __future__ import annotations

from collections.abc import Callable

from northeastsim.show.backtest.frame import Shown
from northeastsim.show.backtest.observed import APART
from northeastsim.show.backtest.observed import apart as apart
from northeastsim.show.backtest.observed import told as told
from northeastsim.show.backtest.ranks import ranks as ranks
from northeastsim.show.backtest.skill import skill as skill
from northeastsim.show.charts import Chart

CHARTS: dict[str, Callable[[Shown, str], Chart]] = {"skill": skill, "observed": told, "alignment": apart, "ranks": ranks}


def named(shown: Shown) -> dict[str, tuple[str, str]]:
    """Return the charts that there is something to show for: chart and mode by the name of its file."""
    found = {"skill": ("skill", shown.modes[0])}
    for mode in shown.modes:
        names = ["observed", "ranks"] if APART not in shown.targets else ["observed", "alignment", "ranks"]
        found |= {f"{name}_{mode}": (name, mode) for name in names}
    return found
