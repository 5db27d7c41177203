"""A sweep by northeastsim: the file that the command is given, which runs the whole of what a user would."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import Any

from benchmarks.sweeps.models import MOVED

HERE = Path(__file__).parent
QUIET, RIVALS, REDUCED = HERE / "quiet.yaml", HERE / "rivals.yaml", HERE.parent / "peers" / "reduced.yaml"
THREE = ("choice.audience_cost", "choice.goodwill", "choice.consideration")
TWENTY = (
    *THREE, "choice.horizon", "choice.aspiration", "choice.repetition_cost", "choice.money_weight", "choice.status_quo_bonus",
    "choice.scale_security", "choice.scale_autonomy", "choice.scale_influence", "choice.scale_prosperity",
    "security.threat_scale", "security.others_hostility", "security.conventional_offence", "influence.weight_economic",
    "influence.weight_security", "crisis.base_rate", "crisis.hostility", "crisis.deterrence",
)  # fmt: skip
TEN = (
    "security[AAA].end", "security[BBB].end", "autonomy[AAA].end", "autonomy[BBB].end", "influence[AAA,BBB].end",
    "influence[BBB,AAA].end", "alignment[AAA,BBB].end", "stability.mean", "stability.end", "crises.count",
)  # fmt: skip
ENDS = ("influence[CHN,PRK].end", "security[PRK].end", "stability.end")

Asked = tuple[Path, dict[str, Any], tuple[str, ...]]
# Of crises: the usual values, and such that a rate rises above what a run can bear.
RATES = ("crisis.base_rate", "crisis.hostility")
USUAL, TOO_HIGH = (1.0, 4.0), (20.0, 20.0)


def plausible(names: tuple[str, ...]) -> dict[str, Any]:
    """Return uncertainties over their plausible ranges."""
    return {f"parameters.{name}": "plausible" for name in names}


def ranged(ranges: dict[str, tuple[float, float]]) -> dict[str, Any]:
    """Return uncertainties over ranges of their own."""
    return {f"parameters.{name}": {"low": low, "high": high} for name, (low, high) in ranges.items()}


ASKED: dict[str, Asked] = {
    "cheap": (QUIET, plausible(THREE), ("spending[AAA].end",)),
    "wide": (RIVALS, plausible(TWENTY), TEN),
    "slow": (RIVALS, plausible(THREE), ("crises.count",)),
    "misspelt": (RIVALS, plausible((*THREE[:2], "choice.consideratoin")), ("crises.count",)),
    "fragile": (RIVALS, ranged(dict.fromkeys(RATES, (0.0, 20.0))), ("crises.count",)),
    "reduced": (REDUCED, ranged(MOVED), ENDS),
}


def written(name: str, points: int, replications: int, folder: Path) -> Path:
    """Write the file of a sweep into a folder; JSON is YAML, too."""
    scenario, uncertainties, outcomes = ASKED[name]
    design: dict[str, Any] = {"method": "latin_hypercube", "points": points, "seed": 2}
    if name == "fragile":
        design = {"method": "csv", "file": str(one_too_high(points, folder / "points.csv"))}
    sweep = {
        "format": 1, "name": f"Benchmark {name}", "scenarios": [str(scenario)], "uncertainties": uncertainties,
        "design": design, "replications": replications, "seed": 9, "outcomes": list(outcomes),
    }  # fmt: skip
    file = folder / f"{name}.yaml"
    file.write_text(json.dumps(sweep, indent=1), encoding="utf-8")
    return file


def one_too_high(points: int, file: Path) -> Path:
    """Write points of which the one in the middle has rates that are too high."""
    with file.open("w", encoding="utf-8", newline="") as text:
        rows = [TOO_HIGH if k == points // 2 else USUAL for k in range(points)]
        csv.writer(text).writerows([[f"parameters.{name}" for name in RATES], *rows])
    return file


def command(name: str, points: int, replications: int, workers: int, folder: Path) -> list[str]:
    """Return the command that sweeps a model into the folder `out` within a folder."""
    file = written(name, points, replications, folder)
    words = ["sweep", str(file), "--out", str(folder / "out"), "--workers", str(workers), "--quiet", "--yes"]
    return [sys.executable, "-m", "northeastsim.app.cli", *words]
