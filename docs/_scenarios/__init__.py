"""Write a page for each ready-made scenario, from runs of it: `python -m docs._scenarios [NAME ...]`.

Without names all pages are written. Each page holds a digest of the scenario it was written from, so that a test can tell
that the scenario has changed since (tests/docs/test_scenario_pages.py).
"""
