"""Whatever stands in a sweep's file, it is read or refused in lines: nothing else is raised, and nothing hangs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from northeastsim.errors import ScenarioError
from northeastsim.scenario.sweep import Sweep, read
from northeastsim.scenario.sweep.laying import count
from small_sweep import SWEEP
from small_world import SCENARIO, small_catalogue

KEYS = st.sampled_from([
    "low", "high", "distribution", "mean", "sd", "mode", "median", "log_sd", "whole", "scale", "method", "points", "levels", "seed",
    "file", "second_order", "parameters.*", "parameters.crisis.*", "parameters.dependence.phi", "theory", "actors.CHN", "format",
    "actors.CHN.strategy", "events.s400_deal", "events.s400_deal.date", "relations.RUS,PRK.alignment", "years", "twin", "", ".",
    "..*", "a.b",
])  # fmt: skip
SCALARS = (
    st.none() | st.booleans() | st.integers(-3, 40) | st.floats(width=32) | st.integers() | st.text(max_size=8) | KEYS
    | st.sampled_from(["plausible", "normal", "lognormal", "triangular", "log", "sobol", "morris", "grid", "csv", "2025-06-01",
                       "2026-01-01", "deal", "deal:twin", "..", "wait", 1e-300, 1e308, 2**63])
)  # fmt: skip
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS | st.text(max_size=5), inner, max_size=3), max_leaves=8
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the small scenario."""
    folder = tmp_path_factory.mktemp("fuzz")
    (folder / "deal.yaml").write_text(SCENARIO, encoding="utf-8")
    return folder


def places(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the ways to all values below the top."""
    items = list(data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ())
    return [way for key, value in items for way in ((*path, key), *places(value, (*path, key)))]


def spoilt(data: Any, path: tuple[Any, ...], value: Any, key: Any) -> Any:
    """Put a value where another was, or under another key."""
    for part in path[:-1]:
        data = data[part]
    if isinstance(data, dict) and key is not None:
        data[key] = value
    else:
        data[path[-1]] = value
    return data


def refused_or_read(source: Any, folder: Path) -> Sweep | None:
    """Return what is read; nothing where it is refused in good manner."""
    try:
        return read(source, small_catalogue(folder))
    except ScenarioError as error:
        assert error.problems
        for problem in error.problems:
            line = str(problem)
            assert problem.message and problem.file and len(line) < 1500
            assert line.isprintable()
            assert "<sweep" not in line
        return None


@given(st.data())
@settings(max_examples=200)
def test_a_spoilt_sweep_is_read_or_refused(folder: Path, data: st.DataObject) -> None:
    """One to three values or keys, anywhere, are anything; as a mapping and as a file."""
    asked = yaml.safe_load(SWEEP.replace("2025-06-01", "'2025-06-01'").replace("2026-06-01", "'2026-06-01'"))
    for _ in range(data.draw(st.integers(1, 3))):
        spoilt(asked, data.draw(st.sampled_from(places(asked))), data.draw(ANYTHING), data.draw(st.none() | KEYS))
    found = refused_or_read(asked, folder)
    file = folder / "sweep.yaml"
    file.write_text(yaml.safe_dump(asked, allow_unicode=True), encoding="utf-8", errors="surrogatepass")
    refused_or_read(file, folder)

    if found is not None:
        assert found.uncertainties and (count(found) or 1) >= 1


@given(st.data())
def test_spoilt_text_is_read_or_refused(folder: Path, data: st.DataObject) -> None:
    """Letters put in, taken out or doubled at any place; and bytes that are no text."""
    text = SWEEP
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        letters = data.draw(st.text(max_size=3) | st.sampled_from([": ", "- ", "{", "]", "&a ", "*a", "\t", "#", "!!"]))
        text = text[:start] + letters + text[start + data.draw(st.integers(0, 3)) :]
    file = folder / "text.yaml"
    file.write_bytes(text.encode("utf-8", "surrogatepass") if data.draw(st.booleans()) else data.draw(st.binary(max_size=50)))

    refused_or_read(file, folder)


@pytest.mark.parametrize("source", [None, 5, b"x.yaml", [], "no_such_file.yaml", ".", "\0", Path("/dev/null")])
def test_what_is_no_file_is_refused(source: Any, folder: Path) -> None:
    with pytest.raises(ScenarioError):
        read(source, small_catalogue(folder))
