"""What the pages of analyses have in common: what was found as a section, and an answer that ends with how far to trust it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from northeastsim.show.blocks import Block, Heading, Table
from northeastsim.show.report.parts import Part, Section
from northeastsim.statement import trust


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


def trusted(held: str) -> str:
    """What the intervals hold, and how the model did on the record."""
    verdict = trust()[0]
    return f"{held.removesuffix('.')}; {verdict[:1].lower()}{verdict[1:]}"
