"""The compiled twin of the rules: the rulebook's plain functions, compiled by Numba as they stand.

The only file that knows the compiler. Each function of the rulebook is given a copy whose global names lead to
compiled functions; nothing is rewritten, so interpreted and compiled rules give the same bits. The one exception is
`chance`, whose unsigned arithmetic has a second body here. Compiled code is cached in a folder named by a digest of
the package's sources, because the compiler's own check misses changes in other files.
"""

import contextlib
import functools
import hashlib
import os
import pathlib
import tempfile
from types import FunctionType
from typing import Any

import numba
import numpy as np
from numba import njit

from northeastsim.engine.rules import Rules
from northeastsim.rulebook import acts, chance, decisions, drift, observe, turn

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
    """Return a digest of all that the compiled code depends on: our sources and the compiler's version."""
    digest = hashlib.sha256(f"numba {numba.__version__} numpy {np.__version__}".encode())
    package = pathlib.Path(__file__).parents[1]
    for folder in ("rulebook", "engine"):
        for path in sorted((package / folder).glob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def cache_folder() -> pathlib.Path:
    """Return where compiled code is kept: under NORTHEASTSIM_CACHE, the user's cache, or a temporary folder."""
    for base in (os.environ.get("NORTHEASTSIM_CACHE"), os.environ.get("XDG_CACHE_HOME"), "~/.cache"):
        if base:
            folder = pathlib.Path(base).expanduser() / "northeastsim" / source_digest()
            try:
                folder.mkdir(parents=True, exist_ok=True)
                probe = folder / f".probe-{os.getpid()}"
                probe.write_bytes(b"")
                probe.unlink()
                return folder
            except OSError:
                continue
    return pathlib.Path(tempfile.gettempdir()) / "northeastsim" / source_digest()


def is_warm() -> bool:
    """Return whether the compiled rules lie ready in the cache."""
    return (cache_folder() / "complete").is_file()


def is_loaded() -> bool:
    """Return whether this process has the compiled rules at hand."""
    return compiled.cache_info().currsize > 0


@functools.cache
def compiled() -> Rules:
    """Return the rules compiled, from the cache if they are there; compiling them takes about a minute."""
    setattr(numba.config, "CACHE_DIR", str(cache_folder()))  # noqa: B010 (its stubs do not know it)
    twins: dict[Any, Any] = {}
    space = dict(globals())
    for name, body in SECOND_BODIES.items():
        space[name] = twins[getattr(chance, name)] = jitted(body, space)
    entries = (
        turn.start, turn.turn, observe.observe, acts.begin, acts.new_act, turn.clear_outbox, drift.advance,
        decisions.open_decision, decisions.carry_out,
    )  # fmt: skip
    rules = Rules("compiled", np.array, *(compile_with_callees(entry, twins) for entry in entries))
    mark_warm()
    return rules


def compile_with_callees(function: Any, twins: dict[Any, Any]) -> Any:
    """Return the compiled twin of a rule, after those of the rules it calls; each is made once."""
    if function not in twins:
        space = dict(function.__globals__)
        for name in function.__code__.co_names:
            callee = space.get(name)
            if isinstance(callee, FunctionType) and callee.__module__.startswith("northeastsim."):
                space[name] = compile_with_callees(callee, twins)
        twins[function] = jitted(function, space)
    return twins[function]


def jitted(function: Any, space: dict[str, Any]) -> Any:
    """Return a compiled twin of a function, whose global names are looked up in `space`.

    Its one signature comes from its annotations: left to itself, the compiler makes a copy for every constant argument.
    """
    hints = function.__annotations__
    arguments = [NUMBA_TYPES[hints[name]] for name in function.__code__.co_varnames[: function.__code__.co_argcount]]
    signature = NUMBA_TYPES[hints["return"]](*arguments)
    twin = FunctionType(function.__code__, space, function.__name__, function.__defaults__, function.__closure__)
    twin.__module__, twin.__qualname__ = function.__module__, function.__qualname__
    return njit(signature, cache=True, error_model="python", fastmath=False, _nrt=False)(twin)  # type: ignore[call-overload]


def mark_warm() -> None:
    """Note that the cache is complete."""
    with contextlib.suppress(OSError):
        (cache_folder() / "complete").write_text("", encoding="utf-8")
