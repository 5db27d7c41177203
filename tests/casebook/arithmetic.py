"""Arithmetic written out: evaluated safely, and held to its stated result."""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

OPERATIONS: dict[type, Callable[..., float]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv, ast.Pow: operator.pow,
    ast.USub: operator.neg,
}  # fmt: skip
FUNCTIONS: dict[str, Callable[..., float]] = {
    "exp": math.exp,
    "floor": math.floor,
    "ln": math.log,
    "sqrt": math.sqrt,
    "min": min,
    "max": max,
}


def value(text: str) -> float:
    """Return the value of arithmetic: numbers, + - * / **, exp, ln, sqrt, floor, min, max. Raises ValueError for anything else."""
    return _value(ast.parse(text.strip(), mode="eval").body, text)


def _value(node: ast.AST, text: str) -> float:
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return float(node.value)
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATIONS:
        return OPERATIONS[type(node.op)](_value(node.left, text), _value(node.right, text))
    if isinstance(node, ast.UnaryOp) and type(node.op) in OPERATIONS:
        return OPERATIONS[type(node.op)](_value(node.operand, text))
    if (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in FUNCTIONS
        and not node.keywords
    ):
        return FUNCTIONS[node.func.id](*(_value(argument, text) for argument in node.args))
    raise ValueError(f"not arithmetic: {text!r}")


class Line(NamedTuple):
    """One expectation: when, of what, the arithmetic, and its result as it is written."""

    moment: str
    name: str
    arithmetic: str
    result: str

    @property
    def adds_up(self) -> bool:
        """Whether the result is that of the arithmetic: exactly, or rounded to six decimals or more."""
        last = Decimal(self.result).as_tuple().exponent
        assert isinstance(last, int)
        off = abs(value(self.arithmetic) - float(self.result))
        return off < 1e-12 or (last <= -6 and off <= 0.5000001 * 10.0**last)


def lines(case: Mapping[str, Any]) -> Iterator[Line]:
    """Yield the expectations of a case, in order."""
    for moment, found in case["expect"].items():
        for name, text in found.items():
            arithmetic, _, result = str(text).rpartition("=")
            yield Line(moment, name, arithmetic or result, result.strip())
