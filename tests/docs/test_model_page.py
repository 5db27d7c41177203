"""The page of the model names what stands in the code, and every parameter of the rules."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

from northeastsim.rulebook import parameters
from northeastsim.scenario.catalogue import catalogue

PAGE = Path(__file__).resolve().parents[2] / "docs" / "model.md"
NAMED = re.compile(r"\b([a-z_]+\.[a-z_]+)\b")
MODULES = [path.stem for path in Path(parameters.__file__).parent.glob("[a-z]*.py")]


def named() -> set[str]:
    """Return every `group.name` on the page."""
    found = set(NAMED.findall(PAGE.read_text(encoding="utf-8")))
    return {name for name in found if name.split(".")[1] not in ("py", "md", "csv")}


def test_every_parameter_that_the_rules_name_is_on_the_page() -> None:
    missing = set(parameters.NAMES) - named() - {"rule.one"}

    assert not missing


def test_every_parameter_on_the_page_exists() -> None:
    groups = {name.split(".")[0] for name in catalogue().parameters} - set(MODULES)
    told = {name for name in named() if name.split(".")[0] in groups}

    assert told <= set(catalogue().parameters)


def test_every_rule_on_the_page_exists() -> None:
    told = {name for name in named() if name.split(".")[0] in MODULES}

    for name in told:
        module, function = name.split(".")
        rules = importlib.import_module(f"northeastsim.rulebook.{module}")
        assert hasattr(rules, function) or name in catalogue().parameters, name
