"""Calls: the called value and the arguments go to variables first, so that the call alone stands in its ``try``."""

from __future__ import annotations

from luashell.codegen import build, names
from luashell.codegen.dispatch import RAW, STRING, Operand, has_effects, name_of, origin_of
from luashell.codegen.indexing import emit_read
from luashell.codegen.inlining import gives_one_value, has_rule, inlined
from luashell.runtime import helpers
from luashell.syntax import nodes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _ast import expr, stmt
    from collections.abc import Callable

    from luashell.codegen.dispatch import Generator

__all__ = ["adjusted_to_one", "emit_call"]


def emit_call(
    gen: Generator,
    node: nodes.Call | nodes.MethodCall,
    make: Callable[[expr], stmt],
    adjust: Callable[[], stmt] | None = None,
) -> None:
    """Emit the statement made of the call's result, then ``adjust`` where the result may be a tuple."""
    if isinstance(node, nodes.Call) and isinstance(node.function, nodes.Global) and has_rule(node.function.name):
        emit_inlined(gen, node, node.function, make, adjust)
        return
    variable = gen.bare_arguments
    if variable is not None and isinstance(node, nodes.Call):
        from luashell.codegen.analysis.varargs import is_forwarding_call  # loaded: it has chosen the variable

        if is_forwarding_call(node, variable):
            emit_forwarding_call(gen, node, variable, make)
            if adjust is not None:
                gen.emit(adjust())
            return
    called, arguments, origin = emit_callee(gen, node)
    last: Operand | None = None
    for position, argument in enumerate(node.arguments, 1):
        is_last = position == len(node.arguments)
        operand = gen.atom(argument, raw=is_last and isinstance(argument, nodes.Call | nodes.MethodCall))
        if operand.kind == RAW:
            last = operand
        else:
            arguments.append(operand.native)
    gen.reach(node)
    emit_plain_call(gen, node, called, arguments, last, origin, make)
    if adjust is not None:
        gen.emit(adjust())


def emit_plain_call(
    gen: Generator,
    node: nodes.Call | nodes.MethodCall,
    called: expr,
    arguments: list[expr],
    last: Operand | None,
    origin: str | None,
    make: Callable[[expr], stmt],
) -> None:
    """The call itself; ``last`` is the raw result of a call, to be spread.

    The handler can only be entered with a value that is not a function: an error of the call itself has a longer
    traceback, and is passed on by the helper.
    """
    if last is None:
        native = build.call(called, arguments, node)
        slow_arguments = arguments
    else:
        native, spread = spread_call(called, arguments, last.native, node)
        slow_arguments = [*arguments, spread]
    slow = build.call(build.name(helpers.CALL, node), [build.constant(origin, node), called, *slow_arguments], node)
    gen.emit(build.try_([make(native)], helpers.NOT_CALLABLE, [make(slow)], node))


def emit_forwarding_call(
    gen: Generator, node: nodes.Call, variable: nodes.LocalVariable, make: Callable[[expr], stmt]
) -> None:
    """``call(f, arg)``: the original ``call`` is given the extra arguments as they came, another one their table."""
    called, _, origin = emit_callee(gen, node)
    function = gen.atom(node.arguments[0]).native
    rest, table = build.name(names.SURPLUS, node), gen.load_local(variable, node)
    is_original = build.is_(called, build.name(helpers.original("call"), node), node)
    is_bare = build.and_([is_original, build.is_nil(table, node)], node)
    forward = make(build.call(build.name(helpers.FORWARD, node), [function, build.starred(rest, node)], node))

    def call_with_table() -> None:
        make_table = build.helper(helpers.VARARG, [rest], node)
        keep = build.assign(gen.store_local(variable, node), make_table, node)
        gen.emit(build.if_(build.is_nil(table, node), [keep], [], node))
        emit_plain_call(gen, node, called, [function, table], None, origin, make)

    gen.emit(build.if_(is_bare, [forward], gen.collect(call_with_table), node))


def emit_inlined(
    gen: Generator,
    node: nodes.Call,
    function: nodes.Global,
    make: Callable[[expr], stmt],
    adjust: Callable[[], stmt] | None,
) -> None:
    """A call of a library function: a Python expression where there is one, the call in its handler."""
    gen.prototype.sites[node.line, node.column] = ("global", function.name)
    called = gen.atom(function)
    operands: list[Operand] = []
    for position, argument in enumerate(node.arguments, 1):
        operand = gen.operand(argument, raw=position == len(node.arguments))
        later = node.arguments[position:]
        if not operand.is_atom and (operand.effects or any(has_effects(each) for each in later)):
            operand = gen.settle(operand, argument)
        operands.append(operand)
    gen.reach(node)
    last = operands.pop() if operands and operands[-1].kind == RAW else None
    fast = None if last is not None else inlined(gen, function.name, called.native, operands, node)
    is_adjusted_in_handler = fast is not None and gives_one_value(function.name)

    def call() -> None:
        arguments = [operand if operand.is_atom else gen.settle(operand, node) for operand in operands]
        natives = [operand.native for operand in arguments]
        emit_plain_call(gen, node, called.native, natives, last, called.origin, make)
        if adjust is not None and is_adjusted_in_handler:
            gen.emit(adjust())

    if fast is None:
        call()
    else:
        gen.emit(build.try_([make(fast)], helpers.UNUSUAL, gen.collect(call), node))
    if adjust is not None and not is_adjusted_in_handler:
        gen.emit(adjust())


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
