"""What is said of risks: what is run, then chances, pairs, instability, wars, early warning, and what each type of event adds."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Protocol

from northeastsim.show.blocks import Block, Heading, Table, Text
from northeastsim.show.cells import BEYOND, of_treaty, years
from northeastsim.show.names import counted
from northeastsim.show.risk.frame import Plan, Shown
from northeastsim.statement import SHORT

if TYPE_CHECKING:
    import pandas as pd

RISKS = ("arms race", "parallel build-up", "one-sided build-up", "incidents", "crises", "clashes", "wars")
FEW = 8  # types of event that are shown
LEAST = 0.01  # of a reaction over what holds back, that is told
HELD = "Intervals are over chance alone, not over how wrong the model may be"
CRISIS = "a crisis within 12 months"
SIGNS = ("low stability", "provocation", "instability", "race pressure", "crises in the last year")


class Risk(Shown, Protocol):
    """What is read of risks beside what charts read."""

    @property
    def notes(self) -> tuple[str, ...]: ...


def opening(plan: Plan) -> Iterator[Block]:
    """What is run."""
    for world in plan.own:
        document = world.resolved.document
        followed = f"; {plan.actor} follows {world.strategy}" if plan.actor in document["actors"] else ""
        yield Text(f"{world.scenario}: {years(document)} from {document['start']}{followed}", hanging="  ")
    others = [world.strategy for world in plan.worlds if not world.is_own]
    if others:
        yield Text(f"Beside it, {plan.actor} follows {', '.join(dict.fromkeys(others))}.", hanging="  ")
    paired = f", {plan.paired} pairs without each type of event" if plan.paired else ""
    yield Text(
        f"{counted(plan.replications, 'replication')} of {counted(len(plan.worlds), 'world')}{paired}, seed {plan.seed}; all share "
        "their luck. Wars mark a run and do not end it."
    )


def told(found: Risk) -> Iterator[Block]:
    """The chances of all worlds, then each scenario's own story."""
    yield from how_likely(found)
    yield from by_strategy(found)
    for world in found.plan.own:
        if len(found.plan.own) > 1:
            yield Heading(world.scenario, over=True)
        mine = {name: of(each, world.scenario, world.strategy) for name, each in found.tables.items()}
        yield from rivals(mine["verdicts"])
        yield from feeding(mine)
        yield from war_bounds(mine["wars"])
        yield from foretold(mine["warning"])
        yield from by_type(mine["types"], found.plan.paired)


def closing(found: Risk) -> Iterator[Block]:
    """What could not be told, and what the intervals hold."""
    yield Text()
    for note in found.notes:
        yield Text(f"Note: {note}", hanging="  ")
    yield Text(f"{HELD}. In the model. {SHORT}")


def of(rows: pd.DataFrame, scenario: str, strategy: str) -> pd.DataFrame:
    """The rows on a world."""
    return rows[(rows["scenario"] == scenario) & (rows["strategy"] == strategy)]


def share(value: float) -> str:
    """A probability; one that is not quite 0 or 1 does not look so."""
    return "" if math.isnan(value) else f"{value:.3f}" if 0.0 < value < 0.01 or 0.99 < value < 1.0 else f"{value:.2f}"


def chance(row: Any, value: str, low: str, high: str) -> str:
    """A probability with its interval."""
    return f"{share(row[value])} ({span(row[low], row[high])})"


def span(low: float, high: float, form: str = ".2f") -> str:
    """An interval in words; nothing where there is none."""
    return "" if math.isnan(low) else f"{plain(low, form)} to {plain(high, form)}"


def signed(row: Any, form: str = "+.2f") -> str:
    """A difference with its interval."""
    if math.isnan(row["low"]):
        return "none" if row["difference"] == 0.0 else f"{row['difference']:{form}} in all pairs"
    return f"{plain(row['difference'], form)} ({span(row['low'], row['high'], form)})"


def plain(value: float, form: str) -> str:
    """A number; zero has no sign."""
    told = f"{value:{form}}"
    return told.lstrip("+-") if float(told) == 0.0 else told


def how_likely(found: Risk) -> Iterator[Block]:
    """The chance of each kind within the horizon, and how many a year."""
    chances, plan = found.tables["chances"], found.plan
    if len(plan.worlds) == 1:
        yield Heading(f"How likely within {years(plan.own[0].resolved.document)} (n {plan.replications})")
        rows = [
            [row["risk"], share(row["probability"]), span(row["low"], row["high"]),
             "" if math.isnan(row["per_year"]) else f"{row['per_year']:.3f}", span(row["per_year_low"], row["per_year_high"], ".3f")]
            for row in chances.to_dict("records")
        ]  # fmt: skip
        columns = ["risk", "P(at least one)", "95 % interval", "a year", "95 % interval "]
        yield Table(columns, rows, right=columns[1:])
        return
    yield Heading(f"How likely within the horizon: P(at least one) and its 95 % interval (n {plan.replications} each)")
    several = len(plan.own) > 1
    rows = []
    for world in plan.worlds:
        mine = of(chances, world.scenario, world.strategy).set_index("risk")
        cells = [chance(mine.loc[kind], "probability", "low", "high") for kind in SHORTENED if kind in mine.index]
        rows.append([*([world.scenario] if several else []), f"{world.strategy}{' *' if world.is_own else ''}", *cells])
    kinds = [SHORTENED[kind] for kind in SHORTENED if kind in set(chances["risk"])]
    yield Table([*(["scenario"] if several else []), "strategy", *kinds], rows)
    yield Text("* the scenario's own. Kinds of build-up and numbers a year are in the tables (--out).")


SHORTENED = {"arms race": "race", "parallel build-up": "parallel", "crises": "crisis", "clashes": "clash", "wars": "war"}


def by_strategy(found: Risk) -> Iterator[Block]:
    """What each strategy adds to the scenario's own."""
    rows = found.tables["strategies"]
    if not len(rows):
        return
    yield Heading(f"What a strategy of {found.plan.actor}'s adds to the scenario's own, per run (95 % interval, paired)")
    several, shown = len(found.plan.own) > 1, ("crises.count", "clashes.count", "instability.mean")
    cells = []
    for (scenario, strategy), mine in rows.groupby(["scenario", "strategy"], sort=False):
        of_it = mine.set_index("outcome")
        told = [signed(of_it.loc[k], FORMS.get(k, "+.2f")) for k in shown if k in of_it.index]
        cells.append([*([scenario] if several else []), strategy, *told])
    yield Table([*(["scenario"] if several else []), "strategy", "crises", "clashes", "instability"], cells)


FORMS = {"instability.mean": "+.4f"}


def rivals(pairs: pd.DataFrame) -> Iterator[Block]:
    """The verdicts on the pairs that ever showed any."""
    yield Heading("Which rivals: verdict on both sides' spending")
    seen = pairs[pairs[["race", "parallel", "one_sided"]].sum(axis=1) > 0]
    rows = [
        [row["pair"].replace(",", "-"), *(chance(row, k, f"{k}_low", f"{k}_high") for k in ("race", "parallel", "one_sided")),
         f"{100 * row['reactive']:.0f} % / {100 * row['reactive_other']:.0f} %", f"{100 * row['pressure']:.1f} %"]
        for row in seen.to_dict("records")
    ]  # fmt: skip
    if not rows:
        yield Text(f"None: of {counted(len(pairs), 'pair')} that might race, none ever grew fast for three years, on either side.")
        return
    columns = ["pair", "race", "parallel", "one-sided", "reactive, each side", "pressure"]
    yield Table(columns, rows, right=columns[4:])
    quiet = len(pairs) - len(seen)
    rest = f" {counted(quiet, 'pair')} that might race never did." if quiet else ""
    yield Text(
        "Race: both grew fast for three years, and a quarter of each side's growth answers the other. Parallel: both grew, without "
        "that. Reactive: mean share of a side's growth over the run that answers the other. Pressure: mean over runs of the greatest "
        f"three-year growth a year that both sides reach.{rest}"
    )


def feeding(mine: dict[str, pd.DataFrame]) -> Iterator[Block]:
    """How instability goes, how often it passes 1, and the greatest reactions."""
    rows = mine["instability"].reset_index(drop=True)
    if not len(rows):
        return
    yield Heading("Would a build-up feed itself? It would where instability is above 1")
    when = [rows.loc[k] for k in (0, len(rows) // 2, len(rows) - 1)]
    told = "; ".join(
        f"{str(row['date'])[:7]} {row['mean']:.2f} (5-95 % of runs {span(row['p05'], row['p95'])}), margin {row['margin']:.2f}"
        for row in when
    )
    yield Text(f"Mean: {told}; n {int(rows['n'].iloc[0])}.")
    for row in mine["exceeds"].to_dict("records"):
        flag = " (plausible ranges, not how likely each set is)" if row["over"] == "parameter sets" else ""
        yield Text(
            f"Passes 1 in {share(row['probability'])} of {row['n']} {row['over']}{flag}, 95 % interval "
            f"{span(row['low'], row['high'])}; mean over the run {row['mean']:.2f}, 5-95 % {span(row['p05'], row['p95'])}."
        )
    last = mine["reactions"]
    last = (
        last[(last["when"] == "end") & (last["towards"] != "(holds back)") & (last["over_held_back"] >= LEAST)]
        if len(last)
        else last
    )
    if len(last):
        last = last.nlargest(4, "over_held_back")
        strongest = ", ".join(f"{row.who} to {row.towards} {row.over_held_back:.2f}" for row in last.itertuples())
        yield Text(f"Greatest reactions over what holds back, at the end: {strongest}.")


def war_bounds(rows: pd.DataFrame) -> Iterator[Block]:
    """The bounds on war."""
    if not len(rows):
        return
    yield Heading(
        f"War, by what chance a crisis becomes one (n {int(rows['n'].iloc[0])}, {counted(int(rows['years'].iloc[0]), 'year')})"
    )
    if rows["war_given_crisis"].isna().any():
        yield Text("None: no crisis came, so that no war could.")
        return
    named = {"bound": "", "model": "the model's own"}
    cells = [
        [f"{row['war_given_crisis']:.3g}", share(row["probability"]), span(row["low"], row["high"]), named[row["basis"]]]
        for row in rows.to_dict("records")
    ]
    columns = ["P(war | crisis)", "P(at least one war)", "95 % interval", ""]
    yield Table(columns, cells, right=columns[:3])
    yield Text(
        "0 and 0.12 are the ends that 19 crises without a war leave (Northeast Asia 1954-2017, International Crisis Behavior v14, "
        "95 %). Read the range, not the middle."
    )


def foretold(rows: pd.DataFrame) -> Iterator[Block]:
    """What foretells a crisis within a year."""
    crisis = rows[rows["target"] == CRISIS].set_index("indicator") if len(rows) else rows
    if not len(crisis) or crisis["auc"].isna().all():
        return
    first = crisis.iloc[0]
    yield Heading(
        f"What foretells a crisis within 12 months (base rate {first['base_rate']:.2f}; n {first['n']}, {first['dates']:,} dates)"
    )
    cells = [
        [name, f"{crisis.loc[name, 'auc']:.2f}", span(crisis.loc[name, "low"], crisis.loc[name, "high"]),
         "naive" if math.isnan(crisis.loc[name, "above_naive"]) else plain(crisis.loc[name, "above_naive"], "+.2f"),
         span(crisis.loc[name, "above_low"], crisis.loc[name, "above_high"], "+.2f")]
        for name in SIGNS
    ]  # fmt: skip
    columns = ["sign", "AUC", "95 % interval", "above naive", "95 % interval "]
    yield Table(columns, cells, right=columns[1:4])
    clear = [name for name in crisis.index if crisis.loc[name, "low"] > 0.5]
    told = f"Clearly better than a coin, 0.50: {', '.join(clear)}." if clear else "No sign is clearly better than a coin, 0.50."
    yield Text(
        f"AUC: the chance that a date before a crisis had the higher value than one before none. {told} Of the model alone."
    )
    if later := races(rows[rows["target"] != CRISIS]):
        yield Text(later)


def races(rows: pd.DataFrame) -> str:
    """What is known of signs of a race later."""
    told = []
    for target, mine in rows.groupby("target", sort=False):
        known = mine.dropna(subset="auc")
        if len(known):
            best = known.loc[known["auc"].idxmax()]
            told.append(f"{target}: best of {len(known)} signs {best['indicator']}, {chance(best, 'auc', 'low', 'high')}")
        else:
            told.append(f"{target}: in {mine['events'].iloc[0]} of {mine['n'].iloc[0]} runs, too few to judge")
    return f"Of {'; of '.join(told)}." if told else ""


def by_type(rows: pd.DataFrame, pairs: int) -> Iterator[Block]:
    """What the types of event that matter most add."""
    if not len(rows):
        return
    yield Heading(f"What each type of event adds, per run (n {pairs} pairs, 95 % interval)")
    names, shown = list(dict.fromkeys(rows["type"])), ("crises.count", "clashes.count", "instability.mean")
    cells = []
    for name in names[:FEW]:
        mine = rows[rows["type"] == name].set_index("outcome")
        told = [signed(mine.loc[k], FORMS.get(k, "+.2f")) for k in shown if k in mine.index]
        cells.append([name.replace("_", " "), f"{mine['per_run'].iloc[0]:.1f}", *told])
    yield Table(["type", "a run", "crises", "clashes", "instability"], cells, right=["a run"])
    more = f" The other {len(names) - FEW} are in types.csv (--out)." if len(names) > FEW else ""
    yield Text(
        "With the type less without it: closed to all, its scripted events gone; substitutes may follow. About one in twenty "
        f"intervals misses zero by chance.{treaty(rows[rows['type'].isin(names[:FEW])])}{more}"
    )


def treaty(rows: pd.DataFrame) -> str:
    """How the changes in stability compare with the treaty's."""
    known = rows.dropna(subset="of_treaty")
    if not len(known):
        return ""
    near = known[known["of_treaty"].abs() <= BEYOND]
    told = [f"{row.type.replace('_', ' ')} {of_treaty(row.of_treaty)}" for row in near.itertuples()]
    if len(near) < len(known):
        which = "the other clear ones" if told else "all that are clear"
        told.append(f"{which} over {BEYOND:.0f} x, since the treaty hardly moves it")
    return (
        f" Change in stability at the end, as a share of what a Russian defence treaty with North Korea does: {', '.join(told)}."
    )
