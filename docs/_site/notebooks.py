"""Notebooks as pages, with the outputs of their last run; nothing is executed."""

from __future__ import annotations

import json
import re
from pathlib import PurePath
from typing import Any

from docutils.utils.math import MathError
from docutils.utils.math.latex2mathml import tex2mathml
from myst_parser.sphinx_ import Parser

NOISE = re.compile(r"<style.*?</style>|<script.*?</script>", re.DOTALL)
MATH = re.compile(r"(?P<code>`[^`]*`)|\$\$(?P<block>[^$`]+)\$\$|(?<![\w\\$])\$(?=\S)(?P<line>[^$\n`]+)(?<=\S)\$(?![\w$])")
MARKS = str.maketrans({"*": "&#42;", "_": "&#95;"})  # which Markdown would take for emphasis
ALT = "Chart made by the code above"


class Notebook(Parser):
    """Read a notebook as the Markdown page that it amounts to."""

    supported = ("notebook",)

    def parse(self, inputstring: str, document: Any) -> None:
        """Parse a notebook's text into a document."""
        super().parse(markdown(json.loads(inputstring), PurePath(document["source"]).name), document)


def markdown(notebook: dict[str, Any], name: str) -> str:
    """Return a notebook as Markdown: its title, where it can be had, then its cells."""
    first, *cells = (cell(one) for one in notebook["cells"])
    head, _, rest = first.partition("\n")
    note = f"*This page is the notebook* {{download}}`{name}` *with the outputs of its last run.*"
    return "\n\n".join([head, note, rest, *cells]) + "\n"


def cell(found: dict[str, Any]) -> str:
    """Return a cell as Markdown."""
    text = joined(found["source"])
    if found["cell_type"] != "code":
        return MATH.sub(formula, text)
    return "\n\n".join([fenced("python", text), *(output(one) for one in found["outputs"])])


def formula(found: re.Match[str]) -> str:
    """Return TeX as MathML, which a browser draws by itself; code stays as it is, and what is not understood becomes code."""
    if found["code"]:
        return found[0]
    try:
        drawn = tex2mathml(found["block"] or found["line"], as_block=bool(found["block"]))
    except MathError:
        return f"`{found['block'] or found['line']}`"
    return "".join(line.strip() for line in drawn.splitlines()).translate(MARKS)


def output(found: dict[str, Any]) -> str:
    """Return an output as Markdown: a picture before HTML, HTML before text."""
    if found["output_type"] == "stream":
        return fenced("text", joined(found["text"]))
    if found["output_type"] == "error":
        return fenced("text", f"{found['ename']}: {found['evalue']}")
    data = found["data"]
    if "image/png" in data:
        return f"![{alternative(joined(data.get('text/plain', '')))}](data:image/png;base64,{joined(data['image/png']).strip()})"
    if "text/html" in data:
        return fenced("{raw} html", f'<div class="table-wrapper output">{NOISE.sub("", joined(data["text/html"]))}</div>')
    return fenced("text", joined(data.get("text/plain", "")))


def alternative(text: str) -> str:
    """Return the alternative text of a picture: what the chart says of itself, unless that is only what kind of thing it is."""
    return ALT if not text or text.startswith("<") else " ".join(re.sub(r"[\[\]]", "", text).split())


def joined(text: str | list[str]) -> str:
    """Return a text that a notebook keeps whole or in lines."""
    return text if isinstance(text, str) else "".join(text)


def fenced(kind: str, text: str) -> str:
    """Return a text as a block, between fences longer than any in it."""
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", text)), 3)
    return f"{fence}{kind}\n{text.rstrip()}\n{fence}"
