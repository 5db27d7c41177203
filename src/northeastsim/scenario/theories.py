"""What a theory changes: it multiplies the concerns of every strategy and sets parameters that the scenario leaves alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

DEFAULT = "default"


def known(shipped: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """The theories of a scenario by name: the shipped ones, its own over them, and the default, which changes nothing."""
    return {DEFAULT: {}, **shipped, **own}


def weighed(strategies: Mapping[str, Any], factors: Mapping[str, Any]) -> dict[str, Any]:
    """The strategies with their concerns multiplied; as they were where no factor differs from 1."""
    from northeastsim.scenario.schema.quantity import value_of  # NOTE: brings pydantic, which reading does without

    moved = {concern: value_of(factor) for concern, factor in factors.items() if value_of(factor) != 1.0}
    if not moved:
        return dict(strategies)
    return {name: {**entry, "weights": multiplied(entry.get("weights") or {}, moved)} for name, entry in strategies.items()}


def multiplied(weights: Mapping[str, Any], factors: Mapping[str, float]) -> dict[str, Any]:
    """Weights of concerns, each times its factor; a range does not matter to what is run and is left out."""
    from northeastsim.scenario.schema.quantity import value_of

    return {concern: value_of(weight) * factors.get(concern, 1.0) for concern, weight in weights.items()}


def changes(theory: Mapping[str, Any]) -> str:
    """What a theory changes, on one line: `concerns x: security 1.5; sets: crisis.parity -1`; nothing for one that leaves all."""
    from northeastsim.scenario.schema.quantity import value_of

    factors = {concern: value_of(factor) for concern, factor in (theory.get("weights") or {}).items()}
    moved = ", ".join(f"{concern} {factor:g}" for concern, factor in factors.items() if factor != 1.0)
    given = ", ".join(f"{name} {value_of(value):g}" for name, value in (theory.get("parameters") or {}).items())
    parts = [f"multiplies concerns ({moved})" if moved else "", f"sets {given}" if given else ""]
    return "; ".join(part for part in parts if part)
