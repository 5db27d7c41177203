"""Commands that run a scenario, many or a sweep."""

from __future__ import annotations

import argparse

from northeastsim.app.parser.command import Parser, add_languages, add_seed, add_usual, command
from northeastsim.app.parser.names import DEFAULT_SCENARIO, FIRST_LOOK
from northeastsim.app.parser.words import how_many, several, whole


def add_run(commands: argparse._SubParsersAction[Parser]) -> None:
    """`run`."""
    one = command(
        commands,
        "run",
        "simulate a scenario and show what comes of it",
        f"Without SCENARIO, a first look: {DEFAULT_SCENARIO} with {FIRST_LOOK} replications beside as many "
        "of its quiet twin, under half a minute on two cores with nothing compiled. Give --replications "
        "for more.",
    )
    one.add_argument("scenario", metavar="SCENARIO", nargs="?", help="a shipped name or a YAML file")
    add = one.add_argument
    add(
        "--replications",
        metavar="N",
        type=whole(1, 10**9),
        help=f"how many runs; default: the scenario's own number, and {FIRST_LOOK} without SCENARIO",
    )
    add_seed(one, "seed of all chance; default: the scenario's own")
    add(
        "--replication",
        metavar="R",
        type=whole(0, 10**9 - 1),
        help="one replication alone, the very one of that number: its story and all its events",
    )
    add(
        "--engine",
        choices=("auto", "simpy", "batch"),
        default="auto",
        help="simpy: interpreted; batch: compiled, some hundred times quicker once it is; auto (default): whichever "
        "answers sooner; the numbers are the same",
    )
    add_usual(one, "--variant", "--strategy")
    add("--theory", metavar="NAME", help="let all follow a theory of what drives states (northeastsim list theories), or a file")
    add_usual(one, "--set")
    add(
        "--parameters", metavar="ENSEMBLE", help="let every two replications run under the next set of parameters of an ensemble, a "
        "shipped name (northeastsim list ensembles) or a CSV file",
    )  # fmt: skip
    add("--out", metavar="DIR", help="folder for the results; default: a new one, results/NAME-N")
    add_usual(one, "--force")
    add("--yes", action="store_true", help="begin a run of more than a day, or of more than the disk holds")
    add_usual(one, "--workers")
    add(
        "--paths",
        metavar="N",
        type=how_many,
        default=20,
        help="replications whose scores are kept over time, or all; default 20",
    )
    add(
        "--events",
        metavar="N",
        type=how_many,
        default=1000,
        help="replications whose events are kept, or all; default 1000. Counts are over all",
    )
    add(
        "--every",
        choices=("year", "month"),
        default="year",
        help="dates of the scores kept over time; default year",
    )
    add("--impulses", action="store_true", help="keep each change of state with the event that made it, where events are kept")
    add("--json", action="store_true", help="print the outcomes as JSON and nothing else")
    add("--quiet", action="store_true", help="print only where the files are, and run no twin")
    add_usual(one, "--no-chart")
    add_languages(one)


def add_sweep(commands: argparse._SubParsersAction[Parser]) -> None:
    """`sweep`."""
    one = command(
        commands,
        "sweep",
        "run a sweep file: scenarios over uncertainties and levers",
        "Stopped at any moment, by anything, the same command goes on where it was. More replications, and more points where the "
        "design can be enlarged, are added to what is there.",
    )
    add = one.add_argument
    add("file", metavar="FILE", help="a sweep file (docs/reference/sweep-file.md), or the name of a shipped one")
    add("--out", metavar="DIR", help="folder of the runs; default: results/ and the name of the file")
    add("--workers", metavar="N", type=whole(1, 1024), help="processes to use; default: one per core")
    add("--dask", metavar="ADDRESS", help="run it on a Dask cluster that is there, such as tcp://HOST:8786")
    add("--dry-run", action="store_true", help="check every point; say how many runs, how long, how much disk; run nothing")
    add("--yes", action="store_true", help="begin even what takes more than a week, or more than the disk holds")
    add("--quiet", action="store_true", help="no progress")
    add("--json", action="store_true", help="print the outcomes as JSON, and nothing else")


def add_behaviour(commands: argparse._SubParsersAction[Parser]) -> None:
    """`behaviour`."""
    one = command(commands, "behaviour", "measure what the states do, risk and pay: a scenario beside the twins that tell")
    one.add_argument("scenario", metavar="SCENARIO", help="a scenario's name or file")
    one.add_argument("--actor", default="CHN", help="whose asks and options are looked at; default CHN")
    one.add_argument(
        "--replications", type=whole(2, 10**5), default=100, metavar="N", help="replications of each world; default 100"
    )
    add_seed(one, "seed; default the scenario's")
    add_usual(one, "--workers")


def add_landscape(commands: argparse._SubParsersAction[Parser]) -> None:
    """`landscape`."""
    one = command(commands, "landscape", "tell into which two camps the states of stored results would fall, over time")
    one.add_argument("folder", metavar="DIR", help="a folder that `run` wrote")
    add = one.add_argument
    add(
        "--sizes",
        metavar="SCORES",
        type=several,
        default=["economy", "capital"],
        help="scores by whose mean share states are weighed, with commas between, or none: all weigh the same; "
        "default economy,capital",
    )
    add(
        "--shake",
        metavar="BY",
        type=float,
        default=0.2,
        help="how far every pair's alignment, -1 to 1, moves up or down to see whether the camps keep; default 0.2",
    )


def add_backtest(commands: argparse._SubParsersAction[Parser]) -> None:
    """`backtest`."""
    one = command(
        commands,
        "backtest",
        "tell how well the model tells 2019 to 2024 from what was known by the end of 2018, beside simple rules",
        "Scores, skill against persistence, drift, the historical rate and the record's mean, coverage and ranks, with intervals over "
        "the six years. docs/how-to/backtest.md explains every table.",
    )
    add = one.add_argument
    add("--replications", type=whole(2, 10**6), default=200, metavar="N", help="replications of each mode; default 200")
    add_seed(one, "seed of all chance; default 0", 0)
    add(
        "--mode", choices=("conditioned", "free", "both"), default="both",
        help="conditioned: the dated acts of the record are fed in; free: only outside shocks are; both (default)",
    )  # fmt: skip
    add("--parameters", metavar="NAME", help="sets of parameters that replications are spread over; default backtest_2018")
    add("--out", metavar="DIR", help="folder for tables, charts and a manifest; default: a new one, results/backtest-N")
    add_usual(one, "--force")
    add("--json", action="store_true", help="print JSON and nothing else")
    add("--quiet", action="store_true", help="print only where the files are")
    add_usual(one, "--no-chart")
    add_languages(one)
