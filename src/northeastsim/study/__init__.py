"""Many runs: designs, sweeps and the tables they leave on disk."""
