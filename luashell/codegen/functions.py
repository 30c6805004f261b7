"""Functions: the Python function of a Lua function, and the factory that makes its values."""

from __future__ import annotations

from luashell.codegen import build, names
from luashell.runtime import helpers
from luashell.runtime.frames import LocalInfo

TYPE_CHECKING = False
if TYPE_CHECKING:
    from _ast import stmt

    from luashell.codegen.dispatch import Generator
    from luashell.syntax import nodes

__all__ = ["emit_factory"]


def emit_factory(gen: Generator, identifier: str) -> stmt:
    """``def factory(upvalues): def function(...): ...; return function``.

    The factory and the function have the same name, by which ``chunks.py`` finds the code of the function again.
    """
    node = gen.function
    upvalues = [names.upvalue(upvalue_name(upvalue), index) for index, upvalue in enumerate(node.upvalues)]
    inner = emit_function(gen, identifier)
    result = build.return_(build.name(identifier, node), node)
    return build.function(identifier, upvalues, None, [inner, result], node, optional=False)


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
