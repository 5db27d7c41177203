"""What users hold: a Scenario to change and run, and the Results of a run."""

from __future__ import annotations

from northeastsim.face.comparison import Comparison, compare
from northeastsim.face.difference import Shares, diff, shares
from northeastsim.face.results import Results, open, reproduce
from northeastsim.face.scenario import Scenario, load, run
from northeastsim.face.sweeps import Sweep, open_sweep, sweep

__all__ = [
    "Comparison", "Results", "Scenario", "Shares", "Sweep", "compare", "diff", "load", "open", "open_sweep", "reproduce", "run",
    "shares", "sweep",
]  # fmt: skip
