"""What format prints where the value or the original decides (specification 6.3.1); the law is in test_format.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from luashell.errors import LuaError
from luashell.stdlib.strings import library

if TYPE_CHECKING:
    from luashell.runtime.aliases import LuaValue

format_ = library.open()["format"]

INFINITY = float("inf")
NAN = float("nan")
LONG = "x" * 100


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (("",), ""),
        (("no conversions",), "no conversions"),
        (("100%%",), "100%"),
        (("%%d", 1.0), "%d"),
        (("ends\0%d",), "ends"),
        (("%5d|%-5d|%05d|%+d|% d", 42.0, 42.0, 42.0, 42.0, 42.0), "   42|42   |00042|+42| 42"),
        (("[%.3d] [%6.3d] [%-6.3d] [%06.3d]", 7.0, 7.0, 7.0, 7.0), "[007] [   007] [007   ] [   007]"),
        (("[%.0d] [%3.d] [%+.0d] [% .0d]", 0.0, 0.0, 0.0, 0.0), "[] [   ] [+] [ ]"),
        (("%d %d %i %d", 3.99, -3.99, "12", -0.5), "3 -3 12 0"),
        (("%d %d", 2147483647.0, -2147483648.0), "2147483647 -2147483648"),
        (("%d %i %d", 2147483648.0, 1e300, NAN), "-2147483648 -2147483648 -2147483648"),
        (("%o %x %X %#o %#x %#X", 64.0, 255.0, 255.0, 64.0, 255.0, 255.0), "100 ff FF 0100 0xff 0XFF"),
        (("%#o %#x %#.0o [%#.0x]", 0.0, 0.0, 0.0, 0.0), "0 0 0 []"),
        (
            ("[%#06o] [%#6o] [%#-6o] [%#.5o] [%#03o]", 64.0, 64.0, 64.0, 64.0, 64.0),
            "[000100] [  0100] [0100  ] [00100] [0100]",
        ),
        (("%u %x %x", -1.0, -1.0, 4294967296.0), "4294967295 ffffffff 0"),
        (("%+u % x", 42.0, 42.0), "42 2a"),
        (("%x %u %u", 1e300, INFINITY, NAN), "0 0 0"),
        (("%c%c%c", 76.0, 117.0, 97.0), "Lua"),
        (("[%3c][%-3c][%c]", 65.0, 66.0, 321.0), "[  A][B  ][A]"),
        (("[%c][%3c][%-3c]", 0.0, 0.0, 0.0), "[][  ][]"),
        (("%g %g %g %G", 100000.0, 1e6, 0.00001, 1e-10), "100000 1e+06 1e-05 1E-10"),
        (("%.0f %.f %#.0f %#g", 2.5, 3.5, 3.0, 2.0), "2 4 3. 2.00000"),
        (("%f %E %5.1g", INFINITY, -INFINITY, NAN), "inf -INF   nan"),
        (("%06f %-6f| %06G", INFINITY, INFINITY, -NAN), "   inf inf   |   -NAN"),
        (("%+f % f %+f", NAN, NAN, -NAN), "+nan  nan -nan"),
        (("[%10s] [%-10s] [%.2s] [%05s]", "right", "left", "cut", "ab"), "[     right] [left      ] [cu] [   ab]"),
        (("%s %s", 1.0, 1.5), "1 1.5"),
        (("[%s] [%5s]", "a\0b", "a\0b"), "[a] [    a]"),
        (("%s", LONG + "\0!"), LONG + "\0!"),
        (("%9s|%.s", LONG, LONG), LONG + "|" + LONG),
        (("%.99s|%.0s|", LONG, LONG), LONG[1:] + "||"),
        (("%.s|", LONG[1:]), "|"),
        (("%q %5.1q", 'a"b\\c\nd\0', 12.0), '"a\\"b\\\\c\\\nd\\000" "12"'),
        (("%q", "\r\t\xc8"), '"\r\t\xc8"'),
        (("%2$s %1$s", "world", "hello"), "hello world"),
        (("%2$s %s", "one", "two", "three"), "two three"),
        (("%2$5.1f|%1$-5s|", "ab", 2.25), "  2.2|ab   |"),
        (("%0$s",), "%0$s"),
    ],
)
def test_prints(arguments: tuple[LuaValue, ...], text: str) -> None:
    assert format_(*arguments) == text


@pytest.mark.parametrize("template", ["%y", "%", "%5", "%l", "%p", "%5%", "%\0d", "%ld", "%12$d", "%*d", "%é"])
def test_invalid_option(template: str) -> None:
    with pytest.raises(LuaError, match=r"^invalid option in `format'$"):
        format_(template, 1.0)


@pytest.mark.parametrize(
    "template", ["%100d", "%.100f", "%-+ #0-+ #0-+ #0-+99d", "%00000000000000000000000005d", "%100y"]
)
def test_too_long(template: str) -> None:
    with pytest.raises(LuaError, match=r"^invalid format \(width or precision too long\)$"):
        format_(template, 1.0)


def test_as_long_as_allowed() -> None:
    assert format_("%-+-+-+-+-+-+-99.99d|", 5.0) == "+" + "5".zfill(99) + "|"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("%d",), "#2 to `.*' .number expected, got no value"),
        (("%s",), "#2 to `.*' .string expected, got no value"),
        (("%d", "x"), "#2 to `.*' .number expected, got string"),
        (("%s", None), "#2 to `.*' .string expected, got nil"),
        (("%q", None), "#2 to `.*' .string expected, got nil"),
        (("%c", "A"), "#2 to `.*' .number expected, got string"),
        (("%g", "A"), "#2 to `.*' .number expected, got string"),
        (("%o", "A"), "#2 to `.*' .number expected, got string"),
        (("%#o", "A"), "#2 to `.*' .number expected, got string"),
        (("%d %d", 1.0), "#3 to `.*' .number expected, got no value"),
        (("%3$d", 1.0), "#4 to `.*' .number expected, got no value"),
        (("%0$d",), "#1 to `.*' .number expected, got string"),
        (("%d %y", "x"), "#2 to `.*' .number expected, got string"),
    ],
)
def test_the_leftmost_fault_is_reported(arguments: tuple[LuaValue, ...], complaint: str) -> None:
    with pytest.raises(LuaError, match=f"^bad argument {complaint}.$"):
        format_(*arguments)
