"""Policies decide in an actor's place, and see what they decide on."""

from __future__ import annotations

import numpy as np
import pytest

from northeastsim.engine.policy import WAIT, scripted
from northeastsim.engine.single import World
from northeastsim.errors import RunError
from northeastsim.rulebook import layout as at
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import load
from northeastsim.scenario.tables import Tables, tables


@pytest.fixture(scope="module")
def base() -> Tables:
    """The base region for a year."""
    return tables(load("baseline", catalogue=catalogue(), settings={"years": 1}))


def chosen(world: World, actor: str) -> list[str]:
    """Return the types that an actor's own decisions began or proposed, in order."""
    i = world.tables.actors.index(actor)
    rows = [row for row in world.record.log if row[10] == at.BY_DECISION and row[5] == i]
    return list(dict.fromkeys(world.tables.types[row[3]] for row in rows))


def test_a_policy_that_waits_keeps_its_actor_still_and_nobody_else(base: Tables) -> None:
    """China waits at every decision; the others decide on."""
    world = World(base, 63, 0, policies={"CHN": lambda seen, options: WAIT}).run()

    assert chosen(world, "CHN") == []
    assert any(chosen(world, actor) for actor in base.actors)


def test_a_script_is_followed(base: Tables) -> None:
    """A planned summit with Pyongyang is proposed at the first decision on or after its date."""
    policy = scripted({"2024-06-01": "summit PRK", "2024-03-01": "military_visit"})
    worlds = [World(base, 63, 0, policies={"CHN": policy}).run() for _ in range(2)]

    assert [chosen(world, "CHN") for world in worlds] == [["military_visit", "summit"]] * 2  # it is not used up by the first


def test_an_answer_may_be_a_numpy_integer(base: Tables) -> None:
    """As `np.argmax` gives it."""
    world = World(base, 63, 0, policies={"CHN": lambda seen, options: np.argmax([o.utility for o in options])}).run()  # type: ignore[arg-type, return-value]

    assert chosen(world, "CHN")


def test_a_policy_sees_all_open_options_their_utilities_and_the_scores(base: Tables) -> None:
    """More options than limited attention would consider, each a distinct act, beside the date and every score."""
    seen_by = []

    def watch(seen, options):  # type: ignore[no-untyped-def]
        seen_by.append((seen, list(options)))
        return WAIT

    World(base, 63, 0, policies={"CHN": watch}).run()
    seen, options = seen_by[0]

    assert len(options) > 30 and len({str(offer) for offer in options}) == len(options)
    assert seen.actor == "CHN" and 0 < seen.scores["influence[CHN,PRK]"] < 1
    assert all(-100 < offer.utility < 100 for offer in options)


def test_what_no_policy_may_answer(base: Tables) -> None:
    """An index beyond the options, a truth value, a word: one worded error each."""
    for answer in (10_000, True, "summit", -2):
        with pytest.raises(RunError, match="policy of CHN answered"):
            World(base, 63, 0, policies={"CHN": lambda seen, options, a=answer: a}).run()  # type: ignore[misc]


def test_a_policy_for_nobody_is_an_error(base: Tables) -> None:
    """A misspelt actor."""
    with pytest.raises(RunError, match="unknown actor 'CNH'"):
        World(base, 63, 0, policies={"CNH": lambda seen, options: WAIT})
