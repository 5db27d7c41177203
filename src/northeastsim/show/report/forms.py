"""Charts of a page that also answer to a pointer: their form as data, and what draws it, once for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from northeastsim.show.interactive import FORMS, POINTER, as_json, bundle, expect, form

if TYPE_CHECKING:
    from northeastsim.show.chart import Chart

__all__ = ["STYLE", "bundle", "expect", "of"]

STYLE = f"{POINTER.strip()}\n.form svg {{ max-width: 100%; height: auto; }}\n.form .wide {{ min-width: 36rem; }}"


def of(chart: Chart) -> str:
    """The form of a chart as JSON that no text in it can end; nothing where it has none."""
    return as_json(form(chart)) if chart.name in FORMS.get(chart.kind, {}) else ""
