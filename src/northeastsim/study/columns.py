"""The columns of every table, their kinds and units: what tables, readers and the page follow.

`python -m northeastsim.study.columns` writes docs/reference/results.md.
"""

from __future__ import annotations

import sys
from typing import NamedTuple

from northeastsim.study.metrics import ACTOR_SCORES, PAIR_SCORES, PLURALS, WORLD_SCORES

VERSION = 1  # of this list; raise it when a column changes its name, unit or meaning


class Column(NamedTuple):
    """A column: its kind (`whole`, `number`, `date`, `text`), its unit and what it says."""

    kind: str
    unit: str
    meaning: str


RUNS = {
    "replication": Column("whole", "", "number of the replication; with the seed it fixes all chance"),
    "status": Column("text", "", "`completed`, or `war` when a war ended the run"),
    "ended": Column("date", "", "the day on which the run ended: the horizon, or the day of the war"),
    "ended_by": Column("whole", "", "serial of the event that ended the run; 0 for none"),
    "parameter_set": Column("whole", "", "number of its set of parameters, counted from 0; only of a run over an ensemble"),
}
SCORES = {
    "replication": RUNS["replication"],
    "date": Column("date", "", "value after everything due strictly before this date"),
    "score": Column("text", "", "name of the score or variable, without its actors"),
    "actor": Column("text", "", "its first actor; empty for a score of the region and for your own metrics"),
    "other": Column("text", "", "its second actor; empty where it has none"),
    "value": Column("number", "that of the score", "the value; after a war the last one is kept"),
}
BANDS = {
    "date": SCORES["date"],
    "score": SCORES["score"],
    "actor": SCORES["actor"],
    "other": SCORES["other"],
    "n": Column("whole", "replications", "how many replications stand behind the row"),
    "mean": Column("number", "that of the score", "mean"),
    "sd": Column("number", "that of the score", "standard deviation (n - 1); 0 for one replication"),
    **{
        f"p{share:02d}": Column("number", "that of the score", f"{share} % of the replications lie below")
        for share in (5, 25, 50, 75, 95)
    },
}
EVENTS = {
    "replication": RUNS["replication"],
    "serial": Column("whole", "", "number of the event within its replication; its stages share it"),
    "date": Column("date", "", "the day on which it reached the stage"),
    "id": Column("text", "", "id of the scenario's line; empty for what agents, chance and the calendar did"),
    "type": Column("text", "", "type of the event; `budget` is a state's yearly budget"),
    "stage": Column("text", "", "proposed, accepted, declined, blocked, passed_over, announced, delivered, ended ..."),
    "initiator": Column("text", "", "who did it; empty for none"),
    "target": Column("text", "", "the one partner or addressee; empty for none"),
    "participants": Column("text", "", "done with: actors, separated by spaces"),
    "aimed_at": Column("text", "", "against: actors, separated by spaces"),
    "system": Column("text", "", "the weapon system, or the strategy that a change of government or of mind leads to; empty for none"),
    "quantity": Column("number", "that of the type", "its size: units, m US$, days; of a budget bn US$ of 2023"),
    "cause_kind": Column("text", "", "`scenario`, `decision`, `process`, `chance` or `user`"),
    "cause": Column(
        "text",
        "",
        "the scenario line's id, `ACTOR decision N`, or the serial of the causing event; empty for none",
    ),
}
IMPULSES = {
    "replication": RUNS["replication"],
    "event": Column("whole", "", "serial of the event that made it"),
    "date": Column("date", "", "the day"),
    "variable": Column("text", "", "the variable that moved, such as `alignment`; a `holding` is of a system"),
    "of": Column("text", "", "whose it is"),
    "to": Column("text", "", "towards whom; for a holding the system; empty for an actor's own"),
    "moves": Column("text", "", "`value`, `target` (what it returns to) or `base` (what that returns to)"),
    "change": Column("number", "that of the variable", "by how much"),
}
TABLES: dict[str, dict[str, Column]] = {
    "runs": RUNS,
    "scores": SCORES,
    "bands": BANDS,
    "events": EVENTS,
    "impulses": IMPULSES,
    "quiet": RUNS,
}
ABOUT = {
    "runs": "One row per replication. After these columns come the metrics, below.",
    "scores": "Scores and state variables over time: at the start, each 1 January and the horizon (or each "
    "month), for the first replications (20, or as many as asked for).",
    "bands": "The same dates over all replications, or the first 4,096 where there are more, for the scores that are "
    "metrics. The Monte Carlo error of a 5 % quantile is then .3 percentage points.",
    "events": "One row per stage that an event reached, in the order in which it happened, for the first replications "
    "(1,000, or as many as asked for). The counts in `runs` are over all.",
    "impulses": "Each change that an event made to the state, for the replications whose events are kept; kept only on "
    "request.",
    "quiet": "`runs` of the twin world without any events but the base region's, with the same seed. Missing where the "
    "file has no events of its own.",
}
WHOLE = (".count", ".agreed", ".any")


def kind_of(table: str, column: str) -> str:
    """Return the kind of a column; what the list does not hold is a metric, whole by its ending."""
    known = TABLES[table].get(column)
    if known is not None:
        return known.kind
    return "whole" if column.endswith(WHOLE) else "number"


def page() -> str:
    """Return the reference page of all tables."""
    parts = [HEAD]
    for table, columns in TABLES.items():
        rows = [f"| `{name}` | {c.kind} | {c.unit} | {c.meaning} |" for name, c in columns.items()]
        heading = f"## {table}\n\n{ABOUT[table]}"
        if table == "quiet":
            parts.append(heading)
        else:
            parts.append("\n".join([heading, "", "| column | kind | unit | meaning |", RULE, *rows]))
    return "\n\n".join([*parts, metrics_page(), TAIL]) + "\n"


def metrics_page() -> str:
    """Return the part of the page about metrics."""
    scores = {
        **{f"{name}[A,B]": of for name, of in PAIR_SCORES.items()},
        **{f"{name}[A]": of for name, of in ACTOR_SCORES.items()},
        **WORLD_SCORES,
    }
    rows = [f"| `{name}` | {unit} | {meaning} |" for name, (unit, meaning) in scores.items()]
    counts = ", ".join(f"`{plural}.count` (type `{name}`)" for name, plural in PLURALS.items())
    return METRICS.format(scores="\n".join(rows), counts=counts)


RULE = "| --- | --- | --- | --- |"
HEAD = f"""# Results

The tables that a run gives, version {VERSION}. This page is written by `python -m
northeastsim.study.columns`.

In a folder each table is a folder of parts, `runs/part-00000000.parquet`, named by the first replication in
them (`.csv` where Parquet is not installed); `manifest.json` lists them, with what was run and a digest of
all values. `northeastsim.open(FOLDER)` reads everything back. Dates are whole days. Text is empty where there
is nothing to say."""
METRICS = """## Metrics

The further columns of `runs`. A score with a statistic: `.end` (at the horizon; the last value of a run that
war ended), `.mean` and `.min` (over the monthly observations that the run lived to see, start and end among
them), `.change` (end less start). Scores:

| score | unit | meaning |
| --- | --- | --- |
{scores}

and the scenario's own `metrics`, under their names.

Counts, in events over the run: {counts}, and `TYPE.count` for every other type but budgets. What is proposed
and declined, blocked or passed over is not counted: an event counts when it reaches its type's first stage, mostly
`announced`. `TYPE.agreed` counts the talks that agreed.

Arms races, for pairs that the scenario lists as rivals or of which one regards the other ill at the start (these
count only in years through which they are hostile, `race.hostility`). By the bare rule both sides' real spending grows
by at least 8 % (`race.growth`) in each of three consecutive years. Three such years do not count if they settle: if on
both sides each increase, in money, is smaller than the one before, as in a build-up from little to a level. Growth is
net of a war outside the region: the lower of the growth of all spending and of what the war leaves of it
(`race.war_share`). `race[A,B].any` is 1 if at least a quarter of each side's growth over such years
(`race.reactive_share`) answers the other's acts, `parallel[A,B].any` if both grew so but it does not,
`one_sided[A,B].any` if only one side ever did; at most one of the three is 1. `reactive[A,B].share` is the share of A's
growth over the run that answers B. `race_pressure[A,B].max` is the greatest over time of the lower of the two sides'
growth rates over three years (mean of three yearly rates, per year; empty for runs of less than three years). Years are
counted from the start of the run. `instability` is a score: below 1 a build-up dies out, above it feeds itself."""
TAIL = """## Digests

`digest` in the manifest covers `runs`, `scores`, `events` and `impulses`: the same scenario, seed and version
give the same digest on every machine with ordinary floating point, with either engine and any number of
workers, as Parquet or CSV. It is taken over the values of each column in the order of the rows (whole numbers
and floating point as 8 bytes each, lowest first; dates as days since 1970; text as UTF-8 ended by a zero
byte), so that neither parts nor formats matter. `bands` has a digest too, but is a summary: it may change in
the last digit between versions of NumPy. Wall-clock facts stand under `wall` and are in no digest.
`northeastsim reproduce FOLDER` runs all again and compares."""

if __name__ == "__main__":
    sys.stdout.write(page())
