"""A comparison crossed with theories: other worlds, the same question, and only ranks that hold in all survive."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from northeastsim.errors import ScenarioError
from northeastsim.face.comparison import asked
from northeastsim.face.crossing import Crossed, theories, under
from northeastsim.scenario.tables import tables

TINY = {"format": 1, "extends": "northeast_asia_2024", "years": 1, "name": "tiny"}
PAIR = ["strategic_ambiguity", "outbid_moscow"]


def with_ranks(above: float) -> Any:
    names = ["x", "y"]
    ranks = pd.DataFrame([[0.0, above], [1.0 - above, 0.0]], index=names, columns=names)
    return SimpleNamespace(judgement=SimpleNamespace(ranks=ranks))


def test_a_rank_survives_where_it_is_sure_under_every_theory() -> None:
    kept = Crossed({"default": with_ranks(0.99), "other": with_ranks(0.96)}).ranks.set_index(["better", "worse"])
    lost = Crossed({"default": with_ranks(0.99), "other": with_ranks(0.90)}).ranks.set_index(["better", "worse"])

    assert kept.loc[("x", "y"), "survives"] and kept.loc[("x", "y"), "least"] == pytest.approx(0.96)
    assert lost.loc[("x", "y"), "default"] and not lost.loc[("x", "y"), "survives"]
    assert not kept.loc[("y", "x"), "survives"]


def test_another_theory_makes_other_worlds_of_the_same_question() -> None:
    question = asked(TINY, "CHN", PAIR)
    other = under(question, "balance_of_threat")
    one, two = (tables(each.question.scenarios["tiny"][PAIR[0]]) for each in (question, other))

    assert other.question.scenarios["tiny"][PAIR[0]].document["theory"] == "balance_of_threat"
    assert not (one.x == two.x).all()
    assert (other.question.seed, other.question.strategies) == (question.question.seed, question.question.strategies)


def test_all_theories_but_the_default_are_taken_unless_some_are_named() -> None:
    question = asked(TINY, "CHN", PAIR)

    assert set(theories(question)) == {"balance_of_power", "balance_of_threat", "interdependence", "power_transition"}
    assert theories(question, ["interdependence", "default", "interdependence"]) == ["interdependence"]


@pytest.mark.parametrize(("wanted", "message"), [(["realism"], "no theory 'realism'"), (["default"], "beside the default")])
def test_a_theory_that_is_none_is_told_in_one_line(wanted: list[str], message: str) -> None:
    with pytest.raises(ScenarioError) as error:
        theories(asked(TINY, "CHN", PAIR), wanted)

    assert message in str(error.value) and "\n" not in str(error.value)
