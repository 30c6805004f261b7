"""What a session has under a name: a variable, a field, a method of a socket, a function of its own and its source.

Nothing of the program runs: tables are read without tag methods.
"""

from __future__ import annotations

from luashell.repl.help.layout import also, listed, page, pages
from luashell.repl.help.topics import CONSTANT, METHOD
from luashell.repl.registry import CommandError
from luashell.repl.styled import HEADING, LUA, MUTED, PLAIN, printable
from luashell.repl.wrapping import wrapped
from luashell.runtime.frames import HostFunction, Prototype, record_of_value
from luashell.runtime.tables import LuaTable
from luashell.runtime.text import from_typed, to_display
from luashell.runtime.values import type_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from luashell.repl.help.catalogue import Catalogue
    from luashell.repl.help.topics import Topic
    from luashell.repl.session import Session
    from luashell.repl.styled import Styled
    from luashell.runtime.aliases import LuaValue

__all__ = ["of_session", "source"]

LONGEST_VALUE: Final = 400
"""Columns of a variable's value that are shown."""


def of_session(session: Session, catalogue: Catalogue, asked: str) -> Styled:
    """About a variable or a field of the session; empty when there is none, or it is what the library put there."""
    value = _value_at(session, asked)
    named = catalogue.named(asked)
    if value is None or any(topic.kind == CONSTANT for topic in named):
        return []
    record = record_of_value(value)
    if isinstance(record, HostFunction):
        topic = catalogue.about(record)
        if topic in named:
            return []
        if topic.kind == METHOD:
            return page(topic, session.width, form=_form_of_method(topic, asked))
        return [(PLAIN, f"{asked} is\n"), *page(topic, session.width)]
    if isinstance(record, Prototype):
        about = _function(session, asked, record)
    else:
        about = _variable(session, catalogue, asked, value)
    covered = [topic for topic in named if topic.record is not None and topic.question == asked]
    if covered:
        about += [(MUTED, "It covers what the library has under this name:\n"), *pages(covered, session.width)]
    return about + also([topic for topic in named if topic.question != asked], session.width)


def source(session: Session, asked: str, catalogue: Catalogue) -> Styled:
    """The source of a function that is written in Lua; of one that is not, its page."""
    value = _value_at(session, asked)
    record = record_of_value(value)
    if isinstance(record, Prototype):
        from luashell.repl.help.sources import source_of

        found = source_of(record)
        text = "".join(f"{_shown(line)}\n" for line in found.lines)
        return [(MUTED, f"{_shown(found.where)}\n"), (LUA, text)]
    topics = catalogue.named(asked)
    own = [catalogue.about(record)] if isinstance(record, HostFunction) else topics if value is None else []
    of_library = [topic for topic in own if topic.record is not None]
    if of_library:
        said = f"{asked} is part of luashell, and not written in Lua.\n"
        return [(MUTED, said), *pages(of_library, session.width)]
    if value is not None or topics:
        raise CommandError(f"{asked} is no function written in Lua: ?{asked} tells what it is")
    raise CommandError(f"there is no function {asked}" if asked else "??name shows the source of a function")


def _value_at(session: Session, path: str) -> LuaValue:
    """The value at ``path``, such as ``s:receive``; nil where there is none.

    Nil too for globals of the library that no program has asked for yet.
    """
    name, *fields = from_typed(path).replace(":", ".").split(".")
    value = session.state.globals.items_so_far().get(name)
    for field in fields:
        value = value.raw_get(field) if isinstance(value, LuaTable) else None
    return value


def _function(session: Session, asked: str, prototype: Prototype) -> Styled:
    """How to call a function of the program, what the comment above it says, and where it stands."""
    from luashell.repl.help.sources import source_of

    found = source_of(prototype)
    shown: Styled = [(HEADING, _shown(found.head)), (MUTED, "  a function of this session\n")]
    if found.comment:
        shown.append((PLAIN, wrapped(_shown(found.comment), session.width)))
    shown.append((MUTED, wrapped(f"in {_shown(found.where)}; ??{asked} shows it", session.width)))
    return shown


def _variable(session: Session, catalogue: Catalogue, asked: str, value: LuaValue) -> Styled:
    """What a variable holds now, and what can be done with it."""
    from luashell.repl.printing.layout import brief
    from luashell.repl.printing.sockets import handle_of, socket_line

    handle = handle_of(value)
    if handle is None or not isinstance(value, LuaTable):
        shown = f"{brief(value, min(LONGEST_VALUE, 4 * session.width), session.state.globals)}\n"
        return [(HEADING, asked), (MUTED, f"  a {type_name(value)} of this session\n"), (LUA, shown)]
    records = [record_of_value(method) for _, method in value.raw_items()]
    methods = [catalogue.about(record) for record in records if isinstance(record, HostFunction)]
    rows = [(_form_of_method(topic, f"{asked}:{topic.names[-1]}"), topic.summary) for topic in methods]
    return [
        (HEADING, asked),
        (MUTED, "  a socket of this session\n"),
        (PLAIN, wrapped(socket_line(handle), session.width, others="  ")),
        *listed(sorted(rows), session.width),
    ]


def _form_of_method(topic: Topic, asked: str) -> str:
    """How a method of the socket called so is written: ``s:receive([pattern, ...])``."""
    return f"{asked}{topic.form.removeprefix(topic.question)}"


def _shown(source: str) -> str:
    """Lua source as text that steers no terminal."""
    return printable(to_display(source))
