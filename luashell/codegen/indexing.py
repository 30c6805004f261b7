"""Reading and storing ``base[key]``."""

from __future__ import annotations

from luashell.codegen import build
from luashell.codegen.dispatch import ANY, NUMBER, STRING, Operand, origin_of
from luashell.runtime import helpers
from luashell.syntax import nodes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from luashell.codegen.dispatch import Generator

__all__ = ["emit_read", "emit_store"]


def emit_read(gen: Generator, base: Operand, key: Operand, node: nodes.Index | nodes.MethodCall) -> Operand:
    """``base[key]`` into a temporary."""
    temporary = gen.temporary()
    value = build.name(temporary, node)
    read = Operand(
        build.subscript(base.native, key.native, node),
        build.helper(helpers.INDEX, [base.native, key.native, *origin_argument(base, node)], node),
        raises=True,
        depth=1,
    )
    gen.guarded(read, lambda result: build.assign(build.target(temporary, node), result, node), node)
    if key.kind not in (NUMBER, STRING):
        is_absent = build.and_([build.is_nil(value, node), build.is_nil(key.native, node)], node)
        refuse = build.expression(build.helper(helpers.READ_AT_NIL, [base.native], node), node)
        gen.emit(build.if_(is_absent, [refuse], [], node))
    origin = f"field `{node.name}'" if isinstance(node, nodes.MethodCall) else origin_of(node)
    return Operand(value, origin=origin)


def emit_store(gen: Generator, base: Operand, key: Operand, value: Operand, node: nodes.Index) -> None:
    """``base[key] = value``: natively when neither the value nor the key can make it something else."""
    arguments = [base.native, key.native, value.slow, *origin_argument(base, node)]
    slow = build.expression(build.helper(helpers.SET_INDEX, arguments, node), node)
    doubtful = []
    if value.kind == ANY:
        if not value.is_atom:
            value = gen.settle(value, node)
            arguments[2] = value.native
        doubtful.append(build.is_nil(value.native, node))
    if key.kind != STRING and not is_ordinary_number(node.key):
        if key.kind != NUMBER:
            doubtful.append(build.is_nil(key.native, node))
        doubtful.append(build.compare(build.COMPARISONS["~="], key.native, key.native, node))
    native = build.assign(build.subscript_target(base.native, key.native, node), value.native, node)
    store = build.try_([native], helpers.REFUSED, [slow], node)
    if doubtful:
        test = doubtful[0] if len(doubtful) == 1 else build.or_(doubtful, node)
        store = build.if_(test, [slow], [store], node)
    gen.emit(store)


def is_ordinary_number(key: nodes.Expression) -> bool:
    """Is ``key`` a numeral? It is never NaN."""
    return isinstance(key, nodes.Number)


def origin_argument(base: Operand, node: nodes.Node) -> list[build.expr]:
    """Where ``base`` came from, as the last argument of a helper, if that is known."""
    return [] if base.origin is None else [build.constant(base.origin, node)]
