"""What was run, as the manifest says it: enough to run it again, and to know what else has changed."""

from __future__ import annotations

import datetime
import hashlib
import json
import platform
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from northeastsim import rulebook, scenario
from northeastsim.errors import Problem, ScenarioError
from northeastsim.scenario.load import Resolved
from northeastsim.statement import FULL
from northeastsim.study.columns import VERSION
from northeastsim.study.digest import of_data
from northeastsim.study.parts import write_whole
from northeastsim.version import __version__

NAME = "manifest.json"
OURS = "northeastsim"
NEEDED = ("scenario", "seed", "first", "replications", "complete", "tables", "digest", "processes", "notes", "wall")
PROMISED = ("runs", "scores", "events", "impulses")


def described(resolved: Resolved, **settings: Any) -> dict[str, Any]:
    """Return the part of a manifest that is known before the run."""
    return {
        **ours(),
        "scenario": {
            "name": resolved.document.get("name"),
            "variant": resolved.variant or None,
            "bases": list(resolved.bases),
            "document": resolved.document,
        },
        "parameters": of_data(resolved.parameters),
        "catalogue": folder_digest(Path(str(scenario.__file__)).parent / "catalogue"),
        "rulebook": folder_digest(Path(str(rulebook.__file__)).parent),
        **settings,
        "complete": 0,
        **unwritten(),
    }


def of_analysis(name: str, seed: int, replications: int) -> dict[str, Any]:
    """Return the part of a manifest that is known of what was made of many scenarios' runs, none of which it can run again."""
    asked = {"seed": seed, "first": 0, "replications": replications, "complete": replications, "processes": []}
    return {**ours(), "scenario": {"name": name}, **asked, **unwritten()}


def ours() -> dict[str, Any]:
    """Return what every manifest of ours begins with."""
    return {OURS: {"version": __version__, "tables": VERSION}, "statement": FULL}


def unwritten() -> dict[str, Any]:
    """Return what is filled in when tables are written, and where and when that is."""
    wall = {
        "started": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}",
    }
    return {"tables": {}, "digest": "", "notes": [], "wall": wall}


def folder_digest(folder: Path) -> str:
    """Return a digest of the names and contents of a folder's source and data files."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".py", ".yaml", ".csv"):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def overall(tables: Mapping[str, Any]) -> str:
    """Return the digest over the tables whose values are promised."""
    return of_data([[name, tables[name]["digest"]] for name in PROMISED if name in tables])


def write(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Write a manifest into a folder."""
    text = json.dumps(manifest, indent=1, ensure_ascii=False, default=str) + "\n"
    write_whole(folder / NAME, text.encode())


def read(folder: Path) -> dict[str, Any]:
    """Return a folder's manifest; raises ScenarioError where there is none of ours."""
    try:
        manifest = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except FileNotFoundError:
        there = folder.is_dir()
        what = "holds no manifest.json: no run was stored here" if there else "there is no such folder"
        raise ScenarioError([Problem(str(folder), None, None, "", what)]) from None
    except (OSError, ValueError) as error:
        message = f"cannot be read: {error}"
        raise ScenarioError([Problem(str(folder / NAME), None, None, "", message)]) from None
    if not isinstance(manifest, dict) or OURS not in manifest:
        message = "is not a manifest of northeastsim"
        raise ScenarioError([Problem(str(folder / NAME), None, None, "", message)])
    if "sweep" in manifest:
        message = "holds a sweep and no run: northeastsim sensitivity DIR, or open_sweep(DIR) in Python"
        raise ScenarioError([Problem(str(folder), None, None, "", message)])
    missing = [Problem(str(folder / NAME), None, None, key, "is missing") for key in NEEDED if key not in manifest]
    if missing:
        raise ScenarioError(missing)
    return manifest


def is_ours(folder: Path) -> bool:
    """Return whether a folder holds a manifest of ours."""
    try:
        read(folder)
    except ScenarioError:
        return False
    return True
