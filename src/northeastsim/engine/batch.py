"""The compiled twin of the rules: plain functions of the rulebook and of the loop, compiled by Numba as they stand.

The only file that knows the compiler. Each function is given a copy whose global names lead to compiled functions;
nothing is rewritten, so interpreted and compiled rules give the same bits. The one exception is `chance`, whose unsigned
arithmetic has a second body here. Compiled code is cached in a folder named by a digest of the package's sources,
because the compiler's own check misses changes in other files.
"""

import contextlib
import functools
import hashlib
import os
import pathlib
import shutil
import tempfile
from collections.abc import Iterator
from types import FunctionType
from typing import Any

import numba
import numpy as np

from northeastsim.engine import loop
from northeastsim.engine.rules import Rules
from northeastsim.rulebook import acts, chance, decisions, drift, observe, turn

njit: Any = numba.njit  # its stubs do not know all that these two know
config: Any = numba.config

NUMBA_TYPES: dict[Any, Any] = {
    list[float]: numba.float64[::1],
    list[int]: numba.int64[::1],
    int: numba.int64,
    float: numba.float64,
    bool: numba.boolean,
    None: numba.void,
    np.uint64: numba.uint64,
}


def mix(x: np.uint64) -> np.uint64:
    """The second body of `chance.mix`."""
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


def uniform(key: int, purpose: int, subject: int, slot: int) -> float:
    """The second body of `chance.uniform`."""
    golden = np.uint64(0x9E3779B97F4A7C15)
    x = mix(np.uint64(key) ^ (np.uint64(subject) * golden + np.uint64(purpose)))
    x = mix(x + np.uint64(slot) * golden)
    return (np.float64(x >> np.uint64(12)) + 0.5) * (1.0 / 4503599627370496.0)


def derive(parent: int, purpose: int, slot: int) -> int:
    """The second body of `chance.derive`."""
    golden = np.uint64(0x9E3779B97F4A7C15)
    x = mix(mix(np.uint64(parent) * golden + np.uint64(purpose)) + np.uint64(slot) * golden)
    return np.int64(x >> np.uint64(1))  # type: ignore[return-value]


SECOND_BODIES = {"mix": mix, "uniform": uniform, "derive": derive}


def source_digest() -> str:
    """Return a digest of all that the compiled code depends on: our sources, the compiler's version and its checks."""
    made_by = f"numba {numba.__version__} numpy {np.__version__} {config.BOUNDSCHECK}"
    digest = hashlib.sha256(made_by.encode())
    package = pathlib.Path(__file__).parents[1]
    for folder in ("rulebook", "engine"):
        for path in sorted((package / folder).glob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@functools.cache
def cache_folder() -> pathlib.Path | None:
    """Return where compiled code is kept: under NORTHEASTSIM_CACHE, the user's cache, or a temporary folder.

    None where nothing can be written: the rules are then compiled anew by every process.
    """
    for base in (os.environ.get("NORTHEASTSIM_CACHE"), os.environ.get("XDG_CACHE_HOME"), "~/.cache", None):
        with contextlib.suppress(OSError, RuntimeError):
            above = pathlib.Path(base).expanduser() if base else pathlib.Path(tempfile.gettempdir())
            folder = above / "northeastsim" / source_digest()
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                return folder
    return None


def is_warm() -> bool:
    """Return whether the compiled loop lies ready in the cache."""
    folder = cache_folder()
    return folder is not None and (folder / "complete").is_file()


def is_loaded() -> bool:
    """Return whether this process has the compiled loop at hand."""
    return compiled_loop.cache_info().currsize > 0


@functools.cache
def compiled_loop() -> Any:
    """Return `loop.run` compiled, from the cache if it is there; compiling it takes the better part of a minute."""
    compiled_run = entry(loop.run)
    folder = cache_folder()
    if folder is not None:
        with contextlib.suppress(OSError):
            (folder / "complete").write_text("", encoding="utf-8")
    return compiled_run


@functools.cache
def compiled() -> Rules:
    """Return the rules compiled one by one, for a `World` on SimPy."""
    entries = (
        turn.start, turn.turn, observe.observe, acts.begin, acts.new_act, turn.clear_outbox, drift.advance,
        decisions.open_decision, decisions.carry_out,
    )  # fmt: skip
    return Rules("compiled", np.array, *(entry(each) for each in entries))


def entry(function: Any) -> Any:
    """Return the compiled twin of a function that is called from outside.

    What the cache holds has all that the function calls inside it, so that this is tried before any of that is compiled;
    a cache that cannot be read is thrown away.
    """
    folder = cache_folder()
    with cached_in(folder):
        if folder is not None:
            try:
                return jitted(function, function.__globals__, cache=True, nogil=True)
            except numba.core.errors.NumbaError:
                pass  # not there: it would have to be compiled, and knows only what is not compiled yet
            except Exception:  # noqa: BLE001 (a broken file can raise anything)
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir(parents=True, exist_ok=True)
        space = compiled_callees(function)
        return jitted(function, space, cache=folder is not None, nogil=True)


@contextlib.contextmanager
def cached_in(folder: pathlib.Path | None) -> Iterator[None]:
    """Let the compiler keep what it makes in a folder, and only for us."""
    before = config.CACHE_DIR
    config.CACHE_DIR = str(folder or "")
    try:
        yield
    finally:
        config.CACHE_DIR = before


def compiled_callees(function: Any) -> dict[str, Any]:
    """Return a function's global names, those of ours leading to compiled twins."""
    space = dict(function.__globals__)
    for name in function.__code__.co_names:
        callee = space.get(name)
        if isinstance(callee, FunctionType) and callee.__module__.startswith("northeastsim."):
            space[name] = twin(callee)
    return space


@functools.cache
def twin(function: Any) -> Any:
    """Return the compiled twin of a function that only compiled ones call, after those of what it calls itself."""
    if function.__module__ == chance.__name__ and function.__name__ in SECOND_BODIES:
        function = SECOND_BODIES[function.__name__]
    return jitted(function, compiled_callees(function), no_cpython_wrapper=True, no_cfunc_wrapper=True)


def jitted(function: Any, space: dict[str, Any], **options: Any) -> Any:
    """Return a compiled twin of a function, whose global names are looked up in `space`.

    Its one signature comes from its annotations: left to itself, the compiler makes a copy for every constant argument.
    Arrays are counted by nobody while it runs (`_nrt`): whoever calls it from Python holds them.
    """
    hints = function.__annotations__
    arguments = [NUMBA_TYPES[hints[name]] for name in function.__code__.co_varnames[: function.__code__.co_argcount]]
    signature = NUMBA_TYPES[hints["return"]](*arguments)
    twin = FunctionType(function.__code__, space, function.__name__, function.__defaults__, function.__closure__)
    twin.__module__, twin.__qualname__ = function.__module__, function.__qualname__
    return njit(signature, error_model="python", fastmath=False, _nrt=False, **options)(twin)
