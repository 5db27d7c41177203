"""Write docs/findings.md; a number is how many replications of each world the events are judged by (default 200)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from docs._findings import events, options, risks, twins
from docs._findings.basis import SEED, prose, scenarios
from northeastsim.statement import FULL

PAGE = Path(__file__).parents[1] / "findings.md"


def page(n: int) -> Iterator[str]:
    """Yield the lines of the page."""
    yield "# Findings"
    yield ""
    yield from prose(
        f"What the {len(scenarios())} shipped scenarios that begin in 2024 or later say to the four questions that "
        f"most users bring. Written "
        f"by `python -m docs._findings {n}` (seed {SEED}); nothing on this page is typed by hand but the words "
        f"between the numbers, and the "
        "same command gives the same numbers. It is about the model, not about the world. [Findings with the "
        "ensemble](findings_with_ensemble.md) asks again over sets of parameters, and says what changes."
    )
    yield ""
    yield f"> {FULL}"
    yield ""
    yield from prose(
        "How to read it. A number in brackets is a 95 % interval, over chance alone: with more runs it shrinks, and "
        "the model is no less "
        "wrong. All worlds that are compared share their luck, replication by replication, so that even a tiny "
        "difference can be *clear*; "
        "whether it *matters* its size says. Size is told as a share of what Russia's defence treaty with North "
        "Korea does in the model to "
        "the same score after five years, an effect that everyone calls large. Influence is what a state *could* bring to bear, not "
        "obedience."
    )
    for part in (events.part, options.part, risks.part, twins.part):
        yield ""
        yield from part(n)


def main(arguments: list[str]) -> None:
    """Write the page."""
    lines = list(page(int(arguments[0]) if arguments else 200))
    PAGE.write_text("\n".join(lines).rstrip("\n") + "\n", encoding="utf-8")


main(sys.argv[1:])
