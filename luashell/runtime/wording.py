"""The sentences of run-time errors (5.4), in the original's words."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["bad_operand", "cannot_compare", "origin"]

STACK_OVERFLOW: Final = "stack overflow"
UNDEFINED_OPERATION: Final = "undefined operation"
FOR_TABLE: Final = "`for' table must be a table"
FOR_STEP: Final = "`for' step must be a number"
FOR_LIMIT: Final = "`for' limit must be a number"
FOR_START: Final = "`for' initial value must be a number"
FOR_INDEX: Final = "`for' index must be a number"

CALL: Final = "call"
INDEX: Final = "index"
ARITHMETIC: Final = "perform arithmetic on"
CONCAT: Final = "concat"

_LONGEST_NAME = 40  # bytes


def origin(kind: str, name: str) -> str:
    """Where an operand came from: ``global `x'``; the name is cut to 40 bytes, and at a NUL as C does."""
    return f"{kind} `{name[:_LONGEST_NAME].partition(chr(0))[0]}'"


def bad_operand(operation: str, source: str | None, type_name: str) -> str:
    """``attempt to call global `f' (a nil value)``, or without a source ``attempt to call a nil value``."""
    if source is None:
        return f"attempt to {operation} a {type_name} value"
    return f"attempt to {operation} {source} (a {type_name} value)"


def cannot_compare(left: str, right: str) -> str:
    """``attempt to compare two nil values`` or ``attempt to compare number with nil``."""
    if left == right:
        return f"attempt to compare two {left} values"
    return f"attempt to compare {left} with {right}"
