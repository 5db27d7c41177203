"""Values of levers and categories: as tables show them, and as documents hold them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray


def shown(value: Any) -> str:
    """Return a value as a cell of a table has it; what is no text, as in a file.

    >>> shown("default"), shown(None), shown(True), shown(2), shown({"quantity": 4})
    ('default', 'null', 'true', '2', '{"quantity": 4}')
    """
    return value if isinstance(value, str) else json.dumps(plain(value), ensure_ascii=False)


def plain(value: Any) -> Any:
    """Return a value as a document holds it: a date as text, a number of NumPy's as one of Python's."""
    if isinstance(value, np.datetime64):
        return str(value.astype("datetime64[D]"))
    return value.item() if isinstance(value, np.generic) else value


def objects(values: Sequence[Any]) -> NDArray[np.object_]:
    """Return values as an array of themselves, lists and mappings included."""
    found = np.empty(len(values), dtype=object)
    for k, value in enumerate(values):
        found[k] = value
    return found
