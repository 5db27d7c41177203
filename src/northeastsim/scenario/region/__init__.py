"""The base region, built from compact cited tables: `build(year)` gives the world on 1 January."""

from northeastsim.scenario.region.build import build
from northeastsim.scenario.region.tables import RegionError

__all__ = ["RegionError", "build"]
