"""Writes docs/findings_with_ensemble.md: the findings asked again over sets of parameters that the record leaves open.

`python -m docs._findings.ensemble [REPLICATIONS] [ENSEMBLE]`, by default 100 over `calibrated`: some four minutes on two cores.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from docs._findings import ensemble_risks
from docs._findings.basis import SEED, listed, percent, plain, prose, row, share, signed, span, surely, table
from docs._findings.options import RULES, place
from northeastsim.statement import FULL

if TYPE_CHECKING:
    from northeastsim.face.comparison import Comparison

PAGE = Path(__file__).parents[1] / "findings_with_ensemble.md"
# Of the scenarios of the findings those that between them hold a deal, a squeeze, an axis, a bloc and a doubt.
CHOSEN = ("baseline", "s400_transfer", "sanctions_squeeze", "full_partnership", "trilateral_bloc", "umbrella_doubt")
EVENTS = ("s400_transfer", "russian_lifeline", "full_partnership", "ukraine_ceasefire", "trilateral_bloc", "panel_of_experts_gone")
INFLUENCE = {
    "influence[CHN,PRK].end": "China's influence over North Korea",
    "influence[RUS,PRK].end": "Russia's influence over North Korea",
}
OF_TREATY = "influence[CHN,PRK].end"


class Effect(NamedTuple):
    """What a scenario's events do to a score: the difference from its quiet twin, and the share of its spread that is parameters."""

    mean: float
    low: float
    high: float
    treaty: float
    part: float = float("nan")
    part_low: float = float("nan")
    part_high: float = float("nan")

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out 0."""
        return self.low * self.high > 0.0


def page(n: int, parameters: str) -> Iterator[str]:
    """Yield the lines of the page."""
    name = Path(parameters).stem
    events = {score: {each: both(each, n, parameters, score) for each in EVENTS} for score in INFLUENCE}
    usual, open_ = compared(n, None), compared(n, parameters)
    rates = ensemble_risks.rates(5 * n, parameters)
    yield "# Findings with the ensemble"
    yield ""
    yield from prose(
        f"The [findings](findings.md) are of one set of parameters, the defaults. Here their main questions are asked again over the "
        f"sets of `{name}`, each as likely as any other: parameters whose runs come nearest to the record "
        f"(`northeastsim show ensemble {name}`). Beside each answer stands that of the defaults in the same scenarios. Written by "
        f"`python -m docs._findings.ensemble {n} {name}` (seed {SEED}); the words between the numbers follow from them. It is about "
        "the model, not about the world."
    )
    yield ""
    yield f"> {FULL}"
    yield ""
    yield from prose(
        f"{len(CHOSEN)} scenarios where the findings have all, {n} replications of each world, two a set, so {n // 2} of the sets are "
        "seen. Intervals of 95 % over sets hold chance and what the record leaves open of the parameters; those at the defaults hold "
        "chance alone. Neither holds the error of the model itself."
    )
    yield ""
    yield from changed(events[OF_TREATY], usual, open_, rates)
    for part in (did(events), chose(usual, open_), ensemble_risks.part(usual, open_, rates)):
        yield ""
        yield from part


def both(name: str, n: int, parameters: str, score: str) -> tuple[Effect, Effect]:
    """What a scenario's events do to a score at the defaults and over the sets."""
    return effect(name, n, None, score), effect(name, n, parameters, score)


def effect(name: str, n: int, parameters: str | None, score: str) -> Effect:
    """What a scenario's events do to a score at its horizon."""
    from northeastsim.analysis.components import components

    results = ran(name, n, parameters)
    told = results.summarise([score]).loc[score]
    found = Effect(told["difference"], told["low"], told["high"], told["yardstick"])
    if parameters is None:
        return found
    gaps = results.runs[score] - results.quiet[score]
    parts = components(gaps, results.runs["parameter_set"])
    return found._replace(part=parts.share, part_low=parts.low, part_high=parts.high)


@functools.cache
def ran(name: str, n: int, parameters: str | None) -> Any:
    """A scenario's runs, with those of its quiet twin."""
    import northeastsim as ne

    return ne.load(name).run(n, SEED, paths=0, events=0, engine="batch", parameters=parameters)


def compared(n: int, parameters: str | None) -> Comparison:
    """China's strategies in the chosen scenarios."""
    import northeastsim as ne

    strategies = len(ne.face.comparison.asked(list(CHOSEN), seed=SEED).question.strategies)
    return ne.compare(list(CHOSEN), seed=SEED, precision=1e-9, budget=n * strategies * len(CHOSEN), parameters=parameters)


def changed(
    found: dict[str, tuple[Effect, Effect]], usual: Comparison, open_: Comparison, rates: ensemble_risks.Rates
) -> Iterator[str]:
    """Yield in short what the ensemble changes and what it does not."""
    yield "## In short"
    yield ""
    yield f"- {of_events(found)}"
    yield f"- {of_rules(usual, open_)}"
    yield f"- {of_ranks(usual, open_)}"
    yield f"- {ensemble_risks.of_chances(usual, open_)}"
    yield f"- {ensemble_risks.of_rates(rates)}"


def of_events(found: dict[str, tuple[Effect, Effect]]) -> str:
    """What becomes of the effects of events on China's influence."""
    told = {name: pair for name, pair in found.items() if pair[0].is_clear}
    lost = [name for name, (_, other) in told.items() if not other.is_clear]
    turned = [name for name, (one, other) in told.items() if other.is_clear and one.mean * other.mean < 0.0]
    deal, again = found["s400_transfer"]
    ratio = abs(again.mean / deal.mean) if deal.mean else 1.0
    size = "smaller" if ratio < 0.8 else "larger" if ratio > 1.25 else "about as large"
    ends = [f"{len(lost)} can no longer be told from none ({named(lost)})"] * bool(lost)
    ends += [f"{len(turned)} turn ({named(turned)})"] * bool(turned)
    return (
        f"**Events.** Of {len(told)} clear effects on China's influence over North Korea {len(told) - len(lost) - len(turned)} keep a "
        f"clear sign{'; ' if ends else ''}{' and '.join(ends)}. That of the S-400 is {size}: {signed(again.mean)} "
        f"{span(again.low, again.high)}, at the defaults {signed(deal.mean)} {span(deal.low, deal.high)}."
    )


def named(names: list[str]) -> str:
    """Names in words."""
    return listed([plain(name) for name in names])


def of_rules(usual: Comparison, open_: Comparison) -> str:
    """Under which rules the choice stays."""
    one, other = ({rule: chosen(found, rule) for rule in RULES} for found in (usual, open_))
    same = [rule for rule in RULES if set(one[rule]) & set(other[rule])]
    moved = [f"{plain(rule)} ({named(one[rule])}, now {named(other[rule])})" for rule in RULES if rule not in same]
    kept = f"{len(same)} of {len(RULES)} rules choose as at the defaults" if same else "No rule chooses as at the defaults"
    which = f" ({named(same)})" if same else ""
    ends = f"; otherwise {'choose' if len(moved) > 1 else 'chooses'} {listed(moved)}" if moved else ""
    return f"**Which option.** {kept}{which}{ends}."


def of_ranks(usual: Comparison, open_: Comparison) -> str:
    """How much of the order of options stays, and what became of the gap."""
    one, other = (paid(found) for found in (usual, open_))
    agree = float(one.rank().corr(other.rank().reindex(one.index)))
    gaps = [float(each.max() - each.min()) for each in (one, other)]
    sure = [held(found) for found in (usual, open_)]
    both = len(sure[0] & sure[1])
    against = len({(a, b) for a, b in sure[0] if (b, a) in sure[1]})
    return (
        f"**The order of options.** From best to worst is {gaps[1]:.2f} usual changes, {gaps[0]:.2f} at the defaults; the two orders "
        f"have a rank correlation of {agree:.2f}. Of {len(sure[0])} ranks that are sure at the defaults (at 95 %) {both} are sure "
        f"over the sets too, {against} are surely the other way round."
    )


def paid(found: Comparison) -> Any:
    """The mean payoff of each option over the scenarios."""
    return found.overall.xs("payoff", level="metric")["mean"]


def held(found: Comparison) -> set[tuple[str, str]]:
    """The pairs of options of which the first surely pays more."""
    ranks = found.judgement.ranks
    return {(one, other) for one in ranks.index for other in ranks.columns if one != other and ranks.loc[one, other] >= 0.95}


def chosen(found: Comparison, rule: str) -> list[str]:
    """The choice of a rule, several where they tie."""
    mine = found.judgement.rules.xs(rule, level="rule")
    return [str(name) for name in mine.index[mine["chosen"]]]


def did(found: dict[str, dict[str, tuple[Effect, Effect]]]) -> Iterator[str]:
    """Yield what events do."""
    yield "## 1. What do events do to influence over North Korea?"
    yield ""
    yield from prose(
        "Each scenario beside its quiet twin at its horizon: the difference with its interval, and its share of the treaty's effect "
        "at the defaults. *Parameters* is how much of the spread of the difference over replications lies between sets, the rest "
        "being chance, with its 95 % interval."
    )
    for score, words in INFLUENCE.items():
        yield ""
        yield f"{words}:"
        yield ""
        yield from table("scenario", "at the defaults", "over the sets", "parameters")
        for name, (one, other) in found[score].items():
            yield row(f"[{plain(name)}](scenarios/{name}.md)", cell(one), cell(other), of_spread(other))


def cell(one: Effect) -> str:
    """A difference, its interval and its share of the treaty's."""
    part = share(one.treaty)
    return f"{signed(one.mean)} {span(one.low, one.high)}{', ' if part else ''}{part}"


def of_spread(one: Effect) -> str:
    """How much of the spread is parameters."""
    return "too few sets" if one.part != one.part else f"{100 * one.part:.0f} % [{100 * one.part_low:.0f}, {100 * one.part_high:.0f}]"


def chose(usual: Comparison, open_: Comparison) -> Iterator[str]:
    """Yield which option serves China best."""
    yield "## 2. Which of China's options serves it best?"
    yield ""
    yield from prose(
        f"`northeastsim compare` in {named(list(CHOSEN))}: {len(usual.strategies)} strategies under China's default weights. In "
        "brackets is the probability that more replications, or other sets, would not turn it."
    )
    yield ""
    yield from table("rule", "at the defaults", "over the sets", "next over the sets")
    for rule, words in RULES.items():
        yield row(words, said(usual, rule), said(open_, rule), following(open_, rule))
    yield ""
    one, other = paid(usual), paid(open_)
    gap = open_.overall.xs("payoff", level="metric")
    less = f"less {plain(open_.question.base)}, over the sets"
    yield from table("strategy", "payoff at the defaults", "place", "payoff over the sets", "place", less)
    places = [each.rank(ascending=False).astype(int) for each in (one, other)]
    for name in one.sort_values(ascending=False, kind="stable").index:
        own = gap.loc[name]
        more = "the base" if name == open_.question.base else f"{signed(own['difference'])} {span(own['low'], own['high'])}"
        yield row(plain(name), f"{one[name]:.3f}", places[0][name], f"{other[name]:.3f}", places[1][name], more)
    yield ""
    base = usual.question.base
    yield from prose(
        f"**In words.** What China does by default, {plain(base)}, comes {place(places[1][base])} of {len(one)} over the sets, "
        f"{place(places[0][base])} at the defaults. Over all weightings of the eight concerns the best mean payoff belongs, over "
        f"the sets, to {wins(open_)}; at the defaults to {wins(usual)}."
    )


def said(found: Comparison, rule: str) -> str:
    """A rule's choice, and how surely it holds."""
    names = chosen(found, rule)
    best = float(found.judgement.rules.loc[(rule, names[0]), "best"])
    return named(names) + (", a tie" if len(names) > 1 else f" ({surely(best)})")


def following(found: Comparison, rule: str) -> str:
    """The option that comes next."""
    others = found.judgement.rules.xs(rule, level="rule").query("not chosen").sort_values("best", ascending=False, kind="stable")
    return f"{plain(str(others.index[0]))} ({surely(float(others['best'].iloc[0]))})" if len(others) else ""


def wins(found: Comparison) -> str:
    """Who wins over the weight space."""
    space = found.judgement.weight_space.sort_values("everywhere", ascending=False, kind="stable")
    return listed([f"{plain(str(name))} {percent(each)}" for name, each in space["everywhere"].items() if each >= 0.01])


def main(arguments: list[str]) -> None:
    """Write the page."""
    n, parameters = int(arguments[0]) if arguments else 100, arguments[1] if arguments[1:] else "calibrated"
    PAGE.write_text("\n".join(page(n, parameters)).rstrip("\n") + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
