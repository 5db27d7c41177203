"""Languages of charts: what each is called, and the words of the glossary in it."""

from __future__ import annotations

from northeastsim.errors import Problem, ScenarioError
from northeastsim.scenario.words import missing

ENGLISH = "english"
CODES = {ENGLISH: "en", "chinese": "zh", "korean": "ko", "japanese": "ja", "russian": "ru"}
TAGS = {**CODES, "chinese": "zh-Hans"}  # of documents, by which browsers choose fonts
OTHERS = tuple(name for name in CODES if name != ENGLISH)
OWN = {"中文": "chinese", "한국어": "korean", "日本語": "japanese", "русский": "russian"}


def known(name: str, place: str = "<python>") -> str:
    """Return a language by its English name, given that, its code or its own name: `zh` and `中文` are `chinese`.

    Raises ScenarioError, which names the `place` where it was asked for, for any other.
    """
    spelt = {code: language for language, code in CODES.items()} | {one: one for one in CODES} | OWN
    found = spelt.get(str(name).strip().lower())
    if found is None:
        message, near = missing("language", name, [*CODES, *CODES.values()])
        raise ScenarioError([Problem(place, None, None, "language", f"there is {message}", near)])
    return found
