"""Charts of a comparison of strategies: differences by scenario, outcomes against the treaty, regret, weights, the front."""
