"""The run on plain SimPy as a model of the EMA Workbench, which samples, spreads and collects: the seed is what varies."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any

from benchmarks.peers.choice import COUNTS, ENDS, kinds
from benchmarks.peers.on_simpy import prepared, run

with warnings.catch_warnings():  # it warns of parts of its own that are not installed, and not used here
    warnings.simplefilter("ignore")
    from ema_workbench import (
        IntegerParameter,
        Model,
        MultiprocessingEvaluator,
        ScalarOutcome,
        Scenario,
        SequentialEvaluator,
    )


def runs(seeds: Sequence[int], cores: int) -> list[dict[str, Any]]:
    """Run once for every seed by an evaluator of the workbench."""
    model = Model("reduced", function=run)
    model.uncertainties = [IntegerParameter("seed", 0, 2**31)]
    names = [*COUNTS, *ENDS, *(f"begun[{kind}]" for kind in kinds(prepared()[0])), "began", "ended"]
    model.outcomes = [ScalarOutcome(name) for name in names]
    scenarios = [Scenario(str(seed), seed=seed) for seed in seeds]
    evaluator = SequentialEvaluator(model) if cores == 1 else MultiprocessingEvaluator(model, n_processes=cores)
    with evaluator:
        _, found = evaluator.perform_experiments(scenarios=scenarios, log_progress=True)
    return [{name: found[name][r] for name in names} for r in range(len(scenarios))]
