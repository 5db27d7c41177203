"""The documentation site: built without a warning, whole, and able to be read where there is no network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from built_site import Site, built

pytestmark = pytest.mark.xdist_group("site")  # one process makes what they share
LOADS = {(tag, "src") for tag in ("script", "img", "source", "iframe")} | {("link", "href"), ("use", "href"), ("object", "data")}
HEADS = ("h1", "h2", "h3", "h4", "h5", "h6")
CSS = re.compile(r"(?:url\(|@import)\s*['\"]?([^'\")\s]+)")


class Page(HTMLParser):
    """What a page loads, links to and holds."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path, self.loads, self.links = path, list[str](), list[str]()
        self.ids, self.images, self.headings = set[str](), list[dict[str, str]](), list[str]()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of a tag."""
        found = {key: value or "" for key, value in attrs}
        self.loads += [value for key, value in found.items() if (tag, key) in LOADS]
        self.loads += CSS.findall(found.get("style", ""))
        self.ids |= {found[key] for key in ("id", "name") if key in found}
        if tag == "a" and "href" in found:
            self.links.append(found["href"])
        if tag == "img":
            self.images.append(found)
        if tag in HEADS:
            self.headings.append(tag)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site."""
    return built(tmp_path_factory)


@pytest.fixture(scope="session")
def pages(site: Site) -> dict[Path, Page]:
    """Every page that was written for it, by path."""
    return {path: Page(path) for path in site.pages}


def elsewhere(targets: list[str]) -> list[str]:
    """Return what would be asked of the network."""
    return [target for target in targets if urlsplit(target).scheme not in ("", "data") or target.startswith("//")]


def led(page: Path, link: str) -> tuple[Path, str]:
    """Return the file and the anchor that a link leads to."""
    parts = urlsplit(link)
    return (page.parent / unquote(parts.path)).resolve() if parts.path else page.resolve(), unquote(parts.fragment)


def test_it_is_built_without_a_warning(site: Site) -> None:
    assert site.said.startswith("0\n"), site.said
    assert len(site.pages) > 60


def test_it_leaves_nothing_beside_the_sources(site: Site) -> None:
    assert site.left == []


def test_every_page_can_be_reached_from_the_side(site: Site, pages: dict[Path, Page]) -> None:
    """The navigation at the side of the index names each of them."""
    index = site.folder / "docs" / "index.html"
    named = {led(index, link)[0] for link in pages[index].links if not elsewhere([link])} | {index.resolve()}

    assert [path for path in pages if path.resolve() not in named] == []


def test_the_front_page_leads_to_the_index(site: Site) -> None:
    text = (site.folder / "index.html").read_text(encoding="utf-8")

    assert 'content="0; url=docs/index.html"' in text
    assert (site.folder / "docs" / "index.html").exists()


def test_nothing_is_loaded_from_elsewhere(site: Site, pages: dict[Path, Page]) -> None:
    """No script, style, font or picture of any page, nor of any style sheet."""
    others = [Page(site.folder / f"{name}.html") for name in ("search", "genindex")]
    styles = [(path, CSS.findall(path.read_text(encoding="utf-8"))) for path in site.folder.rglob("*.css")]

    assert [(page.path.name, found) for page in [*pages.values(), *others] if (found := elsewhere(page.loads))] == []
    assert [(path.name, found) for path, targets in styles if (found := elsewhere(targets))] == []


def broken(pages: dict[Path, Page]) -> Iterator[tuple[str, str]]:
    """Yield each link, and each thing loaded, that leads to no file, or to no place in a page."""
    at = {path.resolve(): page for path, page in pages.items()}
    for path, page in pages.items():
        for link in [*page.links, *page.loads]:
            if urlsplit(link).scheme:
                continue
            file, anchor = led(path, link)
            if not file.exists() or anchor and file in at and anchor not in at[file].ids:
                yield path.name, link


def test_links_and_anchors_lead_somewhere(pages: dict[Path, Page]) -> None:
    assert list(broken(pages)) == []


def test_every_picture_has_words(pages: dict[Path, Page]) -> None:
    pictures = [(page.path.name, image) for page in pages.values() for image in page.images]

    assert len(pictures) > 2
    assert [one for one in pictures if len(one[1].get("alt", "")) < 20] == []


def test_headings_go_down_step_by_step(pages: dict[Path, Page]) -> None:
    """One title on a page, and no level left out below it."""

    def skips(levels: list[int]) -> bool:
        return levels.count(1) != 1 or any(b > a + 1 for a, b in zip(levels, levels[1:], strict=False))

    assert [page.path.name for page in pages.values() if skips([int(tag[1]) for tag in page.headings])] == []


def test_what_is_broken_is_found(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        '<script src="https://x.org/a.js"></script><p style="background: url(//y.org/b.png)" id="here"></p>'
        '<a href="#here">1</a><a href="#gone">2</a><a href="gone.html">3</a><a href="https://z.org">4</a>',
        encoding="utf-8",
    )
    page = Page(path)

    assert elsewhere(page.loads) == ["https://x.org/a.js", "//y.org/b.png"]
    assert [link for _, link in broken({path: page})] == ["#gone", "gone.html", "//y.org/b.png"]
