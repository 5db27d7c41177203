"""Parameters within their bounds, a user's own metrics, and the names of variants."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from northeastsim.scenario.checks.context import Context
from northeastsim.scenario.expressions import NAMES, parse_metric
from northeastsim.scenario.paths import Path


def check_parameters(context: Context) -> None:
    """Parameters exist; outside the hard bounds is an error, outside the plausible range a warning."""
    for name, figure in context.data.get("parameters", {}).items():
        path = ("parameters", name)
        if name in context.catalogue.parameters:
            check_parameter(context, path, figure, context.catalogue.parameters[name])
        elif within := [known for known in context.catalogue.parameters if known.startswith(f"{name}.")]:
            context.say_at_key(path, f"no parameter '{name}'; its names have dots", within[0])
        else:
            context.need(path, name, context.catalogue.parameters, "parameter")


def check_parameter(context: Context, path: Path, figure: Any, known: Mapping[str, Any]) -> None:
    """One parameter: its value, and its own range where given, within bounds."""
    figures = figure if isinstance(figure, dict) else {"value": figure}
    unit = f" [{known['unit']}]" if known.get("unit") else ""
    for key in ("value", "low", "high"):
        place = (*path, key) if isinstance(figure, dict) else path
        number = figures.get(key)
        if number is None:
            continue
        if known.get("whole") and not isinstance(number, int):
            context.say(place, f"expected a whole number{unit}, got {number}")
        elif outside(number, known.get("hard_low"), known.get("hard_high")):
            limits = between(known.get("hard_low"), known.get("hard_high"))
            context.say(place, f"expected {limits}{unit}, got {number}")
        elif key == "value" and outside(number, known.get("low"), known.get("high")):
            limits = between(known.get("low"), known.get("high"))
            context.warn(place, f"{number} is outside the plausible range, {limits}{unit}")


def outside(number: float, low: float | None, high: float | None) -> bool:
    """Whether a number lies outside limits, of which either may be missing."""
    return (low is not None and number < low) or (high is not None and number > high)


def between(low: float | None, high: float | None) -> str:
    """Limits in words."""
    if low is None:
        return f"at most {high}"
    return f"at least {low}" if high is None else f"{low} to {high}"


def check_metrics(context: Context) -> None:
    """Metrics have names of their own and expressions that can be read."""
    for name, text in context.data.get("metrics", {}).items():
        path = ("metrics", name)
        if name in NAMES:
            context.say_at_key(path, f"'{name}' is a name already in use; choose another")
        context.expression(path, text, parse_metric)


def check_variants(context: Context) -> None:
    """Variants have names of their own; what they say is checked when they are laid over the rest."""
    if "twin" in context.data.get("variants", {}):
        context.say_at_key(("variants", "twin"), "the twin is no variant: give it as 'twin', beside 'variants'")
