"""What the documentation shows is executed: Python blocks, and calls of northeastsim in console blocks.

The blocks of a page run in order, in one process of the page's own and a folder that holds only the scenarios: first
those of Python, which share their names, then the calls. YAML blocks that begin with `# NAME.yaml` are that file, those of
one name its parts in order; it is there before anything runs. Output shown below a command is prose: it is not compared.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(python|console|yaml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CALL = re.compile(r"^\$ northeastsim (.*)$", re.MULTILINE)
FILE = re.compile(r"^# (\w+\.yaml)(?:,[^\n]*)?\n(.*)", re.DOTALL)
CLI = """
from northeastsim.app.cli import main as call
if status := call({arguments!r}):
    raise SystemExit({failed!r} + str(status))
"""


def program(text: str) -> str:
    """Return a page's Python blocks, then each call in its console blocks, as one program that ends where one fails."""
    blocks = BLOCK.findall(text)
    python = [body for kind, body in blocks if kind == "python"]
    calls = [call for kind, body in blocks if kind == "console" for call in CALL.findall(body)]
    return "\n".join([*python, *(CLI.format(arguments=shlex.split(call, comments=True), failed=f"{call}: ") for call in calls)])


def files(text: str) -> dict[str, str]:
    """Return the files that a page shows, by name."""
    found: dict[str, str] = {}
    for kind, body in BLOCK.findall(text):
        if kind == "yaml" and (part := FILE.match(body)):
            found[part[1]] = found.get(part[1], "") + part[2]
    return found


def name(page: Path) -> str:
    """Return a page's path from the root."""
    return page.relative_to(ROOT).as_posix()


def test_blocks_and_calls_are_found() -> None:
    page = "x\n```python\na = 1\n```\n```python\nb = a\n```\n"
    page += "```console\n$ northeastsim run  # why\nhello\n```\n"

    assert program(page) == "a = 1\n\nb = a\n\n" + CLI.format(arguments=["run"], failed="run  # why: ")


def test_parts_of_a_file_are_put_together() -> None:
    page = "```yaml\n# mine.yaml\na: 1\n```\n```yaml\nevents: []\n```\n```yaml\n# mine.yaml, its end\nb: 2\n```\n"

    assert files(page) == {"mine.yaml": "a: 1\nb: 2\n"}
    assert program(page) == ""


@pytest.mark.parametrize("page", [page for page in PAGES if program(page.read_text(encoding="utf-8"))], ids=name)
def test_what_a_page_shows_works(page: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "scenarios", tmp_path / "scenarios")
    shown = page.read_text(encoding="utf-8")
    for name, text in files(shown).items():
        (tmp_path / name).write_text(text, encoding="utf-8")

    done = subprocess.run(
        [sys.executable, "-c", program(shown)], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("block", ["python\nraise ValueError", "console\n$ northeastsim validate none.yaml"])
def test_a_block_that_fails_fails_its_page(block: str, tmp_path: Path) -> None:
    page = f"```{block}\n```\n```console\n$ northeastsim --version\n```\n"
    done = subprocess.run([sys.executable, "-c", program(page)], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.returncode != 0 and "northeastsim 0" not in done.stdout
