"""The model beside what happened: the record by target and year, and what the model says of the same."""

from northeastsim.study.history.forecasts import ENSEMBLE as ENSEMBLE
from northeastsim.study.history.forecasts import forecasts as forecasts
from northeastsim.study.history.record import record as record
