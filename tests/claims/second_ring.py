"""What was found for the claims about linked deals, promises, institutions and patrons: 6, 7, 9 and 11 to 15."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from tests.claims.asking import compliance, of_shares
from tests.claims.findings import INFLUENCE, Finding, above, below, finding
from tests.claims.harness import QUIET, Effect, Runs, effect, of, runs

from northeastsim.scenario.catalogue import catalogue

ENDLESS = {"parameters": {"outside_war.end_rate": 0}}
# A Russia that offers nothing: no war that needs shells, no flows, no arms, no aid, no treaty.
ALONE: dict[str, Any] = {
    "actors": {"RUS": {"outside_war": 0.0}},
    "relations": {"PRK, RUS": {"flows_musd": 0}, "RUS, PRK": {"flows_musd": 0}},
    "closed": [
        {"type": kind, "initiator": giver, "target": taker}
        for kind in (
            "arms_transfer",
            "economic_support",
            "treaty",
            "alliance_upgrade",
            "trade_deal",
            "technology_transfer",
        )
        for giver, taker in (("RUS", "PRK"), ("PRK", "RUS"))
    ],
}
SQUEEZE = {
    "events": [
        {
            "id": f"tap_{year}",
            "date": f"{year}-01-01",
            "type": "border_tap",
            "initiator": "CHN",
            "target": "PRK",
            "share": 0.5,
        }
        for year in (2025, 2026, 2027)
    ]
}


def event(kind: str, date: str, **keys: Any) -> dict[str, Any]:
    """Return the patch that adds one event, named by its type."""
    return {"events": [{"id": kind, "type": kind, "date": date, **keys}]}


def following(actor: str, strategy: str) -> dict[str, Any]:
    """Return the patch that gives an actor a strategy."""
    return {"actors": {actor: {"strategy": strategy}}}


def claim_6(n: int) -> list[Finding]:
    """Outbidding Moscow raises China's leverage only as far as outside flows count; compliance with its sign."""
    return [*bought(n), *obeyed(min(n, 200))]


def bought(n: int) -> list[Finding]:
    """Return what outbidding adds to leverage and influence, by how much outside flows count."""
    found, gains = [], {}
    for phi in (0.0, 0.5, 1.0):
        counted = {"parameters": {"dependence.flow_weight": phi}}
        pair = tuple(runs("baseline", n, counted, following("CHN", each)) for each in ("outbid_moscow", "strategic_ambiguity"))
        for name in ("leverage[CHN,PRK]", INFLUENCE):
            found.append(finding(6, "contested", f"five years on, phi {phi:g}", pair, name, 60, above))
            gains[name, phi] = pair[0].at(name, 60) - pair[1].at(name, 60)
    for name in ("leverage[CHN,PRK]", INFLUENCE):
        more = of(gains[name, 1.0] - gains[name, 0.0])
        found.append(Finding(6, "contested", f"{name}, gain at phi 1 less gain at phi 0", more, None, above(more)))
    return found


def obeyed(n: int) -> list[Finding]:
    """Return how much more of what China asks North Korea meets, over six years, where China outbids Moscow."""
    weights = pd.DataFrame({"dependence.flow_weight": [0.0, 0.5, 1.0]})
    more, still = (compliance(each, weights, n) for each in ("outbid_moscow", "strategic_ambiguity"))
    effects = [of_shares(one, other) for one, other in zip(more, still, strict=True)]
    return [
        Finding(6, "contested", f"compliance[CHN,PRK], phi {phi:g}, {each.n} asks or more, {n} pairs", each, None, above(each))
        for phi, each in zip(weights["dependence.flow_weight"], effects, strict=True)
    ]


def claim_7(n: int) -> list[Finding]:
    """Squeezing Pyongyang while Moscow offers an alternative buys less than when it does not."""
    found = []
    effects = {}
    for label, patches in (("Moscow offers an alternative", (ENDLESS,)), ("Moscow offers nothing", (ALONE,))):
        pair = runs("baseline", n, *patches, SQUEEZE), runs("baseline", n, *patches)
        for name, months, side in (("stress[PRK]", 39, above), (INFLUENCE, 39, below)):
            each = finding(
                7, "emergent", f"squeezed three times, after three years, {label}", pair, name, months, side, 2
            )
            found.append(each)
            effects[name, label] = pair[0].at(name, months) - pair[1].at(name, months)
    a, b = "Moscow offers an alternative", "Moscow offers nothing"
    less = of(effects["stress[PRK]", a] - effects["stress[PRK]", b])
    found.append(
        Finding(
            7,
            "emergent",
            "stress[PRK] that the squeeze buys, with the alternative less without",
            less,
            None,
            below(less),
        )
    )
    more = of(effects[INFLUENCE, a] - effects[INFLUENCE, b])
    found.append(
        Finding(7, "emergent", f"{INFLUENCE} that it costs, with the alternative less without", more, None, below(more))
    )
    return found


def logs(pair: tuple[Runs, Runs], name: str, month: int) -> Effect:
    """Return the paired effect on the logarithm of a score."""
    return of(np.log(pair[0].at(name, month) / pair[1].at(name, month)))


def claim_9(n: int, *patches: dict[str, Any]) -> list[Finding]:
    """Reassurance lowers its rivals' spending; forming the bloc raises KOR's and JPN's spending and US commitments."""
    still = runs("baseline", n, *patches, following("CHN", "strategic_ambiguity"))
    found = []
    calm = runs("baseline", n, *patches, following("CHN", "reassure_neighbours")), still
    bloc = runs("baseline", n, *patches, following("CHN", "form_bloc")), still
    for state in ("KOR", "JPN"):
        name = f"spending[{state}]"
        lower, higher = logs(calm, name, 60), logs(bloc, name, 60)
        found.append(Finding(9, "contested", f"log {name} under reassurance, five years on", lower, None, below(lower)))
        found.append(Finding(9, "contested", f"log {name} under a bloc, five years on", higher, None, above(higher)))
        found.append(
            finding(9, "contested", "under a bloc, five years on", bloc, f"commitment[USA,{state}]", 60, above)
        )
    return found


def claim_11(n: int) -> list[Finding]:
    """When Russia's war ends, PRK's terms of trade fall and China's leverage recovers only in part."""
    peace = event("outside_war_change", "2026-01-01", target="RUS", floor=0.0)
    war, end = runs("baseline", n, ENDLESS), runs("baseline", n, ENDLESS, peace)
    never = runs("baseline", n, ALONE)
    found = [
        finding(
            11,
            "emergent",
            "four years after the war's end, against a war that goes on",
            (end, war),
            "terms_of_trade[PRK,RUS]",
            72,
            below,
        )
    ]
    found.append(finding(11, "emergent", "four years after the war's end", (end, war), "leverage[CHN,PRK]", 72, above))
    found.append(finding(11, "emergent", "four years after the war's end", (end, war), INFLUENCE, 72, above))
    missing = of(end.at(INFLUENCE, 72) - never.at(INFLUENCE, 72))
    found.append(
        Finding(
            11,
            "emergent",
            f"{INFLUENCE} then, against a Russia that never offered anything",
            missing,
            None,
            below(missing),
        )
    )
    return found


def claim_12(n: int) -> list[Finding]:
    """Losing UN monitoring lowers the bite of sanctions with enforcement unchanged."""
    blind = event("monitoring_end", "2024-04-30", initiator="RUS", monitoring=0.4)
    pair = runs("baseline", n, QUIET, blind), runs("baseline", n, QUIET)
    found = [finding(12, "by construction", "two years on, decisions off", pair, "sanctions_bite[PRK]", 28, below, 2)]
    same = effect(*pair, "sanctions[CHN,PRK]", 28)
    found.append(Finding(12, "by construction", "sanctions[CHN,PRK], unchanged", same, None, same.mean == 0.0))
    return found


def claim_13(n: int) -> list[Finding]:
    """A client gets better terms when its patrons are at odds than when aligned (1961)."""

    def patrons(regard: float) -> Runs:
        both = {"CHN, RUS": {"alignment": regard}, "RUS, CHN": {"alignment": regard}}
        return runs("baseline", n, ENDLESS, {"relations": both})

    pair = patrons(-0.4), patrons(0.7)
    found = [
        finding(
            13, "emergent", "patrons at odds against aligned, five years on", pair, "terms_of_trade[PRK,RUS]", 60, above
        )
    ]
    found.append(
        finding(
            13, "emergent", "patrons at odds against aligned, five years on", pair, "terms_of_trade[PRK,CHN]", 60, above
        )
    )
    aid = of(sum(pair[0].at(f"flows[PRK,{k}]", 60) - pair[1].at(f"flows[PRK,{k}]", 60) for k in ("CHN", "RUS")))
    found.append(
        Finding(13, "emergent", "flows[PRK,CHN] + flows[PRK,RUS], m US$ a year, likewise", aid, None, above(aid))
    )
    return found


def claim_14(n: int) -> list[Finding]:
    """Commitment to PRK lowers P(war given crisis) and may raise crises it starts."""
    treaty = event("treaty", "2024-06-19", initiator="RUS", target="PRK", clause="defence")
    found = []
    for bold in (-0.2, 0.0, 0.5):
        taste = {"parameters": {"alliance.emboldenment": bold}}
        pair = runs("baseline", n, QUIET, taste, treaty), runs("baseline", n, QUIET, taste)
        hazard = of(np.log(pair[1].at("stability", 30)) - np.log(pair[0].at("stability", 30)))
        found.append(
            Finding(
                14,
                "contested",
                f"crises a year in the region, two years on, emboldenment {bold:g}",
                hazard,
                None,
                above(hazard),
            )
        )
        if bold == 0.0:
            found.append(
                finding(14, "contested", "two years on, decisions off", pair, "commitment[RUS,PRK]", 30, above, 2)
            )
    return found


def claim_14_war(n: int, steps: int = 9) -> tuple[float, float]:
    """Return P(war given a crisis that another begins with PRK) with the treaty less without, and how often it is lower.

    By the formula, at the commitments two years on; the share is of the plausible range of `crisis.war_commitment`.
    """
    treaty = event("treaty", "2024-06-19", initiator="RUS", target="PRK")
    world, twin = runs("baseline", n, QUIET, treaty), runs("baseline", n, QUIET)
    known = catalogue().parameters
    base, weight = known["crisis.war_logit"]["value"], known["crisis.war_commitment"]

    def chance(one: Runs, by: float) -> float:
        backed = 1.0 - (1.0 - one.at("perceived[CHN,PRK]", 30)) * (1.0 - one.at("perceived[RUS,PRK]", 30))
        return float(np.mean(1.0 / (1.0 + np.exp(-(base + by * backed)))))

    lower = [chance(world, by) < chance(twin, by) for by in np.linspace(weight["low"], weight["high"], steps)]
    return chance(world, weight["value"]) - chance(twin, weight["value"]), sum(lower) / steps


def claim_15(n: int, *patches: dict[str, Any]) -> list[Finding]:
    """Doubt about the US commitment raises KOR's hedging more than a transfer of like salience."""
    doubt = event("credibility_shock", "2025-01-23", initiator="USA", target="KOR", size=-0.4)
    sale = event("arms_transfer", "2025-01-23", initiator="RUS", target="PRK", system="su35", quantity=2)
    twin = runs("baseline", n, *patches)
    shaken, armed = runs("baseline", n, *patches, doubt), runs("baseline", n, *patches, sale)
    found = [
        finding(15, "contested", "five years after the doubt", (shaken, twin), "hedging[KOR]", 72, above),
        finding(15, "contested", "five years after the sale of fighters", (armed, twin), "hedging[KOR]", 72, above),
        finding(15, "contested", "doubt less sale, five years on", (shaken, armed), "hedging[KOR]", 72, above),
        finding(15, "contested", "a year after the doubt", (shaken, twin), "abandonment[KOR]", 24, above),
        finding(15, "contested", "a year after the doubt", (shaken, twin), "security[KOR]", 24, below),
    ]
    return found


def share_of_range(claim: Callable[..., list[Finding]], parameter: str, n: int, steps: int = 3) -> list[float]:
    """Return for each finding of a contested claim on how much of a parameter's plausible range it holds."""
    known = catalogue().parameters[parameter]
    values = np.linspace(known["low"], known["high"], steps)
    held = [[each.holds for each in claim(n, {"parameters": {parameter: float(value)}})] for value in values]
    return [float(share) for share in np.mean(held, axis=0)]
