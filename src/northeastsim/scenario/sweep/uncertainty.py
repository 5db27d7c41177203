"""An uncertainty: what nobody controls, by its path, and the values that it may take."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from northeastsim.scenario.ranges import Range
from northeastsim.scenario.sweep.spreads import ByFactor, Even, Spread
from northeastsim.scenario.sweep.values import objects, shown

PARAMETERS = "parameters."
EPOCH = datetime.date(1970, 1, 1)

Kind = Literal["number", "whole", "date", "category"]
Values = NDArray[Any]


@dataclass(frozen=True)
class Uncertainty:
    """What one path of the scenarios may be.

    `spread` is of numbers; of whole numbers and dates (as days since 1970) it reaches half a step beyond both ends, so that
    each end has its share. `categories`, equally likely, stand for themselves.
    """

    path: str
    kind: Kind
    spread: Spread = Even(0.0, 1.0)
    categories: tuple[Any, ...] = ()

    @property
    def is_parameter(self) -> bool:
        """Whether it is a number of the model's, which needs no new loading."""
        return self.path.startswith(PARAMETERS)

    @property
    def parameter(self) -> str:
        """The parameter's name."""
        return self.path.removeprefix(PARAMETERS)

    @property
    def low(self) -> float:
        """The least value, or the day of the first date."""
        return self.spread.low if self.kind == "number" else self.spread.low + 0.5

    @property
    def high(self) -> float:
        """The greatest value, or the day of the last date."""
        return self.spread.high if self.kind == "number" else self.spread.high - 0.5

    @property
    def size(self) -> int | None:
        """How many values there are, None for no end of them."""
        if self.kind == "category":
            return len(self.categories)
        return None if self.kind == "number" else int(self.high - self.low) + 1

    def at(self, shares: NDArray[np.float64]) -> Values:
        """Return the values below which so much of what it may be lies: float64, int64, datetime64[D], or objects for categories."""
        codes = self.codes(shares)
        return objects(self.categories)[codes] if self.kind == "category" else codes

    def codes(self, shares: NDArray[np.float64]) -> Values:
        """Return the values at shares, of categories their numbers, counted from 0."""
        if self.kind == "category":
            return np.minimum(np.floor(shares * len(self.categories)), len(self.categories) - 1).astype(np.int64)
        values = self.spread.at(shares)
        if self.kind == "number":
            return values
        whole = np.clip(np.floor(values + 0.5), self.low, self.high).astype(np.int64)
        return whole.astype("datetime64[D]") if self.kind == "date" else whole

    @property
    def words(self) -> str:
        """What it may be, as a reader is told: `0.01 to 0.05`, `default or balance_of_threat`."""
        if self.kind == "category":
            return " or ".join(shown(value) for value in self.categories)
        ends = [str(day(end)) if self.kind == "date" else f"{end:g}" for end in (self.low, self.high)]
        return ", ".join(part for part in (" to ".join(ends), "whole" * (self.kind == "whole"), self.spread.words) if part)


def day(number: float) -> datetime.date:
    """Return the date that so many days after the beginning of 1970 is."""
    return EPOCH + datetime.timedelta(days=int(number))


def days(text: str) -> int:
    """Return how many days a date is after the beginning of 1970."""
    return (datetime.date.fromisoformat(text) - EPOCH).days


def plausible(path: str, reach: Range) -> Uncertainty:
    """Return the uncertainty of a plausible range."""
    if reach.whole:
        return Uncertainty(path, "whole", Even(reach.low - 0.5, reach.high + 0.5))
    low, high = float(reach.low), float(reach.high)
    return Uncertainty(path, "number", ByFactor(low, high) if reach.by_proportion else Even(low, high))
