"""Sweeps beside the EMA Workbench's and Mesa's runners: what a run costs around the model, what is kept, what is lost."""
