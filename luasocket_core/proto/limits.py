"""How long the protocols wait, and how much they take from a peer: the limits, in one table."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["DEFAULTS", "ProtocolLimits"]

DEFAULTS: Final = {
    "wait": 60.0,  # seconds of a single wait; for SMTP three times that
    "rate": 100.0,  # bytes per second that a peer has to deliver, over a minute of waiting for them; 0: any
    "connect": 60.0,  # seconds to connect
    "line": 65536.0,  # bytes of a line, and of a reply of several lines
    "headers": 100.0,  # fields in a header block, which may have four times ``line`` bytes
    "body": 1073741824.0,  # bytes of a document or file
    "redirects": 5.0,  # that are followed one after another
}


class ProtocolLimits:
    """The limits by name, as attributes; numbers, at least 0."""

    __slots__ = tuple(DEFAULTS)

    wait: float
    rate: float
    connect: float
    line: float
    headers: float
    body: float
    redirects: float

    def __init__(self, **changes: float) -> None:
        for name, value in {**DEFAULTS, **changes}.items():
            setattr(self, name, value)

    def by_name(self) -> dict[str, float]:
        """The limits as a new dictionary."""
        return {name: getattr(self, name) for name in DEFAULTS}

    @property
    def mail_wait(self) -> float:
        """Seconds of a single wait for a mail server, which may be slow (RFC 5321, 4.5.3.2)."""
        return 3 * self.wait

    @property
    def header_block(self) -> float:
        """Bytes of a header block."""
        return 4 * self.line
