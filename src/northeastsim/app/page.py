"""The reference page of the command line, from the parser: `python -m northeastsim.app.page`."""

from __future__ import annotations

import argparse
import sys

from northeastsim.app.parser import DESCRIPTION, parser

HEAD = f"""# The command line

This page is written from the parser by `python -m northeastsim.app.page`.

{DESCRIPTION} `python run_sim.py ...` is `northeastsim run ...`.

| exit status | when |
| --- | --- |
| 0 | done |
| 1 | could not: the disk refused, a run could not go on, digests differ |
| 2 | your input: each problem on a line of stderr, nothing written |
| 130 | interrupted; what was complete is kept |

Lists and tables fit the width of a terminal; in a pipe a row is one line, of a list with tabs between its cells
(`northeastsim list systems | cut -f 1`). `COLUMNS` sets the width, also in a pipe; `NO_COLOR` is respected.
`NORTHEASTSIM_CACHE` names the folder of compiled rules, `NORTHEASTSIM_TRACEBACK=1` shows where a mistake of
ours happened."""


def page() -> str:
    """The page as Markdown."""
    commands = next(one for one in parser()._actions if isinstance(one, argparse._SubParsersAction))
    return "\n\n".join([HEAD, *(section(name, one) for name, one in commands.choices.items())]) + "\n"


def section(name: str, command: argparse.ArgumentParser) -> str:
    """One command: what it does, its arguments and options."""
    rows = [row(action) for action in command._actions if action.dest != "help"]
    table = ["", "| argument | meaning |", "| --- | --- |", *rows] if rows else []
    epilog = ["", command.epilog] if command.epilog else []
    return "\n".join([f"## {name}", "", str(command.description), *epilog, *table])


def row(action: argparse.Action) -> str:
    """One argument or option."""
    metavar = action.metavar if isinstance(action.metavar, str) else None
    choices = ", ".join(str(one) for one in action.choices) if action.choices else ""
    value = metavar or choices
    flag = action.option_strings[0] if action.option_strings else ""
    shown = " ".join(part for part in (flag, "" if action.nargs == 0 else value) if part)
    return f"| `{shown}` | {action.help} |"


if __name__ == "__main__":
    sys.stdout.write(page())
