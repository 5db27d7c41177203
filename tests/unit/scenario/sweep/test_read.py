"""A sweep's file: what it says is taken as it says it, and every mistake is told at its line with what was expected."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from northeastsim.errors import ScenarioError
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import load
from northeastsim.scenario.sweep import found, read
from small_sweep import SWEEP, refusal, small_sweep, with_line
from small_world import SCENARIO, small_catalogue


def test_what_a_file_says_is_taken_as_it_says_it(tmp_path: Path) -> None:
    found = small_sweep(tmp_path)
    told = {one.path: (one.kind, one.words) for one in found.uncertainties}

    assert [base.name for base in found.bases] == ["deal"]
    assert (found.replications, found.seed, found.years, found.outcomes) == (7, 5, 10, ("margin.end",))
    assert found.choices == 4
    assert list(found.combinations())[1] == {"actors.CHN.strategy": "strategic_ambiguity", "events.s400_deal.system": "su35"}
    assert told == {
        "parameters.dependence.phi": ("number", "0 to 1"),
        "parameters.crisis.base_rate": ("number", "0.01 to 0.1, equal factors"),
        "events.s400_deal.date": ("date", "2025-06-01 to 2026-06-01"),
        "events.s400_deal.quantity": ("whole", "1 to 6, whole"),
        "actors.CHN.spending_busd": ("number", "210 to 390, normal, mean 300, sd 30"),
        "relations.RUS,PRK.alignment": ("number", "-1 to 1, triangular, mode 0.5"),
        "settings.war": ("category", "ends or marks"),
    }


def test_what_a_file_leaves_out_has_a_default(tmp_path: Path) -> None:
    """Every parameter's plausible range; two hundred points; the scenario's seed; the file's name."""
    found = small_sweep(tmp_path, "format: 1\nscenarios: [deal]\n", SCENARIO.replace("  crisis.base_rate: 0.02", "  {}"))

    assert [one.path for one in found.uncertainties] == ["parameters.crisis.base_rate", "parameters.dependence.phi"]
    assert (found.design.method, found.design.points, found.replications, found.seed) == ("latin_hypercube", 200, 20, 63)
    assert (found.name, found.levers, found.outcomes) == ("sweep", {}, ())


def test_a_mapping_is_a_sweep_too(tmp_path: Path) -> None:
    """Its files are looked for in the working folder."""
    (tmp_path / "deal.yaml").write_text(SCENARIO, encoding="utf-8")
    asked: dict[str, Any] = {"format": 1, "scenarios": ["deal.yaml"], "uncertainties": {"years.": "plausible"}}
    before = Path.cwd()
    try:
        os.chdir(tmp_path)
        with pytest.raises(ScenarioError, match=r"^<python>: uncertainties.years.: "):
            read(asked, small_catalogue())
        found = read({**asked, "uncertainties": {"actors.KOR.spending_busd": [40, 50]}}, small_catalogue())
    finally:
        os.chdir(before)

    assert found.uncertainties[0].categories == (40, 50)


def test_files_are_looked_for_beside_the_sweep_and_versions_by_name(tmp_path: Path) -> None:
    """A file of another name, and a variant of it, which is another base."""
    rich = SCENARIO + "variants:\n  larger: {events.s400_deal.quantity: 4}\n"
    found = small_sweep(tmp_path, with_line("scenarios", "scenarios: [./deal.yaml, 'deal:larger']"), rich)

    assert [base.name for base in found.bases] == ["deal", "deal:larger"]
    assert [base.resolved.document["events"][0]["quantity"] for base in found.bases] == [2, 4]


def test_null_removes_an_event_and_is_a_lever(tmp_path: Path) -> None:
    text = with_line("events.s400_deal.system", "events.thanks: [null, {date: 2026-01-01}]")
    text = with_line("events.s400_deal.quantity", "", text)
    scenario = SCENARIO.replace("parameters:\n", "  - {id: thanks, date: 2025-09-01, type: summit, initiator: PRK}\nparameters:\n")

    assert small_sweep(tmp_path, text, scenario).levers["events.thanks"] == (None, {"date": "2026-01-01"})


def test_a_group_leaves_out_what_has_a_path_of_its_own(tmp_path: Path) -> None:
    """And what a scenario sets to a plain number, which a note says."""
    found = small_sweep(tmp_path, with_line("parameters.dependence.phi", "parameters.*: plausible"))
    alone = small_sweep(tmp_path, with_line("parameters.crisis.base_rate", "parameters.*: plausible"))

    assert [one.path for one in found.uncertainties][:2] == ["parameters.dependence.phi", "parameters.crisis.base_rate"]
    assert found.uncertainties[1].words == "0.01 to 0.1, equal factors"
    assert [note.message for note in found.notes] == []
    assert [note.message for note in alone.notes] == ["left out, since a scenario sets it to a plain number: crisis.base_rate"]


def test_a_figure_with_a_range_is_plausible_too(tmp_path: Path) -> None:
    found = small_sweep(tmp_path, with_line("actors.CHN.spending_busd", "actors.CHN.spending_busd: plausible"))

    assert next(one.words for one in found.uncertainties if one.path == "actors.CHN.spending_busd") == "290 to 470"


def test_all_parameters_of_a_theory_that_is_compared_stay_out_of_groups(tmp_path: Path) -> None:
    """Else the theories would not differ in what they set; a path of its own wins, and says so."""
    scenario = SCENARIO.replace("  crisis.base_rate: 0.02", "  {}")
    scenario += "theories:\n  hope: {parameters: {dependence.phi: 0.9}}\n"
    text = "format: 1\nscenarios: [deal]\nuncertainties:\n  parameters.*: plausible\n  theory: [default, hope]\n"
    grouped = small_sweep(tmp_path, text, scenario)
    alone = small_sweep(tmp_path, text.replace("parameters.*", "parameters.dependence.phi"), scenario)

    assert [one.path for one in grouped.uncertainties] == ["parameters.crisis.base_rate", "theory"]
    assert [note.message for note in grouped.notes] == ["left out, since a theory that is compared sets it: dependence.phi"]
    assert [note.message for note in alone.notes] == ["holds under every theory, also one that sets it itself"]


def test_one_value_of_a_lever_is_set_for_all(tmp_path: Path) -> None:
    """So scenarios of different lengths can be brought to one."""
    text = with_line("scenarios", "scenarios: [deal, longer]")
    found = small_sweep(tmp_path, with_line("actors.CHN.strategy", "years: [8]", text))

    assert found.years == 8
    assert refusal(tmp_path, text) == [
        "sweep.yaml:4:12: scenarios: longer lasts 12 years and deal 10: set one for all, as 'levers: {years: [10]}'"
    ]


def test_what_is_outside_the_plausible_range_is_a_warning(tmp_path: Path) -> None:
    found = small_sweep(tmp_path, with_line("parameters.crisis.base_rate", "parameters.crisis.base_rate: {low: 0.01, high: 1}"))

    assert [str(one).rpartition("sweep.yaml:")[2] for one in found.warnings] == [
        "7:50: uncertainties.parameters.crisis.base_rate.high: 1.0 is outside the plausible range, 0.005 to 0.1 [per year] (in deal)"
    ]


WRONG = [
    ("parameters.dependence.phi", "parameters.dependence.fi: plausible",
     "6:3: uncertainties.parameters.dependence.fi: there is no parameter 'dependence.fi' "
     "(did you mean 'parameters.dependence.phi'?)"),
    ("parameters.dependence.phi", "parameters.dependance.*: plausible",
     "6:3: uncertainties.parameters.dependance.*: no parameter's name begins with 'dependance.' "
     "(did you mean 'parameters.dependence.*'?)"),
    ("parameters.dependence.phi", "parameters.dependence.*: {low: 0, high: 1}",
     "6:3: uncertainties.parameters.dependence.*: a group is of parameters, and 'plausible'; all else needs a path of its own"),
    ("parameters.dependence.phi", "parameters.dependence.phi: plausibel",
     "6:30: uncertainties.parameters.dependence.phi: expected a mapping such as {low: 1, high: 2}, a list of values, or the word "
     "'plausible', got the text 'plausibel'"),
    ("parameters.dependence.phi", "parameters.dependence.phi: {low: 0, hihg: 1}",
     "6:39: uncertainties.parameters.dependence.phi.hihg: unknown key (did you mean 'high'?)"),
    ("parameters.dependence.phi", "parameters.dependence.phi: {low: 0}",
     "6:3: uncertainties.parameters.dependence.phi.high: this key is required and missing ('uniform' needs it)"),
    ("parameters.dependence.phi", "parameters.dependence.phi: {low: 0, high: 1.5}",
     "6:45: uncertainties.parameters.dependence.phi.high: expected 0 to 1, got 1.5 (in deal)"),
    ("parameters.dependence.phi", "parameters.dependence.phi: {low: 0, high: 2025-01-01}",
     "6:36: uncertainties.parameters.dependence.phi.low: expected a date, as the other end is one, got 0"),
    ("parameters.dependence.phi", "parameters.dependence.phi: {low: 2025-01-01, high: 2026-01-01}",
     "6:36: uncertainties.parameters.dependence.phi.low: expected a number, got the text '2025-01-01'"),
    ("parameters.dependence.phi", "parameters.dependence.phi: {low: 0.5, high: 0.5}",
     "6:36: uncertainties.parameters.dependence.phi.low: expected less than 'high', which is 0.5, got 0.5"),
    ("parameters.dependence.phi", "parameters.dependence.phi: {low: 0, high: 1, scale: log}",
     "6:36: uncertainties.parameters.dependence.phi.low: expected a number above 0, since factors are what counts here, got 0"),
    ("parameters.dependence.phi", "parameters.dependence.phi: {low: 0.1, high: 1, mode: 0.5}",
     "6:56: uncertainties.parameters.dependence.phi.mode: 'mode' goes with 'triangular', not with 'uniform'"),
    ("parameters.dependence.phi", "parameters.dependence.phi: {distribution: triangular, low: 0, mode: 2, high: 1}",
     "6:71: uncertainties.parameters.dependence.phi.mode: expected a number from 'low' to 'high', 0 to 1, got 2"),
    ("parameters.dependence.phi", "parameters.dependence.phi: {distribution: normal, mean: 9, sd: 0.1, low: 0, high: 1}",
     "6:30: uncertainties.parameters.dependence.phi: next to nothing of this distribution lies between 0 and 1"),
    ("parameters.dependence.phi", "parameters.dependence.phi: {distribution: normal, mean: .nan, sd: 0.1}",
     "6:59: uncertainties.parameters.dependence.phi.mean: expected a finite number, got .nan"),
    ("parameters.dependence.phi", "parameters.dependence.phi: [0.5]",
     "6:30: uncertainties.parameters.dependence.phi: expected two values at least; one alone is a lever"),
    ("parameters.dependence.phi", "parameters.dependence.phi: [0.5, 0.5, much]",
     "6:30: uncertainties.parameters.dependence.phi: 0.5 stands twice"),
    ("parameters.dependence.phi", "parameters.dependence.phi: [0.5, much]",
     "6:36: uncertainties.parameters.dependence.phi.1: expected a number, got the text 'much' (in deal)"),
    ("parameters.dependence.phi", "parameters.dependence.phi: []",
     "6:30: uncertainties.parameters.dependence.phi: expected at least 1 entries, got a list"),
    ("parameters.dependence.phi", "events.s400_del.quantity: [1, 2]",
     "6:3: uncertainties.events.s400_del.quantity: there is no event 's400_del' (in deal) (did you mean 's400_deal'?)"),
    ("parameters.dependence.phi", "crisis.base_rate: [1, 2]",
     "6:3: uncertainties.crisis.base_rate: a parameter's path begins with 'parameters.' (in deal) "
     "(did you mean 'parameters.crisis.base_rate'?)"),
    ("parameters.dependence.phi", "extends: [a, b]", "6:3: uncertainties.extends: cannot be set from outside the file (in deal)"),
    ("parameters.dependence.phi", "seed: {low: 1, high: 3, whole: true}",
     "6:3: uncertainties.seed: the seed is the sweep's own: give it beside 'design'"),
    ("parameters.dependence.phi", "years: {low: 1, high: 3, whole: true}",
     "6:3: uncertainties.years: all runs of a sweep cover the same time: a lever of one value sets it for all"),
    ("parameters.dependence.phi", "events.s400_deal: [null, {quantity: 3}]",
     "8:3: uncertainties.events.s400_deal.date: lies below 'uncertainties.events.s400_deal' already"),
    ("parameters.dependence.phi", "actors.CHN.strategy: [wait, strategic_ambiguity]",
     "6:3: uncertainties.actors.CHN.strategy: is varied by 'levers.actors.CHN.strategy' already"),
    ("parameters.dependence.phi", "actors.KOR.spending_busd: plausible",
     "6:29: uncertainties.actors.KOR.spending_busd: has no plausible range in deal; give 'low' and 'high', or a list of values"),
    ("events.s400_deal.date", "events.s400_deal.date: {low: 2024-06-01, high: 2026-06-01}",
     "8:32: uncertainties.events.s400_deal.date.low: 2024-06-01 is outside the run, which covers 2025-01-01 to 2034-12-31 (in deal)"),
    ("events.s400_deal.date", "events.s400_deal.date: {low: 2025-06-31, high: 2026-06-01}",
     "8:32: uncertainties.events.s400_deal.date.low: there is no such day, or a number, got the text '2025-06-31'"),
    ("events.s400_deal.date", "events.s400_deal.date: {low: 2025-06-01, high: 2026-06-01, scale: log}",
     "8:26: uncertainties.events.s400_deal.date: dates are spread evenly: give 'low' and 'high' and nothing else"),
    ("events.s400_deal.quantity", "events.s400_deal.quantity: {low: 1, high: 6}",
     "9:36: uncertainties.events.s400_deal.quantity.low: expected a whole number [units], got 1.0; add 'whole: true' (in deal)"),
    ("events.s400_deal.quantity", "events.s400_deal.quantity: {low: 1.5, high: 6, whole: true}",
     "9:36: uncertainties.events.s400_deal.quantity.low: expected a whole number, got 1.5"),
    ("events.s400_deal.quantity", "events.s400_deal.quantity: {low: 0, high: 6, whole: true}",
     "9:36: uncertainties.events.s400_deal.quantity.low: expected at least 1 [units], got 0 (in deal)"),
    ("relations.RUS,PRK.alignment", "relations.RUS, PRK.alignment: {low: -1, high: 1.5}",
     "11:49: uncertainties.relations.RUS,PRK.alignment.high: expected at most 1, got 1.5 (in deal)"),
    ("relations.RUS,PRK.alignment", "relations.RUS,PRC.alignment: {low: -1, high: 1}",
     "11:38: uncertainties.relations.RUS,PRC.alignment.low: relations.RUS,PRC: no actor 'PRC' (in deal) (did you mean 'PRK'?)"),
    ("actors.CHN.strategy", "actors.CHN.strategy: [wait, strategic_ambiguty]",
     "14:31: levers.actors.CHN.strategy.1: no strategy 'strategic_ambiguty' (in deal) (did you mean 'strategic_ambiguity'?)"),
    ("actors.CHN.strategy", "actors.CHN.strategy: [wait, wait]", "14:31: levers.actors.CHN.strategy.1: the text 'wait' stands twice"),
    ("actors.CHN.strategy", "actors.CHN.strategy: wait", "14:24: levers.actors.CHN.strategy: expected a list, got the text 'wait'"),
    ("actors.CHN.strategy", "parameters.*: [plausible]",
     "14:3: levers.parameters.*: a lever is one path; groups are for uncertainties"),
    ("actors.CHN.strategy", "start: [2025-01-01, 2024-01-01]",
     "14:3: levers.start: all runs of a sweep cover the same time: a lever of one value sets it for all"),
    ("design", "design: {method: sobol, points: 20}",
     "16:33: design.points: expected a power of 2, such as 16 or 32, got 20"),
    ("design", "design: {method: morris, points: 20, levels: 5}", "16:46: design.levels: expected an even number, such as 6, got 5"),
    ("design", "design: {method: sobol}", "16:1: design.points: this key is required and missing ('sobol' needs it)"),
    ("design", "design: {method: grid, points: 20}", "16:24: design.points: 'points' does nothing for 'grid'"),
    ("design", "design: {method: grid, seed: 1}", "16:24: design.seed: 'seed' does nothing for 'grid'"),
    ("design", "design: {method: grid, levels: 1}", "16:32: design.levels: expected at least 2, got 1"),
    ("design", "design: {method: halton, points: 0}", "16:34: design.points: expected at least 1, got 0"),
    ("design", "design: {method: csv}", "16:1: design.file: this key is required and missing ('csv' needs it)"),
    ("design", "design: {method: latin_hypercub, points: 3}",
     "16:18: design.method: expected 'latin_hypercube', 'monte_carlo', 'sobol_sequence', 'halton', 'sobol', 'morris', 'grid', "
     "'one_at_a_time' or 'csv', got the text 'latin_hypercub' (did you mean 'latin_hypercube'?)"),
    ("design", "design: {method: grid, levels: 1000}",
     "16:9: design: expected at most 100,000,000 experiments, got 1 x 4 x 4,392,000,000,000,000 "
     "(scenarios, choices of levers, points)"),
    ("replications", "replications: 0", "17:15: replications: expected at least 1, got 0"),
    ("replications", "replication: 3", "17:1: replication: unknown key (did you mean 'replications'?)"),
    ("outcomes", "outcomes: []", "19:11: outcomes: expected at least 1 entries, got a list"),
    ("scenarios", "scenarios: []", "4:12: scenarios: expected at least 1 entries, got a list"),
    ("scenarios", "", "1:1: scenarios: this key is required and missing"),
    ("format", "format: 2", "1:9: format: this version reads format 1, got 2"),
    ("scenarios", "scenarios: [dael]", "4:13: scenarios.0: dael: there is no such scenario (did you mean 'deal'?)"),
    ("scenarios", "scenarios: [deal, deal]",
     "4:19: scenarios.1: two scenarios go by the name 'deal'; give each once, and a name of its own"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "line", "told"), WRONG)
def test_a_mistake_is_told_at_its_line(tmp_path: Path, key: str, line: str, told: str) -> None:
    assert f"sweep.yaml:{told}" in refusal(tmp_path, with_line(key, line))


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    """Of shape, of paths, of values and of the design."""
    text = SWEEP.replace("low: 0.01", "lwo: 0.01").replace("s400_deal.date", "s400_dael.date").replace("high: 6", "high: 6000")
    found = refusal(tmp_path, text.replace("points: 20", "ponits: 20"))

    assert [line.split(": ")[1] for line in found] == [
        "uncertainties.parameters.crisis.base_rate.lwo",
        "uncertainties.events.s400_dael.date",
        "uncertainties.events.s400_deal.quantity.high",
        "design.points",
        "design.ponits",
    ]


def test_a_mistake_says_in_which_scenarios_it_is_one(tmp_path: Path) -> None:
    """Here only the other one has the event."""
    other = SCENARIO.replace("s400_deal", "su35_deal")
    text = with_line("scenarios", "scenarios: [deal, other]").replace("high: 6", "high: 6000")
    (tmp_path / "other.yaml").write_text(other, encoding="utf-8")
    found = refusal(tmp_path, text)

    lacking = "there is no event 's400_deal' (in other) (did you mean 'su35_deal'?)"
    assert f"sweep.yaml:8:3: uncertainties.events.s400_deal.date: {lacking}" in found
    assert not any("spending" in line for line in found)
    text = text.replace("mean: 300", "mean: -300").replace("events.s400_deal.quantity: {low: 1, high: 6000", "years: {low: 1, high: 2")
    assert any("expected at least 0, got -390.0 (in every scenario)" in line for line in refusal(tmp_path, text))


def test_a_mistake_in_a_scenario_stays_there(tmp_path: Path) -> None:
    found = refusal(tmp_path, SWEEP, scenario=SCENARIO.replace("quantity: 2", "quantity: two"))

    assert found == ["deal.yaml:16:15: events.s400_deal.quantity: expected a whole number [units], got the text 'two'"]


def test_scenarios_that_differ_in_a_plausible_range_ask_for_one(tmp_path: Path) -> None:
    own = SCENARIO.replace("crisis.base_rate: 0.02", "dependence.phi: {value: 0.5, low: 0.4, high: 0.6}")
    (tmp_path / "other.yaml").write_text(own, encoding="utf-8")
    text = with_line("scenarios", "scenarios: [deal, other]")

    assert refusal(tmp_path, text) == [
        "sweep.yaml:6:30: uncertainties.parameters.dependence.phi: its plausible range differs: 0 to 1 in deal, 0.4 to 0.6 in other; "
        "give 'low' and 'high'"
    ]
    whole = refusal(tmp_path, text.replace("dependence.phi", "dependence.*"))
    assert "give 'low' and 'high' under 'parameters.dependence.phi'" in whole[0]


def test_one_category_alone_is_a_lever(tmp_path: Path) -> None:
    text = "format: 1\nscenarios: [deal]\nuncertainties: {settings.war: [ends, marks]}\ndesign: {method: halton, points: 9}\n"

    assert refusal(tmp_path, text) == [
        "sweep.yaml:4:18: design.method: 'settings.war' is a category and all there is: make it a lever, or take the method 'grid'"
    ]
    assert small_sweep(tmp_path, text.replace("halton, points: 9", "grid")).design.method == "grid"


def test_too_many_points_to_hold_are_refused(tmp_path: Path) -> None:
    text = "format: 1\nscenarios: [deal]\nuncertainties:\n"
    text += "".join(f"  actors.{who}.{what}: {{low: 0.1, high: 0.2}}\n" for who in ("CHN", "RUS", "PRK", "KOR") for what in
                    ("growth", "spending_sd", "theatre_share", "brittle", "technology", "strain"))  # fmt: skip
    text += "design: {method: monte_carlo, points: 9000000}\n"

    assert refusal(tmp_path, text) == ["sweep.yaml:28:9: design: expected at most 8,333,333 points of 24 uncertainties, got 9,000,000"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "sweep.yaml:1:1: is empty: a sweep begins with 'format: 1'"),
        ("[]", "sweep.yaml:1:1: expected a mapping of keys, got a list"),
        ("format: 1\nscenarios: [deal]\nuncertainties: {}\n",
         "sweep.yaml:3:16: uncertainties: expected one at least; without this key every parameter's plausible range is taken"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_sweep_is_told(tmp_path: Path, text: str, told: str) -> None:
    assert refusal(tmp_path, text) == [told]


def test_a_scenario_is_no_sweep_and_a_sweep_no_scenario(tmp_path: Path) -> None:
    """Each says what the other is, and what to do with it, in one line."""
    told = refusal(tmp_path, SCENARIO)
    file = tmp_path / "sweep.yaml"
    file.write_text(SWEEP, encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load(file, catalogue=small_catalogue())

    assert len(told) == 1 and told[0].startswith("sweep.yaml: is a scenario, which a sweep's file names under 'scenarios'; by itself ")
    assert str(caught.value) == f"{file}: is a sweep, not a scenario: northeastsim sweep {file}"
    with pytest.raises(ScenarioError, match="^screening: is a sweep, not a scenario: northeastsim sweep screening$"):
        load("screening", catalogue=catalogue())
    with pytest.raises(ScenarioError, match="^baseline: is a scenario, .* northeastsim run baseline$"):
        found("baseline", catalogue())


def test_what_is_refused_by_itself_may_be_sound_beside_others(tmp_path: Path) -> None:
    """Both ends of a window move; only a window that no choice of the other end makes sound is refused."""
    visit = "  - {id: visit, hazard: 0.1, since: 2026-01-01, until: 2027-01-01, type: summit, initiator: PRK}\nparameters:\n"
    scenario = SCENARIO.replace("parameters:\n", visit)
    text = with_line("settings.war", "events.visit.since: {low: 2026-01-01, high: 2027-06-01}")
    both = text.replace("levers:\n", "  events.visit.until: {low: 2027-01-01, high: 2028-01-01}\nlevers:\n")

    assert len(small_sweep(tmp_path, both, scenario).uncertainties) == 8
    assert "events.visit.until: 2027-01-01 is not after 'since', 2027-06-01: nothing would ever happen (in deal)" in (
        refusal(tmp_path, text, scenario=scenario)[0]
    )
