"""Claims over a design, at a size of seconds: docs/reference/claims.md has them over hundreds of sets of parameters.

What is tested of the words is that they follow from the numbers.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from tests.claims import __main__ as pages
from tests.claims import choices, over_design, telling
from tests.claims.choices import PHI, Contest
from tests.claims.options import candidates
from tests.claims.over_design import Spread

SETS, PAIRS = 10, 5
Row = tuple[int, int, float, float]


def test_outbidding_adds_leverage_and_compliance_whatever_flows_count() -> None:
    """Claim 6: nowhere clearly less, in most sets more, on the record alone too: so the claim's `only` is refuted."""
    found = {each.what: each for each in over_design.claim_6(SETS, PAIRS)}
    alone = found["leverage[CHN,PRK] that outbidding adds, flows counted nothing"]

    assert alone.held[0] >= 0.8 and alone.clear[0] > 0.3
    assert all(each.clear[1] <= 0.1 for each in found.values())
    assert found["compliance[CHN,PRK], over six years"].held[0] >= 0.8


def test_reassurance_lowers_spending_in_most_sets() -> None:
    """Claim 9: the bloc's effects are small and their sign hangs on the set; those of reassurance are clearer."""
    found = {each.what: each for each in over_design.claim_9(SETS, PAIRS)}

    for state in ("KOR", "JPN"):
        assert found[f"log spending[{state}] under reassurance"].held[0] >= 0.6
        assert found[f"log spending[{state}] under reassurance"].clear[1] == 0.0
    assert all(np.abs(each.effects).max() < 0.25 for each in found.values())


def test_a_spread_counts_sets_by_side_and_by_whether_their_interval_excludes_nothing() -> None:
    found = Spread("x", -1, np.array([-2.0, -0.5, 1.0, 3.0]), np.array([1.0, 1.0, 2.0, 1.0]), treaty=2.0)

    assert found.held[0] == 0.5 and found.held[1] < 0.5 < found.held[2]
    assert found.clear == (0.25, 0.25)
    assert "| 50 % [" in found.row and "| +0.2500 |" in found.row and found.row.endswith("| +12 % |")


def test_no_option_wins_at_all_weightings_of_the_region_as_it_is() -> None:
    """Claim 16, in one scenario: several options win somewhere, and some option is on the front."""
    found = choices.contest("baseline", 10)

    assert found.wins.sum() == pytest.approx(1.0)
    assert found.low <= found.wins.max() <= found.high < 1.0
    assert (found.wins >= 0.01).sum() >= 2 and (found.front >= 0.5).any()


def test_whether_claim_16_holds_is_said_by_the_widest_win() -> None:
    def won(share: float, high: float) -> Contest:
        return Contest("x", np.array([share, 1.0 - share]), 0.5, high, np.ones(2))

    assert telling.verdict_16([won(0.7, 0.9)]) == "Holds: in no scenario does one option win at all weightings."
    assert telling.verdict_16([won(0.7, 1.0)]).endswith("weightings; in 1 the interval does not rule it out.")
    assert telling.verdict_16([won(1.0, 1.0), won(0.7, 0.9)]) == "Fails: one option wins at all weightings in 1 of 2 scenarios."


def test_the_best_option_under_each_set_is_ranked_by_what_it_turns_on() -> None:
    """Claim 17, far too small to tell: every open parameter has a rank, and the shares of the best sum to 1."""
    found = choices.claim_17(8, 2, ("baseline",))
    table = found.ranking("all")

    assert sorted(table["rank"]) == list(range(1, len(table) + 1)) and len(table) > 200
    assert {PHI, "budget.reaction", "effect.treaty_regard"} <= set(table.index)
    assert sum(found.shares("all").values()) == pytest.approx(1.0)
    assert not choices.is_reaction(PHI) and choices.is_reaction("budget.reaction")


def test_phi_alone_turns_no_answer() -> None:
    """Claim 17, one at a time in the baseline: over all of its range no other option clearly leads that of the defaults."""
    contenders = tuple(name for name in candidates() if name in ("form_bloc", "outbid_moscow", "broker_talks"))
    (found,) = choices.alone([PHI], "baseline", 20, contenders)

    assert found.values.tolist() == [0.0, 0.25, 0.5, 0.75, 1.0]
    assert found.turns(is_clear=True) == "nowhere"
    assert found.leads[2] == (found.incumbent, 0.0, 0.0, 0.0)  # there it is at the default


@pytest.mark.parametrize(
    ("phi", "reaction", "told"),
    [
        ((1, 2, 0.001, 0.01), (3, 9, 0.2, 1.0), "Holds: phi ranks before every reaction coefficient, in 95 % of samples."),
        ((4, 90, 0.4, 1.0), (1, 2, 0.001, 0.01), "not visibly turn on phi, but does on `budget.reaction`."),
        ((4, 90, 0.4, 1.0), (1, 80, 0.01, 0.6), "not visibly turn on phi, nor on any one reaction coefficient."),
        ((1, 9, 0.001, 0.01), (1, 8, 0.001, 0.01), "phi matters, but not surely before every reaction coefficient."),
    ],
)
def test_what_came_of_claim_17_is_said_by_ranks_and_chance(phi: Row, reaction: Row, told: str) -> None:
    table = pd.DataFrame([phi, reaction], index=[PHI, "budget.reaction"], columns=["rank_low", "rank_high", "p", "p_any"])

    assert telling.word_17(table).endswith(told)


def test_a_page_keeps_the_parts_that_are_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "part", lambda number, n: [f"## {number}. anew", "", f"over {n}"])
    monkeypatch.setattr(pages.over_ensemble, "section", lambda page: [pages.OVER, "", f"of {page.count('anew')} claims"])
    whole = pages.page(7)
    again = pages.page(9, whole, [6])

    assert "## 6. anew\n\nover 9\n" in again and "## 7. anew\n\nover 7\n" in again
    assert again.endswith(f"{pages.OVER}\n\nof {len(pages.STATEMENTS)} claims\n")
    assert again.replace("over 9", "over 7").replace(" 9 ", " 7 ").replace("claims 9", "claims 7") == whole
