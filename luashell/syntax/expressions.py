"""Expressions (2.1, 2.3): operators, simple expressions, calls and table constructors.

Operators, unary operators and parentheses are kept on an explicit stack, so that long chains and deep parentheses do
not use Python's. Along the way the stack of the original's machine is counted as its one-pass compiler would fill it:
a variable, an indexed value or the result of a call comes onto the stack only when it is needed there (``to_stack``).
"""

from __future__ import annotations

from abc import ABC, abstractmethod

from luashell.syntax import nodes
from luashell.syntax.cursor import TokenCursor
from luashell.syntax.tokens import END_OF_INPUT, NAME, NUMBER, STRING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Final, TypeAlias, TypeVar

    from luashell.syntax.nodes import Expression
    from luashell.syntax.scope import FunctionScope
    from luashell.syntax.tokens import Tokens

    # What waits for its right operand: its priority, operator and left operand, and the position of its token.
    Pending: TypeAlias = tuple[int, str, Expression | None, int]
    Part = TypeVar("Part")

__all__ = ["ExpressionParser", "is_call"]

COMPARISONS: Final = frozenset(("<", ">", "<=", ">=", "==", "~="))
LEFT_PRIORITY: Final = {
    "^": 9, "*": 6, "/": 6, "+": 5, "-": 5, "..": 4, **dict.fromkeys(COMPARISONS, 2), "and": 1, "or": 1,
}  # fmt: skip
RIGHT_PRIORITY: Final = {**LEFT_PRIORITY, "^": 8, "..": 3}
UNARY_PRIORITY: Final = 7
UNARY_OPERATORS: Final = frozenset(("not", "-"))
PARENTHESIS_PRIORITY: Final = -1  # it waits for its other half, not for a weaker operator

PREFIX_STARTS: Final = frozenset((NAME, "%"))
ARGUMENT_STARTS: Final = frozenset(("(", "{", STRING))
PART_ENDS: Final = frozenset((";", "}"))
ITEMS_PER_STORE: Final = 64
FIELDS_PER_STORE: Final = 32

_SLOTS_TO_STACK: Final[dict[type, int]] = {
    nodes.Local: 1,
    nodes.Global: 1,
    nodes.Call: 1,
    nodes.MethodCall: 1,
    nodes.Index: -1,  # object and key are on the stack already and give way to the value
}
"""The expressions whose value is not on the stack when they have been read, and what it adds there."""


def is_call(expression: Expression) -> bool:
    """Whether the expression can have any number of results."""
    return expression.__class__ is nodes.Call or expression.__class__ is nodes.MethodCall


class ExpressionParser(TokenCursor, ABC):
    """The rules for expressions; ``scope`` is that of the function around them."""

    __slots__ = ("scope",)

    def __init__(self, tokens: Tokens, chunk_name: str, scope: FunctionScope) -> None:
        super().__init__(tokens, chunk_name)
        self.scope = scope

    @abstractmethod
    def function_body(self, line: int, *, is_method: bool) -> nodes.FunctionExpression:
        """``( [params] ) block end`` of a function that begins on ``line``; a method has a hidden ``self``."""

    def to_stack(self, expression: Expression) -> None:
        """The value is needed on the stack, cut to one. What the original loads only now has the line of now."""
        kind = expression.__class__
        slots = _SLOTS_TO_STACK.get(kind)
        if slots is None:
            return
        self.scope.push(slots)
        line = self.lines[self.position - 1]
        if expression.line != line and (
            kind is nodes.Global
            or (isinstance(expression, nodes.Index) and not isinstance(expression.key, nodes.String | nodes.Local))
        ):
            expression.line = line
            expression.column = self.columns[self.position - 1]

    # ---- operators

    def expression(self) -> Expression:
        """``exp``: operator precedence parsing, with what waits for an operand on an explicit stack."""
        pending: list[Pending] = []
        while True:
            if self.kind in UNARY_OPERATORS:
                pending.append((UNARY_PRIORITY, self.kind, None, self.position))
                self.advance()
                continue
            if self.kind == "(":
                pending.append((PARENTHESIS_PRIORITY, "(", None, self.position))
                self.advance()
                continue
            operand = self.simple_expression()
            while (priority := LEFT_PRIORITY.get(self.kind, 0)) or pending:
                while pending and pending[-1][0] >= priority:
                    operand = self._apply(pending.pop(), operand)
                if priority:
                    break
                if pending:
                    self.expect(")")
                    pending.pop()
            if not priority:
                return operand
            operator = self.kind
            pending.append((RIGHT_PRIORITY[operator], operator, operand, self.position))
            self.advance()
            self.to_stack(operand)
            if priority == 1:  # `and', `or': the value is tested and taken off again
                self.scope.stack_level -= 1

    def single_value(self) -> Expression:
        """``exp`` whose one value is needed on the stack."""
        expression = self.expression()
        self.to_stack(expression)
        return expression

    def expression_list(self) -> list[Expression]:
        """``exp { "," exp }``; a call at the end keeps all its results."""
        expressions = [self.expression()]
        while self.kind == ",":
            self.advance()
            self.to_stack(expressions[-1])
            expressions.append(self.expression())
        if not is_call(expressions[-1]):
            self.to_stack(expressions[-1])
        return expressions

    def _apply(self, pending: Pending, right: Expression) -> Expression:
        """The operation that waited for its right operand."""
        _, operator, left, operator_position = pending
        self.to_stack(right)
        line = self.lines[self.position - 1]
        at_operator = self.lines[operator_position] == line
        column = self.columns[operator_position if at_operator else self.position - 1]
        if left is None:
            return self._apply_unary(operator, right, line, column)
        if operator == "and":
            return nodes.And(line, column, left, right)
        if operator == "or":
            return nodes.Or(line, column, left, right)
        self.scope.stack_level -= 1
        if operator == "..":
            if isinstance(right, nodes.Concat):
                right.operands.insert(0, left)
                return right
            return nodes.Concat(line, column, [left, right])
        if operator in COMPARISONS:
            return nodes.Comparison(line, column, operator, left, right)
        return nodes.Arithmetic(line, column, operator, left, right)

    def _apply_unary(self, operator: str, operand: Expression, line: int, column: int) -> Expression:
        if operator == "not":
            return nodes.Not(line, column, operand)
        if isinstance(operand, nodes.Number):  # folded; the original's short integers have no negative zero
            operand.value = -operand.value or 0.0
            return operand
        return nodes.Negate(line, column, operand)

    # ---- simple expressions

    def simple_expression(self) -> Expression:
        """What stands between operators, parentheses aside."""
        kind = self.kind
        if kind in PREFIX_STARTS:
            return self.prefix()
        line, column = self.lines[self.position], self.columns[self.position]
        if kind == NUMBER:
            value = float(self.values[self.position])
            self.advance()
            self.scope.push(1)
            return nodes.Number(line, column, value)
        if kind == STRING:
            return self.string()
        if kind == "{":
            return self.constructor()
        if kind == "nil":
            self.scope.push(1)
            self.advance()
            return nodes.Nil(line, column)
        if kind == "function":
            self.advance()
            return self.function_body(self.lines[self.position], is_method=False)
        raise self.error("<expression> expected")

    def string(self) -> nodes.String:
        """A string literal, the current token."""
        self.scope.push(1)
        position = self.position
        self.advance()
        return nodes.String(self.lines[position], self.columns[position], self.values[position])

    def name_as_string(self) -> nodes.String:
        """A name that stands for a string: the key in ``t.name``."""
        name = self.expect_name()
        self.scope.push(1)
        return nodes.String(self.lines[self.position - 1], self.columns[self.position - 1], name)

    def variable(self) -> nodes.Local | nodes.Global:
        """``Name`` as a variable."""
        line, column = self.lines[self.position], self.columns[self.position]
        name = self.expect_name()
        variable = self.scope.resolve(name)
        return nodes.Global(line, column, name) if variable is None else nodes.Local(line, column, variable)

    def upvalue(self) -> nodes.Upvalue:
        """``%Name``"""
        self.advance()
        line, column = self.lines[self.position], self.columns[self.position]
        name = self.expect_name()
        index = self.scope.upvalue(name, line, column)
        self.scope.push(1)
        return nodes.Upvalue(line, column, name, index)

    def prefix(self) -> Expression:
        """``[%] Name`` and the indices and arguments that follow it."""
        expression: Expression = self.upvalue() if self.kind == "%" else self.variable()
        while True:
            kind = self.kind
            if kind in ARGUMENT_STARTS:
                self.to_stack(expression)
                arguments = self.arguments(1)
                last = self.position - 1
                expression = nodes.Call(self.lines[last], self.columns[last], expression, arguments)
            elif kind == ".":
                self.advance()
                self.to_stack(expression)
                key = self.name_as_string()
                expression = nodes.Index(key.line, key.column, expression, key)
            elif kind == "[":
                expression = self._bracketed_index(expression)
            elif kind == ":":
                self.advance()
                name = self.expect_name()
                self.to_stack(expression)
                self.scope.push(1)
                arguments = self.arguments(2)
                last = self.position - 1
                expression = nodes.MethodCall(self.lines[last], self.columns[last], expression, name, arguments)
            else:
                return expression

    def _bracketed_index(self, indexed: Expression) -> nodes.Index:
        """``[ exp ]``. With a literal string or a local as key, the original indexes where it loads the key."""
        place = self.position
        self.advance()
        self.to_stack(indexed)
        key = self.single_value()
        if isinstance(key, nodes.Local):
            place = self.position - 1
        elif not isinstance(key, nodes.String):  # which is loaded before it is passed
            place = self.position
        self.expect("]")
        return nodes.Index(self.lines[place], self.columns[place], indexed, key)

    def arguments(self, called_slots: int) -> list[Expression]:
        """``args``; afterwards neither they nor the ``called_slots`` (function, ``self``) are on the stack."""
        base = self.scope.stack_level - called_slots
        arguments: list[Expression] = []
        if self.kind == "(":
            line = self.lines[self.position]
            self.advance()
            if self.kind != ")":
                arguments = self.expression_list()
            self.expect_closing(")", "(", line)
        elif self.kind == "{":
            arguments.append(self.constructor())
        elif self.kind == STRING:
            arguments.append(self.string())
        else:
            raise self.error("function arguments expected")
        self.scope.stack_level = base
        return arguments

    # ---- table constructors (2.10)

    def constructor(self) -> nodes.Constructor:
        """``{ part [; part] }``. Only fields can fail when it is made, so with some its line is where they end."""
        scope = self.scope
        base = scope.stack_level
        opening_line = self.lines[self.position]
        scope.push(1)
        self.advance()
        items: list[Expression] = []
        fields: list[tuple[Expression, Expression]] = []
        first = self._part(items, fields)
        fields_end = self.position - 1
        if self.accept(";"):
            second = self._part(items, fields, other=first)
            if first == second:
                raise self.error("invalid constructor syntax")
            if first != "fields":
                fields_end = self.position - 1
        self.expect_closing("}", "{", opening_line)
        last = fields_end if fields else self.position - 1
        scope.stack_level = base + 1
        line, column = self.lines[last], self.columns[last]
        return nodes.Constructor(line, column, items, fields, first != "fields", opening_line)

    def _part(self, items: list[Expression], fields: list[tuple[Expression, Expression]], *, other: str = "") -> str:
        """``part`` into one of the lists; tells what it was: items, fields, or if empty the token that ends it.

        The ``other`` part must not be the same; the original complains when it has read both.
        """
        kind = self.kind
        if kind in PART_ENDS:
            return kind
        if kind == NAME:
            self._look_ahead()
        following = self.kinds[self.position + 1] if kind == NAME else ""
        part = "fields" if kind == "[" or following == "=" else "items"
        if part == other and END_OF_INPUT not in (kind, following):  # there, a name may yet become a key
            self.mendable = False
        if part == "fields":
            fields += self._separated(self._field, FIELDS_PER_STORE)
            return part
        items += self._separated(self.single_value, ITEMS_PER_STORE)
        return part

    def _separated(self, read: Callable[[], Part], per_store: int) -> list[Part]:
        """One thing or more, separated by commas; the original stores ``per_store`` of them at a time."""
        base = self.scope.stack_level
        parts = [read()]
        while self.accept(",") and self.kind not in PART_ENDS:
            parts.append(read())
            if len(parts) % per_store == 0:
                self.scope.stack_level = base
        self.scope.stack_level = base
        return parts

    def _look_ahead(self) -> None:
        """The original reads the token after this name, and counts the line reached as that of the name."""
        position = self.position
        if self.lines[position] != self.lines[position + 1]:
            self.lines[position] = self.lines[position + 1]
            self.columns[position] = self.columns[position + 1]

    def _field(self) -> tuple[Expression, Expression]:
        """``field``: a key and a value."""
        key: Expression
        if self.kind == NAME:
            key = self.name_as_string()
        elif self.accept("["):
            key = self.single_value()
            self.expect("]")
        else:
            raise self.error("<name> or `[' expected")
        self.expect("=")
        return key, self.single_value()
