"""Mathematics (specification 6.4), held against the C library of this machine."""

import ctypes
import math
from collections.abc import Callable
from math import copysign, inf, nan, pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luashell.errors import LuaError
from luashell.stdlib.maths import CONSTANTS, Maths, library, power

opened = library.open(Maths())
pow_ = power.open()["pow"]
C_LIBRARY = ctypes.CDLL(None)

ODD = (0.0, -0.0, 0.5, -0.5, 1.0, -1.0, 2.0, -3.0, 90.0, 1e300, -1e300, 5e-324, inf, -inf, nan, -nan)
IN_DEGREES = {"sin": "sin", "cos": "cos", "tan": "tan"}
GIVING_DEGREES = {"asin": "asin", "acos": "acos", "atan": "atan"}
PLAIN = {"abs": "fabs", "ceil": "ceil", "floor": "floor", "sqrt": "sqrt", "exp": "exp", "log": "log", "log10": "log10"}


def in_c(name: str, *arguments: float) -> float:
    function = getattr(C_LIBRARY, name)
    function.restype = ctypes.c_double
    function.argtypes = [ctypes.c_double] * len(arguments)
    result: float = function(*arguments)
    return result


def same(left: object, right: float) -> bool:
    """Equal to the last bit; NaNs by their signs, which are printed."""
    assert isinstance(left, float)
    if left != left or right != right:
        return left != left and right != right and copysign(1.0, left) == copysign(1.0, right)
    return left == right and copysign(1.0, left) == copysign(1.0, right)


def complaint(function: Callable[..., object], *arguments: object) -> str:
    """The argument that the function complains of, and what it says."""
    with pytest.raises(LuaError, match=r"^bad argument #\d+ to `.*' \(.*\)$") as caught:
        function(*arguments)
    message = str(caught.value)
    return f"{message.split()[2]} {message.partition('(')[2].removesuffix(')')}"


numbers = st.one_of(st.sampled_from(ODD), st.floats())
true_numbers = numbers.filter(lambda x: x == x)


@pytest.mark.parametrize("name", PLAIN)
@given(x=numbers)
def test_function_answers_as_c_does(name: str, x: float) -> None:
    assert same(opened[name](x), in_c(PLAIN[name], x))


@pytest.mark.parametrize("name", IN_DEGREES)
@given(x=numbers)
def test_angles_are_taken_in_degrees(name: str, x: float) -> None:
    assert same(opened[name](x), in_c(name, x * (pi / 180.0)))


@pytest.mark.parametrize("name", GIVING_DEGREES)
@given(x=st.one_of(numbers, st.floats(-1.0, 1.0)))
def test_angles_are_given_in_degrees(name: str, x: float) -> None:
    assert same(opened[name](x), in_c(name, x) * (180.0 / pi))


@given(x=true_numbers, y=true_numbers)
def test_functions_of_two_numbers_answer_as_c_does(x: float, y: float) -> None:
    assert same(opened["atan2"](x, y), in_c("atan2", x, y) * (180.0 / pi))
    assert same(pow_(x, y), in_c("pow", x, y))
    assert same(opened["mod"](x, y), in_c("fmod", x, y))


@given(x=numbers, exponent=st.integers(-3000, 3000))
def test_frexp_and_ldexp_are_inverse(x: float, exponent: int) -> None:
    results = opened["frexp"](x)
    assert isinstance(results, tuple)
    mantissa, shift = results
    assert isinstance(shift, float)
    assert same(opened["ldexp"](mantissa, shift), x)
    if math.isfinite(x):
        assert same(opened["ldexp"](x, float(exponent)), ldexp_in_c(x, exponent))


def ldexp_in_c(x: float, exponent: int) -> float:
    function = C_LIBRARY.ldexp
    function.restype = ctypes.c_double
    function.argtypes = [ctypes.c_double, ctypes.c_int]
    result: float = function(x, exponent)
    return result


def test_ldexp_truncates_its_exponent() -> None:
    assert opened["ldexp"](1.0, 3.7) == 8.0
    assert opened["ldexp"]("1", "2") == 4.0


def test_examples_of_the_reference() -> None:
    assert opened["sin"](90.0) == 1.0
    assert opened["cos"](180.0) == -1.0
    assert opened["atan2"](1.0, -1.0) == 135.0
    assert opened["asin"](1.0) == 90.0
    assert opened["deg"](pi) == 180.0
    assert opened["rad"](180.0) == pi
    assert opened["cos"](60.0) != 0.5
    assert {"PI": pi} == CONSTANTS


def test_max_and_min_take_any_number_of_numbers() -> None:
    assert opened["max"](1.0, 5.0, "7") == 7.0
    assert opened["min"]("1", 0.5) == 0.5
    assert math.isnan(opened["max"](nan, 1.0))  # type: ignore[arg-type]  # a number
    assert opened["max"](1.0, nan) == 1.0
    assert complaint(opened["max"]) == "#1 number expected, got no value"
    assert complaint(opened["min"], 1.0, None) == "#2 number expected, got nil"


@pytest.mark.parametrize("name", [*PLAIN, *IN_DEGREES, *GIVING_DEGREES, "deg", "rad", "frexp"])
def test_a_number_is_needed(name: str) -> None:
    assert complaint(opened[name]) == "#1 number expected, got no value"
    assert complaint(opened[name], "x") == "#1 number expected, got string"
    opened[name]("0.5", None, "surplus")


@pytest.mark.parametrize("function", [opened["mod"], opened["atan2"], opened["ldexp"], pow_])
def test_two_numbers_are_needed(function: Callable[..., object]) -> None:
    assert complaint(function, None, 1.0) == "#1 number expected, got nil"
    assert complaint(function, 1.0) == "#2 number expected, got no value"


def test_random_numbers_are_those_of_drand48() -> None:
    random = Maths().random
    C_LIBRARY.srand48(1)

    assert [random() for _ in range(100)] == [in_c("drand48") for _ in range(100)]


def test_sequence_is_the_same_in_each_state_until_it_is_seeded() -> None:
    one, other, seeded = Maths(), Maths(), Maths()
    seeded.randomseed(-7.9)

    numbers_of_one = [one.random() for _ in range(5)]

    assert numbers_of_one == [other.random() for _ in range(5)]
    assert numbers_of_one != [seeded.random() for _ in range(5)]
    assert seeded.randomseed(-7.0) == ()
    again = Maths()
    again.randomseed("-7")
    assert seeded.random() == again.random()


@given(seed=st.integers(-(2**31), 2**31 - 1), ends=st.tuples(*[st.integers(-(2**31), 2**31 - 1)] * 2).map(sorted))
def test_random_integers_are_inside_their_interval(seed: int, ends: list[int]) -> None:
    generator = Maths()
    generator.randomseed(float(seed))
    low, high = map(float, ends)

    number = generator.random(low, high)

    assert isinstance(number, float)
    assert low <= number <= high
    assert number.is_integer()
    assert 0.0 <= generator.random() < 1.0  # type: ignore[operator]  # a number


def test_every_integer_of_an_interval_comes() -> None:
    random = Maths().random
    assert {random(4.9) for _ in range(200)} == {1.0, 2.0, 3.0, 4.0}
    assert {random(-1.0, 1.0) for _ in range(200)} == {-1.0, 0.0, 1.0}


def test_random_refuses() -> None:
    random = Maths().random
    assert complaint(random, 0.0) == "#1 interval is empty"
    assert complaint(random, 5.0, 1.0) == "#2 interval is empty"
    assert complaint(random, "x") == "#1 number expected, got string"
    assert complaint(random, 1.0, None) == "#2 number expected, got nil"
    assert complaint(Maths().randomseed) == "#1 number expected, got no value"
    with pytest.raises(LuaError, match=r"^wrong number of arguments$"):
        random(1.0, 2.0, 3.0)
