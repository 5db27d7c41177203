"""What it means: functions from tables to tables, importing nothing else of northeastsim."""
