"""Commands that look at what there is, begin a file, and see that all is well."""

from __future__ import annotations

import argparse

from northeastsim.app.parser.command import Parser, add_usual, command
from northeastsim.app.parser.names import KINDS
from northeastsim.app.parser.words import kind


def add_validate(commands: argparse._SubParsersAction[Parser]) -> None:
    """`validate`."""
    one = command(commands, "validate", "check scenario and sweep files; exit status 0 or 2")
    one.add_argument("files", metavar="FILE", nargs="+", help="scenario or sweep files, or shipped names")


def add_list(commands: argparse._SubParsersAction[Parser]) -> None:
    """`list`."""
    one = command(commands, "list", "list what there is, with units and sources")
    one.add_argument("kind", metavar="KIND", type=kind, help=", ".join(KINDS))
    one.add_argument("--json", action="store_true", help="print JSON")


def add_show(commands: argparse._SubParsersAction[Parser]) -> None:
    """`show`."""
    one = command(
        commands,
        "show",
        "show one thing in full: a resolved scenario, a sweep, a strategy, a theory, a payoff, an event type, a system, a parameter",
        "KIND (one of " + ", ".join(KINDS) + ") is only needed where a name stands for several things.",
    )
    one.add_argument("words", metavar="[KIND] NAME", nargs="+", help="what to show")


def add_new(commands: argparse._SubParsersAction[Parser]) -> None:
    """`new`."""
    one = command(
        commands, "new", "write a commented starter scenario that extends another, or the glossary of charts; never overwrites"
    )
    one.add_argument("file", metavar="FILE", help="the file to write, ending in .yaml; one that ends in .csv is the glossary")
    one.add_argument(
        "--from",
        dest="base",
        metavar="BASE",
        help="what FILE extends, as a patch and not a copy: a base region (default northeast_asia_2024), a shipped "
        "scenario, or a file in FILE's folder",
    )


def add_schema(commands: argparse._SubParsersAction[Parser]) -> None:
    """`schema`."""
    one = command(commands, "schema", "print the JSON Schema of scenario files, or of sweep files, for editors")
    one.add_argument("--sweep", action="store_true", help="of sweep files")


def add_reproduce(commands: argparse._SubParsersAction[Parser]) -> None:
    """`reproduce`."""
    one = command(commands, "reproduce", "run stored results again and compare their digests")
    one.add_argument("folder", metavar="DIR", help="a folder that `run` wrote")
    add_usual(one, "--workers")


def add_doctor(commands: argparse._SubParsersAction[Parser]) -> None:
    """`doctor`."""
    one = command(commands, "doctor", "say what is installed, what is missing and what that means here")
    one.add_argument("--compile", action="store_true", help="compile the rules for the batch engine now, and compare the engines")
