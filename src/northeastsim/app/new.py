"""`northeastsim new FILE`: a commented starter scenario, valid as it stands; nothing is ever overwritten."""

from __future__ import annotations

import argparse
import dataclasses
import datetime
import pathlib
from typing import Any

from northeastsim.app.output import line
from northeastsim.errors import Problem, ScenarioError

BASE = "northeast_asia_2024"
STARTER = """\
# A scenario: what differs from the world it extends. Everything not said here stays as it is there.
#   check it:           northeastsim validate {file}
#   run it:             northeastsim run {file} --replications 20
#   all of it, merged:  northeastsim show {file}
# What there is to use: northeastsim list events (or strategies, systems, parameters, metrics, actors).

format: 1                     # version of this file format; required
name: {title}
question: What comes of it?   # the one question that this scenario asks
extends: {base}
# start: {start}             # a new start re-dates the initial state; the time between is not simulated
years: 10                     # 1 to 30
seed: 1                       # the same file, seed and version give the same numbers everywhere
replications: 100             # how many times the story is told; more make the intervals narrower
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


def command(arguments: argparse.Namespace) -> int:
    """Write the file; 2 if it exists, or its base does not."""
    path = pathlib.Path(arguments.file)
    if path.suffix not in (".yaml", ".yml"):
        raise wrong(path, "expected a name that ends in .yaml", f"{path}.yaml")
    if path.exists() or path.is_symlink():
        raise wrong(path, "exists already, and nothing is overwritten")
    if not path.parent.is_dir():
        raise wrong(path, f"there is no folder '{path.parent}'")
    text = starter(path, arguments.base or BASE)
    with path.open("x", encoding="utf-8") as stream:
        stream.write(text)
    line(f"{path} written; run it with: northeastsim run {path} --replications 20")
    return 0


def wrong(path: pathlib.Path, message: str, suggestion: str | None = None) -> ScenarioError:
    """A problem with the file that was to be written."""
    return ScenarioError([Problem(str(path), None, None, "", message, suggestion)])


def starter(path: pathlib.Path, base: str) -> str:
    """The text of a starter file that extends a base; checked, so that it is valid as written."""
    from northeastsim.scenario.catalogue import catalogue
    from northeastsim.scenario.load import loads

    below = based(base)
    start = datetime.date.fromisoformat(str(below["start"]))
    date = start + datetime.timedelta(days=151)
    ours = {"CHN", "PRK", "RUS"} <= set(below["actors"])
    taken = {event["id"] for event in below["events"]} & {"visit", "beijing_answers"}
    events = (EVENTS if ours and not taken else NO_EVENTS).format(date=date)
    title = path.stem.replace("_", " ").replace("'", "").capitalize()
    quoted = f"'{title}'"
    text = STARTER.format(file=path, title=quoted, base=base, start=start, events=events)
    loads(text, catalogue=catalogue(), file=str(path))
    return text


def based(base: str) -> dict[str, Any]:
    """The document of a base; what is wrong with it is said of `--from`."""
    from northeastsim.scenario.catalogue import catalogue
    from northeastsim.scenario.load import load

    try:
        return load({"format": 1, "extends": base}, catalogue=catalogue()).document
    except ScenarioError as error:
        places = [
            dataclasses.replace(one, file="<--from>") if one.file == "<python>" else one
            for one in error.problems
        ]
        raise ScenarioError(places) from None
