"""`northeastsim new FILE`: a commented starter scenario that extends a base, or the glossary; nothing is ever overwritten."""

from __future__ import annotations

import argparse
import datetime
import os
import pathlib
from typing import TYPE_CHECKING, Any

from northeastsim.app.output import line
from northeastsim.errors import Problem, ScenarioError

if TYPE_CHECKING:
    from northeastsim.scenario.nodes import Node

BASE = "northeast_asia_2024"
STARTER = """\
# A scenario: what differs from {base}.
# It extends that one, as a patch and not a copy: everything that is not said here is as it is there.
#   check it:           northeastsim validate {file}
#   run it:             northeastsim run {file} --replications 20
#   all of it, merged:  northeastsim show {file}
# What there is to use: northeastsim list events (or strategies, theories, systems, parameters, metrics, actors).

format: 1                     # version of this file format; required
name: {title}
question: What comes of it?   # the one question that this scenario asks
description: null             # what a reader should know; null clears what {base} says of itself
extends: {base}
# start: {start}             # a new start re-dates the initial state; the time between is not simulated
years: {years:<23}# 1 to 30
seed: {seed:<24}# the same file, seed and version give the same numbers everywhere
replications: {replications:<16}# how many times the story is told; more make the intervals narrower
{events}
# What an actor follows (northeastsim list strategies), and any figure of its own:
# actors:
#   CHN: {{strategy: outbid_moscow}}
#   KOR: {{growth: 0.025}}

# What stands between two actors. The order matters: here, how Russia regards North Korea.
# relations:
#   "RUS, PRK": {{alignment: 0.6, commitment: 0.3}}

# A number of the model (northeastsim list parameters; show NAME tells its range and source):
# parameters:
#   dependence.flow_weight: 0.8

# Acts that nobody may decide on, such as a substitute deal:
# closed:
#   - {{type: arms_transfer, initiator: RUS, target: PRK}}

# Your own score, in the grammar of `when`:
# metrics:
#   lead_of_beijing: influence[CHN, PRK] - influence[RUS, PRK]
"""
EVENTS = """
# What happens, whoever may wish otherwise: dated, or `when` a condition first holds (consent: ask proposes).
events:
  - id: visit
    date: {date}
    type: military_visit      # northeastsim show events military_visit
    initiator: RUS
    target: PRK
  - id: beijing_answers
    when: influence[CHN, PRK] < 0.4 for 90 days
    type: economic_support
    initiator: CHN
    target: PRK
    amount: 300               # m US$ a year
"""
NO_EVENTS = """
# What happens, whoever may wish otherwise: dated, or `when` a condition first holds (consent: ask proposes).
# events:
#   - id: visit
#     date: {date}
#     type: military_visit    # northeastsim show events military_visit
#     initiator: RUS
#     target: PRK
"""


INHERITED = """
# What happens in {base} happens here too: {ids}.
# A new id adds an event, the same id changes one, `remove: true` drops it. The quiet twin that `run` compares
# with has none of them, neither the inherited events nor yours.
# events:
#   - {{id: {first}, remove: true}}
#   - id: visit
#     date: {date}
#     type: military_visit    # northeastsim show events military_visit
#     initiator: RUS
#     target: PRK
"""


def command(arguments: argparse.Namespace) -> int:
    """Write the file; 2 if it exists, or its base does not."""
    path = pathlib.Path(arguments.file)
    if path.suffix not in (".yaml", ".yml", ".csv"):
        raise wrong(path, "expected a name that ends in .yaml, or in .csv for the glossary of charts", f"{path}.yaml")
    if path.exists() or path.is_symlink():
        raise wrong(path, "exists already, and nothing is overwritten")
    if not path.parent.is_dir():
        raise wrong(path, f"there is no folder '{path.parent}'")
    if path.suffix == ".csv":
        return new_glossary(path, arguments.base)
    base = arguments.base or BASE
    text = starter(path, base)
    with path.open("x", encoding="utf-8") as stream:
        stream.write(text)
    line(f"{path} written: a patch on {base}, not a copy of it")
    line(f"run it with: northeastsim run {path} --replications 20")
    return 0


def new_glossary(path: pathlib.Path, base: str | None) -> int:
    """Write the shipped glossary as a table that spreadsheets open as it is."""
    from northeastsim.show.language.glossary import SHIPPED

    if base is not None:
        raise ScenarioError([Problem("--from", None, None, "", "belongs to a scenario; the glossary is always the shipped one")])
    text = SHIPPED.read_text(encoding="utf-8")
    with path.open("x", encoding="utf-8-sig", newline="") as stream:  # without the mark, Excel takes it for another encoding
        stream.write(text)
    line(f"{path} written: {text.count(chr(10)) - 1} labels of charts in five languages")
    line(f"change what you like, drop rows that stay as they are, and draw with --language NAME --glossary {path}")
    return 0


def wrong(path: pathlib.Path, message: str, suggestion: str | None = None) -> ScenarioError:
    """A problem with the file that was to be written."""
    return ScenarioError([Problem(str(path), None, None, "", message, suggestion)])


def starter(path: pathlib.Path, base: str) -> str:
    """The text of a starter file that extends a base; checked, so that it is valid as written."""
    from northeastsim.scenario.reader import read

    base = beside(path, base)
    below = based(base, path)
    start = datetime.date.fromisoformat(str(below["start"]))
    date = start + datetime.timedelta(days=151)
    ours = {"CHN", "PRK", "RUS"} <= set(below["actors"])
    ids = [event["id"] for event in below["events"]]
    if ids:
        events = INHERITED.format(base=base, ids=", ".join(ids), first=ids[0], date=date)
    else:
        events = (EVENTS if ours else NO_EVENTS).format(date=date)
    title = path.stem.replace("_", " ").replace("'", "").capitalize()
    same = {key: below[key] for key in ("years", "seed", "replications")}
    text = STARTER.format(file=path, title=f"'{title}'", base=base, start=start, events=events, **same)
    checked(read(text, str(path)), path)
    return text


def beside(path: pathlib.Path, base: str) -> str:
    """A base as the file has to name it: a path from the working folder becomes one from the file's."""
    if os.path.isfile(base):
        return pathlib.Path(os.path.relpath(base, path.parent)).as_posix()
    return base


def based(base: str, path: pathlib.Path) -> dict[str, Any]:
    """The document of a base; what is wrong with it is said of `--from`."""
    from northeastsim.scenario.nodes import from_plain

    return checked(from_plain({"format": 1, "extends": base}, "<--from>", []), path)


def checked(document: Node, path: pathlib.Path) -> dict[str, Any]:
    """The document that a file of this path and content would be."""
    from northeastsim.scenario.catalogue import catalogue
    from northeastsim.scenario.load import resolved
    from northeastsim.scenario.sources import root_of

    return resolved(document, path, root_of(path, catalogue()), catalogue()).document
