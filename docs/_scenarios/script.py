"""What a scenario scripts and sets, in tables and lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import northeastsim as ne
from docs._scenarios.basis import Row, flat, narrowed, spare
from northeastsim.face import Scenario
from northeastsim.scenario.schema import value_of
from northeastsim.show.names import counted
from northeastsim.show.sentences import amount, told
from northeastsim.show.standing import standing
from northeastsim.show.view import actor_names
from northeastsim.study.twins import own_events, own_programmes

CLOSED = {"type": "", "initiator": "of ", "target": "to ", "system": "with "}
HEADS = ("event", "when", "what", "with", "how sure", "source")


def events(scenario: Scenario) -> str:
    """Return the table of what the scenario scripts."""
    document, own = scenario.document, own_events(scenario.resolved)
    names = actor_names(document)
    rows = [
        (f"`{e['id']}`", time(e), *deed(e, scenario, names), standing(e, names), flat(e.get("source")))
        for e in document["events"]
        if e["id"] in own
    ]
    yearly = own_programmes(scenario.resolved)
    rows += [
        (f"`{one['id']}`", f"yearly, {', '.join(one['days'])}", *deed(one, scenario, names), "", "")
        for one in document["programmes"]
        if one["id"] in yearly
    ]
    if not rows:
        return "## Events\n\nNone: nothing is scripted.\n"
    return f"## Events\n\n{narrowed(HEADS, rows)}"


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
    sentence = told(plain(event, kind), names, scenario.resolved.systems, scenario.document["event_types"])
    size = next((key for key, spec in kind.items() if isinstance(spec.get("default"), int | float)), "")
    keys = [key for key in kind if key in event and not (key == size and is_told(event[key], sentence))]
    more = [f"{key} {own(event[key])}" for key in keys]
    more += [f"about `{event['about']}`"] if event.get("about") else []
    more += [f"`{name}` {drawn(odds)}" for name, odds in (event.get("strategies") or {}).items()]
    more += ["secret"] if event.get("secret") else []
    legs = [deed(leg, scenario, names) for leg in event.get("legs") or ()]
    more += [f"{what} ({exactly})" if exactly else what for what, exactly in legs]
    return sentence, "; ".join(more)


def is_told(size: Any, sentence: str) -> bool:
    """Whether a sentence holds a size already; of a range it tells but the middle."""
    return not isinstance(size, list) and amount(middle(size)) in sentence


def own(value: Any) -> str:
    """Return the value of a key of a type's own."""
    return str(value) if isinstance(value, str | bool) else drawn(value)


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
        "nobody may choose " + " ".join(f"{CLOSED[key]}`{value}`" for key, value in one.items() if value)
        for one in document["closed"]
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
        yield f"`{path}`: {str(value).lower() if isinstance(value, bool) else spare(value)}"
