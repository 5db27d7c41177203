"""The tables of a run and its manifest, in memory or in a folder that grows by whole parts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from northeastsim.errors import Problem, ScenarioError
from northeastsim.study import manifest as manifests
from northeastsim.study import parts
from northeastsim.study.columns import TABLES
from northeastsim.study.digest import Columns

if TYPE_CHECKING:
    import pandas as pd


@dataclass
class Stored:
    """A run's tables by name, and its manifest; `folder` is None where all is in memory."""

    manifest: dict[str, Any] = field(repr=False)
    folder: Path | None = None
    pieces: dict[str, list[Columns]] = field(default_factory=dict, repr=False)
    _frames: dict[str, pd.DataFrame] = field(default_factory=dict, repr=False)

    def columns(self, name: str) -> Columns:
        """Return a table's columns; raises ScenarioError where there is no such table, or a part is gone."""
        whole = parts.joined(list(self.each(name)))
        if self.folder is None:
            self.pieces[name] = [whole]
        return whole

    def names(self, name: str) -> list[str]:
        """Return the names of a table's columns."""
        return list(next(self.each(name)))

    def each(self, name: str, wanted: list[str] | None = None) -> Iterator[Columns]:
        """Yield the columns of a table, or those wanted, part by part: of very many replications no more fits in memory.

        Raises ScenarioError where there is no such table, or a part is gone.
        """
        entry = self.manifest["tables"].get(name)
        if entry is None:
            listed = ", ".join(self.manifest["tables"])
            where = str(self.folder or "<results>")
            raise ScenarioError([Problem(where, None, None, name, absent(name, listed))])
        if self.folder is None:
            yield from ({key: piece[key] for key in wanted or piece} for piece in self.pieces[name])
        else:
            yield from (self.part(name, each["file"], wanted) for each in entry["parts"])

    def part(self, table: str, file: str, wanted: list[str] | None = None) -> Columns:
        """Return the columns of one part of a folder's table, or those wanted."""
        assert self.folder is not None
        try:
            return parts.read_part(self.folder / file, table, wanted)
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

    def some(self, name: str, wanted: list[str]) -> pd.DataFrame:
        """Return some columns of a table as a data frame, without reading the others."""
        return parts.frame(parts.joined(list(self.each(name, wanted))))


def absent(name: str, listed: str) -> str:
    """Return why a run may not have a table."""
    reasons = {
        "events": "was not kept; run again with events",
        "scores": "was not kept; run again with paths",
        "impulses": "was not kept; run again with impulses",
        "quiet": "was not run: the scenario has no events of its own, or no baseline was asked for",
    }
    return f"{reasons.get(name, 'is no table of this run')}; there are {listed}"


# What else a folder of ours may hold, by its key in the manifest.
OTHERS = {
    "whatif": "a what-if", "compare": "a comparison", "backtest": "a backtest", "sensitivity": "an analysis of a sweep",
}  # fmt: skip


def stored(folder: Path) -> Stored:
    """Return what a run left in a folder; raises ScenarioError where there is no manifest of ours, or one of no run."""
    manifest = manifests.read(folder)
    for kind, noun in OTHERS.items():
        if kind in manifest:
            message = f"holds {noun} and no run; northeastsim report makes a page of it, and its tables can be read as files"
            raise ScenarioError([Problem(str(folder), None, None, "", message)])
    return Stored(manifest, folder)


def prepare(folder: Path, force: bool) -> None:
    """Make a folder ready for a run: new or empty, or, with `force`, emptied of an earlier run of ours.

    Raises ScenarioError where it holds anything else, and OSError where it cannot be made.
    """
    expect_room(folder, force)
    if folder.is_dir() and any(folder.iterdir()):
        clear(folder)
    folder.mkdir(parents=True, exist_ok=True)


def expect_room(folder: Path, force: bool) -> None:
    """Raise ScenarioError where a folder holds anything but, with `force`, an earlier run of ours."""
    if folder.exists() and not folder.is_dir():
        raise ScenarioError([Problem(str(folder), None, None, "", "is a file; expected a folder")])
    if folder.is_dir() and any(folder.iterdir()):
        ours = manifests.is_ours(folder)
        if not force or not ours:
            message = "holds an earlier run; choose another folder, or replace it with force" if ours else (
                "is not empty and holds no run of northeastsim; choose another folder"
            )  # fmt: skip
            raise ScenarioError([Problem(str(folder), None, None, "", message)])


def why_not_new(folder: Path) -> str:
    """Why a folder is neither a new nor an empty one; nothing where it is."""
    if folder.is_file() or (folder.is_symlink() and not folder.exists()):
        return "is a file; expected a folder"
    return "is not empty; choose another folder" if folder.is_dir() and any(folder.iterdir()) else ""


def clear(folder: Path) -> None:
    """Remove a run of ours from a folder; what else lies there stays."""
    if manifests.is_ours(folder):
        for name in manifests.read(folder).get("files", ()):
            (folder / Path(name).name).unlink(missing_ok=True)
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
