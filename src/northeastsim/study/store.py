"""The tables of a run, in memory or in a folder, and its manifest."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


@dataclass
class Stored:
    """A run's tables by name, and its manifest; `folder` is None where all is in memory."""

    manifest: dict[str, Any]
    folder: Path | None = None

    def table(self, name: str) -> pd.DataFrame:
        """Return a table; a folder's parts are read when first asked for."""
        raise NotImplementedError


def stored(folder: Path) -> Stored:
    """Return what a run left in a folder; raises ScenarioError where there is no manifest of ours."""
    raise NotImplementedError
