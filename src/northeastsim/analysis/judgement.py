"""Which option is best, by which rule, how surely, and which assumption would turn the answer.

Options are judged by concerns: what each came to in each scenario and replication, (options, replications, concerns) per scenario.
A payoff is their weighted sum. Everything here follows from the same runs; probabilities are of Monte Carlo error alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from northeastsim.analysis import decision, dependence, flips, pareto, standing, weights

Numbers = NDArray[np.float64]
DRAWS, FEW = 2000, 200  # of the bootstrap; of them for the front, which costs more
DIGITS = 12  # on which options are as good as one another: what lies beyond is rounding
WEIGHTINGS, SEED = 20_000, 0
STEPS = 51  # of a concern's weight in `lines`
REACH = 0.5  # of a neighbourhood of weights: no concern has less than half its given weight


@dataclass(frozen=True)
class Judgement:
    """Options judged in scenarios, as `Comparison.judgement` has them.

    `worths` holds, by the shape of worth and by scenario, what each concern is worth: (options, replications, concerns);
    `weights` one weight per concern, summing to 1; `threshold` the payoff that is good enough, or None: good enough is what falls
    short of the scenario's best by no more than `tolerance`.
    """

    options: tuple[str, ...]
    scenarios: tuple[str, ...]
    concerns: tuple[str, ...]
    base: str
    worths: Mapping[str, Sequence[Numbers]]
    shape: str
    weights: tuple[float, ...]
    threshold: float | None = None
    tolerance: float = 0.1
    known: Numbers | None = field(default=None, repr=False)  # `drawn`, where it has been drawn already

    @cached_property
    def payoffs(self) -> list[Numbers]:
        """The payoff by scenario: (options, replications)."""
        return [each @ np.array(self.weights) for each in self.worths[self.shape]]

    @cached_property
    def table(self) -> pd.DataFrame:
        """The mean payoff: options by scenarios."""
        return pd.DataFrame(standing.means(self.payoffs), index=list(self.options), columns=list(self.scenarios))

    @property
    def terms(self) -> decision.Terms:
        """What the rules ask beside payoffs."""
        enough = self.table.to_numpy().max(axis=0) - self.tolerance if self.threshold is None else self.threshold
        return decision.Terms(threshold=enough)

    @property
    def regret(self) -> pd.DataFrame:
        """How much less each option pays than the best in the same scenario: options by scenarios."""
        return pd.DataFrame(decision.regret(self.table.to_numpy()), index=list(self.options), columns=list(self.scenarios))

    @cached_property
    def drawn(self) -> Numbers:
        """What each concern is worth on the mean, in each draw of the bootstrap: (draws, options, scenarios, concerns)."""
        return standing.drawn_means(self.worths[self.shape], DRAWS, SEED) if self.known is None else self.known

    def stands(self, rule: str) -> standing.Standing:
        """Return what a `rule` of `standings` says and how surely."""
        table, drawn, terms = self.table.to_numpy(), self.drawn @ np.array(self.weights), self.terms
        if rule == "satisficing" and self.threshold is None:  # in each draw, short of the best of that draw
            table, drawn, terms = -decision.regret(table), -decision.regret(drawn), decision.Terms(threshold=-self.tolerance)
        return standing.standing(decision.verdict(rule, table, terms), drawn, terms)

    @cached_property
    def standings(self) -> dict[str, standing.Standing]:
        """What each rule says and how surely."""
        return {rule: self.stands(rule) for rule in decision.applicable(self.terms)}

    @cached_property
    def rules(self) -> pd.DataFrame:
        """A row per rule and option: `value` with its 95 % interval, and `best`, the probability that it is the rule's choice.

        `chosen` marks the choice of these runs (`tied`: several are). The probability is over Monte Carlo error alone.
        """
        rows = []
        for rule, found in self.standings.items():
            for k, name in enumerate(self.options):
                said = found.verdict
                rows.append(
                    {
                        "rule": rule, "option": name, "value": said.values[k], "low": found.low[k], "high": found.high[k],
                        "best": found.best[k], "chosen": k in said.tied, "tied": said.is_tie,
                    }
                )  # fmt: skip
        return pd.DataFrame(rows).set_index(["rule", "option"])

    def winner(self, rule: str = "expected_value") -> str:
        """Return the choice of a `rule`; of several as good the first."""
        return self.options[self.standings[rule].verdict.winner]

    @property
    def ranks(self) -> pd.DataFrame:
        """The probability that the option of the row has a better mean over the scenarios than that of the column."""
        names = list(self.options)
        return pd.DataFrame(self.standings["expected_value"].above, index=names, columns=names)

    @cached_property
    def means(self) -> pd.DataFrame:
        """What each concern is worth, mean over scenarios: options by concerns."""
        return pd.DataFrame(self._means.mean(axis=1), index=list(self.options), columns=list(self.concerns))

    @cached_property
    def _means(self) -> Numbers:
        return standing.means(self.worths[self.shape])

    @cached_property
    def front(self) -> pd.DataFrame:
        """Options by scenarios: the probability that no other is at least as good in every concern and better in one."""
        drawn = self.drawn[:FEW].round(DIGITS)
        shares = [pareto.front_shares(drawn[:, :, k]) for k in range(len(self.scenarios))]
        return pd.DataFrame(np.stack(shares, axis=1), index=list(self.options), columns=list(self.scenarios))

    @cached_property
    def weight_space(self) -> pd.DataFrame:
        """A row per option: the share of all weightings in which its mean pays most, and of those near the given one.

        `everywhere`: uniform on the simplex; `near`: no concern has less than half its given weight; `scenarios`: the mean over
        scenarios of the share in that scenario alone; then the central weight of each concern where it wins.
        """
        every = weights.everywhere(len(self.concerns), WEIGHTINGS, SEED)
        close = weights.near(self.weights, REACH, WEIGHTINGS, SEED)
        table = self.means.to_numpy()
        wide, narrow = weights.acceptability(table, every), weights.acceptability(table, close)
        single = np.mean([weights.acceptability(self._means[:, k], every).share for k in range(len(self.scenarios))], axis=0)
        found = pd.DataFrame(
            {"everywhere": wide.share, "near": narrow.share, "scenarios": single}, index=pd.Index(self.options, name="option")
        )
        return found.assign(**{f"central_{name}": wide.central[:, k] for k, name in enumerate(self.concerns)})

    def lines(self) -> dict[str, pd.DataFrame]:
        """Return by concern the mean payoff of each option while that concern's share of the weight moves from 0 to 1."""
        shares, table, given = np.linspace(0.0, 1.0, STEPS), self.means.to_numpy(), np.array(self.weights)
        found = {}
        for k, name in enumerate(self.concerns):
            rest = table @ flips.without(given, k)
            values = rest[None, :] * (1.0 - shares[:, None]) + shares[:, None] * table[:, k][None, :]
            found[name] = pd.DataFrame(values, index=pd.Index(shares, name="weight"), columns=list(self.options))
        return found

    @property
    def flip_points(self) -> pd.DataFrame:
        """A row per weight at which another option gets the best mean: concern, `now`, `at`, `instead`; the least shift first."""
        found = sorted(flips.flip_points(self.means.to_numpy(), self.weights), key=lambda flip: flip.shift)
        rows = [(self.concerns[f.column], f.now, f.at, f.shift, self.options[f.winner]) for f in found]
        return pd.DataFrame(rows, columns=["concern", "now", "at", "shift", "instead"])

    def assumptions(self, weightings: Mapping[str, Sequence[float]]) -> pd.DataFrame:
        """Return a row per assumption that is changed, one at a time: who has the best mean then, how surely, and whether it turns.

        `kind`: what sort; `assumption`: what is assumed instead; `choice`, with `best`, its probability over Monte Carlo error;
        `lead`: how much more it pays than this judgement's choice under that assumption.
        """
        return pd.DataFrame(self._assumptions(weightings)).assign(
            turns=lambda table: table["choice"] != self.winner("expected_value")
        )

    def _assumptions(self, weightings: Mapping[str, Sequence[float]]) -> Iterator[dict[str, object]]:
        for rule in self.standings:
            if rule != "expected_value":
                yield self._as("rule", rule.replace("_", " "), self, rule)
        for name, given in weightings.items():
            if not np.allclose(given, self.weights):
                yield self._as("weighting", name, self.reweighed(given))
        for shape in self.worths:
            if shape != self.shape:
                yield self._as("worth", shape, replace(self, shape=shape, known=None))
        for row in self.flip_points.drop_duplicates("concern").itertuples():
            side = "above" if row.at > row.now else "below"
            told = f"weight of {row.concern} {side} {row.at:.2f} (now {row.now:.2f})"
            yield {"kind": "weight", "assumption": told, "choice": row.instead, "best": np.nan, "lead": 0.0}
        without = dependence.without_scenario(self.table.to_numpy(), self.terms).get("expected_value", [])
        for k, who in enumerate(without):
            if who is not None and self.options[who] != self.winner():
                kept = [place for place in range(len(self.scenarios)) if place != k]
                yield self._as("scenarios", f"without {self.scenarios[k]}", self.only(kept))
        for k, name in enumerate(self.scenarios if len(self.scenarios) > 1 else ()):
            yield self._as("scenario", f"{name} alone", self.only([k]))

    def _as(self, kind: str, told: str, changed: Judgement, rule: str = "expected_value") -> dict[str, object]:
        """Return the row of a changed assumption."""
        found = changed.stands(rule)
        said = found.verdict
        mine = self.options.index(self.winner("expected_value"))
        choice = mine if mine in said.tied else said.winner  # as good as any is no turn
        lead = abs(float(said.values[choice] - said.values[mine]))
        return {"kind": kind, "assumption": told, "choice": self.options[choice], "best": found.best[choice], "lead": lead}

    def only(self, places: Sequence[int]) -> Judgement:
        """Return the judgement in some of the scenarios alone, by number."""
        found = replace(
            self,
            scenarios=tuple(self.scenarios[k] for k in places),
            worths={shape: [each[k] for k in places] for shape, each in self.worths.items()},
        )
        return replace(found, known=self.drawn[:, :, list(places)])

    def reweighed(self, given: Sequence[float]) -> Judgement:
        """Return the judgement by other weights."""
        return replace(self, weights=tuple(given), known=self.drawn)

    @property
    def reversals(self) -> list[tuple[str, str, str, str]]:
        """Rules whose choice changes when an option that they do not choose is taken away: (rule, removed, choice, instead)."""
        found = dependence.reversals(self.table.to_numpy(), self.terms)
        return [(f.rule, self.options[f.removed], self.options[f.winner], self.options[f.instead]) for f in found]
