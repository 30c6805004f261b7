"""Arithmetic, order and concatenation: the slow path, taken when Python's own operation raised TypeError.

Coercion of strings, tag methods in Lua's order (4.2) and the wording of errors live here. An operand may be the raw
result of a call, a tuple: generated code leaves it to Python to refuse it, and the first value is taken here.
"""

from __future__ import annotations

from math import copysign

from luashell.errors import LuaError
from luashell.runtime.numerals import TEXT_OF, string_to_number
from luashell.runtime.tables import LuaTable
from luashell.runtime.values import first, type_name
from luashell.runtime.wording import (
    ARITHMETIC,
    CONCAT,
    FOR_INDEX,
    UNDEFINED_OPERATION,
    bad_operand,
    cannot_compare,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from luashell.runtime.aliases import LuaValue, Returned
    from luashell.runtime.tags import Tags

    ArithmeticHelper: TypeAlias = Callable[..., LuaValue]

__all__ = ["Operators", "to_number"]

_INFINITY = float("inf")
_INVALID = -float("nan")  # what x86-64 makes of 0/0: a NaN with its sign bit set


def to_number(value: LuaValue) -> float | None:
    """A number, or the number that a string stands for, else None."""
    if value.__class__ is float:
        return value
    if value.__class__ is str:
        return string_to_number(value)
    return None


def _add(left: float, right: float) -> float:
    return left + right


def _subtract(left: float, right: float) -> float:
    return left - right


def _multiply(left: float, right: float) -> float:
    return left * right


def _divide(left: float, right: float) -> float:
    """IEEE division: zero as divisor gives an infinity or NaN, never an exception."""
    if right:
        return left / right
    if left != left or not left:
        return left or _INVALID
    return copysign(_INFINITY, left) * copysign(1.0, right)


class Operators:
    """The operators of one state.

    ``add``, ``subtract``, ``multiply`` and ``divide`` take two operands and, for the error, where each of them came
    from (wording.origin) or None.
    """

    def __init__(self, tags: Tags) -> None:
        self._tags = tags
        tags.less = self._less
        self.add = self._operation("add", _add)
        self.subtract = self._operation("sub", _subtract)
        self.multiply = self._operation("mul", _multiply)
        self.divide = self._operation("div", _divide)

    # ---- arithmetic

    def _operation(self, event: str, operation: Callable[[float, float], float]) -> ArithmeticHelper:
        """The slow path of one arithmetic operator; names say where the operands came from."""
        find = self._tags.binary_handler

        def arithmetic(
            left: Returned, right: Returned, left_name: str | None = None, right_name: str | None = None
        ) -> LuaValue:
            if right.__class__ is tuple:
                right = first(right)
            if isinstance(left, LuaTable):
                handler = left.handlers.get(event)
                if handler is not None:
                    returned = handler(left, right, event)
                    return returned if returned.__class__ is not tuple else first(returned)
            elif left.__class__ is tuple:
                left = first(left)
            x = to_number(left)
            if x is not None:
                y = to_number(right)
                if y is not None:
                    return operation(x, y)
                left = x  # a numeric string has become a number before the right operand is looked at
            handler = find(left, right, event)
            if handler is not None:
                returned = handler(left, right, event)
                return returned if returned.__class__ is not tuple else first(returned)
            bad, name = (left, left_name) if x is None else (right, right_name)
            raise LuaError(bad_operand(ARITHMETIC, name, type_name(bad)))

        return arithmetic

    def negate(self, operand: Returned, name: str | None = None) -> LuaValue:
        """``-operand``"""
        operand = first(operand)
        number = to_number(operand)
        if number is not None:
            return -number
        handler = self._tags.binary_handler(operand, None, "unm")
        if handler is not None:
            return first(handler(operand, None, "unm"))
        raise LuaError(bad_operand(ARITHMETIC, name, type_name(operand)))

    def power(self, left: Returned, right: Returned) -> LuaValue:
        """``left ^ right``: always a tag method, the library's own for numbers (4.1.6)."""
        left, right = first(left), first(right)
        handler = self._tags.binary_handler(left, right, "pow")
        if handler is None:
            raise LuaError(UNDEFINED_OPERATION)
        return first(handler(left, right, "pow"))

    def advance(self, index: LuaValue, step: float) -> float:
        """The next value of a numeric ``for``'s variable, which the body has assigned (2.7)."""
        if index.__class__ is not float:
            raise LuaError(FOR_INDEX)
        return index + step

    # ---- order

    def less_than(self, left: Returned, right: Returned) -> bool:
        """``left < right``"""
        left, right = first(left), first(right)
        if left.__class__ is right.__class__ and left.__class__ in (float, str):
            return left < right  # type: ignore[operator]  # two of one class
        handler = self._tags.binary_handler(left, right, "lt")
        if handler is None:
            raise LuaError(cannot_compare(type_name(left), type_name(right)))
        return first(handler(left, right, "lt")) is not None

    def greater_than(self, left: Returned, right: Returned) -> bool:
        """``left > right``, which is ``right < left``; an error still names the operands in the order of the source."""
        left, right = first(left), first(right)
        if left.__class__ is right.__class__ and left.__class__ in (float, str):
            return left > right  # type: ignore[operator]  # two of one class
        handler = self._tags.binary_handler(right, left, "lt")
        if handler is None:
            raise LuaError(cannot_compare(type_name(left), type_name(right)))
        return first(handler(right, left, "lt")) is not None

    def _less(self, left: Returned, right: Returned) -> bool:
        """``left < right`` where one is a table; TypeError if there is no handler: the caller's slow path words it."""
        left, right = first(left), first(right)  # the other one may be the raw result of a call
        handler = self._tags.binary_handler(left, right, "lt")
        if handler is None:
            raise TypeError("no lt tag method")
        return first(handler(left, right, "lt")) is not None

    # ---- concatenation

    def concat(self, names: tuple[str | None, ...] | None, *operands: Returned) -> LuaValue:
        """``a .. b .. c``, from the right; a run of strings and numbers is joined in one go."""
        position = len(operands) - 1
        right = first(operands[position])
        run: list[str] = []  # the strings already taken into the right operand, last first
        while position:
            position -= 1
            left = first(operands[position])
            left_text = _text(left)
            right_text = None if left_text is None else _text(right)
            if left_text is not None and right_text is not None:
                if not run:
                    run.append(right_text)
                run.append(left_text)
                right = left_text
                continue
            if run:
                right = "".join(reversed(run))
                run = []
            if left_text is not None:
                left = left_text  # a number has become a string before the right operand is looked at
            handler = self._tags.binary_handler(left, right, "concat")
            if handler is None:
                bad = position + 1 if left_text is not None else position
                value = right if left_text is not None else left
                raise LuaError(bad_operand(CONCAT, names[bad] if names else None, type_name(value)))
            right = first(handler(left, right, "concat"))
        return "".join(reversed(run)) if run else right


def _text(value: LuaValue) -> str | None:
    """A string, or a number's text, else None."""
    if value.__class__ is str:
        return value
    return TEXT_OF[value] if value.__class__ is float else None
