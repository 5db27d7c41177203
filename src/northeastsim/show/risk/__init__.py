"""Charts of the risks: verdicts, who would answer whom, instability over time, what foretells a crisis, what types of event add."""
