"""The cited tables behind the region and the record, as data frames."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from northeastsim.errors import Problem, ScenarioError

if TYPE_CHECKING:
    import pandas as pd

HOME = "northeastsim.scenario.region"
LIST = "contents"


def data(table: str | None = None) -> pd.DataFrame:
    """Return a cited table, a row per figure with its source; without a name, which there are.

    `table`: a name, such as `trade` or `record_launches`.
    `value` is in the row's `unit`; `low` and `high`, where known, are spans of readings or of judgement, not confidence intervals.
    `confidence` and `how` say how well a figure is known, and whether it was read, recalled or derived. docs/data.md tells how each
    table was made and under which terms it goes on. Raises ScenarioError for an unknown name.
    """
    from northeastsim.scenario.words import missing

    listed = read(LIST)
    if table is None:
        return listed[["table", "title", "kind", "rests_on", "terms"]].set_index("table")
    if table not in set(listed["table"]):
        message, near = missing("table", table, list(listed["table"]))
        raise ScenarioError([Problem("<python>", None, None, "data", message, near)])
    return read(table)


def read(name: str) -> pd.DataFrame:
    """Read a table of the region."""
    import pandas as pd

    with resources.files(HOME).joinpath(f"{name}.csv").open(encoding="utf-8") as file:
        return pd.read_csv(file)
