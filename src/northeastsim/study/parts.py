"""One part of a table on disk: written whole or not at all, as Parquet or, without that library, as CSV."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from northeastsim.study.columns import kind_of
from northeastsim.study.digest import Columns

if TYPE_CHECKING:
    import pandas as pd

NO_PARQUET = "tables are written as CSV: pyarrow is not installed (pip install 'northeastsim[standard]')"


READ: dict[str, Any] = {
    "whole": int,
    "number": lambda text: float(text or "nan"),
    "date": str,
    "text": str,
}
TYPES: dict[str, Any] = {"whole": np.int64, "number": np.float64, "date": "datetime64[D]"}


def best_format() -> str:
    """Return `parquet`, or `csv` where pyarrow is missing."""
    return "parquet" if importlib.util.find_spec("pyarrow") is not None else "csv"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all: aside, to the disk, then in place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with aside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(aside, path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def write_together(files: Mapping[str, bytes], out: Path) -> None:
    """Write files aside, and move them into the folder when all are there, in their order."""
    out = out.resolve()
    aside = out.with_name(f".{out.name}.{os.getpid()}.tmp")
    try:
        for name, content in files.items():
            write_whole(aside / name, content)
        if not out.exists():
            aside.rename(out)
            return
        for name in files:
            (aside / name).replace(out / name)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def packed(columns: Columns, form: str) -> bytes:
    """Return a part as the bytes of its file."""
    return as_parquet(columns) if form == "parquet" else as_csv(columns)


def as_parquet(columns: Columns) -> bytes:
    """Return columns as a Parquet file.

    NOTE: only text has dictionaries, nothing has statistics, and numbers, which hardly repeat, are packed the quick way: of
    hundreds of columns in few rows all that takes more time and room than it saves.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    arrays = {name: pa.array(values, type=arrow_type(values, pa)) for name, values in columns.items()}
    sink = pa.BufferOutputStream()
    text = [name for name, values in columns.items() if values.dtype == object]
    packing = {name: "snappy" if values.dtype.kind == "f" else "zstd" for name, values in columns.items()}
    pq.write_table(pa.table(arrays), sink, compression=packing, use_dictionary=text, write_statistics=False)
    return bytes(sink.getvalue())


def arrow_type(values: Any, pa: Any) -> Any:
    """Return the Parquet type of a column."""
    return {"O": pa.string(), "M": pa.date32(), "f": pa.float64()}.get(values.dtype.kind, pa.int64())


def as_csv(columns: Columns) -> bytes:
    """Return columns as CSV; numbers in the shortest spelling that reads back equal."""
    import csv
    import io

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(zip(*(spelt(values) for values in columns.values()), strict=True))
    return text.getvalue().encode()


def spelt(values: Any) -> list[Any]:
    """Return a column's values as CSV spells them; nothing for what is no number."""
    if values.dtype.kind == "f":
        return [repr(value) if value == value else "" for value in values.tolist()]
    if values.dtype.kind == "M":
        values = values.astype("datetime64[D]").astype(str)
    return list(values.tolist())


def read_part(path: Path, table: str, wanted: list[str] | None = None) -> Columns:
    """Return the columns of a part, or those wanted; raises OSError or ValueError where it cannot be read."""
    if path.suffix == ".parquet":
        return from_parquet(path, table, wanted)
    columns = from_csv(path, table)
    return {name: columns[name] for name in wanted or columns}


def from_parquet(path: Path, table: str, wanted: list[str] | None = None) -> Columns:
    """Return the columns of a Parquet file, or those wanted.

    NOTE: a file by itself, not `read_table`, which goes through Arrow's datasets: the threads that they start may still begin
    when the process ends, which then aborts (30 of 250 short ones did; of this way, 0 of 300).
    """
    import pyarrow.parquet as pq

    with path.open("rb") as file:
        content = pq.ParquetFile(file).read(columns=wanted, use_threads=False)
    if missing := set(wanted or ()) - set(content.column_names):
        raise ValueError(f"has no column {min(missing)}")
    columns: Columns = {}
    for name in wanted or content.column_names:
        kind, values = kind_of(table, name), content.column(name)
        columns[name] = shared(values) if kind == "text" else column(values.to_numpy(), kind)
    return columns


def shared(text: Any) -> Any:
    """Return text of a Parquet file as a column in which equal words are one: millions of events say the same few."""
    encoded = text.combine_chunks().fill_null("").dictionary_encode()
    return column(encoded.dictionary.to_pylist(), "text")[encoded.indices.to_numpy()]


def from_csv(path: Path, table: str) -> Columns:
    """Return the columns of a CSV file."""
    import csv

    with path.open(encoding="utf-8", newline="") as file:
        names, *rows = csv.reader(file)
    values = zip(*rows, strict=True) if rows else ([] for _ in names)
    columns: Columns = {}
    for name, texts in zip(names, values, strict=True):
        kind = kind_of(table, name)
        columns[name] = column([READ[kind](text) for text in texts], kind)
    return columns


def column(values: Any, kind: str) -> Any:
    """Return values as a column of a kind."""
    if kind == "text":
        array = np.empty(len(values), dtype=object)
        array[:] = values
        return array
    return np.asarray(values, dtype=TYPES[kind])


def digest_of(content: bytes) -> str:
    """Return the digest of a file's bytes."""
    return hashlib.sha256(content).hexdigest()


def joined(pieces: list[Columns]) -> Columns:
    """Return pieces of a table as one."""
    if len(pieces) == 1:
        return pieces[0]
    return {name: np.concatenate([piece[name] for piece in pieces]) for name in pieces[0]}


def frame(columns: Columns) -> pd.DataFrame:
    """Return columns as a data frame."""
    import pandas as pd

    made = {
        name: pd.Series(values, dtype="str" if values.dtype == object else None)
        if values.dtype.kind != "M"
        else pd.Series(values.astype("datetime64[s]"))
        for name, values in columns.items()
    }
    return pd.DataFrame(made)
