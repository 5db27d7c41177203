"""What a mutation is, and the tools they share."""

from __future__ import annotations

import contextlib
import pathlib
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

import yaml

from northeastsim.scenario.dump import dump
from northeastsim.scenario.reader import read
from small_world import RICH

Source = bytes | dict[str, Any] | pathlib.Path


Path = tuple[str | int, ...]


Verdict = Literal["refused", "accepted", "either"]


MUTATIONS: list[Mutation] = []


LETTERS = "abcdefghijklmnopqrstuvwxyz_"


REFERENCES = ("initiator", "target", "type", "system", "about", "strategy", "event")


@dataclass(frozen=True)
class Mutation:
    """One way to spoil a scenario."""

    name: str
    verdict: Verdict
    make: Callable[[random.Random, pathlib.Path], Source]


def mutation(verdict: Verdict) -> Callable[[Callable[[random.Random], Any]], Callable[[random.Random], Any]]:
    """Enter a function of a generator, named after the mutation, into the list."""

    def enter(make: Callable[[random.Random], Any]) -> Callable[[random.Random], Any]:
        MUTATIONS.append(Mutation(make.__name__, verdict, lambda rng, folder: either_form(rng, make(rng))))
        return make

    return enter


def filed(verdict: Verdict) -> Callable[[Callable[[random.Random, pathlib.Path], Any]], None]:
    """Enter a function that needs a folder to write into."""

    def enter(make: Callable[[random.Random, pathlib.Path], Any]) -> None:
        MUTATIONS.append(Mutation(make.__name__, verdict, make))

    return enter


def either_form(rng: random.Random, source: Any) -> Source:
    """A dict as it is or, as often, as YAML if it can be written; text as bytes."""
    if isinstance(source, str):
        return source.encode()
    if isinstance(source, dict) and rng.random() < 0.5:
        with contextlib.suppress(yaml.YAMLError, UnicodeError, RecursionError):
            return dump(source).encode()
    return source


def fresh() -> dict[str, Any]:
    """The unspoilt scenario as plain data."""
    return dict(read(RICH, "small.yaml").plain())


def places(data: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value below the top, with its path."""
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for part, value in items:
        yield (*path, part), value
        yield from places(value, (*path, part))


def at(data: Any, path: Path) -> Any:
    """The value at a path."""
    for part in path:
        data = data[part]
    return data


def put(data: Any, path: Path, value: Any) -> Any:
    """The data, changed at a path."""
    at(data, path[:-1])[path[-1]] = value
    return data


def pick(rng: random.Random, data: Any, fits: Callable[[Path, Any], bool]) -> Path:
    """A path at random among those that fit."""
    return rng.choice([path for path, value in places(data) if fits(path, value)])


def is_number(value: Any) -> bool:
    """Whether a value is a number."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def typo(rng: random.Random, word: str) -> str:
    """The word with one letter doubled, dropped, swapped or replaced; another word, spaces aside."""
    while True:
        index = rng.randrange(len(word))
        ways = (
            word[:index] + word[index] + word[index:],
            word[:index] + word[index + 1 :],
            word[:index] + word[index + 1 : index + 2] + word[index : index + 1] + word[index + 2 :],
            word[:index] + rng.choice(LETTERS) + word[index + 1 :],
        )
        spoilt = rng.choice(ways)
        if spoilt and spoilt.replace(" ", "") != word.replace(" ", ""):
            return spoilt
