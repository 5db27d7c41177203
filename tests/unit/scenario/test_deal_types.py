"""Types of deal that a scenario declares itself, and scripted deals of a shipped type."""

from __future__ import annotations

from typing import Any

import pytest

import northeastsim as ne
from northeastsim.errors import ScenarioError

BASE: dict[str, Any] = {"format": 1, "extends": "northeast_asia_2024", "start": "2024-01-01", "years": 1}
DEAL: dict[str, Any] = {
    "roles": {"initiator": "required", "target": "required"},
    "stages": [{"name": "announced"}, {"name": "ended", "after_days": 1}],
    "legs": [{"type": "economic_support", "giver": "target", "quantity": 100}],
}


def test_a_scripted_deal_of_a_shipped_type_has_that_type_s_legs() -> None:
    event = {"id": "bargain", "date": "2024-02-01", "type": "shells_for_aid", "initiator": "PRK", "target": "RUS"}
    world = ne.load({**BASE, "settings": {"decisions": False, "streams": False}, "events": [event]}).world().run()

    assert {"arms_transfer", "economic_support"} <= {world.tables.types[row[3]] for row in world.record.log}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"legs": [{"type": "economic_suport", "giver": "target"}]}, "did you mean 'economic_support'"),
        ({"legs": [{"type": "arms_transfer", "giver": "initiator"}]}, "'arms_transfer' needs it"),
        ({"legs": [{"type": "arms_transfer", "giver": "initiator", "system": "shels"}]}, "did you mean 'shells'"),
        ({"roles": {"initiator": "required", "target": "optional"}}, "must require the target"),
        ({"stages": [{"name": "announced"}]}, "needs a second one"),
    ],
)
def test_what_cannot_be_a_deal_is_refused(change: dict[str, Any], told: str) -> None:
    with pytest.raises(ScenarioError) as failure:
        ne.load({**BASE, "event_types": {"own_deal": {**DEAL, **change}}})
    assert told in str(failure.value)
