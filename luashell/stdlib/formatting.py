"""What ``format`` does (specification 6.3.1): C's ``sprintf``, one conversion at a time.

A format is read once into literal texts and conversions. Python's ``%`` prints as C does nearly always. The exceptions
are settled here: flags that mean nothing to a conversion are dropped when the format is read, and where the value
decides (zero, infinity, NaN, NUL) the conversion looks at it. What is wrong with a format becomes a conversion that
raises: the errors of the arguments before it come first.
"""

from __future__ import annotations

from math import copysign, inf, isfinite

from luashell.binding.arguments import need_integer, need_long, need_number, need_string
from luashell.errors import LuaError
from luashell.runtime.values import MISSING
from luashell.stdlib.remembering import Remembered

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Final, NoReturn, TypeAlias

    from luashell.runtime.aliases import LuaValue

    Conversion: TypeAlias = Callable[[LuaValue, int], str]
    """From an argument and its position to its text."""

    Piece: TypeAlias = str | tuple[int, Conversion]
    """A literal text, or the position of an argument and its conversion."""

__all__ = ["formatted"]

_INVALID_OPTION: Final = "invalid option in `format'"
_TOO_LONG: Final = "invalid format (width or precision too long)"

_DIGITS: Final = frozenset("0123456789")
_FLAGS: Final = frozenset("-+ #0")
_LONGEST_DIRECTIVE: Final = 18  # bytes of flags, width and precision together
_LONG_STRING: Final = 100  # from this length on, %s without a precision copies the string and nothing more
_QUOTED: Final = str.maketrans({'"': '\\"', "\\": "\\\\", "\n": "\\\n", "\0": "\\000"})


def formatted(template: str, arguments: tuple[LuaValue, ...]) -> str:
    """``template`` with its conversions replaced by the arguments, the first of which is the template itself."""
    texts = []
    count = len(arguments)
    for piece in _compiled(template):
        if isinstance(piece, str):
            texts.append(piece)
        else:
            position, convert = piece
            texts.append(convert(arguments[position - 1] if position <= count else MISSING, position))
    return "".join(texts)


class _Directive:
    """What stands between ``%`` and its letter, as it was written; without a point ``precision`` is None.

    ``least_digits`` is what the precision means to an integer, 0 when no digits follow the point.
    """

    __slots__ = ("flags", "least_digits", "precision", "width")

    def __init__(self, flags: str, width: str, precision: str | None) -> None:
        self.flags = flags
        self.width = width
        self.precision = precision
        self.least_digits = None if precision is None else int(precision or 0)

    def template(self, letter: str, flags: str) -> str:
        """The directive for Python's ``%``, with only those of ``flags`` that it has."""
        chosen = "".join([flag for flag in flags if flag in self.flags])
        precision = "" if self.precision is None else f".{self.precision}"
        return f"%{chosen}{self.width}{precision}{letter}"

    def padding(self) -> str:
        """A template that pads a finished text with blanks."""
        return f"%{'-' if '-' in self.flags else ''}{self.width}s"


# -- the conversions


def _signed(directive: _Directive, letter: str) -> Conversion:  # noqa: ARG001  # d and i are the same
    """``%d`` and ``%i``. A precision makes the flag 0 meaningless; with the precision 0, zero has no digits."""
    template = directive.template("d", "-+ 0" if directive.precision is None else "-+ ")
    zero = template % 0
    if directive.least_digits == 0:
        zero = directive.padding() % ("+" if "+" in directive.flags else " " if " " in directive.flags else "")

    def convert(value: LuaValue, position: int) -> str:
        if isinstance(value, float) and -2147483648.0 <= value <= 2147483647.0:
            number = int(value)
        else:
            number = need_integer(value, position)
        return template % number if number else zero

    return convert


def _unsigned(directive: _Directive, letter: str) -> Conversion:
    """``%o %u %x %X``: no sign; ``#`` puts 0x before what is not zero; else as _signed."""
    flags = "-0" if directive.precision is None else "-"
    letter = "d" if letter == "u" else letter
    if letter == "o" and "#" in directive.flags:
        return _octal_with_prefix(directive)
    zero = directive.padding() % "" if directive.least_digits == 0 else directive.template(letter, flags) % 0
    template = directive.template(letter, flags + "#")

    def convert(value: LuaValue, position: int) -> str:
        number = need_long(value, position) & 0xFFFFFFFF
        return template % number if number else zero

    return convert


def _octal_with_prefix(directive: _Directive) -> Conversion:
    """``%#o``: the first digit is a 0, one that the precision or the padding may have put there."""
    padding = directive.padding()
    digits = directive.least_digits
    if digits is None:
        digits = int(directive.width or 0) if "0" in directive.flags and "-" not in directive.flags else 0

    def convert(value: LuaValue, position: int) -> str:
        number = need_long(value, position) & 0xFFFFFFFF
        return padding % ("0%o" % number if number else "0").zfill(digits)

    return convert


def _real(directive: _Directive, letter: str) -> Conversion:
    """``%e %E %f %g %G``. Infinities and NaN are padded with blanks only, and a NaN has a sign."""
    template = directive.template(letter, "-+ #0")
    without_zeros = directive.template(letter, "-+ ")

    def convert(value: LuaValue, position: int) -> str:
        number = value if isinstance(value, float) else need_number(value, position)
        if isfinite(number):
            return template % number
        text = without_zeros % copysign(inf, number)
        return text if number == number else text.replace("inf", "nan").replace("INF", "NAN")

    return convert


def _character(directive: _Directive, letter: str) -> Conversion:  # noqa: ARG001  # the interface of all conversions
    """``%c``: one byte. C takes what it printed for a string, which ends at a NUL."""
    padding = directive.padding()

    def convert(value: LuaValue, position: int) -> str:
        return (padding % chr(need_integer(value, position) & 0xFF)).partition("\0")[0]

    return convert


def _string(directive: _Directive, letter: str) -> Conversion:  # noqa: ARG001  # the interface of all conversions
    """``%s``. For the rule about long strings a point without digits is no precision."""
    template = directive.template("s", "-")
    copies_long = not directive.precision

    def convert(value: LuaValue, position: int) -> str:
        text = value if isinstance(value, str) else need_string(value, position)
        if len(text) >= _LONG_STRING and copies_long:
            return text
        return template % text.partition("\0")[0]

    return convert


def _quoted(directive: _Directive, letter: str) -> Conversion:  # noqa: ARG001  # the interface of all conversions
    """``%q``: a string as the scanner reads it; the directive does not matter."""

    def convert(value: LuaValue, position: int) -> str:
        return f'"{need_string(value, position).translate(_QUOTED)}"'

    return convert


_CONVERSIONS: Final[dict[str, Callable[[_Directive, str], Conversion]]] = {
    **dict.fromkeys("di", _signed),
    **dict.fromkeys("ouxX", _unsigned),
    **dict.fromkeys("eEfgG", _real),
    "c": _character,
    "s": _string,
    "q": _quoted,
}


# -- reading


def _read(template: str) -> list[Piece]:
    """The pieces of a format; it ends at its first NUL."""
    text = template.partition("\0")[0]
    pieces: list[Piece] = []
    position = 1
    index = 0
    while (percent := text.find("%", index)) >= 0:
        if index < percent:
            pieces.append(text[index:percent])
        index = percent + 1
        if text.startswith("%", index):
            pieces.append("%")
            index += 1
            continue
        if text[index : index + 1] in _DIGITS and text.startswith("$", index + 1):
            position = int(text[index])
            index += 2
        position += 1
        try:
            conversion, index = _read_conversion(text, index)
        except LuaError as fault:
            return [*pieces, (1, _failing(fault.message))]
        pieces.append((position, conversion))
    if index < len(text):
        pieces.append(text[index:])
    return pieces


def _read_conversion(text: str, start: int) -> tuple[Conversion, int]:
    """The conversion whose flags begin at ``start``, and where it ends."""
    index = _skip(text, start, _FLAGS)
    flags = text[start:index]
    start_of_width, index = index, _skip(text, index, _DIGITS)
    width = text[start_of_width:index]
    precision = None
    if text.startswith(".", index):
        start_of_precision, index = index + 1, _skip(text, index + 1, _DIGITS)
        precision = text[start_of_precision:index]
    if len(width) > 2 or len(precision or "") > 2 or index - start > _LONGEST_DIRECTIVE:
        raise LuaError(_TOO_LONG)
    letter = text[index : index + 1]
    if letter not in _CONVERSIONS:
        raise LuaError(_INVALID_OPTION)
    return _CONVERSIONS[letter](_Directive(flags, width, precision), letter), index + 1


def _skip(text: str, index: int, accepted: frozenset[str]) -> int:
    """The first position from ``index`` on whose byte is not accepted."""
    while text[index : index + 1] in accepted:
        index += 1
    return index


def _failing(message: str | None) -> Conversion:
    """A conversion that raises."""

    def fail(value: LuaValue, position: int) -> NoReturn:  # noqa: ARG001  # the interface of all conversions
        raise LuaError(message)

    return fail


_compiled: Final = Remembered(_read).__getitem__
