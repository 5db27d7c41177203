"""Mutations of what a scenario says."""

from __future__ import annotations

import copy
import random
from typing import Any

from mutations.basis import REFERENCES, Path, at, fresh, is_number, mutation, pick, put, typo

FREE = (("metrics",), ("variants",))  # whose keys are free names


@mutation("refused")
def misspelt_key(rng: random.Random) -> Any:
    """Any key of any mapping, except where keys are free names."""
    data = fresh()
    path = pick(rng, data, lambda path, _: isinstance(path[-1], str) and path[-2:-1] not in FREE)
    holder = at(data, path[:-1])
    holder[typo(rng, path[-1])] = holder.pop(path[-1])
    return data


@mutation("refused")
def misspelt_id(rng: random.Random) -> Any:
    """Any reference to something that has an id."""
    data = fresh()
    path = pick(rng, data, lambda path, value: path[-1] in REFERENCES and isinstance(value, str))
    return put(data, path, typo(rng, at(data, path)))


@mutation("refused")
def misspelt_name_in_condition(rng: random.Random) -> Any:
    """A score or an actor in a `when`."""
    data = fresh()
    word = rng.choice(["influence", "CHN", "PRK"])
    when = data["events"][1]["when"].replace(word, typo(rng, word))
    return put(data, ("events", 1, "when"), when)


@mutation("refused")
def wrong_type(rng: random.Random) -> Any:
    """A mapping of nonsense, a list or a truth where something else belongs."""
    data = fresh()
    path = pick(rng, data, lambda _, value: not isinstance(value, dict | list | bool))
    return put(data, path, rng.choice([{"wrong": 1}, [], [1], True, False, {}]))


@mutation("refused")
def wrong_container(rng: random.Random) -> Any:
    """A scalar where a mapping or a list belongs; a number may stand for a range."""
    data = fresh()
    path = pick(rng, data, lambda path, value: isinstance(value, dict | list) and path[-1] != "scale")
    return put(data, path, rng.choice([0, 1.5, "text", True]))


@mutation("refused")
def number_as_text(rng: random.Random) -> Any:
    """A number in quotes, or in words."""
    data = fresh()
    path = pick(rng, data, lambda _, value: is_number(value))
    return put(data, path, rng.choice([str(at(data, path)), "many", "1_000", "", "0b1", "1,5"]))


@mutation("refused")
def out_of_range(rng: random.Random) -> Any:
    """A number far beyond its bounds, on either side."""
    data = fresh()
    path = pick(rng, data, lambda _, value: is_number(value))
    return put(data, path, rng.choice([-1e13, 1e13, -(10**13), 2**63, 10**40, 1e300]))


@mutation("refused")
def not_finite(rng: random.Random) -> Any:
    """NaN and the infinities."""
    data = fresh()
    path = pick(rng, data, lambda _, value: is_number(value))
    return put(data, path, rng.choice([float("nan"), float("inf"), float("-inf")]))


@mutation("refused")
def not_whole(rng: random.Random) -> Any:
    """A fraction, or 500.0, where whole numbers are asked."""
    path = rng.choice([("format",), ("seed",), ("replications",), ("events", 0, "quantity")])
    data = fresh()
    return put(data, path, float(at(data, path)) + rng.choice([0.0, 0.5]))


@mutation("refused")
def impossible_date(rng: random.Random) -> Any:
    """No such day, no such form, or outside the calendar."""
    dates = ["2025-02-30", "2025-13-01", "2023-02-29", "1799-12-31", "2201-01-01", "1-1-2025", "2025-1-1"]
    dates += ["01.06.2025", "2025-06-01T00:00", "tomorrow", "", "0000-00-00", "2025-06-00", "٢٠٢٥-٠٦-٠١"]
    return put(fresh(), rng.choice([("start",), ("events", 0, "date")]), rng.choice(dates))


@mutation("refused")
def date_outside_the_run(rng: random.Random) -> Any:
    """Before the start or after the end."""
    year = rng.choice([*range(1900, 2025), *range(2035, 2200)])
    return put(fresh(), ("events", 0, "date"), f"{year}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}")


@mutation("refused")
def condition_that_is_code(rng: random.Random) -> Any:
    """Python where a condition belongs."""
    codes = [
        "__import__('os').system('true')",
        "().__class__.__bases__",
        "lambda: 1",
        "exec('1')",
        "1 if 1 else 0",
    ]
    codes += [
        "open('/etc/passwd').read()",
        "influence[CHN, PRK].__class__ < 1",
        "[x for x in ()]",
        "f'{1}' < 1",
    ]
    codes += ["security[__builtins__] < 1", "1 < 2; import os", "${HOME} < 1", "{{7*7}} < 1", "`ls` < 1"]
    path: Path = rng.choice([("events", 1, "when"), ("metrics", "margin")])
    return put(fresh(), path, rng.choice(codes))


@mutation("refused")
def unknown_extra_key(rng: random.Random) -> Any:
    """A key nobody knows, anywhere but among free names."""
    data = fresh()
    path = pick(rng, data, lambda path, value: isinstance(value, dict) and path[-1:] not in FREE)
    key = rng.choice(["zzz", "__class__", "$ref", "Format", "x" * 500, "a.b", "é"])
    return put(data, (*path, key), rng.choice([1, "x", None, [], {}]))


@mutation("refused")
def key_that_is_not_text(rng: random.Random) -> Any:
    """A number or a truth as a key."""
    data = fresh()
    path = pick(rng, data, lambda _, value: isinstance(value, dict))
    return put(data, (*path, rng.choice([1, True, None, 2.5])), 1)


@mutation("refused")
def missing_key(rng: random.Random) -> Any:
    """A key that is required."""
    data = fresh()
    required: list[Path] = [
        ("format",),
        ("extends",),
        ("systems", "s400"),
        ("events", 0, "id"),
        ("events", 0, "type"),
    ]
    required += [
        ("events", 0, "initiator"),
        ("events", 0, "date"),
        ("events", 1, "when"),
        ("events", 1, "about"),
    ]
    path = rng.choice([path for path in required if path != ("systems", "s400")])
    del at(data, path[:-1])[path[-1]]
    return data


@mutation("refused")
def duplicate_id(rng: random.Random) -> Any:
    """An event twice."""
    data = fresh()
    data["events"].append(dict(rng.choice(data["events"])))
    return data


@mutation("refused")
def self_target(rng: random.Random) -> Any:
    """Somebody who acts upon itself."""
    data = fresh()
    event = rng.choice(data["events"])
    event["target"] = event["initiator"]
    return data


@mutation("refused")
def contradicting_pair(rng: random.Random) -> Any:
    """What both share, said twice and differently."""
    data = fresh()
    data["relations"]["PRK, RUS"] = {"trade_musd": rng.randint(35, 1000)}
    return data


@mutation("refused")
def unknown_parameter(rng: random.Random) -> Any:
    """No group, no name, or another's."""
    name = rng.choice(
        ["crisis", "base_rate", "crisis.base_rate.x", "crisis.", ".", "", "Crisis.base_rate", "dependence.ph"]
    )
    return put(fresh(), ("parameters", name), 0.1)


@mutation("refused")
def deep_dict(rng: random.Random) -> Any:
    """A dict nested deeper than any file may be."""
    value: Any = 1
    for _ in range(rng.choice([45, 200, 900])):
        value = rng.choice([{"a": value}, [value]])
    return put(fresh(), ("actors",), value)


@mutation("refused")
def strange_object(rng: random.Random) -> Any:
    """What only Python can hold."""
    value = rng.choice([object(), {1, 2}, b"x", 1j, print, type, "\ud800", "\x00", range(3), fresh])
    return put(
        fresh(), rng.choice([("name",), ("seed",), ("actors", "CHN", "strategy"), ("events", 0)]), value
    )


@mutation("either")
def anything_anywhere(rng: random.Random) -> Any:
    """Any value at any place."""
    data = fresh()
    values = [
        None,
        True,
        0,
        -1,
        1e-300,
        "",
        "x",
        [],
        {},
        [[]],
        [None],
        {"value": 1},
        {"id": "x"},
        "CHN",
        "2030-01-01",
    ]
    for _ in range(rng.randint(1, 4)):
        put(data, pick(rng, data, lambda _path, _value: True), copy.deepcopy(rng.choice(values)))
    return data


@mutation("either")
def anything_removed(rng: random.Random) -> Any:
    """Any key taken out."""
    data = fresh()
    path = pick(rng, data, lambda _path, _value: True)
    del at(data, path[:-1])[path[-1]]
    return data


@mutation("accepted")
def keys_in_another_order(rng: random.Random) -> Any:
    """Order of keys means nothing."""
    return shuffled(rng, fresh())


def shuffled(rng: random.Random, data: Any) -> Any:
    """The data with the keys of every mapping in another order."""
    if isinstance(data, list):
        return [shuffled(rng, item) for item in data]
    if not isinstance(data, dict):
        return data
    keys = rng.sample(list(data), len(data))
    return {key: shuffled(rng, data[key]) for key in keys}


@mutation("accepted")
def nulls_that_clear_nothing_known(rng: random.Random) -> Any:
    """A null for a key that has a default and is not given."""
    data = fresh()
    key = rng.choice(["question", "description", "closed", "bodies"][:3])
    data[key] = None
    data["actors"]["CHN"][rng.choice(["grievance", "fatigue", "name"])] = None
    return data
