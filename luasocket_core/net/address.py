"""Addresses and ports: what counts as an IP literal, as a port, as a host name (specification 2.4, 7.4).

The one home of the address family: this library speaks IPv4.
"""

from __future__ import annotations

import socket

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["FAMILY", "WILDCARD", "ip_literal", "is_host_name", "port_number"]

FAMILY: Final = int(socket.AF_INET)

WILDCARD: Final = "0.0.0.0"  # noqa: S104  # this is what a script's "*" asks for
"""All interfaces of this machine."""

_DIGITS: Final = {8: frozenset("01234567"), 10: frozenset("0123456789"), 16: frozenset("0123456789abcdefABCDEF")}
_NAME_CHARACTERS: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")
_WHITE_SPACE: Final = " \t\n\v\f\r"


def ip_literal(text: str) -> str | None:
    """The dotted address that ``text`` denotes as the C function inet_aton reads it, or None.

    One to four parts, decimal, octal (``010``) or hexadecimal (``0x10``); the last fills the remaining bytes. Whatever
    follows white space is ignored. Written out here because systems differ: ``127.1`` is ``127.0.0.1``.
    """
    try:
        socket.inet_pton(FAMILY, text)
    except (OSError, ValueError):
        return _unusual_literal(text)
    return text  # the usual form, which all systems read alike


def _unusual_literal(text: str) -> str | None:
    for blank in _WHITE_SPACE:
        text = text.partition(blank)[0]
    parts = text.split(".", 4)
    if len(parts) > 4:
        return None
    *leading, last = map(_part, parts)
    value = 0
    for part in leading:
        if part is None or part > 255:
            return None
        value = value << 8 | part
    bits_left = 8 * (4 - len(leading))
    if last is None or last >= 1 << bits_left:
        return None
    value = value << bits_left | last
    return ".".join(str(value >> shift & 255) for shift in (24, 16, 8, 0))


def _part(text: str) -> int | None:
    if text[:2] in {"0x", "0X"}:
        base, digits = 16, text[2:]
    elif text[:1] == "0":
        base, digits = 8, text
    else:
        base, digits = 10, text
    # Twelve digits are more than any part needs; a longer one is zeros, or too large.
    digits = digits.lstrip("0") or digits[:1]
    if not digits or len(digits) > 12 or not _DIGITS[base].issuperset(digits):
        return None
    return int(digits, base)


def port_number(port: float) -> int:
    """``port`` truncated toward zero and reduced modulo 65536; 0 for NaN and infinities."""
    return 0 if port - port != 0 else int(port) & 0xFFFF


def is_host_name(name: str) -> bool:
    """Can a resolver be asked for ``name``? Python's would encode or refuse the others in ways of its own (7.4)."""
    labels = name.removesuffix(".").split(".")
    return len(name) <= 255 and _NAME_CHARACTERS.issuperset(name) and all(0 < len(label) <= 63 for label in labels)
