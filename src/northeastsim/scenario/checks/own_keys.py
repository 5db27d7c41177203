"""The keys that events of one type have of their own, beside those of every event."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from northeastsim.scenario.checks.context import Context
from northeastsim.scenario.paths import Path
from northeastsim.scenario.schema.document import Event
from northeastsim.scenario.words import got, listed, nearest

COMMON = frozenset(Event.model_fields)
QUANTITY = ("value", "low", "high", "source", "confidence")


def check_own_keys(context: Context, path: Path, entry: dict[str, Any], kind: Mapping[str, Any]) -> None:
    """Keys beside the common ones are of the type, within bounds; defaults are filled in."""
    specs = kind.get("keys") or {}
    written = context.place(path)[
        1
    ].value  # nulls included: a misspelt key that clears nothing is a mistake too
    for key in [key for key in written if key not in COMMON]:
        if key not in specs:
            unknown(context, (*path, key), key, specs)
        elif key in entry and (wrong := wrong_value(entry[key], specs[key])):
            context.say((*path, key), *wrong)
    for key, spec in specs.items():
        if key in entry:
            continue
        if spec.get("default") is not None:
            entry[key] = spec["default"]
        elif spec.get("required"):
            context.say((*path, key), "this key is required and missing")


def unknown(context: Context, path: Path, key: str, specs: Mapping[str, Any]) -> None:
    """Note a key that events of this type do not have."""
    suggestion = nearest(key, [*COMMON, *specs])
    own = f"; this type's own: {listed(sorted(specs))}" if specs and not suggestion else ""
    context.say_at_key(path, f"unknown key{own}", suggestion)


def wrong_value(value: Any, spec: Mapping[str, Any]) -> tuple[str, str | None] | None:
    """What is wrong with the value of an own key, and the word most like a wrong one."""
    if spec.get("choices"):
        if value in spec["choices"]:
            return None
        return f"expected {listed(spec['choices'])}, got {got(value)}", nearest(value, spec["choices"])
    if isinstance(spec.get("default"), bool):
        return None if isinstance(value, bool) else (f"expected true or false, got {got(value)}", None)
    if isinstance(spec.get("default"), str):
        return None if isinstance(value, str) else (f"expected text, got {got(value)}", None)
    message = wrong_range(value, spec) if isinstance(value, list) else wrong_figure(value, spec)
    return (message, None) if message else None


def wrong_range(pair: list[Any], spec: Mapping[str, Any]) -> str | None:
    """What is wrong with a range `[low, high]` that a number is drawn from; 6.5e6 is as whole as 6500000."""
    whole = spec.get("whole")
    numbers = [int(one) if whole and isinstance(one, float) and one.is_integer() else one for one in pair]
    if len(numbers) != 2:
        return f"expected a number or a range [low, high]{in_unit(spec)}, got a list of {len(numbers)}"
    if wrong := next((message for one in numbers if (message := wrong_number(one, spec))), None):
        return wrong
    return None if numbers[0] <= numbers[1] else f"low {numbers[0]} is above high {numbers[1]}"


def wrong_figure(value: Any, spec: Mapping[str, Any]) -> str | None:
    """What is wrong with a number, bare or with its range."""
    if not isinstance(value, dict):
        return wrong_number(value, spec)
    if strange := [key for key in value if key not in QUANTITY]:
        return f"unknown key '{strange[0]}' in a figure; known: {listed(QUANTITY)}"
    if "value" not in value:
        return "a figure with a range needs its 'value'"
    for key in ("source", "confidence"):
        if key in value and not isinstance(value[key], str):
            return f"expected text as '{key}', got {got(value[key])}"
    numbers = [value[key] for key in ("low", "value", "high") if key in value]
    wrong = next((message for number in numbers if (message := wrong_number(number, spec))), None)
    if wrong is None and numbers != sorted(numbers):
        return f"value {value['value']} is not within its own range"
    return wrong


def wrong_number(value: Any, spec: Mapping[str, Any]) -> str | None:
    """What is wrong with a bare number."""
    whole = spec.get("whole")
    if isinstance(value, bool) or not isinstance(value, int if whole else int | float):
        return f"expected a {'whole ' if whole else ''}number{in_unit(spec)}, got {got(value)}"
    low, high = spec.get("low"), spec.get("high")
    if low is not None and value < low:
        return f"expected at least {low}{in_unit(spec)}, got {value}"
    if high is not None and value > high:
        return f"expected at most {high}{in_unit(spec)}, got {value}"
    return None


def in_unit(spec: Mapping[str, Any]) -> str:
    """The unit of a key, in brackets."""
    return f" [{spec['unit']}]" if spec.get("unit") else ""
