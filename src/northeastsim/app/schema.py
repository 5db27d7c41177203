"""`northeastsim schema`: the JSON Schema of scenario files, as shipped."""

from __future__ import annotations

import argparse
from importlib.resources import files

from northeastsim.app.output import line


def command(arguments: argparse.Namespace) -> int:
    """Print it."""
    line((files("northeastsim.scenario") / "schema.json").read_text(encoding="utf-8").rstrip("\n"))
    return 0
