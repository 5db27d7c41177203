"""Each theory's own signs, at a size that fits CI (400 pairs; `full`: 2,000); docs/reference/signs.md shows the effects.

One that the model refutes is a strict expected failure with its measured effect, and what that tells of the model.
"""

from __future__ import annotations

import pytest
from tests.claims import signs
from tests.claims.test_claims import CI, FULL

REFUTED = {
    ("balance_of_power", 2): "about 0: South Korea's trade hangs on what others do to it, hardly on how it weighs prosperity",
    ("balance_of_threat", 1): "+1.0 bn US$ a year: budgets answer security lost against what one is used to, not its level",
    ("interdependence", 2): "+0.5 bn US$ a year: security gained lowers budgets, and where they answer less they fall less",
}


def marked(theory: str, k: int) -> object:
    """Return a sign as a parameter of a test, marked where the model refutes it."""
    marks = [pytest.mark.xfail(strict=True, reason=REFUTED[theory, k])] if (theory, k) in REFUTED else []
    return pytest.param(theory, k, marks=marks, id=f"{theory}-{k}")


@pytest.mark.parametrize(("theory", "k"), [marked(*sign) for sign in signs.SIGNS])
def test_a_theory_has_the_signs_that_it_claims(theory: str, k: int, full_size: bool) -> None:
    claimed = signs.sign(theory, k)
    found = signs.measured(theory, claimed, FULL if full_size else CI)

    assert signs.holds(claimed, found), found


def test_growth_of_a_challenger_divides_balance_of_power_from_power_transition() -> None:
    """The same world, changed in the same way: what calms it for one endangers it for the other."""
    balance, transition = signs.sign("balance_of_power", 0), signs.sign("power_transition", 0)

    assert (balance["patch"], balance["measure"]) == (transition["patch"], transition["measure"])
    assert signs.measured("balance_of_power", balance, CI).low > 0 > signs.measured("power_transition", transition, CI).high
