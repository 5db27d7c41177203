"""Loading a whole scenario: what comes out, and how every mistake is told."""
# ruff: noqa: E501 (messages are compared whole, one per line)

from __future__ import annotations

import copy
import pathlib
import subprocess
import sys
import time
from typing import Any

import pytest

from northeastsim.errors import Problem, ScenarioError
from northeastsim.scenario.load import dump, load, loads, parse_value, patch, set_path
from small_world import REGION, SCENARIO, small_catalogue

CATALOGUE = small_catalogue()


def refusal(text: str, **options: Any) -> list[str]:
    """The lines in which a scenario is refused."""
    with pytest.raises(ScenarioError) as caught:
        loads(text, catalogue=CATALOGUE, file="f.yaml", **options)
    return str(caught.value).splitlines()


def changed(old: str, new: str) -> str:
    """The small scenario with one thing changed."""
    assert SCENARIO.count(old) == 1, old
    return SCENARIO.replace(old, new)


def test_a_scenario_is_resolved() -> None:
    """Base, file and shipped entries come together, defaults filled, figures as given."""
    resolved = loads(SCENARIO, catalogue=CATALOGUE)
    document = resolved.document

    assert document["actors"]["CHN"]["strategy"] == "strategic_ambiguity"
    assert document["actors"]["CHN"]["spending_busd"]["high"] == 470
    assert document["actors"]["PRK"]["budget_date"] == "01-01"
    assert document["years"] == 10
    assert document["settings"]["war"] == "ends"
    assert document["systems"]["s400"]["value_busd"] == 1.1
    assert document["systems"]["s400"]["enabling"] == 0.4
    assert [event["id"] for event in document["events"]] == ["s400_deal", "beijing_objects"]
    assert "extends" not in document
    assert resolved.bases == ("small_region",)
    assert resolved.warnings == ()


def test_effective_entries_are_the_shipped_with_the_scenarios_own_over_them() -> None:
    """Systems, types, strategies and parameters."""
    resolved = loads(SCENARIO, catalogue=CATALOGUE)

    assert resolved.systems["su35"]["value_busd"] == 0.08
    assert resolved.systems["s400"]["enabling"] == 0.4
    assert resolved.parameters == {"crisis.base_rate": 0.02, "dependence.phi": 0.5}
    assert "summit" in resolved.event_types
    assert "pendulum" in resolved.strategies


def test_a_resolved_document_resolves_to_itself() -> None:
    """As a dict, and printed and read again."""
    document = loads(SCENARIO, catalogue=CATALOGUE).document

    assert load(document, catalogue=CATALOGUE).document == document
    assert loads(dump(document), catalogue=CATALOGUE).document == document


def test_loading_changes_nothing_it_is_given() -> None:
    """Neither a dict nor the shipped region."""
    document = loads(SCENARIO, catalogue=CATALOGUE).document
    before, region = copy.deepcopy(document), copy.deepcopy(REGION)

    load(document, catalogue=CATALOGUE, settings={"actors.CHN.growth": 0.5})
    set_path(document, "actors.CHN.growth", 0.5)

    assert document == before
    assert region == REGION


def test_a_moved_start_is_said() -> None:
    """The gap is not simulated, and the note stands where the start does."""
    (note,) = loads(SCENARIO, catalogue=CATALOGUE, file="f.yaml").notes

    assert str(note) == (
        "f.yaml:4:8: start: the state of 2024-01-01 is taken as that of 2025-01-01; "
        "the time between is not simulated"
    )


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("{strategy:", "{stratgy:", "f.yaml:8:9: actors.CHN.stratgy: unknown key (did you mean 'strategy'?)"),
        ("CHN: {strategy", "CHM: {strategy", "f.yaml:8:3: actors.CHM.economy_busd: this key is required and missing"),
        ("strategic_ambiguity", "pendulum", "f.yaml:8:19: actors.CHN.strategy: the strategy 'pendulum' is for PRK, not for CHN"),
        ("strategic_ambiguity", "ambiguity", "f.yaml:8:19: actors.CHN.strategy: no strategy 'ambiguity' (did you mean 'strategic_ambiguity'?)"),
        ("strategy: strategic_ambiguity", "holdings: {s4000: 1}", "f.yaml:8:20: actors.CHN.holdings.s4000: no system 's4000' (did you mean 's400'?)"),
        ("format: 1", "format: 2", "f.yaml:1:9: format: this version reads format 1, got 2"),
        ("format: 1", "format: true", "f.yaml:1:9: format: expected a whole number, got true"),
        ("format: 1\n", "", "f.yaml:1:1: format: this key is required and missing; write 'format: 1'"),
        ("seed: 63", "seed: -1", "f.yaml:5:7: seed: expected at least 0, got -1"),
        ("seed: 63", "seed: 63.0", "f.yaml:5:7: seed: expected a whole number, got 63.0"),
        ("seed: 63", "seed: '63'", "f.yaml:5:7: seed: expected a whole number, got the text '63'; remove the quotes"),
        ("seed: 63", "seed: 9223372036854775808", "f.yaml:5:7: seed: the whole number is too large"),
        ("seed: 63", "years: 31", "f.yaml:5:8: years: expected at most 30, got 31"),
        ("seed: 63", "years: true", "f.yaml:5:8: years: expected a whole number, got true"),
        ("replications: 500", "replications: 1e3", "f.yaml:6:15: replications: expected a whole number, got 1000.0"),
        ("replications: 500", "replications: 0", "f.yaml:6:15: replications: expected at least 1, got 0"),
        ("replications: 500", "replicatoins: 5", "f.yaml:6:1: replicatoins: unknown key (did you mean 'replications'?)"),
        ("replications: 500", "settings: {chance: no}", "f.yaml:6:20: settings.chance: expected true or false, got the text 'no'"),
        ("replications: 500", "settings: {war: end}", "f.yaml:6:17: settings.war: expected 'ends' or 'marks', got the text 'end' (did you mean 'ends'?)"),
        ("replications: 500", "bodies: [CHN]", "f.yaml:6:10: bodies.0: 'CHN' is an actor already"),
        ("start: 2025-01-01", "start: 2025-02-30", "f.yaml:4:8: start: there is no such day, got the text '2025-02-30'"),
        ("start: 2025-01-01", "start: 1799-12-31", "f.yaml:4:8: start: expected a date from 1800-01-01 to 2200-12-31, got the text '1799-12-31'"),
        ("start: 2025-01-01", "start: 1.1.2025", "f.yaml:4:8: start: expected a date such as 2025-06-01, got the text '1.1.2025'"),
        ("extends: small_region", "extends: smal_region", "f.yaml:3:10: extends: no base region or scenario 'smal_region' (did you mean 'small_region'?)"),
        ("extends: small_region", "extends: [small_region]", "f.yaml:3:10: extends: expected the name of a region, scenario or file, got a list"),
        ("extends: small_region", "name: x", "f.yaml:3:1: name: duplicate key, first on line 2"),
        ("crisis.base_rate: 0.02", "crisis.base_rat: 0.02", "f.yaml:25:3: parameters.crisis.base_rat: no parameter 'crisis.base_rat' (did you mean 'crisis.base_rate'?)"),
        ("crisis.base_rate: 0.02", "crisis.base_rate: 6", "f.yaml:25:21: parameters.crisis.base_rate: expected 0 to 5 [per year], got 6"),
        ("crisis.base_rate: 0.02", "crisis.base_rate: {value: 1, high: 6}", "f.yaml:25:38: parameters.crisis.base_rate.high: expected 0 to 5 [per year], got 6"),
        ("crisis.base_rate: 0.02", "crisis: {base_rate: 1}", "f.yaml:25:3: parameters.crisis: no parameter 'crisis'; its names have dots (did you mean 'crisis.base_rate'?)"),
        ("{enabling: 0.4}", "{enabling: 1.4}", "f.yaml:27:20: systems.s400.enabling: expected at most 1, got 1.4"),
        ("{enabling: 0.4}", "{suppliers: [RUZ]}", "f.yaml:27:22: systems.s400.suppliers.0: no actor 'RUZ' (did you mean 'RUS'?)"),
        ("s400: {enabling: 0.4}", "s500: {enabling: 0.4}", "f.yaml:27:3: systems.s500.channel: this key is required and missing"),
        ("margin: influence[CHN, PRK] -", "margin: influence[CHN, CHN] -", "f.yaml:31:11: metrics.margin: 'influence' is between two different actors, not CHN and itself"),
        ("margin:", "stability:", "f.yaml:31:3: metrics.stability: 'stability' is a name already in use; choose another"),
        ("{alignment: 0.5, c", "{alignment: -1.5, c", "f.yaml:29:27: relations.RUS,PRK.alignment: expected at least -1, got -1.5"),
        ('"RUS, PRK"', '"RUS, PRC"', "f.yaml:29:3: relations.RUS,PRC: no actor 'PRC' (did you mean 'PRK'?)"),
        ('"RUS, PRK"', "RUS", "f.yaml:29:3: relations.RUS: expected two actors, such as 'RUS, PRK', got the text 'RUS'"),
        ('"RUS, PRK"', '"RUS, RUS"', "f.yaml:29:3: relations.RUS,RUS: an actor has no relation to itself, got the text 'RUS, RUS'"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_in_one_line(old: str, new: str, line: str) -> None:
    """File, line, column, path, what was expected, what was given, and the nearest name."""
    assert line in refusal(changed(old, new))


def test_all_mistakes_are_told_at_once_in_order() -> None:
    """Mistakes of shape do not hide mistakes of reference."""
    text = changed("seed: 63", "seed: x").replace("influence[CHN, PRK] <", "influnce[CHN, PRK] <")
    text = text.replace("about: s400_deal", "about: s400_deel").replace("enabling", "enablin")

    lines = refusal(text)

    assert [line.split(":")[1] for line in lines] == ["5", "18", "23", "27"]


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ("{value: 3, low: 4}", "value 3 is not within its own range, 4 to 3"),
        ("{low: 4}", "this key is required and missing"),
        ("{value: 3, lo: 2}", "unknown key (did you mean 'low'?)"),
        ("{value: 3, source: 5}", "expected text, got 5; quote it"),
        ("[1, 2]", "expected a number, got a list"),
        ("1_000", "expected a number, got the text '1_000'"),
        ("true", "expected a number, got true"),
        ("-1", "expected at least 0, got -1"),
    ],
)
def test_a_figure_is_a_number_or_says_its_range(figure: str, words: str) -> None:
    """Bounds hold for every number in it."""
    (line,) = refusal(changed("{strategy: strategic_ambiguity}", f"{{warheads: {figure}}}"))

    assert line.startswith("f.yaml:8:")
    assert words in line


def test_a_mark_in_a_base_is_the_bases(tmp_path: pathlib.Path) -> None:
    """A mistake is told where it was made, in whichever file."""
    (tmp_path / "base.yaml").write_text("format: 1\nextends: small_region\nactors:\n  CHN: {growth: 7}\n")
    child = tmp_path / "child.yaml"
    child.write_text("format: 1\nextends: base.yaml\nyears: 99\n")

    with pytest.raises(ScenarioError) as caught:
        load(child, catalogue=CATALOGUE)

    second, first = str(caught.value).splitlines()
    assert first.endswith("base.yaml:4:17: actors.CHN.growth: expected at most 1, got 7")
    assert second.endswith("child.yaml:3:8: years: expected at most 30, got 99")


def test_a_parameter_outside_its_plausible_range_is_a_warning() -> None:
    """It runs, and says so."""
    resolved = loads(changed("base_rate: 0.02", "base_rate: 3"), catalogue=CATALOGUE, file="f.yaml")

    (warning,) = resolved.warnings
    assert str(warning) == (
        "f.yaml:25:21: parameters.crisis.base_rate: 3 is outside the plausible range, 0.005 to 0.1 [per year]"
    )


@pytest.mark.parametrize("count", [0, 1, 33])
def test_two_to_thirty_two_actors(count: int) -> None:
    """No fewer and no more."""
    actors = {f"A{i}": {"economy_busd": 1, "spending_busd": 1} for i in range(count)}

    with pytest.raises(ScenarioError, match=f"actors: expected 2 to 32 actors, got {count}"):
        load({"format": 1, "start": "2024-01-01", "actors": actors}, catalogue=CATALOGUE)


def test_a_dict_is_checked_as_a_file_is() -> None:
    """Its mistakes stand in <python>, without lines."""
    with pytest.raises(ScenarioError) as caught:
        load(
            {"format": 1, "extends": "small_region", "years": 10.0, "seed": float("nan")}, catalogue=CATALOGUE
        )
    assert str(caught.value) == "<python>: seed: expected a finite number, got nan"

    with pytest.raises(ScenarioError) as caught:
        load({"format": 1, "extends": "small_region", "years": 10.0, 3: 4}, catalogue=CATALOGUE)
    assert str(caught.value) == "<python>: key must be text, got 3"

    with pytest.raises(ScenarioError) as caught:
        load({"format": 1, "extends": "small_region", "years": 10.0, "sed": 4}, catalogue=CATALOGUE)
    assert str(caught.value).splitlines() == [
        "<python>: years: expected a whole number, got 10.0",
        "<python>: sed: unknown key (did you mean 'seed'?)",
    ]


def test_a_dict_that_holds_itself_is_refused() -> None:
    """Endless nesting is nesting."""
    document: dict[str, Any] = {"format": 1}
    document["actors"] = document

    with pytest.raises(ScenarioError, match="nested deeper than 40 levels"):
        load(document, catalogue=CATALOGUE)


@pytest.mark.parametrize("source", [3, None, b"x", ["a"], object()])
def test_what_is_no_source_is_refused_in_words(source: Any) -> None:
    """Never a traceback of another kind."""
    with pytest.raises(ScenarioError):
        load(source, catalogue=CATALOGUE)


def test_a_date_from_python_is_its_text() -> None:
    """A date object is as good as its spelling; a time of day is not."""
    import datetime

    document = {"format": 1, "extends": "small_region", "start": datetime.date(2025, 1, 1)}

    assert load(document, catalogue=CATALOGUE).document["start"] == "2025-01-01"
    with pytest.raises(ScenarioError, match="cannot hold a datetime"):
        load({**document, "start": datetime.datetime(2025, 1, 1)}, catalogue=CATALOGUE)


def test_problems_found_later_are_placed() -> None:
    """By event id, by pair, and at the nearest thing that stands in the file."""
    resolved = loads(SCENARIO, catalogue=CATALOGUE, file="f.yaml")

    assert resolved.problem("events.s400_deal.quantity", "x") == Problem(
        "f.yaml", 16, 15, "events.s400_deal.quantity", "x"
    )
    assert resolved.problem(("events", 0, "quantity"), "x").line == 16
    assert resolved.problem("relations.RUS, PRK.alignment", "x").line == 29
    assert resolved.problem("actors.CHN.growth", "x").line == 8
    assert resolved.problem("parameters.crisis.base_rate", "x", "y").column == 21


def test_patches_and_settings_of_plain_documents() -> None:
    """Pairs under either order, events by id, None clears."""
    document = loads(SCENARIO, catalogue=CATALOGUE).document

    assert set_path(document, "relations.PRK,CHN.trade_musd", 5)["relations"]["CHN, PRK"]["trade_musd"] == 5
    assert set_path(document, "events.s400_deal.quantity", 5)["events"][0]["quantity"] == 5
    assert len(set_path(document, "events.s400_deal", None)["events"]) == 1
    assert "margin" not in set_path(document, "metrics.margin", None)["metrics"]
    assert patch(document, {"events": [{"id": "new", "type": "x"}]})["events"][-1] == {
        "id": "new",
        "type": "x",
    }
    with pytest.raises(ScenarioError, match="there is no 's400_del' to remove"):
        patch(document, {"events": [{"id": "s400_del", "remove": True}]})


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.3", 0.3),
        ("false", False),
        ("wait", "wait"),
        ("{value: 1}", {"value": 1}),
        ("", None),
        ("NO", "NO"),
    ],
)
def test_a_value_on_the_command_line_is_read_as_in_a_file(text: str, value: object) -> None:
    """The same words, the same meaning."""
    assert parse_value(text) == value


def test_a_bad_value_on_the_command_line_is_refused() -> None:
    """With its place."""
    with pytest.raises(ScenarioError, match="<--set>"):
        parse_value("[1")


def test_no_more_than_two_hundred_problems_are_told() -> None:
    """The rest is counted."""
    events = "".join(f"  - {{id: e{i}, date: 2030-01-01, type: no_such}}\n" for i in range(1000))
    text = SCENARIO.replace("events:\n", "events:\n" + events)

    assert 100 < len(refusal(text)) <= 201


@pytest.mark.parametrize(
    "flood",
    [
        "events:\n" + "".join(f"- {{id: e{i}, about: f{i}}}\n" for i in range(30_000)),
        "bodies: [" + ", ".join(f"b{i}" for i in range(100_000)) + "]\n",
        "actors:\n" + "".join(f"  A{i}: {{strategy: x}}\n" for i in range(40_000)),
        "metrics:\n" + "".join(f"  m{i}: influence[A{i}, B{i}]\n" for i in range(25_000)),
        "closed: [" + ", ".join(["{type: summmit}"] * 40_000) + "]\n",
    ],
    ids=["events", "bodies", "actors", "metrics", "closed"],
)
def test_a_flood_of_mistakes_is_refused_in_time(flood: str) -> None:
    """A megabyte of nonsense costs seconds, not hours."""
    begun = time.perf_counter()

    lines = refusal("format: 1\nstart: 2024-01-01\n" + flood)

    assert len(lines) <= 201
    assert time.perf_counter() - begun < 30


def test_the_loader_is_light_until_it_checks() -> None:
    """Reading, merging and printing need no schema library."""
    code = "import sys, northeastsim.scenario.load; print([m for m in ('pydantic', 'numpy', 'pandas') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
