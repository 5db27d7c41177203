"""What is shipped: the set-up needs only Python, versions carry no address, and a wheel holds all data."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CONSTRAINTS = (ROOT / "constraints.txt").read_text(encoding="utf-8")
ENTRY = re.compile(r"^[a-z0-9-]+==[0-9][\w.]*( ; .+)?$")


@pytest.mark.parametrize("file", ["setup_env.py", "run_sim.py"])
def test_the_set_up_needs_only_python(file: str) -> None:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    imports = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]

    assert {name.partition(".")[0] for name in imports} <= {"setup_env", *sys.stdlib_module_names}


def test_every_constraint_is_a_name_and_a_version() -> None:
    """Pins carry no address, so that every installer asks whom its user told it to ask."""
    strange = [line for line in CONSTRAINTS.splitlines() if not ENTRY.match(line)]

    assert strange == []


def test_every_dependency_is_pinned() -> None:
    extras = PROJECT["optional-dependencies"].values()
    declared = {re.split(r"[<>=\[ ;]", line)[0] for line in sum(extras, PROJECT["dependencies"])}

    assert declared <= {line.split("==")[0] for line in CONSTRAINTS.splitlines()}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from the checkout, unpack it and return the folder."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as archive:
        archive.extractall(folder / "unpacked")
    return folder / "unpacked"


def test_a_wheel_holds_all_data_and_the_scenarios(wheel: Path) -> None:
    data = [path.relative_to(ROOT / "src") for path in (ROOT / "src").rglob("*") if is_data(path)]
    scenarios = ["northeastsim" / path.relative_to(ROOT) for path in (ROOT / "scenarios").rglob("*.yaml")]

    assert scenarios
    assert [str(path) for path in [*data, *scenarios] if not (wheel / path).is_file()] == []


def is_data(path: Path) -> bool:
    """Return whether `path` is shipped data or a marker, and not source or compiled."""
    return path.suffix in (".yaml", ".csv", ".json", ".typed", ".jinja", ".css", ".js", ".html")


def test_a_wheel_works_away_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    program = "from northeastsim.app.cli import main; raise SystemExit(main(['list', 'scenarios']))"
    environment = {"PYTHONPATH": str(wheel), "PATH": "", "NO_COLOR": "1"}

    command = [sys.executable, "-c", program]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert "s400_transfer" in done.stdout
