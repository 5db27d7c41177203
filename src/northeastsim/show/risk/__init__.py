"""Charts of the risks: verdicts, who would answer whom, instability over time, what foretells a crisis, what types of event add."""

from northeastsim.show.risk.bars import types, verdicts
from northeastsim.show.risk.reactions import instability, reactions
from northeastsim.show.risk.warning import warning

__all__ = ["instability", "reactions", "types", "verdicts", "warning"]
