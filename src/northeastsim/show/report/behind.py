"""What stands behind a report: how the model did when it was tried, and how to get every number again."""

from __future__ import annotations

import csv
import shlex
from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from northeastsim.show.blocks import Table, Text
from northeastsim.show.difference import flat
from northeastsim.show.outcomes import figure
from northeastsim.show.report.parts import Facts, Folded, Part, Section
from northeastsim.statement import MODES, trust
from northeastsim.version import __version__

CODE = ("Asked with", "All numbers again", "Folder", "Digest")
MISUSE = "Not for investment, not for advocacy by one run or one figure, and not for judging real people."


def trusted(document: Mapping[str, Any] | None, notes: Sequence[str]) -> Section:
    """The section on how far to trust it: the verdict, what the scenario says that it cannot tell, what was noted."""
    cannot = flat((document or {}).get("cannot_tell"))
    blocks: list[Part] = [Text(line) for line in trust()]
    blocks += [Text(f"What this cannot tell: {cannot}")] if cannot else []
    blocks += [Text(f"Note: {note}") for note in notes] + [Text(MISUSE)]
    return Section("trust", [*blocks, Folded("The verdict, target by target", [verdicts()])])


def verdicts() -> Table:
    """How the model did against the best simple rule, by target."""
    text = resources.files("northeastsim").joinpath("verdict.csv").read_text(encoding="utf-8")
    rows = [
        [row["target"].replace("_", " "), MODES[row["mode"]], row["verdict"], row["best"],
         *(figure(float(row[name]), 2, signed=True) for name in ("skill", "low", "high")), row["n"]]
        for row in csv.DictReader(text.splitlines())
    ]  # fmt: skip
    columns = ("target", "told", "verdict", "best rule", "skill", "low", "high", "n")
    caption = (
        "Skill against the best simple rule on years that the model was not given, with its 95 % interval: 1 is without error, 0 as "
        "good as the rule, below 0 worse; n: series times years"
    )
    return Table(columns, rows, ("skill", "low", "high", "n"), caption=caption)


def reproduced(manifest: Mapping[str, Any], folder: Path | None, command: str | None, again: Sequence[str]) -> Section:
    """The section on how to reproduce it: the command, versions, seed and digest, and `again`, what gets every number again."""
    ours, wall = manifest["northeastsim"], manifest.get("wall", {})
    pairs = [
        ("Asked with", command or ""),
        ("All numbers again", "; ".join(again)),
        ("Folder", "" if folder is None else folder.name),
        ("Version", f"northeastsim {ours['version']}" + (f"; this page {__version__}" if ours["version"] != __version__ else "")),
        ("Seed", str(manifest["seed"])),
        ("Replications", replications(manifest)),
        ("Digest", str(manifest["digest"])),
        ("Ran on", ", ".join(str(wall[key]) for key in ("machine", "engine") if key in wall) + f", Python {wall.get('python', '?')}"),
        ("When", str(wall.get("started", ""))),
    ]
    blocks: list[Part] = [Facts([(name, value) for name, value in pairs if value], CODE)]
    blocks += [Text(line) for line in changed_since(manifest)]
    promise = (
        "One version, scenario and seed give the same values on any machine with ordinary double precision, whichever the engine and "
        "however many the cores. Images and pages are not promised to be the same."
    )
    return Section("reproduce", [*blocks, Text(promise)])


def replications(manifest: Mapping[str, Any]) -> str:
    """How many replications stand behind it."""
    done, asked, first = (int(manifest[key]) for key in ("complete", "replications", "first"))
    kept = f"{done}" if done == asked else f"{done} of {asked} (it was interrupted)"
    return kept if not first else f"{kept}, from number {first} on"


def changed_since(manifest: Mapping[str, Any]) -> list[str]:
    """What has changed in this installation since, which a story that is told anew may show."""
    from northeastsim import rulebook, scenario
    from northeastsim.study.manifest import folder_digest

    homes = {"rulebook": ("rules", Path(str(rulebook.__file__)).parent), "catalogue": ("catalogue", catalogue_of(scenario))}
    changed = [what for key, (what, home) in homes.items() if key in manifest and manifest[key] != folder_digest(home)]
    told = f"Since then the {' and the '.join(changed)} of this installation have changed; stories are told with the new ones."
    return [told] if changed else []


def catalogue_of(package: Any) -> Path:
    """Where the catalogue lies."""
    return Path(str(package.__file__)).parent / "catalogue"


def typed(words: Sequence[str]) -> str:
    """A command as one may type it."""
    return shlex.join(words)
