r"""What sockets do, as lines of text: ``luashell --trace``.

A line is the second since tracing began, the number of the connection (of the server, the UDP socket), and what
happened: ``0.002 #3 sent 6 bytes "hello\n"``.
"""

from __future__ import annotations

from luasocket_core import default_network, tracing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Final

    from luasocket_core.tracing import Event, SocketAddress

__all__ = ["described", "trace"]

_SHOWN: Final = 60
"""Bytes of data that a line shows."""

_ESCAPES: Final = {ord('"'): '\\"', ord("\\"): "\\\\", 10: "\\n", 13: "\\r", 9: "\\t"}


def trace(write: Callable[[str], None]) -> None:
    """From now on ``write`` a line for each event of the default network."""
    network = default_network()
    began = network.clock()
    network.events.subscribe(lambda event: write(described(event, began) + "\n"))


def described(event: Event, began: float) -> str:
    """The line for ``event``, without its end, if tracing began at ``began`` on the clock of the network."""
    number = f" #{event.connection}" if event.connection else ""
    return f"{event.seconds - began:.3f}{number} {_SENTENCES[type(event)](event)}"


def _connected(event: tracing.Connected) -> str:
    attempt = "connected" if event.error is None else "cannot connect"
    return f"{attempt} to {_address(event.peer)}{_reason(event.error)} ({_seconds(event.duration)})"


def _resolved(event: tracing.Resolved) -> str:
    answer = event.error or " ".join(event.addresses)
    return f"resolved {event.name}: {answer} ({_seconds(event.duration)})"


def _waited(event: tracing.Waited) -> str:
    return f"waited to {event.operation}: {'ready' if event.ready else 'timeout'} ({_seconds(event.duration)})"


def _selected(event: tracing.Selected) -> str:
    ready = [
        f"{word} {' '.join(f'#{number}' for number in numbers)}"
        for word, numbers in (("readable", event.readable), ("writable", event.writable))
        if numbers
    ]
    return f"selected: {', '.join(ready) or 'none'} ({_seconds(event.duration)})"


def _sent(event: tracing.Sent) -> str:
    return f"sent {_data(event.data)}{f' to {_address(event.peer)}' if event.peer else ''}"


def _received(event: tracing.Received) -> str:
    if event.peer is None and not event.data:
        return "received the end"
    return f"received {_data(event.data)}{f' from {_address(event.peer)}' if event.peer else ''}"


# The functions take the class they stand beside.
_SENTENCES: Final[dict[type[Event], Callable[[Any], str]]] = {
    tracing.Accepted: lambda event: f"accepted by #{event.server} from {_address(event.peer)}",
    tracing.Bound: lambda event: (
        f"{'cannot bind' if event.error else 'bound'} {_address(event.address)}" + _reason(event.error)
    ),
    tracing.Closed: lambda _: "closed",
    tracing.Connected: _connected,
    tracing.Opened: lambda event: f"{'cannot open' if event.error else 'opened'} a UDP socket{_reason(event.error)}",
    tracing.Received: _received,
    tracing.Refused: lambda event: f"cannot {event.operation}: {event.reason}",
    tracing.Resolved: _resolved,
    tracing.Selected: _selected,
    tracing.Sent: _sent,
    tracing.Slept: lambda event: f"slept ({_seconds(event.duration)})",
    tracing.Waited: _waited,
}


def _address(address: SocketAddress) -> str:
    return f"{address[0]}:{address[1]}"


def _reason(error: str | None) -> str:
    return f": {error}" if error else ""


def _seconds(duration: float) -> str:
    return f"{duration:.3f} s"


def _data(data: bytes) -> str:
    """How much it is, and its beginning as one would write it in a program."""
    shown = "".join(_ESCAPES.get(byte) or (chr(byte) if 32 <= byte < 127 else f"\\{byte:03}") for byte in data[:_SHOWN])
    return f'{len(data)} byte{"" if len(data) == 1 else "s"} "{shown}"{"..." if len(data) > _SHOWN else ""}'
