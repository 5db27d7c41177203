"""The events by which twin worlds part, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from northeastsim.show.sentences import LATER, REFUSALS, proposed, told

ON_THE_WAY = {"queued": "it waits for a production line", "discovered": "somebody learns of it", "accepted": "accepted"}
UNASKED = ("announced", "ended")  # stages that need no word: it happens


def sentence(event: Mapping[str, Any], names: Mapping[str, str], systems: Mapping[str, Any], types: Mapping[str, Any]) -> str:
    """An event of the log at its stage: `Russia sells S-400 (2 regiments) to North Korea: delivered`."""
    stage, kind = str(event["stage"]), str(event["type"])
    if kind == "budget":
        return f"{names.get(str(event['initiator']), event['initiator'])}: yearly budget"
    if stage in ("proposed", "accepted", "declined", "vetoed"):
        became = {**REFUSALS, "accepted": "and is accepted"}.get(stage, "")
        return f"{proposed(event, names, types)} {became}".rstrip()
    text = told(event, names, systems, types)
    if stage == "blocked":
        return f"{text}, {REFUSALS[stage]}"
    word = "" if stage in UNASKED else ON_THE_WAY.get(stage) or LATER.get(stage) or stage.replace("_", " ")
    return f"{text}: {word}" if word else text
