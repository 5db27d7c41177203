"""Thousands of spoilt scenarios: each gets its verdict, in words, in time, and never a traceback.

NORTHEASTSIM_FUZZ  how many to try (3,000 unless set; 100,000 for the long run).
"""

from __future__ import annotations

import os
import pathlib
import random
import time
from typing import Any

import pytest

from mutations import MUTATIONS, Mutation, typo
from northeastsim.errors import ScenarioError
from northeastsim.scenario.load import dump, load, loads
from small_world import RICH, SCENARIO, small_catalogue

TRIES = int(os.environ.get("NORTHEASTSIM_FUZZ", "3000"))
CATALOGUE = small_catalogue()
UNSPOILT = loads(RICH, catalogue=CATALOGUE).document
SLOWEST = 10.0
HEAVY = {"too_many_values": 3, "too_large": 20}


def loaded(source: Any) -> Any:
    """The resolved scenario of any kind of source."""
    if isinstance(source, bytes):
        return loads(source, catalogue=CATALOGUE, file="fuzz.yaml")
    return load(source, catalogue=CATALOGUE)


def verdict(source: Any) -> str:
    """`accepted`, `changed` (accepted, but another scenario) or `refused`, each in good manner."""
    try:
        document = loaded(source).document
    except ScenarioError as error:
        check_words(error)
        return "refused"
    assert loads(dump(document), catalogue=CATALOGUE).document == document
    return "accepted" if document == UNSPOILT else "changed"


def check_words(error: ScenarioError) -> None:
    """Every problem is one line of bounded length that names its file and says something."""
    assert error.problems
    for problem in error.problems:
        line = str(problem)
        assert "\n" not in line
        assert problem.message
        assert problem.file
        assert len(line) < 1500
        assert line.isprintable()
        assert (problem.line is None) == (problem.column is None)


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_a_spoilt_scenario_gets_its_verdict(mutation: Mutation, tmp_path: pathlib.Path) -> None:
    """The expected one, for every seed."""
    tries = -(-TRIES // len(MUTATIONS))
    for seed in range(min(tries, HEAVY.get(mutation.name, tries))):
        source = mutation.make(random.Random(f"{mutation.name} {seed}"), tmp_path)
        begun = time.process_time()

        found = verdict(source)

        assert time.process_time() - begun < SLOWEST, f"{mutation.name}, seed {seed}"
        assert mutation.verdict in ("either", found), f"{mutation.name}, seed {seed}: {found}"


def test_every_mutation_is_named_once() -> None:
    """A verdict is looked up by name."""
    names = [mutation.name for mutation in MUTATIONS]

    assert len(names) == len(set(names)) >= 40


def test_a_misspelt_setting_is_never_silent() -> None:
    """Whatever letter of a path is wrong, --set says so."""
    paths = [
        "actors.CHN.growth",
        "relations.RUS,PRK.alignment",
        "parameters.crisis.base_rate",
        "events.s400_deal.quantity",
    ]
    paths += ["systems.s400.enabling", "settings.chance", "seed", "strategies.pendulum.attention"]
    for seed in range(max(200, TRIES // 10)):
        rng = random.Random(f"setting {seed}")
        path = typo(rng, rng.choice(paths))
        with pytest.raises(ScenarioError) as caught:
            loads(SCENARIO, catalogue=CATALOGUE, settings={path: 0})
        check_words(caught.value)
        assert {problem.file for problem in caught.value.problems} <= {"<--set>", "<text>"}


def test_any_setting_is_taken_or_refused_in_words() -> None:
    """Any path, any value."""
    parts = [
        "actors",
        "CHN",
        "growth",
        "events",
        "s400_deal",
        "",
        "0",
        "id",
        "relations",
        "RUS,PRK",
        "format",
        "a" * 99,
        "é",
    ]
    values: list[Any] = [None, 0, -1.5, True, "x", [], {}, {"value": 1}, [{}], float("nan"), object()]
    for seed in range(max(300, TRIES // 10)):
        rng = random.Random(f"any setting {seed}")
        path = ".".join(rng.choice(parts) for _ in range(rng.randint(0, 5)))
        try:
            loads(SCENARIO, catalogue=CATALOGUE, settings={path: rng.choice(values)})
        except ScenarioError as error:
            check_words(error)
