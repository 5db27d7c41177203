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
# # A first scenario: a shield for Pyongyang
#
# Six states, some years, and one sale. You run it, look at it, change one line, and compare. It takes a quarter of an
# hour; nothing can break.
#
# A model for teaching and for comparing assumptions, not a forecast and not intelligence. It simplifies states into
# actors with a few concerns. Numbers on North Korea and on arms flows are claims by governments and research groups,
# often disputed and mostly from one side.
#
# **Before you run anything, draw a line.** On paper, from 2024 to 2030: how does China's influence over North Korea
# move after Russia sells it air defence? Keep the paper.

# %%
import northeastsim as ne

scenario = ne.load("s400_transfer", years=6)
scenario

# %% [markdown]
# The scenario is a file of a screen's length, `scenarios/s400_transfer.yaml`. What happens in it is one entry:

# %%
scenario.document["events"]

# %% [markdown]
# ## Run it
#
# One run is one story, and chance decides much of it. So the same world runs six times, each time with other luck,
# and beside each run goes its twin: the same world with the same luck, but without the sale. (Six is few, to be
# quick; a lesson's conclusions deserve hundreds.)

# %%
results = scenario.run(replications=6)
results.plot("outcome", scores=["influence[CHN,PRK]", "influence[RUS,PRK]", "air_security[PRK]", "spending[KOR]"])

# %% [markdown]
# The line is the mean of the six, the bands are their spread. A band is not a forecast: it is how much chance alone does
# *in this model*. Is your line on paper inside it? What did you assume that the model does not?
#
# The table says it in numbers. `quiet` is the twin without the sale; `difference` is what the sale did, from `low` to
# `high` as far as six runs can tell. Where that range holds zero, they cannot tell.

# %%
results.summary

# %% [markdown]
# And one of the six as a story. Whatever it tells, it is one of many.

# %%
print(results.story(replication=0))

# %% [markdown]
# ## Change one line
#
# The same seller, buyer, date and money, but fighters instead of air defence: a sword instead of a shield.

# %%
sword = scenario.with_({"events.s400_deal.system": "su35"})
swords = sword.run(replications=6, baseline=False)  # its twin has run already

# %% [markdown]
# Both runs had the same luck, run by run, so we may subtract them run by run. Who feels the difference?

# %%
felt = [f"air_security[{state}].end" for state in ("PRK", "KOR", "JPN")]
difference = swords.runs[felt] - results.runs[felt]
difference.describe().loc[["mean", "min", "max"]].round(4)

# %% [markdown]
# Below zero means: less safe with the sword than with the shield. Before you believe it, ask how large it is beside
# what chance does, which is the spread of one world over its six runs:

# %%
results.runs[felt].describe().loc[["mean", "min", "max"]].round(4)

# %% [markdown]
# ## Take it away
#
# `without` gives the twin, to look at by itself:

# %%
quiet = scenario.without("s400_deal")
quiet.document["events"]

# %% [markdown]
# ## For the class
#
# 1. Sell more: `scenario.with_({"events.s400_deal.quantity": 4})`. Does twice the shield do twice as much?
# 2. A shield can make a sword usable. Scholars disagree on how much. Try
#    `scenario.with_({"systems.s400.enabling": 0.5})`: who would say this number is right, and why?
# 3. Let Beijing do something else: `scenario.with_(strategies={"CHN": "outbid_moscow"})`.
# 4. Name one thing that moved your prediction, and one assumption of the model that you would change.
# 5. What must we *not* conclude from six runs of a model?
