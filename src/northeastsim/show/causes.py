"""Why a score changed, and why an actor decided as it did, in words."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from northeastsim.show.names import capital, counted, genitive, sentence, with_article
from northeastsim.show.outcomes import decimals, figure
from northeastsim.show.sentences import joined

if TYPE_CHECKING:
    import pandas as pd

TOLD = 4  # causes that a sentence names
MOST_DECIMALS = 6
DRIFT, OTHER = "drift", "other"
# What comes by itself, once and often.
COMES = {
    "missile_test": ("{g} missile test", "{g} missile tests"),
    "outside_war_change": ("the end of {g} outside war", "the end of {g} outside war"),
    "crisis": ("a crisis of {i} and {t}", "crises of {i} and {t}"),
    "incident": ("an incident of {i} and {t}", "incidents of {i} and {t}"),
    "regime_crisis": ("a crisis of {g} regime", "crises of {g} regime"),
    "calendar_exercise": ("{g} yearly exercise with {t}", "{g} yearly exercises with {t}"),
}
CONCERNS = {
    "security": "its own security", "autonomy": "its autonomy", "influence": "its influence", "prosperity": "its prosperity",
    "stability": "calm in the region", "partnership": "its partnerships", "allies": "the security of its allies",
    "neighbours": "calm at its borders", "deal": "what the deal is worth in money",
}  # fmt: skip
BESIDE = {
    "constant": "the constant of such acts, which stands for what the model leaves out",
    "audience": "its public, which dislikes conciliation", "repetition": "that it did the same lately", "money": "the cost",
    "appetite": "its strategy's taste", "rules": "a rule of its strategy that holds now",
}  # fmt: skip


def named(row: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """A cause in words: `China's budgets`. `names` are of actors, by id. A row with a serial is of one event."""
    kind, what = str(row["kind"]), str(row["type"]).replace("_", " ")
    actor, others = told(str(row["actor"]), names), joined([told(one, names) for one in str(row["other"]).split()])
    many = "" if row.get("serial") else "s"
    if kind == DRIFT:
        variable = str(row["cause"]).removeprefix(f"{DRIFT} ")
        return f"drift of {sentence(variable, names)}" if row["type"] else "drift of values together"
    if kind == "revision":
        return f"the {str(row['cause']).replace(' ', ' of ')}" if many else "the revision of the scenario's figures"
    if kind == "event":
        return f"the event {row['cause']}{step(row)}"
    if kind == "budget":
        return f"{genitive(actor)} budget{many}"
    if kind == "decision":
        return f"{genitive(actor)} decision{many} ({what}{f', {others}' if others else ''}){step(row)}"
    if kind == OTHER:
        return str(row["cause"])
    if str(row["type"]) in COMES:
        one, several = COMES[str(row["type"])]
        return (several if many else one).format(g=genitive(actor or others), i=actor or others, t=others) + step(row)
    of = joined([one for one in (actor, others) if one])
    return f"{what}, {of}" if of else what


def step(row: Mapping[str, Any]) -> str:
    """What came of a cause, where it is not the very event: a leg of a deal, a clash of a crisis."""
    own = row.get("step", "")
    return f": {str(own).replace('_', ' ')}" if own and own != row["type"] else ""


def told(actor: str, names: Mapping[str, str]) -> str:
    """An actor's name with its article; nothing for nobody."""
    return with_article(names.get(actor, actor)) if actor else ""


def places(facts: Mapping[str, Any], unit: str) -> int:
    """How many decimals a change is told with: those of its score, more where it would read 0."""
    usual = decimals({"start": facts["before"], "mean": facts["after"], "unit": unit})
    if not facts["change"]:
        return usual
    return max(usual, min(MOST_DECIMALS, 1 - math.floor(math.log10(abs(facts["change"])))))


def why(rows: pd.DataFrame, names: Mapping[str, str], unit: str) -> str:
    """One sentence that says why a score changed; its numbers sum to the change."""
    facts = rows.attrs
    digits = places(facts, unit)

    def signed(value: float) -> str:
        return figure(value, digits, signed=True)

    score, change = sentence(facts["score"], names), float(facts["change"])
    moved = "did not change" if not change else f"{'rose' if change > 0 else 'fell'} by {abs(change):.{digits}f}"
    before, after = (f"{facts[name]:.{digits}f}" for name in ("before", "after"))
    values = f"from {before} on {facts['from']} to {after} on {facts['to']}, seed {facts['seed']}"
    spread = f"; 95 % interval {signed(facts['low'])} to {signed(facts['high'])}" if not math.isnan(facts["low"]) else ""
    runs = f"mean of {counted(facts['n'], 'replication')}" if facts["replication"] is None else f"replication {facts['replication']}"
    acts = rows[(rows["kind"] != DRIFT) & (rows["kind"] != OTHER)]
    first = [f"{signed(row['change'])} from {named(row, names)}{on(row)}" for row in acts[:TOLD].to_dict("records")]
    drift = float(rows.loc[rows["kind"] == DRIFT, "change"].sum())
    rest = change - drift - float(acts["change"][:TOLD].sum())
    more = [f"{signed(rest)} from all others"] if len(acts) > TOLD or (rows["kind"] == OTHER).any() else []
    parts = ", ".join([*first, *more]) or "nothing that happened moved it"
    return capital(f"{score} {moved} in the model ({values}, {runs}{spread}): {parts}; what is left, drift, is {signed(drift)}.")


def dated(row: Mapping[str, Any]) -> str:
    """The day of an event, where a row is of one."""
    return str(row["date"]) if row.get("serial") else ""


def on(row: Mapping[str, Any]) -> str:
    """On which day an event was, in a sentence."""
    return f" on {dated(row)}" if dated(row) else ""


def decided(options: pd.DataFrame, names: Mapping[str, str]) -> str:
    """One sentence that says what decided."""
    facts = options.attrs
    actor = told(facts["actor"], names)
    if not facts["can_act"]:
        own = counted(facts["busy"], "act")
        return capital(f"{actor} had no attention left for anything new, with {own} of its own under way.")
    weighed = options[options["status"] == "weighed"]
    drawn = weighed[weighed["drawn"]].iloc[0]
    best = weighed.sort_values("utility", ascending=False, kind="stable")
    rank = int((weighed["utility"] > drawn["utility"]).sum()) + 1
    odds = f"probability {drawn['probability']:.2f}; {drawn['equal']:.2f} were all {len(weighed)} as likely"
    if drawn["option"] == "wait":
        rival = next((row for row in best.to_dict("records") if row["option"] != "wait"), None)
        best_act = f"; the best act that it weighed, {rival['option']}, had utility {rival['utility']:+.2f}" if rival else ""
        beside = f"{best_act}: {balance(rival)}" if rival else ""
        return capital(f"in the model {actor} waited ({odds}){beside}.")
    by_luck = "the best it weighed" if rank == 1 else f"number {rank} of {len(weighed)} by utility, so that chance had its part"
    return capital(f"in the model {actor} chose {drawn['option']} ({odds}), {by_luck}: {balance(drawn.to_dict())}.")


def balance(row: Mapping[str, Any]) -> str:
    """What speaks most for an option, and against it."""
    chance = float(row["talks"]) * float(row["consent"])
    parts = {words: chance * float(row[name]) for name, words in CONCERNS.items()}
    parts |= {words: float(row[name]) for name, words in BESIDE.items()}
    pro, con = max(parts, key=lambda one: parts[one]), min(parts, key=lambda one: parts[one])
    said = [f"most for it spoke {pro} ({parts[pro]:+.2f})"] if parts[pro] > 0 else ["nothing spoke for it"]
    said += [f"most against it {con} ({parts[con]:+.2f})"] if parts[con] < 0 else []
    return ", ".join(said)


def labels(rows: pd.DataFrame, names: Mapping[str, str]) -> list[str]:
    """The causes of a table in words, each with a large letter."""
    return [capital(named(dict(row), names)) for row in rows.to_dict("records")]
