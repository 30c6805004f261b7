"""How operations end, and the library's words for it (LuaSocket 1.2; specification 2.6).

The spelling slips in the words are the original's: scripts compare with them.
"""

from __future__ import annotations

import errno

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar, Final

__all__ = ["BIND", "CONNECT", "CREATE", "LISTEN", "RESOLVE", "Failure", "Outcome", "SocketUsageError", "words_for"]


class Outcome:
    """How an operation ended: one of ``DONE``, ``TIMEOUT``, ``CLOSED`` and ``REFUSED``.

    ``error`` is the library's word for it, None for DONE. REFUSED means that the system (or the resolver) would not do
    it; constructors then say in a ``Failure`` why.
    """

    __slots__ = ("error", "name")

    DONE: ClassVar[Outcome]
    TIMEOUT: ClassVar[Outcome]
    CLOSED: ClassVar[Outcome]
    REFUSED: ClassVar[Outcome]

    def __init__(self, name: str, error: str | None) -> None:
        self.name = name
        self.error = error

    def __repr__(self) -> str:
        return f"Outcome.{self.name}"


Outcome.DONE = Outcome("DONE", None)
Outcome.TIMEOUT = Outcome("TIMEOUT", "timeout")
Outcome.CLOSED = Outcome("CLOSED", "closed")
Outcome.REFUSED = Outcome("REFUSED", "refused")


class Failure:
    """What constructors and queries return instead of their object: ``outcome``, and in the library's words ``error``.

    A TIMEOUT, or REFUSED by the system or the resolver.
    """

    __slots__ = ("error", "outcome")

    def __init__(self, outcome: Outcome, error: str) -> None:
        self.outcome = outcome
        self.error = error

    def __repr__(self) -> str:
        return f"Failure({self.outcome!r}, {self.error!r})"


class SocketUsageError(Exception):
    """Wrong use of a socket: closed, of the wrong kind or state, or given a bad argument. A fault of the program."""


CREATE: Final = "create"
"""Opening a socket, by hand or by accept."""
BIND: Final = "bind"
"""Giving a socket its own address."""
LISTEN: Final = "listen"
"""Making a bound socket a server."""
CONNECT: Final = "connect"
"""Giving a socket its peer."""
RESOLVE: Final = "resolve"
"""Asking the resolver."""

_UNKNOWN: Final = "unknown error"

_WORDS: Final = (
    # the library's words, the system's codes for it, the operations that say so
    ("descriptor table is full", ("EMFILE",), (CREATE,)),
    ("too many open files", ("ENFILE",), (CREATE,)),
    ("insuffucient buffer space", ("ENOBUFS",), (CREATE,)),
    ("access denied", ("EACCES",), (CREATE, BIND, CONNECT)),
    ("address already in use", ("EADDRINUSE",), (BIND, CONNECT)),
    ("address unavailable", ("EADDRNOTAVAIL",), (BIND,)),
    ("address not availabe", ("EADDRNOTAVAIL",), (CONNECT,)),
    ("socket already bound", ("EINVAL",), (BIND,)),
    ("invalid descriptor", ("EBADF",), (BIND, CONNECT)),
    ("not a socket descriptor", ("ENOTSOCK",), (BIND, CONNECT)),
    ("out of memory", ("ENOMEM",), (BIND,)),
    ("connection refused", ("ECONNREFUSED",), (CONNECT,)),
    ("connection timed out", ("ETIMEDOUT",), (CONNECT,)),
    ("network is unreachable", ("ENETUNREACH",), (CONNECT,)),
    ("host not found", ("EAI_NONAME", "HOST_NOT_FOUND"), (RESOLVE,)),
    ("unable to resolve host name", ("EAI_NODATA", "EAI_ADDRFAMILY", "NO_DATA"), (RESOLVE,)),
    ("name server error", ("EAI_FAIL", "NO_RECOVERY"), (RESOLVE,)),
    ("name server unavailable, try again later", ("EAI_AGAIN", "TRY_AGAIN"), (RESOLVE,)),
)

_BY_NAME: Final = {
    (operation, code): words for words, codes, operations in _WORDS for code in codes for operation in operations
}
_BY_NUMBER: Final = {
    (operation, getattr(errno, code)): words for (operation, code), words in _BY_NAME.items() if hasattr(errno, code)
}


def words_for(operation: str, code: int | str | None) -> str:
    """The library's words for the system's ``code``, met in ``operation``.

    ``code`` is an ``errno`` number, or the name of a resolver's code (``EAI_AGAIN``, ``HOST_NOT_FOUND``). What the
    table lacks is an ``unknown error``; listen has one sentence for everything.
    """
    if operation == LISTEN:
        return "listen error"
    if isinstance(code, str):
        return _BY_NAME.get((operation, code), _UNKNOWN)
    return _BY_NUMBER.get((operation, code), _UNKNOWN)
