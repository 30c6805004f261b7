"""Waiting for endpoints of the operating system, by ``poll``: descriptors may have any number, and the wait needs none
of its own, so that it works when the table of descriptors is full.
"""

from __future__ import annotations

import select
import selectors
import time
import weakref

from luasocket_core.net.network import READ

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from typing import Final, TypeAlias

    from luasocket_core.net.network import Endpoint

    Ready: TypeAlias = list[tuple[int, int]]
    """Descriptors, and the events that happened on them."""
    Poll: TypeAlias = Callable[[float], Ready]
    """Waits at most so many milliseconds."""

__all__ = ["WAIT_SLICE", "Watch", "wait_for_any"]

WAIT_SLICE: Final = 0.4
"""Seconds. Long waits are made of pieces of this length, after each of which Python looks for an interrupt: some
systems do not wake a wait for Ctrl-C, and none does if the signal comes just before it."""

_CAN_READ: Final = 1
_CAN_WRITE: Final = 4
"""What poll is asked for, POLLIN and POLLOUT; all else that it answers, errors and ends, makes both ready."""


class _Selection:
    """``select.poll`` for systems without it."""

    def __init__(self) -> None:
        self._selector = selectors.SelectSelector()

    def register(self, descriptor: int, events: int) -> None:
        """Wait for ``events`` of ``descriptor`` too."""
        reading = selectors.EVENT_READ if events & _CAN_READ else 0
        self._selector.register(descriptor, reading | (selectors.EVENT_WRITE if events & _CAN_WRITE else 0))

    def poll(self, milliseconds: float) -> Ready:
        """The descriptors that are ready."""
        return [
            (
                key.fd,
                (_CAN_READ if events & selectors.EVENT_READ else 0)
                | (_CAN_WRITE if events & selectors.EVENT_WRITE else 0),
            )
            for key, events in self._selector.select(milliseconds / 1000)
        ]


_new_poll: Callable[[], _Selection] = getattr(select, "poll", _Selection)


class Watch:
    """Waits for one endpoint to be ready for one operation, as often as wanted; does not keep it alive."""

    __slots__ = ("_poll", "endpoint", "operation")

    def __init__(self, endpoint: Endpoint, operation: str) -> None:
        self.endpoint = weakref.ref(endpoint)
        self.operation = operation
        poll = _new_poll()
        poll.register(endpoint.fileno(), _CAN_READ if operation == READ else _CAN_WRITE)
        self._poll = poll.poll

    def wait(self, seconds: float | None) -> bool:
        """Wait at most ``seconds``, None for ever; is it ready?"""
        # The first slice is mostly enough.
        return (seconds is None and bool(self._poll(WAIT_SLICE * 1000))) or bool(_polled(self._poll, seconds))


def wait_for_any(
    readers: Collection[Endpoint], writers: Collection[Endpoint], seconds: float | None
) -> tuple[Collection[Endpoint], Collection[Endpoint]]:
    """Wait at most ``seconds``, None for ever; the endpoints that are ready to be read, and to be written."""
    reading = {endpoint.fileno(): endpoint for endpoint in readers}
    writing = {endpoint.fileno(): endpoint for endpoint in writers}
    poll = _new_poll()
    for descriptor in reading.keys() | writing.keys():
        poll.register(
            descriptor, (_CAN_READ if descriptor in reading else 0) | (_CAN_WRITE if descriptor in writing else 0)
        )
    ready = _polled(poll.poll, seconds)
    return (
        {reading[descriptor] for descriptor, events in ready if events & ~_CAN_WRITE and descriptor in reading},
        {writing[descriptor] for descriptor, events in ready if events & ~_CAN_READ and descriptor in writing},
    )


def _polled(poll: Poll, seconds: float | None) -> Ready:
    if seconds is None:
        while not (ready := poll(WAIT_SLICE * 1000)):
            pass
        return ready
    if seconds <= WAIT_SLICE:
        return poll(seconds * 1000)
    ends = time.monotonic() + seconds
    while True:
        left = max(ends - time.monotonic(), 0.0)
        ready = poll(min(left, WAIT_SLICE) * 1000)
        if ready or left < WAIT_SLICE:
            return ready
