"""What users hold: a Scenario to change and run, and the Results of a run."""

from __future__ import annotations

from northeastsim.face.difference import Shares, diff, shares
from northeastsim.face.results import Results, open, reproduce
from northeastsim.face.scenario import Scenario, load, run

__all__ = ["Results", "Scenario", "Shares", "diff", "load", "open", "reproduce", "run", "shares"]
