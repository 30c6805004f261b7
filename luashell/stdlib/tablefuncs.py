"""Table functions (6.2): raw access, traversal, lists, sorting."""

from __future__ import annotations

from math import copysign
from operator import eq

from luashell.binding.arguments import need_any, need_function, need_integer, need_table, wrong_type
from luashell.binding.library import Library
from luashell.errors import LuaError
from luashell.runtime.tables import LuaTable
from luashell.runtime.values import MISSING, first, is_function

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Final, TypeAlias

    from luashell.runtime.aliases import LuaFunction, LuaValue, Returned
    from luashell.runtime.state import LuaState

    Elements: TypeAlias = "list[LuaValue] | _ElementsInPlace"

__all__ = ["TableFunctions", "library"]

library = Library("Tables")

_BAD_ORDER: Final = "invalid order function for sorting"


@library.function(
    "getn(t)",
    "The number of elements of a list: field n, or the largest numeric key.",
    results="number",
    example='getn({"a", "b", "c"})  --> 3',
)
def getn(t: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """getn(t) (6.2)"""
    return float(need_table(t, 1).length())


@library.function(
    "rawget(t, key)", "The value at a key, without tag methods.", results="value", example='rawget({x = 5}, "x")  --> 5'
)
def rawget(t: LuaValue = MISSING, key: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """rawget(t, key) (6.2)"""
    return need_table(t, 1).raw_get(need_any(key, 2))


@library.function(
    "rawset(t, key, value)", "Stores at a key, without tag methods.", results="t", example='rawset({}, "x", 5).x  --> 5'
)
def rawset(t: LuaValue = MISSING, key: LuaValue = MISSING, value: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """rawset(t, key, value) (6.2)"""
    table = need_table(t, 1)
    table.raw_set(need_any(key, 2), need_any(value, 3))
    return table


@library.function(
    "rawgettable(t, key)", "The same as rawget.", results="value", example='rawgettable({x = 5}, "x")  --> 5'
)
def rawgettable(t: LuaValue = MISSING, key: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """rawgettable(t, key) (6.2)"""
    return need_table(t, 1).raw_get(need_any(key, 2))


@library.function(
    "rawsettable(t, key, value)", "The same as rawset.", results="t", example='rawsettable({}, "x", 5).x  --> 5'
)
def rawsettable(t: LuaValue = MISSING, key: LuaValue = MISSING, value: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """rawsettable(t, key, value) (6.2)"""
    table = need_table(t, 1)
    table.raw_set(need_any(key, 2), need_any(value, 3))
    return table


@library.function(
    "foreach(t, f)",
    "Calls f(key, value) for each entry until it returns something.",
    results="that result | nothing",
    example="foreach({x = 5}, function (key, value) print(key, value) end)  --> x 5",
)
def foreach(t: LuaValue = MISSING, f: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """foreach(t, f) (6.2)"""
    table, function = need_table(t, 1), need_function(f, 2)
    read = table.raw_reader()
    for key in table.raw_keys():
        value = read(key)
        if value is not None:
            result = function(key, value)
            if result is not None and (result.__class__ is not tuple or (result := first(result)) is not None):
                return result
    return ()


@library.function(
    "foreachi(t, f)",
    "Calls f(i, t[i]) for i = 1 .. getn(t) until it returns something.",
    results="that result | nothing",
    example='foreachi({"a", "b"}, function (i, v) write(i, v, " ") end)  --> 1a 2b',
)
def foreachi(t: LuaValue = MISSING, f: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """foreachi(t, f) (6.2)"""
    table, function = need_table(t, 1), need_function(f, 2)
    for position in range(1, table.length() + 1):
        index = float(position)
        result = first(function(index, table.raw_get(index)))
        if result is not None:
            return result
    return ()


@library.function(
    "tinsert(t [, position], value)",
    "Inserts into a list, at the end or at a position; sets field n.",
    example="""
        list = {"a", "c"}
        tinsert(list, 2, "b")
        list[2], getn(list)  --> "b", 3
    """,
)
def tinsert(t: LuaValue = MISSING, *rest: LuaValue) -> Returned:
    """tinsert(t [, position], value) (6.2)"""
    table = t if isinstance(t, LuaTable) else need_table(t, 1)
    if len(rest) == 1:
        table.append(rest[0])
        return ()
    length = table.length()
    position = need_integer(rest[0] if rest else MISSING, 2)
    table.raw_set("n", float(length + 1))
    for index in reversed(_moving(table, position, length)):
        table.raw_set(index + 1.0, table.raw_get(float(index)))
    table.raw_set(float(position), rest[-1])
    return ()


@library.function(
    "tremove(t [, position])",
    "Removes from a list, the last or at a position; sets field n.",
    results="the element",
    example="""
        list = {"a", "b"}
        tremove(list)  --> "b"
    """,
)
def tremove(t: LuaValue = MISSING, position: LuaValue = MISSING, *_: LuaValue) -> Returned:
    """tremove(t [, position]) (6.2)"""
    table = need_table(t, 1)
    length = table.length()
    start = length if position is MISSING else need_integer(position, 2)
    if length <= 0:
        return ()
    removed = table.raw_get(float(start))
    for index in _moving(table, start, length - 1):
        table.raw_set(float(index), table.raw_get(index + 1.0))
    table.raw_set("n", float(length - 1))
    table.raw_set(float(length), None)
    return removed


class TableFunctions:
    """The table functions that need the state."""

    def __init__(self, state: LuaState) -> None:
        self._state = state

    @library.function(
        "next(t [, key])",
        "The entry after a key, the first for nil.",
        results="key, value | nil",
        errors=("invalid key for `next'",),
        example='next({x = 5})  --> "x", 5',
    )
    def next(self, t: LuaValue = MISSING, key: LuaValue = None, *_: LuaValue) -> Returned:
        """next(t [, key]) (6.2)"""
        return self._state.traversals.next(need_table(t, 1), key)

    @library.function(
        "sort(t [, f])",
        "Sorts a list in place; f(a, b) tells whether a comes before b.",
        errors=(_BAD_ORDER,),
        example="""
            list = {3, 1, 2}
            sort(list, function (a, b) return a > b end)
            list[1], list[2], list[3]  --> 3, 2, 1
        """,
    )
    def sort(self, t: LuaValue = MISSING, f: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """sort(t [, f]) (6.2)"""
        table = need_table(t, 1)
        if f is not MISSING and not is_function(f):
            wrong_type(f, 2, "function")
        length = table.length()
        if _is_sparse(table, length):
            self._quicksort(_ElementsInPlace(table), length, f)
            return ()
        values = table.list_values()
        if f is MISSING and _has_natural_order(values):
            values.sort()
            _store_sorted(table, values)
            return ()
        elements = [table.raw_read(0.0), *values, table.raw_read(length + 1.0)]
        try:
            self._quicksort(elements, length, f)
        finally:
            _store_sorted(table, elements[1:-1])
        return ()

    def _quicksort(self, elements: Elements, length: int, f: LuaValue) -> None:
        if f is not MISSING:
            _quicksort(elements, length, f, f)  # type: ignore[arg-type]  # is_function
            return
        less, greater = self._state.operators.less_than, self._state.operators.greater_than
        _quicksort(elements, length, _lua_truth(less), _lua_truth(lambda left, right: greater(right, left)))


_MOST_ABSENT: Final = 1000  # elements of a list that are walked over without a thought


def _is_sparse(table: LuaTable, length: int) -> bool:
    """Are most of the ``length`` elements nil? A field ``n`` can say so, and be as large as 2147483647."""
    return length > 2 * len(table) + _MOST_ABSENT


def _moving(table: LuaTable, start: int, end: int) -> Sequence[int]:
    """The positions from ``start`` to ``end`` that are to be touched when elements move by one: both are inclusive.

    Where the element and its neighbour above are nil, nothing changes.
    """
    if not _is_sparse(table, end - start):
        return range(start, end + 1)
    numbers = [key for key in table.raw_keys() if key.__class__ is float and start <= key <= end + 1.0]
    present = [int(key) for key in numbers if key % 1.0 == 0.0]
    return sorted({position for key in present for position in (key - 1, key) if start <= position <= end})


class _ElementsInPlace:
    """The elements of a list that is too sparse to be copied, by position from 1, raw."""

    __slots__ = ("_table",)

    def __init__(self, table: LuaTable) -> None:
        self._table = table

    def __getitem__(self, position: int) -> LuaValue:
        return self._table.raw_read(float(position))

    def __setitem__(self, position: int, value: LuaValue) -> None:
        self._table.raw_set(float(position), value)


def _has_natural_order(values: list[LuaValue]) -> bool:
    """Only strings, or only numbers without NaN: then the order of equal ones cannot be seen, but for 0 and -0."""
    classes = set(map(type, values))
    if classes != {float}:
        return classes == {str}
    if 0.0 in values and len({copysign(1.0, value) for value in values if value == 0.0}) > 1:
        return False
    return all(map(eq, values, values))


def _store_sorted(table: LuaTable, values: list[LuaValue]) -> None:
    if None in values:
        for position, value in enumerate(values, 1):
            table.raw_set(float(position), value)
    else:
        table.store_list(values)


def _quicksort(elements: Elements, length: int, less: LuaFunction, less_named_backwards: LuaFunction) -> None:
    """The original's quicksort of elements 1 .. length: median of three, the smaller part first, then the larger one.

    The order of comparisons, the resulting order of equal elements and the detection of a bad comparator are visible;
    so is, where elements cannot be compared, which of the two an error names first. Both functions tell, as a Lua
    function does, whether their first argument comes before the second; the error of the other one names the second
    first. The elements at 0 and length + 1 are looked at by a scan that a bad comparator does not stop.
    """
    parts = [(1, length)]
    while parts:
        low, high = parts.pop()
        while low < high:
            if _is_true(less_named_backwards(elements[high], elements[low])):
                elements[low], elements[high] = elements[high], elements[low]
            if high - low == 1:
                break
            middle = (low + high) // 2
            if _is_true(less(elements[middle], elements[low])):
                elements[middle], elements[low] = elements[low], elements[middle]
            elif _is_true(less_named_backwards(elements[high], elements[middle])):
                elements[middle], elements[high] = elements[high], elements[middle]
            if high - low == 2:
                break
            pivot = elements[middle]
            elements[middle], elements[high - 1] = elements[high - 1], pivot
            split = _partition(elements, low, high, less, less_named_backwards)
            elements[high - 1], elements[split] = elements[split], elements[high - 1]
            if split - low < high - split:
                smaller, low = (low, split - 1), split + 1
            else:
                smaller, high = (split + 1, high), split - 1
            parts.append((low, high))
            low, high = smaller


def _partition(elements: Elements, low: int, high: int, less: LuaFunction, less_named_backwards: LuaFunction) -> int:
    """Smaller elements to the left, larger ones to the right of the pivot, which waits at high - 1; gives its place.

    What the functions return is looked at right here: a call for each comparison would be a third of the time.
    """
    pivot = elements[high - 1]
    left, right = low, high - 1
    while True:
        left += 1
        while (result := less_named_backwards(element := elements[left], pivot)) is not None and (
            result.__class__ is not tuple or first(result) is not None
        ):
            if left > high:
                raise LuaError(_BAD_ORDER)
            left += 1
        right -= 1
        while (result := less(pivot, other := elements[right])) is not None and (
            result.__class__ is not tuple or first(result) is not None
        ):
            if right < low:
                raise LuaError(_BAD_ORDER)
            right -= 1
        if right < left:
            return left
        elements[left], elements[right] = other, element


def _is_true(result: Returned) -> bool:
    return result is not None and (result.__class__ is not tuple or first(result) is not None)


def _lua_truth(compare: Callable[[LuaValue, LuaValue], bool]) -> LuaFunction:
    """A comparison of Python's, as a Lua function."""
    return lambda left, right: 1.0 if compare(left, right) else None
