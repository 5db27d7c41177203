"""How likely an arms race, an incident, a crisis, a clash or a war is in the model, per scenario and strategy, and what adds to it."""

from northeastsim.face.risk.plan import REPLICATIONS, SETS, TWINS, Plan, planned
from northeastsim.face.risk.risk import Risk

__all__ = ["REPLICATIONS", "SETS", "TWINS", "Plan", "Risk", "planned"]
