"""The answer key of a class, Markdown: for each student what differs, ranges, which change and which mechanism, how to mark."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from northeastsim.show.causes import named
from northeastsim.show.names import capital, counted
from northeastsim.show.outcomes import decimals, figure
from northeastsim.statement import FULL, trust

if TYPE_CHECKING:
    import pandas as pd

SIDES = 4  # mechanisms that are told either way
ESCAPED = str.maketrans({sign: f"\\{sign}" for sign in "\\`*{}[]<>#|~"})  # `_` within words is safe, and in most ids
TOP = """\
# Answer key: {title}

> {statement}

For the teacher alone. {verdict}

{students}, each with a scenario of their own that extends `{base}`. The same command makes the same files again, byte
for byte:

    {command}

The class is asked about **{score}** (`{metric}`) at the end of {years}, in the model. Behind every range stand {n}
replications of each world with seed {luck}: a student who runs `--replications {n}` gets these very numbers. All
worlds share their luck, so that differences are paired. Behind the mechanisms stand {causes}.

## How to read a range

- **Mean (95 %)**: the mean over {n} runs, and where it would lie with endless ones. It holds chance in the model, not
  the model's error.
- **5-95 % of runs**: nine runs of ten end in it. One run may well lie anywhere here.
- **A mean of {few} runs**: where the mean of a student who ran {few} would lie, in 95 classes of 100. Hold means
  against this one.
- **As shipped**, **difference**: the scenario that all extend, and what this world has more, pair by pair. **Clear**:
  its interval leaves out 0.

## How to mark an answer that lies outside

There is no one right number, and closeness to ours earns nothing. Of the 20 marks (docs/teaching/marking.md) the 6
for causes and the 5 for uncertainty are at stake here.

1. *Outside the mean of {few} runs, inside 5-95 % of runs.* Most often one run, or a handful, told as a result. Ask
   for n. With n, an interval and "in the model" it is a good answer; without them it loses the marks for uncertainty,
   however near it is.
2. *Outside 5-95 % of runs.* Another file, version, score, unit or number of years. Ask for the command and run it:
   the numbers below come out again. Where the command was wrong and the reasoning right, take one mark, not six.
3. *The other sign.* Where the difference is clear, the sign is part of the answer. Where it is not, "so many runs do
   not tell" is the right answer, and either sign told as sure loses the marks for uncertainty.
4. *Another mechanism than ours.* It counts if the student shows it from a run (`northeastsim explain`), or says what
   run would show it. Two mechanisms with their direction earn 3 marks each; one that works the other way makes up for
   a weak one.
5. *The student does not believe the model.* Full marks, if it is said which assumption, and what would have to be
   known.
"""


@dataclass(frozen=True)
class Told:
    """What is told of a student: number, name, file, and each change as a sentence."""

    number: int
    name: str
    file: str
    changes: tuple[str, ...]


@dataclass(frozen=True)
class About:
    """What is told of a class; `words` are the outcomes in words by metric, `names` the actors' by id."""

    title: str
    base: str
    command: str
    luck: int
    years: str
    replications: int
    causes: int
    few: int
    metric: str
    words: Mapping[str, str]
    names: Mapping[str, str]
    students: tuple[Told, ...]


def text(about: About, table: pd.DataFrame, alone: pd.DataFrame, mechanisms: pd.DataFrame) -> str:
    """The whole key."""
    parts = [top(about)]
    for one in about.students:
        mine = [some[some["student"] == one.number] for some in (table, alone, mechanisms)]
        parts.append(of_student(one, about, *mine))
    return "\n".join(parts)


def top(about: About) -> str:
    """What holds for all students."""
    causes = "no runs: none are told here"
    if about.causes:
        causes = f"the first {about.causes} of them, taken apart event by event"
    return TOP.format(
        title=plain(about.title), statement=FULL, students=counted(len(about.students), "student"), base=about.base,
        command=about.command, verdict=" ".join(trust()), score=capital(about.words[about.metric]), metric=about.metric,
        years=about.years, n=about.replications, luck=about.luck, causes=causes, few=about.few,
    )  # fmt: skip


def plain(words: str) -> str:
    """Words that Markdown shows as they are."""
    return " ".join(words.translate(ESCAPED).split())


def of_student(one: Told, about: About, table: pd.DataFrame, alone: pd.DataFrame, mechanisms: pd.DataFrame) -> str:
    """The part of one student."""
    rows = table.to_dict("records")
    asked = next(row for row in rows if row["metric"] == about.metric)
    digits, score = places(asked), capital(about.words[about.metric])
    parts = [
        f"## Student {one.number}{f': {plain(one.name)}' if one.name else ''}\n",
        f"File `{one.file}`. What differs:\n",
        *(f"{k}. {plain(words)}" for k, words in enumerate(one.changes, 1)),
        "",
        f"{answer(asked, about)}\n",
        f"Ranges; n = {about.replications}, {about.years}, scores at the end, counts over the whole run, in the model.\n",
        *grid(HEAD.format(few=about.few).split("|"), [outcome(row, about) for row in rows]),
        "",
        f"Which change does it: {score} beside the scenario as shipped, n = {about.replications} pairs.\n",
        *grid(["change", "difference (95 %)"], [[plain(row["change"]), gap(row, digits)] for row in alone.to_dict("records")]),
        "",
        *reasons(mechanisms, about, digits),
    ]
    return "\n".join(parts)


HEAD = "outcome|unit|mean (95 %)|5-95 % of runs|a mean of {few} runs|as shipped|difference (95 %)|clear?"


def grid(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """A table."""
    lines = [columns, ["---"] * len(columns), *rows]
    return [f"| {' | '.join(cells)} |" for cells in lines]


def places(row: Mapping[str, Any]) -> int:
    """How many decimals an outcome has."""
    return decimals({"start": row["shipped"], "mean": row["mean"], "unit": row["unit"]})


def outcome(row: Mapping[str, Any], about: About) -> list[str]:
    """An outcome as a row of the table."""
    digits = places(row)

    def span(low: str, high: str) -> str:
        return f"{figure(row[low], digits)} to {figure(row[high], digits)}"

    return [
        capital(about.words[row["metric"]]), row["unit"], f"{figure(row['mean'], digits)} ({span('low', 'high')})", span("p05", "p95"),
        span("few_low", "few_high"), figure(row["shipped"], digits),
        gap(of_difference(row), digits), row["clear"],
    ]  # fmt: skip


def gap(row: Mapping[str, Any], digits: int) -> str:
    """A difference with its interval; without one where all pairs differ alike."""
    mean, low, high = (row[name] for name in ("difference", "low", "high"))
    if math.isnan(low):
        return f"{figure(mean, digits, signed=True)} (in every pair)"
    return f"{figure(mean, digits, signed=True)} ({figure(low, digits, signed=True)} to {figure(high, digits, signed=True)})"


def of_difference(row: Mapping[str, Any]) -> dict[str, float]:
    """The difference of an outcome to the scenario, with its interval."""
    return {"difference": row["difference"], "low": row["difference_low"], "high": row["difference_high"]}


def answer(row: Mapping[str, Any], about: About) -> str:
    """What a good answer says, in two sentences."""
    digits, score = places(row), about.words[row["metric"]]
    told = gap(of_difference(row), digits)
    ends = f"{figure(row['p05'], digits)} to {figure(row['p95'], digits)}"
    if row["clear"] == "yes":
        way = "higher" if row["difference"] > 0 else "lower"
        first = f"**A good answer**: in the model {score} ends {way} than as shipped, by {told}, and that is clear."
    elif math.isnan(row["difference_low"]) and row["difference"] == 0:
        first = f"**A good answer**: in the model {score} ends as in the scenario as shipped, in every pair."
    else:
        first = f"**A good answer**: {about.replications} pairs do not tell whether {score} ends higher or lower: {told}."
    if math.isnan(row["difference_low"]):
        return first
    return f"{first} Nine runs of ten end at {ends}, so that single runs of the two worlds may stand the other way round."


def reasons(rows: pd.DataFrame, about: About, digits: int) -> list[str]:
    """By which mechanisms the outcome moves more, or less, than in the scenario."""
    if rows.empty:
        return []
    start = float(rows.loc[rows["kind"] == "start", "change"].sum())
    causes = [row for row in rows[rows["kind"] != "start"].to_dict("records") if abs(row["change"]) >= 0.5 * 10.0**-digits]
    up, down = [row for row in causes if row["change"] > 0], [row for row in causes if row["change"] < 0]
    told = [
        f"Why, beside the scenario as shipped: the ledger of causes of {about.causes} pairs (with so few, 95 % intervals are wide; "
        "the first day and all causes together make the difference):\n"
    ]
    if abs(start) >= 0.5 * 10.0**-digits:
        told.append(f"- On the first day: {figure(start, digits, signed=True)}, since the contested number changes how it is counted.")
    for way, some in (("Raises it", up), ("Lowers it", down)):
        first = "; ".join(mechanism(row, about, digits) for row in some[:SIDES])
        told.append(f"- {way}: {first or 'nothing of that size'}.")
    return [*told, ""]


def mechanism(row: Mapping[str, Any], about: About, digits: int) -> str:
    """A cause with how much it does more than in the scenario: `China's decisions (summit, North Korea) +0.012 (+0.004 to +0.020)`."""
    told = gap({"difference": row["change"], "low": row["low"], "high": row["high"]}, digits)
    return f"{plain(capital(named({**row, 'serial': 0}, about.names)))} {told}"
