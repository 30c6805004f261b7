"""Tables: a ``dict`` subclass that generated code indexes natively, and the raw accesses that bypass tag methods.

``t[k]`` and ``t[k] = v`` on a table run whatever the class of its tag says: Python's special methods are where the
tag methods live (``tags.py``). The methods here are raw (4.5): what ``rawget``, ``next``, ``sort`` and their like do.

An absent key reads as nil because ``__missing__`` is a C function that answers None. A key never holds None, except
for the names in the globals view, which is why everything here skips a None value.
"""

from __future__ import annotations

from luashell.errors import LuaError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, ItemsView, Iterable
    from typing import Final

    from luashell.runtime.aliases import LuaValue

__all__ = ["INDEX_IS_NIL", "LuaTable"]

INDEX_IS_NIL: Final = "table index is nil"
INVALID_KEY: Final = "invalid key for `next'"


class LuaTable(dict[object, object]):
    """What all tables are an instance of; a LuaState makes a class of its own for each tag (``tags.py``)."""

    __slots__ = ()
    tag = 4
    handlers: dict[str, Callable[..., object]]
    """The tag methods of the tag, by event."""
    view_base: type[LuaTable]
    """LuaTable for tables that hold their own contents; a view's class for a view (``globals.py``)."""

    # Identity, and the C slots of object: six of them, since taking only __eq__ leaves a slow mixed slot.
    __hash__ = object.__hash__  # type: ignore[assignment]  # a dict has none
    __eq__ = object.__eq__
    __ne__ = object.__ne__
    __lt__ = object.__lt__  # type: ignore[operator]  # what object has, typed as nothing
    __le__ = object.__le__  # type: ignore[operator]  # what object has, typed as nothing
    __gt__ = object.__gt__  # type: ignore[operator]  # what object has, typed as nothing
    __ge__ = object.__ge__  # type: ignore[operator]  # what object has, typed as nothing
    __missing__ = {}.get  # type: ignore[var-annotated]  # of no type: it is empty for ever

    raw_read = dict.get
    """The value at a key that is neither nil nor NaN; a C function, the fastest there is."""

    raw_write = dict.__setitem__
    """Stores a value that is not nil at such a key; a C function too."""

    def raw_get(self, key: LuaValue) -> LuaValue:
        """The value at ``key``, nil when there is none."""
        if key is None:
            raise LuaError(INDEX_IS_NIL)
        return dict.get(self, key) if key == key else None

    def raw_set(self, key: LuaValue, value: LuaValue) -> None:
        """Store ``value`` at ``key``; nil removes the entry."""
        if value is None:
            if key is None:
                raise LuaError(INDEX_IS_NIL)
            dict.pop(self, key, None)
        elif key == key and key is not None:
            dict.__setitem__(self, key, value)
        elif key is None:
            raise LuaError(INDEX_IS_NIL)
        else:
            dict.__setitem__(self, float("nan"), value)  # a fresh NaN: never found again, as in the original

    def raw_reader(self) -> Callable[[LuaValue], LuaValue]:
        """A function that reads the value at a key that the table has had."""
        return self.raw_read

    def raw_items(self) -> ItemsView[object, object]:
        """A live view of keys and values, in no particular order; do not change the table while walking it."""
        return dict.items(self)

    def raw_keys(self) -> list[LuaValue]:
        """The keys as they are now, in the order of a traversal: ascending when they are just 1 .. n (section 3)."""
        keys: list[object] = [*dict.keys(self)]
        count = len(keys)
        if count > 1 and keys[0].__class__ is float and keys[-1] != count:
            if all(dict.__contains__(self, float(key)) for key in range(count, 0, -1)):
                return [float(key) for key in range(1, count + 1)]
        return keys

    def length(self) -> int:
        """``getn``: the number in field ``n``, truncated, else the largest positive numeric key, else 0 (6.2)."""
        stored = self.raw_read("n")
        return truncate(stored if stored.__class__ is float else self._largest_key())

    def _largest_key(self) -> float:
        """The largest positive numeric key, else 0. Every key is looked at, as in the original."""
        try:
            largest: float = max(dict.keys(self), default=0.0)  # type: ignore[type-var, assignment]
        except TypeError:
            largest = max((key for key in dict.keys(self) if key.__class__ is float), default=0.0)
        if largest.__class__ is not float or largest != largest:  # only strings, or a NaN came first and hid the rest
            largest = max((key for key in dict.keys(self) if key.__class__ is float and key == key), default=0.0)
        return max(largest, 0.0)

    def list_values(self) -> list[LuaValue]:
        """The values at 1 .. getn, raw."""
        return [*map(self.raw_read, map(float, range(1, self.length() + 1)))]

    def append(self, value: LuaValue) -> None:
        """Store ``value`` behind the last element and the new length in field ``n``: ``tinsert(t, value)`` (6.2.3)."""
        end = self.length() + 1.0
        self.raw_write("n", end)
        if value is None:
            self.raw_set(end, None)
        else:
            self.raw_write(end, value)

    def store_list(self, values: Iterable[LuaValue], position: float = 1.0) -> None:
        """Store ``values`` at ``position`` and the numbers after it; nils are left out, whatever stood there stays."""
        for value in values:
            if value is not None:
                dict.__setitem__(self, position, value)
            position += 1.0


LuaTable.view_base = LuaTable


def truncate(number: float) -> int:
    """A C cast from double to int: toward zero; what does not fit is INT_MIN, as on x86-64."""
    if -2147483649.0 < number < 2147483648.0:
        return int(number)
    return -2147483648
