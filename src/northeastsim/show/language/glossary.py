"""The glossary: every label of the charts in five languages, a table that a teacher may lay their own over, row by row."""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from northeastsim.errors import Problem, ScenarioError
from northeastsim.scenario.words import listed, missing
from northeastsim.show.language import ENGLISH, OTHERS
from northeastsim.show.language.template import FIELD, numbers
from northeastsim.show.names import flat

SHIPPED = Path(__file__).parent / "glossary.csv"
COLUMNS = (ENGLISH, *OTHERS, "note", "review")
MOST = 50  # problems that are told
FIELDS = "a field is {0} to {9}, of a number {0:n}, of states {0:s}, in Russian also {0|день|дня|дней}"
SEPARATORS = ",;\t"  # Excel writes semicolons where the comma is the decimal sign, tabs into `Unicode text`

Glossary = Mapping[str, Mapping[str, str]]  # by English label, by language


class Cell(NamedTuple):
    """What stands in a cell, and where it begins."""

    text: str
    line: int
    column: int


def glossary(file: str | os.PathLike[str] | None = None) -> Glossary:
    """Return the shipped glossary, with a file of one's own laid over it: what that says in a row counts, what it leaves empty
    stays as shipped.

    Raises ScenarioError with all that is wrong with the file.
    """
    if file is None:
        return shipped()
    found = dict(shipped())
    plain = {bare(label): label for label in reversed(found)}  # a row of one's own need not say of what kind a field is
    for label, said in read(file).items():
        place = label if label in found else plain.get(bare(label), label)
        found[place] = {**found.get(place, {}), **said, ENGLISH: found.get(place, said)[ENGLISH]}
    return found


@functools.cache
def shipped() -> Glossary:
    """The glossary as shipped."""
    return read(SHIPPED)


def read(file: str | os.PathLike[str]) -> Glossary:
    """Return the rows of a glossary file; raises ScenarioError with all that is wrong."""
    path = Path(file)
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = "is a folder; name a CSV file in it" if path.is_dir() else f"cannot be read: {error.strerror or error}"
        raise ScenarioError([Problem(str(path), None, None, "", reason)]) from None
    return parsed(content, str(path))


def parsed(content: bytes, file: str) -> Glossary:
    """Return the rows that the bytes of a file hold; raises ScenarioError with all that is wrong."""
    text = decoded(content, file)
    heading = text.partition("\n")[0]
    rows = list(rows_of(text, max(SEPARATORS, key=heading.count), file))
    if not rows:
        raise ScenarioError([Problem(file, None, None, "", f"expected a heading, {','.join(COLUMNS)}, and rows, got nothing")])
    names = [cell.text.strip().lower() for cell in rows[0]]
    problems = list(wrong_heading(file, rows[0], names))
    if not problems:
        problems = list(wrong_rows(file, names, rows[1:]))
    if problems:
        more = [Problem(file, None, None, "", f"and {len(problems) - MOST} more problems")] if len(problems) > MOST else []
        raise ScenarioError([*problems[:MOST], *more])
    made: dict[str, Mapping[str, str]] = {}
    for row in rows[1:]:
        cells = {name: flat(cell.text) for name, cell in zip(names, row, strict=True)}
        made[key(cells[ENGLISH])] = {ENGLISH: cells[ENGLISH]} | {one: cells[one] for one in OTHERS if cells.get(one)}
    return made


def decoded(content: bytes, file: str) -> str:
    """The text of a file as spreadsheets write it: UTF-8 with or without a mark, or UTF-16 with one."""
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        message = "is not UTF-8 text; in Excel, save it as 'CSV UTF-8'"
        raise ScenarioError([Problem(file, line, None, "", message)]) from None


def rows_of(text: str, separator: str, file: str) -> Iterator[list[Cell]]:
    """Yield the rows of a CSV text that hold anything; raises ScenarioError where a quotation mark is not closed."""
    one = re.compile(rf'(?:"((?:[^"]|"")*)"|([^"\r\n{separator}][^\r\n{separator}]*)?)({separator}|\r\n|\r|\n|\Z)')
    at, line, begins, row = 0, 1, 0, list[Cell]()
    while at < len(text):
        found = one.match(text, at)
        if found is None:
            message = "a quotation mark is not closed, or stands within a cell without being doubled"
            raise ScenarioError([Problem(file, line, at - begins + 1, "", message)])
        quoted, bare, end = found.groups()
        row.append(Cell(quoted.replace('""', '"') if quoted is not None else bare or "", line, at - begins + 1))
        line += len(re.findall(r"\r\n|\r|\n", found[0]))
        at = found.end()
        if end != separator:
            begins = at
            yield from [row] if any(cell.text.strip() for cell in row) else []
            row = []
    yield from [row] if row else []


def wrong_heading(file: str, heading: Sequence[Cell], names: Sequence[str]) -> Iterator[Problem]:
    """Yield what is wrong with the names of the columns."""
    for k, (cell, name) in enumerate(zip(heading, names, strict=True)):
        if name not in COLUMNS:
            message, near = missing("column", name, COLUMNS)
            yield Problem(file, cell.line, cell.column, "", f"there is {message}", near)
        elif name in names[:k]:
            yield Problem(file, cell.line, cell.column, "", f"the column '{name}' stands twice")
    if ENGLISH not in names:
        yield Problem(file, 1, None, "", f"there is no column '{ENGLISH}', whose labels say what each row translates")
    elif not set(OTHERS) & set(names) and set(names) <= set(COLUMNS):
        yield Problem(file, 1, None, "", f"there is no column of a language; known: {listed(OTHERS)}")


def wrong_rows(file: str, names: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Iterator[Problem]:
    """Yield what is wrong below the heading."""
    seen: dict[str, int] = {}
    for row in rows:
        if len(row) != len(names):
            yield Problem(file, row[0].line, 1, "", f"expected {len(names)} cells, as the heading has, got {len(row)}")
            continue
        cells = dict(zip(names, row, strict=True))
        english = cells[ENGLISH]
        label = key(english.text)
        if not label:
            yield Problem(file, english.line, english.column, ENGLISH, "expected a label, got nothing")
            continue
        if label in seen:
            yield Problem(file, english.line, english.column, ENGLISH, f"'{flat(english.text)}' stands in line {seen[label]} already")
        seen[label] = english.line
        yield from wrong_fields(file, cells)


def wrong_fields(file: str, cells: Mapping[str, Cell]) -> Iterator[Problem]:
    """Yield where a translation's fields are not those of its label, and what is no field."""
    wanted = numbers(cells[ENGLISH].text)
    for name in (ENGLISH, *OTHERS):
        cell = cells.get(name)
        if cell is None or not cell.text.strip():
            continue
        if re.search(r"[{}]", FIELD.sub("", cell.text)):
            yield Problem(file, cell.line, cell.column, name, f"a brace is no part of a field; {FIELDS}")
        elif numbers(cell.text) != wanted:
            yield Problem(file, cell.line, cell.column, name, f"expected the fields {told(wanted)}, got {told(numbers(cell.text))}")


def told(fields: Sequence[str]) -> str:
    """Fields in words."""
    return ", ".join(f"{{{one}}}" for one in fields) or "none"


def bare(label: str) -> str:
    """A label whose fields do not say of what kind they are."""
    return FIELD.sub(lambda field: f"{{{field[1]}}}", label)


def key(text: str) -> str:
    """What a label is looked up by: on one line, its first letter small."""
    one = flat(text)
    return one[:1].lower() + one[1:]
