"""Keeping what was found beside its manifest: tables and charts in a folder, whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from northeastsim.study import manifest as manifests
from northeastsim.study import parts
from northeastsim.study.digest import Columns, of_data, of_table
from northeastsim.study.run import ready

if TYPE_CHECKING:
    import pandas as pd


def columns_of(table: pd.DataFrame) -> Columns:
    """Return a data frame as columns: days, whole numbers, numbers, yes and no as 1 and 0, and text, empty where there is none."""
    found: Columns = {}
    for name, values in table.items():
        kind = values.dtype.kind
        if kind == "M":
            found[str(name)] = values.to_numpy().astype("datetime64[D]")
        elif kind in "ifb":
            found[str(name)] = values.to_numpy().astype(np.int64) if kind == "b" else values.to_numpy()
        else:
            found[str(name)] = np.array([one if isinstance(one, str) else "" for one in values.tolist()], dtype=object)
    return found


def keep(
    folder: Path, tables: Mapping[str, Columns], manifest: Mapping[str, Any], files: Mapping[str, bytes], force: bool = False
) -> None:
    """Write tables, other files by name and, last, the manifest to a folder; nothing is left where that fails.

    Raises ScenarioError where the folder holds anything but, with `force`, an earlier result of ours.
    """
    form = parts.best_format()
    named = {f"{name}.{form}": parts.packed(columns, form) for name, columns in tables.items()} | dict(files)
    entries = {
        name: {"file": f"{name}.{form}", "rows": len(next(iter(columns.values()))), "digest": of_table(columns)}
        for name, columns in tables.items()
    }
    ready(folder, force)
    try:
        for name, content in named.items():
            parts.write_whole(folder / name, content)
        digest = of_data([[name, entry["digest"]] for name, entry in entries.items()])
        notes = [parts.NO_PARQUET] if form == "csv" else []
        manifests.write(folder, {**manifest, "tables": entries, "files": list(named), "digest": digest, "notes": notes})
    except BaseException:
        for name in (*named, manifests.NAME):
            (folder / name).unlink(missing_ok=True)
        if not any(folder.iterdir()):
            folder.rmdir()
        raise
