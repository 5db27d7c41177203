"""A world of two states that runs in an instant, as a scenario file."""

TINY = """\
format: 1
name: Tiny
question: Who wins?
start: 2024-01-01
years: 1
seed: 3
replications: 3
actors:
  AAA: {name: Aland, economy_busd: 1000, spending_busd: 30}
  BBB: {name: Bland, economy_busd: 800, spending_busd: 25}
relations:
  "AAA, BBB": {alignment: -0.5, trade_musd: 100, proximity: 1, crisis_exposure: 0.5, incident_exposure: 1, rival: true}
  "BBB, AAA": {alignment: -0.5}
events:
  - {id: visit, date: 2024-03-01, type: military_visit, initiator: AAA, target: BBB}
"""
