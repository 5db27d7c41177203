"""Run a scenario: `python3 run_sim.py ...` is `northeastsim run ...`, and sets .venv up at its first use."""

import importlib.util
import os
import subprocess
import sys

import setup_env


def main():
    """Run here when northeastsim is installed for this Python, else in .venv; return the exit status."""
    if sys.prefix == setup_env.VENV or importlib.util.find_spec("northeastsim"):
        from northeastsim.app.cli import main as northeastsim

        return northeastsim(["run"] + sys.argv[1:])
    setup_env.ensure()
    command = [setup_env.PYTHON, os.path.abspath(__file__)] + sys.argv[1:]
    if os.name == "nt":  # Windows has no exec that the caller waits for
        return subprocess.call(command)
    os.execv(command[0], command)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
