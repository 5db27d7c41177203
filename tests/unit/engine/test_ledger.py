"""What is left of an event drifts as the values do; a small case by hand; what a score depends on."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from northeastsim.engine.ledger import Ledger, closed, row_of
from northeastsim.engine.mirror import dependence, state_places
from northeastsim.engine.record import observed_places
from northeastsim.engine.replay import FIRST_REVISION, itemise
from northeastsim.engine.rules import interpreted
from northeastsim.rulebook import drift
from northeastsim.rulebook import layout as at
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import load
from northeastsim.scenario.tables import Tables, tables

QUIET: dict[str, Any] = {
    "format": 1, "extends": "northeast_asia_2024", "start": "2024-01-01", "years": 2,
    "settings": {"decisions": False, "streams": False, "chance": False},
}  # fmt: skip
VISIT = {"id": "visit", "date": "2024-03-01", "type": "military_visit", "initiator": "RUS", "target": "PRK"}
EVENT = 7
# Rows in which drift is a sum of parts whatever stands elsewhere; of capital and flows while no part is of an outside war.
LINEAR = (
    at.ALIGNMENT, at.COMMITMENT, at.SUPPLY, at.PROVOCATION, at.CONTACT, at.TRADE, at.FLOWS, at.CREDIBILITY, at.BACKING,
    at.FAVOURS, at.CAPITAL, at.SPENDING, at.POSTURE, at.STRATEGIC, at.STRAIN, at.TECHNOLOGY, at.HEDGING,
)  # fmt: skip


@pytest.fixture(scope="module")
def world() -> Tables:
    """The region in which nothing happens by itself."""
    return tables(load(QUIET, catalogue=catalogue()))


@given(data=st.data(), years=st.floats(0.001, 3.0))
def test_a_part_drifts_as_the_rules_drift_the_whole(world: Tables, data: st.DataObject, years: float) -> None:
    """The state with the part, drifted, less the state without it, drifted, is the part, drifted."""
    n = len(world.actors)
    with_part, m = world.x.tolist(), world.m.tolist()
    without = list(with_part)
    places = [place for place in state_places(world) if row_of(place)[0] in LINEAR]
    moved = data.draw(st.lists(st.sampled_from(places), min_size=1, max_size=6, unique=True))
    ledger = Ledger(with_part, closed(with_part, n, moved))
    for place in moved:
        size = data.draw(st.floats(-0.2, 0.2)) * max(1.0, abs(without[place]))
        with_part[place] += size
        ledger.add(EVENT, place, size)
    tick = round(years * at.MINUTES_PER_YEAR)
    ledger.drift(tick / at.MINUTES_PER_YEAR)
    for x in (with_part, without):
        clock = list(m)
        clock[at.CLOCK] = 0
        drift.advance(x, clock, tick)

    for place, column in ledger.column.items():
        scale = max(1.0, abs(with_part[place]))
        assert ledger.held[column, 0] == pytest.approx(with_part[place] - without[place], abs=1e-9 * scale), row_of(place)


def test_a_visit_by_hand() -> None:
    """A visit closes a share of the gap to full contact, which fades by contact's half-life, as does what stood above its rest."""
    laid = tables(load({**QUIET, "events": [VISIT]}, catalogue=catalogue()))
    rules, place = interpreted(), observed_places(laid)["contact[RUS,PRK]"]
    state = at.CONTACT + at.PAIR * laid.actors.index("RUS") + laid.actors.index("PRK")
    items = itemise(laid, 1, 0, place, dependence(laid, rules, place), 0, 425 * at.MINUTES_PER_DAY, rules)
    (visit,) = items.at_once
    start, rest = float(laid.x[state]), float(laid.x[state + at.PAIR_REST])
    life, share = (float(laid.x[laid.places[name]]) for name in ("drift.contact_half_life", "effect.visit_contact"))

    def left(days: int) -> float:
        return float(0.5 ** (days / 365.25 / life))

    closes = share * (1.0 - rest - (start - rest) * left(60))  # 1 March is day 60 of 2024
    assert items.at_once[visit] == pytest.approx(closes, rel=1e-9)
    assert items.later[visit] == pytest.approx(closes * (left(365) - 1.0), rel=1e-9)
    assert items.drift[state] == pytest.approx((start - rest) * (left(425) - 1.0), rel=1e-9)


def test_a_score_depends_on_what_it_is_made_of(world: Tables) -> None:
    places, rules = observed_places(world), interpreted()
    pair = at.PAIR * world.actors.index("CHN") + world.actors.index("PRK")

    assert dependence(world, rules, places["alignment[CHN,PRK]"]) == [at.ALIGNMENT + pair]
    assert dependence(world, rules, places["monitoring"]) == [at.MONITORING]
    found = dependence(world, rules, places["influence[CHN,PRK]"])
    assert {at.CONTACT + pair, at.CAPITAL + world.actors.index("CHN")} <= set(found)
    assert not [place for place in found if row_of(place)[0] in (at.POSTURE, at.SHOCK)]


def test_every_value_of_the_state_that_an_impulse_may_move_is_kept(world: Tables) -> None:
    kept = set(state_places(world))
    n = len(world.actors)

    assert {row + i for row in range(at.ECONOMY, at.ACTOR_REST + at.ECONOMY, at.ACTOR_PITCH) for i in range(n)} <= kept
    assert len(kept) == len(state_places(world)) and np.all(np.diff(state_places(world)) > 0)


def test_a_revision_answers_for_what_its_figures_make_of_the_score_at_once() -> None:
    """Between the day before and the day after, what the score jumped by is the revision's; the rest is the day's drift."""
    revision = {"date": "2024-06-01", "parameters": {"dependence.flow_weight": 0.9}}
    laid = tables(load({**QUIET, "revisions": [revision]}, catalogue=catalogue()))
    rules, place, day = interpreted(), observed_places(laid)["dependence[PRK,RUS]"], 152
    items = itemise(laid, 1, 0, place, dependence(laid, rules, place), 0, 300 * at.MINUTES_PER_DAY, rules)
    jump = itemise(
        laid, 1, 0, place, dependence(laid, rules, place), (day - 1) * at.MINUTES_PER_DAY, (day + 1) * at.MINUTES_PER_DAY, rules
    )

    assert jump.after - jump.before > 0.05
    assert jump.at_once[FIRST_REVISION] == pytest.approx(jump.after - jump.before, rel=0.02)
    assert items.at_once[FIRST_REVISION] == jump.at_once[FIRST_REVISION]
    assert FIRST_REVISION not in items.later
    assert items.total == pytest.approx(items.after - items.before, abs=1e-12)
