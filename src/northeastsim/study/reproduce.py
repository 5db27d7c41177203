"""Running a manifest again, to see whether every value comes out the same."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from northeastsim.errors import ScenarioError
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import load
from northeastsim.study import ensembles, parts
from northeastsim.study.digest import Columns, TableDigest
from northeastsim.study.manifest import OURS, PROMISED
from northeastsim.study.run import execute
from northeastsim.study.store import Stored, stored

COMPARED = (*PROMISED, "quiet")
MOST = 5  # lines per table


def differences(
    folder: Path, *, workers: int | None = None, on_progress: Callable[[int, int], None] | None = None
) -> list[str]:
    """Return what differs between a folder and a new run of its manifest, one line each.

    First what was changed in the folder since, then what comes out otherwise now, with what may be the
    reason. Raises ScenarioError where the folder holds no run, or one that nobody can run again.
    """
    old = stored(folder)
    if old.manifest["processes"]:
        names = ", ".join(old.manifest["processes"])
        return [f"cannot be run again: it was joined by processes of its own ({names})"]
    changed = list(changed_files(old))
    with tempfile.TemporaryDirectory() as aside:
        new = again(old, Path(aside), workers, on_progress)
        found = [line for table in COMPARED for line in compared(table, old, new)]
        return [*changed, *found, *(reasons(old, new) if found else [])]


def again(old: Stored, out: Path, workers: int | None, on_progress: Callable[[int, int], None] | None) -> Stored:
    """Run a manifest again into a folder: as many replications as were complete."""
    manifest = old.manifest
    resolved = load(manifest["scenario"]["document"], catalogue=catalogue())
    return execute(
        replace(resolved, bases=tuple(manifest["scenario"]["bases"])),
        seed=manifest["seed"],
        replications=manifest["complete"],
        first=manifest["first"],
        workers=workers,
        paths=manifest["paths"],
        events=manifest.get("events", manifest["complete"]),  # earlier runs kept all
        every=manifest["every"],
        impulses=manifest["impulses"],
        baseline="quiet" in manifest["tables"],
        ensemble=ensembles.kept(manifest, old.folder),
        out=out,
        on_progress=on_progress,
    )


def changed_files(old: Stored) -> Iterator[str]:
    """Yield a line for each part that is gone or no longer what was written."""
    assert old.folder is not None
    for entry in old.manifest["tables"].values():
        for part in entry["parts"]:
            path = old.folder / part["file"]
            if not path.is_file():
                yield f"{part['file']}: is gone"
            elif parts.digest_of(path.read_bytes()) != part["sha256"]:
                yield f"{part['file']}: was changed after the run"


def compared(table: str, old: Stored, new: Stored) -> Iterator[str]:
    """Yield what differs in one table, by column and row, a few lines at most."""
    entry = old.manifest["tables"].get(table)
    if entry is None:
        return
    try:
        before, rows = digest_of(old, table)
    except ScenarioError as error:
        yield str(error)
        return
    most = rows if table == "quiet" else None  # of an interrupted run, which is shorter
    after, _ = digest_of(new, table, most)
    if before != after:
        values = {name: column[:most] for name, column in new.columns(table).items()}
        yield from rows_that_differ(table, old.columns(table), values)
    elif entry["digest"] != after:
        yield f"{table}: the values are equal, but the manifest's digest is not theirs"


def digest_of(run: Stored, table: str, most: int | None = None) -> tuple[str, int]:
    """Return the digest of a table, or of its first rows, and how many they are; read part by part."""
    digest, rows = TableDigest(), 0
    for columns in run.each(table):
        taken = {name: values[: None if most is None else max(0, most - rows)] for name, values in columns.items()}
        digest.add(taken)
        rows += len(taken["replication"])
    return digest.value(), rows


def rows_that_differ(table: str, before: Columns, after: Columns) -> Iterator[str]:
    """Yield the first differences between two tables."""
    if list(before) != list(after):
        yield f"{table}: other columns: {', '.join(sorted(set(before) ^ set(after))) or 'in another order'}"
        return
    rows = [len(columns["replication"]) for columns in (before, after)]
    if rows[0] != rows[1]:
        yield f"{table}: {rows[0]} rows stored, {rows[1]} now"
    n, lines = min(rows), 0
    for name in before:
        old, new = before[name][:n], after[name][:n]
        same = (old == new) | ((old != old) & (new != new)) if old.dtype.kind == "f" else old == new
        wrong = np.flatnonzero(~np.asarray(same, dtype=bool))
        if len(wrong) and lines < MOST:
            at, lines = int(wrong[0]), lines + 1
            where = f"replication {before['replication'][at]}, row {at}"
            values = f"{old[at]!s} stored, {new[at]!s} now"
            yield f"{table}: {name}: {len(wrong)} of {n} values differ, first in {where}: {values}"


def reasons(old: Stored, new: Stored) -> Iterator[str]:
    """Yield what has changed between two runs that may be the reason."""
    versions: list[Any] = [each.manifest[OURS]["version"] for each in (old, new)]
    if versions[0] != versions[1]:
        yield f"the run was made with northeastsim {versions[0]}, this is {versions[1]}"
    for key, what in {"rulebook": "rules", "catalogue": "catalogue", "parameters": "parameters"}.items():
        if old.manifest[key] != new.manifest[key]:
            yield f"the {what} have changed since the run"
