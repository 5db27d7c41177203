"""A revision: figures and strategies that change at a date and hold from then on."""

from __future__ import annotations

from northeastsim.scenario.schema.actor import ChannelShares
from northeastsim.scenario.schema.basis import Date, Ref, Strict, Text, said
from northeastsim.scenario.schema.quantity import Anything, NonNegative, Positive, Rate, Share
from northeastsim.scenario.schema.system import LeadTime


class Traits(Strict):
    """What an actor lastingly is, as far as a date may change it; what is not given stays."""

    growth: Rate | None = said("growth of the economy", "per year", None)
    spending_trend: Rate | None = said("growth of spending where nothing happens", "per year", None)
    spending_sd: Share | None = said("standard deviation of spending's yearly noise", "per year", None)
    military_ppp: Positive | None = said("military purchasing power of one dollar", "ratio", None)
    capital_decay: Share | None = said("decay of capital", "per year", None)
    theatre_share: Share | None = said("part of its forces that counts in the region", "share", None)
    channel_shares: ChannelShares | None = said("how conventional capital is divided among channels", default=None)
    war_theatre_cut: Share | None = said("part of theatre forces that a full outside war takes away", "share", None)
    brittle: Share | None = said("how far want of income shakes its regime; 0: not at all", "0..1", None)
    launches_per_year: NonNegative | None = said("missile launches that answer nothing", "per year", None)


class Figures(Strict):
    """What a weapon system is, as far as a date may change it; what is not given stays."""

    value_busd: NonNegative | None = said("market price of one unit", "bn US$", None)
    protective_share: NonNegative | None = said("protection per value", "share", None)
    offensive_share: NonNegative | None = said("threat per value", "share", None)
    enabling: Share | None = said("how far it makes the owner's other forces usable", "share", None)
    lead_months: LeadTime | None = said("time from contract to delivery", default=None)
    operational_months: NonNegative | None = said("time from delivery to service", "months", None)


class Revision(Strict):
    """What changes at the first minute of a day, before anything else of that day."""

    date: Date = said("day from which it holds")
    parameters: dict[Text, Anything] = said("parameters that change", default={})
    strategies: dict[Ref, Ref] = said(
        "strategies that actors follow from then on, without an event that others see", default={}
    )
    actors: dict[Ref, Traits] = said("traits of actors that change", default={})
    systems: dict[Ref, Figures] = said("figures of weapon systems that change", default={})
