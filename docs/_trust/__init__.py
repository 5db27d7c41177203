"""How far to trust the model: writes docs/trust.md and the verdict that reports carry, from a backtest and the fits."""
