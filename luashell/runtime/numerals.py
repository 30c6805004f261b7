"""Numbers and their text (specification 1.7, 1.8): C's ``%.16g`` one way, C's ``strtod`` the other."""

from __future__ import annotations

from math import copysign

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

__all__ = ["BLANKS", "TEXT_OF", "number_to_string", "string_to_number"]

BLANKS: Final = " \t\n\v\f\r"
"""What C's isspace accepts in the "C" locale."""

_ODD_BLANKS: Final = "\x1c\x1d\x1e\x1f"  # Python's float() skips these too; C does not


def number_to_string(number: float) -> str:
    """``%.16g``, and ``nan`` or ``-nan`` by the sign bit as the C library prints it."""
    if -1e15 < number < 1e15 and number % 1.0 == 0.0 and number:
        return f"{int(number)}"
    if number != number:
        return "-nan" if copysign(1.0, number) < 0 else "nan"
    return "%.16g" % number


class _TextOfNumbers(dict[float, str]):
    """A bounded cache from number to text, for concatenation; zero stays out, since -0 equals 0 but prints ``-0``.

    Looking up anything but a number raises TypeError, which sends generated code to its slow path.
    """

    __slots__ = ()

    def __missing__(self, number: float) -> str:
        if number.__class__ is not float:
            raise TypeError("not a number")
        text = number_to_string(number)
        if number and len(self) < 4096:
            self[number] = text
        return text


TEXT_OF: Final = _TextOfNumbers()
"""``TEXT_OF[number]`` is number_to_string(number), remembered for up to 4,096 numbers."""


def string_to_number(text: str) -> float | None:
    """The number that ``text`` stands for by C's ``strtod``, or None.

    Everything up to the first NUL counts; blanks around are allowed; hexadecimal, ``inf`` and ``nan`` are numbers.
    """
    if text.isdecimal():  # the usual case; of 256 characters only the ten digits are decimal
        return float(text)
    if "\0" in text:
        text = text[: text.index("\0")]
    text = text.strip(BLANKS)
    if not text.isascii() or "_" in text or text[:1] in _ODD_BLANKS or text[-1:] in _ODD_BLANKS:
        return None  # the empty text is "in" any string: it returns here
    try:
        return float(text)
    except ValueError:
        return _unusual_number(text.lower())


def _unusual_number(text: str) -> float | None:
    """Hexadecimal and ``nan(...)``, in lower case."""
    negative = text.startswith("-")
    body = text[1:] if text[0] in "+-" else text
    if body.startswith("0x") and body[2:3] not in ("", "-", "+"):
        try:
            number = float.fromhex(body)
        except ValueError:
            return None
        except OverflowError:
            number = float("inf")
    elif body.startswith("nan(") and body.endswith(")") and body[4:-1].isalnum():
        number = float("nan")
    else:
        return None
    return -number if negative else number
