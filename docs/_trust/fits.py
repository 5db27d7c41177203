"""What the fits say: which parameters the record informs, what no parameters bring about, and whether known truths are found."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources

import pandas as pd

from docs._findings.basis import listed, prose, row, table

NAMES = {"backtest_2018": "2011 to 2018, for the backtest", "calibrated": "2011 to 2024, for scenarios"}


def read(name: str, part: str) -> pd.DataFrame:
    """Return a table of a fit's diagnostics."""
    with resources.files("northeastsim.study.history.calibration").joinpath("fits", f"{name}_{part}.csv").open() as file:
        return pd.read_csv(file)


def part() -> Iterator[str]:
    """Yield the part of the page."""
    yield "## What the record says of the parameters"
    yield ""
    yield from prose(
        "`python -m northeastsim.study.history.calibration` fits sets of parameters to the record with the dated acts fed in, by "
        "approximate Bayesian computation with sequential Monte Carlo: the parameters that show most in the summaries of a run are "
        "moved, the others stay anywhere in their ranges. Nobody decides in these runs, so that what steers decisions keeps its "
        "default. A fit of a model that lacks a mechanism moves parameters to make up for it: read them as what this model needs, not "
        "as what the world is. A width of 1 is that of the range a parameter was drawn from; *informed* is .7 or less."
    )
    yield ""
    for name, what in NAMES.items():
        every = read(name, "parameters")
        moved = every[every["verdict"] != "not moved"]
        yield f"### `{name}`: fitted to {what}"
        yield ""
        yield from prose(
            f"Of {len(every)} parameters the {len(moved)} that show most are moved; {(moved['verdict'] == 'informed').sum()} of these "
            f"are informed. All others stay in their ranges: of them the fit says nothing."
        )
        yield ""
        yield from parameters(moved)
        yield ""
        yield from prose(reach(read(name, "summaries")))
        yield ""
    yield from recovery()


def parameters(moved: pd.DataFrame) -> Iterator[str]:
    """Yield the table of the parameters that were moved."""
    yield from table("parameter", "range", "median", "90 %", "width", "shows most in", "verdict")
    for one in moved.to_dict("records"):
        yield row(
            f"`{one['parameter']}`", f"{one['low']:g} to {one['high']:g}", f"{one['median']:.3g}", f"{one['p05']:.3g} to "
            f"{one['p95']:.3g}",
            f"{one['width']:.2f}", one["summary"], one["verdict"],
        )  # fmt: skip


def reach(summaries: pd.DataFrame) -> str:
    """Return what no set of parameters brings about."""
    out = summaries[summaries["verdict"] == "out of reach"]
    sides = [
        f"{one['summary']} (record {one['observed']:.3g}, fit {one['fit_p05']:.3g} to {one['fit_p95']:.3g})"
        for one in out.to_dict("records")
    ]
    return (
        f"Of {len(summaries)} summaries {len(out)} are out of reach, the record outside the fit's 90 % range: "
        f"{listed(sides)}. What no "
        f"parameters bring about is the structure's fault, or that of an act the record of acts lacks."
    )


def recovery() -> Iterator[str]:
    """Yield what fits to made-up records find again."""
    yield "### Known truths found again"
    yield ""
    yield from prose(
        "The same fit to records that the model itself made up from known parameters: how often the truth lies in the fit's central "
        "ranges, and how much narrower these are than where it began."
    )
    yield ""
    yield from table("fit", "records", "in 50 %", "in 90 %", "mean width", "narrowest", "widest")
    for name in NAMES:
        cases = read(name, "recovery")
        widths = cases.groupby("parameter")["width"].mean().sort_values()
        ends = [f"`{widths.index[k]}` {widths.iloc[k]:.2f}" for k in (0, -1)]
        shares = [f"{100 * cases[f'within_{level}'].mean():.0f} %" for level in (50, 90)]
        yield row(f"`{name}`", cases["case"].nunique(), *shares, f"{cases['width'].mean():.2f}", *ends)
    yield ""
