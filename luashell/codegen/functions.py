"""Functions: the Python function of a Lua function, and the factory that makes its values."""

from __future__ import annotations

import sys

from luashell.codegen import build, names
from luashell.runtime import helpers
from luashell.runtime.frames import LocalInfo

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _ast import stmt
    from typing import Final

    from luashell.codegen.dispatch import Generator
    from luashell.syntax import nodes

__all__ = ["emit_factory"]

_LIMIT_IS_FORGOTTEN: Final = (3, 13) <= sys.version_info < (3, 13, 4)
"""Python 3.13.0 to 3.13.3 does not check the recursion limit in calls that it has specialised for a function with
defaults or ``*surplus`` (fixed in 3.13.4, gh-132744): endless recursion ends in a crash."""


def emit_factory(gen: Generator, identifier: str) -> stmt:
    """``def factory(upvalues): def function(...): ...; return function``.

    The factory and the function have the same name, by which ``chunks.py`` finds the code of the function again.
    """
    node = gen.function
    upvalues = [names.upvalue(upvalue_name(upvalue), index) for index, upvalue in enumerate(node.upvalues)]
    inner = emit_function(gen, identifier)
    body = [inner]
    if _LIMIT_IS_FORGOTTEN:  # a function that was touched is not specialised; calls of it take no longer (measured)
        defaults = build.attribute_target(build.name(identifier, node), "__kwdefaults__", node)
        body.append(build.assign(defaults, build.constant(None, node), node))
    body.append(build.return_(build.name(identifier, node), node))
    return build.function(identifier, upvalues, None, body, node, optional=False)


def upvalue_name(node: nodes.Local | nodes.Upvalue | nodes.Global) -> str:
    """The Lua name that a frozen value has."""
    return node.variable.name if hasattr(node, "variable") else node.name


def emit_function(gen: Generator, identifier: str) -> stmt:
    """``def function(a=None, b=None, *surplus): ...``"""
    node = gen.function
    parameters = [gen.local_names.of(variable) for variable in node.parameters]
    body = gen.block(node.body)
    prologue: list[stmt] = []
    if node.vararg is not None:
        surplus = build.name(names.SURPLUS, node)
        make = build.helper(helpers.VARARG, [surplus], node)
        if gen.bare_arguments is not None:
            make = build.constant(None, node)
        prologue.append(build.assign(gen.store_local(node.vararg, node), make, node))
    shared = gen.shared_names.difference(parameters)
    if node.vararg is not None:
        shared.discard(gen.local_names.of(node.vararg))
    prologue += [build.assign(build.target(name, node), build.constant(None, node), node) for name in sorted(shared)]
    prologue += gen.outlined
    end = build.return_(build.tuple_([], node), node)
    gen.prototype.locals = [
        LocalInfo(
            variable.name,
            gen.local_names.of(variable),
            variable.start,
            variable.end,
            is_free=not gen.is_number(variable) and variable is not gen.bare_arguments,
        )
        for variable in node.locals
    ]
    return build.function(identifier, parameters, names.SURPLUS, [*prologue, *body, end], node, optional=True)
