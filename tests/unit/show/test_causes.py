"""Causes in words and as a waterfall: every number is the table's, and the last step ends where the score ended."""

from __future__ import annotations

import datetime
from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib.patches import Rectangle

from northeastsim.show.causes import decided, named, why
from northeastsim.show.waterfall import waterfall

NAMES = {"CHN": "China", "PRK": "North Korea", "USA": "United States"}
COLUMNS = ["kind", "cause", "actor", "type", "other", "at_once", "later", "change", "low", "high", "seen", "n"]


def table(**more: Any) -> pd.DataFrame:
    """Causes of a fall from .5 to .42 on the mean of eight replications."""
    rows = [
        ["decision", "PRK summit USA", "PRK", "summit", "USA", -0.2, 0.1, -0.1, -0.12, -0.08, 6, 8],
        ["drift", "drift contact[CHN,PRK]", "CHN", "contact", "PRK", 0.0, 0.05, 0.05, 0.04, 0.06, 8, 8],
        ["budget", "budget CHN", "CHN", "budget", "", -0.04, 0.0, -0.04, np.nan, np.nan, 8, 8],
        ["other", "other, 7 causes", "", "", "", 0.01, 0.0, 0.01, 0.0, 0.02, 8, 8],
    ]
    found = pd.DataFrame(rows, columns=COLUMNS)
    found.attrs = {
        "score": "influence[CHN,PRK]", "from": datetime.date(2024, 1, 1), "to": datetime.date(2025, 1, 1), "seed": 7,
        "replication": None, "before": 0.5, "after": 0.42, "change": -0.08, "low": -0.1, "high": -0.06, "n": 8, **more,
    }  # fmt: skip
    return found


def test_the_sentence_names_causes_and_its_numbers_sum() -> None:
    assert why(table(), NAMES, "0..1") == (
        "China's influence over North Korea fell by 0.080 in the model (from 0.500 on 2024-01-01 to 0.420 on 2025-01-01, seed 7, "
        "mean of 8 replications; 95 % interval -0.100 to -0.060): -0.100 from North Korea's decisions (summit, the United States), "
        "-0.040 from China's budgets, +0.010 from all others; what is left, drift, is +0.050."
    )


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"kind": "event", "cause": "s400_deal", "type": "arms_transfer", "step": "arms_transfer"}, "the event s400_deal"),
        ({"kind": "event", "cause": "swap", "type": "linked_deal", "step": "deployment"}, "the event swap: deployment"),
        ({"kind": "chance", "cause": "c", "actor": "CHN", "type": "crisis", "other": "USA"}, "crises of China and the United States"),
        ({"kind": "chance", "cause": "c", "actor": "PRK", "type": "missile_test", "serial": 4}, "North Korea's missile test"),
        ({"kind": "drift", "cause": "drift together"}, "drift of values together"),
        ({"kind": "revision", "cause": "revision 2025-01-01", "type": "revision"}, "the revision of 2025-01-01"),
        ({"kind": "user", "cause": "u", "actor": "CHN", "type": "port_call", "other": "PRK"}, "port call, China and North Korea"),
    ],
)
def test_a_cause_in_words(row: dict[str, Any], words: str) -> None:
    assert named({"actor": "", "type": "", "other": "", **row}, NAMES) == words


def bars(chart: Any) -> list[Rectangle]:
    """The steps of a waterfall, from the top."""
    (panel,) = chart.axes
    found = [one for one in panel.patches if isinstance(one, Rectangle)]
    return sorted(found, key=lambda one: one.get_y())


def test_the_chart_leads_from_before_to_after() -> None:
    steps = bars(waterfall(table(), NAMES, "0..1", "A title"))
    spans = [(one.get_x(), one.get_x() + one.get_width()) for one in steps]

    assert spans == [pytest.approx(pair) for pair in ((0.5, 0.4), (0.4, 0.45), (0.45, 0.41), (0.41, 0.42))]


def test_the_chart_says_what_was_run() -> None:
    chart = waterfall(table(), NAMES, "0..1", "A title")
    told = " ".join(text.get_text().replace("\n", " ") for text in chart.texts)

    assert "Why China's influence over North Korea fell in the model" in told
    assert "A title: means of 8 replications, 2024-01-01 to 2025-01-01, seed 7." in told and "not a forecast" in told
    (panel,) = chart.axes
    assert [text.get_text() for text in panel.texts][:2] == ["0.500", "0.420"]
    assert panel.get_xlabel() == "China's influence over North Korea (0..1)"


def test_nothing_that_happened_is_told_too() -> None:
    still = table(before=0.5, after=0.5, change=0.0, low=np.nan, high=np.nan)[:0]
    still.attrs |= {"before": 0.5, "after": 0.5, "change": 0.0, "low": np.nan, "high": np.nan}

    assert "did not change in the model" in why(still, NAMES, "0..1") and "nothing that happened moved it" in why(still, NAMES, "0..1")
    assert bars(waterfall(still, NAMES, "0..1", "A title")) == []


def options(drawn: str, can_act: bool = True) -> pd.DataFrame:
    """Three options of North Korea."""
    names = ["security", "autonomy", "influence", "prosperity", "stability", "partnership", "allies", "neighbours", "deal",
             "constant", "audience", "repetition", "money", "appetite", "rules"]  # fmt: skip
    base = dict.fromkeys(names, 0.0) | {"status": "weighed", "equal": 1 / 3, "talks": 1.0, "consent": 0.5}
    rows = [
        {**base, "option": "wait", "probability": 0.5, "utility": 0.0},
        {**base, "option": "summit USA", "probability": 0.3, "utility": -0.4, "security": 1.2, "constant": -1.0},
        {**base, "option": "visit CHN", "probability": 0.2, "utility": -0.9, "partnership": 0.2, "money": -1.0},
    ]
    found = pd.DataFrame(rows)
    found["drawn"] = found["option"] == drawn
    found.attrs = {"actor": "PRK", "can_act": can_act, "busy": 2}
    return found


def test_what_decided_in_words() -> None:
    """Gains count by the chance that the act takes place: 1.2 in security by a consent of one half."""
    assert decided(options("summit USA"), NAMES) == (
        "In the model North Korea chose summit USA (probability 0.30; 0.33 were all 3 as likely), number 2 of 3 by utility, so that "
        "chance had its part: most for it spoke its own security (+0.60), most against it the constant of such acts, which stands "
        "for what the model leaves out (-1.00)."
    )
    told = decided(options("wait"), NAMES)
    assert "North Korea waited" in told and "summit USA, had utility -0.40" in told
    assert "no attention left" in decided(options("wait", can_act=False), NAMES)
