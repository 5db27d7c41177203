"""How likely crises, clashes and races are over sets of parameters, and whether base rates stay near the record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from docs._findings.basis import SEED, listed, percent, plain, prose, row, table

if TYPE_CHECKING:
    import pandas as pd

    from northeastsim.face.comparison import Comparison
    from northeastsim.study.base_rates import Act, Rate

RISKS = {
    "race.any": "arms race", "parallel.any": "parallel build-up", "one_sided.any": "one-sided build-up",
    "crises.count": "crises", "clashes.count": "clashes",
}  # fmt: skip
HOME = "baseline"
TOLD = ("race.any", "crises.count", "clashes.count")  # of them in short


class Chance(NamedTuple):
    """A probability with its 95 % interval."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.2f} [{self.low:.2f}, {self.high:.2f}]"


class Rates(NamedTuple):
    """Base rates at the defaults and over the sets: of hazards and of acts, with how many runs of ten years told them."""

    hazards: tuple[dict[str, Rate], dict[str, Rate]]
    acts: tuple[dict[Act, Rate], dict[Act, Rate]]
    n: int


def rates(n: int, parameters: str) -> Rates:
    """Base rates of the region over ten years."""
    from northeastsim.study import base_rates

    usual, over = (base_rates.tallied(each, n, SEED) for each in (None, parameters))
    return Rates((base_rates.hazards(usual), base_rates.hazards(over)), (base_rates.acts(usual), base_rates.acts(over)), n)


def chance(runs: pd.DataFrame, risk: str) -> Chance:
    """The probability of at least one, with sets taken as independent where there are sets (Wilson)."""
    from northeastsim.analysis.components import independent
    from northeastsim.analysis.summary import proportion_interval

    any_ = (runs[risk] > 0.0).astype(float)
    n = independent(any_, runs["parameter_set"]) if "parameter_set" in runs else len(any_)
    share = float(any_.mean())
    return Chance(share, *proportion_interval(share, n))


def chances(found: Comparison) -> dict[tuple[str, str], Chance]:
    """The probability of each risk in each scenario, China following the base strategy."""
    runs = found.runs[found.runs["strategy"] == found.question.base]
    return {(str(name), risk): chance(some, risk) for name, some in runs.groupby("scenario", sort=False) for risk in RISKS}


def of_chances(usual: Comparison, open_: Comparison) -> str:
    """What becomes of the chances in short: in the baseline, and where intervals part."""
    one, other = chances(usual), chances(open_)
    apart = [key for key in one if one[key].high < other[key].low or other[key].high < one[key].low]
    told = [f"{RISKS[risk]} {percent(other[HOME, risk].value)} ({percent(one[HOME, risk].value)})" for risk in TOLD]
    where = [f"{RISKS[k]} in {plain(name)} ({one[name, k].value:.2f}, now {other[name, k].value:.2f})" for name, k in apart]
    few = listed([*where[:4], *[f"{len(where) - 4} more"] * (len(where) > 4)])
    rest = f"Intervals part in {len(apart)} of {len(one)} chances: {few}" if apart else f"In none of {len(one)} do intervals part"
    return f"**Chances** of at least one in the baseline over ten years, in brackets at the defaults: {listed(told)}. {rest}."


def of_rates(found: Rates) -> str:
    """Whether base rates hold, in short."""
    held = [name for name, each in found.hazards[1].items() if each.holds]
    acts = [sum(each.holds for each in some.values()) for some in found.acts]
    lost = [name for name in found.hazards[1] if name not in held]
    what = "All hold" if not lost else f"{listed(lost)} {'do' if len(lost) > 1 else 'does'} not"
    return (
        f"**Base rates.** {what} over the sets: {len(held)} of {len(found.hazards[1])} rates of crises lie in what the record allows, "
        f"and {acts[1]} of {len(found.acts[1])} rates of acts within the record's own interval, {acts[0]} at the defaults."
    )


def part(usual: Comparison, open_: Comparison, found: Rates) -> Iterator[str]:
    """Yield the lines of this part."""
    one, other = chances(usual), chances(open_)
    scenarios = list(dict.fromkeys(name for name, _ in one))
    yield "## 3. How likely is an arms race, a crisis, a clash?"
    yield ""
    yield from prose(
        f"Probability of at least one over the horizon, China following {plain(usual.question.base)}: at the defaults, then over the "
        "sets, each with its 95 % interval (Wilson; over sets with as many independent runs as the sets make of them)."
    )
    yield ""
    yield from table("scenario", *RISKS.values())
    for name in scenarios:
        yield row(f"[{plain(name)}](scenarios/{name}.md)", *(f"{one[name, risk]}; {other[name, risk]}" for risk in RISKS))
    yield ""
    yield from base(found)


def base(found: Rates) -> Iterator[str]:
    """Yield base rates beside what the record allows."""
    from northeastsim.study.base_rates import by_type

    yield "## 4. Do base rates hold?"
    yield ""
    yield from prose(
        f"The base region over ten years, {found.n} replications. The record allows what its few cases do not rule out; *holds* asks "
        "whether the mean over the sets lies there. Levels of crises and of acts were fitted at the defaults. Over the sets crises a "
        "year hold almost by construction, since they are among what the sets were chosen by; violence, war and most acts are not."
    )
    yield ""
    yield from table("rate", "the record allows", "at the defaults", "over the sets", "holds")
    for name, each in found.hazards[1].items():
        low, high = each.allowed
        yield row(name, f"{low:.2f} to {high:.2f}", told(found.hazards[0][name]), told(each), "yes" if each.holds else "**no**")
    usual, over = found.acts
    lost = [
        f"{who} {plain(what)} ({each.value:.3f} a year, {each.allowed[0]:.3f} to {each.allowed[1]:.3f})"
        for (who, what), each in over.items()
        if not each.holds
    ]
    types = [by_type(some) for some in (usual, over)]
    yield ""
    yield from prose(
        f"Of {len(over)} rates at which states choose acts, each held to the Jeffreys interval of the record, "
        f"{sum(each.holds for each in over.values())} lie within it over the sets and {sum(each.holds for each in usual.values())} at "
        f"the defaults; by type of act, all states' lie within for {sum(types[1].values())} of {len(types[1])} "
        f"({sum(types[0].values())} at the defaults). Outside over the sets: {listed(lost)}."
    )


def told(each: Rate) -> str:
    """A rate with its interval."""
    return f"{each.value:.3f} [{each.low:.3f}, {each.high:.3f}]"
