"""The architecture is a test: who may import what, inside functions as well as at the top of a file."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "northeastsim"

# A library, and the place (a folder, or a file that may grow into one) that knows it; two where points are drawn and analysed.
OWNERS = {
    "yaml": "scenario",
    "simpy": "engine/single",
    "numba": "engine/batch",
    "llvmlite": "engine/batch",
    "matplotlib": "show",
    "mpl_toolkits": "show",
    "seaborn": "show",
    "plotly": "show",
    "altair": "show",
    "jinja2": "show",
    "SALib": ("analysis", "study/sweep"),
    "scipy": ("analysis", "study/sweep", "study/lead_times.py"),
    "sklearn": "analysis",
    "ema_workbench": "analysis",
    "scoringrules": "analysis",
}
ANNOTATIONS = {"__future__", "typing", "collections.abc"}  # words for types, allowed on every floor
IMPORTERS = {"import_module", "__import__"}


class Import(NamedTuple):
    """One import of one module by one file."""

    file: str  # inside the package, such as show/charts.py
    line: int
    name: str  # in full; `from a import b` is a.b, since b may be a module


def imports(text: str, file: str) -> Iterator[Import]:
    """Yield all that the source `text` of `file` imports, at the top, in functions, in classes.

    `import_module("a")` and `__import__("a")` count. What only a type checker reads does not.
    """
    package = ("northeastsim", *Path(file).parent.parts)
    yield from (Import(file, line, name) for line, name in _imports(ast.parse(text), package))


def _imports(node: ast.AST, package: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    children = ast.iter_child_nodes(node)
    match node:
        case ast.Import():
            yield from ((node.lineno, alias.name) for alias in node.names)
        case ast.ImportFrom():
            above = package[: len(package) - node.level + 1] if node.level else ()
            origin = ".".join([*above, *filter(None, [node.module])])
            yield from ((node.lineno, f"{origin}.{alias.name}") for alias in node.names)
        case ast.Call(args=[ast.Constant(value=str(name)), *_]) if _word(node.func) in IMPORTERS:
            yield node.lineno, name
        case ast.If() if _word(node.test) == "TYPE_CHECKING":
            children = iter(node.orelse)
    for child in children:
        yield from _imports(child, package)


def _word(node: ast.expr) -> str:
    return ast.unparse(node).rpartition(".")[2]


def found(folder: str = "") -> list[Import]:
    """Return every import by the files under `folder` of the package."""
    files = {path.relative_to(PACKAGE).as_posix(): path for path in sorted(PACKAGE.rglob("*.py"))}
    texts = {file: path.read_text(encoding="utf-8") for file, path in files.items() if is_under(file, folder)}
    return [one for file, text in texts.items() for one in imports(text, file)]


def is_under(file: str, folder: str) -> bool:
    """Return whether `file` is `folder` itself, `folder`.py, or lies in it; everything lies in ''."""
    return folder in ("", file, file.removesuffix(".py")) or file.startswith(f"{folder}/")


def is_of(name: str, *packages: str) -> bool:
    """Return whether the module `name` is one of `packages` or inside one."""
    return any(f"{name}.".startswith(f"{package}.") for package in packages)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("import a.b as c, d", ["a.b", "d"]),
        ("from a import b", ["a.b"]),
        ("from . import b", ["northeastsim.show.b"]),
        ("from ..study.store import c", ["northeastsim.study.store.c"]),
        ("def f():\n    import a", ["a"]),
        ("class C:\n    def f(self):\n        if x:\n            from a.b import c", ["a.b.c"]),
        ("import importlib\nimportlib.import_module('a')", ["importlib", "a"]),
        ("m = __import__('a')", ["a"]),
        ("if TYPE_CHECKING:\n    import a\nelse:\n    import b", ["b"]),
    ],
)
def test_an_import_is_seen_wherever_it_stands(text: str, expected: list[str]) -> None:
    assert [one.name for one in imports(text, "show/charts.py")] == expected


def test_the_floors_of_pyproject_hold() -> None:
    """import-linter runs the contracts of pyproject.toml: the floors, and analysis apart."""
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    command = [sys.executable, "-c", program, "--no-cache"]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


def test_the_rulebook_imports_only_numpy_and_math() -> None:
    allowed = ("northeastsim.rulebook", "numpy", "math", *ANNOTATIONS)

    assert [one for one in found("rulebook") if not is_of(one.name, *allowed)] == []


@pytest.mark.parametrize("folder", ["analysis", "errors", "statement", "version"])
def test_what_stands_apart_imports_nothing_of_ours(folder: str) -> None:
    ours = [one for one in found(folder) if is_of(one.name, "northeastsim")]

    assert [one for one in ours if not is_of(one.name, f"northeastsim.{folder}")] == []


@pytest.mark.parametrize("library", sorted(OWNERS))
def test_a_library_is_known_in_one_place(library: str) -> None:
    users = [one for one in found() if is_of(one.name, library)]

    owners = OWNERS[library] if isinstance(OWNERS[library], tuple) else (OWNERS[library],)

    assert [one for one in users if not any(is_under(one.file, owner) for owner in owners)] == []


def test_nothing_inside_imports_the_package_itself() -> None:
    """Else every module would stand in one circle; what all need has a home of its own."""
    homes = [f"northeastsim.{path.stem}" for path in PACKAGE.iterdir() if path.stem != "__init__"]
    ours = [one for one in found() if is_of(one.name, "northeastsim")]

    assert [one for one in ours if not is_of(one.name, *homes)] == []
