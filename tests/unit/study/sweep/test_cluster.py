"""A Dask cluster that is looked for from where a loop runs already, as in a notebook."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from northeastsim.errors import RunError

pytest.importorskip("distributed")


def test_none_is_found_and_that_is_said() -> None:
    from northeastsim.study.sweep.cluster import connected

    async def asked() -> None:
        connected("nowhere")

    with ThreadPoolExecutor(1) as apart, pytest.raises(RunError, match="no Dask scheduler answers at nowhere"):
        apart.submit(lambda: asyncio.run(asked())).result()  # in a thread: another test's browser may have a loop in this one
