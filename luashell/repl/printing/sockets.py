"""A socket in one line: ``tcp client 127.0.0.1:40000 -> 127.0.0.1:80, open, 120 bytes in, 18 out, timeout 5 s``."""

from __future__ import annotations

from luashell.netlib.sockets import HANDLE_FIELD
from luashell.repl.styled import counted
from luashell.runtime.numerals import number_to_string
from luashell.runtime.tables import LuaTable
from luashell.runtime.userdata import Userdata

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from luashell.netlib.handles import SocketHandle
    from luashell.runtime.aliases import LuaValue

__all__ = ["handle_line", "handle_of", "kind_of", "socket_line"]

_KINDS: Final = {"client": "tcp client", "server": "tcp server", "udp": "udp socket"}


def handle_of(value: LuaValue) -> SocketHandle | None:
    """The handle of a socket, or of the userdata in its hidden field; None for any other value."""
    if isinstance(value, LuaTable):
        value = value.raw_get(HANDLE_FIELD)
    if not isinstance(value, Userdata):
        return None
    from luashell.netlib.handles import SocketHandle  # loaded if there are sockets at all

    return value if isinstance(value, SocketHandle) else None


def kind_of(handle: SocketHandle) -> str:
    """``tcp client``, ``tcp server`` or ``udp socket``."""
    return _KINDS[handle.kind]


def handle_line(handle: SocketHandle) -> str:
    """Kind and addresses."""
    return " ".join(part for part in (kind_of(handle), *_addresses(handle)) if part)


def socket_line(handle: SocketHandle) -> str:
    """Kind, addresses, state, bytes in and out, and time limits."""
    core = handle.core
    words = [handle_line(handle), "closed" if core.closed else "open"]
    if handle.kind != "server":
        words += [f"{counted(core.bytes_received, 'byte')} in", f"{core.bytes_sent} out"]
    if core.buffered:
        words.append(f"{counted(core.look_ahead(0)[0], 'byte')} buffered")  # type: ignore[attr-defined]  # a stream
    words += _limits(handle)
    return ", ".join(words)


def _addresses(handle: SocketHandle) -> tuple[str, ...]:
    if handle.core.closed:
        return ()
    own = handle.core.getsockname()
    local = f"{own[0]}:{own[1]}" if own is not None and own[1] else "unbound" if handle.kind == "udp" else ""
    peer = None if handle.kind == "server" else handle.core.getpeername()  # type: ignore[attr-defined]  # the others have
    return (local,) if peer is None else (local, "->", f"{peer[0]}:{peer[1]}")


def _limits(handle: SocketHandle) -> list[str]:
    """``timeout 5 s`` for each wait, ``5 s for the whole call``; nothing without a limit."""
    limits = handle.core.limits
    if handle.core.closed:
        return []
    words = []
    if limits.per_wait is not None:
        words.append(f"timeout {number_to_string(limits.per_wait)} s")
    if limits.whole_call is not None:
        words.append(f"whole-call timeout {number_to_string(limits.whole_call)} s")
    return words or ["no timeout"]
