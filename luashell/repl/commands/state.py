"""The state that programs run in: what has been defined in it, and beginning anew."""

from __future__ import annotations

from fnmatch import fnmatchcase

from luashell.labtable import set_lab_table
from luashell.repl.printing.layout import brief
from luashell.repl.registry import CommandError, Commands
from luashell.repl.styled import LUA, MUTED, PLAIN, counted
from luashell.runtime.text import from_typed, to_typed
from luashell.runtime.values import type_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from luashell.repl.session import Session
    from luashell.repl.styled import Styled
    from luashell.runtime.aliases import LuaValue

__all__ = ["commands"]

commands = Commands("State")

WIDEST_NAME: Final = 24
WIDEST_VALUE: Final = 50


@commands.add(":vars [PATTERN]", "lists the globals that were defined here: all, or those like s*")
def variables(session: Session, argument: str) -> Styled:
    """Sorted by name, with type and a short value."""
    found = _own_globals(session)
    if argument:
        pattern = from_typed(argument)
        found = {name: value for name, value in found.items() if fnmatchcase(name, pattern)}
        if not found:
            raise CommandError(f"no global defined here is like {argument}")
    if not found:
        return [(MUTED, "no globals have been defined\n")]
    width = min(max(map(len, found)), WIDEST_NAME)
    shown: Styled = []
    for name, value in sorted(found.items()):
        shown += [
            (PLAIN, f"{to_typed(name):{width}}  "),
            (MUTED, f"{type_name(value):8}  "),
            (LUA, brief(value, WIDEST_VALUE, session.state.globals)),
            (PLAIN, "\n"),
        ]
    return shown


@commands.add(":reset", "begins with a new state: globals are dropped, sockets and files closed")
def reset(session: Session, _argument: str) -> Styled:
    """Asks nothing, and tells what was dropped."""
    dropped = [counted(len(_own_globals(session)), "global")]
    sockets = len(session.sockets.open_ones())
    session.reset()
    if session.lab is not None:
        set_lab_table(session.state, session.lab)
    if sockets:
        dropped.append(f"{counted(sockets, 'socket')} closed")
    return [(MUTED, f"a new state; {', '.join(dropped)}\n")]


def _own_globals(session: Session) -> dict[str, LuaValue]:
    """All but the library as it was, and what holds the last results."""
    globals_ = session.state.globals
    return {
        name: value
        for name, value in globals_.items_so_far().items()
        if isinstance(name, str) and not globals_.is_of_library(name) and not session.held.holds(name, value)
    }
