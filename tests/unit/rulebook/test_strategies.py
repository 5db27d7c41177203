"""Strategies that change: a new government, a succession, an adaptive state."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import Any

import numpy as np
import pytest

import northeastsim as ne
from naive import document
from northeastsim.engine.pool import replicate
from northeastsim.engine.record import LOG_COLUMNS
from northeastsim.engine.single import World
from northeastsim.errors import ScenarioError
from northeastsim.rulebook import layout as at
from northeastsim.scenario.tables import tables
from strategies import laid_out

BASE: dict[str, Any] = {"format": 1, "extends": "northeast_asia_2024", "start": "2024-01-01", "years": 3}
ELECTION = {"id": "vote", "date": "2025-06-04", "type": "government_change", "target": "KOR",
            "strategies": {"alliance_first": 0.25, "pragmatic_engagement": 0.75}}  # fmt: skip
MINDFUL = {
    "strategies": {
        "mindful": {"actor": "CHN", "starts_as": "strategic_ambiguity", "switching_days": 200,
                    "switches": [{"when": "influence[CHN, PRK] < 0.9", "to": "outbid_moscow"}]}
    },
    "actors": {"CHN": {"strategy": "mindful"}},
}  # fmt: skip


def worlds(changes: dict[str, Any], count: int) -> list[World]:
    scenario = ne.load({**BASE, **changes})
    return [scenario.world(r).run() for r in range(count)]


def follows(world: World, actor: str) -> str:
    k = world.m[at.FOLLOWS + world.tables.actors.index(actor)]
    return world.tables.strategies[k][1]


def test_a_new_government_is_drawn_by_its_weights() -> None:
    quiet = {"settings": {"decisions": False, "streams": False}, "years": 2}
    drawn = Counter(follows(world, "KOR") for world in worlds({**quiet, "events": [ELECTION]}, 100))

    assert set(drawn) == {"alliance_first", "pragmatic_engagement"}
    assert 25 - 4 * 4.4 < drawn["alliance_first"] < 25 + 4 * 4.4


def test_a_new_government_wants_what_its_strategy_wants() -> None:
    """After the vote weights, appetites, what is liked as a guest and what is refused are those of a world that began so."""
    vote = {**ELECTION, "strategies": {"pragmatic_engagement": 1.0}}
    changed = worlds({"events": [vote], "years": 2}, 1)[0]
    other = ne.load({**BASE, "events": [vote], "years": 2, "actors": {"KOR": {"strategy": "pragmatic_engagement"}}}).world(0)
    i, n, t = changed.tables.actors.index("KOR"), len(changed.tables.actors), changed.t

    for c in range(at.CONCERNS):
        assert changed.x[at.CONCERN_WEIGHT + at.ACTOR_PITCH * c + i] == other.x[at.CONCERN_WEIGHT + at.ACTOR_PITCH * c + i]
    for o, option in enumerate(changed.tables.options):
        place = t[at.AT_OPTION_APPETITE] + o if option.actor == "KOR" else t[at.AT_OPTION_CONSENT] + n * o + i
        assert changed.x[place] == other.x[place], str(option)
        assert changed.m[t[at.AT_OPTION_FORBIDDEN] + o] == other.m[t[at.AT_OPTION_FORBIDDEN] + o], str(option)


def test_an_adaptive_state_goes_over_when_its_condition_holds_and_pays_for_it() -> None:
    world = worlds({**MINDFUL, "years": 2}, 1)[0]
    changes = [r for r in world.record.log if world.tables.types[r[at.LOG_TYPE]] == "strategy_change"]

    assert follows(world, "CHN") == "outbid_moscow"
    assert len(changes) == 1
    assert changes[0][at.LOG_TICK] >= 200 * at.MINUTES_PER_DAY
    china, korea = (world.tables.actors.index(a) for a in ("CHN", "KOR"))
    assert world.x[at.CREDIBILITY + at.PAIR * china + korea] < 1.0


def test_a_succession_without_strategies_changes_none_and_strains() -> None:
    death = {"id": "death", "date": "2025-01-15", "type": "succession", "target": "PRK"}
    world = ne.load({**BASE, "events": [death]}).world(0)
    world.run(until=datetime.date(2025, 1, 16))

    assert follows(world, "PRK") == "pendulum"
    assert world.see()["stress[PRK]"] > 0.1


def test_a_succession_that_is_over_does_not_bring_its_strategy_back() -> None:
    """Its year ends after the vote: what the vote brought stands."""
    heir = {"id": "heir", "date": "2025-01-15", "type": "succession", "target": "KOR", "strategies": {"nuclear_hedging": 1.0}}
    vote = {**ELECTION, "strategies": {"pragmatic_engagement": 1.0}}

    assert follows(worlds({"events": [heir, vote], "years": 3}, 1)[0], "KOR") == "pragmatic_engagement"


@pytest.mark.parametrize(("first", "then", "pace"), [("pendulum", "fortress", 1.2), ("fortress", "pendulum", 1.0)])
def test_launches_go_at_the_pace_of_the_strategy_that_is_followed(first: str, then: str, pace: float) -> None:
    heir = {"id": "heir", "date": "2025-01-15", "type": "succession", "target": "PRK", "strategies": {then: 1.0}}
    quiet = {"settings": {"decisions": False, "streams": False}}
    world = worlds({**quiet, "events": [heir], "actors": {"PRK": {"strategy": first}}}, 1)[0]

    assert world.x[at.POSTURE + at.ACTOR_REST + world.tables.actors.index("PRK")] == pace


def test_an_adaptive_state_of_whose_conditions_none_can_be_read_acts_as_it_began() -> None:
    """Its switches speak of states that do not take part; it follows, and by their rules, the strategy that it begins as."""
    small = document({"CHN": {"strategy": "adaptive"}, "B": {}}, settings={"decisions": True})

    assert follows(World(laid_out(small)).run(), "CHN") == "strategic_ambiguity"


HEIR = {"id": "heir", "date": "2025-09-01", "type": "succession", "target": "PRK",
        "strategies": {"pendulum": 0.25, "fortress": 0.25, "deal_as_nuclear_state": 0.5}}  # fmt: skip
ONLY_TWO = {"actors": {who: {"strategy": None} for who in ("RUS", "PRK", "JPN", "USA")}, "events": [ELECTION]}


@pytest.mark.parametrize("changes", [{**MINDFUL, "events": [ELECTION, HEIR]}, ONLY_TWO], ids=["all", "two of six"])
def test_replications_begin_with_the_first_strategy_again_and_engines_agree(changes: dict[str, Any]) -> None:
    """The batch engine runs many on the same arrays: each gives the bits, and the log, of a world of its own."""
    world = tables(ne.load({**BASE, **changes, "years": 2}).resolved)
    block = next(iter(replicate(world, 5, 0, 6, workers=1, engine="batch")))
    log = np.column_stack([block.events[name] for name in LOG_COLUMNS])

    for r in range(6):
        alone = World(world, 5, r).run().record
        assert alone.values[-1].tolist() == block.monthly[r, -1].tolist()
        assert [list(row) for row in alone.log] == log[block.events["replication"] == r].tolist()


@pytest.mark.parametrize(
    ("strategies", "told"),
    [
        ({"alliance_first": 0.5}, "weights must sum to 1, got 0.5"),
        ({"alliance_frist": 1.0}, "did you mean 'alliance_first'"),
        ({"pendulum": 1.0}, "'pendulum' is a strategy of PRK, not of KOR"),
        (None, "'government_change' needs it"),
    ],
)
def test_wrong_strategies_are_refused_where_they_stand(strategies: Any, told: str) -> None:
    with pytest.raises(ScenarioError, match="vote") as failure:
        ne.load({**BASE, "events": [{**ELECTION, "strategies": strategies}]})
    assert told in str(failure.value)


def test_a_body_has_no_government() -> None:
    with pytest.raises(ScenarioError, match="'UNSC' never decides"):
        ne.load({**BASE, "events": [{"id": "z", "date": "2025-02-01", "type": "succession", "target": "UNSC"}]})


def test_an_adaptive_strategy_cannot_lead_to_another() -> None:
    more = {**MINDFUL["strategies"], "doubly": {"starts_as": "mindful", "switches": [{"when": "1 > 0", "to": "neutral"}]}}
    with pytest.raises(ScenarioError, match="'mindful' is adaptive itself"):
        ne.load({**BASE, "strategies": more})
