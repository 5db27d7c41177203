"""The page of risks: how likely a race, a crisis, a clash, a war is, what foretells them and what adds to them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Protocol

from northeastsim.analysis.paired import is_clear
from northeastsim.show.answer import RISKS, recorded, trusted, word
from northeastsim.show.blocks import Heading, Text
from northeastsim.show.cells import years
from northeastsim.show.chart import sentenced
from northeastsim.show.report.assumptions import assumptions
from northeastsim.show.report.behind import Behind, reproduced, trusting
from northeastsim.show.report.charts import figures
from northeastsim.show.report.kinds import basis
from northeastsim.show.report.parts import NONE, Folded, Page, Part, Section, Spoken
from northeastsim.show.risk.frame import TOGETHER, World, horizon
from northeastsim.show.sentences import joined
from northeastsim.show.told import risk as told

if TYPE_CHECKING:
    import pandas as pd

KINDS = {"crises": "crisis.any", "wars": "war.any", "arms race": "race.any"}


class Risk(told.Risk, Protocol):
    """What is read of risks here, beside what is told."""

    @property
    def charts(self) -> list[str]: ...
    def of(self, scenario: str) -> Risk: ...


def page(found: Risk, behind: Behind, spoken: Spoken = NONE) -> Page:
    """The page of risks."""
    plan, names = found.plan, [world.scenario for world in found.plan.own]
    about = " ".join(sentenced(one.text) for one in told.opening(plan) if isinstance(one, Text))
    asked = "How likely are an arms race, a crisis, a clash and a war in the model, what foretells them, and what adds to them?"
    return Page(
        "risk", joined(names), asked, about, answer(found),
        [
            Section("charts", drawn(found, behind.place, spoken)),
            basis.found(told.told(found)),
            Section("assumptions", assumed(found)),
            trusting(plan.own[0].resolved.document, [*found.notes, f"{told.HELD}."]),
            reproduced(behind),
        ],
        f"{joined(names)}: {horizon(plan)}, {plan.replications} replications of each world, seed {plan.seed}. In the model.",
    )  # fmt: skip


def drawn(found: Risk, where: str, spoken: Spoken) -> list[Part]:
    """The charts of the first scenario, and of the others those that do not show all."""
    parts: list[Part] = list(figures("risk", where, found.charts, found, **spoken))
    for world in found.plan.own[1:]:
        mine = found.of(world.scenario)
        own = figures("risk", where, [name for name in mine.charts if name not in TOGETHER], mine, **spoken)
        parts += [Heading(world.scenario), *own] if own else []
    return parts


def answer(found: Risk) -> list[str]:
    """How likely a crisis, a war and a race are, what adds most to crises, and how far to trust it."""
    return [likely(found), adding(found), trusted(told.HELD)]


def likely(found: Risk) -> str:
    """The chances in the first scenario, beside the record's own rates."""
    world, n = found.plan.own[0], found.plan.replications
    rows = told.of(found.tables["chances"], world.scenario, world.strategy).set_index("risk")
    parts = []
    for kind, name in KINDS.items():
        if kind in rows.index:
            row, naive = rows.loc[kind], recorded(name, world.resolved.document)
            record = f"; at the record's own rates {' to '.join(map(told.share, naive))}" if naive else ""
            interval = f"95 % interval {told.span(row['low'], row['high'])}"
            parts.append(f"{RISKS[name]} {word(row['probability'])} ({told.share(row['probability'])}; {interval}{record})")
    document = world.resolved.document
    where = f" in {world.scenario}" if len(found.plan.own) > 1 else ""
    return f"Within {years(document)} from {document['start']}{where}, in the model, over {n} replications: {joined(parts)}."


def adding(found: Risk) -> str:
    """Which type of event adds most crises, in the first scenario; or what bounds war."""
    world: World = found.plan.own[0]
    rows: pd.DataFrame = told.of(found.tables["types"], world.scenario, world.strategy)
    rows = rows[rows["outcome"] == "crises.count"] if len(rows) else rows
    if not len(rows):
        return "What single types of event add was not asked (--twins)."
    effects = zip(rows["difference"], rows["low"], rows["high"], strict=True)
    clear = rows[[is_clear(found.plan.paired, *each) for each in effects]]
    if not len(clear):
        return f"Of {len(rows)} types of event none clearly adds crises or takes any away: each 95 % interval holds 0."
    row = clear.loc[clear["difference"].abs().idxmax()]
    verb = "adds" if row["difference"] > 0 else "takes away"
    size = told.plain(abs(row["difference"]), ".2f")
    ends = sorted((abs(row["low"]), abs(row["high"])))
    margin = f"95 % interval {told.span(*ends)}" if not math.isnan(row["low"]) else "the same in all pairs"
    return (
        f"Of {len(rows)} types of event, {row['type'].replace('_', ' ')} {verb} most: {size} crises a run against the twin without it "
        f"({margin}, paired); about one in twenty intervals misses zero by chance."
    )


def assumed(found: Risk) -> list[Part]:
    """What each scenario assumes; of several, folded."""
    own = found.plan.own
    if len(own) == 1:
        return assumptions(own[0].resolved)
    return [Folded(world.scenario, assumptions(world.resolved)) for world in own]
