"""The reduced model as users would write it elsewhere, checked against northeastsim and timed beside it."""

from benchmarks.peers.measure import measure_peers

__all__ = ["measure_peers"]
