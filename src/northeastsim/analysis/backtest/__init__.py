"""How well the model tells years it was not given: its scores beside those of simple rules, and what can be said of the difference."""

from northeastsim.analysis.backtest.baselines import baselines as baselines
from northeastsim.analysis.backtest.calibration import coverage as coverage
from northeastsim.analysis.backtest.calibration import ranks as ranks
from northeastsim.analysis.backtest.cells import Quantity as Quantity
from northeastsim.analysis.backtest.cells import draws as draws
from northeastsim.analysis.backtest.judged import Judged as Judged
from northeastsim.analysis.backtest.judged import judged as judged
from northeastsim.analysis.backtest.scores import scores as scores
from northeastsim.analysis.backtest.skill import skills as skills
from northeastsim.analysis.backtest.verdict import verdicts as verdicts
