"""The canonical digest of a table: over the values of each column, in the order of the rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Columns = dict[str, NDArray[Any]]


def encoded(values: NDArray[Any]) -> bytes:
    """Return a column's values as bytes: text ended by zero bytes, all else 8 bytes each, lowest first."""
    if values.dtype == object:
        return "\0".join([*values.tolist(), ""]).encode()
    if values.dtype.kind == "M":
        return values.astype("datetime64[D]").astype("<i8").tobytes()
    if values.dtype.kind == "f":
        numbers = values.astype("<f8")
        numbers[np.isnan(numbers)] = np.nan  # one spelling of what is no number
        return numbers.tobytes()
    return values.astype("<i8").tobytes()


class TableDigest:
    """A digest that grows with a table; in how many pieces the rows come does not matter."""

    def __init__(self) -> None:
        self._columns: dict[str, Any] = {}

    def add(self, columns: Mapping[str, NDArray[Any]]) -> None:
        """Take in further rows."""
        if not self._columns:
            self._columns = {name: hashlib.sha256() for name in columns}
        for name, digest in self._columns.items():
            digest.update(encoded(columns[name]))

    def copy(self) -> TableDigest:
        """Return a digest that grows apart from this one."""
        other = TableDigest()
        other._columns = {name: digest.copy() for name, digest in self._columns.items()}
        return other

    def value(self) -> str:
        """Return the digest of all rows so far."""
        return of_data([[name, digest.hexdigest()] for name, digest in self._columns.items()])


def of_table(columns: Mapping[str, NDArray[Any]]) -> str:
    """Return the digest of a whole table."""
    digest = TableDigest()
    digest.add(columns)
    return digest.value()


def of_data(data: Any) -> str:
    """Return a digest of plain data."""
    return hashlib.sha256(json.dumps(data, sort_keys=True, default=str).encode()).hexdigest()
