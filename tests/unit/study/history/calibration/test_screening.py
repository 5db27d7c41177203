"""Which parameters show in summaries above luck."""

import numpy as np
import pandas as pd
import pytest

from northeastsim.study.history.calibration.screening import MOST, chosen, correlations, screened


def made_up(n: int = 400) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return sets of which two parameters move a summary each, one of them backwards, and the rest nothing."""
    generator = np.random.default_rng(5)
    sets = pd.DataFrame(generator.random((n, 40)), columns=[f"p{k}" for k in range(40)])
    noise = generator.normal(size=(n, 2))
    return sets, pd.DataFrame({"up": sets["p3"] + 0.1 * noise[:, 0], "down": -sets["p7"] + 0.3 * noise[:, 1], "still": 1.0})


def test_what_moves_a_summary_shows():
    """The two that move something show, in the order of how strongly, with the summary that they move."""
    table = screened(*made_up(), seed=1)

    assert chosen(table)[:2] == ["p3", "p7"]
    assert table["summary"][:2].tolist() == ["up", "down"]
    assert table["shows"].sum() <= 4  # two, and by luck hardly more


def test_correlation_is_spearmans():
    """Correlations are those of ranks; a summary that does not vary correlates with nothing."""
    from scipy.stats import spearmanr

    sets, summaries = made_up(50)
    found = correlations(sets, summaries)

    assert found.loc["p3", "up"] == pytest.approx(abs(spearmanr(sets["p3"], summaries["up"]).statistic))
    assert (found["still"] == 0).all()


def test_a_fit_moves_so_many_and_no_more():
    """However many show, a fit moves the strongest."""
    table = pd.DataFrame({"parameter": [str(k) for k in range(50)], "shows": True})

    assert chosen(table) == [str(k) for k in range(MOST)]
