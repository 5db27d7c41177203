"""What workers do with a task in tests of a fleet: they take the number of its first point for the order to do something."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import numpy as np

from northeastsim.errors import RunError
from northeastsim.study.digest import Columns
from northeastsim.study.sweep.task import Task


def work(task: Task) -> Columns:
    """Return the number of the first point; die, fail or refuse where the scenario's name says so."""
    if task.scenario == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if task.scenario.startswith("die once"):
        mark = Path(task.scenario.removeprefix("die once "))
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    if task.scenario == "fail":
        raise ZeroDivisionError("over nothing")
    if task.scenario == "refuse":
        raise RunError("no")
    return {"point": np.array([task.first])}
