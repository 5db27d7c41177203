"""The timeline tells a replication's events by kind, with their causes, and counts them over all."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from northeastsim.errors import RunError
from northeastsim.scenario.catalogue import catalogue
from northeastsim.show.run import moments, timeline
from northeastsim.show.run.kinds import KIND_OF, KINDS, OF_TYPES, kind_of


@pytest.fixture(scope="module")
def chart(region: Any) -> Any:
    """The timeline of the first replication."""
    return region.plot("timeline")


def rows(chart: Any) -> pd.DataFrame:
    """The events of a chart's data, by serial."""
    return chart.data[chart.data["serial"].notna()].set_index("serial")


def test_every_event_but_budgets_is_there_once(region: Any, chart: Any) -> None:
    events = region.events[region.events["replication"] == 0]

    assert sorted(rows(chart).index) == sorted(events.loc[events["type"] != "budget", "serial"].unique())


def test_what_was_refused_or_secret_is_told_apart(region: Any, chart: Any) -> None:
    table, events = rows(chart), region.events[region.events["replication"] == 0]
    declined = set(events.loc[events["stage"] == "declined", "serial"])
    reactor = table[table["id"] == "reactor"].iloc[0]
    found = events[(events["id"] == "reactor") & (events["stage"] == "discovered")]["date"].min()

    assert set(table[table["standing"] == "refused"].index) == declined
    assert reactor["standing"] == "secret" and reactor["discovered"] == found
    gids = {line.get_gid() for line in chart.axes[0].get_lines()}
    assert {"arms and exercises:secret", "cooperation:done", "cooperation:refused"} <= gids


def test_causes_are_those_of_the_log_and_of_the_script(region: Any, chart: Any) -> None:
    table, events = rows(chart), region.events[region.events["replication"] == 0].drop_duplicates("serial").set_index("serial")
    deal, protest = (int(table[table["id"] == one].index[0]) for one in ("deal", "protest"))
    drawn = {patch.get_gid() for patch in chart.axes[0].patches if patch.get_gid()}
    shown = events[[not table["routine"].get(serial, True) for serial in events.index]]
    logged = {f"{row.cause}>{row.Index}" for row in shown.itertuples() if str(row.cause).isdigit()}

    assert table.loc[protest, "cause"] == deal and drawn == {*logged, f"{deal}>{protest}"}


def test_the_biggest_moments_have_words(chart: Any) -> None:
    words = rows(chart)["words"].dropna()
    texts = " ".join(one.get_text().replace("\n", " ") for one in chart.axes[0].texts)

    assert len(words) <= timeline.MOST and "Russia sells S-400 air defence (2 regiments) to North Korea" in set(words)
    assert "Russia sells S-400 air defence (2 regiments) to North Korea" in texts


def test_words_of_a_lane_stay_in_it_and_do_not_touch(region: Any, chart: Any) -> None:
    table = chart.data[chart.data["words"].notna()]
    for lane, some in table.groupby("lane"):
        notes = timeline.written(some, region)
        wide = [timeline.LETTER * max(map(len, note.text.splitlines())) for note in notes]
        assert all(note.x >= 0 and len(note.text.splitlines()) <= timeline.LINES for note in notes), lane
        for k, note in enumerate(notes):
            for j in range(k):
                other = notes[j]
                assert note.row != other.row or note.x >= other.x + wide[j] or other.x >= note.x + wide[k]


def test_counts_are_those_of_all_replications(region: Any) -> None:
    often, runs = moments.counts(region), region.runs
    own = [name for name in runs.columns if name.endswith(".count") and KIND_OF.get(singular(name)) == "tests"]
    total = often[often["kind"] == "tests"]["mean"].sum()

    assert total == pytest.approx(runs[own].sum(axis=1).mean()) and set(often["n"]) == {8}
    assert (often["p05"] <= often["p50"]).all() and (often["p50"] <= often["p95"]).all()
    assert set(often["year"]) == {0, 1, 2}


def singular(name: str) -> str:
    """The type that a count is of."""
    from northeastsim.study.metrics import PLURALS

    plural = name.removesuffix(".count")
    return next((one for one, other in PLURALS.items() if other == plural), plural)


def test_the_dots_are_this_replications(region: Any, chart: Any) -> None:
    table = rows(chart)
    tests = table[(table["kind"] == "tests") & (table["standing"] != "refused")]
    dots = next(line for strip in chart.axes[1:] for line in strip.get_lines() if line.get_gid() == "tests:own")

    assert sum(dots.get_ydata()) == len(tests)


def test_a_replication_without_events_is_worded(region: Any) -> None:
    with pytest.raises(RunError, match="replication 99 is not among the results"):
        region.plot("timeline", replication=99)


def test_a_world_where_nothing_happens_says_so(richardson: Any) -> None:
    chart = richardson.plot("timeline")

    assert "Nothing happens but budgets." in {one.get_text() for one in chart.axes[0].texts}
    assert len(chart.png()) > 5_000


def test_every_type_is_of_a_kind_and_only_of_one() -> None:
    named = [name for names in OF_TYPES.values() for name in names]

    assert set(named) == set(catalogue().event_types) - {"budget"} and len(named) == len(set(named))
    assert len({kind.mark for kind in KINDS.values()}) == len({kind.colour for kind in KINDS.values()}) == len(KINDS)


@pytest.mark.parametrize(("menu", "kind"), [({"conciliatory": True}, "cooperation"), ({}, "other")])
def test_a_scenarios_own_type_finds_its_kind(menu: dict[str, Any], kind: str) -> None:
    assert kind_of("flood", {"flood": {"menu": menu}}) == kind and kind_of("flood") == "other"
