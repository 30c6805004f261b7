"""Walking over the tree of one function."""

from __future__ import annotations

from luashell.syntax import nodes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["descendants"]


def descendants(root: nodes.Node) -> Iterator[tuple[nodes.Node, nodes.Node]]:
    """Every node below ``root`` with its parent; bodies of inner functions are left out, what they freeze is not."""
    waiting: list[nodes.Node] = [root]
    while waiting:
        parent = waiting.pop()
        for child in _children(parent):
            yield child, parent
            waiting.append(child)


def _children(node: nodes.Node) -> Iterator[nodes.Node]:
    if isinstance(node, nodes.FunctionExpression):
        yield from node.function.upvalues
        return
    if isinstance(node, nodes.Function):
        yield node.body
        return
    for slot in type(node).__slots__:
        yield from _nodes_in(getattr(node, slot))


def _nodes_in(value: object) -> Iterator[nodes.Node]:
    if isinstance(value, nodes.Node):
        yield value
    elif isinstance(value, list | tuple):
        for element in value:
            yield from _nodes_in(element)
