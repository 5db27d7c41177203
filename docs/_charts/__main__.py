"""Write docs/reference/charts.md and its pictures: `python -m docs._charts [KIND ...]` (default: all kinds, a minute)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from docs._charts.subjects import KINDS
from northeastsim.show.catalogue import CHARTS
from northeastsim.show.interactive import FORMS
from northeastsim.statement import FULL

DOCS = Path(__file__).parents[1]
PAGE, PICTURES = DOCS / "reference" / "charts.md", DOCS / "images" / "charts"
CALLS = {
    "run": ("A run", 'results.plot("{}")', "northeastsim run"),
    "compare": ("A comparison of strategies", 'ne.compare(...).plot("{}")', "northeastsim compare --out DIR"),
    "whatif": ("A what-if", "scenario.whatif(...).plot()", "northeastsim whatif"),
    "explain": ("An explanation", "scenario.waterfall(scenario.explain(SCORE, most=12))", "northeastsim explain --out DIR"),
    "diff": ("A difference of two scenarios", "ne.shares(...).plot()", "northeastsim diff --out DIR"),
    "risk": ("Risks", 'scenario.risk().plot("{}")', "northeastsim risk --out DIR"),
    "sensitivity": ("What decides a sweep", 'ne.sensitivity(sweep).plot("{}")', "northeastsim sensitivity DIR --out DIR"),
    "backtest": ("The backtest", 'ne.backtest().plot("{}")', "northeastsim backtest"),
}


def drawn(kinds: list[str]) -> None:
    """Draw the charts of some kinds into their files, each with its alternative text beside it."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for kind in kinds:
        for name, chart in KINDS[kind]():
            chart.save(PICTURES / f"{kind}_{name}.png")
            (PICTURES / f"{kind}_{name}.txt").write_text(f"{chart.alt}\n", encoding="utf-8")


def page() -> Iterator[str]:
    """Yield the lines of the page."""
    yield "# Charts"
    yield ""
    yield "Every chart of the catalogue, drawn from small runs by `python -m docs._charts`, to show how they look, not what is so."
    yield "Each is a matplotlib Figure: `chart.data` is what it draws as a frame, `chart.alt` the text for who cannot see it, and"
    yield '`chart.save("x.svg")` writes it as text and lines. The text below each picture is its alternative text, as it comes.'
    yield ""
    yield f"> {FULL}"
    yield ""
    yield from of_forms()
    for kind, entries in CHARTS.items():
        title, call, command = CALLS[kind]
        yield ""
        yield f"## {title}"
        yield ""
        yield f"Drawn by `{command}`, in Python by `{call.format('NAME')}`."
        for name, entry in entries.items():
            picture = f"{kind}_{name}"
            text = (PICTURES / f"{picture}.txt").read_text(encoding="utf-8").strip()
            yield ""
            yield f"### {kind}: {name}"
            yield ""
            yield f"{entry.summary[0].upper()}{entry.summary[1:]}."
            yield ""
            yield f"![{entry.summary}](../images/charts/{picture}.png)"
            yield ""
            yield f"*{escaped(text)}*"


def of_forms() -> Iterator[str]:
    """Yield what is said of charts that answer to a pointer."""
    names = "; ".join(f"of {CALLS[kind][0].lower()} {', '.join(f'`{one}`' for one in names)}" for kind, names in FORMS.items())
    yield f"Some answer to a pointer, with value, interval and n of each mark: {names}."
    yield "`results.interactive(\"map\")` is an Altair chart, and"
    yield "`northeastsim.show.interactive.save(\"page.html\", chart, ...)` writes a page that opens offline, needs no `unsafe-eval`,"
    yield "and `northeastsim report DIR --interactive` puts them beside the pictures of a report."
    yield "`pip install 'northeastsim[interactive]'` brings what they need. Their data and colours are those of the charts below."


def escaped(text: str) -> str:
    """A text in which brackets and stars are no markup."""
    return "".join(f"\\{sign}" if sign in "[]*_<>" else sign for sign in text)


def main(arguments: list[str]) -> None:
    """Draw the charts and write the page."""
    drawn(arguments or list(KINDS))
    PAGE.write_text("\n".join(page()) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
