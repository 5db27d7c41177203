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
# # 1. What does a shield for Pyongyang do?
#
# **Goal.** You run a scenario many times over, read its chart, table and story, change one line, and say what the
# change did and how sure you are.
#
# **You need** a little Python: to call a function. **Time:** 30 minutes. Nothing can break.
#
# > A model for teaching and for comparing assumptions, not a forecast and not intelligence. It simplifies states into
# > actors with a few concerns. Numbers on North Korea and on arms flows are claims by governments and research groups,
# > often disputed and mostly from one side; a denial is recorded where there is one. Where a simple rule does better we
# > say so. No endorsement of any state's claims, borders or conduct.
#
# **Before you run anything, draw a line.** On paper, from 2024 to 2030: how does China's influence over North Korea
# move after Russia sells it air defence? Keep the paper.

# %%
import pandas as pd

import northeastsim as ne

scenario = ne.load("s400_transfer", years=6)
scenario

# %% [markdown]
# The scenario is a file of a screen's length, `scenarios/s400_transfer.yaml`. What happens in it is one entry; all else
# comes from the six states and from chance. The sale is made up, and says so:

# %%
scenario.document["events"]

# %% [markdown]
# ## Run it
#
# One run is one story, and chance decides much of it. So the same world runs a hundred times, each time with other
# luck, and beside each run goes its twin: the same world with the same luck, but without the sale. (The very first run
# on a machine takes up to a minute longer: the rules are compiled, once.)
#
# **Before you run it:** how wide is the band after six years? Draw it around your line.

# %%
results = scenario.run(replications=100)
results.plot("outcome", scores=["influence[CHN,PRK]", "influence[RUS,PRK]", "air_security[PRK]", "spending[KOR]"])

# %% [markdown]
# The line is the mean of the hundred, the bands are their spread, the diamond is the twin without the sale. A band is
# not a forecast: it is how much chance alone does *in this model*. Is your line on paper inside it? What did you assume
# that the model does not?
#
# Look at the diamonds. The band is wide, and the diamond lies near the line: what chance does and what the sale does
# are two questions. The table answers the second. `quiet` is the twin, `difference` what the sale did, `low` to `high` its
# 95 % interval; `frozen` is the naive guess that nothing moves. Where the interval holds zero, a hundred runs cannot tell.

# %%
asked = ["influence[CHN,PRK].end", "influence[RUS,PRK].end", "air_security[PRK].end", "spending[KOR].end", "crises.count"]
shown = ["unit", "n", "frozen", "quiet", "mean", "difference", "low", "high"]
results.summarise(asked)[shown].round(4)

# %% [markdown]
# Clear is not large. `yardstick` holds an effect against one that everybody calls large: what a Russian treaty of defence with
# North Korea does to the same score in the model. 0.1 is a tenth of that.

# %%
results.summarise(asked)[["difference", "yardstick"]].round(3)

# %% [markdown]
# And one of the hundred as a story. Whatever it tells, it is one of many.

# %%
print(results.story(replication=0))

# %% [markdown]
# ## Change one line
#
# The same seller, buyer, date and money, but fighters instead of air defence: a sword instead of a shield. `whatif`
# runs both worlds in pairs, each pair with the same luck, so that we may subtract them one by one.
#
# **Before you run it:** who feels the difference, and which way does Seoul's spending go?

# %%
sword = scenario.whatif(
    settings={"events.s400_deal.system": "su35"},
    scores=["air_security[PRK]", "air_security[KOR]", "spending[KOR]"],
    replications=100,
)
sword.plot()

# %% [markdown]
# All differences are *with the sword less with the shield*. On the day of the horizon:

# %%
end = sword.final.loc[["air_security[PRK]", "air_security[KOR]", "spending[KOR]"]]
assert end.loc["air_security[KOR]", "in_sd"] < -1 and end.loc["spending[KOR]", "low"] > 0 and end.loc["spending[KOR]", "in_sd"] < 0.2
end[["unit", "n", "original", "effect", "low", "high", "in_sd"]].round(4)

# %% [markdown]
# `in_sd` is the effect beside what one run differs from another by. Seoul's air security is lower by more than the usual
# spread. Its spending is clearly higher, and by a small part of the spread: one may be sure of the sign of something small.
# (The line with `assert` is what these words rest on: where it no longer held, the notebook would stop.)
#
# ## What must we not conclude?
#
# - That such a sale is likely, or what it would do *in the world*: every number here is of the model, and the intervals
#   hold its chance, not its errors.
# - Anything from one story, however good it is.
# - That a band is a forecast, or that what lies outside it cannot be.
#
# ## Exercises
#
# 1. **Sell more.** Does twice the shield do twice as much? Use `scenario.with_({"events.s400_deal.quantity": 4})`.
# 2. **A shield can make a sword usable.** Scholars disagree on how much (Jervis 1978). Try
#    `scenario.with_({"systems.s400.enabling": 0.5})`. Who would say that this number is right, and why?
# 3. **Let Beijing do something else:** `scenario.with_(strategies={"CHN": "outbid_moscow"})`. Compare with what the sale
#    took away.
# 4. **How many runs are enough?** Run the scenario 10, 50 and 200 times. What shrinks, and what does not?
#
# ## Worked answers
#
# Try first. Each answer runs, then says in words what to see in it.
#
# ### 1. Sell more

# %%
larger = scenario.with_({"events.s400_deal.quantity": 4}).run(replications=100)
few = ["influence[CHN,PRK].end", "air_security[PRK].end"]
twice, once = larger.summarise(few), results.summarise(few)
ratio = twice["difference"] / once["difference"]
assert 1 < ratio.iloc[0] < 1.7 < ratio.iloc[1] < 2.2
twice[["n", "difference", "low", "high"]].assign(**{"with 2 regiments": once["difference"]}).round(4)

# %% [markdown]
# <details><summary>In words</summary>
#
# Air security rises by about twice as much, since protection is nearly proportional to what stands in service. China's
# influence falls by more than before but not by as much again: how dependent one is on a seller of arms is a *share*,
# and shares wear off. Both intervals leave out zero.
#
# </details>
#
# ### 2. A shield that makes a sword usable

# %%
edged = scenario.with_({"systems.s400.enabling": 0.5}).run(replications=100)
felt = ["air_security[KOR].end", "spending[KOR].end"]
both = pd.concat({"enabling 0": results.summarise(felt), "enabling 0.5": edged.summarise(felt)})
assert both.loc[("enabling 0.5", felt[0]), "high"] < 2 * both.loc[("enabling 0", felt[0]), "low"]
both[["n", "difference", "low", "high"]].round(4)

# %% [markdown]
# <details><summary>In words</summary>
#
# With the edge South Korea is less safe in the air by several times as much. The same two regiments, and all of it hangs
# on one number that nobody has measured. Who holds that air defence only protects sets it near 0; who holds that it lets
# aircraft behind it attack unpunished sets it high. The model does not settle the dispute: it says what each side's view
# leads to.
#
# </details>
#
# ### 3. Let Beijing do something else

# %%
bidding = scenario.with_(strategies={"CHN": "outbid_moscow"}).run(replications=100, baseline=False)
gain = bidding.runs["influence[CHN,PRK].end"] - results.runs["influence[CHN,PRK].end"]
half = 1.96 * gain.std() / len(gain) ** 0.5
assert gain.mean() - half > -once.loc["influence[CHN,PRK].end", "low"]  # more than the sale takes away
print(f"outbidding Moscow: {gain.mean():+.4f}, from {gain.mean() - half:+.4f} to {gain.mean() + half:+.4f}, n {len(gain)}, 6 years")

# %% [markdown]
# <details><summary>In words</summary>
#
# The runs of the two worlds share their luck, so they are subtracted pair by pair before the interval is taken. Beijing
# gains more than the sale takes away. What it pays for that, and what the neighbours make of it, is not in this
# number: notebook 3 asks.
#
# </details>
#
# ### 4. How many runs are enough?

# %%
told = {n: scenario.run(replications=n).summarise(["influence[CHN,PRK].end"]).iloc[0] for n in (10, 50, 200)}
table = pd.DataFrame(told).T[["mean", "p05", "p95", "difference", "low", "high"]].astype(float).rename_axis("n")
assert abs(table.loc[10, "mean"] - table.loc[200, "mean"]) > -table.loc[200, "difference"]
table.round(4)

# %% [markdown]
# <details><summary>In words</summary>
#
# The interval of the *difference* shrinks with the root of the number of runs, roughly: four times as many, half as wide (the
# one of ten runs is known too badly itself). The spread of the runs, `p05` to `p95`, does not shrink; it is only known better. With ten runs even the mean
# is off by more than what the sale does. More runs make chance small; they do nothing against a wrong rule.
#
# </details>
