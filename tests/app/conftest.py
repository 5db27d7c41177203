"""A world of two states that runs in an instant, and ways to call the command line on it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from northeastsim.app.cli import main
from two_states import TINY


@dataclass(frozen=True)
class Done:
    """What a command gave."""

    status: int
    out: str
    err: str


Call = Callable[..., Done]


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """The file of a small scenario."""
    path = tmp_path / "tiny.yaml"
    path.write_text(TINY, encoding="utf-8")
    return path


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    """Return a function that runs `main` in an empty folder and returns status, stdout and stderr."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.delenv("COLUMNS", raising=False)

    def called(*words: object) -> Done:
        status = main([str(word) for word in words])
        out, err = capsys.readouterr()
        return Done(status, out, err)

    return called


def heed_interrupts() -> None:
    """Undo what a shell does to its background jobs, so that the child heeds Ctrl-C wherever the tests run."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def process(tmp_path: Path) -> Callable[..., subprocess.Popen[str]]:
    """Return a function that starts the command line as a process of its own, with no compiled rules at hand."""

    def started(*words: object) -> subprocess.Popen[str]:
        environment = {**os.environ, "NORTHEASTSIM_CACHE": str(tmp_path / "cache"), "NO_COLOR": "1"}
        command = [sys.executable, "-m", "northeastsim.app.cli", *(str(word) for word in words)]
        return subprocess.Popen(
            command,
            cwd=tmp_path,
            env=environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            preexec_fn=heed_interrupts,
        )

    return started
