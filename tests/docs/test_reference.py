"""The generated reference pages are what the catalogue, the rules, the schema and the docstrings say now."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from docs._reference.__main__ import PAGES

DOCS = Path(__file__).resolve().parents[2] / "docs"


def generator() -> ModuleType:
    """Return docs/_generate.py as a module."""
    spec = importlib.util.spec_from_file_location("docs_generate", DOCS / "_generate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", sorted(generator().pages()))
def test_a_generated_page_is_up_to_date(name: str) -> None:
    written = (DOCS / "reference" / name).read_text(encoding="utf-8")

    assert written == generator().pages()[name].rstrip("\n") + "\n", "run: python docs/_generate.py"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_docstrings_or_of_the_schema_is_up_to_date(name: str) -> None:
    assert (DOCS / "reference" / name).read_text(encoding="utf-8") == PAGES[name](), "run: python -m docs._reference"


def test_a_page_that_says_it_is_generated_is_generated() -> None:
    """One that its generator no longer writes would never be stale."""
    written = {path.name: path.read_text(encoding="utf-8") for path in (DOCS / "reference").glob("*.md")}
    says = {name for name, text in written.items() if "`python docs/_generate.py`" in text}

    assert says == set(generator().pages())


def test_every_type_strategy_system_and_parameter_has_its_place() -> None:
    module = generator()
    shipped, pages = module.catalogue(), module.pages()

    assert all(f"## {name}\n" in pages["events.md"] for name in shipped.event_types)
    assert all(f"## {name}\n" in pages["strategies.md"] for name in shipped.strategies)
    assert all(f"## {name}\n" in pages["theories.md"] for name in shipped.theories)
    assert all(f"| `{name}` |" in pages["systems.md"] for name in shipped.systems)
    assert all(f"| `{name}` |" in pages["parameters.md"] for name in shipped.parameters)
