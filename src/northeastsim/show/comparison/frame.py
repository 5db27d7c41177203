"""What charts of a comparison have in common: what is read of it, its words, fixed distances."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

import pandas as pd

from northeastsim.show.names import capital, counted, sentence

if TYPE_CHECKING:
    from northeastsim.analysis.judgement import Judgement
    from northeastsim.scenario.payoffs import Payoff
    from northeastsim.study.comparison import Question

ROW, LABELS = 0.32, 1.9  # inches: of a strategy, and of its name
LETTER = 0.062  # inches: of a letter of the leading line, at most on the mean
TOP, BOTTOM, RIGHT = 0.75, 0.85, 0.3  # inches around the panels
WHEN = {"end": " at the end", "mean": ", mean"}
OWN_UNITS = {"payoff": "usual changes", "money_musd": "m US$ a run", "acts": "a run", "one_sided.any": "probability"}


class Comparison(Protocol):
    """What is read of a comparison."""

    @property
    def question(self) -> Question: ...
    @property
    def weighting(self) -> str: ...
    @property
    def payoff(self) -> Payoff: ...
    @property
    def judgement(self) -> Judgement: ...
    @property
    def strategies(self) -> list[str]: ...
    @property
    def scenarios(self) -> list[str]: ...
    @property
    def metrics(self) -> list[str]: ...
    @property
    def weights(self) -> dict[str, float]: ...
    @property
    def runs(self) -> pd.DataFrame: ...
    @property
    def outcomes(self) -> pd.DataFrame: ...
    @property
    def overall(self) -> pd.DataFrame: ...


def plain(name: str) -> str:
    """The name of a strategy, scenario or concern as a label."""
    return name.replace("_", " ")


def called(metric: str, names: Mapping[str, str]) -> str:
    """A metric in words, short."""
    words = {"payoff": "Payoff", "money_musd": "Cost of its acts", "one_sided.any": "Any one-sided build-up"}
    score, _, how = metric.rpartition(".")
    return words.get(metric) or capital(sentence(score if how in ("end", "mean") else metric, names)) + WHEN.get(how, "")


def span(row: pd.Series) -> str:
    """A difference with its interval in words: `+0.31 (95 % +0.20 to +0.42)`."""
    return f"{row['difference']:+.2f} (95 % {row['low']:+.2f} to {row['high']:+.2f})"


def is_sure(table: pd.DataFrame) -> pd.Series:
    """Whether a difference's interval leaves out 0."""
    return (table["low"] > 0) | (table["high"] < 0)


def about(comparison: Comparison) -> str:
    """What stands behind a comparison."""
    q, counts = comparison.question, comparison.runs.groupby(["scenario", "strategy"]).size()
    n = f"{counts.min():,}" if counts.min() == counts.max() else f"{counts.min():,} to {counts.max():,}"
    years = sorted({int(next(iter(q.scenarios[name].values())).document["years"]) for name in comparison.scenarios})
    horizon = counted(years[0], "year") if len(years) == 1 else f"{years[0]} to {years[-1]} years"
    where = f"{len(comparison.scenarios)} scenarios" if len(comparison.scenarios) > 1 else comparison.scenarios[0]
    over = "" if q.ensemble is None else f" over the sets of parameters {q.ensemble.name}"
    return (
        f"In the model: {len(comparison.strategies)} strategies of {q.actor} in {where}, {n} replications each{over} "
        f"with the same luck, over {horizon}, seed {q.seed}; "
        f"judged by the weighting '{comparison.weighting}', worth {comparison.payoff.worth}."
    )
