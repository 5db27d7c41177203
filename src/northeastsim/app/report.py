"""`northeastsim report DIR`: results as one HTML page that opens offline and can be mailed."""

from __future__ import annotations

import argparse

from northeastsim.app.output import line, no_drawing
from northeastsim.app.speaking import spoken
from northeastsim.errors import NortheastsimError


def command(arguments: argparse.Namespace) -> int:
    """Write the page; say where it is and how large."""
    from northeastsim.face.report import report

    if missing := no_drawing("no report"):
        raise NortheastsimError(missing)
    path = report(
        arguments.folder, arguments.out, **spoken(arguments, as_picture=False), interactive=arguments.interactive,
        force=arguments.force,
    )  # fmt: skip
    line(f"Report: {path} ({path.stat().st_size / 1e6:.1f} MB; one file, opens offline)")
    return 0
