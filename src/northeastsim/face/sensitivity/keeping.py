"""Keeping an analysis of a sweep: tables, charts and a manifest in a folder, whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from northeastsim.face.sensitivity.discovery import Discovery
    from northeastsim.face.sensitivity.indices import Sensitivity
    from northeastsim.show.report.parts import Spoken


def kept(
    found: Sensitivity, folder: Path, force: bool, charts: bool, command: str | None, discovery: Discovery | None, spoken: Spoken
) -> Path:
    """Write what was found to a folder and return it; raises ScenarioError where that holds anything but an earlier result of ours.

    `spoken` holds the language of the charts and a glossary of one's own.
    """
    from northeastsim.show.sensitivity import pictures
    from northeastsim.study.keeping import columns_of, keep

    tables = dict(found.tables)
    files = pictures(found, **spoken) if charts else {}
    if discovery is not None:
        tables |= discovery.tables
        if charts and len(discovery.boxes):
            files["boxes.png"] = discovery.plot(**spoken).png()
    keep(folder, {name: columns_of(table) for name, table in tables.items()}, manifest(found, command, discovery), files, force)
    return folder


def manifest(found: Sensitivity, command: str | None, discovery: Discovery | None) -> dict[str, Any]:
    """Return what was analysed: the sweep, its design, what was asked, and what stands behind every number."""
    from northeastsim.show.blocks import as_data
    from northeastsim.show.told import sensitivity as told
    from northeastsim.study.manifest import of_analysis

    sweep = found.sweep
    words = [*told.told(found, discovery, is_asked=False), *told.glossary(found, discovery)]
    return {
        **of_analysis(sweep.name, found.seed, int(sweep.replications)),
        "sensitivity": {
            "command": command, "about": found.about, "question": sweep.question, "method": sweep.method,
            "points": int(sweep.points), "uncertainties": list(sweep.uncertainties), "levers": list(sweep.levers),
            "outcomes": list(found.outcomes), "by": str(found.choosing.by) if found.choosing else None,
            "when": str(discovery.when) if discovery else None, "sentences": discovery.sentences if discovery else [],
            "answer": told.answer(found, discovery), "told": [as_data(one) for one in words], "caveat": told.CAVEAT,
        },
    }  # fmt: skip
