"""Each change carries one sentence for the user."""

from __future__ import annotations

import re
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "changelog.d"
NAME = re.compile(r"^[0-9]+\.(new|changed|fixed|results-change)\.md$")
SENTENCE = re.compile(r"^[A-Z`].*\.\n$")


def test_a_fragment_is_one_tagged_sentence() -> None:
    fragments = [path for path in FOLDER.iterdir() if path.name != "README.md"]

    assert [path.name for path in fragments if not NAME.match(path.name)] == []
    assert [path.name for path in fragments if not SENTENCE.match(path.read_text(encoding="utf-8"))] == []
