"""Candidates of crises: no hazard outruns their rate, and what surely passes never would have been one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northeastsim.engine.single import World
from northeastsim.rulebook import layout as at
from northeastsim.rulebook import parameters as of
from northeastsim.rulebook import scores, streams, turn
from strategies import laid_out, numbers

REGION = {"format": 1, "extends": "northeast_asia_2024", "start": "2024-01-01", "years": 3, "settings": {"war": "marks"}}
QUARRELS = [
    {"crisis.parity": 2},
    {"crisis.parity": -2},
    {"crisis.interdependence": 15},
    {"crisis.parity": 2, "crisis.interdependence": 5},
]


@pytest.fixture(scope="module")
def region() -> Any:
    """The region's tables as lists."""
    tables = laid_out(REGION)
    return tables.x.tolist(), tables.m.tolist(), tables.t.tolist()


@pytest.mark.parametrize("quarrel", QUARRELS)
@given(data=st.data())
def test_no_hazard_outruns_its_candidates(region: Any, quarrel: dict[str, float], data: st.DataObject) -> None:
    """At full hostility, with all the provocation that counts and whatever sizes, over the plausible range of what is contested."""
    x, m, t = (list(array) for array in region)
    n = m[at.ACTORS]
    x[of.PARITY], x[of.INTERDEPENDENCE] = quarrel.get("crisis.parity", 0.0), quarrel.get("crisis.interdependence", 0.0)
    sizes = st.one_of(numbers(1, 30000), st.just(1000.0))
    for i in range(n):
        x[at.ECONOMY + i], x[at.CAPITAL + i] = data.draw(sizes), data.draw(sizes)
        for j in range(n):
            x[at.ALIGNMENT + at.PAIR * i + j], x[at.PROVOCATION + at.PAIR * i + j] = -1.0, 9.0
    scores.note_exposed(x, m)
    scores.refresh(x, m, t)

    for e in range(m[at.EXPOSED]):
        k = m[at.EXPOSED_PAIR + e]
        felt = scores.felt_by_both(x, k, at.PAIR * (k % at.PAIR) + k // at.PAIR)
        bound = scores.crisis_rate(x, k, 2.0, felt, 0.0, scores.most_contested(x, 2.0))
        assert x[at.HAZARD + k] <= bound * (1 + 1e-12)
        assert x[at.HAZARD + k] + streams.incident_rate(x, k, 2.0, felt) <= streams.cap(x)


def log(parameters: dict[str, float]) -> list[Any]:
    """What happens in three years of the region."""
    return World(laid_out(REGION | {"parameters": parameters}), 63, 1).run().record.log


@pytest.mark.parametrize("quarrel", QUARRELS)
def test_what_surely_passes_never_would_have_been_one(quarrel: dict[str, float], monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing else happens if every candidate is looked at in earnest."""
    quick = log(quarrel)
    monkeypatch.setattr(turn, "surely_passes", lambda x, m, k, number: False)

    assert log(quarrel) == quick


def test_the_cap_is_the_parameter_where_parity_counts_for_nothing(region: Any) -> None:
    x = list(region[0])
    assert x[of.PARITY] == 0.0

    assert streams.cap(x) == x[of.CRISIS_CAP]
