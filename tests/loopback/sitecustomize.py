"""Tests talk to this machine only: an audit hook refuses every other address before the system sees it.

Python imports a module of this name by itself at start-up. ``conftest.py`` installs the hook for the tests and puts
this folder on PYTHONPATH, so that the commands which the tests start have it too. It imports nothing but ``sys``,
since start-up is under test.
"""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["is_loopback", "refuse_other_addresses"]

ADDRESS_POSITION = {
    "socket.connect": 1,
    "socket.sendto": 1,
    "socket.sendmsg": 1,
    "socket.getaddrinfo": 0,
    "socket.gethostbyname": 0,
    "socket.gethostbyaddr": 0,
}
"""Where each audit event that may cause traffic has its host or address."""

READS_LITERALS = frozenset(("socket.getaddrinfo", "socket.gethostbyname"))
"""The events that ask nobody when the host is an address already."""


def is_loopback(address: object) -> bool:
    """Is ``address`` (a host, an address tuple, None or the path of a local socket) on this machine?

    The wildcard address and an empty host mean this machine.
    """
    host = host_of(address)
    return host in {"", "0.0.0.0", "::", "::1", "localhost"} or host.startswith(("127.", "/", "\0"))


def is_literal(address: object) -> bool:
    """Is the host an address in figures?"""
    host = host_of(address)
    return ":" in host or set(host) <= set("0123456789.")


def host_of(address: object) -> str:
    """The host, in lower case; empty when there is none."""
    host = address[0] if isinstance(address, tuple) else address
    if isinstance(host, (bytes, bytearray)):
        host = host.decode("latin-1")
    return host.lower().removeprefix("::ffff:") if isinstance(host, str) else ""


def refuse_other_addresses(refuse: "Callable[[str], None]") -> None:
    """Have ``refuse`` called, with a sentence, at each attempt to reach another machine; it should not return."""

    def audit(event: str, arguments: tuple[object, ...]) -> None:
        position = ADDRESS_POSITION.get(event)
        if position is None or is_loopback(address := arguments[position]):
            return
        if not (event in READS_LITERALS and is_literal(address)):
            refuse(f"{event} of {address!r} would leave this machine")

    sys.addaudithook(audit)


def end_process(sentence: str) -> None:
    """No handler can hide it: the process ends, with a status that no test expects."""
    import os

    os.write(2, f"{sentence}\n".encode())
    os._exit(97)


if __name__ == "sitecustomize":
    refuse_other_addresses(end_process)
