"""The figures of sweeps in words and Markdown tables."""

from __future__ import annotations

from typing import Any

from benchmarks.peers.measure import short
from benchmarks.sweeps.processes import EMA, OURS, TOOLS

Row = dict[str, Any]
LONG = 100  # lines that are too many to read


def table(heads: list[str], rows: list[list[str]], right: bool = True) -> str:
    """Return a Markdown table, all but its first column to the right unless told otherwise."""
    lines = [heads, ["---", *["---:" if right else "---"] * (len(heads) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def ranged(values: list[float]) -> str:
    """Return a median with the least and the greatest."""
    middle, low, high = (short(value) for value in values)
    return f"{middle} [{low}, {high}]"


def rendered(figures: Row) -> str:
    """Return the section on sweeps."""
    rates, stores = figures["rates"], figures["stores"]
    parts = [
        INTRODUCTION.format(session=session(figures)),
        overhead([row for row in rates["rates"] if row["model"] == "cheap"]),
        reduced([row for row in rates["rates"] if row["model"] == "reduced"]),
        starts(rates["starts"]), memory(stores["memory"]), going_on(stores["going_on"]), disk(stores["disk"]),
        troubles(figures["troubles"]),
    ]  # fmt: skip
    return "\n\n".join(parts)


INTRODUCTION = """\
## Sweeps beside other runners

`northeastsim sweep` beside the runners of the EMA Workbench and of Mesa: whole processes, in turns, in one session of
`python -m benchmarks.sweeps`, which may be another than that of the rest of this page. What each is given to run, what is timed and
what favours whom stands in [benchmarks/README.md](../benchmarks/README.md#sweeps-beside-other-runners).

{session}."""


def session(figures: Row) -> str:
    """Return in a line what was measured on what."""
    libraries = ", ".join(f"{name} {version}" for name, version in figures["libraries"].items())
    return f"{figures['rounds']} rounds on {figures['machine']}, Python {figures['python']}, {libraries}"


def scaling(row: Row, rows: list[Row]) -> str:
    """Return how many times as many runs a second two workers make; nothing for one."""
    if row["workers"] == 1:
        return ""
    same = [each for each in rows if (each["tool"], each["replications"]) == (row["tool"], row["replications"])]
    return f"{row['rate'][0] / next(each['rate'][0] for each in same if each['workers'] == 1):.2f} times"


def overhead(rows: list[Row]) -> str:
    """Return what a run takes around a model that costs next to nothing."""
    lines = []
    for row in rows:
        times = short(row["alone_us"]), ranged(row["around_us"])
        counts = short(row["replications"]), short(row["workers"])
        lines.append([row["tool"], *counts, ranged(row["rate"]), *times, scaling(row, rows)])
    heads = ["", "replications a point", "workers", "runs/s", "the model, µs", "around it, µs", "two workers"]
    at = {(row["tool"], row["replications"], row["workers"]): row["around_us"][0] for row in rows}
    point = short((at[OURS, 1, 1] - at[OURS, 20, 1]) * 20 / 19 / 1000)  # of 20 replications, each bears a twentieth of it
    one, two = (short(at[OURS, 1, workers] / at[EMA, 1, workers]) for workers in (1, 2))
    return f"""\
### What a run takes around the model

Each tool with the cheapest model that it can run, three uncertainties and one outcome: ours two states to which nothing happens in
a year, theirs one multiplication. *The model*: a run by hand, without a runner. *Around it*: what a run in a sweep takes of a
worker's time beyond that. *Two workers*: how many times as many runs a second as one.

{table(heads, lines)}

A point costs northeastsim {point} ms beside its runs: it is proved before the first run and laid out for the engine, and its rows
are brought to the disk. With one replication a point that is {one} times what the EMA Workbench takes on one worker, {two} times
on two. A function that takes microseconds is better swept by theirs."""


def reduced(rows: list[Row]) -> str:
    """Return whole sweeps of the reduced model."""
    lines = []
    for row in rows:
        ahead = [""] * 2 if row["tool"] == OURS else [f"{ranged(each)} times" for each in row["ahead"].values()]
        counts = short(row["replications"]), short(row["workers"])
        lines.append([row["tool"], *counts, ranged(row["rate"]), *ahead, scaling(row, rows)])
    heads = ["", "replications a point", "workers", "runs/s", "northeastsim ahead", "with 20 a point", "two workers"]
    return f"""\
### Sweeps of the reduced model

The reduced model of above over five of its parameters, three outcomes kept; for the workbench it runs on SimPy. *Northeastsim ahead*:
how many times as many runs a second it made in the same rounds, with one replication a point, and with 20.

{table(heads, lines)}"""


def starts(rows: list[Row]) -> str:
    """Return how long a sweep of hardly any runs takes."""
    lines = [[tool, *(ranged(row["seconds"]) for row in rows if row["tool"] == tool)] for tool in TOOLS]
    heads = [f"{row['model']} model, {row['workers']} worker{'s' * (row['workers'] > 1)}" for row in rows if row["tool"] == OURS]
    return f"""\
### Start-up

Seconds of a whole process, from its start to its end, that has just enough to do for two workers: 65 runs of ours, of which a part
holds 64 at the least, two of theirs.

{table(["", *heads], lines)}"""


def memory(rows: list[Row]) -> str:
    """Return how memory grows with the number of runs."""
    sizes = sorted({row["runs"] for row in rows})
    at = {(row["tool"], row["runs"]): row["megabytes"] for row in rows}
    lines = [[tool, *(short(at[tool, size]) if (tool, size) in at else "" for size in sizes)] for tool in TOOLS]
    return f"""\
### Memory

Megabytes of a sweep's largest process at its peak, by runs: 20 uncertainties, 10 outcomes, 20 replications a point, one worker; in the
last column 100 replications and two workers. The peers hold all rows until the end.

{table(["", *(f"{size:,} runs" for size in sizes)], lines)}"""


def going_on(row: Row) -> str:
    """Return how long it takes to take up a large store."""
    last = f"with its last {row['last']} parts missing, which are run again"
    size = f"{row['runs']:,} runs, 20 uncertainties, 10 outcomes: {row['parts']:,} parts, {row['bytes'] / 1e6:.0f} MB"
    lines = [
        ["making it, on two workers", short(row["made"]), short(row["megabytes"])],
        ["the same command again, which finds all there", ranged(row["whole"]), short(row["whole_megabytes"])],
        [last, ranged(row["mended"]), ""],
    ]
    return f"""\
### Going on with a million runs

A store of {size}. Each time every part is read
and compared with the digest in its name, and the outcomes are summed up; the bytes afterwards were those of before. The peers cannot
go on: they begin anew.

{table(["", "seconds", "MB at the peak"], lines)}"""


FORMS = {
    "folder": "northeastsim's folder",
    "ema.tar.gz": "`save_results` of the EMA Workbench (`.tar.gz`)",
    "pickle": "a data frame, pickled",
    "csv": "one CSV file",
}


def disk(rows: list[Row]) -> str:
    """Return how much room a run takes in several forms."""
    lines = [[words, *(short(row[form]) for row in rows)] for form, words in FORMS.items()]
    heads = ["", *(f"{row['runs']:,} runs, {row['replications']} a point" for row in rows)]
    return f"""\
### Room on disk

Bytes a run, of the same rows with 20 uncertainties and 10 outcomes. The workbench's form has the uncertainties once a point, not in
every row, and packs each outcome as one text.

{table(heads, lines)}"""


TROUBLES = {
    "worker": "a worker process is killed (`kill -9`)",
    "sweep": "all of it is killed, and the same command given again",
    "misspelt": "the name of a parameter is misspelt",
    "fragile": "one point of all cannot be run",
}


def troubles(rows: list[Row]) -> str:
    """Return what became of sweeps in trouble."""
    found = {(row["trouble"], row["tool"]): row for row in rows}
    lines = [[words, *(became(found[trouble, tool]) for tool in TOOLS)] for trouble, words in TROUBLES.items()]
    asked = {row["tool"]: f"{row['tool']} {row['asked']:,} runs in {short(row['undisturbed'])} s" for row in rows}
    return f"""\
### In trouble

Tried with real processes, two workers each, killed when a quarter of the runs was done. What takes three times as long as undisturbed
is taken to hang. Undisturbed: {", ".join(asked.values())}.

{table(["", *TOOLS], lines, right=False)}"""


def became(row: Row) -> str:
    """Return what became of a sweep, in words."""
    got = f"{row['runs']:,} of {row['asked']:,} runs"
    said = f" after {row['lines']:,} lines of errors" if row["lines"] > LONG else ""
    if row["hung"]:
        return f"**hung**{said}; {got}"
    if row["status"]:
        return f"ended after {short(row['seconds'])} s{said}: `{message(row['last'])}`; {got}"
    begun = {0: "began anew and " if row["trouble"] == "sweep" else ""}.get(row["before"], f"found {row['before']:,} runs and ")
    failed = f", {row['failed']:,} of them rows with their error" if row["failed"] else ""
    same = ", the same bytes as undisturbed" if row["same"] else ""
    return f"{begun}finished: {got}{failed}{same}"


def message(text: str) -> str:
    """Return a message without the folder in which it was tried."""
    return text.rpartition("/")[2].replace("|", "\\|")
