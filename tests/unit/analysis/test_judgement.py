"""Which option is best, by which rule: against tables made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from northeastsim.analysis.judgement import Judgement

GAMBLE = [[13, 1, 4], [6, 6, 5], [9, 4, 3]]  # the table of V24: three rules, three answers
OPTIONS = ("gamble", "safe", "middle")


def judged(table: Sequence[Sequence[float]], noise: float = 0.0, n: int = 40, **more: Any) -> Judgement:
    """A judgement of one concern: mean payoffs as in the table (options by scenarios), the luck shared by all."""
    blocks = []
    for column in np.transpose(table):
        luck = np.random.default_rng(5).normal(size=(len(column), n, 1))
        luck -= luck.mean(axis=1, keepdims=True)
        blocks.append(column[:, None, None] + noise * luck)
    scenarios = tuple(f"s{k}" for k in range(len(table[0])))
    return Judgement(OPTIONS[: len(table)], scenarios, ("only",), OPTIONS[0], {"linear": blocks}, "linear", (1.0,), **more)


def several(concerns: Sequence[Sequence[Sequence[float]]], weights: Sequence[float], shapes: Any = None, n: int = 30) -> Judgement:
    """A judgement of several concerns without noise: (scenarios, options, concerns)."""
    blocks = [np.repeat(np.array(each, dtype=float)[:, None, :], n, axis=1) for each in concerns]
    options, count = blocks[0].shape[0], blocks[0].shape[2]
    given = tuple(np.array(weights) / np.sum(weights))
    worths = {"linear": blocks} | {name: [change(each) for each in blocks] for name, change in (shapes or {}).items()}
    return Judgement(
        OPTIONS[:options], tuple(f"s{k}" for k in range(len(blocks))), ("x", "y", "z")[:count], OPTIONS[0], worths, "linear", given,
    )  # fmt: skip


def choices(found: Judgement) -> dict[str, str]:
    """What each rule chooses."""
    return {rule: found.winner(rule) for rule in found.standings}


@pytest.mark.parametrize("noise", [0.0, 0.5])
def test_three_rules_give_three_answers(noise: float) -> None:
    found = judged(GAMBLE, noise)

    assert found.table.to_numpy() == pytest.approx(np.array(GAMBLE))
    assert found.regret.to_numpy() == pytest.approx(np.array([[0, 5, 1], [7, 0, 0], [4, 2, 2]]))
    assert (found.winner("minimax_regret"), found.winner("maximin"), found.winner()) == ("middle", "safe", "gamble")
    values = found.rules["value"]
    assert values[("minimax_regret", "middle")] == pytest.approx(4) and values[("maximin", "safe")] == pytest.approx(5)
    assert values[("expected_value", "gamble")] == pytest.approx(6)


def test_without_noise_a_choice_is_certain_and_with_much_it_is_not() -> None:
    sure, unsure = judged(GAMBLE), judged(GAMBLE, noise=20.0)

    assert (sure.rules["best"].groupby("rule").max() == 1.0).all()
    assert unsure.rules.loc[("expected_value", "gamble"), "best"] < 0.9
    assert unsure.rules["best"].groupby("rule").sum().tolist() == pytest.approx([1.0] * 4)
    assert (unsure.rules["low"] < unsure.rules["high"]).all()


def test_a_tie_is_said_and_shared() -> None:
    found = judged([[2, 2], [2, 2], [1, 1]])
    rows = found.rules.loc["expected_value"]

    assert rows["chosen"].tolist() == [True, True, False] and rows["tied"].all()
    assert rows["best"].tolist() == [0.5, 0.5, 0.0] and found.winner() == "gamble"


def test_ranks_are_probabilities_of_a_better_mean() -> None:
    ranks = judged(GAMBLE).ranks.to_numpy()

    assert (np.diag(ranks) == 0.0).all()
    assert ranks.tolist() == [[0, 1, 1], [0, 0, 1], [0, 0, 0]]  # means 6, 5.67, 5.33


# --- good enough ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "shares"),
    [
        ({"threshold": 4.0}, [2 / 3, 1.0, 2 / 3]),
        ({"threshold": 9.0}, [1 / 3, 0.0, 1 / 3]),
        ({"threshold": 100.0}, [0.0, 0.0, 0.0]),
        ({"tolerance": 0.0}, [1 / 3, 2 / 3, 0.0]),
        ({"tolerance": 1.0}, [2 / 3, 2 / 3, 0.0]),
        ({"tolerance": 4.5}, [2 / 3, 2 / 3, 1.0]),
    ],
)
def test_good_enough_is_a_payoff_or_a_distance_from_the_best(more: dict[str, float], shares: list[float]) -> None:
    found = judged(GAMBLE, **more)

    assert found.rules.loc["satisficing", "value"].tolist() == pytest.approx(shares)


def test_good_enough_is_short_of_the_best_of_the_same_draw() -> None:
    """What lifts or sinks all options alike, as shared luck does, leaves the choice as sure as it is."""
    luck = np.random.default_rng(2).normal(scale=3.0, size=(1, 20, 1))
    blocks = [np.array(column, dtype=float)[:, None, None] + luck for column in ([1.0, 0.95, 0.0], [0.0, 0.95, 1.0])]
    found = Judgement(OPTIONS, ("s0", "s1"), ("only",), "gamble", {"linear": blocks}, "linear", (1.0,))
    rows = found.rules.loc["satisficing"]

    assert rows["value"].tolist() == [0.5, 1.0, 0.5]
    assert rows["best"].tolist() == pytest.approx([0.0, 1.0, 0.0])


# --- other weights, scenarios, shapes -------------------------------------------------------------------------------

TRADE = [[[2.0, 0.0], [0.0, 1.0], [0.9, 0.4]]]  # the first is good at x, the second at y, the third in between


def test_reweighed_and_only_are_what_judging_anew_gives() -> None:
    found = several([*TRADE, [[0.0, 0.0], [1.0, 1.0], [0.5, 0.5]]], (0.7, 0.3))
    other, alone = found.reweighed((0.1, 0.9)), found.only([1])

    assert other.table.to_numpy() == pytest.approx(np.array([[0.2, 0.0], [0.9, 1.0], [0.45, 0.5]]))
    assert alone.scenarios == ("s1",) and alone.table.to_numpy().ravel().tolist() == pytest.approx([0.0, 1.0, 0.5])
    assert found.table.to_numpy() == pytest.approx(np.array([[1.4, 0.0], [0.3, 1.0], [0.75, 0.5]]))
    for changed in (other, alone):
        anew = replace(changed, known=None)
        assert changed.rules["best"].tolist() == pytest.approx(anew.rules["best"].tolist())


def test_shares_of_the_weight_space_are_those_of_lengths() -> None:
    """Of two concerns: 2w against 1 - w cross at a third; the third option is nowhere best."""
    space = several(TRADE, (0.5, 0.5)).weight_space

    assert space["everywhere"].tolist() == pytest.approx([2 / 3, 1 / 3, 0.0], abs=0.015)
    assert space["near"].tolist() == pytest.approx([5 / 6, 1 / 6, 0.0], abs=0.015)  # weights of x from a quarter to three
    assert space[["everywhere", "near", "scenarios"]].sum().tolist() == pytest.approx([1.0, 1.0, 1.0])
    assert space.loc["gamble", "central_x"] == pytest.approx(2 / 3, abs=0.01)
    assert np.isnan(space.loc["middle", "central_x"])


def test_flip_points_are_where_the_lines_cross() -> None:
    found = several([[[2.0, 0.0, 0.3], [0.0, 1.0, 0.2], [0.9, 0.4, 0.9]]], (0.6, 0.2, 0.2))
    lines = found.lines()

    assert len(found.flip_points) >= 2
    for flip in found.flip_points.itertuples():
        table = lines[flip.concern]
        at = {name: np.interp(flip.at, table.index, table[name]) for name in table}
        assert at[flip.instead] == pytest.approx(at[found.winner()], abs=1e-9)
        beyond = flip.at + (1e-3 if flip.at > flip.now else -1e-3)
        assert max(table, key=lambda name: np.interp(beyond, table.index, table[name])) == flip.instead
        assert flip.shift == pytest.approx(abs(flip.at - flip.now)) and 0.0 <= flip.at <= 1.0
    assert found.flip_points["shift"].is_monotonic_increasing


def test_lines_pass_through_the_payoffs_at_the_given_weights() -> None:
    found = several(TRADE, (0.6, 0.4))
    table = found.lines()["x"]
    at = [np.interp(0.6, table.index, table[name]) for name in table]

    assert at == pytest.approx(found.table.mean(axis=1).tolist())


def assumption(found: Judgement, weightings: dict[str, Sequence[float]], kind: str) -> list[tuple[str, str, bool]]:
    """The rows of one kind of assumption: which, the choice, whether it turns."""
    rows = found.assumptions(weightings)
    rows = rows[rows["kind"] == kind]
    return [(row.assumption, row.choice, bool(row.turns)) for row in rows.itertuples()]


def test_assumptions_turn_where_another_wins_and_not_elsewhere() -> None:
    found = several(TRADE, (0.5, 0.5), {"saturating": lambda each: each / (1 + each)})
    given = {"default": (0.5, 0.5), "y_first": (0.1, 0.9), "x_first": (0.9, 0.1)}

    assert found.winner() == "gamble"
    assert assumption(found, given, "weighting") == [("y_first", "safe", True), ("x_first", "gamble", False)]
    assert assumption(found, given, "worth") == [("saturating", "middle", True)]  # 1/3, 1/4, (.474 + .286) / 2
    assert [turns for _, _, turns in assumption(found, given, "weight")] == [True, True]
    assert assumption(found, given, "rule") == [
        ("minimax regret", "gamble", False), ("maximin", "gamble", False), ("satisficing", "gamble", False),
    ]  # fmt: skip


def test_an_assumption_that_makes_another_as_good_does_not_turn() -> None:
    """At a third both are best."""
    found = several([[[2.0, 0.0], [0.0, 1.0]]], (0.5, 0.5))

    assert assumption(found, {"even": (1 / 3, 2 / 3)}, "weighting") == [("even", "gamble", False)]
    tied = judged([[2, 2], [2, 2], [1, 1]])
    assert not tied.assumptions({})["turns"].any()


def test_scenarios_left_out_and_alone() -> None:
    """Without the first the gamble is worst; in the others alone the safe one is best."""
    found = judged(GAMBLE)

    assert assumption(found, {}, "scenarios") == [("without s0", "safe", True)]
    assert assumption(found, {}, "scenario") == [
        ("s0 alone", "gamble", False), ("s1 alone", "safe", True), ("s2 alone", "safe", True),
    ]  # fmt: skip
    assert assumption(judged([[1], [2]]), {}, "scenario") == []


def test_the_rules_that_disagree_are_assumptions_that_turn() -> None:
    rows = assumption(judged(GAMBLE), {}, "rule")

    assert rows == [("minimax regret", "middle", True), ("maximin", "safe", True), ("satisficing", "safe", True)]


def test_regret_hangs_on_options_that_it_does_not_choose() -> None:
    """Greatest regrets are 9, 7, 8; without the first they are 3 and 1, without the third 6 and 7."""
    found = judged([[0, 10], [6, 3], [9, 2]])

    assert found.winner("minimax_regret") == "safe"
    assert found.reversals == [("minimax_regret", "gamble", "safe", "middle"), ("minimax_regret", "middle", "safe", "gamble")]


def test_the_front_leaves_out_who_is_beaten_in_everything_and_keeps_twins() -> None:
    found = several([[[1.0, 1.0], [1.0, 1.0], [0.5, 0.5]], [[1.0, 0.0], [0.0, 1.0], [0.5, 0.5]]], (0.5, 0.5))

    assert found.front.to_numpy().tolist() == [[1.0, 1.0], [1.0, 1.0], [0.0, 1.0]]


def test_what_is_alike_but_for_rounding_is_beaten_by_no_one() -> None:
    """Two options alike but for the last bit are both on the front."""
    block = np.random.default_rng(0).normal(size=(1, 25, 3))
    twin = block * (1.0 + 2.3e-16)
    worths = {"linear": [np.concatenate([block, twin])]}
    found = Judgement(("gamble", "safe"), ("s0",), ("x", "y", "z"), "gamble", worths, "linear", (0.3, 0.3, 0.4))

    assert found.front["s0"].tolist() == [1.0, 1.0]
