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
# # 3. What could Beijing do, and who says what is best?
#
# **Goal.** You compare five options of China's in three scenarios, choose by four rules, and find out what turns the
# choice: the luck of the draw, a weight, a parameter that nobody knows, a theory.
#
# **You need** notebook 1. **Time:** 40 minutes.
#
# > A model for teaching and for comparing assumptions, not a forecast and not intelligence. It simplifies states into
# > actors with a few concerns. Numbers on North Korea and on arms flows are claims by governments and research groups,
# > often disputed and mostly from one side; a denial is recorded where there is one. Where a simple rule does better we
# > say so. No endorsement of any state's claims, borders or conduct.
#
# ## Five options, three worlds
#
# | option | in a sentence |
# | --- | --- |
# | `strategic_ambiguity` | call it a matter between two states, keep trade flowing, wait |
# | `outbid_moscow` | give Pyongyang more than Moscow does |
# | `broker_talks` | host talks, offer a freeze for a freeze |
# | `form_bloc` | promise defence, exercise with both partners |
# | `squeeze_pyongyang` | use trade and customs as a lever |
#
# Each is a strategy: what it seeks, forbids and pays attention to, with a source (`northeastsim list strategies`; the whole list
# has ten for China). The worlds: a sale of S-400s, an end of the fighting in Ukraine, doubt about the American umbrella.
#
# **Before you run anything:** rank the five. Then write down what you took "best" to mean.

# %%
import pandas as pd

import northeastsim as ne

options = ["strategic_ambiguity", "outbid_moscow", "broker_talks", "form_bloc", "squeeze_pyongyang"]
worlds = ["s400_transfer", "ukraine_ceasefire", "umbrella_doubt"]
found = ne.compare(worlds, actor="CHN", strategies=options, budget=750)
found.about

# %% [markdown]
# "Best" here is a payoff: eight concerns, each in *usual changes* (1 is what one weighty act moves; 0 is a world that stays
# as it was, the naive baseline), weighed by numbers that somebody chose:

# %%
pd.Series(found.weights, name="weight").round(2).to_frame().T

# %% [markdown]
# **Before you look:** which rows of the map have one colour, and which change it?

# %%
found.plot("differences")

# %% [markdown]
# Each cell is a difference from doing what China does by default, with half its 95 % interval. A row of one colour is better,
# or worse, in all three. One option changes colour: whether it pays hangs on the world that one is in.
#
# ## Four rules
#
# One must choose before knowing the world. **Expected value** takes the three as equally likely, **maximin** looks at the worst,
# **minimax regret** at what could have been had, **satisficing** asks only for good enough. `best` is the probability that the
# choice would stand with other luck: Monte Carlo error, nothing else.

# %%
found.judgement.rules["best"].unstack("rule").round(2)

# %%
found.plot("regret")

# %% [markdown]
# A short row is a robust option. The one with the best mean need not be it, and two options may be so near that fifty
# replications leave a chance in four or so that it is the other one. Say that when you report a ranking:

# %%
ranks = found.judgement.ranks
assert ranks.loc["outbid_moscow", "squeeze_pyongyang"] > 0.95 and 0.05 < ranks.loc["broker_talks", "outbid_moscow"] < 0.95
ranks.round(2)

# %% [markdown]
# Each cell: the probability that the row's mean is above the column's. Near 1 or 0 the order is known; near the middle it
# is not.
#
# ## Whose weights?
#
# The weights above are one reading. **Before you look:** which single weight, turned up, makes `form_bloc` best?

# %%
found.plot("weights")

# %%
named = {name: found.weighed(name).judgement for name in found.payoff.weightings}
table = {name: {"choice": told.winner(), "holds": told.rules.loc[("expected_value", told.winner()), "best"]} for name, told in named.items()}
assert len({row["choice"] for row in table.values()}) > 1
pd.DataFrame(table).T

# %% [markdown]
# Where lines cross, a weight turns the choice. Three different options win about a quarter of all conceivable weightings or
# more. So "what is best for China" has no answer before somebody says what China wants, and nobody outside Beijing knows its
# weights.
#
# ## What nobody knows
#
# So far the parameters stood at their defaults. `calibrated` holds a hundred sets of them that fit the record about equally
# well. Run the same question over these sets.
#
# **Before you run it:** does the choice by expected value survive?

# %%
over = ne.compare(worlds, actor="CHN", strategies=options, budget=1500, parameters="calibrated")
pd.DataFrame({
    "at defaults": found.judgement.rules.loc["expected_value", "best"],
    "over the sets": over.judgement.rules.loc["expected_value", "best"],
}).round(2)

# %% [markdown]
# More runs would make the left column surer and surer, of one set of parameters. That is the trap: a probability near 1 can be
# about the wrong question. Ask instead, set by set, which option is best (two replications of three worlds each, so luck is
# in it, too):

# %%
each = over.units.groupby(["parameter_set", "strategy"])["payoff"].mean().unstack()
share = each.idxmax(axis=1).value_counts(normalize=True)
half = 1.96 * (share * (1 - share) / len(each)) ** 0.5
assert share.max() < 0.9 and found.judgement.winner() != share.idxmax()
pd.DataFrame({"best in this share of sets": share, "give or take": half, "n": len(each)}).round(2)

# %% [markdown]
# ## A rival theory
#
# The default mixes theories. Under `balance_of_power` (after Waltz 1979) states fear preponderance and answer it with arms
# and allies. Which orders of two options that are sure (95 %) by default survive the other theory?

# %%
crossed = found.cross(["balance_of_power"])
orders = crossed.ranks[crossed.ranks["default"]]
orders[["better", "worse", "least", "survives"]]

# %% [markdown]
# `least` is the lower of the two probabilities. What is left is modest, and most of it is about who is *below*: pressure comes
# last under both. Often the robust finding is what not to do.

# %%
crossed.choices["choice"].unstack("theory")

# %% [markdown]
# ## What must we not conclude?
#
# - What Beijing ought to do, or is about to. The criteria are ours, fixed beforehand, and they are one reading.
# - That `holds 0.95` means a 95 % chance of being right. It is about luck in the model, at given weights, parameters, rules.
# - That an option which comes last is foolish: for some weights, and some readings of the parameters, it is not.
# - Anything about people. Pressure on a country's trade is felt as hunger; no payoff here counts it.
#
# ## Exercises
#
# 1. Find a weighting under which the winner loses, and name a person or an office who might hold it.
# 2. Drop one scenario after the other. Which one does the choice hang on?
# 3. By default a change beyond 2 usual changes counts for no more. Let worth be linear: `found.weighed(worth="linear")`.
# 4. Which concern does `form_bloc` buy, and with which does it pay? Use `found.plot("tradeoffs")` or `judgement.means`.
#
# ## Worked answers
#
# Try first. Each answer runs, then says in words what to see in it. Lines with `assert` are what the words rest on.
#
# ### 1. A weighting under which the winner loses

# %%
flips = found.judgement.flip_points
assert len(flips) > 2
flips.round(3)

# %% [markdown]
# <details><summary>In words</summary>
#
# Each row moves one weight and leaves the others in proportion: `now` is its share of the whole, `at` where another option
# (`instead`) overtakes. The first rows need small shifts: .02 or .03 is less than two readers of the same speech would
# differ by. An office that is there to keep influence weighs `influence` higher, one that answers for quiet borders
# `neighbours`; each gets another answer from the same runs.
#
# </details>
#
# ### 2. Drop a scenario

# %%
judged = found.judgement
kept = {name: [k for k, other in enumerate(worlds) if other != name] for name in worlds}
pd.Series({f"without {name}": judged.only(places).winner() for name, places in kept.items()})

# %%
found.assumptions.query("kind == 'scenario'")[["assumption", "choice", "best"]].round(2)

# %% [markdown]
# <details><summary>In words</summary>
#
# Each scenario alone has a choice of its own. Where leaving one out turns the choice, the mean was that scenario's doing, and
# "three equally likely worlds" was the assumption that decided. Nobody knows how likely they are.
#
# </details>
#
# ### 3. Linear worth

# %%
linear = found.weighed(worth="linear").judgement
assert linear.winner() != found.judgement.winner()
shapes = {"saturating": found.judgement, "linear": linear}
pd.DataFrame({name: judged.rules.loc["expected_value", "best"] for name, judged in shapes.items()}).round(2)

# %% [markdown]
# <details><summary>In words</summary>
#
# With linear worth an option that moves one concern very far may come first: what it gains there outweighs everything.
# Whether the fourth treaty is worth as much as the first is a judgement, and it was hidden in the word "payoff".
#
# </details>
#
# ### 4. What a bloc buys

# %%
means = found.judgement.means
trade = (means.loc["form_bloc"] - means.loc["strategic_ambiguity"]).sort_values()
assert trade.index[0] == "autonomy" and trade.index[-1] == "influence"
trade.round(2).to_frame("form_bloc less strategic_ambiguity").T

# %% [markdown]
# <details><summary>In words</summary>
#
# Influence is bought with autonomy: who promises defence ties the partner and oneself (Morrow 1991 called it the trade of
# autonomy for security). So a debate on the bloc is a debate on these two weights, and the rest of the model has little to add.
#
# </details>
