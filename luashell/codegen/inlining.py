"""Library functions whose common case is a Python expression: no call, as long as the name still means the original.

Each rule gives the Python expression for arguments of the usual classes, or None when the call has another form. The
expression has no effect, and Python refuses it (with one of helpers.UNUSUAL) whenever the library function might answer
otherwise: then the call is made after all. That the global still holds the original is tested at each call, so a
program that redefines the function is obeyed at once.
"""

from __future__ import annotations

from _ast import Name

from luashell.codegen import build
from luashell.codegen.dispatch import NUMBER, STRING
from luashell.runtime import helpers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _ast import expr
    from collections.abc import Callable
    from typing import Final, TypeAlias

    from luashell.codegen.dispatch import Generator, Operand
    from luashell.syntax.nodes import Node

    Rule: TypeAlias = Callable[[Generator, list[Operand], Node], "expr | None"]

__all__ = ["gives_one_value", "has_rule", "inlined"]


def has_rule(name: str) -> bool:
    """May calls of the global ``name`` have a Python expression?"""
    return name in _RULES


def gives_one_value(name: str) -> bool:
    """Is the Python expression for ``name`` always one value, never a tuple of results?"""
    return name != "strfind"


def inlined(gen: Generator, name: str, called: expr, arguments: list[Operand], at: Node) -> expr | None:
    """A Python expression for a call of the global ``name``, or None when there is no rule for this form of call."""
    fast = _RULES[name](gen, arguments, at)
    if fast is None:
        return None
    is_original = build.is_(called, build.name(helpers.original(name), at), at)
    refuse = build.helper(helpers.REFUSE, [], at)
    return build.conditional(is_original, fast, refuse, at)


def _helper(identifier: str, argument: expr, at: Node) -> expr:
    return build.helper(identifier, [argument], at)


def _in_variable(gen: Generator, text: Operand, at: Node) -> Operand:
    """A literal in a variable: Python warns of odd subscripts of literals."""
    return gen.settle(text, at) if text.is_constant or not text.is_atom else text


def _checked(value: expr, operand: Operand, kind: str, at: Node) -> expr:
    """``value``, refused unless ``operand`` is of the class that ``kind`` stands for."""
    if operand.kind == kind:
        return value
    if not operand.is_atom:
        return build.helper(helpers.REFUSE, [], at)
    wanted = helpers.STRING if kind == STRING else helpers.FLOAT
    is_wanted = build.is_(build.class_of(operand.native, at), build.name(wanted, at), at)
    return build.conditional(is_wanted, value, build.helper(helpers.REFUSE, [], at), at)


def _strlen(gen: Generator, arguments: list[Operand], at: Node) -> expr | None:
    if len(arguments) != 1:
        return None
    length = _helper(helpers.LEN, arguments[0].native, at)
    return _checked(build.subscript(build.name(helpers.NUMBERS, at), length, at), arguments[0], STRING, at)


def _strsub(gen: Generator, arguments: list[Operand], at: Node) -> expr | None:
    """Positions from 1 on, within the string or beyond its end: a Python slice."""
    if len(arguments) not in (2, 3):
        return None
    text, start, *end = arguments
    text = _in_variable(gen, text, at)
    before = build.subscript(build.name(helpers.BEFORE, at), start.native, at)
    if end and _is_same_variable(start.native, end[0].native):
        return _checked(build.subscript(text.native, before, at), text, STRING, at)
    after = build.subscript(build.name(helpers.POSITION, at), end[0].native, at) if end else None
    return _checked(build.slice_(text.native, before, after, at), text, STRING, at)


def _is_same_variable(left: expr, right: expr) -> bool:
    return isinstance(left, Name) and isinstance(right, Name) and left.id == right.id


def _type(gen: Generator, arguments: list[Operand], at: Node) -> expr | None:
    """Tables with a tag of their own have another class, which is not in the dict."""
    if len(arguments) != 1 or not arguments[0].is_atom:
        return None
    return build.subscript(build.name(helpers.TYPE_NAMES, at), build.class_of(arguments[0].native, at), at)


def _strbyte(gen: Generator, arguments: list[Operand], at: Node) -> expr | None:
    if len(arguments) not in (1, 2):
        return None
    text = _in_variable(gen, arguments[0], at)
    if len(arguments) == 1:
        place: expr = build.constant(0, at)
    else:
        place = build.subscript(build.name(helpers.BEFORE, at), arguments[1].native, at)
    character = build.subscript(text.native, place, at)
    code = build.subscript(build.name(helpers.CODES, at), character, at)
    return _checked(code, text, STRING, at)


def _strchar(gen: Generator, arguments: list[Operand], at: Node) -> expr | None:
    if len(arguments) != 1:
        return None
    return build.subscript(build.name(helpers.CHARACTERS, at), arguments[0].native, at)


def _floor(gen: Generator, arguments: list[Operand], at: Node) -> expr | None:
    """``x // 1.0``, but that is NaN for an infinity."""
    if len(arguments) != 1:
        return None
    result = gen.temporary()
    floored = build.floor_divided(arguments[0].native, build.constant(1.0, at), at)
    value = build.name(result, at)
    is_finite = build.compare(build.COMPARISONS["=="], build.walrus(build.target(result, at), floored, at), value, at)
    return build.conditional(is_finite, value, build.helper(helpers.REFUSE, [], at), at)


def _fmod(gen: Generator, arguments: list[Operand], at: Node) -> expr | None:
    """Python's fmod is C's, but for the cases where it raises."""
    if len(arguments) != 2:
        return None
    return build.helper(helpers.FMOD, [operand.native for operand in arguments], at)


def _unary(identifier: str) -> Rule:
    def rule(gen: Generator, arguments: list[Operand], at: Node) -> expr | None:
        if len(arguments) != 1:
            return None
        return _checked(_helper(identifier, arguments[0].native, at), arguments[0], NUMBER, at)

    return rule


def _rawget(gen: Generator, arguments: list[Operand], at: Node) -> expr | None:
    """Only with a literal key, which is neither nil nor NaN."""
    if len(arguments) != 2 or arguments[1].kind not in (NUMBER, STRING):
        return None
    return build.call(build.attribute(arguments[0].native, "raw_read", at), [arguments[1].native], at)


def _strfind(gen: Generator, arguments: list[Operand], at: Node) -> expr | None:
    """With a literal pattern, read once. A fourth argument is another kind of search."""
    if len(arguments) not in (2, 3) or not arguments[1].is_constant or arguments[1].kind != STRING:
        return None
    text = _in_variable(gen, arguments[0], at)
    find = build.subscript(build.name(helpers.PATTERNS, at), arguments[1].native, at)
    if len(arguments) == 2:
        start: expr = build.constant(0, at)
    else:
        start = build.subscript(build.name(helpers.BEFORE, at), arguments[2].native, at)
    return _checked(build.call(find, [text.native, start], at), text, STRING, at)


_RULES: Final[dict[str, Rule]] = {
    "strlen": _strlen,
    "strsub": _strsub,
    "strbyte": _strbyte,
    "strchar": _strchar,
    "floor": _floor,
    "mod": _fmod,
    "abs": _unary(helpers.ABS),
    "sqrt": _unary(helpers.SQRT),
    "rawget": _rawget,
    "type": _type,
    "strfind": _strfind,
}
