"""The notebooks: each is its text with outputs, keeps the form of a lesson, and shows nothing of the machine that ran it."""

from __future__ import annotations

import ast
import base64
import io
import re
from pathlib import Path

import nbformat
import pytest
from PIL import Image

from docs import _notebooks as made
from northeastsim.statement import FULL

TEXTS = made.texts()
LARGEST = 400_000
WHERE = re.compile(r"(?<![\w.])/(tmp|home|root|work|usr|private|Users)/|[A-Z]:\\|\b0x[0-9a-f]{6,}|Traceback|Warning")
ALONE = re.compile(r"^<Figure size")  # all that is told of a picture without alternative text


def read(text: Path) -> nbformat.NotebookNode:
    """The notebook that stands beside a text."""
    return nbformat.read(text.with_suffix(".ipynb"), as_version=4)


def prose(text: Path) -> str:
    """All that a notebook says in words, its quotation marks aside."""
    cells = [cell.source for cell in made.notebook(text).cells if cell.cell_type == "markdown"]
    return "\n\n".join(cells).replace("\n> ", " ")


def named(text: Path) -> str:
    """The name of a notebook."""
    return text.stem


every = pytest.mark.parametrize("text", TEXTS, ids=named)


def test_there_are_seven() -> None:
    assert [text.name[0] for text in TEXTS] == list("1234567")
    assert sorted(path.stem for path in made.FOLDER.glob("*.ipynb")) == [text.stem for text in TEXTS]


@every
def test_a_notebook_is_its_text(text: Path) -> None:
    want, found = made.notebook(text), read(text)

    assert [(cell.cell_type, cell.source) for cell in found.cells] == [
        (cell.cell_type, cell.source) for cell in want.cells
    ], f"run: python -m docs._notebooks {text.name[0]}"


@every
def test_a_lesson_has_its_parts(text: Path) -> None:
    words = prose(text)
    title = words.splitlines()[0]
    exercises = words[words.index("## Exercises") : words.index("## Worked answers")]
    asked = re.findall(r"^(\d)\. ", exercises, re.MULTILINE)
    answered = re.findall(r"^### (\d)\. ", words[words.index("## Worked answers") :], re.MULTILINE)

    assert title.startswith(f"# {text.name[0]}. ") and "?" in title
    assert all(part in words for part in ("**Goal.** ", "**You need** ", "**Time:** ", "must we not conclude?"))
    assert 3 <= len(asked) <= 5 and answered == asked
    assert len(re.findall(r"\*\*Before you", words)) >= 3
    assert 10 <= len([cell for cell in made.notebook(text).cells if cell.cell_type == "code"]) <= 24


@every
def test_a_lesson_opens_with_the_statement(text: Path) -> None:
    opening = made.notebook(text).cells[0].source.replace("\n> ", " ")

    assert FULL in " ".join(opening.split())


@every
def test_a_lesson_uses_the_public_face_alone(text: Path) -> None:
    code = "\n".join(cell.source for cell in made.notebook(text).cells if cell.cell_type == "code")
    imports = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Import | ast.ImportFrom)]
    ours = [ast.unparse(node) for node in imports if "northeastsim" in ast.unparse(node)]

    assert ours == ["import northeastsim as ne"]


@every
def test_outputs_are_whole_and_clean(text: Path) -> None:
    found = read(text)
    code = [cell for cell in found.cells if cell.cell_type == "code"]
    kinds = {output.output_type for cell in code for output in cell.outputs}
    said = [words for _, _, words in made.words(found)]

    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert kinds <= {"stream", "execute_result", "display_data"}
    assert {output.name for cell in code for output in cell.outputs if output.output_type == "stream"} <= {"stdout"}
    assert [hit[0] for words in said if (hit := WHERE.search(words))] == []


@every
def test_a_picture_is_told_in_words(text: Path) -> None:
    """A chart's own alternative text stands beside it; a figure made in the lesson is told in the cell below it."""
    cells = read(text).cells
    after = dict(zip((cell.id for cell in cells), [*(cell.source for cell in cells[1:]), ""], strict=True))
    pictures = [(cell, data) for cell, data in made.parts(read(text)) if made.PICTURE in data]

    assert pictures
    for cell, data in pictures:
        alone = bool(ALONE.match(data["text/plain"]))
        assert after[cell.id].startswith("*The figure:*") if alone else "In the model" in data["text/plain"], cell.id


@every
def test_a_notebook_is_small_and_says_nothing_of_where_it_ran(text: Path) -> None:
    found = read(text)

    assert text.with_suffix(".ipynb").stat().st_size < LARGEST
    assert found.metadata == made.notebook(text).metadata
    assert found.metadata["kernelspec"]["name"] == "python3"
    assert all(cell.metadata == {} for cell in found.cells)
    assert len({cell.id for cell in found.cells}) == len(found.cells)


@every
def test_a_lesson_says_the_same_again(text: Path) -> None:
    assert made.words(made.executed(text)) == made.words(read(text)), f"run: python -m docs._notebooks {text.name[0]}"


def test_the_table_of_lessons_is_that_of_the_notebooks() -> None:
    page = (made.FOLDER / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \[(.+?)\]\((\d_\w+)\.ipynb\) \| (\d+) \|", page, re.MULTILINE)
    want = [(prose(text).splitlines()[0][2:], text.stem, re.search(r"\*\*Time:\*\* (\d+)\s", prose(text))) for text in TEXTS]

    assert rows == [(title, stem, minutes[1]) for title, stem, minutes in want if minutes]
    assert FULL in " ".join(page.replace("\n> ", " ").split())


def test_fewer_colours_leave_the_picture() -> None:
    stream = io.BytesIO()
    Image.linear_gradient("L").resize((300, 200)).convert("RGB").save(stream, "PNG")
    before = base64.b64encode(stream.getvalue()).decode()
    with Image.open(io.BytesIO(base64.b64decode(made.smaller(before)))) as small:
        assert small.size == (300, 200) and len(small.convert("RGB").getcolors()) <= made.COLOURS
