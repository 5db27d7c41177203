"""A page as one file: what it may do, what it holds, where it may be written."""

from __future__ import annotations

import base64
import hashlib
import re
import sys
from pathlib import Path

import pytest

from northeastsim.errors import NortheastsimError, ScenarioError
from northeastsim.show.blocks import Heading, Table, Text
from northeastsim.show.report.parts import Facts, Folded, Page, Section, Story
from northeastsim.show.report.render import render, write
from northeastsim.statement import FULL, SHORT

PAGE = Page(
    "run", "Deal <b>", "Who & why?", "3 runs.", ["In the model, one.", "Two on 2024-01-02.", "Three."],
    [
        Section(
            "outcomes",
            [Heading("Of `x`"), Text("see https://example.org <i>"), Table(("a", "b"), [["<u>", "2"]], ("b",), caption="c")],
        ),
        Section("stories", [Story([("2024-01-01", "It <s>began</s>"), ("", "In all: 1")]), Folded("More", [Text("within", "  ")])]),
        Section("reproduce", [Facts([("Digest", "abc")], ("Digest",))]),
    ],
    "Deal, seed 1.",
)  # fmt: skip


def test_texts_are_escaped_and_only_addresses_are_links() -> None:
    html = render(PAGE)

    assert "Deal &lt;b&gt;" in html and "Who &amp; why?" in html and "It &lt;s&gt;began" in html and "&lt;u&gt;" in html
    assert re.findall(r'<a href="([^#"]+)"', html) == ["https://example.org"]


def test_its_policy_names_its_one_script_to_the_letter_and_nothing_else() -> None:
    html = render(PAGE)
    (script,) = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)

    assert policy is not None
    assert policy[1].replace("&#39;", "'").split("; ") == [
        "default-src 'none'", "style-src 'unsafe-inline'", "img-src data:", f"script-src 'sha256-{digest}'", "base-uri 'none'",
        "form-action 'none'",
    ]  # fmt: skip


def test_it_holds_the_statement_and_what_a_screenshot_should_carry() -> None:
    html = render(PAGE).replace("&#39;", "'")

    assert FULL in html and SHORT in html and "Deal, seed 1." in html


def test_another_language_marks_what_stays_english() -> None:
    html = render(PAGE, "korean")

    assert '<html lang="ko">' in html and '<ol class="answer" lang="en">' in html
    assert '<h2 id="outcomes" lang="ko">' in html and '<h2 id="reproduce" lang="ko">' in html


def test_an_earlier_report_is_replaced_and_nothing_else(tmp_path: Path) -> None:
    path, other = tmp_path / "report.html", tmp_path / "mine.html"
    other.write_text("<html>mine</html>", encoding="utf-8")
    write(PAGE, path)

    assert write(PAGE, path) == path and len(list(tmp_path.iterdir())) == 2
    with pytest.raises(ScenarioError, match="no report of northeastsim"):
        write(PAGE, other)
    assert other.read_text(encoding="utf-8") == "<html>mine</html>"
    assert write(PAGE, other, force=True).read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(("where", "message"), [("", "is a folder"), ("none/report.html", "there is no folder")])
def test_a_place_that_cannot_be_written_to_is_told(tmp_path: Path, where: str, message: str) -> None:
    with pytest.raises(ScenarioError, match=message):
        write(PAGE, tmp_path / where)


def test_without_its_library_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)

    with pytest.raises(NortheastsimError, match="jinja2 is not installed"):
        render(PAGE)
