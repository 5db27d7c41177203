"""Docstrings on the page of Python names: they are plain Markdown, which autodoc takes for reStructuredText."""

from __future__ import annotations

import functools
import inspect
import re
from typing import Any

from docs._reference import python

PAGE = "docs/reference/python"
MADE = ("Offer", "Observation", "Problem", "ScenarioError")  # the classes that users make themselves
MARKUP = re.compile(r"(?<!`)`(?P<code>[^`]+)`(?!`)|\bdocs/(?P<page>[\w/-]+)\.md\b")


def add(app: Any, name: str, source: list[str]) -> None:
    """Let the page of Python names have all that autodoc says of each."""
    if name == PAGE:
        source[0] = python.page(is_site=True)


def mend(app: Any, what: str, name: str, found: Any, options: Any, lines: list[str]) -> None:
    """Write a docstring's code, names and pages as autodoc wants them."""
    lines[:] = MARKUP.sub(marked, "\n".join(lines)).split("\n")


def marked(found: re.Match[str]) -> str:
    """Return code as code, a page as a link to it, and a name that has an entry as a link to that."""
    if found["page"]:
        return f":doc:`/docs/{found['page']}`"
    text = found["code"]
    return f":py:obj:`{text} <{known()[text]}>`" if text in known() else f"``{text}``"


def shorten(app: Any, what: str, name: str, found: Any, options: Any, signature: str | None, returns: Any) -> tuple[str, Any] | None:
    """Leave out what a class is made of where users never make one."""
    return ("", None) if signature and inspect.isclass(found) and found.__name__ not in MADE else None


@functools.cache
def known() -> dict[str, str]:
    """Return where names stand that say by themselves what they are: classes, and members as `Class.member`."""
    found = {}
    for name in (each for names in python.groups().values() for each in names):
        path, last = f"{python.PACKAGE}.{name}", name.rpartition(".")[2]
        if inspect.isclass(python.looked_up(name)):
            found |= {last: path} | {f"{last}.{member}": f"{path}.{member}" for member, _ in python.entries(name) if member}
    return found
