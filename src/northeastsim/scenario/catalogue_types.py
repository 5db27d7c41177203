"""What the loader is given: known types, systems, strategies, theories, parameters and base regions, plain data."""

from __future__ import annotations

import pathlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


def no_region(name: str) -> dict[str, Any] | None:
    """A world in which no base region is shipped."""
    return None


@dataclass(frozen=True)
class Catalogue:
    """The shipped names. Entries are declared as in scenario files; a scenario's own are merged over them.

    `parameters` maps a name to {unit, default, low, high (plausible), hard_low, hard_high, source,
    confidence, meaning}; `payoffs` an actor to what it is judged by. `region` gives a base region's document, or
    None. Scenario names are looked up in `scenario_folders`, which also are the roots that `extends` may not climb out of.
    """

    event_types: Mapping[str, Any] = field(default_factory=dict)
    systems: Mapping[str, Any] = field(default_factory=dict)
    strategies: Mapping[str, Any] = field(default_factory=dict)
    theories: Mapping[str, Any] = field(default_factory=dict)
    parameters: Mapping[str, Any] = field(default_factory=dict)
    payoffs: Mapping[str, Any] = field(default_factory=dict)
    region: Callable[[str], dict[str, Any] | None] = no_region
    region_names: Iterable[str] = ()
    scenario_folders: tuple[pathlib.Path, ...] = ()
