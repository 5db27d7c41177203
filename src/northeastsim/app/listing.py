"""`northeastsim list KIND`: what there is, with units and sources."""

from __future__ import annotations

import argparse
import json
import pathlib
from collections.abc import Callable
from typing import Any

from northeastsim.app.output import entries, is_narrow, line
from northeastsim.show.names import flat

Row = dict[str, Any]
LATEST = "northeast_asia_2024"
LONG = {
    "question": "",
    "confidence": "confidence: ",
    "strategy": "strategy: ",
    "roles": "roles: ",
    "keys": "keys: ",
    "chinese": "chinese: ",
    "korean": "korean: ",
    "japanese": "japanese: ",
    "russian": "russian: ",
    "used_by": "used by: ",
    "review": "",
    "summary": "",
    "changes": "",
    "meaning": "",
    "source": "source: ",
}


def command(arguments: argparse.Namespace) -> int:
    """Print the list: in columns for a person, with tabs between for a program, or as JSON."""
    rows = LISTS[arguments.kind]()
    if arguments.json:
        line(json.dumps(rows, indent=1, ensure_ascii=False))
    elif rows and is_narrow():
        columns = [name for name in rows[0] if name not in LONG]
        notes = [[f"{LONG[name]}{told(row[name])}" for name in LONG if row.get(name)] for row in rows]
        entries(columns, [[told(row[name]) for name in columns] for row in rows], notes)
    elif rows:
        for cells in (list(rows[0]), *(map(told, row.values()) for row in rows)):
            line("\t".join(cells))
    else:
        line(f"no {arguments.kind} are shipped with this installation")
    return 0


def told(value: Any) -> str:
    """A cell in words."""
    if isinstance(value, float):
        return f"{value:g}"
    return "" if value is None else ", ".join(value) if isinstance(value, list) else str(value)


def number(value: Any) -> Any:
    """The figure of a quantity."""
    return value.get("value") if isinstance(value, dict) else value


def scenarios() -> list[Row]:
    """The shipped scenarios, then the base regions."""
    from northeastsim.scenario.catalogue import catalogue
    from northeastsim.scenario.sources import shipped

    rows = [scenario_row(name, path) for name, path in shipped(catalogue()).items()]
    for region in catalogue().region_names:
        year = region.rpartition("_")[2]
        question = f"Base region: the record up to 1 January {year}"
        rows.append(
            {"name": region, "start": f"{year}-01-01", "years": None, "events": 0, "question": question}
        )
    return rows


def scenario_row(name: str, path: pathlib.Path) -> Row:
    """One scenario as its file tells it; a spoilt file is said to be one."""
    from northeastsim.errors import ScenarioError
    from northeastsim.scenario.catalogue import catalogue
    from northeastsim.scenario.load import load

    try:
        document = load(path, catalogue=catalogue()).document
    except ScenarioError as error:
        wrong = f"cannot be used: {len(error.problems)} problems (northeastsim validate {name})"
        return {"name": name, "start": None, "years": None, "events": None, "question": wrong}
    question = document.get("question") or document.get("name")
    events = len(document["events"])
    return {
        "name": name,
        "start": str(document["start"]),
        "years": document["years"],
        "events": events,
        "question": question,
    }


def sweeps() -> list[Row]:
    """The shipped sweeps."""
    from northeastsim.scenario import sweep
    from northeastsim.scenario.catalogue import catalogue
    from northeastsim.scenario.sources import shipped_sweeps

    known = catalogue()
    asked = [(name, sweep.read(path, known)) for name, path in shipped_sweeps(known).items()]
    return [
        {
            "name": name,
            "scenarios": [base.name for base in one.bases],
            "uncertainties": len(one.uncertainties),
            "choices": one.choices,
            "design": one.design.method,
            "question": flat(one.question),
        }
        for name, one in asked
    ]


def strategies() -> list[Row]:
    """The shipped strategies."""
    from northeastsim.scenario.catalogue import catalogue

    return [
        {
            "name": name,
            "actor": entry["actor"],
            "summary": flat(entry["summary"]),
            "source": flat(entry["source"]),
        }
        for name, entry in sorted(
            catalogue().strategies.items(), key=lambda item: (item[1]["actor"], item[0])
        )
    ]


def theories() -> list[Row]:
    """The shipped theories of what drives states."""
    from northeastsim.scenario.catalogue import catalogue
    from northeastsim.scenario.theories import changes

    return [
        {
            "name": name,
            "summary": flat(entry["summary"]),
            "changes": changes(entry),
            "source": flat(entry["source"]),
        }
        for name, entry in catalogue().theories.items()
    ]


def payoffs() -> list[Row]:
    """What each actor's strategies are judged by."""
    from northeastsim.scenario.catalogue import catalogue

    return [
        {
            "name": name,
            "weightings": list(entry["weightings"]),
            "summary": flat(entry["summary"]),
            "source": flat(entry["source"]),
        }
        for name, entry in catalogue().payoffs.items()
    ]


def events() -> list[Row]:
    """The shipped event types."""
    from northeastsim.scenario.catalogue import catalogue

    return [
        {
            "type": name,
            "roles": ", ".join(
                role if need == "required" else f"[{role}]"
                for role, need in (entry.get("roles") or {}).items()
            ),
            "keys": ", ".join(f"{key} ({own.get('unit') or 'a word'})" for key, own in (entry.get("keys") or {}).items()),
            "summary": flat(entry["summary"]),
            "source": flat(entry.get("source")),
        }
        for name, entry in catalogue().event_types.items()
    ]


def systems() -> list[Row]:
    """The shipped weapon systems."""
    from northeastsim.scenario.catalogue import catalogue

    return [
        {
            "name": name,
            "unit": entry["unit"],
            "channel": entry["channel"],
            "bn US$ a unit": number(entry["value_busd"]),
            "suppliers": list(entry.get("suppliers", ())),
            "months to deliver": number((entry.get("lead_months") or {}).get("median")),
            "source": flat(entry.get("source")),
        }
        for name, entry in catalogue().systems.items()
    ]


def parameters() -> list[Row]:
    """The parameters with their plausible ranges."""
    from northeastsim.scenario.catalogue import catalogue

    return [
        {
            "name": name,
            "value": entry["default"],
            "low": entry.get("low"),
            "high": entry.get("high"),
            "unit": entry["unit"],
            "confidence": entry.get("confidence"),
            "meaning": flat(entry.get("meaning")),
            "source": flat(entry.get("source")),
        }
        for name, entry in catalogue().parameters.items()
    ]


def ensembles() -> list[Row]:
    """The shipped ensembles of parameter sets."""
    from northeastsim.scenario.catalogue import catalogue
    from northeastsim.scenario.ensembles import about, read, shipped

    found = [(name, read(name, catalogue()), about(name)) for name in shipped()]
    return [
        {
            "name": name,
            "sets": one.sets,
            "parameters": len(one.parameters),
            "summary": flat(said["title"]),
            "source": flat(said["source"]),
        }
        for name, one, said in found
    ]


def metrics() -> list[Row]:
    """Scores, counts and the statistics of a score; A and B stand for actors."""
    from northeastsim.scenario.expressions.names import NAMES, usage
    from northeastsim.show.names import COUNTS, SCORES, STATISTICS

    rows = [
        {
            "name": usage(name) if name in NAMES else name,
            "kind": "score",
            "unit": one.unit,
            "meaning": one.meaning,
        }
        for name, one in SCORES.items()
    ]
    rows += [
        {"name": name, "kind": "count", "unit": one.unit, "meaning": one.meaning}
        for name, one in COUNTS.items()
    ]
    for name, meaning in STATISTICS.items():
        row = {"name": f"SCORE.{name}", "kind": "statistic", "unit": "as the score", "meaning": meaning}
        rows.append(row)
    return rows


def actors() -> list[Row]:
    """The actors of the base region that most scenarios extend."""
    from northeastsim.scenario.catalogue import catalogue

    document = catalogue().region(LATEST) or {"actors": {}}
    return [
        {
            "id": name,
            "name": entry["name"],
            "economy bn US$": number(entry["economy_busd"]),
            "spending bn US$ a year": number(entry["spending_busd"]),
            "warheads": number(entry.get("warheads")),
            "strategy": entry.get("strategy"),
            "source": source(entry["spending_busd"]),
        }
        for name, entry in document["actors"].items()
    ]


def names() -> list[Row]:
    """What states, seas and disputed places are called, by language, and by whom."""
    from northeastsim.scenario.names import every_name

    return [dict(row) for row in every_name()]


def charts() -> list[Row]:
    """Every chart: of what it is drawn, and whether it has a form that answers to a pointer."""
    from northeastsim.show.catalogue import CHARTS
    from northeastsim.show.interactive.forms import FORMS

    return [
        {"name": name, "of": kind, "interactive": "yes" if name in FORMS.get(kind, {}) else "no", "summary": entry.summary}
        for kind, entries in CHARTS.items()
        for name, entry in entries.items()
    ]


def source(value: Any) -> str:
    """Where a quantity comes from."""
    return flat(value.get("source")) if isinstance(value, dict) else ""


LISTS: dict[str, Callable[[], list[Row]]] = {
    "scenarios": scenarios,
    "sweeps": sweeps,
    "strategies": strategies,
    "theories": theories,
    "payoffs": payoffs,
    "events": events,
    "systems": systems,
    "parameters": parameters,
    "ensembles": ensembles,
    "metrics": metrics,
    "actors": actors,
    "names": names,
    "charts": charts,
}
