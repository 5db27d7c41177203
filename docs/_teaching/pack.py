"""The sheets that are printed, as one HTML file: a page of A4 each, without a network."""

from __future__ import annotations

import re
from pathlib import Path

from docs._teaching.basis import FOLDER, STATES
from northeastsim.statement import SHORT

NAME, CHART = "pack.html", "empty-chart.svg"
YEARS, LEVELS, START = range(2024, 2035), (0.40, 0.45, 0.50, 0.55), 0.47
NAMES = [name.lower().replace(" ", "-") for name in STATES.values()]
BRIEFS = [f"briefs/{name}.md" for name in (*NAMES, "press", "control-desk")]
CARDS = [f"cards/{name}.md" for name in NAMES]
WHOLE = [*BRIEFS, *CARDS, "cards/news.md"]  # one sheet each
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)
STYLE = (Path(__file__).parent / "print.css").read_text(encoding="utf-8")
FOOT = f"{SHORT} The sale and all private cards are made up. No endorsement of any state's claims, borders or conduct."
PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Lesson kit: sheets to print</title>
<style>
{style}</style>
</head>
<body>
<main>
{sheets}
</main>
</body>
</html>
"""


def sheets() -> list[tuple[str, str]]:
    """Return the sheets as names and Markdown, in the order in which they are printed."""
    found = [*before_class(), *((name, read(name)) for name in WHOLE), *work_sheets(), *control_table()]
    return [(name, LINK.sub(r"\1", IMAGE.sub(CHART, COMMENT.sub("", text)))) for name, text in found]


def read(name: str) -> str:
    """Return a page of the kit."""
    return (FOLDER / name).read_text(encoding="utf-8")


def before_class() -> list[tuple[str, str]]:
    """Return the background and, on a sheet of their own, the ideas and the questions."""
    text = read("before-class.md")
    place, rest = text.split("## Four ideas", 1)
    return [("background", place), ("questions", f"# Background, page two\n\n## Four ideas{rest}")]


def work_sheets() -> list[tuple[str, str]]:
    """Return the work sheets, one by one."""
    _, *parts = read("tasks.md").split("## Sheet ")
    return [(f"sheet {part[0]}", f"# Sheet {part}") for part in parts]


def control_table() -> list[tuple[str, str]]:
    """Return what each card does: the explanation, then two states a sheet."""
    head, *states = re.split(rf"^## (?={'|'.join(STATES.values())})", read("control-table.md"), flags=re.MULTILINE)
    pairs = ["\n".join(f"## {state}" for state in states[k : k + 2]) for k in range(0, len(states), 2)]
    return [("control", head), *((f"control {k}", f"# What each card does\n\n{text}") for k, text in enumerate(pairs, 1))]


def document() -> str:
    """Return the pack as HTML."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    rendered = [(kind(name), parser.render(text).replace(f"<p>{CHART}</p>", empty_chart())) for name, text in sheets()]
    parts = [f'<section class="{name}">\n{text}<footer>{FOOT}</footer>\n</section>' for name, text in rendered]
    return PAGE.format(style=STYLE, sheets="\n".join(parts))


def kind(name: str) -> str:
    """Return what a sheet is, for its style."""
    return "cards" if name.startswith("cards/") else "brief" if name.startswith("briefs/") else name.split()[0]


def empty_chart() -> str:
    """Return the chart on which students draw, as SVG: years across, China's hold up, nothing but the start."""

    def across(year: int) -> float:
        return 60 + 600 * (year - YEARS[0]) / (YEARS[-1] - YEARS[0])

    def up(level: float) -> float:
        return 350 - 330 * (level - LEVELS[0]) / (LEVELS[-1] - LEVELS[0])

    lines = [f'<path d="M60 {up(one):.0f}H660" stroke="#999"/>' for one in LEVELS]
    lines += [f'<text x="52" y="{up(one) + 4:.0f}" text-anchor="end">{one:.2f}</text>' for one in LEVELS]
    lines += [f'<path d="M{across(one):.0f} 20V350" stroke="#ccc"/>' for one in YEARS]
    lines += [f'<text x="{across(one):.0f}" y="370" text-anchor="middle">{one}</text>' for one in YEARS]
    words = "Empty chart: China's hold over North Korea by year, from 0.47 in 2024; draw here"
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 680 380" role="img" font-family="sans-serif" font-size="12">'
        f"<title>{words}</title>" + "".join(lines) + f'<circle cx="60" cy="{up(START):.0f}" r="5"/></svg>\n'
    )


def write() -> None:
    """Write the pack, and the empty chart that the work sheets show."""
    (FOLDER / CHART).write_text(empty_chart(), encoding="utf-8")
    (FOLDER / NAME).write_text(document(), encoding="utf-8")
