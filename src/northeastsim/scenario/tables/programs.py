"""Expressions into programs for the stack of `rulebook/conditions.py`."""

from northeastsim.rulebook import conditions as op
from northeastsim.rulebook import layout as at
from northeastsim.scenario.expressions import parse, parse_metric
from northeastsim.scenario.expressions.tree import Both, Compare, Negative, Node, Not, Number, Reference, Term
from northeastsim.scenario.tables.draft import Draft

COMPARE = {
    "<": op.LESS, "<=": op.LESS_EQUAL, ">": op.GREATER, ">=": op.GREATER_EQUAL, "=": op.EQUAL, "!=": op.UNEQUAL,
}  # fmt: skip
TERM = {"+": op.PLUS, "-": op.MINUS, "*": op.TIMES, "/": op.OVER}
VARIABLES = {
    "alignment": at.ALIGNMENT, "commitment": at.COMMITMENT, "trade": at.TRADE, "contact": at.CONTACT,
    "provocation": at.PROVOCATION, "sanctions": at.SANCTIONS, "flows": at.FLOWS, "supply": at.SUPPLY,
    "outside_war": at.OUTSIDE_WAR, "spending": at.SPENDING, "economy": at.ECONOMY, "capital": at.CAPITAL,
    "accept": at.ACCEPTANCE, "posture": at.POSTURE, "strategic": at.STRATEGIC, "hedging": at.HEDGING,
    "technology": at.TECHNOLOGY, "credibility": at.CREDIBILITY, "backing": at.BACKING, "favours": at.FAVOURS,
}  # fmt: skip


def height(rows: list[list[int]]) -> int:
    """Return how many values a program stacks up at most."""
    now = most = 0
    for operation, *_ in rows:
        if operation in (op.CONSTANT, op.VALUE, op.RATIO, op.SCORE, op.FACT, op.CRISIS_NOW, op.KNOWN):
            now += 1
        elif operation not in (op.NOT, op.NEGATIVE):
            now -= 1
        most = max(most, now)
    return most


class Programs:
    """The programs of a scenario, one after the other; `add` returns where one begins and its length."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.rows: list[list[int]] = []

    def add(self, text: str, metric: bool = False) -> tuple[int, int, int, bool]:
        """Append an expression; return its first row, its length, its days, and whether it reads a derived score."""
        expression = parse_metric(text) if metric else parse(text)
        first = len(self.rows)
        self.node(expression.root)
        scores = any(row[0] == op.SCORE for row in self.rows[first:])
        if height(self.rows[first:]) > at.STACK_MOST:
            self.draft.problem("", f"an expression nests too deep to be evaluated: {text[:60]!r}")
        return first, len(self.rows) - first, expression.days, scores

    def present(self, text: str) -> bool:
        """Return whether everyone an expression names takes part."""
        named = {name for reference in parse(text).references() for name in reference.ids}
        return named <= {*self.draft.actors, *self.draft.script_rows}

    def emit(self, operation: int, a: int = 0, b: int = 0, c: int = 0) -> None:
        """Append one instruction."""
        self.rows.append([operation, a, b, c])

    def node(self, node: Node) -> None:
        """Append a part of an expression, its operands first."""
        if isinstance(node, Number):
            self.emit(op.CONSTANT, self.draft.place(node.value))
        elif isinstance(node, Reference):
            self.reference(node)
        elif isinstance(node, Not):
            self.node(node.of)
            self.emit(op.NOT)
        elif isinstance(node, Negative):
            self.node(node.of)
            self.emit(op.NEGATIVE)
        else:
            self.node(node.left)
            self.node(node.right)
            self.emit(self.joint(node))

    def joint(self, node: Term | Compare | Both) -> int:
        """Return the operation that joins two parts."""
        if isinstance(node, Term):
            return TERM[node.sign]
        if isinstance(node, Compare):
            return COMPARE[node.sign]
        return op.AND if node.sign == "and" else op.OR

    def reference(self, node: Reference) -> None:
        """Append a score, a variable or a fact."""
        draft = self.draft
        if node.name in ("happened", "accepted", "known"):
            script = self.script(node.ids[0])
            if node.name == "known":
                self.emit(op.KNOWN, draft.t[at.AT_KNOWN] + script, draft.actors.index(node.ids[1]))
            else:
                base = at.AT_ACCEPTED if node.name == "accepted" else at.AT_HAPPENED
                self.emit(op.FACT, draft.t[base] + script)
            return
        ids = [draft.actors.index(i) for i in node.ids]
        i, j = ids[0] if ids else 0, ids[1] if len(ids) > 1 else 0
        pair = at.PAIR * i + j
        if node.name == "monitoring":
            self.emit(op.VALUE, at.MONITORING)
        elif node.name == "crisis":
            self.emit(op.CRISIS_NOW, at.CRISES + pair)
        elif node.name == "strategic":
            self.emit(op.RATIO, at.STRATEGIC + i, at.START_STRATEGIC + i)
        elif node.name in VARIABLES:
            self.emit(op.VALUE, VARIABLES[node.name] + (pair if len(ids) == 2 else i))
        else:
            self.emit(op.SCORE, op.SCORES.index(node.name), i, j)

    def script(self, event: str) -> int:
        """Return the row of an event of the scenario."""
        return self.draft.script_rows.index(event)
