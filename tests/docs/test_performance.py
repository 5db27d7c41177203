"""The page on performance says what was measured."""

from __future__ import annotations

import json

from benchmarks.page import FIGURES, PAGE, rendered


def test_the_page_is_made_of_the_figures() -> None:
    figures = json.loads(FIGURES.read_text(encoding="utf-8"))

    assert PAGE.read_text(encoding="utf-8") == rendered(figures), "run: python -m benchmarks.page --again"
