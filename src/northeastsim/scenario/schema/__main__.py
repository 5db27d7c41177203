"""`python -m northeastsim.scenario.schema` writes the committed JSON Schemas anew."""

from northeastsim.scenario.schema.export import COMMITTED, COMMITTED_SWEEP, json_schema, sweep_schema, written

COMMITTED.write_text(written(json_schema()), encoding="utf-8")
COMMITTED_SWEEP.write_text(written(sweep_schema()), encoding="utf-8")
