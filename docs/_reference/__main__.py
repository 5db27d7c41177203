"""Write the reference pages that follow from docstrings and from the schema: `python -m docs._reference`."""

from __future__ import annotations

from pathlib import Path

from docs._reference import python, scenario_file

FOLDER = Path(__file__).resolve().parents[1] / "reference"
PAGES = {"python.md": python.page, "scenario-file.md": scenario_file.page}


def main() -> None:
    """Write all pages."""
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
