"""A comparison has the same bits on either engine, and on one core or two."""

from __future__ import annotations

from typing import Any

import pandas as pd

from northeastsim.study.comparison import compare
from two_strategies import question


def test_engines_and_workers_agree(run: Any) -> None:
    """`run` makes sure that the rules are compiled, once."""
    slow = compare(question(budget=48), workers=1, engine="simpy")

    for workers in (1, 2):
        quick = compare(question(budget=48), workers=workers, engine="batch")
        pd.testing.assert_frame_equal(quick.runs, slow.runs, check_exact=True)
        assert quick.half_widths == slow.half_widths and quick.stopped == slow.stopped
