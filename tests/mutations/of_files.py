"""Mutations of what a scenario extends."""

from __future__ import annotations

import pathlib
import random
from typing import Any

from mutations.basis import filed
from small_world import SCENARIO


@filed("refused")
def circle_of_extends(rng: random.Random, folder: pathlib.Path) -> Any:
    """Files that extend one another, in a circle of any size."""
    size = rng.randint(1, 15)
    for index in range(size):
        (folder / f"circle{index}.yaml").write_text(f"format: 1\nextends: circle{(index + 1) % size}.yaml\n")
    return folder / "circle0.yaml"


@filed("refused")
def path_that_climbs(rng: random.Random, folder: pathlib.Path) -> Any:
    """A base outside the folder."""
    (folder / "below").mkdir(exist_ok=True)
    (folder / "outside.yaml").write_text(SCENARIO)
    names = [
        "../outside.yaml",
        "../below/../outside.yaml",
        str(folder / "outside.yaml"),
        "/etc/passwd",
        "~/x.yaml",
    ]
    names += [
        "./../outside.yaml",
        "..\\\\outside.yaml",
        "x/../../outside.yaml",
        "file:///etc/passwd",
        "/dev/zero",
    ]
    (folder / "below" / "climber.yaml").write_text(f'format: 1\nextends: "{rng.choice(names)}"\n')
    return folder / "below" / "climber.yaml"


@filed("refused")
def spoilt_base(rng: random.Random, folder: pathlib.Path) -> Any:
    """A base that is garbage."""
    (folder / "garbage.yaml").write_bytes(rng.randbytes(rng.randrange(100)))
    (folder / "heir.yaml").write_text("format: 1\nextends: garbage.yaml\n")
    return folder / "heir.yaml"
