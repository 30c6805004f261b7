"""Names and addresses (LuaSocket 1.2, DNS services; specification 5.4, 7)."""

from __future__ import annotations

import socket

from luasocket_core.errors import RESOLVE, Failure, Outcome, words_for
from luasocket_core.net.address import WILDCARD, ip_literal, is_host_name
from luasocket_core.net.live import default_network
from luasocket_core.tracing import Resolved as ResolvedEvent

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Final

    from luasocket_core.net.network import HostEntry, Network
    from luasocket_core.tracing import SocketAddress

__all__ = ["Host", "candidates", "local_candidates", "tohostname", "toip"]

# Later names win where a system has one number for two of them.
_CODES: Final = {
    getattr(socket, name): name
    for name in ("EAI_ADDRFAMILY", "EAI_NODATA", "EAI_FAIL", "EAI_AGAIN", "EAI_NONAME")
    if hasattr(socket, name)
}
_HOST_CODES: Final = {1: "HOST_NOT_FOUND", 2: "TRY_AGAIN", 3: "NO_RECOVERY", 4: "NO_DATA"}


class Host:
    """What the resolver says of a host: canonical ``name``, ``aliases``, and dotted ``addresses`` in its order."""

    __slots__ = ("addresses", "aliases", "name")

    def __init__(self, name: str, aliases: tuple[str, ...], addresses: tuple[str, ...]) -> None:
        self.name = name
        self.aliases = aliases
        self.addresses = addresses

    def __repr__(self) -> str:
        return f"Host({self.name!r}, {self.aliases!r}, {self.addresses!r})"


def toip(address: str, *, network: Network | None = None) -> Host | Failure:
    """The host named ``address``, whose ``addresses[0]`` is the answer; or the one that has that IP literal.

    A literal without a name is its own (ruling 7.3).
    """
    network = network or default_network()
    literal = ip_literal(address)
    if literal is None:
        return _host_by_name(network, address)
    host = _host_by_address(network, literal)
    return Host(literal, (), (literal,)) if isinstance(host, Failure) else host


def tohostname(address: str, *, network: Network | None = None) -> Host | Failure:
    """The host named ``address``, or that has that IP literal; its ``name`` is the answer."""
    network = network or default_network()
    literal = ip_literal(address)
    return _host_by_name(network, address) if literal is None else _host_by_address(network, literal)


def candidates(network: Network, address: str, port: int) -> list[SocketAddress] | Failure:
    """Where a peer called ``address`` may be reached, best first: what ``connect`` and ``setpeername`` try."""
    redirected = network.redirections.get((address.lower(), port))
    if redirected is not None:
        return [redirected]
    literal = ip_literal(address)
    if literal is not None:
        return [(literal, port)]
    host = _host_by_name(network, address)
    return host if isinstance(host, Failure) else [(ip, port) for ip in host.addresses]


def local_candidates(network: Network, address: str, port: int) -> list[SocketAddress] | Failure:
    """The local addresses that ``address`` means, ``*`` for all: what ``bind`` and ``setsockname`` try."""
    if address == "*":
        return [(WILDCARD, port)]
    literal = ip_literal(address)
    if literal is not None:
        return [(literal, port)]
    host = _host_by_name(network, address)
    return host if isinstance(host, Failure) else [(ip, port) for ip in host.addresses]


def _host_by_name(network: Network, name: str) -> Host | Failure:
    if name == "":
        return _failure("NO_RECOVERY")  # which Python's resolver answers in ways of its own
    for (redirected, _), (address, _) in network.redirections.items():
        if redirected == name.lower():
            return Host(name, (), (address,))
    if not is_host_name(name):
        return _failure("HOST_NOT_FOUND")
    return _asked(network, name, lambda: network.host_by_name(name))


def _host_by_address(network: Network, address: str) -> Host | Failure:
    return _asked(network, address, lambda: network.host_by_address(address))


def _asked(network: Network, name: str, question: Callable[[], HostEntry]) -> Host | Failure:
    began = network.clock()
    answer: Host | Failure
    try:
        canonical, aliases, addresses = question()
    except socket.gaierror as error:
        answer = _failure(_CODES.get(error.errno))
    except socket.herror as error:
        answer = _failure(_HOST_CODES.get(error.errno or 0))
    except (OSError, UnicodeError):
        answer = _failure(None)
    else:
        answer = Host(canonical, tuple(aliases), tuple(addresses)) if addresses else _failure("NO_DATA")
    if network.events.listeners:
        _record(network, name, answer, began)
    return answer


def _record(network: Network, name: str, answer: Host | Failure, began: float) -> None:
    found = () if isinstance(answer, Failure) else answer.addresses
    error = answer.error if isinstance(answer, Failure) else None
    now = network.clock()
    network.events.record(ResolvedEvent(now, name, found, error, now - began))


def _failure(code: str | None) -> Failure:
    return Failure(Outcome.REFUSED, words_for(RESOLVE, code))
