"""Charts of a backtest: skill against simple rules, the observed in the model's ranges, and where it lay among the draws."""

from __future__ import annotations

from northeastsim.show.backtest.frame import Backtest
from northeastsim.show.backtest.observed import APART


def named(shown: Backtest) -> dict[str, tuple[str, str]]:
    """Return the charts that there is something to show for: chart and mode by the name of its file."""
    found = {"skill": ("skill", shown.modes[0])}
    for mode in shown.modes:
        names = ["observed", "ranks"] if APART not in shown.targets else ["observed", "alignment", "ranks"]
        found |= {f"{name}_{mode}": (name, mode) for name in names}
    return found
