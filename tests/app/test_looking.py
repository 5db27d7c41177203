"""validate, list, show, new, schema and doctor."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import northeastsim as ne
from northeastsim.app.listing import LISTS
from northeastsim.app.parser.names import KINDS
from northeastsim.scenario import ensembles
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.sources import shipped

ABOUT = (
    "title: Four sets\ncommand: by hand\nseed: 1\ndata: none, up to 2018\nsource: judgement\nsets: 4\n"
    "not_for: anything but this test\n"
)


@pytest.fixture(autouse=True)
def an_ensemble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ship one ensemble, however many are shipped."""
    folder = tmp_path / "ensembles"
    folder.mkdir()
    (folder / "four.csv").write_text("dependence.flow_weight\n0.2\n0.4\n0.6\n0.8\n", encoding="utf-8")
    (folder / "four.yaml").write_text(ABOUT, encoding="utf-8")
    monkeypatch.setattr(ensembles, "FOLDER", folder)


def test_an_ensemble_is_shown_with_how_it_was_made_and_what_it_holds(call: Any) -> None:
    lines = call("show", "ensemble", "four").out.splitlines()

    assert lines[0] == "four, 4 equally likely sets of 1 parameter: Four sets"
    assert "  Data: none, up to 2018" in lines and "  Not for: anything but this test" in lines
    cells = next(line.split() for line in lines if line.startswith("dependence.flow_weight"))
    assert cells == ["dependence.flow_weight", "ratio", "0.5", "0.5", "0.23", "to", "0.77", "0", "to", "1"]


def test_validate_says_ok(call: Any, tiny: Path) -> None:
    done = call("validate", tiny, tiny)

    assert done.status == 0
    assert done.out.splitlines() == [f"ok: {tiny} (2 actors, 1 year, 1 event)"] * 2


def test_validate_warns_of_what_is_implausible(call: Any, tiny: Path) -> None:
    tiny.write_text(
        tiny.read_text(encoding="utf-8") + "parameters: {crisis.base_rate: 15}\n", encoding="utf-8"
    )
    done = call("validate", tiny)

    assert done.status == 0
    assert done.out.startswith("warning: ") and "crisis.base_rate" in done.out


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_in_a_pipe_has_one_row_per_line(call: Any, kind: str) -> None:
    rows = json.loads(call("list", kind, "--json").out)
    head, *lines = (line.split("\t") for line in call("list", kind).out.splitlines())

    assert head == list(rows[0])
    assert [cells[0] for cells in lines] == [str(next(iter(row.values()))) for row in rows]
    assert {len(cells) for cells in lines} == {len(head)}
    assert not any("  " in cell for cells in lines for cell in cells)


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_fits_a_terminal(call: Any, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    done = call("list", kind)

    assert max(len(line) for line in done.out.splitlines()) <= 80


@pytest.mark.parametrize("kind", ["strategies", "theories", "events", "systems", "parameters", "ensembles"])
def test_everything_has_a_source(kind: str) -> None:
    assert [row for row in LISTS[kind]() if not row["source"]] == []


def test_a_theory_is_shown_with_each_change_and_why(call: Any) -> None:
    out = " ".join(call("show", "theory", "power_transition").out.split())

    assert "crisis.parity: 0 -> 1.5. War comes at parity of power" in out
    assert "stability falls, with --set 'actors.CHN.growth=0.09'." in out
    assert "It changes nothing" in call("show", "theory", "default").out


def test_everything_that_is_listed_can_be_shown(call: Any) -> None:
    """Scenarios are shown in a test of their own."""
    for kind in KINDS:
        if kind != "scenarios":
            for row in LISTS[kind]():
                name = str(next(iter(row.values()))).partition("[")[0]
                if not name.startswith("SCORE"):
                    done = call("show", kind, name)
                    assert done.status == 0 and name in done.out, done


def test_a_shown_scenario_is_a_scenario(call: Any, tiny: Path, tmp_path: Path) -> None:
    done = call("show", tiny)
    again = tmp_path / "again.yaml"
    again.write_text(done.out, encoding="utf-8")

    assert call("validate", again).status == 0
    assert call("show", again).out == done.out


SHIPPED = [*shipped(catalogue()), "northeast_asia_2024"]


def test_every_shipped_scenario_is_listed(call: Any) -> None:
    listed = call("list", "scenarios").out

    assert [name for name in SHIPPED if f"\n{name}\t" not in listed] == []


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_scenario_is_shown(call: Any, name: str) -> None:
    assert call("show", "scenario", name).status == 0


@pytest.mark.parametrize("base", [None, "northeast_asia_2023", "s400_transfer", "baseline"])
def test_a_new_file_is_valid_and_explained(call: Any, base: str | None) -> None:
    done = call("new", "mine.yaml", *(["--from", base] if base else []))

    assert done.status == 0, done.err
    assert call("validate", "mine.yaml").status == 0
    assert Path("mine.yaml").read_text(encoding="utf-8").count("#") > 10
    assert call("new", "mine.yaml").status == 2


def test_a_new_file_is_a_patch_that_says_so(call: Any) -> None:
    """It inherits years, seed and events, and tells of the events."""
    done = call("new", "mine.yaml", "--from", "treaty_yardstick")
    text = Path("mine.yaml").read_text(encoding="utf-8")

    assert "a patch on treaty_yardstick, not a copy" in done.out
    assert "\nextends: treaty_yardstick\n" in text
    assert "happens here too: treaty." in text
    before, after = ne.load("treaty_yardstick").document, ne.load("mine.yaml").document
    assert {key for key in before if before[key] != after.get(key)} == {"name", "question", "description"}


def test_a_new_file_may_extend_one_in_its_folder(call: Any, tiny: Path) -> None:
    """Named from the working folder, it is written as the file has to name it."""
    Path("below").mkdir()
    Path("below/tiny.yaml").write_text(tiny.read_text(encoding="utf-8"), encoding="utf-8")
    done = call("new", "below/mine.yaml", "--from", "below/tiny.yaml")

    assert done.status == 0, done.err
    assert "\nextends: tiny.yaml\n" in Path("below/mine.yaml").read_text(encoding="utf-8")
    assert call("validate", "below/mine.yaml").status == 0
    assert "leads out of" in call("new", "below/other.yaml", "--from", tiny).err


def test_the_schema_is_json(call: Any) -> None:
    assert "$defs" in json.loads(call("schema").out)


def test_doctor_says_what_is_here(call: Any) -> None:
    done = call("doctor")

    assert done.status == 0
    for word in ("numpy", "numba", "cores", "compiled rules", "scenarios"):
        assert word in done.out


def test_doctor_says_what_a_missing_library_means(call: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("northeastsim.app.doctor.version", lambda name: None if name == "pyarrow" else "1")
    done = call("doctor")

    assert "CSV instead of Parquet" in done.out
    assert "northeastsim[standard]" in done.out
