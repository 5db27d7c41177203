"""`python -m tests.claims [PAIRS] [CLAIM ...] [ensemble]` writes docs/reference/claims.md from fresh paired replications.

With numbers of claims, or `ensemble` for the part over the ensemble, only these parts are written anew, and the others stay.
"""

from __future__ import annotations

import pathlib
import re
import sys
from collections.abc import Callable, Collection

from tests.claims import findings, over_ensemble, second_ring, telling
from tests.claims.findings import Finding

PAGE = pathlib.Path(__file__).parents[2] / "docs" / "reference" / "claims.md"
STATEMENTS = {
    1: "An S-400 transfer raises North Korea's security in the air, lowers China's influence over it and raises Russia's.",
    2: "Fighters of the same value threaten South Korea and Japan more than S-400s do.",
    3: "Russian support lowers North Korea's dependence on China without China's trade falling.",
    4: "Sanctions on both draw North Korea and Russia together; Russia's war need does more.",
    5: "Where exercises provoke at all, the hazard is back to a tenth within twelve months; at zero they do not.",
    6: "Outbidding Moscow raises China's leverage only as far as outside flows count; what it does to compliance is reported.",
    7: "Squeezing Pyongyang while Moscow offers an alternative buys less than when it does not.",
    8: "A deal that Beijing persuades Moscow to drop leaves influence higher and Moscow's regard for Beijing lower.",
    9: "Reassurance lowers its rivals' spending; a bloc raises South Korea's and Japan's, and US commitments.",
    10: "Standing still is not free: under ambiguity, leverage falls while the war lasts.",
    11: "When Russia's war ends, North Korea's terms of trade fall and China's leverage recovers only in part.",
    12: "Losing UN monitoring lowers the bite of sanctions with enforcement unchanged.",
    13: "A client gets better terms when its patrons are at odds than when they are aligned.",
    14: "Commitment to North Korea lowers the probability of war given a crisis and may raise the crises that it starts.",
    15: "Doubt about the US commitment raises South Korea's hedging more than a transfer of like salience.",
    16: "No Chinese option is best over the whole weight space.",
    17: "Which option is best turns on phi, the weight of outside flows, before it turns on any reaction coefficient.",
}
CLAIMS: dict[int, Callable[[int], list[Finding]]] = {
    1: findings.claim_1, 2: findings.claim_2, 3: findings.claim_3, 4: findings.claim_4, 6: second_ring.claim_6,
    7: second_ring.claim_7, 8: findings.claim_8, 9: second_ring.claim_9, 10: findings.claim_10, 11: second_ring.claim_11,
    12: second_ring.claim_12, 13: second_ring.claim_13, 14: second_ring.claim_14, 15: second_ring.claim_15,
}  # fmt: skip


RANGES = {9: (second_ring.claim_9, "budget.reaction"), 15: (second_ring.claim_15, "security.latency")}
ENSEMBLE, OVER = 0, "## Over the ensemble"  # the part over the ensemble, as asked for and as headed
WAR = "alignment[PRK,RUS] war against peace, two years on"


def row(found: Finding) -> str:
    """Return a finding as a row of the table."""
    share = "" if found.share is None else f"{100 * found.share:+.0f} %"
    effect = f"{found.effect.mean:+.4f} [{found.effect.low:+.4f}, {found.effect.high:+.4f}]"
    return f"| {found.what} | {effect} | {share} | {found.kind} | {'yes' if found.holds else 'no'} |"


def page(n: int, old: str = "", only: Collection[int] = ()) -> str:
    """Return the page; parts of an old one stay where only some are asked for, by number, the one over the ensemble as 0."""
    kept = {int(number): part.rstrip() for number, part in re.findall(r"^## (\d+)\. (.*?)(?=^## |\Z)", old, re.M | re.S)}
    over = re.search(rf"^{OVER}$.*", old, re.M | re.S)
    parts = [
        "# Claims",
        "",
        f"Each over {n} paired replications that share all luck (`python -m tests.claims {n}`), seed 63, wars marked without",
        "ending a run. An effect is the mean difference with its 95 % interval; *share* is its size against the effect of a",
        "Russian defence treaty with North Korea on the same score, two or five years after it was signed, where that effect is",
        "at least half a per cent of the score. *Holds* says whether the interval lies on the claimed side. `by construction`",
        "tests a mechanism and says nothing about the world; `emergent` could have come out otherwise; `contested`: the",
        "sign is open in the literature. Statistical significance is cheap here: read the size.",
    ]
    for number in STATEMENTS:
        fresh = not only or number in only or number not in kept
        parts += ["", *part(number, n)] if fresh else ["", f"## {number}. {kept[number]}"]
    parts += ["", over[0].rstrip()] if over and only and ENSEMBLE not in only else ["", *over_ensemble.section("\n".join(parts))]
    return "\n".join(parts) + "\n"


def part(number: int, n: int) -> list[str]:
    """Return what the page says of one claim."""
    head = f"## {number}. {STATEMENTS[number]}"
    if number in ALONE:
        return [head, *ALONE[number](n)]
    found = CLAIMS[number](n)
    table = ["", "| what | effect | share | kind | holds |", "| --- | --- | --- | --- | --- |", *map(row, found)]
    return [head, *table, *notes(number, n, found)]


def claim_5(n: int) -> list[str]:
    """Return what is found for claim 5, which takes no replications."""
    peak, left = findings.claim_5(0.15)
    return [
        "",
        f"One exercise raises the yearly hazard of crises by {peak:.4f} at its peak; twelve months later {left:.5f} is",
        f"left ({100 * left / peak:.1f} %). At zero provocation both are exactly 0. By construction, chance off.",
    ]


ALONE: dict[int, Callable[[int], list[str]]] = {5: claim_5, 16: telling.claim_16, 17: telling.claim_17}


def notes(number: int, n: int, found: list[Finding]) -> list[str]:
    """Return what the table of a claim leaves to say."""
    if number == 2:
        share = findings.claim_2_share()
        return ["", f"Over offensive share 0 to .5 and enabling 0 to .5 of the shield, fighters threaten South Korea more on "
                f"{100 * share:.0f} % of the range. The effect on budgets is a per cent or two after five years."]  # fmt: skip
    if number == 4:
        regard = {each.what: each.effect for each in found if each.what.startswith("alignment")}
        sanctions, need = regard["alignment[PRK,RUS] sanctions, two years on"], regard[WAR]
        told = "do not overlap: need does more there too" if need.low > sanctions.high else "overlap"
        return ["", f"That need draws them together more than sanctions is plain in goods; in regard the two intervals {told}."]
    if number in RANGES:
        claim, parameter = RANGES[number]
        shares = second_ring.share_of_range(claim, parameter, max(50, n // 4))
        told = "; ".join(f"{each.what}: {100 * share:.0f} %" for each, share in zip(found, shares, strict=True))
        return ["", f"Share of the plausible range of `{parameter}` (both ends and the middle, {max(50, n // 4)} pairs each) on which "
                f"each holds - {told}."] + (telling.spreads(9, n) if number == 9 else [])  # fmt: skip
    if number == 6:
        alone = next(each.effect for each in found if each.what.endswith("phi 0"))
        full = next(each.effect for each in found if each.what.endswith("phi 1"))
        return [
            "",
            f"{'Only in part' if alone.low > 0 else 'As claimed'}: on the record alone (phi 0) leverage gains {alone.mean:+.4f}, "
            f"{100 * alone.mean / full.mean:.0f} % of what it gains where outside flows count in full; China's trade counts there.",
            *telling.spreads(6, n),
        ]
    if number == 14:
        difference, share = second_ring.claim_14_war(min(n, 400))
        return ["", f"P(war given a crisis that another begins with North Korea), with the treaty less without: {difference:+.4f} at "
                f"the defaults, where commitment counts for nothing; lower on {100 * share:.0f} % of the plausible range of "
                "`crisis.war_commitment`. Whether it emboldens hangs on `alliance.emboldenment`, 0 in its range."]  # fmt: skip
    if number == 13:
        return [
            "",
            "Patrons at odds give more aid; terms by the ledger of favours follow, a smaller effect that takes many pairs to tell.",
        ]
    if number == 7:
        return [
            "",
            "What the squeeze buys is stress in Pyongyang, the lever of its pressure; what it costs is influence.",
        ]
    if number == 10:
        return [
            "",
            "What falls is influence: leverage over a client that can turn elsewhere. Bare leverage hardly moves.",
        ]
    if number == 8:
        rate, chance = findings.exchange_rate(found), findings.claim_8_chance(n)
        return ["", f"Exchange rate, decisions off: a point of influence over Pyongyang costs {rate:.1f} points of Moscow's regard. "
                f"At the defaults one demarche succeeds in {100 * chance:.0f} % of runs; the table forces success."]  # fmt: skip
    return []


if __name__ == "__main__":
    pairs, *chosen = [ENSEMBLE if each == "ensemble" else int(each) for each in sys.argv[1:]] or [2000]
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    old = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    PAGE.write_text(page(pairs, old, chosen), encoding="utf-8")
