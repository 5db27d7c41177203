"""Pages of long runs are of the claims, signs, constants and scenarios of now, and every page that is written is held to something.

A rule that has changed does not show here: renewing these pages takes hours, and `tests/baseline` says when they must be.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

from tests.claims.__main__ import STATEMENTS
from tests.claims.signs import RIVALS, SIGNS, sign

from docs._findings.basis import scenarios
from northeastsim.study.rates import CONSTANTS

ROOT = Path(__file__).resolve().parents[2]
WRITTEN = re.compile(r"\b(?:written\s(?:by|from)|wrote\sthis\spage)\b", re.IGNORECASE)
# tests/docs/test_reference.py takes all that these write.
GENERATED = re.compile(r"`python (?:docs/_generate\.py|-m docs\._reference)`")
HELD = {
    "docs/data.md": "tests/unit/scenario_region/test_record.py",
    "docs/discussion/dependence-and-launches.md": "tests/docs/test_findings_pages.py",
    "docs/findings.md": "tests/docs/test_measured_pages.py",
    "docs/findings_with_ensemble.md": "tests/docs/test_findings_pages.py",
    "docs/performance.md": "tests/docs/test_performance.py",
    "docs/reference/claims.md": "tests/docs/test_measured_pages.py",
    "docs/reference/command-line.md": "tests/app/test_process.py",
    "docs/reference/rates.md": "tests/docs/test_measured_pages.py",
    "docs/reference/results.md": "tests/unit/study/test_tables.py",
    "docs/reference/signs.md": "tests/docs/test_measured_pages.py",
    "docs/reference/verification.md": "tests/verification/test_page.py",
    "docs/scenarios": "tests/docs/test_scenario_pages.py",
    "docs/teaching": "tests/docs/test_teaching.py",
    "docs/trust.md": "tests/docs/test_trust.py",
}


def text(name: str) -> str:
    """Return a page."""
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def rows(page: str) -> list[list[str]]:
    """Return the rows of a page's tables, without their heads."""
    lines = [line for line in page.splitlines() if line.startswith("| ") and not line.startswith("| ---")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def test_every_page_that_is_written_is_held_to_something() -> None:
    found = {path: path.read_text(encoding="utf-8")[:1500] for path in (ROOT / "docs").rglob("*.md")}
    pages = [path.relative_to(ROOT) for path, head in found.items() if WRITTEN.search(head) and not GENERATED.search(head)]

    assert len(pages) > 45
    assert [page for page in pages if not {page.as_posix(), page.parent.as_posix()} & set(HELD)] == []
    assert [test for test in HELD.values() if not (ROOT / test).exists()] == []


def test_the_page_of_claims_has_each_claim() -> None:
    told = {int(number): words for number, words in re.findall(r"^## (\d+)\. (.*)$", text("reference/claims.md"), re.MULTILINE)}

    assert told == STATEMENTS, "run: python -m tests.claims 2000"


def test_the_page_of_signs_has_each_sign() -> None:
    page = text("reference/signs.md")
    told = [tuple(row[:2]) for row in rows(page) if len(row) == 5 and row[0] != "claim"]
    claimed = [sign(theory, k) for theory, k in SIGNS]

    assert re.findall(r"^## (\w+)$", page, re.MULTILINE) == list(RIVALS), "run: python -m tests.claims.signs 2000"
    assert told == [(one["claim"], f"`{one['measure']}` {one['direction']}") for one in claimed]


def test_the_page_of_rates_is_of_the_constants_that_ship() -> None:
    told = [(row[0], row[1], row[2], row[5]) for row in rows(text("reference/rates.md")) if len(row) == 7 and row[0] != "actor"]
    with CONSTANTS.open(encoding="utf-8", newline="") as file:
        fitted = [(row["actor"], row["type"], row["target"], row["verdict"]) for row in csv.DictReader(file)]

    assert told == fitted, "run: python -m northeastsim.study.rates --runs 150"


def test_the_findings_are_of_all_scenarios_that_ship() -> None:
    assert f"the {len(scenarios())} shipped scenarios" in text("findings.md"), "run: python -m docs._findings"
