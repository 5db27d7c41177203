"""Reports of results as one HTML page, whatever command left them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from northeastsim.show.report.parts import Page

NAME = "report.html"


def report(
    folder: str | os.PathLike[str], path: str | os.PathLike[str] | None = None, *, language: str = "english", force: bool = False
) -> Path:
    """Write the report of what a command left in a folder, by default into that folder, and return where.

    `language` is that of the page's own words. Raises ScenarioError for a folder that holds nothing to report on, for another
    language, and for a file that is there and no earlier report, unless `force` is given.
    """
    from northeastsim.face.reopened import reopened

    out = Path(folder) / NAME if path is None else Path(path)
    return written(reopened(Path(folder)), out, language, force)


def written(found: Any, path: str | os.PathLike[str], language: str, force: bool) -> Path:
    """Write the report of results and return where; see `report`."""
    from northeastsim.show.report import render
    from northeastsim.show.report.words import language as named

    chosen = named(language)
    render.expect_room(Path(path), force)  # before anything is drawn
    return render.write(page(found), Path(path), chosen, force)


def page(found: Any) -> Page:
    """The page of results of any kind."""
    import importlib

    kind = {"Results": "run"}[type(found).__name__]
    made: Page = importlib.import_module(f"northeastsim.show.report.kinds.{kind}").page(found)
    return made
