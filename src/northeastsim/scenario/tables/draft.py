"""What the table builders share: the arrays being filled, the scenario, and the problems found on the way."""

import datetime
import hashlib
from dataclasses import dataclass, field
from typing import Any

from northeastsim.errors import Problem, ScenarioError
from northeastsim.rulebook import layout as at
from northeastsim.rulebook import parameters as of
from northeastsim.rulebook.arithmetic import log
from northeastsim.scenario.dates import horizon
from northeastsim.scenario.load import Resolved
from northeastsim.scenario.schema import value_of


def identity(*words: str) -> int:
    """Return a 63-bit hash of ids: the subject of draws, the same in every scenario and on every machine."""
    digest = hashlib.sha256("\x1f".join(words).encode()).digest()
    return int.from_bytes(digest[:8], "big") >> 1


@dataclass
class Draft:
    """Tables in the making.

    `x` and `m` grow at their ends; `t` is a header and the blocks that `block` appends. `places` maps a name to its
    place in x, for parameters and for the unnamed numbers of effects.
    """

    resolved: Resolved
    x: list[float] = field(default_factory=lambda: [0.0] * at.OPTION_MEMORY)
    m: list[int] = field(default_factory=lambda: [0] * at.OPTION_STATE)
    t: list[int] = field(default_factory=lambda: [0] * at.HEADER)
    places: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    stages: list[str] = field(default_factory=lambda: list(at.STAGE_NAMES))
    used: int = len(of.NAMES)
    script_rows: list[str] = field(default_factory=list)
    options: list[Any] = field(default_factory=list)
    strategies: list[tuple[str, str]] = field(default_factory=list)
    legs: list[list[int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.document: dict[str, Any] = self.resolved.document
        self.actors = list(self.document["actors"])
        self.systems = list(self.resolved.systems)
        self.types = list(self.resolved.event_types)
        self.start = datetime.date.fromisoformat(str(self.document["start"]))
        self.end = horizon(self.start, self.document["years"])

    @property
    def n(self) -> int:
        """The number of actors."""
        return len(self.actors)

    def problem(self, path: str, message: str, suggestion: str | None = None) -> None:
        """Note a problem at a path of the document."""
        self.problems.append(self.resolved.problem(path, message, suggestion))

    def tick(self, date: str | datetime.date) -> int:
        """Return the minute at which a date begins."""
        day = date if isinstance(date, datetime.date) else datetime.date.fromisoformat(str(date))
        return (day - self.start).days * at.MINUTES_PER_DAY

    def bits(self, ids: list[str] | None) -> int:
        """Return a set of actors as bits; bodies have none."""
        return sum(1 << self.actors.index(i) for i in ids or () if i in self.actors)

    def number_of(self, actor: str | None) -> int:
        """Return an actor's number; -1 for none, and for a body."""
        return self.actors.index(actor) if actor in self.actors else -1

    def place(self, number: float | dict[str, Any] | str | None, default: float = 0.0) -> int:
        """Return the place in x of a number: a parameter's by name, or of its own."""
        if isinstance(number, str):
            return self.places[number]
        value = default if number is None else value_of(number)
        key = f"={value!r}"
        if key not in self.places:
            self.places[key] = self.parameter(value)
        return self.places[key]

    def parameter(self, value: float) -> int:
        """Give a number the next free place among the parameters."""
        if self.used == at.MOST_PARAMETERS:
            raise ScenarioError([self.resolved.problem("", f"more than {self.used} numbers in effects and conditions")])
        place = at.PARAMETER + self.used
        self.used += 1
        self.x[place] = value
        return place

    def block(self, rows: list[list[int]]) -> int:
        """Append rows to t and return where they begin."""
        start = len(self.t)
        for row in rows:
            self.t.extend(row)
        return start

    def room(self, array: str, size: int, value: float = 0.0) -> int:
        """Make room at the end of x or m and return where it begins."""
        target: list[Any] = getattr(self, array)
        start = len(target)
        target.extend([value] * size)
        return start


def safe_log(value: float) -> float:
    """Return the natural logarithm of a positive number, a very small one for 0; the same bits on every machine."""
    return log(max(value, 1e-9))
