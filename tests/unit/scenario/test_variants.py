"""Versions of a scenario: patches by path that the file names, checked with it and run instead of it."""
# ruff: noqa: E501 (messages are compared whole, one per line)

from __future__ import annotations

import pathlib
from typing import Any

import pytest

from northeastsim.errors import ScenarioError
from northeastsim.scenario.load import Resolved, dump, load, loads
from northeastsim.scenario.variants import names, variant
from small_world import RICH, SCENARIO, small_catalogue

CATALOGUE = small_catalogue()


def loaded(versions: str, **options: Any) -> Resolved:
    """The small scenario with these versions."""
    return loads(SCENARIO + versions, catalogue=CATALOGUE, file="f.yaml", **options)


def refusal(versions: str, **options: Any) -> list[str]:
    """The lines in which they are refused."""
    with pytest.raises(ScenarioError) as caught:
        loaded(versions, **options)
    return str(caught.value).splitlines()


def test_a_variant_is_what_its_paths_set() -> None:
    """As `--set` would, and it has no variants of its own."""
    whole = loads(RICH, catalogue=CATALOGUE)
    settings = {"events.s400_deal.quantity": 4, "actors.KOR.spending_busd": 60}
    by_hand = loads(RICH, catalogue=CATALOGUE, settings=settings).document

    found = variant(whole, "larger")

    assert names(whole.document) == ("larger", "twin")
    assert found.document == by_hand | {
        "name": "S-400 for Pyongyang, variant larger", "variants": {}, "twin": {},
    }  # fmt: skip
    assert (found.variant, found.bases, whole.variant) == ("larger", whole.bases, "")


def test_the_twin_is_one_too() -> None:
    """By the name of twin."""
    found = variant(loads(RICH, catalogue=CATALOGUE), "twin")

    assert found.document["actors"]["RUS"]["outside_war"] == 0
    assert found.document["name"] == "S-400 for Pyongyang, twin"


def test_a_variant_is_the_same_however_it_is_asked_for() -> None:
    """When loading, of what was loaded, and of what was written out and read again."""
    whole = loads(RICH, catalogue=CATALOGUE)
    again = loads(dump(whole.document), catalogue=CATALOGUE)

    found = [each.document for each in (loads(RICH, catalogue=CATALOGUE, variant="larger"), variant(whole, "larger"))]

    assert again.document == whole.document
    assert found[0] == found[1] == variant(again, "larger").document


def test_what_is_set_from_outside_comes_after_the_variant() -> None:
    """So that a variant can be varied."""
    found = loads(RICH, catalogue=CATALOGUE, variant="larger", settings={"events.s400_deal.quantity": 7})

    assert found.document["events"][0]["quantity"] == 7
    assert found.document["actors"]["KOR"]["spending_busd"] == 60


def test_null_clears_in_a_variant() -> None:
    """A key or an event; it stays in the document, which is read back as it was written."""
    whole = loaded("variants: {quiet: {events.beijing_objects: null, actors.CHN.strategy: null}}\n")

    assert loads(dump(whole.document), catalogue=CATALOGUE).document == whole.document
    assert [event["id"] for event in variant(whole, "quiet").document["events"]] == ["s400_deal"]
    assert "strategy" not in variant(whole, "quiet").document["actors"]["CHN"]


def test_a_variant_changes_shipped_things_once() -> None:
    """What the scenario lays over the catalogue stays what it was."""
    whole = loaded("variants: {x: {systems.su35.enabling: 0.1}}\n")
    (systems, varied) = (each.systems for each in (whole, variant(whole, "x")))

    assert varied["su35"] == systems["su35"] | varied["su35"] | {"enabling": 0.1}
    assert varied["s400"] == systems["s400"]


@pytest.mark.parametrize(
    ("versions", "line"),
    [
        ("variants: {x: {actors.CHN.grwth: 1}}", "f.yaml:32:16: variants.x.actors.CHN.grwth: unknown key (did you mean 'growth'?)"),
        ("variants: {x: {actors.CHM.growth: 1}}", "f.yaml:32:16: variants.x.actors.CHM.growth: there is no actor 'CHM' (did you mean 'CHN'?)"),
        ("variants: {x: {crisis.base_rate: 1}}", "f.yaml:32:16: variants.x.crisis.base_rate: a parameter's path begins with 'parameters.' (did you mean 'parameters.crisis.base_rate'?)"),
        ("variants: {x: {parameters.crisis.base_rate: 9}}", "f.yaml:32:45: variants.x.parameters.crisis.base_rate: expected 0 to 5 [per year], got 9"),
        ("variants: {x: {events.s400_deal.system: s500}}", "f.yaml:32:41: variants.x.events.s400_deal.system: no system 's500' (did you mean 's400'?)"),
        ("variants: {x: {events.s400_deal: null}}", "f.yaml:32:12: variants.x: events.beijing_objects.about: no event 's400_deal'; known: beijing_objects"),
        ("variants: {x: {events.beijing_objects.when: stabilty < 1}}", "f.yaml:32:45: variants.x.events.beijing_objects.when: unknown name 'stabilty' (did you mean 'stability'?)"),
        ("variants: {x: {format: 1}}", "f.yaml:32:16: variants.x.format: cannot be set from outside the file"),
        ("variants: {x: {twin: {}}}", "f.yaml:32:16: variants.x.twin: cannot be set from outside the file"),
        ("variants: {x: 5}", "f.yaml:32:15: variants.x: expected a mapping of keys, got 5"),
        ("variants: [x]", "f.yaml:32:11: variants: expected a mapping of keys, got a list"),
        ("variants: {x: null}", "f.yaml:32:12: variants.x: there is nothing here that null could clear"),
        ("variants: {a b: {}}", "f.yaml:32:12: variants.a b: expected an id: a letter, then letters, digits or _ (64 at most), got the text 'a b'"),
        ("variants: {twin: {seed: 1}}", "f.yaml:32:12: variants.twin: the twin is no variant: give it as 'twin', beside 'variants'"),
        ("twin: {yeers: 1}", "f.yaml:32:8: twin.yeers: unknown key (did you mean 'years'?)"),
        ("twin: {years: 99}", "f.yaml:32:15: twin.years: expected at most 30, got 99"),
    ],
)  # fmt: skip
def test_a_bad_variant_is_told_where_it_stands(versions: str, line: str) -> None:
    """Whether it is asked for or not."""
    assert refusal(versions) == [line]


def test_all_that_is_wrong_with_all_variants_is_told_at_once() -> None:
    """Once what does without them is sound."""
    lines = refusal("variants: {x: {yeers: 1, seed: -1}, y: {seed: x}}\ntwin: {years: 0}\n")

    assert [line.split(": ")[1] for line in lines] == [
        "variants.x.yeers",
        "variants.x.seed",
        "variants.y.seed",
        "twin.years",
    ]


@pytest.mark.parametrize(
    ("versions", "name", "line"),
    [
        ("variants: {sword: {seed: 1}}", "swrd", "f.yaml:32:1: variants: no variant 'swrd' (did you mean 'sword'?)"),
        ("variants: {sword: {seed: 1}}", "twin", "f.yaml:32:1: variants: no variant 'twin'; known: sword"),
        ("twin: {seed: 1}", "x", "f.yaml: variants: no variant 'x'; known: twin"),
        ("", "x", "f.yaml: variants: no variant 'x': the scenario has none"),
    ],
)
def test_an_unknown_variant_is_told(versions: str, name: str, line: str) -> None:
    """With the nearest, or with all there are; loading it or asking for it afterwards."""
    assert refusal(versions, variant=name) == [line]
    with pytest.raises(ScenarioError) as caught:
        variant(loaded(versions), name)
    assert str(caught.value) == line


def test_what_is_wrong_without_the_variant_is_told_alone() -> None:
    """Nobody is told twice, and a variant is not blamed for the rest."""
    with pytest.raises(ScenarioError) as caught:
        loads(RICH.replace("seed: 63", "seed: x"), catalogue=CATALOGUE, file="f.yaml", variant="larger")

    assert str(caught.value) == "f.yaml:5:7: seed: expected a whole number, got the text 'x'"


def test_a_variant_that_no_longer_fits_is_left_out_with_a_note() -> None:
    """Settings from outside are not refused on its account."""
    settings = dict.fromkeys(("events.thanks", "events.beijing_objects", "events.s400_deal"))
    found = loads(RICH, catalogue=CATALOGUE, file="f.yaml", settings=settings)
    words = (
        "f.yaml:44:11: variants.larger: is left out, since it does not fit what was changed: "
        "variants.larger.events.s400_deal.quantity: there is no event 's400_deal'; known: test"
    )

    assert names(found.document) == ("twin",)
    assert str(found.notes[-1]) == words
    assert load(found.document, catalogue=CATALOGUE).document == found.document


def test_a_file_inherits_the_variants_of_the_one_it_extends(tmp_path: pathlib.Path) -> None:
    """By key: it may add one, change one, and clear one."""
    catalogue = small_catalogue(tmp_path)
    (tmp_path / "base.yaml").write_text(RICH)
    child = "format: 1\nextends: base\nvariants:\n  larger: {events.s400_deal.quantity: 5}\n  other: {seed: 1}\n"
    (tmp_path / "child.yaml").write_text(child)
    (tmp_path / "none.yaml").write_text("format: 1\nextends: child\nvariants: {larger: null}\ntwin: null\n")

    found = load("child", catalogue=catalogue).document

    assert found["variants"] == {
        "larger": {"events.s400_deal.quantity": 5, "actors.KOR.spending_busd": 60}, "other": {"seed": 1},
    }  # fmt: skip
    assert found["twin"] == {"actors.RUS.outside_war": 0}
    assert names(load("none", catalogue=catalogue).document) == ("other",)
