"""The tables of a run and its manifest, in memory or in a folder that grows by whole parts."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from northeastsim.errors import Problem, ScenarioError
from northeastsim.study import manifest as manifests
from northeastsim.study import parts
from northeastsim.study.columns import TABLES
from northeastsim.study.digest import Columns, TableDigest

if TYPE_CHECKING:
    import pandas as pd


Entry = dict[str, Any]


@dataclass
class Stored:
    """A run's tables by name, and its manifest; `folder` is None where all is in memory."""

    manifest: dict[str, Any] = field(repr=False)
    folder: Path | None = None
    pieces: dict[str, list[Columns]] = field(default_factory=dict, repr=False)
    _frames: dict[str, pd.DataFrame] = field(default_factory=dict, repr=False)

    def columns(self, name: str) -> Columns:
        """Return a table's columns; raises ScenarioError where there is no such table, or a part is gone."""
        entry = self.manifest["tables"].get(name)
        if entry is None:
            listed = ", ".join(self.manifest["tables"])
            where = str(self.folder or "<results>")
            raise ScenarioError([Problem(where, None, None, name, absent(name, listed))])
        if self.folder is None:
            self.pieces[name] = [parts.joined(self.pieces[name])]
            return self.pieces[name][0]
        return parts.joined([self.part(name, each["file"]) for each in entry["parts"]])

    def part(self, table: str, file: str) -> Columns:
        """Return the columns of one part of a folder's table."""
        assert self.folder is not None
        try:
            return parts.read_part(self.folder / file, table)
        except ImportError:
            message = "is a Parquet file, and pyarrow is not installed"
        except (OSError, ValueError) as error:
            message = f"cannot be read: {error}"
        raise ScenarioError([Problem(str(self.folder / file), None, None, "", message)])

    def table(self, name: str) -> pd.DataFrame:
        """Return a table as a data frame; a folder's parts are read when first asked for."""
        if name not in self._frames:
            self._frames[name] = parts.frame(self.columns(name))
        return self._frames[name].copy(deep=False)  # NOTE: copied on write, so that nobody changes ours


def absent(name: str, listed: str) -> str:
    """Return why a run may not have a table."""
    reasons = {
        "impulses": "was not kept; run again with impulses",
        "quiet": "was not run: the scenario has no events of its own, or no baseline was asked for",
    }
    return f"{reasons.get(name, 'is no table of this run')}; there are {listed}"


def stored(folder: Path) -> Stored:
    """Return what a run left in a folder; raises ScenarioError where there is no manifest of ours."""
    return Stored(manifests.read(folder), folder)


class Sink:
    """Takes the tables piece by piece and keeps them, in memory or as parts of a folder.

    What `add` takes is pending until `flush` makes a part of it in every table and says so in the manifest.
    When a part cannot be written, none of that flush is kept.
    """

    def __init__(self, manifest: dict[str, Any], folder: Path | None) -> None:
        self.manifest, self.folder = manifest, folder
        self.format = parts.best_format() if folder is not None else ""
        self.pieces: dict[str, list[Columns]] = {}
        self._pending: dict[str, list[Columns]] = {}
        self._digests: dict[str, TableDigest] = {}

    def add(self, table: str, columns: Columns) -> None:
        """Take in some rows of a table, after all rows before them."""
        self._pending.setdefault(table, []).append(columns)

    def flush(self, first: int, replications: int, complete: int | None = None) -> None:
        """Make a part of what is pending: `replications` from `first` on; `complete` are so in the run."""
        if not self._pending:
            return
        content = {table: parts.joined(pieces) for table, pieces in self._pending.items()}
        self._pending = {}
        entries = self._written(content, first, replications)
        for table, columns in content.items():
            entry = self.manifest["tables"].setdefault(table, {"rows": 0, "digest": "", "parts": []})
            digest = self._digests.setdefault(table, TableDigest())
            digest.add(columns)
            entry["rows"] += len(next(iter(columns.values())))
            entry["digest"] = digest.value()
            entry["parts"].append(entries[table])
            if self.folder is None:
                self.pieces.setdefault(table, []).append(columns)
        if complete is not None:
            self.manifest["complete"] = complete
        self.manifest["digest"] = manifests.overall(self.manifest["tables"])
        self.save()

    def _written(self, content: dict[str, Columns], first: int, replications: int) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        try:
            for table, columns in content.items():
                rows = len(next(iter(columns.values())))
                entries[table] = {"first": first, "replications": replications, "rows": rows}
                if self.folder is not None:
                    name = f"{table}/part-{first:08d}.{self.format}"
                    parts.write_whole(self.folder / name, parts.packed(columns, self.format))
                    entries[table] |= {"file": name, "sha256": parts.file_digest(self.folder / name)}
        except BaseException:
            self._take_back(entries)
            raise
        return entries

    def _take_back(self, entries: dict[str, Entry]) -> None:
        for entry in entries.values():
            if self.folder is not None and "file" in entry:
                (self.folder / entry["file"]).unlink(missing_ok=True)

    def save(self) -> None:
        """Write the manifest as it stands."""
        if self.folder is not None:
            manifests.write(self.folder, self.manifest)

    def stored(self) -> Stored:
        """Return all that was kept."""
        return Stored(self.manifest, self.folder, self.pieces)


def prepare(folder: Path, force: bool) -> None:
    """Make a folder ready for a run: new or empty, or, with `force`, emptied of an earlier run of ours.

    Raises ScenarioError where it holds anything else, and OSError where it cannot be made.
    """
    if folder.exists() and not folder.is_dir():
        raise ScenarioError([Problem(str(folder), None, None, "", "is a file; expected a folder")])
    if folder.is_dir() and any(folder.iterdir()):
        ours = manifests.is_ours(folder)
        if not force or not ours:
            message = "holds an earlier run; choose another folder, or replace it with force" if ours else (
                "is not empty and holds no run of northeastsim; choose another folder"
            )  # fmt: skip
            raise ScenarioError([Problem(str(folder), None, None, "", message)])
        clear(folder)
    folder.mkdir(parents=True, exist_ok=True)


def clear(folder: Path) -> None:
    """Remove a run of ours from a folder; what else lies there stays."""
    (folder / manifests.NAME).unlink(missing_ok=True)
    for table in TABLES:
        path = folder / table
        if path.is_symlink():
            path.unlink()
        elif path.is_dir():
            shutil.rmtree(path)


def discard(folder: Path) -> None:
    """Remove a run of which nothing is complete, and its folder if that is then empty."""
    clear(folder)
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
