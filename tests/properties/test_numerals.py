"""The laws of numbers and their text (specification 1.7, 1.8), held against the C library where there is one."""

from __future__ import annotations

import ctypes
import math
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luashell.interpreter import new_state
from luashell.runtime.numerals import number_to_string, string_to_number
from luashell.stdlib.strings import library

format_ = library.open()["format"]

in_glibc = pytest.mark.skipif(sys.platform != "linux", reason="other C libraries differ in what C leaves open")
finite = st.floats(-1.797e308, 1.797e308)  # beyond, 16 digits may round to what no double holds
wholes = st.integers(-(2**53), 2**53).map(float)
numerals = st.text(" \t+-0123456789.eExXpPabcfinNaty()_\0", max_size=12)


def is_same(left: float | None, right: float) -> bool:
    """The same double, sign of zero included; any NaN for a NaN."""
    assert left is not None
    return (left == right and math.copysign(1.0, left) == math.copysign(1.0, right)) or (
        left != left and right != right
    )


@given(finite | wholes)
def test_text_reads_back_as_a_number_with_the_same_text(number: float) -> None:
    text = number_to_string(number)
    read = string_to_number(text)
    assert read is not None
    assert number_to_string(read) == text
    assert math.isclose(read, number, rel_tol=7e-16, abs_tol=5e-324)


@given(st.floats() | wholes)
def test_seventeen_digits_read_back_exactly(number: float) -> None:
    text = format_("%.17g", number)
    assert isinstance(text, str)
    assert is_same(string_to_number(text), number)


@given(st.integers(-(10**15), 10**15), st.integers(-9, 9))
def test_fifteen_digits_survive(digits: int, exponent: int) -> None:
    number = string_to_number(f"{digits}e{exponent}")
    assert number is not None
    assert string_to_number(number_to_string(number)) == number


@given(finite.map(abs))
def test_a_literal_is_the_number_of_its_text(number: float) -> None:
    text = number_to_string(number)
    state = new_state()
    assert state.load(f"return {text}", "literal")() == string_to_number(text)
    state.close()


@in_glibc
@given(st.floats() | wholes)
def test_text_is_that_of_printf(number: float) -> None:
    buffer = ctypes.create_string_buffer(64)
    ctypes.CDLL(None).snprintf(buffer, ctypes.c_size_t(64), b"%.16g", ctypes.c_double(number))
    assert number_to_string(number).encode() == buffer.value


@in_glibc
@given(numerals)
def test_what_is_a_number_is_decided_as_by_strtod(text: str) -> None:
    strtod = ctypes.CDLL(None).strtod
    strtod.restype = ctypes.c_double
    strtod.argtypes = [ctypes.c_char_p, ctypes.POINTER(ctypes.c_void_p)]
    data = ctypes.create_string_buffer(text.partition("\0")[0].encode())
    end = ctypes.c_void_p()
    number = strtod(ctypes.cast(data, ctypes.c_char_p), ctypes.byref(end))
    taken = (end.value or 0) - ctypes.addressof(data)
    is_number = taken > 0 and not data.value[taken:].strip()
    if is_number:
        assert is_same(string_to_number(text), number)
    else:
        assert string_to_number(text) is None
