"""The strategies that actors may come to follow, laid out beside each other, with their rules and switches."""

from typing import Any

from northeastsim.rulebook import layout as at
from northeastsim.scenario.schema import value_of
from northeastsim.scenario.tables.draft import Draft
from northeastsim.scenario.tables.options import (
    CONCERNS,
    Option,
    forbids,
    guests_of,
    liking,
    matches,
    offer_to,
    welcome,
)
from northeastsim.scenario.tables.programs import Programs
from northeastsim.scenario.tables.types import nearest

CHANGES = ("government_change", "succession")  # types of event by whose `strategies` an actor may come to another one


def fill_strategies(draft: Draft, programs: Programs, conditions: list[list[int]]) -> None:
    """Lay out every strategy that anyone may come to follow: numbers, forbidden acts, rules, switches, draws."""
    found = laid_out(draft)
    draft.strategies = found
    rows: list[list[int]] = []
    rules: list[list[int]] = []
    pairs: list[list[int]] = []
    switches: list[list[int]] = []
    for k, (actor, name) in enumerate(found):
        strategy = draft.resolved.strategies[name]
        row = [0] * at.STRATEGY_WIDTH
        row[at.STRATEGY_ACTOR] = draft.actors.index(actor)
        row[at.STRATEGY_FIRST] = int(draft.document["actors"][actor].get("strategy") == name)
        row[at.STRATEGY_NUMBERS] = numbers(draft, actor, strategy)
        row[at.STRATEGY_FORBIDS] = draft.block([forbidden(draft, actor, strategy)])
        row[at.STRATEGY_FIRST_SWITCH] = len(switches)
        row[at.STRATEGY_STARTS_AS] = -1
        if strategy.get("starts_as"):
            row[at.STRATEGY_STARTS_AS] = found.index((actor, strategy["starts_as"]))
            row[at.STRATEGY_MINUTES] = round(value_of(strategy["switching_days"])) * at.MINUTES_PER_DAY
            for switch in strategy["switches"]:
                if programs.present(str(switch["when"])):
                    switches.append([condition(programs, conditions, switch["when"]), found.index((actor, switch["to"]))])
        row[at.STRATEGY_SWITCHES] = len(switches) - row[at.STRATEGY_FIRST_SWITCH]
        fill_rules(draft, programs, conditions, k, rules, pairs)
        rows.append(row)
    t = draft.t
    t[at.RULES] = len(rules)
    t[at.AT_RULES], t[at.AT_RULE_OPTIONS] = draft.block(rules), draft.block(pairs)
    t[at.STRATEGIES], t[at.AT_STRATEGIES], t[at.AT_SWITCHES] = len(rows), draft.block(rows), draft.block(switches)
    fill_draws(draft, found)


def laid_out(draft: Draft) -> list[tuple[str, str]]:
    """Return the strategies that each actor may come to follow, in an order that only its own events and strategies move."""
    found: list[tuple[str, str]] = []
    for actor in draft.actors:
        own = draft.document["actors"][actor].get("strategy")
        names = [own] if own else []
        for event in draft.document["events"]:
            if event["type"] in CHANGES and event.get("target") == actor and event.get("strategies"):
                names += event["strategies"]
                if not own:
                    draft.problem(f"events.{event['id']}.target", f"{actor} follows no strategy that could change")
        names += [one["strategies"][actor] for one in draft.document["revisions"] if actor in one["strategies"]]
        for name in list(names):
            entry = draft.resolved.strategies[name]
            names += [entry["starts_as"]] if entry.get("starts_as") else []
            names += [switch["to"] for switch in entry.get("switches") or ()]
        found += [(actor, name) for name in dict.fromkeys(names)]
    return found


def numbers(draft: Draft, actor: str, strategy: dict[str, Any]) -> int:
    """Lay out the numbers of a strategy as `rulebook.strategies.follow` reads them; return where they begin."""
    weights = strategy.get("weights") or {}
    found = [value_of(weights.get(concern, 0.0)) for concern in CONCERNS]
    for key in ("influence_over", "partners"):
        cares = strategy.get(key) or {}
        found += [0.0 if other == actor else value_of(cares.get(other, 0.0)) for other in draft.actors]
    deciding = draft.document["actors"][actor]["decides"]
    posture = (strategy.get("postures") or {}).get("launches")
    found += [
        value_of(strategy.get("rationality", 1.5)),
        float(strategy.get("attention", 3)),
        value_of(strategy.get("interval_days", 45.0)) if deciding else 0.0,
        value_of(strategy.get("jitter", 0.3)),
        value_of(strategy.get("budget_musd", 0.0)),
        -1.0 if posture is None else value_of(posture),
    ]
    for option in draft.options:
        if option.actor == actor:
            found.append(liking(strategy.get("appetite") or {}, option))
        else:
            found.append(welcome(strategy, actor, option) if actor in guests_of(draft, option) else 0.0)
    place = draft.room("x", len(found))
    draft.x[place : place + len(found)] = found
    return place


def forbidden(draft: Draft, actor: str, strategy: dict[str, Any]) -> list[int]:
    """Return for each option whether a strategy of an actor forbids it: its own, or one in which it is a guest."""

    def ever(option: Option) -> bool:
        if option.actor == actor:
            return forbids(strategy, option)
        return actor in guests_of(draft, option) and forbids(strategy, offer_to(actor, option))

    return [int(ever(option)) for option in draft.options]


def condition(programs: Programs, conditions: list[list[int]], text: Any) -> int:
    """Lay out a condition that no event waits for; return its number."""
    first, length, _, scores = programs.add(str(text))
    conditions.append([first, length, 0, -1, int(scores)])
    return len(conditions) - 1


def fill_rules(
    draft: Draft, programs: Programs, conditions: list[list[int]], k: int, rules: list[list[int]], pairs: list[list[int]]
) -> None:
    """Lay out the if-then rules of strategy k; one may speak of states that do not take part here."""
    actor, name = draft.strategies[k]
    for r, rule in enumerate(draft.resolved.strategies[name].get("rules") or ()):
        if not programs.present(str(rule["when"])):
            continue
        number = condition(programs, conditions, rule["when"])
        start = len(pairs)
        for pattern, value in rule["then"].items():
            found = [o for o, option in enumerate(draft.options) if option.actor == actor and matches(pattern, option)]
            known = [str(option) for option in draft.options if option.actor == actor]
            if not found and pattern.split()[0] not in draft.types:
                path = f"strategies.{name}.rules.{r}.then"
                draft.problem(path, f"names no option: {pattern!r}", nearest(pattern, known))
            pairs += [[o, draft.place(value)] for o in found]
        rules.append([draft.actors.index(actor), number, start, len(pairs) - start, k])


def same_act(draft: Draft, event: dict[str, Any]) -> int:
    """Return the option that stands for the same act as an event of the scenario; -1 for none."""
    guests = {*(event.get("participants") or ()), event.get("target")} - {None}
    for o, option in enumerate(draft.options):
        alike = option.actor == event.get("initiator") and option.kind == event["type"] and option.system == event.get("system")
        if alike and {*option.partners, option.target} - {None} == guests:
            return o
    return -1


def fill_draws(draft: Draft, found: list[tuple[str, str]]) -> None:
    """Lay out what may come of each change of government, and which option each event is alike."""
    draws: list[list[int]] = []
    events = {event["id"]: event for event in draft.document["events"]}
    for e, name in enumerate(draft.script_rows):
        event = events[name]
        row = draft.t[at.AT_SCRIPTS] + at.SCRIPT_WIDTH * e
        draft.t[row + at.SCRIPT_OPTION] = same_act(draft, event)
        draft.t[row + at.SCRIPT_FIRST_DRAW] = len(draws)
        for strategy, weight in (event.get("strategies") or {}).items():
            draws.append([found.index((event["target"], strategy)), draft.place(weight)])
        draft.t[row + at.SCRIPT_DRAWS] = len(draws) - draft.t[row + at.SCRIPT_FIRST_DRAW]
    draft.t[at.AT_DRAWS] = draft.block(draws)
