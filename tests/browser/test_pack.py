"""The sheets of the lesson kit in a real browser: one page of paper each, no request, readable on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

from docs._teaching.basis import FOLDER
from docs._teaching.pack import NAME

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PAGE = re.compile(rb"/Type\s*/Page\b")
ALONE = "shown => [...document.querySelectorAll('section')].forEach((one, k) => one.hidden = k !== shown)"


@pytest.fixture(scope="module")
def pack() -> Iterator[Any]:
    """The pack in a browser that fails on any request but for the file itself."""
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        page = browser.new_page()
        address, asked = (FOLDER / NAME).as_uri(), []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address)
        assert asked == [address]
        yield page
        browser.close()


def test_each_sheet_is_one_page_of_paper(pack: Any) -> None:
    sheets, pages = pack.locator("section"), {}
    for k in range(sheets.count()):
        pack.evaluate(ALONE, k)
        title = sheets.nth(k).locator("h1").first.inner_text()
        pages[f"{k} {title}"] = len(PAGE.findall(pack.pdf(format="A4", print_background=True, prefer_css_page_size=True)))
    pack.evaluate("() => document.querySelectorAll('section').forEach(one => one.hidden = false)")

    assert len(pages) == 25 and {title: n for title, n in pages.items() if n != 1} == {}


def test_all_sheets_together_are_as_many_pages(pack: Any) -> None:
    printed = pack.pdf(format="A4", print_background=True, prefer_css_page_size=True)

    assert len(PAGE.findall(printed)) == 25


def test_nothing_is_cut_off_on_a_phone(pack: Any) -> None:
    pack.set_viewport_size({"width": 390, "height": 844})

    assert pack.evaluate("document.documentElement.scrollWidth") <= 390
