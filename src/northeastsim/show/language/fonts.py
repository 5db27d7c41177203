"""Fonts of charts: of those installed, those that have every sign of a chart's labels."""

from __future__ import annotations

import contextlib
import functools
import re
import warnings
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from matplotlib.font_manager import FontEntry, findSystemFonts, fontManager
from matplotlib.ft2font import FT2Font
from matplotlib.text import Text

from northeastsim.errors import Problem, ScenarioError
from northeastsim.show.language import OWN, labels

if TYPE_CHECKING:
    from northeastsim.show.chart import Chart

USUAL = "DejaVu Sans"  # comes with matplotlib; has Latin and Cyrillic
# By language, the best first: forms of Han signs differ between China, Korea and Japan.
FAMILIES = {
    "chinese": (
        "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "PingFang SC", "Microsoft YaHei",
        "Hiragino Sans GB", "Heiti SC", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimHei", "SimSun", "Droid Sans Fallback",
    ),
    "korean": (
        "Noto Sans CJK KR", "Noto Sans KR", "Source Han Sans KR", "Source Han Sans K", "Apple SD Gothic Neo", "Malgun Gothic",
        "NanumGothic", "NanumBarunGothic", "AppleGothic", "UnDotum", "Baekmuk Dotum", "Gulim",
    ),
    "japanese": (
        "Noto Sans CJK JP", "Noto Sans JP", "Source Han Sans JP", "Source Han Sans", "Hiragino Sans", "Hiragino Kaku Gothic ProN",
        "Yu Gothic", "Meiryo", "MS Gothic", "IPAexGothic", "IPAGothic", "TakaoPGothic", "VL Gothic",
    ),
}  # fmt: skip
SCRIPTS = {"japanese": ("\u3040", "\u30ff"), "korean": ("\u1100", "\ud7ff"), "chinese": ("\u2e80", "\uffef")}
WHERE = (
    "on Debian and Ubuntu install fonts-noto-cjk, on Fedora google-noto-sans-cjk-fonts, anywhere the Noto Sans of the language; "
    "Windows and macOS have some as they come. A picture as SVG needs none here, since a browser finds its own"
)


def dress(chart: Chart) -> None:
    """Let the labels of a chart be written with fonts that have all their signs, and keep which signs none has."""
    needed = labels.signs(chart)
    chosen, chart.lacking = families(chart.language, needed)
    if chosen == (USUAL,):
        return
    family = [*chosen, "sans-serif"]  # a browser that has none of them takes its own
    for text in chart.findobj(Text):
        text.set_fontfamily(family)
    for axis in labels.axes_of(chart):
        axis.set_tick_params(which="both", labelfontfamily=family)


def families(language: str, signs: Collection[str]) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return fonts that together have all signs, each for those that the ones before it lack, and the signs that none has."""
    chosen, lacking = [USUAL], frozenset(signs) - signs_of(USUAL)
    if lacking and not any(name in entries() for name in preferred(language, lacking)):
        renewed()
    for names in (preferred(language, lacking), sorted(entries())):
        while lacking:
            best = max((name for name in names if name in entries()), key=lambda name: len(lacking & signs_of(name)), default=USUAL)
            if not lacking & signs_of(best):
                break
            chosen.append(best)
            lacking -= signs_of(best)
    return tuple(chosen), lacking


def preferred(language: str, signs: Collection[str]) -> tuple[str, ...]:
    """The fonts to be tried first: those of the language, else of the script that the signs are of."""
    if language in FAMILIES:
        return FAMILIES[language]
    found = [name for name, (low, high) in SCRIPTS.items() if any(low <= sign <= high for sign in signs)]
    return FAMILIES[found[0]] if found else ()


@functools.cache
def entries() -> dict[str, FontEntry]:
    """The installed fonts by family, upright and of usual weight where there is one; none that holds other signs than it says."""
    found: dict[str, FontEntry] = {}
    for entry in fontManager.ttflist:
        if entry.name not in found or is_plain(entry) > is_plain(found[entry.name]):
            found[entry.name] = entry
    return {name: entry for name, entry in found.items() if not re.match(r"Last Resort|cm[a-z]+10|.*Emoji", name)}


def is_plain(entry: FontEntry) -> bool:
    """Whether a font is upright and of usual weight."""
    return entry.style == "normal" and entry.weight in (400, "normal", "regular", "book")


@functools.cache
def signs_of(name: str) -> frozenset[str]:
    """The signs that a family has; none of one that cannot be read."""
    entry = entries()[name]
    try:
        return frozenset(map(chr, FT2Font(entry.fname, face_index=entry.index).get_charmap()))
    except (OSError, RuntimeError):
        return frozenset()


@functools.cache
def renewed() -> None:
    """Look for fonts that were installed after matplotlib made its list of them."""
    listed = {entry.fname for entry in fontManager.ttflist}
    for path in findSystemFonts():
        if path not in listed:
            with contextlib.suppress(OSError, RuntimeError):  # matplotlib, too, passes over what it cannot read
                fontManager.addfont(path)
    entries.cache_clear()


def require(language: str) -> None:
    """Raise ScenarioError where no font here has the signs of a language."""
    name = next((name for name, one in OWN.items() if one == language), "")
    if families(language, name)[1]:
        message = f"no font here has the signs of {language.capitalize()}: {WHERE}"
        raise ScenarioError([Problem("--language", None, None, "", message)])


def expect(chart: Chart) -> None:
    """Raise ScenarioError where no font here has the signs of a chart's language."""
    if chart.lacking:
        require(chart.language)


@contextlib.contextmanager
def marked(chart: Chart) -> Iterator[None]:
    """Write `?` for signs that no font here has, and say so below the chart, for as long as it is drawn."""
    if not chart.lacking:
        yield
        return
    undo = labels.reworded(chart, lambda text: "".join("?" if sign in chart.lacking else sign for sign in text))
    chart.foot.set_text(f"{chart.foot.get_text()}\n? stands for a sign that no font here has; the same chart as SVG keeps it.")
    try:
        yield
    finally:
        for one in undo:
            one()


@contextlib.contextmanager
def unwarned(chart: Chart) -> Iterator[None]:
    """Let matplotlib not warn of signs without a font, where what is written is text that a browser finds a font for."""
    with warnings.catch_warnings():
        if chart.lacking:
            warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        yield
