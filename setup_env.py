"""Set northeastsim up in .venv beside this file: `python3 setup_env.py`, with `--dev` also what tests need.

Needs Python 3.11 or newer and nothing else; uses uv when it is there and pip when it is not. Versions are
those of constraints.txt. A second call does nothing until the dependencies, this place or its Python change.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, *(["Scripts", "python.exe"] if os.name == "nt" else ["bin", "python"]))
STAMP = os.path.join(VENV, "northeastsim-stamp.txt")


def main(arguments):
    """Set up what `arguments` ask for and say where it is; return the exit status."""
    if arguments not in ([], ["--dev"]):
        print("setup_env.py: expected nothing or --dev, got " + " ".join(arguments), file=sys.stderr)
        return 2
    ensure(dev=bool(arguments))
    print("ready: " + os.path.relpath(PYTHON))
    return 0


def ensure(dev=False):
    """Make .venv hold what a run needs, with `dev` what the tests need; do nothing when it already does."""
    if sys.version_info < (3, 11):
        sys.exit("northeastsim needs Python 3.11 or newer; this is " + sys.version.split()[0])
    wanted, found = fingerprint(), stamped()
    extras = ["standard"]
    if dev or "dev" in found:
        extras += ["interactive", "analysis", "calibration", "cluster", "docs", "dev"]
    if os.path.exists(PYTHON) and wanted in found and set(extras) <= set(found):
        return
    print("setting up .venv: downloads packages, once ...", file=sys.stderr, flush=True)
    began = time.monotonic()
    status = make(clear=bool(found) and wanted not in found) or install(extras) or warm()
    if status:
        sys.exit("setting up .venv failed, see above; once that is cured the same command goes on from here")
    with open(STAMP, "w") as stamp:
        stamp.write(" ".join([wanted] + extras))
    print("set up in %.0f s" % (time.monotonic() - began), file=sys.stderr, flush=True)


def fingerprint():
    """Return a digest of what a set-up depends on: dependencies, versions, this place and its Python."""
    import tomllib  # here, because an old Python lacks it and must still get as far as being told so

    with open(os.path.join(ROOT, "pyproject.toml"), "rb") as file:
        project = tomllib.load(file)["project"]
    with open(os.path.join(ROOT, "constraints.txt")) as file:
        return hashlib.sha256(repr([project, file.read(), ROOT, sys.version]).encode()).hexdigest()


def stamped():
    """Return the words of the stamp that the last finished set-up left; none if there was none."""
    if not os.path.exists(STAMP):
        return []
    with open(STAMP) as stamp:
        return stamp.read().split()


def make(clear):
    """Make .venv, first emptying it with `clear`; return the exit status."""
    # The base Python, because .venv's own would be deleted under our feet.
    python = getattr(sys, "_base_executable", None) or sys.executable
    if shutil.which("uv"):
        over = "--clear" if clear else "--allow-existing"
        return subprocess.call(["uv", "venv", "--quiet", over, "--python", python, VENV])
    if importlib.util.find_spec("ensurepip") is None:
        sys.exit("this Python has no ensurepip: install python3-venv (Debian, Ubuntu) or uv, then try again")
    return subprocess.call([python, "-m", "venv"] + ["--clear"] * clear + [VENV])


def install(extras):
    """Install this checkout with its `extras`, held to constraints.txt; return the exit status."""
    target = ["-c", os.path.join(ROOT, "constraints.txt"), "-e", ROOT + "[" + ",".join(extras) + "]"]
    if shutil.which("uv"):
        return subprocess.call(["uv", "pip", "install", "--quiet", "--python", PYTHON] + target)
    # --no-compile, because most of what is installed is never loaded; `warm` sees to the rest.
    options = ["--quiet", "--no-input", "--disable-pip-version-check", "--no-compile"]
    return subprocess.call([PYTHON, "-m", "pip", "install"] + options + target)


def warm():
    """Import once what a run imports, so that it is found to work and is compiled; return the exit status."""
    names = "matplotlib.figure, numba, pandas, pyarrow.parquet, pydantic, rich.console, simpy, yaml"
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return subprocess.call([PYTHON, "-c", "import " + names], env=environment)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
