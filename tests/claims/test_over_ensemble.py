"""Claims over the shipped ensemble: the machinery, and the committed verdicts where they are cheap; `full` takes all of them.

What the sets refute is a strict expected failure with its measured effect: it is the model's answer, and stays.
"""

from __future__ import annotations

import numpy as np
import pytest
from tests.claims import over_ensemble
from tests.claims.__main__ import OVER, PAGE
from tests.claims.findings import Finding
from tests.claims.harness import Effect, of, of_sets, over, runs
from tests.claims.over_ensemble import ASKED, ENSEMBLE, Again, Usual

from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.ensembles import EACH, read

CHEAP = (10,)  # one world each
WHOLE = PAGE.read_text(encoding="utf-8")


def pairs() -> int:
    """Two pairs a set."""
    return EACH * read(ENSEMBLE, catalogue()).sets


def committed(number: int) -> list[str]:
    """Return the rows of a claim in the part of the page over the ensemble."""
    return [line for line in WHOLE[WHOLE.index(OVER) :].splitlines() if line.startswith(f"| {number} |")]


def rows(number: int) -> list[str]:
    """Return the rows of a claim anew."""
    before = over_ensemble.usual(WHOLE)
    return [Again(before[number, each.what], each).row for each in over_ensemble.asked(number, ENSEMBLE, pairs())]


@pytest.mark.parametrize("number", [n if n in CHEAP else pytest.param(n, marks=pytest.mark.full) for n in ASKED])
def test_the_page_says_what_the_sets_say(number: int) -> None:
    assert committed(number) == rows(number)


RISES = "+0.0014 after two years, +0.0060 after five: over the sets leverage does not fall while the war lasts"


@pytest.mark.parametrize("years", [2, 5])
@pytest.mark.parametrize(
    "name", [pytest.param("leverage[CHN,PRK]", marks=pytest.mark.xfail(strict=True, reason=RISES)), "influence[CHN,PRK]"]
)
def test_standing_still_costs_china_over_the_sets_too(name: str, years: int) -> None:
    """Claim 10: at the defaults leverage and influence fall while Russia's war lasts; over the sets influence alone, and less."""
    found = {each.what: each for each in over_ensemble.asked(10, ENSEMBLE, pairs())}

    assert next(each for what, each in found.items() if what.startswith(f"{name}, {years} years")).holds


def test_a_squeeze_buys_less_where_moscow_offers_an_alternative_over_the_sets_too() -> None:
    """Claim 7, over 50 sets: the difference is clear and has one sign in nearly all of them."""
    found = next(each for each in over_ensemble.asked(7, ENSEMBLE, 100) if each.what.startswith("stress[PRK] that the squeeze buys"))

    assert found.holds and found.effect.sets is not None
    assert (found.effect.sets < 0).mean() > 0.85


def test_intervals_take_sets_as_units_only_where_an_ensemble_is_asked() -> None:
    """Pairs of a set that agree are one answer: the interval is that of the sets' means."""
    means = np.array([0.1, -0.2, 0.4, 0.3])
    found = of_sets(np.repeat(means, 2), np.repeat(np.arange(4), 2))

    assert found.mean == pytest.approx(0.15)
    assert found.half == pytest.approx(3.182 * means.std(ddof=1) / 2)
    assert of(np.repeat(means, 2)).sets is None
    with over(ENSEMBLE):
        assert of(np.repeat(means, 2)) == found
    assert of(np.repeat(means, 2)).n == 8


def test_runs_over_an_ensemble_are_kept_apart_from_those_at_the_defaults() -> None:
    usual = runs("baseline", 4, years=1)
    with over(ENSEMBLE):
        other = runs("baseline", 4, years=1)

    assert not np.array_equal(usual.values["leverage[CHN,PRK]"], other.values["leverage[CHN,PRK]"])
    assert runs("baseline", 4, years=1) is usual


@pytest.mark.parametrize(
    ("usual", "mean", "half", "holds", "told"),
    [
        (Usual(-0.1, -0.2, -0.05, True), -0.1, 0.05, True, ""),
        (Usual(-0.1, -0.2, -0.05, True), -0.1, 0.15, False, "**no longer shown**"),
        (Usual(-0.1, -0.2, -0.05, True), 0.1, 0.05, False, "**no longer shown, sign turned**"),
        (Usual(0.1, -0.2, 0.3, False), 0.1, 0.05, True, "**holds now**"),
    ],
)
def test_a_verdict_says_what_changed(usual: Usual, mean: float, half: float, holds: bool, told: str) -> None:
    found = Finding(1, "emergent", "x", Effect(mean, half, 4, np.array([mean, mean])), None, holds)

    assert Again(usual, found).verdict == told
    assert Again(usual, found).same[0] == (1.0 if mean * usual.mean > 0 else 0.0)


def test_the_page_is_read_for_what_it_says_at_the_defaults() -> None:
    page = "## 7. Squeeze.\n\n| what | effect |\n| a, b | +0.5000 [-0.1000, +1.1000] | +3 % | emergent | no |\n\n## 8. Other.\n"

    assert over_ensemble.usual(page) == {(7, "a, b"): Usual(0.5, -0.1, 1.1, False)}


def test_sets_leave_to_a_scenario_what_it_sets() -> None:
    found = over_ensemble.frame(read(ENSEMBLE, catalogue()))

    assert len(found) == read(ENSEMBLE, catalogue()).sets
    assert set(found) <= set(read(ENSEMBLE, catalogue()).parameters)
