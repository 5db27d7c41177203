"""Draws and elementary functions: both bodies give the same bits, and the functions are right."""

from __future__ import annotations

import math
import statistics
from typing import Any

import numba
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from northeastsim.engine import batch
from northeastsim.rulebook import arithmetic, chance

ADDRESSES = 1_000_000
finite = st.floats(-690, 690)
positive = st.floats(1e-300, 1e300)
probabilities = st.floats(1e-300, 1 - 1e-16)
keys = st.integers(0, 2**63 - 1)


@pytest.fixture(scope="module")
def twins() -> dict[str, Any]:
    """The second bodies, compiled by themselves."""
    space: dict[str, Any] = dict(vars(batch))
    space["mix"] = batch.jitted(batch.mix, space)
    return {name: batch.jitted(getattr(batch, name), space) for name in ("uniform", "derive")}


def addresses() -> tuple[np.ndarray, ...]:
    """Return addresses of all sizes: keys, purposes, subjects, slots."""
    rng = np.random.default_rng(16)
    shift = rng.integers(0, 63, ADDRESSES)
    return (
        rng.integers(0, 2**63 - 1, ADDRESSES),
        rng.integers(1, 20, ADDRESSES),
        rng.integers(0, 2**63 - 1, ADDRESSES) >> shift,
        rng.integers(0, 2**63 - 1, ADDRESSES) >> shift[::-1],
    )


def test_powers_of_two_are_equal() -> None:
    """Over all that `exp` may ask for."""
    second = batch.jitted(batch.power_of_two, dict(vars(batch)))

    assert all(second(k) == arithmetic.power_of_two(k) == 2.0**k for k in range(-1010, 1011))


def test_draws_are_equal_at_a_million_addresses(twins: dict[str, Any]) -> None:
    uniform = twins["uniform"]

    @numba.njit
    def each(k: Any, p: Any, s: Any, c: Any) -> Any:
        out = np.empty(k.size)
        for i in range(k.size):
            out[i] = uniform(k[i], p[i], s[i], c[i])
        return out

    where = addresses()
    quick = each(*where)
    slow = list(map(chance.uniform, *(a.tolist() for a in where)))

    assert quick.tolist() == slow
    assert min(slow) > 0 and max(slow) < 1
    assert statistics.fmean(slow) == pytest.approx(0.5, abs=4 / math.sqrt(12 * ADDRESSES))


@given(keys, keys, keys)
def test_births_are_equal(twins: dict[str, Any], a: int, b: int, c: int) -> None:
    assert twins["derive"](a, b >> 58, c) == chance.derive(a, b >> 58, c)


@given(finite)
def test_exp_is_right_and_compiles_alike(x: float) -> None:
    found = arithmetic.exp(x)

    assert found == pytest.approx(math.exp(x), rel=4.5e-16, abs=0)


@given(positive)
def test_log_is_right(x: float) -> None:
    assert arithmetic.log(x) == pytest.approx(math.log(x), rel=4e-16, abs=3e-16)


@given(probabilities)
def test_the_normal_quantile_is_right(u: float) -> None:
    """NormalDist is good to about 1e-9 far out; in between it is as good as doubles are."""
    near = 1e-6 < u < 1 - 1e-6
    assert arithmetic.normal(u) == pytest.approx(statistics.NormalDist().inv_cdf(u), abs=1e-9 if near else 1e-6)


@given(st.floats(1e-12, 0.5))
def test_the_normal_quantile_is_odd(u: float) -> None:
    assert arithmetic.normal(u) == pytest.approx(-arithmetic.normal(1 - u), abs=1e-4 if u < 1e-9 else 1e-6)


def test_elementary_functions_compile_alike() -> None:
    rng = np.random.default_rng(17)
    points = {"exp": rng.uniform(-720, 720, 50000), "log": np.exp(rng.uniform(-700, 700, 50000)),
              "normal": rng.uniform(0, 1, 5000)}  # fmt: skip
    for name, values in points.items():
        slow = getattr(arithmetic, name)
        quick = batch.jitted(slow, batch.compiled_callees(slow))

        assert [quick(v) for v in values.tolist()] == [slow(v) for v in values.tolist()]
