"""The base region has every figure, within its bounds, equal to the record where there is one."""

from __future__ import annotations

import functools
import math
from typing import Any

import pytest

from northeastsim.errors import NortheastsimError
from northeastsim.scenario import region as home
from northeastsim.scenario.catalogue import catalogue
from northeastsim.scenario.region.tables import ACTORS, PAIRS
from northeastsim.scenario.schema import Document, value_of

YEARS = range(2011, 2027)
ACTOR_FIELDS = {
    "name", "economy_busd", "growth", "spending_busd", "spending_trend", "spending_sd", "military_ppp",
    "capital_busd", "theatre_share", "channel_shares", "rest_of_world_trade_musd", "self_supply_share",
    "accept", "production_lines", "background_load", "budget_date", "strategy", "programme_years",
}
SHARED = {"trade_musd", "contact", "proximity", "land_contact", "rival"}

build = functools.cache(home.build)     # the tests only read what it gives


def quantities(entry: Any) -> list[dict[str, Any]]:
    """All quantities below an entry."""
    if isinstance(entry, dict):
        own = [entry] if "value" in entry else []
        return own + [figure for below in entry.values() for figure in quantities(below)]
    return []


@pytest.fixture(scope="module")
def region() -> dict[str, Any]:
    return build(2024)


def value(region: dict[str, Any], *path: str) -> float:
    """The value of the quantity at a path."""
    for key in path:
        region = region[key]
    return float(region["value"])


@pytest.mark.parametrize("year", YEARS)
def test_every_year_keeps_the_schema(year: int) -> None:
    document = build(year)

    Document.model_validate(document)

    assert document["start"] == f"{year}-01-01"


@pytest.mark.parametrize("year", YEARS)
def test_every_figure_is_cited(year: int) -> None:
    for figure in quantities(build(year)):
        assert figure["source"] and figure["confidence"] in {"high", "medium", "low"}
        assert math.isfinite(figure["value"])
        assert ("low" in figure) == ("high" in figure)


@pytest.mark.parametrize("year", YEARS)
def test_actors_have_all_fields(year: int) -> None:
    actors = build(year)["actors"]

    assert tuple(actors) == ACTORS
    for actor in actors.values():
        assert not ACTOR_FIELDS - set(actor)
    assert all("warheads" in actors[name] for name in ("CHN", "PRK", "RUS", "USA"))


@pytest.mark.parametrize("year", YEARS)
def test_what_is_symmetric_stands_once(year: int) -> None:
    relations = build(year)["relations"]

    for one, other in PAIRS:
        assert not SHARED - set(relations[f"{one}, {other}"])
        assert not SHARED & set(relations[f"{other}, {one}"])
        assert "alignment" in relations[f"{other}, {one}"]
    assert len(relations) == 2 * len(PAIRS)


def test_alignment_is_symmetric_but_where_shifted_by_hand(region: dict[str, Any]) -> None:
    relations = region["relations"]
    one_sided = {(a, b) for a, b in PAIRS
                 if value(relations, f"{a}, {b}", "alignment") != value(relations, f"{b}, {a}", "alignment")}

    assert one_sided == {("CHN", "PRK"), ("PRK", "KOR")}


def test_alignments_are_those_of_the_prototype(region: dict[str, Any]) -> None:
    """The formula on 2021-23 stays near the table that was computed on 2022-24."""
    known = {"CHN, RUS": 0.51, "PRK, RUS": 0.54, "KOR, PRK": -0.75, "KOR, USA": 0.65, "PRK, USA": -0.95,
             "CHN, USA": -0.73, "CHN, JPN": -0.39, "KOR, JPN": 0.40, "PRK, KOR": -0.85, "PRK, CHN": 0.35}

    for pair, expected in known.items():
        assert value(region, "relations", pair, "alignment") == pytest.approx(expected, abs=0.06), pair


def test_figures_equal_the_record(region: dict[str, Any]) -> None:
    """SIPRI constant 2023 US$, World Bank 2023, customs 2023, FAS January 2024."""
    actors, relations = region["actors"], region["relations"]

    assert value(actors, "CHN", "spending_busd") == 296.8
    assert value(actors, "USA", "spending_busd") == 916.0
    assert value(actors, "RUS", "spending_busd") == 109.2
    assert value(actors, "CHN", "economy_busd") == 17794.8
    assert value(actors, "RUS", "warheads") == 4380
    assert value(actors, "CHN", "warheads") == 500
    assert value(relations, "CHN, PRK", "trade_musd") == 2296
    assert value(relations, "PRK, RUS", "trade_musd") == 34.4
    assert value(relations, "RUS, CHN", "arms_supplied_btiv") == pytest.approx(10.2, abs=0.05)


def test_china_has_nearly_all_recorded_trade_of_north_korea(region: dict[str, Any]) -> None:
    partners = [value(region, "relations", pair, "trade_musd") for pair in
                ("CHN, PRK", "PRK, RUS", "PRK, KOR", "PRK, JPN", "PRK, USA")]
    world = sum(partners) + value(region, "actors", "PRK", "rest_of_world_trade_musd")

    assert partners[0] / world == pytest.approx(0.98, abs=0.005)


def test_north_korean_spending_is_a_wide_range(region: dict[str, Any]) -> None:
    figure = region["actors"]["PRK"]["spending_busd"]

    assert figure["value"] == pytest.approx(6.2, abs=0.1)
    assert (figure["low"], figure["high"]) == pytest.approx((3.7, 11.0), abs=0.1)
    assert "judgement" in figure["source"]


def test_the_war_stands_in_russia(region: dict[str, Any]) -> None:
    russia, before = region["actors"]["RUS"], build(2022)["actors"]["RUS"]

    assert russia["outside_war"]["value"] == 1 and before["outside_war"]["value"] == 0
    assert "capital_decay" not in russia  # what a war wears out is the rule's: outside_war.attrition
    assert russia["background_load"]["value"] == 0.8 and before["background_load"]["value"] == 0.5


def test_the_region_knows_nothing_of_its_future(region: dict[str, Any]) -> None:
    later = build(2025)

    assert value(region, "relations", "RUS, PRK", "commitment") == 0.15
    assert value(later, "relations", "RUS, PRK", "commitment") > 0.4
    assert "2024" not in region["actors"]["PRK"]["launches_per_year"]["source"]


def test_a_programme_under_way_has_its_years_left(region: dict[str, Any]) -> None:
    assert region["actors"]["JPN"]["programme_years"] == 4
    assert build(2026)["actors"]["JPN"]["programme_years"] == 2
    assert build(2022)["actors"]["JPN"]["programme_years"] == 0
    assert "programme_growth" not in region["actors"]["RUS"]


def test_launches_are_the_recent_mean_less_what_they_excite(region: dict[str, Any]) -> None:
    mean = (10 + 5 + 7 + 37 + 24) / 5

    assert value(region, "actors", "PRK", "launches_per_year") == pytest.approx(0.4 * mean, abs=0.01)


def test_exposures_give_the_pairs_their_share(region: dict[str, Any]) -> None:
    """At a provocation sum of 1 and no deterrence, crises come .44 a year and incidents once."""
    for field, total in (("crisis_exposure", 7 / 16), ("incident_exposure", 1.0)):
        rate = 0.0
        for one, other in PAIRS:
            entry, back = region["relations"][f"{one}, {other}"], region["relations"][f"{other}, {one}"]
            hostility = sum(max(0.0, -side["alignment"]["value"]) for side in (entry, back)) / 2
            rate += entry[field]["value"] * math.exp(4 * (hostility - 0.75)) if field in entry else 0.0

        assert rate == pytest.approx(total, rel=0.01)


@pytest.mark.parametrize("year", YEARS)
def test_no_pair_can_outrun_the_cap_of_its_candidates(year: int) -> None:
    """Not even at full hostility and with all the provocation that counts."""
    of = {name: value_of(entry) for name, entry in catalogue().parameters.items()}
    heat = of["crisis.provocation"] * (of["crisis.provocation_limit"] - 1)
    for entry in build(year)["relations"].values():
        rate = sum(
            entry[f"{kind}_exposure"]["value"] * of[f"{kind}.base_rate"] * math.exp(0.25 * of[f"{kind}.hostility"] + heat)
            for kind in ("crisis", "incident")
            if f"{kind}_exposure" in entry
        )

        assert rate < of["crisis.cap"]


def test_rival_pairs_are_listed(region: dict[str, Any]) -> None:
    rivals = {pair for pair, entry in region["relations"].items() if entry.get("rival")}

    assert rivals == {"PRK, KOR", "PRK, JPN", "PRK, USA", "RUS, USA", "RUS, JPN", "CHN, USA", "CHN, JPN"}


def test_channel_shares_add_up_to_one(region: dict[str, Any]) -> None:
    for actor in region["actors"].values():
        assert sum(figure["value"] for figure in actor["channel_shares"].values()) == pytest.approx(1)


def test_the_calendar_is_that_of_the_year_before(region: dict[str, Any]) -> None:
    days = {entry["id"]: len(entry["days"]) for entry in region["programmes"]}

    assert days == {"us_kor_theatre": 2, "freedom_edge": 1, "chn_rus_joint_sea": 1, "chn_rus_bombers": 2,
                    "chn_rus_naval_patrol": 1}
    assert {entry["id"] for entry in build(2011)["programmes"]} == {"us_kor_theatre"}


@pytest.mark.parametrize("year", [2010, 2027])
def test_a_year_outside_the_tables_is_refused(year: int) -> None:
    with pytest.raises(NortheastsimError, match=f"region of {year}: expected a year from 2011 to 2026"):
        build(year)
