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
# # 2. When does arming for safety become a race?
#
# **Goal.** You write Richardson's model of an arms race in ten lines, say when it runs away and why its most famous fit
# tells little, and then ask of a region with S-400s in it: who feels a shield, who answers whom, and how often is it a
# race?
#
# **You need** notebook 1, a little NumPy, and what an eigenvalue is (or you take one line on trust). **Time:** 40
# minutes.
#
# > A model for teaching and for comparing assumptions, not a forecast and not intelligence. It simplifies states into
# > actors with a few concerns. Numbers on North Korea and on arms flows are claims by governments and research groups,
# > often disputed and mostly from one side; a denial is recorded where there is one. Where a simple rule does better we
# > say so. No endorsement of any state's claims, borders or conduct.
#
# ## Two rivals, as Richardson saw them
#
# Each side's spending rises with the other's (*reaction*), falls with its own weight (*fatigue*), and has a push of its
# own (*grievance*): $\dot x = k y - a x + g$ and $\dot y = l x - b y + h$ (Richardson 1960). It can be solved exactly.

# %%
import numpy as np
import pandas as pd
from matplotlib import pyplot as plt

import northeastsim as ne


def richardson(reaction, fatigue, grievance, start, years):
    """The spending of two rivals, a row per year."""
    flow = np.array([[-fatigue[0], reaction[0]], [reaction[1], -fatigue[1]]])
    rest = -np.linalg.solve(flow, grievance)  # where nothing moves
    rates, directions = np.linalg.eig(flow)
    parts = np.linalg.solve(directions, np.array(start) - rest)
    return np.array([rest + directions @ (parts * np.exp(rates * year)) for year in range(years + 1)])


calm = richardson(reaction=(0.5, 0.4), fatigue=(1, 0.8), grievance=(2, 1), start=(0, 0), years=10)
wild = richardson(reaction=(0.9, 0.9), fatigue=(0.2, 0.2), grievance=(0, 0), start=(1, 2), years=5)

# %% [markdown]
# **Before you look:** in one of the two nobody has a grievance, yet it explodes; in the other both begin from nothing
# and want arms whatever the other does, yet it calms down. What must hold between reactions and fatigues?

# %%
figure, (left, right) = plt.subplots(1, 2, figsize=(8, 2.8), layout="constrained")
for panel, race, title in ((left, calm, "Fatigue wins: $ab > kl$"), (right, wild, "Reaction wins: $ab < kl$")):
    panel.plot(race[:, 0], label="side 1")
    panel.plot(race[:, 1], "--", label="side 2")
    panel.set(title=title, xlabel="years", ylabel="spending, no unit")
left.legend()
plt.show()

# %% [markdown]
# *The figure:* left, spending of two made-up states over ten years climbs from 0 and levels off at 3.5 and 3.0; right, over
# five years that of two others doubles and doubles again, from 1 and 2 to about 50 each. One run each: nothing here is
# left to chance.
#
# It is stable where fatigue times fatigue exceeds reaction times reaction, $ab > kl$. Grievance sets *where* it settles,
# never *whether*.
#
# The project has both as scenarios. Its budgets are set once a year, by the exact solution over that year. Do they agree
# with our ten lines?

# %%
def spending(name):
    """Spending in a scenario that leaves nothing to chance: a row per year, a column per state."""
    told = ne.load(name).run(replications=1, baseline=False).scores
    return told[told["score"] == "spending"].pivot(index="date", columns="actor", values="value")


apart = {
    "stable": np.abs(spending("classics/two_rivals_stable").to_numpy() - calm).max(),
    "explosive": np.abs(spending("classics/two_rivals_explosive").to_numpy() - wild).max(),
}
assert max(apart.values()) < 1e-6
pd.Series({name: f"{gap:.0e}" for name, gap in apart.items()}, name="largest difference")

# %% [markdown]
# ## A famous fit, and what it cannot tell
#
# Richardson took two blocs before 1914 and found that their summed spending grew each year by .73 of what it exceeded
# 194 m pounds by. The scenario `classics/richardson_1909` is that race; the record is his. The naive baseline goes on as
# in the year before.
#
# **Before you look:** if the fit is close, is it evidence that the two *answered each other*?

# %%
model = spending("classics/richardson_1909").sum(axis=1).to_numpy()
record = np.array([199.2, 204.8, 214.9, 238.7, 289.0])
fit = pd.DataFrame({"record": record, "model": model}, index=pd.RangeIndex(1909, 1914, name="year"))
fit["same rise again"] = [np.nan, np.nan, *(2 * record[1:-1] - record[:-2])]
fit.round(1)

# %% [markdown]
# Very close, and n is four. Now the rival story: nobody looks at the other, each bloc is driven by its own momentum. In
# the equation that is a reaction of 0 and a *negative* fatigue.

# %%
own = richardson(reaction=(0, 0), fatigue=(-0.73, -0.73), grievance=(-53.069, -88.551), start=(115.3, 83.9), years=4)
fit["own momentum"] = own.sum(axis=1)
assert np.abs(fit["own momentum"] - fit["model"]).max() < 0.01
fit.round(1)

# %% [markdown]
# The same to the last digit shown. The sum of two that answer each other and the sum of two that do not obey one equation,
# so no fit to the sum can tell them apart. For Northeast Asia Rhee (2013) found no sign that one side's spending leads the
# other's. Keep that in mind when a model shows a race.
#
# ## A shield or a sword
#
# Jervis (1978): arming frightens a neighbour less where protection looks different from attack. In
# `classics/security_dilemma` Cedar sells arms to Ash; Birch, next door, does not trust Ash. Nothing is left to chance.
#
# **Before you run it:** a shield and a sword for the same money. Who spends more because of it, and who less?

# %%
dilemma = ne.load("classics/security_dilemma")
rows = {}
for system in ("shield", "sword"):
    world = dilemma.with_({"events.sale.system": system})
    rows[system] = world.run(replications=1).runs.iloc[0]
rows["no sale"] = dilemma.without("sale").run(replications=1, baseline=False).runs.iloc[0]
felt = ["security[ASH].end", "security[BIRCH].end", "spending[ASH].end", "spending[BIRCH].end"]
shown = pd.DataFrame(rows).T[felt].astype(float)
assert shown.loc["shield", felt[0]] > shown.loc["sword", felt[0]] and shown[felt[1]].idxmin() == "sword"
shown.round(3)

# %% [markdown]
# Even a pure shield makes Birch feel a little less safe here, since a tenth of it counts as offence. The sword frightens
# Birch by far more, Birch spends, and Ash ends less safe than with the shield. That is the dilemma: the better sword is the
# worse protection.
#
# ## S-400s in Northeast Asia
#
# `shield_or_sword` asks the same of the region, with 1.1 bn US$ a unit: S-400s, fighters for the same money (`sword`), and
# S-400s of which 0.4 of their worth makes the buyer's aircraft more usable (`enabling`). Now six states decide and chance is
# on, so there are a hundred pairs of runs of eight years, and intervals.
#
# **Before you run it:** put the three in order by what Seoul feels.

# %%
scenario = ne.load("shield_or_sword")
worlds = {"shield": scenario, "enabling": scenario.variant("enabling"), "sword": scenario.variant("sword")}
results = {name: world.run(replications=100) for name, world in worlds.items()}
felt = ["air_security[PRK].end", "air_security[KOR].end", "spending[KOR].end"]
tables = {name: told.summarise(felt)[["unit", "n", "frozen", "quiet", "difference", "low", "high"]] for name, told in results.items()}
effects = pd.concat(tables)
by = effects.xs("air_security[KOR].end", level="metric")
assert by.loc["shield", "low"] > by.loc["enabling", "high"] > by.loc["enabling", "low"] > by.loc["sword", "high"]
effects.round(4)

# %% [markdown]
# `difference` is what the sale did, with its 95 % interval. Seoul's air security falls least with the shield, more where
# it enables, most with the sword: the order is Jervis's. The size is another matter: of spending near 70 bn US$ a year
# the sword adds about two per cent after eight years, and with the shield it is less than one. The `enabling` share is
# nobody's measurement: it is the dispute itself.
#
# ## Is it a race?
#
# The project calls a build-up a **race** only where both sides grow fast for three years *and* a quarter of each side's
# growth answers the other. Else it is **parallel** (both, for reasons of their own) or **one-sided**.
#
# **Before you run it:** in how many of a hundred runs of eight years is there at least one race, among nine pairs?

# %%
risk = scenario.risk(replications=100, twins=0, sets=32)
risk.plot("verdicts")

# %%
races = risk.chances.set_index("risk")
assert races.loc["arms race", "high"] < races.loc["one-sided build-up", "low"]
races.loc[:"one-sided build-up", ["probability", "low", "high", "n", "years"]].round(3)

# %% [markdown]
# Races are rare in the model: about one run in a hundred, and with n 100 anything from none to one in twenty would fit.
# One-sided build-ups are common. Who answers whom, and would it feed itself?

# %%
risk.plot("reactions")

# %% [markdown]
# This is Richardson's matrix, $k$ over $a$, for six states: a row's growth per growth of a column, over what holds the row
# back. Red answers a rival, blue leans on an ally. The largest eigenvalue of the red part is the **instability**: above 1 a
# build-up feeds itself. It is the same rule as $ab < kl$ for two.

# %%
pairs = np.array([[0, 0.5 / 1], [0.4 / 0.8, 0]])  # reaction over fatigue of the calm two
print("the calm two:", np.abs(np.linalg.eigvals(pairs)).max().round(3))
risk.exceeds[["over", "mean", "p05", "p95", "probability", "low", "high", "n"]].round(2)

# %% [markdown]
# Two rows, and they must not be mixed. Over *replications*, with parameters as they are, it never passes 1: that is chance.
# Over *sets of parameters*, each plausible, it does in some: that is what nobody knows. The second says that the calm
# answer hangs on how strongly states react, and the literature does not agree on that.
#
# ## What must we not conclude?
#
# - That there is no race in Northeast Asia. The verdict has a threshold, reactions are judgement, and North Korea has no
#   series of spending at all.
# - That S-400s calm. With another `enabling` the same sale alarms.
# - That a close fit shows a mechanism. Four points fit both stories above.
#
# ## Exercises
#
# 1. Make the calm race of two explode by changing one *reaction* only. How large must it be?
# 2. Three equal rivals, each with fatigue 0.5 who react to both others with $k$: from which $k$ on does it run away?
# 3. In `classics/security_dilemma`, can a sharp shield (`systems.shield.enabling`) make Birch spend as much as the sword
#    does? Try 0, 0.5, 1.
# 4. States might react more strongly than we assume. Put `parameters.budget.reaction` at the top of its range (3) and ask
#    for the chance of a race again. Is the region now a Richardson race?
#
# ## Worked answers
#
# Try first. Each answer runs, then says in words what to see in it. Lines with `assert` are what the words rest on.
#
# ### 1. One reaction

# %%
for reaction in (1.9, 2.0, 2.1):
    try:
        end = richardson((reaction, 0.4), (1, 0.8), (2, 1), (0, 0), 100)[-1].round(1)
    except np.linalg.LinAlgError:
        end = "no point of rest"
    print(reaction, end)

# %% [markdown]
# <details><summary>In words</summary>
#
# $ab = 0.8$, so $kl = 0.4\,k$ passes it at $k = 2$. At exactly 2 there is no point of rest: both grow for ever, by equal
# steps. Below, they still settle, but at enormous levels: a race can be stable and ruinous.
#
# </details>
#
# ### 2. Three equal rivals

# %%
for k in (0.2, 0.25, 0.3):
    matrix = k * (np.ones((3, 3)) - np.eye(3)) - 0.5 * np.eye(3)
    print(k, np.linalg.eigvalsh(matrix).max().round(3))

# %% [markdown]
# <details><summary>In words</summary>
#
# It runs away where the largest eigenvalue, $(n - 1) k - a$, is above 0: for three from $k = a / 2 = 0.25$ on, while two such
# rivals stay calm up to $k = 0.5$. The more rivals, the less it takes.
#
# </details>
#
# ### 3. A sharp shield

# %%
ends = {}
for system, enabling in (("shield", 0), ("shield", 0.5), ("shield", 1), ("sword", 0)):
    world = dilemma.with_({"events.sale.system": system, f"systems.{system}.enabling": enabling})
    ends[system, enabling] = world.run(replications=1, baseline=False).runs["spending[BIRCH].end"].iloc[0]
assert ends["shield", 0] < ends["shield", 0.5] < ends["shield", 1] < ends["sword", 0]
pd.Series(ends, name="Birch's spending, bn US$ a year").round(3)

# %% [markdown]
# <details><summary>In words</summary>
#
# Each step of `enabling` raises what Birch spends, and it stays below the sword's, since a shield can make usable only as
# much offence as Ash has: it multiplies a sword, it is none.
#
# </details>
#
# ### 4. States that react more strongly

# %%
eager = scenario.with_({"parameters.budget.reaction": 3}).risk(replications=100, twins=0, sets=0)
both = pd.concat({"as it is": risk.chances, "reaction 3": eager.chances})
assert (both.loc[both["risk"] == "arms race", "high"] < 0.1).all()
both[both["risk"].isin(["arms race", "one-sided build-up"])][["risk", "probability", "low", "high", "n"]].round(2)

# %%
assert eager.exceeds.loc[0, "low"] > 0.9
eager.exceeds[["over", "mean", "p05", "p95", "probability", "low", "high", "n"]].round(2)

# %% [markdown]
# <details><summary>In words</summary>
#
# Instability now passes 1 in nearly every run: by Richardson's rule a build-up would feed itself. And yet the verdict
# *race* is as rare as before. The two ask different things. Instability asks what would come of it in the end, if all went
# on; but what one state adds has to become capital, lower another's security and pass its yearly budget, and eight years
# are short for that. The verdict asks whether both *did* grow fast, and because of each other. When somebody says "arms
# race", ask which of the two is meant.
#
# </details>
