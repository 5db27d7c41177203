"""What stands between two actors, `A, B`: how A regards B, and what the two share."""

from __future__ import annotations

from northeastsim.scenario.schema.basis import Strict, said
from northeastsim.scenario.schema.quantity import Anything, NonNegative, Share, Signed


class Relation(Strict):
    """One ordered pair; what is not given is 0 or no. What is symmetric may stand under either order."""

    alignment: Signed | None = said("how A regards B", "-1..1", None)
    commitment: Share | None = said("how far A is expected to defend B", "0..1", None)
    flows_musd: NonNegative | None = said("what A receives from B outside the record", "m US$ per year", None)
    arms_supplied_btiv: NonNegative | None = said("stock of arms that A has supplied to B", "bn TIV", None)
    provocation: NonNegative | None = said("provocation A has lately felt from B", ">= 0", None)
    sanctions: Share | None = said("sanctions of A on B", "0..1", None)
    credibility: NonNegative | None = said("how far A's commitment to B is believed; 1 if not given", "ratio", None)
    backing: Share | None = said("how far A is expected to stand by B even if B attacks first", "0..1", None)
    favours_musd: NonNegative | None = said("worth of what A lately gave B", "m US$", None)
    reaction: Anything | None = said(
        "how A's spending answers B's (budget rule richardson)", "per year", None
    )
    trade_musd: NonNegative | None = said("recorded goods trade and aid, symmetric", "m US$ per year", None)
    contact: Share | None = said("political contact, symmetric", "0..1", None)
    proximity: Share | None = said("how near the two are for force, symmetric", "0..1", None)
    land_contact: Share | None = said("how far they touch on land, symmetric", "0..1", None)
    crisis_exposure: NonNegative | None = said("exposure to crises, symmetric", "weight", None)
    incident_exposure: NonNegative | None = said("exposure to incidents, symmetric", "weight", None)
    rival: bool | None = said("listed as rivals whatever they feel, symmetric", default=None)
