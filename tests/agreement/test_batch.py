"""The batch engine gives what SimPy gives, bit for bit: every scenario, every strategy, generated worlds, any way to cut them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from northeastsim.engine import loop, pool, runner
from northeastsim.engine.record import Block
from northeastsim.engine.runner import Runner
from northeastsim.errors import RunError
from northeastsim.rulebook import layout as at
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import load
from northeastsim.scenario.sources import shipped
from northeastsim.scenario.tables import Tables, tables
from strategies import documents, laid_out, some

Run = Callable[..., int]
SCENARIOS = sorted(shipped(catalogue()))
STRATEGIES = sorted((str(entry["actor"]), name) for name, entry in catalogue().strategies.items() if entry["actor"] != "any")


def shortened(name: str, full_size: bool, **settings: Any) -> Tables:
    """A shipped scenario, no longer than its dated events need unless the long sizes are asked for."""
    if not full_size:
        document = load(name, catalogue=catalogue()).document
        dated = [int(str(event["date"])[:4]) for event in document["events"] if event.get("date")]
        settings = {"years": max([2, *(year + 1 - int(str(document["start"])[:4]) for year in dated)])} | settings
    return tables(load(name, catalogue=catalogue(), settings=settings))


def parting(simpy: Block, batch: Block, laid: Tables) -> str:
    """Say where two blocks part: the first event that differs, or the first date and score; nothing if they are equal."""
    events = [list(zip(*(column.tolist() for column in block.events.values()), strict=True)) for block in (simpy, batch)]
    for row, (one, other) in enumerate(zip(*events, strict=False)):
        if one != other:
            named = dict(zip(simpy.events, one, strict=True))
            return f"row {row}, {laid.types[named['type']]}: SimPy {named}, batch {dict(zip(batch.events, other, strict=True))}"
    if len(events[0]) != len(events[1]):
        return f"SimPy logs {len(events[0])} events, batch {len(events[1])}"
    for key in simpy.impulses:
        if simpy.impulses[key].tolist() != batch.impulses[key].tolist():
            return f"impulses differ in {key}"
    if simpy.monthly.tobytes() != batch.monthly.tobytes():
        replication, date, name = (int(k[0]) for k in np.nonzero(simpy.monthly.view(np.int64) != batch.monthly.view(np.int64)))
        return f"replication {replication}, {simpy.dates[date]}: {simpy.names[name]}"
    same = (simpy.ended.tolist(), simpy.ended_by.tolist(), simpy.predictions, simpy.decisions) == (
        batch.ended.tolist(), batch.ended_by.tolist(), batch.predictions, batch.decisions,
    )  # fmt: skip
    return "" if same else "they end differently"


def both(laid: Tables, run: Run, seed: int = 63, count: int = 1) -> str:
    """Run a world on both engines and say where they part."""
    return parting(pool.run_block(laid, seed, 0, count, True), Runner(laid, run, True).block(seed, 0, count), laid)


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_scenario(name: str, run: Run, full_size: bool) -> None:
    laid = shortened(name, full_size)

    for seed in range(5 if full_size else 1):
        assert both(laid, run, seed) == ""


@pytest.mark.parametrize(("actor", "strategy"), STRATEGIES)
def test_every_strategy(actor: str, strategy: str, run: Run, full_size: bool) -> None:
    laid = shortened("s400_transfer", full_size, **{f"actors.{actor}.strategy": strategy})

    assert both(laid, run) == ""


@some(20)
@given(document=documents(most=4, years=2))
def test_generated_worlds(run: Run, document: dict[str, Any]) -> None:
    """Twice each: in the second replication the batch engine knows already what the options of the first do."""
    assert both(laid_out(document), run, count=2) == ""


@some(3)
@given(document=documents(fewest=6))
def test_large_generated_worlds(run: Run, document: dict[str, Any]) -> None:
    assert both(laid_out(document), run) == ""


KEYS = [
    {"id": "sale", "date": "2024-02-01", "type": "arms_transfer", "initiator": "RUS", "target": "PRK", "system": "s400",
     "quantity": [1, 4]},
    {"id": "thanks", "after": {"event": "sale", "days": 20}, "type": "summit", "initiator": "PRK", "target": "RUS",
     "consent": "ask", "probability": [0.3, 0.9]},
    {"id": "again", "after": {"event": "thanks"}, "type": "military_visit", "initiator": "RUS", "target": "PRK"},
    {"id": "test", "hazard": [0.5, 6], "type": "nuclear_test", "initiator": "PRK"},
    {"id": "answer", "hazard": 4, "after": {"event": "test", "days": 3}, "type": "friction", "initiator": "KOR", "target": "PRK"},
    {"id": "often", "when": "stability >= 0", "repeat": "30 days", "type": "port_call", "initiator": "CHN", "target": "RUS",
     "probability": 0.5},
]  # fmt: skip


def test_events_without_a_date_and_ranges(run: Run) -> None:
    """Followers, hazards, probabilities and what is drawn from a range."""
    laid = laid_out({"format": 1, "extends": "northeast_asia_2024", "years": 1, "events": KEYS})

    assert both(laid, run, count=6) == ""


def crowd(n: int) -> dict[str, Any]:
    """As many states as there may be: neighbours in a ring like each other, those across it do not."""
    ids = [f"A{k}" for k in range(n)]
    return {
        "format": 1, "start": "2024-01-01", "years": 1,
        "actors": {a: {"economy_busd": 100.0 + k, "spending_busd": 3.0 + 0.1 * k, "growth": 0.02, "strategy": "neutral"}
                   for k, a in enumerate(ids)},
        "relations": {f"{a}, {ids[(k + d) % n]}": {"alignment": 0.5 if d == 1 else -0.6, "commitment": 0.3 if d == 1 else 0.0}
                      for k, a in enumerate(ids) for d in (1, n // 2)},
        "parameters": {"choice.consideration": 0.002},
    }  # fmt: skip


def test_as_many_states_as_there_may_be(run: Run) -> None:
    """32 of them, with a type of act that moves all regards and all economies, so that everything hangs on one option."""
    move = {"of": "everyone", "by": 0.001}
    everything = [{"change": "alignment", "to": "everyone", **move}] * 3 + [{"change": "economy", **move}]
    kind = {"roles": {"initiator": "required", "target": "required"}, "partners": "target",
            "stages": [{"name": "announced", "after_days": 0, "effects": everything}]}  # fmt: skip
    event = {"id": "all", "date": "2024-03-01", "type": "upheaval", "initiator": "A0", "target": "A1", "consent": "ask"}
    laid = laid_out(crowd(32) | {"event_types": {"upheaval": kind}, "events": [event]})

    assert both(laid, run) == ""


def test_what_options_do_is_forgotten_where_there_is_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """Interpreted, with room for a handful: the same as with room for all."""
    laid = shortened("s400_transfer", False)
    roomy = Runner(laid, loop.run, True).block(63, 0, 1)
    monkeypatch.setattr(at, "MOST_PLANNED", 200)

    assert parting(roomy, Runner(laid, loop.run, True).block(63, 0, 1), laid) == ""


def test_an_act_of_too_many_changes_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(at, "MOST_CHANGES", at.MOST_PLANNED + 4)

    with pytest.raises(RunError, match="one act makes more than"):
        Runner(shortened("s400_transfer", False), loop.run).block(63, 0, 1)


def test_a_war_ends_both_alike(run: Run) -> None:
    """Its replications keep their last values; the observations that war cut off are those of its day."""
    laid = shortened("baseline", False, **{"parameters.crisis.war_logit": 20.0, "settings.war": "ends", "years": 5})

    assert both(laid, run, count=3) == ""
    assert Runner(laid, run).block(63, 0, 3).ended_by.max() > 0


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("most", [1, 3, 200])
def test_nothing_hangs_on_workers_or_blocks(workers: int, most: int, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    laid = shortened("s400_transfer", False)
    whole = Runner(laid, run, True).block(7, 4, 11)
    monkeypatch.setattr(pool, "MOST_IN_BLOCK", most)

    blocks = list(pool.replicate(laid, 7, 4, 11, workers=workers, engine="batch", impulses=True))

    assert [block.first for block in blocks] == list(range(4, 15, blocks[0].count))
    assert np.concatenate([block.monthly for block in blocks]).tobytes() == whole.monthly.tobytes()
    for table in ("events", "impulses"):
        for key, column in getattr(whole, table).items():
            assert np.concatenate([getattr(block, table)[key] for block in blocks]).tolist() == column.tolist()


def test_the_loop_without_the_compiler(run: Run) -> None:
    """As it stands, on lists."""
    laid = shortened("s400_transfer", False)

    assert parting(Runner(laid, loop.run, True).block(63, 0, 1), Runner(laid, run, True).block(63, 0, 1), laid) == ""


def test_a_buffer_that_fills_is_enlarged(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The queue, the log and the impulses; the replication is run again from its start."""
    laid = shortened("s400_transfer", False)
    roomy = Runner(laid, run, True).block(63, 0, 2)
    monkeypatch.setattr(runner, "FIRST_ROOM", dict.fromkeys(runner.FIRST_ROOM, 1))

    assert parting(roomy, Runner(laid, run, True).block(63, 0, 2), laid) == ""


def test_the_most_that_a_replication_may_fill_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    laid = shortened("s400_transfer", False)
    monkeypatch.setattr(runner, "FIRST_ROOM", dict.fromkeys(runner.FIRST_ROOM, 16))
    monkeypatch.setattr(runner, "MOST_ROOM", 64)

    with pytest.raises(RunError, match="replication 5 has more than 64 rows of its log, the most there may be"):
        Runner(laid, run).block(63, 5, 1)


def test_a_trouble_is_worded_as_on_simpy(run: Run) -> None:
    laid = shortened("s400_transfer", False, **{"parameters.crisis.base_rate": 20})

    with pytest.raises(RunError) as slow:
        pool.run_block(laid, 63, 0, 1)
    with pytest.raises(RunError) as quick:
        Runner(laid, run).block(63, 0, 1)
    assert "a rate rose above the cap" in str(slow.value) and str(slow.value) == str(quick.value)
