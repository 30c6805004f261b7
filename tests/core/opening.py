"""What the tests of sockets share: sockets that did open, or fail the test."""

from typing import TypeVar

from luasocket_core import Failure, Stream, bind, connect
from luasocket_core.net.network import Network

T = TypeVar("T")


def opened(result: T | Failure) -> T:
    """The object, which must not be a Failure."""
    assert not isinstance(result, Failure), result
    return result


def failed(result: object) -> str:
    """The words of the Failure that ``result`` must be."""
    assert isinstance(result, Failure), result
    return result.error


def connected_pair(network: Network | None = None) -> tuple[Stream[bytes], Stream[bytes]]:
    """Two ends of a connection on loopback; the second has a short limit."""
    with opened(bind("127.0.0.1", 0, network=network)) as listener:
        name = listener.getsockname()
        assert name is not None
        near = opened(connect(*name, network=network))
        far = opened(listener.accept())
    far.timeout(0.05)
    return near, far
