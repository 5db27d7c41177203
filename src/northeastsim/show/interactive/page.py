"""Pages with interactive charts that open offline: the JavaScript lies in them once, and nothing is loaded.

A page needs no `unsafe-eval` in its Content-Security-Policy: expressions are interpreted, not compiled.
"""

from __future__ import annotations

import functools
import json
from html import escape
from pathlib import Path
from typing import Any

from northeastsim.show.interactive.forms import expect
from northeastsim.statement import FULL, trust

OPTIONS = {
    "mode": "vega-lite", "ast": True, "actions": False, "renderer": "svg", "defaultStyle": False,
    "tooltip": {"disableDefaultStyle": True},
}  # fmt: skip
CALL = """
window.northeastsimChart = (id, spec) => {
  const place = document.getElementById(id);
  vegaEmbed(place, spec, OPTIONS).catch((error) => { place.textContent = error; });
};
"""
POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"
STYLE = """
body { font: 16px/1.5 "DejaVu Sans", Verdana, sans-serif; color: #222; margin: 0 auto; max-width: 60rem; padding: 1rem; }
h1 { font-size: 1.6rem; font-weight: normal; margin: .5rem 0; }
h2 { font-size: 1.3rem; font-weight: normal; margin: 2.5rem 0 .5rem; }
.statement { color: #555; font-size: .85rem; }
.told { font-size: .9rem; }
table { border-collapse: collapse; font-size: .8rem; }
th, td { padding: .1rem .5rem; text-align: left; }
"""
POINTER = """
.lead { color: #555; font-size: .9rem; }
.vega-bindings { margin: .5rem 0; }
.vega-bindings input { width: 14rem; max-width: 60%; }
#vg-tooltip-element { position: fixed; z-index: 1000; visibility: hidden; pointer-events: none; max-width: 20rem; padding: 6px 10px;
  border: 1px solid #666; border-radius: 4px; background: #fff; color: #222; font: 13px/1.4 "DejaVu Sans", Verdana, sans-serif; }
#vg-tooltip-element.visible { visibility: visible; }
#vg-tooltip-element td { padding: 0 .6rem 0 0; text-align: left; }
#vg-tooltip-element td.key { color: #555; }
"""  # what a chart needs that answers to a pointer
CHARTS = f"""
.scroll {{ overflow-x: auto; }}
.chart {{ margin: .5rem 0; min-width: 20rem; }}
.chart.wide {{ min-width: 36rem; }}
.chart svg {{ max-width: 100%; height: auto; }}
{POINTER}"""
MOST = 200  # rows of a table


@functools.cache
def bundle() -> str:
    """Return the JavaScript that draws charts, about 0.9 MB, once for a page; `northeastsimChart(id, spec)` draws one.

    Raises ScenarioError where vl-convert is not installed.
    """
    expect("vl_convert")
    import vl_convert

    script = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    return f"{script}\n{CALL.replace('OPTIONS', json.dumps(OPTIONS))}"


def spec(form: Any, titled: bool = True) -> dict[str, Any]:
    """Return an Altair chart as plain data for `northeastsimChart`, as wide as its page where it can be; its title if `titled`."""
    found: dict[str, Any] = {key: value for key, value in form.to_dict().items() if key != "$schema"}  # an address
    if found["usermeta"]["fluid"]:
        found["width"], found["autosize"] = "container", {"type": "fit-x", "contains": "padding"}
    return found if titled else {key: value for key, value in found.items() if key != "title"}


def placed(form: Any, id: str) -> str:
    """Return the HTML of a chart: its words, an element of that id, and the script that draws into it.

    Its title is left to the page, which has the `bundle` before it and the styles `CHARTS`.
    """
    found, data = spec(form, titled=False), as_json(form)
    wide = " wide" if found["usermeta"]["wide"] else ""
    chart = f'<div class="scroll" tabindex="0"><div class="chart{wide}" id="{escape(id, quote=True)}"></div></div>'
    script = f"<script>northeastsimChart({quoted(id)},{data});</script>"
    return f'<p class="lead">{escape(found["usermeta"]["words"])}</p>\n{chart}\n{script}'


def as_json(form: Any) -> str:
    """Return an Altair chart without its title as JSON that can stand in a script: it holds nothing that could end one."""
    return json.dumps(spec(form, titled=False), ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")


def quoted(text: str) -> str:
    """A text as a literal inside a script."""
    return json.dumps(text).replace("<", "\\u003c")


def page(*charts: Any) -> str:
    """Return one page with the interactive forms of charts: title, statement, each chart, its text and its numbers."""
    from northeastsim.show.interactive.forms import form

    title = charts[0].title
    parts = [part(chart, form(chart), k) for k, chart in enumerate(charts)]
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(title)}</title>'
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    said = f'<p class="statement">{escape(FULL)}</p><p class="statement">{escape(" ".join(trust()))}</p>'
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head>{head}{policy}<style>{STYLE}{CHARTS}</style></head>\n<body><main>'
        f"<h1>{escape(title)}</h1>{said}<script>{bundle()}</script>\n{''.join(parts)}</main></body></html>\n"
    )


def part(chart: Any, drawn: Any, number: int) -> str:
    """A chart on a page: drawn, in words, and as a table."""
    heading = f"<h2>{escape(chart.title)}</h2>" if number else ""
    words = f'<p class="told">{escape(chart.told)}</p><noscript><p>The chart needs JavaScript; its numbers are below.</p></noscript>'
    return f"<section>{heading}{placed(drawn, f'chart-{number}')}\n{words}{table(chart.data)}</section>\n"


def table(data: Any) -> str:
    """The numbers of a chart, to be opened; the first rows where there are very many."""
    rows = data.head(MOST).to_html(index=False, float_format=lambda value: f"{value:.4g}", na_rep="", border=0)
    more = f"<p>The first {MOST} of {len(data)} rows.</p>" if len(data) > MOST else ""
    return f'<details><summary>The numbers</summary><div class="scroll" tabindex="0">{rows}</div>{more}</details>'


def save(path: Path | str, *charts: Any) -> Path:
    """Write a page with the interactive forms of charts, whole or not at all; return its path."""
    text = page(*charts)
    Path(path).write_text(text, encoding="utf-8")
    return Path(path)
