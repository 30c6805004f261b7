"""Loops (2.7)."""

from __future__ import annotations

from luashell.codegen import build
from luashell.codegen.blocks import nested_block
from luashell.codegen.dispatch import Emitters
from luashell.codegen.expressions import test
from luashell.runtime import helpers
from luashell.syntax import nodes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _ast import expr, stmt

    from luashell.codegen.dispatch import Generator

__all__ = ["emitters"]

emitters = Emitters()


@emitters.statement(nodes.While)
def emit_while(gen: Generator, node: nodes.While) -> None:
    """The condition is left by ``break``, so that its handler can do the same."""
    conditions = gen.collect(lambda: emit_exit(gen, node.condition, leave_if=False))
    body = nested_block(gen, node.body, is_loop=True)
    gen.emit(build.while_(build.constant(True, node), [*conditions, *body], node))


@emitters.statement(nodes.Repeat)
def emit_repeat(gen: Generator, node: nodes.Repeat) -> None:
    body = nested_block(gen, node.body, is_loop=True)
    conditions = gen.collect(lambda: emit_exit(gen, node.condition, leave_if=True))
    gen.emit(build.while_(build.constant(True, node), [*body, *conditions], node))


def emit_exit(gen: Generator, condition: nodes.Expression, *, leave_if: bool) -> None:
    """Leave the Python loop if the condition is ``leave_if``."""
    tested = test(gen, condition)

    def leave(value: expr) -> stmt:
        wanted = value if leave_if else build.not_(value, condition)
        return build.if_(wanted, [build.break_(condition)], [], condition)

    gen.guarded(tested, leave, condition)


@emitters.statement(nodes.NumericFor)
def emit_numeric_for(gen: Generator, node: nodes.NumericFor) -> None:
    start = gen.atom(node.start)
    limit = gen.atom(node.limit)
    step = None if node.step is None else gen.atom(node.step)
    if node.variable.assigned or gen.is_open:
        emit_counting_for(gen, node, start.native, limit.native, None if step is None else step.native)
        return
    is_never_nan = isinstance(node.start, nodes.Number) and gen.is_never_nan(node.start)
    if node.step is not None:
        is_never_nan = is_never_nan and isinstance(node.step, nodes.Number) and gen.is_never_nan(node.step)
    gen.assume_number(node.variable, is_never_nan=is_never_nan)
    if step is not None:
        values = build.helper(helpers.COUNT_BY, [start.native, limit.native, step.native], node)
    elif isinstance(node.start, nodes.Number) and node.start.value == 1.0:
        values = build.subscript(build.name(helpers.COUNT_FROM_ONE, node), limit.native, node)
    else:
        values = build.helper(helpers.COUNT, [start.native, limit.native], node)
    body = nested_block(gen, node.body, is_loop=True)
    gen.emit(build.for_(gen.store_local(node.variable, node), values, body, node))


def emit_counting_for(gen: Generator, node: nodes.NumericFor, start: expr, limit: expr, step: expr | None) -> None:
    """A loop whose body assigns the variable, which is the counter itself."""
    variable, end, by = (gen.load_local(each, node) for each in (node.variable, *node.hidden))
    targets = [gen.store_local(each, node) for each in (node.variable, *node.hidden)]
    numbers = build.helper(helpers.LOOP_NUMBERS, [start, limit, step or build.constant(1.0, node)], node)
    gen.emit(build.assign(build.tuple_target(targets, node), numbers, node))
    is_upward = build.compare(build.COMPARISONS[">"], by, build.constant(0.0, node), node)
    is_over = build.conditional(
        is_upward,
        build.compare(build.COMPARISONS[">"], variable, end, node),
        build.compare(build.COMPARISONS["<"], variable, end, node),
        node,
    )
    body = nested_block(gen, node.body, is_loop=True)
    advanced = build.helper(helpers.ADVANCE, [variable, by], node)
    advance = build.assign(gen.store_local(node.variable, node), advanced, node)
    gen.emit(build.while_(build.not_(is_over, node), [*body, advance], node))


@emitters.statement(nodes.TableFor)
def emit_table_for(gen: Generator, node: nodes.TableFor) -> None:
    """The keys as they are at the start; each value when its turn comes, nil if the entry has gone by then."""
    table = gen.atom(node.table)
    if node.key.assigned or gen.is_open:
        emit_cursor_for(gen, node, table.native)
        return
    reader, keys = gen.temporary(), gen.temporary()
    targets = [build.target(reader, node), build.target(keys, node)]
    traversal = build.helper(helpers.TRAVERSAL, [table.native], node)
    gen.emit(build.assign(build.tuple_target(targets, node), traversal, node))
    read = build.helper(reader, [gen.load_local(node.key, node)], node)
    fetch = build.assign(gen.store_local(node.value, node), read, node)
    is_gone = build.is_nil(gen.load_local(node.value, node), node)
    skip = build.if_(is_gone, [build.continue_(node)], [], node)
    body = nested_block(gen, node.body, is_loop=True)
    key = gen.store_local(node.key, node)
    gen.emit(build.for_(key, build.name(keys, node), [fetch, skip, *body], node))


def emit_cursor_for(gen: Generator, node: nodes.TableFor, table: expr) -> None:
    """A loop whose body assigns the key, which is the cursor itself."""
    pair = gen.temporary()
    gen.emit(build.assign(gen.store_local(node.hidden, node), table, node))
    gen.emit(build.assign(gen.store_local(node.key, node), build.constant(None, node), node))
    arguments = [gen.load_local(node.hidden, node), gen.load_local(node.key, node)]
    following = build.assign(build.target(pair, node), build.helper(helpers.NEXT_PAIR, arguments, node), node)
    leave = build.if_(build.is_nil(build.name(pair, node), node), [build.break_(node)], [], node)
    targets = [gen.store_local(node.key, node), gen.store_local(node.value, node)]
    unpack = build.assign(build.tuple_target(targets, node), build.name(pair, node), node)
    body = nested_block(gen, node.body, is_loop=True)
    gen.emit(build.while_(build.constant(True, node), [following, leave, unpack, *body], node))
