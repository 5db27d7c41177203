"""Which charts have an interactive form, and how one is made."""

from __future__ import annotations

import importlib
import importlib.util
from typing import TYPE_CHECKING, Any

from northeastsim.errors import Problem, ScenarioError

if TYPE_CHECKING:
    from northeastsim.show.chart import Chart

ROOM = "northeastsim.show.interactive"
FORMS: dict[str, dict[str, str]] = {
    "run": {"paths": "paths:paths", "map": "network:network"},
    "compare": {"differences": "heat:differences"},
    "explain": {"waterfall": "waterfall:waterfall"},
}
NEEDS = {"altair": "altair", "vl_convert": "vl-convert-python"}
EXTRA = "pip install 'northeastsim[interactive]'"


def form(chart: Chart) -> Any:
    """Return the interactive form of a chart, an Altair chart of the same data.

    Raises ScenarioError for a chart without one, and where Altair is not installed.
    """
    known = FORMS.get(chart.kind, {})
    if chart.name not in known:
        every = "; ".join(f"of {kind}: {', '.join(names)}" for kind, names in FORMS.items())
        message = f"no interactive form of the chart '{chart.name}' ({chart.kind}); there is one {every}"
        raise ScenarioError([Problem("<python>", None, None, "interactive", message)])
    expect("altair")
    module, function = known[chart.name].split(":")
    return getattr(importlib.import_module(f"{ROOM}.{module}"), function)(chart)


def expect(*modules: str) -> None:
    """Raise ScenarioError where one of these libraries of the extra, or any of them, is not installed."""
    missing = [NEEDS[name] for name in modules or NEEDS if importlib.util.find_spec(name) is None]
    if missing:
        message = f"{', '.join(missing)} not installed; {EXTRA}"
        raise ScenarioError([Problem("<python>", None, None, "interactive", message)])
