"""What each card does, for the control desk: the line a year later, who takes note, who is first to act otherwise."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd

from docs._findings.basis import signed
from docs._scenarios.basis import loaded
from docs._teaching.basis import SEED, STATES, filled, gap, grid, mark, write
from docs._teaching.cards import DATE, WAIT, Card, cards
from northeastsim.face.whatif import WhatIf
from northeastsim.show.names import capital, genitive, with_article
from northeastsim.show.view import is_of

SCENARIO, YEARS = "s400_transfer", 3
SOON, LATER = "2025-08-01", "2026-07-01"
HOLD, CALM = "influence[CHN,PRK]", "stability"
REGARD, ALARM = "alignment", "provocation"
NOTED, LEAST = 3, 0.005  # feelings that are told, and how great one has to be
WORDS = {
    "missile_test": "a launch", "arms_transfer": "an arms deal", "border_tap": "the tap of trade", "military_visit": "a visit",
    "economic_support": "support", "joint_exercise": "a drill", "technology_transfer": "know-how", "alliance_upgrade": "the alliance",
}  # fmt: skip


def page(count: int) -> None:
    """Run all cards and write the page."""
    parts = [filled("control-table.txt", mark=mark([SCENARIO]), date=DATE, scenario=SCENARIO, n=count, seed=SEED, band=band())]
    every = cards()
    for state, name in STATES.items():
        rows = [row(card, count) for card in every if card.state == state and card.code != WAIT]
        parts.append(f"## {name}\n\n{grid(['no.', 'card', 'line', 'calm', 'who takes note', 'who acts otherwise'], rows)}\n")
    write("control-table.md", "\n".join(parts))


def band() -> str:
    """Return the band of the class's line, year by year."""
    bands = loaded(SCENARIO).run(replications=500, seed=SEED, paths=0, events=0, baseline=False).bands
    mine = bands[is_of(bands, "influence[CHN,PRK]")]
    told = [
        [f"{one['date']:%Y}", f"{one['mean']:.3f}", f"{one['p05']:.3f} to {one['p95']:.3f}", f"{one['p25']:.3f} to {one['p75']:.3f}"]
        for one in mine.to_dict("records")
    ]
    return grid(["year", "mean", "nine of ten runs (5-95 %)", "half of them (25-75 %)"], told)


def row(card: Card, count: int) -> list[str]:
    """Run a card and return its row."""
    found = tried(card, count)
    later = at(found, LATER)
    return [
        str(card.number), card.title, gap(later.loc[HOLD], 1, 100), gap(later.loc[CALM], 1, 100), noted(card, found),
        acted(card, found),
    ]  # fmt: skip


def tried(card: Card, count: int) -> WhatIf:
    """Run the scenario beside the same with a card, with all feelings of the six as its own metrics."""
    pairs = [(one, other) for one in STATES for other in STATES if one != other]
    felt = {f"{kind}_{one}_{other}": f"{kind}[{one}, {other}]" for kind in (REGARD, ALARM) for one, other in pairs}
    scenario = loaded(SCENARIO).with_(years=YEARS).patch({"metrics": felt})
    return scenario.whatif(patch={"events": [card.event]}, replications=count, seed=SEED, scores=[HOLD, CALM, *felt])


def at(found: WhatIf, date: str) -> pd.DataFrame:
    """Return the effects on a date, by score."""
    effects = found.effects
    return effects[effects["date"] == date].set_index("metric")


def noted(card: Card, found: WhatIf) -> str:
    """Return whose feelings moved most within a month, other than those of whoever plays the card."""
    felt = at(found, SOON)["effect"]
    others = felt[[name for name in felt.index if name.startswith((REGARD, ALARM)) and name.split("_")[1] != card.initiator]]
    largest = others[others.abs() >= LEAST]
    order = largest.abs().sort_values(ascending=False, kind="stable").index[:NOTED]
    told = [f"{capital(words(str(name)))} {signed(float(largest[name]), 2)}" for name in order]
    return "; ".join(told) or "nobody by much"


def words(name: str) -> str:
    """Return a feeling in words: `South Korea's alarm at Russia`."""
    kind, one, other = name.split("_")
    who, whom = genitive(with_article(STATES[one])), with_article(STATES[other])
    return f"{who} alarm at {whom}" if kind == ALARM else f"{who} regard for {whom}"


def acted(card: Card, found: WhatIf) -> str:
    """Return in how many pairs events part within a year, and whose act is first most often."""
    partings = found.partings
    mine = partings[(partings["what"] == "events") & (partings["date"] <= LATER)]
    if mine.empty:
        return "0"
    firsts: Counter[tuple[str, str, str]] = Counter(zip(mine["initiator"], mine["type"], mine["stage"], strict=True))
    (who, kind, stage), _ = min(firsts.items(), key=lambda item: (-item[1], item[0]))
    return f"{len(mine)} ({STATES.get(who, who)}: {told(kind)}{' cancelled' if stage == 'cancelled' else ''})"


def told(kind: Any) -> str:
    """Return a type of act in words."""
    return WORDS.get(str(kind), str(kind).replace("_", " "))
