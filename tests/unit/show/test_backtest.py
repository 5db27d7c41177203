"""Charts of a backtest: what is drawn, in order, and what lies beyond the edge."""

from __future__ import annotations

import pandas as pd
import pytest

import made_backtest as made
from northeastsim.face.backtest import Backtest, found


@pytest.fixture(scope="module")
def shown() -> Backtest:
    """Both modes of the made-up model."""
    forecasts = pd.concat([made.forecasts(mode, 12) for mode in ("conditioned", "free")])
    return found(made.record(), forecasts, ("conditioned", "free"), 12, 0, None)


def test_skill_has_a_panel_per_mode_and_a_verdict_per_target(shown: Backtest) -> None:
    chart = shown.plot("skill")
    texts = [[one.get_text() for one in panel.texts] for panel in chart.axes]

    assert [panel.get_title(loc="left") for panel in chart.axes] == ["conditioned", "free"]
    assert "not told in this mode" in texts[0] and "not told in this mode" not in texts[1]
    assert {"better", "worse"} <= set(texts[1])


def test_skill_beyond_the_edge_is_an_arrow_with_its_number(shown: Backtest) -> None:
    chart = shown.plot("skill")
    rows = shown.skill[(shown.skill["mode"] == "free") & (shown.skill["score"] == "crps")]
    beyond = sorted(f"{value:.1f}" for value in rows["skill"] if -100 < value < -2.0)

    assert beyond and sorted(text for text in (one.get_text() for one in chart.axes[1].texts) if text.startswith("-")) == beyond


def test_each_series_has_its_panel_with_the_record_and_the_held_out_years(shown: Backtest) -> None:
    chart = shown.plot("observed", "free")
    panel = next(one for one in chart.axes if one.get_title(loc="left") == "Crises")
    line, known, held = panel.lines[:3]

    assert len(chart.axes) == 9 and len(shown.plot("alignment", "free").axes) == 3
    assert (len(line.get_xdata()), len(known.get_xdata()), len(held.get_xdata())) == (15, 9, 6)
    assert list(held.get_ydata()) == list(made.record().query("target == 'crises' and year > 2018")["value"])


def test_what_a_mode_does_not_tell_has_no_panel(shown: Backtest) -> None:
    titles = [panel.get_title(loc="left") for panel in shown.plot("observed", "conditioned").axes]

    assert "Exercises" not in titles and "Launches" in titles


def test_ranks_count_every_observed_value(shown: Backtest) -> None:
    chart = shown.plot("ranks", "free")
    heights = {panel.get_title(loc="left"): sum(bar.get_height() for bar in panel.patches) for panel in chart.axes}

    assert heights.pop("Spending growth") == heights.pop("Alignment") == 18 and heights.pop("Trade share") == 12
    assert heights == dict.fromkeys(("Launches", "Exercises", "Incidents", "Crises"), 6)
