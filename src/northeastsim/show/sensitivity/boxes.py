"""Boxes of scenario discovery: in words, and as a chart of what each restricts and what it holds."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

import pandas as pd
from matplotlib.axes import Axes

from northeastsim.show import style
from northeastsim.show.chart import Chart
from northeastsim.show.panels import dressed_rows
from northeastsim.show.sensitivity import frame
from northeastsim.show.sensitivity.uncertainties import amount, between, is_whole, meaning, short, unit

if TYPE_CHECKING:
    from northeastsim.analysis.discovery import Found
    from northeastsim.analysis.sensitivity.worlds import World
    from northeastsim.show.sensitivity.shown import Condition, Discovery

MOST = 4  # worlds drawn
ROW, GAP = 0.34, 0.95  # inches: of a limit, and between worlds


# --- in words ----------------------------------------------------------------------------------------------------------


def sentences(found: Discovery) -> list[str]:
    """What was found, a sentence or two per world, and where worlds agree."""
    told: list[str] = []
    known: set[str] = set()
    for world, one in zip(found.searched, found.found, strict=True):
        told += of_world(found, world, one, known)
    return told + agreement(found) + of_design(found)


def of_design(found: Discovery) -> list[str]:
    """That a design's points are alike, so that few of them count."""
    design = found.cells.design
    few, every = int(design.independent.sum()), len(design.values)
    if few == every:
        return []
    return [f"Of the {every:,} points of this design only the {few:,} that tell nothing of one another are used; others find more."]


def called(when: Condition) -> str:
    """A condition in words: `China's influence over North Korea at the end < 0.4`."""
    regret = re.fullmatch(r"regret\[(.+)\]", when.name)
    name = f"Regret of {regret[1]}" if regret else frame.called(when.name)
    often = "" if when.share is None else f" in {when.share:g} % of runs or more"
    return f"{name} {when.sign} {when.bound:g}{often}"


def of_world(found: Discovery, world: World, one: Found, known: set[str]) -> list[str]:
    """What was found in one world: its boxes that hold, else why there is none; what is `known` is not explained again."""
    where = f"In the model, {found.label(world)}"
    if one.why:
        return [f"{where}: {one.why}."]
    often = f"so it is at {one.cases:,} of {one.n:,} points"
    if one.holding.empty:
        first = one.boxes.iloc[0]
        return [
            f"{where}: {often}; no box holds. In the best it was so at {per_cent(first['fit_density'])} of the points that it was "
            f"found on, and of the others at {per_cent(first['density'])} (95 % {span(first, 'density')}), where anywhere it is at "
            f"{per_cent(first['base_rate'])}."
        ]
    lines = []
    for number, (_, box) in enumerate(one.holding.iterrows()):
        limits = one.limits[one.limits["box"] == box["box"]]
        lead = f"{where}: {often}, mostly where" if number == 0 else "Else where"
        lines.append(f"{lead} {listed([limit(found, row, known) for row in limits.itertuples()])}. {holds(box)}")
    return lines


def limit(found: Discovery, row: Any, known: set[str]) -> str:
    """One limit of a box: the uncertainty, what it means where that is not yet known, and where it lies, of which whole."""
    values = found.cells.design.values[row.uncertainty]
    means = "" if row.uncertainty in known else meaning(row.uncertainty)
    known.add(row.uncertainty)
    explained = f" ({means})" if means else ""
    if row.among:
        return f"{short(row.uncertainty)} is {row.among.replace(', ', ' or ')} (of {row.of_all})"
    whole = f"of {amount(row.of_low, values)} to {amount(row.of_high, values)}"
    of = f" {unit(row.uncertainty)}" if unit(row.uncertainty) not in ("", "ratio", "share") else ""
    weak = "" if row.quasi_p_held <= 0.05 else "; not significant on the points held out"
    return f"{short(row.uncertainty)}{explained} is {between(row.low, row.high, values)}{of} ({whole}{weak})"


def holds(box: pd.Series) -> str:
    """What a box holds."""
    return (
        f"There it is so at {per_cent(box['density'])} of points (95 % {span(box, 'density')}), against "
        f"{per_cent(box['base_rate'])} anywhere; the box holds {per_cent(box['coverage'])} of such points (95 % "
        f"{span(box, 'coverage')}) in {per_cent(box['mass'])} of the space. Told on {box['n']:,} points that it was not found on."
    )


def agreement(found: Discovery) -> list[str]:
    """What the boxes of all worlds restrict, and what those of some."""
    sets = [set(one.limits[one.limits["box"].isin(one.holding["box"])]["uncertainty"]) for one in found.found if len(one.holding)]
    if len(sets) < 2:
        return []
    every, any_of = set.intersection(*sets), set.union(*sets)
    where = f"all {len(sets)} worlds with a box that holds" if len(sets) < len(found.found) else f"all {len(sets)} worlds"
    some = f"; only in some: {', '.join(sorted(map(short, any_of - every)))}" if any_of - every else ""
    return [f"Restricted in {where}: {', '.join(sorted(map(short, every))) or 'nothing'}{some}."]


def listed(words: list[str]) -> str:
    """`a, b and c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def per_cent(share: float) -> str:
    """A share in per cent."""
    return f"{100 * share:.0f} %"


def span(box: pd.Series, name: str) -> str:
    """An interval of a share: `70 to 90`."""
    return f"{100 * box[f'{name}_low']:.0f} to {100 * box[f'{name}_high']:.0f}"


# --- as a chart --------------------------------------------------------------------------------------------------------


def figure(found: Discovery) -> Chart:
    """Draw, a block per world, what the first box restricts, within the whole range, and the way to it."""
    blocks = [(world, one) for world, one in zip(found.searched, found.found, strict=True) if len(one.boxes)][:MOST]
    rows = [max(4, len(one.limits[one.limits["box"] == 1])) for _, one in blocks]
    names = [short(name) for name in dict.fromkeys(found.limits["uncertainty"])] if len(found.limits) else [""]
    labels, across, side = frame.label_width(names), 3.4, 1.9
    width = max(7.4, labels + across + 0.9 + side + frame.RIGHT)
    height = frame.TOP + sum(rows) * ROW + len(blocks) * GAP + frame.BOTTOM - 0.2
    chart, top = Chart(figsize=(width, height)), height - frame.TOP
    for (world, one), count in zip(blocks, rows, strict=True):
        limits = one.limits[one.limits["box"] == 1]
        bottom = top - count * ROW - 0.25
        lower = bottom + (count - len(limits)) * ROW
        panel = chart.add_axes((labels / width, lower / height, across / width, len(limits) * ROW / height))
        draw_limits(panel, found, limits, bool(one.boxes["holds"].iloc[0]))
        panel.set_title(title(found, world, one), fontsize=style.SMALL, loc="left", color=style.INK)
        beside = chart.add_axes(((width - side - frame.RIGHT) / width, bottom / height, side / width, count * ROW / height))
        draw_way(beside, one)
        top = bottom - GAP + 0.25
    lead = "The box within each whole range, with quasi-p of its limits; right: coverage and density on the way to it, and held out"
    chart.surround(f"When: {called(found.when)}?", lead, [footer(found, blocks)])
    chart.say(sentences(found)[0], found.limits.reset_index(drop=True))
    return chart


def footer(found: Discovery, blocks: list[Any]) -> str:
    """What there is beyond the drawn boxes, and what was run."""
    without = [found.label(w) for w, one in zip(found.searched, found.found, strict=True) if not len(one.boxes)]
    none = f"No box in {', '.join(without)}. " if without else ""
    first = "Of several boxes the first is drawn. " if any(len(one.holding) > 1 for one in found.found) else ""
    return f"PRIM, found on one half of the points, told on the other. {none}{first}{found.about}"


def title(found: Discovery, world: World, one: Found) -> str:
    """What the first box of a world holds."""
    box = one.boxes.iloc[0]
    verdict = "" if box["holds"] else " (does not hold)"
    return (
        f"{found.label(world).replace('_', ' ')}{verdict}: density {per_cent(box['density'])} ({span(box, 'density')}), base "
        f"{per_cent(box['base_rate'])}, coverage {per_cent(box['coverage'])}"
    )


def draw_limits(panel: Axes, found: Discovery, limits: pd.DataFrame, is_held: bool) -> None:
    """Draw each limit as a part of the whole range, with its ends."""
    colour = style.OKABE_ITO[2] if is_held else style.GREY
    for place, row in enumerate(limits.itertuples()):
        panel.barh(place, 1.0, color=style.LIGHT, height=0.28, alpha=0.6, lw=0)
        if row.among:
            inside, whole = str(row.among).split(", "), str(row.of_all).split(", ")
            for k, name in enumerate(whole):
                is_in = name in inside
                panel.barh(place, 0.94 / len(whole), left=k / len(whole), color=colour if is_in else "none", height=0.28, lw=0)
                panel.text((k + 0.47) / len(whole), place - 0.32, name.replace("_", " "), ha="center", fontsize=style.SMALL - 2,
                           color=style.INK if is_in else style.GREY)  # fmt: skip
        else:
            draw_range(panel, place, row, found.cells.design.values[str(row.uncertainty)], colour)
        panel.text(1.02, place, f"p {p_value(float(row.quasi_p))}", va="center", fontsize=style.SMALL - 1.5, color=style.GREY)
    panel.set_yticks(range(len(limits)), [short(str(name)) for name in limits["uncertainty"]])
    panel.set_ylim(len(limits) - 0.4, -0.6)
    panel.set_xlim(0, 1.14)
    dressed_rows(panel)
    panel.set_xticks([])
    panel.spines["bottom"].set_visible(False)


def draw_range(panel: Axes, place: int, row: Any, values: pd.Series, colour: str) -> None:
    """Draw where a box lies within the range of a number or date."""
    whole = row.of_high - row.of_low
    low = row.of_low if row.low != row.low else row.low
    high = row.of_high if row.high != row.high else row.high
    left, right = (low - row.of_low) / whole, (high - row.of_low) / whole
    panel.barh(place, right - left, left=left, color=colour, height=0.28, lw=0)
    if is_whole(values):
        low, high = math.ceil(low), math.floor(high)
    for at, value, is_limit, side in ((left, low, row.low == row.low, "left"), (right, high, row.high == row.high, "right")):
        panel.text(
            at, place - 0.22, amount(value, values), ha=side, va="bottom", fontsize=style.SMALL - 1.5,
            color=style.INK if is_limit else style.GREY, fontweight="bold" if is_limit else "normal",
        )  # fmt: skip


def p_value(p: float) -> str:
    """A quasi-p value: `< 0.001`."""
    return "< .001" if p < 0.001 else f"{p:.3f}".lstrip("0")


def draw_way(panel: Axes, one: Found) -> None:
    """Draw coverage and density along PRIM's way, the chosen step, and what it holds on the points held out."""
    path, box = one.path, one.boxes.iloc[0]
    panel.plot(path["coverage"], path["density"], "o", ms=2.6, color=style.LIGHT, mec=style.GREY, mew=0.4)
    panel.plot([box["fit_coverage"]], [box["fit_density"]], "o", ms=5.5, mfc="white", mec=style.INK, mew=1.2)
    panel.plot([box["coverage"]] * 2, [box["density_low"], box["density_high"]], color=style.OKABE_ITO[2], lw=1.2)
    panel.plot([box["coverage_low"], box["coverage_high"]], [box["density"]] * 2, color=style.OKABE_ITO[2], lw=1.2)
    panel.plot([box["coverage"]], [box["density"]], "o", ms=5.0, color=style.OKABE_ITO[2])
    panel.axhline(box["base_rate"], color=style.GREY, lw=0.9, ls=(0, (1, 2)))
    panel.set_xlim(-0.02, 1.05)
    panel.set_ylim(0, 1.05)
    panel.set_xlabel("coverage", fontsize=style.SMALL - 0.5)
    panel.set_ylabel("density", fontsize=style.SMALL - 0.5)
    panel.spines[["top", "right"]].set_visible(False)
    panel.tick_params(labelsize=style.SMALL - 1, color=style.GREY, labelcolor=style.INK)
