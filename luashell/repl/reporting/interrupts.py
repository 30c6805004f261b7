"""Where an interrupt struck: what was waited for, how long, and what a socket holds by now; or the line that ran."""

from __future__ import annotations

from luashell.repl.printing.literals import quoted
from luashell.repl.printing.sockets import handle_line
from luashell.repl.reporting.excerpts import excerpt
from luashell.repl.reporting.failures import Failure
from luashell.repl.reporting.locating import Spot, call_at
from luashell.repl.styled import ERROR
from luashell.repl.wrapping import wrapped
from luashell.runtime.frames import HostFunction, Prototype
from luashell.runtime.stack import levels_left, place_of
from luashell.runtime.text import to_typed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import FrameType
    from typing import Final

    from luashell.netlib.handles import SocketHandle
    from luashell.repl.session import Session
    from luashell.repl.styled import Styled
    from luashell.runtime.stack import Level

__all__ = ["interrupted"]

SHOWN: Final = 40
"""Bytes of what a socket holds that are shown."""

_WAITING: Final = ("execute", "openfile", "read", "readfrom", "writeto", "appendto", "closefile")
"""Functions that may wait for something else than the network."""

_CORE: Final = "luasocket_core"


def interrupted(session: Session, error: KeyboardInterrupt) -> Styled:
    """What to show for an interrupt: nothing is lost by it, and sockets can be used as before."""
    function = ""
    failure: Failure | None = None
    for level in levels_left(error):
        if isinstance(level.record, HostFunction):
            function = function or level.record.name
        elif isinstance(level.record, Prototype):
            failure = _at_work(level, level.record)
            break
    waiting = _waiting(session, error)
    if not waiting and function not in _WAITING:  # it had only just been called
        function = ""
    call = ""
    if function and failure is not None and failure.text is not None and failure.spot is not None:
        call = call_at(failure.text, (failure.spot.line, failure.spot.column))
    sentence = f"interrupted in {to_typed(call) or function}{waiting}" if function else "interrupted!"
    is_said = call and failure is not None and (failure.text or "").strip() == call
    return [
        (ERROR, wrapped(sentence, session.width, others="  ")),
        *(excerpt(failure, "", session.width) if failure and not is_said else []),
    ]


def _at_work(level: Level, record: Prototype) -> Failure | None:
    """The place that a Lua function had come to."""
    place = place_of(level)
    if place is None:
        return None
    found = Failure("", "interrupt")
    found.chunk, found.text, found.spot = record.source, record.chunk.text, Spot(*place)
    return found


def _waiting(session: Session, error: KeyboardInterrupt) -> str:
    """On which socket, for how long, and what it holds; for whatever of it is known."""
    frames = _frames_of(error)
    handle = _socket_in(session, frames)
    words = f" on {handle_line(handle)}" if handle is not None else ""
    seconds = _seconds_in(frames)
    if seconds is not None:
        words += f" after {seconds:.1f} s"
    if handle is not None and handle.core.buffered:
        count, head = handle.core.look_ahead(SHOWN)  # type: ignore[attr-defined]  # a stream: no other has a buffer
        more = "..." if count > len(head) else ""
        words += f"; {count} byte{' is' if count == 1 else 's are'} buffered: {quoted(head)}{more}"
    return words


def _frames_of(error: KeyboardInterrupt) -> list[FrameType]:
    """The Python frames that the interrupt has left, innermost first."""
    frames = []
    traceback = error.__traceback__
    while traceback is not None:
        frames.append(traceback.tb_frame)
        traceback = traceback.tb_next
    return frames[::-1]


def _socket_in(session: Session, frames: list[FrameType]) -> SocketHandle | None:
    """The socket that was being waited for."""
    for frame in frames:
        if _is_of_core(frame):
            core = frame.f_locals.get("self")
            for handle, _ in session.sockets.open_ones():
                if handle.core is core:
                    return handle
    return None


def _seconds_in(frames: list[FrameType]) -> float | None:
    """How long the wait has lasted, by the clock of its network: waits remember when they began."""
    for frame in frames:
        began = frame.f_locals.get("began") if _is_of_core(frame) else None
        if isinstance(began, float):
            network = frame.f_locals.get("network") or getattr(frame.f_locals.get("self"), "network", None)
            return None if network is None else network.clock() - began
    return None


def _is_of_core(frame: FrameType) -> bool:
    return str(frame.f_globals.get("__name__", "")).startswith(_CORE)
