"""A page as HTML: one file with its style, its little script and a policy that lets it ask nothing of any network."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

from northeastsim.errors import Problem, ScenarioError
from northeastsim.show import templates
from northeastsim.show.blocks import meant
from northeastsim.show.language import ENGLISH, TAGS
from northeastsim.show.policy import hashed
from northeastsim.show.report import forms
from northeastsim.show.report.figures import drawn, shown
from northeastsim.show.report.parts import Figure, Page, Picture
from northeastsim.show.report.safe import clean, pieces
from northeastsim.show.report.words import words
from northeastsim.statement import trust
from northeastsim.version import __version__

TEMPLATES = Path(__file__).with_name("templates")
SETTINGS: dict[str, Any] = {
    "trim_blocks": True, "lstrip_blocks": True, "finalize": lambda value: clean(value) if type(value) is str else value,
}  # fmt: skip
MAKER = "northeastsim report"


def render(page: Page, language: str = ENGLISH, interactive: bool = False) -> str:
    """The page, its own words in a language; what comes of files is escaped, whatever it holds.

    With `interactive`, charts that have a form which answers to a pointer can show it. Raises NortheastsimError where jinja2 is
    not installed, or what that form needs.
    """
    from markupsafe import Markup

    code, word = TAGS[language], words(language)
    foreign = language != ENGLISH
    style, scripts = ours("page.css"), [ours("page.js")]
    if interactive:
        style, scripts = f"{style}\n{forms.STYLE}", [*scripts, f"{forms.bundle()}\n{ours('forms.js')}"]
    numbers = itertools.count(1)

    def draw(one: Figure | Picture) -> Any:
        if isinstance(one, Picture):
            return shown(one, next(numbers))
        made = drawn(one, next(numbers))
        tag = Markup(f' lang="{TAGS[one.chart.language]}"') if foreign else ""
        form = Markup(forms.of(one.chart)) if interactive else ""
        return vars(made) | {"svg": Markup(made.svg), "lang": tag, "form": form}  # of a tree that was read and written anew

    return templates.environment(TEMPLATES, **SETTINGS).get_template("page.html").render(
        page=page, word=word, code=code, style=Markup(style), scripts=list(map(Markup, scripts)), policy=policy(scripts),
        trust=trust(), english=Markup(' lang="en"') if foreign else "", own=Markup(f' lang="{code}"') if foreign else "",
        generator=f"{MAKER} {__version__}", kind_of=lambda one: type(one).__name__, pieces=pieces, draw=draw, meant=meant,
    )  # fmt: skip


def ours(name: str) -> str:
    """A style or a script of ours."""
    return (TEMPLATES / name).read_text(encoding="utf-8").strip()


def policy(scripts: list[str]) -> str:
    """What the page may do: its own style, pictures within it, these scripts to the letter, and nothing else."""
    allowed = " ".join(map(hashed, scripts))
    return f"default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src {allowed}; base-uri 'none'; form-action 'none'"


def write(page: Page, path: Path, language: str = ENGLISH, force: bool = False, interactive: bool = False) -> Path:
    """Write the page, whole or not at all; return where.

    Raises ScenarioError for a file that is there and no earlier report, unless `force` is given, and where there is no folder for it.
    """
    from northeastsim.study.parts import write_whole

    expect(path, force, interactive)
    write_whole(path, render(page, language, interactive).encode())
    return path


def expect(path: Path, force: bool, interactive: bool) -> None:
    """Raise ScenarioError where a report cannot be written: a folder, a file that is none, no folder for it.

    Raises NortheastsimError where jinja2 is not installed.
    """
    templates.expect()
    if interactive:
        forms.expect()
    message = ""
    if path.is_dir():
        message = "is a folder; expected the name of a file, such as report.html"
    elif not path.parent.is_dir():
        message = f"cannot be written: there is no folder {path.parent}"
    elif path.exists() and not (force or is_report(path)):
        message = "is there and is no report of northeastsim; choose another name, or replace it with --force"
    if message:
        raise ScenarioError([Problem(str(path), None, None, "", message)])


def is_report(path: Path) -> bool:
    """Whether a file is an earlier report."""
    with path.open("rb") as file:
        return f'name="generator" content="{MAKER}'.encode() in file.read(2000)
