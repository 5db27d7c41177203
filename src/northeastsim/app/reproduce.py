"""`northeastsim reproduce DIR`: run stored results again; every value must come out the same."""

from __future__ import annotations

import argparse

from northeastsim.app.output import complain, line
from northeastsim.app.progress import progress


def command(arguments: argparse.Namespace) -> int:
    """Run it again; 1 if anything differs."""
    from northeastsim import face

    results = face.open(arguments.folder)
    with progress(60.0) as on_progress:
        differences = face.reproduce(arguments.folder, workers=arguments.workers, on_progress=on_progress)
    if differences:
        for text in differences:
            complain(f"northeastsim reproduce: {text}")
        return 1
    done, _ = results.complete
    line(f"equal: {done} replications, seed {results.manifest['seed']}, digest {results.digest}")
    return 0
