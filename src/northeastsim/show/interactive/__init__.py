"""Charts that answer to a pointer: the same data and colours as the static ones, as Altair charts and pages that open offline.

`form(chart)` is the Altair chart, `save(path, chart, ...)` writes a page; for a page of one's own there are `bundle()`, once, and
`placed(form, id)` or `spec(form)` for each chart. Nothing here imports Altair before it is asked for.
"""

from northeastsim.show.interactive.forms import FORMS, expect, form
from northeastsim.show.interactive.page import CHARTS, POINTER, POLICY, as_json, bundle, page, placed, save, spec

__all__ = ["CHARTS", "FORMS", "POINTER", "POLICY", "as_json", "bundle", "expect", "form", "page", "placed", "save", "spec"]
