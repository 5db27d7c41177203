"""Which parameters the record informs: approximate Bayesian computation on the years up to one, and the sets that it leaves."""
