"""What can be typed after `northeastsim`: commands, options and their help; loads nothing heavy."""

from __future__ import annotations

import sys

from northeastsim.app.parser import asking, looking, running, showing
from northeastsim.app.parser.command import Parser
from northeastsim.statement import SHORT

DESCRIPTION = "Simulate Northeast Asia: six states, their ties, quarrels and arms, many times over."
EPILOG = (
    f"{SHORT} Exit: 0 done, 1 could not, 2 your input, 130 interrupted."
)
COMMANDS = (
    running.add_run, showing.add_chart, looking.add_validate, looking.add_list, looking.add_show, looking.add_new,
    looking.add_schema, asking.add_compare, asking.add_whatif, asking.add_explain, asking.add_diff, asking.add_risk,
    running.add_sweep, asking.add_sensitivity, running.add_backtest, running.add_behaviour, running.add_landscape,
    showing.add_report, showing.add_teach, showing.add_variants, looking.add_reproduce, looking.add_doctor,
)  # fmt: skip


def parser() -> Parser:
    """The parser of everything."""
    top = Parser(prog="northeastsim", description=DESCRIPTION, epilog=EPILOG, allow_abbrev=False)
    top.add_argument("--version", action="version", version=version())
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True, title="commands")
    for add in COMMANDS:
        add(commands)
    return top


def version() -> str:
    """The version, as `--version` prints it."""
    from northeastsim.version import __version__

    return f"northeastsim {__version__}, Python {sys.version.split()[0]}"
