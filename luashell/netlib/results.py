"""How it ended, as Lua receives it: the order of results, and the ``nil, error`` habit, are made here only.

The words are luasocket_core's (specification 2.6); they pass through.
"""

from __future__ import annotations

from luashell.netlib.headers import table_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from luashell.runtime.aliases import Returned
    from luashell.runtime.state import LuaState
    from luashell.runtime.tables import LuaTable
    from luasocket_core import Datagram, Failure, Host, Received, Sent
    from luasocket_core.proto.ftp import FtpFile
    from luasocket_core.proto.http import HttpResponse
    from luasocket_core.tracing import SocketAddress

__all__ = [
    "changed",
    "datagram",
    "datagram_sent",
    "failed",
    "file",
    "http_response",
    "name",
    "received",
    "resolved",
    "sent",
    "truth",
]


def failed(failure: Failure) -> Returned:
    """nil, error."""
    return None, failure.error


def truth(condition: bool) -> Returned:
    """1 or nil."""
    return 1.0 if condition else None


def name(address: SocketAddress | None) -> Returned:
    """ip, port | nil."""
    return None if address is None else (address[0], float(address[1]))


def sent(result: Sent) -> Returned:
    """Error | nil, bytes (specification 5.8)."""
    return result.outcome.error, float(result.count)


def received(result: Received[str]) -> Returned:
    """A string for each pattern, then error | nil (specification 3.3)."""
    return (*result.values, result.outcome.error)


def changed(failure: Failure | None) -> Returned:
    """Nil | error (specification 6.3)."""
    return None if failure is None else failure.error


def datagram_sent(result: Sent) -> Returned:
    """nil, bytes | error (specification 6.5)."""
    error = result.outcome.error
    return (None, float(result.count)) if error is None else error


def datagram(result: Datagram[str]) -> Returned:
    """Data | nil, error; with its sender data, ip, port (specification 6.7)."""
    if result.data is None:
        return None, result.outcome.error
    return result.data if result.peer is None else (result.data, result.peer[0], float(result.peer[1]))


def file(downloaded: FtpFile[str]) -> Returned:
    """Data | nil, error (specification 11.1)."""
    return (None, downloaded.error) if downloaded.data is None else downloaded.data


def http_response(state: LuaState, response: HttpResponse[str]) -> Returned:
    """Body, headers, status; after a failure what there is of them, and the error (specification 10.1)."""
    values = (
        response.body,
        None if response.headers is None else table_of(response.headers, state),
        response.status,
    )
    return values if response.error is None else (*values, response.error)


def resolved(state: LuaState, host: Host) -> LuaTable:
    """What the resolver knows: name, alias and ip, the lists without ``n`` (specification 7.2)."""
    table, aliases, addresses = state.new_table(), state.new_table(), state.new_table()
    aliases.store_list(host.aliases)
    addresses.store_list(host.addresses)
    table.raw_set("name", host.name)
    table.raw_set("alias", aliases)
    table.raw_set("ip", addresses)
    return table
