"""Third question: how likely is an arms race, a crisis, a clash, and which event or decision raised the risk?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docs._findings.basis import SEED, percent, plain, prose, row, signed, span, table
from docs._findings.options import compared

CHOSEN = ("baseline", "cold_war_echo", "trilateral_bloc", "taiwan_linkage", "umbrella_doubt", "full_partnership")
TWINS = 100


def part(n: int) -> Iterator[str]:
    """Yield the lines of this part."""
    import northeastsim as ne

    yield "## 3. How likely is an arms race, a crisis, a clash, and which event or decision raised the risk?"
    yield ""
    yield from prose(
        f"`northeastsim risk` on {len(CHOSEN)} scenarios, {n} replications each; a war marks a run and does not end "
        f"it. Probability of at "
        "least one over the horizon, with its 95 % interval (Wilson)."
    )
    yield ""
    found = {
        name: ne.load(name).risk(replications=n, seed=SEED, twins=TWINS if name == "baseline" else 0) for name in CHOSEN
    }
    names = list(dict.fromkeys(found["baseline"].chances["risk"]))
    yield from table("scenario", "years", *names)
    for name, one in found.items():
        chances = one.chances.set_index("risk")
        cells = (chance(chances.loc[kind]) for kind in names)
        yield row(f"[{plain(name)}](scenarios/{name}.md)", int(chances["years"].iloc[0]), *cells)
    yield ""
    yield from races(found)
    yield ""
    yield from wars(found)
    yield ""
    yield from unstable(found)
    yield ""
    yield from types(found["baseline"])
    yield ""
    yield from decisions(n)


def chance(one: Any) -> str:
    """A probability with its interval."""
    return f"{one['probability']:.2f} [{one['low']:.2f}, {one['high']:.2f}]"


def races(found: dict[str, Any]) -> Iterator[str]:
    """How likely races are, and how much of each side's growth answers the other."""
    chances = {name: one.chances.set_index("risk")["probability"] for name, one in found.items()}
    most = max(chances, key=lambda name: float(chances[name]["arms race"]))
    single = max(chances, key=lambda name: float(chances[name]["one-sided build-up"]))
    yield from prose(
        "**Arms races.** A build-up of both sides is called a race only where at least a quarter of each side's "
        "growth answers the other; "
        "else it is parallel, two states that arm for their own reasons, or one-sided ([who answers "
        "whom](model.md#who-answers-whom)). By "
        f"that rule the greatest chance of a race is {percent(float(chances[most]['arms race']))}, in {plain(most)}; "
        f"that of a one-sided "
        f"build-up is up to {percent(float(chances[single]['one-sided build-up']))}, in {plain(single)}. In the baseline:"
    )
    yield ""
    yield from table(
        "pair", "race", "parallel", "one-sided", "first side's growth that answers", "second side's", "pressure a year"
    )
    for one in found["baseline"].verdicts.itertuples():
        yield row(
            one.pair, *(f"{getattr(one, kind):.2f}" for kind in ("race", "parallel", "one_sided")), f"{one.reactive:.2f}",
            f"{one.reactive_other:.2f}", f"{100 * one.pressure:.1f} % [{100 * one.p05:.1f}, {100 * one.p95:.1f}]",
        )  # fmt: skip


def wars(found: dict[str, Any]) -> Iterator[str]:
    """War between its two bounds."""
    yield from prose(
        "**War.** From crises to war the record has little to go by, so the chance of a war given a crisis is told "
        "between two ends: 0, "
        "and .12 (19 crises in 1954-2017 and no war among them). Probability of at least one war over the horizon:"
    )
    yield ""
    yield from table("scenario", "0 a crisis", "the model's own", ".12 a crisis")
    for name, one in found.items():
        bounds = one.wars.sort_values("war_given_crisis", kind="stable")
        ends = bounds[bounds["basis"] == "bound"]["probability"]
        own = bounds[bounds["basis"] == "model"].iloc[0]
        yield row(plain(name), f"{ends.iloc[0]:.2f}", chance(own), f"{ends.iloc[-1]:.2f}")


def unstable(found: dict[str, Any]) -> Iterator[str]:
    """How often a build-up would feed itself."""
    yield from prose(
        "**Would a build-up feed itself?** The instability of the race is the spectral radius of who reacts to whom "
        "over what holds each "
        "back; above 1 a build-up grows without end. Over runs it is chance, with the parameters as they are; over "
        "sets of parameters in "
        "their plausible ranges it tells how far the answer hangs on what nobody knows, and is no probability of "
        "the world. All military "
        "capital is an estimate; North Korea's row is assumption, since there is no series of its spending."
    )
    yield ""
    yield from table("scenario", "mean", "5 to 95 % of runs", "above 1, over runs", "above 1, over sets of parameters")
    for name, one in found.items():
        of = one.exceeds.set_index("over")
        runs = of.loc["replications"]
        sets = chance(of.loc["parameter sets"]) if "parameter sets" in of.index else ""
        yield row(plain(name), f"{runs['mean']:.2f}", f"{runs['p05']:.2f} to {runs['p95']:.2f}", chance(runs), sets)
    warning = found["baseline"].warning
    warning = warning[warning["target"].str.startswith("a crisis")]
    best = warning.loc[warning["auc"].idxmax()]
    yield ""
    yield from prose(
        f"**Early warning.** In the baseline the best sign of {best['target']} is {best['indicator']}, with an area "
        f"under the curve of "
        f"{best['auc']:.2f} [{best['low']:.2f}, {best['high']:.2f}]; a coin has .50. The model's crises come nearly "
        f"at random in time, and "
        "it would be wrong to read a warning from it."
    )


def types(risk: Any) -> Iterator[str]:
    """What each type of event adds to crises, in the baseline."""
    found = risk.types
    crises = found[found["outcome"] == "crises.count"].set_index("type")
    clear = crises[(crises["low"] > 0) | (crises["high"] < 0)].sort_values(
        "difference", key=abs, ascending=False, kind="stable"
    )
    yield from prose(
        f"**Which type of event raises the risk?** In the baseline each type that occurs is closed for all, and the "
        f"twin is subtracted, "
        f"{int(crises['n'].iloc[0])} pairs each. Substitutes may follow, so a number is what the *option* adds. Of "
        f"{len(crises)} types "
        f"{len(clear)} move crises clearly, where one in twenty would by chance alone:"
    )
    yield ""
    yield from table("type of event", "of them in a run", "crises in a run")
    for name, one in clear.iterrows():
        yield row(
            plain(str(name)), f"{one['per_run']:.1f}", f"{signed(one['difference'])} {span(one['low'], one['high'])}"
        )
    if not len(clear):
        yield row("none", "", "")


def decisions(n: int) -> Iterator[str]:
    """What China's options add to crises."""
    overall = compared(n).overall
    crises = (
        overall.xs("crises.count", level="metric")
        .dropna(subset=["difference"])
        .sort_values("difference", kind="stable")
    )
    yield from prose("**China's decisions.** Crises in a run, against the base, mean over the scenarios of part 2:")
    yield ""
    yield from table("strategy", "crises", "over single scenarios")
    for name, one in crises.iterrows():
        yield row(
            plain(str(name)),
            f"{signed(one['difference'])} {span(one['low'], one['high'])}",
            span(one["least"], one["greatest"]),
        )
