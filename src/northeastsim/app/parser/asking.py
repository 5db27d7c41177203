"""Commands that ask why, what if, which and how likely."""

from __future__ import annotations

import argparse

from northeastsim.app.parser.command import Parser, add_languages, add_seed, add_usual, command
from northeastsim.app.parser.words import number, positive, scores, several, whole


def add_compare(commands: argparse._SubParsersAction[Parser]) -> None:
    """`compare`."""
    one = command(
        commands,
        "compare",
        "compare an actor's strategies over scenarios: which is best by which rule, how surely, and what would turn it",
        "Without SCENARIO: the shipped scenarios from 2024 on in which the actor decides. All worlds share their luck, so that "
        "differences are paired. docs/how-to/compare-strategies.md explains every table.",
    )
    one.add_argument("scenarios", metavar="SCENARIO", nargs="*", help="scenarios' names or files")
    add = one.add_argument
    add("--actor", default="CHN", help="whose strategies; default CHN")
    add("--strategies", metavar="NAMES", type=several, help="which, with commas between; default: the actor's own")
    add("--base", metavar="NAME", help="the one that differences are from; default: what the actor follows in most scenarios")
    add("--payoffs", metavar="FILE", help="what the actor is judged by; default: as shipped (northeastsim show payoff CHN prints it)")
    add("--weighting", metavar="NAME", default="default", help="one of the payoff's weightings; default: default")
    add("--worth", choices=("saturating", "linear"), help="whether no change counts for more than 2; default: the payoff's")
    add("--threshold", metavar="PAYOFF", type=number, help="payoff that is good enough; default: within 0.1 of a scenario's best")
    add("--score", metavar="METRIC", action="append", default=[], help="one more column of results to compare; may be repeated")
    add(
        "--precision", metavar="H", type=positive, default=0.03,
        help="add replications until the 95 %% interval of every difference in payoff is within H either way; default 0.03",
    )  # fmt: skip
    add(
        "--budget", metavar="N", type=whole(2, 10**9), default=28_000,
        help="replications of all worlds together, at most; every world has a first 50; default 28000",
    )  # fmt: skip
    add_seed(one, "seed of all worlds; default 63", 63)
    add("--parameters", metavar="ENSEMBLE", help="run over the sets of parameters of an ensemble, as for run")
    add("--theories", metavar="NAMES", type=several, help="ask again under rival theories, with commas between, or all")
    add_usual(one, "--workers")
    add("--out", metavar="DIR", help="a folder for tables, charts and a manifest; default: nothing is kept")
    add_usual(one, "--force", "--no-chart")
    add_languages(one)


def add_whatif(commands: argparse._SubParsersAction[Parser]) -> None:
    """`whatif`."""
    one = command(
        commands,
        "whatif",
        "run a scenario beside the same with a change, pair by pair with the same luck, and show what the change does",
        "The change is laid on in this order: --variant, --with, --without, --strategy and --set; without any it is the scenario's "
        "own twin. A length (--set years=N) is that of both worlds. Wars mark a run and do not end it.",
    )
    one.add_argument("scenario", metavar="SCENARIO", help="a shipped name or a YAML file")
    add = one.add_argument
    add("--without", metavar="ID", action="append", default=[], help="drop an event or a yearly programme")
    add("--with", dest="patch", metavar="FILE", action="append", default=[], help="lay a YAML document over the scenario")
    add_usual(one, "--strategy", "--set", "--variant")
    add("--parameters", metavar="ENSEMBLE", help="run both worlds over the sets of parameters of an ensemble, as for run")
    add(
        "--from",
        dest="since",
        metavar="DATE",
        help="a fork: both worlds have the identical past up to DATE, and the change holds from then on; what stands at the start, "
        "such as relations, cannot be changed so",
    )
    add("--replications", metavar="N", type=whole(2, 10**6), default=200, help="pairs of runs; default 200")
    add_seed(one, "seed of all chance; default: the scenario's own")
    add_usual(one, "--workers")
    add("--scores", metavar="NAMES", type=scores, help="scores to follow, with commas between; default: those of most interest")
    add("--out", metavar="DIR", help="folder for the results; default: a new one, results/NAME-whatif-N")
    add_usual(one, "--force")
    add("--json", action="store_true", help="print JSON and nothing else")
    add_usual(one, "--no-chart")
    add_languages(one)


def add_explain(commands: argparse._SubParsersAction[Parser]) -> None:
    """`explain`."""
    one = command(
        commands,
        "explain",
        "say why a score changed, by cause, or why an actor decided as it did",
        "Give --score, or --decision with --actor. Decisions are numbered as in the column `cause` of `events`.",
    )
    one.add_argument("scenario", metavar="SCENARIO", help="a shipped name or a YAML file")
    add = one.add_argument
    add("--score", metavar="SCORE", help="a score, a variable or a metric of the scenario, such as influence[CHN,PRK]")
    add("--from", dest="start", metavar="DATE", help="since when; default: the start")
    add("--to", dest="end", metavar="DATE", help="until when; default: the horizon")
    add("--decision", metavar="N", type=whole(0, 10**9), help="a decision by its number, counted from 0")
    add("--actor", metavar="ACTOR", help="whose decision")
    add("--replications", metavar="N", type=whole(1, 10**6), help="over how many runs causes are counted; default 20")
    add(
        "--replication",
        metavar="R",
        type=whole(0, 10**9 - 1),
        help="one replication alone: a score event by event; of a decision the one it is in, default 0",
    )
    add_seed(one, "seed of all chance; default: the scenario's own")
    add_usual(one, "--variant")
    add("--theory", metavar="NAME", help="let all follow a theory, as for run")
    add_usual(one, "--strategy", "--set")
    add("--out", metavar="DIR", help="folder for table and chart; default: a new one, results/NAME_causes-N")
    add_usual(one, "--workers", "--no-chart")
    add_languages(one)


def add_diff(commands: argparse._SubParsersAction[Parser]) -> None:
    """`diff`."""
    one = command(
        commands,
        "diff",
        "tell what differs between two scenarios, and which change makes how much of the change in an outcome",
        "A and B are files or names, also NAME:VARIANT; NAME:twin is the twin that a scenario names, else its quiet twin.",
    )
    one.add_argument("one", metavar="A", help="a scenario's name or file, or NAME:VARIANT")
    one.add_argument("other", metavar="B", help="the other one")
    add = one.add_argument
    add("--score", metavar="METRIC", help="a metric such as influence[CHN,PRK].end; default: the first outcome of most interest")
    add("--replications", type=whole(2, 10**5), default=100, metavar="N", help="replications of each world; default 100")
    add_seed(one, "seed of all worlds; default A's")
    add_usual(one, "--workers")
    add(
        "--most",
        type=whole(1, 10),
        default=5,
        metavar="K",
        help="up to so many changes all worlds with any of them are run, 2 to the power of K, and shares add up; above, each "
        "change is made alone and undone alone; default 5",
    )
    add("--out", metavar="DIR", help="a new folder for tables and a chart; default: nothing is kept")
    add("--all", action="store_true", help="show every line that differs, also of hundreds")
    add("--no-runs", action="store_true", help="tell what differs and run nothing")
    add_languages(one)


def add_risk(commands: argparse._SubParsersAction[Parser]) -> None:
    """`risk`."""
    one = command(
        commands,
        "risk",
        "tell how likely a race, a crisis, a clash and a war are per scenario and strategy, what foretells them and what adds to them",
        "Wars mark a run and do not end it, so that all runs last as long.",
    )
    one.add_argument("scenarios", metavar="SCENARIO", nargs="+", help="a scenario's name or file, or NAME:VARIANT")
    add = one.add_argument
    add("--actor", default="CHN", help="whose strategies are compared; default CHN")
    add(
        "--strategies",
        metavar="NAMES",
        type=several,
        help="strategies of the actor's beside the scenario's own, with commas between, or all; default: only the scenario's own",
    )
    add("--replications", type=whole(2, 10**5), default=200, metavar="N", help="replications of each world; default 200")
    add(
        "--twins",
        type=whole(0, 10**5),
        default=100,
        metavar="N",
        help="replications of each world without a type of event, which tell what the type adds; 0: none; default 100",
    )
    add(
        "--sets",
        type=whole(0, 10**4),
        default=32,
        metavar="N",
        help="sets of the parameters of reaction, over their plausible ranges, that instability is weighed in; 0: none; default 32",
    )
    add_seed(one, "seed of all worlds; default: the first scenario's own")
    add_usual(one, "--workers")
    add("--out", metavar="DIR", help="a new folder for tables, charts and what was run; default: nothing is kept")
    add_languages(one)


def add_sensitivity(commands: argparse._SubParsersAction[Parser]) -> None:
    """`sensitivity`."""
    one = command(
        commands,
        "sensitivity",
        "tell what decides the outcomes of a finished sweep, how well that is known, and when a condition on one of them holds",
        "What can be told depends on the sweep's design: Sobol indices, Morris's effects, or feature scores and regional sensitivity. "
        "docs/how-to/find-what-decides.md explains every table.",
    )
    one.add_argument("folder", metavar="DIR", help="a folder that `sweep` wrote")
    add = one.add_argument
    add("--outcome", metavar="NAME", action="append", help="an outcome to tell in full; may be repeated; default: an overview of all")
    add(
        "--when", metavar="CONDITION",
        help="in which box of the uncertainties this holds, such as 'influence[CHN,PRK].end < 0.4' of the mean over replications, or "
        "'... < 0.4 in 20 %% of runs'",
    )  # fmt: skip
    add("--by", metavar="OUTCOME:max", help="what choices of levers are judged by, or :min; default: a payoff that the sweep kept")
    add_seed(one, "seed of resamples and halves; default 0", 0)
    add("--out", metavar="DIR", help="a folder for tables, charts and a manifest; default: nothing is kept")
    add_usual(one, "--force")
    add("--json", action="store_true", help="print JSON and nothing else")
    add_usual(one, "--no-chart")
    add_languages(one)
