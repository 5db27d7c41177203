"""What actors may choose: every option of every actor, with its appetite, constant and rules."""

import csv
import functools
import math
import pathlib
from dataclasses import dataclass
from typing import Any

from northeastsim.rulebook import layout as at
from northeastsim.scenario.schema import value_of
from northeastsim.scenario.tables.draft import Draft, identity

CATALOGUE = pathlib.Path(__file__).parents[1] / "catalogue"
CONSTANTS = {"all": CATALOGUE / "constants.csv", "until_2018": CATALOGUE / "constants_until_2018.csv"}
CONCERNS = ("security", "autonomy", "influence", "prosperity", "stability", "partnership", "allies", "neighbours")
ALL = "*"


@dataclass(frozen=True)
class Option:
    """An act open to an actor: its type, whom it addresses, with which system; `partners` are a broker's guests."""

    actor: str
    kind: str
    target: str | None
    system: str | None = None
    partners: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The option in words that a pattern of appetites can name."""
        return " ".join(word for word in (self.kind, self.target, self.system, *self.partners) if word)


@functools.cache
def constants(fitted_to: str) -> dict[tuple[str, str], float]:
    """Return the option constants fitted to a part of the record, by actor and type; (`*`, type) stands for any other actor."""
    path = CONSTANTS[fitted_to]
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {(row["actor"], row["type"]): float(row["constant"]) for row in csv.DictReader(file)}


def options_of(draft: Draft, actor: str) -> list[Option]:
    """Return every option of an actor, in the order of the catalogue."""
    if not draft.document["actors"][actor]["decides"]:
        return []
    found = []
    for kind, entry in draft.resolved.event_types.items():
        menu = entry.get("menu")
        if menu and (not menu.get("who") or actor in menu["who"]):
            found += options_in(draft, actor, kind, entry, menu)
    return found


def options_in(draft: Draft, actor: str, kind: str, entry: dict[str, Any], menu: dict[str, Any]) -> list[Option]:
    """Return an actor's options of one type."""
    if entry.get("roles", {}).get("target", "none") == "none" and not menu.get("targets"):
        return [Option(actor, kind, None)]
    found = []
    for target in draft.actors:
        if target != actor and suits(draft, actor, target, menu):
            if menu.get("systems"):
                found += [Option(actor, kind, target, s) for s in supplied(draft, actor, target)]
            else:
                found.append(Option(actor, kind, target))
    if (menu.get("joins") or {}).get("brokered"):
        found += brokered(draft, actor, kind)
    return found


def suits(draft: Draft, actor: str, target: str, menu: dict[str, Any]) -> bool:
    """Return whether a target is of the kind that a menu asks for, by regard at the start (a wide margin)."""
    if target not in (menu.get("whom") or draft.actors):
        return False
    targets = menu.get("targets") or "others"
    regard = draft.x[at.ALIGNMENT + at.PAIR * draft.actors.index(actor) + draft.actors.index(target)]
    if targets == "adversaries":
        return regard < 0.2
    if targets == "friends":
        return regard > -0.3
    return True


def supplied(draft: Draft, actor: str, target: str) -> list[str]:
    """Return the systems that an actor could supply to a target: not to one who makes them itself."""
    systems = draft.resolved.systems
    return [
        s for s, entry in systems.items() if actor in entry.get("suppliers", ()) and target not in entry["suppliers"]
    ]


def brokered(draft: Draft, actor: str, kind: str) -> list[Option]:
    """Return the talks an actor could host between two who regard each other ill."""
    found = []
    for a, first in enumerate(draft.actors):
        for b, second in enumerate(draft.actors[a + 1 :], a + 1):
            mutual = draft.x[at.ALIGNMENT + at.PAIR * a + b] + draft.x[at.ALIGNMENT + at.PAIR * b + a]
            if actor not in (first, second) and mutual < -0.6:
                found.append(Option(actor, kind, None, None, (min(first, second), max(first, second))))
    return found


def fill_options(draft: Draft) -> None:
    """Lay out everyone's options, and what each actor follows at the start."""
    rows: list[list[int]] = []
    firsts = [0]
    options: list[Option] = []
    for actor in draft.actors:
        mine = options_of(draft, actor)
        options += mine
        firsts.append(len(options))
    draft.options = options
    make_room(draft, len(options))
    for o, option in enumerate(options):
        rows.append(option_row(draft, o, option))
    draft.t[at.OPTIONS] = len(rows)
    draft.t[at.AT_OPTIONS] = draft.block(rows)
    draft.t[at.AT_ACTOR_OPTIONS] = draft.block([firsts])
    for i, actor in enumerate(draft.actors):
        fill_strategy(draft, i, actor)


def make_room(draft: Draft, count: int) -> None:
    """Make room for what is kept of each option."""
    t = draft.t
    for header in (at.AT_OPTION_MEMORY, at.AT_OPTION_APPETITE, at.AT_OPTION_BOOST, at.AT_OPTION_UTILITY):
        t[header] = draft.room("x", count)
    t[at.AT_OPTION_CONSENT] = draft.room("x", count * draft.n)
    t[at.AT_OPTION_FORBIDDEN] = draft.room("m", count, 0)
    t[at.AT_OPTION_LAST] = draft.room("m", count, -1)
    t[at.AT_OPTION_CLOSED] = draft.room("m", count, 0)


def strategy_of(draft: Draft, actor: str) -> dict[str, Any]:
    """Return what an actor follows at the start; nothing for one without a strategy.

    One that adapts begins as another: that one's numbers stand.
    """
    name = draft.document["actors"][actor].get("strategy")
    found: dict[str, Any] = draft.resolved.strategies[name] if name else {}
    return draft.resolved.strategies[found["starts_as"]] if found.get("starts_as") else found


def option_row(draft: Draft, o: int, option: Option) -> list[int]:
    """Return an option's row, and fill its appetite and its partner's liking."""
    row = [0] * at.OPTION_WIDTH
    entry = draft.resolved.event_types[option.kind]
    joins = (entry.get("menu") or {}).get("joins") or {}
    guests = guests_of(draft, option)
    aimed: list[str] = []
    if joins.get("aimed_at") == "target" and option.target:
        aimed = [option.target]
    elif joins.get("aimed_at") == "sanctioned":
        aimed = sanctioned(draft, option.actor, option.target)
    elif joins.get("aimed_at") == "rivals":
        aimed = [r for r in rivals(draft, option.actor, option.target) if r not in guests]
    row[at.OPTION_ACTOR] = draft.actors.index(option.actor)
    row[at.OPTION_TYPE] = draft.types.index(option.kind)
    row[at.OPTION_TARGET] = draft.number_of(option.target)
    row[at.OPTION_SYSTEM] = draft.systems.index(option.system) if option.system else -1
    row[at.OPTION_PARTICIPANTS] = draft.bits(guests)
    row[at.OPTION_AIMED] = draft.bits(aimed)
    row[at.OPTION_HASH] = identity("option", option.actor, str(option))
    row[at.OPTION_CONSTANT] = constant_place(draft, option)
    row[at.OPTION_CLOSED] = int(closed(draft, option))
    strategy = strategy_of(draft, option.actor)
    forbidden = row[at.OPTION_CLOSED] or forbids(strategy, option)
    draft.x[draft.t[at.AT_OPTION_APPETITE] + o] = liking(strategy.get("appetite") or {}, option)
    for guest in guests:
        theirs = strategy_of(draft, guest)
        place = draft.t[at.AT_OPTION_CONSENT] + draft.n * o + draft.actors.index(guest)
        draft.x[place] = welcome(theirs, guest, option)
        forbidden = forbidden or forbids(theirs, offer_to(guest, option))
    draft.m[draft.t[at.AT_OPTION_FORBIDDEN] + o] = int(forbidden)
    return row


def guests_of(draft: Draft, option: Option) -> list[str]:
    """Return whose liking an option needs: those it is done with, and a target whose consent it takes."""
    entry = draft.resolved.event_types[option.kind]
    joins = (entry.get("menu") or {}).get("joins") or {}
    asked = joins.get("participants") == "target" or entry.get("partners") == "target"
    return [*option.partners, *([option.target] if asked and option.target else [])]


def offer_to(guest: str, option: Option) -> Option:
    """Return an option as its guest sees it: an act with the one who proposes it."""
    return Option(guest, option.kind, option.actor, option.system)


def welcome(strategy: dict[str, Any], guest: str, option: Option) -> float:
    """Return how much a guest that follows a strategy likes to be asked."""
    tastes = strategy.get("appetite") or {}
    received = {k.removeprefix("accept "): v for k, v in tastes.items() if k.startswith("accept ")}
    return liking(received, offer_to(guest, option))


def forbids(strategy: dict[str, Any], option: Option) -> bool:
    """Return whether a strategy never takes part in an act."""
    return any(matches(pattern, option) for pattern in strategy.get("forbids") or ())


def sanctioned(draft: Draft, actor: str, target: str | None) -> list[str]:
    """Return those whom an actor sanctions severely at the start, but for a target."""
    row = at.SANCTIONS + at.PAIR * draft.actors.index(actor)
    return [a for k, a in enumerate(draft.actors) if a not in (actor, target) and draft.x[row + k] >= 0.8]


def rivals(draft: Draft, *actors: str | None) -> list[str]:
    """Return the rivals of any of the actors."""
    found = []
    for key, relation in draft.document["relations"].items():
        first, second = (part.strip() for part in key.split(","))
        if relation.get("rival"):
            found += [second] if first in actors else []
            found += [first] if second in actors else []
    return [a for a in dict.fromkeys(found) if a not in actors]


def constant_place(draft: Draft, option: Option) -> int:
    """Return the place of an option's constant, one number per actor and type."""
    key = f"constant.{option.actor}.{option.kind}"
    if key not in draft.places:
        known = constants(draft.document["settings"]["option_constants"])
        default = known.get((ALL, option.kind), draft.x[draft.places["choice.constant"]])
        draft.places[key] = draft.parameter(known.get((option.actor, option.kind), default))
    return draft.places[key]


def closed(draft: Draft, option: Option) -> bool:
    """Return whether the scenario takes an option off the menu."""
    for entry in draft.document["closed"]:
        fits = (
            entry["type"] == option.kind
            and entry.get("initiator") in (None, option.actor)
            and entry.get("target") in (None, option.target)
            and entry.get("system") in (None, option.system)
        )
        if fits:
            return True
    return False


def matches(pattern: str, option: Option) -> bool:
    """Return whether a pattern names an option: TYPE, TYPE TARGET, TYPE * SYSTEM, TYPE TARGET SYSTEM.

    A broker's guests stand in the place of the target: `talks PRK USA`.
    """
    words = pattern.split()
    if words[0] != option.kind:
        return False
    if option.partners:
        return all(word == ALL or word in option.partners for word in words[1:])
    have = (option.target, option.system)
    return all(word in (ALL, known) for word, known in zip(words[1:], have, strict=False))


def liking(tastes: dict[str, Any], option: Option) -> float:
    """Return the appetite for an option: the sum of all patterns that name it."""
    return math.fsum(value_of(v) for pattern, v in tastes.items() if matches(pattern, option))


def fill_strategy(draft: Draft, i: int, actor: str) -> None:
    """Fill what an actor cares for and how it decides."""
    x = draft.x
    strategy = strategy_of(draft, actor)
    deciding = bool(strategy) and draft.document["actors"][actor]["decides"]
    weights = strategy.get("weights") or {}
    for c, concern in enumerate(CONCERNS):
        x[at.CONCERN_WEIGHT + at.ACTOR_PITCH * c + i] = value_of(weights.get(concern, 0.0))
    x[at.RATIONALITY + i] = value_of(strategy.get("rationality", 1.5))
    x[at.ATTENTION + i] = float(strategy.get("attention", 3))
    x[at.INTERVAL + i] = value_of(strategy.get("interval_days", 45.0)) if deciding else 0.0
    x[at.JITTER + i] = value_of(strategy.get("jitter", 0.3))
    x[at.BUDGET + i] = value_of(strategy.get("budget_musd", 0.0))
    posture = (strategy.get("postures") or {}).get("launches")
    if posture is not None:
        x[at.POSTURE + i] = x[at.POSTURE + at.ACTOR_REST + i] = value_of(posture)
    for row, key in ((at.CARE_INFLUENCE, "influence_over"), (at.CARE_PARTNER, "partners")):
        for other, weight in (strategy.get(key) or {}).items():
            if other in draft.actors and other != actor:
                x[row + at.PAIR * i + draft.actors.index(other)] = value_of(weight)
