"""What fills the templates of pages: every value is escaped, none may be missing."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

from northeastsim.errors import NortheastsimError


def expect() -> None:
    """Raise NortheastsimError where it is not installed; asked before minutes are spent on what could not be written."""
    if importlib.util.find_spec("jinja2") is None:
        raise NortheastsimError("no page: jinja2 is not installed (pip install 'northeastsim[standard]')")


def environment(folder: Path, **options: Any) -> Any:
    """The templates of a folder; raises NortheastsimError where what fills them is not installed."""
    expect()
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, **options)
