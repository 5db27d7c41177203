"""The base region, from cited tables: `build(year)` gives the world, `record_rates` what it is held to."""

from northeastsim.scenario.region.build import build
from northeastsim.scenario.region.record import Rate, record_rates
from northeastsim.scenario.region.tables import RegionError

__all__ = ["Rate", "RegionError", "build", "record_rates"]
