"""What in a text an error is about: from where the code had come to, to the words that a caret should stand under.

Code knows the token at which an operation ends, such as the closing parenthesis of a call (5.6). The message tells what
failed; so the tree of the text shows the operand, the function's name, or the argument that is meant.
"""

from __future__ import annotations

from functools import lru_cache

from luashell.errors import LuaSyntaxError
from luashell.syntax import nodes
from luashell.syntax.lexer import tokenize
from luashell.syntax.parser import parse
from luashell.syntax.tokens import NAME

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from luashell.syntax.tokens import Tokens

__all__ = ["Spot", "Tree", "call_at", "name_of_node", "names_in", "nodes_of", "spot_of", "tree_of"]

LONGEST_TEXT: Final = 300_000
"""Bytes of a text that is looked at again to find the very words; beyond that the line has to do."""

_OPERATIONS: Final[dict[str, tuple[type[nodes.Node], ...]]] = {
    "attempt to call": (nodes.Call, nodes.MethodCall),
    "attempt to index": (nodes.Index, nodes.MethodCall),
    "attempt to perform arithmetic": (nodes.Arithmetic, nodes.Negate),
    "attempt to concat": (nodes.Concat,),
    "attempt to compare": (nodes.Comparison,),
    "undefined operation": (nodes.Arithmetic,),
    "`for'": (nodes.NumericFor, nodes.TableFor),
}
"""The nodes that messages with these beginnings are about; all other messages are about calls."""


class Spot:
    """Words of a text: ``line`` from 1, ``column`` and ``width`` in bytes. ``node`` is what failed, if it is known."""

    __slots__ = ("column", "line", "node", "width")

    def __init__(self, line: int, column: int, width: int = 1, node: nodes.Node | None = None) -> None:
        self.line = line
        self.column = column
        self.width = width
        self.node = node


class Tree:
    """The tree and the tokens of a text, for looking things up in them."""

    def __init__(self, root: nodes.Function, tokens: Tokens) -> None:
        self.root = root
        self.tokens = tokens
        self.at = {
            (line, column): index for index, (line, column) in enumerate(zip(tokens.lines, tokens.columns, strict=True))
        }
        """Index of the token at a line and column."""
        self.on_line: dict[int, list[nodes.Node]] = {}
        for node in nodes_of(root):
            self.on_line.setdefault(node.line, []).append(node)


@lru_cache(maxsize=1)  # a program may fail again and again at the same place
def tree_of(text: str) -> Tree | None:
    """The tree of a text; None when it has none, or is too long to look at it again."""
    if len(text) > LONGEST_TEXT:
        return None
    try:
        return Tree(parse(text, text), tokenize(text))
    except (LuaSyntaxError, RecursionError):
        return None


def nodes_of(root: nodes.Node, *, enters_functions: bool = True) -> Iterator[nodes.Node]:
    """``root`` and everything inside it, outer nodes first; what is in functions inside it, if asked for."""
    ahead: list[object] = [root]
    while ahead:
        found = ahead.pop()
        if isinstance(found, nodes.Node):
            yield found
            if not enters_functions and isinstance(found, nodes.FunctionExpression):
                continue
            names = [name for kind in type(found).__mro__ for name in getattr(kind, "__slots__", ())]
            ahead += [getattr(found, name, None) for name in reversed(names)]
        elif isinstance(found, list | tuple):
            ahead += reversed(found)


def names_in(node: nodes.Node) -> Iterator[nodes.Node]:
    """The variables and fields in ``node``, each whole, but not those of functions that it contains."""
    for found in nodes_of(node, enters_functions=False):
        if isinstance(found, nodes.Local | nodes.Global | nodes.Upvalue | nodes.Index):
            yield found


def spot_of(text: str, place: tuple[int, int], message: str) -> Spot:
    """The words in ``text`` that ``message`` is about, when the code had come to ``place`` (line and column)."""
    tree = tree_of(text)
    failed = None if tree is None else _failed_node(tree, place, message)
    if tree is None or failed is None:
        return Spot(*place)
    line, column, width = _Words(tree).of(failed, message)
    return Spot(line, column, width, failed)


def call_at(text: str, place: tuple[int, int]) -> str:
    """The call in ``text`` that the code had come to, as it is written on one line; empty when there is none."""
    tree = tree_of(text)
    for node in () if tree is None else tree.on_line.get(place[0], ()):
        if isinstance(node, nodes.Call | nodes.MethodCall) and (node.line, node.column) == place:
            return _Words(tree).source(node)  # type: ignore[arg-type]  # there is one: it has this node
    return ""


def _failed_node(tree: Tree, place: tuple[int, int], message: str) -> nodes.Node | None:
    kinds = next(
        (kinds for beginning, kinds in _OPERATIONS.items() if message.startswith(beginning)),
        (nodes.Call, nodes.MethodCall),
    )
    candidates = [node for node in tree.on_line.get(place[0], ()) if isinstance(node, kinds)]
    fitting = [node for node in candidates if _fits(node, message)]
    here = [node for node in fitting or candidates if (node.line, node.column) == place]
    return here[0] if here else fitting[0] if len(fitting) == 1 else None


def _fits(node: nodes.Node, message: str) -> bool:
    """Does the message name one of the operands of ``node``, or none at all?"""
    if "`" not in message or isinstance(node, nodes.NumericFor | nodes.TableFor):
        return True
    return any(_is_named(operand, message) for operand in _operands(node))


def _operands(node: nodes.Node) -> list[nodes.Node]:
    """The parts of a node that its error may be about."""
    if isinstance(node, nodes.Call):
        return [node.function]
    if isinstance(node, nodes.Index):
        return [node.object]
    if isinstance(node, nodes.MethodCall):
        return [node.object, node]
    if isinstance(node, nodes.Arithmetic | nodes.Comparison):
        return [node.left, node.right]
    if isinstance(node, nodes.Negate):
        return [node.operand]
    return [*node.operands] if isinstance(node, nodes.Concat) else []


def _is_named(operand: nodes.Node, message: str) -> bool:
    """Is this the ``global `x'`` or ``field `y'`` of the message?"""
    name = name_of_node(operand)
    return name is not None and f"`{name[:40]}'" in message


def name_of_node(operand: nodes.Node) -> str | None:
    """What a variable, a field with a name, or the method of a call is called."""
    if isinstance(operand, nodes.Global | nodes.Upvalue | nodes.MethodCall):
        return operand.name
    if isinstance(operand, nodes.Local):
        return operand.variable.name
    if isinstance(operand, nodes.Index) and isinstance(operand.key, nodes.String):
        return operand.key.value
    return None


class _Words:
    """Finds the words of a node among the tokens of its text."""

    def __init__(self, tree: Tree) -> None:
        self._tokens = tree.tokens
        self._at = tree.at

    def of(self, node: nodes.Node, message: str) -> tuple[int, int, int]:
        """Line, column and width of what ``message`` means in ``node``."""
        if isinstance(node, nodes.MethodCall) and not (message.startswith("attempt to index")):
            return self._argument(node, message) or self._method_name(node)
        if isinstance(node, nodes.Call) and not message.startswith("attempt to call"):
            return self._argument(node, message) or self._whole(node.function)
        if isinstance(node, nodes.NumericFor | nodes.TableFor):
            return self._whole(_loop_part(node, message))
        operands = _operands(node)
        named = next((operand for operand in operands if _is_named(operand, message)), None)
        if named is None and len(operands) != 1:
            return self._operator(node)
        return self._last_word(named or operands[0])

    def source(self, node: nodes.Node) -> str:
        """An expression as it is written, if it is on one line."""
        line, column, width = self._whole(node)
        return self._tokens.text.split("\n")[line - 1][column : column + width]

    def _argument(self, node: nodes.Call | nodes.MethodCall, message: str) -> tuple[int, int, int] | None:
        """The argument that ``bad argument #2 to ...`` counts; a method's first one is its socket."""
        number = message.removeprefix("bad argument #").partition(" ")[0]
        if not message.startswith("bad argument #") or not number.isdecimal():
            return None
        position = int(number) - (2 if isinstance(node, nodes.MethodCall) else 1)
        return self._whole(node.arguments[position]) if 0 <= position < len(node.arguments) else None

    def _method_name(self, node: nodes.MethodCall) -> tuple[int, int, int]:
        """A method call does not know where its name stands: it is the last such name before its arguments."""
        last = self._at.get((node.line, node.column), 0)
        first = self._at.get(self._start(node.object), 0)
        limit = min([last, *(self._at.get(self._start(argument), last) for argument in node.arguments[:1])])
        for index in range(limit, first, -1):
            tokens = self._tokens
            if tokens.kinds[index] == NAME and tokens.values[index] == node.name and tokens.kinds[index - 1] == ":":
                return tokens.lines[index], tokens.columns[index], len(node.name)
        return self._token(node)

    def _operator(self, node: nodes.Node) -> tuple[int, int, int]:
        """The operator between two operands: the last one before the right of them."""
        operator = ".." if isinstance(node, nodes.Concat) else getattr(node, "operator", "")
        right = self._at.get(self._start(_operands(node)[-1]), 0) if _operands(node) else 0
        for index in range(right, 0, -1):
            if self._tokens.kinds[index] == operator:
                return self._tokens.lines[index], self._tokens.columns[index], len(operator)
        return self._token(node)

    def _last_word(self, node: nodes.Node) -> tuple[int, int, int]:
        """The variable, or the field alone; anything else whole."""
        return self._token(node.key) if isinstance(node, nodes.Index) else self._whole(node)

    def _whole(self, node: nodes.Node) -> tuple[int, int, int]:
        """From the first word of an expression to the last, if they are on one line."""
        line, column = self._start(node)
        last_line, last_column, width = self._token(node.key if isinstance(node, nodes.Index) else node)
        if last_line != line or last_column < column:
            return self._token_at(line, column)
        return line, column, last_column + width - column

    def _start(self, node: nodes.Node) -> tuple[int, int]:
        """Where the first word of an expression stands."""
        while True:
            if isinstance(node, nodes.Call):
                node = node.function
            elif isinstance(node, nodes.Index | nodes.MethodCall):
                node = node.object
            elif isinstance(node, nodes.Arithmetic | nodes.Comparison | nodes.And | nodes.Or):
                node = node.left
            elif isinstance(node, nodes.Concat):
                node = node.operands[0]
            else:
                return node.line, node.column

    def _token(self, node: nodes.Node) -> tuple[int, int, int]:
        return self._token_at(node.line, node.column)

    def _token_at(self, line: int, column: int) -> tuple[int, int, int]:
        index = self._at.get((line, column))
        if index is None or index + 1 >= len(self._tokens.starts):
            return line, column, 1
        start, following = self._tokens.starts[index], self._tokens.starts[index + 1]
        written = self._tokens.text[start:following].partition("--")[0].partition("\n")[0].rstrip()
        return line, column, max(len(written), 1)


def _loop_part(node: nodes.NumericFor | nodes.TableFor, message: str) -> nodes.Node:
    if isinstance(node, nodes.TableFor):
        return node.table
    if "limit" in message:
        return node.limit
    return node.step if "step" in message and node.step is not None else node.start
