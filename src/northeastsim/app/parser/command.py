"""A command of the command line: how it refuses and suggests, and options that several have."""

from __future__ import annotations

import argparse
import re
from typing import Any, NoReturn

from northeastsim.app.output import complain
from northeastsim.app.parser.names import KEYS
from northeastsim.app.parser.words import pair, suggestion, tongue, whole

USUAL: dict[str, dict[str, Any]] = {
    "--variant": {"metavar": "NAME", "help": "a version that the scenario names, or its twin: twin"},
    "--strategy": {
        "metavar": "ACTOR=NAME", "type": pair, "action": "append", "default": [], "help": "let an actor follow a strategy",
    },
    "--set": {
        "metavar": "PATH=VALUE", "type": pair, "action": "append", "default": [],
        "help": "set a value, such as actors.KOR.growth=0.03",
    },
    "--workers": {"metavar": "N", "type": whole(1, 1024), "help": "cores to use; default: all. Results do not depend on it"},
    "--force": {"action": "store_true", "help": "replace the results that --out already holds"},
    "--no-chart": {"action": "store_true", "help": "draw no chart"},
    "--language": {
        "metavar": "NAME", "type": tongue,
        "help": "language of charts and pages: english (default), chinese, korean, japanese or russian; or en, zh, ko, ja, ru",
    },
}  # fmt: skip


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


def command(commands: argparse._SubParsersAction[Parser], name: str, help: str, epilog: str = "") -> Parser:
    """A new command."""
    description = help[0].upper() + help[1:] + "."
    return commands.add_parser(name, help=help, description=description, epilog=epilog, allow_abbrev=False)


def add_usual(one: Parser, *options: str) -> None:
    """Add options that several commands have."""
    for option in options:
        one.add_argument(option, **USUAL[option])


def add_seed(one: Parser, help: str, default: int | None = None) -> None:
    """Add `--seed`; `help` says of what, and which it is where none is given."""
    one.add_argument("--seed", metavar="S", type=whole(0, 2**63 - 1), default=default, help=help)


def add_languages(one: Parser) -> None:
    """Add `--language` and `--glossary` to a command that draws."""
    add_usual(one, "--language")
    one.add_argument(
        "--glossary", metavar="FILE", help="words of one's own, laid over the shipped ones that `northeastsim new FILE.csv` writes"
    )
