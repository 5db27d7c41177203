"""What the backtest says: the table, and in words where the model is right, wrong, and beaten by a simple rule."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

import northeastsim as ne
from docs._findings.basis import item, plain, prose, row, signed, table
from northeastsim.statement import MODES

RULES = {
    "persistence": "persistence (the last value goes on)", "drift": "drift (the past change goes on)",
    "rate": "the rate of the past (Poisson, its rate uncertain)", "mean": "the mean of the record",
}  # fmt: skip
NOMINAL = 90  # per cent: the wider of the ranges that coverage is told of


def part(found: ne.Backtest) -> Iterator[str]:
    """Yield the part of the page."""
    yield ""
    yield "## The verdict"
    yield ""
    for mode in found.modes:
        yield from prose(f"**{mode.capitalize()}** ({MODES[mode]}). {' '.join(found.sentences(mode))}")
        yield ""
    for mode in found.modes:
        yield f"### {mode.capitalize()}: {MODES[mode]}"
        yield ""
        yield from scores(found, mode)
        yield ""
    yield from prose(
        "Skill is 1 less the ratio of the model's mean CRPS to that of the best simple rule: 0 is as good as the rule. In brackets "
        "95 % intervals that draw whole years again; there are six years, so that they are wide, and still too narrow. *Better* "
        "needs the whole interval above 0 against every rule, *worse* the whole below 0 against the best. *In 90 %* is how often "
        "the observed lay in the model's 90 % range."
    )
    yield ""
    yield "## Where it is right, and where it is wrong"
    yield ""
    for mode in found.modes:
        for sentence in told(found, mode):
            yield from item(sentence)
    yield ""


def scores(found: ne.Backtest, mode: str) -> Iterator[str]:
    """Yield the table of a mode."""
    yield from table("target", "n", "CRPS", "unit", "best rule", "skill against it", "in 90 %", "verdict")
    units = found.record.drop_duplicates("target").set_index("target")["unit"]
    for one in found.verdict[found.verdict["mode"] == mode].to_dict("records"):
        target = one["target"]
        skill = f"{signed(one['skill'], 2)} [{signed(one['low'], 2)}, {signed(one['high'], 2)}]"
        covered = coverage(found, mode, target)
        yield row(
            plain(target), one["n"], f"{score(found, mode, target):.3g}", units[target], one["best"], skill,
            f"{100 * covered['share']:.0f} % [{100 * covered['low']:.0f}, {100 * covered['high']:.0f}]", one["verdict"],
        )  # fmt: skip


def coverage(found: ne.Backtest, mode: str, target: str) -> pd.Series:
    """Return how often the observed lay in a target's central 90 % range."""
    some = found.coverage
    return some[(some["source"] == mode) & (some["target"] == target) & (some["range"] == NOMINAL)].iloc[0]


def score(found: ne.Backtest, mode: str, target: str) -> float:
    """Return a mode's mean CRPS on a target."""
    some = found.scores
    return float(some.loc[(some["source"] == mode) & (some["target"] == target), "crps"].mean())


def told(found: ne.Backtest, mode: str) -> Iterator[str]:
    """Yield a sentence on each target: how it did, and whether its ranges hold what happened."""
    for one in found.verdict[found.verdict["mode"] == mode].to_dict("records"):
        covered = coverage(found, mode, one["target"])
        by = f"by {100 * abs(one['skill']):.0f} % of its score against {RULES[str(one['best'])]}"
        how = {"better": f"beats every simple rule, {by}", "worse": f"is beaten, {by}"}.get(
            one["verdict"], f"cannot be told from the best simple rule ({signed(one['skill'], 2)} against {one['best']})"
        )
        unsure = "" if 100 * covered["high"] >= NOMINAL else (
            f"; it is far too sure of itself: {100 * covered['share']:.0f} % of what happened lay in its 90 % ranges"
        )  # fmt: skip
        yield f"{mode.capitalize()}, {plain(one['target'])}: {how}{unsure}."
