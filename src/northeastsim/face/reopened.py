"""What a command left in a folder, opened again as the results that it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def reopened(folder: Path) -> Any:
    """Return the results of a folder, whatever command left them; raises ScenarioError where there is nothing to open."""
    from northeastsim.face.results import open as of_run

    return of_run(folder)
