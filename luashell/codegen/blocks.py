"""Nested blocks. Python allows 20 loops and handlers inside each other and recurses over its tree; Lua has no limit.

From a certain depth on, a block becomes a Python function of its own, placed beside the others at the top of the
function that it belongs to; it shares that function's locals and tells by what it returns how it ended. Nobody writes
such programs by hand, so what this costs does not matter.
"""

from __future__ import annotations

from luashell.codegen import build, names
from luashell.codegen.dispatch import Place
from luashell.runtime import helpers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _ast import stmt
    from collections.abc import Callable
    from typing import Final

    from luashell.codegen.dispatch import Generator
    from luashell.syntax import nodes

__all__ = ["emit_break", "nested", "nested_block"]

DEEPEST: Final = 8
"""Lua blocks inside each other in one Python function; each may need two of Python's 20."""


def nested_block(gen: Generator, block: nodes.Block, *, is_loop: bool = False) -> list[stmt]:
    """The statements of a block inside another; ``is_loop`` when it is the body of a Python loop."""

    def produce() -> None:
        for statement in gen.block(block):
            gen.emit(statement)

    return nested(gen, produce, block, is_loop=is_loop)


def nested(gen: Generator, produce: Callable[[], None], at: nodes.Node, *, is_loop: bool = False) -> list[stmt]:
    """What ``produce`` emits, one level further down in Python's statements, or in a function of its own."""
    place = gen.place
    if place.depth >= DEEPEST:
        return outlined(gen, produce, at, place.loops + is_loop)
    place.depth += 1
    place.loops += is_loop
    statements = gen.collect(produce)
    place.loops -= is_loop
    place.depth -= 1
    return statements


def outlined(gen: Generator, produce: Callable[[], None], at: nodes.Node, loops: int) -> list[stmt]:
    """What ``produce`` emits as a function beside the others; gives the statements that call it."""
    outer, gen.place = gen.place, Place()
    statements = gen.collect(produce)
    statements.append(build.return_(build.name(helpers.BLOCK_DONE, at), at))
    stored = sorted(gen.place.stored)
    gen.place = outer
    outer.stored.update(stored)
    gen.shared_names.update(stored)
    identifier = names.outlined(len(gen.outlined) + 1)
    if stored:
        statements.insert(0, build.nonlocal_(stored, at))
    gen.outlined.append(build.function(identifier, [], None, statements, at, optional=False))
    return call_outlined(gen, identifier, loops, at)


def call_outlined(gen: Generator, identifier: str, loops: int, at: nodes.Node) -> list[stmt]:
    """Call an outlined block and go on as it says: after it, out of the loop around it, or out of the function."""
    temporary = gen.temporary()
    ended = build.name(temporary, at)
    call = build.assign(build.target(temporary, at), build.helper(identifier, [], at), at)
    leave_loop = build.break_(at) if loops else build.return_(ended, at)
    is_break = build.is_(ended, build.name(helpers.BLOCK_BREAK, at), at)
    is_done = build.is_(ended, build.name(helpers.BLOCK_DONE, at), at)
    leave = build.if_(is_break, [leave_loop], [build.return_(ended, at)], at)
    return [call, build.if_(build.not_(is_done, at), [leave], [], at)]


def emit_break(gen: Generator, at: nodes.Node) -> stmt:
    """``break`` out of the innermost Lua loop, which may be around the outlined block."""
    if gen.place.loops:
        return build.break_(at)
    return build.return_(build.name(helpers.BLOCK_BREAK, at), at)
