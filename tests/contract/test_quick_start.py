"""Importing the package and asking for help load nothing heavy, so that both answer at once."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"numpy", "pandas", "numba", "matplotlib", "pydantic", "pyarrow", "rich", "simpy", "yaml", "scipy"}
HELP = "from northeastsim.app.cli import main\ntry:\n    main({arguments})\nexcept SystemExit:\n    pass"


def loaded_by(program: str) -> set[str]:
    """Run `program` in a fresh Python and return the top-level modules it has loaded at its end."""
    text = program + "\nimport sys\nprint(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {name.partition(".")[0] for name in done.stderr.split()}


@pytest.mark.parametrize(
    "program",
    [
        "import northeastsim",
        "import northeastsim; northeastsim.__version__; dir(northeastsim)",
        HELP.format(arguments=["--help"]),
        HELP.format(arguments=["run", "--help"]),
    ],
    ids=["import", "look around", "--help", "run --help"],
)
def test_nothing_heavy_is_loaded(program: str) -> None:
    assert loaded_by(program) & HEAVY == set()


def test_every_public_name_can_be_loaded() -> None:
    """The lazy list of names and their homes agree."""
    program = "import northeastsim as ne\nfor name in ne.__all__:\n    getattr(ne, name)"

    assert "northeastsim" in loaded_by(program)


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    import northeastsim

    with pytest.raises(AttributeError, match=r"no attribute 'laod'; it has .*load"):
        _ = northeastsim.laod
