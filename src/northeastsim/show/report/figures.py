"""Charts as parts of a page: SVG that shares no id with any other, pictures as data, numbers as a table."""

from __future__ import annotations

import base64
import io
import re
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from northeastsim.errors import Problem, ScenarioError
from northeastsim.show.blocks import Table
from northeastsim.show.report import frames
from northeastsim.show.report.parts import Figure, Picture
from northeastsim.show.report.safe import clean

MARGIN = 1.02  # times the width
LEGIBLE = 72  # pixels to an inch of a chart: smaller, its letters are none
TO_ID = re.compile(r"url\(#([^)]+)\)")
LINKS = ("href", "{http://www.w3.org/1999/xlink}href")
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
DROPPED = ("metadata", "style")  # who made it, and a style for all of a document, which the page's own takes the place of
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")  # which XML does not know; a name may hold one


@dataclass(frozen=True)
class Drawn:
    """A chart on its page: address, number, SVG, its `least` width in pixels, and its numbers, of how many `rows` in all."""

    id: str
    number: int
    svg: str
    least: int
    table: Table
    rows: int


@dataclass(frozen=True)
class Shown:
    """A picture on its page: address, number, and the picture itself as an address."""

    id: str
    number: int
    address: str


def drawn(figure: Figure, number: int) -> Drawn:
    """A chart as the page's figure of a number."""
    name, data = f"figure-{number}", figure.chart.data
    table = frames.table(data, figure.summary, figure.whole)
    least = round(LEGIBLE * figure.chart.get_figwidth())
    return Drawn(name, number, inline(figure.chart.svg(), f"f{number}-"), least, table, len(data))


def kept(path: Path) -> Picture:
    """A chart that was kept as a PNG, with the words that it carries; raises ScenarioError where it cannot be read."""
    from PIL import Image

    try:
        content = path.read_bytes()
        with Image.open(io.BytesIO(content)) as image:
            words = {str(key): str(value) for key, value in image.info.items()}
    except OSError as error:
        raise ScenarioError([Problem(str(path), None, None, "", f"cannot be read: {error}")]) from None
    return Picture(content, words.get("Title") or path.stem, words.get("Description") or path.stem)


def shown(picture: Picture, number: int) -> Shown:
    """A picture as the page's figure of a number."""
    return Shown(f"figure-{number}", number, f"data:image/png;base64,{base64.b64encode(picture.content).decode()}")


def inline(svg: str, prefix: str) -> str:
    """An SVG document as an element of a page: no namespaces, no size of its own, and no ids but those that something points to."""
    root = ElementTree.fromstring(FORBIDDEN.sub(" ", svg))
    for above in list(root.iter()):
        for one in list(above):
            if local(one.tag) in DROPPED:
                above.remove(one)
    wanted = {name for one in root.iter() for value in one.attrib.values() for name in pointed(value)}
    for one in root.iter():
        one.tag, one.text, one.tail = local(one.tag), one.text and clean(one.text), one.tail and clean(one.tail)
        one.attrib = {
            plain(key): prefixed(key, value, prefix) for key, value in one.attrib.items() if key != "id" or value in wanted
        }
    for size in ("width", "height"):
        root.attrib.pop(size, None)
    root.attrib["viewBox"] = widened(root.attrib["viewBox"])
    return ElementTree.tostring(root, encoding="unicode")


def widened(box: str) -> str:
    """A view with a margin on the right, since letters of a browser may be wider than those that the chart was laid out for."""
    left, top, width, height = (float(part) for part in box.split())
    return f"{left:g} {top:g} {MARGIN * width:g} {height:g}"


def local(tag: str) -> str:
    """The name of an element without its namespace."""
    return tag.rpartition("}")[2]


def plain(key: str) -> str:
    """The name of an attribute as HTML has it."""
    return "xml:space" if key == SPACE else local(key)


def pointed(value: str) -> list[str]:
    """The ids that the value of an attribute points to."""
    return [value[1:]] if value.startswith("#") else TO_ID.findall(value)


def prefixed(key: str, value: str, prefix: str) -> str:
    """The value of an attribute, with the prefix before what is an id or points to one."""
    if key == "id":
        return f"{prefix}{value}"
    if key in LINKS and value.startswith("#"):
        return f"#{prefix}{value[1:]}"
    return TO_ID.sub(rf"url(#{prefix}\1)", clean(value))
