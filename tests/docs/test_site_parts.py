"""What the site does beside Sphinx: contents from links, notebooks, docstrings, changes, mends for keyboards and ears."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from docs._site import changes, docstrings, notebooks, pages, trees

ROOT = "docs/index"
PAGES = {
    ROOT, "README", "docs/model", "docs/how-to/index", "docs/how-to/a", "docs/how-to/b", "docs/new/deep/page", "notebooks/1",
    "notebooks/2",
}  # fmt: skip


def test_a_page_belongs_to_the_nearest_index() -> None:
    owners = {page: trees.owner(page, PAGES, ROOT) for page in PAGES}

    assert owners["docs/how-to/a"] == "docs/how-to/index"
    assert {page for page, owner in owners.items() if owner == ROOT} == PAGES - {ROOT, "docs/how-to/a", "docs/how-to/b"}
    assert owners[ROOT] is None
    assert trees.owner("notebooks/1", PAGES | {"notebooks/README"}, ROOT) == "notebooks/README"


def test_contents_follow_headings_and_links_and_miss_no_page() -> None:
    text = "# T\nsee [m](model.md#x)\n## Use\n- [How to](how-to/index.md): x\n```\n[no](new/deep/page.md)\n```\n"
    text += "## Learn\n[all](../notebooks)\n"
    own = trees.children(ROOT, PAGES, ROOT)

    assert trees.ordered(ROOT, text, own) == [
        ("", ["docs/model"]), ("Use", ["docs/how-to/index"]), ("Learn", ["notebooks/1", "notebooks/2"]),
        ("More", ["README", "docs/new/deep/page"]),
    ]  # fmt: skip
    assert trees.labels(ROOT, text) == {"docs/how-to/index": "How to"}


def test_a_page_without_a_link_is_in_the_contents_all_the_same() -> None:
    app = SimpleNamespace(env=SimpleNamespace(found_docs=PAGES), config=SimpleNamespace(root_doc=ROOT))
    source = ["# How-to\n- [A](a.md)\n"]
    trees.add(app, "docs/how-to/index", source)

    assert "A </docs/how-to/a>" in source[0] and "/docs/how-to/b\n" in source[0]


def notebook(*outputs: dict[str, Any]) -> str:
    """Return a notebook of one cell with its outputs as the page that it becomes."""
    head = {"cell_type": "markdown", "source": ["# Title\n", "\n", "Words."]}
    code = {"cell_type": "code", "source": "x = `1`", "outputs": list(outputs)}
    return notebooks.markdown({"cells": [head, code]}, "n.ipynb")


def test_a_notebook_is_a_page_with_its_outputs() -> None:
    chart = {"output_type": "display_data", "data": {"image/png": "QUJD\n", "text/plain": ["Influence of [CHN]\n", "over years."]}}
    bare = {"output_type": "display_data", "data": {"image/png": "QUJD", "text/plain": "<Figure size 1x1>"}}
    table = {"output_type": "execute_result", "data": {"text/html": "<style>p {}</style><b>1</b><script>x</script>"}}
    printed = {"output_type": "stream", "text": ["a\n", "```\n"]}
    page = notebook(chart, bare, table, printed)

    assert page.startswith("# Title\n\n*This page is the notebook* {download}`n.ipynb`")
    assert "```python\nx = `1`\n```" in page
    assert "![Influence of CHN over years.](data:image/png;base64,QUJD)" in page
    assert f"![{notebooks.ALT}](" in page
    assert '<div class="table-wrapper output"><b>1</b></div>' in page
    assert "````text\na\n```\n````" in page


def test_formulas_of_notebooks_need_no_script() -> None:
    told = notebooks.cell({"cell_type": "markdown", "source": r"If $a_1 > k$, `$x$` costs US$ 5 or US$ 6; $\nope$; $$x$$"})

    assert "<math" in told and "<mo>&gt;</mo><mi>k</mi></math>, `$x$` costs US$ 5 or US$ 6; `\\nope`; " in told
    assert told.count("<math") == 2 and 'display="block"' in told
    assert "\n" not in told


def test_docstrings_become_what_autodoc_reads() -> None:
    lines = ["As in `Scenario.run`, `x` of `a", "b`; docs/how-to/backtest.md tells."]
    docstrings.mend(None, "method", "x", None, None, lines)

    assert lines == [
        "As in :py:obj:`Scenario.run <northeastsim.Scenario.run>`, ``x`` of ``a",
        "b``; :doc:`/docs/how-to/backtest` tells.",
    ]


def test_changes_that_are_not_released_are_told_by_kind(tmp_path: Path) -> None:
    for name, text in {"2.new": "Two.", "10.new": "Ten.", "3.fixed": "Three.", "1.results-change": "One."}.items():
        (tmp_path / f"{name}.md").write_text(f"{text}\n", encoding="utf-8")
    (tmp_path / "README.md").write_text("no", encoding="utf-8")
    told = [line for line in changes.unreleased(tmp_path).splitlines() if line]

    assert told == ["## Not yet released", "### Results change", "- One.", "### New", "- Ten.", "- Two.", "### Fixed", "- Three."]


def test_a_link_to_a_folder_leads_to_its_first_page_or_nowhere(tmp_path: Path) -> None:
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "scenarios").mkdir()
    env = SimpleNamespace(found_docs=PAGES, doc2path=lambda name, base: f"{name}.ipynb")
    source = ["[Notebooks](../notebooks), [files](../scenarios), [a](how-to/a.md), ![p](../scenarios)"]
    pages.folders(SimpleNamespace(srcdir=tmp_path, env=env), ROOT, source)

    assert source == ["[Notebooks](/notebooks/1.ipynb), files, [a](how-to/a.md), ![p](../scenarios)"]


def test_lines_to_write_on_stay_apart() -> None:
    source = ["one\n\n__________\n\n__________\n\n---\n"]
    pages.lines(None, ROOT, source)

    assert source == ['one\n\n<hr class="writing">\n\n<hr class="writing">\n\n---\n']


def test_what_scrolls_can_be_reached_and_arguments_are_heard_as_lines() -> None:
    html = pages.reachable('<div class="table-wrapper docutils"><pre>')
    signature = pages.spoken('<dt>f(<dl>\n<dd><em class="sig-param">a</em>,</dd>\n</dl>)</dt><dl><dd>kept</dd></dl>')

    assert html == '<div tabindex="0" role="region" aria-label="Table" class="table-wrapper docutils"><pre tabindex="0">'
    assert signature == '<dt>f(<span class="argument"><em class="sig-param">a</em>,</span>\n)</dt><dl><dd>kept</dd></dl>'
