"""The claims, at a size that fits CI (400 pairs; `full`: 2,000): what must hold does, and what does not is said so.

docs/reference/claims.md shows every effect with its interval and its share of the treaty's; `python -m tests.claims`
renews it. Pairs share all luck, and a war marks a run without ending it, so that both sides live as long.
"""

from __future__ import annotations

import pytest
from tests.claims import findings
from tests.claims.findings import Finding

CI, FULL = 400, 2000


@pytest.fixture(scope="module")
def n(full_size: bool) -> int:
    """The number of pairs."""
    return FULL if full_size else CI


def by_label(found: list[Finding], label: str) -> list[Finding]:
    """Return the findings whose description holds a label."""
    return [each for each in found if label in each.what]


def test_a_shield_changes_influence_by_mechanism_and_little_among_states_that_decide(n: int) -> None:
    """Claim 1: decisions off, every sign is as claimed; with substitutes closed none is reversed; open, likewise."""
    found = findings.claim_1(n)

    assert all(each.holds for each in by_label(found, "decisions off"))
    assert all(each.holds for each in by_label(found, "no substitute deal") if "air_security" in each.what)
    for each in found:
        sign = -1 if "influence[CHN" in each.what else 1
        assert sign * each.effect.mean + each.effect.half > 0, each.what
    shares = [each.share for each in by_label(found, "decisions off")]
    assert all(share is not None and 0.02 < share < 1 for share in shares)


def test_fighters_threaten_neighbours_more_than_a_shield_of_the_same_price(n: int) -> None:
    """Claim 2: on security in both twins; on spending the effect is a percent or so, said so."""
    found = findings.claim_2(n)

    assert all(each.holds for each in found if each.what.startswith("security"))
    assert all(abs(each.effect.mean) < 0.05 for each in found if "spending" in each.what)
    assert findings.claim_2_share() >= 0.5


def test_russian_support_lowers_dependence_only_with_flows_counted(n: int) -> None:
    """Claim 3: dependence falls, China's trade does not, and on the record alone nothing is seen."""
    assert all(each.holds for each in findings.claim_3(n))


def test_sanctions_draw_both_together_and_need_moves_more_goods(n: int) -> None:
    """Claim 4: regard rises under sanctions and in war; need moves far more goods. That regard, too, takes 2,000 pairs to tell."""
    found = {each.what: each for each in findings.claim_4(n)}
    sanctions = found["alignment[PRK,RUS] sanctions, two years on"]
    need = found["flows[PRK,RUS] war against peace, two years on"]
    goods = found["flows[PRK,RUS] sanctions, four years on"]

    assert sanctions.holds and need.holds
    assert need.effect.low > goods.effect.high


def test_where_exercises_provoke_the_hazard_is_back_to_a_tenth_within_a_year() -> None:
    """Claim 5: by the half-life of provocation; where they do not provoke, exactly nothing happens."""
    peak, left = findings.claim_5(0.15)
    nothing, nor_later = findings.claim_5(0.0)

    assert peak > 0
    assert left < 0.1 * peak
    assert nothing == nor_later == 0.0


def test_a_dropped_deal_trades_regard_in_moscow_for_influence_in_pyongyang(n: int) -> None:
    """Claim 8: both halves by mechanism and with substitutes closed; where one may follow, the gain is not reversed."""
    found = findings.claim_8(n)

    assert all(each.holds for each in by_label(found, "decisions off") + by_label(found, "no substitute deal"))
    assert all(each.holds for each in by_label(found, "a substitute may follow") if "alignment" in each.what)
    assert 0.5 < findings.exchange_rate(found) < 20
    assert 0.02 < findings.claim_8_chance(n) < 0.6


def test_standing_still_is_not_free_while_the_war_lasts(n: int) -> None:
    """Claim 10: China's influence falls over two and five years of war. Bare leverage hardly moves: said on the page."""
    found = findings.claim_10(n)

    assert all(each.holds for each in found if each.what.startswith("influence"))
