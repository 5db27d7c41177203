"""Reports of results as one HTML page, whatever command left them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from northeastsim.face.results import Results
    from northeastsim.show.catalogue import File
    from northeastsim.show.report.parts import Page, Spoken

Said = dict[str, Any]

NAME = "report.html"


def report(
    folder: str | os.PathLike[str], path: str | os.PathLike[str] | None = None, *, language: str | None = None,
    glossary: File = None, interactive: bool = False, force: bool = False,
) -> Path:  # fmt: skip
    """Write the report of what a command left in a folder as one HTML page, and return where.

    `path`: where to (default: into the folder). `folder`: one that `run`, `compare`, `whatif`, `risk`, `diff`,
    `explain`, `sensitivity` or `backtest` wrote. `language` is that of the page's own words and charts: english, chinese, korean,
    japanese or russian; `glossary` a file of one's own words for charts, laid over the shipped one. With `interactive`, the charts
    `paths` and `map` of a run, `differences` of a comparison and `waterfall` of an explanation can also answer to a pointer, in
    English; that adds 0.9 MB. Raises ScenarioError for a folder that holds nothing to report on, for another language, where what
    `interactive` needs is not installed, and for a file that is there and no earlier report, unless `force` is given.
    """
    from northeastsim.show.language import ENGLISH, known
    from northeastsim.show.report import render

    out, chosen = Path(folder) / NAME if path is None else Path(path), known(language or ENGLISH)
    if Path(folder).is_dir():
        render.expect(out, force, interactive)  # before anything is drawn
    return render.write(of_folder(Path(folder), {"language": chosen, "glossary": glossary}), out, chosen, force, interactive)


def of_results(results: Results, path: Path, language: str | None, glossary: File, interactive: bool, force: bool) -> Path:
    """Write the report of a run and return where; see `report`."""
    from northeastsim.show.language import ENGLISH, known
    from northeastsim.show.report import render
    from northeastsim.show.report.kinds.run import page

    chosen = known(language or ENGLISH)
    render.expect(path, force, interactive)
    return render.write(page(results, {"language": chosen, "glossary": glossary}), path, chosen, force, interactive)


def of_folder(folder: Path, spoken: Spoken) -> Page:
    """Return the page of what a folder holds; raises ScenarioError where that is nothing to report on."""
    from northeastsim.study import manifest as manifests
    from northeastsim.study import reading

    if (folder / reading.ABOUT).exists() and not (folder / manifests.NAME).exists():
        said = reading.about(folder, "version", "command")
        for key, made in DESCRIBED.items():
            if key in said:
                return made(folder, said, spoken)
        raise reading.refusal(folder / reading.ABOUT, f"expected {', '.join(DESCRIBED)}: what risk, diff or explain leaves")
    manifest = manifests.read(folder)
    return next((made for key, made in KEPT.items() if key in manifest), of_run)(folder, manifest, spoken)


# --- by the key of a manifest -----------------------------------------------------------------------------------------


def of_run(folder: Path, _: Said, spoken: Spoken) -> Page:
    """Return the page of a run."""
    from northeastsim.face.results import open as opened
    from northeastsim.show.report.kinds.run import page

    return page(opened(folder), spoken)


def of_comparison(folder: Path, manifest: Said, spoken: Spoken) -> Page:
    """Return the page of a comparison."""
    from northeastsim.face import reopened
    from northeastsim.show.report.behind import of_manifest
    from northeastsim.show.report.kinds.compare import page

    found, behind = reopened.comparison(folder, manifest), of_manifest(manifest, folder, manifest["compare"]["command"])
    return page(found, behind, reopened.crossed(folder, manifest), spoken)


def of_whatif(folder: Path, manifest: Said, spoken: Spoken) -> Page:
    """Return the page of a what-if."""
    from northeastsim.face import reopened
    from northeastsim.show.report.behind import of_manifest
    from northeastsim.show.report.kinds.whatif import page

    return page(reopened.whatif(folder, manifest), of_manifest(manifest, folder, manifest["whatif"]["command"]), spoken)


def of_backtest(folder: Path, manifest: Said, spoken: Spoken) -> Page:
    """Return the page of a backtest."""
    from northeastsim.face import reopened
    from northeastsim.show.report.behind import of_manifest
    from northeastsim.show.report.kinds.backtest import page

    said = manifest["backtest"]
    return page(reopened.backtest(folder, manifest), of_manifest(manifest, folder, said["command"]), said["remarks"], spoken)


def of_sensitivity(folder: Path, manifest: Said, _: Spoken) -> Page:
    """Return the page of the analysis of a sweep, with the charts that were drawn then."""
    from northeastsim.show.blocks import of_data
    from northeastsim.show.report.behind import of_manifest
    from northeastsim.show.report.figures import kept
    from northeastsim.show.report.kinds.sensitivity import page
    from northeastsim.study import reading

    said = manifest["sensitivity"]
    reading.expect(said, folder / "manifest.json", "told", "answer", "caveat")
    pictures = [kept(folder / name) for name in manifest["files"] if name.endswith(".png")]
    name, blocks = str(manifest["scenario"]["name"]), [of_data(one) for one in said["told"]]
    return page(name, said, blocks, pictures, of_manifest(manifest, folder, said["command"]))


KEPT = {"compare": of_comparison, "whatif": of_whatif, "backtest": of_backtest, "sensitivity": of_sensitivity}


# --- by a key of a description ------------------------------------------------------------------------------------------


def of_risk(folder: Path, said: Said, spoken: Spoken) -> Page:
    """Return the page of risks."""
    from northeastsim.face import reopened
    from northeastsim.show.report.behind import of_about
    from northeastsim.show.report.kinds.risk import page

    return page(reopened.risk(folder), of_about(said, folder), spoken)


def of_diff(folder: Path, said: Said, spoken: Spoken) -> Page:
    """Return the page of two scenarios side by side."""
    from northeastsim.face import reopened
    from northeastsim.show.report.behind import of_about
    from northeastsim.show.report.kinds.diff import page

    return page(reopened.shares(folder), of_about(said, folder), spoken)


def of_explained(folder: Path, said: Said, spoken: Spoken) -> Page:
    """Return the page of why a score changed."""
    from northeastsim.face import reopened
    from northeastsim.show.report.behind import of_about
    from northeastsim.show.report.kinds.explain import page

    first, whole, resolved = reopened.explained(folder)
    asked = said["asked"]
    return page(first, whole, resolved, of_about({**said, **asked, "replications": asked["n"]}, folder), spoken)


DESCRIBED = {"twins": of_risk, "changes": of_diff, "causes": of_explained}
