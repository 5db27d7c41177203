"""Write docs/trust.md and src/northeastsim/verdict.csv: `python -m docs._trust [REPLICATIONS]` (default 1000, some minutes)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import northeastsim as ne
from docs._trust import fits, judgement, words

ROOT = Path(__file__).parents[2]
PAGE, VERDICT = ROOT / "docs" / "trust.md", ROOT / "src" / "northeastsim" / "verdict.csv"
SEED = 63


def page(found: ne.Backtest, replications: int) -> Iterator[str]:
    """Yield the lines of the page."""
    yield "# How far to trust it"
    yield ""
    command = f"python -m docs._trust {replications}"
    yield from words.opening(command, SEED)
    yield from judgement.part(found)
    yield from fits.part()
    yield from words.closing()


def main(arguments: list[str]) -> None:
    """Run the backtest; write the page, and the verdict for reports."""
    replications = int(arguments[0]) if arguments else 1000
    found = ne.backtest("both", replications, seed=SEED)
    told = found.verdict.assign(years="2019-2024")
    columns = ["mode", "target", "verdict", "best", "skill", "low", "high", "n", "years"]
    told[columns].round(4).to_csv(VERDICT, index=False, lineterminator="\n")
    PAGE.write_text("\n".join(page(found, replications)).rstrip("\n") + "\n", encoding="utf-8")


main(sys.argv[1:])
