"""The documentation site, built once for all processes of a test run, as `python -m docs._site` does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from filelock import FileLock

ROOT = Path(__file__).resolve().parents[1]


class Site(NamedTuple):
    """Where it lies, what was said while it was built, and what was left beside the sources."""

    folder: Path
    said: str
    left: list[str]

    @property
    def pages(self) -> list[Path]:
        """The pages, but for those that Sphinx makes by itself."""
        own = {self.folder / f"{name}.html" for name in ("index", "genindex", "search", "py-modindex")}
        found = {path for path in self.folder.rglob("*.html") if "_downloads" not in path.parts}  # files that pages link to
        return sorted(found - own)


def built(factory: pytest.TempPathFactory) -> Site:
    """Return the site; the first process that asks builds it, the others wait."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    said, left = shared / "site.said", shared / "site.left"
    with FileLock(shared / "site.lock"):
        if not said.exists():
            before = sources()
            done = subprocess.run(
                [sys.executable, "-m", "docs._site", str(shared / "site")], cwd=ROOT, capture_output=True, text=True, check=False
            )
            left.write_text("\n".join(sorted(sources() - before)), encoding="utf-8")
            said.write_text(f"{done.returncode}\n{done.stdout}{done.stderr}", encoding="utf-8")
    return Site(shared / "site", said.read_text(encoding="utf-8"), left.read_text(encoding="utf-8").split())


def sources() -> set[str]:
    """Return what lies beside the sources of the site."""
    folders = [ROOT.glob("*"), *((ROOT / name).rglob("*") for name in ("docs", "notebooks"))]
    return {str(path) for found in folders for path in found if "__pycache__" not in path.parts}
