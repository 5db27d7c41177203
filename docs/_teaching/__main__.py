"""`python -m docs._teaching [PAIRS]` writes the pages with numbers, then the pack; `python -m docs._teaching pack` the pack alone."""

from __future__ import annotations

import sys

from docs._teaching import effects, options, pack, wrong

PAIRS = 200


def main(arguments: list[str]) -> None:
    """Write what is asked for."""
    if arguments != ["pack"]:
        pairs = int(arguments[0]) if arguments else PAIRS
        found = options.compared(pairs)
        effects.page(pairs)
        options.page(found, max(50, pairs // 2))
        wrong.page(found, pairs)
    pack.write()


main(sys.argv[1:])
