"""What the folder of a sweep says it holds: nothing that two workers or two days could say differently."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from northeastsim.statement import FULL
from northeastsim.study import manifest as manifests
from northeastsim.study import parts as files
from northeastsim.study.digest import of_data
from northeastsim.study.sweep.code import code
from northeastsim.study.sweep.folder import DESIGN
from northeastsim.study.sweep.plan import Layer
from northeastsim.version import __version__

if TYPE_CHECKING:
    from northeastsim.scenario.sweep import Sweep, Uncertainty
    from northeastsim.study.sweep.points import Points

VERSION = 1  # of what a folder holds


def described(sweep: Sweep, layers: Sequence[Layer], form: str) -> dict[str, Any]:
    """Return what a folder says it holds."""
    return {
        manifests.OURS: {"version": __version__, "sweep": VERSION},
        "statement": FULL,
        "sweep": question(sweep),
        "scenarios": {base.name: base.resolved.document for base in sweep.bases},
        "code": code(),
        "format": form,
        "layers": [layer._asdict() for layer in layers],
    }


def question(sweep: Sweep) -> dict[str, Any]:
    """Return what a sweep asks, as plain data."""
    return {
        "name": sweep.name,
        "question": sweep.question,
        "scenarios": {base.name: of_data(base.resolved.document) for base in sweep.bases},
        "uncertainties": [of_uncertainty(each) for each in sweep.uncertainties],
        "levers": {path: list(values) for path, values in sweep.levers.items()},
        "design": dataclasses.asdict(sweep.design) | {"file": sweep.design.file and Path(sweep.design.file).name},
        "replications": sweep.replications,
        "seed": sweep.seed,
        "outcomes": list(sweep.outcomes),
    }


def of_uncertainty(one: Uncertainty) -> dict[str, Any]:
    """Return an uncertainty as data that JSON has."""
    spread = "" if one.kind == "category" else repr(one.spread)
    return {"path": one.path, "kind": one.kind, "says": one.words, "spread": spread, "categories": list(one.categories)}


def design(points: Points, form: str) -> Mapping[str, bytes]:
    """Return the design's shares as a file by name; nothing for points that were given."""
    if points.shares is None:
        return {}
    columns = dict(zip(points.values, points.shares.T, strict=True))
    return {f"{DESIGN}.{form}": files.packed({"point": np.arange(len(points.shares)), **columns}, form)}
