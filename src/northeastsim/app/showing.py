"""`northeastsim show [KIND] NAME`: one thing in full."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping
from typing import Any

from northeastsim.app.listing import number
from northeastsim.app.output import heading, line, paragraph
from northeastsim.app.parser.names import KINDS, SINGULAR
from northeastsim.errors import Problem, ScenarioError
from northeastsim.show.names import flat


def command(arguments: argparse.Namespace) -> int:
    """Print what was asked for; 2 when there is no such thing, or several."""
    words = list(arguments.words)
    wanted: tuple[str, ...] = KINDS
    if len(words) > 1:
        kind = SINGULAR.get(words[0], words[0])
        if kind not in KINDS or len(words) > 2:
            return refused(
                f"expected [KIND] NAME, got '{' '.join(words)}'; KIND is one of {', '.join(KINDS)}"
            )
        wanted, words = (kind,), words[1:]
    name = words[0]
    homes = [kind for kind in wanted if name in names(kind)]
    if len(homes) > 1:  # a state by its id is the actor, unless its names, its payoff or a chart are asked for
        homes = [kind for kind in homes if kind not in ("names", "payoffs", "charts")]
    if len(homes) > 1:
        choices = ", ".join(f"show {kind} {name}" for kind in homes)
        return refused(f"'{name}' is the name of several things: {choices}")
    if not homes and "scenarios" in wanted and ("/" in name or name.endswith((".yaml", ".yml"))):
        homes = ["scenarios"]
    if not homes:
        return unknown(name, wanted)
    SHOWS[homes[0]](name)
    return 0


def refused(message: str) -> int:
    """Say what is wrong and return 2."""
    print(f"northeastsim show: {message}", file=sys.stderr)
    return 2


def unknown(name: str, kinds: tuple[str, ...]) -> int:
    """Say that there is no such thing, and what is nearest."""
    from northeastsim.scenario.words import nearest

    near = nearest(name, [one for kind in kinds for one in names(kind)])
    noun = next(one for one in SINGULAR if SINGULAR[one] == kinds[0]) if len(kinds) == 1 else "thing"
    raise ScenarioError([Problem(name, None, None, "", f"there is no such {noun}", near)])


def names(kind: str) -> list[str]:
    """The names that a kind knows."""
    from northeastsim.scenario import ensembles
    from northeastsim.scenario.catalogue import catalogue
    from northeastsim.scenario.names import every_name
    from northeastsim.scenario.sources import shipped, shipped_sweeps
    from northeastsim.show.catalogue import CHARTS
    from northeastsim.show.names import COUNTS, SCORES

    every = catalogue()
    known: dict[str, Callable[[], list[str]]] = {
        "scenarios": lambda: [*shipped(every), *every.region_names],
        "sweeps": lambda: list(shipped_sweeps(every)),
        "strategies": lambda: list(every.strategies),
        "theories": lambda: list(every.theories),
        "payoffs": lambda: list(every.payoffs),
        "events": lambda: list(every.event_types),
        "systems": lambda: list(every.systems),
        "parameters": lambda: list(every.parameters),
        "ensembles": lambda: list(ensembles.shipped()),
        "metrics": lambda: [*SCORES, *COUNTS],
        "actors": lambda: list(base()["actors"]),
        "names": lambda: [row["id"] for row in every_name()],
        "charts": lambda: [name for entries in CHARTS.values() for name in entries],
    }
    return known[kind]()


def base() -> dict[str, Any]:
    """The document of the base region that most scenarios extend."""
    from northeastsim.app.listing import LATEST
    from northeastsim.scenario.catalogue import catalogue

    return catalogue().region(LATEST) or {"actors": {}}


def scenario(name: str) -> None:
    """Print a scenario with all it extends laid under it."""
    from northeastsim.scenario.catalogue import catalogue
    from northeastsim.scenario.load import dump, load
    from northeastsim.scenario.theories import changes
    from northeastsim.scenario.variants import names as versions_of

    regions = catalogue().region_names
    source: Any = {"format": 1, "extends": name} if name in regions else name
    resolved = load(source, catalogue=catalogue())
    for problem in (*resolved.warnings, *resolved.notes):
        line(f"# {problem}")
    if does := changes(resolved.theory):
        words = f"Theory {resolved.document['theory']}: {does}; what stands under 'parameters' below wins over it."
        line(f"# {words} See northeastsim show theory NAME.")
    if versions := versions_of(resolved.document):
        line(f"# Its versions, each run with --variant NAME: {', '.join(versions)}")
    line(dump(resolved.document).rstrip("\n"))


def sweep(name: str) -> None:
    """Print a sweep's file as it is, to be changed and run."""
    from northeastsim.scenario.catalogue import catalogue
    from northeastsim.scenario.sources import shipped_sweeps

    line(shipped_sweeps(catalogue())[name].read_text(encoding="utf-8").rstrip("\n"))


def strategy(name: str) -> None:
    """Print a strategy: its summary and source, then all it holds."""
    from northeastsim.scenario.catalogue import catalogue

    entry = catalogue().strategies[name]
    line(f"{name}, a strategy of {entry['actor'] if entry['actor'] != 'any' else 'any actor'}")
    paragraph(flat(entry["summary"]), "  ")
    paragraph(f"Source: {flat(entry['source'])}", "  ")
    line()
    rest({key: value for key, value in entry.items() if key not in ("actor", "summary", "source")})


def theory(name: str) -> None:
    """Print a theory: what it says, what it changes, which signs it claims, what the model cannot represent of it."""
    from northeastsim.scenario.catalogue import catalogue

    entry = catalogue().theories[name]
    line(f"{name}, a theory of what drives states")
    paragraph(flat(entry["summary"]), "  ")
    for what, text in (entry.get("logic") or {}).items():
        paragraph(f"{LOGIC[what]}: {flat(text)}", "  ", hanging="    ")
    if entry.get("cannot_tell"):
        paragraph(f"The model cannot represent: {flat(entry['cannot_tell'])}", "  ", hanging="    ")
    paragraph(f"Source: {flat(entry['source'])}", "  ", hanging="    ")
    tell_changes(entry)
    if entry.get("predicts"):
        heading("Signs that it claims (docs/reference/signs.md has the effects in the model)")
        for sign in entry["predicts"]:
            paragraph(signed(sign), "  ", hanging="    ")


def payoff(name: str) -> None:
    """Print what an actor's strategies are judged by as the file that it is, to copy and change."""
    from northeastsim.scenario.catalogue import HERE

    for row in (HERE / "payoffs" / f"{name}.yaml").read_text(encoding="utf-8").splitlines():
        line(row)


def tell_changes(entry: Mapping[str, Any]) -> None:
    """Print what a theory changes, each with why."""
    from northeastsim.scenario.catalogue import catalogue
    from northeastsim.scenario.theories import factors_of, settings_of

    factors, moved = factors_of(entry), settings_of(entry, catalogue().parameters)
    heading("What it changes" if factors or moved else "It changes nothing")
    if factors:
        why = flat((entry.get("because") or {}).get("weights"))
        told = ", ".join(f"{concern} {factor:g}" for concern, factor in factors.items())
        paragraph(f"every actor's concerns times: {told}. {why}", "  ", hanging="    ")
    for one in moved:
        paragraph(f"{one.name}: {one.before:g} -> {one.after:g}. {flat(one.why)}", "  ", hanging="    ")


def signed(sign: Mapping[str, Any]) -> str:
    """A sign in words: the claim, what it is seen in, and what is compared."""
    version = " ".join(f"--set '{path}={value}'" for path, value in (sign.get("patch") or {}).items())
    beside = f"with {version}" if version else "against the default theory"
    return f"{flat(sign['claim'])} {sign['measure']} {sign['direction']}, {beside}."


LOGIC = {"drives": "What drives states", "deters": "What deters them", "war": "What makes war likely"}


def rest(data: dict[str, Any]) -> None:
    """Print plain data as YAML."""
    from northeastsim.scenario.load import dump

    line(dump(data).rstrip("\n"))


def system(name: str) -> None:
    """Print a weapon system."""
    from northeastsim.scenario.catalogue import catalogue

    entry = catalogue().systems[name]
    line(f"{name}: {entry['name']}; one unit is a {entry['unit']}")
    line()
    rest({key: value for key, value in entry.items() if key not in ("name", "unit")})


def parameter(name: str) -> None:
    """Print all that is known of a parameter."""
    from northeastsim.scenario.catalogue import catalogue

    entry = catalogue().parameters[name]
    line(f"{name} = {entry['default']:g} ({entry['unit']})")
    paragraph(f"Meaning: {flat(entry.get('meaning'))}.", "  ")
    line(f"  Plausible: {entry.get('low'):g} to {entry.get('high'):g}; outside is a warning.")
    line(f"  Possible: {entry.get('hard_low'):g} to {entry.get('hard_high'):g}; outside is an error.")
    line(f"  Confidence: {entry.get('confidence')}.")
    paragraph(f"Source: {flat(entry.get('source'))}.", "  ")
    line(f"  To change it: --set parameters.{name}=VALUE, or `parameters: {{{name}: VALUE}}` in a file.")


def ensemble(name: str) -> None:
    """Print how an ensemble was made, what it is not for, and what each parameter is in its sets beside its plausible range."""
    import numpy as np

    from northeastsim.app.output import table
    from northeastsim.scenario.catalogue import catalogue
    from northeastsim.scenario.ensembles import about, read
    from northeastsim.show.names import counted

    said, one, known = about(name), read(name, catalogue()), catalogue().parameters
    what = f"{counted(one.sets, 'equally likely set')} of {counted(len(one.parameters), 'parameter')}"
    line(f"{name}, {what}: {flat(said['title'])}")
    for key, words in (("command", "Made by"), ("seed", "Seed"), ("data", "Data"), ("source", "Source"), ("not_for", "Not for")):
        paragraph(f"{words}: {flat(said[key])}", "  ", hanging="    ")
    line()
    rows = []
    for k, each in enumerate(one.parameters):
        low, middle, high = np.percentile(one.values[:, k], (5, 50, 95))
        plausible = f"{known[each]['low']:g} to {known[each]['high']:g}"
        rows.append([each, known[each]["unit"], f"{known[each]['default']:g}", f"{middle:.3g}", f"{low:.3g} to {high:.3g}", plausible])
    sides = ("default", "median", "5-95 % of sets", "plausible")
    table(["parameter", "unit", *sides], rows, right=sides)


def event(name: str) -> None:
    """Print an event type in words."""
    from northeastsim.show.event_words import described

    for text in described(name, event_types()[name]):
        paragraph(text, hanging="    ")


def event_types() -> dict[str, Any]:
    """The shipped event types."""
    from northeastsim.scenario.catalogue import catalogue

    return dict(catalogue().event_types)


def metric(name: str) -> None:
    """Print what a score or count measures."""
    from northeastsim.scenario.expressions.names import NAMES, usage
    from northeastsim.show.names import COUNTS, SCORES, STATISTICS

    one = SCORES.get(name) or COUNTS[name]
    line(f"{usage(name) if name in NAMES else name} ({one.unit})")
    paragraph(f"{one.meaning[0].upper()}{one.meaning[1:]}.", "  ")
    if name in SCORES:
        told = "; ".join(f".{statistic}: {meaning}" for statistic, meaning in STATISTICS.items())
        paragraph(f"Statistics of a run: {told}.", "  ")


def actor(name: str) -> None:
    """Print an actor of the base region, every figure with its source."""
    entry = base()["actors"][name]
    line(f"{name}: {entry['name']}, as in {base()['name']}")
    line()
    for key, value in entry.items():
        if isinstance(value, dict) and "value" in value:
            spread = f" ({value['low']:g} to {value['high']:g})" if value.get("low") is not None else ""
            told = f"; {value['confidence']} confidence" if value.get("confidence") else ""
            line(f"{key}: {number(value):g}{spread}{told}")
            paragraph(flat(value.get("source")), "    ")
        elif value not in (None, {}, "", [], 0, 0.0) and key != "name":
            line(f"{key}: {in_short(value)}")


def called(name: str) -> None:
    """Print what a state or place is called, and by whom."""
    from northeastsim.scenario.names import every_name

    entry = next(row for row in every_name() if row["id"] == name)
    also = f" ({entry['also']})" if entry["also"] else ""
    line(f"{name}: {entry['english']}{also}")
    for language in ("chinese", "korean", "japanese", "russian"):
        line(f"  {language}: {entry[language]}")
    paragraph(f"{entry['used_by']}; {entry['review']}.", "  ")


def chart(name: str) -> None:
    """Print what a chart shows, of each kind of results that has one of that name, and how it is drawn."""
    from northeastsim.app.listing import charts

    for row in (row for row in charts() if row["name"] == name):
        line(f"{name}, a chart of {row['of']}")
        paragraph(f"{row['summary'][0].upper()}{row['summary'][1:]}.", "  ")
        if row["interactive"] == "yes":
            paragraph("It has an interactive form.", "  ")


def in_short(value: Any) -> str:
    """A value without its sources."""
    if isinstance(value, dict):
        return ", ".join(f"{key} {number(one)}" for key, one in value.items())
    return str(value)


SHOWS: dict[str, Callable[[str], None]] = {
    "scenarios": scenario,
    "sweeps": sweep,
    "strategies": strategy,
    "theories": theory,
    "payoffs": payoff,
    "events": event,
    "systems": system,
    "parameters": parameter,
    "ensembles": ensemble,
    "metrics": metric,
    "actors": actor,
    "names": called,
    "charts": chart,
}
