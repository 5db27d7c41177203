"""The page of Python names: by purpose, each with its first sentence; on the site the whole docstring with types below."""

from __future__ import annotations

import functools
import importlib
import inspect
import re
from collections.abc import Iterator
from typing import Any

import northeastsim

PACKAGE = "northeastsim"
GROUPS = {
    "Load and change": ("load", "Scenario"),
    "Run and read": ("run", "open", "reproduce", "Results"),
    "Compare strategies": (
        "compare", "Comparison", "face.crossing.Crossed", "analysis.judgement.Judgement",
        "scenario.payoffs.Payoff",
    ),
    "Ask what if": ("face.whatif.WhatIf",),
    "Ask what differs": ("diff", "shares", "Shares"),
    "Ask how likely": ("face.risk.Risk",),
    "Sweep, and find what decides": (
        "sweep", "open_sweep", "Sweep", "sensitivity", "Sensitivity", "discover", "Discovery", "to_ema",
    ),
    "Ask how well it tells the past": ("backtest", "Backtest"),
    "Teach and tell": ("teach", "TeachingPage", "variants", "Variants", "report", "data"),
    "Take part in a run": (
        "engine.single.World", "engine.policy.Observation", "engine.policy.Offer", "engine.policy.scripted",
    ),
    "What can go wrong": ("ScenarioError", "errors.Problem", "errors.RunError", "errors.NortheastsimError"),
}  # fmt: skip
REST = "More"
WORDS = {
    "Source": "the path of a file, the name of a shipped scenario, or a dict with the keys of a file",
    "Theory": "the name of a theory, or the path of a file with one",
    "File": "the path of a file, or None",
    "Progress": "a function that is called with how many replications are done, and how many are asked for",
    "State": "how far a sweep has come: `done` runs of `total`, `failed` ones",
    "Process": "a function of a `World` that yields events of SimPy's",
    "Policy": "a function of an `Observation` and a list of `Offer` that returns the position of one, or -1 to wait",
}
COMMON = {
    "replications": "how many runs, each with its own luck; of several worlds, of each",
    "seed": "of all chance; 0 is a seed. Left out, it is the scenario's own",
    "workers": "how many cores share the work; left out, all. The numbers do not depend on it",
    "engine": "`simpy`, `batch` (compiled) or `auto` (whichever is quicker); the bits are the same",
    "parameters": "an ensemble over which replications are spread: its name, or a CSV file with a parameter a column, a set a row",
    "on_progress": "is called after each block with how many replications are done and how many there are; of a sweep, with its state",
    "language": "of the words of a page or a chart: `english`, `chinese`, `korean`, `japanese` or `russian`",
    "force": "whether to replace an earlier result of ours in a folder; anything else that lies there is an error",
    "charts": "whether charts are written beside the tables",
    "command": "what asked for it, to be kept in the manifest",
}
HEAD = """# Python

This page is written from the docstrings by `python -m docs._reference`. {where}

```python
import northeastsim as ne

results = ne.run("s400_transfer", replications=4)
print(results.summary)
```

Tables are data frames of pandas. What is wrong with what you give is a `ScenarioError` that names the place, what was expected and the
nearest name; all that is wrong is told at once. Nothing is printed, and nothing is written but where you name a folder.
"""
HERE = "Arguments, types and errors of each name stand below its table."
ELSEWHERE = (
    "`help(ne.load)` tells arguments, types and errors of each; so does this page on\n"
    "[the site](../index.md#these-pages-as-a-site)."
)


def page(is_site: bool = False) -> str:
    """Return the page as it lies in the folder, or as the site has it, with all that autodoc says of each name."""
    parts = [HEAD.format(where=HERE if is_site else ELSEWHERE)]
    for title, names in groups().items():
        parts.append(f"## {title}\n\n{table(names, is_site)}")
        parts += [in_full(names)] if is_site else []
    parts += ["## What many of them take\n", "".join(f"- `{name}`: {told}.\n" for name, told in COMMON.items())]
    parts += ["## Words in signatures\n", in_words(is_site)]
    return "\n".join(parts)


def groups() -> dict[str, tuple[str, ...]]:
    """Return the names by group; a public name that no group has comes last."""
    placed = {name for names in GROUPS.values() for name in names}
    rest = tuple(name for name in northeastsim.__all__ if name not in placed and not name.startswith("_"))
    return GROUPS | ({REST: rest} if rest else {})


def table(names: tuple[str, ...], is_site: bool) -> str:
    """Return names and the members of classes with what each is."""
    rows = [(shown(name, label, is_site), first_sentence(found)) for name in names for label, found in entries(name)]
    return "| name | what it is |\n| --- | --- |\n" + "".join(f"| {name} | {told} |\n" for name, told in rows)


def entries(name: str) -> Iterator[tuple[str, Any]]:
    """Yield a name and, of a class, its members, each with what has its docstring."""
    found = looked_up(name)
    yield "", found
    if inspect.isclass(found):
        yield from members(found)


def looked_up(name: str) -> Any:
    """Return what a name below the package stands for."""
    folder, _, last = f"{PACKAGE}.{name}".rpartition(".")
    return getattr(importlib.import_module(folder), last)


def members(found: type) -> Iterator[tuple[str, Any]]:
    """Yield the public members of a class that have a docstring, in the order of the source."""
    for name, member in vars(found).items():
        if name.startswith("_") or not isinstance(member, property | functools.cached_property) and not callable(member):
            continue
        if getattr(member, "__doc__", None):
            yield name, member


def shown(name: str, member: str, is_site: bool) -> str:
    """Return how a name stands in a table; on the site it leads to its entry."""
    path = f"{PACKAGE}.{name}" + (f".{member}" if member else "")
    found = getattr(looked_up(name), member) if member else looked_up(name)
    call = "()" if inspect.isfunction(found) else ""
    label = f".{member}{call}" if member else f"{'' if '.' in name else 'ne.'}{name.rpartition('.')[2]}{call}"
    return f"{{py:obj}}`{label} <{path}>`" if is_site else f"`{label}`"


def first_sentence(found: Any) -> str:
    """Return the first sentence of a docstring on one line."""
    text = " ".join((inspect.getdoc(found) or "").split("\n\n")[0].split())
    return re.split(r"(?<=[.])\s+(?=[A-Z`])", text, maxsplit=1)[0].replace("|", "/")


def in_full(names: tuple[str, ...]) -> str:
    """Return what makes autodoc tell all of some names."""
    lines = [line for name in names for line in directive(name)]
    return "```{eval-rst}\n" + "\n".join(lines) + "\n```\n"


def in_words(is_site: bool) -> str:
    """Return what types of arguments are that no class stands for."""
    if not is_site:
        return "".join(f"- `{name}`: {told}.\n" for name, told in WORDS.items())
    lines = [f".. py:type:: {name}\n\n   {told.replace('`', '``')}.\n" for name, told in WORDS.items()]
    return "```{eval-rst}\n" + "\n".join(lines) + "```\n"


def directive(name: str) -> list[str]:
    """Return autodoc's directive for a name."""
    found, path = looked_up(name), f"{PACKAGE}.{name}"
    if not inspect.isclass(found):
        return [f".. autofunction:: {path}", ""]
    kind = "exception" if issubclass(found, Exception) else "class"
    return [f".. auto{kind}:: {path}", "   :members:", ""]
