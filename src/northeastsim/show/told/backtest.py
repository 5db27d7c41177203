"""What is said of a backtest: scores beside simple rules, and whether a thing was foretold to happen at all."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from northeastsim.analysis.backtest.baselines import NAMES
from northeastsim.show.blocks import Block, Heading, Table

if TYPE_CHECKING:
    import pandas as pd

    from northeastsim.show.backtest.frame import Backtest


def title(mode: str) -> str:
    """What the table of a mode shows."""
    return f"{mode.capitalize()}: score, and skill against each baseline with 95 % interval"


def scores(found: Backtest, mode: str) -> Table:
    """The scores of a mode, target by target."""
    skill = found.skill[(found.skill["mode"] == mode) & (found.skill["score"] == "crps")]
    rules = [name for name in NAMES if name in set(skill["baseline"])]
    verdicts = found.verdict[found.verdict["mode"] == mode].set_index("target")["verdict"]
    rows = [cells(found, mode, str(target), verdict, skill, rules) for target, verdict in verdicts.items()]
    columns = ["target", "n", "CRPS", "unit", *(f"vs {name}" for name in rules), "in 50 %", "in 90 %", "verdict"]
    right = [name for name in columns if name not in ("target", "unit", "verdict")]
    return Table(columns, rows, right)


def cells(found: Backtest, mode: str, target: str, verdict: str, skill: pd.DataFrame, rules: list[str]) -> list[str]:
    """A target as a row: how many series and years, score, skill against each rule, coverage, verdict."""
    mine = skill[skill["target"] == target].set_index("baseline")
    covered = found.coverage[(found.coverage["source"] == mode) & (found.coverage["target"] == target)].set_index("range")
    against = [interval(mine.loc[name]) if name in mine.index else "" for name in rules]
    inside = [within(covered.loc[k]) for k in (50, 90)]
    first = mine.iloc[0]
    return [
        target.replace("_", " "), str(first["n"]), number(first["model"]), found.units[target], *against, *inside, verdict
    ]  # fmt: skip


def within(row: Any) -> str:
    """How often the observed lay in a range, with its interval, and the share of the model's own draws there."""
    return f"{100 * row['share']:.0f} % ({100 * row['low']:.0f} to {100 * row['high']:.0f}), own {100 * row['held']:.0f}"


def asked_yes_or_no(found: Backtest) -> Iterator[Block]:
    """The skill of Brier scores on whether there is at least one in the year, of targets that had a year with none."""
    least = found.record.groupby("target")["value"].min()
    asked = found.skill[(found.skill["score"] == "brier_any") & found.skill["target"].map(least).lt(1.0)]
    if asked.empty:
        return
    yield Heading("At least one in the year: Brier score (0 to 1, lower is better), and skill")
    rules = [name for name in NAMES if name in set(asked["baseline"])]
    rows = []
    for (target, mode), some in asked.groupby(["target", "mode"], sort=False):
        seen = found.scores[(found.scores["source"] == mode) & (found.scores["target"] == target)]["observed"]
        against = some.set_index("baseline")
        told = [interval(against.loc[name]) if name in against.index else "" for name in rules]
        rows.append([str(target), str(mode), f"{(seen >= 1).sum()} of {len(seen)}", number(against["model"].iloc[0]), *told])
    columns = ["target", "mode", "happened", "Brier", *(f"vs {name}" for name in rules)]
    yield Table(columns, rows, columns[2:])


def interval(row: Any) -> str:
    """Skill with its interval, as `0.31 (-0.02 to 0.55)`; nothing where there is none."""
    if math.isnan(row["skill"]):
        return ""
    ends = f" ({bounded(row['low'])} to {bounded(row['high'])})" if not math.isnan(row["low"]) else ""
    return f"{bounded(row['skill'])}{ends}"


def bounded(value: float) -> str:
    """Skill with two places; one below -9.99 only says so."""
    return f"{value:.2f}" if value > -9.995 else "< -10"


def number(value: float) -> str:
    """A score with three figures or so."""
    return f"{value:.1f}" if abs(value) >= 100 else f"{value:.2f}" if abs(value) >= 1 else f"{value:.4f}"
