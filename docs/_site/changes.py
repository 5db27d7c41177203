"""What is not yet released, from `changelog.d/`, on the page of changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

PAGE = "CHANGELOG"
TAGS = {"results-change": "Results change", "new": "New", "changed": "Changed", "fixed": "Fixed"}


def add(app: Any, name: str, source: list[str]) -> None:
    """Put the sentences that are not yet released on the page of changes."""
    if name == PAGE:
        source[0] += unreleased(Path(app.srcdir) / "changelog.d")


def unreleased(folder: Path) -> str:
    """Return the sentences in a folder as Markdown, by tag, the latest first."""
    text = "\n## Not yet released\n"
    for tag, title in TAGS.items():
        files = sorted(folder.glob(f"[0-9]*.{tag}.md"), key=lambda path: -int(path.name.split(".")[0]))
        if files:
            text += f"\n### {title}\n\n" + "".join(f"- {path.read_text(encoding='utf-8').strip()}\n" for path in files)
    return text
