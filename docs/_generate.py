"""Write the reference pages that follow from the catalogue and the rules: `python docs/_generate.py`.

`pages()` returns them as text, so that a test can hold the files to it. The words that a page explains stand
in `_words.json`; one that the rules know and it does not is a KeyError, so that nothing new goes unexplained.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from northeastsim.rulebook import layout as at
from northeastsim.rulebook import observe, scores
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.expressions import names
from northeastsim.scenario.schema import value_of
from northeastsim.scenario.theories import factors_of, settings_of
from northeastsim.show.names import flat
from northeastsim.study.metrics import STATISTICS

HERE = Path(__file__).parent / "reference"
CASES = Path(__file__).parents[1] / "tests" / "casebook"
WRITTEN = "This page is written from the catalogue and the rules by `python docs/_generate.py`.\n"
WORDS = json.loads((Path(__file__).parent / "_words.json").read_text(encoding="utf-8"))
# fmt: off
SCORES = {
    "influence": scores.influence, "dependence": scores.economic_dependence,
    "security_dependence": scores.security_dependence, "leverage": scores.refresh_leverage,
    "security": scores.refresh_security, "air_security": scores.refresh_security,
    "ground_security": scores.refresh_security, "sea_security": scores.refresh_security,
    "nuclear_security": scores.refresh_security, "autonomy": scores.autonomy,
    "prosperity": scores.prosperity, "stability": scores.stability, "polarisation": scores.polarisation,
    "perceived": scores.perceived, "obligations": scores.obligations, "terms_of_trade": scores.terms_of_trade,
    "cohesion": scores.cohesion, "stress": scores.stress, "entrapment": scores.entrapment,
    "abandonment": scores.abandonment, "sanctions_bite": scores.sanctions_bite,
}
# fmt: on
ROWS = {"accept": "ACCEPTANCE"}  # names of variables whose row in the layout is called otherwise
RATIOS = {"strategic": "In conditions: strategic forces as a ratio to the start. In results: "}


def pages() -> dict[str, str]:
    """Return every generated page by file name."""
    return {
        "parameters.md": parameters(),
        "events.md": events(),
        "strategies.md": strategies(),
        "theories.md": theories(),
        "systems.md": systems(),
        "scores.md": all_scores(),
        "variables.md": variables(),
        "casebook.md": casebook(),
    }


def grid(head: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    """Return a Markdown table."""
    head = list(head)
    lines = [
        head,
        ["---"] * len(head),
        *([str(cell).replace("|", "/").replace("\n", " ") for cell in r] for r in rows),
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def plain(number: float) -> str:
    """Return a number in words: digits grouped from 10,000 on."""
    return f"{number:,.0f}" if abs(number) >= 10_000 else f"{number:.6g}"


def span(entry: Any) -> str:
    """Return the range of a quantity, or nothing."""
    known = isinstance(entry, Mapping) and entry.get("low") is not None
    return f"{plain(entry['low'])} to {plain(entry['high'])}" if known else ""


def figure(entry: Any) -> str:
    """Return a quantity as `value (range)`."""
    return plain(value_of(entry)) + (f" ({span(entry)})" if span(entry) else "")


def listed(entries: Mapping[str, Any]) -> str:
    """Return a mapping to numbers in a line."""
    return ", ".join(f"{name} {plain(value_of(value))}" for name, value in entries.items())


def parameters() -> str:
    """Return the page of parameters, one table per group."""
    text = [
        "# Parameters\n",
        WRITTEN,
        "Outside the hard bounds is an error, outside the range a warning.",
        "Set one in a file under `parameters:`, or with `--set parameters.NAME=VALUE`.\n",
    ]
    groups: dict[str, list[Any]] = {}
    for name, entry in catalogue().parameters.items():
        bounds = f"{plain(entry['hard_low'])} to {plain(entry['hard_high'])}"
        row = (f"`{name}`", plain(entry["value"]), span(entry), bounds, entry["unit"], entry["meaning"])
        groups.setdefault(name.split(".")[0], []).append((*row, entry["source"], entry["confidence"]))
    for group, rows in groups.items():
        head = ("name", "value", "range", "hard bounds", "unit", "meaning", "source", "confidence")
        text += [f"## {group}\n", grid(head, rows)]
    return "\n".join(text)


def events() -> str:
    """Return the page of event types: the words first, then every type."""
    text = [
        "# Event types\n",
        WRITTEN,
        "## The words of effects\n",
        "An effect changes one variable of everyone in role `of` (towards everyone in role `to`) by",
        "a = `by` x `factor` x `scale`; names of `by` and `factor` stand in [parameters](parameters.md).\n",
        grid(("role", "who"), WORDS["roles"].items()),
        grid(("how", "v becomes"), ((how, WORDS["hows"][how]) for how in at.HOWS)),
        grid(("moves", "what moves"), ((what, WORDS["moves"][what]) for what in at.MOVES)),
        grid(("scale", "of i towards j"), ((scale, WORDS["scales"][scale]) for scale in at.SCALES)),
    ]
    for name, entry in catalogue().event_types.items():
        text += [f"## {name}\n", entry["summary"] + "\n", facts(type_facts(entry))]
        rows = [row for stage in entry["stages"] for row in stage_rows(stage)]
        text.append(grid(("stage", "when", "changes", "of", "to", "how", "by", "scale", "moves"), rows))
    return "\n".join(text)


def facts(entries: Mapping[str, str]) -> str:
    """Return what is known of something as a list."""
    return "".join(f"- {name}: {value}\n" for name, value in entries.items() if value)


def type_facts(entry: Mapping[str, Any]) -> dict[str, str]:
    """Return what an event type is besides its stages."""
    roles = ", ".join(f"{role} {how}" for role, how in entry.get("roles", {}).items())
    keys = "; ".join(own_key(name, key) for name, key in entry.get("keys", {}).items())
    return {
        "kind": entry.get("kind", "act"),
        "roles": roles,
        "must consent": entry.get("partners", ""),
        "keys": keys,
        "secret": "until it is discovered" if entry.get("secret") else "",
        "worth": f"`{entry['worth_musd']}` m US$ a unit" if entry.get("worth_musd") else "",
        "legs": "; ".join(map(leg, entry.get("legs", ()))),
        "requires": "; ".join(map(need, entry.get("requires", ()))),
        "on menus": menu(entry.get("menu")),
        "source": entry["source"],
    }


def own_key(name: str, key: Mapping[str, Any]) -> str:
    """Return a key of a type's own in words."""
    if key.get("choices"):
        return f"`{name}`, {key['meaning']}: {', '.join(key['choices'])}; default {key['default']}"
    return f"`{name}`, {key['meaning']}, {key['unit']}, {plain(key['low'])} to {plain(key['high'])}, default {plain(key['default'])}"


def leg(entry: Mapping[str, Any]) -> str:
    """Return a leg of a deal in words."""
    system = f" of {entry['system']}" if entry.get("system") else ""
    secret = ", in secret" if entry.get("secret") else ""
    return f"the {entry['giver']} gives {entry['type']}{system}, size {plain(entry.get('quantity', 1))}{secret}"


def need(entry: Mapping[str, Any]) -> str:
    """Return a precondition in words."""
    to = f" to {entry['to']}" if entry.get("to") else ""
    limits = (f" {word.replace('_', ' ')} {entry[word]}" for word in ("at_least", "at_most") if word in entry)
    return f"{entry['variable']} of {entry['of']}{to}{''.join(limits)}"


def menu(entry: Mapping[str, Any] | None) -> str:
    """Return when actors may choose a type, in words."""
    if entry is None:
        return "no"
    parts = [f"of {', '.join(entry['who'])}" if entry.get("who") else "of everyone"]
    rest = {key.replace("_", " "): value for key, value in entry.items() if key not in ("who", "joins")}
    parts += [key if value is True else f"{key} {value}" for key, value in rest.items()]
    parts += [f"{key} {value}" for key, value in entry.get("joins", {}).items()]
    return ", ".join(parts)


def stage_rows(stage: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """Return a stage's effects as rows of a table; a stage without effects has one."""
    after = stage.get("after", f"{stage['after_days']} days" if stage.get("after_days") else "at once")
    if isinstance(after, Mapping):
        after = f"lognormal, median {after['median_days']} days, log sd {after['log_sd']}"
    rows = []
    for e in stage.get("effects") or ({},):
        by = " x ".join(f"`{e[key]}`" for key in ("by", "factor") if key in e)
        how = e.get("how", "") + (f" `{e['limit']}`" if "limit" in e else "")
        only = f", {e['only']} only" if "only" in e else ""
        only += f", if it says {e['says']}" if "says" in e else ""
        moves = e.get("moves", "value" if e else "")
        rows.append(
            (
                stage["name"],
                after,
                e.get("change", "") + only,
                e.get("of", ""),
                e.get("to", ""),
                how,
                by,
                e.get("scale", "one" if e else ""),
                moves,
            )
        )
    return rows


def strategies() -> str:
    """Return the page of strategies, by actor."""
    text = [
        "# Strategies\n",
        WRITTEN,
        "Weights are of concerns; appetites are added to an act's utility, those with `accept` to the",
        "utility of another's proposal. [The model](../model.md#decisions) says how they act.\n",
    ]
    found = sorted(catalogue().strategies.items(), key=lambda item: item[1]["actor"])
    for name, entry in found:
        lines = {"for": entry["actor"], "weights": listed(entry["weights"])}
        lines |= {key.replace("_", " "): listed(entry.get(key, {})) for key in ("influence_over", "partners")}
        for key in ("rationality", "attention", "interval_days", "jitter", "budget_musd"):
            lines[key.replace("_", " ")] = figure(entry[key]) if key in entry else ""
        lines["appetite"] = listed(entry.get("appetite", {}))
        lines["never"] = ", ".join(entry.get("forbids", ()))
        lines["postures"] = listed(entry.get("postures", {}))
        for rule in entry.get("rules", ()):
            note = f" ({rule['note']})" if rule.get("note") else ""
            lines[f"when `{rule['when']}`"] = listed(rule["then"]) + note
        text += [
            f"## {name}\n",
            entry["summary"].strip() + "\n",
            facts(lines | {"source": entry["source"].strip()}),
        ]
    return "\n".join(text)


def theories() -> str:
    """Return the page of theories: what each says, what it changes and why, what the model cannot represent of it."""
    text = [
        "# Theories of what drives states\n",
        WRITTEN,
        "A theory multiplies the concerns of every actor's strategy and sets parameters; what a scenario sets itself under",
        "`parameters:` wins over it. Name one in a file with `theory: NAME`, or run any scenario under one:",
        "`northeastsim run SCENARIO --theory NAME`. `theory: mine.yaml` reads one from a file of its own, with the keys `summary`,",
        "`logic`, `source`, `weights`, `parameters`, `because`, `outside`, `predicts`, `cannot_tell`; a scenario can also hold",
        "some under `theories:`. [Rival theories](../discussion/rival-theories.md) says what they are for and what they are not,",
        "[signs](signs.md) which of their claims the model bears out.\n",
    ]
    for name, entry in catalogue().theories.items():
        text += [f"## {name}\n", flat(entry["summary"]) + "\n", facts(theory_facts(entry))]
        text += [theory_changes(entry)] if entry.get("parameters") else []
    return "\n".join(text)


def theory_facts(entry: Mapping[str, Any]) -> dict[str, str]:
    """Return what a theory says, whence, and what is missing of it."""
    logic = entry["logic"]
    return {
        "what drives states": flat(logic["drives"]),
        "what deters them": flat(logic["deters"]),
        "what makes war likely": flat(logic["war"]),
        "the model cannot represent": flat(entry.get("cannot_tell")),
        "source": flat(entry["source"]),
    }


def theory_changes(entry: Mapping[str, Any]) -> str:
    """Return what a theory changes as a table, each change with why it follows."""
    why = flat((entry.get("because") or {}).get("weights"))
    factors = [("every actor's weights", "times 1", ", ".join(f"{key} {value:g}" for key, value in factors_of(entry).items()), why)]
    moved = [
        (f"`{one.name}`", plain(one.before), plain(one.after), flat(one.why))
        for one in settings_of(entry, catalogue().parameters)
    ]
    return grid(("what", "default", "under the theory", "since"), [*factors, *moved])


def systems() -> str:
    """Return the page of weapon systems."""
    shares = ("value_busd", "protective_share", "offensive_share", "enabling")
    rows, sources = [], []
    for name, entry in catalogue().systems.items():
        lead = entry["lead_months"]
        use = "consumable" if entry.get("consumable") else "durable"
        rows.append(
            (
                f"`{name}`",
                entry["name"],
                entry["unit"],
                entry["channel"],
                *(figure(entry.get(s, 0)) for s in shares),
                ", ".join(entry["suppliers"]),
                f"{lead['median']}, {lead.get('log_sd', 0)}",
                figure(entry.get("operational_months", 9)),
                entry.get("batches", 1),
                use,
            )
        )
        cited = [f"{s} {entry[s]['source']}" for s in shares if isinstance(entry.get(s), Mapping)]
        sources.append(f"- `{name}`: {entry['source'].strip()} {'; '.join(cited)}.\n")
    head = (
        "id",
        "name",
        "unit",
        "channel",
        "price, bn US$",
        "protective",
        "offensive",
        "enabling",
        "suppliers",
        "lead: median months, log sd",
        "months to service",
        "batches",
        "use",
    )
    intro = "Shares are of the value: the price times the first supplier's military purchasing power.\n"
    return "\n".join(
        ["# Weapon systems\n", WRITTEN, intro, grid(head, rows), "## Sources\n", "".join(sources)]
    )


def all_scores() -> str:
    """Return the page of scores, variables and facts: their names in conditions and in results."""
    seen = {*observe.PAIR_NAMES, *observe.ACTOR_NAMES, *observe.WORLD_NAMES}
    comments = dict(layout_rows()[0]) | dict(layout_rows()[1]) | dict(layout_rows()[2])
    meaning = {name: first_sentence(function) for name, function in SCORES.items()}
    for name in names.VARIABLES:
        meaning[name] = RATIOS.get(name, "") + comments[ROWS.get(name, name.upper())]
    meaning |= WORDS["facts"]
    rows = [(f"`{names.usage(name)}`", "yes" if name in seen else "", meaning[name]) for name in names.NAMES]
    words = f"Metrics add a statistic to a name: {', '.join(f'`.{word}`' for word in STATISTICS)}.\n"
    intro = "All may stand in conditions and metrics; those marked are kept in results. A is i, B is j.\n"
    head = ("name", "in results", "meaning")
    return "\n".join(["# Scores, variables and facts\n", WRITTEN, intro, words, grid(head, rows)])


def first_sentence(function: Any) -> str:
    """Return the first line of a docstring without its verb."""
    return re.sub(r"^(Return|Recompute) ", "", function.__doc__.split("\n")[0])


def layout_rows() -> list[list[tuple[str, str]]]:
    """Return the commented rows of x in `rulebook/layout.py`: a list per block."""
    text = Path(at.__file__).read_text(encoding="utf-8").split("=== m: whole numbers")[0]
    blocks = re.split(r"^# --- .*$", text, flags=re.MULTILINE)[1:]
    found = [re.findall(r"^ {4}([A-Z][A-Z_]+),  # (.*)$", block, flags=re.MULTILINE) for block in blocks]
    return [rows for rows in found if rows]


def variables() -> str:
    """Return the page of the rows of x, from the comments of the layout."""
    titles = (
        "State of an actor",
        "State of an ordered pair",
        "State of the world",
        "What an actor is",
        "What a pair is",
        "Derived values",
        "What a system is",
    )
    intro = "[Architecture](../architecture.md#three-arrays) says how the rows lie.\n"
    text = ["# Rows of the state\n", WRITTEN, intro]
    for title, rows in zip(titles, layout_rows(), strict=True):
        text += [
            f"## {title}\n",
            grid(("row", "meaning, unit"), ((f"`{name}`", what) for name, what in rows)),
        ]
    return "\n".join(text)


def casebook() -> str:
    """Return the page of the casebook: the world of its cases, then each case as its file has it."""
    files = {path.stem: path.read_text(encoding="utf-8") for path in sorted(CASES.glob("[0-9]*.yaml"))}
    world = (CASES / "world.yaml").read_text(encoding="utf-8")
    said = {name: text.partition("\n") for name, text in files.items()}
    told = {name: first.removeprefix("title: ") for name, (first, _, _) in said.items()}
    text = [
        "# Casebook\n",
        "This page is written from the cases in `tests/casebook/` by `python docs/_generate.py`.\n",
        "What the rules make of small situations, worked out by hand: who takes part (`with`), what differs from the world",
        "below, what happens (`act`), the parameters that matter, and what is expected at which moment, as arithmetic. `rest`",
        "is what a value returns to, `base` what even that returns to. The tests hold the model to every line, to twelve digits,",
        "move every parameter that a case does not state to see that it does not matter, and take every effect out of the",
        "catalogue to see that a case misses it. To check a rule, find its case; to change a rule is to change its case.\n",
        "".join(f"- [{name.replace('-', ' ')}](#{name}): {title}\n" for name, title in told.items()),
        "## The world of the cases\n",
        fenced(world),
    ]
    for name, (_, _, rest) in said.items():
        text += [f"## {name}\n", told[name] + ".\n", fenced(rest)]
    return "\n".join(text)


def fenced(text: str) -> str:
    """Return YAML as a block of code."""
    return f"```yaml\n{text.rstrip()}\n```\n"


def main() -> None:
    """Write all pages."""
    for name, text in pages().items():
        (HERE / name).write_text(text.rstrip("\n") + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
