"""What a file says that something may be, as an uncertainty: a range with its distribution, or a list of values."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from northeastsim.scenario.sweep.spreads import ByFactor, Even, LogNormal, Normal, Spread, Triangular
from northeastsim.scenario.sweep.uncertainty import Kind, Uncertainty, day, days
from northeastsim.scenario.sweep.values import shown
from northeastsim.scenario.words import got

Say = Callable[[str, str], None]  # notes what is wrong with a key; the empty key stands for the whole

NEEDED = {
    "uniform": ("low", "high"),
    "triangular": ("low", "mode", "high"),
    "normal": ("mean", "sd"),
    "lognormal": ("median", "log_sd"),
}
OWNERS = {"mode": "triangular", "mean": "normal", "sd": "normal", "median": "lognormal", "log_sd": "lognormal"}
REACH = 3.0  # standard deviations either way, where a file does not say where to cut off
LEAST_KEPT = 1e-6


def categories(path: str, values: list[Any], say: Say) -> Uncertainty | None:
    """Return the uncertainty of a list of values; says what is wrong with it."""
    seen: list[str] = []
    for value in values:
        if (one := shown(value)) in seen:
            say("", f"{got(value)} stands twice")
        seen.append(one)
    if len(values) < 2:
        say("", "expected two values at least; one alone is a lever")
    return Uncertainty(path, "category", categories=tuple(values)) if len(set(seen)) == len(values) > 1 else None


def ranged(path: str, data: Mapping[str, Any], given: set[str], known: Mapping[str, Any] | None, say: Say) -> Uncertainty | None:
    """Return the uncertainty of a range; says what is wrong with it and returns None.

    `given` are the keys that the file has, `known` is the table's entry of a parameter.

    1. See that the keys are those of the distribution, and of one kind: numbers or dates.
    2. Cut an open end off, at three standard deviations and a parameter's hard bound.
    3. Widen whole numbers and dates by half a step, so that the ends have their share.
    """
    if not fitting(data, given, say):
        return None
    kind = kind_of(data, known, say)
    if kind is None:
        return None
    low, high = ends(data, kind, known)
    half = 0.0 if kind == "number" else 0.5
    spread = spread_of(data, low - half, high + half)
    if not sound(data, kind, low, high, say):
        return None
    if isinstance(spread, Normal | LogNormal) and spread.kept < LEAST_KEPT:
        say("", f"next to nothing of this distribution lies between {low:g} and {high:g}")
        return None
    return Uncertainty(path, kind, spread)


def fitting(data: Mapping[str, Any], given: set[str], say: Say) -> bool:
    """Whether the keys are those that the distribution needs and has; says what is not."""
    kind, fits = data["distribution"], True
    for key in sorted(given & set(OWNERS)):
        if OWNERS[key] != kind:
            say(key, f"'{key}' goes with '{OWNERS[key]}', not with '{kind}'")
            fits = False
    for key in NEEDED[kind]:
        if data[key] is None:
            say(key, f"this key is required and missing ('{kind}' needs it)")
            fits = False
    if kind != "uniform" and data["scale"] == "log":
        say("scale", f"'scale' goes with 'uniform', not with '{kind}'")
        fits = False
    return fits


def kind_of(data: Mapping[str, Any], known: Mapping[str, Any] | None, say: Say) -> Kind | None:
    """Return what kind of values a range has; says what does not go together and returns None."""
    texts = [key for key in ("low", "high") if isinstance(data[key], str)]
    if not texts:
        return "whole" if data["whole"] or (known or {}).get("whole") else "number"
    odd = next((key for key in ("low", "high") if not isinstance(data[key], str)), None)
    if odd is not None:
        say(odd, f"expected a date, as the other end is one, got {got(data[odd])}")
    elif data["distribution"] != "uniform" or data["scale"] == "log":
        say("", "dates are spread evenly: give 'low' and 'high' and nothing else")
    elif known is not None:
        say("low", f"expected a number, got {got(data['low'])}")
    else:
        return "date"
    return None


def ends(data: Mapping[str, Any], kind: Kind, known: Mapping[str, Any] | None) -> tuple[float, float]:
    """Return where a range is cut off: as given, else at three standard deviations and within a parameter's hard bounds."""
    if kind == "date":
        return float(days(data["low"])), float(days(data["high"]))
    low, high = usual(data)
    bounds = known or {}
    low, high = max(low, bounds.get("hard_low", -math.inf)), min(high, bounds.get("hard_high", math.inf))
    low, high = (math.ceil(low), math.floor(high)) if kind == "whole" else (low, high)
    return float(low if data["low"] is None else data["low"]), float(high if data["high"] is None else data["high"])


def usual(data: Mapping[str, Any]) -> tuple[float, float]:
    """Return three standard deviations either way; of what has none, nothing that cuts."""
    if data["distribution"] == "normal":
        return data["mean"] - REACH * data["sd"], data["mean"] + REACH * data["sd"]
    if data["distribution"] == "lognormal":
        factor = math.exp(min(REACH * data["log_sd"], 300.0))
        return data["median"] / factor, min(data["median"] * factor, 1e15)
    return -1e15, 1e15


def sound(data: Mapping[str, Any], kind: Kind, low: float, high: float, say: Say) -> bool:
    """Whether the ends are in order and what they hold can be spread so; says what is not."""
    if not low < high:
        one, other = (day(low), day(high)) if kind == "date" else (f"{low:g}", f"{high:g}")
        say("low", f"expected less than 'high', which is {other}, got {one}")
        return False
    if kind == "whole" and (odd := next((key for key in ("low", "high") if (data[key] or 0) % 1), None)):
        say(odd, f"expected a whole number, got {data[odd]:g}")
        return False
    if data["scale"] == "log" and low <= 0.0 or data["distribution"] == "lognormal" and low < 0.0:
        say("low", f"expected a number above 0, since factors are what counts here, got {low:g}")
        return False
    if data["mode"] is not None and not low <= data["mode"] <= high:
        say("mode", f"expected a number from 'low' to 'high', {low:g} to {high:g}, got {data['mode']:g}")
        return False
    return True


def spread_of(data: Mapping[str, Any], low: float, high: float) -> Spread:
    """Return how a range is spread."""
    match data["distribution"]:
        case "normal":
            return Normal(float(data["mean"]), float(data["sd"]), low, high)
        case "lognormal":
            return LogNormal(float(data["median"]), float(data["log_sd"]), low, high)
        case "triangular":
            return Triangular(low, float(data["mode"]), high)
    return ByFactor(low, high) if data["scale"] == "log" else Even(low, high)
