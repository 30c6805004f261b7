"""Constructors (2.10): an empty table and stores; nobody else can see it yet, so they are raw.

The original evaluates up to 32 fields and then stores them from the last to the first: of equal keys the first one
wins. A nil is stored like any value, which shows where a key had a value before.
"""

from __future__ import annotations

from luashell.codegen import build
from luashell.codegen.dispatch import ANY, NIL, SOLID, Emitters, Operand
from luashell.runtime import helpers
from luashell.syntax import nodes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _ast import expr
    from typing import Final, TypeAlias

    from luashell.codegen.dispatch import Generator

    Field: TypeAlias = tuple[nodes.Expression, nodes.Expression]

__all__ = ["emitters"]

emitters = Emitters()

_ITEMS_AT_ONCE: Final = 50  # of a long list
_FIELDS_AT_ONCE: Final = 32  # of the record part, in the original


@emitters.expression(nodes.Constructor)
def emit_constructor(gen: Generator, node: nodes.Constructor, raw: bool) -> Operand:
    """The table in a temporary, filled in the order of the text."""
    temporary = gen.temporary()
    table = build.name(temporary, node)
    gen.emit(build.assign(build.target(temporary, node), build.helper(helpers.TABLE, [], node), node))
    if node.items_first:
        emit_items(gen, table, node, is_fresh=True)
        emit_fields(gen, table, node)
    else:
        emit_fields(gen, table, node)
        emit_items(gen, table, node, is_fresh=all(isinstance(key, nodes.String) for key, _ in node.fields))
    return Operand(table, kind=SOLID)


def emit_items(gen: Generator, table: expr, node: nodes.Constructor, *, is_fresh: bool) -> None:
    """The list part; ``is_fresh`` if no number is a key yet."""
    if len(node.items) > _ITEMS_AT_ONCE and is_fresh:
        emit_many_items(gen, table, node)
        return
    for position, item in enumerate(node.items, 1):
        mark = gen.mark()
        store(gen, table, build.constant(float(position), node), item, is_fresh=is_fresh)
        gen.release(mark)


def emit_many_items(gen: Generator, table: expr, node: nodes.Constructor) -> None:
    """A long list, some items at a time."""
    for start in range(0, len(node.items), _ITEMS_AT_ONCE):
        mark = gen.mark()
        values = [gen.atom(item).native for item in node.items[start : start + _ITEMS_AT_ONCE]]
        fill = build.helper(helpers.FILL, [table, build.tuple_(values, node), build.constant(start + 1.0, node)], node)
        gen.emit(build.expression(fill, node))
        gen.release(mark)


def emit_fields(gen: Generator, table: expr, node: nodes.Constructor) -> None:
    """The record part."""
    stored: set[object] = set()  # literal keys of the fields before
    has_items = node.items_first and bool(node.items)
    for start in range(0, len(node.fields), _FIELDS_AT_ONCE):
        fields = node.fields[start : start + _FIELDS_AT_ONCE]
        literal = [key.value for key, _ in fields if isinstance(key, nodes.String | nodes.Number)]
        if len(literal) == len(fields):
            emit_literal_fields(gen, table, node, fields, stored, has_items=has_items)
        else:
            emit_computed_fields(gen, table, node, fields)
        stored.update(literal)


def emit_literal_fields(
    gen: Generator, table: expr, node: nodes.Constructor, fields: list[Field], stored: set[object], *, has_items: bool
) -> None:
    """Fields whose keys are known: each can be stored at once, unless the same key has stood before it."""
    seen: set[object] = set()
    for key, value in fields:
        mark = gen.mark()
        literal = key.value if isinstance(key, nodes.String | nodes.Number) else None
        if literal in seen:
            operand = gen.operand(value)
            if not operand.is_atom:
                gen.settle(operand, value)
        else:
            seen.add(literal)
            is_fresh = literal not in stored and not (has_items and isinstance(key, nodes.Number))
            store(gen, table, build.constant(literal, node), value, is_fresh=is_fresh)
        gen.release(mark)


def emit_computed_fields(gen: Generator, table: expr, node: nodes.Constructor, fields: list[Field]) -> None:
    """Fields whose keys may turn out to be equal: all keys and values first, then the stores, last to first."""
    mark = gen.mark()
    pairs = [(gen.atom(key).native, gen.atom(value).native) for key, value in fields]
    for key_native, value_native in reversed(pairs):
        raw_set = build.helper(helpers.RAW_SET, [table, key_native, value_native], node)
        gen.emit(build.expression(raw_set, node))
    gen.release(mark)


def store(gen: Generator, table: expr, key: expr, value: nodes.Expression, *, is_fresh: bool) -> None:
    """``table[key] = value``, where ``key`` is a literal; in a key that ``is_fresh`` nil need not be stored."""
    operand = gen.operand(value)
    if operand.raises or (operand.kind == ANY and not operand.is_atom):
        operand = gen.settle(operand, value)
    native = build.assign(build.subscript_target(table, key, value), operand.native, value)
    if operand.kind in (ANY, NIL) and not is_fresh:
        native = build.expression(build.helper(helpers.RAW_SET, [table, key, operand.native], value), value)
    elif operand.kind == NIL:
        return
    elif operand.kind == ANY:
        native = build.if_(build.is_not_nil(operand.native, value), [native], [], value)
    gen.emit(native)
