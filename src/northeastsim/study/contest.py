"""How often each of China's strategies wins, over random weights and the shipped scenarios: `python -m northeastsim.study.contest`.

No strategy may win everywhere by being free. The criteria are China's own eight concerns, fixed beforehand, each as the mean
over the run in units of its usual change (`choice.scale_*`); weights are uniform on the simplex (Dirichlet). A strategy wins
where its weighted sum is highest. Beside it stands what the strategy costs. Writes docs/reference/contest.md.
"""

from __future__ import annotations

import argparse
import math
import pathlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from northeastsim.engine.pool import replicate
from northeastsim.rulebook import layout as at
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import Resolved, load
from northeastsim.scenario.schema import value_of
from northeastsim.scenario.sources import shipped
from northeastsim.scenario.tables import Tables, tables

ACTOR = "CHN"
CRITERIA = ("security", "autonomy", "influence", "prosperity", "stability", "partnership", "allies", "neighbours")
SEED = 63
PAGE = pathlib.Path(__file__).parents[3] / "docs" / "reference" / "contest.md"

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Outcome:
    """What a strategy came to in a scenario: `criteria` per replication, and costs a year."""

    criteria: Numbers  # (replications, criteria), in usual changes
    money: float  # m US$ a year
    acts: float  # begun a year
    refused: float  # share of its proposals


def candidates() -> list[str]:
    """Return China's strategies."""
    return sorted(name for name, entry in catalogue().strategies.items() if entry.get("actor") == ACTOR)


def scenarios() -> list[str]:
    """Return the shipped scenarios that China takes part in and decides in."""
    found = []
    for name in shipped(catalogue()):
        document = load(name, catalogue=catalogue()).document
        if ACTOR in document["actors"] and len(document["actors"]) > 3 and document["settings"]["decisions"]:
            found.append(name)
    return found


def weights_of(strategy: str, actors: Sequence[str]) -> dict[str, dict[str, float]]:
    """Return over whom a strategy wants influence and with whom partnership, among those who take part."""
    entry = catalogue().strategies[strategy]
    return {
        key: {other: value_of(w) for other, w in entry[key].items() if other in actors}
        for key in ("influence_over", "partners")
    }


def criteria(world: Tables, monthly: Numbers, names: Sequence[str], strategy: str) -> Numbers:
    """Return the mean over the run of China's concerns, in units of their usual change: (replications, criteria)."""
    place = {name: k for k, name in enumerate(names)}

    def of(name: str) -> Numbers:
        return np.asarray(monthly[:, :, place[name]].mean(axis=1))

    cares = weights_of(strategy, world.actors)
    others = [a for a in world.actors if a != ACTOR]
    none = np.zeros(len(monthly))
    partners = sum(
        (
            w * 0.5 * (of(f"alignment[{ACTOR},{j}]") + of(f"alignment[{j},{ACTOR}]"))
            for j, w in cares["partners"].items()
        ),
        none,
    )
    brittle = [a for i, a in enumerate(world.actors) if world.x[at.BRITTLE + i] > 0 and a != ACTOR]
    columns = {
        "security": of(f"security[{ACTOR}]"),
        "autonomy": of(f"autonomy[{ACTOR}]"),
        "influence": sum((w * of(f"influence[{ACTOR},{j}]") for j, w in cares["influence_over"].items()), none),
        "prosperity": of(f"prosperity[{ACTOR}]"),
        "stability": of("stability"),
        "partnership": partners,
        "allies": sum((monthly[:, 0, place[f"commitment[{ACTOR},{j}]"]] * of(f"security[{j}]") for j in others), none),
        "neighbours": 1.0 - sum((of(f"stress[{j}]") for j in brittle), none) / max(1, len(brittle)),
    }
    scale = [world.x[world.places[f"choice.scale_{name}"]] for name in CRITERIA]
    return np.stack([columns[name] / s for name, s in zip(CRITERIA, scale, strict=True)], axis=1)


def played(scenario: str, strategy: str, n: int) -> Outcome:
    """Run a scenario with a strategy of China's; wars mark a run, so that all last as long."""
    resolved = load(scenario, catalogue=catalogue(), settings={"settings.war": "marks"}, strategies={ACTOR: strategy})
    world = tables(resolved)
    parts, money, acts, asked, refused, minutes = [], 0.0, 0, 0, 0, 0
    me = world.actors.index(ACTOR)
    price = prices(resolved, world)
    for block in replicate(world, SEED, 0, n, engine="batch"):
        parts.append(criteria(world, block.monthly, block.names, strategy))
        events = block.events
        mine = (events["initiator"] == me) & (events["cause_kind"] == at.BY_DECISION)
        begun = mine & (events["stage"] == at.ANNOUNCED)
        acts += int(begun.sum())
        asked += int((mine & (events["stage"] == at.PROPOSED)).sum())
        refused += int((mine & (events["stage"] == at.DECLINED)).sum())
        declined = mine & (events["stage"] == at.DECLINED)
        money += float(price[events["type"][begun | declined]].sum())
        minutes += int(block.ended.sum())
    years = minutes / at.MINUTES_PER_YEAR
    return Outcome(np.concatenate(parts), money / years, acts / years, refused / asked if asked else 0.0)


def prices(resolved: Resolved, world: Tables) -> Numbers:
    """Return what an act of each type costs whoever chooses it, m US$."""
    menus = [resolved.event_types[name].get("menu") or {} for name in world.types]
    return np.array([value_of(m.get("cost_musd", 0.0)) * value_of(m.get("magnitude", 1.0)) for m in menus])


def linear(outcomes: Sequence[Outcome]) -> Numbers:
    """Return the mean criteria of each strategy, in usual changes: (strategies, criteria)."""
    return np.stack([one.criteria.mean(axis=0) for one in outcomes])


def squashed(outcomes: Sequence[Outcome], base: int) -> Numbers:
    """Return the mean gain over a base strategy as a decider weighs it: none counts for more than 2 (`concerns.worth`)."""
    gaps = [one.criteria - outcomes[base].criteria for one in outcomes]
    return np.stack([(gap / (1.0 + 0.5 * np.abs(gap))).mean(axis=0) for gap in gaps])


def wins(means: Numbers, weights: Numbers) -> Numbers:
    """Return which strategy has the highest weighted mean, for each row of weights."""
    return np.asarray(np.argmax(weights @ means.T, axis=1))


def random_weights(count: int, seed: int = SEED) -> Numbers:
    """Return weights uniform on the simplex."""
    return np.random.default_rng(seed).dirichlet(np.ones(len(CRITERIA)), count)


def turns(who: Numbers, weights: Numbers, names: Sequence[str]) -> str:
    """Say which weight turns the winner: the criterion whose weight differs most between the two that win most often."""
    counts = np.bincount(who, minlength=len(names))
    order = np.argsort(-counts, kind="stable")
    first, second = int(order[0]), int(order[1])
    if counts[second] == 0:
        return f"nothing: {names[first]} wins at all weights drawn"
    gap = weights[who == second].mean(axis=0) - weights[who == first].mean(axis=0)
    k = int(np.argmax(np.abs(gap)))
    more = "more" if gap[k] > 0 else "less"
    return f"{names[second]} instead, where {CRITERIA[k]} weighs {more}"


def page(n: int, draws: int, chosen: Sequence[str]) -> str:
    """Return the page."""
    names = candidates()
    weights = random_weights(draws)
    table = {scenario: [played(scenario, strategy, n) for strategy in names] for scenario in chosen}
    base = names.index("strategic_ambiguity")
    who = {scenario: wins(linear(outcomes), weights) for scenario, outcomes in table.items()}
    felt = {scenario: wins(squashed(outcomes, base), weights) for scenario, outcomes in table.items()}
    every, every_felt = np.concatenate(list(who.values())), np.concatenate(list(felt.values()))
    lines = [
        "# No strategy is free",
        "",
        f"Written by `python -m northeastsim.study.contest {n}`: China's ten strategies in {len(chosen)} scenarios, {n} replications",
        f"each, seed {SEED}, paired by luck, over each scenario's whole horizon; {draws:,} weightings of China's eight concerns,",
        "uniform on the simplex. Criteria are means over the run in units of their usual change, fixed beforehand. A strategy *wins*",
        "where its weighted sum is highest: a rule that picks any of the ten blindly would win 10 %. What Beijing should do it",
        "does not say.",
        "",
        "## How often each wins, and what it costs",
        "",
        "| strategy | wins, linear | 95 % | in scenarios | wins, squashed | in scenarios | m US$ a year | acts a year | refused |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for k, name in enumerate(names):
        share = float((every == k).mean())
        spread = [float((one == k).mean()) for one in who.values()]
        half = 1.96 * float(np.std(spread, ddof=1)) / math.sqrt(len(spread)) if len(spread) > 1 else math.nan
        best, best_felt = (
            sum(int(np.argmax(np.bincount(one, minlength=len(names))) == k) for one in winners.values())
            for winners in (who, felt)
        )
        share_felt = float((every_felt == k).mean())
        costs = [outcomes[k] for outcomes in table.values()]
        lines.append(
            f"| `{name}` | {100 * share:.0f} % | {100 * max(0.0, share - half):.0f} to {100 * min(1.0, share + half):.0f} | "
            f"{best} of {len(chosen)} | {100 * share_felt:.0f} % | {best_felt} of {len(chosen)} | "
            f"{np.mean([c.money for c in costs]):.0f} | {np.mean([c.acts for c in costs]):.1f} | "
            f"{100 * np.mean([c.refused for c in costs]):.0f} % |"
        )
    lines += [
        "",
        "*Linear*: a criterion counts in proportion, so that one treaty may swamp all else. *Squashed*: as a decider of the model",
        "weighs it, gains over `strategic_ambiguity` are bent so that none counts for more than 2 usual changes. The ranking hangs on",
        "that choice.",
        "*95 %*: over scenarios as if drawn from many like them. *In scenarios*: where it wins at most weightings. So many weightings",
        "leave an error of a per cent at most.",
        "",
        "## Scenario by scenario",
        "",
        "| scenario | linear: wins most often | what turns it | squashed: wins most often | what turns it |",
        "| --- | --- | --- | --- | --- |",
    ]
    for scenario in table:
        told: list[str] = []
        for winners in (who[scenario], felt[scenario]):
            counts = np.bincount(winners, minlength=len(names))
            k = int(np.argmax(counts))
            told += [f"`{names[k]}` at {100 * counts[k] / draws:.0f} %", turns(winners, weights, names)]
        lines.append(f"| `{scenario}` | {' | '.join(told)} |")
    lines += ["", "## What each does to each concern", "",
              "Mean over scenarios of the paired difference to `strategic_ambiguity`, in usual changes of the concern, with the",
              "standard deviation over scenarios.", "",
              "| strategy | " + " | ".join(CRITERIA) + " |", "| --- |" + " --- |" * len(CRITERIA)]  # fmt: skip
    for k, name in enumerate(names):
        gaps = np.stack([(o[k].criteria - o[base].criteria).mean(axis=0) for o in table.values()])
        over = gaps.std(axis=0, ddof=1) if len(gaps) > 1 else np.zeros(len(CRITERIA))
        cells = " | ".join(f"{m:+.2f} ({s:.2f})" for m, s in zip(gaps.mean(axis=0), over, strict=True))
        lines.append(f"| `{name}` | {cells} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("replications", type=int, nargs="?", default=200)
    parser.add_argument("--draws", type=int, default=10_000)
    parser.add_argument("--scenarios", nargs="*", help="names; all shipped ones if not given")
    given = parser.parse_args()
    PAGE.write_text(page(given.replications, given.draws, given.scenarios or scenarios()), encoding="utf-8")


if __name__ == "__main__":
    main()
