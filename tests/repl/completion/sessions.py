"""A session with a few things in it, and a cursor in the text: for tests of completion."""

from luashell.interpreter import new_state
from luashell.repl.commands import REGISTRIES
from luashell.repl.completion.candidates import Candidate
from luashell.repl.completion.completing import complete
from luashell.repl.completion.signatures import signature_at
from luashell.repl.session import Session

PROGRAM = """
account = {owner = "Ada", balance = 10, ["opened on"] = "1 May", ["end"] = "never"}
function account:deposit(amount, ...) self.balance = self.balance + amount end
nested = {10, {c = {deep = account}}; ["a b"] = {inside = 1}}
function add(first, second) return first + second end
function noted(...) return arg end
_hidden = 1
loop = {}
loop.loop = loop
"""


def session_with(program: str = PROGRAM) -> Session:
    """A session in which ``program`` has been run; close its state."""
    session = Session(new_state())
    session.commands = REGISTRIES
    session.state.load(program, "@bank.lua")()
    return session


def at_cursor(session: Session, text: str) -> list[Candidate]:
    """What could come next where ``|`` stands in ``text``, or at its end."""
    before, _, after = text.partition("|")
    return complete(session, before + after, len(before))


def texts(session: Session, text: str) -> list[str]:
    """What would be inserted."""
    return [candidate.text for candidate in at_cursor(session, text)]


def entries_after(session: Session, text: str) -> list[str]:
    """The text as each candidate would make it."""
    before, _, after = text.partition("|")
    return [before[: each.start] + each.text + after for each in at_cursor(session, text)]


def signature(session: Session, text: str) -> str:
    """The signature at ``|`` or at the end, the current argument between angle brackets; empty if there is none."""
    before, _, after = text.partition("|")
    found = signature_at(session, before + after, len(before))
    return "" if found is None else "".join(f"<{piece}>" if current else piece for piece, current in found.pieces)
