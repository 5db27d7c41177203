"""The model on years it was not given: its forecasts from the end of 2018, beside what happened and beside simple rules."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from northeastsim.errors import Problem, ScenarioError

if TYPE_CHECKING:
    import pandas as pd

    from northeastsim.analysis.backtest import Quantity
    from northeastsim.show.catalogue import File

ORIGIN, UNTIL = 2018, 2024  # the last year that is known, and the last that is told
MODES = ("conditioned", "free")
REPLICATIONS = 200
GROWTH = ("spending_growth",)  # targets that are the yearly change of a level
POSSIBLE = {"trade_share": (0.0, 1.0), "alignment": (-1.0, 1.0)}  # of levels that have ends
LIBRARIES = ("scipy", "scoringrules")
COLUMNS = (
    "n: series times years. CRPS: how far the forecast with its spread lay from the observed, in the unit given; lower is better. In "
    "50 %, in 90 %: how often the observed lay in the model's central range (95 %, as if series and years were independent), and how "
    "many of its own draws do: of counts more than the name says."
)
RULE = (
    "Better: the whole interval of skill is above 0 against every baseline; worse: below 0 against the best baseline; else: cannot "
    "tell. Skill is 1 less the ratio of mean scores (CRPS): 1 without error, 0 as good as the baseline."
)
FEW = (
    "Intervals (95 %) draw whole years again. There are six, one after the other in one world, so that even wide intervals are too "
    "narrow."
)
CONDITIONED = (
    "Conditioned: the dated acts of the record are fed in, so that reactions are tested and not foresight; no baseline knows them. "
    "Free: only outside shocks are fed in."
)
HINDSIGHT = (
    "Held out are the numbers of 2019 to 2024, not the hindsight: the model's structure was designed by people who knew 2024. No "
    "baseline has that advantage."
)
NOTES = (COLUMNS, RULE, FEW, CONDITIONED, HINDSIGHT)


def backtest(
    mode: str = "both", replications: int = REPLICATIONS, *, seed: int = 0, parameters: str | None = None
) -> Backtest:
    """Run the model from the end of 2018 to that of 2024 and return how well it tells these years, beside simple rules.

    `mode`: `conditioned` (the dated acts of the record are fed in), `free` (only outside shocks are) or `both`; `replications` of each
    mode; `parameters`: the name of the sets of parameters that replications are spread over, default `backtest_2018`.
    Raises ScenarioError for what cannot be asked, and where scipy or scoringrules are not installed.
    """
    import pandas as pd

    expect(mode, replications, seed)
    from northeastsim.study import history

    modes = MODES if mode == "both" else (mode,)
    chosen = parameters or history.ENSEMBLE
    each = [history.forecasts(one, replications, seed, chosen) for one in modes]
    return found(history.record(until=UNTIL), pd.concat(each, ignore_index=True), modes, replications, seed, chosen)


def found(
    record: pd.DataFrame, forecasts: pd.DataFrame, modes: tuple[str, ...], replications: int, seed: int, parameters: str | None
) -> Backtest:
    """Return the judgement of forecasts on a record (target, series, year, value, kind, unit)."""
    from northeastsim.analysis.backtest import judged

    tables = judged(record, forecasts, quantities(record), ORIGIN, seed)
    return Backtest(modes, replications, seed, parameters, record, forecasts, *tables)


def expect(mode: str, replications: int, seed: int) -> None:
    """Raise ScenarioError with all that is wrong with what is asked, and where a library is missing."""
    from importlib.util import find_spec

    from northeastsim.scenario.words import missing
    from northeastsim.study import request

    problems = [*request.whole("replications", replications, 2, 10**6), *request.whole("seed", seed, 0, 2**63 - 1)]
    if mode not in (*MODES, "both"):
        message, near = missing("mode", mode, (*MODES, "both"))
        problems.append(Problem("<python>", None, None, "mode", message, near))
    if lacking := [name for name in LIBRARIES if find_spec(name) is None]:
        message = f"{', '.join(lacking)} not installed; pip install 'northeastsim[standard]'"
        problems.append(Problem("backtest", None, None, "", message))
    if problems:
        raise ScenarioError(problems)


def quantities(record: pd.DataFrame) -> dict[str, Quantity]:
    """Return what each target of a record measures."""
    from northeastsim.analysis.backtest import Quantity

    kinds = record.drop_duplicates("target").set_index("target")["kind"]
    return {
        str(name): Quantity("count", 0.0) if kind == "count" else Quantity("growth") if name in GROWTH
        else Quantity("level", *POSSIBLE.get(str(name), ()))
        for name, kind in kinds.items()
    }  # fmt: skip


@dataclass(frozen=True, repr=False)
class Backtest:
    """How well the model tells the years after the origin, as tables; lower scores are better, and numbers are in the model.

    `skill`: by mode, target, score and baseline, with its interval over years; `scores`: of each series and year, of each mode and
    baseline; `coverage`: of the central 50 and 90 % ranges; `ranks`: where the observed lay among the draws, in tenths; `verdict`: by
    mode and target; `record`: what happened; `forecasts`: every draw. docs/how-to/backtest.md tells how to read them.
    """

    modes: tuple[str, ...]
    replications: int
    seed: int
    parameters: str | None
    record: pd.DataFrame = field(repr=False)
    forecasts: pd.DataFrame = field(repr=False)
    skill: pd.DataFrame = field(repr=False)
    scores: pd.DataFrame = field(repr=False)
    coverage: pd.DataFrame = field(repr=False)
    ranks: pd.DataFrame = field(repr=False)
    verdict: pd.DataFrame = field(repr=False)

    origin = ORIGIN

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """All tables by name."""
        names = ("skill", "scores", "coverage", "ranks", "verdict", "record", "forecasts")
        return {name: getattr(self, name) for name in names}

    @property
    def units(self) -> dict[str, str]:
        """The unit of each target."""
        return {str(name): str(unit) for name, unit in self.record.drop_duplicates("target").set_index("target")["unit"].items()}

    @property
    def targets(self) -> list[str]:
        """The targets that any mode tells, in the order of the record."""
        told = set(self.scores.loc[self.scores["source"].isin(self.modes), "target"])
        return [name for name in self.units if name in told]

    @property
    def about(self) -> str:
        """What stands behind every number."""
        names = f", parameters {self.parameters}" if self.parameters else ""
        last = int(self.scores["year"].max())
        draws = int(self.scores.loc[self.scores["source"].isin(self.modes), "draws"].max())
        return (
            f"In the model: known up to the end of {self.origin}, told {self.origin + 1} to {last}, 1 to {last - self.origin} years "
            f"ahead; {draws:,} replications of each mode{names}, seed {self.seed}."
        )

    def sentences(self, mode: str) -> list[str]:
        """Return in words what a mode is better at, worse at, and what cannot be told."""
        from northeastsim.analysis.backtest.verdict import sentences

        return sentences(self.verdict[self.verdict["mode"] == mode])

    def plot(self, name: str = "skill", mode: str | None = None, *, language: str | None = None, glossary: File = None) -> Any:
        """Return a chart as a matplotlib Figure: `skill`, `observed`, `alignment` or `ranks`, the latter three of one mode.

        `mode`: default the first that was run; `language`, `glossary`: see `Results.plot`. Raises ScenarioError for a chart
        or a mode that there is not.
        """
        from northeastsim.scenario.words import missing
        from northeastsim.show.catalogue import draw

        chosen = mode or self.modes[0]
        if chosen not in self.modes:
            message, near = missing("mode", chosen, list(self.modes))
            raise ScenarioError([Problem("<python>", None, None, "plot", message, near)])
        return draw("backtest", name, self, chosen, language=language, glossary=glossary)

    def pictures(self, *, language: str | None = None, glossary: File = None) -> dict[str, bytes]:
        """Return every chart for which there is something to show as a PNG file, by its name."""
        from northeastsim.show.backtest import named

        spoken: Any = {"language": language, "glossary": glossary}
        return {f"{file}.png": self.plot(name, mode, **spoken).png() for file, (name, mode) in named(self).items()}

    def save(
        self, folder: str | os.PathLike[str], *, force: bool = False, charts: bool = True, command: str | None = None,
        language: str | None = None, glossary: File = None,
    ) -> Path:  # fmt: skip
        """Write all tables, charts (in a `language`) and a manifest to a folder, whole or not at all; return it.

        `command` is what asked for it.

        Raises ScenarioError where the folder holds anything but an earlier result of ours, to be replaced with `force`.
        """
        from northeastsim.study.keeping import columns_of, keep

        pictures = self.pictures(language=language, glossary=glossary) if charts else {}
        keep(Path(folder), {name: columns_of(table) for name, table in self.tables.items()}, self.manifest(command), pictures, force)
        return Path(folder)

    def manifest(self, command: str | None = None) -> dict[str, Any]:
        """Return what was asked, and what stands behind every number."""
        from northeastsim.study.manifest import of_analysis

        asked = {"command": command, "modes": list(self.modes), "parameters": self.parameters, "origin": self.origin, "until": UNTIL}
        said = {mode: self.sentences(mode) for mode in self.modes}
        more = {**asked, "about": self.about, "sentences": said, "remarks": list(NOTES), "units": self.units}
        return {**of_analysis("backtest", self.seed, self.replications), "backtest": more}

    def __repr__(self) -> str:
        return f"Backtest({' and '.join(self.modes)}: {len(self.targets)} targets, {self.replications} replications, seed {self.seed})"
