"""Python ast nodes in few words. ``at`` is the Lua node whose line and column the Python node gets."""

from __future__ import annotations

from _ast import (
    Add,
    And,
    Assign,
    Attribute,
    BinOp,
    BoolOp,
    Break,
    Call,
    Compare,
    Constant,
    Continue,
    Div,
    Eq,
    ExceptHandler,
    Expr,
    FloorDiv,
    For,
    FormattedValue,
    FunctionDef,
    Gt,
    If,
    IfExp,
    Is,
    IsNot,
    JoinedStr,
    Load,
    Lt,
    Module,
    Mult,
    Name,
    NamedExpr,
    Nonlocal,
    Not,
    NotEq,
    Or,
    Pass,
    Return,
    Slice,
    Starred,
    Store,
    Sub,
    Subscript,
    Try,
    Tuple,
    UnaryOp,
    USub,
    While,
    arg,
    arguments,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _ast import boolop, cmpop, expr, operator, stmt
    from collections.abc import Sequence
    from typing import Final

    from luashell.syntax.nodes import Node

_LOAD: Final = Load()
_STORE: Final = Store()
OPERATORS: Final[dict[str, operator]] = {"+": Add(), "-": Sub(), "*": Mult(), "/": Div()}
COMPARISONS: Final[dict[str, cmpop]] = {"<": Lt(), ">": Gt(), "==": Eq(), "~=": NotEq()}
_IS: Final = Is()
IS_NOT: Final = IsNot()
_NOT: Final = Not()
_MINUS: Final = USub()
_FLOOR_DIVISION: Final = FloorDiv()
_AND: Final = And()
_OR: Final = Or()


def _placed(node: expr | stmt | ExceptHandler | arg, at: Node) -> None:
    line = at.line if at.line > 0 else 1
    node.lineno = node.end_lineno = line
    node.col_offset = at.column
    node.end_col_offset = at.column + 1


# ---- expressions


def name(identifier: str, at: Node) -> expr:
    """A variable, read."""
    node = Name(identifier, _LOAD)
    _placed(node, at)
    return node


def target(identifier: str, at: Node) -> expr:
    """A variable, stored."""
    node = Name(identifier, _STORE)
    _placed(node, at)
    return node


def constant(value: object, at: Node) -> expr:
    """None, a bool, a float or a string."""
    node = Constant(value)  # type: ignore[arg-type]  # one of these
    _placed(node, at)
    return node


def call(function: expr, values: Sequence[expr], at: Node) -> expr:
    """``function(*values)``, positional: a call of the program's, which stack.py knows by its spanning no column."""
    node = Call(function, [*values], [])
    _placed(node, at)
    node.end_col_offset = at.column
    return node


def helper(identifier: str, values: Sequence[expr], at: Node) -> expr:
    """A call of a runtime helper."""
    node = Call(name(identifier, at), [*values], [])
    _placed(node, at)
    return node


def starred(value: expr, at: Node) -> expr:
    """``*value``"""
    node = Starred(value, _LOAD)
    _placed(node, at)
    return node


def subscript(base: expr, key: expr, at: Node) -> expr:
    """``base[key]``, read."""
    node = Subscript(base, key, _LOAD)
    _placed(node, at)
    return node


def subscript_target(base: expr, key: expr, at: Node) -> expr:
    """``base[key]``, stored."""
    node = Subscript(base, key, _STORE)
    _placed(node, at)
    return node


def class_of(value: expr, at: Node) -> expr:
    """``value.__class__``"""
    node = Attribute(value, "__class__", _LOAD)
    _placed(node, at)
    return node


def attribute(value: expr, attribute_name: str, at: Node) -> expr:
    """``value.attribute_name``; only names that the runtime gives its tables."""
    node = Attribute(value, attribute_name, _LOAD)
    _placed(node, at)
    return node


def attribute_target(value: expr, attribute_name: str, at: Node) -> expr:
    """``value.attribute_name``, stored."""
    node = Attribute(value, attribute_name, _STORE)
    _placed(node, at)
    return node


def slice_(value: expr, start: expr, end: expr | None, at: Node) -> expr:
    """``value[start:end]``"""
    bounds = Slice(start, end, None)
    _placed(bounds, at)
    return subscript(value, bounds, at)


def walrus(name_target: expr, value: expr, at: Node) -> expr:
    """``(name_target := value)``"""
    node = NamedExpr(name_target, value)  # type: ignore[arg-type]  # a Name, made by target()
    _placed(node, at)
    return node


def floor_divided(left: expr, right: expr, at: Node) -> expr:
    """``left // right``"""
    node = BinOp(left, _FLOOR_DIVISION, right)
    _placed(node, at)
    return node


def binary(operation: str, left: expr, right: expr, at: Node) -> expr:
    """``left operation right`` with one of + - * /."""
    node = BinOp(left, OPERATORS[operation], right)
    _placed(node, at)
    return node


def minus(operand: expr, at: Node) -> expr:
    """``-operand``"""
    node = UnaryOp(_MINUS, operand)
    _placed(node, at)
    return node


def not_(operand: expr, at: Node) -> expr:
    """``not operand``"""
    node = UnaryOp(_NOT, operand)
    _placed(node, at)
    return node


def compare(operation: cmpop, left: expr, right: expr, at: Node) -> expr:
    """``left operation right``"""
    node = Compare(left, [operation], [right])
    _placed(node, at)
    return node


def is_(left: expr, right: expr, at: Node) -> expr:
    """``left is right``"""
    return compare(_IS, left, right, at)


def is_nil(value: expr, at: Node) -> expr:
    """``value is None``"""
    return compare(_IS, value, constant(None, at), at)


def is_not_nil(value: expr, at: Node) -> expr:
    """``value is not None``"""
    return compare(IS_NOT, value, constant(None, at), at)


def _bool_op(operation: boolop, values: list[expr], at: Node) -> expr:
    node = BoolOp(operation, values)
    _placed(node, at)
    return node


def and_(values: list[expr], at: Node) -> expr:
    """``a and b ...``"""
    return _bool_op(_AND, values, at)


def or_(values: list[expr], at: Node) -> expr:
    """``a or b ...``"""
    return _bool_op(_OR, values, at)


def conditional(test: expr, then: expr, otherwise: expr, at: Node) -> expr:
    """``then if test else otherwise``"""
    node = IfExp(test, then, otherwise)
    _placed(node, at)
    return node


def tuple_(values: Sequence[expr], at: Node) -> expr:
    """``(values, ...)``"""
    node = Tuple([*values], _LOAD)
    _placed(node, at)
    return node


def tuple_target(values: Sequence[expr], at: Node) -> expr:
    """``(targets, ...)``, stored."""
    node = Tuple([*values], _STORE)
    _placed(node, at)
    return node


def joined(parts: Sequence[expr], at: Node) -> expr:
    """An f-string of parts that are strings."""
    values: list[expr] = []
    for part in parts:
        if isinstance(part, Constant):
            values.append(part)
        else:
            value = FormattedValue(part, -1, None)
            _placed(value, at)
            values.append(value)
    node = JoinedStr(values)
    _placed(node, at)
    return node


# ---- statements


def assign(targets: expr, value: expr, at: Node) -> stmt:
    """``targets = value``"""
    node = Assign([targets], value)
    _placed(node, at)
    return node


def expression(value: expr, at: Node) -> stmt:
    """An expression for its effects."""
    node = Expr(value)
    _placed(node, at)
    return node


def report(listener: str, line: int, column: int, place: int) -> stmt:
    """``listener(line, place)``"""
    called = Name(listener, _LOAD)
    values: list[expr] = [Constant(line), Constant(place)]
    call_node = Call(called, values, [])
    node = Expr(call_node)
    parts: list[expr | stmt] = [node, call_node, called, *values]
    for part in parts:
        part.lineno = part.end_lineno = line
        part.col_offset, part.end_col_offset = column, column + 1
    return node


def return_(value: expr, at: Node) -> stmt:
    """``return value``"""
    node = Return(value)
    _placed(node, at)
    return node


def break_(at: Node) -> stmt:
    """``break``"""
    node = Break()
    _placed(node, at)
    return node


def continue_(at: Node) -> stmt:
    """``continue``"""
    node = Continue()
    _placed(node, at)
    return node


def if_(test: expr, body: list[stmt], otherwise: list[stmt], at: Node) -> stmt:
    """``if test: body else: otherwise``; an empty body does nothing."""
    node = If(test, body or [_pass(at)], otherwise)
    _placed(node, at)
    return node


def while_(test: expr, body: list[stmt], at: Node) -> stmt:
    """``while test: body``"""
    node = While(test, body or [_pass(at)], [])
    _placed(node, at)
    return node


def for_(loop_target: expr, iterable: expr, body: list[stmt], at: Node) -> stmt:
    """``for loop_target in iterable: body``"""
    node = For(loop_target, iterable, body or [_pass(at)], [])
    _placed(node, at)
    return node


def try_(body: list[stmt], caught: str, handler: list[stmt], at: Node) -> stmt:
    """``try: body`` / ``except caught: handler``, with ``caught`` a helper name."""
    caught_node = ExceptHandler(name(caught, at), None, handler)
    _placed(caught_node, at)
    node = Try(body, [caught_node], [], [])
    _placed(node, at)
    return node


def nonlocal_(names: list[str], at: Node) -> stmt:
    """``nonlocal names``"""
    node = Nonlocal(names)
    _placed(node, at)
    return node


def _pass(at: Node) -> stmt:
    node = Pass()
    _placed(node, at)
    return node


def function(
    identifier: str, parameters: Sequence[str], surplus: str | None, body: list[stmt], at: Node, *, optional: bool
) -> stmt:
    """``def identifier(parameters, *surplus): body``; ``optional`` parameters default to None."""
    names = []
    for parameter in parameters:
        parameter_node = arg(parameter, None)
        _placed(parameter_node, at)
        names.append(parameter_node)
    rest = None
    if surplus is not None:
        rest = arg(surplus, None)
        _placed(rest, at)
    defaults = [constant(None, at) for _ in names] if optional else []
    node = FunctionDef(identifier, arguments([], names, rest, [], [], None, defaults), body, [], None, None)
    if "type_params" in FunctionDef._fields:  # Python 3.12 has added it and wants to see it
        node.type_params = []  # type: ignore[attr-defined, unused-ignore]  # mypy looks at one version
    _placed(node, at)
    return node


def module(body: list[stmt]) -> Module:
    """A module of ``body``."""
    return Module(body, [])
