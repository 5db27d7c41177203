"""What can be typed after `northeastsim`: commands, options and their help; loads nothing heavy."""

from __future__ import annotations

import argparse
import difflib
import math
import re
import sys
from collections.abc import Callable
from typing import Any, NoReturn

from northeastsim.app.output import complain
from northeastsim.statement import SHORT

DEFAULT_SCENARIO = "s400_transfer"
FIRST_LOOK = 16  # replications without arguments: under 30 s with the twin on two cores, nothing compiled
KINDS = (
    "scenarios", "sweeps", "strategies", "theories", "payoffs", "events", "systems", "parameters", "ensembles", "metrics", "actors",
    "names", "charts",
)  # fmt: skip
KEYS = ("years", "start")  # of a scenario, which one may take for options
SINGULAR = {
    "scenario": "scenarios",
    "sweep": "sweeps",
    "strategy": "strategies",
    "theory": "theories",
    "payoff": "payoffs",
    "event": "events",
    "system": "systems",
    "parameter": "parameters",
    "ensemble": "ensembles",
    "metric": "metrics",
    "actor": "actors",
    "name": "names",
    "chart": "charts",
}
DESCRIPTION = "Simulate Northeast Asia: six states, their ties, quarrels and arms, many times over."
EPILOG = (
    f"{SHORT} Exit: 0 done, 1 could not, 2 your input, 130 interrupted."
)


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, with the nearest right word."""

    def error(self, message: str) -> NoReturn:
        """End with status 2 after one line on stderr."""
        complain(f"{self.prog}: {self.worded(message)}; see {self.prog} --help")
        self.exit(2)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse; a command refuses by itself what it does not know, so that it can suggest its own words."""
        found, extra = super().parse_known_args(args, namespace)
        if extra:
            self.error(f"unrecognized arguments: {' '.join(extra)}")
        return found, extra

    def worded(self, message: str) -> str:
        """The message of argparse, with a suggestion where a word was misspelt."""
        unknown = re.match(r"unrecognized arguments: (\S+)", message)
        if unknown:
            word = unknown[1].partition("=")[0]
            key = word.removeprefix("--")
            near = f" (did you mean '--set {key}=VALUE'?)" if key in KEYS else suggestion(word, self.options())
            return f"unknown option or argument '{word}'{near}"
        choice = re.match(r"argument (\S+): invalid choice: '(.*?)' \(choose from (.*)\)", message)
        if choice:
            names = re.findall(r"[\w-]+", choice[3])
            place = "" if choice[1] == "COMMAND" else f"{choice[1]}: "
            noun = "command" if choice[1] == "COMMAND" else "choice"
            near = suggestion(choice[2], names)
            return f"{place}no such {noun} '{choice[2]}'{near}, known: {', '.join(names)}"
        return re.sub(r"^argument (\S+): ", r"\1: ", message)

    def options(self) -> list[str]:
        """All option words this parser knows."""
        return [word for action in self._actions for word in action.option_strings]


def suggestion(word: str, known: list[str]) -> str:
    """` (did you mean 'x'?)` for the known word most like a misspelt one, or nothing."""
    near = difflib.get_close_matches(word, known, 1, 0.6)
    return f" (did you mean '{near[0]}'?)" if near else ""


def whole(low: int, high: int) -> Callable[[str], int]:
    """A reader of whole numbers from low to high."""

    def number(text: str) -> int:
        if not re.fullmatch(r"-?[0-9]{1,20}", text) or not low <= int(text) <= high:
            raise argparse.ArgumentTypeError(f"expected a whole number from {low} to {high}, got '{text}'")
        return int(text)

    return number


def how_many(text: str) -> int | str:
    """A reader of `--paths` and `--events`: a number of replications, or `all`."""
    if text == "all":
        return text
    if not re.fullmatch(r"[0-9]{1,10}", text):
        raise argparse.ArgumentTypeError(f"expected a whole number or all, got '{text}'")
    return int(text)


def pair(text: str) -> tuple[str, str]:
    """A reader of `NAME=VALUE`."""
    name, sign, value = text.partition("=")
    if not (sign and name.strip() and value.strip()):
        raise argparse.ArgumentTypeError(f"expected NAME=VALUE, got '{text}'")
    return name.strip(), value.strip()


def number(text: str) -> float:
    """A reader of finite numbers."""
    try:
        found = float(text)
    except ValueError:
        found = math.nan
    if not math.isfinite(found):
        raise argparse.ArgumentTypeError(f"expected a number, got '{text}'")
    return found


def positive(text: str) -> float:
    """A reader of numbers above 0."""
    found = number(text)
    if found <= 0.0:
        raise argparse.ArgumentTypeError(f"expected a number above 0, got '{text}'")
    return found


def several(text: str) -> list[str]:
    """A reader of names with commas between, or `none`."""
    return [] if text == "none" else [name.strip() for name in text.split(",")]


def tongue(text: str) -> str:
    """A reader of `--language`."""
    from northeastsim.errors import ScenarioError
    from northeastsim.show.language import known

    try:
        return known(text)
    except ScenarioError as error:
        one = error.problems[0]
        near = f" (did you mean '{one.suggestion}'?)" if one.suggestion else ""
        raise argparse.ArgumentTypeError(f"{one.message}{near}") from None


def kind(text: str) -> str:
    """A reader of what to list, in the plural or the singular."""
    name = SINGULAR.get(text, text)
    if name not in KINDS:
        near = suggestion(text, [*KINDS, *SINGULAR])
        raise argparse.ArgumentTypeError(f"no such kind '{text}'{near}, known: {', '.join(KINDS)}")
    return name


def parser() -> Parser:
    """The parser of everything."""
    top = Parser(prog="northeastsim", description=DESCRIPTION, epilog=EPILOG, allow_abbrev=False)
    top.add_argument("--version", action="version", version=version())
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True, title="commands")
    adders = (
        add_run, add_chart, add_validate, add_list, add_show, add_new, add_schema, add_compare, add_whatif, add_explain, add_diff,
        add_risk, add_sweep, add_sensitivity, add_backtest, add_behaviour, add_landscape, add_report, add_teach, add_variants,
        add_reproduce, add_doctor,
    )  # fmt: skip
    for add in adders:
        add(commands)
    return top


def version() -> str:
    """The version, as `--version` prints it."""
    from northeastsim.version import __version__

    return f"northeastsim {__version__}, Python {sys.version.split()[0]}"


def command(commands: argparse._SubParsersAction[Parser], name: str, help: str, epilog: str = "") -> Parser:
    """A new command."""
    description = help[0].upper() + help[1:] + "."
    return commands.add_parser(name, help=help, description=description, epilog=epilog, allow_abbrev=False)


def add_languages(one: Parser) -> None:
    """Add `--language` and `--glossary` to a command that draws."""
    one.add_argument(
        "--language", metavar="NAME", type=tongue,
        help="language of charts: english (default), chinese, korean, japanese or russian; or en, zh, ko, ja, ru",
    )  # fmt: skip
    one.add_argument(
        "--glossary", metavar="FILE", help="words of one's own, laid over the shipped ones that `northeastsim new FILE.csv` writes"
    )


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
    add(
        "--seed",
        metavar="S",
        type=whole(0, 2**63 - 1),
        help="seed of all chance; default: the scenario's own",
    )
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
    add("--variant", metavar="NAME", help="run a version that the scenario names, or its twin: twin")
    add(
        "--strategy",
        metavar="ACTOR=NAME",
        type=pair,
        action="append",
        default=[],
        help="let an actor follow a strategy",
    )
    add("--theory", metavar="NAME", help="let all follow a theory of what drives states (northeastsim list theories), or a file")
    add(
        "--set",
        metavar="PATH=VALUE",
        type=pair,
        action="append",
        default=[],
        help="set a value, such as actors.KOR.growth=0.03",
    )
    add(
        "--parameters", metavar="ENSEMBLE", help="let every two replications run under the next set of parameters of an ensemble, a "
        "shipped name (northeastsim list ensembles) or a CSV file",
    )  # fmt: skip
    add("--out", metavar="DIR", help="folder for the results; default: a new one, results/NAME-N")
    add("--force", action="store_true", help="replace the results that --out already holds")
    add("--yes", action="store_true", help="begin a run of more than a day, or of more than the disk holds")
    add(
        "--workers",
        metavar="N",
        type=whole(1, 1024),
        help="cores to use; default: all. Results do not depend on it",
    )
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
    add("--no-chart", action="store_true", help="draw no chart")
    add_languages(one)


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


def add_validate(commands: argparse._SubParsersAction[Parser]) -> None:
    """`validate`."""
    one = command(commands, "validate", "check scenario and sweep files; exit status 0 or 2")
    one.add_argument("files", metavar="FILE", nargs="+", help="scenario or sweep files, or shipped names")


def add_list(commands: argparse._SubParsersAction[Parser]) -> None:
    """`list`."""
    one = command(commands, "list", "list what there is, with units and sources")
    one.add_argument("kind", metavar="KIND", type=kind, help=", ".join(KINDS))
    one.add_argument("--json", action="store_true", help="print JSON")


def add_show(commands: argparse._SubParsersAction[Parser]) -> None:
    """`show`."""
    one = command(
        commands,
        "show",
        "show one thing in full: a resolved scenario, a sweep, a strategy, a theory, a payoff, an event type, a system, a parameter",
        "KIND (one of " + ", ".join(KINDS) + ") is only needed where a name stands for several things.",
    )
    one.add_argument("words", metavar="[KIND] NAME", nargs="+", help="what to show")


def add_new(commands: argparse._SubParsersAction[Parser]) -> None:
    """`new`."""
    one = command(
        commands, "new", "write a commented starter scenario that extends another, or the glossary of charts; never overwrites"
    )
    one.add_argument("file", metavar="FILE", help="the file to write, ending in .yaml; one that ends in .csv is the glossary")
    one.add_argument(
        "--from",
        dest="base",
        metavar="BASE",
        help="what FILE extends, as a patch and not a copy: a base region (default northeast_asia_2024), a shipped "
        "scenario, or a file in FILE's folder",
    )


def add_schema(commands: argparse._SubParsersAction[Parser]) -> None:
    """`schema`."""
    one = command(commands, "schema", "print the JSON Schema of scenario files, or of sweep files, for editors")
    one.add_argument("--sweep", action="store_true", help="of sweep files")


def add_behaviour(commands: argparse._SubParsersAction[Parser]) -> None:
    """`behaviour`."""
    one = command(commands, "behaviour", "measure what the states do, risk and pay: a scenario beside the twins that tell")
    one.add_argument("scenario", metavar="SCENARIO", help="a scenario's name or file")
    one.add_argument("--actor", default="CHN", help="whose asks and options are looked at; default CHN")
    one.add_argument(
        "--replications", type=whole(2, 10**5), default=100, metavar="N", help="replications of each world; default 100"
    )
    one.add_argument("--seed", type=whole(0, 2**63 - 1), metavar="S", help="seed; default the scenario's")
    one.add_argument("--workers", type=whole(1, 1024), metavar="N", help="cores that share the work; default all")


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
    add("--strategy", metavar="ACTOR=NAME", type=pair, action="append", default=[], help="let an actor follow a strategy")
    add("--set", metavar="PATH=VALUE", type=pair, action="append", default=[], help="set a value, such as actors.KOR.growth=0.03")
    add("--variant", metavar="NAME", help="a version that the scenario names, or its twin: twin")
    add("--parameters", metavar="ENSEMBLE", help="run both worlds over the sets of parameters of an ensemble, as for run")
    add(
        "--from",
        dest="since",
        metavar="DATE",
        help="a fork: both worlds have the identical past up to DATE, and the change holds from then on; what stands at the start, "
        "such as relations, cannot be changed so",
    )
    add("--replications", metavar="N", type=whole(2, 10**6), default=200, help="pairs of runs; default 200")
    add("--seed", metavar="S", type=whole(0, 2**63 - 1), help="seed of all chance; default: the scenario's own")
    add("--workers", metavar="N", type=whole(1, 1024), help="cores to use; default: all. Results do not depend on it")
    add("--scores", metavar="NAMES", type=scores, help="scores to follow, with commas between; default: those of most interest")
    add("--out", metavar="DIR", help="folder for the results; default: a new one, results/NAME-whatif-N")
    add("--force", action="store_true", help="replace the results that --out already holds")
    add("--json", action="store_true", help="print JSON and nothing else")
    add("--no-chart", action="store_true", help="draw no chart")
    add_languages(one)


def scores(text: str) -> list[str]:
    """A reader of scores with commas between, which they may have within brackets, too."""
    return [name.strip() for name in re.split(r",(?![^\[]*\])", text) if name.strip()]


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
    add("--seed", type=whole(0, 2**63 - 1), default=63, metavar="S", help="seed of all worlds; default 63")
    add("--parameters", metavar="ENSEMBLE", help="run over the sets of parameters of an ensemble, as for run")
    add("--theories", metavar="NAMES", type=several, help="ask again under rival theories, with commas between, or all")
    add("--workers", type=whole(1, 1024), metavar="N", help="cores that share the work; default all")
    add("--out", metavar="DIR", help="a folder for tables, charts and a manifest; default: nothing is kept")
    add("--force", action="store_true", help="replace the results that --out already holds")
    add("--no-chart", action="store_true", help="draw no charts")
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
    add("--seed", metavar="S", type=whole(0, 2**63 - 1), help="seed of all chance; default: the scenario's own")
    add("--variant", metavar="NAME", help="a version that the scenario names, or its twin: twin")
    add("--theory", metavar="NAME", help="let all follow a theory, as for run")
    add("--strategy", metavar="ACTOR=NAME", type=pair, action="append", default=[], help="let an actor follow a strategy")
    add("--set", metavar="PATH=VALUE", type=pair, action="append", default=[], help="set a value, as for run")
    add("--out", metavar="DIR", help="folder for table and chart; default: a new one, results/NAME_causes-N")
    add("--workers", metavar="N", type=whole(1, 1024), help="cores to use; default: all. Results do not depend on it")
    add("--no-chart", action="store_true", help="draw no chart")
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
    add("--seed", type=whole(0, 2**63 - 1), metavar="S", help="seed of all worlds; default A's")
    add("--workers", type=whole(1, 1024), metavar="N", help="cores that share the work; default all")
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
    add("--seed", type=whole(0, 2**63 - 1), metavar="S", help="seed of all worlds; default: the first scenario's own")
    add("--workers", type=whole(1, 1024), metavar="N", help="cores that share the work; default all")
    add("--out", metavar="DIR", help="a new folder for tables, charts and what was run; default: nothing is kept")
    add_languages(one)


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
    add("--seed", type=whole(0, 2**63 - 1), default=0, metavar="S", help="seed of resamples and halves; default 0")
    add("--out", metavar="DIR", help="a folder for tables, charts and a manifest; default: nothing is kept")
    add("--force", action="store_true", help="replace the results that --out already holds")
    add("--json", action="store_true", help="print JSON and nothing else")
    add("--no-chart", action="store_true", help="draw no charts")
    add_languages(one)


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
    add("--seed", type=whole(0, 2**63 - 1), default=0, metavar="S", help="seed of all chance; default 0")
    add(
        "--mode", choices=("conditioned", "free", "both"), default="both",
        help="conditioned: the dated acts of the record are fed in; free: only outside shocks are; both (default)",
    )  # fmt: skip
    add("--parameters", metavar="NAME", help="sets of parameters that replications are spread over; default backtest_2018")
    add("--out", metavar="DIR", help="folder for tables, charts and a manifest; default: a new one, results/backtest-N")
    add("--force", action="store_true", help="replace the results that --out already holds")
    add("--json", action="store_true", help="print JSON and nothing else")
    add("--quiet", action="store_true", help="print only where the files are")
    add("--no-chart", action="store_true", help="draw no charts")
    add_languages(one)


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
    add("--seed", metavar="S", type=whole(0, 2**63 - 1), default=0, help="what differs from student to student; default 0")
    add("--out", metavar="DIR", required=True, help="a new or an empty folder for the files and the key")
    add("--score", metavar="METRIC", help="what the class is asked about; default: the first of most interest, influence[CHN,PRK].end")
    add("--actor", metavar="ACTOR", help="whose strategy differs; default CHN, where it takes part")
    add("--replications", metavar="N", type=whole(2, 10**6), default=200, help="runs behind each range of the key; default 200")
    add(
        "--causes", metavar="N", type=whole(0, 10**4), default=8,
        help="runs of each world that are taken apart by cause, as explain does; 0: no mechanisms are told; default 8",
    )  # fmt: skip
    add("--workers", metavar="N", type=whole(1, 1024), help="cores to use; default: all. Results do not depend on it")


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
    add("--language", metavar="LANGUAGE", default="english", help="english, chinese, korean, japanese or russian; default english")
    add("--replications", metavar="N", type=whole(2, 10**5), default=500, help="futures of each ensemble; default 500")
    add("--seed", metavar="S", type=whole(0, 2**63 - 1), help="seed of all ensembles; default: the scenario's own")
    add("--workers", metavar="N", type=whole(1, 1024), help="cores to use; default: all. Results do not depend on it")
    add("--out", metavar="FILE", help="the page, ending in .html; default: a new one, results/NAME-teach-N.html")
    add("--force", action="store_true", help="replace the page that --out names")


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
    one.add_argument("--force", action="store_true", help="replace a file that is no earlier report")


def add_reproduce(commands: argparse._SubParsersAction[Parser]) -> None:
    """`reproduce`."""
    one = command(commands, "reproduce", "run stored results again and compare their digests")
    one.add_argument("folder", metavar="DIR", help="a folder that `run` wrote")
    one.add_argument("--workers", metavar="N", type=whole(1, 1024), help="cores to use; default: all")


def add_doctor(commands: argparse._SubParsersAction[Parser]) -> None:
    """`doctor`."""
    one = command(commands, "doctor", "say what is installed, what is missing and what that means here")
    one.add_argument("--compile", action="store_true", help="compile the rules for the batch engine now, and compare the engines")
