"""What a scenario revises at a date: the same on both engines, in any replication, and nothing of it is seen before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from northeastsim.engine import pool
from northeastsim.engine.runner import Runner
from northeastsim.rulebook import layout as at
from northeastsim.scenario.tables import Tables
from strategies import REVISED as DAY
from strategies import documents, laid_out, revisions, some

Run = Callable[..., int]
TICK = 221 * at.MINUTES_PER_DAY


def block(laid: Tables, run: Run, count: int = 2) -> Any:
    """Some replications by the compiled loop."""
    return Runner(laid, run, True).block(63, 0, count)


@some(20)
@given(document=documents(most=4, years=2), data=st.data())
def test_both_engines_agree_and_the_past_is_untouched(run: Run, document: dict[str, Any], data: st.DataObject) -> None:
    """Three replications: in the second and third the batch engine starts from the numbers of the start again."""
    plain = laid_out(document)
    laid = laid_out(document | {"revisions": data.draw(revisions(document))})
    simpy, batch, before = pool.run_block(laid, 63, 0, 3, True), block(laid, run, 3), block(plain, run, 3)

    assert simpy.monthly.tobytes() == batch.monthly.tobytes()
    assert all(simpy.events[key].tolist() == batch.events[key].tolist() for key in simpy.events if key != "system")
    assert all(simpy.impulses[key].tolist() == batch.impulses[key].tolist() for key in simpy.impulses)
    past = [k for k, date in enumerate(batch.dates) if date.isoformat() <= DAY]
    assert batch.monthly[:, past].tobytes() == before.monthly[:, past].tobytes()
    for log in ("events", "impulses"):
        mine, theirs = getattr(batch, log), getattr(before, log)
        for key in mine:
            if key != "system":
                assert mine[key][mine["tick"] < TICK].tolist() == theirs[key][theirs["tick"] < TICK].tolist()
