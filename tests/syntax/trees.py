"""Trees for tests of the parser: made, walked and shown as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from luashell.errors import LuaSyntaxError
from luashell.syntax import nodes
from luashell.syntax.parser import parse

if TYPE_CHECKING:
    from collections.abc import Iterator


def main(text: str) -> nodes.Function:
    """The tree of a chunk named ``t``."""
    return parse(text, "=t")


def shape(node: nodes.Expression | nodes.Target) -> str:
    """An expression as text that shows its structure."""
    match node:
        case nodes.Nil():
            return "nil"
        case nodes.Number():
            return f"{node.value:.16g}"
        case nodes.String():
            return repr(node.value)
        case nodes.Local():
            return f"{node.variable.name}#{node.variable.index}"
        case nodes.Global():
            return node.name
        case nodes.Upvalue():
            return f"%{node.name}#{node.index}"
        case nodes.Index():
            return f"{shape(node.object)}[{shape(node.key)}]"
        case nodes.Call():
            return f"{shape(node.function)}({shapes(node.arguments)})"
        case nodes.MethodCall():
            return f"{shape(node.object)}:{node.name}({shapes(node.arguments)})"
        case nodes.Arithmetic() | nodes.Comparison():
            return f"({shape(node.left)} {node.operator} {shape(node.right)})"
        case nodes.And():
            return f"({shape(node.left)} and {shape(node.right)})"
        case nodes.Or():
            return f"({shape(node.left)} or {shape(node.right)})"
        case nodes.Negate():
            return f"(-{shape(node.operand)})"
        case nodes.Not():
            return f"(not {shape(node.operand)})"
        case nodes.Concat():
            return f"({' .. '.join(map(shape, node.operands))})"
        case nodes.Constructor():
            fields = ", ".join(f"[{shape(key)}]={shape(value)}" for key, value in node.fields)
            parts = [shapes(node.items), fields]
            return "{" + "; ".join(parts if node.items_first else reversed(parts)) + "}"
        case nodes.FunctionExpression():
            return "function"


def shapes(expressions: list[nodes.Expression]) -> str:
    return ", ".join(map(shape, expressions))


def walk(function: nodes.Function) -> Iterator[nodes.Node]:
    """Every node below a function, inner functions included."""
    waiting: list[object] = [function.body]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, list | tuple):
            waiting.extend(thing)
        elif isinstance(thing, nodes.Node):
            yield thing
            waiting.extend(getattr(thing, name, None) for kind in type(thing).__mro__ for name in slots_of(kind))


def slots_of(kind: type) -> tuple[str, ...]:
    slots: tuple[str, ...] = getattr(kind, "__slots__", ())
    return slots


def refused(text: str) -> LuaSyntaxError:
    """The error of a chunk that does not compile."""
    with pytest.raises(LuaSyntaxError) as caught:
        main(text)
    return caught.value
