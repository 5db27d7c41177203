"""The pages as text."""

from __future__ import annotations

import re

from docs._scenarios.basis import FOLDERS, digest, files, loaded
from docs._scenarios.runs import figures, ran, stories, versions
from docs._scenarios.script import events, others
from northeastsim.face import Scenario
from northeastsim.show.names import counted, flat
from northeastsim.show.view import is_fixed
from northeastsim.statement import SHORT

REPLICATIONS = 200
DIGEST = re.compile(r"^<!-- scenario (\w+) -->$", re.MULTILINE)


def index() -> str:
    """Return the page that leads to all others."""
    text = [
        "# Scenarios\n",
        "A page for each ready-made scenario: its events, what happens in a typical and in an extreme replication, its",
        "outcomes beside the baselines and its own versions, and what it cannot tell. Written from runs by",
        "`python -m docs._scenarios`. Scenarios of one world and one seed share their luck, so that the same replication is often",
        "the extreme one: most often it is one in which war comes.\n",
        "`northeastsim run NAME` runs one, `--variant VERSION` a version of it; `northeastsim show scenario NAME` prints the",
        "whole world.\n",
        f"> {SHORT}\n",
    ]
    every = files()
    for folder, (title, intro) in FOLDERS.items():
        names = [name for name, path in every.items() if path.parent.name == folder]
        if names:
            text += [f"## {title}\n", f"{intro}\n", *map(entry, names), ""]
    return "\n".join(text)


def entry(name: str) -> str:
    """Return a scenario's line of the index."""
    scenario = loaded(name)
    return f"- [{scenario.name}]({name}.md), `{name}`: {scenario.question}"


def page(name: str) -> str:
    """Run a scenario and its versions and return its page."""
    scenario = loaded(name)
    fixed = is_fixed(scenario.document)
    count = 1 if fixed else min(REPLICATIONS, int(scenario.document["replications"]))
    results = ran(scenario, count, baseline=True)
    parts = [
        head(name, scenario, count),
        events(scenario),
        others(scenario),
        stories(results),
        figures(results),
        versions(scenario, results, count),
        limits(scenario),
    ]
    return "\n".join(part for part in parts if part)


def head(name: str, scenario: Scenario, count: int) -> str:
    """Return the top of a page: what is asked, and of which runs the page tells."""
    document = scenario.document
    path = files()[name]
    file = f"../../{path.parent.name if path.parent.name == 'scenarios' else f'scenarios/{path.parent.name}'}/{path.name}"
    base = f", on `{scenario.resolved.bases[0]}`" if scenario.resolved.bases else ""
    every = document["replications"]
    what = (
        "one replication: nothing is left to chance"
        if count == 1
        else f"{counted(count, 'replication')}, 0 to {count - 1}{f', of its {every}' if count < every else ''}"
    )
    return "\n".join([
        f"# {scenario.name}\n",
        f"<!-- scenario {digest(scenario)} -->",
        f"**{scenario.question}**\n",
        f"{flat(document['description'])}\n",
        f"`northeastsim run {name}`, [its file]({file}){base}: {counted(document['years'], 'year')} from "
        f"{document['start']}, seed {document['seed']}. This page is written by `python -m docs._scenarios {name}` from "
        f"{what}. {SHORT}\n",
    ])


def limits(scenario: Scenario) -> str:
    """Return what runs cannot tell."""
    told_ = flat(scenario.document.get("cannot_tell"))
    more = "[What the model is not](../discussion/what-the-model-is-not.md) holds for every scenario."
    return "\n".join(["## What it cannot tell\n", *([f"{told_}\n"] if told_ else []), f"{more}\n"])
