"""The bar: how many are done of how many, how fast, how long it will take; nothing where nobody watches."""

from __future__ import annotations

import io
import sys
import time

import pytest

from northeastsim.app.progress import per_second, progress


class Terminal(io.StringIO):
    """Text that takes itself for a terminal."""

    def isatty(self) -> bool:
        return True


def watched(monkeypatch: pytest.MonkeyPatch, term: str = "xterm") -> Terminal:
    """Put a terminal in the place of stderr."""
    shown = Terminal()
    monkeypatch.setattr(sys, "stderr", shown)
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("COLUMNS", "100")
    return shown


def test_the_bar_tells_how_many_how_fast_and_how_long(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = watched(monkeypatch)
    with progress(60.0) as told:
        assert told is not None
        for done in (10, 20, 30):
            told(done, 40)
            time.sleep(0.06)

    for words in ("30/40", "/s", "0:00:0"):
        assert words in terminal.getvalue()


@pytest.mark.parametrize(("term", "expected"), [("dumb", 60.0), ("xterm", 0.5)])
def test_no_bar_where_none_is_wanted(monkeypatch: pytest.MonkeyPatch, term: str, expected: float) -> None:
    terminal = watched(monkeypatch, term)
    with progress(expected) as told:
        assert told is None

    assert terminal.getvalue() == ""


@pytest.mark.parametrize(("speed", "told"), [(None, ""), (0.0, ""), (0.84, "0.8/s"), (1234.5, "1,234/s")])
def test_a_rate_is_told_as_people_say_it(speed: float | None, told: str) -> None:
    assert per_second(speed) == told
