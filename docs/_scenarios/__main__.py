"""Write the index and the pages of some scenarios, or of all; those of scenarios that are gone go."""

from __future__ import annotations

import sys
from pathlib import Path

from docs._scenarios.basis import files
from docs._scenarios.pages import index, page

HERE = Path(__file__).parents[1] / "scenarios"


def write(path: Path, text: str) -> None:
    """Write a page."""
    path.write_text(text.rstrip("\n") + "\n", encoding="utf-8")


def main(names: list[str]) -> None:
    """Write the pages; see above."""
    HERE.mkdir(exist_ok=True)
    write(HERE / "index.md", index())
    for name in names or files():
        sys.stdout.write(f"{name}\n")
        sys.stdout.flush()
        write(HERE / f"{name}.md", page(name))
    for path in HERE.glob("*.md"):
        if path.stem not in {*files(), "index"}:
            path.unlink()


main(sys.argv[1:])
