"""Reading and storing ``base[key]``."""

from __future__ import annotations

from luashell.codegen import build, names
from luashell.codegen.dispatch import ANY, NIL, NUMBER, STRING, Operand, origin_of
from luashell.runtime import helpers
from luashell.syntax import nodes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _ast import expr, stmt

    from luashell.codegen.dispatch import Generator

__all__ = ["emit_argument_read", "emit_read", "emit_store"]


def emit_read(gen: Generator, base: Operand, key: Operand, node: nodes.Index | nodes.MethodCall) -> Operand:
    """``base[key]`` into a temporary."""
    if key.kind not in (NUMBER, STRING):
        refuse = build.expression(build.helper(helpers.READ_AT_NIL, [base.native], node), node)
        gen.emit(build.if_(build.is_nil(key.native, node), [refuse], [], node))
    temporary = gen.temporary()
    read = Operand(
        build.subscript(base.native, key.native, node),
        build.helper(helpers.INDEX, [base.native, key.native, *origin_argument(base, node)], node),
        raises=True,
        depth=1,
    )
    gen.guarded(read, lambda result: build.assign(build.target(temporary, node), result, node), node)
    origin = f"field `{node.name}'" if isinstance(node, nodes.MethodCall) else origin_of(node)
    return Operand(build.name(temporary, node), origin=origin)


def emit_argument_read(gen: Generator, variable: nodes.LocalVariable, key: Operand, node: nodes.Index) -> Operand:
    """``arg[key]`` from the Python tuple of extra arguments, as long as there is no table of them."""
    temporary = gen.temporary()
    table, rest = gen.load_local(variable, node), build.name(names.SURPLUS, node)
    if isinstance(node.key, nodes.String) and node.key.value == "n":
        length = build.helper(helpers.LEN, [rest], node)
        fast = build.subscript(build.name(helpers.NUMBERS, node), length, node)
    else:
        fast = build.subscript(rest, build.subscript(build.name(helpers.PLACE, node), key.native, node), node)
    native = build.conditional(build.is_nil(table, node), fast, build.subscript(table, key.native, node), node)
    slow = build.helper(helpers.ARGUMENT, [table, rest, key.native], node)

    def store(value: expr) -> stmt:
        return build.assign(build.target(temporary, node), value, node)

    read = build.try_([store(native)], helpers.UNUSUAL, [store(slow)], node)
    if key.kind not in (NUMBER, STRING):
        read = build.if_(build.is_nil(key.native, node), [store(slow)], [read], node)
    gen.emit(read)
    return Operand(build.name(temporary, node), origin=origin_of(node))


def emit_store(gen: Generator, base: Operand, key: Operand, value: Operand, node: nodes.Index) -> None:
    """``base[key] = value``: natively when neither the value nor the key can make it something else."""
    if value.kind == ANY and not value.is_atom:
        value = gen.settle(value, node)
    arguments = [base.native, key.native, value.slow, *origin_argument(base, node)]
    slow = build.expression(build.helper(helpers.SET_INDEX, arguments, node), node)
    doubtful = doubts_about_key(gen, key, node)
    if value.kind == NIL:
        pop = build.attribute(base.native, "pop", node)
        native = build.expression(build.call(pop, [key.native, build.constant(None, node)], node), node)
    else:
        native = build.assign(build.subscript_target(base.native, key.native, node), value.native, node)
        if value.kind == ANY:
            doubtful.insert(0, build.is_nil(value.native, node))
    store = build.try_([native], helpers.REFUSED, [slow], node)
    if doubtful:
        test = doubtful[0] if len(doubtful) == 1 else build.or_(doubtful, node)
        store = build.if_(test, [slow], [store], node)
    gen.emit(store)


def doubts_about_key(gen: Generator, key: Operand, node: nodes.Index) -> list[expr]:
    """Tests for keys that cannot be stored under: nil, and NaN, which is stored but never found."""
    if key.kind == STRING or gen.is_never_nan(node.key):
        return []
    is_nan = build.compare(build.COMPARISONS["~="], key.native, key.native, node)
    return [is_nan] if key.kind == NUMBER else [build.is_nil(key.native, node), is_nan]


def origin_argument(base: Operand, node: nodes.Node) -> list[expr]:
    """Where ``base`` came from, as the last argument of a helper, if that is known."""
    return [] if base.origin is None else [build.constant(base.origin, node)]
