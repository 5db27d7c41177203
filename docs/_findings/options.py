"""Second question: which of China's options serves it best, in which scenario, and which is robust?"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from docs._findings.basis import SEED, listed, percent, plain, prose, row, share, signed, span, surely, table

if TYPE_CHECKING:
    from northeastsim.face.comparison import Comparison
    from northeastsim.face.crossing import Crossed

KINDS = {"weighting": "another weighting", "worth": "another worth of large changes", "scenarios": "one scenario less"}
RULES = {
    "expected_value": "best on the mean of the scenarios (expected value)",
    "minimax_regret": "least to fall short by, at worst (minimax regret)",
    "maximin": "best worst scenario (maximin)",
    "satisficing": "good enough in most scenarios (satisficing)",
}


@functools.cache
def compared(n: int) -> Comparison:
    """China's ten strategies over the scenarios: `n` replications of each world at most."""
    import northeastsim as ne

    asked = ne.face.comparison.asked(seed=SEED)
    worlds = len(asked.question.strategies) * len(asked.question.scenarios)
    return ne.compare(seed=SEED, precision=1e-9, budget=max(50, n) * worlds)


@functools.cache
def crossed(n: int) -> Crossed:
    """The same under rival theories, with half the replications."""
    return compared(max(50, n // 2)).cross()


def part(n: int) -> Iterator[str]:
    """Yield the lines of this part."""
    found = compared(n)
    yield "## 2. Which of China's options serves it best, in which scenario, and which is robust?"
    yield ""
    yield from prose(
        f"`northeastsim compare` with {found.runs['replication'].max() + 1} replications of each world: "
        f"{len(found.strategies)} strategies "
        f"in {len(found.scenarios)} scenarios. What is *best* hangs on what China is judged by: eight concerns, "
        f"weighed as in `northeastsim "
        "show payoff CHN`. A payoff is in usual changes (1 is about what one weighty act moves); 0 is a world that "
        "stays as it was at the "
        "start, the naive baseline."
    )
    yield ""
    yield from payoffs(found)
    yield ""
    yield from rules(found)
    yield ""
    yield from weights(found)
    yield ""
    yield from turns(found)
    yield ""
    yield from theories(n)
    yield ""
    yield from luck(found)


def payoffs(found: Comparison) -> Iterator[str]:
    """What each option pays and changes."""
    base, overall = found.question.base, found.overall
    mean = overall.xs("payoff", level="metric").sort_values("mean", ascending=False, kind="stable")
    regret = found.judgement.regret.max(axis=1)
    yield from table(
        "strategy", "payoff", f"less {plain(base)}", "better / worse in", "most regret", "China's influence over North Korea",
        "crises in a run",
    )  # fmt: skip
    for name, one in mean.iterrows():
        held, crises = (overall.loc[(name, metric)] for metric in ("influence[CHN,PRK].end", "crises.count"))
        if name == base:
            yield row(plain(str(name)), f"{one['mean']:.3f}", "the base", "", f"{regret[name]:.3f}", "", "")
            continue
        yield row(
            plain(str(name)), f"{one['mean']:.3f}", f"{signed(one['difference'])} {span(one['low'], one['high'])}",
            f"{one['up']:.0f} / {one['down']:.0f}", f"{regret[name]:.3f}",
            f"{signed(held['difference'])} {span(held['low'], held['high'])} {share(held['treaty'])}",
            f"{signed(crises['difference'])} {span(crises['low'], crises['high'])}",
        )  # fmt: skip
    best, spread = mean.index[0], mean["mean"].max() - mean["mean"].min()
    yield ""
    yield from prose(
        f"**In words.** From the best option to the worst is {spread:.2f} usual changes; whatever China does, the "
        f"mean payoff of all options "
        f"is {mean['mean'].mean():.2f}. On the mean {plain(str(best))} comes first. What China does by default, {plain(base)}, comes "
        f"{place(list(mean.index).index(base) + 1)} of {len(mean)}."
    )


def place(number: int) -> str:
    """`third`."""
    words = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
    return words[number - 1] if number <= len(words) else f"number {number}"


def rules(found: Comparison) -> Iterator[str]:
    """Which option each rule of decision chooses."""
    yield from prose(
        "Which is best depends on the rule, and each names its own winner. *Holds* is the probability, over Monte "
        "Carlo error alone, that "
        "more replications would not turn it:"
    )
    yield ""
    yield from table("rule", "choice", "holds", "next")
    for rule, some in found.judgement.rules.groupby(level="rule", sort=False):
        mine = some.droplevel("rule").sort_values("best", ascending=False, kind="stable")
        chosen, others = mine[mine["chosen"]], mine[~mine["chosen"]]
        sure = surely(float(chosen["best"].iloc[0])) if len(chosen) == 1 else "a tie"
        following = f"{plain(str(others.index[0]))} ({surely(float(others['best'].iloc[0]))})" if len(others) else ""
        yield row(RULES[str(rule)], listed([plain(str(name)) for name in chosen.index]), sure, following)
    single = found.judgement.table.idxmax(axis=0).value_counts()
    yield ""
    yield f"Scenario by scenario: {listed([f'{plain(str(name))} is best in {count}' for name, count in single.items()])}."


def weights(found: Comparison) -> Iterator[str]:
    """Who wins over the weight space, and who is on the front."""
    space = found.judgement.weight_space.sort_values("everywhere", ascending=False, kind="stable")
    some = [
        f"{plain(str(name))} {percent(one['everywhere'])}"
        for name, one in space.iterrows()
        if one["everywhere"] >= 0.01
    ]
    front = (found.judgement.front > 0.5).mean(axis=1)
    most = [plain(str(name)) for name, often in front.items() if often > 0.5]
    yield from prose(
        "**Weights.** Nobody knows Beijing's weights. Over all weightings of the eight concerns, each as likely as "
        "any other, the best mean "
        f"payoff belongs to {listed(some)}. "
        f"{'So no option is best for every taste' if len(some) > 1 else 'So one option is best for all'} "
        "(claim 16). On the Pareto front, where no other option is as good in all eight concerns and better in one, "
        "are in most scenarios "
        f"{listed(most)}: {len(most)} of {len(front)}, since each buys one concern with another."
    )


def turns(found: Comparison) -> Iterator[str]:
    """Which assumption turns the answer."""
    told, mine = found.assumptions, found.judgement.winner()
    yield f"**What would turn it.** Starting from {plain(mine)} by expected value:"
    yield ""
    for kind, lead in KINDS.items():
        turned = told[(told["kind"] == kind) & told["turns"]]
        phrases = [
            f"{plain(str(one.assumption))} gives {plain(str(one.choice))} ({surely(one.best)})"
            for one in turned.itertuples()
        ]
        more = f" and {len(phrases) - 5} more" if len(phrases) > 5 else ""
        yield f"- {lead}: {listed(phrases[:5]) if phrases else 'nothing turns it'}{more}."
    flips = found.judgement.flip_points
    if len(flips):
        first = flips.iloc[0]
        shift = f"{first['concern']} at {first['at']:.3f} of the whole, now {first['now']:.3f}"
        yield f"- the nearest weight: {shift}, gives {plain(first['instead'])}."


def theories(n: int) -> Iterator[str]:
    """Which conclusions survive rival theories."""
    found = crossed(n)
    choices = found.choices.reset_index()
    yield from prose(
        "**Rival theories.** The same question in worlds whose states are driven as rival theories say ([rival "
        "theories](discussion/rival-theories.md)):"
    )
    yield ""
    rules = list(dict.fromkeys(choices["rule"]))
    yield from table("theory", *(plain(rule) for rule in rules))
    for theory, some in choices.groupby("theory", sort=False):
        of = some.set_index("rule")
        yield row(plain(str(theory)), *(chosen(of.loc[rule, "choice"], of.loc[rule, "best"]) for rule in rules))
    ranks = found.ranks
    held, sure = ranks[ranks["survives"]], ranks[ranks["default"]]
    yield ""
    yield f"Of {len(sure)} ranks of one option above another that are sure by default (at 95 %), {len(held)} survive every theory:"
    yield ""
    for name, some in held.groupby("better", sort=False):
        yield f"- {plain(str(name))} pays more than {listed([plain(str(one)) for one in some['worse']])}."
    yield ""
    yield "All other ranks are a matter of theory, weights or scenario."


def chosen(choice: str, best: float) -> str:
    """A rule's choice, and how surely."""
    names = str(choice).split(", ")
    return f"{plain(names[0])} ({surely(best)})" if len(names) == 1 else f"{len(names)} tie"


def luck(found: Comparison) -> Iterator[str]:
    """What shared luck gains, by outcome."""
    gains = found.outcomes["gain"].groupby(level="metric").agg(["median", lambda one: one.quantile(0.05)])
    gains.columns = ["median", "p05"]
    names = [
        name for name in found.metrics if name in gains.index and gains.loc[name, "median"] == gains.loc[name, "median"]
    ]
    yield from prose(
        "**Shared luck.** How many times wider the interval of a difference would be, had each option its own luck "
        "(median over all worlds, "
        "and what the twentieth part that gains least stays below); twice as wide would take four times as many runs:"
    )
    yield ""
    yield from table("outcome", "median", "5 % gain less than")
    for name in names:
        yield row(f"`{name}`", f"{gains.loc[name, 'median']:.1f}", f"{gains.loc[name, 'p05']:.1f}")
