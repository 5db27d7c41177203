"""The theory that a scenario follows exists; one of its own sets parameters that exist and claims what can be measured."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from northeastsim.scenario.checks.context import Context
from northeastsim.scenario.checks.measures import check_parameter
from northeastsim.scenario.expressions import parse_metric
from northeastsim.scenario.paths import Path, split
from northeastsim.scenario.setting import wrong_path
from northeastsim.scenario.theories import DEFAULT


def check_theories(context: Context) -> None:
    """The theory followed is known, and every theory of the scenario's own is sound."""
    context.need(("theory",), context.data.get("theory"), context.theories, "theory")
    for name, theory in context.data.get("theories", {}).items():
        path = ("theories", name)
        if name == DEFAULT:
            context.say_at_key(path, "the default theory changes nothing; choose another name")
        check_reactions(context, path, theory)
        for index, sign in enumerate(theory.get("predicts", ())):
            check_sign(context, (*path, "predicts", index), sign or {})


def check_reactions(context: Context, path: Path, theory: Mapping[str, Any]) -> None:
    """The parameters that a theory sets keep their bounds; outside the plausible range it says why, or is warned of."""
    known, reasons = context.catalogue.parameters, theory.get("outside", {})
    for name, figure in theory.get("parameters", {}).items():
        place = (*path, "parameters", name)
        if context.need(place, name, known, "parameter") and name in known:
            warnings = len(context.warnings)
            check_parameter(context, place, figure, known[name])
            if name in reasons:
                del context.warnings[warnings:]
    for name in reasons:
        if name not in theory.get("parameters", {}):
            context.say_at_key((*path, "outside", name), "this theory does not set it")


def check_sign(context: Context, path: Path, sign: Mapping[str, Any]) -> None:
    """The measure of a sign can be read, and the paths of its version lead somewhere."""
    context.expression((*path, "measure"), sign.get("measure"), parse_metric)
    for text in sign.get("patch", {}):
        wrong = wrong_path(context.root, split(text), context.catalogue)
        if wrong and context.ours(path):
            context.say_at_key((*path, "patch", text), *wrong)
