"""Taking in the tables of a run piece by piece, and making whole parts of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from northeastsim.errors import RunError
from northeastsim.study import manifest as manifests
from northeastsim.study import parts
from northeastsim.study.digest import Columns, TableDigest
from northeastsim.study.store import Stored

Entry = dict[str, Any]


class Piece(NamedTuple):
    """Rows of some tables that belong to the replications from number `first` to before `last`."""

    first: int
    last: int
    tables: dict[str, Columns]


@dataclass(frozen=True)
class State:
    """What a sink holds: pieces pending; of each table its parts, digest and, in memory, its columns."""

    pending: tuple[Piece, ...] = ()
    tables: dict[str, Entry] = field(default_factory=dict)
    digests: dict[str, TableDigest] = field(default_factory=dict)
    kept: dict[str, list[Columns]] = field(default_factory=dict)
    complete: int = 0


class Sink:
    """Keeps the tables of a run, in memory or as parts of a folder.

    What `add` takes is pending until `flush` makes a part of it in every table and says so in the manifest.
    When a part cannot be written, none of that flush is kept. NOTE: the state changes by one assignment, so
    that an interrupt finds it as it was or as it will be, never between.
    """

    def __init__(self, manifest: dict[str, Any], folder: Path | None) -> None:
        self.manifest, self.folder = manifest, folder
        self.format = parts.best_format() if folder is not None else ""
        self.state = State()

    @property
    def complete(self) -> int:
        """How many replications stand in whole parts."""
        return self.state.complete

    def add(self, piece: Piece) -> None:
        """Take in some rows, after all rows before them."""
        self.state = replace(self.state, pending=(*self.state.pending, piece))

    def flush(self) -> None:
        """Make a part of what is pending; raises RunError where the disk refuses, and then drops it."""
        pending = self.state.pending
        if not pending:
            return
        names = dict.fromkeys(name for piece in pending for name in piece.tables)
        content = {
            name: parts.joined([piece.tables[name] for piece in pending if name in piece.tables]) for name in names
        }
        entries: dict[str, Entry] = {}
        try:
            self._write(content, pending[0].first, pending[-1].last, entries)
            new = self._with(content, pending, entries)
            self._save(new)
        except OSError as error:
            self._take_back(entries)
            raise self._unwritable(error) from error
        except BaseException:
            self._take_back(entries)
            raise
        self.state = new

    def _unwritable(self, error: OSError) -> RunError:
        kept = f"{self.complete} of {self.manifest['replications']} replications are kept"
        return RunError(f"cannot write to {self.folder}: {error.strerror or error}; {kept}")

    def _write(self, content: dict[str, Columns], first: int, last: int, entries: dict[str, Entry]) -> None:
        for table, columns in content.items():
            rows = len(next(iter(columns.values())))
            entries[table] = {"first": first, "replications": last - first, "rows": rows}
            if self.folder is not None:
                entries[table]["file"] = f"{table}/part-{first:08d}.{self.format}"
                packed = parts.packed(columns, self.format)
                parts.write_whole(self.folder / entries[table]["file"], packed)
                entries[table]["sha256"] = parts.digest_of(packed)

    def _take_back(self, entries: dict[str, Entry]) -> None:
        self.state = replace(self.state, pending=())
        for entry in entries.values():
            if self.folder is not None and "file" in entry:
                (self.folder / entry["file"]).unlink(missing_ok=True)

    def _with(self, content: dict[str, Columns], pending: tuple[Piece, ...], entries: dict[str, Entry]) -> State:
        old = self.state
        tables, digests, kept = dict(old.tables), dict(old.digests), dict(old.kept)
        for table, columns in content.items():
            digests[table] = digests[table].copy() if table in digests else TableDigest()
            digests[table].add(columns)
            before = tables.get(table, {"rows": 0, "parts": []})
            tables[table] = {
                "rows": before["rows"] + entries[table]["rows"],
                "digest": digests[table].value(),
                "parts": [*before["parts"], entries[table]],
            }
            if self.folder is None:
                kept[table] = [*kept.get(table, []), columns]
        done = pending[-1].last - pending[0].first if "runs" in content else 0
        return State((), tables, digests, kept, old.complete + done)

    def save(self) -> None:
        """Bring the manifest up to date, and write it where there is a folder."""
        self._save(self.state)

    def _save(self, state: State) -> None:
        digest = manifests.overall(state.tables)
        self.manifest.update(complete=state.complete, tables=state.tables, digest=digest)
        if self.folder is not None:
            manifests.write(self.folder, self.manifest)

    def stored(self) -> Stored:
        """Return all that was kept."""
        return Stored(self.manifest, self.folder, dict(self.state.kept))
