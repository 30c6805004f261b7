"""How a command of the prompt is offered: a function that carries its name, usage and summary.

A file of ``commands/`` makes a registry of its own, and ``commands/__init__.py`` joins them; help and completion are
made from what they say::

    commands = Commands("Sockets")

    @commands.add(":trace on|off", "shows what sockets do, line by line")
    def trace(session: Session, argument: str) -> Styled: ...
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any, TypeAlias

    from luashell.repl.styled import Styled

    CommandFunction: TypeAlias = Callable[[Any, str], Styled]
    """Takes the session, which knows its commands: so the commands here do not know its class."""
    ArgumentCompleter: TypeAlias = Callable[[Any, str], Iterable[tuple[str, str]]]
    """What could stand where the argument typed so far stands: texts, each with its meaning."""

__all__ = ["Command", "CommandError", "Commands"]


class CommandError(Exception):
    """A command cannot do what was asked; the message says why, for the screen."""


class Command:
    """A command of the prompt: ``name`` without its colon, ``usage`` as typed, ``summary`` one line of what it does."""

    __slots__ = ("completer", "function", "name", "summary", "usage")

    def __init__(
        self, usage: str, summary: str, function: CommandFunction, completer: ArgumentCompleter | None
    ) -> None:
        self.name = usage.partition(" ")[0].removeprefix(":")
        self.usage = usage
        self.summary = summary
        self.function = function
        self.completer = completer


class Commands:
    """Commands under one heading, in order of definition."""

    def __init__(self, title: str) -> None:
        self.title = title
        self._commands: dict[str, Command] = {}

    def add(
        self, usage: str, summary: str, completer: ArgumentCompleter | None = None
    ) -> Callable[[CommandFunction], CommandFunction]:
        """Add the decorated function under the name that begins ``usage``.

        It is called with the session and what was typed behind the name, without blanks around it; it raises
        CommandError. ``completer`` proposes arguments.
        """

        def add(function: CommandFunction) -> CommandFunction:
            command = Command(usage, summary, function, completer)
            self._commands[command.name] = command
            return function

        return add

    def __iter__(self) -> Iterator[Command]:
        return iter(self._commands.values())
