"""Relations between two actors: one spelling of each pair, and one place for what both share."""

from __future__ import annotations

from northeastsim.errors import Problem
from northeastsim.scenario.nodes import Node, problem_at
from northeastsim.scenario.paths import pair_key
from northeastsim.scenario.words import got

SYMMETRIC = (
    "trade_musd",
    "contact",
    "proximity",
    "land_contact",
    "crisis_exposure",
    "incident_exposure",
    "rival",
)


def tidied(document: Node, problems: list[Problem]) -> Node:
    """The document with relations keyed `A, B`, and what is symmetric under the alphabetical order."""
    relations = document.get("relations")
    if relations is None or not isinstance(relations.value, dict):
        return document
    spelt = uniform(relations, problems)
    return document.with_value({**document.value, "relations": relations.with_value(shared(spelt, problems))})


def uniform(relations: Node, problems: list[Problem]) -> dict[str, Node]:
    """Relations by uniform key; two spellings of one pair are a problem."""
    found: dict[str, Node] = {}
    for key, node in relations.value.items():
        name = pair_key(key)
        if name in found:
            message = f"the same pair as on line {found[name].key_at.line}"
            problems.append(problem_at(node.key_at, ("relations", name), message))
        found.setdefault(name, node)
    return found


def shared(relations: dict[str, Node], problems: list[Problem]) -> dict[str, Node]:
    """Relations with each symmetric value under the alphabetical order of its pair."""
    result = dict(relations)
    for key, node in relations.items():
        straight = ", ".join(sorted(key.split(", ")))
        if straight == key or not isinstance(node.value, dict):
            continue
        moved = {name: value for name, value in node.value.items() if name in SYMMETRIC}
        other = result.get(straight)
        if not moved or (other is not None and not isinstance(other.value, dict)):
            continue
        kept = {name: value for name, value in node.value.items() if name not in moved}
        result[straight] = joined(other, node, moved, (straight, key), problems)
        if kept:
            result[key] = node.with_value(kept)
        else:
            del result[key]
    return result


def joined(
    straight: Node | None,
    turned: Node,
    moved: dict[str, Node],
    keys: tuple[str, str],
    problems: list[Problem],
) -> Node:
    """The relation of the alphabetical order with what stood under the other; they must not contradict."""
    mine = dict(straight.value) if straight else {}
    for name, value in moved.items():
        if name in mine and mine[name].plain() != value.plain():
            both = f"{got(mine[name].plain())} under '{keys[0]}' and {got(value.plain())} under '{keys[1]}'"
            message = f"is the same for both orders, but stands as {both}"
            problems.append(problem_at(value.key_at, ("relations", keys[1], name), message))
        mine.setdefault(name, value)
    return (straight or turned).with_value(mine)
