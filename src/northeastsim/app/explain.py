"""`northeastsim explain SCENARIO`: why a score changed, by cause, or why an actor decided as it did."""

from __future__ import annotations

import argparse
import contextlib
import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from northeastsim.app import run
from northeastsim.app.folders import tell_page
from northeastsim.app.output import (
    complain,
    heading,
    is_narrow,
    line,
    no_drawing,
    paragraph,
    table,
    tell,
    typed,
    verdict,
    width,
)
from northeastsim.app.progress import progress
from northeastsim.app.speaking import spoken
from northeastsim.errors import Problem, ScenarioError
from northeastsim.statement import FULL, SHORT
from northeastsim.version import __version__

if TYPE_CHECKING:
    import pandas as pd

    from northeastsim.face import Scenario

WHOLE = 112  # columns that hold the parts of each option beside it
SHOWN = 12  # options that are shown
DEFAULT = 20  # replications
EFFECTS = 12  # predicted effects that are shown
LEAST = 0.0005  # of a part of a utility that is shown
TABLE, CHART, OPTIONS, ABOUT = "causes.csv", "causes.png", "options.csv", "about.json"
CHANCES = ("talks", "consent")
STATUSES = {
    "weighed": "weighed (with waiting)", "overlooked": "not considered (limited attention)",
    "closed": "not open (lately done, too dear, or not possible now)", "forbidden": "forbidden by a strategy",
}  # fmt: skip


def command(arguments: argparse.Namespace) -> int:
    """Say why, as a table, a sentence, and for a score a chart in a folder."""
    refuse(arguments)
    words = spoken(arguments)
    scenario = run.loaded(arguments)
    for problem in scenario.warnings:
        complain(f"note: {problem}")
    if arguments.decision is not None:
        told_decision(scenario, arguments)
    else:
        told_score(scenario, arguments, words)
    return 0


def refuse(arguments: argparse.Namespace) -> None:
    """Raise ScenarioError for options that do not go together."""
    from northeastsim.study.store import why_not_new

    wrong = []
    deciding = arguments.decision is not None
    if deciding == (arguments.score is not None):
        wrong.append(("--score", "expected one question: --score SCORE, or --decision N with --actor ACTOR"))
    elif deciding and arguments.actor is None:
        wrong.append(("--actor", "whose decision? Give --actor, such as --actor CHN"))
    elif not deciding and arguments.actor is not None:
        wrong.append(("--actor", "belongs to --decision N; the score names its actors itself"))
    if deciding:
        given = {"--from": arguments.start, "--to": arguments.end, "--replications": arguments.replications}
        given = {option: value for option, value in given.items() if value is not None}
        wrong += [(option, "belongs to --score; a decision is of one replication") for option in given]
    elif arguments.replication is not None and arguments.replications is not None:
        wrong.append(("--replication", "is one replication alone; leave --replications out"))
    if arguments.out is not None and (why := why_not_new(Path(arguments.out))):
        wrong.append(("--out", f"{arguments.out} {why}"))
    if wrong:
        raise ScenarioError([Problem(option, None, None, "", message) for option, message in wrong])


@contextlib.contextmanager
def kept(arguments: argparse.Namespace, scenario: Scenario, what: str) -> Iterator[Path]:
    """The folder of what is kept; if nothing was written it is gone again."""
    named = "_".join(word for word in (arguments.variant, what) if word)
    out, made = run.folder(argparse.Namespace(**{**vars(arguments), "variant": named, "force": False}), scenario)
    try:
        yield out
    finally:
        for one in made:
            with contextlib.suppress(OSError):
                one.rmdir()


def told_score(scenario: Scenario, arguments: argparse.Namespace, words: dict[str, Any]) -> None:
    """Print why a score changed, and keep table and chart."""
    from northeastsim.face.explain import MOST, explained
    from northeastsim.show.causes import why
    from northeastsim.show.told.causes import CAVEAT, causes
    from northeastsim.show.view import actor_names, unit_of
    from northeastsim.study.parts import write_whole

    with kept(arguments, scenario, "causes") as out:
        items = items_of(scenario, arguments)
        whole, first = explained(items), explained(items, MOST)
        whole.to_csv(out / TABLE, index=False)
        write_whole(out / ABOUT, json.dumps(about(scenario, first), indent=1, ensure_ascii=False, default=str).encode())
    names, unit = actor_names(scenario.document), unit_of(scenario.document, whole.attrs["score"])
    paragraph(why(whole, names, unit))
    how = "by cause" if arguments.replication is None else "event by event"
    heading(f"Why, {how} ({unit})" if unit else f"Why, {how}")
    tell([causes(first, names, unit)])
    line()
    paragraph(f"{CAVEAT} {SHORT}")
    verdict()
    line(f"table: {out / TABLE}")
    if not arguments.no_chart:
        line(drawn(scenario, first, out / CHART, words))
    tell_page(out)


def about(scenario: Scenario, first: pd.DataFrame) -> dict[str, Any]:
    """What was asked, of which scenario, and the greatest causes as they are told and drawn."""
    from northeastsim.app.whatif import plain

    return {
        "version": __version__,
        "command": typed(),
        "asked": plain(first.attrs),
        "causes": [plain(row) for row in first.to_dict("records")],
        "notes": [FULL],
        "scenario": scenario.document,
        "bases": list(scenario.resolved.bases),
    }


def items_of(scenario: Scenario, arguments: argparse.Namespace) -> pd.DataFrame:
    """What the question asks for, counted with a bar where somebody waits."""
    from northeastsim.engine.pool import expected_seconds
    from northeastsim.face import explain
    from northeastsim.scenario.tables import tables

    count = DEFAULT if arguments.replications is None else arguments.replications
    with progress(expected_seconds(tables(scenario.resolved), count, 1, "simpy")) as on_progress:
        return explain.items_of(
            scenario.resolved, arguments.score, start=arguments.start, end=arguments.end,
            seed=scenario.document["seed"] if arguments.seed is None else arguments.seed, replications=count,
            replication=arguments.replication, workers=arguments.workers, on_progress=on_progress,
        )  # fmt: skip


def drawn(scenario: Scenario, first: pd.DataFrame, path: Path, words: dict[str, Any]) -> str:
    """Draw the chart of the greatest causes, in the language of some words; say where it is, or why there is none."""
    if missing := no_drawing():
        return missing
    return f"chart: {scenario.waterfall(first, **words).save(path)}"


def told_decision(scenario: Scenario, arguments: argparse.Namespace) -> None:
    """Print what an actor had before it, and what decided."""
    from northeastsim.show.causes import decided
    from northeastsim.show.view import actor_names

    options = scenario.explain_decision(
        arguments.actor, arguments.decision, arguments.replication or 0, seed=arguments.seed
    )
    if arguments.out is not None:
        with kept(arguments, scenario, "") as out:
            options.to_csv(out / OPTIONS, index=False)
    facts, names = options.attrs, actor_names(scenario.document)
    counts = options["status"].value_counts()
    follows = f" following {facts['strategy']}" if facts["strategy"] else ""
    paragraph(
        f"{scenario.name}: {facts['actor']} decision {facts['decision']} of replication {facts['replication']}, seed "
        f"{facts['seed']}, on {facts['date']},{follows or ' with no strategy of its own'}; rationality {facts['rationality']:g}."
    )
    paragraph(decided(options, names))
    if facts["can_act"]:
        told = [f"{counts.get(status, 0)} {words}" for status, words in STATUSES.items()]
        paragraph(f"Its options: {', '.join(told)}.")
        heading("What it weighed")
        weighed = options[options["status"] == "weighed"]
        options_printed(weighed, facts["draw"])
    line()
    paragraph(SHORT)
    verdict()
    if arguments.out is not None:
        line(f"table: {out / OPTIONS}")


def options_printed(weighed: pd.DataFrame, draw: float) -> None:
    """Print the likeliest options with what their utilities are made of; columns in which nothing stands are left out."""
    from northeastsim.face.explain import COSTS
    from northeastsim.scenario.tables.options import CONCERNS

    shown = weighed[: SHOWN if len(weighed) > SHOWN + 1 else None]
    if not shown["drawn"].any():
        shown = weighed[(weighed.index < SHOWN) | weighed["drawn"]]
    gains = [name for name in (*CONCERNS, "deal") if weighed[name].abs().max() >= LEAST]
    costs = [name for name in COSTS if weighed[name].abs().max() >= LEAST]
    brief = ["utility", "expected", *costs]
    full = ["utility", *gains, "talks", "consent", "expected", *costs]
    whole = [name for name in full if name not in CHANCES or (weighed[name] < 1.0).any()]
    parts = brief if is_narrow() and width() < WHOLE else whole
    rows = [
        [marked(row), f"{row['probability']:.3f}", span(row), *(part(row[name], name) for name in parts)]
        for row in shown.to_dict("records")
    ]
    table(["option", "probability", "draws", *parts], rows, right=["probability", *parts])
    more = f" {len(weighed) - len(shown)} less likely ones are left out." if len(weighed) > len(shown) else ""
    paragraph(
        f"Probability: of the logit; were all as likely it would be {weighed['equal'].iloc[0]:.3f} each (naive baseline). Draws: "
        f"on which of them the option is taken; the draw was {draw:.3f}. Utility is what is expected and all after it added up; "
        f"expected is the gain in the concerns times the chance that the act takes place (talks, consent).{more}"
    )
    foreseen(weighed)


def foreseen(weighed: pd.DataFrame) -> None:
    """Print what the option that was drawn is expected to change, or the best where the actor waited."""
    acts = weighed[weighed["option"] != "wait"].sort_values(["drawn", "utility"], ascending=False, kind="stable")
    if len(acts) and acts["effects"].iloc[0]:
        told = acts["effects"].iloc[0].split("; ")
        more = f"; and {len(told) - EFFECTS} more" if len(told) > EFFECTS else ""
        paragraph(
            f"What {acts['option'].iloc[0]} was expected to change if it took place, as means over the actor's horizon: "
            f"{'; '.join(told[:EFFECTS])}{more}."
        )


def span(row: dict[str, Any]) -> str:
    """The draws on which an option is taken."""
    return f"{row['draws_from']:.3f} to {row['draws_to']:.3f}"


def marked(row: dict[str, Any]) -> str:
    """An option, and whether it was drawn."""
    return f"{row['option']}{' <- drawn' if row['drawn'] else ''}"


def part(value: float, name: str) -> str:
    """A part of a utility; nothing where there is none."""
    from northeastsim.show.outcomes import figure

    if math.isnan(value):
        return ""
    return figure(value, 2) if name in CHANCES else figure(value, 3, signed=True)
