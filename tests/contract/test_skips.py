"""A skip is a failure where every tool is required, so that a machine without a tool cannot look green."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

Outcomes = Callable[..., dict[str, int]]

SHARED = (Path(__file__).parents[1] / "conftest.py").read_text(encoding="utf-8")
SKIPS = "import pytest\ndef test_tool():\n    pytest.skip('no such tool')\n"
SKIPS_WHILE_READ = "import pytest\npytest.importorskip('no_such_module')\ndef test_tool(): pass\n"
EXPECTED_FAILURE = "import pytest\n@pytest.mark.xfail(strict=True)\ndef test_claim():\n    assert False\n"
LONG = "import pytest\n@pytest.mark.full\ndef test_long():\n    assert False\ndef test_short():\n    pass\n"


@pytest.fixture
def outcomes(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Outcomes:
    """Return a function that runs a test file under our conftest and counts its outcomes."""

    def run(text: str, **environment: str) -> dict[str, int]:
        for name in ("NORTHEASTSIM_REQUIRE_ALL", "NORTHEASTSIM_PROFILE"):
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        pytester.makeconftest(SHARED)
        pytester.makeini("[pytest]\nmarkers = full: long")
        pytester.makepyfile(text)
        return pytester.runpytest_subprocess("-p", "no:cacheprovider").parseoutcomes()

    return run


def test_a_skip_is_a_skip_by_default(outcomes: Outcomes) -> None:
    assert outcomes(SKIPS) == {"skipped": 1}


def test_a_skip_is_a_failure_when_all_is_required(outcomes: Outcomes) -> None:
    assert outcomes(SKIPS, NORTHEASTSIM_REQUIRE_ALL="1") == {"failed": 1}


def test_a_file_that_skips_itself_is_an_error_when_all_is_required(outcomes: Outcomes) -> None:
    assert "errors" in outcomes(SKIPS_WHILE_READ, NORTHEASTSIM_REQUIRE_ALL="1")


def test_an_expected_failure_stays_one(outcomes: Outcomes) -> None:
    assert outcomes(EXPECTED_FAILURE, NORTHEASTSIM_REQUIRE_ALL="1") == {"xfailed": 1}


def test_long_sizes_are_left_out_unless_asked_for(outcomes: Outcomes) -> None:
    assert outcomes(LONG, NORTHEASTSIM_REQUIRE_ALL="1") == {"passed": 1, "deselected": 1}
    assert outcomes(LONG, NORTHEASTSIM_PROFILE="full") == {"passed": 1, "failed": 1}
