"""Charts of a run's results."""
