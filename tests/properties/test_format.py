"""The law of format: one conversion prints what the C library's ``snprintf`` prints."""

from __future__ import annotations

import ctypes
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luashell.stdlib.strings import library

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="other C libraries print what C leaves open differently"
)

format_ = library.open()["format"]

flags = st.text("-+ #0", max_size=4)
widths = st.sampled_from(["", "", "1", "2", "5", "9", "12", "99"])
precisions = st.sampled_from(["", "", ".", ".0", ".00", ".1", ".3", ".08", ".17", ".99"])
directives = st.builds("%{}{}{}".format, flags, widths, precisions)
numbers = (
    st.floats()
    | st.integers(-100, 100).map(float)
    | st.sampled_from(
        [0.0, -0.0, 0.5, 2.5, 1e15, 1e16, 2.0**31, 2.0**32, 2.0**53, 2.0**63, 2.0**64, -(2.0**31), -(2.0**63)]
    )
)


def c_prints(template: str, value: object) -> str:
    """The text of ``snprintf``, to its first NUL."""
    c_library = ctypes.CDLL(None)
    buffer = ctypes.create_string_buffer(1024)
    c_library.snprintf(buffer, ctypes.c_size_t(len(buffer)), template.encode(), value)
    return buffer.value.decode("latin-1")


def as_int(number: float) -> int:
    return int(number) if -(2.0**31) - 1 < number < 2.0**31 else -(2**31)


def as_unsigned(number: float) -> int:
    return int(number) & 0xFFFFFFFF if -(2.0**63) <= number < 2.0**63 else 0


@given(directives, st.sampled_from("dic"), numbers)
def test_integers(directive: str, letter: str, number: float) -> None:
    template = directive + letter
    assert format_(template, number) == c_prints(template, ctypes.c_int(as_int(number)))


@given(directives, st.sampled_from("ouxX"), numbers)
def test_unsigned_integers(directive: str, letter: str, number: float) -> None:
    template = directive + letter
    assert format_(template, number) == c_prints(template, ctypes.c_uint(as_unsigned(number)))


@given(directives, st.sampled_from("eEfgG"), numbers)
def test_reals(directive: str, letter: str, number: float) -> None:
    template = directive + letter
    assert format_(template, number) == c_prints(template, ctypes.c_double(number))


@given(directives, st.text(st.characters(max_codepoint=255), max_size=99))
def test_strings(directive: str, text: str) -> None:
    template = directive + "s"
    assert format_(template, text) == c_prints(template, text.encode("latin-1"))


@given(st.text(st.characters(max_codepoint=255)))
def test_quoted_strings_read_back(text: str) -> None:
    quoted = format_("%q", text)
    assert isinstance(quoted, str)
    assert unquoted(quoted) == text


def unquoted(quoted: str) -> str:
    """What the scanner makes of a quoted string with the escapes that %q writes (specification 1.5)."""
    assert quoted[0] == quoted[-1] == '"'
    result = ""
    index = 1
    while index < len(quoted) - 1:
        if quoted[index] != "\\":
            assert quoted[index] not in '"\n'
            result += quoted[index]
            index += 1
        elif quoted[index + 1] == "0":
            result += chr(int(quoted[index + 1 : index + 4]))
            index += 4
        else:
            result += quoted[index + 1]
            index += 2
    return result
