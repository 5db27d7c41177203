"""Regret of each option: how much less it pays than the best in the same scenario."""

from __future__ import annotations

from matplotlib.lines import Line2D

from northeastsim.show import style
from northeastsim.show.chart import Chart
from northeastsim.show.comparison.frame import BOTTOM, LABELS, RIGHT, ROW, TOP, Comparison, about, plain
from northeastsim.show.panels import dressed_rows


def of_regret(comparison: Comparison) -> Chart:
    """The regret of each strategy: a tick per scenario, the greatest as a dot."""
    regret = comparison.judgement.regret
    order = regret.max(axis=1).sort_values(kind="stable").index
    width, height = 7.4, TOP + ROW * len(order) + BOTTOM + 0.5
    chart = Chart(figsize=(width, height))
    panel = chart.add_axes((LABELS / width, (BOTTOM + 0.5) / height, 1 - (LABELS + RIGHT) / width, ROW * len(order) / height))
    for place, name in enumerate(order):
        values = regret.loc[name]
        panel.plot(values, [place] * len(values), "|", ms=9, color=style.GREY, mew=0.9)
        panel.plot([values.max()], [place], "o", ms=5.5, color=style.OKABE_ITO[0])
        panel.plot([values.mean()], [place], "D", ms=4.5, mfc="white", color=style.OKABE_ITO[2])
        if values.max() > 0.0:
            panel.annotate(
                plain(str(values.idxmax())), (values.max(), place), xytext=(6, 0), textcoords="offset points", va="center",
                fontsize=style.SMALL - 1, color=style.GREY,
            )  # fmt: skip
    panel.set_yticks(range(len(order)), [plain(str(name)) for name in order])
    panel.set_ylim(len(order) - 0.4, -0.6)
    panel.set_xlim(left=-0.01 * float(regret.to_numpy().max()), right=1.28 * float(regret.to_numpy().max()))
    panel.set_xlabel("regret, usual changes: how much less it pays than the best option in that scenario", fontsize=style.SMALL)
    dressed_rows(panel)
    panel.grid(axis="x", color="#EEEEEE", lw=0.8)
    chart.legend(
        handles=[
            Line2D([], [], marker="|", ms=9, ls="none", color=style.GREY, label="a scenario"),
            Line2D([], [], marker="D", ms=4.5, mfc="white", ls="none", color=style.OKABE_ITO[2], label="mean"),
            Line2D([], [], marker="o", ms=5.5, ls="none", color=style.OKABE_ITO[0], label="greatest, and where"),
        ],
        loc="upper right", bbox_to_anchor=(1 - 0.1 / width, 1 - 0.02 / height), ncols=3, fontsize=style.SMALL, frameon=False,
    )  # fmt: skip
    lead = "Regret in usual changes; an option with little regret everywhere is robust; best on the mean need not be"
    chart.surround("Regret", lead, [about(comparison)])
    least, most = order[0], order[-1]
    ends = [f"{plain(str(name))} ({regret.loc[name].max():.2f})" for name in (least, most)]
    told = f"Greatest regret over scenarios: least for {ends[0]}, most for {ends[1]}"
    chart.say(told, regret.rename_axis(index="strategy", columns="scenario").stack().rename("regret").reset_index())
    return chart
