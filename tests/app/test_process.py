"""The command line as a process: interrupted, piped, without colours."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import northeastsim as ne
from northeastsim.app.cli import main
from northeastsim.app.page import page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "command-line.md"


def test_an_interrupted_run_keeps_what_is_complete(process: Any, tiny: Path, tmp_path: Path) -> None:
    """Ctrl-C goes to the whole group, as a terminal sends it. So few are interpreted, not compiled first."""
    out = tmp_path / "out"
    run = process("run", tiny, "--quiet", "--replications", 500, "--workers", 1, "--out", out, "--paths", 1)
    waited = time.monotonic() + 120
    while not (out / "manifest.json").exists() and time.monotonic() < waited and run.poll() is None:
        time.sleep(0.02)
    os.killpg(run.pid, signal.SIGINT)
    _, err = run.communicate(timeout=60)

    assert run.returncode == 130, err
    assert "Traceback" not in err
    complete = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["complete"]
    assert 100 <= complete < 500
    assert f"{complete} of 500 replications" in err
    assert len(ne.open(out).runs) == complete


def test_a_pipe_closed_early_is_no_error(process: Any) -> None:
    listing = process("list", "parameters")
    assert listing.stdout is not None and listing.stderr is not None
    listing.stdout.readline()
    listing.stdout.close()

    assert listing.stderr.read() == ""
    assert listing.wait(60) == 0
    listing.stderr.close()


def test_a_run_goes_on_when_its_reader_has_gone(process: Any, tiny: Path, tmp_path: Path) -> None:
    run = process("run", tiny, "--workers", 1, "--replications", 2, "--out", tmp_path / "out")
    assert run.stdout is not None and run.stderr is not None
    run.stdout.close()

    assert run.stderr.read() == ""
    assert run.wait(120) == 0
    run.stderr.close()
    assert len(ne.open(tmp_path / "out").runs) == 2


def test_a_pipe_holds_no_colours(process: Any, tiny: Path, tmp_path: Path) -> None:
    out, err = process("run", tiny, "--workers", 1, "--out", tmp_path / "out").communicate(timeout=120)

    assert "\x1b" not in out + err
    assert "Outcomes" in out


def test_help_is_quick() -> None:
    """Under a tenth of a second here; the bound leaves room for a loaded machine."""
    began = time.monotonic()
    command = ["python", "-c", "from northeastsim.app.cli import main; raise SystemExit(main(['--help']))"]
    command[0] = os.sys.executable  # type: ignore[attr-defined]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0 and "run" in done.stdout
    assert time.monotonic() - began < 2


def test_the_reference_page_follows_the_parser() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


def test_main_returns_a_status_for_help_and_version() -> None:
    assert main(["--help"]) == main(["--version"]) == main(["run", "--help"]) == 0
