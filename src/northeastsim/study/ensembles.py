"""A run over an ensemble: what its manifest and its folder say of it, so that it can be run again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from northeastsim.errors import Problem, ScenarioError
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.ensembles import Ensemble, parsed, read, shipped
from northeastsim.scenario.load import Resolved
from northeastsim.scenario.words import listed
from northeastsim.study.digest import Columns
from northeastsim.study.parts import digest_of, write_whole

FILE = "parameters.csv"  # in a run's folder: the ensemble's file as it was, byte by byte
SET = "parameter_set"


def described(resolved: Resolved, ensemble: Ensemble) -> dict[str, Any]:
    """Return what the manifest says of an ensemble."""
    said = {
        "name": ensemble.name,
        "sha256": ensemble.digest,
        "sets": ensemble.sets,
        "parameters": list(ensemble.open_in(resolved)),
    }
    return {"ensemble": said, "files": [FILE]}


def notes(resolved: Resolved, ensemble: Ensemble) -> list[str]:
    """Return, on one line, which of the ensemble's parameters stay as the scenario or its theory sets them."""
    left = ensemble.open_in(resolved)
    if fixed := [name for name in ensemble.parameters if name not in left]:
        return [f"set by the scenario or its theory, which the sets of {ensemble.name} leave as they are: {listed(fixed)}"]
    return []


def keep(ensemble: Ensemble | None, out: Path) -> None:
    """Write an ensemble into a run's folder."""
    if ensemble is not None:
        write_whole(out / FILE, ensemble.content)


def kept(manifest: dict[str, Any], folder: Path | None) -> Ensemble | None:
    """Return the ensemble of a run from its folder, None where it had none; raises ScenarioError where it is no longer that one."""
    said = manifest.get("ensemble")
    if said is None or folder is None:
        return None
    path = folder / FILE
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ScenarioError([Problem(str(path), None, None, "", f"cannot be read: {error.strerror or error}")]) from None
    if digest_of(content) != said["sha256"]:
        raise ScenarioError([Problem(str(path), None, None, "", "was changed after the run, which cannot be run again without it")])
    return parsed(content, str(path), said["name"], catalogue())


def found(manifest: Mapping[str, Any], folder: Path | None) -> Ensemble | None:
    """Return the ensemble of a run, from its folder or, where that does not hold it, as it is shipped; None where neither has it."""
    said = manifest["ensemble"]
    if folder is not None and (folder / FILE).exists():
        return kept(dict(manifest), folder)
    known = read(said["name"], catalogue()) if said["name"] in shipped() else None
    return known if known is not None and known.digest == said["sha256"] else None


def averaged(values: NDArray[np.float64], sets: NDArray[np.int64], axis: int = 0) -> NDArray[np.float64]:
    """Return means over the replications of each set, in the order of the sets: what is independent from row to row."""
    _, homes = np.unique(sets, return_inverse=True)
    moved = np.moveaxis(values, axis, 0)
    total = np.zeros((homes.max() + 1, *moved.shape[1:]))
    np.add.at(total, homes, moved)
    counts = np.bincount(homes).reshape(-1, *[1] * (moved.ndim - 1))
    return np.moveaxis(total / counts, 0, axis)


def numbers(ensemble: Ensemble, replications: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the number of each replication's set."""
    return np.array([ensemble.number(each) for each in replications.tolist()], dtype=np.int64)


def numbered(rows: Columns, ensemble: Ensemble) -> Columns:
    """Return rows of `runs` with the number of each replication's set, after the facts of the run."""
    facts = ("replication", "status", "ended", "ended_by")
    metrics = {name: values for name, values in rows.items() if name not in facts}
    return {**{name: rows[name] for name in facts}, SET: numbers(ensemble, rows["replication"]), **metrics}
