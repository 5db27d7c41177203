"""A scenario whose every text tries to become markup, a script, a link or another text."""

from __future__ import annotations

SCRIPT = "<script>alert(1)</script>"
IMAGE = '"><img src=x onerror=alert(2)>'
TURNED = "\u202egnp.exe"  # read from right to left: exe.png
DOCUMENT = {
    "format": 1,
    "extends": "northeast_asia_2024",
    "name": f"Nasty {SCRIPT}{IMAGE}",
    "question": f"What of </h1>{IMAGE} $\\frac{{1}}$ {TURNED}?",
    "description": f'{SCRIPT} javascript:alert(3) https://example.org/?a=<b>&c="d", and `code {IMAGE}` مرحبا',
    "cannot_tell": f"</section>{SCRIPT}",
    "start": "2025-01-01",
    "years": 2,
    "actors": {"CHN": {"name": f"China {IMAGE}"}, "PRK": {"name": "P&K <b>"}},
    "event_types": {
        "odd_act": {
            "summary": f"odd {SCRIPT}",
            "source": "javascript:alert(4)",
            "roles": {"initiator": "required", "target": "required"},
            "sentence": "{i} does <svg onload=alert(5)> to {t}",
            "stages": [
                {
                    "name": "announced",
                    "effects": [{"change": "alignment", "of": "parties", "to": "parties", "how": "regard", "by": 0.02}],
                }
            ],
        }
    },
    "events": [
        {
            "id": "aid", "type": "economic_support", "initiator": "RUS", "target": "PRK", "date": "2025-03-01", "amount": 800,
            "status": "claimed", "claimant": f"Somebody {IMAGE}", "denied_by": SCRIPT,
            "source": "javascript:alert(6) http://example.net/<script>'\"x",
        },
        {
            "id": "odd", "type": "odd_act", "initiator": "CHN", "target": "PRK", "date": "2025-05-01",
            "source": "<a href=javascript:alert(7)>x</a>",
        },
    ],
}  # fmt: skip
