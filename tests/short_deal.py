"""A year of the shipped region with one event of its own, for tests of whatever runs it."""

from typing import Any

DEAL: dict[str, Any] = {
    "format": 1,
    "name": "A short deal",
    "extends": "northeast_asia_2024",
    "years": 1,
    "events": [
        {
            "id": "deal",
            "date": "2024-02-01",
            "type": "arms_transfer",
            "initiator": "RUS",
            "target": "PRK",
            "system": "s400",
            "quantity": 2,
        }
    ],
}
