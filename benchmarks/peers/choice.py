"""How an actor of the reduced model decides: it tries its options on the world, and draws one by logit."""

from __future__ import annotations

from math import exp
from random import Random
from typing import Any

from benchmarks.peers.setting import (
    ALIGNMENT,
    BOUNDS,
    COMMITMENT,
    CONTACT,
    FLOWS,
    PROVOCATION,
    SUPPLY,
    TRADE,
    VARIABLES,
    Option,
    Setting,
)
from benchmarks.peers.world import World

SECURITY, AUTONOMY, INFLUENCE, PROSPERITY, STABILITY, PARTNERSHIP, ALLIES = range(7)
SCALES = ("security", "autonomy", "influence", "prosperity", "stability", "partnership", "allies")


class Touched:
    """Whose scores an option may change: fixed by its effects, so found once."""

    def __init__(self, option: Option, n: int) -> None:
        self.threats: dict[int, set[int]] = {}  # to whom, from whom
        self.security: set[int] = set()
        self.cover: set[int] = set()
        self.leverage: set[int] = set()
        self.umbrella: set[int] = set()
        couples: set[tuple[int, int]] = set()
        for effect in option.trial:
            i, j = divmod(effect.pair, n)
            couple = (min(i, j), max(i, j))
            if effect.how == "divert":
                self.leverage |= set(range(n)) - {i}
            elif effect.variable == ALIGNMENT:
                self.threats.setdefault(i, set()).add(j)
                self.threats.setdefault(j, set()).add(i)
                self.security |= {i, j}
                couples.add(couple)
            elif effect.variable == PROVOCATION:
                self.threats.setdefault(i, set()).add(j)
                self.security.add(i)
                couples.add(couple)
            elif effect.variable == COMMITMENT:
                self.security.add(j)
                self.cover.add(j)
                self.leverage.add(j)
                self.umbrella.add(j)
                couples |= {(min(j, k), max(j, k)) for k in range(n) if k != j}
            elif effect.variable in (SUPPLY, CONTACT):
                self.leverage.add(j)
            elif effect.variable in (TRADE, FLOWS):
                self.leverage.add(i)
        self.couples = sorted(couples)


class Game(World):
    """A world whose actors decide."""

    def __init__(self, setting: Setting, random: Random, touched: dict[int, Touched]) -> None:
        super().__init__(setting)
        self.random = random
        self.touched = touched
        self.busy = [0] * self.n
        self.outlay = [0.0] * self.n
        self.memory: dict[int, tuple[float, float]] = {}  # of an option: its strength, and when it was chosen last
        self.scales = [self.p[f"choice.scale_{concern}"] for concern in SCALES]
        self.care_influence = [dict(actor.influence_over) for actor in self.actors]
        self.decisions = self.predicted = self.events = 0
        self.begun: dict[str, int] = {}
        self.before: dict[int, tuple[list[float], float]] = {}
        self.undo: list[tuple[list[Any], int, float]] = []

    def first_wait(self, i: int) -> float:
        """Return the days to the first decision of actor i, somewhere in its first interval."""
        return self.random.random() * self.actors[i].interval

    def next_wait(self, i: int) -> float:
        """Return the days to the next decision of actor i."""
        actor = self.actors[i]
        return actor.interval * (1.0 + actor.jitter * (2.0 * self.random.random() - 1.0))

    def year_begins(self, i: int, now: float) -> None:
        """Let actor i set its budget."""
        self.events += 1
        self.drift(now)
        self.outlay[i] = 0.0
        self.set_budget(i)

    def stage_comes(self, option: Option, k: int, now: float) -> None:
        """Let the k-th stage of an act come."""
        self.events += 1
        self.drift(now)
        self.happen(option.stages[k].effects)
        if k + 1 == len(option.stages) and option.takes_attention:
            self.busy[option.actor] -= 1

    def decide(self, i: int, now: float) -> Option | None:
        """Let actor i decide; return the act that begins, of which later stages are still to come, if any."""
        self.decisions += 1
        self.events += 1
        self.drift(now)
        actor = self.actors[i]
        if self.busy[i] >= actor.attention:
            return None
        self.refresh()
        self.before.clear()
        consideration = self.p["choice.consideration"]
        options, utilities = [], [0.0]  # the first stands for waiting
        for option in actor.options:
            if self.random.random() < consideration and self.is_open(option):
                options.append(option)
                utilities.append(self.utility(option))
        best = max(utilities)
        weights = [exp(actor.rationality * (utility - best)) for utility in utilities]
        chosen = self.random.choices([None, *options], weights)[0]
        return chosen if chosen is not None and self.begin(chosen) else None

    def is_open(self, option: Option) -> bool:
        """Return whether an option is open: not cooling down, affordable, all that it needs given."""
        if option.number in self.memory and self.clock - self.memory[option.number][1] < option.cooldown:
            return False
        if self.outlay[option.actor] + option.cost > self.actors[option.actor].budget:
            return False
        return all(low <= self.values[variable][pair] <= high for variable, pair, low, high in option.needs)

    def utility(self, option: Option) -> float:
        """Return what an option promises its actor, by its chance of consent, less what it costs."""
        p, i, j = self.p, option.actor, option.target
        self.judge(i)
        if option.asks:
            self.judge(j)
        renewed: set[int] = set()
        self.open_trial(option)
        value = self.gain(option, i, renewed)
        if option.asks:
            value *= self.consent_chance(option, renewed)
        self.close_trial()
        value -= option.constant
        if option.conciliatory:
            value -= p["choice.audience_cost"] * max(0.0, -self.values[ALIGNMENT][self.n * i + j])
        value -= p["choice.repetition_cost"] * self.freshness(option)
        value -= p["choice.money_weight"] * option.cost / self.actors[i].budget
        return value + option.appetite

    def freshness(self, option: Option) -> float:
        """Return how fresh the memory of the same act still is."""
        if option.number not in self.memory:
            return 0.0
        strength, last = self.memory[option.number]
        return strength * 0.5 ** ((self.clock - last) / 365.25 / option.memory_years)

    def consent_chance(self, option: Option, renewed: set[int]) -> float:
        """Return the chance that the target accepts an option that is being tried."""
        p, i, j = self.p, option.actor, option.target
        regard = self.values[ALIGNMENT][self.n * j + i]
        value = self.gain(option, j, renewed) - p["choice.status_quo_bonus"] + option.liking
        value += p["choice.goodwill"] * max(0.0, regard)
        if option.conciliatory:
            value -= p["choice.audience_cost"] * max(0.0, -regard)
        return 1.0 / (1.0 + exp(-self.actors[j].rationality * value))

    def begin(self, option: Option) -> bool:
        """Propose a chosen option and let its first stage come; return whether more stages are to come."""
        i = option.actor
        self.memory[option.number] = (self.freshness(option) + 1.0, self.clock)
        self.outlay[i] += option.cost
        if option.asks:
            self.judge(option.target)
            self.open_trial(option)
            chance = self.consent_chance(option, set())
            self.close_trial()
            if self.random.random() >= chance:
                return False
        self.begun[option.kind] = self.begun.get(option.kind, 0) + 1
        self.happen(option.stages[0].effects)
        more = len(option.stages) > 1
        if more and option.takes_attention:
            self.busy[i] += 1
        return more

    def open_trial(self, option: Option) -> None:
        """Try the expected effects of an option on the state, and the scores that any judge may look at."""
        self.predicted += 1
        values = self.values
        alignment = values[ALIGNMENT]
        for variable, pair, how, size, regard, signed, limit, _ in option.trial:
            if regard >= 0:
                other = alignment[regard]
                if other >= 0.0 and not signed:
                    continue
                size *= other if signed else -other
            row = values[variable]
            if how == "divert":
                for place, part in self.diverted(pair, size):
                    self.replace(row, place, row[place] + part)
                continue
            old = row[pair]
            low, high = BOUNDS[variable]
            new = old + (
                size * (1.0 - old * old) if how == "regard" else self.change(variable, pair, how, size, limit, old)
            )
            self.undo.append((row, pair, old))
            row[pair] = low if new < low else high if new > high else new
        self.renew_for_all(option)

    def renew_for_all(self, option: Option) -> None:
        """Recompute what a trial touched and every judge looks at."""
        touched, n = self.touched[option.number], self.n
        for k in touched.umbrella:
            self.replace(self.umbrella, k, self.umbrella_of(k))
        for i, j in touched.couples:
            self.replace(self.hazard, n * i + j, self.hazard_of(i, j))

    def close_trial(self) -> None:
        """Undo a trial."""
        for row, place, old in reversed(self.undo):
            row[place] = old
        self.undo.clear()

    def replace(self, row: list[float], place: int, value: float) -> None:
        """Set a value until the trial is closed."""
        self.undo.append((row, place, row[place]))
        row[place] = value

    def judge(self, i: int) -> None:
        """Note the concerns of actor i before anything is tried, whom it cares for, and how urgent security is to it."""
        if i not in self.before:
            gap = self.p["choice.aspiration"] * (self.acceptable[i] - self.security[i])
            self.before[i] = self.concerns(i), exp(max(-1.0, min(1.5, gap)))

    def gain(self, option: Option, i: int, renewed: set[int]) -> float:
        """Return what the open trial is worth to actor i; `renewed` tells which scores are already up to date."""
        self.renew(option, i, renewed)
        before, urgency = self.before[i]
        total = 0.0
        for c, (weight, now, then, scale) in enumerate(
            zip(self.actors[i].weights, self.concerns(i), before, self.scales, strict=True)
        ):
            if weight and now != then:
                z = (now - then) / scale
                total += weight * (urgency if c == SECURITY else 1.0) * z / (1.0 + 0.5 * abs(z))
        return total

    def renew(self, option: Option, i: int, renewed: set[int]) -> None:
        """Recompute the security and leverage that a trial touched and actor i looks at."""
        touched, n = self.touched[option.number], self.n
        for k in range(n):
            judged = k in touched.leverage and (k == i or k in self.care_influence[i])
            seen = k == i or self.allied[n * i + k] > 0.0
            if k in touched.security and k not in renewed and (seen or (judged and k in touched.cover)):
                renewed.add(k)
                for j in touched.threats.get(k, ()):
                    self.replace(self.threat, n * k + j, self.threat_of(k, j))
                security, cover = self.security_of(k)
                self.replace(self.security, k, security)
                self.replace(self.cover, k, cover)
            if judged and n + k not in renewed:
                renewed.add(n + k)
                for pair, leverage in self.leverages_over(k):
                    self.replace(self.leverage, pair, leverage)

    def refresh(self) -> None:
        """Recompute all scores, and note who stands by whom: a promise that is only tried does not count."""
        super().refresh()
        self.allied = list(self.values[COMMITMENT])

    def concerns(self, i: int) -> list[float]:
        """Return what actor i wants more of, as it stands; what has no weight is left out."""
        n, actor, alignment, security = self.n, self.actors[i], self.values[ALIGNMENT], self.security
        influence = partnership = allies = 0.0
        for j, weight in actor.influence_over:
            influence += weight * self.influence(i, j)
        for j, weight in actor.partners:
            partnership += weight * 0.5 * (alignment[n * i + j] + alignment[n * j + i])
        for j in self.others[i]:
            allies += self.allied[n * i + j] * security[j]
        return [
            security[i],
            self.autonomy(i) if actor.weights[AUTONOMY] else 0.0,
            influence,
            self.prosperity(i),
            self.stability() if actor.weights[STABILITY] else 0.0,
            partnership,
            allies,
        ]


class PlainGame(Game):
    """The same, as a first version would have it: all scores are recomputed for every option that is tried."""

    def open_trial(self, option: Option) -> None:
        """Try an option, with all scores put aside."""
        rows = (self.relative, self.umbrella, self.security, self.cover, self.threat, self.leverage, self.hazard)
        self.scores = [list(row) for row in rows]
        super().open_trial(option)

    def renew_for_all(self, option: Option) -> None:
        """Recompute all scores."""
        World.refresh(self)

    def renew(self, option: Option, i: int, renewed: set[int]) -> None:
        """Do nothing: all is up to date."""

    def close_trial(self) -> None:
        """Undo a trial."""
        super().close_trial()
        self.relative, self.umbrella, self.security, self.cover, self.threat, self.leverage, self.hazard = self.scores


def touched_by(setting: Setting) -> dict[int, Touched]:
    """Return whose scores each option touches, by its number."""
    n = len(setting.actors)
    return {option.number: Touched(option, n) for actor in setting.actors for option in actor.options}


def kinds(setting: Setting) -> list[str]:
    """Return all types of act that anyone may choose, in order."""
    return sorted({option.kind for actor in setting.actors for option in actor.options})


ENDS = (
    "influence[CHN,PRK]", "influence[RUS,PRK]", "security[KOR]", "security[PRK]", "autonomy[PRK]", "prosperity[JPN]",
    "spending[CHN]", "alignment[RUS,CHN]", "alignment[CHN,USA]", "commitment[USA,KOR]", "trade[CHN,PRK]",
    "flows[PRK,RUS]", "stability",
)  # fmt: skip
COUNTS = ("decisions", "options", "acts", "events")


def outcome(game: Game) -> dict[str, float]:
    """Return what a finished run is counted by, and the values at its end."""
    game.drift(game.setting.days)
    game.refresh()
    acts = {f"begun[{kind}]": game.begun.get(kind, 0) for kind in kinds(game.setting)}
    counts = game.decisions, game.predicted, sum(acts.values()), game.events
    return dict(zip(COUNTS, counts, strict=True)) | acts | {name: end(game, name) for name in ENDS}


def end(game: Game, name: str) -> float:
    """Return a score or variable by a name such as `influence[CHN,PRK]`."""
    what, _, who = name.rstrip("]").partition("[")
    numbers = [game.setting.names.index(each) for each in who.split(",") if each]
    if what in VARIABLES:
        return game.values[VARIABLES.index(what)][game.n * numbers[0] + numbers[1]]
    found = getattr(game, what)
    return float(found(*numbers) if callable(found) else found[numbers[0]])
