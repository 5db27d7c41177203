"""Which strategies, scenarios and outcomes a comparison is of, checked, and laid out as one version of each scenario per strategy."""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from northeastsim.errors import Problem, ScenarioError
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import Resolved, load
from northeastsim.scenario.payoffs import Payoff
from northeastsim.scenario.sources import shipped
from northeastsim.scenario.tables import tables
from northeastsim.scenario.words import missing
from northeastsim.study import worlds

SINCE = "2024"
MARKS = {"settings.war": "marks"}  # a war is noted and the run goes on, so that all last as long
Source = str | os.PathLike[str] | Mapping[str, Any] | Resolved


def strategies_of(actor: str) -> list[str]:
    """Return the shipped strategies that are an actor's own."""
    return sorted(name for name, entry in catalogue().strategies.items() if entry.get("actor") == actor)


def usual_scenarios(actor: str) -> list[str]:
    """Return the shipped scenarios from 2024 on in which an actor decides among more than two others."""
    found = []
    for name in shipped(catalogue()):
        document = load(name, catalogue=catalogue()).document
        if str(document["start"]) >= SINCE and not why_not(document, actor) and len(document["actors"]) > 3:
            found.append(name)
    return found


def why_not(document: Mapping[str, Any], actor: str) -> str:
    """Return why strategies of an actor cannot be compared in a scenario; nothing where they can."""
    if actor not in document["actors"]:
        return f"{actor} takes no part; its actors are {', '.join(document['actors'])}"
    if not document["settings"]["decisions"]:
        return "nobody decides (settings.decisions is false), so that no strategy can matter"
    return ""


def opened(sources: Sequence[Source], actor: str) -> dict[str, Resolved]:
    """Return scenarios by the names they are shown under; raises ScenarioError with all that cannot be compared."""
    found: dict[str, Resolved] = {}
    problems: list[Problem] = []
    for source in sources:
        try:
            resolved = source if isinstance(source, Resolved) else load(source, catalogue=catalogue())
        except ScenarioError as error:
            problems += error.problems
            continue
        name = named(source, resolved)
        twice = "two scenarios go by this name; give each once, and a name of its own"
        wrong = twice if name in found else why_not(resolved.document, actor)
        if wrong:
            problems.append(Problem(name, None, None, "", wrong))
        found[name] = resolved
    if not sources:
        message = f"none to compare in: {actor} decides in no shipped one from {SINCE} on"
        problems.append(Problem("<scenarios>", None, None, "", message))
    if problems:
        raise ScenarioError(problems)
    return found


def expect_actors(payoff: Payoff, scenarios: Mapping[str, Resolved]) -> None:
    """Raise ScenarioError for a payoff that names a state of none of the scenarios."""
    known = sorted({name for each in scenarios.values() for name in each.document["actors"]})
    problems = [
        Problem(f"payoff of {payoff.actor}", None, None, f"{key}.{name}", *missing("actor", name, known))
        for key, names in (("influence_over", payoff.influence_over), ("partners", payoff.partners))
        for name in names
        if name not in known
    ]
    if problems:
        raise ScenarioError(problems)


def named(source: Source, resolved: Resolved) -> str:
    """Return how a scenario is called in tables: as it was asked for, files by their stem."""
    if isinstance(source, str | os.PathLike):
        return os.path.splitext(os.path.basename(os.fspath(source)))[0]
    return str(resolved.document.get("name") or "scenario")


def following(scenarios: Mapping[str, Resolved], actor: str, strategies: Sequence[str]) -> dict[str, dict[str, Resolved]]:
    """Return the versions of each scenario in which an actor follows each strategy, wars marked.

    NOTE: a version is loaded once and told the other strategies, all of them known, which is what loading each would give; a
    test holds the two together.
    """
    found = {}
    for name, resolved in scenarios.items():
        first = load(
            resolved.document, catalogue=catalogue(), settings=MARKS, strategies={actor: strategies[0]}, changed=True
        )
        found[name] = {one: told(first, actor, one) for one in strategies}
    return found


def told(resolved: Resolved, actor: str, strategy: str) -> Resolved:
    """Return a scenario in which an actor follows another strategy that it knows."""
    actors = resolved.document["actors"]
    changed = {**actors, actor: {**actors[actor], "strategy": strategy}}
    return replace(resolved, document={**resolved.document, "actors": changed})


def chosen(actor: str, wanted: Sequence[str] | None, scenarios: Mapping[str, Resolved]) -> list[str]:
    """Return the strategies to compare: the actor's own, or those asked for; raises ScenarioError for what cannot be."""
    known = {name: entry for each in scenarios.values() for name, entry in each.strategies.items()}
    own = {name for name, entry in known.items() if entry.get("actor", "any") in (actor, "any")}
    fitting = sorted(name for name in own if all(name in each.strategies for each in scenarios.values()))
    names = list(dict.fromkeys(strategies_of(actor) if wanted is None else wanted))
    problems = []
    for name in names:
        if name not in fitting:
            lacking = next((where for where, each in scenarios.items() if name not in each.strategies), "")
            foreign = f"is {known[name]['actor']}'s" if name in known else "is not known"
            whose = f"is not known in {lacking}" if name in own else foreign
            near = next(iter(difflib.get_close_matches(name, fitting, 1)), None)
            problems.append(
                Problem(
                    "--strategies", None, None, "", f"'{name}' {whose}; {actor} may follow {', '.join(fitting)}", near
                )
            )
    if not problems and len(names) < 2:
        problems.append(
            Problem(
                "--strategies", None, None, "", f"expected at least two to compare, got {', '.join(names) or 'none'}"
            )
        )
    if problems:
        raise ScenarioError(problems)
    return names


def base_of(actor: str, strategies: Sequence[str], scenarios: Mapping[str, Resolved], wanted: str | None) -> str:
    """Return the strategy that differences are from: the one asked for, or what the actor follows in most of the scenarios."""
    if wanted is not None:
        if wanted not in strategies:
            near = next(iter(difflib.get_close_matches(wanted, strategies, 1)), None)
            message = f"'{wanted}' is not among the strategies compared: {', '.join(strategies)}"
            raise ScenarioError([Problem("--base", None, None, "", message, near)])
        return wanted
    followed = [each.document["actors"][actor].get("strategy") for each in scenarios.values()]
    among = [name for name in followed if name in strategies]
    return max(dict.fromkeys(among), key=among.count) if among else strategies[0]


def outcomes_of(payoff: Payoff, scenarios: Mapping[str, Resolved], extra: Sequence[str]) -> list[str]:
    """Return the outcomes that are kept: influence and dependence of those who matter, the actor's own scores, risks, extras."""
    me, clients = payoff.actor, list(payoff.influence_over)
    wanted = [
        *(f"influence[{me},{j}].end" for j in clients), *(f"dependence[{j},{me}].end" for j in clients),
        *(f"{score}[{me}].mean" for score in ("security", "autonomy", "prosperity")), "stability.mean", "instability.mean",
        *(f"{plural}.count" for plural in ("incidents", "crises", "clashes", "wars", "launches")),
    ]  # fmt: skip
    known: dict[str, None] = {}
    for resolved in scenarios.values():
        known |= dict.fromkeys(worlds.columns(resolved, tables(resolved)))
    asked = [worlds.expect_metric(name, list(known)) for name in extra]
    return [name for name in dict.fromkeys([*wanted, *asked]) if name in known]
