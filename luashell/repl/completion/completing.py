"""What could come next: the door of completion."""

from __future__ import annotations

from luashell.repl.completion import fields, strings, words
from luashell.repl.completion.candidates import COMMAND, Candidate, fitting
from luashell.repl.completion.chains import chain_before
from luashell.repl.completion.reading import CODE, IN_STRING, Reading, behind_commands
from luashell.repl.completion.structure import Structure
from luashell.runtime.numerals import BLANKS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from luashell.repl.registry import Command
    from luashell.repl.session import Session

__all__ = ["complete"]


def complete(session: Session, text: str, cursor: int) -> list[Candidate]:
    """What could stand at the ``cursor``, an offset into ``text``, for what was begun there; the likeliest first.

    Texts are as typed. Never raises, runs no code of a program, and takes time in proportion to the text and to the
    number of names.
    """
    before, after = behind_commands(text[:cursor]), text[cursor:]
    entry = before.lstrip(BLANKS)
    if entry.startswith(":"):
        return _in_command(session, before, after, entry)
    if entry.startswith("?"):
        return _in_question(session, before, entry)
    return _in_lua(session, before, after)


def _in_lua(session: Session, before: str, after: str) -> list[Candidate]:
    reading = Reading(before)
    structure = Structure(reading)
    if reading.place == IN_STRING:
        return strings.complete(session, structure, reading, after)
    if reading.place != CODE or structure.names_something:
        return []
    if structure.before in (".", ":"):
        return fields.complete(session.state, structure, reading)
    candidates = words.candidates(session.state, structure, reading)
    if structure.before in ("(", ",", "["):
        candidates = [*strings.candidates(session, structure, reading), *candidates]
    return fitting(reading.word, candidates)


def _in_command(session: Session, before: str, after: str, entry: str) -> list[Candidate]:
    """``:name argument``; what a command without a completer of its own takes is Lua."""
    name, blank, argument = entry.partition(" ")
    commands = [command for registry in session.commands for command in registry]
    if not blank:
        start = len(before) - len(entry)
        return fitting(entry, [_command(command, start) for command in commands])
    argument = argument.lstrip(" ")
    start = len(before) - len(argument)
    for command in commands:
        if name == f":{command.name}" and " " in command.usage:
            if command.completer is None:
                return _in_lua(session, " " * start + argument, after)
            offered = command.completer(session, argument)
            is_there = max(argument.rfind(" "), argument.rfind("/")) + 1  # the words and folders before the last
            return [Candidate(each[is_there:], start + is_there, COMMAND, meaning) for each, meaning in offered]
    return []


def _command(command: Command, start: int) -> Candidate:
    takes_argument = " " in command.usage
    name = f":{command.name}"
    return Candidate(name, start, COMMAND, command.summary, f"{name} " if takes_argument else name)


def _in_question(session: Session, before: str, entry: str) -> list[Candidate]:
    """``?name`` and ``??name``: all that help knows, and what a program has defined."""
    question = entry.lstrip("?").lstrip(" ")
    start = len(before) - len(question)
    reading = Reading(" " * start + question)
    structure = Structure(reading)
    if len(structure.kinds) > 2 and chain_before(structure, len(structure.kinds) - 1) is not None:
        found = fields.complete(session.state, structure, reading)
        if found:
            return found
    return fitting(question, words.questions(session, start, sources_only=entry.startswith("??")))
