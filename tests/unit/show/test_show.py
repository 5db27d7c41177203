"""What is shown equals the tables: charts, outcomes, stories."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any

import matplotlib.dates
import numpy as np
import pandas as pd
import pytest

import northeastsim as ne
from northeastsim.errors import RunError, ScenarioError
from northeastsim.scenario.catalogue import catalogue
from northeastsim.show import names, outcomes, panels, sentences, story, style, view
from northeastsim.show.catalogue import CHARTS
from northeastsim.show.chart import Chart
from northeastsim.show.moves import Move
from northeastsim.study import metrics

WORLD: dict[str, Any] = {
    "format": 1,
    "name": "Tiny",
    "question": "Who wins?",
    "start": "2024-01-01",
    "years": 2,
    "seed": 3,
    "actors": {
        "AAA": {"name": "Aland", "economy_busd": 1000, "spending_busd": 30},
        "BBB": {"name": "United Isles", "economy_busd": 800, "spending_busd": 25},
    },
    "relations": {
        "AAA, BBB": {"alignment": -0.5, "trade_musd": 100, "proximity": 1, "crisis_exposure": 1, "rival": True},
        "BBB, AAA": {"alignment": -0.5},
    },
    "events": [
        {"id": "visit", "date": "2024-03-01", "type": "military_visit", "initiator": "AAA", "target": "BBB"},
        {"id": "threat", "when": "security[AAA] > 0", "type": "coercion", "initiator": "BBB", "target": "AAA"},
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def results() -> Any:
    """The results of a small world."""
    return ne.load(WORLD).run(replications=6, workers=1)


def line(panel: Any, gid: str) -> Any:
    """The drawn line of a panel with a mark."""
    return next(one for one in panel.get_lines() if one.get_gid() == gid)


def panel_of(chart: Any, title: str) -> Any:
    """The panel with a title."""
    return next(one for one in chart.axes if one.get_title(loc="left") == title)


def test_the_drawn_lines_are_the_bands(results: Any) -> None:
    chart = results.plot(scores=["security[AAA]", "influence[AAA,BBB]"])
    rows = view.band(results, "influence[AAA,BBB]")
    panel = panel_of(chart, "Aland's influence over the United Isles")

    assert list(line(panel, "mean").get_ydata()) == list(rows["mean"])
    assert set(line(panel, "frozen").get_ydata()) == {rows["mean"].iloc[0]}
    quiet = results.quiet["influence[AAA,BBB].end"].mean()
    assert line(panel, "quiet").get_ydata() == pytest.approx([quiet])


def test_the_drawn_areas_are_the_percentiles(results: Any) -> None:
    chart = results.plot(scores=["security[AAA]"])
    rows = view.band(results, "security[AAA]")
    areas = [area.get_paths()[0].vertices[:, 1] for area in chart.axes[0].collections]

    for area, low, high in zip(areas, ("p05", "p25"), ("p95", "p75"), strict=True):
        assert set(rows[low]) | set(rows[high]) == set(area)


@pytest.mark.parametrize(
    ("score", "values", "low", "high"),
    [
        ("security[AAA]", (0.5, 0.501), 0.4755, 0.5255),
        ("security[AAA]", (1.0, 1.0), 0.9525, 1.0025),
        ("security[AAA]", (0.2, 0.6), 0.18, 0.62),
        ("spending[AAA]", (40.0, 40.0), 39.0, 41.0),
        ("metric_of_mine", (0.0, 0.0), -0.025, 0.025),
    ],
)
def test_an_axis_does_not_blow_up_what_hardly_moves(score: str, values: Any, low: float, high: float) -> None:
    panel = Chart().subplots()
    panel.plot(range(2), values)
    panels.spanned(panel, score)

    assert panel.get_ylim() == pytest.approx((low, high))


def test_events_are_marked_where_they_happened(results: Any) -> None:
    chart = results.plot(scores=["security[AAA]"])
    marks = view.marks(results)
    lines = [one.get_xdata()[0] for one in chart.axes[0].get_lines() if one.get_gid() is None]

    assert [mark.id for mark in marks] == ["threat", "visit"]
    assert [mark.share for mark in marks] == [1, 1]
    assert np.allclose(matplotlib.dates.date2num(lines), matplotlib.dates.date2num([one.date for one in marks]))


@pytest.mark.parametrize("name", sorted(CHARTS["run"]))
def test_every_chart_says_what_it_is_and_is_no_forecast(results: Any, name: str) -> None:
    chart = results.plot(name)
    texts = " ".join(one.get_text() for one in chart.texts)

    assert chart.texts[0].get_text()
    assert "Tiny: 6 replications, 2 years from 2024-01-01, seed 3" in texts
    assert "A model" in texts and "not a forecast" in texts
    assert chart.name == name and len(chart.data)
    assert "In the model, Tiny: 6 replications" in chart.alt and any(sign.isdigit() for sign in chart.told)
    assert len(chart.png()) > 10_000


def test_a_footer_tells_the_events_in_words(results: Any) -> None:
    footer = results.plot().texts[-1].get_text()

    assert "Lines: 1 The United Isles threatens Aland; 2 Aland sends a military delegation to" in footer


def test_one_run_has_no_bands_in_its_legend() -> None:
    chart = ne.load(WORLD).run(replications=1, workers=1).plot()

    assert [one.get_text() for one in chart.legends[0].get_texts()] == [
        "value",
        "frozen: the start carried forward",
        "quiet twin, at the end",
    ]


@pytest.mark.parametrize("years", [1, 2, 3, 4, 6, 13, 30])
def test_the_axis_of_time_has_a_few_dates(years: int) -> None:
    import datetime

    chart = Chart()
    panel = chart.subplots()
    panel.plot([datetime.date(2024, 1, 1), datetime.date(2024 + years, 1, 1)], [0, 1])
    panels.dated(panel, years)
    chart.canvas.draw()

    assert 3 <= len([tick for tick in panel.get_xticklabels() if tick.get_text()]) <= 8


@pytest.mark.parametrize("form", ["png", "svg"])
def test_an_image_is_the_same_when_drawn_again(results: Any, tmp_path: Path, form: str) -> None:
    first = results.plot().save(tmp_path / f"one.{form}").read_bytes()
    again = results.plot().save(tmp_path / f"two.{form}").read_bytes()

    assert len(first) > 10_000
    assert first == again


def test_a_chart_shows_itself_in_a_notebook(results: Any) -> None:
    assert results.plot("events")._repr_png_().startswith(b"\x89PNG")


def test_counts_of_events_are_those_of_the_runs(results: Any) -> None:
    panel = results.plot("events").axes[0]

    for name in ("coercion.count", "military_visit.count"):
        assert line(panel, name).get_xdata() == pytest.approx([results.runs[name].mean()])


def test_an_unknown_chart_or_score_is_worded(results: Any) -> None:
    with pytest.raises(ScenarioError, match="no chart 'pie'; known: events"):
        results.plot("pie")
    with pytest.raises(ScenarioError, match=r"no score 'security\[AAB\]' \(did you mean 'security\[AAA\]'"):
        results.plot(scores=["security[AAB]"])
    assert set(results.plot(scores=["security[ AAA ]"]).data["metric"]) == {"security[AAA]"}


def test_outcomes_are_what_the_tables_hold(results: Any) -> None:
    rows = {row["metric"]: row for row in outcomes.outcomes(results)}
    row = rows["security[AAA].end"]
    runs, quiet = results.runs, results.quiet
    gaps = runs["security[AAA].end"] - quiet["security[AAA].end"]

    assert row["mean"] == pytest.approx(runs["security[AAA].end"].mean())
    assert row["error"] == pytest.approx(runs["security[AAA].end"].std() / 6**0.5)
    assert row["start"] == pytest.approx(view.band(results, "security[AAA]")["mean"].iloc[0])
    assert row["difference"] == pytest.approx(gaps.mean())
    assert row["low"] <= row["difference"] <= row["high"]
    assert rows["race.any"]["unit"] == "probability"
    json.dumps(list(rows.values()), allow_nan=False)


def test_what_measures_the_spread_needs_one(results: Any) -> None:
    rows = outcomes.outcomes(ne.load(WORLD).run(replications=1, workers=1))
    spread = ("error", "p05", "p95", "low", "high", "likely_low", "likely_high")

    assert {row.get(name) for row in rows for name in spread} == {None}
    assert view.varies(results)
    assert not view.varies(ne.load("classics/two_rivals_stable").run(replications=3, workers=1))


@pytest.mark.parametrize(
    ("metric", "told"),
    [
        ("influence[CHN,PRK].end", "0..1"),
        ("spending[CHN].change", "bn US$ a year"),
        ("stability", "0..1"),
        ("crises.count", "per run"),
        ("talks.agreed", "per run"),
        ("race[A,B].any", "probability"),
        ("race_pressure[A,B].max", "a year"),
        ("metric_of_mine.end", ""),
    ],
)
def test_every_metric_has_its_unit(metric: str, told: str) -> None:
    assert names.unit(metric) == told


def test_a_summary_says_its_units(results: Any) -> None:
    assert results.summary["unit"]["security[AAA].end"] == "0..1"


def test_a_story_names_the_moments_and_their_causes(results: Any) -> None:
    text = results.story(0)

    assert "2024-03-01  Aland sends a military delegation to the United Isles (scenario: visit)." in text
    assert "2024-01-01  The United Isles threatens Aland (scenario: threat); over 2024-01-31." in text
    assert "moved most on" in text
    assert len(text.splitlines()) <= story.MOST + 5
    assert text == results.story(0)


def event(kind: str, **keys: Any) -> dict[str, Any]:
    """A row of the table of events."""
    blank = dict.fromkeys(("id", "initiator", "target", "participants", "aimed_at", "system", "cause"), "")
    return {**blank, "type": kind, "stage": "announced", "quantity": 1.0, "cause_kind": "decision", "serial": 1, **keys}


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (event("sanctions", initiator="AAA", target="BBB", participants="AAA CCC"),
         "Aland puts sanctions on Beeland together with Ceeland"),
        (event("sanctions", initiator="AAA", target="BBB"), "Aland puts sanctions on Beeland"),
        (event("exercise_suspension", initiator="AAA", participants="CCC", aimed_at="BBB"),
         "Aland suspends exercises together with Ceeland against Beeland"),
        (event("enforcement_change", initiator="AAA", target="BBB", quantity=0.3),
         "Aland enforces sanctions on Beeland more strictly"),
        (event("enforcement_change", initiator="AAA", target="BBB", quantity=-0.3),
         "Aland enforces sanctions on Beeland less strictly"),
        (event("outside_war_change", target="BBB", quantity=0.25), "Beeland's outside war winds down"),
        (event("outside_war_change", target="BBB", quantity=1.0), "Beeland's outside war comes to full force"),
        (event("arms_transfer", initiator="AAA", target="BBB", system="shells", quantity=2.0),
         "Aland sells artillery shells (2 million rounds) to Beeland"),
    ],
)  # fmt: skip
def test_a_sentence_says_who_acts_along_and_in_which_direction(row: dict[str, Any], text: str) -> None:
    assert sentences.told(row, {"AAA": "Aland", "BBB": "Beeland", "CCC": "Ceeland"}, catalogue().systems) == text


@pytest.mark.parametrize(
    ("quantity", "unit", "text"),
    [
        (1.0, "regiment", "1 regiment"), (2.0, "regiment", "2 regiments"), (2.0, "battery of 6", "2 batteries of 6"),
        (0.5, "squadron of 12", "0.5 squadrons of 12"), (3.1, "million rounds", "3.1 million rounds"),
        (2.0, "24 missiles", "2 x 24 missiles"), (4.0, "gun", "4 guns"), (4.0, "boxes", "4 boxes"), (2.0, "relay", "2 relays"),
    ],
)  # fmt: skip
def test_so_many_units_are_counted_in_words(quantity: float, unit: str, text: str) -> None:
    assert sentences.units(quantity, unit) == text


def test_a_second_treaty_of_the_same_two_is_signed_anew() -> None:
    first = event("treaty", initiator="AAA", target="BBB", serial=1)
    second = event("treaty", initiator="BBB", target="AAA", serial=5)
    other = event("treaty", initiator="AAA", target="CCC", serial=6)
    events = pd.DataFrame([first, second, other])

    assert [story.anew(row, events) for row in (first, second, other)] == ["", " anew", ""]


def test_a_treaty_of_old_allies_is_signed_anew() -> None:
    """Allies are those of whom one is bound to the other at the start, as Washington is to Seoul since 1953."""
    allied = story.allies(ne.load("baseline").document)
    pairs = [("KOR", "USA"), ("PRK", "CHN"), ("PRK", "RUS"), ("JPN", "KOR")]
    treaties = [event("treaty", initiator=one, target=other) for one, other in pairs]

    assert [story.anew(one, pd.DataFrame(treaties), allied) for one in treaties] == [" anew", " anew", "", ""]


def test_parts_of_a_bargain_are_told_as_such() -> None:
    """The bargain itself is not over on the next day: its parts go on."""
    log = [stage(1, "2024-01-01", "linked_deal"), stage(1, "2024-01-02", "linked_deal") | {"stage": "ended"}]
    log += [stage(2, "2024-01-01", "technology_transfer", cause="1")]
    lines = story.moments(pd.DataFrame(log), {"AAA": "Aland", "BBB": "Bland"}, {}, 3, set())

    assert lines == [
        "2024-01-01  Aland and Bland strike a bargain of several parts (by chance).",
        "2024-01-01  Aland hands Bland know-how (part of the bargain of 2024-01-01).",
    ]


def test_of_stages_on_one_day_the_first_is_told() -> None:
    log = [stage(1, "2024-01-01", "arms_transfer"), stage(1, "2024-05-01", "arms_transfer") | {"stage": "delivered"}]
    log += [stage(1, "2024-05-01", "arms_transfer") | {"stage": "operational"}]
    (line,) = story.moments(pd.DataFrame(log), {"AAA": "Aland", "BBB": "Bland"}, {}, 3, set())

    assert line.endswith("; delivered 2024-05-01.")


def test_a_hostile_act_is_against_its_target() -> None:
    row = event("sanctions", initiator="AAA", target="BBB", participants="AAA CCC")

    assert story.label(row, {"BBB": "United Isles"}) == "the sanctions of AAA and CCC against the United Isles"
    assert story.label(event("coercion", initiator="AAA", target="BBB"), {}) == "the coercion of AAA against BBB"


def test_who_found_a_secret_out_has_no_part_in_it() -> None:
    found = event("technology_transfer", initiator="AAA", target="BBB", participants="CCC", stage="discovered")

    assert story.label(found, {}) == "the technology transfer of AAA and BBB, found out"


def test_a_jump_is_laid_at_the_greatest_event_of_one_of_its_actors() -> None:
    """Not at the one that has most of them: a port call of the two, on the day on which a rival signs a treaty."""
    treaty = event("treaty", initiator="CCC", target="BBB")
    call = event("port_call", initiator="AAA", target="BBB")
    far = event("war", initiator="DDD", target="CCC")
    move = Move(datetime.date(2024, 1, 1), "influence[AAA,BBB]", 0.4, 0.3)

    assert story.mover(move, [far, treaty, call]) is treaty
    assert story.mover(move, [far]) is far
    assert story.label(treaty, {"CCC": "Ceeland"}) == "the treaty of Ceeland and BBB"
    assert story.label({**treaty, "id": "pact", "stage": "cancelled"}, {}) == "pact cancelled"


def test_a_run_cut_short_by_war_says_so() -> None:
    events = pd.DataFrame([event("crisis"), event("war", serial=2)])

    assert story.ended_by_war(events, {"settings": {"war": "ends"}})
    assert not story.ended_by_war(events, {"settings": {"war": "marks"}})
    assert story.besides(events, True).startswith("In all, until the war ended the run: 1 crisis")


def test_a_mark_stands_beside_its_event() -> None:
    """In the story, and below charts, where what is the same of all is said once; two sums of US$ are no formula."""
    lines = [{**WORLD["events"][0], "status": "denied", "claimant": "BBB", "denied_by": ["AAA", "a court"]},
             {**WORLD["events"][1], "status": "hypothetical"}]  # fmt: skip
    other = ne.load({**WORLD, "events": lines}).run(replications=1, workers=1)
    alike = ne.load({**WORLD, "events": [{**one, "status": "hypothetical"} for one in WORLD["events"]]})
    claim = "claimed by the United Isles; denied by Aland and a court"
    text, footer = other.story(0), other.plot().texts[-1].get_text().replace("\n", " ")

    assert f"military delegation to the United Isles (scenario: visit; {claim})." in text
    assert "threatens Aland (scenario: threat; hypothetical); over" in text
    assert f"[{claim}]" in footer and "[hypothetical]" in footer
    assert alike.run(replications=1, workers=1).plot().texts[-1].get_text().startswith("Lines, all hypothetical: 1 ")
    assert not other.plot().texts[-1].get_parse_math()


def test_a_story_tells_what_was_passed_over() -> None:
    """And neither counts nor marks it among what happened; a drawn number has three digits."""
    chance = {"id": "maybe", "date": "2024-05-01", "type": "summit", "initiator": "AAA", "target": "BBB", "probability": 0}
    grant = {"id": "grant", "date": "2024-06-01", "type": "economic_support", "initiator": "AAA", "target": "BBB",
             "amount": [100, 101]}  # fmt: skip
    friends = {pair: {"alignment": 0.5} for pair in ("AAA, BBB", "BBB, AAA")}
    passed = ne.load(WORLD | {"events": [chance, grant], "relations": friends}).run(replications=1, workers=1)
    text = passed.story(0)

    words = "2024-05-01  By chance this does not come about: the leaders of Aland and the United Isles meet (scenario: maybe)."
    assert words in text and "summit" not in text.splitlines()[-1]
    assert re.search(r"Aland grants the United Isles economic support of 10[01] m US\$ a year", text)
    assert [mark.id for mark in view.marks(passed)] == ["grant"]
    assert passed.runs["summit.count"].sum() == 0
    assert 100 < passed.events.loc[passed.events["id"] == "grant", "quantity"].iloc[0] < 101


def stage(serial: int, date: str, kind: str, cause: str = "") -> dict[str, Any]:
    """A row of `events`."""
    roles = {"initiator": "AAA", "target": "BBB", "participants": "", "aimed_at": "", "system": "", "quantity": 1.0}
    told = {"serial": serial, "date": date, "id": "", "type": kind, "stage": "announced"}
    return {**told, **roles, "cause_kind": "chance", "cause": cause}


def test_a_story_tells_the_crisis_behind_a_fight_and_what_is_needed() -> None:
    """Three crises of equal weight, of which the last became a fight; and a visit, which is no great moment."""
    log = [stage(k, f"2024-0{k}-01", "crisis") for k in (1, 2, 3)]
    log += [stage(4, "2024-04-01", "military_visit"), stage(5, "2024-05-01", "clash", cause="3")]
    lines = story.moments(pd.DataFrame(log), {"AAA": "Aland", "BBB": "Bland"}, {}, 3, {4})

    assert [line[:10] for line in lines] == ["2024-03-01", "2024-04-01", "2024-05-01"]
    assert "turns to fighting (after the crisis of 2024-03-01)" in lines[2]


def test_a_type_of_ones_own_is_told_in_its_own_words() -> None:
    """Its later stages too."""
    kind = {"sentence": "{i} opens a fair to {t}", "noun": "a fair",
            "stages": [{"name": "announced"}, {"name": "closed"}]}  # fmt: skip
    first = event("fair", initiator="AAA", target="BBB", date="2024-05-01")
    rows = [first, {**first, "stage": "closed", "date": "2024-06-01"}]
    refused = [{**first, "stage": "proposed"}, {**first, "stage": "declined"}]
    told = [story.line(each, pd.DataFrame(each), {"AAA": "Aland"}, {}, "", {"fair": kind}) for each in (rows, refused)]

    assert told == ["Aland opens a fair to BBB (Aland proposed it); closed 2024-06-01.",
                    "Aland proposes a fair to BBB, and is refused."]  # fmt: skip


def test_what_a_scenario_adds_to_the_region_weighs_more_in_a_story() -> None:
    """Its types and its states, so that a seventh state is seen to act among six great ones."""
    world = {"actors": dict.fromkeys(("CHN", "PRK", "RUS", "MNG")), "event_types": {"fair": {}}}
    rows = [
        event("talks", initiator="CHN", target="PRK", date="2024-01-01", serial=1),
        event("summit", initiator="MNG", target="PRK", date="2024-02-01", serial=2),
        event("fair", initiator="CHN", target="PRK", date="2024-03-01", serial=3),
    ]

    def moments(document: dict[str, Any]) -> list[str]:
        return [line[:10] for line in story.moments(pd.DataFrame(rows), {}, {}, 1, set(), {}, document)]

    assert moments({}) == ["2024-01-01"]
    assert moments({**world, "event_types": {}}) == ["2024-02-01"]
    assert moments(world) == ["2024-03-01"]
    assert story.newcomers({"actors": dict.fromkeys("AB")}) == set()


def test_a_metric_that_names_a_score_has_its_unit_and_a_readable_name() -> None:
    document = {"metrics": {"hold_of_beijing": "influence[CHN, PRK]", "sum": "1 + 1"}}

    assert view.unit_of(document, "hold_of_beijing") == "0..1"
    assert view.unit_of(document, "sum") == ""
    assert view.unit_of(document, "trade[CHN,PRK]") == "m US$ a year"
    assert names.sentence("hold_of_beijing", {}) == "hold of Beijing"


def test_the_number_of_a_replication_may_come_out_of_a_table(results: Any) -> None:
    assert results.story(np.int64(0)) == results.story(0)
    assert ne.load(WORLD).world(replication=np.int64(1)).run().see() == ne.load(WORLD).world(replication=1).run().see()
def test_a_story_tells_who_found_a_secret_out_first() -> None:
    found = [stage(1, f"2024-0{k}-01", "technology_transfer") | {"stage": "discovered", "participants": who}
             for k, who in ((3, "CCC"), (5, "BBB"))]  # fmt: skip
    log = [stage(1, "2024-01-01", "technology_transfer"), *found]
    (line,) = story.moments(pd.DataFrame(log), {"AAA": "Aland", "BBB": "Bland", "CCC": "United Isles"}, {}, 3, set())

    assert line == "2024-01-01  Aland hands Bland know-how (by chance); found out by the United Isles 2024-03-01."


def test_a_veto_is_of_what_a_body_proposed_on_someone() -> None:
    """The others who would keep sanctions are not the ones on whom they fall."""
    draft = stage(1, "2024-01-01", "sanctions") | {"initiator": "UNSC", "participants": "AAA CCC", "stage": "proposed"}
    log = [draft, draft | {"stage": "vetoed"}]
    names = view.actor_names({"bodies": ["UNSC", "CLUB"], "actors": {"BBB": {"name": "Bland"}}})
    (line,) = story.moments(pd.DataFrame(log), names, {}, 3, set())

    assert "The United Nations Security Council proposes sanctions on Bland, and it is vetoed" in line
    assert "CLUB" not in names


def test_a_story_of_a_replication_that_was_not_run_is_refused(results: Any) -> None:
    with pytest.raises(RunError, match="replication 99"):
        results.story(99)


def test_the_moves_of_a_story_are_those_of_the_world(results: Any) -> None:
    from northeastsim.scenario.tables import tables
    from northeastsim.show.moves import largest_moves

    world = ne.load(WORLD)
    days = [datetime.date(2024, 1, 1), datetime.date(2024, 3, 1)]
    moves = largest_moves(tables(world.resolved), 3, 0, days)
    move = next(one for one in moves if one.score == "influence[AAA,BBB]")
    before = world.world(0).run(until=move.date).see()

    assert before["influence[AAA,BBB]"] == move.before


def test_every_kept_score_and_type_has_its_words() -> None:
    kept = {**metrics.PAIR_SCORES, **metrics.ACTOR_SCORES, **metrics.WORLD_SCORES}

    assert [name for name in kept if name not in names.SCORES] == []
    assert [name for name in catalogue().event_types if name not in sentences.WORDS] == ["budget"]


def test_actors_have_colours_of_their_own() -> None:
    actors = [*style.HOUSE, "XXX"]

    assert len({style.colour(one, actors) for one in actors}) == 7
    assert style.colour("CHN", ["CHN", "XXX"]) == style.colour("CHN", actors)
    assert style.colour("XXX", ["CHN", "XXX"]) != style.colour("CHN", ["CHN", "XXX"])


@pytest.mark.parametrize(
    ("value", "row", "told"),
    [
        (0.12345, {"unit": "0..1", "start": 0.1, "mean": 0.1}, "+0.123"),
        (-0.0001, {"unit": "0..1", "start": 0.1, "mean": 0.1}, "0.000"),
        (1.234, {"unit": "bn US$ a year", "start": 40, "mean": 50}, "+1.23"),
        (-12.3, {"unit": "m US$ a year", "start": 4000, "mean": 5000}, "-12"),
        (None, {"unit": "", "start": None, "mean": 2}, ""),
    ],
)
def test_numbers_are_rounded_alike_within_an_outcome(value: Any, row: Any, told: str) -> None:
    assert outcomes.figure(value, outcomes.decimals(row), signed=True) == told


@pytest.mark.parametrize(
    ("unit", "error", "places"),
    [("0..1", 0.004, 3), ("0..1", 0.00009, 5), ("bn US$ a year", 0.03, 2), ("0..1", 0.0, 3), ("0..1", 1e-12, 6)],
)
def test_a_mean_has_as_many_digits_as_its_error_bears(unit: str, error: float, places: int) -> None:
    """What single runs show has as many as ever."""
    row = {"unit": unit, "start": 0.5, "mean": 0.5, "error": error}

    assert outcomes.precision(row) == places
    assert outcomes.decimals(row) == (3 if unit == "0..1" else 2)
