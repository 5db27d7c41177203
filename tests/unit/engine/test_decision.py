"""A decision looked into: what it shows is what the rules did, its parts sum to the utility, its odds to 1."""

from __future__ import annotations

import pytest

from northeastsim.engine.decision import FORBIDDEN, OVERLOOKED, WEIGHED, Decision, decision
from northeastsim.engine.rules import interpreted
from northeastsim.engine.single import World
from northeastsim.rulebook import layout as at
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import load
from northeastsim.scenario.tables import Tables, tables

SEED, REPLICATION = 63, 2


@pytest.fixture(scope="module")
def world() -> Tables:
    """A year of a shipped scenario."""
    return tables(load("baseline", catalogue=catalogue(), settings={"years": 1}))


@pytest.fixture(scope="module")
def run(world: Tables) -> World:
    """The same year as it went."""
    return World(world, SEED, REPLICATION).run()


def looked_into(world: Tables, actor: str, number: int) -> Decision:
    """A decision that came."""
    found = decision(world, SEED, REPLICATION, world.actors.index(actor), number, interpreted())
    assert isinstance(found, Decision)
    return found


@pytest.fixture(scope="module")
def decisions(world: Tables, run: World) -> dict[tuple[str, int], Decision]:
    """Some decisions of everyone, among them the first that each carried out."""
    wanted = {(actor, number) for actor in world.actors for number in (0, 3)}
    for actor in range(len(world.actors)):
        for row in run.record.log:
            if row[at.LOG_CAUSE_KIND] == at.BY_DECISION and row[at.LOG_INITIATOR] == actor:
                wanted.add((world.actors[actor], row[at.LOG_CAUSE]))
                break
    return {(actor, number): looked_into(world, actor, number) for actor, number in sorted(wanted)}


def test_what_was_drawn_is_what_the_run_logs(world: Tables, run: World, decisions: dict[tuple[str, int], Decision]) -> None:
    """An act that a decision began carries its number and day; where nothing was drawn, no such act stands in the log."""
    acts = 0
    for (actor, number), found in decisions.items():
        begun = [
            row for row in run.record.log
            if row[at.LOG_CAUSE_KIND] == at.BY_DECISION and world.actors[row[at.LOG_INITIATOR]] == actor
            and row[at.LOG_CAUSE] == number and row[at.LOG_TICK] == found.tick
        ]  # fmt: skip
        if found.drawn < 0:
            assert not begun
        elif begun:
            acts += 1
            assert world.types[begun[0][at.LOG_TYPE]] == world.options[found.drawn].kind

    assert acts >= 4


def test_parts_sum_to_the_utility(decisions: dict[tuple[str, int], Decision]) -> None:
    weighed = [choice for found in decisions.values() for choice in found.choices if choice.status == WEIGHED]

    assert len(weighed) > 60
    for choice in weighed:
        assert choice.parts is not None
        assert choice.parts.utility == pytest.approx(choice.utility, abs=1e-12)
    assert any(choice.parts and choice.parts.audience < 0.0 for choice in weighed)
    assert any(choice.parts and choice.parts.consent < 1.0 for choice in weighed)


def test_odds_sum_to_one_and_the_draw_falls_on_what_was_drawn(decisions: dict[tuple[str, int], Decision]) -> None:
    for found in decisions.values():
        if not found.can_act:
            continue
        below, reached = found.waiting, found.drawn < 0 and found.draw < found.waiting
        for choice in found.choices:
            if choice.option == found.drawn:
                reached = below <= found.draw < below + choice.probability
            below += choice.probability

        assert below == pytest.approx(1.0, abs=1e-12)
        assert reached


def test_only_what_is_weighed_has_a_probability(decisions: dict[tuple[str, int], Decision]) -> None:
    others = [choice for found in decisions.values() for choice in found.choices if choice.status != WEIGHED]

    assert {OVERLOOKED, FORBIDDEN} <= {choice.status for choice in others}
    assert all(choice.probability == 0.0 and choice.parts is None for choice in others)


def test_what_an_act_is_expected_to_do_is_the_mean_over_the_horizon(
    world: Tables, decisions: dict[tuple[str, int], Decision]
) -> None:
    """A visit is expected to add to contact, on both sides alike, and to be felt by nobody more than at once."""
    places = {at.CONTACT + at.PAIR * i + j for i in range(6) for j in range(6)}
    seen = 0
    for found in decisions.values():
        for choice in found.choices:
            if choice.parts and world.options[choice.option].kind == "military_visit":
                moved = [size for place, size in choice.parts.effects if place in places]
                seen += 1
                assert len(moved) == 2 and moved[0] == pytest.approx(moved[1], rel=1e-9)
                assert 0.0 < moved[0] < float(world.x[world.places["effect.visit_contact"]])

    assert seen > 0


def test_a_decision_that_never_came_is_answered_by_how_many_there_were(world: Tables) -> None:
    count = decision(world, SEED, REPLICATION, 0, 10_000, interpreted())

    assert isinstance(count, int) and count > 3
    assert isinstance(decision(world, SEED, REPLICATION, 0, count - 1, interpreted()), Decision)
    assert decision(world, SEED, REPLICATION, 0, count, interpreted()) == count


def test_nothing_is_weighed_without_attention() -> None:
    document = {
        "format": 1, "extends": "northeast_asia_2024", "start": "2024-01-01", "years": 1,
        "strategies": {"idle": {"actor": "CHN", "attention": 0}}, "actors": {"CHN": {"strategy": "idle"}},
    }  # fmt: skip
    found = looked_into(tables(load(document, catalogue=catalogue())), "CHN", 1)

    assert (found.can_act, found.drawn, found.choices) == (False, -1, [])
