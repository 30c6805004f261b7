"""What generated loops iterate over: numeric ranges and table traversals (2.7)."""

from __future__ import annotations

from luashell.errors import LuaError
from luashell.runtime.operators import to_number
from luashell.runtime.tables import INVALID_KEY, LuaTable
from luashell.runtime.wording import FOR_LIMIT, FOR_START, FOR_STEP, FOR_TABLE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Final

    from luashell.runtime.aliases import LuaValue

__all__ = ["FROM_ONE", "NUMBER_OBJECTS", "Traversals", "count", "count_by", "loop_numbers", "traversal"]

_LONGEST_SHARED = 262_144  # numbers; longer loops count on their own
NUMBER_OBJECTS: Final[list[float]] = [float(number) for number in range(64)]
"""0.0, 1.0, ...: loop variables come from one list, so that the same number is the same object.

A table finds a key that is the very object it holds without comparing, which makes array loops twice as fast. The list
grows when a longer one is needed, it is never exchanged.
"""


def _shared_numbers(length: int) -> list[float]:
    """The shared list, at least ``length`` numbers long."""
    have = len(NUMBER_OBJECTS)
    if length > have:
        NUMBER_OBJECTS.extend(map(float, range(have, max(length, min(2 * have, _LONGEST_SHARED)))))
    return NUMBER_OBJECTS


def loop_numbers(start: LuaValue, limit: LuaValue, step: LuaValue) -> tuple[float, float, float]:
    """The three values of a numeric ``for`` as numbers; the original checks them in this order."""
    if (step_number := to_number(step)) is None:
        raise LuaError(FOR_STEP)
    if (limit_number := to_number(limit)) is None:
        raise LuaError(FOR_LIMIT)
    if (start_number := to_number(start)) is None:
        raise LuaError(FOR_START)
    return start_number, limit_number, step_number


def count(start: LuaValue, limit: LuaValue) -> Iterable[float]:
    """The values of ``for i = start, limit``."""
    if start.__class__ is float and limit.__class__ is float:
        if 0.0 < start <= limit < _LONGEST_SHARED and start % 1.0 == 0.0:
            end = int(limit) + 1
            return _shared_numbers(end)[int(start) : end]
    return _counted(*loop_numbers(start, limit, 1.0))


def count_by(start: LuaValue, limit: LuaValue, step: LuaValue) -> Iterable[float]:
    """The values of ``for i = start, limit, step``."""
    if start.__class__ is float and limit.__class__ is float and step.__class__ is float:
        highest, lowest = (limit, start) if step > 0.0 else (start, limit)
        if (
            0.0 < lowest <= highest < _LONGEST_SHARED
            and step != 0.0
            and start % 1.0 == 0.0 == step % 1.0
            and (step > 0.0 or limit % 1.0 == 0.0)
        ):
            end = int(limit) + (1 if step > 0.0 else -1)
            return _shared_numbers(int(highest) + 1)[int(start) : end : int(step)]
    return _counted(*loop_numbers(start, limit, step))


def _counted(number: float, limit: float, step: float) -> Iterator[float]:
    """Adds the step again and again, as the original does; a NaN limit is never passed."""
    if step > 0.0:
        while not number > limit:
            yield number
            number += step
    else:
        while not number < limit:
            yield number
            number += step


class _FromOne(dict[float, "list[float]"]):
    """``for i = 1, limit``, the commonest loop: a look-up by limit, which for a small one finds the list ready made."""

    __slots__ = ()

    def __missing__(self, limit: float) -> Iterable[float]:
        if limit.__class__ is float and 0.0 < limit < 257.0:
            end = int(limit) + 1
            values = self[limit] = _shared_numbers(end)[1:end]
            if len(self) > 1024:  # fractional limits could go on for ever
                self.clear()
            return values
        return count(1.0, limit)


FROM_ONE: Final = _FromOne()
"""``FROM_ONE[limit]`` iterates over 1, 2, ... limit."""


# ---- tables


def traversal(table: LuaValue) -> tuple[Callable[[LuaValue], LuaValue], list[LuaValue]]:
    """For ``for k, v in table``: what reads a value, raw, and the keys as they are now.

    Every value is read when its turn comes, since the body may change and clear entries.
    """
    if not isinstance(table, LuaTable):
        raise LuaError(FOR_TABLE)
    return table.raw_reader(), table.raw_keys()


class Traversals:
    """``next``: where a key stands in the order of its table, remembered while traversals go on.

    A traversal that asks for one key after the other costs a constant time for each. The memory is small and bounded:
    the tables that were asked about last, forgotten when they end.
    """

    _MOST = 16

    def __init__(self) -> None:
        self._running: list[tuple[LuaTable, list[LuaValue], dict[LuaValue, int]]] = []
        self._begun: tuple[LuaTable | None, LuaValue] = None, None  # table and first key of the last one

    def next_of(self, table: LuaValue, key: LuaValue) -> tuple[LuaValue, LuaValue] | None:
        """``next`` for a ``for`` loop whose body moves the cursor itself (2.7)."""
        if not isinstance(table, LuaTable):
            raise LuaError(FOR_TABLE)
        return self.next(table, key)

    def next(self, table: LuaTable, key: LuaValue) -> tuple[LuaValue, LuaValue] | None:
        """The pair after ``key`` (nil: the first), None at the end; LuaError for a key that is not there."""
        if key is None:
            self._forget(table)
            pair = self._first_pair(table)
            if pair is not None:
                self._begun = table, pair[0]
            return pair
        keys, positions = self._remembered(table, key)
        if key not in positions:
            raise LuaError(INVALID_KEY)
        pair = self._pair_from(table, keys, positions[key] + 1)
        if pair is None:
            self._forget(table)
            if any(present not in positions for present, _ in table.raw_items()):
                return self.next(table, key)  # the table has gained keys since they were remembered
        return pair

    def _first_pair(self, table: LuaTable) -> tuple[LuaValue, LuaValue] | None:
        for key, value in table.raw_items():
            if key.__class__ is float and key != 1.0:
                return self._pair_from(table, table.raw_keys(), 0)  # an array may have to be put in order
            if value is not None:
                return key, value
        return None

    @staticmethod
    def _pair_from(table: LuaTable, keys: list[LuaValue], position: int) -> tuple[LuaValue, LuaValue] | None:
        read = table.raw_reader()
        for following in range(position, len(keys)):
            value = read(keys[following])
            if value is not None:
                return keys[following], value
        return None

    def _remembered(self, table: LuaTable, key: LuaValue) -> tuple[list[LuaValue], dict[LuaValue, int]]:
        for running in reversed(self._running):
            if running[0] is table:
                if key in running[2]:
                    return running[1], running[2]
                break
        begun_with, first_key = self._begun
        self._forget(table)
        keys = table.raw_keys()
        if begun_with is table and first_key == key and table.raw_get(key) is None:
            keys.insert(0, key)  # the first entry has been cleared already: what there is comes after it
        positions = {key: position for position, key in enumerate(keys)}
        if len(self._running) >= self._MOST:
            del self._running[0]
        self._running.append((table, keys, positions))
        return keys, positions

    def _forget(self, table: LuaTable) -> None:
        self._running = [running for running in self._running if running[0] is not table]
        if self._begun[0] is table:
            self._begun = None, None
