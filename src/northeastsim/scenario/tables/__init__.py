"""A resolved scenario laid out flat: the three arrays that the rules read, and the names of what stands in them."""

from northeastsim.scenario.tables.build import Tables, tables

__all__ = ["Tables", "tables"]
