"""Build the site anew: `python -m docs._site [FOLDER]`, by default into `build/site`. Warnings are errors."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from sphinx.cmd.build import main as sphinx

ROOT = Path(__file__).resolve().parents[2]


def build(folder: Path) -> int:
    """Build the site into a folder; return 0 if nothing is wrong. What Sphinx keeps for itself lies beside the folder."""
    if (folder / ".buildinfo").exists():  # an earlier site, with pages that may be gone
        shutil.rmtree(folder)
    options = ["-W", "--keep-going", "-q", "-E", "-a", "-b", "html", "-j", "auto"]
    return sphinx([*options, "-c", str(ROOT / "docs"), "-d", f"{folder}-doctrees", str(ROOT), str(folder)])


def main() -> int:
    """Build the site and say where it is."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "build" / "site")
    status = build(folder)
    sys.stdout.write(f"{'built' if status == 0 else 'built with warnings, which are errors'}: {folder / 'index.html'}\n")
    return status


if __name__ == "__main__":
    raise SystemExit(main())
