"""Mathematics (6.4): C's functions with angles in degrees, and a generator of random numbers for each state.

Where C silently answers NaN or an infinity, Python raises an exception. The answers given here are those of glibc on
x86-64, with the sign of the NaN that a number gives, since it is printed (1.7).
"""

from __future__ import annotations

import math
from math import copysign, fmod, inf, nan, pi

from luashell.binding.arguments import check, need_integer, need_number
from luashell.binding.library import Library
from luashell.errors import LuaError
from luashell.runtime.values import MISSING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from luashell.runtime.aliases import LuaValue, Returned

__all__ = ["CONSTANTS", "Maths", "library", "power"]

library = Library("Mathematics")

power = Library("The operator ^")
"""Holds ``pow``, which is no global but the ``pow`` tag method of numbers (4.1)."""

CONSTANTS: Final = {"PI": pi}
"""The globals of this chapter that are not functions."""

_DEGREE: Final = pi / 180.0  # in radians
_RADIAN: Final = 180.0 / pi  # in degrees
_INVALID: Final = -nan  # what the processor makes of an invalid operation: its sign bit is set
_UNDEFINED: Final = nan  # what log10, asin and acos answer instead: a constant of the C library


# ---- angles


@library.function("sin(x)", "Sine of x degrees.", results="number", example="sin(90)  --> 1")
def sin(x: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """One number; NaN for an infinity (6.4)."""
    try:
        return math.sin(need_number(x, 1) * _DEGREE)
    except ValueError:
        return _INVALID


@library.function("cos(x)", "Cosine of x degrees.", results="number", example="cos(180)  --> -1")
def cos(x: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """One number; NaN for an infinity (6.4)."""
    try:
        return math.cos(need_number(x, 1) * _DEGREE)
    except ValueError:
        return _INVALID


@library.function("tan(x)", "Tangent of x degrees.", results="number", example='format("%.3f", tan(45))  --> "1.000"')
def tan(x: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """One number; NaN for an infinity (6.4)."""
    try:
        return math.tan(need_number(x, 1) * _DEGREE)
    except ValueError:
        return _INVALID


@library.function("asin(x)", "Arc sine of x, in degrees from -90 to 90.", results="number", example="asin(1)  --> 90")
def asin(x: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """One number; NaN outside -1 .. 1 (6.4)."""
    try:
        return math.asin(need_number(x, 1)) * _RADIAN
    except ValueError:
        return _UNDEFINED


@library.function(
    "acos(x)", "Arc cosine of x, in degrees from 0 to 180.", results="number", example="acos(-1)  --> 180"
)
def acos(x: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """One number; NaN outside -1 .. 1 (6.4)."""
    try:
        return math.acos(need_number(x, 1)) * _RADIAN
    except ValueError:
        return _UNDEFINED


@library.function(
    "atan(x)", "Arc tangent of x, in degrees from -90 to 90.", results="number", example="atan(1)  --> 45"
)
def atan(x: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """One number (6.4)."""
    return math.atan(need_number(x, 1)) * _RADIAN


@library.function(
    "atan2(y, x)",
    "Angle of the point (x, y), in degrees from -180 to 180.",
    results="number",
    example="atan2(1, -1)  --> 135",
)
def atan2(y: LuaValue = MISSING, x: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """One number (6.4)."""
    return math.atan2(need_number(y, 1), need_number(x, 2)) * _RADIAN


@library.function("deg(x)", "x radians in degrees.", results="number", example="deg(PI)  --> 180")
def deg(x: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """One number (6.4)."""
    return need_number(x, 1) * _RADIAN


@library.function("rad(x)", "x degrees in radians.", results="number", example="rad(180) == PI  --> 1")
def rad(x: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """One number (6.4)."""
    return need_number(x, 1) * _DEGREE


# ---- powers and logarithms


@library.function("sqrt(x)", "Square root.", results="number", example="sqrt(81)  --> 9")
def sqrt(x: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """One number; NaN below zero (6.4)."""
    try:
        return math.sqrt(need_number(x, 1))
    except ValueError:
        return _INVALID


@library.function("exp(x)", "e to the power of x.", results="number", example="exp(0)  --> 1")
def exp(x: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """One number; infinity when it is too large (6.4)."""
    try:
        return math.exp(need_number(x, 1))
    except OverflowError:
        return inf


@library.function("log(x)", "Natural logarithm.", results="number", example="log(exp(2))  --> 2")
def log(x: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """One number; minus infinity for zero, NaN below (6.4)."""
    number = need_number(x, 1)
    try:
        return math.log(number)
    except ValueError:
        return _INVALID if number else -inf


@library.function("log10(x)", "Logarithm to the base 10.", results="number", example="log10(1000)  --> 3")
def log10(x: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """One number; minus infinity for zero, NaN below (6.4)."""
    number = need_number(x, 1)
    try:
        return math.log10(number)
    except ValueError:
        return _UNDEFINED if number else -inf


@power.function("pow(x, y)", "x to the power of y, as x^y.", results="number", example="2 ^ 10  --> 1024")
def pow(x: LuaValue = MISSING, y: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """One number, as C's: infinity when it is too large, NaN for a root of a negative number (4.1)."""
    base, exponent = need_number(x, 1), need_number(y, 2)
    try:
        return math.pow(base, exponent)
    except OverflowError:
        return _infinite_power(base, exponent)
    except ValueError:
        return _INVALID if base else _infinite_power(base, exponent)


def _infinite_power(base: float, exponent: float) -> float:
    """An infinity, with the sign of ``base`` when ``exponent`` is an odd integer."""
    return copysign(inf, base) if math.fabs(fmod(exponent, 2.0)) == 1.0 else inf


@library.function(
    "frexp(x)",
    "m and e so that x is m * 2^e, with m from 0.5 to 1.",
    results="number, number",
    example="frexp(10)  --> 0.625, 4",
)
def frexp(x: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """Mantissa and exponent; an infinity or NaN has exponent 0 (6.4)."""
    mantissa, exponent = math.frexp(need_number(x, 1))
    return mantissa, float(exponent)


@library.function(
    "ldexp(m, e)", "m * 2^e, e truncated to an integer.", results="number", example="ldexp(0.625, 4)  --> 10"
)
def ldexp(m: LuaValue = MISSING, e: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """One number; infinity when it is too large (6.4)."""
    mantissa = need_number(m, 1)
    try:
        return math.ldexp(mantissa, need_integer(e, 2))
    except OverflowError:
        return copysign(inf, mantissa)


# ---- rounding, remainder, order


@library.function("abs(x)", "Absolute value.", results="number", example="abs(-3)  --> 3")
def abs(x: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """One number (6.4)."""
    return math.fabs(need_number(x, 1))


@library.function(
    "floor(x)", "Largest integer not above x.", results="number", example="floor(3.7), floor(-3.7)  --> 3, -4"
)
def floor(x: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """One number; infinities and NaN stay what they are (6.4)."""
    number = need_number(x, 1)
    rounded = number // 1.0
    return rounded if rounded == rounded else number


@library.function(
    "ceil(x)", "Smallest integer not below x.", results="number", example="ceil(3.2), ceil(-3.2)  --> 4, -3"
)
def ceil(x: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """One number; infinities and NaN stay what they are (6.4)."""
    number = need_number(x, 1)
    rounded = -(-number // 1.0)
    return rounded if rounded == rounded else number


@library.function(
    "mod(x, y)",
    "Remainder of x divided by y, with the sign of x.",
    results="number",
    example="mod(17, 5), mod(-17, 5)  --> 2, -2",
)
def mod(x: LuaValue = MISSING, y: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """One number, as C's fmod; NaN for an infinite x or y zero (6.4)."""
    try:
        return fmod(need_number(x, 1), need_number(y, 2))
    except ValueError:
        return _INVALID


@library.function("max(x, ...)", "The largest of the numbers.", results="number", example="max(3, 7, 5)  --> 7")
def max(x: LuaValue = MISSING, *others: LuaValue) -> Returned:
    """One number; at least one is needed (6.4)."""
    largest = need_number(x, 1)
    for position, value in enumerate(others, 2):
        number = need_number(value, position)
        if number > largest:  # not the built-in max: no NaN ever wins this comparison  # noqa: PLR1730
            largest = number
    return largest


@library.function("min(x, ...)", "The smallest of the numbers.", results="number", example="min(3, 7, 5)  --> 3")
def min(x: LuaValue = MISSING, *others: LuaValue) -> Returned:
    """One number; at least one is needed (6.4)."""
    smallest = need_number(x, 1)
    for position, value in enumerate(others, 2):
        number = need_number(value, position)
        if number < smallest:  # noqa: PLR1730  # as in max
            smallest = number
    return smallest


# ---- random numbers


class Maths:
    """The random numbers of one state: the 48-bit linear congruential generator of POSIX, ``drand48``.

    A fresh one is seeded with 1, as C's: the sequence is the same in every run until ``randomseed`` is called (6.4).
    """

    __slots__ = ("_bits",)

    def __init__(self) -> None:
        self._seed(1)

    def _seed(self, seed: int) -> None:
        self._bits = (seed & 0xFFFFFFFF) << 16 | 0x330E

    def _next(self) -> float:
        """The next number from 0 to 1, 1 excluded."""
        self._bits = (self._bits * 0x5DEECE66D + 0xB) & 0xFFFFFFFFFFFF
        return self._bits * 2.0**-48

    @library.function(
        "random([l,] [u])",
        "A number from 0 to 1 (excluded); an integer from 1 to u; an integer from l to u.",
        results="number",
        errors=("wrong number of arguments",),
        example="""
            dice = random(6)
            dice >= 1 and dice <= 6  --> 1
        """,
    )
    def random(self, first: LuaValue = MISSING, last: LuaValue = MISSING, *surplus: LuaValue) -> Returned:
        """One number (6.4)."""
        if surplus:
            raise LuaError("wrong number of arguments")
        if first is MISSING:
            return self._next()
        if last is MISSING:
            lowest, highest = 1, need_integer(first, 1)
            check(highest >= lowest, 1, "interval is empty")
        else:
            lowest, highest = need_integer(first, 1), need_integer(last, 2)
            check(highest >= lowest, 2, "interval is empty")
        return float(lowest + int(self._next() * (highest - lowest + 1)))

    @library.function(
        "randomseed(n)",
        "Begin the sequence of random numbers that belongs to n.",
        example="""
            randomseed(7) first = random(100)
            randomseed(7)
            random(100) == first  --> 1
        """,
    )
    def randomseed(self, n: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """Nothing; n is truncated to an integer (6.4)."""
        self._seed(need_integer(n, 1))
        return ()
