"""The page of data: docs/data.md, and the table of rates, written from the tables themselves."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping
from importlib import resources
from typing import Any

from northeastsim.scenario.region import record_page, terms
from northeastsim.scenario.region.build import build
from northeastsim.scenario.region.record import RECENT, Rate, differs, record_rates
from northeastsim.scenario.region.tables import Row, table
from northeastsim.scenario.schema.actor import Actor
from northeastsim.scenario.schema.relation import Relation

SHOWN = 2024
COLUMNS = ("actor", "type", "kind", "year", "last_year", "count", "value", "low", "high", "unit", "source",
           "confidence", "how", "differs")
SHORT = 70
HEAD = f"""# The data

What the base region is built from and what the model is held to: terms and weak places first, every figure of the
region of {SHOWN}, every table and how it was made, the dated acts of the record, and how often it has seen each.
This page is written by

```console
$ python -m northeastsim.scenario.region
```

`build(year)` gives the region on 1 January of 2011 to 2026. It knows nothing after its start: spending,
economies and trade are those of the year before, warheads those of January, UN votes the mean of the three
years before; judgement carries its range. The region of 2026 rests on projections for 2025. Ranges are spans
of readings or of judgement, not confidence intervals, where nothing else is said. Economies, spending and
capital are in constant 2023 US$ (capital at military purchasing power), trade and flows in current US$.

In Python `northeastsim.data()` lists the tables, `northeastsim.data("trade")` is one of them, a row per figure with its source.
"""
RECORD = """The scenarios of the record, `scenarios/history/2010_2024.yaml` and its like, feed these in; a range is drawn anew for
each replication. Types are those of [the catalogue](reference/events.md). Shocks inside a state and wars outside the region
are neither incidents nor crises here."""

LEADS = """Log-normal times from order to first delivery, fitted by `python -m northeastsim.study.lead_times` to *lead_times.csv* and
*lead_cases.csv*; `until_2018` uses nothing that was known only later, and what had not come by then is censored. Intervals are
bootstrap 95 %. *Stated* is what the catalogue's systems have: median in months, log sd. Groups that are too small or too alike to
tell a spread are left out; those that are not dated know whole years only."""


def page() -> str:
    """The whole page as Markdown."""
    region = build(SHOWN)
    parts = [HEAD, _terms(), f"## What is weak\n\n{terms.WEAK}", f"## Actors, 1 January {SHOWN}\n"]
    for name, actor in region["actors"].items():
        parts += [f"### {actor['name']} ({name})\n", _figures(_flat(actor), Actor.model_fields)]
    parts += [f"## Relations, 1 January {SHOWN}\n", _relations(region["relations"])]
    parts += [f"## Calendar, {SHOWN}\n", _calendar(region["programmes"]), "## Tables\n"]
    parts += [_chapter(entry) for entry in contents()]
    parts += ["## Dated acts\n", f"{RECORD}\n", _grid(record_page.ACTS, record_page.acts())]
    parts += ["## Large exercises by year\n", _grid(record_page.SERIES, record_page.exercises())]
    parts += ["## Lead times, fitted\n", f"{LEADS}\n", _leads()]
    parts += ["## Rates of acts\n", _rates()]
    return "\n".join(parts)


def _terms() -> str:
    rows = _grid(("table", "rests on", "terms"), terms.terms(contents()))
    full = "`DATA-LICENCE` has them in full; all but open licences are recalled."
    return f"## Terms\n\n{full}\n\n{terms.meanings()}\n{rows}\n{terms.COAST}"


def contents() -> list[dict[str, str]]:
    """The list of tables: file, kind, title and derivation."""
    text = resources.files(__package__).joinpath("contents.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def rates_csv() -> str:
    """The text of record_rates.csv: rates of the whole record, then of its recent years."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for rate, flag in _pairs():
        writer.writerow([rate.actor, rate.type, rate.kind, rate.first, rate.last, rate.count,
                         *(f"{number:.3f}" for number in (rate.value, rate.low, rate.high)),
                         "a year", rate.source, rate.confidence, "derived", int(flag)])
    return text.getvalue()


def _pairs() -> list[tuple[Rate, bool]]:
    recent = {(rate.actor, rate.type, rate.kind): rate for rate in record_rates(since=RECENT)}
    found = []
    for rate in record_rates():
        late = recent.get((rate.actor, rate.type, rate.kind))
        flag = late is not None and differs(rate, late)
        found += [(rate, flag)] + ([(late, flag)] if late else [])
    return found


def _flat(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The figures of an entry by field, those of channels by their dotted name."""
    flat: dict[str, Any] = {}
    for field, figure in entry.items():
        if isinstance(figure, dict) and "value" not in figure:
            flat.update({f"{field}.{part}": below for part, below in figure.items()})
        elif field != "name":
            flat[field] = figure
    return flat


def _figures(flat: Mapping[str, Any], fields: Mapping[str, Any]) -> str:
    rows = [(f"`{name}`", *_words(figure, _unit(name, fields))) for name, figure in flat.items()]
    return _grid(("field", "value", "range", "unit", "confidence", "source"), rows)


def _relations(relations: Mapping[str, Any]) -> str:
    rows = [(pair, f"`{name}`", *_words(figure, _unit(name, Relation.model_fields)))
            for pair, entry in relations.items() for name, figure in entry.items() if figure is not False]
    return _grid(("pair", "field", "value", "range", "unit", "confidence", "source"), rows)


def _unit(name: str, fields: Mapping[str, Any]) -> str:
    field = fields.get(name.split(".")[0])
    extra = field.json_schema_extra if field is not None else None
    return extra["unit"] if isinstance(extra, dict) else ""


def _words(figure: Any, unit: str) -> tuple[str, str, str, str, str]:
    """Value, range, unit, confidence and source of a figure, as words."""
    if not isinstance(figure, dict):
        return "yes" if figure is True else str(figure), "", unit, "", "see the tables"
    span = f"{_plain(figure['low'])} to {_plain(figure['high'])}" if "low" in figure else ""
    return _plain(figure["value"]), span, unit, figure["confidence"], figure["source"]


def _plain(number: float) -> str:
    return f"{number:,.0f}" if abs(number) >= 1000 else f"{number:.4g}"


def _calendar(programmes: Iterable[Mapping[str, Any]]) -> str:
    rows = [(f"`{entry['id']}`", entry["initiator"], ", ".join(entry["participants"]),
             ", ".join(entry["aimed_at"]), ", ".join(entry["days"])) for entry in programmes]
    return _grid(("id", "initiator", "with", "aimed at", "days"), rows)


def _chapter(entry: Mapping[str, str]) -> str:
    """One table: what it is and how it was made; its rows if they are few, else where they come from."""
    name, found = entry["table"], table(entry["table"])
    years = [row.year for row in found]
    head = [f"### `{name}.csv`: {entry['title']}\n", f"{entry['derivation']}\n",
            f"{len(years)} rows, years {min(years)} to {max(years)}.\n"]
    if name == "record_rates":
        return "\n".join([*head, "They are shown under *Rates of acts*.\n"])
    if name == "record_events":
        return "\n".join([*head, "They are shown under *Dated acts*, exercises of the calendar under *Large exercises by year*.\n"])
    return "\n".join([*head, _rows(found) if len(found) <= SHORT else _origins(found)])


def _rows(found: Iterable[Row]) -> str:
    """All rows of a short table."""
    rows = [(*row.keys.values(), str(row.year), row.value, _span(row), row.unit, row.confidence, row.source)
            for row in found]
    names = (name.replace("_", " ") for name in next(iter(found)).keys)
    return _grid((*names, "year", "value", "range", "unit", "confidence", "source"), rows)


def _span(row: Row) -> str:
    return "" if row.low is None or row.high is None else f"{_plain(row.low)} to {_plain(row.high)}"


def _origins(found: Iterable[Row]) -> str:
    """How many rows of a long table come from where."""
    cited = Counter((row.source, row.confidence, row.how) for row in found)
    rows = [(*key, str(count)) for key, count in cited.items()]
    return _grid(("source", "confidence", "how", "rows"), rows)


def _leads() -> str:
    text = resources.files("northeastsim.scenario").joinpath("catalogue", "lead_times.csv").read_text(encoding="utf-8")
    rows = [(f"`{row['name']}`", row["group"], row["orders"], row["censored"], _with_ends(row, "median_months", "median"),
             _with_ends(row, "log_sd", "log_sd"), row["stated"]) for row in csv.DictReader(text.splitlines())]
    return _grid(("fit", "orders of", "n", "censored", "median, months", "log sd", "stated"), rows)


def _with_ends(row: Mapping[str, str], value: str, ends: str) -> str:
    return f"{row[value]} ({row[f'{ends}_low']} to {row[f'{ends}_high']})"


def _rates() -> str:
    rows = [_rate(rate, flag) for rate, flag in _pairs()]
    return _grid(("actor", "type", "kind", "years", "count", "a year", "95 % interval", "differs"), rows)


def _rate(rate: Rate, flag: bool) -> tuple[str, ...]:
    years, span = f"{rate.first} to {rate.last}", f"{rate.low:.2f} to {rate.high:.2f}"
    count, value = str(rate.count), f"{rate.value:.2f}"
    return rate.actor, rate.type, rate.kind, years, count, value, span, "yes" if flag else ""


def _grid(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A Markdown table."""
    lines = (head, ("---",) * len(head), *rows)
    return "".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |\n" for line in lines)
