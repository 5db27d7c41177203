"""What stands in the tables: every value of `runs` follows from `scores` and `events`, the slow way."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from northeastsim.rulebook import layout as at
from northeastsim.scenario.load import Resolved
from northeastsim.scenario.tables import tables
from northeastsim.study import columns, frames
from northeastsim.study.columns import TABLES, kind_of
from northeastsim.study.metrics import PLURALS
from northeastsim.study.store import Stored

PAGE = Path(__file__).parents[3] / "docs/reference/results.md"
KINDS = {"whole": "i", "number": "f", "date": "M", "text": "O"}


def path(kept: Stored, replication: int, score: str, actor: str, other: str) -> pd.Series:
    scores = kept.table("scores")
    chosen = (scores[["score", "actor", "other"]] == [score, actor, other]).all(axis=1)
    return scores[chosen & (scores["replication"] == replication)].sort_values("date")["value"]


@pytest.mark.parametrize("table", TABLES)
def test_columns_are_those_documented(kept: Stored, table: str) -> None:
    found = kept.columns(table)
    documented = [name for name in TABLES[table] if name != "parameter_set"]  # of a run over an ensemble alone

    assert list(found)[: len(documented)] == documented
    assert table in ("runs", "quiet") or len(found) == len(documented)
    assert {name: values.dtype.kind for name, values in found.items()} == {
        name: KINDS[kind_of(table, name)] for name in found
    }


def test_the_page_is_the_code_s_own_list() -> None:
    assert PAGE.read_text(encoding="utf-8") == columns.page(), "run python -m northeastsim.study.columns"
    assert columns.__name__ in sys.modules


@pytest.mark.parametrize(
    ("score", "actor", "other"), [("influence", "CHN", "PRK"), ("spending", "USA", ""), ("stability", "", "")]
)
@pytest.mark.parametrize("replication", [0, 3])
def test_statistics_follow_from_the_months(kept: Stored, replication: int, score: str, actor: str, other: str) -> None:
    months = path(kept, replication, score, actor, other)
    name = f"{score}[{actor},{other}]" if other else f"{score}[{actor}]" if actor else score
    row = kept.table("runs").iloc[replication]

    assert len(months) == 13
    assert row[f"{name}.end"] == months.iloc[-1]
    assert row[f"{name}.min"] == months.min()
    assert row[f"{name}.change"] == months.iloc[-1] - months.iloc[0]
    assert row[f"{name}.mean"] == pytest.approx(months.mean(), rel=1e-12)


def test_counts_follow_from_the_log(kept: Stored) -> None:
    events, runs = kept.table("events"), kept.table("runs")
    began = events[events["stage"] == "announced"]
    for name in runs.columns:
        if name.endswith(".count"):
            kind = {f"{plural}.count": kind for kind, plural in PLURALS.items()}.get(name, name[: -len(".count")])
            counted = began[began["type"] == kind].groupby("replication").size()
            assert runs[name].tolist() == [int(counted.get(r, 0)) for r in runs["replication"]], name


def test_a_war_ends_the_mean_but_not_the_columns(kept: Stored, deal: Resolved) -> None:
    """A block in which war came in the fourth month: later observations repeat the last values."""
    from northeastsim.engine.pool import run_block
    from northeastsim.study.metrics import plan

    world = tables(deal)
    block = run_block(world, 7, 0, 1)
    block.monthly[0, :] = np.arange(13.0)[:, None].clip(max=4.0)  # April is 3, the day of the war 4
    block.ended[0], block.ended_by[0] = (31 + 29 + 31 + 10) * at.MINUTES_PER_DAY, 5
    row = frames.runs(block, plan(deal, world, block.names, block.dates), world)

    assert (row["status"][0], str(row["ended"][0]), row["ended_by"][0]) == ("war", "2024-04-11", 5)
    assert row["stability.mean"][0] == np.mean([0, 1, 2, 3, 4])
    assert (row["stability.end"][0], row["stability.change"][0]) == (4.0, 4.0)


def test_bands_are_of_all_replications_at_yearly_dates(kept: Stored) -> None:
    bands, scores = kept.table("bands"), kept.table("scores")
    wanted = (bands["score"] == "security") & (bands["actor"] == "JPN")
    values = scores[(scores["score"] == "security") & (scores["actor"] == "JPN")]
    last = values[values["date"] == values["date"].max()]["value"]
    row = bands[wanted].iloc[-1]

    assert wanted.sum() == 2
    assert row["n"] == 4
    assert row["mean"] == pytest.approx(last.mean())
    assert row["sd"] == pytest.approx(last.std(ddof=1))
    assert row["p95"] == pytest.approx(last.quantile(0.95))


def test_the_log_tells_who_and_why(kept: Stored) -> None:
    events = kept.table("events")
    deal = events[events["id"] == "deal"].iloc[0]
    ban = events[events["id"] == "ban"].iloc[0]

    assert (str(deal["date"].date()), deal["stage"], deal["system"], deal["quantity"]) == (
        "2024-02-01",
        "announced",
        "s400",
        2.0,
    )
    assert (deal["initiator"], deal["target"], deal["participants"]) == ("RUS", "PRK", "PRK")
    assert (ban["initiator"], ban["cause_kind"], ban["cause"]) == ("UNSC", "scenario", "ban")
    decided = events[events["cause_kind"] == "decision"]
    assert (decided["cause"] == decided["initiator"] + " decision " + decided["cause"].str.split().str[-1]).all()
    assert events[["replication", "serial"]].drop_duplicates().shape[0] <= len(events)


def test_impulses_add_up_for_what_only_events_move(kept: Stored) -> None:
    """Spending moves at budgets only, so its impulses sum to its change."""
    impulses, runs = kept.table("impulses"), kept.table("runs")
    spending = impulses[(impulses["variable"] == "spending") & (impulses["moves"] == "value")]
    for (replication, actor), change in spending.groupby(["replication", "of"])["change"].sum().items():
        assert change == pytest.approx(runs.loc[replication, f"spending[{actor}].change"], abs=1e-9)
    assert set(impulses["moves"]) == {"value", "target", "base"}


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (at.ALIGNMENT + at.PAIR * 0 + 1, ("alignment", 0, 1, "value")),
        (at.TRADE + at.PAIR_REST + at.PAIR * 2 + 3, ("trade", 2, 3, "target")),
        (at.TRADE_BASE + at.PAIR * 2 + 3, ("trade", 2, 3, "base")),
        (at.FLOWS_BASE + at.PAIR * 5 + 4, ("flows", 5, 4, "base")),
        (at.ECONOMY + 0, ("economy", 0, None, "value")),
        (at.OUTLAY + 5, ("outlay", 5, None, "value")),
        (at.POSTURE + at.ACTOR_REST + 1, ("posture", 1, None, "target")),
    ],
)
def test_a_place_in_words(deal: Resolved, place: int, words: tuple[str, int, int | None, str]) -> None:
    world = tables(deal)
    variable, of, to, moves = words
    expected = (variable, world.actors[of], "" if to is None else world.actors[to], moves)

    assert frames.place_in_words(place, world) == expected


def test_a_holding_in_words(deal: Resolved) -> None:
    world = tables(deal)
    place = at.HOLDING + at.ACTOR_PITCH * world.systems.index("s400") + 1

    assert frames.place_in_words(place, world) == ("holding", world.actors[1], "s400", "value")


def test_words_for_variables_follow_the_layout() -> None:
    assert len(frames.ACTOR_VARIABLES) == at.ACTOR_ROWS
    assert len(frames.PAIR_VARIABLES) == at.PAIR_ROWS
    for names, first, pitch in (
        (frames.ACTOR_VARIABLES, at.ECONOMY, at.ACTOR_PITCH),
        (frames.PAIR_VARIABLES, at.ALIGNMENT, at.PAIR_PITCH),
    ):
        for row, name in enumerate(names):
            known = getattr(at, name.upper(), None)
            assert known is None or known == first + row * pitch
