"""Sweeps: scenarios under every choice of levers over what nobody controls, read from a file and checked."""

from northeastsim.scenario.sweep.read import read as read
from northeastsim.scenario.sweep.shelf import found as found
from northeastsim.scenario.sweep.sweep import Base as Base
from northeastsim.scenario.sweep.sweep import Design as Design
from northeastsim.scenario.sweep.sweep import Sweep as Sweep
from northeastsim.scenario.sweep.trying import under as under
from northeastsim.scenario.sweep.uncertainty import Uncertainty as Uncertainty
from northeastsim.scenario.sweep.values import shown as shown
