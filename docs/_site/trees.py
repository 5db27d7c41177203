"""Tables of contents from what the index pages link to, so that the Markdown holds none and a new page is never lost.

A page belongs to the index page of its folder, or of the nearest folder above that has one. Each index page has those
that it links to, in its order and under its headings, then the others by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from posixpath import dirname, join, normpath
from typing import Any

ENDING = re.compile(r"\.(md|ipynb)$")
PART = re.compile(r"^## +(.*)$", re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s#]+)(?:#[^)\s]*)?\)")
CODE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
REST = "More"


def add(app: Any, name: str, source: list[str]) -> None:
    """Give an index page its table of contents; no other page has any."""
    own = children(name, app.env.found_docs, app.config.root_doc)
    if own:
        source[0] += "\n" + "".join(block(title, some) for title, some in ordered(name, source[0], own))


def owner(name: str, pages: Iterable[str], root: str) -> str | None:
    """Return the index page that a page belongs to; None for the root."""
    if name == root:
        return None
    folder = dirname(name)
    if name == join(folder, "index"):
        folder = dirname(folder)
    while folder:
        if (index := join(folder, "index")) in pages:
            return index
        folder = dirname(folder)
    return root


def children(name: str, pages: Iterable[str], root: str) -> list[str]:
    """Return the pages that belong to a page, by name."""
    return sorted(page for page in pages if owner(page, pages, root) == name)


def ordered(name: str, text: str, own: list[str]) -> list[tuple[str, list[str]]]:
    """Return the pages of an index page under its headings, in the order of its links; a heading without any is left out."""
    found: list[tuple[str, list[str]]] = []
    left = list(own)
    title, *parts = PART.split(CODE.sub("", text))
    for heading, part in [("", title), *zip(parts[::2], parts[1::2], strict=True)]:
        linked = [page for page in dict.fromkeys(targets(name, part)) if page in left]
        left = [page for page in left if page not in linked]
        found.append((heading, linked))
    found.append((REST if any(pages for _, pages in found) else "", left))
    return [(heading, pages) for heading, pages in found if pages]


def targets(name: str, text: str) -> list[str]:
    """Return the pages that a part of a page links to, as Sphinx calls them."""
    paths = (normpath(join(dirname(name), link)) for link in LINK.findall(text) if ":" not in link)
    return [ENDING.sub("", path) for path in paths if ENDING.search(path)]


def block(title: str, pages: list[str]) -> str:
    """Return a table of contents that does not show on the page itself."""
    lines = [":hidden:", *([f":caption: {title}"] if title else []), "", *(f"/{page}" for page in pages)]
    return "\n```{toctree}\n" + "\n".join(lines) + "\n```\n"
