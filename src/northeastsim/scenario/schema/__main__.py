"""`python -m northeastsim.scenario.schema` writes the committed JSON Schema anew."""

from northeastsim.scenario.schema.export import COMMITTED, json_schema, written

COMMITTED.write_text(written(json_schema()), encoding="utf-8")
