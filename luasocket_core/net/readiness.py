"""Waiting for endpoints of the operating system, by ``selectors``: descriptors may have any number."""

from __future__ import annotations

import selectors
import time
import weakref

from luasocket_core.net.network import READ

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from typing import Final, TypeAlias

    from luasocket_core.net.network import Endpoint

    Ready: TypeAlias = list[tuple[selectors.SelectorKey, int]]
    Select: TypeAlias = Callable[[float], Ready]

__all__ = ["WAIT_SLICE", "Watch", "wait_for_any"]

WAIT_SLICE: Final = 0.4
"""Seconds. Long waits are made of pieces of this length, after each of which Python looks for an interrupt: some
systems do not wake a wait for Ctrl-C, and none does if the signal comes just before it."""

# poll needs no descriptor of its own, so that waiting works when the table of descriptors is full.
_Selector: Final[type[selectors.BaseSelector]] = getattr(selectors, "PollSelector", selectors.SelectSelector)


class Watch:
    """Waits for one endpoint to be ready for one operation, as often as wanted; does not keep it alive."""

    __slots__ = ("_endpoint", "_operation", "_select")

    def __init__(self, endpoint: Endpoint, operation: str) -> None:
        self._endpoint = weakref.ref(endpoint)
        self._operation = operation
        selector = _Selector()
        selector.register(endpoint.fileno(), selectors.EVENT_READ if operation == READ else selectors.EVENT_WRITE)
        self._select = selector.select

    def is_for(self, endpoint: Endpoint, operation: str) -> bool:
        """Is it this endpoint's, and this operation's?"""
        return self._endpoint() is endpoint and self._operation == operation

    def wait(self, seconds: float | None) -> bool:
        """Wait at most ``seconds``, None for ever; is it ready?"""
        if seconds is None:
            while not self._select(WAIT_SLICE):
                pass
            return True
        return bool(_select(self._select, seconds))


def wait_for_any(
    readers: Collection[Endpoint], writers: Collection[Endpoint], seconds: float | None
) -> tuple[Collection[Endpoint], Collection[Endpoint]]:
    """Wait at most ``seconds``, None for ever; the endpoints that are ready to be read, and to be written."""
    wanted: dict[Endpoint, int] = dict.fromkeys(readers, selectors.EVENT_READ)
    for endpoint in writers:
        wanted[endpoint] = wanted.get(endpoint, 0) | selectors.EVENT_WRITE
    selector = _Selector()
    for endpoint, events in wanted.items():
        selector.register(endpoint, events)
    ready = _select(selector.select, seconds)
    return (
        {key.fileobj for key, events in ready if events & selectors.EVENT_READ},  # type: ignore[misc]  # as registered
        {key.fileobj for key, events in ready if events & selectors.EVENT_WRITE},  # type: ignore[misc]
    )


def _select(select: Select, seconds: float | None) -> Ready:
    if seconds is not None and seconds <= WAIT_SLICE:
        return select(seconds)
    ends = None if seconds is None else time.monotonic() + seconds
    while True:
        left = WAIT_SLICE if ends is None else max(ends - time.monotonic(), 0.0)
        ready = select(min(left, WAIT_SLICE))
        if ready or left < WAIT_SLICE:
            return ready
