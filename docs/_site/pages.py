"""Small mends of the pages as they are written: what can be scrolled can be reached by keyboard; a front page leads in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

SCROLLED = {
    '<div class="table-wrapper': 'tabindex="0" role="region" aria-label="Table"',
    "<pre": 'tabindex="0"',
}


def plain(app: Any, env: Any, node: Any, shown: Any) -> Any:
    """Show a link to a folder, which a site has no page for, as plain text."""
    target = Path(env.doc2path(node.get("refdoc", app.config.root_doc))).parent / node.get("reftarget", "")
    return shown if node.get("refdomain") is None and target.is_dir() else None


def mend(app: Any, name: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Let keyboards reach what can be scrolled."""
    if "body" in context:
        context["body"] = reachable(context["body"])


def reachable(html: str) -> str:
    """Return a page's HTML in which wide tables and long lines of code can be scrolled by keyboard."""
    for tag, more in SCROLLED.items():
        opened = tag.split()[0]
        html = html.replace(tag, f"{opened} {more}{tag.removeprefix(opened)}")
    return html


def front(app: Any) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page that lies at the top of the folder, where everyone looks first; it leads to the index."""
    yield "index", {"target": f"{app.config.root_doc}.html"}, "front.html"
