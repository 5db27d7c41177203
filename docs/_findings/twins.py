"""Fourth question: what would have happened without that event?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docs._findings.basis import SEED, plain, prose, row, share, signed, span, table

# Scenario, what is taken away in words, and the events taken away; none: all that the file adds.
CASES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("s400_transfer", "without the S-400", ()),
    ("fighter_transfer", "without the fighters", ()),
    ("russian_lifeline", "without the lifeline", ()),
    ("full_partnership", "without the partnership", ()),
    ("panel_of_experts_gone", "had the panel stayed", ()),
    ("seventh_test", "without the test", ()),
    ("ukraine_ceasefire", "without the ceasefire", ()),
    ("trilateral_bloc", "without the bloc", ()),
)
SCORES = ("influence[CHN,PRK]", "influence[RUS,PRK]", "dependence[PRK,CHN]", "spending[KOR]")


def part(n: int) -> Iterator[str]:
    """Yield the lines of this part."""
    yield "## 4. What would have happened without that event?"
    yield ""
    yield from prose(
        f"`northeastsim whatif`: the same world with and without, {n} pairs each with the same luck, at the horizon. "
        f"The difference is "
        "without less with: what its absence changes. *Parted* is the share of pairs in which China's influence over North Korea has "
        "moved apart by more than .005 at any time, and the median date from which it has."
    )
    yield ""
    yield from table("scenario", "what if", *(f"`{score}`" for score in SCORES), "crises", "parted", "from")
    for name, words, gone in CASES:
        found = twin(name, gone, n)
        last = found.effects["date"].max()
        ends = found.effects[found.effects["date"] == last].set_index("metric")
        apart = found.shares.loc["influence[CHN,PRK]"]
        when = f"{apart['median']:%Y-%m}" if apart["parted"] else ""
        yield row(
            f"[{plain(name)}](scenarios/{name}.md)", words, *(cell(ends.loc[score]) for score in (*SCORES, "crises.count")),
            f"{apart['share']:.2f}", when,
        )  # fmt: skip
    yield ""
    yield from prose(
        "**In words.** A world without an event is not the world as it was before it: the others do something else "
        "instead. That is why an "
        "absence can change little where the event seemed to change much. `northeastsim whatif s400_transfer --without s400_deal` "
        "asks this of one event, "
        "`--from DATE` keeps the past identical up to a day, and `northeastsim explain` itemises a single change by its causes."
    )


def twin(name: str, gone: tuple[str, ...], n: int) -> Any:
    """A scenario and the same without some of its events, or without any of its own."""
    import northeastsim as ne
    from northeastsim.study.twins import own_events

    scenario = ne.load(name)
    return scenario.whatif(gone or own_events(scenario.resolved), replications=n, seed=SEED, scores=SCORES, engine="batch")


def cell(one: Any) -> str:
    """A difference, its interval and its share of the treaty's."""
    part = share(float(one["treaty"])) if one["low"] * one["high"] > 0 else ""
    return f"{signed(one['effect'])} {span(one['low'], one['high'])}{', ' if part else ''}{part}"
