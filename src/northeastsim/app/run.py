"""`northeastsim run`: simulate a scenario, tell what happened, and keep it."""

from __future__ import annotations

import argparse
import contextlib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from northeastsim.app import estimate, telling
from northeastsim.app.output import complain, line, no_drawing, typed
from northeastsim.app.parser.names import DEFAULT_SCENARIO, FIRST_LOOK
from northeastsim.app.progress import progress
from northeastsim.app.speaking import spoken
from northeastsim.errors import Problem, ScenarioError

if TYPE_CHECKING:
    from northeastsim.face import Results, Scenario
    from northeastsim.scenario.ensembles import Ensemble

CHART = "outcome.png"


def command(arguments: argparse.Namespace) -> int:
    """Run it; 130 if it was interrupted, with what was complete kept."""
    refuse(arguments)
    words = spoken(arguments)
    scenario = loaded(arguments)
    ensemble = sets_of(arguments, scenario)
    shown = not (arguments.json or arguments.quiet)
    for problem in scenario.warnings:
        complain(f"note: {problem}")
    options = asked(arguments, scenario)
    if not arguments.yes:
        estimate.refuse(options, arguments.out)
    out, made = folder(arguments, scenario)
    try:
        if shown:
            telling.opening(scenario, arguments, options, ensemble)
        with progress(options["expected"]) as on_progress:
            results = run(scenario, arguments, options, out, on_progress)
    except KeyboardInterrupt:
        complain(interrupted(out))
        return 130
    finally:
        for one in made:
            with contextlib.suppress(OSError):
                one.rmdir()  # if nothing was written
    chart = draw(results, out, arguments, words)
    if arguments.json:
        telling.as_json(results, out, chart)
    elif arguments.quiet:
        line(str(out))
    else:
        telling.closing(results, out, chart, arguments)
    return 0


def refuse(arguments: argparse.Namespace) -> None:
    """Raise ScenarioError for options that do not go together, or are not here yet."""
    from northeastsim.engine.pool import why_no_batch

    wrong = []
    if arguments.engine == "batch" and (missing := why_no_batch()):
        wrong.append(("--engine", missing))
    if arguments.replication is not None and arguments.replications is not None:
        wrong.append(("--replication", "is one replication alone; leave --replications out"))
    if arguments.json and arguments.quiet:
        wrong.append(("--json", "prints the outcomes, --quiet does not; leave one out"))
    if arguments.force and not arguments.out:
        wrong.append(("--force", "replaces what --out DIR holds; give --out"))
    if wrong:
        raise ScenarioError([Problem(option, None, None, "", message) for option, message in wrong])


def loaded(arguments: argparse.Namespace) -> Scenario:
    """The scenario with --variant, --theory, --strategy and --set applied, in this order.

    Raises ScenarioError with all that is wrong.
    """
    from northeastsim.face import Scenario
    from northeastsim.scenario.catalogue import catalogue
    from northeastsim.scenario.load import load, parse_value

    problems: list[Problem] = []
    settings: dict[str, Any] = {}
    for path, text in arguments.set:
        try:
            settings[path] = parse_value(text)
        except ScenarioError as error:
            problems += [
                Problem(one.file, None, None, path, one.message, one.suggestion) for one in error.problems
            ]
    if problems:
        raise ScenarioError(problems)
    source = DEFAULT_SCENARIO if arguments.scenario is None else arguments.scenario
    strategies = dict(arguments.strategy)
    options = {"settings": settings, "strategies": strategies, "variant": arguments.variant, "theory": arguments.theory}
    return Scenario(load(source, catalogue=catalogue(), **options))


def sets_of(arguments: argparse.Namespace, scenario: Scenario) -> Ensemble | None:
    """The ensemble that --parameters names, read and checked before anything is written; None where there is none."""
    from northeastsim.scenario.ensembles import read

    return None if arguments.parameters is None else read(arguments.parameters, scenario.resolved.catalogue)


def asked(arguments: argparse.Namespace, scenario: Scenario) -> dict[str, Any]:
    """What is run: how many, from which seed, on which engine with how many workers, and about how long it takes."""
    from northeastsim.engine.pool import expected_seconds, quicker_engine, usual_workers
    from northeastsim.scenario.tables import tables
    from northeastsim.study.twins import quiet_twin

    world = tables(scenario.resolved)  # what is wrong only here is told before anything is written
    document = scenario.resolved.document
    alone = arguments.replication is not None
    count = FIRST_LOOK if arguments.scenario is None else int(document["replications"])
    count = 1 if alone else arguments.replications or count
    baseline = not alone and not arguments.quiet
    twin = baseline and quiet_twin(scenario.resolved)[0] is not None
    total = count * (2 if twin else 1)
    engine = quicker_engine(world, total, arguments.workers) if arguments.engine == "auto" else arguments.engine
    workers = arguments.workers or usual_workers(world, count, engine)
    return {
        "replications": count,
        "first": arguments.replication or 0,
        "seed": int(document["seed"]) if arguments.seed is None else arguments.seed,
        "twin": twin,
        "baseline": baseline,
        "engine": engine,
        "workers": workers,
        "expected": expected_seconds(world, total, workers, engine) * (estimate.OF_SETS if arguments.parameters else 1.0),
        "disk": estimate.disk(document, arguments, count, twin),
    }


def run(
    scenario: Scenario, arguments: argparse.Namespace, options: dict[str, Any], out: Path, told: Any
) -> Results:
    """Run it into a folder."""
    return scenario.run(
        replications=options["replications"],
        seed=options["seed"],
        workers=options["workers"],
        out=out,
        engine=options["engine"],
        first=options["first"],
        paths=arguments.paths,
        events="all" if arguments.replication is not None else arguments.events,
        every=arguments.every,
        impulses=arguments.impulses,
        baseline=options["baseline"],
        parameters=arguments.parameters,
        force=arguments.force,
        command=typed(),
        on_progress=told,
    )


def folder(arguments: argparse.Namespace, scenario: Scenario, kind: str = "") -> tuple[Path, list[Path]]:
    """The folder of the results, --out or a new results/NAME-N, and what was made for it, innermost first.

    `kind` stands between name and number. Raises OSError where it cannot be made.
    """
    if arguments.out is not None:
        if not arguments.out.strip():
            raise ScenarioError([Problem("--out", None, None, "", "expected a folder, got nothing")])
        out = Path(arguments.out)
        if out.is_file():
            raise ScenarioError([Problem(str(out), None, None, "", "is a file; expected a folder")])
        if out.is_dir() and any(out.iterdir()) and not arguments.force:
            message = "is not empty; choose another folder, or replace an earlier run with --force"
            raise ScenarioError([Problem(str(out), None, None, "", message)])
        made = missing(out)
        if made:
            out.mkdir(parents=True)
        return out, made
    name = re.sub(r"[^A-Za-z0-9_-]+", "_", short_name(arguments, scenario)).strip("_") or "scenario"
    return new_folder(name + kind)


def new_folder(name: str) -> tuple[Path, list[Path]]:
    """A new results/NAME-N, and what was made for it, innermost first; raises OSError where it cannot be made."""
    above = Path("results")
    made = missing(above)
    above.mkdir(exist_ok=True)
    number = 1 + max(
        (int(one.name.rpartition("-")[2]) for one in above.glob(f"{name}-*") if numbered(one)), default=0
    )
    while True:
        out = above / f"{name}-{number}"
        try:
            out.mkdir()
        except FileExistsError:
            number += 1
            continue
        return out, [out, *made]


def missing(path: Path) -> list[Path]:
    """The folders that have to be made for a path to be one, innermost first."""
    return [one for one in (path, *path.parents) if not one.exists()]


def numbered(path: Path) -> bool:
    """Whether a folder's name ends in a number."""
    return path.name.rpartition("-")[2].isdecimal()


def short_name(arguments: argparse.Namespace, scenario: Scenario) -> str:
    """The scenario's file name, without its folder and ending, and its variant."""
    name = Path(arguments.scenario or DEFAULT_SCENARIO).stem or scenario.name
    return f"{name}_{arguments.variant}" if arguments.variant else name


def interrupted(out: Path) -> str:
    """What to say after Ctrl-C: how much is complete, and where."""
    try:
        manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return "northeastsim run: interrupted before the first replication was complete; nothing is kept"
    count = f"{manifest['complete']} of {manifest['replications']} replications"
    twin = "" if "quiet" in manifest["tables"] or not manifest.get("baseline") else "; the quiet twin is not"
    return f"northeastsim run: interrupted; {count} are complete and kept in {out}{twin}"


def draw(results: Results, out: Path, arguments: argparse.Namespace, words: dict[str, Any]) -> Path | str:
    """Draw the first chart into the folder, in the language of some words; return where, or why there is none."""
    path = out / CHART
    if arguments.no_chart or arguments.replication is not None:
        path.unlink(missing_ok=True)
        return ""
    if missing := no_drawing():
        return missing
    saved: Path = results.plot("outcome", **words).save(path)
    return saved
