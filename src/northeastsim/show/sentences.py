"""Events as plain sentences: who does what with whom, by whose will, and what became of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from northeastsim.show.names import capital, genitive, with_article

NONE: Mapping[str, Any] = MappingProxyType({})
WORDS = {
    "military_visit": "{i} sends a military delegation to {t}",
    "port_call": "warships of {i} call at a port of {t}",
    "summit": "the leaders of {parties} meet",
    "joint_exercise": "{parties} exercise together{against}",
    "calendar_exercise": "{parties} hold their yearly exercise{against}",
    "exercise_suspension": "{i} suspends exercises{beside}{against}",
    "treaty": "{i} and {t} sign a defence treaty",
    "economic_support": "{i} grants {t} economic support of {q} m US$ a year",
    "trade_deal": "{i} and {t} agree to trade more",
    "border_tap": "{i} turns down the tap of trade for {t}",
    "sanctions": "{i} puts sanctions on {t}{beside}",
    "sanctions_relief": "{i} eases its sanctions on {t}",
    "enforcement_change": "{i} enforces sanctions on {t} {more} strictly",
    "coercion": "{i} threatens {t}",
    "missile_test": "{i} launches a missile",
    "nuclear_test": "{i} tests a nuclear device",
    "test_campaign": "{i} begins a campaign of launches",
    "test_moratorium": "{i} holds back its launches",
    "deployment": "{i} stations forces with {t}",
    "alliance_upgrade": "{parties} deepen their alliance{against}",
    "demarche": "{i} protests to {t}{about}",
    "talks": "{i} {hosts} {partners}",
    "arms_control": "{i} {brokers} arms control with {partners}",
    "reassurance": "{i} reassures {t}",
    "friction": "{i} and {t} fall out",
    "outside_war_change": "{ts} outside war {winds}",
    "arms_transfer": "{i} sells {system} to {t}",
    "linked_deal": "{i} and {t} strike a bargain of several parts",
    "shells_for_aid": "{i} and {t} agree on shells for aid",
    "shells_for_technology": "{i} and {t} agree on shells for know-how",
    "technology_transfer": "{i} hands {t} know-how",
    "veto": "{i} casts a veto in the Security Council",
    "monitoring_end": "the monitors of sanctions are sent away",
    "monitoring_change": "the watch on sanctions changes hands",
    "doctrine_change": "{i} speaks anew of the weapons of {t}",
    "nuclear_hedging": "{i} takes a step towards weapons of its own",
    "nuclear_restraint": "{i} steps back from weapons of its own",
    "credibility_shock": "{ts} trust in the word of {i} is shaken",
    "assurance": "{i} assures {t} of its defence",
    "export_control": "{i} holds back dual-use goods from {t}",
    "secondary_sanctions": "{i} punishes firms of {t} for their trade{against_trade}",
    "government_change": "a new government of {t} follows {strategy}",
    "succession": "the leader of {t} is succeeded{and_follows}",
    "strategy_change": "{i} goes over to {strategy}",
    "regime_crisis": "the regime of {i} is shaken from within",
    "incident": "{i} provokes an incident with {t}",
    "crisis": "{i} starts a crisis with {t}",
    "clash": "the crisis of {i} and {t} turns to fighting",
    "war": "the crisis of {i} and {t} becomes a war",
}
LATER = {
    "delivered": "delivered",
    "operational": "in service",
    "cancelled": "cancelled",
    "agreed": "agreed",
    "failed": "it failed",
    "ended": "over",
}
DISCOVERED = "discovered"  # the stage at which somebody learns of what was secret
REFUSALS = {"declined": "and is refused", "blocked": "but it is blocked", "vetoed": "and it is vetoed"}
PASSED_OVER = "passed_over"  # the stage of what a scenario left to chance and which did not come about
NOUNS = {
    "military_visit": "a visit", "port_call": "a port call", "summit": "a summit",
    "joint_exercise": "a joint exercise", "treaty": "a defence treaty", "economic_support": "economic support",
    "trade_deal": "a trade deal",
    "deployment": "a deployment of forces", "alliance_upgrade": "a deeper alliance", "talks": "talks",
    "arms_control": "arms control", "arms_transfer": "a sale of arms", "reassurance": "reassurance",
    "linked_deal": "a bargain of several parts", "shells_for_aid": "shells for aid", "sanctions": "sanctions",
    "shells_for_technology": "shells for know-how", "technology_transfer": "a transfer of know-how",
}  # fmt: skip


def joined(names: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def told(
    event: Mapping[str, Any], names: Mapping[str, str], systems: Mapping[str, Any], types: Mapping[str, Any] = NONE
) -> str:
    """An event of the table `events` as a sentence without its end: `China threatens Japan`.

    `types` are the scenario's own types of event, which may say how they are told.
    """

    def name(one: str) -> str:
        return with_article(names.get(one, one))

    first, target = str(event["initiator"] or ""), str(event["target"] or "")
    partners = [one for one in str(event["participants"] or "").split() if one != first]
    aimed = str(event["aimed_at"] or "").split()
    parties = [name(one) for one in dict.fromkeys([first, target, *partners]) if one]
    kind = str(event["type"])
    plain = "{i}: " + kind.replace("_", " ") + (" ({t})" if target else "")
    text = types.get(kind, {}).get("sentence") or WORDS.get(kind, plain)
    return capital(
        text.format(
            i=name(first) if first else "someone",
            t=name(target) if target else joined([name(one) for one in partners]) or "others",
            ts=genitive(name(target or first)),
            parties=joined(parties),
            hosts="holds talks with" if len(partners) == 1 else "hosts talks of",
            brokers="negotiates" if len(partners) == 1 else "brokers",
            partners=joined([name(one) for one in partners]) or "others",
            against=f" against {joined([name(one) for one in aimed])}" if aimed else "",
            against_trade=f" with {joined([name(one) for one in aimed])}" if aimed else "",
            strategy=str(event["system"] or "its own way"),
            and_follows=f"; the new one follows {event['system']}" if event["system"] else "",
            about="",
            beside=f" together with {joined([name(one) for one in partners])}" if partners else "",
            winds="winds down" if float(event["quantity"]) < 1 else "comes to full force",
            more="more" if float(event["quantity"]) > 0 else "less",
            q=amount(event["quantity"]),
            system=goods(event, systems),
        )
    )


def proposed(event: Mapping[str, Any], names: Mapping[str, str], types: Mapping[str, Any] = NONE) -> str:
    """A proposal as a sentence without its end: `Russia proposes a summit to China`."""
    first = with_article(names.get(str(event["initiator"]), str(event["initiator"]) or "someone"))
    against = event["type"] == "sanctions"  # then the participants are on the proposer's side
    others = [str(event["target"] or ""), *([] if against else str(event["participants"] or "").split())]
    whom = [one for one in dict.fromkeys(others) if one and one != event["initiator"]]
    kind = str(event["type"])
    noun = types.get(kind, {}).get("noun") or NOUNS.get(kind, "an act of type " + kind.replace("_", " "))
    to = f" {'on' if against else 'to'} {joined([with_article(names.get(one, one)) for one in whom])}" if whom else ""
    return capital(f"{first} proposes {noun}{to}")


def goods(event: Mapping[str, Any], systems: Mapping[str, Any]) -> str:
    """What is sold, and how much of it: `S-400 air defence (2 regiments)`."""
    entry = systems.get(str(event["system"]), {})
    label = str(entry.get("name") or event["system"] or "arms")
    return f"{label} ({units(event['quantity'], str(entry['unit']))})" if entry.get("unit") else label


def units(quantity: Any, unit: str) -> str:
    """So many units: `2 squadrons of 12`, `3.1 million rounds`, `2 x 24 missiles`."""
    first, _, rest = unit.partition(" ")
    if first.isdigit():
        return f"{amount(quantity)} x {unit}"
    several = float(quantity) != 1.0 and first != "million" and not first.endswith("s")
    plural = f"{first[:-1]}ies" if re.search("[^aeiou]y$", first) else f"{first}s"
    return " ".join(part for part in (amount(quantity), plural if several else first, rest) if part)


def amount(quantity: Any) -> str:
    """How much, in words: three digits of what was drawn, all of what is large and whole."""
    number = float(quantity)
    return f"{number:,.0f}" if abs(number) >= 1000.0 else f"{number:.3g}"


def cause(
    event: Mapping[str, Any], names: Mapping[str, str], mark: str = "", types: Mapping[str, Any] = NONE
) -> str:
    """Who made it happen: the scenario, with how sure it says it is, a state of its own accord, or chance."""
    kind = event["cause_kind"]
    asked = str(event["target"] or event["participants"] or "")
    if kind == "decision" and asked and (event["type"] in NOUNS or types.get(str(event["type"]), {}).get("noun")):
        return f"{with_article(names.get(str(event['initiator']), str(event['initiator'])))} proposed it"
    if kind == "scenario":
        return "; ".join(part for part in (f"scenario: {event['id'] or event['cause']}", mark) if part)
    return {"decision": "its own decision", "chance": "by chance", "process": "", "user": "you"}.get(
        str(kind), ""
    )
