"""The string functions (specification 6.3), but for what formats and patterns mean."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import luashell
from luashell.errors import LuaError
from luashell.stdlib.strings import LARGEST_STRING, library

opened = library.open()
strlen, strsub, strlower, strupper = (opened[name] for name in ("strlen", "strsub", "strlower", "strupper"))
strrep, strbyte, ascii_code, strchar = (opened[name] for name in ("strrep", "strbyte", "ascii", "strchar"))
format_, strfind, gsub = (opened[name] for name in ("format", "strfind", "gsub"))

ALL_BYTES = "".join(map(chr, range(256)))
HUGE = 1e300


def complaint(function: Callable[..., object], *arguments: object) -> str:
    """The argument that the function complains of, and what it says: without the name that the call site gives it."""
    with pytest.raises(LuaError, match=r"^bad argument #\d+ to `.*' \(.*\)$") as caught:
        function(*arguments)
    message = str(caught.value)
    return f"{message.split()[2]} {message.partition('(')[2].removesuffix(')')}"


def test_the_library_has_the_functions_of_the_chapter() -> None:
    names = "strlen strsub strlower strupper strrep strbyte ascii strchar format strfind gsub"
    assert list(opened) == names.split()
    assert strbyte is not ascii_code


def test_re_is_imported_for_the_first_real_pattern() -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); import luashell.stdlib.strings as s; "
        "s.strfind('a.b', '.', 1.0, None); s.strfind('ab', 'b'); "
        "s.gsub('ab', 'b', 'c'); s.format('%d %s', 1.0, 'x'); assert 're' not in sys.modules; "
        "s.strfind('ab', '.'); assert 're' in sys.modules"
    )
    subprocess.run([sys.executable, "-S", "-c", program, str(Path(luashell.__file__).parents[1])], check=True)


@pytest.mark.parametrize(("text", "length"), [("", 0), ("a\0b", 3), (12345.0, 5), (1e100, 6), (-0.5, 4)])
def test_strlen_counts_bytes(text: object, length: int) -> None:
    result = strlen(text)
    assert result == length
    assert isinstance(result, float)


def test_strlen_takes_strings_and_numbers_only() -> None:
    assert complaint(strlen) == "#1 string expected, got no value"
    assert complaint(strlen, None) == "#1 string expected, got nil"
    assert complaint(strlen, strlen) == "#1 string expected, got function"


def test_surplus_arguments_are_ignored() -> None:
    assert strlen("ab", None, 3.0) == 2.0
    assert strsub("abc", 1.0, 2.0, None) == "ab"
    assert strrep("ab", 2.0, None) == "abab"


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        ((1.0, 5.0), "hello"),
        ((7.0,), "world"),
        ((3.0, 3.0), "l"),
        ((-5.0,), "world"),
        ((-5.0, -3.0), "wor"),
        ((5.0, 4.0), ""),
        ((20.0,), ""),
        ((12.0,), ""),
        ((0.0, 2.0), "he"),
        ((-100.0, 3.0), "hel"),
        ((8.0, 100.0), "orld"),
        ((3.0, -100.0), ""),
        ((1.0, 0.0), ""),
        ((1.9, 2.9), "he"),
        ((-1.5,), "d"),
        (("2", "3"), "el"),
        ((-1.0, HUGE), ""),
        ((HUGE, 3.0), "hel"),
        ((float("nan"),), "hello world"),
        ((float("-inf"), float("inf")), ""),
    ],
)
def test_strsub_clips(arguments: tuple[object, ...], part: str) -> None:
    assert strsub("hello world", *arguments) == part


def test_strsub_of_nothing_and_of_a_number() -> None:
    assert strsub("", 1.0, 1.0) == ""
    assert strsub(12345.0, 2.0, 4.0) == "234"


def test_strsub_needs_numbers() -> None:
    assert complaint(strsub, "abc") == "#2 number expected, got no value"
    assert complaint(strsub, "abc", "z") == "#2 number expected, got string"
    assert complaint(strsub, "abc", 1.0, None) == "#3 number expected, got nil"


def test_case_changes_for_ascii_letters_only() -> None:
    upper, lower = strupper(ALL_BYTES), strlower(ALL_BYTES)
    assert upper == ALL_BYTES[:97] + ALL_BYTES[65:91] + ALL_BYTES[123:]
    assert lower == ALL_BYTES[:65] + ALL_BYTES[97:123] + ALL_BYTES[91:]
    assert strupper(1e100) == "1E+100"
    assert (strupper("MiXeD 1!"), strlower("MiXeD 1!")) == ("MIXED 1!", "mixed 1!")


@pytest.mark.parametrize(
    ("text", "count", "repeated"),
    [("ab", 3.0, "ababab"), ("x", 0.0, ""), ("x", -5.0, ""), ("x", HUGE, ""), ("x", 2.9, "xx"), (12.0, "3", "121212")],
)
def test_strrep(text: object, count: object, repeated: str) -> None:
    assert strrep(text, count) == repeated


def test_strrep_of_nothing_is_nothing_however_often() -> None:
    assert strrep("", 2147483647.0) == ""


def test_strrep_does_not_exhaust_the_machine() -> None:
    with pytest.raises(MemoryError):
        strrep("ab", float(LARGEST_STRING // 2 + 1))


def test_strbyte_gives_codes() -> None:
    assert [strbyte(ALL_BYTES, float(position)) for position in range(1, 257)] == [float(code) for code in range(256)]
    assert (strbyte("ABC"), strbyte("ABC", -1.0), strbyte("ABC", 2.9), strbyte("ABC", "3")) == (65, 67, 66, 67)
    assert (strbyte(5.0), ascii_code("A"), ascii_code("AB", 2.0)) == (53, 65, 66)


@pytest.mark.parametrize("position", [0.0, 4.0, -4.0, 3.9999999 + 1, HUGE, -HUGE, float("nan")])
def test_strbyte_outside(position: float) -> None:
    assert complaint(strbyte, "abc", position) == "#2 out of range"
    assert complaint(ascii_code, "abc", position) == "#2 out of range"


def test_strbyte_of_nothing() -> None:
    assert complaint(strbyte, "") == "#2 out of range"
    assert complaint(strbyte, "abc", None) == "#2 number expected, got nil"


def test_strchar_joins_bytes() -> None:
    assert strchar() == ""
    assert strchar(*[float(code) for code in range(256)]) == ALL_BYTES
    assert strchar(65.0) == "A"
    assert strchar("65", 66.7, -0.5) == "AB\0"


def test_strchar_names_the_bad_code() -> None:
    assert complaint(strchar, 256.0) == "#1 invalid value"
    assert complaint(strchar, 65.0, -1.0) == "#2 invalid value"
    assert complaint(strchar, 65.0, float("nan")) == "#2 invalid value"
    assert complaint(strchar, 65.0, "x") == "#2 number expected, got string"
    assert complaint(strchar, None) == "#1 number expected, got nil"


@pytest.mark.parametrize(
    ("arguments", "result"),
    [
        (("hello world", "world"), (7, 11)),
        (("hello", "xyz"), None),
        (("hello", ""), (1, 0)),
        (("hello", "", 6.0), (6, 5)),
        (("", ""), (1, 0)),
        (("hello", "l", -2.0), (4, 4)),
        (("aaa", "aa", 2.0), (2, 3)),
        (("abc", "b", 4.0), None),
        ((12345.0, 34.0), (3, 4)),
        (("a.b", ".", 1.0, 1.0), (2, 2)),
        (("a.b", ".", 1.0, None), (2, 2)),
        (("a.b", "."), (1, 1)),
        (("a.b", "%.", "1"), (2, 2)),
        (("a%b", "%", 1.0, 1.0), (2, 2)),
        (("ab)", "b)"), (2, 3)),
        (("a\0b", "\0b"), (2, 3)),
        (("a\0.", "\0."), (2, 3)),
        (("ab\0", "b+\0x"), (2, 2)),
        (("abc", "^b", 2.0), (2, 2)),
        (("abc", "^a", 2.0), None),
        (("key = value", "(%w+)%s*=%s*(%w+)"), (1, 11, "key", "value")),
        (("abc", "()b"), (2, 2, "")),
    ],
)
def test_strfind(arguments: tuple[object, ...], result: tuple[object, ...] | None) -> None:
    assert strfind(*arguments) == result


def test_strfind_gives_floats() -> None:
    for pattern in ("b", "[b]"):
        result = strfind("abc", pattern)
        assert isinstance(result, tuple)
        assert [type(position) for position in result] == [float, float]


@pytest.mark.parametrize("init", [0.0, 5.0, -4.0, 0.5, HUGE, float("-inf")])
def test_strfind_outside(init: float) -> None:
    assert complaint(strfind, "abc", "b", init) == "#3 out of range"
    assert complaint(strfind, "abc", "b.", init) == "#3 out of range"


def test_strfind_needs_strings() -> None:
    assert complaint(strfind, "abc") == "#2 string expected, got no value"
    assert complaint(strfind, None, "a") == "#1 string expected, got nil"
    assert complaint(strfind, "abc", "b", None) == "#3 number expected, got nil"


def test_gsub_gives_the_string_and_the_count() -> None:
    result = gsub("hello", "l", "L")
    assert result == ("heLLo", 2.0)
    assert isinstance(result, tuple)
    assert isinstance(result[1], float)


@pytest.mark.parametrize(
    ("arguments", "result"),
    [
        (("aaaa", "a", "b", 2.0), ("bbaa", 2)),
        (("aaaa", "a", "b", 0.0), ("aaaa", 0)),
        (("aaaa", "a", "b", -1.0), ("aaaa", 0)),
        (("aaaa", "a", "b", HUGE), ("aaaa", 0)),
        (("aaaa", "a", "b", 10.0), ("bbbb", 4)),
        (("abc", "%w", "x", "2"), ("xxc", 2)),
        ((12321.0, 2.0, 5.0), ("15351", 2)),
    ],
)
def test_gsub_limits_and_converts(arguments: tuple[object, ...], result: tuple[str, float]) -> None:
    assert gsub(*arguments) == result


def test_gsub_looks_at_its_arguments_in_the_original_order() -> None:
    assert complaint(gsub) == "#1 string expected, got no value"
    assert complaint(gsub, "abc") == "#2 string expected, got no value"
    assert complaint(gsub, "abc", "b") == "#3 string or function expected"
    assert complaint(gsub, "abc", "b", None) == "#3 string or function expected"
    assert complaint(gsub, "abc", "b", None, "y") == "#4 number expected, got string"
    assert complaint(gsub, "abc", "b", "x", None) == "#4 number expected, got nil"


def test_format_needs_a_template() -> None:
    assert complaint(format_) == "#1 string expected, got no value"
    assert complaint(format_, None) == "#1 string expected, got nil"
    assert format_(12.0) == "12"
    assert format_("%s%s", "a", 1.5, None) == "a1.5"
