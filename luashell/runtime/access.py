"""Indexing: the slow path, taken when Python's own subscript refused or when nil is involved."""

from __future__ import annotations

from luashell.errors import LuaError
from luashell.runtime.tables import INDEX_IS_NIL, LuaTable
from luashell.runtime.values import first, type_name
from luashell.runtime.wording import INDEX, bad_operand

TYPE_CHECKING = False
if TYPE_CHECKING:
    from luashell.runtime.aliases import LuaValue, Returned
    from luashell.runtime.tags import Tags

__all__ = ["Access"]


class Access:
    """Indexing in one state. ``name`` says where the indexed value came from (wording.origin), for the error."""

    def __init__(self, tags: Tags) -> None:
        self._tags = tags

    def index(self, base: Returned, key: LuaValue, name: str | None = None) -> LuaValue:
        """``base[key]`` where ``base`` is no table, or is the raw result of a call."""
        base = first(base)
        if isinstance(base, LuaTable):
            return base[key]
        handler = self._tags.handler_of(base, "gettable")
        if handler is None:
            raise LuaError(bad_operand(INDEX, name, type_name(base)))
        return first(handler(base, key))

    def read_at_nil(self, base: Returned) -> None:
        """Before ``base[nil]``: an error, unless a ``gettable`` tag method takes over or ``base`` is no table."""
        base = first(base)
        if isinstance(base, LuaTable) and self._tags.handler_of(base, "gettable") is None:
            raise LuaError(INDEX_IS_NIL)

    def set_index(self, base: LuaValue, key: LuaValue, value: LuaValue, name: str | None = None) -> None:
        """``base[key] = value`` for any base, key and value."""
        handler = self._tags.handler_of(base, "settable")
        if handler is not None:
            handler(base, key, value)
        elif isinstance(base, LuaTable):
            base.raw_set(key, value)
        else:
            raise LuaError(bad_operand(INDEX, name, type_name(base)))
