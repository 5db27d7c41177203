"""What was found for each claim: effects with intervals, and their size as a share of the treaty yardstick.

A finding holds or does not; the tests say which must, which must not, and which are only reported.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from tests.claims.harness import NO_MORE_ARMS, QUIET, Effect, Runs, effect, of, runs, share

INFLUENCE = "influence[CHN,PRK]"


@dataclass(frozen=True)
class Finding:
    """One effect of one claim: `holds` says whether its interval lies on the side that the claim says."""

    claim: int
    kind: str
    what: str
    effect: Effect
    share: float | None
    holds: bool
    note: str = ""


def below(found: Effect) -> bool:
    """Return whether an effect is negative beyond its interval."""
    return found.high < 0


def above(found: Effect) -> bool:
    """Return whether an effect is positive beyond its interval."""
    return found.low > 0


def finding(
    claim: int, kind: str, what: str, pair: tuple[Runs, Runs], name: str, month: int, side: Callable[[Effect], bool],
    years: int = 5, note: str = "",
) -> Finding:  # fmt: skip
    """Return a paired effect as a finding."""
    found = effect(*pair, name, month)
    return Finding(claim, kind, f"{name} {what}", found, share(found, name, years), side(found), note)


def claim_1(n: int) -> list[Finding]:
    """An S-400 transfer raises PRK's air security, lowers China's influence over PRK and raises Russia's."""
    found = []
    for label, patches in (
        ("decisions off", (QUIET,)),
        ("no substitute deal", (NO_MORE_ARMS,)),
        ("a substitute may follow", ()),
    ):
        pair = runs("s400_transfer", n, *patches), runs("s400_transfer", n, *patches, without=("s400_deal",))
        for name, side in (("air_security[PRK]", above), (INFLUENCE, below), ("influence[RUS,PRK]", above)):
            what = f"seven and a half years on (five after delivery), {label}"
            found.append(finding(1, "by construction", what, pair, name, 90, side))
    return found


def claim_2(n: int) -> list[Finding]:
    """Fighters of the same value raise KOR's and JPN's threat more than S-400s do at `enabling` 0."""
    found = []
    fighters = {"events": [{"id": "s400_deal", "system": "su35", "quantity": 2}]}
    for label, patches in (("decisions off", (QUIET,)), ("no substitute deal", (NO_MORE_ARMS,))):
        pair = runs("s400_transfer", n, *patches, fighters), runs("s400_transfer", n, *patches)
        for name in ("security[KOR]", "security[JPN]"):
            found.append(finding(2, "contested", f"fighters less shield, {label}", pair, name, 90, below))
        for state in ("KOR", "JPN"):
            ratio = of(np.log(pair[0].at(f"spending[{state}]", 90) / pair[1].at(f"spending[{state}]", 90)))
            what = f"log spending[{state}], fighters less shield, {label}"
            found.append(
                Finding(2, "contested", what, ratio, None, above(ratio), "near zero: annual reactions are small")
            )
    return found


def claim_2_share(steps: int = 5) -> float:
    """Return the share of the range of offensive share (shield) and enabling where fighters threaten KOR more."""
    fighters = {"events": [{"id": "s400_deal", "system": "su35", "quantity": 2}]}
    worse = 0
    for offensive in np.linspace(0.0, 0.5, steps):
        for enabling in np.linspace(0.0, 0.5, steps):
            shield = {"systems": {"s400": {"offensive_share": float(offensive), "enabling": float(enabling)}}}
            still = {"settings": {"decisions": False, "chance": False, "streams": False}}
            pair = runs("s400_transfer", 1, still, shield, fighters), runs("s400_transfer", 1, still, shield)
            worse += effect(*pair, "security[KOR]", 90).mean < 0
    return worse / steps**2


def claim_3(n: int) -> list[Finding]:
    """Russian support lowers PRK's dependence on China without China's trade falling; only with flows counted."""
    found = []
    for label, patches in (("decisions off", (QUIET,)), ("decisions on", ())):
        pair = russian_lifeline(n, *patches)
        found.append(finding(3, "by construction", f"four years on, {label}", pair, "dependence[PRK,CHN]", 48, below))
        trade = effect(*pair, "trade[CHN,PRK]", 48)
        still = abs(trade.mean) < 0.02 * float(pair[1].at("trade[CHN,PRK]", 48).mean())
        found.append(Finding(3, "by construction", f"trade[CHN,PRK] m US$, four years on, {label}", trade, None, still))
    blind = {"parameters": {"dependence.flow_weight": 0}}
    unseen = effect(*russian_lifeline(n, QUIET, blind), "dependence[PRK,CHN]", 48)
    found.append(
        Finding(3, "by construction", "dependence[PRK,CHN] on the record alone (flow weight 0)", unseen, None,
                abs(unseen.mean) < 1e-3)
    )  # fmt: skip
    return found


def russian_lifeline(n: int, *patches: dict[str, object]) -> tuple[Runs, Runs]:
    """Return the lifeline and its twin without any of its events."""
    return runs("russian_lifeline", n, *patches), runs("russian_lifeline", n, *patches, {"events": None})


def claim_4(n: int) -> list[Finding]:
    """Sanctions on both draw PRK and RUS together; Russia's war need does more."""
    pair = runs("sanctions_squeeze", n), runs("sanctions_squeeze", n, {"events": None})
    peace = {"actors": {"RUS": {"outside_war": 0.0}}}
    war = {"parameters": {"outside_war.end_rate": 0}}
    need = runs("baseline", n, war), runs("baseline", n, peace)
    found = [finding(4, "emergent", "sanctions, two years on", pair, "alignment[PRK,RUS]", 30, above, 2)]
    found += [finding(4, "emergent", "sanctions, four years on", pair, "flows[PRK,RUS]", 48, above)]
    found += [finding(4, "emergent", "war against peace, two years on", need, "alignment[PRK,RUS]", 30, above, 2)]
    found += [finding(4, "emergent", "war against peace, two years on", need, "flows[PRK,RUS]", 30, above, 2)]
    return found


def claim_5(provocation: float, months: int = 12) -> tuple[float, float]:
    """Return the peak effect of one exercise on the yearly hazard of crises, and what is left a year later."""
    still = {"settings": {"decisions": False, "streams": False, "chance": False, "growth": False}}
    drill = {
        "parameters": {"effect.exercise_provocation": provocation, "effect.exercise_commitment": 0,
                       "effect.exercise_regard": 0},
        "events": [{"id": "drill", "date": "2025-01-01", "type": "joint_exercise", "initiator": "USA",
                    "participants": ["KOR"], "aimed_at": ["PRK"]}],
    }  # fmt: skip
    world, twin = runs("baseline", 1, still, drill, years=3), runs("baseline", 1, still, years=3)
    hazard = -np.log(world.values["stability"][0]) + np.log(twin.values["stability"][0])
    return float(hazard.max()), float(hazard[12 + months])


def claim_8(n: int) -> list[Finding]:
    """A deal that Beijing persuades Moscow to drop leaves influence higher and CHN-RUS alignment lower."""
    objection = {"id": "beijing_objects", "date": "2025-09-01", "type": "demarche", "initiator": "CHN",
                 "target": "RUS", "about": "s400_deal"}  # fmt: skip
    heard = {"events": [objection], "parameters": {"demarche.success_logit": 20}}
    found = []
    for label, patches in (
        ("decisions off", (QUIET,)),
        ("no substitute deal", (NO_MORE_ARMS,)),
        ("a substitute may follow", ()),
    ):
        loud = {"parameters": {"demarche.success_logit": 20}}
        pair = runs("s400_transfer", n, *patches, heard), runs("s400_transfer", n, *patches, loud)
        found.append(finding(8, "by construction", f"dropped against delivered, {label}", pair, INFLUENCE, 90, above))
        name = "alignment[RUS,CHN]"
        found.append(finding(8, "by construction", f"a year after the demarche, {label}", pair, name, 32, below, 2))
    return found


def claim_8_chance(n: int) -> float:
    """Return the share of replications in which one demarche at the defaults cancels the deal."""
    objection = {"id": "beijing_objects", "date": "2025-09-01", "type": "demarche", "initiator": "CHN",
                 "target": "RUS", "about": "s400_deal"}  # fmt: skip
    world = runs("s400_transfer", n, QUIET, {"events": [objection]}, years=3)
    return world.counts.get(("arms_transfer", "cancelled"), 0) / n


def claim_10(n: int) -> list[Finding]:
    """Standing still is not free: under ambiguity, leverage falls while the war lasts."""
    war = {"parameters": {"outside_war.end_rate": 0}}
    world = runs("baseline", n, war)
    found = []
    for name in ("leverage[CHN,PRK]", INFLUENCE):
        for years in (2, 5):
            change = of(world.at(name, 12 * years) - world.at(name, 0))
            what = f"{name}, {years} years into a war that does not end, against the start"
            found.append(Finding(10, "emergent", what, change, share(change, name, years), below(change)))
    return found


def exchange_rate(found: list[Finding]) -> float:
    """Return how much regard of Moscow a point of influence over Pyongyang costs, from claim 8's first pair."""
    gained, lost = found[0].effect.mean, found[1].effect.mean
    return -lost / gained if gained else math.inf
