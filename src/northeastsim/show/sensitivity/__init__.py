"""Charts of what decides the outcomes of a sweep, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from northeastsim.errors import Problem, ScenarioError
from northeastsim.scenario.words import nearest
from northeastsim.show.catalogue import draw

if TYPE_CHECKING:
    from northeastsim.show.chart import Chart
    from northeastsim.show.sensitivity.shown import Sensitivity

OF_ONE = ("indices", "effects")  # charts of one outcome


def names(found: Sensitivity) -> list[str]:
    """The charts that there is something to show for."""
    shown = ["map", "indices"] if len(found.indices) else []
    shown += ["effects"] if found.sweep.method == "morris" and shown else []
    shown += ["spread"] if len(found.spread) else []
    return shown + (["choices"] if found.choosing is not None else [])


def figure(found: Sensitivity, name: str, outcome: str | None = None, **spoken: Any) -> Chart:
    """Draw a chart; `indices` and `effects` are of one outcome, by default the first. Raises ScenarioError where there is none.

    `spoken` may hold a language, and a glossary of one's own.
    """
    known = names(found)
    if name not in known:
        message = f"there is no chart {name!r} here; known: {', '.join(known) or 'none, since nothing could be analysed'}"
        raise ScenarioError([Problem("<plot>", None, None, "", message, nearest(name, known))])
    return draw("sensitivity", name, found, outcome or (analysed(found)[0] if name in OF_ONE else None), **spoken)


def analysed(found: Sensitivity) -> list[str]:
    """The outcomes of which there are indices."""
    return list(dict.fromkeys(found.indices["outcome"])) if len(found.indices) else []


def pictures(found: Sensitivity, **spoken: Any) -> dict[str, bytes]:
    """Every chart there is, as PNG, by file name."""
    made = {}
    for name in names(found):
        if name in OF_ONE:
            for outcome in analysed(found):
                made[f"{name}_{file_name(outcome)}.png"] = figure(found, name, outcome, **spoken).png()
        else:
            made[f"{name}.png"] = figure(found, name, **spoken).png()
    return made


def file_name(outcome: str) -> str:
    """An outcome as part of a file's name: `influence_CHN_PRK_end`."""
    return "_".join("".join(sign if sign.isalnum() or sign == "_" else " " for sign in outcome).split())
