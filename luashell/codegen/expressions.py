"""Expressions: each emitter gives an Operand and emits what must happen before it."""

from __future__ import annotations

from luashell.codegen import build, names
from luashell.codegen.blocks import nested
from luashell.codegen.calls import adjusted_to_one, emit_call
from luashell.codegen.dispatch import ANY, NIL, NUMBER, RAW, SOLID, STRING, Emitters, Operand, has_effects, origin_of
from luashell.codegen.indexing import emit_argument_read, emit_read
from luashell.runtime import helpers
from luashell.syntax import nodes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _ast import expr, stmt
    from typing import Final

    from luashell.codegen.dispatch import Generator

__all__ = ["emitters", "test"]

emitters = Emitters()

_ARITHMETIC: Final = {
    "+": helpers.ADD,
    "-": helpers.SUBTRACT,
    "*": helpers.MULTIPLY,
    "/": helpers.DIVIDE,
}
_LARGEST_IMMEDIATE: Final = 33554431.0  # integer literals up to here turn ``e - K`` into ``e + -K`` (4.1.7)


# ---- literals and variables


@emitters.expression(nodes.Nil)
def emit_nil(gen: Generator, node: nodes.Nil, raw: bool) -> Operand:
    return Operand(build.constant(None, node), kind=NIL)


@emitters.expression(nodes.Number)
def emit_number(gen: Generator, node: nodes.Number, raw: bool) -> Operand:
    return Operand(build.constant(node.value, node), kind=NUMBER)


@emitters.expression(nodes.String)
def emit_string(gen: Generator, node: nodes.String, raw: bool) -> Operand:
    return Operand(build.constant(node.value, node), kind=STRING)


@emitters.expression(nodes.Local)
def emit_local(gen: Generator, node: nodes.Local, raw: bool) -> Operand:
    kind = NUMBER if gen.is_number(node.variable) else ANY
    return Operand(gen.load_local(node.variable, node), kind=kind, origin=origin_of(node))


@emitters.expression(nodes.Upvalue)
def emit_upvalue(gen: Generator, node: nodes.Upvalue, raw: bool) -> Operand:
    return Operand(build.name(names.upvalue(node.name, node.index), node))


@emitters.expression(nodes.Global)
def emit_global(gen: Generator, node: nodes.Global, raw: bool) -> Operand:
    """A global goes to a temporary: reading it may run a ``getglobal`` tag method."""
    temporary = gen.temporary()
    gen.emit(build.assign(build.target(temporary, node), load_global(gen, node), node))
    return Operand(build.name(temporary, node), origin=origin_of(node))


def load_global(gen: Generator, node: nodes.Global) -> expr:
    """The global itself, read where it stands."""
    key = names.namespace_key(node.name)
    gen.globals_read.add(key)
    return build.name(key, node)


# ---- indexing


@emitters.expression(nodes.Index)
def emit_index(gen: Generator, node: nodes.Index, raw: bool) -> Operand:
    if isinstance(node.object, nodes.Local) and node.object.variable is gen.bare_arguments:
        return emit_argument_read(gen, node.object.variable, gen.atom(node.key), node)
    base = gen.atom(node.object, raw=True)
    key = gen.atom(node.key)
    return emit_read(gen, base, key, node)


# ---- calls


@emitters.expression(nodes.Call)
@emitters.expression(nodes.MethodCall)
def emit_call_operand(gen: Generator, node: nodes.Call | nodes.MethodCall, raw: bool) -> Operand:
    temporary = gen.temporary()
    value = build.name(temporary, node)

    def store(result: expr) -> stmt:
        return build.assign(build.target(temporary, node), result, node)

    if raw:
        emit_call(gen, node, store)
        return Operand(value, kind=RAW)
    emit_call(gen, node, store, lambda: adjusted_to_one(value, build.target(temporary, node), node))
    return Operand(value)


# ---- arithmetic


@emitters.expression(nodes.Arithmetic)
def emit_arithmetic(gen: Generator, node: nodes.Arithmetic, raw: bool) -> Operand:
    """A chain leans left: walk down it, then combine upwards."""
    chain = [node]
    while isinstance(chain[-1].left, nodes.Arithmetic):
        chain.append(chain[-1].left)
    innermost = chain.pop()
    left, right = gen.operands(innermost.left, innermost.right, raw=True)
    result = combine(gen, innermost, left, right)
    for link in reversed(chain):
        if not result.is_atom and (result.effects or result.depth > 20 or has_effects(link.right)):
            result = gen.settle(result, link.left)
        right = gen.operand(link.right, raw=result.kind != RAW)
        if right.effects:
            right = gen.settle(right, link.right)
        result = combine(gen, link, result, right)
    return result


def combine(gen: Generator, node: nodes.Arithmetic, left: Operand, right: Operand) -> Operand:
    """``left operator right``"""
    if node.operator == "^":
        return emit_power(gen, node, left, right)
    operator, helper = node.operator, _ARITHMETIC[node.operator]
    slow_right = right.slow
    if operator == "-" and isinstance(node.right, nodes.Number) and is_immediate(node.right.value):
        # the original compiles this as an addition, and a tag method sees it
        helper = helpers.ADD
        slow_right = build.constant(0.0 - node.right.value, node)
        native = build.binary("-", left.native, build.constant(node.right.value or -0.0, node), node)
    elif operator == "+" and NUMBER not in (left.kind, right.kind):
        native = build.binary("-", left.native, build.minus(right.native, node), node)  # strings must not be joined
    else:
        native = build.binary(operator, left.native, right.native, node)
    slow_arguments = [left.slow, slow_right]
    if left.origin is not None or right.origin is not None:
        slow_arguments += [build.constant(left.origin, node), build.constant(right.origin, node)]
    both_numbers = left.kind == NUMBER and right.kind == NUMBER
    return Operand(
        native,
        build.helper(helper, slow_arguments, node),
        kind=NUMBER,
        raises=left.raises or right.raises or not both_numbers or operator == "/",
        depth=max(left.depth, right.depth) + 1,
    )


def is_immediate(value: float) -> bool:
    """Is this an integer that fits into an instruction of the original?"""
    return value % 1.0 == 0.0 and -_LARGEST_IMMEDIATE <= value <= _LARGEST_IMMEDIATE


def emit_power(gen: Generator, node: nodes.Arithmetic, left: Operand, right: Operand) -> Operand:
    """``^`` is always a tag method."""
    if not left.is_atom:
        left = gen.settle(left, node.left)
    if not right.is_atom:
        right = gen.settle(right, node.right)
    return gen.settle(Operand(build.helper(helpers.POWER, [left.native, right.native], node), depth=1), node)


@emitters.expression(nodes.Negate)
def emit_negate(gen: Generator, node: nodes.Negate, raw: bool) -> Operand:
    operand = gen.operand(node.operand, raw=True)
    if operand.effects:
        operand = gen.settle(operand, node)
    slow_arguments = [operand.slow]
    if operand.origin is not None:
        slow_arguments.append(build.constant(operand.origin, node))
    return Operand(
        build.minus(operand.native, node),
        build.helper(helpers.NEGATE, slow_arguments, node),
        kind=NUMBER,
        raises=operand.raises or operand.kind != NUMBER,
        depth=operand.depth + 1,
    )


# ---- truth


@emitters.expression(nodes.Not)
@emitters.expression(nodes.Comparison)
def emit_truth_value(gen: Generator, node: nodes.Not | nodes.Comparison, raw: bool) -> Operand:
    """1 for true, nil for false."""
    tested = test(gen, node)
    one, nil = build.constant(1.0, node), build.constant(None, node)
    return Operand(
        build.conditional(tested.native, one, nil, node),
        build.conditional(tested.slow, one, nil, node),
        raises=tested.raises,
        effects=tested.effects,
        depth=tested.depth + 1,
    )


def test(gen: Generator, node: nodes.Expression) -> Operand:
    """``node`` as a condition: its forms are Python truth values."""
    if isinstance(node, nodes.Not):
        return test_negation(gen, node)
    if isinstance(node, nodes.Comparison):
        return test_comparison(gen, node)
    if isinstance(node, nodes.And | nodes.Or):
        return test_chain(gen, node)
    operand = gen.operand(node, raw=True)
    if not operand.is_atom:
        operand = gen.settle(operand, node)
    value = operand.native
    native = build.is_not_nil(value, node)
    if operand.kind == RAW:
        is_single = build.compare(build.IS_NOT, build.class_of(value, node), build.name(helpers.TUPLE, node), node)
        has_first = build.is_not_nil(build.helper(helpers.FIRST, [value], node), node)
        native = build.and_([native, build.or_([is_single, has_first], node)], node)
    elif operand.kind != ANY:
        native = build.constant(operand.kind != NIL, node)
    return Operand(native, depth=1)


def test_negation(gen: Generator, node: nodes.Not) -> Operand:
    """``not not ... x``: the first ones say it all."""
    is_negated = True
    operand = node.operand
    while isinstance(operand, nodes.Not):
        is_negated = not is_negated
        operand = operand.operand
    tested = test(gen, operand)
    if not is_negated:
        return tested
    return Operand(
        build.not_(tested.native, node),
        build.not_(tested.slow, node),
        raises=tested.raises,
        effects=tested.effects,
        depth=tested.depth + 1,
    )


def test_comparison(gen: Generator, node: nodes.Comparison) -> Operand:
    """Equality is Python's own; order may meet a tag method, and ``a <= b`` is ``not a > b`` as in the original."""
    operator = node.operator
    left, right = gen.operands(node.left, node.right, raw=operator not in ("==", "~="))
    depth = max(left.depth, right.depth) + 1
    raises = left.raises or right.raises
    if operator in ("==", "~="):
        if isinstance(node.right, nodes.Nil):
            if left.is_atom and left.kind in (NUMBER, STRING):
                return Operand(build.constant(operator == "~=", node), depth=1)
            make = build.is_nil if operator == "==" else build.is_not_nil
            return Operand(make(left.native, node), make(left.slow, node), raises=raises, depth=depth)
        comparison = build.COMPARISONS[operator]
        return Operand(
            build.compare(comparison, left.native, right.native, node),
            build.compare(comparison, left.slow, right.slow, node),
            raises=raises,
            depth=depth,
        )
    straight = "<" if operator in ("<", ">=") else ">"
    native = build.compare(build.COMPARISONS[straight], left.native, right.native, node)
    slow = build.helper(helpers.LESS if straight == "<" else helpers.GREATER, [left.slow, right.slow], node)
    if operator in ("<=", ">="):
        native, slow = build.not_(native, node), build.not_(slow, node)
    is_sure = left.kind == right.kind and left.kind in (NUMBER, STRING)
    return Operand(native, slow, raises=raises or not is_sure, effects=not is_sure, depth=depth)


def test_chain(gen: Generator, node: nodes.And | nodes.Or) -> Operand:
    """``a and b or c``: left to right, all on one level, so one pass over the links decides."""
    links: list[nodes.And | nodes.Or] = [node]
    while isinstance(links[-1].left, nodes.And | nodes.Or):
        links.append(links[-1].left)
    result = test(gen, links[-1].left)
    flag: str | None = None  # once it is needed, the variable that holds the truth so far
    for link in reversed(links):
        if is_plain_condition(link.right) and result.depth < 20:
            right = test(gen, link.right)
            if not (result.effects and right.raises):
                result = joined_tests(link, result, right)
                continue
            pending: list[stmt] = []
        else:
            right = None
            pending = []
        flag = flag or gen.temporary()
        set_flag(gen, flag, result, link)

        def produce(link: nodes.And | nodes.Or = link, right: Operand | None = right, flag: str = flag) -> None:
            set_flag(gen, flag, right if right is not None else test(gen, link.right), link)

        pending = nested(gen, produce, link)
        condition = build.name(flag, link)
        if isinstance(link, nodes.Or):
            condition = build.not_(condition, link)
        gen.emit(build.if_(condition, pending, [], link))
        result = Operand(build.name(flag, link))
    return result


def is_plain_condition(node: nodes.Expression) -> bool:
    """Does ``test`` emit nothing for ``node``, so that it may stand behind another condition?"""
    while isinstance(node, nodes.Not):
        node = node.operand
    if isinstance(node, nodes.Comparison):
        return not has_effects(node.left) and not has_effects(node.right)
    return isinstance(node, nodes.Local | nodes.Upvalue | nodes.Number | nodes.String | nodes.Nil)


def set_flag(gen: Generator, flag: str, tested: Operand, at: nodes.Node) -> None:
    """``flag = tested``"""
    gen.guarded(tested, lambda value: build.assign(gen.store_temporary(flag, at), value, at), at)


def joined_tests(link: nodes.And | nodes.Or, left: Operand, right: Operand) -> Operand:
    """Two conditions in one Python expression."""
    join = build.and_ if isinstance(link, nodes.And) else build.or_
    return Operand(
        join([left.native, right.native], link),
        join([left.slow, right.slow], link),
        raises=left.raises or right.raises,
        effects=left.effects or right.effects,
        depth=max(left.depth, right.depth) + 1,
    )


@emitters.expression(nodes.And)
@emitters.expression(nodes.Or)
def emit_choice(gen: Generator, node: nodes.And | nodes.Or, raw: bool) -> Operand:
    """``a and b or c`` as a value: a variable that each link may replace."""
    links: list[nodes.And | nodes.Or] = [node]
    while isinstance(links[-1].left, nodes.And | nodes.Or):
        links.append(links[-1].left)
    temporary = gen.temporary()
    chosen = build.name(temporary, node)

    def store(value: expr) -> stmt:
        return build.assign(gen.store_temporary(temporary, node), value, node)

    start = links[-1].left
    is_tested = isinstance(start, nodes.Comparison | nodes.Not) and isinstance(links[-1], nodes.And)
    if is_tested:
        # ``a < b and x``: the comparison's own value is never the result unless it is nil
        tested = test(gen, start)
        first_link = links.pop()
        gen.guarded(tested, store, node)
        then = nested(gen, lambda: gen.evaluate(first_link.right, store), first_link)
        gen.emit(build.if_(chosen, then, [store(build.constant(None, node))], node))
    else:
        gen.evaluate(start, store)
    for link in reversed(links):
        replace = nested(gen, lambda link=link: gen.evaluate(link.right, store), link)  # type: ignore[misc]  # mypy has no type for a default
        is_wanted = build.is_not_nil if isinstance(link, nodes.And) else build.is_nil
        gen.emit(build.if_(is_wanted(chosen, link), replace, [], link))
    return Operand(chosen)


# ---- strings


@emitters.expression(nodes.Concat)
def emit_concat(gen: Generator, node: nodes.Concat, raw: bool) -> Operand:
    parts, slow, raises, depth = concat_parts(gen, node.operands, node)
    return Operand(build.joined(parts, node), slow, kind=STRING, raises=raises, depth=depth)


def concat_parts(
    gen: Generator, values: list[nodes.Expression], node: nodes.Node
) -> tuple[list[expr], expr, bool, int]:
    """The operands as strings, the slow call for all of them, whether Python may refuse one, and their depth."""
    operands: list[Operand] = []
    for position, value in enumerate(values):
        operand = gen.operand(value, raw=True)
        must_settle = operand.kind not in (NUMBER, STRING) or any(
            has_effects(later) for later in values[position + 1 :]
        )
        operands.append(gen.settle(operand, value) if not operand.is_atom and must_settle else operand)
    parts = [as_text(operand, node) for operand in operands]
    origins = [operand.origin for operand in operands]
    origin = build.constant(None, node)
    if any(origins):
        origin = build.tuple_([build.constant(each, node) for each in origins], node)
    slow = build.helper(helpers.CONCAT, [origin, *(operand.slow for operand in operands)], node)
    raises = any(operand.raises or operand.kind not in (NUMBER, STRING) for operand in operands)
    return parts, slow, raises, max(operand.depth for operand in operands) + 1


def as_text(operand: Operand, at: nodes.Node) -> expr:
    """An operand of a concatenation as a string; Python refuses what is neither string nor number."""
    if operand.kind == STRING:
        return operand.native
    text = build.subscript(build.name(helpers.TEXT, at), operand.native, at)
    if operand.kind == NUMBER:
        return text
    is_string = build.is_(build.class_of(operand.native, at), build.name(helpers.STRING, at), at)
    return build.conditional(is_string, operand.native, text, at)


# ---- functions


@emitters.expression(nodes.FunctionExpression)
def emit_function(gen: Generator, node: nodes.FunctionExpression, raw: bool) -> Operand:
    """A call of the function's factory, with the values to freeze."""
    identifier = gen.add_function(node.function)
    frozen = [gen.operand(upvalue).native for upvalue in node.function.upvalues]
    make = Operand(build.call(build.name(identifier, node), frozen, node), kind=SOLID, depth=1)
    return gen.settle(make, node)
