"""The operating system's network."""

from __future__ import annotations

import socket
import threading
import time

from luasocket_core.net import readiness
from luasocket_core.net.address import FAMILY
from luasocket_core.net.network import Network

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from typing import Final

    from luasocket_core.net.network import Endpoint, HostEntry
    from luasocket_core.tracing import SocketAddress

__all__ = ["LiveNetwork", "default_network"]


# As plain numbers: Python's constants are members of enumerations, which the calls below would have to take apart.
_STREAM: Final = int(socket.SOCK_STREAM)
_DATAGRAM: Final = int(socket.SOCK_DGRAM)


class LiveEndpoint(socket.SocketType):
    """A socket of the system that is closed without a warning when nothing refers to it any more.

    ``socket.socket`` puts more around it that costs time and is not used here.
    """

    __slots__ = ("__weakref__",)

    __del__ = socket.SocketType.close

    def accept(self) -> tuple[LiveEndpoint, SocketAddress]:
        """The next connection and its peer."""
        descriptor, peer = self._accept()  # type: ignore[attr-defined]  # what socket.socket.accept is made of
        return LiveEndpoint(FAMILY, _STREAM, 0, descriptor), peer


class LiveNetwork(Network):
    """The seam's usual implementation: endpoints are plain sockets."""

    def __init__(self) -> None:
        super().__init__()
        self._watch: readiness.Watch | None = None

    def open_stream(self) -> Endpoint:
        """A new TCP socket."""
        endpoint = LiveEndpoint(FAMILY, _STREAM)
        # Connecting nearby is done within the first slice, and waiting in the system is cheaper than here.
        endpoint.settimeout(readiness.WAIT_SLICE)
        return endpoint

    def open_datagram(self) -> Endpoint:
        """A new UDP socket."""
        return LiveEndpoint(FAMILY, _DATAGRAM)

    def wait(self, endpoint: Endpoint, operation: str, seconds: float | None) -> bool:
        """Wait, in pieces after each of which an interrupt is noticed."""
        # Programs mostly wait for one socket again and again: what that takes is kept.
        watch = self._watch
        if watch is None or watch.endpoint() is not endpoint or watch.operation is not operation:
            watch = self._watch = readiness.Watch(endpoint, operation)
        return watch.wait(seconds)

    def wait_for_any(
        self, readers: Collection[Endpoint], writers: Collection[Endpoint], seconds: float | None
    ) -> tuple[Collection[Endpoint], Collection[Endpoint]]:
        """Wait likewise; for nothing at all, it sleeps."""
        if readers or writers:
            return readiness.wait_for_any(readers, writers, seconds)
        self.sleep(float("inf") if seconds is None else seconds)
        return (), ()

    def host_by_name(self, name: str) -> HostEntry:
        """Ask the system's resolver for its IPv4 answer."""
        return _in_helper_thread(lambda: socket.gethostbyname_ex(name))

    def host_by_address(self, address: str) -> HostEntry:
        """Ask the system's resolver in reverse."""
        return _in_helper_thread(lambda: socket.gethostbyaddr(address))

    clock = staticmethod(time.monotonic)

    def sleep(self, seconds: float) -> None:
        """Sleep in pieces, as waiting."""
        ends = time.monotonic() + seconds
        while (left := ends - time.monotonic()) > 0:
            time.sleep(min(left, readiness.WAIT_SLICE))


_DEFAULT: Final = LiveNetwork()


def default_network() -> Network:
    """The live network that is used where none is given."""
    return _DEFAULT


def _in_helper_thread(question: Callable[[], HostEntry]) -> HostEntry:
    """Ask the resolver, which knows no time limit and no interrupt, where the caller need not wait for it to end."""
    answers: list[HostEntry] = []
    errors: list[Exception] = []
    answered = threading.Event()

    def ask() -> None:
        try:
            answers.append(question())
        except Exception as error:  # noqa: BLE001  # whatever it is, it is raised where the question was asked
            errors.append(error)
        finally:
            answered.set()

    threading.Thread(target=ask, name="name resolution", daemon=True).start()
    while not answered.wait(readiness.WAIT_SLICE):
        pass
    if errors:
        raise errors[0]
    return answers[0]
