# ---
# jupyter:
#   jupytext:
#     formats: ipynb,py:percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 5. Which of our assumptions decide the answer?
#
# **Goal.** You run a sweep over what nobody knows, rank the assumptions by what they do, tell when a ranking is settled and
# when it is not, and find the corner of the assumptions in which China loses its hold.
#
# **You need** notebook 1, and `pip install "northeastsim[standard,analysis]" duckdb`. **Time:** 30 minutes.
#
# > A model for teaching and for comparing assumptions, not a forecast and not intelligence. It simplifies states into
# > actors with a few concerns. Numbers on North Korea and on arms flows are claims by governments and research groups,
# > often disputed and mostly from one side; a denial is recorded where there is one. Where a simple rule does better we
# > say so. No endorsement of any state's claims, borders or conduct.
#
# ## What nobody knows
#
# A hundred runs make chance small. They do nothing about the parameters, which are judgement. A **sweep** runs a scenario at
# many points of what is uncertain. Here seven uncertainties: how many regiments are sold, what leverage is made of, how much
# counts of the flows outside the record, how frequent crises are. `plausible` is the range that an informed reader could
# defend.
#
# **Before you run anything:** which of the seven decides China's influence over North Korea after six years? And which
# decides the number of crises?

# %%
import tempfile
from pathlib import Path

import duckdb
import pandas as pd

import northeastsim as ne

asked = {
    "format": 1,
    "name": "What decides China's hold on Pyongyang",
    "scenarios": ["s400_transfer"],
    "uncertainties": {
        "events.s400_deal.quantity": {"low": 1, "high": 6, "whole": True},
        "parameters.influence.weight_economic": "plausible",
        "parameters.influence.weight_security": "plausible",
        "parameters.influence.weight_political": "plausible",
        "parameters.influence.diversification": "plausible",
        "parameters.dependence.flow_weight": "plausible",
        "parameters.crisis.base_rate": "plausible",
    },
    "levers": {"years": [6], "settings.war": ["marks"]},  # of one value each: set in all runs
    "design": {"method": "sobol_sequence", "points": 64, "seed": 1},
    "replications": 4,
    "outcomes": ["influence[CHN,PRK].end", "crises.count"],
}
room = tempfile.TemporaryDirectory()
folder = Path(room.name) / "hold"
sweep = ne.sweep(asked, out=folder)
sweep.summary[["outcome", "points", "mean", "error", "p05", "p50", "p95", "naive"]].round(3)

# %% [markdown]
# Points of a Sobol' sequence fill the space evenly. `error` is Monte Carlo error of the mean, `p05` to `p95` the spread over
# points, `naive` a world in which all stays as it is. What is the spread made of: the seven, or luck?

# %%
found = ne.sensitivity(sweep)
found.spread[["outcome", "part", "share", "low", "high", "points"]].query("share > 0").round(2)

# %% [markdown]
# Influence is nearly all assumption; of crises luck is a large part, and most of it strikes all points alike, since replication 2
# has the same luck at every point. Now who decides it:

# %%
columns = ["uncertainty", "shown", "low", "high", "nothing", "is_clear", "direction"]
shares = found.indices.query("measure == 'score' and outcome == 'influence[CHN,PRK].end'")[columns]
shares.sort_values("shown", ascending=False).round(2)

# %% [markdown]
# `shown` is how much an uncertainty helps to tell the outcome, with a 95 % interval; `nothing` is the naive baseline: what one
# that does nothing at all may reach, by chance. Not above it, not told apart. Is the ranking settled?

# %%
settled = ["measure", "n", "is_ranked", "is_screened", "is_known", "ask_for"]
found.convergence.query("measure == 'score' and outcome == 'influence[CHN,PRK].end'")[settled]

# %% [markdown]
# `is_ranked`: would the order stay, were the points drawn again? `is_screened`: is it settled who may be left out? `is_known`: are
# sizes known to .05? With 64 points hardly. A Sobol' sequence goes on where it stopped, and so does the sweep: the same folder,
# more points, and only what is missing is run.
#
# **Before you run it:** what changes with 512 points, the ranking or the intervals?

# %%
asked["design"]["points"] = 512
sweep = ne.sweep(asked, out=folder)
found = ne.sensitivity(sweep)
assert bool(found.convergence.query("measure == 'score' and outcome == 'influence[CHN,PRK].end'")["is_ranked"].iloc[0])
found.plot("indices", "influence[CHN,PRK].end")

# %% [markdown]
# The grey bars are what nothing may reach. Three things that nobody has measured decide the level of influence: how much
# leverage trade gives, how much arms and protection, and how much a patron loses when there is a second one. How many
# regiments Russia sells is not told apart from nothing.
#
# Read that twice. It does not say that the sale does nothing: paired with its twin it does (notebook 1). It says that beside
# these assumptions the size of the sale is invisible in the *level*.
#
# ## When does China lose its hold?
#
# Say that influence below .40 is "lost" (it begins at .47). PRIM looks for a **box**: limits on few assumptions within which that
# happens often (*density*) and which holds most of the cases (*coverage*). It is found on one half of the points and told on the
# other, and the base rate is the naive answer.
#
# **Before you run it:** which two or three assumptions are in the box?

# %%
boxes = ne.discover(sweep, "influence[CHN,PRK].end < 0.40")
boxes.plot()

# %%
told = boxes.boxes
assert told["holds"].iloc[0] and told["density_low"].iloc[0] > told["base_rate"].iloc[0]
told[["box", "coverage", "coverage_low", "coverage_high", "density", "density_low", "density_high", "base_rate", "n", "holds"]].round(2).T

# %%
print("\n".join(boxes.sentences))

# %% [markdown]
# The hollow ring in the chart is what the box looked like on the half that it was found on, the dot what it is on the other: what
# lies between them was luck, fitted. Believe the dot.
#
# A box is a sentence that one can argue about: *if you hold that trade and arms give little leverage, then in about half of such
# worlds this model has China lose its hold, against a quarter anywhere.* The second box is another way to the same end. Neither
# says how likely such a world is.
#
# ## Your own questions to the runs
#
# A sweep's folder holds plain Parquet files, a row per point and replication. Any tool reads them.

# %%
runs = pd.read_parquet(folder / "runs")
thirds = pd.cut(runs["parameters.influence.diversification"], 3, labels=["low", "middle", "high"])
runs.groupby(thirds, observed=True)["influence[CHN,PRK].end"].agg(["count", "mean", "std"]).round(3)

# %%
question = f"""
    SELECT "events.s400_deal.quantity" AS regiments, count(*) AS runs,
           round(avg("influence[CHN,PRK].end"), 3) AS influence, round(stddev("influence[CHN,PRK].end") / sqrt(count(*)), 3) AS error
    FROM '{folder}/runs/*.parquet' GROUP BY regiments ORDER BY regiments
"""
duckdb.sql(question).df()

# %% [markdown]
# (The error there is too small: four runs of one point are not four answers.)
#
# ## What must we not conclude?
#
# - How likely any of this is. Ranges say what is plausible; nobody says that their middle is likelier than their ends.
# - That what is not told apart has no effect. More points, or a paired question, may show it.
# - That the list of seven is complete: what is not varied counts as known, and a wrong rule is in no range.
#
# ## Exercises
#
# 1. What decides the number of crises, and how much of it is luck?
# 2. Another corner: when does China's influence *grow* to more than .55?
# 3. Ask for a rare thing, influence below .30. What does `discover` say, and why is that right?
# 4. The sale again: take the points with few and with many regiments and compare the means *at alike assumptions*. Why would a
#    lever be the better design?
#
# ## Worked answers
#
# Try first. Each answer runs, then says in words what to see in it. Lines with `assert` are what the words rest on.
#
# ### 1. Crises

# %%
found.indices.query("measure == 'score' and outcome == 'crises.count'")[columns].sort_values("shown", ascending=False).head(3).round(2)

# %%
found.spread.query("outcome == 'crises.count' and share > 0.01")[["part", "share", "low", "high"]].round(2)

# %% [markdown]
# <details><summary>In words</summary>
#
# One parameter, the base rate, which is what it is for; the record, seven crises in sixteen years, leaves it anywhere within a
# factor of two or three. The rest is luck. No assumption about leverage is told apart from nothing here: in this model who
# holds influence over Pyongyang and how many crises there are have little to do with each other.
#
# </details>
#
# ### 2. The opposite corner

# %%
grown = ne.discover(sweep, "influence[CHN,PRK].end > 0.55")
print("\n".join(grown.sentences))

# %% [markdown]
# <details><summary>In words</summary>
#
# The mirror image, as it should be: more leverage from trade and arms, less taken away by a second patron. If a box and its
# opposite shared a limit, something would be wrong with one of them.
#
# </details>
#
# ### 3. A rare thing

# %%
rare = ne.discover(sweep, "influence[CHN,PRK].end < 0.30")
print("\n".join(rare.sentences))

# %% [markdown]
# <details><summary>In words</summary>
#
# With few cases any algorithm finds a corner that fits them by luck. So it refuses below a number of cases, or tells a box only
# if it holds on points that it was not found on. A tool that always has an answer is worse than one that says so.
#
# </details>
#
# ### 4. Few and many regiments

# %%
means = runs.groupby("point").mean(numeric_only=True)
few = means["events.s400_deal.quantity"] <= 2
many = means["events.s400_deal.quantity"] >= 5
unpaired = {name: means.loc[rows, "influence[CHN,PRK].end"] for name, rows in {"1 or 2": few, "5 or 6": many}.items()}
gap = unpaired["5 or 6"].mean() - unpaired["1 or 2"].mean()
error = (sum(one.var() / len(one) for one in unpaired.values())) ** 0.5
print(f"unpaired: {gap:+.4f}, give or take {1.96 * error:.4f}, n {few.sum()} and {many.sum()} points")

# %%
scenario = ne.load("s400_transfer", years=6)
paired = scenario.whatif(settings={"events.s400_deal.quantity": 6}, scores=["influence[CHN,PRK]"], replications=100)
row = paired.final.loc["influence[CHN,PRK]"]
assert abs(row["high"] - row["low"]) < 0.3 * 1.96 * error
print(f"paired, 6 instead of 2: {row['effect']:+.4f}, from {row['low']:+.4f} to {row['high']:+.4f}, n {row['n']:.0f} pairs")

# %% [markdown]
# <details><summary>In words</summary>
#
# Between points all assumptions differ, and their spread drowns the sale. As a *lever* each choice would be run at the same
# points with the same luck, so that the difference is taken point by point, as pairs are here: many times narrower. Ask for a
# level, and assumptions decide; ask for a difference, and the model can say something.
#
# </details>
