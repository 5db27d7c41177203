"""The page as one file: the template filled with words and numbers, its own style and scripts inside, nothing loaded."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

from northeastsim.show.language import ENGLISH, TAGS
from northeastsim.show.names import SCORES, capital, flat, parts, sentence, with_article
from northeastsim.show.policy import hashed
from northeastsim.show.script import HEADS, scripted
from northeastsim.show.teach import map as maps
from northeastsim.show.teach import numbers
from northeastsim.show.teach.lesson import Future, Lesson, Story, Told
from northeastsim.show.teach.words import Said, paths, said, words
from northeastsim.show.templates import environment
from northeastsim.show.view import actor_names
from northeastsim.statement import FULL, trust
from northeastsim.study.digest import of_data
from northeastsim.study.teaching import WAR, Switch, figure
from northeastsim.version import __version__

HERE = Path(__file__).parent
SCRIPTS = ("draw.js", "pad.js", "futures.js", "grid.js", "page.js")
CONCLUDED = ("band", "one", "weights", "obedience", "silence", "strings")
UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
UNITS = {"0..1": "0\u2060–\u20601", "-1..1": "−1\u2060–\u20601"}  # not to be broken in two
DIGEST = 16  # of its signs that are shown
Row = dict[str, Any]


def page(lesson: Lesson) -> str:
    """The page as HTML."""
    from markupsafe import Markup

    data, style, script = packed(lesson), text("page.css"), "\n".join(text(name) for name in SCRIPTS)
    inside = {"style": Markup(style), "script": Markup(script), "data": Markup(safe(data))}
    hashes = {"style_hash": Markup(hashed(style)), "script_hash": Markup(hashed(script))}
    template = environment(HERE, keep_trailing_newline=True).get_template("page.html.jinja")
    return template.render(**inside, **hashes, **context(lesson, data))


def text(name: str) -> str:
    """A file of the page."""
    return (HERE / name).read_text(encoding="utf-8")


def safe(data: Any) -> str:
    """Data as JSON that ends no script, whatever its texts hold."""
    plain = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)
    return "".join(UNSAFE.get(sign, sign) for sign in plain)


def context(lesson: Lesson, data: Row) -> Row:
    """What the template asks for by name; `told` is a text of the model's with its language."""
    names, news = lesson.names, lesson.news
    about = {"PRK", "CHN"} <= set(names)
    return {
        "say": lesson.say, "lang": lesson.lang, "english": Told("", TAGS[ENGLISH]), "told": lesson.told, "of": attribute(lesson),
        "facts": data["facts"], "map": maps.drawn({actor: short(name) for actor, name in names.items()}, lesson.thread),
        "ends": [names.get(one, one) for one in lesson.thread], "news": news, "capital": lesson.capital,
        "question": lesson.told(flat(lesson.document.get("question"))),
        "options": data["options"], "score": data["scores"][0], "meaning": lesson.told(meaning(lesson, data["scores"][0]["id"])),
        "concluded": [key for key in CONCLUDED if about or key != "obedience"], "cannot": flat(lesson.document.get("cannot_tell")),
        "trust": [lesson.told(line) for line in trust()], "statement": FULL, "claims": claims(lesson), "again": again(lesson),
    }  # fmt: skip


def attribute(lesson: Lesson) -> Callable[[str], str]:
    """What gives the attribute of what is in another language than the page; nothing where it is in the same."""
    from markupsafe import Markup

    return lambda lang: "" if lang == lesson.lang else Markup(' lang="{}"').format(lang)


def claims(lesson: Lesson) -> list[Row]:
    """The scenario's own events: when, what, how sure, and from where that is known."""
    rows = [dict(zip(HEADS, row, strict=True)) for row in scripted(lesson.resolved)]
    return [
        {"when": row["when"], "what": lesson.told(row["what"]), "sure": lesson.told(row["how sure"]), "source": row["source"]}
        for row in rows
    ]


def short(name: str) -> str:
    """A name without what stands in brackets behind it, for a label on the map."""
    return name.partition(" (")[0]


def meaning(lesson: Lesson, score: str) -> str:
    """What a score measures, with the states in the places of A and B; of a scenario's own metric only its name."""
    base, ids = parts(score)
    names = actor_names(lesson.document)
    text = SCORES[base].meaning if base in SCORES else score
    told = {letter: with_article(names.get(one, one)) for letter, one in zip("AB", ids, strict=False)}
    return re.sub(r"\b[AB]\b", lambda letter: told.get(letter[0], letter[0]), text)


def packed(lesson: Lesson) -> Row:
    """Everything that the page's script works with, as plain data; the digest is of all of it."""
    question, shown_ = lesson.question, numbers.scores(lesson)
    data: Row = {
        "words": dict(words(lesson.language)),
        "dates": lesson.dates,
        "scores": [score(lesson, one) for one in shown_],
        "outcomes": outcomes(lesson, shown_),
        "options": [option(lesson.option(strategy)) for strategy in question.strategies],
        "switches": [switch(lesson, one) for one in question.switches],
        "bases": [question.places.index(question.base(strategy)) for strategy in question.strategies],
        "cells": numbers.cells(lesson, shown_),
        "futures": [future(lesson, lesson.futures[strategy], shown_) for strategy in question.strategies],
    }
    return {**data, "facts": facts(lesson, of_data(data)[:DIGEST])}


def facts(lesson: Lesson, digest: str) -> Row:
    """What stands behind every number."""
    question = lesson.question
    return {
        "scenario": lesson.name, "n": question.replications, "seed": str(question.seed), "years": lesson.document["years"],
        "start": lesson.dates[0], "end": lesson.dates[-1], "cells": len(question.places), "digest": digest, "version": __version__,
        "actor": lesson.names[question.actor], "capital": lesson.capital,
    }  # fmt: skip


def score(lesson: Lesson, one: numbers.Score) -> Row:
    """A score as data."""
    label = lesson.told(capital(sentence(one.name, actor_names(lesson.document))))
    return {
        "id": one.name, "label": label.text, "lang": label.lang, "unit": unit(lesson, one.unit), "places": one.places,
        "start": round(one.start * 10**one.places), "axis": list(one.axis),
    }  # fmt: skip


def unit(lesson: Lesson, name: str) -> str:
    """A unit as the page writes it."""
    return UNITS.get(name) or lesson.told(name).text


def outcomes(lesson: Lesson, shown_: list[numbers.Score]) -> list[Row]:
    """The outcomes as data: scores at the horizon, then what is counted."""
    known = {f"{one.name}.end": score(lesson, one) for one in shown_}
    found = []
    for name, digits in numbers.metrics(lesson, shown_):
        if name in known:
            found.append({key: known[name][key] for key in ("label", "lang", "unit", "places")})
        else:
            per = lesson.say("unit.probability" if name == WAR else "unit.run")
            word = lesson.say(f"outcome.{numbers.COUNTED[name]}")
            found.append({"label": word, "lang": lesson.lang, "unit": per, "places": digits})
    return found


def option(one: Said) -> Row:
    """An option as data."""
    return one._asdict()


def switch(lesson: Lesson, one: Switch) -> Row:
    """A contested figure as data, with the source of its range."""
    name = named(one.path)
    told = said("switches", name, lesson.language) if name else None
    entry = figure(lesson.resolved, one.path)[1]
    told = told or Said(one.path, flat(entry.get("meaning")), TAGS[ENGLISH])
    levels = [{"word": word(k, one.own), "text": f"{value:g}".replace("-", "−")} for k, value in enumerate(one.levels)]
    return {**option(told), "levels": levels, "own": one.own, "source": flat(entry.get("source"))}


def named(path: str) -> str:
    """The id under which the table knows a contested figure; empty where it does not."""
    of_system = "systems.*." + path.rpartition(".")[2]
    return next((name for name, known in paths().items() if known in (path, of_system)), "")


def word(level: int, own: int) -> str:
    """Which end of its range a level is, or that it is the scenario's own."""
    return "own" if level == own else "low" if level < own else "high"


def future(lesson: Lesson, one: Future, shown_: list[numbers.Score]) -> Row:
    """A strategy's two stories as data."""
    told = {kind: story(lesson, each, shown_) for kind, each in (("typical", one.typical), ("extreme", one.extreme))}
    return {**told, "apart": lesson.told(one.chosen.apart)}


def story(lesson: Lesson, one: Story, shown_: list[numbers.Score]) -> Row:
    """A story as data: each sentence with its language."""
    values = [numbers.whole(row, score.places) for row, score in zip(one.values, shown_, strict=True)]
    dated = [(date, *lesson.told(text)) for date, text in one.dated]
    return {"number": one.number, "dated": dated, "after": [lesson.told(text) for text in one.after], "values": values}


def again(lesson: Lesson) -> list[Row]:
    """How the first ensemble of each strategy is run again, and the digest of what it gives; none of what no file holds."""
    question, version = lesson.question, lesson.resolved.variant
    if not lesson.source:
        return []
    which = ["northeastsim", "run", lesson.source, *(["--variant", version] if version else [])]
    runs = f"--replications {question.replications} --seed {question.seed} --paths 0 --events 0 --quiet"
    return [
        {
            "command": f"{shlex.join(which)} --strategy {question.actor}={strategy} {runs}",
            "digest": lesson.futures[strategy].digest[:DIGEST],
        }
        for strategy in question.strategies
    ]
