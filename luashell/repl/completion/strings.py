"""What a string that is an argument or a key can be: inside its quotes, or the whole literal before it is begun."""

from __future__ import annotations

from functools import partial

from luashell.repl.completion.arguments import arguments_for, directives_for, takes_file
from luashell.repl.completion.calls import call_at
from luashell.repl.completion.candidates import FIELD, FILE, VALUE, Candidate, by_name, fitting
from luashell.repl.completion.chains import chain_before, value_of
from luashell.repl.completion.fields import entries_of
from luashell.repl.completion.files import files_in
from luashell.repl.completion.meanings import meaning_of
from luashell.repl.completion.reading import string_value
from luashell.repl.completion.structure import CALLABLE_ENDS, Bracket
from luashell.repl.printing.literals import exact_number, quoted
from luashell.runtime.frames import HostFunction
from luashell.runtime.tables import LuaTable
from luashell.runtime.text import to_display, to_typed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Final, TypeAlias

    from luashell.repl.completion.reading import Reading
    from luashell.repl.completion.structure import Structure
    from luashell.repl.session import Session
    from luashell.runtime.aliases import LuaValue
    from luashell.runtime.state import LuaState

    Meaning: TypeAlias = str | Callable[[], str]

__all__ = ["candidates", "complete"]

_CLOSING: Final = {'"': '"', "'": "'", "[[": "]]"}


def complete(session: Session, structure: Structure, reading: Reading, after: str) -> list[Candidate]:
    """What the string may go on with in which the cursor stands; ``after`` is the text behind the cursor."""
    inside = _Inside(reading, after)
    if structure.before == "[":
        return inside.offers([each for each in _keys(session.state, structure) if isinstance(each[0], str)], FIELD, "]")
    function, position = _argument(session.state, structure, reading)
    if takes_file(function, position):
        return inside.files()
    if inside.begun.endswith("%"):
        return inside.directives(directives_for(function, position))
    values = [each for each in arguments_for(session, function, position) if isinstance(each[0], str)]
    return inside.offers(values, VALUE)


def candidates(session: Session, structure: Structure, reading: Reading) -> list[Candidate]:
    """Whole literals that could stand at the cursor, where an argument or a key may begin."""
    start = reading.word_start
    if structure.before == "[":
        keys = [(_written(key), meaning) for key, meaning in _keys(session.state, structure)]
        return [Candidate(key, start, FIELD, meaning, f"{key}]") for key, meaning in keys]
    values = arguments_for(session, *_argument(session.state, structure, reading))
    return [Candidate(_written(value), start, VALUE, meaning) for value, meaning in values]


def _written(value: LuaValue) -> str:
    """A string or number as a literal."""
    return quoted(value) if isinstance(value, str) else exact_number(value) if isinstance(value, float) else ""


def _argument(state: LuaState, structure: Structure, reading: Reading) -> tuple[str, int]:
    """The library function one of whose arguments begins at the cursor, and which, from 0; no name if there is none."""
    innermost = structure.open[-1]
    in_brackets = isinstance(innermost, Bracket) and innermost.is_call and innermost.kind == "("
    if (in_brackets and structure.before in ("(", ",")) or structure.before in CALLABLE_ENDS:
        call = call_at(state, structure, reading)
        if call is not None and isinstance(call.function, HostFunction):
            return call.function.name, call.position
    return "", 0


def _keys(state: LuaState, structure: Structure) -> list[tuple[str | float, Meaning]]:
    """The keys of the table that is being indexed with what its value means: strings by name, then numbers."""
    bracket = structure.open[-1]
    chain = chain_before(structure, bracket.position) if isinstance(bracket, Bracket) else None
    table = None if chain is None else value_of(state, structure, chain)
    if not isinstance(table, LuaTable):
        return []
    entries = entries_of(state, table)
    names = by_name(key for key in entries if isinstance(key, str))
    numbers = sorted(key for key in entries if isinstance(key, float))
    keys: list[str | float] = [*names, *numbers]
    return [(key, partial(meaning_of, entries[key])) for key in keys]


class _Inside:
    """A string that is being typed: ``begun`` is the Lua string so far."""

    def __init__(self, reading: Reading, after: str) -> None:
        self._start = reading.word_start
        self._end = reading.word_start + len(reading.word)
        self._delimiter = reading.delimiter
        closing = _CLOSING[reading.delimiter]
        self._closing = "" if after.startswith(closing) else closing
        half_an_escape = (len(reading.word) - len(reading.word.rstrip("\\"))) % 2
        self.begun = string_value(reading.delimiter + reading.word[: len(reading.word) - half_an_escape] + closing)

    def offers(self, values: Iterable[tuple[str | float, Meaning]], kind: str, behind: str = "") -> list[Candidate]:
        """Strings that begin with what was typed; ``behind`` follows a closing delimiter."""
        end = self._closing and self._closing + behind
        return fitting(
            to_display(self.begun),
            [
                Candidate(to_display(value), self._start, kind, meaning, self._written(value) + end)
                for value, meaning in values
                if isinstance(value, str)
            ],
        )

    def files(self) -> list[Candidate]:
        """Names of files; a folder may go on."""
        folder, slash, name = self.begun.rpartition("/")
        found = []
        for each, is_folder, meaning in files_in(folder + slash, hidden=name.startswith(".")):
            text = self._written(f"{folder}{slash}{each}") + ("/" if is_folder else self._closing)
            shown = to_display(each) + ("/" if is_folder else "")
            found.append(Candidate(shown, self._start, FILE, meaning, text))
        return fitting(to_display(name), found)

    def directives(self, directives: Iterable[tuple[str, str]]) -> list[Candidate]:
        """What the ``%`` that was just typed may begin."""
        return [Candidate(text, self._end - 1, VALUE, meaning) for text, meaning in directives]

    def _written(self, value: str) -> str:
        """A Lua string as it is written between these delimiters."""
        inside = quoted(value)[1:-1]
        if self._delimiter == "'":
            return inside.replace('\\"', '"').replace("'", "\\'")
        return inside if self._delimiter == '"' else to_typed(value)
