"""What interactive charts have in common: their data, words, sizes and quiet look."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from northeastsim.show import style
from northeastsim.show.chart import Chart, sentenced
from northeastsim.statement import SHORT

if TYPE_CHECKING:
    import pandas as pd

WIDTH, HEIGHT = 680, 320  # pixels
LETTER = 6.4  # pixels of a letter of a subtitle
FONT = "DejaVu Sans, Verdana, sans-serif"
CONFIG: dict[str, Any] = {
    "font": FONT,
    "view": {"stroke": None},
    "axis": {"labelColor": style.INK, "titleColor": style.INK, "tickColor": style.GREY, "gridColor": "#EEEEEE",
             "domainColor": style.INK, "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "labelLimit": 320},
    "title": {"anchor": "start", "color": style.INK, "subtitleColor": style.GREY, "fontSize": 17, "fontWeight": "normal",
              "subtitleFontSize": 12, "subtitlePadding": 6, "offset": 12},
    "text": {"fontSize": 11},
}  # fmt: skip


def records(table: pd.DataFrame, columns: Iterable[str]) -> Any:
    """Some columns of a table as a chart's own data: dates as days, no row limit, empty where there is no number."""
    plain = table[[name for name in columns if name in table]].copy()
    for name in plain.select_dtypes("datetime").columns:
        plain[name] = plain[name].dt.strftime("%Y-%m-%d")
    return inline(json.loads(plain.to_json(orient="records", double_precision=6)))


def inline(values: list[dict[str, Any]]) -> Any:
    """Records or features as a chart's own data."""
    import altair

    return altair.Data(values=values)  # type: ignore[no-untyped-call]


def dressed(form: Any, chart: Chart, hint: str, lead: str = "", fluid: bool = True, wide: bool = True) -> Any:
    """Give an Altair chart the static one's title, words and alternative text; `hint` says what the pointer does.

    `lead` stands for the static one's; `fluid`: a page may set it as wide as it is itself; `wide`: on a phone it is scrolled.
    """
    said = [sentenced(one) for one in (lead or chart.lead, hint, *chart.notes[-1:], SHORT) if one]
    lines = [part for one in said for part in textwrap.wrap(one, int(WIDTH / LETTER))]
    meta = {"fluid": fluid, "wide": wide, "words": " ".join(said)}
    return form.properties(title={"text": chart.title, "subtitle": lines}, description=chart.alt, usermeta=meta).configure(**CONFIG)
