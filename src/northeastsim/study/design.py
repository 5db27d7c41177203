"""A design: many sets of parameters, spread evenly over what each may plausibly be.

A Latin hypercube (McKay, Beckman and Conover 1979): each parameter's range is cut into as many strata as there are sets, and each
stratum is used once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from northeastsim.errors import Problem, ScenarioError
from northeastsim.scenario.ranges import Range as Range
from northeastsim.scenario.ranges import caps as caps
from northeastsim.scenario.ranges import ranges as ranges


def design(over: Mapping[str, Range], n: int, seed: int) -> pd.DataFrame:
    """Return n sets of parameters, one a row and a parameter a column, the same for the same seed.

    A column depends on its name, n and the seed alone, so that it stays when others join. Raises ScenarioError for n below 1.

    1. For each parameter take one point at random in each of n equal strata of 0 to 1, in random order.
    2. Take the values of its range at these points.
    """
    if n < 1:
        raise ScenarioError([Problem("<design>", None, None, "n", f"expected at least 1 set of parameters, got {n}")])
    columns = {name: reach.at(strata(n, seed, name)) for name, reach in over.items()}
    return pd.DataFrame(columns, index=pd.RangeIndex(n, name="set"))


def strata(n: int, seed: int, name: str) -> NDArray[np.float64]:
    """Return a point in each of n equal strata of 0 to 1, in random order."""
    words = hashlib.sha256(name.encode()).digest()[:8]
    random = np.random.default_rng([seed, n, int.from_bytes(words, "big")])
    return (random.permutation(n) + random.random(n)) / n
