"""A comparison crossed with rival theories: the same question asked in worlds that follow each, and what survives them all."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from northeastsim.errors import Problem, ScenarioError
from northeastsim.face.comparison import PAYOFF, Asked, Comparison
from northeastsim.face.results import Progress

if TYPE_CHECKING:
    import pandas as pd

SURE = 0.95  # probability over Monte Carlo error from which a rank counts as one


def theories(comparison: Asked | Comparison, wanted: Sequence[str] | None = None) -> list[str]:
    """Return the theories to cross with: those asked for, or all that the scenarios know but the default."""
    from northeastsim.scenario.theories import DEFAULT, known
    from northeastsim.scenario.words import missing

    documents = [next(iter(each.values())) for each in comparison.question.scenarios.values()]
    shared = [name for name in known(documents[0].catalogue.theories, {}) if name != DEFAULT]
    names = shared if wanted is None else [name for name in dict.fromkeys(wanted) if name != DEFAULT]
    problems = [
        Problem("--theories", None, None, "", *missing("theory", name, shared)) for name in names if name not in shared
    ]
    if problems or not names:
        raise ScenarioError(problems or [Problem("--theories", None, None, "", "expected a theory beside the default, got none")])
    return names


def under(comparison: Asked | Comparison, theory: str) -> Asked:
    """Return the same question in worlds that follow a theory; of a comparison, in the scenarios that were run."""
    q = comparison.question
    names = comparison.scenarios if isinstance(comparison, Comparison) else list(q.scenarios)
    worlds = {name: {s: each.under_theory(theory) for s, each in q.scenarios[name].items()} for name in names}
    return Asked(replace(q, scenarios=worlds))


def cross(
    comparison: Comparison, wanted: Sequence[str] | None = None, *, workers: int | None = None, on_progress: Progress | None = None
) -> Crossed:
    """Ask the same question under rival theories and return all answers; the arguments are those of `Comparison.cross`.

    Interrupted, it returns the theories that are complete: one over fewer scenarios could not be set beside the others.
    """
    found = {"default": comparison}
    names = theories(comparison, wanted)
    for k, name in enumerate(names):

        def told(done: int, total: int, before: int = k) -> None:
            if on_progress:
                on_progress(before * total + done, len(names) * total)

        answered = complete(under(comparison, name), workers, told)
        if answered is None:
            return Crossed(found, tuple(names[k:]))
        found[name] = replace(
            answered, weighting=comparison.weighting, worth=comparison.worth, threshold=comparison.threshold
        )
    return Crossed(found)


def complete(asked: Asked, workers: int | None, told: Progress) -> Comparison | None:
    """Run a comparison; None if it was interrupted."""
    try:
        found = asked.run(workers, told)
    except KeyboardInterrupt:
        return None
    return None if found.is_interrupted else found


@dataclass(frozen=True, repr=False)
class Crossed:
    """The answers of `Comparison.cross` by theory, the default first; `missing`, the theories that an interruption left out."""

    comparisons: Mapping[str, Comparison] = field(repr=False)
    missing: tuple[str, ...] = ()

    @property
    def choices(self) -> pd.DataFrame:
        """A row per theory and rule: the rule's `choice` under it, and `best`, how surely (over Monte Carlo error); none of a tie."""
        import pandas as pd

        rows = []
        for theory, each in self.comparisons.items():
            for rule, found in each.judgement.rules.groupby(level="rule", sort=False):
                chosen = found[found["chosen"]].droplevel("rule")
                sure = float(chosen["best"].iloc[0]) if len(chosen) == 1 else math.nan
                rows.append((theory, rule, ", ".join(sorted(chosen.index)), sure))
        return pd.DataFrame(rows, columns=["theory", "rule", "choice", "best"]).set_index(["theory", "rule"])

    @property
    def payoffs(self) -> pd.DataFrame:
        """The mean payoff over scenarios, less the base's: strategies by theories."""
        import pandas as pd

        columns = {name: each.overall.xs(PAYOFF, level="metric")["difference"] for name, each in self.comparisons.items()}
        return pd.DataFrame(columns).fillna(0.0)

    @property
    def ranks(self) -> pd.DataFrame:
        """A row per pair of strategies: the least probability over the theories that the first pays more, and `survives`.

        A rank survives where it is at least 0.95 probable under every theory.
        """
        import numpy as np
        import pandas as pd

        tables = {name: each.judgement.ranks for name, each in self.comparisons.items()}
        names = list(next(iter(tables.values())).index)
        least = np.min([table.to_numpy() for table in tables.values()], axis=0)
        rows = [
            (names[i], names[j], least[i, j], tables["default"].iloc[i, j] >= SURE, least[i, j] >= SURE)
            for i in range(len(names))
            for j in range(len(names))
            if i != j
        ]
        return pd.DataFrame(rows, columns=["better", "worse", "least", "default", "survives"])

    def __repr__(self) -> str:
        return f"Crossed({', '.join(self.comparisons)})"
