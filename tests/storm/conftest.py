"""The store of the sweep that nothing happened to."""

from __future__ import annotations

from pathlib import Path

import pytest

from stormy_sweep import finished, written


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the sweep that nothing happened to."""
    folder = tmp_path_factory.mktemp("undisturbed")
    status, _, complained = finished(written(folder), folder / "out")
    assert status == 0, complained
    return folder / "out"
