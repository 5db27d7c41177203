"""Names that commands share: the first scenario, kinds of things, keys that one may take for options."""

DEFAULT_SCENARIO = "s400_transfer"
FIRST_LOOK = 16  # replications without arguments: under 30 s with the twin on two cores, nothing compiled
KINDS = (
    "scenarios", "sweeps", "strategies", "theories", "payoffs", "events", "systems", "parameters", "ensembles", "metrics", "actors",
    "names", "charts",
)  # fmt: skip
KEYS = ("years", "start")  # of a scenario, which one may take for options
SINGULAR = {
    "scenario": "scenarios",
    "sweep": "sweeps",
    "strategy": "strategies",
    "theory": "theories",
    "payoff": "payoffs",
    "event": "events",
    "system": "systems",
    "parameter": "parameters",
    "ensemble": "ensembles",
    "metric": "metrics",
    "actor": "actors",
    "name": "names",
    "chart": "charts",
}
