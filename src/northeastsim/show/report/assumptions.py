"""What a scenario assumes, with sources: its events, what it sets, strategies, theory, sets of parameters, what is contested."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from northeastsim.scenario.difference import RESULT, Line, differences
from northeastsim.scenario.load import Resolved, load
from northeastsim.scenario.paths import dotted
from northeastsim.scenario.schema.quantity import value_of
from northeastsim.scenario.theories import DEFAULT, changes
from northeastsim.show.blocks import Heading, Table, Text, filled, texts
from northeastsim.show.difference import facts, told
from northeastsim.show.names import counted, flat
from northeastsim.show.report.parts import Folded, Part
from northeastsim.show.script import HEADS, scripted
from northeastsim.show.view import actor_names

FEW = 12  # rows that are shown without being asked for
FIGURES = ("place", "value", "plausible range", "confidence", "source")
NUMBERS = ("value", "plausible range")
MANY = 200


def assumptions(resolved: Resolved, ensemble: Mapping[str, Any] | None = None) -> list[Part]:
    """The blocks of the section, the scenario's own first; what is long is folded."""
    return [
        *events(resolved), *settings(resolved), *theory(resolved), *strategies(resolved), *sets(ensemble), *contested(resolved),
        *figures(resolved),
    ]  # fmt: skip


def events(resolved: Resolved) -> list[Part]:
    """What the scenario scripts, how sure each event is, and by whom it is claimed or denied."""
    rows = scripted(resolved)
    if not rows:
        return [Heading("Events of the scenario"), Text("None: nothing is scripted beside what the base region holds.")]
    caption = "What the scenario scripts; how sure: on the record, claimed by whom, denied by whom, or hypothetical"
    return long("Events of the scenario", filled(Table(HEADS, rows, caption=caption)))


def long(title: str, table: Table) -> list[Part]:
    """A table under a heading, folded where it is long."""
    if len(table.rows) <= FEW:
        return [Heading(title), table]
    return [Folded(f"{title}: {len(table.rows)}", [table])]


def settings(resolved: Resolved) -> list[Part]:
    """What else the scenario sets otherwise than its base, with unit, plausible range and source."""
    name = resolved.region
    if not name:
        return [Heading("Its world"), Text("The scenario stands on no base region: all of its world is its own.")]
    base = load({"format": 1, "extends": name}, catalogue=resolved.catalogue)
    lines = [line for line in differences(base, resolved) if line.kind == RESULT and line.path[0] not in ("events", "programmes")]
    if not lines:
        return [Heading("What it sets"), Text(f"Nothing beside its events: all else is as in `{name}`.")]
    rows = [setting(line, resolved) for line in lines]
    columns = ("place", "base", "here", "unit", "plausible range", "meaning", "source")
    caption = f"What it sets otherwise than its base, {name}"
    return long("What it sets", filled(Table(columns, rows, caption=caption)))


def setting(line: Line, resolved: Resolved) -> list[str]:
    """A line in which the scenario differs from its base as a row."""
    known = facts(line, resolved)
    span = f"{known.low:g} to {known.high:g}" if known.low is not None and known.high is not None else ""
    return [f"`{dotted(line.path)}`", told(line.before), told(line.after), known.unit, span, known.meaning, source(line, resolved)]


def source(line: Line, resolved: Resolved) -> str:
    """Where the value of a line comes from, as the document says it."""
    node: Any = resolved.document
    for key in line.path:
        node = node.get(key) if isinstance(node, Mapping) else None
    return flat(node.get("source")) if isinstance(node, Mapping) else ""


def theory(resolved: Resolved) -> list[Part]:
    """The theory that all follow, where it is not the default."""
    name = resolved.document["theory"]
    if name == DEFAULT:
        return []
    entry = resolved.theory
    summary, source = flat(entry.get("summary")), flat(entry.get("source"))
    return [Heading("Theory"), *texts([f"All follow the theory `{name}`: {summary}", changes(entry), f"Source: {source}"])]


def strategies(resolved: Resolved) -> list[Part]:
    """What each state follows, and where that comes from."""
    names = actor_names(resolved.document)
    followed = {names[actor]: entry["strategy"] for actor, entry in resolved.document["actors"].items() if entry.get("strategy")}
    if not followed:
        return []
    rows = [[who, *strategy(resolved, name)] for who, name in followed.items()]
    table = Table(("state", "follows", "which means", "source"), rows, caption="The strategy that each state follows")
    return [Folded(f"Strategies of {counted(len(rows), 'state')}", [filled(table)])]


def strategies_named(resolved: Resolved, names: Sequence[str]) -> list[Part]:
    """What some strategies mean, and where they come from."""
    rows = [strategy(resolved, name) for name in names]
    table = Table(("strategy", "which means", "source"), rows, caption="The strategies that are compared")
    return [Folded(f"The strategies: {len(rows)}", [filled(table)])]


def strategy(resolved: Resolved, name: str) -> list[str]:
    """A strategy in cells: its name, what it means, its source."""
    known = resolved.strategies.get(name, {})
    return [f"`{name}`", flat(known.get("summary")), flat(known.get("source"))]


def sets(ensemble: Mapping[str, Any] | None) -> list[Part]:
    """Over which sets of parameters it was run."""
    if ensemble is None:
        return []
    from northeastsim.scenario.ensembles import about, shipped

    said = about(str(ensemble["name"])) if ensemble["name"] in shipped() else {}
    told = [
        f"Run over `{ensemble['name']}`, {counted(int(ensemble['sets']), 'equally likely set')} of {len(ensemble['parameters'])} "
        "parameters: two replications in a row take one set.",
        flat(said.get("title")), f"Source: {flat(said['source'])}" if said.get("source") else "",
        f"Not for: {flat(said['not_for'])}" if said.get("not_for") else "",
    ]  # fmt: skip
    return [Heading("Sets of parameters"), *texts(told)]


def contested(resolved: Resolved) -> list[Part]:
    """The parameters whose plausible range holds 0: of these somebody careful found no effect."""
    rows = [
        [f"`{name}`", f"{value_of(resolved.parameters[name]):g}", f"{entry['low']:g} to {entry['high']:g}",
         str(entry.get("unit") or ""), flat(entry.get("meaning")), flat(entry.get("source"))]
        for name, entry in resolved.catalogue.parameters.items()
        if entry.get("low") is not None and entry["low"] <= 0.0 <= entry["high"] and entry["low"] < entry["high"]
    ]  # fmt: skip
    caption = "Parameters whose plausible range holds 0, so that the sign or the very effect is open; value: the one that was run"
    columns = ("parameter", "value", "plausible range", "unit", "meaning", "source")
    table = Table(columns, rows, ("value",), caption=caption)
    return [Folded(f"What is contested: {len(rows)} parameters of {len(resolved.catalogue.parameters)}", [table])]


def figures(resolved: Resolved) -> list[Part]:
    """The figures of the states and pairs at the start that say where they come from."""
    rows = [
        [f"`{place}`", told(figure["value"]), span(figure), str(figure.get("confidence") or ""), flat(figure["source"])]
        for key in ("actors", "relations")
        for place, figure in sourced(key, resolved.document[key])
    ]
    if not rows:
        return []
    shown = Table(FIGURES, rows[:MANY], NUMBERS, caption="Figures at the start, and where they come from",
                  whole="manifest.json" if len(rows) > MANY else "")  # fmt: skip
    return [Folded(f"Figures of states and pairs at the start: {len(rows)}", [filled(shown)])]


def sourced(path: str, node: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The figures below a place that have a source."""
    if isinstance(node, Mapping):
        if "value" in node and node.get("source"):
            yield path, node
        else:
            for key, one in node.items():
                yield from sourced(f"{path}.{key}", one)


def span(figure: Mapping[str, Any]) -> str:
    """The plausible range of a figure."""
    low, high = figure.get("low"), figure.get("high")
    return "" if low is None or high is None else f"{low:g} to {high:g}"
