"""`northeastsim diff A B`: what differs between two scenarios, and which change makes how much of an outcome's."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from northeastsim.app import sharing
from northeastsim.app.folders import expect_new
from northeastsim.app.output import heading, line, paragraph
from northeastsim.app.progress import progress
from northeastsim.app.speaking import spoken
from northeastsim.show.cells import years
from northeastsim.show.names import counted

if TYPE_CHECKING:
    from northeastsim.face import Scenario
    from northeastsim.scenario.difference import Line

FEW, SHOWN = 8, 4  # lines of a section that are all shown, and how many of more
LEADS = {
    "measure": "Looked at, and of no effect",
    "run": "Of the run itself (all worlds here share one seed)",
    "words": "Words only",
}
NOUNS = {
    "start": "first day", "years": "length", "events": "events", "actors": "actors", "relations": "relations",
    "parameters": "parameters", "settings": "settings", "programmes": "yearly programmes", "systems": "systems",
    "event_types": "types of event", "strategies": "strategies", "closed": "closed options", "bodies": "bodies",
    "theories": "theories",
}  # fmt: skip


def command(arguments: argparse.Namespace) -> int:
    """Print what differs, then run the worlds between the two and print the shares."""
    from northeastsim.face import difference as face

    expect_new(arguments.out, "keeps what runs give, and --no-runs makes none; leave one out" if arguments.no_runs else "")
    words = spoken(arguments, arguments.out is not None)
    one, other = face.opened(arguments.one), face.opened(arguments.other)
    lines = face.lines(one, other)
    if not lines:
        line(f"no difference: {one.name} and {other.name} are the same scenario, once defaults are filled in")
        return 0
    if arguments.score is not None:
        face.measured(one, other, arguments.score)  # a misspelt one is told before anything else
    tell_lines(one, other, lines, arguments)
    if arguments.no_runs:
        return 0
    if not any(each.kind == "result" for each in lines):
        line()
        line("Nothing that can change a result differs, so nothing is run.")
        return 0
    comparison = face.compared(
        one, other, arguments.score, arguments.replications, arguments.seed, arguments.workers, arguments.most
    )
    sharing.opening(comparison)
    with progress(comparison.expected) as on_progress:
        shares = comparison.run(on_progress)
    sharing.closing(shares)
    if arguments.out is not None:
        sharing.keep(shares, Path(arguments.out), words)
    return 0


# --- what differs ----------------------------------------------------------------------------------------------------


def tell_lines(one: Scenario, other: Scenario, lines: Sequence[Line], arguments: argparse.Namespace) -> None:
    """Print the lines that can change a result by section, then the others in a few words."""
    for letter, each, given in (("A", one, arguments.one), ("B", other, arguments.other)):
        paragraph(f"{letter}: {each.name} ({given}; {years(each.document)} from {each.document['start']})", hanging="   ")
    results = [each for each in lines if each.kind == "result"]
    heading(f"What differs from A to B: {counted(len(results), 'line')} that can change a result")
    regions = [region_of(each) for each in (one, other)]
    if regions[0] != regions[1]:
        paragraph(f"A stands on {regions[0]}, B on {regions[1]}: most lines may come from there.")
    for section in dict.fromkeys(each.path[0] for each in results):
        tell_section(section, [each for each in results if each.path[0] == section], one, other, arguments.all)
    for note in beside(lines, other, arguments.all):
        paragraph(note, hanging="  ")


def region_of(scenario: Scenario) -> str:
    """The base region that a scenario stands on."""
    return scenario.resolved.region or "no base region"


def tell_section(section: str, lines: Sequence[Line], one: Scenario, other: Scenario, every: bool) -> None:
    """Print the lines of a section, of many the first few."""
    from northeastsim.show.difference import in_words

    shown = list(lines) if every or len(lines) <= FEW else list(lines[:SHOWN])
    if len(lines) > len(shown):
        paragraph(f"{NOUNS.get(section, section)}: {len(lines)} lines, the first {len(shown)}:", indent="  ")
    for each in shown:
        paragraph(in_words(each, (one if each.after is None else other).resolved), indent="  ", hanging="      ")
    if len(lines) > len(shown):
        paragraph(f"and {len(lines) - len(shown)} more (--all shows all)", indent="  ")


def beside(lines: Sequence[Line], other: Scenario, every: bool) -> list[str]:
    """What differs and changes no result: what is looked at, how often and with which luck it is run, words."""
    from northeastsim.scenario.paths import dotted
    from northeastsim.show.difference import in_words

    notes = []
    for kind, lead in LEADS.items():
        mine = [each for each in lines if each.kind == kind]
        if every or kind == "run":
            told = [in_words(each, other.resolved) for each in mine]
        else:
            figures = {each.path[:-1] for each in mine if each.is_of_figure}
            depth = 2 if kind == "measure" else None
            told = list(dict.fromkeys(dotted(each.path[:depth]) for each in mine if not each.is_of_figure))
            told[FEW:] = [f"{len(told) - FEW} more"] if len(told) > FEW else []
            told += [f"ranges and sources of {counted(len(figures), 'figure')}"] if figures else []
        if told:
            notes.append(f"{lead}: {('; ' if every else ', ').join(told)}.")
    return notes
