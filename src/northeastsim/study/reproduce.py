"""Running a manifest again, to see whether every value comes out the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


def differences(
    folder: Path, *, workers: int | None = None, on_progress: Callable[[int, int], None] | None = None
) -> list[str]:
    """Return what differs between a folder and a new run of its manifest, one line each."""
    raise NotImplementedError
