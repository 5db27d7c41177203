"""northeastsim: an agent-based, discrete-event strategy game of Northeast Asia.

The public names are loaded when they are first used, so that `import northeastsim` stays quick:

    import northeastsim as ne
    results = ne.load("s400_transfer").run(replications=100)
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from northeastsim.version import __version__

if TYPE_CHECKING:
    from northeastsim.errors import ScenarioError as ScenarioError
    from northeastsim.face import Comparison as Comparison
    from northeastsim.face import Results as Results
    from northeastsim.face import Scenario as Scenario
    from northeastsim.face import Shares as Shares
    from northeastsim.face import Sweep as Sweep
    from northeastsim.face import compare as compare
    from northeastsim.face import diff as diff
    from northeastsim.face import load as load
    from northeastsim.face import open as open
    from northeastsim.face import open_sweep as open_sweep
    from northeastsim.face import reproduce as reproduce
    from northeastsim.face import run as run
    from northeastsim.face import shares as shares
    from northeastsim.face import sweep as sweep
    from northeastsim.face.backtest import Backtest as Backtest
    from northeastsim.face.backtest import backtest as backtest
    from northeastsim.face.data import data as data
    from northeastsim.face.report import report as report
    from northeastsim.face.sensitivity import Discovery as Discovery
    from northeastsim.face.sensitivity import Sensitivity as Sensitivity
    from northeastsim.face.sensitivity import discover as discover
    from northeastsim.face.sensitivity import sensitivity as sensitivity
    from northeastsim.face.sensitivity import to_ema as to_ema
    from northeastsim.face.teaching import TeachingPage as TeachingPage
    from northeastsim.face.teaching import teach as teach
    from northeastsim.face.variants import Variants as Variants
    from northeastsim.face.variants import variants as variants

_HOMES = {
    "Backtest": "northeastsim.face.backtest",
    "Comparison": "northeastsim.face",
    "Discovery": "northeastsim.face.sensitivity",
    "Results": "northeastsim.face",
    "Scenario": "northeastsim.face",
    "ScenarioError": "northeastsim.errors",
    "Sensitivity": "northeastsim.face.sensitivity",
    "Shares": "northeastsim.face",
    "Sweep": "northeastsim.face",
    "TeachingPage": "northeastsim.face.teaching",
    "Variants": "northeastsim.face.variants",
    "backtest": "northeastsim.face.backtest",
    "compare": "northeastsim.face",
    "data": "northeastsim.face.data",
    "diff": "northeastsim.face",
    "discover": "northeastsim.face.sensitivity",
    "load": "northeastsim.face",
    "open": "northeastsim.face",
    "open_sweep": "northeastsim.face",
    "report": "northeastsim.face.report",
    "reproduce": "northeastsim.face",
    "run": "northeastsim.face",
    "sensitivity": "northeastsim.face.sensitivity",
    "shares": "northeastsim.face",
    "sweep": "northeastsim.face",
    "teach": "northeastsim.face.teaching",
    "to_ema": "northeastsim.face.sensitivity",
    "variants": "northeastsim.face.variants",
}

__all__ = [
    "Backtest", "Comparison", "Discovery", "Results", "Scenario", "ScenarioError", "Sensitivity", "Shares", "Sweep",
    "TeachingPage", "Variants", "__version__", "backtest", "compare", "data", "diff", "discover", "load", "open",
    "open_sweep", "report", "reproduce", "run", "sensitivity", "shares", "sweep", "teach", "to_ema", "variants",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load the public name from its home; raise AttributeError for any other name."""
    if name not in _HOMES:
        raise AttributeError(f"module 'northeastsim' has no attribute {name!r}; it has {', '.join(__all__)}")
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """List the public names, loaded or not."""
    return sorted(set(globals()) | set(_HOMES))
