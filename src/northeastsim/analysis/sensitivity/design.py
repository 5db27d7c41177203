"""The points of a sweep: how they were chosen, what the model saw there, and which of them stand or fall together."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
SPARSE = ("one_at_a_time",)  # designs that leave most of the space empty
DAY = r"\d{4}-\d{2}-\d{2}"


@dataclass(frozen=True, eq=False)
class Design:
    """Points over uncertainties, a row each.

    `values` are what the model saw (numbers, dates or text, a column per uncertainty), `shares` where that lies within each
    uncertainty's distribution, 0 to 1; a design of one's own has none. `second_order` and `levels` are those of `sobol` and
    `morris`.
    """

    method: str
    values: pd.DataFrame
    shares: pd.DataFrame | None = None
    second_order: bool = False
    levels: int = 4

    @property
    def names(self) -> list[str]:
        """The uncertainties."""
        return [str(name) for name in self.values.columns]

    @property
    def block(self) -> int:
        """How many points in a row can only be used together: Saltelli's base point with its swaps, Morris's trajectory."""
        k = len(self.names)
        return {"sobol": 2 * k + 2 if self.second_order else k + 2, "morris": k + 1}.get(self.method, 1)

    @property
    def blocks(self) -> NDArray[np.int64]:
        """The number of the block that each point belongs to."""
        return np.arange(len(self.values)) // self.block

    @property
    def fills(self) -> bool:
        """Whether the points are spread over the whole space, each for itself."""
        return self.block == 1 and self.method not in SPARSE

    @property
    def independent(self) -> Flags:
        """Which points tell nothing of one another: of a block the first, of Saltelli's also the last; none of sparse designs."""
        place = np.arange(len(self.values)) % self.block
        if self.method == "sobol":
            return np.asarray((place == 0) | (place == self.block - 1))
        return np.asarray(place == 0) if self.method not in SPARSE else np.zeros(len(self.values), dtype=bool)

    @property
    def codes(self) -> pd.DataFrame:
        """The values as numbers: days of dates, places of categories in the alphabet."""
        return pd.DataFrame({name: coded(self.values[name]) for name in self.values})

    @property
    def categories(self) -> list[str]:
        """The uncertainties without an order."""
        return [name for name in self.names if kind(self.values[name]) == "category"]

    def whole(self, complete: Flags) -> Flags:
        """Return which points can be used, given which are complete: those of blocks without a hole."""
        return complete.reshape(-1, self.block).all(axis=1).repeat(self.block)

    def only(self, points: Flags) -> Design:
        """Return the design of some of its points."""
        shares = None if self.shares is None else self.shares[points].reset_index(drop=True)
        return replace(self, values=self.values[points].reset_index(drop=True), shares=shares)


def kind(values: pd.Series) -> str:
    """Return what an uncertainty is made of: `number`, `date` (also as text) or `category`."""
    if pd.api.types.is_bool_dtype(values.dtype):
        return "category"
    if pd.api.types.is_numeric_dtype(values.dtype):
        return "number"
    if pd.api.types.is_datetime64_any_dtype(values.dtype) or pd.api.types.infer_dtype(values, skipna=True) in ("date", "datetime"):
        return "date"
    return "date" if len(values) and values.astype(str).str.fullmatch(DAY).all() else "category"


def coded(values: pd.Series) -> Numbers:
    """Return an uncertainty's values as numbers, in their order."""
    what = kind(values)
    if what == "number":
        return values.to_numpy(dtype=np.float64)
    if what == "date":
        return pd.to_datetime(values).to_numpy().astype("datetime64[D]").astype(np.float64)
    return np.unique(values.astype(str).to_numpy(dtype=object), return_inverse=True)[1].astype(np.float64)
