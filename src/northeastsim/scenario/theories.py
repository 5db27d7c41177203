"""What a theory changes: it multiplies the concerns of every strategy and sets parameters that the scenario leaves alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

DEFAULT = "default"


class Change(NamedTuple):
    """A parameter that a theory moves from its default, and why that follows from the theory."""

    name: str
    before: float
    after: float
    why: str


def known(shipped: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """The theories of a scenario by name: the shipped ones, its own over them, and the default, which changes nothing."""
    return {DEFAULT: {}, **shipped, **own}


def weighed(strategies: Mapping[str, Any], factors: Mapping[str, Any]) -> dict[str, Any]:
    """The strategies with their concerns multiplied; as they were where no factor differs from 1."""
    moved = factors_of({"weights": factors})
    if not moved:
        return dict(strategies)
    return {name: {**entry, "weights": multiplied(entry.get("weights") or {}, moved)} for name, entry in strategies.items()}


def multiplied(weights: Mapping[str, Any], factors: Mapping[str, float]) -> dict[str, Any]:
    """Weights of concerns, each times its factor; a range does not matter to what is run and is left out."""
    from northeastsim.scenario.schema.quantity import value_of

    return {concern: value_of(weight) * factors.get(concern, 1.0) for concern, weight in weights.items()}


def factors_of(theory: Mapping[str, Any]) -> dict[str, float]:
    """The factors of a theory that differ from 1, by concern."""
    from northeastsim.scenario.schema.quantity import value_of  # NOTE: brings pydantic, which reading does without

    values = {concern: value_of(factor) for concern, factor in (theory.get("weights") or {}).items()}
    return {concern: factor for concern, factor in values.items() if factor != 1.0}


def settings_of(theory: Mapping[str, Any], parameters: Mapping[str, Any]) -> list[Change]:
    """The parameters that a theory sets, from their defaults in the catalogue's table."""
    from northeastsim.scenario.schema.quantity import value_of

    why = theory.get("because") or {}
    values = {name: value_of(value) for name, value in (theory.get("parameters") or {}).items()}
    return [Change(name, parameters[name]["value"], value, why.get(name, "")) for name, value in values.items()]


def changes(theory: Mapping[str, Any]) -> str:
    """What a theory changes, on one line, such as `multiplies concerns (security 1.5); sets crisis.parity -1`; else nothing."""
    from northeastsim.scenario.schema.quantity import value_of

    moved = ", ".join(f"{concern} {factor:g}" for concern, factor in factors_of(theory).items())
    given = ", ".join(f"{name} {value_of(value):g}" for name, value in (theory.get("parameters") or {}).items())
    parts = [f"multiplies concerns ({moved})" if moved else "", f"sets {given}" if given else ""]
    return "; ".join(part for part in parts if part)
