"""What the mail server has received: written by its thread, read by the web server's and by whoever asks."""

from __future__ import annotations

import threading

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["Mailbox", "Message"]

MOST_MESSAGES: Final = 100
MOST_BYTES: Final = 64 * 1024 * 1024


class Message:
    """A message as it came: its ``number`` counts from 1, ``sender`` and ``recipients`` are those of the envelope.

    ``content`` is header and body, every line ended by CR LF, without the dots that SMTP adds.
    """

    __slots__ = ("content", "number", "recipients", "sender")

    def __init__(self, number: int, sender: str, recipients: tuple[str, ...], content: bytes) -> None:
        self.number = number
        self.sender = sender
        self.recipients = recipients
        self.content = content

    def __repr__(self) -> str:
        return f"Message({self.number}, {self.sender!r}, {self.recipients!r}, {len(self.content)} bytes)"


class Mailbox:
    """The last messages, as many as there is room for; any thread may ask and add."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._messages: list[Message] = []
        self._number = 0

    def add(self, sender: str, recipients: tuple[str, ...], content: bytes) -> Message:
        """Keep one more message, and drop old ones that there is no room for."""
        with self._lock:
            self._number += 1
            message = Message(self._number, sender, recipients, content)
            self._messages.append(message)
            del self._messages[:-MOST_MESSAGES]
            while sum(len(kept.content) for kept in self._messages) > MOST_BYTES:
                del self._messages[0]
            return message

    def messages(self) -> list[Message]:
        """What is kept, the oldest first."""
        with self._lock:
            return self._messages.copy()
