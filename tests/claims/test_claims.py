"""The claims, at a size that fits CI (400 pairs; `full`: 2,000): what must hold does, and what does not is said so.

docs/reference/claims.md shows every effect with its interval and its share of the treaty's; `python -m tests.claims`
renews it. Pairs share all luck, and a war marks a run without ending it, so that both sides live as long.
"""

from __future__ import annotations

import pytest
from tests.claims import findings, second_ring
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


def test_a_squeeze_buys_less_where_moscow_offers_an_alternative(n: int) -> None:
    """Claim 7: stress in Pyongyang rises in both worlds, less with the alternative; influence falls about alike."""
    found = second_ring.claim_7(n)

    assert all(each.holds for each in found if "less without" not in each.what)
    assert by_label(found, "stress[PRK] that the squeeze buys")[0].holds


def test_reassurance_lowers_spending_and_a_bloc_raises_it(n: int) -> None:
    """Claim 9, contested: at the defaults both, in South Korea and Japan, by a per cent or less, said so."""
    found = second_ring.claim_9(n)

    assert all(each.holds for each in found if "reassurance" in each.what)
    assert all(each.holds for each in found if "spending" in each.what)
    assert all(abs(each.effect.mean) < 0.05 for each in found)


def test_what_the_end_of_the_war_leaves(n: int) -> None:
    """Claim 11: terms of trade fall, leverage and influence recover, and influence stays below that of no partnership."""
    assert all(each.holds for each in second_ring.claim_11(n))


def test_blind_sanctions_bite_less(n: int) -> None:
    """Claim 12, by construction: bite falls with sanctions unchanged to the bit."""
    assert all(each.holds for each in second_ring.claim_12(n))


def test_patrons_at_odds_pay_more(n: int) -> None:
    """Claim 13: aid from both rises; terms of trade, which trifles move, are not reversed."""
    found = second_ring.claim_13(n)

    assert by_label(found, "flows[PRK,CHN] + flows[PRK,RUS]")[0].holds
    assert all(each.effect.high > 0 for each in found)


def test_a_treaty_deters_or_emboldens_as_its_coefficients_say(n: int) -> None:
    """Claim 14, contested: more crises where it emboldens than where it calms; war given crisis falls on half of the range."""
    found = second_ring.claim_14(n)
    calm, neutral, bold = (by_label(found, f"emboldenment {value}")[0].effect for value in ("-0.2", "0", "0.5"))

    assert calm.mean < neutral.mean < bold.mean
    assert bold.low > calm.high
    assert by_label(found, "commitment[RUS,PRK]")[0].holds
    difference, share = second_ring.claim_14_war(50)
    assert difference == 0.0 and 0.4 <= share <= 0.6


def test_doubt_about_the_ally_moves_hedging_and_a_sale_does_not(n: int) -> None:
    """Claim 15: at the defaults, where South Korea's strategy answers doubt; a sale of fighters does nothing that shows."""
    found = second_ring.claim_15(n)

    assert by_label(found, "five years after the doubt")[0].holds
    assert by_label(found, "doubt less sale")[0].holds
    assert not by_label(found, "sale of fighters")[0].holds
    assert by_label(found, "abandonment[KOR]")[0].holds and by_label(found, "security[KOR]")[0].holds
