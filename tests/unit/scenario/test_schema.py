"""The schema: every field says what it means, and editors get the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from northeastsim.scenario.relations import SYMMETRIC
from northeastsim.scenario.schema import Document, json_schema, value_of
from northeastsim.scenario.schema.export import COMMITTED, COMMITTED_SWEEP, sweep_schema, written
from northeastsim.scenario.schema.keys import keys_at
from northeastsim.scenario.schema.relation import Relation
from northeastsim.scenario.schema.sweep import Sweep


def models(model: type[BaseModel] = Document) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every model of the schema by name."""
    schema = model.model_json_schema()
    yield model.__name__, schema
    yield from schema["$defs"].items()


def test_the_committed_schema_is_the_generated_one() -> None:
    """Renew it by: python -m northeastsim.scenario.schema."""
    assert COMMITTED.read_text(encoding="utf-8") == written(json_schema())
    assert COMMITTED_SWEEP.read_text(encoding="utf-8") == written(sweep_schema())


@pytest.mark.parametrize(
    ("name", "model"), [*models(), *models(Sweep)], ids=lambda part: part if isinstance(part, str) else ""
)
def test_every_field_says_what_it_means(name: str, model: dict[str, Any]) -> None:
    """No model and no field goes undescribed."""
    assert model["description"]
    for key, field in model["properties"].items():
        assert field.get("description"), f"{name}.{key}"


def test_models_take_no_unknown_keys() -> None:
    """Only events and the legs of deals do, whose types have keys of their own."""
    loose = [name for name, model in models() if model["additionalProperties"] is not False]

    assert loose == ["Event", "Leg"]


def test_what_is_symmetric_is_so_in_both_places() -> None:
    """The merging code knows the symmetric fields without the schema; here they are compared."""
    described = {key for key, field in Relation.model_fields.items() if "symmetric" in str(field.description)}

    assert described == set(SYMMETRIC)


def test_an_editor_is_told_that_a_file_may_be_a_patch() -> None:
    """Only `format`, and ids in lists, are required; null is allowed for what can be cleared."""
    schema = json_schema()

    assert schema["required"] == ["format"]
    assert schema["$defs"]["Event"]["required"] == ["id"]
    assert "required" not in schema["$defs"]["Actor"]
    assert {"type": "null"} in schema["properties"]["actors"]["anyOf"]
    assert json.loads(json.dumps(schema)) == schema


@pytest.mark.parametrize(
    ("path", "names", "free"),
    [
        (("actors",), set(), False),
        (("settings",), {"budget_rule", "war", "decisions", "growth", "chance", "option_constants", "streams"}, False),
        (("actors", "X", "growth"), {"value", "low", "high", "source", "confidence"}, False),
        (("event_types", "x", "stages", 0, "after"), {"median_days", "log_sd"}, False),
        (("event_types", "x", "stages", 0, "effects", 0), set(), True),
    ],
)
def test_the_keys_of_a_place_are_known(path: tuple[str | int, ...], names: set[str], free: bool) -> None:
    """They are what is suggested for a misspelt one."""
    assert keys_at(path) == (frozenset(names), free)


def test_a_figures_value() -> None:
    """Bare or with its range."""
    assert value_of(3) == value_of({"value": 3.0, "low": 1}) == 3.0
