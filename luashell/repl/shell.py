"""The shell without a terminal: an entry goes in, the text to show for it comes out."""

from __future__ import annotations

from luashell.repl.advice.locals_hint import LocalsHint
from luashell.repl.advice.silence_hints import TrueHint, hint_on_comment
from luashell.repl.advice.suggestions import suggest
from luashell.repl.commands import REGISTRIES, command_named
from luashell.repl.entry import COMMAND, EMPTY, HELP, LUA, entries_in, read_entry
from luashell.repl.evaluation import evaluate
from luashell.repl.help.answering import help_on
from luashell.repl.registry import CommandError
from luashell.repl.styled import ERROR
from luashell.runtime.text import from_typed, to_typed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from luashell.repl.session import Session
    from luashell.repl.styled import Styled

__all__ = ["Shell"]


class Shell:
    """Answers the entries of a session. Entries are text as it was typed, answers text for the screen."""

    def __init__(self, session: Session) -> None:
        self.session = session
        session.commands = REGISTRIES
        session.observers += [LocalsHint(session), TrueHint(session)]

    def entries_in(self, typed: str) -> list[str]:
        """The entries that are handed in with ``typed``: commands and questions end with their line."""
        return [to_typed(entry) for entry in entries_in(from_typed(typed))]

    def needs_more(self, typed: str) -> bool:
        """Is ``typed`` only the beginning of an entry?"""
        return read_entry(from_typed(typed)).is_incomplete

    def answer(self, typed: str) -> Styled:
        """Answer an entry: what is to be shown for it, in whole lines.

        KeyboardInterrupt, SystemExit, and OSError of a stream that takes nothing any more, pass through. Unlike
        that of a file, it has no name.
        """
        try:
            return self._answer(typed)
        except OSError as error:
            if error.filename is None:
                raise
            return [(ERROR, f"{error.filename}: {error.strerror}\n")]
        except Exception as error:  # noqa: BLE001  # a defect of ours, whatever it is, does not end the session
            from luashell.repl.reporting.defects import defect  # seldom needed, we hope

            return defect(error)

    def _answer(self, typed: str) -> Styled:
        entry = read_entry(from_typed(typed))
        if entry.kind == EMPTY:
            return hint_on_comment(self.session, typed)
        observers = [*self.session.observers]
        if entry.kind == LUA:
            answer = evaluate(self.session, entry)
        else:
            try:
                answer = _ANSWERS[entry.kind](self.session, to_typed(entry.source))
            except CommandError as error:
                return [(ERROR, f"{error}\n")]
        return [*answer, *(piece for observe in observers for piece in observe(typed))]


def _run_command(session: Session, typed: str) -> Styled:
    name, _, argument = typed.partition(" ")
    command = command_named(name)
    if command is None:
        meant = suggest(name, [each.name for registry in session.commands for each in registry])
        advice = f"did you mean :{' or :'.join(meant)}?" if meant else ":help lists them"
        raise CommandError(f":{name} is no command; {advice}")
    return command.function(session, argument.strip())


_ANSWERS: Final = {COMMAND: _run_command, HELP: help_on}
