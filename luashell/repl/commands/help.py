"""Finding one's way: help, the keys, the tour."""

from __future__ import annotations

from luashell.repl.registry import Commands
from luashell.repl.styled import HEADING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from luashell.repl.session import Session
    from luashell.repl.styled import Styled

__all__ = ["commands"]

commands = Commands("Help")


def _topics(session: Session, argument: str) -> Iterator[tuple[str, str]]:
    from luashell.repl.help.catalogue import catalogue_for

    for topic in catalogue_for(session.commands).topics:
        if topic.question.startswith(argument):
            yield topic.question, topic.summary


@commands.add(":help [NAME]", "explains a name, as ?NAME does; alone: how to ask, and all commands", _topics)
def show_help(session: Session, argument: str) -> Styled:
    """Raises CommandError when nothing is known about it."""
    from luashell.repl.help.answering import help_on

    return help_on(session, argument)


@commands.add(":keys", "lists the keys of the prompt")
def show_keys(session: Session, _argument: str) -> Styled:
    """Those of the chosen way of editing."""
    from luashell.repl.help.layout import explained
    from luashell.repl.keymap import KEYMAP

    shown: Styled = []
    for subject, keys in KEYMAP:
        here = [key for key in keys if key.mode in ("", session.settings.editing_mode)]
        shown.append((HEADING, f"{subject}\n"))
        shown += explained(((key.label, key.meaning) for key in here), session.width)
    return shown


def _steps(_session: Session, argument: str) -> Iterator[tuple[str, str]]:
    from luashell.repl.help.tour.steps import STEPS

    words = (
        ("next", "the next step"),
        ("back", "the step before"),
        ("start", "from the beginning"),
        ("stop", "no more"),
    )
    titles = ((str(number), step.title) for number, step in enumerate(STEPS, start=1))
    return ((word, meaning) for word, meaning in (*words, *titles) if word.startswith(argument))


@commands.add(
    ":tour [next|back|start|stop|N]", "eight short steps through Lua and its sockets; goes on where you left", _steps
)
def take_tour(session: Session, argument: str) -> Styled:
    """Raises CommandError for a step that there is not."""
    from luashell.repl.help.tour.guide import go

    return go(session, argument)
