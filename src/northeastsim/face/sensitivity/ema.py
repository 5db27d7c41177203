"""A sweep in the form that the EMA Workbench's own analysis takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from northeastsim.face.sensitivity.cells import Cells

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from northeastsim.face.sweeps import Sweep


def to_ema(sweep: Sweep, *, replications: bool = False) -> tuple[pd.DataFrame, dict[str, NDArray[np.float64]]]:
    """Return (experiments, outcomes) of a finished `sweep` as the EMA Workbench's `perform_experiments` does, for its analysis.

    Our scenarios are its models, choices of levers its policies, points its scenarios. Outcomes are means over replications,
    which its analysis asks for, or with `replications` all of them, a row an experiment. Experiments with a failed run are left
    out; `experiments.attrs["left_out"]` says how many. Whole numbers are floats and dates decimal years, since it knows no
    others. Raises ScenarioError where the workbench is not installed.
    """
    import numpy as np

    from northeastsim.analysis import ema
    from northeastsim.face.sensitivity.indices import expect_libraries

    expect_libraries()
    cells = Cells(sweep)
    whole = ~np.isnan(cells.array).any(axis=(1, 2))
    values = cells.array[whole]
    outcomes = {name: values[:, :, k] if replications else values[:, :, k].mean(axis=1) for k, name in enumerate(sweep.outcomes)}
    rows = sweep.experiments.sort_values("experiment", kind="stable")[whole].reset_index(drop=True)
    experiments = ema.experiments(rows, list(sweep.uncertainties), list(sweep.levers))
    experiments.attrs["left_out"] = int((~whole).sum())
    return experiments, ema.registered(outcomes)
