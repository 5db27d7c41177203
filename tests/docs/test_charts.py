"""The gallery is what the charts look like now: pictures alike, alternative texts and the page word for word.

`python -m docs._charts` renews them; look at the pictures before you commit them.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from matplotlib.testing.compare import compare_images

from docs._charts.__main__ import PAGE, PICTURES, page
from docs._charts.subjects import KINDS
from northeastsim.show.catalogue import CHARTS

pytestmark = pytest.mark.xdist_group("gallery")  # one process runs what they share
QUICK = ("run", "whatif")  # seconds; the others a minute or two together
TOLERANCE = 0.5  # root mean square of 0 to 255; one thin line that is missing makes more


@pytest.mark.parametrize("kind", [kind if kind in QUICK else pytest.param(kind, marks=pytest.mark.full) for kind in KINDS])
def test_pictures_look_as_in_the_gallery(kind: str, tmp_path: Path) -> None:
    seen = []
    for name, chart in KINDS[kind]():
        kept, drawn = PICTURES / f"{kind}_{name}.png", tmp_path / f"{name}.png"
        seen.append(name)

        assert compare_images(str(kept), str(chart.save(drawn)), TOLERANCE) is None
        assert kept.with_suffix(".txt").read_text(encoding="utf-8") == f"{chart.alt}\n"
        assert "model" in chart.alt and len(chart.data), name
    assert sorted(seen) == sorted(CHARTS[kind])


def test_one_line_that_is_missing_is_seen(tmp_path: Path) -> None:
    chart = next(chart for name, chart in KINDS["run"]() if name == "outcome")
    chart.axes[-1].get_lines()[0].remove()

    assert compare_images(str(PICTURES / "run_outcome.png"), str(chart.save(tmp_path / "cut.png")), TOLERANCE)


def test_the_page_shows_every_chart() -> None:
    assert PAGE.read_text(encoding="utf-8") == "\n".join(page()) + "\n"
    assert {one.name for one in PICTURES.glob("*.png")} == {f"{kind}_{name}.png" for kind in CHARTS for name in CHARTS[kind]}
