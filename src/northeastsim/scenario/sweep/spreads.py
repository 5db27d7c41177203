"""How the values of an uncertainty are spread: each spread turns shares of 0 to 1 into values, by the inverse of its distribution."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
# The nearest to 0 and 1 that the inverse of a normal distribution takes.
LEAST, MOST = 1e-300, 1.0 - 2.0**-53


class Spread(Protocol):
    """Any of the spreads below."""

    @property
    def low(self) -> float:
        """No value is below."""

    @property
    def high(self) -> float:
        """No value is above."""

    def at(self, shares: Numbers) -> Numbers:
        """Return the values below which so much of the distribution lies."""

    @property
    def words(self) -> str:
        """The spread as a reader is told of it."""


@dataclass(frozen=True)
class Even:
    """Every value as likely as any other."""

    low: float
    high: float

    def at(self, shares: Numbers) -> Numbers:
        """Return the values below which so much of the distribution lies."""
        return np.minimum(self.low + shares * (self.high - self.low), self.high)

    @property
    def words(self) -> str:
        """The spread as a reader is told of it."""
        return ""


@dataclass(frozen=True)
class ByFactor:
    """Every factor as likely as any other: as much between 1 and 2 as between 2 and 4. Above 0 only."""

    low: float
    high: float

    def at(self, shares: Numbers) -> Numbers:
        """Return the values below which so much of the distribution lies."""
        return np.clip(self.low * (self.high / self.low) ** shares, self.low, self.high)

    @property
    def words(self) -> str:
        """The spread as a reader is told of it."""
        return "equal factors"


@dataclass(frozen=True)
class Triangular:
    """Most likely at the mode, and less so in proportion to the distance from it."""

    low: float
    mode: float
    high: float

    def at(self, shares: Numbers) -> Numbers:
        """Return the values below which so much of the distribution lies."""
        whole, left, right = self.high - self.low, self.mode - self.low, self.high - self.mode
        rising = self.low + np.sqrt(shares * whole * left)
        falling = self.high - np.sqrt((1.0 - shares) * whole * right)
        return np.clip(np.where(shares * whole < left, rising, falling), self.low, self.high)

    @property
    def words(self) -> str:
        """The spread as a reader is told of it."""
        return f"triangular, mode {self.mode:g}"


@dataclass(frozen=True)
class Normal:
    """A normal distribution cut off at both ends."""

    mean: float
    sd: float
    low: float
    high: float

    def at(self, shares: Numbers) -> Numbers:
        """Return the values below which so much of the distribution lies."""
        whole = NormalDist(self.mean, self.sd)
        below, above = whole.cdf(self.low), whole.cdf(self.high)
        parts = np.clip(below + shares * (above - below), LEAST, MOST)
        values = np.fromiter(map(whole.inv_cdf, parts.ravel().tolist()), np.float64, parts.size)
        inner = np.clip(values.reshape(parts.shape), self.low, self.high)
        return np.where(shares <= 0.0, self.low, np.where(shares >= 1.0, self.high, inner))

    @property
    def kept(self) -> float:
        """How much of the whole distribution lies between the ends."""
        whole = NormalDist(self.mean, self.sd)
        return whole.cdf(self.high) - whole.cdf(self.low)

    @property
    def words(self) -> str:
        """The spread as a reader is told of it."""
        return f"normal, mean {self.mean:g}, sd {self.sd:g}"


@dataclass(frozen=True)
class LogNormal:
    """A distribution whose logarithm is normal, cut off at both ends; above 0 only."""

    median: float
    log_sd: float
    low: float
    high: float

    def at(self, shares: Numbers) -> Numbers:
        """Return the values below which so much of the distribution lies."""
        return np.clip(np.exp(self._logarithm.at(shares)), self.low, self.high)

    @property
    def _logarithm(self) -> Normal:
        ends = (float(np.log(end)) if end > 0 else -1e3 for end in (self.low, self.high))
        return Normal(float(np.log(self.median)), self.log_sd, *ends)

    @property
    def kept(self) -> float:
        """How much of the whole distribution lies between the ends."""
        return self._logarithm.kept

    @property
    def words(self) -> str:
        """The spread as a reader is told of it."""
        return f"lognormal, median {self.median:g}, log_sd {self.log_sd:g}"
