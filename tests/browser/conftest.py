"""A real browser without a network, and a page that fails its test for any request, error or dialog.

Debian's Chromium is driven through Playwright (python -m playwright install is never called); where either is missing the test is
skipped, which is a failure where every tool is required.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
VIEWPORTS = {"wide": (1280, 900), "phone": (390, 844), "projector": (1024, 768)}
ALLOWED = ("file:", "data:", "about:", "blob:")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, one for all tests of this process."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found is None:
        pytest.skip("no Chromium on this machine (apt-get install chromium)")
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page, wide, offline; when the test ends it fails if the page asked for, complained of or popped up anything."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    opened = context.new_page()
    seen = watched(opened)
    yield opened
    context.close()
    assert seen == []


def watched(page: Page) -> list[str]:
    """What a page does that it should not, a line each, as it does it."""
    seen: list[str] = []

    def closed(dialog: Any) -> None:
        seen.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.on("request", lambda one: None if one.url.startswith(ALLOWED) else seen.append(f"request: {one.url}"))
    page.on("console", lambda one: seen.append(f"console: {one.text}") if one.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: seen.append(f"error: {error}"))
    page.on("dialog", closed)
    return seen


@pytest.fixture
def sized(page: Page) -> Callable[[str], Page]:
    """Return a function that gives the page the size of one of `VIEWPORTS`."""

    def to(name: str) -> Page:
        width, height = VIEWPORTS[name]
        page.set_viewport_size({"width": width, "height": height})
        return page

    return to
