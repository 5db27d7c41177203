"""Makes docs/findings.md: what the shipped scenarios say to the four questions that a user brings.

`python -m docs._findings` writes it; docs/findings.md says how long that takes. Every number comes from a run.
"""
