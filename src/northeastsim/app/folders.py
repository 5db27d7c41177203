"""Folders that a command writes what it found into."""

from __future__ import annotations

import shlex
from pathlib import Path

from northeastsim.app.output import line
from northeastsim.errors import Problem, ScenarioError


def expect_room(given: str | None, force: bool) -> None:
    """Raise ScenarioError for an `--out` that holds anything but, with `--force`, an earlier result of ours, and for that alone."""
    if force and not given:
        raise ScenarioError([Problem("--force", None, None, "", "replaces what --out DIR holds; give --out")])
    if given is not None:
        from northeastsim.study import store

        store.expect_room(Path(given), force)


def expect_new(given: str | None, other: str = "") -> None:
    """Raise ScenarioError for an `--out` that is not a new or an empty folder, or where `other` says what else is wrong with it."""
    if given is None:
        return
    from northeastsim.study.store import why_not_new

    message = other if given.strip() else "expected a folder, got nothing"
    if not message and (why := why_not_new(Path(given))):
        message = f"{given} {why}"
    if message:
        raise ScenarioError([Problem("--out", None, None, "", message)])


def tell_kept(out: str | Path, holds: str) -> None:
    """Say what a folder holds now, and how it becomes a page."""
    line(f"Kept in {out}: {holds}")
    tell_page(out)


def tell_page(out: str | Path) -> None:
    """Say how a folder becomes a page."""
    line(f"As one page, to read or to mail: northeastsim report {shlex.quote(str(out))}")
