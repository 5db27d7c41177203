"""The theory that a scenario follows exists; one of its own sets parameters that exist and claims what can be measured."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from northeastsim.scenario.checks.context import Context
from northeastsim.scenario.checks.measures import check_parameter
from northeastsim.scenario.expressions import parse_metric
from northeastsim.scenario.paths import Path, split
from northeastsim.scenario.setting import wrong_path
from northeastsim.scenario.sources import is_name
from northeastsim.scenario.theories import DEFAULT
from northeastsim.scenario.words import nearest


def check_theories(context: Context) -> None:
    """The theory followed is known, and every theory of the scenario's own is sound."""
    followed = context.data.get("theory")
    if followed not in context.theories and isinstance(followed, str) and not is_name(followed):
        context.say(("theory",), "a file of a theory is named at the top of a scenario, or with --theory; here give a name")
    else:
        context.need(("theory",), followed, context.theories, "theory")
    for name, theory in context.data.get("theories", {}).items():
        path = ("theories", name)
        if name == DEFAULT:
            context.say_at_key(path, "the default theory changes nothing; choose another name")
        check_reactions(context, path, theory)
        for index, sign in enumerate(theory.get("predicts", ())):
            check_sign(context, (*path, "predicts", index), sign or {})


def check_reactions(context: Context, path: Path, theory: Mapping[str, Any]) -> None:
    """The parameters that a theory sets keep their bounds; outside the plausible range it says why, or is warned of."""
    known, own = context.catalogue.parameters, theory.get("parameters", {})
    reasons = theory.get("outside", {})
    for name, figure in own.items():
        place = (*path, "parameters", name)
        if context.need(place, name, known, "parameter") and name in known:
            warnings = len(context.warnings)
            check_parameter(context, place, figure, known[name])
            if name in reasons:
                del context.warnings[warnings:]
    told = [("outside", name) for name in reasons] + [("because", name) for name in theory.get("because", {}) if name != "weights"]
    for key, name in told:
        if name not in own:
            context.say_at_key((*path, key, name), "this theory does not set it", nearest(name, own))


def check_sign(context: Context, path: Path, sign: Mapping[str, Any]) -> None:
    """The measure of a sign can be read, and the paths of its version lead somewhere."""
    context.expression((*path, "measure"), sign.get("measure"), parse_metric)
    for text in sign.get("patch", {}):
        wrong = wrong_path(context.root, split(text), context.catalogue)
        if wrong and context.ours(path):
            context.say_at_key((*path, "patch", text), *wrong)
