"""What stands behind a report: how the model did when it was tried, and how to get every number again."""

from __future__ import annotations

import csv
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

from northeastsim.show.blocks import Table, Text, texts
from northeastsim.show.names import flat
from northeastsim.show.outcomes import figure
from northeastsim.show.report.parts import Facts, Folded, Part, Section
from northeastsim.statement import MODES, trust
from northeastsim.version import __version__

CODE = ("Asked with", "All numbers again", "Folder", "Digest")
MISUSE = "Not for investment, not for advocacy by one run or one figure, and not for judging real people."
PROMISE = (
    "One version, scenario and seed give the same values on any machine with ordinary double precision, whichever the engine and "
    "however many the cores. Images and pages are not promised to be the same."
)


def trusting(document: Mapping[str, Any] | None, notes: Sequence[str]) -> Section:
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


@dataclass(frozen=True)
class Behind:
    """What stands behind results: the command, versions, seed, replications and digest, where and when they were made."""

    command: str
    version: str
    seed: int
    replications: str
    digest: str = ""
    ran_on: str = ""
    when: str = ""
    folder: Path | None = None
    notes: Sequence[str] = ()
    digests: Mapping[str, Any] = field(default_factory=dict)  # of rules and catalogue then

    @property
    def place(self) -> str:
        """Where the tables lie."""
        return "the results" if self.folder is None else self.folder.name


def of_manifest(manifest: Mapping[str, Any], folder: Path | None, command: str | None = None) -> Behind:
    """What a manifest says stands behind."""
    wall = manifest.get("wall", {})
    ran_on = [*(str(wall[key]) for key in ("machine", "engine") if key in wall), f"Python {wall.get('python', '?')}"]
    return Behind(
        command or str(wall.get("command", "")), str(manifest["northeastsim"]["version"]), int(manifest["seed"]),
        replications(manifest), str(manifest["digest"]), ", ".join(ran_on), str(wall.get("started", "")), folder,
        [str(note) for note in manifest["notes"]], {key: manifest[key] for key in ("rulebook", "catalogue") if key in manifest},
    )  # fmt: skip


def of_about(said: Mapping[str, Any], folder: Path) -> Behind:
    """What a description that is no manifest says stands behind."""
    return Behind(str(said["command"]), str(said["version"]), int(said["seed"]), str(said["replications"]), folder=folder)


def replications(manifest: Mapping[str, Any]) -> str:
    """How many replications stand behind it."""
    done, asked, first = (int(manifest[key]) for key in ("complete", "replications", "first"))
    kept = f"{done}" if done == asked else f"{done} of {asked} (it was interrupted)"
    return kept if not first else f"{kept}, from number {first} on"


def reproduced(behind: Behind, again: str = "") -> Section:
    """The section on how to reproduce it; `again` is the command that gets every number again and compares."""
    page = f"; this page {__version__}" if behind.version != __version__ else ""
    pairs = [
        ("Asked with", behind.command), ("All numbers again", again), ("Folder", "" if behind.folder is None else behind.folder.name),
        ("Version", f"northeastsim {behind.version}{page}"), ("Seed", str(behind.seed)), ("Replications", behind.replications),
        ("Digest", behind.digest), ("Ran on", behind.ran_on), ("When", behind.when),
    ]  # fmt: skip
    blocks: list[Part] = [Facts([(name, value) for name, value in pairs if value], CODE)]
    return Section("reproduce", [*blocks, *texts([*changed_since(behind.digests), PROMISE])])


def changed_since(digests: Mapping[str, Any]) -> list[str]:
    """What has changed in this installation since, which a story that is told anew may show."""
    from northeastsim import rulebook, scenario
    from northeastsim.study.manifest import folder_digest

    homes = {"rulebook": ("rules", Path(str(rulebook.__file__)).parent), "catalogue": ("catalogue", catalogue_of(scenario))}
    changed = [what for key, (what, home) in homes.items() if digests.get(key, "") not in ("", folder_digest(home))]
    told = f"This installation has other {' and '.join(changed)} than the run had; stories are told with its own."
    return [told] if changed else []


def catalogue_of(package: Any) -> Path:
    """Where the catalogue lies."""
    return Path(str(package.__file__)).parent / "catalogue"


def typed(words: Sequence[str]) -> str:
    """A command as one may type it."""
    return shlex.join(words)
