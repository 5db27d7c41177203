"""The page of sweep files tells of every key, every method and what each method takes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from northeastsim.scenario.schema.export import sweep_schema
from northeastsim.scenario.sweep.laying import KEYS
from northeastsim.study.sweep.points import can_grow

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "sweep-file.md").read_text(encoding="utf-8")


def test_every_key_is_told() -> None:
    schema = sweep_schema()
    keys = {key for model in [schema, *schema["$defs"].values()] for key in model["properties"]}
    told = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`\n]+)`", PAGE.replace("```", "")))))

    assert keys - told == set()


@pytest.mark.parametrize("method", KEYS)
def test_every_method_is_told_with_its_keys_and_whether_it_grows(method: str) -> None:
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| `{method}` |"))
    _, _, _, keys, grows, _ = (cell.strip() for cell in row.split("|"))

    assert keys == ", ".join(f"`{key}`" for key in KEYS[method])
    assert grows == ("yes" if can_grow(method) else "no")
