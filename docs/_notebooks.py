"""Executes the notebooks and writes them with their outputs: `python -m docs._notebooks`, or with `2 5` only these.

What is written by hand is the text beside each, `notebooks/*.py`. The same text gives the same words and tables anywhere, and the
same files, pictures too, on one machine; nothing of when or where it ran is kept.
"""

from __future__ import annotations

import base64
import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import jupytext
import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode
from PIL import Image

FOLDER = Path(__file__).resolve().parents[1] / "notebooks"
COLOURS = 128  # of a picture: charts have few, and a third of the bytes is left
LONGEST = 300  # seconds that a cell may take
PICTURE = "image/png"
WORDS = ("text/plain", "text/html")


def texts() -> list[Path]:
    """The texts of the notebooks, in their order."""
    return sorted(FOLDER.glob("[0-9]_*.py"))


def notebook(text: Path) -> NotebookNode:
    """Return the notebook of a text, without outputs; cells are called by their numbers."""
    found = jupytext.read(text)
    found.metadata = {"jupytext": {"formats": "ipynb,py:percent"}, "kernelspec": found.metadata["kernelspec"]}
    for number, cell in enumerate(found.cells):
        cell.id = f"cell-{number:02}"
        cell.metadata = {}
    return found


def executed(text: Path) -> NotebookNode:
    """Return the notebook of a text with the outputs of its cells; raises CellExecutionError where one fails."""
    found = notebook(text)
    NotebookClient(found, timeout=LONGEST, record_timing=False, resources={"metadata": {"path": str(FOLDER)}}).execute()
    found.metadata.pop("language_info", None)  # it names the version of Python
    for _, data in parts(found):
        if PICTURE in data:
            data[PICTURE] = smaller(data[PICTURE])
    return found


def parts(found: NotebookNode) -> Iterator[tuple[NotebookNode, NotebookNode]]:
    """Yield each cell with the data of each of its outputs; of what is printed, that is plain text."""
    for cell in found.cells:
        for output in cell.get("outputs", ()):
            is_printed = output.output_type == "stream"
            yield cell, NotebookNode({"text/plain": output.text}) if is_printed else output.get("data", NotebookNode())


def words(found: NotebookNode) -> list[tuple[str, str, str]]:
    """Return what the outputs say, pictures aside: id of the cell, kind, text."""
    return [(cell.id, kind, str(data[kind])) for cell, data in parts(found) for kind in WORDS if kind in data]


def smaller(picture: str) -> str:
    """Return a PNG in base64 with fewer colours."""
    with Image.open(io.BytesIO(base64.b64decode(picture))) as image:
        few = image.convert("RGB").quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    stream = io.BytesIO()
    few.save(stream, "PNG", optimize=True)
    return base64.b64encode(stream.getvalue()).decode()


def main(numbers: Sequence[str]) -> None:
    """Write the notebooks of some numbers, or all."""
    for text in texts():
        if not numbers or text.name[0] in numbers:
            nbformat.write(executed(text), text.with_suffix(".ipynb"))


if __name__ == "__main__":
    main(sys.argv[1:])
