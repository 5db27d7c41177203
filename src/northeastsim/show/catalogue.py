"""The catalogue of charts: by kind of results, what each shows and where it is made."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from northeastsim.errors import Problem, ScenarioError
from northeastsim.scenario.words import missing
from northeastsim.show.language import ENGLISH

if TYPE_CHECKING:
    from northeastsim.show.chart import Chart


File = str | os.PathLike[str] | None


class Entry(NamedTuple):
    """A chart: what it shows, and the function that makes it."""

    summary: str
    home: str


ROOM = "northeastsim.show"
CHARTS: dict[str, dict[str, Entry]] = {
    "run": {
        "outcome": Entry("the outcomes of most interest over time, as small multiples", "run.multiples:outcome"),
        "paths": Entry("one score over time, with its bands, single runs and what the scenario does", "run.paths:paths"),
        "influence": Entry("who holds influence over the state over which most is held", "run.multiples:influence"),
        "map": Entry("who holds influence over whom, on a map of the region", "map.network:network"),
        "states": Entry("security, autonomy and prosperity of every state, on one scale", "run.states:states"),
        "security": Entry("every state's security over time", "run.multiples:security"),
        "spending": Entry("how every state's spending grows, and which rivals race", "run.spending:spending"),
        "timeline": Entry("what happens in one run, with causes, and how often in all", "run.timeline:timeline"),
        "events": Entry("how often each type of event happens", "run.counts:events"),
    },
    "compare": {
        "differences": Entry("which option, in which scenario: a heat map of payoffs", "comparison.heat:of_differences"),
        "effects": Entry("what each option changes, beside what the treaty does", "comparison.outcomes:of_effects"),
        "regret": Entry("how much each option may be regretted, by scenario", "comparison.regret:of_regret"),
        "weights": Entry("which weights make which option best", "comparison.weights:of_weights"),
        "tradeoffs": Entry("which concern is bought with which", "comparison.heat:of_tradeoffs"),
    },
    "whatif": {
        "effects": Entry("what a change does over time, and when the worlds part", "effects:figure"),
    },
    "explain": {
        "waterfall": Entry("why a score changed, cause by cause", "waterfall:waterfall"),
    },
    "diff": {
        "shares": Entry("which change makes how much of the difference of two scenarios", "shares:figure"),
    },
    "risk": {
        "verdicts": Entry("how likely a race, a crisis, a clash, a war is", "risk.bars:verdicts"),
        "reactions": Entry("who would answer whose build-up: the reaction matrix", "risk.reactions:reactions"),
        "instability": Entry("whether a build-up would feed itself", "risk.reactions:instability"),
        "warning": Entry("what foretells a crisis", "risk.warning:warning"),
        "types": Entry("what each type of event adds to the risk", "risk.bars:types"),
    },
    "sensitivity": {
        "map": Entry("which uncertainties decide which outcomes", "sensitivity.heat:figure"),
        "indices": Entry("what decides one outcome, with intervals", "sensitivity.bars:figure"),
        "effects": Entry("what moves one outcome, evenly or not (Morris)", "sensitivity.effects:figure"),
        "spread": Entry("what the outcomes' spread is made of", "sensitivity.spread:figure"),
        "choices": Entry("which choice of levers is best where", "sensitivity.choices:figure"),
        "boxes": Entry("when a thing happens: boxes of scenario discovery", "sensitivity.boxes:figure"),
    },
    "backtest": {
        "skill": Entry("whether the model beats simple rules", "backtest.skill:skill"),
        "observed": Entry("what happened, in the model's ranges", "backtest.observed:told"),
        "alignment": Entry("alignment of pairs, in the model's ranges", "backtest.observed:apart"),
        "ranks": Entry("where the observed lay among the model's draws", "backtest.ranks:ranks"),
    },
}


def home(kind: str, name: str) -> Callable[..., Chart]:
    """Return the function that makes a chart; raises ScenarioError where such results have no chart of that name."""
    known = CHARTS[kind]
    if name not in known:
        message, near = missing("chart", name, list(known))
        raise ScenarioError([Problem("<python>", None, None, "plot", message, near)])
    module, function = known[name].home.split(":")
    found: Callable[..., Chart] = getattr(importlib.import_module(f"{ROOM}.{module}"), function)
    return found


def draw(kind: str, name: str, *given: Any, language: str | None = None, glossary: File = None, **options: Any) -> Chart:
    """Draw a chart of what is `given`, in a language (default English) by the shipped glossary or one's own laid over it.

    Raises ScenarioError where such results have no chart of that name, for an unknown language, and for a wrong glossary.
    """
    import matplotlib

    from northeastsim.show.chart import PLAIN
    from northeastsim.show.language.spoken import spoken
    from northeastsim.show.language.translate import Words

    words, made = Words(language or ENGLISH, glossary), home(kind, name)
    with matplotlib.rc_context(PLAIN):
        chart: Chart = made(*given, **options)
    chart.kind, chart.name = kind, name
    return spoken(chart, words)
