"""Tables of contents from what the index pages link to, so that the Markdown holds none and a new page is never lost.

A page belongs to the index page of its folder (`index` or `README`), or of the nearest folder above that has one. Each index
page has those that it links to, in its order and under its headings, then the others by name. A link to a folder counts as
one to all pages in it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from posixpath import dirname, join, normpath
from typing import Any

ENDING = re.compile(r"\.(md|ipynb)$")
PART = re.compile(r"^## +(.*)$", re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s#]+)(?:#[^)\s]*)?\)")
ITEM = re.compile(r"^- \[([^\]]+)\]\(([^)\s#]+)\)", re.MULTILINE)
CODE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
INDICES = ("index", "README")
REST = "More"


def add(app: Any, name: str, source: list[str]) -> None:
    """Give an index page its table of contents; no other page has any."""
    own = children(name, app.env.found_docs, app.config.root_doc)
    if own:
        text = source[0]
        source[0] += "\n" + "".join(block(title, some, labels(name, text)) for title, some in ordered(name, text, own))


def owner(name: str, pages: Collection[str], root: str) -> str | None:
    """Return the index page that a page belongs to; None for the root."""
    if name == root:
        return None
    folder = dirname(name)
    if name == index_of(folder, pages):
        folder = dirname(folder)
    while folder:
        if index := index_of(folder, pages):
            return index
        folder = dirname(folder)
    return root


def index_of(folder: str, pages: Collection[str]) -> str | None:
    """Return the index page of a folder, if it has one."""
    return next((page for name in INDICES if (page := join(folder, name)) in pages), None)


def children(name: str, pages: Collection[str], root: str) -> list[str]:
    """Return the pages that belong to a page, by name."""
    return sorted(page for page in pages if owner(page, pages, root) == name)


def ordered(name: str, text: str, own: list[str]) -> list[tuple[str, list[str]]]:
    """Return the pages of an index page under its headings, in the order of its links; a heading without any is left out.

    What the text above the headings links to in passing stands under its heading, if it has one.
    """
    text, left = CODE.sub("", text), list(own)
    above, *rest = PART.split(text)
    parts = [*zip(rest[::2], rest[1::2], strict=True), ("", above)]
    found = []
    for heading, part in parts:
        linked = list(dict.fromkeys(page for link in targets(name, part) for page in left if link in (page, dirname(page))))
        left = [page for page in left if page not in linked]
        found.append((heading, linked))
    found = [found[-1], *found[:-1], (REST if len(left) < len(own) else "", left)]
    return [(heading, pages) for heading, pages in found if pages]


def targets(name: str, text: str) -> list[str]:
    """Return the pages and folders that a part of a page links to, as Sphinx calls them."""
    return [called(name, link) for link in LINK.findall(text) if ":" not in link]


def called(name: str, link: str) -> str:
    """Return what Sphinx calls the page that a link on a page leads to."""
    return ENDING.sub("", normpath(join(dirname(name), link)))


def labels(name: str, text: str) -> dict[str, str]:
    """Return what the lists of an index page call the pages that their lines begin with."""
    return {called(name, link): words.replace("`", "") for words, link in ITEM.findall(text)}


def block(title: str, pages: list[str], called: dict[str, str]) -> str:
    """Return a table of contents that does not show on the page itself."""
    entries = (f"{called[page]} </{page}>" if page in called else f"/{page}" for page in pages)
    lines = [":hidden:", *([f":caption: {title}"] if title else []), "", *entries]
    return "\n```{toctree}\n" + "\n".join(lines) + "\n```\n"
