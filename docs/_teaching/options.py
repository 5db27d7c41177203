"""China's ten options in two scenarios under six weightings: the teacher's table for meeting two."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

import northeastsim as ne
from docs._scenarios.basis import loaded
from docs._teaching.basis import SEED, filled, gap, grid, mark, write
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import Resolved
from northeastsim.show.teach.words import paths
from northeastsim.study.teaching import switch

SCENARIOS = {"ukraine_ceasefire": "Moscow's need falls", "umbrella_doubt": "Seoul doubts Washington"}
BASE = "strategic_ambiguity"
WEIGHTINGS = ("default", "equal", "stability_first", "influence_first", "rivalry_first", "economy_first")

SWITCHES = {
    "what is off the books": "off_book", "emboldenment": "emboldenment", "exercises": "exercises", "enabling": "enabling",
    "compliance": "compliance",
}  # fmt: skip
SYSTEM = "s400"  # whose switch is tried


class Cell(NamedTuple):
    """An option's payoff less that of waiting, with its interval."""

    effect: float
    low: float
    high: float


def compared(count: int) -> ne.Comparison:
    """Run all options in both scenarios."""
    return ne.compare(list(SCENARIOS), "CHN", base=BASE, seed=SEED, budget=20 * count, precision=0.001)


def payoffs(found: ne.Comparison, weighting: str, scenario: str) -> dict[str, Cell]:
    """Return each option's payoff less that of waiting, the highest first."""
    told = found.weighed(weighting).outcomes.xs("payoff", level="metric").xs(scenario, level="scenario")
    cells = {str(name): Cell(float(one["difference"]), float(one["low"]), float(one["high"])) for name, one in told.iterrows()}
    cells[BASE] = Cell(0.0, 0.0, 0.0)
    return dict(sorted(cells.items(), key=lambda item: -item[1].effect))


def switched(count: int) -> str:
    """Return which option comes first, and what two others pay, where a contested number stands at an end of its range."""
    first, rows = loaded(next(iter(SCENARIOS))), []
    for name, path, end in ends(first.resolved):
        world = first.with_({path: end})
        found = ne.compare([world], "CHN", base=BASE, seed=SEED, budget=10 * count, precision=0.001)
        column = payoffs(found, "default", world.name)
        best = next(iter(column))
        told = [f"{plain(best)} {gap(column[best]._asdict(), 2)}"]
        told += [gap(column[one]._asdict(), 2) for one in ("outbid_moscow", "squeeze_pyongyang")]
        rows.append([name, f"`{path.partition('.')[2]}` {end:g}", *told])
    return grid(["switch", "put to", "first", "outbid moscow", "squeeze pyongyang"], rows)


def ends(resolved: Resolved) -> Iterator[tuple[str, str, float]]:
    """Yield each switch's name, path and either end of its range."""
    for name, known in SWITCHES.items():
        path = paths()[known].replace("*", SYSTEM)
        found = switch(resolved, path)
        assert found is not None, f"{path} has no range"
        yield from ((name, path, end) for end in (found.levels[0], found.levels[-1]))


def page(found: ne.Comparison, count: int) -> None:
    """Write the page; so many runs of each option stand behind a switch."""
    weightings = catalogue().payoffs["CHN"]["weightings"]
    told = grid(["weighting", "puts first"], [[f"`{name}`", str(weightings[name]["summary"])] for name in WEIGHTINGS])
    n = int(found.outcomes["n"].min())
    head = filled("options.txt", mark=mark(SCENARIOS), total=f"{len(found.runs):,}", n=n, seed=SEED, weights=told)
    switches = filled("options-switches.txt", n=count, scenario=next(iter(SCENARIOS)), table=switched(count))
    write("options.md", "\n".join([head, *parts(found), closing(found), switches]))


def parts(found: ne.Comparison) -> Iterator[str]:
    """Yield a table for each scenario."""
    for scenario, words in SCENARIOS.items():
        columns = {name: payoffs(found, name, scenario) for name in WEIGHTINGS}
        order = list(columns["default"])
        rows = [[name.replace("_", " "), *(cell(columns[one], name) for one in WEIGHTINGS)] for name in order]
        years = loaded(scenario).document["years"]
        yield f"## {words}: `{scenario}`, {years} years\n\n{grid(['option', *WEIGHTINGS], rows)}\n"


def cell(column: dict[str, Cell], name: str) -> str:
    """Return a cell: bold where it comes first."""
    if name == BASE:
        return "the base"
    told = gap(column[name]._asdict(), 2)
    return f"**{told}**" if name == next(iter(column)) else told


def closing(found: ne.Comparison) -> str:
    """Return what to look for: who comes first how often, and what never pays more than waiting."""
    columns = [payoffs(found, weighting, scenario) for weighting in WEIGHTINGS for scenario in SCENARIOS]
    counts = pd.Series([next(iter(column)) for column in columns]).value_counts()
    order = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    worse = sorted(name for name in columns[0] if all(column[name].high < 0.0 for column in columns))
    firsts = ", ".join(f"{plain(str(name))} in {count}" for name, count in order)
    return filled("options-end.txt", firsts=firsts, worse=", ".join(map(plain, worse)) or "none")


def plain(name: str) -> str:
    """Return an option in words."""
    return name.replace("_", " ")
