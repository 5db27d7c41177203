"""`python -m benchmarks.peers [ROUNDS]` prints runs per second of every way to run the reduced model, as Markdown."""

import sys

from benchmarks.peers.measure import main

if __name__ == "__main__":
    for text in main(sys.argv[1:]):
        print(text)
