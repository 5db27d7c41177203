"""`python -m benchmarks.peers [ROUNDS]` prints runs per second of every way to run the reduced model, as Markdown."""

import sys
import warnings

from benchmarks.peers.measure import main

# The EMA Workbench says in each of its processes, which run this file again, that it misses parts not used here.
warnings.filterwarnings("ignore", "ipyparallel not installed")

if __name__ == "__main__":
    print(main(sys.argv[1:]))
