"""Relations: one spelling of each pair, and what is symmetric in one place."""

from __future__ import annotations

from typing import Any

import pytest

from small_world import document, refusal


def relations(text: str) -> dict[str, Any]:
    """The relations of the small region with these over them."""
    found: dict[str, Any] = document(f"relations:\n{text}")["relations"]
    return found


@pytest.mark.parametrize("key", ['"CHN, PRK"', '"CHN,PRK"', '" CHN ,  PRK "', '"PRK, CHN"', '"PRK,CHN"'])
def test_a_symmetric_value_may_stand_under_either_order(key: str) -> None:
    """It replaces the base's, however the pair is written."""
    found = relations(f"  {key}: {{trade_musd: 5}}")

    assert found["CHN, PRK"] == {"alignment": 0.4, "trade_musd": 5}
    assert found["PRK, CHN"] == {"alignment": 0.2}


def test_an_ordered_value_stays_where_it_is() -> None:
    """Order matters for how one regards the other."""
    found = relations('  "PRK, CHN": {alignment: -0.3}')

    assert (found["CHN, PRK"]["alignment"], found["PRK, CHN"]["alignment"]) == (0.4, -0.3)


def test_the_same_value_under_both_orders_is_no_contradiction() -> None:
    """Saying it twice is allowed."""
    found = relations('  "RUS, PRK": {trade_musd: 34}\n  "PRK, RUS": {trade_musd: 34.0}')

    assert found["PRK, RUS"]["trade_musd"] in (34, 34.0)


def test_different_values_under_both_orders_are_an_error() -> None:
    """Both are shown."""
    words = refusal('relations:\n  "RUS, PRK": {trade_musd: 34}\n  "PRK, RUS": {trade_musd: 35}')

    assert words == (
        "f.yaml:4:16: relations.RUS,PRK.trade_musd: is the same for both orders, "
        "but stands as 35 under 'PRK, RUS' and 34 under 'RUS, PRK'"
    )


def test_two_spellings_of_one_pair_are_an_error() -> None:
    """As any duplicate key."""
    assert "f.yaml:5:3: relations.RUS,PRK: the same pair as on line 4" in refusal(
        'relations:\n  "RUS, PRK": {alignment: 0.1}\n  "RUS,PRK": {alignment: 0.2}'
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('  "CHN": {}', "expected two actors"),
        ('  "CHN, PRK, RUS": {}', "expected two actors"),
        ('  "CHN, CHN": {}', "an actor has no relation to itself"),
        ('  "CHN, ": {}', "expected two actors"),
        ('  "CHN, PRC": {alignment: 0}', "no actor 'PRC' (did you mean 'PRK'?)"),
        ('  "CHN, PRK": {trade: 5}', "unknown key (did you mean 'trade_musd'?)"),
        ('  "CHN, PRK": {rival: 1}', "expected true or false, got 1"),
        ('  "CHN, PRK": 5', "expected a mapping of keys, got 5"),
        ('  "CHN, PRK": {contact: 1.01}', "expected at most 1, got 1.01"),
        ("  [CHN, PRK]: {}", "a key must be text"),
    ],
)
def test_bad_relations_are_told(text: str, words: str) -> None:
    """Pairs, keys and bounds."""
    assert words in refusal(f"relations:\n{text}")
