"""The compiled twin of the rules: plain functions of the rulebook and of the loop, compiled by Numba as they stand.

The only file that knows the compiler. Each function is given a copy whose global names lead to compiled functions;
nothing is rewritten, so interpreted and compiled rules give the same bits. The exceptions are `chance`, whose unsigned
arithmetic has a second body here, and the power of two in `exp`. Compiled code is cached in a folder named by a digest of
the package's sources, because the compiler's own check misses changes in other files.
"""

import contextlib
import functools
import hashlib
import os
import pathlib
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator, MutableSequence
from contextlib import AbstractContextManager
from types import FunctionType
from typing import Any

import llvmlite.binding as llvm
import numba
import numba.core.boxing
import numba.extending
import numpy as np
from numba.core import codegen, types
from numba.np import arrayobj

from northeastsim.engine import loop
from northeastsim.engine.rules import Rules
from northeastsim.rulebook import acts, arithmetic, chance, decisions, drift, observe, turn

njit: Any = numba.njit  # its stubs do not know all that these know
config: Any = numba.config
pointer: Any = types.CPointer
extending: Any = numba.extending

# The state is handed on as bare addresses: an array is seven words, which every call would put on the stack for each of
# x, m and t. Where every index is to be checked (`NUMBA_BOUNDSCHECK=1`) its length must be known.
CHECKED = bool(config.BOUNDSCHECK)
NUMBA_TYPES: dict[Any, Any] = {
    list[float]: numba.float64[::1] if CHECKED else pointer(numba.float64),
    list[int]: numba.int64[::1] if CHECKED else pointer(numba.int64),
    MutableSequence[float]: numba.float64[::1],  # those whose length is asked for
    MutableSequence[int]: numba.int64[::1],
    int: numba.int64,
    float: numba.float64,
    bool: numba.boolean,
    None: numba.void,
    np.uint64: numba.uint64,
}


def address_of(wanted: Any, array: Any, c: Any) -> Any:
    """Let a function that wants an address be given an array, which its caller holds meanwhile.

    NOTE: this holds for all compiled functions of this process that want one, and of an array only the size of its numbers is
    checked, not their kind.
    """
    kind = wanted.dtype[::1]
    found = numba.core.boxing.unbox_array(kind, array, c)
    data = c.context.make_array(kind)(c.context, c.builder, found.value).data
    return extending.NativeValue(data, is_error=found.is_error, cleanup=found.cleanup)


extending.unbox(pointer)(address_of)


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


def power_of_two(k: int) -> float:
    """The second body of `arithmetic.power_of_two`: the exponent's bits, biased, and nothing behind the point."""
    return np.int64((k + 1023) << 52).view(np.float64)


SECOND_BODIES = {
    (chance.__name__, "mix"): mix,
    (chance.__name__, "uniform"): uniform,
    (chance.__name__, "derive"): derive,
    (arithmetic.__name__, "power_of_two"): power_of_two,
}


@functools.cache
def source_digest() -> str:
    """Return a digest of all that the compiled code depends on: our sources, the compiler, its checks, the processor."""
    package = pathlib.Path(__file__).parents[1]
    made_by = (
        numba.__version__, np.__version__, sys.version_info[:2], config.BOUNDSCHECK, package,
        config.CPU_NAME or llvm.get_host_cpu_name(),
    )  # fmt: skip
    digest = hashlib.sha256(repr(made_by).encode())
    for folder in ("rulebook", "engine"):
        for path in sorted((package / folder).glob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@functools.cache
def cache_folder() -> pathlib.Path | None:
    """Return where compiled code is kept: under NORTHEASTSIM_CACHE, the user's cache, or a temporary folder.

    None where nothing of the user's own can be written: the rules are then compiled anew by every process.
    """
    user = os.getuid() if hasattr(os, "getuid") else ""
    homes = [os.environ.get("NORTHEASTSIM_CACHE"), os.environ.get("XDG_CACHE_HOME"), "~/.cache"]
    for home in [*filter(None, homes), f"{tempfile.gettempdir()}/northeastsim-{user}"]:
        with contextlib.suppress(OSError, RuntimeError):
            folder = pathlib.Path(home).expanduser() / "northeastsim" / source_digest()
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with tempfile.TemporaryFile(dir=folder):
                if not user or folder.stat().st_uid == user:  # what others made there may be anything
                    return folder
    return None


def is_warm() -> bool:
    """Return whether the compiled loop lies ready in the cache."""
    return is_kept("complete")


def is_kept(mark: str) -> bool:
    """Return whether the cache says that a whole lies in it: `complete` of the loop, `single` of the rules one by one."""
    folder = cache_folder()
    return folder is not None and (folder / mark).is_file()


def mark_kept(mark: str) -> None:
    """Let the cache say that a whole lies in it."""
    folder = cache_folder()
    if folder is not None:
        with contextlib.suppress(OSError):
            (folder / mark).write_text("", encoding="utf-8")


def is_loaded() -> bool:
    """Return whether this process has the compiled loop at hand."""
    return compiled_loop.cache_info().currsize > 0


@functools.cache
def compiled_loop() -> Any:
    """Return `loop.run` compiled, from the cache if it is there; compiling it takes some twenty seconds."""
    made = entry(loop.run)
    mark_kept("complete")
    return made


@functools.cache
def compiled() -> Rules:
    """Return the rules compiled one by one, for a `World` on SimPy."""
    entries = (
        turn.start, turn.turn, observe.observe, acts.begin, acts.new_act, turn.clear_outbox, drift.advance,
        decisions.open_decision, decisions.carry_out,
    )  # fmt: skip
    made = Rules(np.array, *(entry(each) for each in entries))
    mark_kept("single")
    return made


ONE_AT_A_TIME = threading.RLock()


def entry(function: Any) -> Any:
    """Return the compiled twin of a function that is called from outside; an array is given for each address it wants.

    What the cache holds has all that the function calls inside it, so that this is tried before any of that is compiled;
    a cache that cannot be read is thrown away, and one that cannot be written is done without.
    """
    (made,) = kept_twin(function).overloads.values()
    return made.entry_point


def kept_twin(function: Any) -> Any:
    """Return the compiled twin of a function and what it calls, from the cache if it is there."""
    folder = cache_folder()
    with ONE_AT_A_TIME, short_loops(), no_wraparound(), stopped_by_the_keyboard():
        if folder is not None:
            with kept_in(folder):
                try:
                    return jitted(function, function.__globals__, cache=True, nogil=True)
                except numba.core.errors.NumbaError:
                    pass  # not there: it would have to be compiled, and knows only what is not compiled yet
                except Exception:  # noqa: BLE001 (a broken file can raise anything)
                    shutil.rmtree(folder, ignore_errors=True)
        space = compiled_callees(function)
        if folder is not None:
            with kept_in(folder), contextlib.suppress(OSError):
                folder.mkdir(parents=True, exist_ok=True)
                return jitted(function, space, cache=True, nogil=True)
        return jitted(function, space, nogil=True)


def kept_in(folder: pathlib.Path) -> AbstractContextManager[None]:
    """Let the compiler keep what it makes in a folder, and only for us."""
    return replaced(config, "CACHE_DIR", str(folder))


def no_wraparound() -> AbstractContextManager[None]:
    """Compile arrays without counting negative places from the end: rules have none, and where indices are checked it shows.

    The compiler has no option for it.
    """

    def as_it_is(context: Any, builder: Any, kind: Any, place: Any, size: Any) -> Any:
        return context.cast(builder, place, kind, types.intp)

    return replaced(arrayobj, "fix_integer_index", as_it_is)


def short_loops() -> AbstractContextManager[None]:
    """Compile loops as they stand, neither unrolled nor vectorised, for which the compiler has no option.

    Ours go over a handful of actors: what that is tuned for, long loops, made them a tenth slower, and compiling twice as long.
    """

    def builder(machine: Any, opt: int = 2, **ignored: bool) -> Any:
        options = llvm.create_pipeline_tuning_options()
        options.speed_level = opt
        options.loop_unrolling = options.loop_vectorization = options.slp_vectorization = False
        return llvm.create_pass_builder(machine, options)

    return replaced(codegen, "create_pass_builder", builder)


@contextlib.contextmanager
def replaced(owner: Any, name: str, value: Any) -> Iterator[None]:
    """Give something of the compiler's another value for a while; a version that has no such thing does without."""
    if not hasattr(owner, name):
        yield
        return
    before = getattr(owner, name)
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, before)


@contextlib.contextmanager
def stopped_by_the_keyboard() -> Iterator[None]:
    """Note Ctrl-C and raise it between two functions: within one, the compiler's library swallows it."""
    stop.clear()
    before = signal.getsignal(signal.SIGINT)
    watched = threading.current_thread() is threading.main_thread() and before is signal.default_int_handler
    if watched:
        signal.signal(signal.SIGINT, lambda number, frame: stop.set())
    try:
        yield
    finally:
        if watched:
            signal.signal(signal.SIGINT, before)
        stopped = stop.is_set()
        stop.clear()
    if stopped:
        raise KeyboardInterrupt


stop = threading.Event()


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
    if stop.is_set():
        raise KeyboardInterrupt
    function = SECOND_BODIES.get((function.__module__, function.__name__), function)
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
