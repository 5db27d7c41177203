"""Whatever strikes a sweep, the same command goes on, and ends in the bytes of one that nothing happened to."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from stormy_sweep import finished, parts, started, tree, unwrapped, written


def children(process: subprocess.Popen[str]) -> list[int]:
    """The worker processes of a sweep."""
    listed = subprocess.run(["pgrep", "-P", str(process.pid), "-f", "spawn_main"], capture_output=True, text=True, check=False)
    return [int(word) for word in listed.stdout.split()]


def wait_for(process: subprocess.Popen[str], out: Path, more: int) -> bool:
    """Wait until so many more parts are there; return whether the sweep still runs."""
    wanted, end = len(parts(out)) + more, time.monotonic() + 120
    while process.poll() is None and len(parts(out)) < wanted and time.monotonic() < end:
        time.sleep(0.01)
    return process.poll() is None


def kill_parent(process: subprocess.Popen[str], chance: random.Random) -> None:
    """Kill the sweep, not its workers: they have to notice."""
    process.kill()


def kill_worker(process: subprocess.Popen[str], chance: random.Random) -> None:
    """Kill one worker; the sweep has to notice, and goes on until it is killed, too, or done."""
    if found := children(process):
        os.kill(chance.choice(found), signal.SIGKILL)
    time.sleep(chance.uniform(0.0, 1.5))
    process.kill()


def stop_politely(process: subprocess.Popen[str], chance: random.Random) -> None:
    """Ask the sweep to end, as a batch system does."""
    process.send_signal(signal.SIGTERM)


def truncate(out: Path, chance: random.Random) -> str:
    """Cut a part short; return its name, nothing where there is no part."""
    path = chance.choice(parts(out) or [None])
    if path is not None:
        path.write_bytes(path.read_bytes()[: chance.randrange(path.stat().st_size)])
    return path.name if path else ""


def flip(out: Path, chance: random.Random) -> str:
    """Flip one bit of a part; return its name, nothing where there is no part."""
    path = chance.choice(parts(out) or [None])
    if path is not None:
        content = bytearray(path.read_bytes())
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        path.write_bytes(content)
    return path.name if path else ""


def leave_half(out: Path, chance: random.Random) -> str:
    """Leave a half-written file, as one that was killed while writing does; of that nobody need hear."""
    (out / "runs").mkdir(parents=True, exist_ok=True)
    (out / "runs" / ".000001-half.parquet.77.tmp").write_bytes(b"PAR1")
    return ""


KILLS: list[Callable[[subprocess.Popen[str], random.Random], None]] = [kill_parent, kill_worker, stop_politely]
HARMS: list[Callable[[Path, random.Random], str]] = [truncate, flip, leave_half]


@pytest.mark.parametrize("storm", range(4))
def test_a_sweep_survives_a_storm(storm: int, undisturbed: Path, tmp_path: Path, full_size: bool) -> None:
    """Killed and damaged at random moments, again and again, it ends in the bytes of an undisturbed one."""
    chance = random.Random(storm)
    file, out = written(tmp_path), tmp_path / "out"
    strikes = 0
    for _ in range(25 if full_size else 3):
        process = started(file, out, workers=chance.choice([1, 2, 3]))
        if wait_for(process, out, chance.randrange(6)):
            time.sleep(chance.uniform(0.0, 0.2))
            chance.choice(KILLS)(process, chance)
            strikes += 1
        process.communicate(timeout=60)
        chance.choice(HARMS)(out, chance)
        if chance.random() < 0.2:
            shutil.rmtree(out / "runs", ignore_errors=True)  # so that a long storm does not run out of work

    harmed = [truncate(out, chance), flip(out, chance)]
    status, _, complained = finished(file, out, workers=chance.choice([1, 2, 3]))

    assert status == 0, complained
    assert all(name in complained for name in harmed)
    assert tree(out) == tree(undisturbed)
    assert strikes > 0


def test_workers_do_not_outlive_a_sweep_that_was_killed(tmp_path: Path) -> None:
    """They notice that nobody waits for them any more."""
    file, out = written(tmp_path, points=4000), tmp_path / "out"
    process = started(file, out)
    wait_for(process, out, 2)
    workers = children(process)

    process.kill()
    process.communicate(timeout=60)
    end = time.monotonic() + 20
    while time.monotonic() < end and any(Path(f"/proc/{worker}").exists() for worker in workers):
        time.sleep(0.05)

    assert workers
    assert not any(Path(f"/proc/{worker}").exists() for worker in workers)


# A file system of its own that is full soon and then grows; and, everywhere, a limit on the size of files, which refuses every part.
FULL = {
    "small": ("mount -t tmpfs -o size=120k none {small}", "mount -o remount,size=32m {small}", "no space left on device"),
    "limited": ("ulimit -S -f 3", "ulimit -S -f unlimited", "file too large"),
}


def may_mount() -> bool:
    """Whether this machine lets us mount a file system in a name space of our own."""
    return subprocess.run(["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("kind", ["small", "limited"] if may_mount() else ["limited"])
def test_a_full_disk_loses_nothing(kind: str, undisturbed: Path, tmp_path: Path) -> None:
    """Where nothing more can be written it says so and what to do; with room it goes on from what is there."""
    file, small, out = written(tmp_path), tmp_path / "small", tmp_path / "out"
    small.mkdir()
    less, more, reason = (words.format(small=small) for words in FULL[kind])
    sweep = f"{sys.executable} -m northeastsim.app.cli sweep {file} --workers 2 --yes --out {small}/out"
    script = f"""
        {less} || exit 77
        cd {tmp_path}
        {sweep} > first.txt 2> error.txt; echo $? > status.txt
        find {small}/out -name '*.tmp' > halves.txt
        ls {small}/out/runs | wc -l > kept.txt
        {more} || exit 78
        {sweep} > second.txt 2>&1 || exit 1
        cp -r {small}/out {out}
    """
    shell = ["unshare", "-rm", "sh", "-c", script] if kind == "small" else ["sh", "-c", script]

    done = subprocess.run(shell, capture_output=True, text=True, check=False, timeout=300)
    said = unwrapped((tmp_path / "error.txt").read_text())

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "status.txt").read_text().strip() == "1"
    assert re.search(f"cannot write to .*: {reason}; make room and run the same command again", said)
    assert (tmp_path / "halves.txt").read_text() == ""
    assert kind == "limited" or int((tmp_path / "kept.txt").read_text()) > 0
    assert tree(out) == tree(undisturbed)
