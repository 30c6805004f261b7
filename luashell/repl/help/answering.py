"""A question at the prompt: what stands behind ``?``."""

from __future__ import annotations

from luashell.repl.registry import CommandError
from luashell.repl.styled import LUA, PLAIN
from luashell.runtime.frames import HostFunction, record_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from luashell.repl.session import Session
    from luashell.repl.styled import Styled

__all__ = ["help_on"]


def help_on(session: Session, question: str) -> Styled:
    """What is known about ``question``. Raises CommandError when that is nothing."""
    name = question.strip()
    code = getattr(session.state.globals_get(name), "__code__", None)
    record = None if code is None else record_of(code)
    if not isinstance(record, HostFunction):
        raise CommandError(f"nothing is known about {name or 'that'}")
    return [(LUA, f"{record.signature}\n"), (PLAIN, f"{record.meaning}\n"), (PLAIN, f"gives {record.results}\n")]
