"""What all tests share: how long they may search, and that a missing tool is not a passed test.

NORTHEASTSIM_PROFILE  `ci` (default, minutes) or `full` (hours: also the tests marked `full`).
NORTHEASTSIM_REQUIRE_ALL  when 1, every skip is a failure, so that a machine without a tool cannot look green.
"""

from __future__ import annotations

import os
from collections.abc import Generator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

PROFILE = os.environ.get("NORTHEASTSIM_PROFILE", "ci")
REQUIRE_ALL = os.environ.get("NORTHEASTSIM_REQUIRE_ALL") == "1"

# Derandomised, so that a commit passes or fails everywhere alike; the long search may find new examples.
_SLOW_IS_FINE = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile(
    "ci", max_examples=50, derandomize=True, deadline=None, suppress_health_check=_SLOW_IS_FINE, database=None
)
settings.register_profile(
    "full", max_examples=2000, deadline=None, print_blob=True, suppress_health_check=_SLOW_IS_FINE
)
settings.load_profile(PROFILE)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the one command that renews stored baselines: `pytest tests/baseline --renew`."""
    parser.addoption("--renew", action="store_true", help="write the stored baselines anew")


@pytest.fixture(scope="session")
def renew(request: pytest.FixtureRequest) -> bool:
    """True when stored baselines are to be written anew; a baseline test writes, then compares as always."""
    return bool(request.config.getoption("--renew"))


@pytest.fixture(scope="session")
def full_size() -> bool:
    """True when the long sizes are asked for; a test scales its replications by it."""
    return PROFILE == "full"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests marked `full` unless the long sizes are asked for; that is not a skip."""
    if PROFILE == "full":
        return
    long = [item for item in items if item.get_closest_marker("full")]
    items[:] = [item for item in items if not item.get_closest_marker("full")]
    if long:
        config.hook.pytest_deselected(items=long)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, Any, Any]:
    """Turn a skipped test into a failed one when every tool is required; an expected failure stays one."""
    report = yield
    return _refused(report) if not hasattr(report, "wasxfail") else report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, Any, Any]:
    """Turn a file that skips itself while it is read into a failed one when every tool is required."""
    return _refused((yield))


def _refused(report: Any) -> Any:
    if REQUIRE_ALL and report.outcome == "skipped":
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid}: skips are failures here (NORTHEASTSIM_REQUIRE_ALL=1): {reason}"
    return report
