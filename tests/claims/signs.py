"""The signs that each theory claims, measured: what its version of the baseline, or the default theory, does to a measure.

`python -m tests.claims.signs [PAIRS]` writes docs/reference/signs.md from fresh paired replications.
"""

from __future__ import annotations

import functools
import pathlib
import sys
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tests.claims.harness import SEED, Effect, of

from northeastsim.engine.pool import replicate
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import load
from northeastsim.scenario.tables import tables

PAGE = pathlib.Path(__file__).parents[2] / "docs" / "reference" / "signs.md"
YEARS = 10
RIVALS = tuple(name for name in sorted(catalogue().theories) if name != "default")
SIGNS = tuple((name, k) for name in RIVALS for k in range(len(catalogue().theories[name]["predicts"])))
MEASURES = tuple(sorted({predicted["measure"] for name in RIVALS for predicted in catalogue().theories[name]["predicts"]}))


def sign(theory: str, k: int) -> dict[str, Any]:
    """Return the k-th sign that a theory claims."""
    found: dict[str, Any] = catalogue().theories[theory]["predicts"][k]
    return found


@functools.lru_cache(maxsize=64)
def means(theory: str, changes: tuple[tuple[str, Any], ...], n: int) -> dict[str, NDArray[np.float64]]:
    """Return of every measure its mean over each of n runs of the baseline under a theory, changed by path."""
    metrics = {f"sign_{k}": measure for k, measure in enumerate(MEASURES)}
    document = {"format": 1, "extends": "baseline", "years": YEARS, "settings": {"war": "marks"}, "metrics": metrics}
    world = tables(load(document, catalogue=catalogue(), theory=theory, settings=dict(changes)))
    parts = [
        [block.monthly[:, :, block.names.index(name)].mean(axis=1) for name in metrics]
        for block in replicate(world, SEED, 0, n, workers=1, engine="batch")
    ]
    return dict(zip(MEASURES, map(np.concatenate, zip(*parts, strict=True)), strict=True))


def measured(theory: str, claimed: Mapping[str, Any], n: int) -> Effect:
    """Return what was claimed to have a sign: the version less the world as it is, or the theory less the default."""
    changes, measure = tuple((claimed.get("patch") or {}).items()), claimed["measure"]
    other = theory if changes else "default"
    return of(means(theory, changes, n)[measure] - means(other, (), n)[measure])


def holds(claimed: Mapping[str, Any], found: Effect) -> bool:
    """Return whether the interval lies on the side that was claimed."""
    return found.low > 0 if claimed["direction"] == "rises" else found.high < 0


def row(theory: str, k: int, n: int) -> str:
    """Return a sign as a row of the page's table."""
    claimed = sign(theory, k)
    found = measured(theory, claimed, n)
    version = ", ".join(f"`{path}={value}`" for path, value in (claimed.get("patch") or {}).items()) or "the default theory"
    effect = f"{found.mean:+.4g} [{found.low:+.4g}, {found.high:+.4g}]"
    kept = "yes" if holds(claimed, found) else "no"
    return f"| {claimed['claim']} | `{claimed['measure']}` {claimed['direction']} | {version} | {effect} | {kept} |"


def page(n: int) -> str:
    """Return the page."""
    parts = [
        "# Signs of the theories",
        "",
        f"Each over {n} paired replications of the baseline, {YEARS} years, seed {SEED}, wars marked without ending a run",
        f"(`python -m tests.claims.signs {n}`). The effect is the mean difference, with its 95 % interval, in the mean of the measure",
        "over a run, in the model: of a version of the world against the world as it is, both under the theory; or of the theory",
        "against the default one. A sign that holds shows that the rule set is what its name says, not that the theory is right.",
        "[Rival theories](../discussion/rival-theories.md) tells them apart.",
    ]
    for theory in RIVALS:
        parts += ["", f"## {theory}", "", "| claim | sign | of | effect | holds |", "| --- | --- | --- | --- | --- |"]
        parts += [row(name, k, n) for name, k in SIGNS if name == theory]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(int(sys.argv[1]) if len(sys.argv) > 1 else 2000), encoding="utf-8")
