"""Sockets seen from outside: which there are, what they do, and servers to practise with."""

from __future__ import annotations

from luashell.labtable import set_lab_table
from luashell.repl.registry import CommandError, Commands
from luashell.repl.styled import HEADING, HINT, MUTED, PLAIN
from luashell.repl.wrapping import beside, wrapped

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Final

    from luashell.lab import Lab
    from luashell.repl.session import Session
    from luashell.repl.styled import Styled
    from luasocket_core.tracing import Event

__all__ = ["commands"]

commands = Commands("Network")

_LAB_ACTIONS: Final = (
    ("start", "have servers run"),
    ("stop", "end servers"),
    ("list", "say which run, and where"),
    ("log", "show what servers tell, or no longer"),
)
_LAB_LOG: Final = (("on", "show who comes, and what was asked for"), ("off", "no longer"))


@commands.add(":socks", "lists the open sockets: kind, addresses, state, bytes, age, where they were opened")
def sockets(session: Session, _argument: str) -> Styled:
    """The oldest first."""
    from luashell.repl.printing.sockets import socket_line

    shown: Styled = []
    for handle, opening in session.sockets.open_ones():
        age = handle.core.network.clock() - opening.seconds
        shown.append((PLAIN, wrapped(f"#{handle.core.number} {socket_line(handle)}", session.width, others="   ")))
        where = f", opened by {opening.source} at line {opening.line}" if opening.line else ""
        shown.append((MUTED, wrapped(f"{_age(age)} old{where}", session.width, "   ", "   ")))
    return shown or [(MUTED, "no socket is open\n")]


def _age(seconds: float) -> str:
    """``5 s``, ``2 min 5 s``, ``1 h 2 min``"""
    whole = int(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"


def _trace_completions(_session: Session, argument: str) -> Iterator[tuple[str, str]]:
    for word, meaning in (("on", "show what sockets do"), ("off", "no longer")):
        if word.startswith(argument):
            yield word, meaning


@commands.add(":trace on|off", "shows what sockets do, line by line", _trace_completions)
def trace(session: Session, argument: str) -> Styled:
    """Bytes that leave are marked ``>``, bytes that arrive ``<``."""
    if argument not in ("on", "off"):
        raise CommandError("on or off? :trace on|off")
    if argument == "off":
        if session.stop_tracing is None:
            return [(MUTED, "nothing was traced\n")]
        session.stop_tracing()
        session.stop_tracing = None
    elif session.stop_tracing is None:
        session.stop_tracing = _start_tracing(session)
    return []


def _start_tracing(session: Session) -> Callable[[], None]:
    from luashell.repl.wireview import line_of
    from luasocket_core.net.live import default_network

    network = default_network()
    began = network.clock()

    def listener(event: Event) -> None:
        session.announce(line_of(event, began))

    return network.events.subscribe(listener)


def _lab_completions(session: Session, argument: str) -> Iterator[tuple[str, str]]:
    words = argument.split(" ")
    if len(words) == 1:
        yield from ((word, meaning) for word, meaning in _LAB_ACTIONS if word.startswith(argument))
    elif words[0] == "log":
        for word, meaning in _LAB_LOG:
            if word.startswith(words[-1]):
                yield f"log {word}", meaning
    elif words[0] in ("start", "stop"):
        before = argument.removesuffix(words[-1])
        for server in _lab(session).servers.values():
            if server.name.startswith(words[-1]):
                yield before + server.name, server.summary


@commands.add(
    ":lab start|stop|list|log [NAME ...]",
    "servers on this machine to practise with, and what they tell",
    _lab_completions,
)
def lab(session: Session, argument: str) -> Styled:
    """Without names, start and stop mean all. ``log on`` shows what the servers tell of their visitors."""
    action, *names = argument.split() or ["list"]
    if action == "log":
        return _log_of_lab(session, names)
    servers = _lab(session)
    problems: tuple[str, ...] = ()
    try:
        if action == "start":
            problems = servers.start(*names)
            servers.map_names()
        elif action == "stop":
            servers.stop(*names)
        elif action != "list":
            raise CommandError("start, stop, list or log? :lab start|stop|list [NAME ...], :lab log on|off")
    except (ValueError, OSError) as error:
        raise CommandError(str(error)) from None
    set_lab_table(session.state, servers)
    return [*_listed(servers, session.width), *((HINT, f"{problem}\n") for problem in problems)]


def _log_of_lab(session: Session, words: list[str]) -> Styled:
    if words not in (["on"], ["off"]):
        raise CommandError("on or off? :lab log on|off")
    session.settings.choose("lab_log", words[0], ":set")
    return []


def _lab(session: Session) -> Lab:
    """The lab of the session, made when it is first asked for."""
    if session.lab is None:
        from luashell.lab import Lab

        session.lab = Lab(log=session.log_of_lab)
    return session.lab


def _listed(servers: Lab, width: int) -> Styled:
    shown: Styled = []
    for server in servers.servers.values():
        place = f"{server.host}:{server.port}" if server.is_running else "not running"
        address = f" {place:16} "
        shown += [
            (HEADING if server.is_running else MUTED, f"{server.host_name:12}"),
            (PLAIN if server.is_running else MUTED, address),
            (MUTED, beside(12 + len(address), server.summary, width)),
        ]
    return shown
