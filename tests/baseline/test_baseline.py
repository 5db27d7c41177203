"""The same scenario and seed give the same bits as when the baseline was stored.

`pytest tests/baseline --renew` stores them anew; a change that needs it says so in `changelog.d/` as results-change.
"""

from __future__ import annotations

import json
import pathlib

import pytest

import northeastsim as ne

STORED = pathlib.Path(__file__).parent / "digests.json"
RUNS = {
    "baseline": 2,
    "s400_transfer": 3,
    "ambiguity_under_strain": 2,
    "classics/richardson_1909": 3,
    "classics/security_dilemma": 2,
}


@pytest.mark.parametrize("scenario", RUNS)
def test_a_run_is_what_it_was(scenario: str, renew: bool) -> None:
    """Two replications of the first years, by the canonical digest of all tables."""
    loaded = ne.load(scenario, years=RUNS[scenario])
    digest = loaded.run(replications=2, seed=63, workers=1, baseline=False).digest
    stored = json.loads(STORED.read_text(encoding="utf-8")) if STORED.is_file() else {}
    if renew:
        stored[scenario] = digest
        STORED.write_text(json.dumps(stored, indent=1, sort_keys=True) + "\n", encoding="utf-8")

    assert stored.get(scenario) == digest
