"""Write docs/reference/data.md and record_rates.csv anew: `python -m northeastsim.scenario.region`."""

from __future__ import annotations

import pathlib

from northeastsim.scenario.region.page import page, rates_csv

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[3]


def main() -> None:
    """Write both files of this checkout."""
    (HERE / "record_rates.csv").write_text(rates_csv(), encoding="utf-8")
    (ROOT / "docs" / "reference" / "data.md").write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
