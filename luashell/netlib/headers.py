"""Header fields: Lua's table of names and values, and luasocket_core's (specification 9, 10)."""

from __future__ import annotations

from luashell.binding.arguments import need_string, need_table
from luashell.runtime.values import MISSING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from luashell.runtime.aliases import LuaValue
    from luashell.runtime.state import LuaState
    from luashell.runtime.tables import LuaTable

__all__ = ["fields_in", "table_of"]


def fields_in(value: LuaValue, position: int) -> list[tuple[str, str]]:
    """Names and values of a table, in its order, numbers as their text; none for nil or no argument."""
    if value is None or value is MISSING:
        return []
    table = need_table(value, position)
    return [(need_string(name, position), need_string(table.raw_get(name), position)) for name in table.raw_keys()]


def table_of(fields: Mapping[str, str], state: LuaState) -> LuaTable:
    """A new table with the ``fields``."""
    table = state.new_table()
    for name, value in fields.items():
        table.raw_set(name, value)
    return table
