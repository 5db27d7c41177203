"""What a scenario scripts, in words: when each of its events comes, what is done, and with how much of what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from northeastsim.scenario.load import Resolved
from northeastsim.scenario.schema import value_of
from northeastsim.show.names import counted, flat
from northeastsim.show.sentences import amount, told
from northeastsim.show.standing import standing
from northeastsim.show.view import actor_names
from northeastsim.study.twins import own_events, own_programmes

Row = dict[str, Any]
HEADS = ("event", "when", "what", "with", "how sure", "source")


def scripted(resolved: Resolved) -> list[list[str]]:
    """A row of `HEADS` for each event and yearly programme that does not come from the base region."""
    document, names = resolved.document, actor_names(resolved.document)
    own, yearly = own_events(resolved), own_programmes(resolved)
    rows = [
        [f"`{one['id']}`", time(one), *deed(one, resolved, names), standing(one, names), flat(one.get("source"))]
        for one in document["events"]
        if one["id"] in own
    ]
    return rows + [
        [f"`{one['id']}`", f"yearly, {', '.join(one['days'])}", *deed(one, resolved, names), "", ""]
        for one in document["programmes"]
        if one["id"] in yearly
    ]


def time(event: Mapping[str, Any]) -> str:
    """When an event comes, in words."""
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


def deed(event: Mapping[str, Any], resolved: Resolved, names: Mapping[str, str]) -> tuple[str, str]:
    """What is done, in a sentence, and the keys of its own in which its type is more exact."""
    kind = resolved.event_types[event["type"]].get("keys") or {}
    sentence = told(plain(event, kind), names, resolved.systems, resolved.document["event_types"])
    size = next((key for key, spec in kind.items() if isinstance(spec.get("default"), int | float)), "")
    keys = [key for key in kind if key in event and not (key == size and is_told(event[key], sentence))]
    more = [f"{key} {own(event[key])}" for key in keys]
    more += [f"about `{event['about']}`"] if event.get("about") else []
    more += [f"`{name}` {drawn(odds)}" for name, odds in (event.get("strategies") or {}).items()]
    more += ["secret"] if event.get("secret") else []
    legs = [deed(leg, resolved, names) for leg in event.get("legs") or ()]
    more += [f"{what} ({exactly})" if exactly else what for what, exactly in legs]
    return sentence, "; ".join(more)


def own(value: Any) -> str:
    """The value of a key of a type's own."""
    return str(value) if isinstance(value, str | bool) else drawn(value)


def drawn(value: Any) -> str:
    """A number, or the range that it is drawn from."""
    return f"{value[0]:g} to {value[1]:g}" if isinstance(value, list) else f"{value_of(value):g}"


def is_told(size: Any, sentence: str) -> bool:
    """Whether a sentence holds a size already; of a range it tells but the middle."""
    return not isinstance(size, list) and amount(middle(size)) in sentence


def plain(event: Mapping[str, Any], kind: Mapping[str, Any]) -> Row:
    """An event of a document as a row of the log, with the middle of what is drawn."""
    sizes = [key for key, spec in kind.items() if isinstance(spec.get("default"), int | float)]
    size = event.get(sizes[0]) if sizes else None
    lists = {key: " ".join(event.get(key) or ()) for key in ("participants", "aimed_at")}
    singles = {key: event.get(key) or "" for key in ("initiator", "target", "system")}
    return {"type": event["type"], "quantity": 1.0 if size is None else middle(size), **singles, **lists}


def middle(value: Any) -> float:
    """A number, or the middle of the range that it is drawn from."""
    return sum(value) / 2 if isinstance(value, list) else 0.0 if isinstance(value, str) else float(value_of(value))
