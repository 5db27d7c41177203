"""An actor: a state with an economy, forces, a budget and, if it decides, a strategy."""

from __future__ import annotations

from pydantic import model_validator

from northeastsim.scenario.schema.basis import Day, Ref, Strict, Text, own_words, said
from northeastsim.scenario.schema.quantity import Anything, NonNegative, Positive, Rate, Rung, Share, Signed, value_of


class ChannelShares(Strict):
    """How an actor's conventional capital is divided; what is left over acts in no channel."""

    air: Share = said("air and missile forces", "share of capital", 0.35)
    ground: Share = said("ground forces", "share of capital", 0.45)
    sea: Share = said("sea forces", "share of capital", 0.20)

    @model_validator(mode="after")
    def no_more_than_all(self) -> ChannelShares:
        """The shares, if they add up to no more than one."""
        total = value_of(self.air) + value_of(self.ground) + value_of(self.sea)
        if total > 1 + 1e-9:
            raise own_words(
                f"shares add up to {total:.3g}, more than 1 (air .35, ground .45, sea .20 unless given)"
            )
        return self


class Actor(Strict):
    """One actor's state at the start and its lasting traits; money is in constant 2023 US$."""

    name: Text | None = said("name shown to readers; the id if not given", default=None)
    economy_busd: Positive = said("size of the economy", "bn US$")
    growth: Rate = said("growth of the economy", "per year", 0.0)
    spending_busd: NonNegative = said("military spending", "bn US$ per year")
    spending_trend: Rate = said("growth of spending where nothing happens", "per year", 0.0)
    spending_sd: Share = said("standard deviation of spending's yearly noise", "per year", 0.0)
    military_ppp: Positive = said("military purchasing power of one dollar", "ratio", 1.0)
    capital_busd: NonNegative | None = said(
        "military capital; where not given, what spending upholds", "bn US$", None
    )
    capital_decay: Share | None = said("decay of capital; the parameter if not given", "per year", None)
    theatre_share: Share = said("part of its forces that counts in the region", "share", 1.0)
    channel_shares: ChannelShares = said(
        "how conventional capital is divided among channels", default=ChannelShares()
    )
    warheads: NonNegative = said("nuclear warheads", "warheads", 0.0)
    rest_of_world_trade_musd: NonNegative = said("trade with all others", "m US$ per year", 0.0)
    uncut_income_musd: NonNegative = said("income that nobody can cut", "m US$ per year", 0.0)
    self_supply_share: Share = said("what it makes itself of what suppliers provide", "share of capital", 0.0)
    outside_war: Share = said("how far it is engaged in a war outside the region", "0..1", 0.0)
    war_theatre_cut: Share = said("part of theatre forces that a full outside war takes away", "share", 0.0)
    accept: Share = said("how far it treats PRK as a nuclear state", "0..1", 0.0)
    strain: Signed = said("what shakes its regime beside want of income; fades", "-1..1", 0.0)
    brittle: Share = said("how far want of income shakes its regime; 0: not at all", "0..1", 0.0)
    hedging: Rung = said("rung of the ladder of nuclear hedging", "0..4", 0.0)
    technology: NonNegative = said("know-how received from others", "transfers", 0.0)
    veto: bool = said("whether it may veto what a body proposes", default=False)
    production_lines: int = said("arms deals it can produce at one time", "lines", 1, ge=0, le=50)
    background_load: Share = said("part of its lines that others' orders fill", "share", 0.0)
    launches_per_year: NonNegative = said("missile launches that answer nothing", "per year", 0.0)
    programme_years: int = said("years its present spending programme has left", "years", 0, ge=0, le=30)
    programme_growth: Rate = said("growth that the programme adds", "per year", 0.0)
    budget_date: Day = said("day on which it sets its spending", "MM-DD", "01-01")
    strategy: Ref | None = said("strategy it follows; none if not given", default=None)
    holdings: dict[Ref, NonNegative] = said("weapon systems it holds", "units", {})
    decides: bool = said("whether it decides anything", default=True)
    grievance: Anything | None = said(
        "spending it wants whatever others do (budget rule richardson)", "bn US$", None
    )
    fatigue: NonNegative | None = said("how spending wears on it (budget rule richardson)", "per year", None)
