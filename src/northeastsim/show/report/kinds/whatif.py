"""The page of a what-if: what a change does, when the worlds part, and on what it rests."""

from __future__ import annotations

import math
from typing import Any

from northeastsim.analysis.paired import is_clear
from northeastsim.show.answer import beside_treaty, of_pairs, of_unit, trusted
from northeastsim.show.blocks import Heading, Text
from northeastsim.show.cells import years
from northeastsim.show.names import sentence
from northeastsim.show.report.assumptions import assumptions
from northeastsim.show.report.behind import Behind, reproduced, trusting
from northeastsim.show.report.charts import charts
from northeastsim.show.report.kinds import basis
from northeastsim.show.report.parts import NONE, Page, Section, Spoken
from northeastsim.show.told import whatif as told
from northeastsim.show.told.whatif import WhatIf
from northeastsim.show.view import actor_names


def page(found: WhatIf, behind: Behind, spoken: Spoken = NONE) -> Page:
    """The page of a what-if."""
    document, where = found.document, f"effects in {behind.place}"
    about = " ".join(one.text for one in told.asked(found) if isinstance(one, Text))
    of_base = [Heading("The world without the change"), *assumptions(found.worlds.original)]
    return Page(
        "whatif", found.name, question(found), about, answer(found),
        [
            charts("whatif", where, found, **spoken),
            basis.found(told.told(found)),
            Section("assumptions", [Text(f"The change: {'; '.join(found.words)}."), *of_base]),
            trusting(document, behind.notes),
            reproduced(behind),
        ],
        f"{found.name}, what if {'; '.join(found.words)}: {of_pairs(found.n)}, {years(document)}, seed {found.seed}. In the model.",
    )  # fmt: skip


def question(found: WhatIf) -> str:
    """What is asked: the change, and the scenario's own question."""
    own = str(found.document.get("question") or "")
    return " ".join(one for one in (f"What if: {'; '.join(found.words)}?", own) if one)


def answer(found: WhatIf) -> list[str]:
    """What the change does most, what it does to crises, and how far to trust it."""
    return [changed(found), crises(found), trusted(told.held(found))]


def changed(found: WhatIf) -> str:
    """The clearest effect at the horizon, against the spread between runs."""
    table = found.effects
    rows = table[~table["metric"].str.endswith(".count") & (table["date"] == table["date"].max())].to_dict("records")
    clear = [row for row in rows if is_clear(found.n, row["effect"], row["low"], row["high"])]
    when = f"on {found.dates[-1]:%Y-%m-%d}"
    if not clear:
        same = f"each 95 % interval holds 0 ({of_pairs(found.n)})"
        return f"In the model, the change moves none of {len(rows)} scores clearly {when}: {same}."
    row: dict[str, Any] = max(clear, key=lambda one: abs(one["in_sd"]) if not math.isnan(one["in_sd"]) else math.inf)
    _, effect, interval, *_ = told.cells(row)
    what = sentence(row["metric"], actor_names(found.document))
    treaty = beside_treaty(None if math.isnan(row["treaty"]) else row["treaty"])
    return (
        f"In the model, the change moves {what} most, measured by how much it varies between runs: by {effect}{of_unit(row['unit'])} "
        f"{when} ({margin(row, interval)}, {of_pairs(found.n)}), from {row['original']:.{told.usual(row)}f} without it{treaty}; the "
        "naive baseline is no effect, 0."
    )


def margin(row: dict[str, Any], interval: str) -> str:
    """The interval of an effect; where all pairs differ alike there is none, and it says so."""
    return "the same in all" if math.isnan(row["low"]) else f"95 % interval {interval}"


def crises(found: WhatIf) -> str:
    """In how many pairs events part at all, and what that does to counts of crises and wars."""
    table = found.effects.set_index("metric")
    parted = f"In {told.percent(found.shares.loc['events', 'share'])} of the pairs other events follow than without the change"
    counts = []
    for name in ("crises", "wars"):
        if f"{name}.count" in table.index:
            row = dict(table.loc[f"{name}.count"])
            original, effect, interval, *_ = told.cells(row)
            moved = f"{effect} a run ({margin(row, interval)}, from {original})" if row["effect"] else f"none ({original} a run)"
            counts.append(f"{name} {moved}")
    return f"{parted}; what it adds over {years(found.document)}, in the model: {', '.join(counts)}." if counts else f"{parted}."
