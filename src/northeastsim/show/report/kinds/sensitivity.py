"""The page of the analysis of a sweep: what decides its outcomes. It is told and drawn when the sweep is analysed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from northeastsim.show.answer import trusted
from northeastsim.show.blocks import Block
from northeastsim.show.report.behind import Behind, reproduced, trusting
from northeastsim.show.report.kinds import basis
from northeastsim.show.report.parts import Page, Picture, Section

HELD = "What decides is decided by the model's own rules, over ranges that say nothing of how likely a value is"


def page(name: str, said: Mapping[str, Any], blocks: Sequence[Block], pictures: Sequence[Picture], behind: Behind) -> Page:
    """The page of the analysis of a sweep, from what its manifest says, its blocks and its charts."""
    answer = [*said["answer"], trusted(HELD)]
    return Page(
        "sensitivity", name, str(said["question"] or ""), str(said["about"]), answer,
        [
            *([Section("charts", list(pictures))] if pictures else []),
            basis.found(blocks),
            trusting(None, [*behind.notes, str(said["caveat"])]),
            reproduced(behind),
        ],
        str(said["about"]),
    )  # fmt: skip
