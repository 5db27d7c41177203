"""What a scenario document may hold: one model per noun, each field with its unit, bounds and meaning."""

from northeastsim.scenario.schema.document import Document
from northeastsim.scenario.schema.export import json_schema
from northeastsim.scenario.schema.quantity import value_of

__all__ = ["Document", "json_schema", "value_of"]
