"""What ``:why`` says: the message, the place, the values there, what it means, and what may help."""

from __future__ import annotations

from luashell.repl.printing.literals import cut_to, safe
from luashell.repl.reporting.answers import advice_on
from luashell.repl.reporting.excerpts import excerpt
from luashell.repl.styled import ERROR, HEADING, HINT, LUA, MUTED, PLAIN
from luashell.repl.why.causes import call_in, causes
from luashell.repl.why.explaining import explain
from luashell.repl.wrapping import wrapped
from luashell.runtime.text import from_typed, to_typed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Final

    from luashell.repl.reporting.failures import Failure
    from luashell.repl.session import Session
    from luashell.repl.styled import Styled

__all__ = ["why_failed", "why_message"]

_LONGEST_MESSAGE: Final = 1000
"""Bytes of a message that are shown."""


def why_failed(session: Session, failure: Failure) -> Styled:
    """Why an error of this session happened."""
    styled: Styled = [(ERROR, f"{shown_message(failure.message) or '(an error without a message)'}\n")]
    if failure.is_returned:
        styled += _values(call_in(failure, session), session.width)
    else:
        styled += excerpt(failure, "", session.width)
        known = [(f"{each.written} = {each.text}", "") for each in failure.values]
        styled += _values([*known, *causes(failure, session)], session.width)
    return [
        *styled,
        *_explained(session, to_typed(failure.message), failure.signature, advice_on(failure, session.state)),
    ]


def why_message(session: Session, message: str) -> Styled:
    """What a message means, text as it is typed."""
    return [(ERROR, f"{shown_message(from_typed(message))}\n"), *_explained(session, message, "", "")]


def shown_message(message: str) -> str:
    """A message on one line, however long it is."""
    return cut_to(safe(message[:_LONGEST_MESSAGE].partition(";\n")[0]), _LONGEST_MESSAGE)


def _values(known: Iterable[tuple[str, str]], width: int) -> Styled:
    """Names with their values, and what is to be said of them."""
    styled: Styled = []
    for code, remark in known:
        styled.append((LUA, f"  {cut_to(safe(code), width - 2)}\n"))
        if remark:
            styled.append((MUTED, wrapped(remark, width, "    ", "    ")))
    return styled


def _explained(session: Session, message: str, signature: str, hint: str) -> Styled:
    explanation = explain(message)
    width = session.width
    if explanation is None:
        return [(PLAIN, wrapped(_without_explanation(signature), width))]
    meaning = explanation.meaning[:1].upper() + explanation.meaning[1:]
    styled: Styled = [(PLAIN, wrapped(meaning, width))]
    fixes = [f"{hint[:1].upper()}{hint[1:]}"] * bool(hint) + [*explanation.fixes]
    if fixes:
        styled.append((HEADING, "What may help\n"))
        styled += [(HINT, wrapped(fix, width, "  - ", "    ")) for fix in fixes]
    return styled


def _without_explanation(signature: str) -> str:
    if signature.startswith("error("):
        return "The program raised this error itself, with error(): the words are its own."
    return "These words are the program's own, or the system's: luashell knows no more about them."
