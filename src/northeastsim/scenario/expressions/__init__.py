"""The small closed language of conditions and metrics: `influence[CHN, PRK] < 0.5 for 90 days`."""

from northeastsim.scenario.expressions.check import Fault, faults
from northeastsim.scenario.expressions.names import FACTS, NAMES, SCORES, VARIABLES
from northeastsim.scenario.expressions.parse import parse, parse_metric
from northeastsim.scenario.expressions.tree import (
    Both,
    Compare,
    Expression,
    ExpressionError,
    Negative,
    Not,
    Number,
    Reference,
    Term,
)

__all__ = [
    "FACTS",
    "NAMES",
    "SCORES",
    "VARIABLES",
    "Both",
    "Compare",
    "Expression",
    "ExpressionError",
    "Fault",
    "Negative",
    "Not",
    "Number",
    "Reference",
    "Term",
    "faults",
    "parse",
    "parse_metric",
]
