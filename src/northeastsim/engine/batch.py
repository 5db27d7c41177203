"""The compiled twin of the rules: the rulebook's plain functions, compiled by Numba as they stand.

The only file that knows the compiler. Each function of the rulebook is given a copy whose global names lead to
compiled functions; nothing is rewritten, so interpreted and compiled rules give the same bits. The one exception is
`chance`, whose unsigned arithmetic has a second body here. Compiled code is cached in a folder named by a digest of
the package's sources, because the compiler's own check misses changes in other files.
"""

import functools
import hashlib
import os
import pathlib
import tempfile
from types import FunctionType, ModuleType
from typing import Any

import numba
import numpy as np
from numba import njit

from northeastsim.engine.rules import Rules
from northeastsim.rulebook import (
    acts,
    agenda,
    arithmetic,
    budgets,
    chance,
    conditions,
    decisions,
    drift,
    effects,
    expect,
    observe,
    production,
    scores,
    streams,
    turn,
)

# In the order in which they import each other.
MODULES: tuple[ModuleType, ...] = (
    arithmetic, chance, agenda, scores, drift, conditions, effects, expect, production, acts, streams, budgets,
    decisions, observe, turn,
)  # fmt: skip


def mix(x: Any) -> Any:
    """The second body of `chance.mix`."""
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


def run_key(seed: Any, replication: Any) -> Any:
    """The second body of `chance.run_key`."""
    golden = np.uint64(0x9E3779B97F4A7C15)
    x = mix(mix(np.uint64(seed) + golden) + np.uint64(replication) * golden)
    return np.int64(x >> np.uint64(1))


def uniform(key: Any, purpose: Any, subject: Any, slot: Any) -> Any:
    """The second body of `chance.uniform`."""
    golden = np.uint64(0x9E3779B97F4A7C15)
    x = mix(np.uint64(key) ^ (np.uint64(subject) * golden + np.uint64(purpose)))
    x = mix(x + np.uint64(slot) * golden)
    return (np.float64(x >> np.uint64(12)) + 0.5) * (1.0 / 4503599627370496.0)


def derive(parent: Any, purpose: Any, slot: Any) -> Any:
    """The second body of `chance.derive`."""
    golden = np.uint64(0x9E3779B97F4A7C15)
    x = mix(mix(np.uint64(parent) * golden + np.uint64(purpose)) + np.uint64(slot) * golden)
    return np.int64(x >> np.uint64(1))


SECOND_BODIES = {"mix": mix, "run_key": run_key, "uniform": uniform, "derive": derive}


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


@functools.cache
def compiled() -> Rules:
    """Return the rules compiled, from the cache if they are there; compiling them takes about half a minute."""
    numba.config.CACHE_DIR = str(cache_folder())
    spaces = {module.__name__: dict(module.__dict__) for module in MODULES}
    second = {name: jitted(body, dict(globals())) for name, body in SECOND_BODIES.items()}
    for twin in second.values():
        twin.py_func.__globals__.update(second)
    twins: dict[Any, Any] = {getattr(chance, name): twin for name, twin in second.items()}
    for module in MODULES:
        for function in module.__dict__.values():
            if isinstance(function, FunctionType) and function.__module__ == module.__name__ and function not in twins:
                twins[function] = jitted(function, spaces[module.__name__])
    for space in spaces.values():
        space.update({name: twins[f] for name, f in space.items() if isinstance(f, FunctionType) and f in twins})
    return Rules(
        "compiled",
        np.array,
        twins[turn.start],
        twins[turn.turn],
        twins[observe.observe],
        twins[acts.begin],
        twins[acts.new_act],
        twins[turn.clear_outbox],
        twins[drift.advance],
    )


def jitted(function: Any, space: dict[str, Any]) -> Any:
    """Return a compiled twin of a function, whose global names are looked up in `space`."""
    twin = FunctionType(function.__code__, space, function.__name__, function.__defaults__, function.__closure__)
    twin.__module__, twin.__qualname__ = function.__module__, function.__qualname__
    return njit(cache=True, error_model="python", fastmath=False)(twin)


def mark_warm() -> None:
    """Note that the cache is complete, after a first run has compiled everything it needs."""
    try:
        (cache_folder() / "complete").write_text("", encoding="utf-8")
    except OSError:
        pass
