"""What `diff` says of shares, and keeps of them."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

from northeastsim.app.estimate import duration
from northeastsim.app.folders import tell_kept
from northeastsim.app.output import line, no_drawing, paragraph, tell, typed, verdict
from northeastsim.app.telling import LONG

if TYPE_CHECKING:
    from northeastsim.face.difference import Comparison, Shares


def opening(comparison: Comparison) -> None:
    """Say what is run, and how long it takes where that is long."""
    from northeastsim.show.told import shares

    line()
    tell(shares.opening(comparison))
    if comparison.expected > LONG:
        paragraph(f"This takes about {duration(comparison.expected)}.")


def closing(found: Shares) -> None:
    """Print the whole change, then each change's share of it."""
    from northeastsim.show.told import shares

    tell(shares.told(found))
    verdict()


def keep(shares: Shares, out: Path, words: dict[str, Any]) -> None:
    """Write tables, chart and what was run into the folder, whole or not at all."""
    from northeastsim.face.difference import diff
    from northeastsim.study.parts import write_together

    c = shares.comparison
    files = {
        "diff.csv": diff(c.one, c.other).to_csv(index=False).encode(),
        "shares.csv": shares.table.to_csv().encode(),
        "worlds.csv": shares.worlds.to_csv().encode(),
        **drawn(shares, words),
        "about.json": json.dumps(about(shares), indent=1, ensure_ascii=False).encode(),
    }
    write_together(files, out)
    line()
    tell_kept(out, ", ".join(files))


def drawn(shares: Shares, words: dict[str, Any]) -> dict[str, bytes]:
    """The chart as a file, in the language of some words, where charts can be drawn."""
    if missing := no_drawing():
        line(missing)
        return {}
    return {"shares.png": shares.plot(**words).png()}


def about(shares: Shares) -> dict[str, Any]:
    """What was run, and what came of it in all."""
    from northeastsim.statement import FULL
    from northeastsim.version import __version__

    c = shares.comparison
    return {
        "version": __version__,
        "score": c.score,
        "unit": shares.unit,
        "seed": c.seed,
        "replications": c.replications,
        "worlds": len(c.sets),
        "exact": c.is_exact,
        "most": c.most,
        "command": typed(),
        "changes": [list(change.names) for change in c.changes],
        "whole": {key: None if math.isnan(value) else value for key, value in shares.whole.items()},
        "notes": [FULL],
        "scenarios": {"A": c.one.document, "B": c.other.document},
        "bases": {"A": list(c.one.resolved.bases), "B": list(c.other.resolved.bases)},
    }
