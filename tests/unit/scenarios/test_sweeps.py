"""Every ready-made sweep: it is read clean, asks a question, and every one of its points is sound."""

from __future__ import annotations

import pytest

from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.sources import shipped, shipped_sweeps
from northeastsim.study.sweep.asked import opened
from northeastsim.study.sweep.points import checked, points

FILES = shipped_sweeps(catalogue())


def test_each_is_where_it_belongs() -> None:
    """And is no scenario."""
    assert list(FILES) == ["beijings_answers", "hold_on_pyongyang", "screening"]
    assert not set(FILES) & set(shipped(catalogue()))


@pytest.mark.parametrize("name", FILES)
def test_it_is_sound_and_asks_a_question(name: str) -> None:
    sweep = opened(name)
    checked(sweep, points(sweep))

    assert sweep.name and sweep.question.endswith("?")
    assert sweep.warnings == () and sweep.notes == ()


@pytest.mark.parametrize("name", FILES)
def test_its_comment_names_it_and_fits_a_screen(name: str) -> None:
    text = FILES[name].read_text(encoding="utf-8")

    assert f"northeastsim sweep {name} --dry-run" in text and f"northeastsim show sweep {name} >" in text
    assert max(map(len, text.splitlines())) <= 124 and len(text.splitlines()) <= 40


def test_they_are_what_they_say() -> None:
    """Twenty uncertainties at five hundred points; strategies as levers; all parameters, one moving at a time."""
    hold, answers, screening = (opened(name) for name in ("hold_on_pyongyang", "beijings_answers", "screening"))

    assert (len(hold.uncertainties), hold.design.points, hold.replications) == (20, 500, 20)
    assert len(answers.levers["actors.CHN.strategy"]) == 5
    assert len(screening.uncertainties) > 200 and screening.design.method == "morris"
