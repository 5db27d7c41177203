"""Small mends of the pages: links to folders lead somewhere, keyboards reach what scrolls, prose has room in tables, a front page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any

from docutils import nodes

from docs._site.trees import index_of

SCROLLED = {
    '<div class="table-wrapper': 'tabindex="0" role="region" aria-label="Table"',
    "<pre": 'tabindex="0"',
}
ARGUMENTS = re.compile(r'<dl>\s*((?:<dd><em class="sig-param">.*?</dd>\s*)+)</dl>', re.DOTALL)
WRITING = re.compile(r"^_{10,}$", re.MULTILINE)
PROSE = 40  # letters
LINK = re.compile(r"(?<!!)\[(?P<text>[^\]]*)\]\((?P<path>[^)\s#:]+)\)")


def folders(app: Any, name: str, source: list[str]) -> None:
    """Let a link to a folder, which a code host lists, lead to the first page in it, or nowhere if the site has none of it."""

    def led(found: re.Match[str]) -> str:
        folder = normpath(join(dirname(name), found["path"]))
        if not (Path(app.srcdir) / folder).is_dir():
            return found[0]
        pages = sorted(page for page in app.env.found_docs if dirname(page) == folder)
        first = index_of(folder, pages) or next(iter(pages), None)
        return f"[{found['text']}](/{app.env.doc2path(first, base=False)})" if first else found["text"]

    source[0] = LINK.sub(led, source[0])


def lines(app: Any, name: str, source: list[str]) -> None:
    """Show lines to write on, as sheets have them, which Sphinx would take for one rule after another and complain of."""
    source[0] = WRITING.sub('<hr class="writing">', source[0])


def widen(app: Any, doctree: Any) -> None:
    """Mark the cells of tables that hold prose, so that these do not shrink to a word a line."""
    for cell in doctree.findall(nodes.entry):
        if len(cell.astext()) > PROSE:
            cell["classes"].append("prose")


def mend(app: Any, name: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Mend a page for who reads it by keyboard or hears it; this runs after furo has made the navigation."""
    if "body" in context:
        context["body"] = spoken(reachable(context["body"]))
    if "furo_navigation_tree" in context:
        context["furo_navigation_tree"] = context["furo_navigation_tree"].replace('role="heading"', 'role="heading" aria-level="2"')


def reachable(html: str) -> str:
    """Return a page's HTML in which wide tables and long lines of code can be scrolled by keyboard."""
    for tag, more in SCROLLED.items():
        opened = tag.split()[0]
        html = html.replace(tag, f"{opened} {more}{tag.removeprefix(opened)}")
    return html


def spoken(html: str) -> str:
    """Return a page's HTML in which the arguments of a call are lines, not a list of meanings without terms."""
    return ARGUMENTS.sub(lambda found: found[1].replace("<dd>", '<span class="argument">').replace("</dd>", "</span>"), html)


def front(app: Any) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page that lies at the top of the folder, where everyone looks first; it leads to the index."""
    yield "index", {"target": f"{app.config.root_doc}.html"}, "front.html"
