"""What `extends` does: merging, clearing, removing; and what it may not reach."""
# ruff: noqa: E501 (messages are compared whole, one per line)

from __future__ import annotations

import dataclasses
import pathlib

import pytest

from northeastsim.errors import ScenarioError
from northeastsim.scenario.load import Resolved, load
from small_world import SCENARIO, small_catalogue


@pytest.fixture
def folder(tmp_path: pathlib.Path) -> pathlib.Path:
    """A folder of scenarios: the small one, and one in a folder below."""
    (tmp_path / "scenarios" / "classics").mkdir(parents=True)
    (tmp_path / "scenarios" / "s400_transfer.yaml").write_text(SCENARIO)
    (tmp_path / "scenarios" / "classics" / "two_patrons.yaml").write_text(SCENARIO)
    return tmp_path / "scenarios"


def child(folder: pathlib.Path, text: str, name: str = "child.yaml") -> Resolved:
    """A scenario written into the folder and loaded."""
    (folder / name).write_text("format: 1\n" + text)
    return load(folder / name, catalogue=small_catalogue(folder))


def refusal(folder: pathlib.Path, text: str, name: str = "child.yaml") -> str:
    """The words in which it is refused."""
    with pytest.raises(ScenarioError) as caught:
        child(folder, text, name)
    return str(caught.value)


def test_mappings_merge_and_lists_replace(folder: pathlib.Path) -> None:
    """The child wins key by key; a list is the child's."""
    document = child(
        folder, "extends: s400_transfer.yaml\nseed: 1\nbodies: [EU]\nactors: {CHN: {growth: 0.1}}"
    ).document

    assert document["seed"] == 1
    assert document["bodies"] == ["EU"]
    assert document["actors"]["CHN"]["strategy"] == "strategic_ambiguity"
    assert document["actors"]["CHN"]["growth"] == 0.1


def test_events_merge_by_id(folder: pathlib.Path) -> None:
    """The same id merges in its place, a new one is added, `remove` drops."""
    document = child(
        folder,
        "extends: s400_transfer\n"
        "events:\n"
        "  - {id: s400_deal, quantity: 4}\n"
        "  - {id: beijing_objects, remove: true}\n"
        "  - {id: test, type: nuclear_test, date: 2026-01-01, initiator: PRK}\n",
    ).document

    assert [event["id"] for event in document["events"]] == ["s400_deal", "test"]
    assert document["events"][0]["quantity"] == 4
    assert document["events"][0]["date"] == "2025-06-01"


def test_programmes_merge_by_id_too(folder: pathlib.Path) -> None:
    """Adding one keeps the base's."""
    extra = "{id: mine, type: joint_exercise, initiator: RUS, participants: [PRK], days: [04-01]}"
    document = child(folder, f"extends: small_region\nprogrammes: [{extra}]").document

    assert [programme["id"] for programme in document["programmes"]] == ["drills", "mine"]


def test_null_clears(folder: pathlib.Path) -> None:
    """A key, a default's override, a metric, a shipped entry's key."""
    document = child(
        folder,
        "extends: s400_transfer\nname: null\nmetrics: {margin: null}\nevents:\n"
        "  - {id: s400_deal, date: null, when: 'stability < 1'}\n"
        "event_types: {arms_transfer: {menu: null, roles: {system: required}}}\nactors: {CHN: {strategy: null}}",
    ).document

    assert "name" not in document
    assert document["metrics"] == {}
    assert "date" not in document["events"][0]
    assert "menu" not in document["event_types"]["arms_transfer"]
    assert "strategy" not in document["actors"]["CHN"]


def test_what_was_cleared_stays_cleared_when_resolved_again(folder: pathlib.Path) -> None:
    """A resolved document is complete: shipped entries do not creep back under its own."""
    catalogue = small_catalogue()
    text = "extends: small_region\nevent_types: {arms_transfer: {menu: null, keys: {value_busd: null}}}"
    document = child(folder, text).document

    assert load(document, catalogue=catalogue).document == document
    assert "value_busd" not in document["event_types"]["arms_transfer"]["keys"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("actors: {CHN: {stratgy: null}}", "child.yaml:3:16: actors.CHN.stratgy: unknown key (did you mean 'strategy'?)"),
        ("metrics: {marging: null}", "metrics.marging: there is nothing here that null could clear"),
        ("actors: {XXX: null}", "actors.XXX: there is nothing here that null could clear"),
        ("events: [{id: s400_deal, quantiti: null}]", "events.s400_deal.quantiti: unknown key (did you mean 'quantity'?)"),
        ("events: [{id: s400_del, remove: true}]", "events.s400_del: there is no 's400_del' to remove (did you mean 's400_deal'?)"),
        ("events: [{id: s400_deal, remove: true, date: 2025-01-01}]", "is removed and so can hold no other key"),
        ("events: [{id: s400_deal, remove: false}]", "expected true, or no such key"),
        ("events: [{id: a}, {id: a}]", "events.a: duplicate id 'a', first on line 3"),
        ("events: {s400_deal: {quantity: 3}}", "events: expected a list, got a mapping"),
        ("format: null", "duplicate key"),
    ],
)  # fmt: skip
def test_a_patch_that_misses_is_told(folder: pathlib.Path, text: str, words: str) -> None:
    """Nothing that names nothing is silently ignored."""
    assert words in refusal(folder, f"extends: s400_transfer\n{text}")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("../outside.yaml", "'../outside.yaml' leads out of the scenarios' folder"),
        ("classics/../../outside.yaml", "leads out of the scenarios' folder"),
        ("/etc/passwd", "leads out of the scenarios' folder"),
        ("..\\outside.yaml", "leads out of the scenarios' folder"),
        ("link.yaml", "leads out of the scenarios' folder"),
        ("s400_transfr.yaml", "no file 's400_transfr.yaml' (did you mean '"),
        ("s400_transfr", "no base region or scenario 's400_transfr' (did you mean 's400_transfer'?)"),
        ("''", "expected the name of a region, scenario or file, got the text ''"),
        (".", "no base region or scenario '.'"),
        ("..", "no base region or scenario '..'"),
        ("classics", "no base region or scenario 'classics'"),
        ("classics/", "no file 'classics/'"),
        ("3", "expected the name of a region, scenario or file, got 3"),
    ],
)
def test_extends_stays_among_scenarios(folder: pathlib.Path, name: str, words: str) -> None:
    """Neither dots, nor roots, nor links lead out; a misspelt name gets the nearest."""
    outside = folder.parent / "outside.yaml"
    outside.write_text(SCENARIO)
    (folder / "link.yaml").symlink_to(outside)

    told = refusal(folder, f"extends: {name}")

    assert "child.yaml:2:10: extends:" in told
    assert words in told


@pytest.mark.parametrize("name", ["northeast_asia_²", "x" * 5000, "a b", "ä"])
def test_a_region_is_asked_for_by_plain_names_only(folder: pathlib.Path, name: str) -> None:
    """Whoever builds regions never sees anything but letters, digits and _, 64 at most."""
    asked: list[str] = []
    catalogue = dataclasses.replace(small_catalogue(folder), region=asked.append)
    (folder / "child.yaml").write_text(f"format: 1\nextends: {name}", encoding="utf-8")

    with pytest.raises(ScenarioError, match="no base region or scenario"):
        load(folder / "child.yaml", catalogue=catalogue)

    assert asked == []


def test_a_shipped_folder_is_the_root_below_it(folder: pathlib.Path) -> None:
    """A classic may extend a scenario one folder up, but none beyond."""
    assert child(folder, "extends: ../s400_transfer.yaml", "classics/mine.yaml").document["seed"] == 63
    assert "leads out" in refusal(folder, "extends: ../../x.yaml", "classics/mine.yaml")


def test_a_circle_is_told(folder: pathlib.Path) -> None:
    """By itself, and by way of others."""
    assert "a scenario cannot extend itself: child.yaml -> child.yaml" in refusal(
        folder, "extends: child.yaml"
    )
    (folder / "a.yaml").write_text("format: 1\nextends: b.yaml")
    (folder / "b.yaml").write_text("format: 1\nextends: ./child.yaml")
    words = refusal(folder, "extends: a.yaml")
    assert (
        "b.yaml:2:10: extends: a scenario cannot extend itself: child.yaml -> a.yaml -> b.yaml -> child.yaml"
        in words
    )


def test_a_long_chain_is_refused(folder: pathlib.Path) -> None:
    """Twenty files are enough."""
    (folder / "c0.yaml").write_text("format: 1\nextends: small_region")
    for index in range(1, 30):
        (folder / f"c{index}.yaml").write_text(f"format: 1\nextends: c{index - 1}.yaml")

    assert child(folder, "extends: c5.yaml").bases == (
        "c5.yaml",
        *(f"c{i}.yaml" for i in range(4, -1, -1)),
        "small_region",
    )
    assert "more than 20 files extend one another" in refusal(folder, "extends: c29.yaml")


def test_every_file_names_its_format(folder: pathlib.Path) -> None:
    """The base's does not stand in."""
    (folder / "x.yaml").write_text("extends: s400_transfer")

    with pytest.raises(ScenarioError, match=r"x.yaml:1:1: format: this key is required and missing"):
        load(folder / "x.yaml", catalogue=small_catalogue(folder))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("s400_transfr", "s400_transfr: there is no such scenario (did you mean 's400_transfer'?)"),
        ("two_patron", "did you mean 'two_patrons'"),
        ("nowhere/s400_transfer.yaml", "there is no such file (did you mean"),
        ("", "'': there is no such scenario"),
        (".", "is a folder; name a scenario file in it"),
        ("x\0y", "there is no such scenario"),
        ("a" * 5000, "there is no such scenario"),
    ],
)
def test_a_name_that_is_none_gets_the_nearest(folder: pathlib.Path, name: str, words: str) -> None:
    """One line, whatever was asked for."""
    with pytest.raises(ScenarioError) as caught:
        load(name, catalogue=small_catalogue(folder))

    assert words in str(caught.value)
    assert len(caught.value.problems) == 1


@pytest.mark.parametrize("name", ["two_patrons", "classics/two_patrons", "classics/two_patrons.yaml"])
def test_a_shipped_scenario_is_found_by_name(folder: pathlib.Path, name: str) -> None:
    """With or without its folder."""
    assert load(name, catalogue=small_catalogue(folder)).document["seed"] == 63
