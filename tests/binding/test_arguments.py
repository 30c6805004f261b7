"""What library functions accept, and how they word what they do not (reference 5.4, 6.1).

No Lua function is running here, so every complaint names the function ``?``.
"""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luashell.binding import arguments
from luashell.errors import LuaError
from luashell.runtime.tables import LuaTable
from luashell.runtime.userdata import Userdata
from luashell.runtime.values import MISSING

NIL = None
TABLE = LuaTable()


def function(*_: object) -> tuple[()]:
    """A function of the host."""
    return ()


WRONG = [
    (arguments.need_string, NIL, "string expected, got nil"),
    (arguments.need_string, MISSING, "string expected, got no value"),
    (arguments.need_string, TABLE, "string expected, got table"),
    (arguments.need_string, Userdata(), "string expected, got userdata"),
    (arguments.need_string, function, "string expected, got function"),
    (arguments.need_number, "x", "number expected, got string"),
    (arguments.need_number, "", "number expected, got string"),
    (arguments.need_number, "1_0", "number expected, got string"),
    (arguments.need_integer, NIL, "number expected, got nil"),
    (arguments.need_long, MISSING, "number expected, got no value"),
    (arguments.need_table, 1.0, "table expected, got number"),
    (arguments.need_function, "f", "function expected, got string"),
    (arguments.need_any, MISSING, "value expected"),
]


@pytest.mark.parametrize(("need", "value", "text"), WRONG, ids=[text for _, _, text in WRONG])
def test_wrong_argument(need: Callable[[object, int], object], value: object, text: str) -> None:
    with pytest.raises(LuaError) as caught:
        need(value, 3)
    assert caught.value.message == f"bad argument #3 to `?' ({text})"


@pytest.mark.parametrize("optional", [arguments.optional_number, arguments.optional_integer, arguments.optional_long])
def test_optional_number_is_optional_by_absence_only(
    optional: Callable[[object, int, int], float],
) -> None:
    assert optional(MISSING, 2, 7) == 7
    assert optional("0x10", 2, 7) == 16
    with pytest.raises(LuaError, match="number expected, got nil"):
        optional(NIL, 2, 7)


def test_optional_string_is_optional_by_absence_only() -> None:
    assert arguments.optional_string(MISSING, 2, "d") == "d"
    assert arguments.optional_string(1.0, 2, "d") == "1"
    with pytest.raises(LuaError, match="string expected, got nil"):
        arguments.optional_string(NIL, 2, "d")


def test_any_value_may_be_nil() -> None:
    assert arguments.need_any(NIL, 1) is NIL


def test_tables_and_functions_pass_as_they_are() -> None:
    assert arguments.need_table(TABLE, 1) is TABLE
    assert arguments.need_function(function, 1) is function


def test_check_complains_unless_the_condition_holds() -> None:
    arguments.check(True, 1, "never said")
    with pytest.raises(LuaError) as caught:
        arguments.check(False, 2, "out of range")
    assert caught.value.message == "bad argument #2 to `?' (out of range)"


@given(st.floats(min_value=-(2.0**31), max_value=2.0**31 - 1))
def test_integer_is_truncated_toward_zero(number: float) -> None:
    assert arguments.need_integer(number, 1) == int(number)


@given(st.floats().filter(lambda number: not -(2.0**31) - 1 < number < 2.0**31))
def test_integer_that_does_not_fit_is_the_smallest(number: float) -> None:
    assert arguments.need_integer(number, 1) == -(2**31)


@given(st.floats().filter(lambda number: not -(2.0**63) <= number < 2.0**63))
def test_long_that_does_not_fit_is_the_smallest(number: float) -> None:
    assert arguments.need_long(number, 1) == -(2**63)


@given(st.floats(-1.797693134862315e308, 1.797693134862315e308) | st.just(float("inf")))  # the largest are rounded up
def test_number_comes_back_from_its_text_nearly_as_it_was(number: float) -> None:
    """``%.16g`` keeps 16 digits (1.7)."""
    assert arguments.need_number(arguments.need_string(number, 1), 1) == pytest.approx(number, rel=1e-15, abs=0)
