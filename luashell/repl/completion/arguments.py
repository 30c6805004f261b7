"""What an argument of a library function can be, where that is one of a few things: patterns, modes, hosts, files."""

from __future__ import annotations

import os

from luashell.repl.completion.candidates import by_name
from luashell.runtime.text import from_file_name, from_typed
from luashell.runtime.values import type_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Final, TypeAlias

    from luashell.lab.server import Server
    from luashell.repl.session import Session

    Argument: TypeAlias = tuple[str | float, str]
    """A Lua value, and what it means."""
    Source: TypeAlias = tuple[Argument, ...] | Callable[[Session], Iterator[Argument]]

__all__ = ["arguments_for", "directives_for", "takes_file"]

_PATTERNS: Final = (
    ("*l", "a line, without its end"),
    ("*lu", "a line; a CR before its end stays"),
    ("*a", "all, until the peer closes"),
    (1024.0, "that many bytes"),
)
_FORMATS: Final = (
    ("*l", "a line, without its end"),
    ("*n", "a number"),
    ("*w", "a word"),
    ("*a", "all that is left"),
    (1024.0, "at most that many bytes"),
)
_POLLS: Final = (("*r", "can it receive or accept?"), ("*s", "can it send?"))
_TIMEOUTS: Final = (("b", "limits each wait"), ("r", "limits the whole call"))
_MODES: Final = (
    ("r", "to read"),
    ("w", "to write a new file"),
    ("a", "to write at the end"),
    ("r+", "to read and write"),
    ("w+", "to write a new file, and read it"),
    ("a+", "to write at the end, and read"),
    ("rb", "to read bytes"),
    ("wb", "to write bytes"),
)
_WHENCES: Final = (("set", "from the beginning"), ("cur", "from here"), ("end", "from the end"))
_CATEGORIES: Final = tuple((name, "category") for name in ("all", "collate", "ctype", "monetary", "numeric", "time"))
_OPTIONS: Final = (("x", "an error gives nil"),)
_WHATS: Final = (
    ("S", "where it was defined"),
    ("l", "the current line"),
    ("u", "the number of upvalues"),
    ("n", "its name"),
    ("f", "the function itself"),
)
_METHODS: Final = (
    ("GET", "requests a document"),
    ("HEAD", "requests what is known of it"),
    ("POST", "sends a document"),
    ("PUT", "stores a document"),
    ("DELETE", "removes a document"),
)
_TYPES: Final = (("a", "as text"), ("b", "as bytes"))
_INTERFACES: Final = (("*", "all addresses of this machine"), ("127.0.0.1", "this machine only"))
_SCHEMES: Final = {"web": "http", "files": "ftp"}
"""Servers of the lab that URLs lead to."""


def _hosts(session: Session) -> Iterator[Argument]:
    for server in _running(session):
        yield server.host_name, server.summary
    yield "localhost", "this machine"
    yield "127.0.0.1", "this machine"


def _ports(session: Session) -> Iterator[Argument]:
    for server in _running(session):
        yield float(server.well_known_port), server.host_name


def _urls(scheme: str) -> Callable[[Session], Iterator[Argument]]:
    def urls(session: Session) -> Iterator[Argument]:
        for server in _running(session):
            if _SCHEMES.get(server.name) == scheme:
                yield f"{scheme}://{server.host_name}/", server.summary
        yield f"{scheme}://", "an address"

    return urls


def _mail_servers(session: Session) -> Iterator[Argument]:
    for server in _running(session):
        if server.name == "mail":
            yield server.host_name, server.summary


def _running(session: Session) -> list[Server]:
    """The servers of the lab that can be reached."""
    return [] if session.lab is None else [each for each in session.lab.servers.values() if each.is_running]


def _environment(_session: Session) -> Iterator[Argument]:
    for name in sorted(os.environ):
        yield from_file_name(name), "variable of the environment"


def _globals(session: Session) -> Iterator[Argument]:
    values = session.state.globals.items_so_far()
    for name in by_name(name for name in values if isinstance(name, str)):
        yield name, type_name(values[name])


def _events(_session: Session) -> Iterator[Argument]:
    from luashell.repl.help.events import TOPICS
    from luashell.runtime.tags import EVENTS

    meanings = {topic.names[0]: topic.summary for topic in TOPICS}
    for event in EVENTS:
        yield event, meanings.get(event, "")


_ARGUMENTS: Final[dict[tuple[str, int], Source]] = {
    ("bind", 0): _INTERFACES,
    ("call", 2): _OPTIONS,
    ("connect", 0): _hosts,
    ("connect", 1): _ports,
    ("ftp_get", 0): _urls("ftp"),
    ("ftp_get", 1): _TYPES,
    ("ftp_put", 0): _urls("ftp"),
    ("ftp_put", 2): _TYPES,
    ("getenv", 0): _environment,
    ("getglobal", 0): _globals,
    ("getinfo", 1): _WHATS,
    ("gettagmethod", 1): _events,
    ("http_get", 0): _urls("http"),
    ("http_post", 0): _urls("http"),
    ("http_request", 0): _METHODS,
    ("http_request", 1): _urls("http"),
    ("openfile", 1): _MODES,
    ("poll", 1): _POLLS,
    ("seek", 1): _WHENCES,
    ("setglobal", 0): _globals,
    ("setlocale", 1): _CATEGORIES,
    ("setpeername", 1): _hosts,
    ("setsockname", 1): _INTERFACES,
    ("settagmethod", 1): _events,
    ("smtp_connect", 0): _mail_servers,
    ("timeout", 2): _TIMEOUTS,
    ("toip", 0): _hosts,
}
"""By function and position, from 0."""

_FURTHER: Final[dict[str, tuple[int, Source]]] = {"read": (0, _FORMATS), "receive": (1, _PATTERNS)}
"""Functions whose arguments are all alike from a position on."""

_FILES: Final = frozenset(
    (name, 0) for name in ("appendto", "dofile", "openfile", "readfrom", "remove", "rename", "writeto")
) | {("rename", 1)}

_DIRECTIVES: Final = {("format", 0): "format", ("gsub", 1): "gsub", ("strfind", 1): "strfind"}
"""Arguments in which ``%`` has a meaning, with the function that help explains it by."""


def takes_file(function: str, position: int) -> bool:
    """Is this argument the name of a file?"""
    return (function, position) in _FILES


def arguments_for(session: Session, function: str, position: int) -> list[Argument]:
    """Values that this argument, from 0, of a library function can have, if they are few or known."""
    source = _ARGUMENTS.get((function, position))
    if source is None and function in _FURTHER:
        first, further = _FURTHER[function]
        source = further if position >= first else None
    if source is None:
        return []
    return [*(source(session) if callable(source) else source)]


def directives_for(function: str, position: int) -> list[tuple[str, str]]:
    """What can follow a ``%`` in this argument: texts that begin with it, each with its meaning."""
    explained_by = _DIRECTIVES.get((function, position))
    if explained_by is None:
        return []
    from luashell.repl.help.formats import TOPICS

    return [
        (from_typed(name), topic.summary)
        for topic in TOPICS
        if explained_by in topic.related
        for name in topic.names
        if name.startswith("%") and len(name) == 2
    ]
