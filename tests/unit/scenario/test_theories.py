"""A scenario follows a theory: what that changes, what wins over it, and theories of a scenario's own."""
# ruff: noqa: E501 (messages are compared whole, one per line)

from __future__ import annotations

import pathlib
from typing import Any

import pytest

import northeastsim as ne
from northeastsim.errors import ScenarioError
from northeastsim.rulebook import layout as at
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.difference import differences
from northeastsim.scenario.load import Resolved, dump, load, loads
from northeastsim.scenario.tables import tables
from northeastsim.scenario.tables.options import CONCERNS
from northeastsim.scenario.theories import changes, factors_of, settings_of
from northeastsim.scenario.variants import variant

BASE = "format: 1\nextends: northeast_asia_2024\nstart: 2024-01-01\nyears: 2\n"
OWN = "theories: {ours: {summary: Ours, weights: {security: 2}, parameters: {crisis.parity: 1, budget.reaction: 2}}}\n"
FACTORS = catalogue().theories["power_transition"]["weights"]


def loaded(text: str = "", **options: Any) -> Resolved:
    """The region with some lines of a scenario's own."""
    return loads(BASE + text, catalogue=catalogue(), file="f.yaml", **options)


def refusal(text: str = "", **options: Any) -> list[str]:
    """The lines in which it is refused."""
    with pytest.raises(ScenarioError) as caught:
        loaded(text, **options)
    return str(caught.value).splitlines()


def test_who_says_nothing_follows_the_default() -> None:
    assert loaded().document["theory"] == "default"
    assert (tables(loaded()).x == tables(loaded("theory: default\n")).x).all()


def test_what_the_file_sets_itself_wins_over_the_theory_and_that_over_the_table() -> None:
    found = loaded("theory: power_transition\nparameters: {crisis.parity: 0.7}\n")

    assert found.parameters["crisis.parity"] == 0.7
    assert found.parameters["budget.reaction"] == 0.5
    assert found.parameters["budget.fatigue"] == catalogue().parameters["budget.fatigue"]["default"]
    assert "budget.reaction" not in found.document["parameters"]


def weights(resolved: Resolved, actor: str) -> list[float]:
    """The weights of an actor's concerns as the rules read them at the start."""
    world = tables(resolved)
    return [float(world.x[at.CONCERN_WEIGHT + at.ACTOR_PITCH * c + world.actors.index(actor)]) for c in range(at.CONCERNS)]


def test_every_actors_concerns_are_multiplied() -> None:
    plain, under = loaded(), loaded("theory: power_transition\n")

    for actor in plain.document["actors"]:
        expected = [weight * FACTORS.get(concern, 1.0) for concern, weight in zip(CONCERNS, weights(plain, actor), strict=True)]
        assert weights(under, actor) == expected


def test_so_are_those_of_strategies_that_an_actor_may_come_to() -> None:
    """By its own rules, or by a change of government."""
    change = "events: [{id: new, type: government_change, target: KOR, date: 2024-06-01, strategies: {pragmatic_engagement: 1.0}}]\n"
    text = "actors: {CHN: {strategy: adaptive}}\n" + change
    plain, under = tables(loaded(text)), tables(loaded(text, theory="power_transition"))

    assert plain.strategies == under.strategies and len(plain.strategies) > len(plain.actors)
    for k in range(len(plain.strategies)):
        row = plain.t[at.AT_STRATEGIES] + at.STRATEGY_WIDTH * k + at.STRATEGY_NUMBERS
        for c, concern in enumerate(CONCERNS):
            assert under.x[under.t[row] + c] == plain.x[plain.t[row] + c] * FACTORS.get(concern, 1.0)


def test_the_ways_to_name_one_agree() -> None:
    file = loaded("theory: interdependence\n").document
    whole = {"format": 1, "extends": "northeast_asia_2024", "start": "2024-01-01", "years": 2}

    assert loaded(theory="interdependence").document == file
    assert loaded(settings={"theory": "interdependence"}).document == file
    assert ne.load(whole, theory="interdependence").document == file
    assert ne.load(whole).with_(theory="interdependence").document == file
    assert loaded("variants: {rival: {theory: interdependence}}\n", variant="rival").document["theory"] == "interdependence"


def test_what_is_written_out_follows_it_still() -> None:
    under = loaded(OWN + "theory: ours\n")
    again = loads(dump(under.document), catalogue=catalogue())

    assert again.document == under.document
    assert again.parameters == under.parameters
    assert (tables(again).x == tables(under).x).all()


def test_a_scenario_may_bring_its_own() -> None:
    found = loaded(OWN + "theory: ours\n")

    assert found.parameters["crisis.parity"] == 1
    assert weights(found, "KOR")[0] == 2 * weights(loaded(), "KOR")[0]


def test_a_shipped_one_is_patched() -> None:
    found = loaded("theories: {power_transition: {parameters: {crisis.parity: 2}}}\ntheory: power_transition\n")

    assert found.parameters["crisis.parity"] == 2
    assert found.parameters["crisis.hostility"] == 5


def test_outside_the_plausible_range_is_a_warning_unless_it_says_why() -> None:
    warned = loaded("theories: {ours: {parameters: {crisis.parity: 5}}}\n").warnings
    silent = loaded("theories: {ours: {parameters: {crisis.parity: 5}, outside: {crisis.parity: to see the mechanism}}}\n").warnings

    assert [str(one) for one in warned] == ["f.yaml:5:47: theories.ours.parameters.crisis.parity: 5 is outside the plausible range, -2 to 2 [per unit of parity and hostility]"]
    assert silent == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("theory: power_transitoin", "theory: no theory 'power_transitoin' (did you mean 'power_transition'?)"),
        ("theory: marxism", "theory: no theory 'marxism'; known: balance_of_power, balance_of_threat, default, interdependence, power_transition"),
        ("theory: 3", "theory: expected text, got 3"),
        ("theories: {default: {summary: x}}", "theories.default: the default theory changes nothing; choose another name"),
        ("theories: {x: {weights: {securty: 2}}}", "theories.x.weights.securty: unknown key (did you mean 'security'?)"),
        ("theories: {x: {weights: {security: -1}}}", "theories.x.weights.security: expected at least 0, got -1"),
        ("theories: {x: {parameters: {crisis.party: 1}}}", "theories.x.parameters.crisis.party: no parameter 'crisis.party' (did you mean 'crisis.parity'?)"),
        ("theories: {x: {parameters: {crisis.parity: 21}}}", "expected -20 to 20 [per unit of parity and hostility], got 21"),
        ("theories: {x: {outside: {crisis.parity: why}}}", "theories.x.outside.crisis.parity: this theory does not set it"),
        ("theories: {x: {because: {crisis.parity: why}}}", "theories.x.because.crisis.parity: this theory does not set it"),
        ("theories: {x: {parameters: {crisis.parity: 1}, because: {crisis.party: why}}}", "does not set it (did you mean 'crisis.parity'?)"),
        ("variants: {v: {theory: ours.yaml}}", "variants.v.theory: a file of a theory is named at the top of a scenario, or with --theory; here give a name"),
        ("theories: {x: {predicts: [{claim: c, measure: stabilty, direction: rises}]}}", "(did you mean 'stability'?)"),
        ("theories: {x: {predicts: [{claim: c, measure: stability, direction: up}]}}", "expected 'rises' or 'falls', got the text 'up'"),
        ("theories: {x: {predicts: [{claim: c, measure: stability, direction: rises, patch: {actors.CHM.growth: 1}}]}}", "there is no actor 'CHM' (did you mean 'CHN'?)"),
    ],
)  # fmt: skip
def test_a_wrong_one_is_told(text: str, words: str) -> None:
    found = refusal(text + "\n")

    assert len(found) == 1 and words in found[0]


def test_one_that_is_not_there_is_told_where_it_was_named() -> None:
    assert refusal(theory="balance_of_pwer") == ["<--theory>: theory: no theory 'balance_of_pwer' (did you mean 'balance_of_power'?)"]
    with pytest.raises(ScenarioError, match="balance_of_power"):
        load("baseline", catalogue=catalogue(), settings={"theory": "balance_of_pwer"})


# --- a theory in a file -----------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    """A working folder, in it a scenario in a folder of its own beside the theory that it follows."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "ours.yaml").write_text("summary: Ours\nweights: {security: 2}\nparameters: {crisis.parity: 1}\n")
    (tmp_path / "mine" / "s.yaml").write_text(BASE + "theory: ours.yaml\n")
    return tmp_path


def test_a_file_beside_the_scenario_is_one_of_its_own(folder: pathlib.Path) -> None:
    found = load("mine/s.yaml", catalogue=catalogue())

    assert found.document["theory"] == "ours" and found.parameters["crisis.parity"] == 1
    assert found.document == loaded("theories: {ours: {summary: Ours, weights: {security: 2}, parameters: {crisis.parity: 1}}}\ntheory: ours\n").document
    assert loads(dump(found.document), catalogue=catalogue()).parameters == found.parameters


def test_what_extends_a_scenario_follows_the_theory_beside_that(folder: pathlib.Path) -> None:
    (folder / "t.yaml").write_text("format: 1\nextends: mine/s.yaml\n")

    assert load("t.yaml", catalogue=catalogue()).document["theory"] == "ours"


def test_from_outside_a_file_is_found_from_the_working_folder(folder: pathlib.Path) -> None:
    """By every way to name one, text or path."""
    path = "mine/ours.yaml"
    expected = loaded(theory=path).document

    assert expected["theory"] == "ours"
    assert loaded(settings={"theory": path}).document == expected
    assert loaded(theory=pathlib.Path(path)).document == expected
    assert ne.load("baseline", theory=path).theory == "ours"
    assert ne.load("baseline").with_(theory=folder / path).theory == "ours"


def test_a_file_of_a_shipped_name_is_laid_over_the_shipped_one(folder: pathlib.Path) -> None:
    (folder / "power_transition.yaml").write_text("parameters: {crisis.parity: 2}\n")
    found = loaded(theory="./power_transition.yaml")

    assert found.parameters["crisis.parity"] == 2 and found.parameters["crisis.hostility"] == 5


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("mine/our.yaml", None, "<--theory>: theory: no file 'mine/our.yaml' (did you mean 'mine/ours.yaml'?)"),
        ("mine/", None, "<--theory>: theory: no file 'mine/'"),
        ("mine/s.yaml", None, "<--theory>: theory: 'mine/s.yaml' is a scenario; expected a theory, with keys such as weights and parameters"),
        ("x.yaml", "", "x.yaml:1:1: is empty: a theory has keys such as weights and parameters"),
        ("x.yaml", "weights: {securty: 2}", "x.yaml:1:11: theories.x.weights.securty: unknown key (did you mean 'security'?)"),
        ("default.yaml", "weights: {security: 2}", "<--theory>: theories.default: the default theory changes nothing; choose another name"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_told(folder: pathlib.Path, name: str, text: str | None, words: str) -> None:
    if text is not None:
        (folder / name).write_text(text)

    assert refusal(theory=name)[0].endswith(words) and len(refusal(theory=name)) == 1


@pytest.mark.parametrize("name", ["../ours.yaml", "/ours.yaml"])
def test_a_scenario_names_no_file_out_of_its_folder(folder: pathlib.Path, name: str) -> None:
    (folder / "mine" / "s.yaml").write_text(BASE + f"theory: {name}\n")

    with pytest.raises(ScenarioError, match="leads out of the scenarios' folder"):
        load("mine/s.yaml", catalogue=catalogue())


# --- under another theory at once --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*catalogue().theories, "ours"])
def test_under_another_theory_it_is_as_if_loaded_so(name: str) -> None:
    plain = loaded(OWN + "variants: {larger: {actors.KOR.spending_busd: 60}, own: {theory: power_transition}}\n")
    found, expected = plain.under_theory(name), loaded(OWN + "variants: {larger: {actors.KOR.spending_busd: 60}, own: {theory: power_transition}}\n", theory=name)

    assert found.document == expected.document
    assert (tables(found).x == tables(expected).x).all() and (tables(found).t == tables(expected).t).all()
    assert variant(found, "larger").document == variant(expected, "larger").document
    assert variant(found, "own").document["theory"] == "power_transition"


def test_the_scenario_itself_stays_as_it_was() -> None:
    plain = ne.load("baseline")
    rival = plain.under_theory("interdependence")

    assert (plain.theory, rival.theory) == ("default", "interdependence")
    assert rival.under_theory("default").document == plain.document
    assert sorted(plain.theories) == sorted(catalogue().theories)


def test_under_no_theory_that_it_does_not_know() -> None:
    with pytest.raises(ScenarioError, match=r"theory: no theory 'power_transitoin' \(did you mean 'power_transition'\?\)"):
        ne.load("baseline").under_theory("power_transitoin")


# --- what it changes ---------------------------------------------------------------------------------------------------


def test_two_theories_differ_in_one_line_and_one_of_its_own_in_two() -> None:
    """What a theory sets is the theory's difference, not that of the parameters; what the scenario sets is its own."""
    own = "parameters: {crisis.parity: 1.2}\n"

    assert [line.path for line in differences(loaded(), loaded("theory: interdependence\n"))] == [("theory",)]
    assert [line.path for line in differences(loaded(), loaded(own + "theory: interdependence\n"))] == [("theory",), ("parameters", "crisis.parity")]
    assert [line.path for line in differences(loaded(theory="power_transition"), loaded(own, theory="power_transition"))] == [("parameters", "crisis.parity")]
    assert {line.path[0] for line in differences(loaded(), loaded(OWN + "theory: ours\n"))} == {"theory", "theories"}


def test_a_theory_is_told_in_a_line_and_change_by_change() -> None:
    theory = {"weights": {"security": 2, "autonomy": 1}, "parameters": {"crisis.parity": {"value": -1}}, "because": {"crisis.parity": "so"}}

    assert changes(theory) == "multiplies concerns (security 2); sets crisis.parity -1"
    assert changes({}) == "" and factors_of({}) == {}
    assert [tuple(one) for one in settings_of(theory, catalogue().parameters)] == [("crisis.parity", 0, -1, "so")]
