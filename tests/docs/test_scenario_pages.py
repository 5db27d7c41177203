"""Each ready-made scenario has a page that was written from the scenario as it is now."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs._scenarios.basis import digest, loaded
from docs._scenarios.pages import DIGEST, index
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.sources import shipped

DOCS = Path(__file__).resolve().parents[2] / "docs"
NAMES = sorted(shipped(catalogue()))
PARTS = ("## Events", "## What happens", "## Outcomes", "## What it cannot tell")


def written(name: str) -> str:
    """Return a page as it lies in the folder."""
    return (DOCS / "scenarios" / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_of_the_scenario_as_it_is_now(name: str) -> None:
    found = DIGEST.search(written(name))

    assert found is not None
    assert found[1] == digest(loaded(name)), f"run: python -m docs._scenarios {name}"


@pytest.mark.parametrize("name", NAMES)
def test_a_page_tells_all_that_it_promises(name: str) -> None:
    scenario, text = loaded(name), written(name)
    document = scenario.document

    assert [part for part in PARTS if part not in text] == []
    assert scenario.question in text
    assert " ".join(document["cannot_tell"].split()) in text
    assert all(f"`{event['id']}`" in text for event in document["events"])
    assert all(f"`{version}`" in text for version in scenario.variants)


def test_every_page_is_of_a_scenario() -> None:
    pages = {path.stem for path in (DOCS / "scenarios").glob("*.md")}

    assert pages == {*NAMES, "index"}
    assert written("index") == index().rstrip("\n") + "\n", "run: python -m docs._scenarios"


def test_any_change_of_a_scenario_shows() -> None:
    """In what it says as in what it is, but not in a figure's source."""
    scenario = loaded("s400_transfer")
    others = [
        scenario.with_(years=9),
        scenario.without("s400_deal"),
        scenario.patch({"description": "Another."}),
        scenario.patch({"actors": {"CHN": {"growth": 0.04}}}),
    ]
    cited = {**scenario.document["actors"]["CHN"]["growth"], "source": "judgement, once more"}
    same = scenario.patch({"actors": {"CHN": {"growth": cited}}})

    assert len({digest(one) for one in (scenario, *others)}) == 5
    assert digest(same) == digest(scenario)
