"""Options judged: three rules with three answers, weights and scenarios that turn them, and what does not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from northeastsim.analysis.judgement import Judgement

SAVAGE = np.array([[13.0, 1.0, 4.0], [6.0, 6.0, 5.0], [9.0, 4.0, 3.0]])  # V24: three rules, three answers


def judged(table: np.ndarray, weights: tuple[float, ...] = (1.0,), n: int = 6, **changed: object) -> Judgement:
    """Options by scenarios (by concerns), the same in every replication but for a little noise that all share."""
    cube = table[:, :, None] if table.ndim == 2 else table
    noise = np.linspace(-0.01, 0.01, n)
    blocks = [cube[:, k][:, None, :] + noise[None, :, None] for k in range(cube.shape[1])]
    linear = [10.0 * each for each in blocks]
    names = tuple(f"c{k}" for k in range(cube.shape[2]))
    found = Judgement(
        ("x", "y", "z")[: len(table)], tuple(f"s{k}" for k in range(cube.shape[1])), names, "x",
        {"saturating": blocks, "linear": linear}, "saturating", weights,
    )  # fmt: skip
    return replace(found, **changed)  # type: ignore[arg-type]


def test_three_rules_give_three_answers() -> None:
    found = judged(SAVAGE)

    assert (found.winner("minimax_regret"), found.winner("maximin"), found.winner("expected_value")) == ("z", "y", "x")
    assert found.regret.to_numpy() == pytest.approx(np.array([[0, 5, 1], [7, 0, 0], [4, 2, 2]]))
    assert found.rules.loc[("maximin", "y"), ["value", "best", "chosen"]].tolist() == [pytest.approx(5.0), 1.0, True]


def test_luck_that_all_share_leaves_no_doubt_and_own_luck_does() -> None:
    random = np.random.default_rng(1)
    level = [random.normal(size=(2, 40, 1)) for _ in range(2)]
    found = Judgement(("x", "y"), ("s0", "s1"), ("c0",), "x", {"linear": level}, "linear", (1.0,))

    assert judged(SAVAGE).ranks.to_numpy().tolist()[0][2] == 1.0
    assert 0.02 < found.ranks.loc["x", "y"] < 0.98
    assert found.ranks.loc["x", "y"] + found.ranks.loc["y", "x"] == pytest.approx(1.0)


def test_good_enough_is_near_the_best_or_above_a_threshold() -> None:
    near, above = judged(SAVAGE), judged(SAVAGE, threshold=5.5)

    assert near.rules.loc["satisficing"]["value"].tolist() == pytest.approx([1 / 3, 2 / 3, 0.0])
    assert above.rules.loc["satisficing"]["value"].tolist() == pytest.approx([1 / 3, 2 / 3, 1 / 3])
    assert judged(SAVAGE, tolerance=8.0).rules.loc["satisficing"]["tied"].all()


TWO = np.array([[[2.0, 0.0]], [[0.0, 1.0]]])  # x is good at the first concern, y at the second


def test_the_weight_space_is_shared_out_and_the_flip_lies_where_the_lines_cross() -> None:
    found = judged(TWO, (0.5, 0.5))
    space, flips, lines = found.weight_space, found.flip_points, found.lines()["c0"]

    assert space["everywhere"].sum() == pytest.approx(1.0) and space["near"].sum() == pytest.approx(1.0)
    assert space.loc["x", "everywhere"] == pytest.approx(2 / 3, abs=0.02)  # x leads where its weight is above a third
    assert space.loc["x", "central_c0"] == pytest.approx(2 / 3, abs=0.02)
    first = flips[flips["concern"] == "c0"].iloc[0]
    assert (first["at"], first["instead"]) == (pytest.approx(1 / 3), "y")
    assert set(lines.idxmax(axis=1)[lines.index < 0.33]) == {"y"} and set(lines.idxmax(axis=1)[lines.index > 0.34]) == {"x"}


def test_an_assumption_turns_only_where_another_is_better() -> None:
    found = judged(TWO, (0.5, 0.5)).assumptions({"default": (0.5, 0.5), "first": (0.9, 0.1), "second": (0.1, 0.9)})
    of = found.set_index(["kind", "assumption"])

    assert not of.loc[("weighting", "first"), "turns"] and of.loc[("weighting", "second"), "turns"]
    assert ("weighting", "default") not in of.index
    assert of.loc[("weighting", "second"), "choice"] == "y" and of.loc[("weighting", "second"), "best"] == 1.0
    assert not of.loc[("worth", "linear"), "turns"]


def test_a_tie_with_the_choice_is_no_turn() -> None:
    found = judged(np.array([[3.0, 3.0], [1.0, 5.0]])).assumptions({})
    alone = found[found["kind"] == "scenario"].set_index("assumption")

    assert judged(np.array([[3.0, 3.0], [1.0, 5.0]])).rules.loc["expected_value"]["tied"].all()
    assert not alone.loc["s0 alone", "turns"] and alone.loc["s1 alone", "choice"] == "y"


def test_fewer_scenarios_and_other_weights_are_as_if_asked_so_at_once() -> None:
    found = judged(SAVAGE)
    some = found.only([1, 2])
    fresh = judged(SAVAGE[:, 1:])

    assert some.table.to_numpy().tolist() == fresh.table.to_numpy().tolist()
    assert (some.drawn == fresh.drawn).all()
    two = judged(TWO, (0.5, 0.5))
    assert two.reweighed((0.1, 0.9)).winner() == judged(TWO, (0.1, 0.9)).winner() == "y"


def test_the_front_holds_who_is_best_at_something() -> None:
    cube = np.array([[[2.0, 0.0]], [[0.0, 1.0]], [[-1.0, -1.0]]])

    assert judged(cube, (0.5, 0.5)).front["s0"].tolist() == [1.0, 1.0, 0.0]
