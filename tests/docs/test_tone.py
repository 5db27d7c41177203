"""The tone of all that ships: no word that claims to know the future, both names of what is disputed, no coordinates."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.checks.declared import PLACES
from northeastsim.scenario.load import load
from northeastsim.scenario.names import every_name, states
from northeastsim.scenario.schema import json_schema
from northeastsim.scenario.sources import shipped
from northeastsim.statement import FULL, SHORT

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "northeastsim"
BANNED = re.compile(r"\b(will|proves?|optimal)\b", re.IGNORECASE)
CODE = re.compile(r"^```.*?^```$|`[^`\n]*`", re.MULTILINE | re.DOTALL)
PAIRS = (
    ("Sea of Japan", "East Sea"), ("Dokdo", "Takeshima"), ("Senkaku", "Diaoyu"), ("Yellow Sea", "West Sea"),
    ("Southern Kurils?", "Northern Territories"),
)  # fmt: skip
NEAR = 60  # characters within which the other name stands
REGIONAL = [name for name, path in shipped(catalogue()).items() if path.parent.name in ("scenarios", "history")]


def texts() -> Iterator[tuple[str, str]]:
    """What a user reads, by place: pages without code, scenarios and data as they are, strings of the package."""
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "changelog.d").glob("[0-9]*.md")]:
        yield named(path), CODE.sub("", path.read_text(encoding="utf-8"))
    folders = [ROOT / "scenarios", PACKAGE / "scenario", PACKAGE / "study", PACKAGE / "show"]
    for path in [one for folder in folders for ending in ("yaml", "csv") for one in folder.rglob(f"*.{ending}")]:
        yield named(path), path.read_text(encoding="utf-8")
    for path in [*PACKAGE.rglob("*.py")]:
        yield named(path), "\n\n".join(strings(path.read_text(encoding="utf-8")))
    for path in (ROOT / "notebooks").glob("*.py"):
        yield named(path), path.read_text(encoding="utf-8").replace("\n# ", " ")


def named(path: Path) -> str:
    """A path inside the checkout."""
    return path.relative_to(ROOT).as_posix()


def strings(text: str) -> Iterator[str]:
    """The strings of a program that are no docstrings: templates, messages, meanings."""
    tree = ast.parse(text)
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.value


def one_sided(text: str) -> list[str]:
    """The disputed names that stand in a text without the other one near."""
    found = []
    flat = " ".join(text.split())
    for pair in PAIRS:
        for name, other in (pair, pair[::-1]):
            for match in re.finditer(name, flat):
                around = flat[max(0, match.start() - NEAR) : match.end() + NEAR]
                if not re.search(other, around):
                    found.append(around)
    return found


TEXTS = dict(texts())


def test_every_kind_of_text_is_looked_at() -> None:
    kinds = ("README.md", "docs/model.md", "scenarios/baseline.yaml", "src/northeastsim/show/sentences.py")
    data = ("names.csv", "event_types.yaml", "strategies/pendulum.yaml", "parameters.yaml")

    assert not {*kinds, *(f"src/northeastsim/scenario/catalogue/{name}" for name in data)} - set(TEXTS)
    assert "{i} threatens {t}" in TEXTS["src/northeastsim/show/sentences.py"]


def test_no_text_claims_to_know_the_future() -> None:
    assert [(where, found[0]) for where, text in TEXTS.items() if (found := BANNED.search(text))] == []


def test_what_is_disputed_has_both_names_or_none() -> None:
    assert [(where, found) for where, text in TEXTS.items() if (found := one_sided(text))] == []


@pytest.mark.parametrize(
    ("text", "sides"),
    [("in the Sea of\nJapan", 1), ("Sea of Japan / East Sea", 0), ("near Takeshima", 1), ("the East China Sea", 0)],
)
def test_a_single_name_is_found(text: str, sides: int) -> None:
    assert len(one_sided(text)) == sides


def keys(schema: Any) -> Iterator[str]:
    """Every key that a schema knows."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
    for below in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from keys(below)


def test_the_format_has_no_coordinates() -> None:
    """Neither the schema nor a shipped event type; tests/unit/scenario/test_standing.py refuses a user's."""
    own = {key for kind in catalogue().event_types.values() for key in kind.get("keys") or {}}

    assert not PLACES & {*keys(json_schema()), *own}


@pytest.mark.parametrize("name", REGIONAL)
def test_each_event_of_the_region_says_how_sure_it_is(name: str) -> None:
    document = load(name, catalogue=catalogue()).document

    assert [event["id"] for event in document["events"] if not event.get("status")] == []
    assert [e["id"] for e in document["events"] if e["status"] != "hypothetical" and not e.get("source")] == []


def test_states_are_called_alike_everywhere() -> None:
    actors = catalogue().region("northeast_asia_2024")["actors"]  # type: ignore[index]

    assert {one: entry["name"] for one, entry in actors.items()} == states()


def test_every_name_is_in_every_language_with_who_uses_it() -> None:
    empty = {(row["id"], key) for row in every_name() for key, text in row.items() if not text and key != "also"}

    assert empty == set()
    assert len({row["id"] for row in every_name()}) == len(every_name())
    assert all(" / " in row["english"] or "disputed" in row["english"] for row in every_name() if row["kind"] == "disputed")


@pytest.mark.parametrize("page", ["README.md", "docs/index.md", "docs/discussion/tone-and-names.md"])
def test_the_statement_opens_the_documentation(page: str) -> None:
    assert FULL in " ".join(TEXTS[page].replace("\n> ", " ").split())
    assert FULL.startswith(SHORT)


def test_the_notebook_opens_with_it() -> None:
    text = json.loads((ROOT / "notebooks" / "1_first_scenario.ipynb").read_text(encoding="utf-8"))

    assert SHORT in "".join("".join(cell["source"]) for cell in text["cells"][:2])
