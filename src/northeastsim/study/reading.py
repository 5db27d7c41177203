"""Reading what was kept beside a manifest: a folder's tables by name, and the description of what was asked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from northeastsim.errors import Problem, ScenarioError

if TYPE_CHECKING:
    import pandas as pd

ABOUT = "about.json"  # of what commands keep as CSV


def about(folder: Path, *needed: str) -> dict[str, Any]:
    """Return the description in a folder; raises ScenarioError where there is none, or one without what is needed."""
    try:
        found = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise refusal(folder / ABOUT, f"cannot be read: {error}") from None
    expect(found if isinstance(found, dict) else {}, folder / ABOUT, *needed)
    return dict(found)


def expect(found: Any, place: Path, *needed: str) -> None:
    """Raise ScenarioError for what a description lacks: an earlier version kept less."""
    if missing := [key for key in needed if key not in found]:
        raise refusal(place, f"expected {', '.join(missing)}, which an earlier version did not keep; run the command again")


def table(folder: Path, name: str) -> pd.DataFrame:
    """Return a table of a folder, Parquet or CSV; raises ScenarioError where there is none that can be read."""
    import pandas as pd

    for path in (folder / f"{name}.parquet", folder / f"{name}.csv"):
        if path.is_file():
            try:
                found = from_parquet(path) if path.suffix == ".parquet" else pd.read_csv(path, keep_default_na=False, na_values=[""])
            except ImportError:
                raise refusal(path, "is a Parquet file, and pyarrow is not installed") from None
            except (OSError, ValueError) as error:
                raise refusal(path, f"cannot be read: {error}") from None
            return worded(found)
    raise refusal(folder, f"expected a table {name}.parquet or {name}.csv")


def from_parquet(path: Path) -> pd.DataFrame:
    """Return a Parquet file as a data frame; see `parts.from_parquet` on how it is read."""
    import pyarrow.parquet as pq

    with path.open("rb") as file:
        return pq.ParquetFile(file).read(use_threads=False).to_pandas()


def worded(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table with days as days and, where text is missing, empty text."""
    import pandas as pd

    for name in frame.columns:
        if name == "date":
            frame[name] = pd.to_datetime(frame[name]).astype("datetime64[s]")
        elif frame[name].dtype.kind not in "biufM":
            frame[name] = frame[name].fillna("")
    return frame


def refusal(place: Path, message: str) -> ScenarioError:
    """Return the error for what cannot be read."""
    return ScenarioError([Problem(str(place), None, None, "", message)])
