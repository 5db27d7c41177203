"""What can go wrong, worded for whoever has to mend it: place, expectation, value, suggestion."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class NortheastsimError(Exception):
    """Any failure this package reports in its own words; catching it catches them all."""


class RunError(NortheastsimError):
    """A run that could not go on, though its scenario was sound."""


def printable(text: str) -> str:
    """Return a text, what cannot be printed as question marks."""
    return text if text.isprintable() else "".join(sign if sign.isprintable() else "?" for sign in text)


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a document, or one thing to be warned of, and where it stands.

    `file` is a path, or `<python>`, `<--set>` and the like for what never stood in a file; `line` and
    `column` count from 1 and are None there. `path` leads through the document: `actors.CHN.strategy`.
    """

    file: str | None
    line: int | None
    column: int | None
    path: str
    message: str
    suggestion: str | None = None

    def __str__(self) -> str:
        """The problem on one line that can be printed: `file:line:column: path: message (did you mean 'x'?)`."""
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        words = ": ".join(part for part in (place, self.path, self.message) if part)
        said = f"{words} (did you mean '{self.suggestion}'?)" if self.suggestion else words
        return printable(" ".join(said.split()))


class ScenarioError(NortheastsimError):
    """A scenario that cannot be used, with everything found wrong with it in `problems`."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        """One line per problem, in the order of the document."""
        return "\n".join(str(problem) for problem in self.problems)
