"""The words of the findings over sets and of dependence and launches follow from the numbers, and the pages hold together."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from docs._findings import ensemble, ensemble_risks, together
from docs._findings.ensemble import Effect
from docs._findings.ensemble_risks import Rates
from northeastsim.analysis.association import Association
from northeastsim.study.base_rates import ALLOWED, Rate
from northeastsim.study.history.together import Together

DOCS = Path(__file__).parents[2] / "docs"
CLEAR, OTHER, NONE = Effect(-0.1, -0.2, -0.05, 0.1), Effect(0.1, 0.05, 0.2, -0.1), Effect(-0.01, -0.1, 0.1, 0.0)


def test_effects_that_are_lost_or_turn_are_named() -> None:
    lost, turned, kept = (CLEAR, NONE), (CLEAR, OTHER), (CLEAR, CLEAR)
    found = {"s400_transfer": lost, "full_partnership": turned, "russian_lifeline": kept, "quiet": (NONE, NONE)}
    told = ensemble.of_events(found)

    assert "Of 3 clear effects" in told and "1 keep a clear sign" in told
    assert "1 can no longer be told from none (s400 transfer) and 1 turn (full partnership)" in told
    assert "That of the S-400 is smaller" in told


def test_chances_over_sets_are_less_sure_than_as_many_independent_runs() -> None:
    """Twenty sets of two whose runs agree: as sure as twenty runs, not forty."""
    values = np.repeat([0.0, 1.0], 20)
    alone = ensemble_risks.chance(pd.DataFrame({"crises.count": values}), "crises.count")
    sets = ensemble_risks.chance(pd.DataFrame({"crises.count": values, "parameter_set": np.repeat(np.arange(20), 2)}), "crises.count")

    assert alone.value == sets.value == 0.5
    assert sets.high - sets.low > 1.3 * (alone.high - alone.low)


@pytest.mark.parametrize(("value", "told"), [(0.4, "All hold over the sets: 3 of 3"), (0.05, "do not over the sets: 1 of 3")])
def test_base_rates_that_do_not_hold_are_named(value: float, told: str) -> None:
    rates = {name: Rate(value if allowed[0] else 0.01, 0.0, 1.0, allowed) for name, allowed in ALLOWED.items()}
    acts = {("CHN", "summit"): Rate(0.2, 0.1, 0.3, (0.1, 0.4))}
    found = ensemble_risks.of_rates(Rates((rates, rates), (acts, acts), 10))

    assert told in found and "1 of 1 rates of acts" in found
    assert ("crises a year" in found) == (value < 0.1)


def test_the_rebuke_is_said_with_its_caveat() -> None:
    levels, nothing = Association(0.5, -0.1, 0.8, 0.07, 15), Association(0.1, -0.3, 0.4, 0.7, 15)

    assert "more dependence came with more launches" in together.rebuke(levels)
    assert "though so few years do not rule out none" in together.rebuke(levels)
    assert together.rebuke(nothing._replace(r=-0.1)).startswith("In levels the two do not rise together")
    assert "no evidence that dependence raises launches" in together.trend(levels, nothing, nothing)
    assert together.trend(levels, levels._replace(low=0.1), nothing).startswith("Trend is not all of it")


def test_a_model_whose_launches_do_not_grow_is_said_to_lack_that() -> None:
    def seen(early: float, late: float) -> Together:
        launches = np.array([[early] * 3 + [late] * 3])
        return Together(tuple(range(6)), np.ones((1, 6)), launches, np.zeros(1, dtype=np.int64))

    assert together.growth(seen(4, 4), seen(4, 8)).startswith("What the model lacks is the growth")
    assert together.growth(seen(4, 8), seen(4, 8)).startswith("From the first 3 years")


def test_the_page_over_sets_has_every_part_and_the_findings_lead_to_it() -> None:
    page = (DOCS / "findings_with_ensemble.md").read_text(encoding="utf-8")

    for head in ("## In short", "## 1. What do events", "## 2. Which of China's", "## 3. How likely", "## 4. Do base rates hold?"):
        assert head in page
    assert "(findings_with_ensemble.md)" in (DOCS / "findings.md").read_text(encoding="utf-8")
