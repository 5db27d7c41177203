"""The command line: reads the arguments, calls the command, words every failure, returns the exit status."""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
from typing import TYPE_CHECKING

from northeastsim.app.output import complain
from northeastsim.app.parser import parser
from northeastsim.errors import NortheastsimError, ScenarioError

if TYPE_CHECKING:
    import argparse

DONE, COULD_NOT, YOUR_INPUT, INTERRUPTED = 0, 1, 2, 130
HOMES = {
    "run": "northeastsim.app.run",
    "chart": "northeastsim.app.chart",
    "validate": "northeastsim.app.validate",
    "list": "northeastsim.app.listing",
    "show": "northeastsim.app.showing",
    "new": "northeastsim.app.new",
    "schema": "northeastsim.app.schema",
    "explain": "northeastsim.app.explain",
    "landscape": "northeastsim.app.landscape",
    "sensitivity": "northeastsim.app.sensitivity",
    "behaviour": "northeastsim.app.behaviour",
    "backtest": "northeastsim.app.backtest",
    "whatif": "northeastsim.app.whatif",
    "compare": "northeastsim.app.compare",
    "sweep": "northeastsim.app.sweep",
    "diff": "northeastsim.app.diff",
    "risk": "northeastsim.app.risk",
    "variants": "northeastsim.app.variants",
    "report": "northeastsim.app.report",
    "reproduce": "northeastsim.app.reproduce",
    "teach": "northeastsim.app.teach",
    "doctor": "northeastsim.app.doctor",
}


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit status; never a traceback.

    `argv` is what follows `northeastsim`; None means what this process was given. With
    NORTHEASTSIM_TRACEBACK=1 an error that is our own mistake shows where it happened.
    """
    try:
        arguments = parser().parse_args(argv)
    except SystemExit as end:
        return flushed(end.code if isinstance(end.code, int) else YOUR_INPUT)
    try:
        return flushed(command(arguments))
    except ScenarioError as error:
        return said(str(error), YOUR_INPUT)
    except NortheastsimError as error:
        return said(f"northeastsim {arguments.command}: {error}", COULD_NOT)
    except KeyboardInterrupt:
        return said(f"northeastsim {arguments.command}: interrupted", INTERRUPTED)
    except BrokenPipeError:
        return flushed(DONE)
    except OSError as error:
        return said(f"northeastsim {arguments.command}: {worded(error)}", COULD_NOT)
    except MemoryError:
        return said(
            f"northeastsim {arguments.command}: not enough memory; try fewer --workers, --paths or --events", COULD_NOT
        )
    except Exception as error:  # noqa: BLE001  the last resort: a mistake of ours is worded too
        if os.environ.get("NORTHEASTSIM_TRACEBACK") == "1":
            raise
        mistake = f"{type(error).__name__}: {' '.join(str(error).split())}"
        return said(
            f"northeastsim {arguments.command}: a mistake of ours, please report it: {mistake}", COULD_NOT
        )


def command(arguments: argparse.Namespace) -> int:
    """Load the command's own module, which may be heavy, and call it."""
    status: int = importlib.import_module(HOMES[arguments.command]).command(arguments)
    return status


def said(text: str, status: int) -> int:
    """Print lines on stderr and return the status."""
    with contextlib.suppress(OSError):
        complain(text)
    return flushed(status)


def flushed(status: int) -> int:
    """Empty stdout, and leave quietly if its reader has gone."""
    try:
        sys.stdout.flush()
    except OSError:
        hush()
    return status


def hush() -> None:
    """Send what is still to be printed nowhere: the reader of the pipe has closed it."""
    try:
        place = sys.stdout.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
    except OSError:  # a test holds stdout, or nothing can be opened
        return
    os.dup2(nowhere, place)
    os.close(nowhere)


def worded(error: OSError) -> str:
    """An error of the system in words: what, and about which file."""
    reason = (error.strerror or str(error) or type(error).__name__).lower()
    return f"{error.filename}: {reason}" if error.filename else reason


if __name__ == "__main__":
    sys.exit(main())
