"""Table functions (6.2): raw access, traversal, lists, sorting."""

from __future__ import annotations

from luashell.binding.arguments import need_any, need_function, need_integer, need_table, wrong_type
from luashell.binding.library import Library
from luashell.errors import LuaError
from luashell.runtime.values import MISSING, first, is_function

TYPE_CHECKING = False
if TYPE_CHECKING:
    from luashell.runtime.aliases import LuaFunction, LuaValue, Returned
    from luashell.runtime.state import LuaState
    from luashell.runtime.tables import LuaTable

__all__ = ["TableFunctions", "library"]

library = Library("Tables")


@library.function("getn(t)", "The number of elements of a list: field n, or the largest numeric key.", results="number")
def getn(t: LuaValue = MISSING, *_: LuaValue) -> Returned:
    return float(need_table(t, 1).length())


@library.function("rawget(t, key)", "The value at a key, without tag methods.", results="value")
def rawget(t: LuaValue = MISSING, key: LuaValue = MISSING, *_: LuaValue) -> Returned:
    return need_table(t, 1).raw_get(need_any(key, 2))


@library.function("rawset(t, key, value)", "Stores at a key, without tag methods.", results="t")
def rawset(t: LuaValue = MISSING, key: LuaValue = MISSING, value: LuaValue = MISSING, *_: LuaValue) -> Returned:
    table = need_table(t, 1)
    table.raw_set(need_any(key, 2), need_any(value, 3))
    return table


@library.function("rawgettable(t, key)", "The same as rawget.", results="value")
def rawgettable(t: LuaValue = MISSING, key: LuaValue = MISSING, *_: LuaValue) -> Returned:
    return need_table(t, 1).raw_get(need_any(key, 2))


@library.function("rawsettable(t, key, value)", "The same as rawset.", results="t")
def rawsettable(t: LuaValue = MISSING, key: LuaValue = MISSING, value: LuaValue = MISSING, *_: LuaValue) -> Returned:
    table = need_table(t, 1)
    table.raw_set(need_any(key, 2), need_any(value, 3))
    return table


@library.function(
    "foreach(t, f)", "Calls f(key, value) for each entry until it returns something.", results="that result | nothing"
)
def foreach(t: LuaValue = MISSING, f: LuaValue = MISSING, *_: LuaValue) -> Returned:
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
)
def foreachi(t: LuaValue = MISSING, f: LuaValue = MISSING, *_: LuaValue) -> Returned:
    table, function = need_table(t, 1), need_function(f, 2)
    for position in range(1, table.length() + 1):
        index = float(position)
        result = first(function(index, table.raw_get(index)))
        if result is not None:
            return result
    return ()


@library.function("tinsert(t [, position], value)", "Inserts into a list, at the end or at a position; sets field n.")
def tinsert(t: LuaValue = MISSING, *rest: LuaValue) -> Returned:
    table = need_table(t, 1)
    length = table.length()
    value = rest[-1] if rest else MISSING
    if len(rest) == 1:
        position = length + 1
    else:
        position = need_integer(rest[0] if rest else MISSING, 2)
    table.raw_set("n", float(length + 1))
    for index in range(length, position - 1, -1):
        table.raw_set(index + 1.0, table.raw_get(float(index)))
    table.raw_set(float(position), value)
    return ()


@library.function(
    "tremove(t [, position])", "Removes from a list, the last or at a position; sets field n.", results="the element"
)
def tremove(t: LuaValue = MISSING, position: LuaValue = MISSING, *_: LuaValue) -> Returned:
    table = need_table(t, 1)
    length = table.length()
    start = length if position is MISSING else need_integer(position, 2)
    if length <= 0:
        return ()
    removed = table.raw_get(float(start))
    for index in range(start, length):
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
    )
    def next(self, t: LuaValue = MISSING, key: LuaValue = None, *_: LuaValue) -> Returned:
        return self._state.traversals.next(need_table(t, 1), key)

    @library.function(
        "sort(t [, f])",
        "Sorts a list in place; f(a, b) tells whether a comes before b.",
        errors=("invalid order function for sorting",),
    )
    def sort(self, t: LuaValue = MISSING, f: LuaValue = MISSING, *_: LuaValue) -> Returned:
        table = need_table(t, 1)
        if f is not MISSING and not is_function(f):
            wrong_type(f, 2, "function")
        values = table.list_values()
        if f is MISSING:
            if _has_natural_order(values):
                values.sort()
                _store_sorted(table, values)
                return ()
            less: LuaFunction = self._state.operators.less_than
            greater: LuaFunction = self._state.operators.greater_than
        else:
            less, greater = _comparators(f)  # type: ignore[arg-type]  # is_function
        try:
            _quicksort(values, less, greater)
        finally:
            _store_sorted(table, values)
        return ()


def _has_natural_order(values: list[LuaValue]) -> bool:
    """Only strings, or only numbers without NaN: then the order of equal ones cannot be seen, but for 0 and -0."""
    classes = set(map(type, values))
    if classes == {str}:
        return True
    return classes == {float} and 0.0 not in values and all(value == value for value in values)


def _store_sorted(table: LuaTable, values: list[LuaValue]) -> None:
    for position, value in enumerate(values, 1):
        table.raw_set(float(position), value)


def _comparators(function: LuaFunction) -> tuple[LuaFunction, LuaFunction]:
    """``less(a, b)`` and ``greater(a, b)`` by a Lua function that tells whether its first argument comes first."""

    def less(left: LuaValue, right: LuaValue) -> bool:
        result = function(left, right)
        return result is not None and (result.__class__ is not tuple or first(result) is not None)

    def greater(left: LuaValue, right: LuaValue) -> bool:
        return less(right, left)

    return less, greater


def _quicksort(values: list[LuaValue], less: LuaFunction, greater: LuaFunction) -> None:
    """The original's quicksort: median of three, the smaller part by itself, the larger one next.

    The order of comparisons, the resulting order of equal elements and the detection of a bad comparator are visible;
    so is, where elements cannot be compared, which of the two an error names first: ``greater(a, b)`` asks whether b
    comes before a, but names a first.
    """
    values.insert(0, None)  # positions from 1, as in the original
    values.append(None)  # the scan may look one past the end
    parts = [(1, len(values) - 2)]
    try:
        while parts:
            low, high = parts.pop()
            while low < high:
                if greater(values[low], values[high]):
                    values[low], values[high] = values[high], values[low]
                if high - low == 1:
                    break
                middle = (low + high) // 2
                if less(values[middle], values[low]):
                    values[middle], values[low] = values[low], values[middle]
                elif greater(values[middle], values[high]):
                    values[middle], values[high] = values[high], values[middle]
                if high - low == 2:
                    break
                pivot = values[middle]
                values[middle], values[high - 1] = values[high - 1], pivot
                split = _partition(values, low, high, less, greater)
                values[high - 1], values[split] = values[split], values[high - 1]
                if split - low < high - split:
                    smaller, low = (low, split - 1), split + 1
                else:
                    smaller, high = (split + 1, high), split - 1
                parts.append((low, high))
                low, high = smaller
    finally:
        del values[0], values[-1]


def _partition(values: list[LuaValue], low: int, high: int, less: LuaFunction, greater: LuaFunction) -> int:
    """Smaller elements to the left, larger ones to the right of the pivot, which waits at high - 1; gives its place."""
    pivot = values[high - 1]
    left, right = low, high - 1
    while True:
        left += 1
        while greater(pivot, values[left]):
            if left > high:
                raise LuaError("invalid order function for sorting")
            left += 1
        right -= 1
        while less(pivot, values[right]):
            if right < low:
                raise LuaError("invalid order function for sorting")
            right -= 1
        if right < left:
            return left
        values[left], values[right] = values[right], values[left]
