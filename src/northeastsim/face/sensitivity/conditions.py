"""A condition on an outcome, such as `influence[CHN,PRK].end < 0.4 in 20 % of runs`: what makes a point one of interest."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from northeastsim.errors import Problem, ScenarioError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SIGNS: dict[str, Callable[[Any, Any], Any]] = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
FORM = re.compile(
    rf"\s*(?P<name>[^<>=]+?)\s*(?P<sign><=|>=|<|>)\s*(?P<bound>{NUMBER})"
    rf"(?:\s+in\s+(?P<share>{NUMBER})\s*%(?:\s+of\s+(?:runs|replications))?)?\s*"
)  # fmt: skip
EXAMPLE = "'influence[CHN,PRK].end < 0.4', or '... < 0.4 in 20 % of runs'"


@dataclass(frozen=True)
class Condition:
    """An outcome below or above a bound: in the mean over replications, or in at least a `share` of them, per cent."""

    name: str
    sign: str
    bound: float
    share: float | None = None

    def holds(self, y: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Return at which points it holds; `y` is (points, replications)."""
        if self.share is None:
            found: NDArray[np.bool_] = SIGNS[self.sign](y.mean(axis=1), self.bound)
            return found
        often: NDArray[np.bool_] = 100.0 * SIGNS[self.sign](y, self.bound).mean(axis=1) >= self.share
        return often

    def __str__(self) -> str:
        often = "" if self.share is None else f" in {self.share:g} % of runs"
        return f"{self.name} {self.sign} {self.bound:g}{often}"


def condition(text: str, place: str = "<when>") -> Condition:
    """Return a condition in words as data; raises ScenarioError with the form that is expected."""
    found = FORM.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise ScenarioError([Problem(place, None, None, "", f"expected a condition such as {EXAMPLE}, got {text!r}")])
    share = None if found["share"] is None else float(found["share"])
    if share is not None and not 0.0 < share <= 100.0:
        raise ScenarioError([Problem(place, None, None, "", f"expected above 0 and up to 100 % of runs, got {share:g} %")])
    return Condition("".join(found["name"].split()), found["sign"], float(found["bound"]), share)
