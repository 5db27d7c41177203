"""Write docs/data.md, record_rates.csv and the scenarios of the record: `python -m northeastsim.scenario.region`."""

from __future__ import annotations

import pathlib

from northeastsim.scenario.region.history import files
from northeastsim.scenario.region.page import page, rates_csv

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[3]


def main() -> None:
    """Write these files of this checkout."""
    (HERE / "record_rates.csv").write_text(rates_csv(), encoding="utf-8")
    (ROOT / "docs" / "data.md").write_text(page(), encoding="utf-8")
    for name, text in files().items():
        (ROOT / "scenarios" / "history" / f"{name}.yaml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
