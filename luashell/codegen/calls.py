"""Calls: the called value and the arguments go to variables first, so that the call alone stands in its ``try``."""

from __future__ import annotations

from luashell.codegen import build
from luashell.codegen.dispatch import RAW, STRING, Operand, name_of, origin_of
from luashell.codegen.indexing import emit_read
from luashell.runtime import helpers
from luashell.syntax import nodes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _ast import expr, stmt
    from collections.abc import Callable

    from luashell.codegen.dispatch import Generator

__all__ = ["adjusted_to_one", "emit_call"]


def emit_call(gen: Generator, node: nodes.Call | nodes.MethodCall, make: Callable[[expr], stmt]) -> None:
    """Emit the statement made of the call's raw result.

    The handler can only be entered with a value that is not a function: an error of the call itself has a longer
    traceback, and is passed on by the helper.
    """
    called, arguments, origin = emit_callee(gen, node)
    last: Operand | None = None
    for position, argument in enumerate(node.arguments, 1):
        is_last = position == len(node.arguments)
        operand = gen.atom(argument, raw=is_last and isinstance(argument, nodes.Call | nodes.MethodCall))
        if operand.kind == RAW:
            last = operand
        else:
            arguments.append(operand.native)
    if last is None:
        native = build.call(called, arguments, node)
        slow_arguments = arguments
    else:
        native, spread = spread_call(called, arguments, last.native, node)
        slow_arguments = [*arguments, spread]
    slow = build.helper(helpers.CALL, [build.constant(origin, node), called, *slow_arguments], node)
    gen.emit(build.try_([make(native)], helpers.NOT_CALLABLE, [make(slow)], node))


def emit_callee(gen: Generator, node: nodes.Call | nodes.MethodCall) -> tuple[expr, list[expr], str | None]:
    """What is called, the arguments so far (the object of a method call), and what an error would call it."""
    if isinstance(node, nodes.Call):
        named = name_of(node.function)
        if named is not None:
            gen.prototype.sites[node.line, node.column] = named
        return gen.atom(node.function, raw=True).native, [], origin_of(node.function)
    gen.prototype.sites[node.line, node.column] = ("field", node.name)
    base = gen.atom(node.object)
    method = emit_read(gen, base, Operand(build.constant(node.name, node), kind=STRING), node)
    return method.native, [base.native], method.origin


def spread_call(called: expr, arguments: list[expr], last: expr, node: nodes.Node) -> tuple[expr, expr]:
    """``f(a, *last) if last is a tuple else f(a, last)``, and the spread argument for the slow path."""
    is_tuple = build.is_(build.class_of(last, node), build.name(helpers.TUPLE, node), node)
    several = build.call(called, [*arguments, build.starred(last, node)], node)
    one = build.call(called, [*arguments, last], node)
    spread = build.starred(build.helper(helpers.SPREAD, [last], node), node)
    return build.conditional(is_tuple, several, one, node), spread


def adjusted_to_one(value: expr, target: expr, at: nodes.Node) -> stmt:
    """``if value.__class__ is tuple: target = first(value)``"""
    is_tuple = build.is_(build.class_of(value, at), build.name(helpers.TUPLE, at), at)
    return build.if_(is_tuple, [build.assign(target, build.helper(helpers.FIRST, [value], at), at)], [], at)
