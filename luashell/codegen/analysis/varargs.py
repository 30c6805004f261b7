"""Does a vararg function need the table ``arg``, or do its extra arguments serve as they came?"""

from __future__ import annotations

from luashell.codegen.analysis.walking import descendants
from luashell.syntax import nodes

__all__ = ["is_forwarding_call", "only_reads_arg"]


def only_reads_arg(function: nodes.Function) -> bool:
    """Is every use of ``arg`` a read of an element, or the list of ``call(f, arg)``?"""
    variable = function.vararg
    if variable is None or variable.assigned:
        return False
    for node, parent in descendants(function):
        if isinstance(node, nodes.Local) and node.variable is variable:
            is_read = isinstance(parent, nodes.Index) and parent.object is node
            if not is_read and not is_forwarding_call(parent, variable):
                return False
        elif isinstance(node, nodes.Assign):
            for target in node.targets:
                if isinstance(target, nodes.Index) and is_variable(target.object, variable):
                    return False
    return True


def is_forwarding_call(node: nodes.Node, variable: nodes.LocalVariable | None) -> bool:
    """Is it ``call(f, arg)``?"""
    return (
        isinstance(node, nodes.Call)
        and isinstance(node.function, nodes.Global)
        and node.function.name == "call"
        and len(node.arguments) == 2
        and is_variable(node.arguments[1], variable)
        and not is_variable(node.arguments[0], variable)
    )


def is_variable(node: nodes.Expression, variable: nodes.LocalVariable | None) -> bool:
    """Is ``node`` a use of ``variable``?"""
    return isinstance(node, nodes.Local) and node.variable is variable
