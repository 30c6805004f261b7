"""What Lua code costs, and what became of it in Python."""

from __future__ import annotations

import ast
from time import perf_counter, process_time

from luashell.codegen.chunks import python_of
from luashell.repl.entry import LUA as LUA_ENTRY
from luashell.repl.entry import read_entry
from luashell.repl.evaluation import evaluate
from luashell.repl.registry import CommandError, Commands
from luashell.repl.reporting.answers import run_chunk
from luashell.repl.styled import LUA, MUTED
from luashell.repl.wrapping import wrapped
from luashell.runtime.frames import Prototype, record_of_value
from luashell.runtime.text import from_typed
from luashell.runtime.values import first, is_function, type_name
from luasocket_core.tracing import Resolved, Selected, Waited

TYPE_CHECKING = False
if TYPE_CHECKING:
    from luashell.repl.session import Session
    from luashell.repl.styled import Styled
    from luasocket_core.tracing import Event

__all__ = ["commands"]

commands = Commands("Looking closer")


@commands.add(":time LUA", "runs Lua, and tells how long it took, worked and waited for sockets")
def time(session: Session, argument: str) -> Styled:
    """Seconds on the clock, of the processor, and of waiting in sockets."""
    if not argument:
        raise CommandError("what? :time LUA, for example :time toip('localhost')")
    entry = read_entry(from_typed(argument))
    if entry.kind != LUA_ENTRY:
        raise CommandError("only Lua can be timed")
    from luasocket_core.net.live import default_network

    waiting = _Waiting()
    unsubscribe = default_network().events.subscribe(waiting)
    began, worked = perf_counter(), process_time()
    try:
        answer = evaluate(session, entry)
    finally:
        took, worked = perf_counter() - began, process_time() - worked
        unsubscribe()
    cost = f"{_seconds(took)}, of the processor {_seconds(worked)}, waiting in sockets {_seconds(waiting.seconds)}"
    return [*answer, (MUTED, wrapped(cost, session.width))]


class _Waiting:
    """Adds up what a listener of the event log hears of waiting: ``seconds``."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self, event: Event) -> None:
        if isinstance(event, (Resolved, Selected, Waited)):
            self.seconds += event.duration


def _seconds(seconds: float) -> str:
    """``12 s``, ``1.25 s``, ``3.4 ms``, ``12 us``: three digits at most."""
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}" if seconds < 1000 * size else f"{seconds:.0f} s"
    return f"{seconds / 1e-6:.3g} us"


@commands.add(":python FUNCTION", "shows the Python that a Lua function was compiled to")
def python(session: Session, argument: str) -> Styled:
    """FUNCTION is any expression."""
    if not argument:
        raise CommandError("of which function? :python FUNCTION")
    kind, returned, shown_error = run_chunk(session, from_typed(f"return {argument}"), from_typed(argument))
    if kind is not None:
        return shown_error
    value = first(returned)
    record = record_of_value(value)
    if isinstance(record, Prototype):
        return [(LUA, f"{ast.unparse(python_of(record))}\n")]
    if is_function(value):
        raise CommandError(f"{argument} is written in Python: it is a function of the library")
    raise CommandError(f"{argument} is no function but a {type_name(value)}")
