"""`northeastsim schema`: the JSON Schema of scenario or sweep files, as shipped."""

from __future__ import annotations

import argparse
from importlib.resources import files

from northeastsim.app.output import line


def command(arguments: argparse.Namespace) -> int:
    """Print it."""
    name = "sweep_schema.json" if arguments.sweep else "schema.json"
    line((files("northeastsim.scenario") / name).read_text(encoding="utf-8").rstrip("\n"))
    return 0
