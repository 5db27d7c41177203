"""Folders that a command writes what it found into."""

from __future__ import annotations

from pathlib import Path

from northeastsim.errors import Problem, ScenarioError


def expect_new(given: str | None, other: str = "") -> None:
    """Raise ScenarioError for an `--out` that is not a new or an empty folder, or where `other` says what else is wrong with it."""
    if given is None:
        return
    out, message = Path(given), ""
    if not given.strip():
        message = "expected a folder, got nothing"
    elif other:
        message = other
    elif out.is_file():
        message = f"{out} is a file; expected a folder"
    elif out.is_dir() and any(out.iterdir()):
        message = f"{out} is not empty; choose another folder"
    if message:
        raise ScenarioError([Problem("--out", None, None, "", message)])
