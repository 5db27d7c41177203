"""What a class's answer key rests on: outcomes of every student's world, of each change alone, and causes, beside the scenario."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pandas as pd

from northeastsim.analysis import causes as ledger
from northeastsim.analysis.paired import difference, is_clear, t_quantile
from northeastsim.analysis.summary import summary
from northeastsim.face.explain import items_of
from northeastsim.face.results import Progress
from northeastsim.face.variants.plan import HEAVY
from northeastsim.face.variants.students import settings
from northeastsim.study import explain, worlds

if TYPE_CHECKING:
    from northeastsim.face.variants.plan import Plan
    from northeastsim.face.variants.students import Student
    from northeastsim.scenario.load import Resolved

FEW = 20  # replications of a student who runs few: where the mean of so many would lie
OUTCOMES = (
    "student", "name", "file", "changes", "metric", "unit", "n", "years", "seed", "mean", "low", "high", "p05", "p95",
    "few_low", "few_high", "shipped", "difference", "difference_low", "difference_high", "clear",
)  # fmt: skip
ALONE = ("student", "change", "metric", "n", "difference", "low", "high")
PER_STUDENT = ["student", "kind", "cause", "actor", "type", "other", "change", "low", "high", "seen", "n"]


def found(plan: Plan, on_progress: Progress | None) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Run what the plan asks for: the tables of outcomes, of changes made alone, and of causes."""
    made, steps = plan.worlds, plan.steps
    tell = on_progress or (lambda done, total: None)
    values = worlds.several(
        list(made.values()), plan.metrics, seed=int(plan.scenario.document["seed"]), replications=plan.replications,
        workers=plan.workers, engine=plan.engine, on_progress=lambda done, _: tell(done, steps),
    )  # fmt: skip
    runs = {key: pd.DataFrame(dict(zip(plan.metrics, rows, strict=True))) for key, rows in zip(made, values, strict=True)}
    done = len(made) * plan.replications
    return outcomes(plan, runs), alone(plan, runs), mechanisms(plan, lambda some: tell(done + some, steps))


def outcomes(plan: Plan, runs: dict[Any, pd.DataFrame]) -> pd.DataFrame:
    """Return a row per student and outcome: mean with its 95 % interval, 5-95 % of runs, and the difference to the scenario.

    `few_low` to `few_high` is where the mean of twenty replications would lie, in 95 of 100 classes; `clear` whether the
    interval of the difference leaves out 0.
    """
    from northeastsim.show.task_sheet import in_short
    from northeastsim.show.view import unit_of

    document, rows = plan.scenario.document, []
    for student in plan.students:
        table = summary(numbered(runs[settings(student.changes)]), plan.metrics, quiet=numbered(runs[()]))
        told = "; ".join(in_short(change, plan.scenario.resolved) for change in student.changes)
        for name, row in table.iterrows():
            unit = unit_of(document, str(name) if str(name).endswith(".count") else str(name).rpartition(".")[0])
            about = (student.number, student.name, student.file, told, name, unit, int(row["n"]), document["years"], document["seed"])
            rows.append((*about, *spans(row)))
    return pd.DataFrame(rows, columns=list(OUTCOMES))


def numbered(runs: pd.DataFrame) -> pd.DataFrame:
    """Return runs with their numbers."""
    return runs.rename_axis("replication").reset_index()


def spans(row: pd.Series) -> tuple[Any, ...]:
    """Return the numbers of an outcome, from its mean on, as `OUTCOMES` has them."""
    n, mean, error = row["n"], row["mean"], row["se"]
    reach = t_quantile(int(n) - 1)
    few = reach * math.sqrt(error**2 * (1 + n / FEW))  # ours is uncertain, and so is theirs
    clear = is_clear(int(n), row["difference"], row["low"], row["high"])
    ends = (mean - reach * error, mean + reach * error, row["p05"], row["p95"], mean - few, mean + few)
    return (mean, *ends, row["quiet"], row["difference"], row["low"], row["high"], "yes" if clear else "no")


def alone(plan: Plan, runs: dict[Any, pd.DataFrame]) -> pd.DataFrame:
    """Return what each change does by itself to the outcome that is asked about, and all of a student's together, pair by pair."""
    from northeastsim.show.task_sheet import in_short

    rows, shipped = [], runs[()][plan.metric]
    for student in plan.students:
        some = [(in_short(one, plan.scenario.resolved), (one,)) for one in student.changes]
        for told, changes in [*some, ("all together", student.changes)]:
            gap = difference(runs[settings(changes)][plan.metric], shipped)
            rows.append((student.number, told, plan.metric, gap.n, gap.mean, gap.low, gap.high))
    return pd.DataFrame(rows, columns=list(ALONE))


def mechanisms(plan: Plan, tell: Callable[[int], None]) -> pd.DataFrame:
    """Return by which causes the outcome changes more, or less, in each student's world than in the scenario, from the ledger.

    Per replication the items of a change sum to it, so that what two worlds differ by is shared out among causes. The first row
    of a student, `first day`, is what differs at the start.
    """
    if not plan.causes or not is_score(plan):
        return pd.DataFrame(columns=PER_STUDENT)
    compile_if_it_pays(plan)
    shipped, rows = itemised(plan, plan.scenario.resolved), []
    for k, student in enumerate(plan.students, 1):
        tell(k * plan.causes * HEAVY)
        rows.append(apart(student, itemised(plan, student.resolved), shipped, plan.causes))
    tell((len(plan.students) + 1) * plan.causes * HEAVY)
    return pd.concat(rows, ignore_index=True)


def is_score(plan: Plan) -> bool:
    """Return whether the outcome asked about is a score's value at the end, which the ledger can itemise."""
    return plan.metric.endswith(".end")


def compile_if_it_pays(plan: Plan) -> None:
    """Compile the rules that itemise replications, once, where all students' together take long."""
    from northeastsim.engine import pool
    from northeastsim.scenario.tables import tables

    each = explain.SLOWER * pool.seconds_of_one(tables(plan.scenario.resolved), "simpy")
    if explain.is_compiled(each * plan.causes * (len(plan.students) + 1)):
        explain.rules_of(True)


def itemised(plan: Plan, resolved: Resolved) -> pd.DataFrame:
    """Return the items of the outcome's change in the first replications of a world."""
    return items_of(
        resolved, plan.metric.removesuffix(".end"), start=None, end=None, seed=int(plan.scenario.document["seed"]),
        replications=plan.causes, replication=None, workers=1,
    )  # fmt: skip


def apart(student: Student, own: pd.DataFrame, shipped: pd.DataFrame, count: int) -> pd.DataFrame:
    """Return the causes by which two worlds differ, the greatest first, after what differs on the first day."""
    begins = own.attrs["before"] - shipped.attrs["before"]
    less = shipped.assign(**{part: -shipped[part] for part in ledger.PARTS})
    both = pd.concat([stripped(own), stripped(less)], ignore_index=True)
    rows = ledger.by_cause(both, range(count))
    first = pd.DataFrame([{
        "kind": "start", "cause": "first day", "actor": "", "type": "", "other": "", "change": begins, "low": math.nan,
        "high": math.nan, "seen": count, "n": count,
    }])  # fmt: skip
    return pd.concat([first, rows], ignore_index=True).assign(student=student.number)[PER_STUDENT]


def stripped(items: pd.DataFrame) -> pd.DataFrame:
    """Return items without what is said of them, which tables that are put together cannot both keep."""
    plain = items.copy()
    plain.attrs = {}
    return plain
