"""Links between pages lead to files that are there, and to headings that stand in them; pictures have words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"^```.*?^```$|`[^`\n]*`", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)


IMAGE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")


def links(text: str) -> list[str]:
    """Return the targets of a page's links, code left out; those to other sites too."""
    return LINK.findall(CODE.sub("", text))


def anchors(text: str) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    words = (re.sub(r"[^\w\- ]", "", heading.lower()).strip() for heading in HEADING.findall(text))
    return {word.replace(" ", "-") for word in words}


def broken(page: Path) -> list[str]:
    """Return the links of a page that lead nowhere."""
    found = []
    for link in links(page.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or anchor and anchor not in anchors(target.read_text(encoding="utf-8")):
            found.append(link)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    assert broken(page) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_pictures_have_words_for_who_cannot_see_them(page: Path) -> None:
    """Some words rather than a name; Markdown only, since HTML shows on few code hosts alike."""
    text = CODE.sub("", page.read_text(encoding="utf-8"))

    assert [path for words, path in IMAGE.findall(text) if len(words.split()) < 3] == []
    assert "<img" not in text


def test_a_page_that_no_index_names_is_lost() -> None:
    """Every page can be reached from the index by links."""
    seen, ahead = set(), [ROOT / "docs" / "index.md"]
    while ahead:
        page = ahead.pop()
        if page in seen or page.suffix != ".md":
            continue
        seen.add(page)
        paths = (link.partition("#")[0] for link in links(page.read_text(encoding="utf-8")))
        ahead += [(page.parent / path).resolve() for path in paths if path and ":" not in path]

    assert [page for page in (ROOT / "docs").rglob("*.md") if page not in seen] == []


def test_a_broken_link_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# One thing\n[here](#one-thing) [gone](no.md) [no](#two) `[code](x.md)`\n", "utf-8")

    assert broken(page) == ["no.md", "#two"]
