"""The analysis of a finished sweep: what decides an outcome, which choice is best where, and in which box a case lies."""

from northeastsim.face.sensitivity.discovery import Discovery, discover
from northeastsim.face.sensitivity.ema import to_ema
from northeastsim.face.sensitivity.indices import Sensitivity, sensitivity

__all__ = ["Discovery", "Sensitivity", "discover", "sensitivity", "to_ema"]
