"""The sheets of the lesson kit in a real browser: one page of paper each, no request, readable on a phone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from docs._teaching.basis import FOLDER
from docs._teaching.pack import NAME

if TYPE_CHECKING:
    from playwright.sync_api import Page

PAGE = re.compile(rb"/Type\s*/Page\b")
ALONE = "shown => [...document.querySelectorAll('section')].forEach((one, k) => one.hidden = k !== shown)"


@pytest.fixture
def pack(page: Page) -> Page:
    """The pack, opened from the disk."""
    page.goto((FOLDER / NAME).as_uri())
    return page


@pytest.mark.full
def test_each_sheet_is_one_page_of_paper(pack: Page) -> None:
    sheets, pages = pack.locator("section"), {}
    for k in range(sheets.count()):
        pack.evaluate(ALONE, k)
        title = sheets.nth(k).locator("h1").first.inner_text()
        pages[f"{k} {title}"] = len(PAGE.findall(pack.pdf(format="A4", print_background=True, prefer_css_page_size=True)))

    assert len(pages) == 25 and {title: n for title, n in pages.items() if n != 1} == {}


def test_all_sheets_together_are_as_many_pages(pack: Page) -> None:
    printed = pack.pdf(format="A4", print_background=True, prefer_css_page_size=True)

    assert len(PAGE.findall(printed)) == 25


def test_nothing_is_cut_off_on_a_phone(pack: Page) -> None:
    pack.set_viewport_size({"width": 390, "height": 844})

    assert pack.evaluate("document.documentElement.scrollWidth") <= 390
