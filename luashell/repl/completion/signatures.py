"""The signature of the call being typed, with the argument at the cursor marked."""

from __future__ import annotations

from luashell.repl.completion.calls import call_at
from luashell.repl.completion.meanings import meaning_of_function, parameters_of
from luashell.repl.completion.reading import NOWHERE, Reading, behind_commands
from luashell.repl.completion.structure import Structure
from luashell.repl.completion.written import IN_THIS_ENTRY
from luashell.runtime.frames import HostFunction, Prototype
from luashell.runtime.numerals import BLANKS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from luashell.repl.completion.calls import Call
    from luashell.repl.session import Session

__all__ = ["Signature", "signature_at"]

REST: Final = "..."


class Signature:
    """How a function is called: ``pieces`` of text, each with whether it names the argument being typed.

    ``meaning`` says in one line what the function does.
    """

    __slots__ = ("meaning", "pieces")

    def __init__(self, pieces: list[tuple[str, bool]], meaning: str) -> None:
        self.pieces = pieces
        self.meaning = meaning


def signature_at(session: Session, text: str, cursor: int) -> Signature | None:
    """The signature of the innermost call that holds the cursor, or of the command; None when there is none.

    ``cursor`` is an offset into ``text``, which is as it was typed.
    """
    before = text[:cursor]
    before = behind_commands(before)
    entry = before.lstrip(BLANKS)
    if entry[:1] in (":", "?"):
        return _of_command(session, entry)
    reading = Reading(before)
    if reading.place == NOWHERE and before.endswith("\n"):
        return None
    call = call_at(session.state, Structure(reading), reading)
    return None if call is None else _of_call(call)


def _of_command(session: Session, entry: str) -> Signature | None:
    """The usage of a command whose arguments are being typed."""
    name, blank, _ = entry[1:].partition(" ")
    if entry[0] == ":" and blank:
        for registry in session.commands:
            for command in registry:
                if command.name == name and " " in command.usage:
                    return Signature([(command.usage, False)], command.summary)
    return None


def _of_call(call: Call) -> Signature:
    function = call.function
    if isinstance(function, HostFunction):
        parameters = function.signature.partition("(")[2].removesuffix(")")
        at = call.argument if call.takes_socket else call.position
        meaning = function.meaning
    else:
        names = function if isinstance(function, list) else parameters_of(function)
        if isinstance(function, Prototype) and call.chain.is_method and names[:1] != [REST]:
            del names[:1]
        parameters, at = ", ".join(names), call.argument
        meaning = IN_THIS_ENTRY if isinstance(function, list) else meaning_of_function(function)
    pieces = [(f"{call.chain.text}(", False), *_marked(parameters, at), (")", False)]
    return Signature(pieces, meaning)


def _marked(parameters: str, argument: int) -> list[tuple[str, bool]]:
    """``a [, b], c`` in pieces; marked are the parameters that this argument, from 0, may be for."""
    pieces: list[tuple[str, bool]] = []
    end = 0
    for begin, after, is_marked in _spans(parameters, argument):
        pieces += [(parameters[end:begin], False), (parameters[begin:after], is_marked)]
        end = after
    return [piece for piece in (*pieces, (parameters[end:], False)) if piece[0]]


def _spans(parameters: str, argument: int) -> list[tuple[int, int, bool]]:
    """Where each parameter begins and ends, and whether ``argument`` may be for it.

    What stands in brackets may be left out; then what follows the brackets moves forward.
    """
    places: list[tuple[int, int, frozenset[int]]] = []  # with the brackets around it
    around: tuple[int, ...] = ()
    begin = 0
    for position, character in enumerate(f"{parameters},"):
        if character in "[], ":
            if begin < position:
                places.append((begin, position, frozenset(around)))
            begin = position + 1
        if character == "[":
            around = (*around, position)
        elif character == "]":
            around = around[:-1]
    may_be_left_out = 0
    spans = []
    for number, (begin, end, brackets) in enumerate(places):
        is_rest = parameters[begin:end] == REST
        spans.append((begin, end, number - may_be_left_out <= argument and (is_rest or argument <= number)))
        if any(brackets - later for _, _, later in places[number + 1 :]):
            may_be_left_out += 1
    return spans
