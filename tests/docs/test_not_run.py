"""What pages show and the tests do not run is named here with a reason, and checked as far as it can be without running it.

Python and calls of northeastsim in console blocks are run (`test_pages.py`); these are all others: commands of other programs,
commands in blocks that are not `console`, commands in the text, fragments of YAML that are no file of their own.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from northeastsim.app.parser import parser
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import loads

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^( *)(```+|~~~+)([^\n`]*)\n(.*?)^\1\2 *$", re.MULTILINE | re.DOTALL)
INDENTED = re.compile(r"(?:\A|\n)\n((?: {4}|\t)\S[^\n]*)")
INLINE = re.compile(r"`(northeastsim [^`]+)`")
SHELLS = ("sh", "bash", "shell", "zsh")
RUN = ("python", "console", "yaml")
DATA = ("", "text", "json", "csv", "html")  # blocks of these show what comes out, formulas, files
PROGRAM = re.compile(r"\$ |#!|(?:python3?|pip|uv|apt|git|dask|srun|exec|export|source|northeastsim|\.venv/\S+|\.ci/\S+)(?: |$)")
ELSEWHERE = "casebook.md"  # tests/casebook holds the model to each of its blocks
NOT_RUN = {
    "#!/bin/bash": "a script for a cluster",
    "dask ": "a cluster; tests/storm/test_cluster.py runs one on this machine",
    "srun ": "a cluster's own program",
    "exec northeastsim sweep hold.yaml": "in a script for a cluster",
    "export ": "a shell's own; sets where Dask finds its keys",
    "northeastsim sweep hold.yaml --out hold --dask": "a cluster",
    "northeastsim doctor --compile": "compiles; tests/app/test_looking.py runs the command",
    "northeastsim compare baseline_2026 s400_transfer": "a minute of runs; a smaller one is run on the same page",
    "northeastsim show payoff CHN >": "the shell writes the file; the test below reads the command",
    "$ northeastsim sensitivity hold": "needs a sweep of 400 points; tests/app runs it on a small one",
    "northeastsim teach s400_transfer": "two minutes of runs; a smaller one is run in docs/how-to/make-a-teaching-page.md",
    "pip install": "needs the network",
    "python -m benchmarks.page": "half an hour; tests/docs/test_performance.py holds the page to its figures",
    "python -m docs._teaching pack": "writes sheets to print, which a test makes anew and prints",
    "python -m docs._trust": "hours; tests/docs/test_trust.py holds the page to its figures",
    "python -m northeastsim.study.calibrate": "hours; its units are tested",
    "python -m northeastsim.study.history.calibration": "hours; tests/docs/test_trust.py runs it small",
    "python -m northeastsim.scenario.region": "writes docs/data.md, which a test holds to it",
    "python -m pytest tests/verification": "these are tests",
    "python -m tests.verification.table": "writes a page, which a test holds to it",
    ".venv/bin/python -m pytest tests/baseline --renew": "would write the baselines anew",
    "python3 run_sim.py": "sets up an environment from the network; then it is `northeastsim run`",
    "source .venv/bin/activate": "a shell's own",
}


def name(page: Path) -> str:
    """Return a page's path from the root."""
    return page.relative_to(ROOT).as_posix()


def commands(text: str) -> Iterator[str]:
    """Yield the commands that a page shows in blocks and `test_pages.py` does not run."""
    for _, _, kind, body in BLOCK.findall(text):
        for line in body.replace("\\\n", " ").splitlines():
            if kind == "console":
                if line.startswith("$ ") and not line.startswith("$ northeastsim "):
                    yield line[2:]
            elif kind in SHELLS and line.strip() and not line.startswith("# ") or kind in DATA and PROGRAM.match(line):
                yield line
    yield from (line.strip() for line in INDENTED.findall(BLOCK.sub("", text)))


def fragments(text: str) -> list[str]:
    """Return the YAML on a page that is no file of its own."""
    return [body for _, _, kind, body in BLOCK.findall(text) if kind == "yaml" and not re.match(r"# \w+\.yaml", body)]


def told(text: str) -> list[str]:
    """Return the calls of northeastsim in a page's text, and in its blocks that are not run."""
    shown = [line.removeprefix("$ ") for line in commands(text)]
    found = [*INLINE.findall(BLOCK.sub("", text)), *(line for line in shown if line.startswith("northeastsim "))]
    return [re.split(r" [|>#] ?", " ".join(call.split()))[0].strip() for call in found]


SHOWN = {name(page): page.read_text(encoding="utf-8") for page in PAGES}
CALLS = sorted({call for text in SHOWN.values() for call in told(text)})
FRAGMENTS = [(page, body) for page, text in SHOWN.items() if ELSEWHERE not in page for body in fragments(text)]


def test_what_is_not_run_has_its_reason() -> None:
    """A command of another program, or in another kind of block, is an error until it stands above."""
    lines = [(page, line) for page, text in SHOWN.items() for line in commands(text)]

    assert [one for one in lines if not one[1].startswith(tuple(NOT_RUN))] == []
    assert [prefix for prefix in NOT_RUN if not any(line.startswith(prefix) for _, line in lines)] == []


def test_every_block_says_what_it_is() -> None:
    """So that none escapes under another name, such as `py` or `pycon`."""
    kinds = {(page, kind) for page, text in SHOWN.items() for _, _, kind, _ in BLOCK.findall(text)}

    assert [one for one in kinds if one[1] not in (*RUN, *SHELLS, *DATA)] == []


@pytest.mark.parametrize("call", CALLS)
def test_calls_in_the_text_are_understood(call: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The parser knows every word of them; what a command cannot do without may be left out where it is only named."""
    try:
        parser().parse_args(shlex.split(call)[1:])
    except SystemExit as end:
        assert not end.code or "arguments are required" in capsys.readouterr().err


@pytest.mark.parametrize(("page", "fragment"), FRAGMENTS, ids=[page for page, _ in FRAGMENTS])
def test_fragments_fit_a_scenario(page: str, fragment: str) -> None:
    """Laid over the scenario that the pages speak of, they pass every check."""
    lacking = [line for line in ("format: 1", "extends: s400_transfer") if line.split()[0] not in fragment]
    whole = "\n".join([*lacking, fragment])

    assert loads(whole, catalogue=catalogue(), file=page).document["format"] == 1


def test_what_escapes_is_found() -> None:
    page = "```sh\nrm x\n# why\n```\n```text\npip install \\\n  y\n0.4 of runs\n```\n"
    page += "```console\n$ ls\n$ northeastsim list\nout\n```\n\n    z\n"

    assert [" ".join(line.split()) for line in commands(page)] == ["rm x", "pip install y", "ls", "z"]
    assert told("`northeastsim list\nsystems | cut -f 1`") == ["northeastsim list systems"]
