"""What the site needs beside Sphinx, MyST and furo: tables of contents, notebooks, docstrings, changes, a few mended tags."""

from __future__ import annotations

from typing import Any

from docs._site import changes, docstrings, notebooks, pages, trees


def setup(app: Any) -> dict[str, bool]:
    """Connect everything to Sphinx."""
    app.add_source_suffix(".ipynb", "notebook")
    app.add_source_parser(notebooks.Notebook)
    for event, hook in (
        ("source-read", changes.add),
        ("source-read", docstrings.add),
        ("source-read", trees.add),
        ("source-read", pages.folders),
        ("source-read", pages.lines),
        ("doctree-read", pages.widen),
        ("autodoc-process-docstring", docstrings.mend),
        ("autodoc-process-signature", docstrings.shorten),
        ("html-collect-pages", pages.front),
    ):
        app.connect(event, hook)
    app.connect("html-page-context", pages.mend, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
