"""What is said of a comparison: payoffs and outcomes beside the base, rules of decision, weights, what turns the answer, caveats."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from northeastsim.show.blocks import Block, Heading, Table, Text
from northeastsim.show.comparison.frame import Comparison as Shown
from northeastsim.show.comparison.frame import plain
from northeastsim.show.names import sentence
from northeastsim.show.view import actor_names

if TYPE_CHECKING:
    import pandas as pd

    from northeastsim.study.comparison import Answer

LEAST = 2  # columns that a narrow terminal shows in any case
FEW = 4  # names of a list before `and N more`
NAMES = {
    "minimax_regret": "minimax regret: least to fall short by",
    "maximin": "maximin: best worst scenario",
    "expected_value": "expected value: best mean",
    "satisficing": "satisficing: good enough most often",
}
KINDS = {
    "rule": "By another rule", "weighting": "By another weighting", "worth": "By another shape of worth",
    "scenarios": "Over fewer scenarios",
}  # fmt: skip
UNITS = {"minimax_regret": "regret", "satisficing": "of scenarios"}
MATTER = ("influence", "dependence", "security", "stability", "crises", "one_sided")


class Comparison(Shown, Protocol):
    """What is read of a comparison beside what charts read."""

    @property
    def answer(self) -> Answer: ...
    @property
    def worth(self) -> str: ...
    @property
    def units(self) -> pd.DataFrame: ...
    @property
    def assumptions(self) -> pd.DataFrame: ...
    @property
    def is_interrupted(self) -> bool: ...


class Crossed(Protocol):
    """What is read of the answers under rival theories."""

    @property
    def choices(self) -> pd.DataFrame: ...
    @property
    def ranks(self) -> pd.DataFrame: ...


def told(found: Comparison) -> Iterator[Block]:
    """What was found, the payoffs first."""
    for part in (payoffs, effects, rules, weights, turns):
        yield from part(found)


def payoffs(found: Comparison) -> Iterator[Block]:
    """Each strategy's payoff, its difference from the base, where it does better, and what it costs."""
    q, overall = found.question, found.overall
    mean = overall.xs("payoff", level="metric").sort_values("mean", ascending=False, kind="stable")
    regret = found.judgement.regret.max(axis=1)
    several = len(found.scenarios) > 1
    rows = []
    for name, row in mean.iterrows():
        cost = overall.loc[(name, "money_musd"), "mean"] / years(found)
        span = "the base" if name == q.base else f"{row['low']:+.3f} to {row['high']:+.3f}"
        counts = "" if name == q.base else f"{row['up']:.0f} / {row['down']:.0f}"
        gap = "" if name == q.base else f"{row['difference']:+.3f}"
        rows.append([str(name), f"{row['mean']:.3f}", gap, span, counts, f"{regret[name]:.3f}", f"{cost:,.0f}"])
    over = ", mean over scenarios" if several else ""
    yield Heading(f"Payoff for {q.actor}, usual changes from the start, weighting '{found.weighting}'{over}")
    columns = ["strategy", "payoff", "less base", "95 % interval", "better/worse in", "most regret", "m US$ a year"]
    yield Table(columns, rows, columns[1:], least=LEAST)
    blind = float(mean["mean"].mean())
    yield Text(
        f"Naive baselines: 0 (nothing ever changes) and {blind:.3f} (any option, picked blindly). Better/worse: scenarios whose own "
        f"interval lies above or below 0. Regret: how much less it pays than the best option of a scenario, at most."
    )


def years(found: Comparison) -> float:
    """The mean horizon, years."""
    horizons = [float(found.question.scenarios[name][found.question.base].document["years"]) for name in found.scenarios]
    return sum(horizons) / len(horizons)


def effects(found: Comparison) -> Iterator[Block]:
    """What each strategy changes in what matters most, beside the base and against the treaty."""
    overall, q = found.overall, found.question
    names = actor_names(q.scenarios[found.scenarios[0]][q.base].document)
    metrics = matter(found)
    yield Heading(f"What changes against {plain(q.base)}")
    columns = ["strategy", *(short(name) for name in metrics)]
    rows = []
    for name in q.strategies:
        if name != q.base:
            rows.append([name, *(cell(overall.loc[(name, metric)]) for metric in metrics)])
    yield Table(columns, rows, columns[1:], least=LEAST, meanings={short(m): in_words(m, names) for m in metrics})
    yield Text(
        "A dot: the interval holds 0. In brackets: share of what a Russian defence treaty with North Korea does to it after "
        "five years (yardstick)."
    )


def in_words(metric: str, names: dict[str, str]) -> str:
    """A metric in words."""
    if metric == "one_sided.any":
        return "probability that one side of a pair builds up alone"
    score, _, how = metric.rpartition(".")
    return {"mean": "mean ", "count": "number of "}.get(how, "") + sentence(metric if how == "count" else score, names)


def matter(found: Comparison) -> list[str]:
    """The outcomes that matter most: of each kind the first."""
    picked = []
    for kind in MATTER:
        own = [name for name in found.metrics if name.startswith(kind) and name not in ("security", "stability", "influence")]
        picked += own[:1]
    return picked


def short(metric: str) -> str:
    """A metric in few letters: `influence CHN>PRK`."""
    base, _, rest = metric.partition("[")
    score, _, _ = base.rpartition(".")
    ids = rest.partition("]")[0].replace(",", ">")
    return f"{(score or base).replace('_', '-')} {ids}".strip()


def cell(row: pd.Series) -> str:
    """A difference with a dot where it may be nothing, and its share of the treaty's."""
    gap = row["difference"]
    digits = 4 if abs(gap) < 0.01 else 3
    share = "" if math.isnan(row["treaty"]) else f" ({100 * row['treaty']:+.0f} %)"
    return f"{gap:+.{digits}f}{share}" if row["low"] * row["high"] > 0 else f"{gap:+.{digits}f} ·"


def rules(found: Comparison) -> Iterator[Block]:
    """What each rule of decision chooses, how surely, and who comes next."""
    yield Heading("Which is best, by which rule")
    rows = []
    for rule, some in found.judgement.rules.groupby(level="rule", sort=False):
        mine = some.droplevel("rule").sort_values("best", ascending=False, kind="stable")
        chosen = mine[mine["chosen"]]
        others = mine[~mine["chosen"]]
        unit = UNITS.get(str(rule), "payoff")
        rows.append(
            [
                NAMES[str(rule)], listed([plain(str(name)) for name in chosen.index]) if len(others) else f"all {len(mine)}",
                how_surely(chosen),
                f"{chosen['value'].iloc[0]:.2f} {unit}",
                f"{plain(str(others.index[0]))} ({surely(float(others['best'].iloc[0]))})" if len(others) else "",
            ]
        )  # fmt: skip
    yield Table(["rule", "choice", "holds", "value", "else"], rows, right=["holds", "value"])
    j = found.judgement
    good = f"a payoff of {j.threshold:g}" if j.threshold is not None else f"within {j.tolerance:g} of the scenario's best"
    yield Text(
        f"Holds: probability that the choice stands, over Monte Carlo error alone (Bayesian bootstrap of replications); it says "
        f"nothing of whether model, weights or scenarios are right. Good enough: {good}."
    )


def how_surely(chosen: pd.DataFrame) -> str:
    """How surely a choice stands; of several as good it is said that they are."""
    return surely(float(chosen["best"].iloc[0])) if len(chosen) == 1 else "a tie"


def surely(probability: float) -> str:
    """A probability in per cent; never certain."""
    return "> 99 %" if probability > 0.99 else "< 1 %" if probability < 0.01 else f"{100 * probability:.0f} %"


def weights(found: Comparison) -> Iterator[Block]:
    """Who wins over the weight space, and who is on the front."""
    space = found.judgement.weight_space.sort_values("everywhere", ascending=False, kind="stable")
    yield Heading("Over all weights of the eight concerns")
    front = (found.judgement.front > 0.5).mean(axis=1)
    rows = [
        [str(name), *(per_cent(row[kind]) for kind in ("everywhere", "near", "scenarios")), per_cent(front[name]), taste(row)]
        for name, row in space.iterrows()
        if row["everywhere"] >= 0.005 or row["scenarios"] >= 0.005 or front[name] > 0
    ]
    columns = ["strategy", "wins", "near ours", "by scenario", "on the front", "wins where these weigh more"]
    yield Table(columns, rows, columns[1:5], least=LEAST)
    yield Text(
        f"Wins: share of all weightings (uniform) in which its mean payoff is best; near ours: no concern below half its weight in "
        f"'{found.weighting}'; by scenario: the mean of the shares in single scenarios. Front: scenarios in which no other is as "
        "good in all concerns and better in one; with eight concerns most options are on it."
    )


def taste(row: pd.Series) -> str:
    """Which concerns weigh more than evenly where an option wins: two at most."""
    central = {str(name).removeprefix("central_"): value for name, value in row.items() if str(name).startswith("central_")}
    even = 1.0 / len(central)
    more = sorted((name for name, value in central.items() if value > 1.2 * even), key=lambda name: -central[name])
    return ", ".join(more[:2])


def per_cent(share: float) -> str:
    """A share in per cent; nothing for none."""
    return "" if not share > 0.0 else "< 1 %" if share < 0.01 else f"{100 * share:.0f} %"


def turns(found: Comparison) -> Iterator[Block]:
    """Which assumptions turn the choice by expected value, and which do not."""
    told = found.assumptions
    mine = found.judgement.winner()
    yield Heading(f"What would turn the choice by expected value, {plain(mine)}")
    for kind, lead in KINDS.items():
        some = told[(told["kind"] == kind) & told["turns"]]
        kept = told[(told["kind"] == kind) & ~told["turns"]]
        phrases = [f"{plain(str(row.choice))} ({plain(str(row.assumption))}, {surely(row.best)})" for row in some.itertuples()]
        rest = f"; not by {listed([plain(str(one)) for one in kept['assumption']])}" if len(kept) else ""
        if phrases or rest:
            yield Text(f"{lead}: {listed(phrases) or 'nothing'}{rest}.", indent="  ", hanging="    ")
    flips = found.judgement.flip_points
    if len(flips):
        first = flips.iloc[0]
        yield Text(
            f"Nearest weight: {first['concern']} at {first['at']:.3f} (now {first['now']:.3f}): {plain(first['instead'])}.",
            indent="  ", hanging="    ",
        )  # fmt: skip
    single = told[told["kind"] == "scenario"]
    if len(single):
        counts = single["choice"].value_counts()
        words = listed([f"{plain(str(name))} in {count}" for name, count in counts.items()])
        yield Text(f"In single scenarios: {words}.", indent="  ", hanging="    ")
    for rule, removed, choice, instead in found.judgement.reversals[:FEW]:
        yield Text(
            f"{plain(rule)} chooses {plain(choice)} only while {plain(removed)} is among the options; without it, {plain(instead)}.",
            indent="  ", hanging="    ",
        )  # fmt: skip


def listed(words: list[str]) -> str:
    """Words with commas between, of many the first few."""
    more = f" and {len(words) - FEW} more" if len(words) > FEW + 1 else ""
    return ", ".join(words[:FEW] if more else words) + more


def told_crossed(crossed: Crossed) -> Iterator[Block]:
    """What each rival theory makes of the same question, and which ranks survive them all."""
    yield Heading("Under rival theories")
    choices = crossed.choices.reset_index()
    rules = list(dict.fromkeys(choices["rule"]))
    rows = []
    for theory, some in choices.groupby("theory", sort=False):
        of = some.set_index("rule")
        rows.append([plain(str(theory)), *(chosen_in(of.loc[rule]) for rule in rules)])
    yield Table(["theory", *(plain(rule) for rule in rules)], rows)
    same = [plain(rule) for rule in rules if choices[choices["rule"] == rule]["choice"].nunique() == 1]
    ranks = crossed.ranks
    held, lost = ranks[ranks["survives"]], ranks[ranks["default"] & ~ranks["survives"]]
    yield Text(
        f"The choice is the same under all by {listed(same) or 'no rule'}. Of {len(held) + len(lost)} ranks by mean payoff that are "
        f"sure under the default (95 %), {len(held)} survive every theory."
    )
    for name, some in held.groupby("better", sort=False):
        worse = ", ".join(plain(str(one)) for one in some["worse"])
        yield Text(f"{plain(str(name))} pays more than {worse}", indent="  ", hanging="    ")


def chosen_in(row: pd.Series) -> str:
    """A rule's choice under a theory, and how surely."""
    names = str(row["choice"]).split(", ")
    return f"{plain(names[0])} ({surely(row['best'])})" if len(names) == 1 else f"{len(names)} tie"


def closing(found: Comparison) -> Iterator[Block]:
    """Why it stopped, what shared luck gained, and what the numbers do not know."""
    answer = found.answer
    yield Text()
    widest = max(answer.half_widths, key=lambda name: answer.half_widths[name])
    counts = found.runs.groupby(["scenario", "strategy"]).size()
    gain = found.outcomes["gain"].xs("payoff", level="metric").median()
    crises = found.outcomes["gain"].xs("crises.count", level="metric").median()
    also = f", {crises:.1f} times for crises" if not math.isnan(crises) else ""
    shared = f"Shared luck makes the interval of a difference {gain:.1f} times narrower for the payoff{also} (median over worlds)."
    yield Text(
        f"{counted_from(counts)} of each world{over_sets(found)}; {stopped(found)}; "
        f"widest: ±{answer.half_widths[widest]:.3f} in {widest}. "
        f"{shared if not math.isnan(gain) else 'No strategy differs from the base.'}"
    )
    yield Text(
        f"{held(found)} Sizes are small where the model's world moves by itself; read "
        "the share of the treaty, and docs/findings.md for what is robust over the parameters' ranges."
    )


def held(found: Comparison) -> str:
    """What the intervals hold."""
    sets = found.question.ensemble
    unsure = "chance alone" if sets is None else f"chance and of parameters as the sets of {sets.name} have them"
    return f"In the model: intervals and probabilities are of {unsure}."


def over_sets(found: Comparison) -> str:
    """Over how many sets of parameters the replications of a world ran; nothing without an ensemble."""
    if found.question.ensemble is None:
        return ""
    counts = found.units.groupby(["scenario", "strategy"]).size()
    most = f"{counts.min()} to {counts.max()}" if counts.min() < counts.max() else f"{counts.max()}"
    return f" over {most} sets of parameters"


def stopped(found: Comparison) -> str:
    """Why no more replications were run."""
    q, why = found.question, list(found.answer.stopped.values())
    by = "" if found.weighting == "default" and not found.worth else " by the default weighting"
    precise = f"precise within {q.precision:g}{by}"
    if found.is_interrupted:
        return f"interrupted; {len(why)} of {len(q.scenarios)} scenarios have results, {why.count('precise')} of them {precise}"
    if set(why) == {"precise"}:
        return f"{precise} everywhere"
    ends = {
        "budget": f"the budget of {q.budget:,} replications ended (--budget)",
        "most": f"worlds had all {q.rounds()[-1]:,} replications that one may have",
    }
    return f"{why.count('precise')} of {len(why)} scenarios {precise}, then {' and '.join(ends[one] for one in ends if one in why)}"


def counted_from(counts: pd.Series) -> str:
    """`100 replications`, or `100 to 200 replications`."""
    low, high = int(counts.min()), int(counts.max())
    return f"{low:,} replications" if low == high else f"{low:,} to {high:,} replications"
