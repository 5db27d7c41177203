"""The page of a backtest: how well the model told years that it was not given, beside simple rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from northeastsim.show.backtest import named
from northeastsim.show.backtest.frame import Backtest
from northeastsim.show.blocks import Block, Heading, texts
from northeastsim.show.report.behind import Behind, reproduced, trusting
from northeastsim.show.report.charts import figure
from northeastsim.show.report.kinds import basis
from northeastsim.show.report.parts import NONE, Page, Section, Spoken
from northeastsim.show.told import backtest as told

BOTH = "skill"  # the chart that shows all modes
ASKED = "How well does the model tell 2019 to 2024 from what was known by the end of 2018, beside simple rules?"


def page(found: Backtest, behind: Behind, remarks: Sequence[str], spoken: Spoken = NONE) -> Page:
    """The page of a backtest; `remarks` are what to keep in mind."""
    drawn = [
        figure("backtest", name, behind.place, found, mode, more="" if name == BOTH else f", {mode}", **spoken)
        for name, mode in named(found).values()
    ]
    return Page(
        "backtest", "The model beside the record", ASKED, found.about, answer(found, remarks),
        [
            Section("charts", drawn),
            basis.found(blocks(found)),
            Section("assumptions", texts(remarks)),
            trusting(None, behind.notes),
            reproduced(behind),
        ],
        found.about,
    )  # fmt: skip


def answer(found: Backtest, remarks: Sequence[str]) -> list[str]:
    """What each mode is better and worse at, and why even so the intervals are too narrow."""
    told_ = [f"{mode.capitalize()}: {' '.join(found.sentences(mode))}" for mode in found.modes]
    return [*told_, *(one for one in remarks if one.startswith("Intervals"))]


def blocks(found: Backtest) -> Iterator[Block]:
    """The tables of each mode with its verdicts, then whether a thing was foretold at all."""
    for mode in found.modes:
        yield Heading(told.title(mode))
        yield told.scores(found, mode)
        yield from texts(found.sentences(mode))
    yield from told.asked_yes_or_no(found)
