"""The small multiples of states show every state on one scale, and the patrons of the one over whom most is held."""

from __future__ import annotations

from typing import Any

import pytest

from northeastsim.errors import RunError
from northeastsim.show.run import states
from northeastsim.show.view import band


def lines(panel: Any) -> dict[str, list[float]]:
    """The drawn lines of a panel by score."""
    return {one.get_gid(): list(one.get_ydata()) for one in panel.get_lines()}


def test_every_state_has_its_three_concerns_on_one_scale(region: Any) -> None:
    chart = region.plot("states")
    actors = list(region.document["actors"])

    assert len(chart.axes) == len(actors)
    for panel, actor in zip(chart.axes, actors, strict=True):
        assert panel.get_ylim() == (0, 1)
        for concern in states.CONCERNS:
            name = f"{concern}[{actor}]"
            assert lines(panel)[name] == list(band(region, name)["mean"])


def test_the_state_over_which_most_is_held_shows_its_patrons(region: Any) -> None:
    panel = region.plot("states").axes[list(region.document["actors"]).index("PRK")]
    patrons = [name for name in lines(panel) if name.startswith("influence")]

    assert set(patrons) == {"influence[CHN,PRK]", "influence[RUS,PRK]"}
    for name in patrons:
        assert lines(panel)[name] == list(band(region, name)["mean"])


def test_labels_tell_the_last_means_and_do_not_touch(region: Any) -> None:
    chart = region.plot("states")
    panel = chart.axes[1]
    heights = sorted(one.xyann[1] * states.HIGH for one in panel.texts)
    last = band(region, "security[PRK]")["mean"].iloc[-1]

    assert f"{last:.2f} security" in {one.get_text() for one in panel.texts}
    assert min(b - a for a, b in zip(heights, heights[1:], strict=False)) >= states.LABEL - 1e-9


def test_the_band_is_that_of_security(region: Any) -> None:
    panel = region.plot("states").axes[0]
    rows = band(region, "security[CHN]")

    assert set(panel.collections[0].get_paths()[0].vertices[:, 1]) == set(rows["p05"]) | set(rows["p95"])
    assert len(panel.collections) == 1


def test_a_world_of_two_says_so_without_bands(richardson: Any) -> None:
    chart = richardson.plot("states")

    assert len(chart.axes) == 2 and "5-95" not in chart.lead
    assert {"security[HILL]", "security[LAKE]"} <= set(chart.data["metric"])


def test_without_any_concern_there_is_no_chart(region: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(states, "scores_of", lambda results, actor: [])

    with pytest.raises(RunError, match="no bands were kept of security, autonomy, prosperity"):
        region.plot("states")
