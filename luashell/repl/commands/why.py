"""Why an error happened."""

from __future__ import annotations

from luashell.repl.registry import CommandError, Commands

TYPE_CHECKING = False
if TYPE_CHECKING:
    from luashell.repl.session import Session
    from luashell.repl.styled import Styled

__all__ = ["commands"]

commands = Commands("Errors")


@commands.add(":why [message]", "explains the last error, or a message, and what may help")
def why(session: Session, argument: str) -> Styled:
    """The message may be in quotes."""
    from luashell.repl.why.answering import why_failed, why_message  # loaded when somebody asks

    message = argument
    if len(message) > 1 and message[0] == message[-1] and message[0] in "\"'":
        message = message[1:-1]
    if message:
        return why_message(session, message)
    if session.last_error is None:
        raise CommandError("there was no error in this session; :why MESSAGE explains a message")
    return why_failed(session, session.last_error)
