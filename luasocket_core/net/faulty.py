"""A network with faults put in: chosen calls fail, all others reach the network beneath. For tests and lessons.

network = FaultyNetwork()
network.fail("accept", OSError(errno.EMFILE, ""), times=2)
"""

from __future__ import annotations

from luasocket_core.net.live import default_network
from luasocket_core.net.network import Network

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from luasocket_core.net.network import Endpoint, HostEntry
    from luasocket_core.tracing import SocketAddress

__all__ = ["FaultyEndpoint", "FaultyNetwork"]


class FaultyNetwork(Network):
    """Passes everything on to the network ``beneath`` it, by default the live one, but for the faults."""

    def __init__(self, beneath: Network | None = None) -> None:
        super().__init__()
        self._beneath = beneath or default_network()
        self._faults: dict[str, list[BaseException]] = {}

    def fail(self, call: str, error: BaseException, times: int = 1) -> None:
        """Let the next calls of the method ``call``, of this network or any endpoint, raise ``error`` so many times.

        ``connect_ex`` returns the number of the error instead.
        """
        self._faults.setdefault(call, []).extend([error] * times)

    def check(self, call: str) -> None:
        """Raise the error that is due for ``call``, if any."""
        due = self._faults.get(call)
        if due:
            raise due.pop(0)

    def open_stream(self) -> Endpoint:
        """An endpoint of the network beneath, unless it fails."""
        self.check("open_stream")
        return _faulty(self, self._beneath.open_stream())

    def open_datagram(self) -> Endpoint:
        """An endpoint of the network beneath, unless it fails."""
        self.check("open_datagram")
        return _faulty(self, self._beneath.open_datagram())

    def wait(self, endpoint: Endpoint, operation: str, seconds: float | None) -> bool:
        """Wait in the network beneath, unless it fails."""
        self.check("wait")
        return self._beneath.wait(_inner(endpoint), operation, seconds)

    def wait_for_any(
        self, readers: Collection[Endpoint], writers: Collection[Endpoint], seconds: float | None
    ) -> tuple[Collection[Endpoint], Collection[Endpoint]]:
        """Wait in the network beneath, unless it fails."""
        self.check("wait_for_any")
        outer = {_inner(endpoint): endpoint for endpoint in (*readers, *writers)}
        readable, writable = self._beneath.wait_for_any(
            [_inner(endpoint) for endpoint in readers], [_inner(endpoint) for endpoint in writers], seconds
        )
        return [outer[endpoint] for endpoint in readable], [outer[endpoint] for endpoint in writable]

    def host_by_name(self, name: str) -> HostEntry:
        """Ask the network beneath, unless it fails."""
        self.check("host_by_name")
        return self._beneath.host_by_name(name)

    def host_by_address(self, address: str) -> HostEntry:
        """Ask the network beneath, unless it fails."""
        self.check("host_by_address")
        return self._beneath.host_by_address(address)

    def clock(self) -> float:
        """The clock of the network beneath."""
        return self._beneath.clock()

    def sleep(self, seconds: float) -> None:
        """Sleep as the network beneath, unless it fails."""
        self.check("sleep")
        self._beneath.sleep(seconds)


class FaultyEndpoint:
    """An endpoint that asks its network, before each call, whether the call is to fail."""

    def __init__(self, network: FaultyNetwork, inner: Endpoint) -> None:
        self._network = network
        self.inner = inner

    def connect_ex(self, address: SocketAddress, /) -> int:
        """The number of the error that is due, or what the endpoint inside says."""
        try:
            self._network.check("connect_ex")
        except OSError as error:
            return error.errno or 0
        return self.inner.connect_ex(address)

    def accept(self) -> tuple[Endpoint, SocketAddress]:
        """A connection, as faulty as this one."""
        self._network.check("accept")
        endpoint, peer = self.inner.accept()
        return _faulty(self._network, endpoint), peer

    def __getattr__(self, call: str) -> Callable[..., object]:
        """Any other method."""
        method = getattr(self.inner, call)

        def checked(*arguments: object) -> object:
            self._network.check(call)
            return method(*arguments)

        return checked


def _faulty(network: FaultyNetwork, inner: Endpoint) -> Endpoint:
    return FaultyEndpoint(network, inner)  # type: ignore[return-value]  # __getattr__ has the other methods


def _inner(endpoint: Endpoint) -> Endpoint:
    return endpoint.inner if isinstance(endpoint, FaultyEndpoint) else endpoint
