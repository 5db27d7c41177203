"""The grammar, as a parser by recursive descent.

    expression := either [ 'for' N 'days' ]
    either     := both { 'or' both }
    both       := denial { 'and' denial }
    denial     := 'not' denial | comparison
    comparison := sum [ ( '<' | '<=' | '>' | '>=' | '=' | '!=' ) sum ]
    sum        := product { ( '+' | '-' ) product }
    product    := factor { ( '*' | '/' ) factor }
    factor     := '-' factor | number | name [ '[' id { ',' id } ']' ] | '(' either ')'

Numbers and conditions do not mix: `and` joins conditions, `+` joins numbers; a fact, being 0 or 1, is both.
"""

from __future__ import annotations

import math

from northeastsim.scenario.expressions import tree
from northeastsim.scenario.expressions.names import NAMES, WORDS, usage
from northeastsim.scenario.expressions.tokens import Token, tokens
from northeastsim.scenario.expressions.tree import ExpressionError, Node
from northeastsim.scenario.words import nearest

DEPTH = 40
MOST_DAYS = 36_500
COMPARISONS = ("<", "<=", ">", ">=", "=", "!=")


def parse(text: str) -> tree.Expression:
    """The expression that a `when` writes; it must be a condition.

    >>> str(parse("influence[CHN,PRK]<.5 for 90 days"))
    'influence[CHN, PRK] < 0.5 for 90 days'
    """
    expression = Parser(text).expression()
    if not expression.is_condition:
        raise ExpressionError("is a number, not a condition; compare it with another, such as '... < 0.5'", 0)
    return expression


def parse_metric(text: str) -> tree.Expression:
    """The expression of a metric: a number, or a condition counted as 0 or 1; without `for`."""
    expression = Parser(text).expression()
    if expression.days:
        raise ExpressionError("a metric has a value at a time and takes no 'for N days'", text.rfind("for"))
    return expression


class Parser:
    """Reads one text, token by token."""

    def __init__(self, text: str) -> None:
        self.tokens = tokens(text)
        self.at = 0
        self.depth = 0

    @property
    def next(self) -> Token:
        """The token that comes next."""
        return self.tokens[self.at]

    def take(self) -> Token:
        """Move past the next token."""
        token = self.next
        self.at += token.kind != "end"
        return token

    def took(self, *texts: str) -> Token | None:
        """Move past the next token if it is one of these."""
        return self.take() if self.next.kind != "end" and self.next.text in texts else None

    def need(self, text: str, after: str) -> None:
        """Move past the next token, which must be this one."""
        if not self.took(text):
            raise ExpressionError(f"expected '{text}' {after}, got {described(self.next)}", self.next.offset)

    def expression(self) -> tree.Expression:
        """A whole text."""
        root = self.either()
        days = self.duration() if self.took("for") else 0
        if self.next.kind != "end":
            raise ExpressionError(
                f"expected an operator or the end, got {described(self.next)}", self.next.offset
            )
        return tree.Expression(root, days)

    def duration(self) -> int:
        """The N of `for N days`."""
        token = self.take()
        if token.kind != "number" or not token.text.isdigit() or not 1 <= float(token.text) <= MOST_DAYS:
            wish = f"expected a whole number of days from 1 to {MOST_DAYS} after 'for'"
            raise ExpressionError(f"{wish}, got {described(token)}", token.offset)
        if not self.took("days", "day"):
            raise ExpressionError(f"expected 'days', got {described(self.next)}", self.next.offset, "days")
        return int(token.text)

    def either(self) -> Node:
        """Conditions joined by `or`, or less."""
        left = self.both()
        while token := self.took("or"):
            left = tree.Both("or", condition(left), condition(self.both()), token.offset)
        return left

    def both(self) -> Node:
        """Conditions joined by `and`, or less."""
        left = self.denial()
        while token := self.took("and"):
            left = tree.Both("and", condition(left), condition(self.denial()), token.offset)
        return left

    def denial(self) -> Node:
        """A condition denied, or less."""
        token = self.took("not")
        if not token:
            return self.comparison()
        self.enter(token)
        denied = tree.Not(condition(self.denial()), token.offset)
        self.depth -= 1
        return denied

    def comparison(self) -> Node:
        """Two sums compared, or one sum."""
        left = self.sum()
        token = self.took(*COMPARISONS)
        if not token:
            return left
        compared = tree.Compare(token.text, numeric(left), numeric(self.sum()), token.offset)
        if self.next.text in COMPARISONS:
            raise ExpressionError("compare two at a time: 'a < b and b < c'", self.next.offset)
        return compared

    def sum(self) -> Node:
        """Products added, or one product."""
        left = self.product()
        while token := self.took("+", "-"):
            left = tree.Term(token.text, numeric(left), numeric(self.product()), token.offset)
        return left

    def product(self) -> Node:
        """Factors multiplied, or one factor."""
        left = self.factor()
        while token := self.took("*", "/"):
            right = numeric(self.factor())
            if token.text == "/" and right == tree.Number(0.0):
                raise ExpressionError("division by zero", token.offset)
            left = tree.Term(token.text, numeric(left), right, token.offset)
        return left

    def factor(self) -> Node:
        """A number, a name, something in parentheses, or minus a factor."""
        token = self.take()
        if token.kind == "number":
            return number(token)
        if token.text in ("-", "("):
            self.enter(token)
            inner = self.negative(token) if token.text == "-" else self.grouped()
            self.depth -= 1
            return inner
        if token.kind == "word" and token.text not in WORDS:
            return self.reference(token)
        raise ExpressionError(f"expected a number or a name, got {described(token)}", token.offset)

    def negative(self, token: Token) -> Node:
        """Minus a factor."""
        return tree.Negative(numeric(self.factor()), token.offset)

    def grouped(self) -> Node:
        """What stands in parentheses."""
        inner = self.either()
        self.need(")", "to close the parenthesis")
        return inner

    def reference(self, token: Token) -> Node:
        """A name with what stands in its brackets."""
        if token.text not in NAMES:
            near = nearest(token.text, NAMES)
            raise ExpressionError(f"unknown name '{token.text}'", token.offset, near)
        ids = self.ids() if self.took("[") else []
        if len(ids) != len(NAMES[token.text]):
            raise ExpressionError(f"'{token.text}' is written {usage(token.text)}", token.offset)
        words = tuple(part.text for part in ids)
        return tree.Reference(token.text, words, token.offset, tuple(part.offset for part in ids))

    def ids(self) -> list[Token]:
        """The ids up to the closing bracket."""
        found = [self.identifier()]
        while self.took(","):
            found.append(self.identifier())
        self.need("]", "to close the bracket")
        return found

    def identifier(self) -> Token:
        """One id; any word will do, even one that means something elsewhere."""
        token = self.take()
        if token.kind != "word":
            raise ExpressionError(f"expected an id, got {described(token)}", token.offset)
        return token

    def enter(self, token: Token) -> None:
        """Go one level deeper."""
        self.depth += 1
        if self.depth > DEPTH:
            raise ExpressionError(f"nested deeper than {DEPTH} levels", token.offset)


def number(token: Token) -> tree.Number:
    """The constant that a token writes."""
    value = float(token.text)
    if not math.isfinite(value):
        raise ExpressionError(f"{token.text} is not a finite number", token.offset)
    return tree.Number(value, token.offset)


def numeric(node: Node) -> Node:
    """The node, which must give a number."""
    if not tree.is_number(node):
        raise ExpressionError("a condition cannot be used as a number", node.offset)
    return node


def condition(node: Node) -> Node:
    """The node, which must say yes or no."""
    if not tree.is_condition(node):
        raise ExpressionError("expected a condition, got a number; compare it with another", node.offset)
    return node


def described(token: Token) -> str:
    """A token as an error message shows it."""
    return token.text if token.kind == "end" else f"'{token.text}'"
