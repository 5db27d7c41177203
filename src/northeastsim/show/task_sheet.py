"""A student's own scenario file: what differs in their world and what to do with it as comments, then the patch itself."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from northeastsim.scenario.assignments import EVENT, STRATEGY, Change, switches
from northeastsim.scenario.dump import dump
from northeastsim.scenario.load import Resolved
from northeastsim.show.names import capital, flat, sentence
from northeastsim.show.sentences import goods
from northeastsim.show.view import actor_names
from northeastsim.statement import SHORT

WIDTH = 110
TASK = (
    "Before you run anything, write down what you expect: is {score} at the end higher or lower than in the scenario as it "
    "ships, or hardly different? Say why, and how sure you are.",
    "Run your world, and the scenario as it ships, the same number of times:\n"
    "northeastsim run {file} --replications {n}\n"
    "northeastsim run {base} --replications {n}",
    "Quote {score} with its 95 % interval, the range of 5-95 % of runs, n, the years and the unit. One run is no evidence.",
    "Ask whether the difference is clear, and which of your changes makes it:\n"
    "northeastsim diff {base} {file} --score '{metric}' --replications {n}",
    "Ask why, and name two mechanisms that raise or lower it, and one that works the other way:\n"
    "northeastsim explain {file} --score '{plain}' --replications 4",
    "Nobody knows for sure {switch}. Put it at the other end of its range and run once more: does your answer survive?\n"
    "northeastsim run {file} --set {setting} --replications {n}",
    "End with what nobody may conclude from this.",
)
OF_CAUSES, OF_SWITCH = 4, 5  # the places of the tasks that need a score at the end, and a contested parameter


@dataclass(frozen=True)
class Sheet:
    """What a student's file is made of; `base` is what it extends, `metric` the outcome it asks about."""

    number: int
    student: str
    file: str
    base: str
    seed: int
    metric: str
    replications: int
    changes: tuple[Change, ...]


def text(sheet: Sheet, resolved: Resolved) -> str:
    """The file: comments for the student, and a patch on the scenario that it extends."""
    differs = [in_words(change, resolved) for change in sheet.changes]
    owner = f" For {sheet.student}." if sheet.student else ""
    title = f'Variant {sheet.number} of "{resolved.document.get("name") or "a scenario"}", seed {sheet.seed}.{owner}'
    lines = [*comment(f"{title} Others have other worlds."), *comment(SHORT), "#", "# What differs from the scenario as it ships:"]
    lines += [line for k, words in enumerate(differs, 1) for line in item(k, words)]
    lines += ["#", "# What to do:", *(line for k, words in enumerate(tasks(sheet, resolved), 1) for line in item(k, words))]
    return "\n".join([*lines, "", dump(document(sheet, resolved))])


def comment(words: str) -> list[str]:
    """A paragraph as lines of comment."""
    return textwrap.wrap(words, WIDTH, initial_indent="# ", subsequent_indent="# ", break_long_words=False, break_on_hyphens=False)


def item(number: int, words: str) -> list[str]:
    """An item of a list as lines of comment: the first line is wrapped, commands after it stay whole."""
    first, *commands = words.split("\n")
    told = textwrap.wrap(
        first, WIDTH, initial_indent=f"#   {number}. ", subsequent_indent="#      ", break_long_words=False, break_on_hyphens=False
    )
    return [*told, *(f"#        {command}" for command in commands)]


def tasks(sheet: Sheet, resolved: Resolved) -> list[str]:
    """What a student is to do, in order; of a count no causes are asked, without a contested parameter nothing about one."""
    plain = sheet.metric.rpartition(".")[0]
    names = {
        "score": score_in_words(sheet.metric, resolved), "metric": sheet.metric, "plain": plain, "file": sheet.file,
        "base": sheet.base, "n": sheet.replications,
    }  # fmt: skip
    switch = next((change for change in sheet.changes if change.kind not in (STRATEGY, EVENT)), None)
    out = {OF_CAUSES} if not sheet.metric.endswith(".end") else set()
    out |= {OF_SWITCH} if switch is None else set()
    kept = [words for k, words in enumerate(TASK) if k not in out]
    if switch is not None:
        names |= {"switch": question(switch), "setting": other_end(switch, resolved)}
    return [words.format(**names) for words in kept]


def score_in_words(metric: str, resolved: Resolved) -> str:
    """An outcome in words: `China's influence over North Korea`."""
    score, _, how = metric.rpartition(".")
    return sentence(metric if how == "count" else score, actor_names(resolved.document))


def question(change: Change) -> str:
    """What a contested parameter asks."""
    return next(one.question for one in switches() if one.parameter == change.name)


def other_end(change: Change, resolved: Resolved) -> str:
    """The setting that puts a contested parameter at the end of its range that is farther away."""
    entry, value = resolved.catalogue.parameters[change.name], float(next(iter(change.after.values())))
    end = max((entry["low"], entry["high"]), key=lambda one: abs(one - value))
    return f"parameters.{change.name}={end:g}"


def document(sheet: Sheet, resolved: Resolved) -> dict[str, Any]:
    """The patch: what the file says of itself, what it extends, and what differs."""
    title = resolved.document.get("name") or "Scenario"
    score = score_in_words(sheet.metric, resolved)
    told: dict[str, Any] = {
        "format": 1,
        "name": f"{title}, variant {sheet.number}",
        "question": f"What do these changes do to {score}, beside the scenario as it ships, and why?",
        "description": f"Made up for a class, variant {sheet.number} of seed {sheet.seed}: " + "; ".join(
            in_short(change, resolved) for change in sheet.changes
        ) + ".",
        "extends": sheet.base,
    }  # fmt: skip
    for change in sheet.changes:
        for path, value in change.after.items():
            place(told, path, value)
    return told


def place(document: dict[str, Any], path: str, value: Any) -> None:
    """Put a value where a path of `--set` leads."""
    section, _, rest = path.partition(".")
    if section == "parameters":
        document.setdefault(section, {})[rest] = value
        return
    name, _, key = rest.partition(".")
    if section == "events":
        events: list[dict[str, Any]] = document.setdefault(section, [{"id": name}])
        events[0][key] = value
    else:
        document.setdefault(section, {}).setdefault(name, {})[key] = value


def in_words(change: Change, resolved: Resolved) -> str:
    """A change as a sentence, with what a student needs to know of it."""
    if change.kind == STRATEGY:
        strategy = next(iter(change.after.values()))
        summary = flat(resolved.strategies[strategy].get("summary"))
        return f"{capital(in_short(change, resolved))}. {summary}"
    if change.kind == EVENT:
        return f"{capital(in_short(change, resolved))}."
    switch = next(one for one in switches() if one.parameter == change.name)
    entry = resolved.catalogue.parameters[change.name]
    ends = f"at {entry['low']:g} {switch.low}, at {entry['high']:g} {switch.high}"
    return f"{capital(in_short(change, resolved))}: {switch.question}; {ends}. Nobody knows for sure."


def in_short(change: Change, resolved: Resolved) -> str:
    """A change in a few words: `China follows outbid_moscow (as shipped strategic_ambiguity)`."""
    if change.kind == EVENT:
        event = next(one for one in resolved.document["events"] if one["id"] == change.name)
        both = (of_event(event, values, resolved) for values in (change.before, change.after))
        return f"the event {change.name}: " + ", ".join(f"{after} (as shipped {before})" for before, after in zip(*both, strict=True))
    (before,), (after,) = change.before.values(), change.after.values()
    if change.kind == STRATEGY:
        return f"{actor_names(resolved.document)[change.name]} follows {after} (as shipped {before})"
    return f"the contested number {change.name} is {after:g} (as shipped {before:g})"


def of_event(event: Mapping[str, Any], values: Mapping[str, Any], resolved: Resolved) -> list[str]:
    """What a change says of an event, as it is with these values: goods and how many of them are one thing."""
    own = {path.rpartition(".")[2]: value for path, value in values.items()}
    told = [f"on {own['date']}"] if "date" in own else []
    if "system" in event and {"system", "quantity"} & set(own):
        told.append(goods({**event, **own}, resolved.systems))
    keys = resolved.event_types[event["type"]].get("keys") or {}
    rest = [key for key in own if key not in ("date", "system") and ("system" not in event or key != "quantity")]
    return [*told, *(f"{key} {own[key]:g} {keys[key].get('unit', '')}".strip() for key in rest)]

