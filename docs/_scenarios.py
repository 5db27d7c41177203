"""Write a page for each ready-made scenario, from runs of it: `python -m docs._scenarios [NAME ...]`.

Without names all pages are written. `index()` follows from the files alone. Each page holds a digest of the scenario it
was written from, so that a test can tell that the scenario has changed since (tests/docs/test_scenario_pages.py).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import northeastsim as ne
from northeastsim.analysis.paired import differences
from northeastsim.analysis.typical import deviations, typical_and_extreme
from northeastsim.app.telling import shown, yes_or_no
from northeastsim.face import Results, Scenario
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.checks.own_keys import COMMON
from northeastsim.scenario.schema import value_of
from northeastsim.scenario.sources import shipped
from northeastsim.show.names import counted
from northeastsim.show.outcomes import derived, figure, outcomes, precision
from northeastsim.show.sentences import amount, told
from northeastsim.show.standing import standing
from northeastsim.show.view import actor_names, is_fixed
from northeastsim.statement import SHORT
from northeastsim.study.digest import of_data
from northeastsim.study.twins import own_events, region

HERE = Path(__file__).parent / "scenarios"
REPLICATIONS = 200
Z = 1.96
FOLDERS = {
    "scenarios": ("The region", "What is told is marked as on the record, or as hypothetical."),
    "history": ("The record", "Worlds of earlier years, with what is on the record, or claimed."),
    "classics": ("Classics", "Made-up or old worlds that show one mechanism."),
}
DIGEST = re.compile(r"^<!-- scenario (\w+) -->$", re.MULTILINE)
Row = dict[str, Any]


def files() -> dict[str, Path]:
    """Return the file of each ready-made scenario, by folder and name, `baseline` first."""
    order = list(FOLDERS)
    found = sorted(
        shipped(catalogue()).items(), key=lambda item: (order.index(item[1].parent.name), item[0] != "baseline", item[0])
    )
    return dict(found)


def digest(scenario: Scenario) -> str:
    """Return a digest of all that a scenario says, its figures without their sources and as far as any machine agrees."""
    return of_data(spare(scenario.document))[:16]


def spare(value: Any) -> Any:
    """Return plain data without what is empty; a figure is its value, to nine digits."""
    if isinstance(value, Mapping):
        if "value" in value:
            return spare(value["value"])
        kept = {key: spare(one) for key, one in value.items()}
        return {key: one for key, one in kept.items() if one not in (None, {}, [])}
    if isinstance(value, list):
        return [spare(one) for one in value]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:.9g}"
    return value


def index() -> str:
    """Return the page that leads to all others."""
    text = [
        "# Scenarios\n",
        "A page for each ready-made scenario: its events, what happens in a typical and in an extreme replication, its",
        "outcomes beside the baselines and its own versions, and what it cannot tell. Written from runs by",
        "`python -m docs._scenarios`.\n",
        f"> {SHORT}\n",
    ]
    every = files()
    for folder, (title, intro) in FOLDERS.items():
        names = [name for name, path in every.items() if path.parent.name == folder]
        if names:
            text += [f"## {title}\n", f"{intro}\n", *map(entry, names), ""]
    return "\n".join(text)


def entry(name: str) -> str:
    """Return a scenario's line of the index."""
    scenario = ne.load(name)
    return f"- [{scenario.name}]({name}.md), `{name}`: {scenario.question}"


def page(name: str) -> str:
    """Run a scenario and its versions and return its page."""
    scenario = ne.load(name)
    fixed = is_fixed(scenario.document)
    count = 1 if fixed else REPLICATIONS
    results = ran(scenario, count, baseline=True)
    parts = [
        head(name, scenario, count),
        events(scenario),
        others(scenario),
        stories(results),
        figures(results),
        versions(scenario, results, count),
        limits(scenario),
    ]
    return "\n".join(part for part in parts if part)


def ran(scenario: Scenario, count: int, baseline: bool) -> Results:
    """Return results with every event kept."""
    return scenario.run(count, engine="batch", paths=1, events="all" if baseline else 1, baseline=baseline)


def head(name: str, scenario: Scenario, count: int) -> str:
    """Return the top of a page: what is asked, and of which runs the page tells."""
    document = scenario.document
    path = files()[name]
    file = f"../../{path.parent.name if path.parent.name == 'scenarios' else f'scenarios/{path.parent.name}'}/{path.name}"
    base = f", on `{scenario.resolved.bases[0]}`" if scenario.resolved.bases else ""
    every = document["replications"]
    what = (
        "one replication: nothing is left to chance"
        if count == 1
        else f"{counted(count, 'replication')}, 0 to {count - 1}, of its {every}"
    )
    return "\n".join([
        f"# {scenario.name}\n",
        f"<!-- scenario {digest(scenario)} -->",
        f"**{scenario.question}**\n",
        f"{flat(document['description'])}\n",
        f"`northeastsim run {name}`, [its file]({file}){base}: {counted(document['years'], 'year')} from "
        f"{document['start']}, seed {document['seed']}. This page is written by `python -m docs._scenarios {name}` from "
        f"{what}. {SHORT}\n",
    ])


def events(scenario: Scenario) -> str:
    """Return the table of what the scenario scripts."""
    document, own = scenario.document, own_events(scenario.resolved)
    names = actor_names(document)
    rows = [
        (f"`{e['id']}`", time(e), *deed(e, scenario, names), standing(e, names), flat(e.get("source")))
        for e in document["events"]
        if e["id"] in own
    ]
    of_region = {one["id"] for one in region(scenario.resolved).get("programmes") or ()}
    rows += [
        (f"`{one['id']}`", f"yearly, {', '.join(one['days'])}", told(plain(one, {}), names, scenario.resolved.systems), "", "", "")
        for one in document["programmes"]
        if one["id"] not in of_region and scenario.resolved.bases
    ]
    if not rows:
        return "## Events\n\nNone: nothing is scripted.\n"
    heads = ("event", "when", "what", "with", "how sure", "source")
    filled = [k for k in range(len(heads)) if any(row[k] for row in rows)]
    return "## Events\n\n" + grid([heads[k] for k in filled], [[row[k] for k in filled] for row in rows])


def time(event: Mapping[str, Any]) -> str:
    """Return when an event comes, in words."""
    after, hazard = event.get("after"), event.get("hazard")
    words = [str(event["date"])] if event.get("date") else []
    words += [f"when `{flat(event['when'])}`"] if event.get("when") else []
    if after:
        words.append(f"{counted(after['days'], 'day')} after `{after['event']}`" if after["days"] else f"with `{after['event']}`")
    words += [f"by chance, {drawn(hazard)} a year"] if hazard is not None else []
    words += [f"with probability {drawn(event['probability'])}"] if event.get("probability") is not None else []
    words += [f"again after {event['repeat']} at the earliest"] if event.get("repeat") else []
    words += [f"until {event['until']}"] if event.get("until") else []
    words += ["if the partner agrees"] if event.get("consent") else []
    return "; ".join(words)


def drawn(value: Any) -> str:
    """Return a number, or the range that it is drawn from."""
    return f"{value[0]:g} to {value[1]:g}" if isinstance(value, list) else f"{value_of(value):g}"


def deed(event: Mapping[str, Any], scenario: Scenario, names: Mapping[str, str]) -> tuple[str, str]:
    """Return what is done, in a sentence, and the keys of its own in which its type is more exact."""
    kind = scenario.resolved.event_types[event["type"]].get("keys") or {}
    sentence = told(plain(event, kind), names, scenario.resolved.systems)
    size = next((key for key, spec in kind.items() if isinstance(spec.get("default"), int | float)), "")
    keys = [key for key in event if key not in COMMON and not (key == size and amount(middle(event[key])) in sentence)]
    more = [f"{key} {event[key] if isinstance(event[key], str | bool) else drawn(event[key])}" for key in keys]
    more += [f"about `{event['about']}`"] if event.get("about") else []
    more += ["secret"] if event.get("secret") else []
    more += [
        "; ".join(part for part in deed(leg, scenario, names) if part) for leg in event.get("legs") or ()
    ]
    return sentence, "; ".join(more)


def plain(event: Mapping[str, Any], kind: Mapping[str, Any]) -> Row:
    """Return an event of a document as a row of the log, with the middle of what is drawn."""
    sizes = [key for key, spec in kind.items() if isinstance(spec.get("default"), int | float)]
    size = event.get(sizes[0]) if sizes else None
    lists = {key: " ".join(event.get(key) or ()) for key in ("participants", "aimed_at")}
    singles = {key: event.get(key) or "" for key in ("initiator", "target", "system")}
    return {"type": event["type"], "quantity": 1.0 if size is None else middle(size), **singles, **lists}


def middle(value: Any) -> float:
    """Return a number, or the middle of the range that it is drawn from."""
    return sum(value) / 2 if isinstance(value, list) else 0.0 if isinstance(value, str) else float(value_of(value))


def others(scenario: Scenario) -> str:
    """Return what else the scenario sets that its base does not."""
    if not scenario.resolved.bases:
        return ""
    document, base = scenario.document, ne.load({"format": 1, "extends": scenario.resolved.bases[-1]}).document
    lines = []
    for key in ("settings", "monitoring", "actors", "relations", "systems", "strategies", "event_types", "parameters"):
        lines += list(changes(key, document[key], base[key]))
    lines += [
        f"closed to decisions: {', '.join(str(value) for value in one.values() if value)}" for one in document["closed"]
    ]
    lines += [f"`metrics.{key}`: `{text}`" for key, text in document["metrics"].items()]
    if not lines:
        return ""
    return "Besides, it sets:\n\n" + "".join(f"- {one}\n" for one in lines)


def changes(path: str, value: Any, base: Any) -> Iterable[str]:
    """Yield the settings in which a document differs from its base."""
    if value == base or spare(value) == spare(base):
        return
    if isinstance(value, Mapping) and "value" not in value:
        known = base if isinstance(base, Mapping) else {}
        for key, one in value.items():
            yield from changes(f"{path}.{key}", one, known.get(key))
    else:
        yield f"`{path}`: {spare(value)}"


def stories(results: Results) -> str:
    """Return the stories of a typical and of an extreme replication, and how they were chosen."""
    rows, runs = outcomes(results), derived(results.runs)
    metrics = [row["metric"] for row in rows]
    if len(runs) == 1:
        return "## What happens\n\n" + bullets(results.story(0))
    typical, extreme = typical_and_extreme(runs, metrics)
    far = deviations(runs, metrics).loc[extreme]
    values = runs.set_index("replication")
    most = far.abs().sort_values(ascending=False, kind="stable").index[:3]
    labels = {row["metric"]: row for row in rows}
    apart = "; ".join(compared(labels[name], values.loc[extreme, name], values[name].median()) for name in most)
    return "\n".join([
        "## What happens in a typical replication\n",
        f"Replication {typical}: of all {len(runs)}, the one nearest to the medians of the outcomes below, each divided by its",
        "standard deviation.\n",
        bullets(results.story(typical)),
        "## What happens in an extreme one\n",
        f"Replication {extreme}: the one farthest from them. It stands out by {apart}.\n",
        bullets(results.story(extreme)),
    ])


def compared(row: Row, value: float, median: float) -> str:
    """Return an outcome of one replication beside the median of all."""
    label = row["label"] if "'" in row["label"] else row["label"][:1].lower() + row["label"][1:]
    if row["unit"] == "probability":
        return f"{label}: {yes_or_no(value)} (most: {yes_or_no(median)})"
    places = 0 if row["unit"] == "per run" else precision(row)
    return f"{label}: {figure(value, places)} (median {figure(median, places)})"


def bullets(story: str) -> str:
    """Return a story as a list, its dates in bold."""
    lines = [re.sub(r"^(\d{4}-\d\d-\d\d)  ", r"**\1** ", line) for line in story.splitlines()]
    return "".join(f"- {line}\n" for line in lines)


def figures(results: Results) -> str:
    """Return the table of outcomes beside the baselines."""
    n = results.complete[0]
    rows = []
    for row in outcomes(results):
        start, mean, _, spread, quiet, difference, interval, share = shown(row, n)
        if row["unit"] == "probability":
            mean, spread = f"{mean} ({spread.removesuffix(' *')})" if n > 1 else yes_or_no(row["mean"]), ""
            quiet = quiet if n > 1 else yes_or_no(row["quiet"])
            difference = difference if n > 1 else ""
        elif row["error"] is not None:
            places = precision(row)
            ends = (figure(row["mean"] + side * Z * row["error"], places) for side in (-1, 1))
            mean = f"{mean} ({' to '.join(ends)})"
        gap = f"{difference} ({interval})" if difference and interval and n > 1 else difference
        rows.append((row["label"], row["unit"], mean, spread, start, quiet, gap, share))
    heads = ("outcome", "unit", "mean (95 %)" if n > 1 else "value", "5-95 % of runs", "frozen", "quiet", "difference (95 %)" if n > 1 else "difference", "of treaty")
    filled = [k for k in range(len(heads)) if any(row[k] for row in rows)]
    years = counted(int(results.document["years"]), "year")
    told_ = [
        f"Scores after {years} (or when a war ended the run), counts over the whole run; n = {n}. Frozen: the value of the first day,",
        "carried forward.",
    ]
    if any(row[5] for row in rows):
        told_.append(
            "Quiet: the same world without the scenario's events; the difference to it is paired by luck. Of treaty: the difference "
            "as a share of what a Russian defence treaty with North Korea does, where both are clear."
        )
    if n > 1:
        told_.append("The intervals hold chance within the model, not the model's own error.")
    return "## Outcomes\n\n" + " ".join(told_) + "\n\n" + grid([heads[k] for k in filled], [[row[k] for k in filled] for row in rows])


def versions(scenario: Scenario, results: Results, count: int) -> str:
    """Return the scenario's versions beside each other; nothing where there are none."""
    if not scenario.variants:
        return ""
    base, rows = derived(results.runs), outcomes(results)
    columns = [[with_interval(row) for row in rows]]
    for name in scenario.variants:
        runs = derived(ran(scenario.variant(name), count, baseline=False).runs)
        known = [row["metric"] for row in rows if row["metric"] in runs.columns]
        gaps = differences(runs, base, known)
        columns.append([
            beside(row, runs, gaps.loc[row["metric"]]) if row["metric"] in known else "" for row in rows
        ])
    heads = ["outcome", "unit", "as it stands", *(f"`{name}`" for name in scenario.variants)]
    cells = [[row["label"], row["unit"], *(column[k] for column in columns)] for k, row in enumerate(rows)]
    document = scenario.document
    sets = {**document["variants"], **({"twin": document["twin"]} if document["twin"] else {})}
    lines = [f"- `{name}`: {', '.join(f'`{path}` {short(value)}' for path, value in values.items())}" for name, values in sets.items()]
    intro = "Means; beside each, what it has more than the scenario as it stands, paired by luck, with its 95 % interval." if count > 1 else "Values; beside each, what it has more than the scenario as it stands."
    return "\n".join(["## Its versions beside each other\n", *lines, "", f"{intro} Run one with `--variant NAME`.\n", grid(heads, cells)])


def short(value: Any) -> str:
    """Return a value that a version sets, in few words."""
    if value is None:
        return "dropped"
    return f"`{value}`" if not isinstance(value, list | dict) else "as in the file"


def with_interval(row: Row) -> str:
    """Return an outcome's mean."""
    return figure(row["mean"], precision(row))


def beside(row: Row, runs: Any, gap: Any) -> str:
    """Return a version's mean and the difference to the scenario as it stands."""
    places = precision(row)
    mean = figure(float(runs[row["metric"]].mean()), places)
    if gap["mean"] == 0.0:
        return f"{mean} (same)"
    if gap["low"] != gap["low"]:
        return f"{mean} ({figure(gap['mean'], places, signed=True)})"
    ends = (figure(float(gap[end]), places, signed=True) for end in ("low", "high"))
    return f"{mean} ({' to '.join(ends)})"


def limits(scenario: Scenario) -> str:
    """Return what runs cannot tell."""
    told_ = flat(scenario.document.get("cannot_tell"))
    more = "[What the model is not](../discussion/what-the-model-is-not.md) holds for every scenario."
    return "\n".join(["## What it cannot tell\n", *([f"{told_}\n"] if told_ else []), f"{more}\n"])


def flat(text: Any) -> str:
    """Return a text on one line."""
    return " ".join(str(text or "").split())


def grid(head: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    """Return a Markdown table."""
    head = list(head)
    lines = [head, ["---"] * len(head), *([str(cell).replace("|", "/") for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def write(path: Path, text: str) -> None:
    """Write a page."""
    path.write_text(text.rstrip("\n") + "\n", encoding="utf-8")


def main(names: list[str]) -> None:
    """Write the index and the pages of some scenarios, or of all; those of scenarios that are gone go."""
    HERE.mkdir(exist_ok=True)
    write(HERE / "index.md", index())
    for name in names or files():
        print(name, flush=True)
        write(HERE / f"{name}.md", page(name))
    for path in HERE.glob("*.md"):
        if path.stem not in {*files(), "index"}:
            path.unlink()


if __name__ == "__main__":
    main(sys.argv[1:])
