"""Beginning a conversation with the server that a URL names."""

from __future__ import annotations

from luasocket_core.errors import Failure
from luasocket_core.net.pipe import ConversationError, Pipe, Security
from luasocket_core.net.stream import connect

TYPE_CHECKING = False
if TYPE_CHECKING:
    from luasocket_core.net.network import Network
    from luasocket_core.net.stream import Stream
    from luasocket_core.proto.limits import ProtocolLimits
    from luasocket_core.wire.url import Url

__all__ = ["connect_to", "converse", "pipe_over", "security_for"]


def connect_to(
    host: str,
    port: int,
    limits: ProtocolLimits,
    network: Network | None,
    *,
    wait: float | None = None,
    text: bool = False,
) -> Pipe:
    """A pipe to ``host`` and ``port`` within the ``limits``; ``wait`` and ``text`` as for a Pipe.

    Raises ConversationError.
    """
    stream: Stream[bytes] | Stream[str] | Failure
    if text:
        stream = connect(host, port, text=True, network=network, seconds=limits.connect)
    else:
        stream = connect(host, port, network=network, seconds=limits.connect)
    if isinstance(stream, Failure):
        raise ConversationError(stream.error)
    return pipe_over(stream, limits, wait=wait, text=text)


def pipe_over(
    stream: Stream[bytes] | Stream[str], limits: ProtocolLimits, *, wait: float | None = None, text: bool = False
) -> Pipe:
    """A pipe over a stream that is connected, within the ``limits``."""
    return Pipe(
        stream,
        text=text,
        wait=limits.wait if wait is None else wait,
        rate=limits.rate,
        longest_line=limits.line,
    )


def security_for(url: Url) -> Security | None:
    """How TLS is to be begun with the server of ``url``, None if it never is."""
    return Security(verified=url.verified) if url.tls else None


def converse(
    url: Url, security: Security | None, limits: ProtocolLimits, network: Network | None, *, wait: float | None = None
) -> Pipe:
    """A pipe to the server of ``url``, with TLS if that is implicit. Raises ConversationError."""
    pipe = connect_to(url.host, url.port, limits, network, wait=wait)
    if security is not None and url.tls == "implicit":
        try:
            security.wrap_socket(pipe, server_hostname=url.host)
        except BaseException:
            pipe.close()
            raise
    return pipe
