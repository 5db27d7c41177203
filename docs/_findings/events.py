"""First question: what do the scenarios' events do to influence, security and dependence, and how sure is it?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from docs._findings.basis import SEED, listed, plain, prose, row, scenarios, share, signed, span, table

SCORES = {
    "influence[CHN,PRK].end": "China's influence over North Korea",
    "influence[RUS,PRK].end": "Russia's influence over North Korea",
    "dependence[PRK,CHN].end": "North Korea's economic dependence on China",
    "security[PRK].end": "North Korea's security",
    "security[KOR].end": "South Korea's security",
    "security[JPN].end": "Japan's security",
}
LARGE = 0.25  # of the treaty's effect: what is called an effect of some size here


def part(n: int) -> Iterator[str]:
    """Yield the lines of this part."""
    found = {name: beside(name, n) for name in scenarios()}
    told = {name: one for name, one in found.items() if one["difference"].notna().any()}
    base = found["baseline"]
    yield "## 1. What do these events do to influence, security and dependence, and how sure can we be?"
    yield ""
    yield from prose(
        f"Each scenario beside its quiet twin, the same world without the scenario's own events: {len(told)} "
        f"scenarios that have some, {n} "
        "replications each, at the horizon. A cell is the difference with its interval, then its share of the treaty's effect."
    )
    yield ""
    yield from table("scenario", "years", *SCORES.values())
    for name, one in told.items():
        yield row(
            f"[{plain(name)}](scenarios/{name}.md)", one.attrs["years"], *(cell(one.loc[score]) for score in SCORES)
        )
    yield ""
    yield from words(told, base)


def beside(name: str, n: int) -> pd.DataFrame:
    """A scenario's scores beside its quiet twin."""
    import northeastsim as ne

    scenario = ne.load(name)
    results = scenario.run(n, SEED, paths=0, events=0, engine="batch")
    summary = results.summarise(list(SCORES))
    summary.attrs["years"] = scenario.document["years"]
    return summary


def cell(one: Any) -> str:
    """A difference, its interval and its share of the treaty's."""
    if pd.isna(one["difference"]):
        return ""
    part = share(float(one["yardstick"]))
    return f"{signed(one['difference'])} {span(one['low'], one['high'])}{', ' if part else ''}{part}"


def words(told: dict[str, pd.DataFrame], base: pd.DataFrame) -> Iterator[str]:
    """In words a student can read."""
    score = "influence[CHN,PRK].end"
    lower = [name for name, one in told.items() if one.loc[score, "high"] < 0]
    higher = [name for name, one in told.items() if one.loc[score, "low"] > 0]
    sized = [name for name, one in told.items() if abs(one.loc[score, "yardstick"] or 0.0) >= LARGE]
    start, end, low, high = (base.loc[score, name] for name in ("frozen", "mean", "p05", "p95"))
    middle = float(pd.Series([abs(one.loc[score, "difference"]) for one in told.values()]).median())
    yield from prose(
        f"**In words.** China's influence over North Korea is clearly lower because of the events in {len(lower)} of "
        f"{len(told)} scenarios and "
        f"clearly higher in {len(higher)}. In {len(sized)} the effect is at least a quarter of the treaty's "
        f"({listed([plain(name) for name in sized])}). Single deliveries, visits or drills move little for long: the "
        f"other states answer "
        "them (claim 1 in [claims](reference/claims.md) has the S-400 with and without a substitute)."
    )
    yield ""
    yield from prose(
        f"Beside it, what one run differs from another by is large: in the baseline China's influence goes from "
        f"{start:.3f} to {end:.3f} on "
        f"the mean of {base.attrs['years']} years, but ends anywhere from {low:.3f} to {high:.3f} (5 to 95 % of "
        f"runs), while the median size "
        f"of what a scenario's events add is {middle:.3f}. Who says that one delivery decides who holds Pyongyang, and who says that "
        "nothing will change, is wrong in the model alike."
    )
    yield ""
    yield from prose(
        "**How sure.** Chance is the small part of what is not known: the intervals above are narrow since both "
        "worlds share their luck. "
        "What is unknown is how much Russian flows outside the record count (`dependence.flow_weight`) and how strongly states react; "
        "[claims](reference/claims.md) asks the same over the plausible ranges of the parameters."
    )
