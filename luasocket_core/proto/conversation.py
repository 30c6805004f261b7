"""Beginning a conversation with the server that a URL names."""

from __future__ import annotations

from luasocket_core.net.pipe import Security, open_pipe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from luasocket_core.net.network import Network
    from luasocket_core.net.pipe import Pipe
    from luasocket_core.proto.limits import ProtocolLimits
    from luasocket_core.wire.url import Url

__all__ = ["connect_to", "converse", "security_for"]


def connect_to(
    host: str,
    port: int,
    limits: ProtocolLimits,
    network: Network | None,
    *,
    wait: float | None = None,
    text: bool = False,
) -> Pipe:
    """A pipe to ``host`` and ``port`` within the ``limits``, each wait ``wait`` at most. Raises ConversationError."""
    return open_pipe(
        host,
        port,
        connect_within=limits.connect,
        wait=limits.wait if wait is None else wait,
        rate=limits.rate,
        longest_line=int(limits.line),
        text=text,
        network=network,
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
