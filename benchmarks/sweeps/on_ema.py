"""A sweep by the EMA Workbench, as its documentation would have it: `python -m benchmarks.sweeps.on_ema MODEL POINTS ...`."""

from __future__ import annotations

import sys
import warnings

from benchmarks.sweeps.models import MODELS, Swept

with warnings.catch_warnings():  # it warns of parts of its own that are not installed, and not used here
    warnings.simplefilter("ignore")
    from ema_workbench import (
        ArrayOutcome,
        Model,
        MultiprocessingEvaluator,
        RealParameter,
        ScalarOutcome,
        Scenario,
        SequentialEvaluator,
        save_results,
    )
    from ema_workbench.em_framework.model import ReplicatorModel


def workbench_model(swept: Swept, replications: int) -> Model:
    """Return a model as the workbench has it; with replications it takes another class, and gives arrays."""
    model = Model("swept", function=swept.run) if replications == 1 else ReplicatorModel("swept", function=swept.run)
    model.uncertainties = [RealParameter(name, *ends) for name, ends in swept.ranges.items()]
    model.outcomes = [(ScalarOutcome if replications == 1 else ArrayOutcome)(name) for name in swept.outcomes]
    if replications > 1:
        model.replications = replications
    return model


def given(swept: Swept, points: int) -> list[Scenario]:
    """Return points that the workbench does not choose itself."""
    chosen = (dict(zip(swept.ranges, values, strict=True)) for values in swept.points(points))
    return [Scenario(str(k), **values) for k, values in enumerate(chosen)]


def main(name: str, points: int, replications: int, workers: int, file: str = "") -> None:
    """Sweep a model over a Latin hypercube of so many points; the result stays in memory, unless a file is named."""
    swept = MODELS[name]
    model = workbench_model(swept, replications)
    scenarios = given(swept, points) if name == "fragile" else points
    evaluator = SequentialEvaluator(model) if workers == 1 else MultiprocessingEvaluator(model, n_processes=workers)
    with evaluator:
        results = evaluator.perform_experiments(scenarios=scenarios, log_progress=True)
    if file:
        save_results(results, file)


if __name__ == "__main__":
    main(sys.argv[1], *(int(word) for word in sys.argv[2:5]), *sys.argv[5:])
