"""`northeastsim chart DIR NAME`: a chart of stored results, as a picture, in any language of the glossary."""

from __future__ import annotations

import argparse
import inspect
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from northeastsim.app.output import line, no_drawing, paragraph, table
from northeastsim.app.speaking import spoken
from northeastsim.errors import Problem, RunError, ScenarioError

if TYPE_CHECKING:
    from collections.abc import Callable

    from northeastsim.face import Results

TYPED = {"plot": "NAME", "score": "--score"}  # where it was typed that Python knows by the first
OPTIONS = {"--score": "score", "--replication": "replication"}  # as the functions that draw call them


def command(arguments: argparse.Namespace) -> int:
    """Draw the chart and say where it is and what it shows; without a name, list the charts."""
    from northeastsim import face
    from northeastsim.show.language import CODES

    results = face.open(arguments.folder)
    if arguments.name is None:
        listed(arguments)
        return 0
    code = f"_{CODES[arguments.language]}" if arguments.language else ""
    path = Path(arguments.out or Path(arguments.folder) / f"{arguments.name}{code}.png")
    refuse(path, arguments)
    words = spoken(arguments, path.suffix.lower() != ".svg")
    if missing := no_drawing("no chart"):
        raise RunError(missing)
    chart = drawn(results, arguments, words)
    chart.save(path)
    paragraph(str(chart.alt))
    line()
    line(f"chart: {path}")
    return 0


def listed(arguments: argparse.Namespace) -> None:
    """Print the charts that results of a run have."""
    from northeastsim.show.catalogue import CHARTS

    table(["chart", "what it shows"], [[name, entry.summary] for name, entry in CHARTS["run"].items()])
    line()
    line(f"draw one with: northeastsim chart {arguments.folder} NAME")


def refuse(path: Path, arguments: argparse.Namespace) -> None:
    """Raise ScenarioError for a picture that cannot be written there."""
    if path.exists() and not arguments.force:
        raise ScenarioError([Problem(str(path), None, None, "", "is there already; replace it with --force, or choose another --out")])
    if not path.parent.is_dir():
        raise ScenarioError([Problem("--out", None, None, "", f"there is no folder '{path.parent}'")])
    if path.suffix.lower() not in (".png", ".svg"):
        message = f"expected a name that ends in .png or .svg, got '{path.name}'"
        raise ScenarioError([Problem("--out", None, None, "", message, f"{path}.png")])


def drawn(results: Results, arguments: argparse.Namespace, words: dict[str, Any]) -> Any:
    """The chart, with the options that it takes; raises ScenarioError for one that it does not."""
    from northeastsim.show.catalogue import home

    given = {"score": arguments.score, "replication": arguments.replication}
    try:
        function = home("run", arguments.name)
        return results.plot(arguments.name, **fitting(function, given, arguments.name), **words)
    except ScenarioError as error:
        typed = [replace(one, file=TYPED[one.path], path="") if one.path in TYPED else one for one in error.problems]
        raise ScenarioError(typed) from None


def fitting(function: Callable[..., Any], given: dict[str, Any], name: str) -> dict[str, Any]:
    """The options as a chart's function calls them: a score is one of its `scores` where it takes several."""
    taken, options = inspect.signature(function).parameters, {}
    for option, key in OPTIONS.items():
        value = given[key]
        if value is None:
            continue
        if f"{key}s" in taken:
            options[f"{key}s"] = value
        elif key in taken and not (isinstance(value, list) and len(value) > 1):
            options[key] = value[0] if isinstance(value, list) else value
        else:
            message = f"the chart '{name}' shows one at a time" if key in taken else f"belongs to other charts than '{name}'"
            raise ScenarioError([Problem(option, None, None, "", message)])
    return options
