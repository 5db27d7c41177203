"""Which choice of levers is best at each point by an outcome, what the others fall short by, and which uncertainties decide that."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from northeastsim.errors import Problem, ScenarioError
from northeastsim.face.sensitivity.cells import Cells

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

PAYOFF = "payoff["
WAYS = {"max": False, "min": True}
BEST = "best"


@dataclass(frozen=True)
class By:
    """What choices are judged by: an outcome, and whether less of it is better."""

    outcome: str
    is_low_better: bool = False

    def __str__(self) -> str:
        return f"the {'least' if self.is_low_better else 'most'} {self.outcome}"


@dataclass(frozen=True, eq=False)
class Choosing:
    """By scenario: how often each choice is best and what it falls short by (`standing`), and what decides that (`deciding`).

    Targets of `deciding` are `best`, the category, and `regret[CHOICE]`.
    """

    by: By
    standing: pd.DataFrame
    deciding: pd.DataFrame


def judged_by(text: str | None, cells: Cells, place: str = "<by>") -> By | None:
    """Return what choices are judged by: `OUTCOME:max`, `OUTCOME:min`, by default a payoff that was kept.

    None where there is nothing to choose between, or nothing to judge by. Raises ScenarioError for a wrong one.
    """
    if text is None:
        paid = [name for name in cells.sweep.outcomes if name.startswith(PAYOFF)]
        return By(paid[0]) if paid and choices(cells) else None
    name, sign, way = text.rpartition(":")
    if not sign and text.strip().startswith(PAYOFF):
        name, way = text, "max"
    if way.strip() not in WAYS or not name.strip():
        message = f"expected an outcome and which end of it is better, such as 'crises.count:min', got {text!r}"
        raise ScenarioError([Problem(place, None, None, "", message)])
    if not choices(cells):
        message = "the sweep has no levers with several values, so that there is nothing to choose between"
        raise ScenarioError([Problem(place, None, None, "", message)])
    return By(cells.expect([name], place)[0], WAYS[way.strip()])


def choices(cells: Cells) -> list[str]:
    """Return the choices of levers, if there are several."""
    found = list(dict.fromkeys(cells.choice(world) for world in cells.worlds))
    return found if len(found) > 1 else []


def together(cells: Cells, scenario: str, outcome: str) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return an outcome under all choices in a scenario, (choices, points, replications), and the points usable under all."""
    import numpy as np

    from northeastsim.analysis.sensitivity.worlds import usable

    y = np.stack([cells.outcome(world, outcome) for world in cells.of_scenario(scenario)])
    return y, np.logical_and.reduce([usable(cells.design, each) for each in y])


def regret(cells: Cells, scenario: str, choice: str, by: By) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return what a choice falls short by, (points, replications), NaN where it is not known, and where it is."""
    import numpy as np

    from northeastsim.analysis.sensitivity.choices import regrets

    y, points = together(cells, scenario, by.outcome)
    found = np.full(y.shape[1:], np.nan)
    found[points] = regrets(y[:, points], by.is_low_better)[choices(cells).index(choice)]
    return found, points


def regretted(name: str) -> str | None:
    """Return the choice that `regret[CHOICE]` is of, or None."""
    found = re.fullmatch(r"regret\[(.+)\]", name)
    return found[1].replace("+", " + ") if found else None


def choosing(cells: Cells, by: By, seed: int) -> Choosing:
    """Return who is best where in every scenario, and what decides it."""
    import pandas as pd

    standing, deciding = [], []
    for scenario in cells.scenarios:
        one, other = in_scenario(cells, scenario, by, seed)
        standing.append(one)
        deciding += other
    some = [table for table in deciding if len(table)]
    return Choosing(by, pd.concat(standing, ignore_index=True), pd.concat(some, ignore_index=True) if some else pd.DataFrame())


def in_scenario(cells: Cells, scenario: str, by: By, seed: int) -> tuple[pd.DataFrame, list[pd.DataFrame]]:
    """Return the standing of each choice in a scenario, and what decides who is best and each regret.

    An enlarged or mended design is only asked of the points that every choice has whole.
    """
    from northeastsim.analysis.sensitivity import choices as found
    from northeastsim.analysis.sensitivity import measures

    names = choices(cells)
    y, points = together(cells, scenario, by.outcome)
    design, y = cells.design.only(points), y[:, points]
    gaps = found.regrets(y, by.is_low_better)
    best = found.best(y, names, by.is_low_better)
    standing = found.standing(best, gaps, names)
    standing.insert(0, "scenario", scenario)
    deciding: list[pd.DataFrame] = []
    if design.fills and not measures.obstacle(design, gaps.sum(axis=0)):
        deciding.append(targeted(measures.of_category(design, best["best"].to_numpy(), seed).table, scenario, BEST))
    for name, gap in zip(names, gaps, strict=True):
        if not measures.obstacle(design, gap):
            deciding.append(targeted(measures.measured(design, gap, seed).table, scenario, f"regret[{name}]"))
    return standing.assign(points=len(design.values)), deciding


def targeted(table: pd.DataFrame, scenario: str, target: str) -> pd.DataFrame:
    """Return indices with their scenario and target in front."""
    front: dict[str, Any] = {"scenario": scenario, "target": target}
    return table.assign(**front)[[*front, *table.columns]]
