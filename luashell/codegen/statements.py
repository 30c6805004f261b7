"""Statements but loops: each emitter adds Python statements."""

from __future__ import annotations

from luashell.codegen import build, names
from luashell.codegen.blocks import emit_break, nested_block
from luashell.codegen.calls import adjusted_to_one, emit_call
from luashell.codegen.dispatch import NIL, RAW, Emitters, Operand
from luashell.codegen.expressions import concat_parts, test
from luashell.codegen.indexing import emit_store
from luashell.runtime import helpers
from luashell.syntax import nodes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _ast import expr, stmt
    from collections.abc import Callable
    from typing import Final

    from luashell.codegen.dispatch import Generator

__all__ = ["emitters"]

emitters = Emitters()

_BRANCHES_AT_ONCE: Final = 8  # of an ``if`` with many, inside each other in Python


# ---- assignment


@emitters.statement(nodes.LocalStatement)
def emit_local_statement(gen: Generator, node: nodes.LocalStatement) -> None:
    """The new variables are not visible in the values, so each can be stored at once."""
    variables, values = node.variables, node.values
    spreads = bool(values) and isinstance(values[-1], nodes.Call | nodes.MethodCall) and len(values) < len(variables)
    single = values[:-1] if spreads else values
    for position, value in enumerate(single):
        if position < len(variables):
            assign_local(gen, variables[position], value, node, is_new=True)
        else:
            discard(gen, value)
    if spreads:
        rest = variables[len(single) :]
        emit_spread(gen, values[-1], [gen.store_local(variable, node) for variable in rest], node)
        return
    for variable in variables[len(values) :]:
        gen.emit(build.assign(gen.store_local(variable, node), build.constant(None, node), node))


def discard(gen: Generator, value: nodes.Expression) -> None:
    """Evaluate a surplus value for its effects and errors."""
    operand = gen.operand(value)
    if not operand.is_atom:
        gen.settle(operand, value)


def assign_local(
    gen: Generator, variable: nodes.LocalVariable, value: nodes.Expression, node: nodes.Node, *, is_new: bool
) -> None:
    """``variable = value``"""

    def store(result: expr) -> stmt:
        return build.assign(gen.store_local(variable, node), result, node)

    if isinstance(value, nodes.Call | nodes.MethodCall):

        def adjust() -> stmt:
            return adjusted_to_one(gen.load_local(variable, node), gen.store_local(variable, node), value)

        emit_call(gen, value, store, adjust)
    elif isinstance(value, nodes.Concat) and not is_new and is_append(variable, value):
        emit_append(gen, variable, value, node)
    else:
        gen.evaluate(value, store)


def is_append(variable: nodes.LocalVariable, value: nodes.Concat) -> bool:
    """Is it ``s = s .. more``, with ``s`` only there?"""
    start = value.operands[0]
    return isinstance(start, nodes.Local) and start.variable is variable


def emit_append(gen: Generator, variable: nodes.LocalVariable, value: nodes.Concat, node: nodes.Node) -> None:
    """``s = s + more``: Python appends in place when the string is a variable's and the sum goes back into it."""
    parts, slow, _, _ = concat_parts(gen, value.operands, value)
    more = parts[1] if len(parts) == 2 else build.joined(parts[1:], value)
    appended = build.binary("+", gen.load_local(variable, node), more, value)

    def store(result: expr) -> stmt:
        return build.assign(gen.store_local(variable, node), result, node)

    gen.emit(build.try_([store(appended)], helpers.REFUSED, [store(slow)], node))


@emitters.statement(nodes.Assign)
def emit_assign(gen: Generator, node: nodes.Assign) -> None:
    if len(node.targets) == 1:
        emit_single_assign(gen, node.targets[0], node.values, node)
    else:
        emit_multiple_assign(gen, node)


def emit_single_assign(gen: Generator, target: nodes.Target, values: list[nodes.Expression], node: nodes.Node) -> None:
    """``target = value``; surplus values are evaluated before the store."""
    value, surplus = values[0], values[1:]
    if isinstance(target, nodes.Index):
        base = gen.atom(target.object, raw=True)
        key = gen.atom(target.key)
        operand = gen.operand(value)
        if surplus and not operand.is_atom:
            operand = gen.settle(operand, value)
        for each in surplus:
            discard(gen, each)
        emit_store(gen, base, key, operand, target)
    elif surplus:
        operand = stable(gen, value)
        for each in surplus:
            discard(gen, each)
        place = global_target(target) if isinstance(target, nodes.Global) else gen.store_local(target.variable, node)
        gen.emit(build.assign(place, operand.native, target))
    elif isinstance(target, nodes.Global):
        gen.evaluate(value, lambda result: build.assign(global_target(target), result, target))
    else:
        assign_local(gen, target.variable, value, node, is_new=False)


def global_target(target: nodes.Global) -> expr:
    """A global, as the target of an assignment."""
    key = build.constant(names.namespace_key(target.name), target)
    return build.subscript_target(build.name(helpers.GLOBALS, target), key, target)


def emit_multiple_assign(gen: Generator, node: nodes.Assign) -> None:
    """Targets' tables and keys, then all values, then the stores from the last target to the first (2.5)."""
    places: dict[int, tuple[Operand, Operand]] = {}
    for position, target in enumerate(node.targets):
        if isinstance(target, nodes.Index):
            base = stable(gen, target.object, raw=True)
            places[position] = (base, stable(gen, target.key))
    values = emit_values(gen, node)
    for position, (target, value) in reversed(list(enumerate(zip(node.targets, values, strict=True)))):
        if isinstance(target, nodes.Local):
            gen.emit(build.assign(gen.store_local(target.variable, node), value.native, node))
        elif isinstance(target, nodes.Global):
            gen.emit(build.assign(global_target(target), value.native, target))
        else:
            base, key = places[position]
            emit_store(gen, base, key, value, target)


def emit_values(gen: Generator, node: nodes.Assign) -> list[Operand]:
    """The values of a multiple assignment, one for each target, in variables that no store changes."""
    count, values = len(node.targets), node.values
    spreads = isinstance(values[-1], nodes.Call | nodes.MethodCall) and len(values) < count
    single = values[:-1] if spreads else values
    found = [stable(gen, value) for value in single[:count]]
    for surplus in single[count:]:
        discard(gen, surplus)
    if spreads:
        temporaries = [gen.temporary() for _ in range(count - len(single))]
        emit_spread(gen, values[-1], [build.target(temporary, node) for temporary in temporaries], node)
        found += [Operand(build.name(temporary, node)) for temporary in temporaries]
    return found + [Operand(build.constant(None, node), kind=NIL)] * (count - len(found))


def stable(gen: Generator, value: nodes.Expression, *, raw: bool = False) -> Operand:
    """``value`` in a variable or constant that the stores of this assignment leave alone."""
    operand = gen.atom(value, raw=raw)
    if isinstance(value, nodes.Local):
        operand = gen.settle(operand, value)
    return operand


def emit_spread(gen: Generator, value: nodes.Expression, targets: list[expr], node: nodes.Node) -> None:
    """Store the results of a call into several targets."""
    returned = gen.atom(value, raw=True)
    is_tuple = build.is_(build.class_of(returned.native, node), build.name(helpers.TUPLE, node), node)
    count = build.constant(len(targets), node)
    adjusted = build.helper(helpers.ADJUST, [returned.native, count], node)
    several = build.assign(build.tuple_target(targets, node), returned.native, node)
    if len(targets) == 1:
        several = build.assign(targets[0], build.helper(helpers.FIRST, [returned.native], node), node)
    else:
        adjust = build.assign(build.tuple_target(targets, node), adjusted, node)
        several = build.try_([several], helpers.WRONG_COUNT, [adjust], node)
    one = [build.assign(targets[0], returned.native, node)]
    one += [build.assign(target, build.constant(None, node), node) for target in targets[1:]]
    gen.emit(build.if_(is_tuple, [several], one, node))


# ---- calls and leaving


@emitters.statement(nodes.CallStatement)
def emit_call_statement(gen: Generator, node: nodes.CallStatement) -> None:
    emit_call(gen, node.call, lambda result: build.expression(result, node.call))


@emitters.statement(nodes.Return)
def emit_return(gen: Generator, node: nodes.Return) -> None:
    """One value bare, a call's results as they are, else a tuple."""
    values = node.values
    if len(values) > 1 or any(isinstance(value, nodes.Call | nodes.MethodCall) for value in values):
        gen.prototype.returns_at_most_one = False
    if len(values) == 1:
        value = values[0]
        if isinstance(value, nodes.Call | nodes.MethodCall):
            emit_call(gen, value, lambda result: build.return_(result, node))
        else:
            gen.evaluate(value, lambda result: build.return_(result, node))
        return
    found = [gen.atom(value, raw=position == len(values)) for position, value in enumerate(values, 1)]
    natives = [operand.native for operand in found]
    if found and found[-1].kind == RAW:
        last = natives[-1]
        is_tuple = build.is_(build.class_of(last, node), build.name(helpers.TUPLE, node), node)
        several = build.tuple_([*natives[:-1], build.starred(last, node)], node)
        result = build.conditional(is_tuple, several, build.tuple_(natives, node), node)
    else:
        result = build.tuple_(natives, node)
    gen.emit(build.return_(result, node))


@emitters.statement(nodes.Break)
def emit_break_statement(gen: Generator, node: nodes.Break) -> None:
    gen.emit(emit_break(gen, node))


# ---- blocks


@emitters.statement(nodes.Do)
def emit_do(gen: Generator, node: nodes.Do) -> None:
    for statement in nested_block(gen, node.body):
        gen.emit(statement)


@emitters.statement(nodes.If)
def emit_if(gen: Generator, node: nodes.If) -> None:
    emit_branches(gen, node.branches, node.otherwise, node)


def emit_branches(
    gen: Generator, branches: list[tuple[nodes.Expression, nodes.Block]], otherwise: nodes.Block | None, node: nodes.If
) -> None:
    """A branch goes into the ``else`` of the one before. After a few the rest is set apart, under a flag of its own."""
    now, later = branches[:_BRANCHES_AT_ONCE], branches[_BRANCHES_AT_ONCE:]
    if not later:
        emit_branch(gen, now, 0, lambda: [] if otherwise is None else nested_block(gen, otherwise), node)
        return
    flag = gen.temporary()
    gen.emit(build.assign(build.target(flag, node), build.constant(False, node), node))
    set_flag = build.assign(build.target(flag, node), build.constant(True, node), node)
    emit_branch(gen, now, 0, lambda: [set_flag], node)
    for start in range(0, len(later), _BRANCHES_AT_ONCE):
        group = later[start : start + _BRANCHES_AT_ONCE]
        is_last = start + _BRANCHES_AT_ONCE >= len(later)

        def produce(group: list[tuple[nodes.Expression, nodes.Block]] = group, is_last: bool = is_last) -> None:
            gen.emit(build.assign(build.target(flag, node), build.constant(False, node), node))
            if is_last:
                emit_branch(gen, group, 0, lambda: [] if otherwise is None else nested_block(gen, otherwise), node)
            else:
                emit_branch(gen, group, 0, lambda: [set_flag], node)

        gen.emit(build.if_(build.name(flag, node), gen.collect(produce), [], node))


def emit_branch(
    gen: Generator,
    branches: list[tuple[nodes.Expression, nodes.Block]],
    position: int,
    otherwise: Callable[[], list[stmt]],
    node: nodes.If,
) -> None:
    """The branch at ``position`` and those after it."""
    condition, block = branches[position]
    tested = test(gen, condition)
    if position == len(branches) - 1:
        rest = otherwise
    else:

        def rest() -> list[stmt]:
            return gen.collect(lambda: emit_branch(gen, branches, position + 1, otherwise, node))

    if not tested.raises:
        body = nested_block(gen, block)
        gen.emit(build.if_(tested.native, body, rest(), condition))
    elif position == len(branches) - 1 and is_small(block) and not (rest_statements := rest()):
        body = nested_block(gen, block)
        fast = build.if_(tested.native, body, [], condition)
        slow = build.if_(tested.slow, body, [], condition)
        gen.emit(build.try_([fast], helpers.REFUSED, [slow], condition))
    else:
        flag = gen.temporary()
        gen.guarded(tested, lambda value: build.assign(build.target(flag, condition), value, condition), condition)
        body = nested_block(gen, block)
        otherwise_body = rest() if position < len(branches) - 1 or not is_small(block) else rest_statements
        gen.emit(build.if_(build.name(flag, condition), body, otherwise_body, condition))


def is_small(block: nodes.Block) -> bool:
    """Is it worth repeating in the handler of its condition: one statement that cannot fail nor have two effects?"""
    if len(block.statements) != 1:
        return False
    statement = block.statements[0]
    if isinstance(statement, nodes.Break):
        return True
    if isinstance(statement, nodes.Return):
        return all(is_plain(value) for value in statement.values)
    if isinstance(statement, nodes.Assign):
        return (
            len(statement.targets) == 1 == len(statement.values)
            and isinstance(statement.targets[0], nodes.Local)
            and is_plain(statement.values[0])
        )
    return False


def is_plain(value: nodes.Expression) -> bool:
    """A literal, local or upvalue."""
    return isinstance(value, nodes.Nil | nodes.Number | nodes.String | nodes.Local | nodes.Upvalue)
