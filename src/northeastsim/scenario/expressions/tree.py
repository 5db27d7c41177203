"""An expression as a small frozen tree; every part knows the offset in the text at which it begins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from northeastsim.errors import NortheastsimError
from northeastsim.scenario.expressions.names import FACTS, SCORES


class ExpressionError(NortheastsimError):
    """An expression that cannot be read; `offset` counts characters from 0, `suggestion` may name a fix."""

    def __init__(self, message: str, offset: int, suggestion: str | None = None) -> None:
        self.message = message
        self.offset = offset
        self.suggestion = suggestion
        super().__init__(f"{message} (at character {offset + 1})")


@dataclass(frozen=True)
class Number:
    """A constant."""

    value: float
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Reference:
    """A score, a state variable or a fact, with the ids in its brackets: `influence[CHN, PRK]`."""

    name: str
    ids: tuple[str, ...] = ()
    offset: int = field(default=0, compare=False)
    id_offsets: tuple[int, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class Negative:
    """Minus a number."""

    of: Node
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Term:
    """Two numbers joined by `+`, `-`, `*` or `/`."""

    sign: str
    left: Node
    right: Node
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Compare:
    """Two numbers compared by `<`, `<=`, `>`, `>=`, `=` or `!=`."""

    sign: str
    left: Node
    right: Node
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Not:
    """The opposite of a condition."""

    of: Node
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Both:
    """Two conditions joined by `and` or `or`."""

    sign: str
    left: Node
    right: Node
    offset: int = field(default=0, compare=False)


Node: TypeAlias = Number | Reference | Negative | Term | Compare | Not | Both

STRENGTH = {"or": 1, "and": 2, "not": 3, "compare": 4, "+": 5, "-": 5, "*": 6, "/": 6, "negative": 7}


@dataclass(frozen=True)
class Expression:
    """A parsed expression: its tree, and how many days on end it must hold (0 when it says nothing)."""

    root: Node
    days: int = 0

    def __str__(self) -> str:
        """The expression in canonical spelling; parsing it gives an equal expression."""
        return shown(self.root, 0) + (f" for {self.days} days" if self.days else "")

    @property
    def is_condition(self) -> bool:
        """Whether it says yes or no, rather than giving a number; a fact alone can be either."""
        return is_condition(self.root)

    def references(self) -> tuple[Reference, ...]:
        """Every score, variable and fact it uses, from left to right."""
        return tuple(node for node in walk(self.root) if isinstance(node, Reference))

    def scores(self) -> tuple[str, ...]:
        """The names of the scores it uses, each once, in order of appearance."""
        return tuple(dict.fromkeys(ref.name for ref in self.references() if ref.name in SCORES))


def walk(node: Node) -> Iterator[Node]:
    """A node and all below it, from left to right."""
    yield node
    for below in children(node):
        yield from walk(below)


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below."""
    if isinstance(node, Not | Negative):
        return (node.of,)
    if isinstance(node, Both | Compare | Term):
        return (node.left, node.right)
    return ()


def is_condition(node: Node) -> bool:
    """Whether a node says yes or no."""
    return isinstance(node, Compare | Not | Both) or is_fact(node)


def is_number(node: Node) -> bool:
    """Whether a node gives a number."""
    return isinstance(node, Number | Reference | Negative | Term)


def is_fact(node: Node) -> bool:
    """Whether a node is a fact, which is 0 or 1 and so can be either."""
    return isinstance(node, Reference) and node.name in FACTS


def shown(node: Node, around: int) -> str:
    """A node in canonical spelling, in parentheses if what stands around it binds at least as strongly."""
    if isinstance(node, Number):
        return number_text(node.value)
    if isinstance(node, Reference):
        return f"{node.name}[{', '.join(node.ids)}]" if node.ids else node.name
    strength = STRENGTH[sign_of(node)]
    if isinstance(node, Not | Negative):
        text = f"{'not ' if isinstance(node, Not) else '-'}{shown(node.of, strength - 1)}"
    else:
        # Operators lean to the left, so only their right side needs parentheses at equal strength.
        left = strength if isinstance(node, Compare) else strength - 1
        text = f"{shown(node.left, left)} {node.sign} {shown(node.right, strength)}"
    return f"({text})" if strength <= around else text


def sign_of(node: Negative | Term | Compare | Not | Both) -> str:
    """What joins the parts of a node, as the table of strengths names it."""
    if isinstance(node, Not):
        return "not"
    if isinstance(node, Negative):
        return "negative"
    return "compare" if isinstance(node, Compare) else node.sign


def number_text(value: float) -> str:
    """A number in its shortest spelling that reads back equal."""
    return repr(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
