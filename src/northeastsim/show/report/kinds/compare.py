"""The page of a comparison: which strategy is best by which rule, how surely, and what would turn it."""

from __future__ import annotations

from northeastsim.show.answer import trusted
from northeastsim.show.blocks import Heading, Table, Text, texts
from northeastsim.show.comparison.frame import about, plain
from northeastsim.show.names import counted, flat
from northeastsim.show.report.assumptions import contested, strategies_named
from northeastsim.show.report.behind import Behind, reproduced, trusting
from northeastsim.show.report.charts import charts
from northeastsim.show.report.kinds import basis
from northeastsim.show.report.parts import NONE, Page, Part, Section, Spoken
from northeastsim.show.told import comparison as told
from northeastsim.show.told.comparison import Comparison, Crossed
from northeastsim.show.view import actor_names


def page(found: Comparison, behind: Behind, crossed: Crossed | None = None, spoken: Spoken = NONE) -> Page:
    """The page of a comparison, with its answers under rival theories where there are any."""
    q = found.question
    actor = actor_names(next(iter(q.scenarios[found.scenarios[0]].values())).document)[q.actor]
    asked = (
        f"Which of {len(q.strategies)} strategies of {actor} is best over {counted(len(found.scenarios), 'scenario')}, by which rule, "
        "how surely, and what would turn it?"
    )
    blocks = [*told.told(found), *(told.told_crossed(crossed) if crossed else ())]
    return Page(
        "compare", f"What {actor} may do", asked, about(found), answer(found, actor),
        [
            charts("compare", f"runs in {behind.place}", found, **spoken),
            basis.found(blocks),
            Section("assumptions", assumed(found)),
            trusting(None, [*behind.notes, *(one.text for one in told.closing(found) if isinstance(one, Text) and one.text)]),
            reproduced(behind),
        ],
        about(found),
    )  # fmt: skip


def answer(found: Comparison, actor: str) -> list[str]:
    """What is best by mean payoff and how surely, what would turn it, and how far to trust it."""
    return [best(found, actor), turned(found), trusted(told.held(found))]


def best(found: Comparison, actor: str) -> str:
    """The choice by mean payoff, beside the base and the naive baselines, and how surely it stands."""
    q, rule = found.question, found.judgement.rules.xs("expected_value", level="rule")
    mean = found.overall.xs("payoff", level="metric")
    first, blind = str(rule.index[rule["chosen"]][0]), float(mean["mean"].mean())
    row, others = mean.loc[first], rule[~rule["chosen"]].sort_values("best", ascending=False)
    gap = (
        "which is the base" if first == q.base
        else f"{row['difference']:+.3f} beside {plain(q.base)} (95 % interval {row['low']:+.3f} to {row['high']:+.3f})"
    )  # fmt: skip
    rest = f"; else {plain(str(others.index[0]))} ({told.surely(float(others['best'].iloc[0]))})" if len(others) else ""
    return (
        f"In the model, by mean payoff in usual changes, {plain(first)} serves {actor} best: {row['mean']:.3f}, {gap}, where a blind "
        f"pick gets {blind:.3f} and no change at all 0; over chance alone the choice stands with a probability of "
        f"{told.surely(float(rule.loc[first, 'best']))}{rest}."
    )


def turned(found: Comparison) -> str:
    """What other rules choose, and which assumptions turn the choice."""
    rules = found.judgement.rules
    others = []
    for rule in dict.fromkeys(rules.index.get_level_values("rule")):
        chosen = rules.xs(rule, level="rule").query("chosen")
        if rule != "expected_value":
            others.append(f"{plain(str(rule))} {told.listed([plain(str(name)) for name in chosen.index])}")
    turning = found.assumptions[found.assumptions["turns"] & found.assumptions["kind"].isin(list(told.KINDS))]
    words = [f"{plain(str(row.choice))} ({plain(str(row.assumption))})" for row in turning.itertuples()]
    turns = f"one assumption changed at a time, it turns to {told.listed(words)}" if words else "no single assumption turns it"
    return f"Other rules choose: {'; '.join(others)}; {turns}."


def assumed(found: Comparison) -> list[Part]:
    """By what it is judged, what the strategies are, the scenarios, and what is contested."""
    q, first = found.question, next(iter(found.question.scenarios[found.scenarios[0]].values()))
    weights = Table(
        ("concern", "weight"), [[plain(name), f"{100 * share:.0f} %"] for name, share in found.weights.items()], ("weight",),
        caption=f"What {q.actor} is judged by, weighting '{found.weighting}'",
    )  # fmt: skip
    rows = [
        [plain(name), str(next(iter(q.scenarios[name].values())).document.get("question") or ""), found.answer.stopped[name]]
        for name in found.scenarios
    ]
    scenarios = Table(("scenario", "its question", "stopped"), rows, caption="The scenarios, and why no more was run")
    said = [flat(found.payoff.summary), f"Source: {flat(found.payoff.source)}" if found.payoff.source else ""]
    return [
        Heading("The payoff"), *texts(said), weights, Heading("The scenarios"), scenarios, *strategies_named(first, q.strategies),
        *contested(first),
    ]  # fmt: skip
