"""Tables under other parameters are those that the scenario would have been laid out to, had it stated them."""

from __future__ import annotations

from typing import Any

import pytest

from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.load import Resolved, load
from northeastsim.scenario.schema import value_of
from northeastsim.scenario.tables import moved as tables_moved
from northeastsim.scenario.tables import tables
from northeastsim.scenario.tables.moved import Moved, equal, under
from northeastsim.study.design import design, ranges

# Capital is left to what spending upholds.
UPHELD: dict[str, Any] = {
    "format": 1,
    "extends": "baseline",
    "actors": {name: {"capital_busd": None} for name in ("KOR", "RUS")},
}
# Beside that, a type of act whose options have no constant of their own.
OWN: dict[str, Any] = UPHELD | {
    "event_types": {
        "tea_ceremony": {
            "roles": {"initiator": "required", "target": "required"},
            "partners": "target",
            "stages": [{"name": "announced", "after_days": 0, "effects": [
                {"change": "alignment", "of": "target", "to": "initiator", "by": "effect.visit_regard"}]}],
            "menu": {"who": ["JPN"], "targets": "others"},
        }
    },
}  # fmt: skip


def world(source: Any = "baseline") -> Resolved:
    return load(source, catalogue=catalogue())


def stated(name: str, resolved: Resolved, values: dict[str, float]) -> Resolved:
    """The scenario with the parameters written into its file."""
    return load({"format": 1, "extends": name, "parameters": values}, catalogue=resolved.catalogue)


@pytest.mark.parametrize("name", ["baseline", "ukraine_ceasefire", "cold_war_echo"])
def test_under_a_set_of_parameters_tables_are_those_of_a_file_that_states_them(name: str) -> None:
    resolved = world(name)
    values = design(ranges(resolved), 3, 1).iloc[2].to_dict()

    assert equal(Moved(resolved).under(values), tables(stated(name, resolved, values)))
    assert equal(Moved(resolved).under({}), tables(resolved))


# What is read while a start is filled: `capital.decay`, say, where an actor has no decay of its own.
READ = ("capital.decay", "strategic.per_root_warhead", "outside_war.attrition", "budget.investment_share", "dependence.flow_weight")


@pytest.mark.parametrize("name", READ)
def test_a_parameter_may_be_moved_alone_without_laying_out_anew(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    only_moved(load(UPHELD, catalogue=catalogue()), [name], monkeypatch)


@pytest.mark.full
def test_every_parameter_of_the_design_may_be_moved_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Together they are moved above; alone none can hide another's place."""
    only_moved(load(UPHELD, catalogue=catalogue()), list(ranges(world())), monkeypatch)


def only_moved(resolved: Resolved, names: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Compare tables moved to an end of each parameter's range with those laid out anew, which moving may not do."""
    moved, now = Moved(resolved), resolved.parameters
    ends = {name: reach.low if value_of(now[name]) == reach.high else reach.high for name, reach in ranges(resolved, names).items()}
    moved.under(ends)
    anew = {name: tables(under(resolved, {name: end})) for name, end in ends.items()}
    monkeypatch.setattr(tables_moved, "tables", None)

    assert [name for name, found in anew.items() if not equal(moved.under({name: ends[name]}), found)] == []
    assert all(not equal(found, moved.tables) for found in anew.values())


def test_where_more_differs_than_the_start_tables_are_laid_out_anew() -> None:
    """An act of the scenario's own has no constant but the parameter's, which is read when options are filled."""
    resolved = world(OWN)
    values = {"choice.constant": 5.0, "budget.investment_share": 0.3, "outside_war.attrition": 0.1}
    found = Moved(resolved).under(values)

    assert equal(found, tables(under(resolved, values)))
    assert found.x[found.places["constant.JPN.tea_ceremony"]] == 5.0


def test_a_parameter_that_is_moved_later_is_tried_too() -> None:
    """One set that leaves the constant where it was says nothing of the next."""
    resolved = world(OWN)
    moved, values = Moved(resolved), {"crisis.base_rate": 1.2, "choice.constant": 5.0}
    moved.under({"crisis.base_rate": 1.2})

    assert equal(moved.under(values), tables(under(resolved, values)))


def test_where_a_scenario_revises_figures_tables_are_laid_out_anew() -> None:
    """What is revised to a value that another set has already is laid out in that one as nothing to revise."""
    rate = "crisis.base_rate"
    resolved = world({"format": 1, "extends": "baseline", "revisions": [{"date": "2025-01-01", "parameters": {rate: 1.5}}]})
    moved = Moved(resolved)

    for value in (1.2, 1.5, 0.9):
        assert equal(moved.under({rate: value}), tables(under(resolved, {rate: value})))
