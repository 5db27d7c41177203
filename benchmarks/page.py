"""`python -m benchmarks.page` measures everything in one session and writes docs/performance.md; with `--again` from the last figures.

With `--sweeps` only the sweeps are measured again, which the page says of them.

The figures are kept in benchmarks/figures.json: of each benchmark the seconds of a call, and what it noted beside them.
"""

from __future__ import annotations

import json
import math
import pathlib
import platform
import subprocess
import sys
import tempfile
from typing import Any

from benchmarks.peers.measure import short
from benchmarks.sweeps import told
from benchmarks.sweeps.told import table

HERE = pathlib.Path(__file__).parent
FIGURES = HERE / "figures.json"
PAGE = HERE.parent / "docs" / "performance.md"
LIBRARIES = ("numba", "numpy", "simpy")
Row = dict[str, Any]


def measured() -> Row:
    """Run the benchmarks and the peers, one after the other, and return their figures."""
    from benchmarks.peers.measure import markdown, measure_peers

    with tempfile.TemporaryDirectory() as folder:
        raw = pathlib.Path(folder) / "raw.json"
        files = [f"benchmarks/test_{name}.py" for name in ("engines", "growth", "limit")]
        command = ["-m", "pytest", *files, "--benchmark-only", f"--benchmark-json={raw}", "-q"]
        subprocess.run([sys.executable, *command], cwd=HERE.parent, check=True)
        found = json.loads(raw.read_text(encoding="utf-8"))
    return {
        "machine": machine(found["machine_info"]),
        "benchmarks": [kept(each) for each in found["benchmarks"]],
        "peers": markdown(measure_peers()),
        "sweeps": sweeps(),
    }


def sweeps() -> Row:
    """Measure sweeps in a process of its own, which is small, as memory is measured of its children; return their figures."""
    command = [sys.executable, "-m", "benchmarks.sweeps", "--json"]
    done = subprocess.run(command, cwd=HERE.parent, check=True, stdout=subprocess.PIPE)
    figures: Row = json.loads(done.stdout)
    return figures


def machine(info: Row) -> str:
    """Say in a line on what was measured, without the machine's name."""
    import importlib.metadata as metadata

    libraries = ", ".join(f"{name} {metadata.version(name)}" for name in LIBRARIES)
    processor, cores = info["cpu"].get("brand_raw", platform.processor()), info["cpu"].get("count", "?")
    return f"{processor}, {cores} shared cores, {info['system']}, Python {info['python_version']}, {libraries}"


def kept(benchmark: Row) -> Row:
    """Return of a benchmark its name, the seconds of a call and what it noted."""
    stats = benchmark["stats"]
    name = benchmark["name"].removeprefix("test_")
    seconds = {key: stats[key] for key in ("min", "median", "max")}
    return {"name": name, **seconds, "rounds": stats["rounds"], **benchmark["extra_info"]}


def rendered(figures: Row) -> str:
    """Return the page."""
    rows = {row["name"]: row for row in figures["benchmarks"]}
    parts = [INTRODUCTION.format(machine=figures["machine"])]
    parts += [replication(rows), first_use(rows), PEERS, figures["peers"], told.rendered(figures["sweeps"])]
    parts += [growth(rows), limit(rows)]
    return "\n\n".join(parts) + "\n"


INTRODUCTION = """\
# Performance

How long things take, what that depends on, how far it is from what it could be. All but the sweeps was measured in one session by

```
pip install -e '.[standard,dev,benchmarks]' -c constraints.txt
python -m benchmarks.page
```

on {machine}.

Figures are medians over rounds of the same replications, with the least and the greatest round in brackets; compare those of one
table with each other, and none with those of another day. What was tried on the way, kept and dropped is
[told apart](discussion/speed.md)."""

PEERS = """\
## Beside what users would pick instead

The same reduced model, six states that weigh options and choose by logit over ten years, on northeastsim's batch engine, and
written anew in plain Python on Mesa, on SimPy and around EMA Workbench's evaluators. That it is the same model is tested: utilities
to nine digits, counts and end values in distribution. What is in it, what is timed and what favours the peers stands in
[benchmarks/README.md](../benchmarks/README.md)."""


def spread(row: Row, scale: float) -> str:
    """Return the median of a benchmark's calls, times a scale, with the least and the greatest."""
    low, middle, high = (short(scale * row[key]) for key in ("min", "median", "max"))
    return f"{middle} [{low}, {high}]"


def replication(rows: dict[str, Row]) -> str:
    """Return the section on one replication."""
    ways = {
        "a_replication_on_simpy[interpreted]": "SimPy, rules interpreted",
        "a_replication_on_simpy[compiled]": "SimPy, rules compiled",
        "a_replication_in_batch": "batch: the compiled loop",
    }
    lines = []
    for name, words in ways.items():
        row = rows[name]
        one = row["median"] / row["runs"]
        cells = [
            short(1 / one),
            spread(row, 1e3 / row["runs"]),
            *(short(row[key]) for key in ("decisions", "options", "events")),
        ]
        lines.append([words, *cells, short(1e9 * one / row["options"]), short(1e9 * one / row["events"])])
    slow, fast = (rows[name]["median"] / rows[name]["runs"] for name in (list(ways)[0], list(ways)[-1]))
    heads = ["engine", "runs/s", "ms a run", "decisions", "options", "events", "ns per option", "ns per event"]
    return f"""\
## One replication

The baseline: six states, ten years, everything on; runs per second of one core. *options*: trials of an act, each predicted with
its effects on the concerns of its initiator and of those asked for consent; the nanoseconds include all else that a run does.

{table(heads, lines)}

The compiled loop is {slow / fast:.0f} times as fast as the interpreted engine, with the same bits."""


def first_use(rows: dict[str, Row]) -> str:
    """Return the section on what a newcomer waits for."""
    ways = {
        "a_command[python]": "a Python that does nothing",
        "a_command[import]": "`import northeastsim`",
        "a_command[--help]": "`northeastsim --help`",
        "a_command[validate]": "`northeastsim validate scenarios/s400_transfer.yaml`",
        "a_command[run, first look]": "`northeastsim run`, nothing compiled: 16 replications, 16 of the quiet twin, chart, tables",
        "a_command[run, first look on simpy]": "the same with `--engine simpy`",
        "compiling": "compiling the loop, once per installation",
        "loading_what_was_compiled": "loading it from then on",
        "loading_a_scenario": "reading, checking and laying out a scenario, in a running Python",
    }
    lines = [[words, spread(rows[name], 1.0)] for name, words in ways.items()]
    return f"""\
## First use

Whole processes, from start to end. A first look never waits for the compiler: the engine is chosen by what it would take.

{table(["what", "seconds"], lines)}"""


def growth(rows: dict[str, Row]) -> str:
    """Return the section on how cost grows."""
    parts = [
        "## How cost grows",
        "Of the batch engine on one core, unless said otherwise. *exponent*: of the power law from the line above.",
    ]
    parts.append(grown(rows, "years", "years", "years", "ms a run", {"per year, ms": "years"}))
    parts.append(LINEAR)
    parts.append(grown(rows, "options", "options", "options weighed", "ms a run", {"ns per option": "options"}))
    parts.append(
        grown(
            rows,
            "actors",
            "actors",
            "actors",
            "ms a run",
            {"ns per option": "options"},
            ("menu", "options", "decisions"),
        )
    )
    parts.append(CROWDED)
    lines = []
    for name, row in rows.items():
        if name.startswith("replications["):
            lines.append([short(row["runs"]), spread(row, 1.0), short(1e3 * row["median"] / row["runs"])])
    parts.append(
        f"Whole runs of the baseline with their tables on disk, on all cores:\n\n{table(['replications', 's', 'ms each'], lines)}"
    )
    one, two = (rows[f"workers[{count}]"] for count in (1, 2))
    parts.append(
        f"Workers: the engine alone runs {short(one['runs'] / one['median'])} replications a second on one core and "
        f"{short(two['runs'] / two['median'])} on two, {one['median'] / two['median']:.2f} times as many."
    )
    return "\n\n".join(parts)


LINEAR = "What was to be expected: linear in years (exponent 1), as a year is a year and beginning costs little."
DECIDING = """\
What was to be expected: below linear, as more options are weighed by the same decisions, of which each has to look at the world
first; what is left in the end is the price of one more option."""
CROWDED = """\
What was to be expected: with actors grow the decisions (linear), the menu (partners: quadratic), the options weighed of it, the
bystanders whose regard an option moves, and what scores are made of (both linear); together between the third and fourth power."""


def grown(
    rows: dict[str, Row], what: str, key: str, head: str, unit: str, per: dict[str, str], also: tuple[str, ...] = ()
) -> str:
    """Return a table of the benchmarks of one kind, with the power by which the time grows."""
    chosen = [row for name, row in rows.items() if name.startswith(f"{what}[")]
    lines: list[list[str]] = []
    for k, row in enumerate(chosen):
        one = row["median"] / row["runs"]
        power = ""
        if k:
            before = chosen[k - 1]
            power = f"{math.log(one * before['runs'] / before['median']) / math.log(row[key] / before[key]):.2f}"
        each = [short((1e9 if words.startswith("ns ") else 1e3) * one / row[by]) for words, by in per.items()]
        lines.append(
            [short(row[key]), *(short(row[name]) for name in also), spread(row, 1e3 / row["runs"]), *each, power]
        )
    return table([head, *also, unit, *per, "exponent"], lines)


def limit(rows: dict[str, Row]) -> str:
    """Return the section on the least that a run's arithmetic could take."""
    run = rows["a_replication_in_batch"]
    whole = 1e3 * run["median"] / run["runs"]
    lines, total = [], 0.0
    for name, row in rows.items():
        if name.startswith("a_piece_alone["):
            each = row["median"] / row["runs"]
            total += 1e3 * each * row["calls"]
            lines.append([row["piece"], short(row["calls"]), short(1e9 * each), short(1e3 * each * row["calls"])])
    lines.append(["**all**", "", "", f"**{short(total)}**"])
    return f"""\
## The limit

Each piece of a run's arithmetic alone, compiled as in the engine, over and over on a state that lies warm: what a run would take
if it did nothing else, and the processor always guessed right. How often a run does each was counted in interpreted runs; what
the scores are made of is only computed when it is looked at, so this is what the model's equations ask for, not what the engine
could avoid.

{table(["piece", "times a run", "ns each", "ms a run"], lines)}

A run takes {short(whole)} ms, {whole / total:.1f} times that. The rest is finding out what an act touches and which options are
open, roles, the queue, the log, keeping what is observed, guesses that were wrong, and data that is not warm."""


def main(words: list[str]) -> None:
    """Measure all, only the sweeps, or nothing, and write the page."""
    if "--sweeps" in words:
        keep(json.loads(FIGURES.read_text(encoding="utf-8")) | {"sweeps": sweeps()})
    elif "--again" not in words:
        keep(measured())
    PAGE.write_text(rendered(json.loads(FIGURES.read_text(encoding="utf-8"))), encoding="utf-8")


def keep(figures: Row) -> None:
    """Write the figures."""
    FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
