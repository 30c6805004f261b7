"""The sockets that programs have made at the prompt: which there are, since when, and where they were opened."""

from __future__ import annotations

import sys
from weakref import WeakKeyDictionary

from luashell.runtime.frames import Prototype
from luashell.runtime.stack import levels, source_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from luashell.netlib.handles import SocketHandle
    from luashell.runtime.state import LuaState
    from luashell.runtime.userdata import Userdata

__all__ = ["OpenSockets", "Opening"]


class Opening:
    """When a socket was opened, on the clock of its network, and where: ``line`` (0 if unknown) of ``source``."""

    __slots__ = ("line", "seconds", "source")

    def __init__(self, seconds: float, source: str, line: int) -> None:
        self.seconds = seconds
        self.source = source
        self.line = line


class OpenSockets:
    """The sockets of the states that are watched. They are not kept from being collected."""

    def __init__(self) -> None:
        self._made: WeakKeyDictionary[SocketHandle, Opening] = WeakKeyDictionary()

    def watch(self, state: LuaState) -> None:
        """Know the sockets that programs in ``state`` make from now on."""
        state.socket_made = self._add

    def open_ones(self) -> list[tuple[SocketHandle, Opening]]:
        """Those that are open, the oldest first."""
        return sorted(
            ((handle, opening) for handle, opening in self._made.items() if not handle.core.closed),
            key=lambda item: item[0].core.number,
        )

    def _add(self, handle: Userdata) -> None:
        from luashell.netlib.handles import SocketHandle  # loaded by now, by whoever made it

        if not isinstance(handle, SocketHandle):
            return
        for level in levels(sys._getframe()):
            if isinstance(level.record, Prototype):
                source, line = source_of(level), level.line
                break
        else:
            source, line = "", 0
        self._made[handle] = Opening(handle.core.network.clock(), source, line)
