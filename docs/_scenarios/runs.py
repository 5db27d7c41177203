"""What runs of a scenario come to: two stories, the outcomes, its versions beside each other."""

from __future__ import annotations

import json
import re
from typing import Any

from docs._scenarios.basis import Row, grid, narrowed
from northeastsim.analysis.paired import differences
from northeastsim.face import Results, Scenario
from northeastsim.show.cells import shown, yes_or_no
from northeastsim.show.names import counted
from northeastsim.show.outcomes import derived, figure, outcomes, precision
from northeastsim.show.stories import typical_and_extreme

Z = 1.96
MANY = ("outcome", "unit", "mean (95 %)", "5-95 % of runs", "frozen", "quiet", "difference (95 %)", "of treaty")
ONE = ("outcome", "unit", "value", "5-95 % of runs", "frozen", "quiet", "difference", "of treaty")
FROZEN = "Frozen: the value of the first day, carried forward."
QUIET = "Quiet: the same world without the scenario's events; the difference to it is paired by luck."
TREATY = "Of treaty: it as a share of what a Russian defence treaty with North Korea does, where both are clear."
CHANCE = "The intervals hold chance within the model, not the model's own error."
ALIKE = "Values as it stands; of each version, what it has more."
PAIRED = "Means as it stands; of each version, what it has more, paired by luck, with its 95 % interval."


def ran(scenario: Scenario, count: int, baseline: bool) -> Results:
    """Return results with every event kept."""
    return scenario.run(count, engine="batch", paths=1, events="all" if baseline else 1, baseline=baseline)


def stories(results: Results) -> str:
    """Return the stories of a typical and of an extreme replication, and how they were chosen."""
    if results.complete[0] == 1:  # nothing is left to chance
        return "## What happens\n\n" + bullets(results.story(0))
    chosen = typical_and_extreme(results)
    return "\n".join([
        "## What happens in a typical replication\n",
        f"Replication {chosen.typical}: of all {chosen.n}, the one nearest to the medians of the outcomes below, each divided by its",
        "standard deviation.\n",
        bullets(results.story(chosen.typical)),
        "## What happens in an extreme one\n",
        f"Replication {chosen.extreme}: the one farthest from them. It stands out by {chosen.apart}.\n",
        bullets(results.story(chosen.extreme)),
    ])


def bullets(story: str) -> str:
    """Return a story as a list, its dates in bold."""
    lines = [re.sub(r"^(\d{4}-\d\d-\d\d)  ", r"**\1** ", line) for line in story.splitlines()]
    return "".join(f"- {line}\n" for line in lines)


def figures(results: Results) -> str:
    """Return the table of outcomes beside the baselines."""
    n = results.complete[0]
    rows = [outcome(row, n) for row in outcomes(results)]
    heads = MANY if n > 1 else ONE
    years = counted(int(results.document["years"]), "year")
    text = [f"Scores after {years} (or when a war ended the run), counts over the whole run; n = {n}. {FROZEN}"]
    text += [word for word, column in ((QUIET, "quiet"), (TREATY, "of treaty")) if any(row[heads.index(column)] for row in rows)]
    text += [CHANCE] if n > 1 else []
    return f"## Outcomes\n\n{' '.join(text)}\n\n{narrowed(heads, rows)}"


def outcome(row: Row, n: int) -> list[str]:
    """Return a row of the table of outcomes."""
    start, mean, _, spread, quiet, difference, interval, share = shown(row, n)
    if row["unit"] == "probability" and n > 1:
        mean, spread = f"{mean} ({spread.removesuffix(' *')})", ""
    elif row["unit"] == "probability":
        mean, spread, quiet, difference = yes_or_no(row["mean"]), "", yes_or_no(row["quiet"]), ""
    elif row["error"] is not None:
        ends = (figure(row["mean"] + side * Z * row["error"], precision(row)) for side in (-1, 1))
        mean = f"{mean} ({' to '.join(ends)})"
    gap = f"{difference} ({interval})" if difference and interval and n > 1 else difference
    return [row["label"], row["unit"], mean, spread, start, quiet, gap, share]


def versions(scenario: Scenario, results: Results, count: int) -> str:
    """Return the scenario's versions beside each other; nothing where there are none."""
    if not scenario.variants:
        return ""
    base, rows = derived(results.runs), outcomes(results)
    columns = [[figure(row["mean"], precision(row)) for row in rows]]
    for name in scenario.variants:
        runs = derived(ran(scenario.variant(name), count, baseline=False).runs)
        known = [row["metric"] for row in rows if row["metric"] in runs.columns]
        gaps = differences(runs, base, known)
        columns.append([more(row, gaps.loc[row["metric"]]) if row["metric"] in known else "" for row in rows])
    heads = ["outcome", "unit", "as it stands", *(f"`{name}`" for name in scenario.variants)]
    cells = [[row["label"], row["unit"], *(column[k] for column in columns)] for k, row in enumerate(rows)]
    told = [*(f"- {one}" for one in changed(scenario)), "", f"{PAIRED if count > 1 else ALIKE} Run one with `--variant NAME`.\n"]
    return "\n".join(["## Its versions beside each other\n", *told, grid(heads, cells)])


def changed(scenario: Scenario) -> list[str]:
    """Return what each version sets."""
    document = scenario.document
    every = {**document["variants"], **({"twin": document["twin"]} if document["twin"] else {})}
    values = {name: ", ".join(f"`{path}` {short(value)}" for path, value in one.items()) for name, one in every.items()}
    return [f"`{name}`: {text}" for name, text in values.items()]


def short(value: Any) -> str:
    """Return a value that a version sets, in few words."""
    if value is None:
        return "dropped"
    return f"`{json.dumps(value) if isinstance(value, bool) else value}`" if not isinstance(value, list | dict) else "as in the file"


def more(row: Row, gap: Any) -> str:
    """Return what a version has more than the scenario as it stands."""
    if gap["mean"] == 0.0:
        return "same"
    places = precision(row)
    mean, low, high = (figure(float(gap[one]), places, signed=True) for one in ("mean", "low", "high"))
    return mean if gap["low"] != gap["low"] else f"{mean} ({low} to {high})"
