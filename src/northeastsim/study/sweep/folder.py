"""The folder of a sweep: parts that are only ever added, each named by a digest of its inputs and one of its bytes."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from filelock import BaseFileLock, FileLock, Timeout

from northeastsim.errors import Problem, RunError, ScenarioError
from northeastsim.study import manifest as manifests
from northeastsim.study import parts as files
from northeastsim.study.digest import Columns, of_data
from northeastsim.study.sweep.plan import Part

LOCK, RUNS, ASIDE, DESIGN = ".lock", "runs", "set_aside", "design"
INPUTS, BYTES = 20, 40  # hexadecimal digits of the digests in a part's name
NAME = re.compile(rf"(\d{{6,}}-[0-9a-f]{{{INPUTS}}})-([0-9a-f]{{{BYTES}}})\.(parquet|csv)\Z")
DIGEST = "digest"


class Folder:
    """What a sweep keeps in a folder, and who may write there."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextlib.contextmanager
    def mine(self) -> Iterator[None]:
        """Hold the folder, which is made if need be; raises ScenarioError where another sweep holds it.

        The system lets go of it when this process ends, however it ends.
        """
        lock = self._locked()
        try:
            yield
        finally:
            lock.release()

    def _locked(self) -> BaseFileLock:
        """Make the folder if need be, and hold it."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.path / LOCK, timeout=0)
            lock.acquire()
        except Timeout:
            raise self._problem("another sweep is writing here; wait for it, stop it, or choose another folder") from None
        except (FileExistsError, NotADirectoryError):
            raise self._problem("is a file, or lies below one; choose another folder") from None
        except (OSError, NotImplementedError) as error:  # NOTE: the second from older locks, where the file system has none
            reason = getattr(error, "strerror", None) or str(error)
            raise RunError(f"{self.path} cannot be held: {reason.lower()}; choose a folder that can be written and locked") from error
        return lock

    def manifest(self) -> dict[str, Any] | None:
        """Return what the folder says it holds; None for a new one. Raises ScenarioError where it holds anything else."""
        path = self.path / manifests.NAME
        if not path.exists():
            self._expect_new()
            return None
        try:
            manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            intact = manifest.pop(DIGEST, None) == of_data(manifest)
        except (OSError, ValueError, AttributeError, TypeError):  # no JSON, or JSON of another shape
            manifest, intact = {}, False
        if intact and "sweep" in manifest:
            return manifest
        if manifests.OURS in manifest and "sweep" not in manifest:
            raise self._problem("holds a result of northeastsim that is no sweep; choose another folder")
        raise self._problem(f"{manifests.NAME} is damaged; delete it and run the same command again: parts that fit are kept")

    def _expect_new(self) -> None:
        """Raise ScenarioError for a folder that holds anything but parts of a sweep that has lost its manifest."""
        ours = {LOCK, RUNS, ASIDE} | {each.name for each in self.path.glob(f"{DESIGN}.*") if any(self._parts())}
        if [each for each in self.path.iterdir() if each.name not in ours and not each.name.endswith(".tmp")]:
            raise self._problem("is not empty and holds no sweep; choose another folder")

    def _problem(self, message: str) -> ScenarioError:
        return ScenarioError([Problem(str(self.path), None, None, "", message)])

    def describe(self, manifest: Mapping[str, Any], more: Mapping[str, bytes]) -> None:
        """Write what the folder holds, and other files by name; what is there already in the same bytes stays untouched."""
        text = json.dumps({**manifest, DIGEST: of_data(manifest)}, indent=1, ensure_ascii=False) + "\n"
        for name, content in {manifests.NAME: text.encode(), **more}.items():  # the first, since without it nothing is ours
            path = self.path / name
            if not (path.is_file() and path.read_bytes() == content):
                self._write(path, content)

    def there(self, planned: Sequence[Part]) -> tuple[set[int], list[str]]:
        """Return the numbers of the parts that are whole, and the names of those that were not and are gone.

        Half-written files are removed; a whole file that belongs to no part of this sweep is set aside, so that whoever reads
        the folder reads this sweep alone.
        """
        whole, damaged = set(), []
        names = {stem(part): part.number for part in planned}
        for path in sorted((self.path / RUNS).glob("*")):
            match = NAME.match(path.name)
            if path.name.startswith(".") or match is None:
                path.unlink() if path.name.endswith(".tmp") else self._set_aside(path)
            elif not is_whole(path, path.read_bytes()):
                damaged.append(path.name)
                path.unlink()
            elif match[1] not in names or names[match[1]] in whole:  # as two libraries may pack the same rows
                self._set_aside(path)
            else:
                whole.add(names[match[1]])
        return whole, damaged

    def named(self, planned: Sequence[Part]) -> set[int]:
        """Return the numbers of the parts of which there is a file, unread."""
        found = set(self._parts())
        return {part.number for part in planned if stem(part) in found}

    def _parts(self) -> Iterator[str]:
        """Yield the names of the parts that have files, but for the digests of their bytes."""
        return (match[1] for path in (self.path / RUNS).glob("*") if (match := NAME.match(path.name)))

    def _set_aside(self, path: Path) -> None:
        aside = self.path / ASIDE
        aside.mkdir(exist_ok=True)
        path.rename(aside / path.name)

    def keep(self, part: Part, rows: Columns, form: str) -> None:
        """Write a part; raises RunError where the disk refuses."""
        content = files.packed(rows, form)
        self._write(self.path / RUNS / f"{stem(part)}-{files.digest_of(content)[:BYTES]}.{form}", content)

    def _write(self, path: Path, content: bytes) -> None:
        try:
            files.write_whole(path, content)
        except OSError as error:
            reason = error.strerror or str(error)
            raise RunError(f"cannot write to {self.path}: {reason.lower()}; make room and run the same command again") from error


def is_whole(path: Path, content: bytes) -> bool:
    """Return whether a part holds the bytes that its name says."""
    match = NAME.match(path.name)
    return match is not None and files.digest_of(content)[:BYTES] == match[2]


def stem(part: Part) -> str:
    """Return the name of a part's file, but for the digest of its bytes."""
    return f"{part.number:06d}-{part.inputs[:INPUTS]}"
