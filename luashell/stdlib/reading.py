"""Reading ahead, and the formats of ``read`` (6.5.1) on what has been read.

A Reader holds what the system has delivered until somebody takes it: an interrupt during a wait loses nothing. Lines
and words, which programs read in long loops, are cut many at a time; the first other request gives back what was cut
too early, and the next cuts are small again, so that programs which mix formats do not pay for it.
"""

from __future__ import annotations

import io
import os
from errno import EINVAL, ESPIPE

from luashell.runtime.numerals import string_to_number
from luashell.runtime.text import from_bytes, to_bytes
from luashell.runtime.values import MISSING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO, Final

    from luashell.runtime.aliases import LuaValue

__all__ = ["Reader", "scan_number"]

LINES: Final[tuple[LuaValue, ...]] = (MISSING, "*l")
WORDS: Final[tuple[LuaValue, ...]] = ("*w",)
"""The formats that ask for a line, or for a word."""

_NOTHING: Final[Iterator[str]] = iter(())

_CHUNK: Final = 65536  # bytes asked of the system at a time
_FIRST_CUT: Final = 128  # bytes looked at when lines or words are cut ahead: from here ...
_LARGEST_CUT: Final = 32768  # ... to here, as long as nothing else is asked for
_GLANCE: Final = 64  # bytes looked at to find the end of one word or number

_SOLID: Final = bytes(byte for byte in range(256) if not bytes((byte,)).isspace())  # all that isspace() is false for
_BLANKS_AS_SPACES: Final = bytes(byte if byte in _SOLID else 32 for byte in range(256))
_PLAIN_NUMERAL: Final = b"+-.0123456789Ee"


class Reader:
    """The bytes of a binary stream, read ahead, with everything that Lua and others read from them.

    ``before_wait`` is called before the system is asked for more. Errors of the system end the data, as in C's stdio:
    reading just finds nothing. Whoever reads the same stream in Python uses ``readline`` and ``read`` of its Reader.
    """

    __slots__ = ("_before_wait", "_cut", "_cut_source", "_held", "_position", "_read", "ahead", "stream")

    def __init__(self, stream: BinaryIO, before_wait: Callable[[], None] | None = None) -> None:
        self.stream = stream
        self.ahead: dict[LuaValue, Iterator[str]] = {}
        """What is cut already, under the formats that it answers."""
        self._read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
        self._before_wait = before_wait
        self._held = bytearray()
        self._position = 0  # in what is held; behind what is cut
        self._cut = _FIRST_CUT
        self._cut_source = b""  # the bytes that were cut into words

    # ---- the formats

    def line(self) -> str | None:
        """``*l``: up to the next LF, which is taken but not returned; None at the end of the file."""
        line = next(self.ahead.get(LINES[0], _NOTHING), None)
        if line is not None:
            return line
        self._give_back()
        end = self._held.rfind(b"\n", self._position, self._position + self._cut)
        if end < 0:
            return self._long_line()
        lines = iter(from_bytes(self._held[self._position : end]).split("\n"))
        self._position = end + 1
        self.ahead = dict.fromkeys(LINES, lines)
        return next(lines)

    def word(self) -> str | None:
        """``*w``: blanks are skipped, then up to the next blank, which is not taken; None at the end of the file."""
        word = next(self.ahead.get(WORDS[0], _NOTHING), None)
        if word is not None:
            return word
        self._give_back()
        source = bytes(self._held[self._position : self._position + self._cut])
        source = source.rstrip(_SOLID).rstrip()  # the last word may not be complete
        if not source:
            return self._long_word()
        words = filter(None, from_bytes(source.translate(_BLANKS_AS_SPACES)).split(" "))
        self._position += len(source)
        self._cut_source = source
        self.ahead = dict.fromkeys(WORDS, words)
        return next(words)

    def number(self) -> float | None:
        """``*n``: blanks are skipped, then a number as C's ``scanf`` reads it; None when there is none."""
        if not self._skip_blanks():
            return None
        glance = self._held[self._position : self._position + _GLANCE]
        length = len(glance) - len(glance.lstrip(_SOLID))
        if length < len(glance) and not glance[:length].strip(_PLAIN_NUMERAL):
            try:
                number = float(glance[:length])
            except ValueError:
                pass
            else:
                self._position += length
                return number
        length, scanned = scan_number(self._peek)
        self._position += length
        return scanned

    def up_to(self, count: int) -> str:
        """The next ``count`` bytes; fewer at the end of the file."""
        self._give_back()
        while len(self._held) - self._position < count and self._more():
            pass
        return self._take(min(self._position + count, len(self._held)))

    def rest(self) -> str:
        """``*a``: everything up to the end of the file."""
        self._give_back()
        while self._more():
            pass
        return self._take(len(self._held))

    # ---- for Python, as other binary streams

    def readline(self) -> bytes:
        """The next line with its LF; without it, or empty, at the end of the file."""
        self._give_back()
        return to_bytes(self._take(self._line_end()))

    def read(self, count: int = -1) -> bytes:
        """``count`` bytes, fewer at the end of the file; everything up to there when it is negative."""
        return to_bytes(self.rest() if count < 0 else self.up_to(count))

    def isatty(self) -> bool:
        """Is this a terminal?"""
        return self.stream.isatty()

    def fileno(self) -> int:
        """The file descriptor; raises OSError when there is none."""
        return self.stream.fileno()

    # ---- what is held

    def unread(self) -> int:
        """How many bytes are held that nobody has taken."""
        self._give_back()
        return len(self._held) - self._position

    def seek(self, offset: int, whence: int) -> int:
        """Move as ``lseek``, seen from what was taken; what is held is dropped. Returns the new position.

        Raises OSError, and keeps everything, when the stream cannot do so.
        """
        held = self.unread()
        try:
            position = self.stream.seek(offset - held if whence == os.SEEK_CUR else offset, whence)
        except io.UnsupportedOperation:
            raise OSError(ESPIPE, os.strerror(ESPIPE)) from None
        except OverflowError:
            raise OSError(EINVAL, os.strerror(EINVAL)) from None
        self._held.clear()
        self._position = 0
        return position

    def _give_back(self) -> None:
        """What was cut but not asked for is no longer taken."""
        if not self.ahead:
            return
        too_early = [*next(iter(self.ahead.values()))]
        if not too_early:
            self._cut = min(self._cut * 4, _LARGEST_CUT)
        elif LINES[0] in self.ahead:
            self._cut = _FIRST_CUT
            self._position -= sum(map(len, too_early)) + len(too_early)
        else:
            self._cut = _FIRST_CUT
            taken = self._cut_source.rsplit(None, len(too_early))[0]
            self._position -= len(self._cut_source) - len(taken)
        self.ahead = {}

    def _take(self, end: int) -> str:
        """What is held before ``end``."""
        taken = from_bytes(self._held[self._position : end])
        self._position = end
        return taken

    def _more(self) -> bool:
        """Hold more bytes, waiting for them if need be; False when none come."""
        held = self._held
        del held[: self._position]
        self._position = 0
        before = len(held)
        if self._before_wait is not None:
            self._before_wait()
        try:
            # All in C: an interrupt comes before bytes are taken from the system or after they are held, not between.
            any(map(held.extend, filter(None, map(self._read, (_CHUNK,)))))
        except (OSError, ValueError):  # ValueError: somebody has closed the stream
            return False
        return len(held) > before

    def _peek(self, offset: int) -> str:
        """The byte at ``offset``, an empty string at the end of the file."""
        while self._position + offset >= len(self._held):
            if not self._more():
                return ""
        return chr(self._held[self._position + offset])

    def _skip_blanks(self) -> bool:
        """Take blanks; False when nothing follows them."""
        self._give_back()
        while True:
            glance = self._held[self._position : self._position + _GLANCE]
            solid = glance.lstrip()
            self._position += len(glance) - len(solid)
            if solid:
                return True
            if not glance and not self._more():
                return False

    def _line_end(self) -> int:
        """Where the next line ends, its LF included: the position itself at the end of the file."""
        searched = 0
        while (end := self._held.find(b"\n", self._position + searched)) < 0:
            searched = len(self._held) - self._position
            if not self._more():
                return len(self._held)
        return end + 1

    def _long_line(self) -> str | None:
        end = self._line_end()
        return self._take(end).removesuffix("\n") if end > self._position else None

    def _long_word(self) -> str | None:
        if not self._skip_blanks():
            return None
        length = 0
        while True:
            start = self._position + length
            glance = self._held[start : start + _GLANCE]
            solid = len(glance) - len(glance.lstrip(_SOLID))
            length += solid
            if solid < len(glance) or (not glance and not self._more()):
                return self._take(self._position + length)


def scan_number(peek: Callable[[int], str]) -> tuple[int, float | None]:
    """How many bytes C's ``scanf("%lf")`` takes, and the number that it makes of them; None when there is none.

    ``peek(i)`` is the byte at offset i, an empty string at the end of the file. What looked like the beginning of a
    number is taken even when none comes of it, since only one byte can be put back (glibc).
    """
    sign = peek(0) if peek(0) in ("+", "-") else ""
    start = len(sign)
    first = peek(start).lower()
    if first == "n":
        return _scan_name(peek, sign, "nan")
    if first == "i":
        return _scan_name(peek, sign, "infinity")

    is_hexadecimal = first == "0" and peek(start + 1).lower() == "x"
    prefix, digits, mark = ("0x", "0123456789abcdef", "p") if is_hexadecimal else ("", "0123456789", "e")
    mantissa = _scan_digits(peek, start + len(prefix), digits, allow_point=True)
    position = start + len(prefix) + len(mantissa)
    if mantissa in ("", "."):  # "0x." is a zero, since C's strtod then takes the "0"
        return position, float(sign + "0") if prefix and mantissa else None
    exponent = ""
    if peek(position).lower() == mark:
        position += 1
        exponent_sign = peek(position) if peek(position) in ("+", "-") else ""
        power = _scan_digits(peek, position + len(exponent_sign), "0123456789", allow_point=False)
        position += len(exponent_sign) + len(power)
        if power:
            exponent = mark + exponent_sign + power
    return position, string_to_number(sign + prefix + mantissa + exponent)


def _scan_digits(peek: Callable[[int], str], start: int, digits: str, *, allow_point: bool) -> str:
    """The digits, and the first point among them, from ``start`` on; in lower case."""
    found = ""
    while character := peek(start + len(found)).lower():
        if character not in digits and not (allow_point and character == "." and "." not in found):
            break
        found += character
    return found


def _scan_name(peek: Callable[[int], str], sign: str, name: str) -> tuple[int, float | None]:
    """``nan``, ``inf`` or ``infinity`` in any case; the first wrong letter is taken too."""
    matched = 0
    while matched < len(name) and peek(len(sign) + matched).lower() == name[matched]:
        matched += 1
    length = len(sign) + matched
    if matched in {3, len(name)}:
        return length, float(sign + name)
    return length + len(peek(length)), None
