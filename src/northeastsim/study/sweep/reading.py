"""Reading the parts of a sweep: some columns of all rows, or part by part where all would not fit."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from northeastsim.errors import Problem, ScenarioError
from northeastsim.study.sweep.folder import NAME, RUNS, Folder, is_whole

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
            content = path.read_bytes()
            if not is_whole(path, content):
                raise ValueError("it does not hold what was written")
            yield from_parquet(path, content, columns) if path.suffix == ".parquet" else from_csv(content, about, columns)
        except (OSError, ValueError) as error:
            message = f"cannot be read: {error}; run the sweep again to mend it"
            raise ScenarioError([Problem(str(path), None, None, "", message)]) from error


def from_parquet(path: Path, content: bytes, columns: Sequence[str] | None) -> pd.DataFrame:
    """Return a Parquet part; raises ScenarioError where that library is missing."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        message = "is a Parquet file, and pyarrow is not installed (pip install 'northeastsim[standard]')"
        raise ScenarioError([Problem(str(path), None, None, "", message)]) from None
    file = pq.ParquetFile(pa.BufferReader(content))  # NOTE: not `read_table`, see `parts.from_parquet`
    return file.read(columns=None if columns is None else list(columns), use_threads=False).to_pandas(date_as_object=False)


def from_csv(content: bytes, about: Mapping[str, Any], columns: Sequence[str] | None) -> pd.DataFrame:
    """Return a CSV part."""
    import pandas as pd

    asked = about["sweep"]
    text = [*TEXT, *asked["levers"], *(each["path"] for each in asked["uncertainties"] if each["kind"] == "category")]
    dates = [each["path"] for each in asked["uncertainties"] if each["kind"] == "date"]
    empty = dict.fromkeys(asked["outcomes"], [""])
    found = pd.read_csv(io.BytesIO(content), usecols=columns, dtype=dict.fromkeys(text, "str"), keep_default_na=False, na_values=empty)
    for name in set(dates) & set(found.columns):
        found[name] = pd.to_datetime(found[name])
    return found if columns is None else found[list(columns)]
