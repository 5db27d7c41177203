"""Writes docs/discussion/dependence-and-launches.md: what the record holds against the model, and what the model shows.

`python -m docs._findings.together [REPLICATIONS] [ENSEMBLE]`, by default 400 over `calibrated`; it takes under a minute.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from docs._findings.basis import SEED, prose, row, signed, span, table

if TYPE_CHECKING:
    from northeastsim.analysis.association import Association, Spread
    from northeastsim.study.history.together import Together

PAGE = Path(__file__).parents[1] / "discussion" / "dependence-and-launches.md"
MODES = {"conditioned": "acts of the record fed in", "free": "only what came from outside fed in"}
# What might hold launches down where dependence is high, and what is put to nothing to see it.
LEVERS: dict[str, dict[str, float]] = {
    "as the sets have it": {},
    "pressure and talks lower no posture (`effect.pressure_posture` 0)": {"effect.pressure_posture": 0.0},
    "moods change no launches (`launch.mood` 0)": {"launch.mood": 0.0},
    "launches excite no launches (`launch.branching` 0)": {"launch.branching": 0.0},
}
WIDE = 0.05  # a difference of two mean correlations that is called one here


def page(n: int, parameters: str) -> Iterator[str]:
    """Yield the lines of the page."""
    from northeastsim.study.history.together import RECORDED, RUN, modelled, recorded

    whole, same = recorded(RECORDED), recorded(RUN, five=True)
    found = {(mode, lever): modelled(mode, parameters, n, SEED, moved) for mode in MODES for lever, moved in LEVERS.items()}
    usual = next(iter(LEVERS))
    yield "# Dependence and launches"
    yield ""
    yield from prose(
        "If dependence bought obedience, North Korea would launch less as it comes to depend more on China. On the record it does "
        "not look so. Here is what the record says, with how little so few years can bear, and what the model says of the same "
        f"years. Written by `python -m docs._findings.together {n} {Path(parameters).stem}` (seed {SEED}): every number comes "
        "from the tables or a run, and the words follow from the numbers."
    )
    yield ""
    yield from on_record(whole, same)
    yield ""
    yield from in_model({mode: found[mode, usual] for mode in MODES}, same, n, parameters)
    yield ""
    yield from why({lever: found["conditioned", lever] for lever in LEVERS}, same)


def associations(seen: Together) -> dict[str, Association]:
    """How the record's two series go together, by way."""
    from northeastsim.analysis.association import WAYS, association

    return {way: association(of(seen.share)[0], of(seen.launches)[0], SEED) for way, of in WAYS.items()}


def spreads(seen: Together, beside: Mapping[str, Association]) -> dict[str, Spread]:
    """How the model's go together, by way, beside the record's."""
    from northeastsim.analysis.association import WAYS, correlation, spread

    return {way: spread(correlation(of(seen.share), of(seen.launches)), seen.sets, beside[way].r) for way, of in WAYS.items()}


def on_record(whole: Together, same: Together) -> Iterator[str]:
    """What the record says, over all its years and over those of the runs."""
    every, later = associations(whole), associations(same)
    first, last = whole.years[0], whole.years[-1]
    yield f"## The record, {first} to {last}"
    yield ""
    yield from prose(
        "China's share of North Korea's recorded trade, that with the South included, and launches a year. Intervals of 95 % from "
        "blocks of three years drawn anew; *p* is how often years dealt out at random correlate as much. The lower line has the "
        "years of the runs, and the share of trade with the five, as runs have it."
    )
    yield ""
    yield from table("years", *(way for way in every))
    for seen, these in ((whole, every), (same, later)):
        yield row(f"{seen.years[0]} to {seen.years[-1]}", *(told(one) for one in these.values()))
    yield ""
    levels, about, moves = every.values()
    yield from prose(f"**In words.** {rebuke(levels)} {trend(levels, about, moves)}")


def told(one: Association) -> str:
    """A correlation of the record."""
    return f"{signed(one.r, 2)} {span(one.low, one.high, 2)}, p {one.p:.2f}, n {one.n}"


def rebuke(levels: Association) -> str:
    """Whether the two go together in levels."""
    if levels.r <= 0.0:
        return "In levels the two do not rise together on the record."
    sure = "its interval leaves out 0" if levels.low > 0.0 else "though so few years do not rule out none, or a little the other way"
    return f"In levels the two rise together on the record ({signed(levels.r, 2)}), {sure}: more dependence came with more launches."


def trend(levels: Association, about: Association, moves: Association) -> str:
    """Whether it is more than a common trend."""
    some = [one for one in (about, moves) if one.low > 0.0 or one.high < 0.0]
    rest = f"about straight trends it is {signed(about.r, 2)} and from year to year {signed(moves.r, 2)}"
    if some or levels.r <= 0.0:
        return f"Trend is not all of it: {rest}."
    return (
        f"But both grew over these years, trade after sanctions had closed the other ways and launches with the programme, and any "
        f"two series that grow correlate: {rest}, neither told from nothing. So the record speaks against *more dependence, fewer "
        "launches*; it is no evidence that dependence raises launches."
    )


def in_model(found: Mapping[str, Together], same: Together, n: int, parameters: str) -> Iterator[str]:
    """What the model says of the years that runs cover."""
    beside = associations(same)
    yield "## The model, over the same years"
    yield ""
    yield from prose(
        f"Runs from the figures of {same.years[0] - 1} to the end of {same.years[-1]}, {n} replications over the sets of "
        f"`{Path(parameters).stem}`, the correlation taken within each. *Mean* with its 95 % interval (sets as units); what 5 and "
        "95 % of replications stay below; in how many it is positive; in how many it is at least the record's."
    )
    yield ""
    yield from table("past", "way", "mean", "5 to 95 %", "positive", "at least the record's", "record")
    seen = {mode: spreads(each, beside) for mode, each in found.items()}
    for mode, ways in seen.items():
        for way, one in ways.items():
            yield row(
                f"{mode}: {MODES[mode]}", way, f"{signed(one.mean, 2)} {span(one.low, one.high, 2)}",
                f"{signed(one.p05, 2)} to {signed(one.p95, 2)}", f"{100 * one.positive:.0f} %", f"{100 * one.reached:.0f} %",
                signed(beside[way].r, 2),
            )  # fmt: skip
    yield ""
    yield from prose(f"**In words.** {' '.join(shown(mode, ways, beside) for mode, ways in seen.items())}")


def shown(mode: str, ways: Mapping[str, Spread], beside: Mapping[str, Association]) -> str:
    """Whether the model shows what the record does, in a mode."""
    levels = ways["levels"]
    side = "falls" if levels.high < 0.0 else "rises" if levels.low > 0.0 else "neither rises nor falls"
    odd = "not unheard of" if levels.reached >= 0.1 else "rare" if levels.reached >= 0.025 else "all but unheard of"
    return (
        f"In the {mode} past the number of launches {side} with dependence on the mean ({signed(levels.mean, 2)}); what the record "
        f"shows in levels ({signed(beside['levels'].r, 2)}) is {odd} in the model ({100 * levels.reached:.0f} % of replications), "
        f"and what it shows from year to year lies {within(ways['yearly changes'], beside['yearly changes'].r)}."
    )


def within(one: Spread, value: float) -> str:
    """Where a value lies among replications."""
    return "within what 90 % of replications span" if one.p05 <= value <= one.p95 else "outside what 90 % of replications span"


def why(found: Mapping[str, Together], same: Together) -> Iterator[str]:
    """What in the model joins the two, by putting it to nothing."""
    beside, usual = associations(same), next(iter(found))
    seen = {lever: spreads(each, beside) for lever, each in found.items()}
    ways = list(seen[usual])
    yield "## Why the model says so"
    yield ""
    yield from prose(
        "No rule of the model makes launches hang on dependence directly; leverage only lends weight to what China asks. What joins "
        "the two is what moves both: sanctions and pressure drive North Korea's trade to China and, by a rule, lower its launch "
        "posture for a while; relations that sour raise its mood to launch. Put to nothing one by one, in the conditioned past "
        "(mean correlation):"
    )
    yield ""
    yield from table("in all sets", *ways, "launches a year")
    for lever, each in seen.items():
        cells = (f"{signed(one.mean, 2)} {span(one.low, one.high, 2)}" for one in each.values())
        yield row(lever, *cells, f"{found[lever].launches.mean():.1f}")
    yield row("record", *(signed(one.r, 2) for one in beside.values()), f"{same.launches.mean():.1f}")
    yield ""
    yield from prose(f"**In words.** {reason(seen, usual, beside)} {growth(found[usual], same)}")


def reason(seen: Mapping[str, Mapping[str, Spread]], usual: str, beside: Mapping[str, Association]) -> str:
    """Which lever the correlation about trends hangs on most, and whether the record bears that out."""
    way = "about straight trends"
    moves = {lever: ways[way].mean - seen[usual][way].mean for lever, ways in seen.items() if lever != usual}
    most = max(moves, key=lambda lever: abs(moves[lever]))
    if abs(moves[most]) < WIDE:
        return f"None of these moves the correlation about trends by {WIDE:g} or more: no single rule joins the two."
    now, real = seen[most][way], beside[way]
    left = "nothing is left that can be told from none" if now.low <= 0.0 <= now.high else f"{signed(now.mean, 2)} is left"
    borne = "neither bears that rule out nor refutes it" if real.low <= 0.0 <= real.high else "is not silent on that rule"
    return (
        f"The correlation about trends turns most where {most}: it moves by {signed(moves[most], 2)}, and {left}. The rule is a "
        f"judgement of ours; the record, with {signed(real.r, 2)} {span(real.low, real.high, 2)}, {borne}."
    )


def growth(usual: Together, same: Together) -> str:
    """How launches grew in the model and on the record."""
    half = len(same.years) // 2
    gain, real = (float(each[:, half:].mean() / each[:, :half].mean()) for each in (usual.launches, same.launches))
    if gain < 0.8 * real:
        return (
            f"What the model lacks is the growth of the programme itself: from the first {half} years to the rest launches went "
            f"to {real:.1f} times as many on the record and to {gain:.1f} times in the model, which holds the rate at a level and "
            "knows no new missiles to be tried. A rise of both for reasons of their own cannot show where one of them does not rise."
        )
    return f"From the first {half} years to the rest launches went to {real:.1f} times as many on the record, {gain:.1f} in the model."


def main(arguments: list[str]) -> None:
    """Write the page."""
    n, parameters = int(arguments[0]) if arguments else 400, arguments[1] if arguments[1:] else "calibrated"
    PAGE.write_text("\n".join(page(n, parameters)).rstrip("\n") + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
