"""Reading the parts of a sweep: some columns of all rows, or part by part where all would not fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from northeastsim.errors import Problem, ScenarioError
from northeastsim.study.sweep.folder import NAME, RUNS, Folder

if TYPE_CHECKING:
    import pandas as pd

TEXT = ("scenario", "status", "error")


def manifest(folder: Path) -> dict[str, Any]:
    """Return what a folder of a sweep holds; raises ScenarioError where there is none."""
    found = Folder(folder).manifest() if folder.is_dir() else None
    if found is None:
        raise ScenarioError([Problem(str(folder), None, None, "", "holds no sweep" if folder.is_dir() else "there is no such folder")])
    return found


def files(folder: Path) -> list[Path]:
    """Return the parts of a sweep, in order."""
    return sorted(path for path in (folder / RUNS).glob("*") if NAME.match(path.name))


def each(folder: Path, about: Mapping[str, Any], columns: Sequence[str] | None = None) -> Iterator[pd.DataFrame]:
    """Yield parts as data frames, or only some of their columns."""
    for path in files(folder):
        try:
            yield from_parquet(path, columns) if path.suffix == ".parquet" else from_csv(path, about, columns)
        except (OSError, ValueError) as error:
            message = f"cannot be read: {error}; run the sweep again to mend it"
            raise ScenarioError([Problem(str(path), None, None, "", message)]) from error


def from_parquet(path: Path, columns: Sequence[str] | None) -> pd.DataFrame:
    """Return a Parquet part; raises ScenarioError where that library is missing."""
    try:
        import pyarrow.parquet as pq
    except ImportError:
        message = "is a Parquet file, and pyarrow is not installed (pip install 'northeastsim[standard]')"
        raise ScenarioError([Problem(str(path), None, None, "", message)]) from None
    with path.open("rb") as file:  # NOTE: not `read_table`, see `parts.from_parquet`
        return pq.ParquetFile(file).read(columns=None if columns is None else list(columns), use_threads=False).to_pandas()


def from_csv(path: Path, about: Mapping[str, Any], columns: Sequence[str] | None) -> pd.DataFrame:
    """Return a CSV part."""
    import pandas as pd

    asked = about["sweep"]
    text = [*TEXT, *asked["levers"], *(each["path"] for each in asked["uncertainties"] if each["kind"] == "category")]
    dates = [each["path"] for each in asked["uncertainties"] if each["kind"] == "date"]
    empty = dict.fromkeys(asked["outcomes"], [""])
    found = pd.read_csv(path, usecols=columns, dtype=dict.fromkeys(text, "str"), keep_default_na=False, na_values=empty)
    for name in set(dates) & set(found.columns):
        found[name] = pd.to_datetime(found[name])
    return found if columns is None else found[list(columns)]
