"""The claims asked again over an ensemble: sets of parameters whose runs come nearest to the record."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from tests.claims import choices, findings, harness, over_design, second_ring, telling
from tests.claims.choices import Contest, Turning
from tests.claims.findings import Finding
from tests.claims.options import BASE, SCENARIOS, YEARS, candidates, outcomes, payoffs, world
from tests.claims.over_design import Spread

from northeastsim.analysis.summary import proportion_interval
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.ensembles import EACH, Ensemble, read
from northeastsim.study.concerns import worth

ENSEMBLE = "calibrated"
# Those that could have come out otherwise, or whose sign is open in the literature.
ASKED: dict[int, Callable[[int], list[Finding]]] = {
    1: findings.claim_1, 4: findings.claim_4, 6: second_ring.bought, 7: second_ring.claim_7, 9: second_ring.claim_9,
    10: findings.claim_10, 11: second_ring.claim_11, 13: second_ring.claim_13, 14: second_ring.claim_14, 15: second_ring.claim_15,
}  # fmt: skip
ROW = re.compile(
    r"^\| (?P<what>[^|]+) \| (?P<mean>[+-]\d+\.\d+) \[(?P<low>\S+), (?P<high>\S+)\] \|[^|]*\|[^|]*\| (?P<holds>yes|no) \|$"
)
HEAD = (
    "| claim | what | at the defaults | over the sets | same sign in | holds | |",
    "| --- | --- | --- | --- | --- | --- | --- |",
)


@dataclass(frozen=True)
class Usual:
    """What the page says at the defaults."""

    mean: float
    low: float
    high: float
    holds: bool


@dataclass(frozen=True)
class Again:
    """A finding at the defaults and over the sets."""

    usual: Usual
    found: Finding

    @property
    def same(self) -> tuple[float, float, float]:
        """The share of sets whose effect has the sign of that at the defaults, with Wilson's interval."""
        means = self.found.effect.sets
        assert means is not None
        share = float((np.sign(means) == np.sign(self.usual.mean)).mean())
        return share, *proportion_interval(share, len(means))

    @property
    def verdict(self) -> str:
        """What became of the verdict; empty where it stands."""
        if self.usual.holds == self.found.holds:
            return ""
        now = "holds now" if self.found.holds else "no longer shown"
        turned = self.found.effect.low * self.usual.mean < 0 > self.found.effect.high * self.usual.mean
        return f"**{now}{', sign turned' if turned else ''}**"

    @property
    def row(self) -> str:
        """The two as a row of the table."""
        one, (share, low, high) = self.found.effect, self.same
        usual = f"{self.usual.mean:+.4f} [{self.usual.low:+.4f}, {self.usual.high:+.4f}]"
        held = f"{'yes' if self.usual.holds else 'no'}, {'yes' if self.found.holds else 'no'}"
        return (
            f"| {self.found.claim} | {self.found.what} | {usual} | {one.mean:+.4f} [{one.low:+.4f}, {one.high:+.4f}] "
            f"| {100 * share:.0f} % [{100 * low:.0f}, {100 * high:.0f}] | {held} | {self.verdict} |"
        )


def frame(ensemble: Ensemble, scenarios: Sequence[str] = SCENARIOS) -> pd.DataFrame:
    """Return the sets as a table of the parameters that every scenario leaves open."""
    fixed = [set(ensemble.parameters) - set(ensemble.open_in(world(each, BASE))) for each in scenarios]
    return pd.DataFrame(ensemble.values, columns=list(ensemble.parameters)).drop(columns=sorted(set[str]().union(*fixed)))


def asked(number: int, parameters: str, n: int) -> list[Finding]:
    """Return what is found for a claim over the sets of an ensemble, in n pairs."""
    with harness.over(parameters):
        return ASKED[number](n)


def usual(page: str) -> dict[tuple[int, str], Usual]:
    """Return what the page says at the defaults, by claim and what."""
    found = {}
    for number, part in re.findall(r"^## (\d+)\. (.*?)(?=^## |\Z)", page, re.M | re.S):
        for line in part.splitlines():
            if row := ROW.match(line):
                mean, low, high = (float(row[name]) for name in ("mean", "low", "high"))
                found[int(number), row["what"]] = Usual(mean, low, high, row["holds"] == "yes")
    return found


def judged(contests: Mapping[str, np.ndarray]) -> list[Contest]:
    """Claim 16 over the sets: who wins at which weightings, on the mean of all sets."""
    return [choices.contested(name, worth(found, "saturating").mean(axis=2)) for name, found in contests.items()]


def turning(sets: pd.DataFrame, contests: Mapping[str, np.ndarray]) -> Turning:
    """Claim 17 over the sets: on what the best option of each turns."""
    found = {name: payoffs(each) for name, each in contests.items()}
    return Turning(sets, found | {"all": np.mean(list(found.values()), axis=0)})


def obedience(sets: pd.DataFrame, n: int) -> Spread:
    """Claim 6 over the sets: what outbidding does to what North Korea does of China's asks."""
    return over_design.obedience(sets, n)


def section(old: str, parameters: str = ENSEMBLE, n: int | None = None) -> list[str]:
    """Return the part of the page on the claims over an ensemble, beside what the page says at the defaults."""
    ensemble = read(parameters, catalogue())
    pairs, before = n or EACH * ensemble.sets, usual(old)
    again = [Again(before[number, each.what], each) for number in ASKED for each in asked(number, parameters, pairs)]
    sets = frame(ensemble)
    found = {name: outcomes(name, sets, EACH) for name in SCENARIOS}
    return [
        *opening(ensemble, pairs, again),
        "",
        *HEAD,
        *(each.row for each in again),
        *met(obedience(sets.iloc[:: max(1, len(sets) // 50)], 10)),
        *best(judged(found), turning(sets, found)),
    ]


def opening(ensemble: Ensemble, pairs: int, again: Sequence[Again]) -> list[str]:
    """Return what the table is, and what came out."""
    changed = [each for each in again if each.verdict]
    count = len(dict.fromkeys(each.found.claim for each in again))
    sure = sum(each.same[0] >= 0.9 for each in again)
    least = min((each for each in again if each.usual.holds), key=lambda each: each.same[0])
    return [
        "## Over the ensemble",
        "",
        f"The claims that are emergent or contested, and claim 1, over the {ensemble.sets} sets of `{ensemble.name}`, {pairs}",
        f"pairs, {EACH} a set: {len(again)} findings of {count} claims. Intervals take sets as independent. *Same sign*: in how many",
        "sets the effect has the sign that it has at the defaults (Wilson's 95 %), each set seen in two pairs, so that small",
        "effects lose signs by chance alone. *Holds*: at the defaults, then over the sets. What a claim itself puts at a value",
        "stays there.",
        "",
        f"**In words.** {verdicts(changed, len(again))} In {sure} of {len(again)} the sign is the same in 90 % of the sets",
        f"or more. Of what holds at the defaults it is least settled for {least.found.what} (claim {least.found.claim}),",
        f"{100 * least.same[0]:.0f} %.",
    ]


def verdicts(changed: Sequence[Again], many: int) -> str:
    """Say how many verdicts changed, and how."""
    if not changed:
        return f"Of {many} verdicts none changes."
    lost = [each for each in changed if not each.found.holds]
    told = f"Of {many} verdicts {len(changed)} {'change' if len(changed) > 1 else 'changes'}: {len(lost)} no longer shown, "
    return f"{told}{len(changed) - len(lost)} that now hold."


def met(found: Spread) -> list[str]:
    """Return what the ensemble says of compliance, claim 6."""
    (share, low, high), (yes, no) = found.held, found.clear
    return [
        "",
        f"Claim 6, compliance over six years where China outbids Moscow, {len(found.effects)} of the sets, 10 pairs each: higher in",
        f"{100 * share:.0f} % [{100 * low:.0f}, {100 * high:.0f}] of them, clearly so in {100 * yes:.0f} %, clearly lower in "
        f"{100 * no:.0f} %; the median gain is {np.median(found.effects):+.4f}.",
    ]


def best(contests: Sequence[Contest], found: Turning) -> list[str]:
    """Return what the ensemble says of claims 16 and 17."""
    names, sets = candidates(), len(found.design)
    tables = {name: found.ranking(name) for name in found.payoffs}
    shares = [{names[k]: one.wins[k] for k in np.argsort(-one.wins) if one.wins[k] >= 0.01} for one in contests]
    rows = [
        f"| `{one.scenario}` | {telling.told(each).replace(' in ', ' ')} | {100 * one.low:.0f} to {100 * one.high:.0f} |"
        for one, each in zip(contests, shares, strict=True)
    ]
    return [
        "",
        f"Claim 16, mean payoff over the {sets} sets, {EACH} replications each, {YEARS} years, weightings as above.",
        telling.verdict_16(contests),
        "",
        "| scenario | wins at so many of the weightings | of the first, 95 %, sets drawn anew |",
        "| --- | --- | --- |",
        *rows,
        "",
        f"Claim 17, the best option of each of the {sets} sets on {EACH} replications in each of three scenarios, as above. The",
        "sets are no design: parameters that go together in them share what they turn. What makes the best option less than",
        f"{100 * tables['all']['shows'].median():.1f} % purer goes unseen.",
        "",
        *telling.verdict_17(found, tables),
    ]
