"""A weapon system, or goods such as shells, that actors hold, sell and buy."""

from __future__ import annotations

from typing import Literal

from northeastsim.scenario.schema.basis import Ref, Strict, Text, said
from northeastsim.scenario.schema.quantity import NonNegative, Positive, Share


class LeadTime(Strict):
    """How long from contract to delivery, log-normally distributed."""

    median: Positive = said("median", "months")
    log_sd: NonNegative = said("standard deviation of the logarithm", default=0.0)


class System(Strict):
    """One system; the value is the market price of one unit."""

    name: Text | None = said("name shown to readers; the id if not given", default=None)
    unit: Text = said("what one of it is: a regiment, an aircraft", default="unit")
    channel: Literal["air", "ground", "sea", "nuclear"] = said("channel in which it acts")
    value_busd: NonNegative = said("market price of one unit", "bn US$")
    protective_share: NonNegative = said("protection per value", "share", 0.0)
    offensive_share: NonNegative = said("threat per value", "share", 0.0)
    enabling: Share = said("how far it makes the owner's other forces usable", "share", 0.0)
    suppliers: list[Ref] = said("actors that can supply it", default=[])
    lead_months: LeadTime = said("time from contract to delivery", default=LeadTime(median=24.0, log_sd=0.5))
    operational_months: NonNegative = said("time from delivery to service", "months", 9.0)
    batches: int = said("deliveries that one order comes in", "batches", 1, ge=1, le=100)
    consumable: bool = said("whether it is used up, as shells are, and so a flow", default=False)
    source: Text = said("where the figures come from", default="")
