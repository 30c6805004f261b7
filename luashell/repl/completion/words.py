"""Names and reserved words that could stand at the cursor: as far as the grammar allows, and no further than needed."""

from __future__ import annotations

from functools import partial

from luashell.repl.completion.candidates import FUNCTION, KEYWORD, LOCAL, VARIABLE, Candidate, by_name
from luashell.repl.completion.meanings import description_of, keyword_meaning, meaning_of
from luashell.repl.completion.structure import OPERAND_ENDS, PARAMETERS_END, Block
from luashell.repl.completion.written import IN_THIS_ENTRY
from luashell.repl.printing.literals import is_name
from luashell.runtime.frames import Prototype, record_of_value
from luashell.runtime.values import is_function

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Final

    from luashell.repl.completion.reading import Reading
    from luashell.repl.completion.structure import Structure
    from luashell.repl.session import Session
    from luashell.runtime.state import LuaState

__all__ = ["candidates", "questions"]

_BEGINS_STATEMENT: Final = frozenset(("", ";", "then", "do", "else", "repeat", PARAMETERS_END))
"""Tokens behind which a statement begins; behind an operand one may."""

_STATEMENTS: Final = ("do", "for", "function", "if", "local", "repeat", "return", "while")
_OPERANDS: Final = ("function", "nil", "not")

_LAST: Final = ("break", "return")
"""Words that end what can be done in a block."""

_ENDS: Final[dict[str, tuple[str, ...]]] = {"": (), "if": ("else", "elseif", "end"), "repeat": ("until",)}
"""What ends a block, or its part, by the word that opened it; ``end`` unless it is here."""


def candidates(state: LuaState, structure: Structure, reading: Reading) -> list[Candidate]:
    """Locals, what the program has defined, and the library with the reserved words, in this order."""
    start = reading.word_start
    if structure.needs_in:
        return _reserved(["in"], start)
    if structure.before == "%":
        return _upvalues(state, structure, start)
    own, library = _globals(state, start)
    if structure.names_function:
        return _in_order(own)
    is_behind_operand = structure.before in OPERAND_ENDS
    keywords = _reserved(_keywords(structure, is_behind_operand=is_behind_operand), start)
    if structure.before == "break" or (is_behind_operand and structure.block is None):
        return keywords
    locals_ = _locals(structure.locals(), start)
    own |= _assigned(structure, start)
    library |= {keyword.name: keyword for keyword in keywords}
    return [each for each in _in_order(locals_, own, library) if each.kind == LOCAL or each.name not in locals_]


def questions(session: Session, start: int, *, sources_only: bool) -> list[Candidate]:
    """What can be asked about: what the program has defined, and all topics of help.

    ``sources_only`` leaves what has a source: functions written in Lua.
    """
    own, _ = _globals(session.state, start)
    if sources_only:
        functions = {
            name: each
            for name, each in own.items()
            if isinstance(record_of_value(session.state.globals.peek(name)), Prototype)
        }
        return _in_order(functions)
    from luashell.repl.help.catalogue import catalogue_for

    topics = {
        name: Candidate(name, start, FUNCTION, topic.summary)
        for topic in reversed(catalogue_for(session.commands).topics)  # the first that has a name keeps it
        for name in (*topic.names, topic.question)
        if " " not in name
    }
    return _in_order(own, {name: each for name, each in topics.items() if name not in own})


def _keywords(structure: Structure, *, is_behind_operand: bool) -> list[str]:
    before, block, innermost = structure.before, structure.block, structure.open[-1]
    begins_statement = before in _BEGINS_STATEMENT
    words: list[str] = []
    if is_behind_operand:
        words += ["and", "or"]
        if isinstance(innermost, Block) and innermost.awaiting:
            words.append(innermost.awaiting)
    elif before == "" or not (begins_statement or before == "break"):
        words += _OPERANDS
    if block is not None:
        if begins_statement or is_behind_operand:
            words += _STATEMENTS
            if structure.in_loop:
                words.append("break")
        if begins_statement or is_behind_operand or before in _LAST:
            words += _ENDS.get(block.kind, ("end",))
    return words


def _upvalues(state: LuaState, structure: Structure, start: int) -> list[Candidate]:
    """What ``%`` may stand before: locals of the function around, and globals (2.6). In no function there are none."""
    if not structure.is_in_function:
        return []
    own, library = _globals(state, start)
    locals_ = _locals(structure.locals(1), start)
    return [each for each in _in_order(locals_, own, library) if each.kind == LOCAL or each.name not in locals_]


def _globals(state: LuaState, start: int) -> tuple[dict[str, Candidate], dict[str, Candidate]]:
    """Globals by name: those that the program has defined, and those of the library."""
    own: dict[str, Candidate] = {}
    library: dict[str, Candidate] = {}
    for name, value in state.globals.items_so_far().items():
        if isinstance(name, str) and is_name(name):
            kind = FUNCTION if is_function(value) else VARIABLE
            group = library if state.globals.is_of_library(name) else own
            group[name] = Candidate(name, start, kind, partial(meaning_of, value))
    for name in state.globals.names_ahead():
        library[name] = Candidate(name, start, FUNCTION, partial(_meaning_ahead, name))
    return own, library


def _assigned(structure: Structure, start: int) -> dict[str, Candidate]:
    """Globals that the text assigns before the cursor."""
    found = {}
    for name in structure.assigned:
        parameters = structure.functions.get(name)
        meaning = IN_THIS_ENTRY if parameters is None else f"function ({', '.join(parameters)}), {IN_THIS_ENTRY}"
        found[name] = Candidate(name, start, VARIABLE if parameters is None else FUNCTION, meaning)
    return found


def _meaning_ahead(name: str) -> str:
    """What a global of the library is that no program has asked for yet."""
    function = description_of(name)
    return "" if function is None else function.meaning


def _locals(meanings: dict[str, str], start: int) -> dict[str, Candidate]:
    return {name: Candidate(name, start, LOCAL, meaning) for name, meaning in meanings.items()}


def _reserved(words: Iterable[str], start: int) -> list[Candidate]:
    return [Candidate(word, start, KEYWORD, partial(keyword_meaning, word)) for word in dict.fromkeys(words)]


def _in_order(*groups: dict[str, Candidate]) -> list[Candidate]:
    """Each group by name, one behind the other."""
    return [group[name] for group in groups for name in by_name(group)]
