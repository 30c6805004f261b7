"""How long the protocols wait, and how much they take from a peer: the limits, in one table."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["DEFAULTS", "ProtocolLimits"]

DEFAULTS: Final = {
    "wait": 60.0,  # seconds of a single wait; whoever sets it sets ``mail_wait`` too
    "mail_wait": 180.0,  # seconds of a single wait for a mail server, which may be slow (RFC 5321, 4.5.3.2)
    "connect": 60.0,  # seconds to connect
    "rate": 100.0,  # bytes per second that a peer has to deliver, over a minute of waiting for them; 0: any
    "line": 65536.0,  # bytes of a line
    "reply": 65536.0,  # bytes of a reply or greeting of several lines
    "headers": 100.0,  # fields in a header block
    "header_block": 262144.0,  # bytes of a header block, with all else that comes beside a body
    "body": 1073741824.0,  # bytes of a document or file
    "redirects": 5.0,  # that are followed one after another
}


class ProtocolLimits:
    """The limits by name, as attributes; numbers, at least 0. Those that are not given are the usual ones.

    Two go together with others unless these are given as well: ``mail_wait`` is the ``wait`` that is given, and a line
    as long as is allowed fits into a ``reply`` and a ``header_block``.
    """

    __slots__ = tuple(DEFAULTS)

    wait: float
    mail_wait: float
    connect: float
    rate: float
    line: float
    reply: float
    headers: float
    header_block: float
    body: float
    redirects: float

    def __init__(self, **given: float) -> None:
        self._set(DEFAULTS | _implied(given) | given)

    def changed(self, given: dict[str, float]) -> ProtocolLimits:
        """These limits, but for those that are ``given`` and what goes together with them."""
        limits = ProtocolLimits()
        limits._set(self.by_name() | _implied(given) | given)
        return limits

    def by_name(self) -> dict[str, float]:
        """The limits as a new dictionary."""
        return {name: getattr(self, name) for name in DEFAULTS}

    def _set(self, limits: dict[str, float]) -> None:
        for name, value in limits.items():
            setattr(self, name, value)


def _implied(given: dict[str, float]) -> dict[str, float]:
    """The limits that go together with those given."""
    implied = {"mail_wait": given["wait"]} if "wait" in given else {}
    if "line" in given:
        implied |= {name: max(given["line"], DEFAULTS[name]) for name in ("reply", "header_block")}
    return implied
