"""What students get wrong, and what shows otherwise: seven beliefs, each with a number of the model's or of the record."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

import northeastsim as ne
from docs._findings.basis import signed
from docs._scenarios.basis import loaded
from docs._teaching import options
from docs._teaching.basis import FOLDER, SEED, filled, gap, mark, write
from northeastsim.analysis.summary import proportion_interval
from northeastsim.scenario.region.tables import table

SALE, GOODS = "s400_transfer", "shield_or_sword"
TRUST = FOLDER.parent / "trust.md"
TRIED = re.compile(r"^\| ([a-z ]+) \| \d+ \|.*\| (\d+ %) \[(\d+), (\d+)\] \| ([a-z ]+) \|$", re.MULTILINE)
HOLD, SPENDING = "influence[CHN,PRK]", "spending[KOR]"


def page(found: ne.Comparison, count: int) -> None:
    """Run what the page tells of, and write it."""
    told = {"seed": SEED, "n": count, "sale": SALE, "goods": GOODS, "mark": mark([SALE, GOODS, *options.SCENARIOS])}
    told |= {"tests": tests(), **complied(count), **goods(count), **waited(count), **tried(), **one_run(count), **weighed(found)}
    write("misconceptions.md", filled("misconceptions.txt", **told))


def tests() -> str:
    """Return how dependent North Korea was in the years of its nuclear tests, from the tables of the record."""
    shares = {row.year: row.number for row in table("record_dependence")}
    years = [(row.year, int(row.keys["nuclear_tests"])) for row in table("record_launches") if int(row.keys["nuclear_tests"])]
    high = sum(number for year, number in years if shares[year] > 0.75)
    listed = ", ".join(f"{year}{' (two)' if number > 1 else ''} {100 * shares[year]:.0f} %" for year, number in years)
    total = sum(number for _, number in years)
    years_of = "came in years in which over three quarters of its recorded trade were with China"
    return f"{high} of {total} nuclear tests {years_of} ({listed})"


def complied(count: int) -> dict[str, Any]:
    """Return what others did of what China asked, in half as many runs."""
    runs = max(2, count // 2)
    rows = loaded(SALE).behaviour("CHN", runs, SEED)
    rows = rows[rows["metric"].isin(["compliance", "influence"])].set_index(["metric", "other"])
    china, moscow, hold = rows.loc[("compliance", "PRK")], rows.loc[("compliance", "RUS")], rows.loc[("influence", "PRK")]
    return {
        "china": share(china), "moscow": f"{share(moscow)} of asks", "naive": percent(float(china["naive"])), "asks": int(china["n"]),
        "hold": f"{hold['value']:.2f} of 0 to 1, {hold['low']:.2f} to {hold['high']:.2f}", "runs": runs,
    }  # fmt: skip


def share(row: pd.Series) -> str:
    """Return a share with its interval."""
    return f"{percent(row['value'])} ({percent(row['low'])} to {percent(row['high'])})"


def percent(value: float) -> str:
    """Return a share in per cent."""
    return f"{100 * value:.0f} %"


def turned(row: pd.Series, digits: int) -> str:
    """Return an effect the other way round: of what was left out, what it does."""
    return gap({"effect": -row["effect"], "low": -row["high"], "high": -row["low"]}, digits)


def goods(count: int) -> dict[str, Any]:
    """Return what the sale does to Seoul, as it stands, as fighters, and where a shield makes a sword usable."""
    scenario = loaded(GOODS)
    asked: dict[str, Any] = {"replications": count, "seed": SEED, "scores": ["air_security_of_seoul", SPENDING]}
    worlds = {"off": scenario, "on": scenario.variant("enabling"), "sword": scenario.variant("sword")}
    rows = {name: world.whatif("s400_deal", **asked).final for name, world in worlds.items()}
    air = {name: turned(row.loc["air_security_of_seoul"], 4) for name, row in rows.items()}
    sword = f"{air['sword']} of air security, {turned(rows['sword'].loc[SPENDING], 2)} bn US$"
    spent = turned(rows["off"].loc[SPENDING], 2)
    return {"spending": spent, "enabling_off": air["off"], "enabling_on": air["on"], "sword": sword}


def waited(count: int) -> dict[str, Any]:
    """Return what squeezing changes against waiting, and what waiting changes against beginning nothing."""
    scenario = loaded(SALE)
    asked: dict[str, Any] = {"replications": count, "seed": SEED}
    squeezed, passive = (scenario.whatif(strategies={"CHN": name}, **asked).final for name in ("squeeze_pyongyang", "passive"))
    events = scenario.run(replications=count, seed=SEED, paths=0, events="all", baseline=False).events
    own = events[(events["initiator"] == "CHN") & (events["cause_kind"] == "decision")]
    acts = own.drop_duplicates(["replication", "serial"])
    kinds = [str(kind).replace("_", " ") for kind in acts["type"].value_counts().index[:4]]
    launches = squeezed.loc["launches.count"]
    return {
        "kinds": ", ".join(kinds), "launch_share": f"{100 * launches['effect'] / launches['original']:+.0f} %",
        "launches": gap(launches, 0), "all_launches": f"{launches['original']:.0f}",
        "squeezed": gap(squeezed.loc[HOLD], 3), "moscow_fills": gap(squeezed.loc["influence[RUS,PRK]"], 3),
        "acts": f"{len(acts) / count / scenario.document['years']:.0f}", "waiting_launches": turned(passive.loc["launches.count"], 1),
        "waiting_spending": turned(passive.loc[SPENDING], 2),
    }  # fmt: skip


def tried() -> dict[str, Any]:
    """Return how the model did on years that it was not given, from the page on trust."""
    rows = TRIED.findall(TRUST.read_text(encoding="utf-8"))
    inside = {name: f"{covered} ({low} to {high} %)" for name, covered, low, high, _ in reversed(rows)}
    verdicts = [verdict for *_, verdict in rows]
    return {
        "trade": inside["trade share"], "regard": inside["alignment"], "targets": len(rows), "better": verdicts.count("better"),
        "worse": verdicts.count("worse"),
    }  # fmt: skip


def one_run(count: int) -> dict[str, Any]:
    """Return how far single runs lie apart, and how often a single pair has the other sign."""
    scenario = loaded(SALE)
    runs = scenario.run(replications=500, seed=SEED, paths=0, events=0, baseline=False).runs
    spent, hold = (runs[f"{name}.end"].quantile([0.05, 0.95]) for name in (SPENDING, HOLD))
    row = scenario.whatif("s400_deal", replications=count, seed=SEED, scores=[SPENDING]).final.loc[SPENDING]
    against = round((1.0 - float(row["agree"])) * count)
    low, high = proportion_interval(against / count, count)
    return {
        "low_spending": f"{spent[0.05]:.0f}", "high_spending": f"{spent[0.95]:.0f}", "many": 500, "sale_spending": turned(row, 2),
        "against": f"{against} of {count} single pairs ({percent(low)} to {percent(high)})", "p05": f"{hold[0.05]:.2f}",
        "p95": f"{hold[0.95]:.2f}",
    }  # fmt: skip


def weighed(found: ne.Comparison) -> dict[str, Any]:
    """Return which option comes first under which weighting, in both scenarios."""
    (first, first_words), (second, second_words) = options.SCENARIOS.items()
    return {
        "winner": next(iter(options.payoffs(found, "default", first))).replace("_", " "), "first_words": first_words,
        "second_words": second_words, "firsts": listed(found, first), "seconds": listed(found, second),
    }  # fmt: skip


def listed(found: ne.Comparison, scenario: str) -> str:
    """Return the options that come first in a scenario, each with the weightings and by how much over waiting."""
    firsts: dict[str, list[str]] = {}
    for weighting in options.WEIGHTINGS:
        name, cell = next(iter(options.payoffs(found, weighting, scenario).items()))
        firsts.setdefault(name.replace("_", " "), []).append(f"{weighting} {signed(cell.effect, 2)}")
    return "; ".join(f"{name} ({', '.join(some)})" for name, some in firsts.items())
