"""The libraries of luashell as topics: every function and method, and every chapter with what is in it.

Everything is taken from what the functions say about themselves (binding/library.py).
"""

from __future__ import annotations

from luashell.repl.help.topics import FUNCTION, METHOD, SUBJECT, Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from luashell.binding.library import Library
    from luashell.runtime.frames import HostFunction

__all__ = [
    "SUBJECTS",
    "function_topics",
    "libraries",
    "method_libraries",
    "method_topics",
    "subject_topics",
    "topic_about",
]

NOTHING: Final = "nothing"

SUBJECTS: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "Basic functions": ("Types, errors, globals, output, calls.", ("basics", "basic")),
    "Chunks": ("Running files and strings.", ("running", "loading")),
    "Tables": ("Lists, entries one after another, sorting.", ("tables", "lists", "list")),
    "Tags": ("What operations on values do, when Lua itself has no answer.", ("tags",)),
    "Strings": ("Length, parts, search and replacement, formatting.", ("strings",)),
    "Mathematics": ("Powers, rounding, chance.", ("mathematics", "maths", "math")),
    "The operator ^": ("What powers are made with.", ("powers",)),
    "Input and output": ("Files, pipes, standard streams.", ("files", "file", "io", "input", "output")),
    "System": ("Time, environment, commands, names of files.", ("system", "os")),
    "Debug interface": ("What a running program is doing.", ("debugging", "debugger")),
    "Sockets": ("What can be done with sockets of every kind.", ("sockets", "socket")),
    "TCP": ("Connections: clients and servers.", ("tcp",)),
    "UDP": ("Datagrams.", ("udp",)),
    "DNS": ("Names and addresses.", ("dns", "names", "resolver")),
    "HTTP": ("Pages of the web.", ("http", "web")),
    "SMTP": ("Sending mail.", ("smtp", "email")),
    "FTP": ("Files on other machines.", ("ftp",)),
    "Limits of the protocols": ("How long HTTP, SMTP and FTP wait, and how much they accept.", ("limits", "protocols")),
    "Additions of later versions": ("Waiting for several sockets, pausing, measuring time.", ("additions",)),
    "Additions of the debug build": ("With --luasocket 1.2-debug.", ("debug build",)),
    "Methods of all sockets": (
        "The same operations, written socket:method().",
        ("methods of sockets", "socket methods"),
    ),
    "Methods of TCP clients": ("Connections that connect and accept give.", ("clients", "client")),
    "Methods of TCP clients that measure time": ("With --luasocket 1.2-debug.", ("timed clients",)),
    "Methods of TCP servers": ("Servers that bind gives.", ("servers", "server")),
    "Methods of UDP sockets": ("Sockets that udpsocket gives.", ("datagrams", "datagram")),
}
"""Each chapter in the order of an overview: what it is about, and under which words it answers."""

PARTS: Final[dict[str, tuple[str, str, tuple[str, ...], frozenset[str]]]] = {
    "Mathematics": (
        "Angles",
        "In degrees: sine, cosine, tangent, their opposites, and radians.",
        ("angles", "trigonometry"),
        frozenset(("acos", "asin", "atan", "atan2", "cos", "deg", "rad", "sin", "tan")),
    ),
}
"""What is taken out of a chapter as a subject of its own, since all of it is more than a screen holds: its title, what
it is about, under which words it answers, and its functions."""

OWNERS: Final = {
    "Methods of all sockets": "socket",
    "Methods of TCP clients": "client",
    "Methods of TCP clients that measure time": "timed client",
    "Methods of TCP servers": "server",
    "Methods of UDP sockets": "udp",
}
"""What stands before the colon of a method, for each chapter of methods."""


def libraries() -> Iterator[Library]:
    """Every chapter of functions that a program may find as globals."""
    from luashell.netlib import dns, ftp, http, later, limits, smtp, sockets, tcp, udp
    from luashell.stdlib import base, debugging, files, loading, maths, strings, system, tablefuncs, tagfuncs

    for chapter in (base, loading, tablefuncs, tagfuncs, strings, maths):
        yield chapter.library
    yield maths.power
    for chapter in (files, system, debugging, sockets, tcp, udp, dns, http, smtp, ftp, limits, later):
        yield chapter.library
    yield later.debug_library


def method_libraries() -> Iterator[Library]:
    """Every chapter of methods of sockets."""
    from luashell.netlib.clients import ClientHandle, TimedClientHandle
    from luashell.netlib.datagrams import DatagramHandle
    from luashell.netlib.handles import SocketHandle
    from luashell.netlib.servers import ServerHandle

    for kind in (SocketHandle, ClientHandle, TimedClientHandle, ServerHandle, DatagramHandle):
        yield kind.methods


def function_topics() -> Iterator[Topic]:
    """A topic for each function."""
    for library in libraries():
        for entry in library:
            yield topic_about(entry, library.title)


def method_topics() -> Iterator[Topic]:
    """A topic for each method; its question is ``client:receive``."""
    for library in method_libraries():
        owner = OWNERS[library.title]
        for entry in library:
            yield topic_about(entry, library.title, owner)


def topic_about(entry: HostFunction, chapter: str, owner: str = "") -> Topic:
    """A function of a ``chapter``, or a method of what ``owner`` stands for."""
    prefix = f"{owner}:" if owner else ""
    facts = () if entry.results == NOTHING else (("gives", entry.results),)
    if entry.errors:
        facts = (*facts, ("errors", "; ".join(entry.errors)))
    return Topic(
        (f"{prefix}{entry.name}", entry.name),
        METHOD if owner else FUNCTION,
        f"{prefix}{entry.signature}",
        entry.meaning,
        place=chapter,
        facts=facts,
        example=entry.example,
        record=entry,
    )


def subject_topics(topics: list[Topic]) -> Iterator[Topic]:
    """A topic for each chapter, and for each part of one, whose members are among ``topics``."""
    for title, (summary, names) in SUBJECTS.items():
        members = [topic for topic in topics if topic.place == title and topic.record is not None]
        related: tuple[str, ...] = ()
        if title in PARTS:
            part_title, part_summary, part_names, functions = PARTS[title]
            part = tuple(topic for topic in members if topic.question in functions)
            yield Topic(part_names, SUBJECT, part_title, part_summary, members=part, related=names[:1])
            members = [topic for topic in members if topic not in part]
            related = part_names[:1]
        yield Topic((*names, title.lower()), SUBJECT, title, summary, members=tuple(members), related=related)
