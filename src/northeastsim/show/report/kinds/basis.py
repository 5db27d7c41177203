"""What the pages of analyses have in common: what was found as a section."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from northeastsim.show.blocks import Block, Heading, Table
from northeastsim.show.report.parts import Part, Section


def found(blocks: Iterable[Block]) -> Section:
    """What was found, in the words and tables that the command prints."""
    return Section("found", labelled(blocks))


def labelled(blocks: Iterable[Block]) -> list[Part]:
    """Blocks in which a table without a caption is called by the heading above it."""
    told: list[Part] = []
    above = ""
    for one in blocks:
        above = one.text if isinstance(one, Heading) else above
        told.append(replace(one, label=above) if isinstance(one, Table) and not one.caption else one)
    return told
