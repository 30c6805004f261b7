"""Where a value came from: the last assignment to a name in the text of the error, or in an earlier entry."""

from __future__ import annotations

from luashell.repl.entry import read_entry
from luashell.repl.printing.layout import brief
from luashell.repl.reporting.locating import name_of_node, nodes_of, tree_of
from luashell.syntax import nodes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from luashell.repl.reporting.failures import Failure, Known
    from luashell.repl.session import Session
    from luashell.runtime.globals import Globals

__all__ = ["call_in", "causes"]

MOST_ENTRIES: Final = 100
"""Earlier entries that are looked through."""

_LONGEST_SOURCE: Final = 60
_FUNCTIONS_THAT_MAY_FAIL: Final = frozenset(
    ("accept", "bind", "connect", "openfile", "readfrom", "writeto", "appendto", "toip", "tohostname", "udpsocket",
     "receive", "read", "getenv", "tonumber", "http_get", "http_post", "http_request", "ftp_get", "smtp_connect"),
)  # fmt: skip
"""Functions that give nil when they fail, mostly with a message behind it."""


_ATTEMPTS: Final = ("bind", "connect", "smtp_connect", "tohostname", "toip")
"""Those of them that the session hears of when they fail."""


class Origin:
    """An assignment: what was assigned, as written, the function that was called for it, and who got its message."""

    def __init__(self, source: str, function: str, message_name: str | None) -> None:
        self.source = source
        self.function = function
        self.message_name = message_name


def causes(failure: Failure, session: Session) -> Iterator[tuple[str, str]]:
    """For each name that is nil: the call that was to give it a value, and what is known of how it failed."""
    for known in failure.values:
        if not known.is_nil or known.kind == "field":
            continue
        origin = _origin_of(known.name, failure, session)
        if origin is None:
            continue
        remark = f"{known.written} was assigned here"
        if origin.function in _FUNCTIONS_THAT_MAY_FAIL:
            remark += (
                f"; {origin.function} gives nil and a message when it fails: {_message_of(origin, known, session)}"
            )
        yield origin.source, remark


def _message_of(origin: Origin, known: Known, session: Session) -> str:
    """What is known of the message that came with a nil, or how to see it."""
    message = None if origin.message_name is None else session.state.globals.raw_get(origin.message_name)
    if isinstance(message, str):
        return f"here {origin.message_name} is {brief(message, 60, session.state.globals)}"
    if origin.function in _ATTEMPTS and session.attempts.failed:
        return f"the last attempt was {session.attempts.failed}"
    return f"to see it, write  {known.written}, message = {origin.function}(...)"


def call_in(failure: Failure, session: Session) -> Iterator[tuple[str, str]]:
    """The calls in an entry that gave a message, with the values of their arguments where these are plain, and for
    those that tried to reach an address what that was.
    """
    tree = tree_of(failure.text or "")
    if tree is None:
        return
    for node in nodes_of(tree.root, enters_functions=False):
        if isinstance(node, nodes.Call | nodes.MethodCall):
            name = name_of_node(node.function if isinstance(node, nodes.Call) else node)
            if name is not None:
                owner = "" if isinstance(node, nodes.Call) else f"{name_of_node(node.object) or '...'}:"
                arguments = ", ".join(_argument(each, session.state.globals) for each in node.arguments)
                attempt = session.attempts.failed if name in _ATTEMPTS else ""
                yield f"{owner}{name}({arguments})", attempt if failure.message in attempt else ""


def _argument(node: nodes.Node, globals_: Globals) -> str:
    if isinstance(node, nodes.String | nodes.Number):
        return brief(node.value, 40, globals_)
    if isinstance(node, nodes.Global):
        value = globals_.raw_get(node.name)
        return brief(value, 40, globals_) if isinstance(value, str | float) else node.name
    return "nil" if isinstance(node, nodes.Nil) else "..."


def _origin_of(name: str, failure: Failure, session: Session) -> Origin | None:
    """The last assignment to ``name`` before the place of the error, or in the entries before it."""
    line = failure.spot.line if failure.spot is not None else 0
    origin = _assignment(failure.text or "", name, line)
    if origin is not None:
        return origin
    for entry in reversed(session.succeeded[-MOST_ENTRIES:]):
        origin = _assignment(read_entry(entry.text).source, name, None) if name in entry.text else None
        if origin is not None:
            return origin
    return None


def _assignment(text: str, name: str, before_line: int | None) -> Origin | None:
    tree = tree_of(text)
    found: Origin | None = None
    for node in () if tree is None else nodes_of(tree.root):
        if before_line is not None and node.line > before_line:
            continue
        if isinstance(node, nodes.Assign):
            targets = [name_of_node(target) if not isinstance(target, nodes.Index) else None for target in node.targets]
        elif isinstance(node, nodes.LocalStatement):
            targets = [variable.name for variable in node.variables]
        else:
            continue
        if name in targets and node.values:
            found = _from_call(targets, targets.index(name), node.values, text) or found
    return found


def _from_call(targets: list[str | None], index: int, values: list[nodes.Expression], text: str) -> Origin | None:
    position = min(index, len(values) - 1)
    value = values[position]
    if not isinstance(value, nodes.Call | nodes.MethodCall):
        return None
    function = name_of_node(value.function if isinstance(value, nodes.Call) else value) or ""
    behind = index + 1
    message_name = targets[behind] if position == len(values) - 1 and behind < len(targets) else None
    lines = text.split("\n")
    source = lines[value.line - 1].strip() if 0 < value.line <= len(lines) else ""
    return Origin(source[:_LONGEST_SOURCE], function, message_name)
