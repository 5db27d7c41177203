"""Commands that make charts, pages and tasks of results."""

from __future__ import annotations

import argparse

from northeastsim.app.parser.command import Parser, add_languages, add_seed, add_usual, command
from northeastsim.app.parser.words import several, whole


def add_chart(commands: argparse._SubParsersAction[Parser]) -> None:
    """`chart`."""
    one = command(
        commands,
        "chart",
        "draw a chart of the results that `run` left in a folder, in any of five languages",
        "Without NAME, the charts that there are. A file that ends in .svg keeps its text as text, so that any browser finds a font.",
    )
    one.add_argument("folder", metavar="DIR", help="a folder that `run` wrote")
    one.add_argument("name", metavar="NAME", nargs="?", help="which chart")
    add = one.add_argument
    add("--out", metavar="FILE", help="the picture, .png or .svg; default: NAME.png in DIR, with a language NAME_zh.png and the like")
    add("--force", action="store_true", help="replace the picture that is there")
    add("--score", metavar="SCORE", action="append", help="a score that the chart is to show; may be repeated where it shows several")
    add("--replication", metavar="R", type=whole(0, 10**9 - 1), help="the replication that the chart is to tell of")
    add_languages(one)


def add_report(commands: argparse._SubParsersAction[Parser]) -> None:
    """`report`."""
    one = command(
        commands,
        "report",
        "write what a command left in a folder as one HTML page that opens offline: answer, charts, stories, assumptions, trust",
        "The page asks nothing of any network and can be mailed. Its own words and its charts are in the language that is asked for; "
        "stories, tables and texts of scenarios stay as they are. docs/how-to/make-a-report.md shows what is on it.",
    )
    one.add_argument(
        "folder", metavar="DIR", help="a folder that `run`, `compare`, `whatif`, `risk`, `diff`, `explain`, `sensitivity` or "
        "`backtest` wrote",
    )  # fmt: skip
    one.add_argument("--out", metavar="FILE.html", help="the file to write; default: report.html in DIR")
    add_languages(one)
    one.add_argument(
        "--interactive", action="store_true", help="let charts that can also answer to a pointer, in English; adds 0.9 MB"
    )
    one.add_argument("--force", action="store_true", help="replace a file that is no earlier report")


def add_teach(commands: argparse._SubParsersAction[Parser]) -> None:
    """`teach`."""
    one = command(
        commands,
        "teach",
        "write a page for a class: predict first, look later, then change strategy and contested assumptions; one offline HTML file",
        "Every slider and choice is an ensemble that is run now, all with the same luck; with the defaults that takes about two "
        "minutes on two cores. docs/how-to/make-a-teaching-page.md tells how to use it in class.",
    )
    add = one.add_argument
    add("scenario", metavar="SCENARIO", help="a scenario's name or file, or NAME:VARIANT")
    add("--actor", metavar="ACTOR", help="whom the student advises; default CHN where it takes part, else the first")
    add(
        "--strategies", metavar="NAMES", type=several,
        help="the choices, with commas between; default: the scenario's own and those usually offered, four in all",
    )  # fmt: skip
    add("--score", metavar="SCORE", help="what the student draws; default influence[CHN,PRK], of another actor its security")
    add(
        "--switches", metavar="NAMES", type=several,
        help="contested figures for sliders, with commas between: off_book, exercises, emboldenment, enabling, compliance, or a path "
        "such as parameters.budget.reaction; none: no sliders; default: the first three",
    )  # fmt: skip
    add_usual(one, "--language")
    add("--replications", metavar="N", type=whole(2, 10**5), default=500, help="futures of each ensemble; default 500")
    add_seed(one, "seed of all ensembles; default: the scenario's own")
    add_usual(one, "--workers")
    add("--out", metavar="FILE", help="the page, ending in .html; default: a new one, results/NAME-teach-N.html")
    add("--force", action="store_true", help="replace the page that --out names")


def add_variants(commands: argparse._SubParsersAction[Parser]) -> None:
    """`variants`."""
    one = command(
        commands,
        "variants",
        "make a scenario file of their own for each student of a class, and one answer key of ranges and reasoning",
        "Each world differs in the strategy of --actor, in one event that is not on the record and in one contested parameter. Same "
        "seed, same files; a student's file depends on the seed and the student's number alone. "
        "docs/how-to/give-each-student-a-variant.md tells how to use them.",
    )
    one.add_argument("scenario", metavar="SCENARIO", help="a shipped name or a YAML file")
    add = one.add_argument
    add("--students", metavar="N", type=whole(1, 500), help="how many files; default: as many as there are --names")
    add("--names", metavar="FILE", help="students' names, one a line or the first column of a CSV file; they stay in the folder")
    add_seed(one, "what differs from student to student; default 0", 0)
    add("--out", metavar="DIR", required=True, help="a new or an empty folder for the files and the key")
    add("--score", metavar="METRIC", help="what the class is asked about; default: the first of most interest, influence[CHN,PRK].end")
    add("--actor", metavar="ACTOR", help="whose strategy differs; default CHN, where it takes part")
    add("--replications", metavar="N", type=whole(2, 10**6), default=200, help="runs behind each range of the key; default 200")
    add(
        "--causes", metavar="N", type=whole(0, 10**4), default=8,
        help="runs of each world that are taken apart by cause, as explain does; 0: no mechanisms are told; default 8",
    )  # fmt: skip
    add_usual(one, "--workers")
