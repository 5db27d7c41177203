"""What the page says of the claims over a design: 6, 9, 16 and 17."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from tests.claims import choices, over_design
from tests.claims.choices import PHI, Contest, Turning
from tests.claims.options import ACTOR, SCENARIOS, YEARS, candidates

from northeastsim.study.options import usual_scenarios

TOP = 12
NO_INFORMATION = 0.05  # p above which a parameter is said to tell nothing


def sizes(n: int) -> tuple[int, int]:
    """Return how many sets of parameters and replications a page over n pairs takes: 200 and 10 at the usual 2,000."""
    return max(8, n // 10), max(4, n // 200)


def spreads(number: int, n: int) -> list[str]:
    """Return the table of a claim over the design."""
    sets, each = sizes(n)
    found = {6: over_design.claim_6, 9: over_design.claim_9}[number](sets, each)
    return [
        "",
        f"Over {sets} sets of all parameters, each over its plausible range (a Latin hypercube), {each} pairs each: the share of",
        "the sets where the mean effect has the sign that is claimed, with Wilson's 95 % interval; where the 95 % interval of the",
        "effect lies on that side, and on the other; the median and the range of the effects; the median as a share of the",
        "treaty's effect at the defaults.",
        "",
        *over_design.HEAD,
        *(each.row for each in found),
    ]


def claim_16(n: int) -> list[str]:
    """Return what is found for claim 16."""
    each = max(10, n // 100)
    found = choices.claim_16(usual_scenarios(ACTOR), each)
    names, many = candidates(), len(found) / 2
    fronts = np.array([one.front >= 0.5 for one in found]).sum(axis=0)
    winning = np.array([one.wins >= 0.01 for one in found]).sum(axis=0)
    often = ", ".join(f"`{name}` ({count})" for name, count in zip(names, winning, strict=True) if count > many)
    never = [name for name, count in zip(names, winning, strict=True) if not count]
    most = max(found, key=lambda one: one.high)
    rows = [
        f"| `{name}` | {sum(one.first == k for one in found)} | {100 * np.mean([one.wins[k] for one in found]):.0f} % "
        f"| {winning[k]} | {fronts[k]} |"
        for k, name in enumerate(names)
    ]
    return [
        "",
        f"{len(found)} shipped scenarios, {each} replications of each of the ten options, all with the same luck, {YEARS} years;",
        f"{choices.DRAWS:,} weightings of the eight concerns of China's shipped payoff, drawn evenly from all. Emergent.",
        "",
        "| option | wins most often in | of all weightings | at 1 % or more in | on the front in |",
        "| --- | --- | --- | --- | --- |",
        *rows,
        "",
        f"{verdict_16(found)} The widest win is that of `{names[most.first]}` in `{most.scenario}`,",
        f"at {100 * most.wins.max():.0f} % of the weightings, 95 % {100 * most.low:.0f} to {100 * most.high:.0f} (runs drawn anew).",
        f"At 1 % of the weightings or more in most scenarios win: {often}.",
        f"Never: {', '.join(f'`{name}`' for name in never) or 'none'}. *On the front*: no other",
        "option is as good in all eight concerns and better in one, in at least half of the times that runs are drawn anew.",
    ]


def verdict_16(found: Sequence[Contest]) -> str:
    """Say whether the claim holds: in how many scenarios one option wins at all weightings, or may for all that is known."""
    whole, open_ = (sum(share(one) > 0.999 for one in found) for share in (lambda one: one.wins.max(), lambda one: one.high))
    if whole:
        return f"Fails: one option wins at all weightings in {whole} of {len(found)} scenarios."
    doubt = f"; in {open_} the interval does not rule it out" if open_ else ""
    return f"Holds: in no scenario does one option win at all weightings{doubt}."


def claim_17(n: int) -> list[str]:
    """Return what is found for claim 17."""
    found = choices.claim_17(max(40, min(300, 3 * n // 20)), 6 if n >= 1000 else 3)
    sets = len(found.design)
    tables = {name: found.ranking(name) for name in found.payoffs}
    table = tables["all"]
    rows = [
        f"| `{name}` | {'yes' if choices.is_reaction(str(name)) else ''} | {row['rank']:.0f} [{row['rank_low']:.0f}, "
        f"{row['rank_high']:.0f}] | {100 * row['drop']:+.1f} % | {row['p']:.3f} | {row['p_any']:.2f} |"
        for name, row in table.iterrows()
        if row["rank"] <= TOP or name in (PHI, "budget.reaction")
    ]
    return [
        "",
        f"{sets} sets of {found.design.shape[1]} parameters (a Latin hypercube over their plausible ranges), China's ten options",
        f"in {', '.join(f'`{name}`' for name in SCENARIOS)}, {YEARS} years,",
        f"{found.payoffs['all'].shape[2]} replications each. The best option has the highest mean payoff under China's shipped",
        "default weighting, in usual changes at the defaults: what is judged moves, the judge does not. Emergent.",
        "",
        "*Purer*: how much less the best option varies within quarters of the parameter's range than over all, as a share of that,",
        "less what chance does; *p*: how often options dealt out at random do as much; *any*: for the best of all parameters. Rank",
        "with the 95 % interval over sets drawn anew. Where ranks run over hundreds, nothing tells these parameters apart. So many",
        f"sets show what makes the best option {100 * table['shows'].median():.1f} % purer or more; what does less goes unseen.",
        "",
        "| parameter | reaction | rank | purer | p | any |",
        "| --- | --- | --- | --- | --- | --- |",
        *rows,
        "",
        *verdict_17(found, tables),
        *moved_alone(found, n),
    ]


def told(shares: dict[str, float]) -> str:
    """Say which options are best, and how often."""
    return ", ".join(f"`{name}` in {100 * share:.0f} %" for name, share in shares.items())


def verdict_17(found: Turning, tables: dict[str, pd.DataFrame]) -> list[str]:
    """Say whether the answer turns on phi first, over all scenarios and in each."""
    lines = []
    for name in found.payoffs:
        table = tables[name]
        phi, order = table.loc[PHI], choices.reactions(table)
        before = sum(table.loc[each, "rank"] < phi["rank"] for each in order)
        first = table.loc[order[0]]
        lines.append(
            f"- {'over all three' if name == 'all' else f'`{name}`'}: phi ranks {phi['rank']:.0f} of {len(table)} "
            f"[{phi['rank_low']:.0f}, {phi['rank_high']:.0f}], p {phi['p']:.2f}; {before} of {len(order)} reaction coefficients come "
            f"before it, first `{order[0]}` (rank {first['rank']:.0f}, p {first['p']:.3f}, any {first['p_any']:.2f}). Best: "
            f"{told(found.shares(name))}."
        )
    return [f"**{word_17(tables['all'])}**", "", *lines]


def word_17(table: pd.DataFrame) -> str:
    """Say in a sentence what came of the claim."""
    phi, order = table.loc[PHI], choices.reactions(table)
    if phi["rank_high"] < min(table.loc[each, "rank_low"] for each in order):
        return "Holds: phi ranks before every reaction coefficient, in 95 % of samples."
    if phi["p"] > NO_INFORMATION:
        seen = [each for each in order if table.loc[each, "p_any"] <= NO_INFORMATION]
        others = f"but does on {', '.join(f'`{each}`' for each in seen)}" if seen else "nor on any one reaction coefficient"
        return f"False in the model: which option is best does not visibly turn on phi, {others}."
    return "Not shown: phi matters, but not surely before every reaction coefficient."


def moved_alone(found: Turning, n: int) -> list[str]:
    """Return what turns the best option at the defaults when one parameter alone is moved."""
    each, table = max(10, n // 100), found.ranking("all")
    contenders = tuple(name for name, share in found.shares("baseline").items() if share >= 0.01)
    chosen = [PHI, *table.index[:TOP], *choices.reactions(table)[:TOP]]
    moved = choices.alone(list(dict.fromkeys(map(str, chosen))), SCENARIOS[0], each, contenders)
    best = candidates()[moved[0].incumbent]
    shown = [one for one in moved if one.parameter == PHI or one.turns(False) != "nowhere"]
    flips = [f"| `{one.parameter}` | {one.turns(False)} | {one.turns(True)} |" for one in shown]
    return [
        "",
        f"One at a time in `{SCENARIOS[0]}`, {each} replications of the {len(contenders)} options that are best in 1 % of the sets or",
        f"more: at the defaults `{best}` is best. Of phi, the first {TOP} parameters and the first {TOP} reaction coefficients, each",
        "tried at five values over its range, another option leads here (by how much; *clearly*: the 95 % interval of the paired",
        "difference excludes 0; it is not widened for having tried many):",
        "",
        "| parameter | another leads at | clearly at |",
        "| --- | --- | --- |",
        *flips,
    ]
