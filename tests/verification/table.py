"""The page of verification, from the rows that the tests wrote: `python -m tests.verification.table` after a test run."""

from __future__ import annotations

import json
import pathlib
import re
from typing import Any

HERE = pathlib.Path(__file__).parent
PAGE = HERE.parents[1] / "docs" / "reference" / "verification.md"
INTRODUCTION = """\
# Verification

Results that are known without the model, and what our code gives for them: our production lines, our thinning, our
agenda. The oracle is the formula, and it stands in the test. A statistical check allows four standard errors, and its
seeds are fixed. This page is written by

```
python -m pytest tests/verification
python -m tests.verification.table
```

| id | what | reference | expected | obtained | within | verdict |
| --- | --- | --- | --- | --- | --- | --- |
"""


def number(value: float) -> str:
    """Return a number with as many digits as matter."""
    return f"{value:.7g}"


def order(row: dict[str, Any]) -> tuple[int, str]:
    """Return what rows are sorted by: the number of the target, then its letter."""
    found = re.match(r"V(\d+)(.*)", row["id"])
    assert found
    return int(found[1]), found[2]


def rendered(rows: list[dict[str, Any]]) -> str:
    """Return the page."""
    lines = []
    for row in sorted(rows, key=order):
        cells = [row["id"], row["what"], row["reference"], number(row["expected"]), number(row["obtained"]),
                 f"{row['tolerance']:.2g}", "passed" if row["passed"] else "FAILED"]  # fmt: skip
        lines.append(f"| {' | '.join(cells)} |")
    return INTRODUCTION + "\n".join(lines) + "\n"


def rows() -> list[dict[str, Any]]:
    """Return every row that the last runs wrote."""
    files = sorted((HERE / ".rows").glob("*.json"))
    return [row for file in files for row in json.loads(file.read_text(encoding="utf-8"))]


if __name__ == "__main__":
    PAGE.write_text(rendered(rows()), encoding="utf-8")
