"""What operations return: how it ended, and what came of it."""

from __future__ import annotations

from luasocket_core.wire.strings import AnyStr, Generic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from luasocket_core.errors import Outcome
    from luasocket_core.tracing import SocketAddress

__all__ = ["Datagram", "Received", "Sent"]


class Received(Generic[AnyStr]):
    """How a stream's receive ended (DONE, TIMEOUT, CLOSED), and in ``values`` one string for each pattern.

    The pattern that failed has what there was of it, those behind it have None.
    """

    __slots__ = ("outcome", "values")

    values: tuple[AnyStr | None, ...]

    def __init__(self, outcome: Outcome, values: tuple[AnyStr | None, ...]) -> None:
        self.outcome = outcome
        self.values = values

    @property
    def error(self) -> str | None:
        """The library's word for the outcome."""
        return self.outcome.error

    def __repr__(self) -> str:
        return f"Received({self.outcome!r}, {self.values!r})"


class Sent:
    """How a send ended, and the ``count`` of bytes that the system took of all its strings.

    On a stream DONE, TIMEOUT or CLOSED; on a datagram socket DONE, TIMEOUT or REFUSED.
    """

    __slots__ = ("count", "outcome")

    def __init__(self, outcome: Outcome, count: int) -> None:
        self.outcome = outcome
        self.count = count

    @property
    def error(self) -> str | None:
        """The library's word for the outcome."""
        return self.outcome.error

    def __repr__(self) -> str:
        return f"Sent({self.outcome!r}, {self.count})"


class Datagram(Generic[AnyStr]):
    """How a datagram socket's receive ended (DONE, TIMEOUT, REFUSED), the ``data``, and the ``peer`` it came from.

    ``data`` is None unless it is DONE, ``peer`` unless it was asked for.
    """

    __slots__ = ("data", "outcome", "peer")

    data: AnyStr | None

    def __init__(self, outcome: Outcome, data: AnyStr | None = None, peer: SocketAddress | None = None) -> None:
        self.outcome = outcome
        self.data = data
        self.peer = peer

    @property
    def error(self) -> str | None:
        """The library's word for the outcome."""
        return self.outcome.error

    def __repr__(self) -> str:
        return f"Datagram({self.outcome!r}, {self.data!r}, {self.peer!r})"
