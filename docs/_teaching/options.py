"""China's ten options in two scenarios under six weightings: the teacher's table for meeting two."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

import northeastsim as ne
from docs._scenarios.basis import loaded
from docs._teaching.basis import SEED, filled, gap, grid, mark, write
from northeastsim.scenario.catalogue import catalogue

SCENARIOS = {"ukraine_ceasefire": "Moscow's need falls", "umbrella_doubt": "Seoul doubts Washington"}
BASE = "strategic_ambiguity"
WEIGHTINGS = ("default", "equal", "stability_first", "influence_first", "rivalry_first", "economy_first")


SWITCHES = {
    "what is off the books": ("parameters.dependence.flow_weight", (0.0, 1.0)),
    "emboldenment": ("parameters.alliance.emboldenment", (-0.2, 0.5)),
    "exercises": ("parameters.effect.exercise_provocation", (0.0, 0.4)),
    "enabling": ("systems.s400.enabling", (0.0, 0.5)),
    "compliance": ("parameters.demarche.leverage", (0.0, 6.0)),
}


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
    first, rows = next(iter(SCENARIOS)), []
    for name, (path, ends) in SWITCHES.items():
        for end in ends:
            world = loaded(first).with_({path: end})
            found = ne.compare([world], "CHN", base=BASE, seed=SEED, budget=10 * count, precision=0.001)
            column = payoffs(found, "default", world.name)
            best = next(iter(column))
            told = [f"{plain(best)} {gap(column[best]._asdict(), 2)}"]
            told += [gap(column[one]._asdict(), 2) for one in ("outbid_moscow", "squeeze_pyongyang")]
            rows.append([name, f"`{path.partition('.')[2]}` {end:g}", *told])
    return grid(["switch", "put to", "first", "outbid moscow", "squeeze pyongyang"], rows)


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
