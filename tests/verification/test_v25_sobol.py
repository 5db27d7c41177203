"""V25: Sobol indices of the Ishigami function (Ishigami and Homma 1990), known in closed form."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from SALib.sample import sobol as sample

from northeastsim.analysis.sensitivity import sobol, spread

A, B = 7.0, 0.1
NAMES = ["x1", "x2", "x3"]
FIRST, TOTAL = (0.313905, 0.442411, 0.0), (0.557589, 0.442411, 0.243684)
VARIANCE = 13.844588
BASE = 2**13


def ishigami(x: Any) -> Any:
    """Return sin x1 + a sin^2 x2 + b x3^4 sin x1."""
    return np.sin(x[:, 0]) + A * np.sin(x[:, 1]) ** 2 + B * x[:, 2] ** 4 * np.sin(x[:, 0])


def test_indices_of_ishigami(verify: Any) -> None:
    """First, total, the one pair that acts together, and the variance over the two independent parts of the design."""
    problem = {"num_vars": 3, "names": NAMES, "bounds": [[-math.pi, math.pi]] * 3}
    y = ishigami(sample.sample(problem, BASE, calc_second_order=True, seed=1))[:, None]
    table = sobol.indices(y, NAMES, second_order=True).table
    found = {(row.measure, row.uncertainty, row.other): row.value for row in table.itertuples()}
    part = sobol.parts(y, 3, True)
    variance = spread.components(np.concatenate([part.a, part.b])[None])[0]

    for name, first, total in zip(NAMES, FIRST, TOTAL, strict=True):
        verify("V25", f"Ishigami, first-order index of {name}", "closed form", first, found["first", name, ""], 0.01)
        verify("V25", f"Ishigami, total index of {name}", "closed form", total, found["total", name, ""], 0.01)
    verify("V25", "Ishigami, second-order index of x1 and x3", "closed form", TOTAL[2], found["second", "x1", "x3"], 0.01)
    verify("V25", "Ishigami, variance", "closed form", VARIANCE, variance, 0.01)
