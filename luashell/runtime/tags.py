"""Tags and tag methods (specification 4): which handler acts for which value, and the table classes that make
Python's own operations on tables find it.

Each state has a class of tables for every tag. A handler for ``index``, ``gettable``, ``settable``, ``lt`` or
``function`` becomes a special method of that class, so tables without handlers pay nothing and tables with one are
served by the same generated code. Arithmetic, ``unm`` and ``concat`` are never special methods: Python raises TypeError
and ``operators.py`` finds the handler in Lua's own order.
"""

from __future__ import annotations

from luashell.errors import LuaError
from luashell.runtime.frames import single_result_twin
from luashell.runtime.tables import LuaTable
from luashell.runtime.userdata import Userdata
from luashell.runtime.values import FUNCTION_CLASSES, first

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Final

    from luashell.runtime.aliases import LuaFunction, LuaValue, Returned

__all__ = ["EVENTS", "FIRST_NEW_TAG", "Tags"]

EVENTS: Final = (
    "gettable", "settable", "index", "getglobal", "setglobal", "add", "sub", "mul", "div", "pow", "unm", "lt", "concat",
    "gc", "function",
)  # fmt: skip
DEPRECATED_EVENTS: Final = ("gt", "le", "ge")
ARITHMETIC: Final = ("add", "sub", "mul", "div", "unm")

TYPE_OF_TAG: Final = ("userdata", "nil", "number", "string", "table", "function")
FIRST_NEW_TAG: Final = 8
"""What the first ``newtag()`` gives; 6 and 7 belong to open and closed files (6.5)."""

_REFUSED: Final[tuple[frozenset[str], ...]] = (  # 4.3, by default tag
    frozenset(("index", "getglobal", "setglobal")),
    frozenset(),
    frozenset(("index", "getglobal", "setglobal", *ARITHMETIC, "lt", "concat")),
    frozenset(("index", "getglobal", "setglobal", *ARITHMETIC, "pow", "lt", "concat")),
    frozenset(("gettable", "settable", "getglobal", "setglobal")),
    frozenset(("index", "getglobal", "function")),
)


class Tags:
    """The tags of one state, their handlers and their table classes.

    ``less`` decides ``a < b`` for any two values; ``changed`` is told the event of every handler that is set.
    """

    def __init__(self) -> None:
        self.less: Callable[[LuaValue, LuaValue], bool]
        self.changed: Callable[[str], None] = lambda _event: None
        self._handlers: list[dict[str, LuaFunction]] = [{} for _ in range(FIRST_NEW_TAG)]
        self._table_classes: dict[int, type[LuaTable]] = {}
        self.watches_globals = False  # is there a handler for getglobal or setglobal?
        self._view_classes: list[type[LuaTable]] = []
        self.table_class = self.class_for(4)

    # ---- tags of values

    def tag_of(self, value: LuaValue) -> int:
        """The tag that decides what happens to ``value`` (section 3)."""
        if value is None:
            return 1
        if value.__class__ is float:
            return 2
        if value.__class__ is str:
            return 3
        if isinstance(value, LuaTable | Userdata):
            return value.tag
        if value.__class__ in FUNCTION_CLASSES:
            return 5
        raise TypeError(f"not a Lua value: {value.__class__.__name__}")

    def new_tag(self) -> int:
        """A fresh tag."""
        self._handlers.append({})
        return len(self._handlers) - 1

    @property
    def last(self) -> int:
        """The highest tag made so far."""
        return len(self._handlers) - 1

    def class_for(self, tag: int) -> type[LuaTable]:
        """The class of tables with ``tag``."""
        found = self._table_classes.get(tag)
        if found is None:
            found = self._table_classes[tag] = type(
                f"Table{tag}", (LuaTable,), {"__slots__": (), "tag": tag, "handlers": self._handlers[tag]}
            )
        return found

    def view_class_for(self, tag: int, base: type[LuaTable]) -> type[LuaTable]:
        """The class for a globals view (``globals.py``) with ``tag``: below ``base``, which defines the view."""
        for found in self._view_classes:
            if found.tag == tag and found.view_base is base:
                return found
        members = {"__slots__": (), "tag": tag, "view_base": base, "handlers": self._handlers[tag]}
        made: type[LuaTable] = type(f"{base.__name__}{tag}", (base,), members)
        self._view_classes.append(made)
        for event, handler in self._handlers[tag].items():
            self._install(made, event, handler)
        return made

    def set_tag(self, table: LuaTable, tag: int) -> None:
        """Give ``table`` another tag (``settag``); it must be one of ``newtag``."""
        if not FIRST_NEW_TAG <= tag <= self.last:
            raise LuaError(f"tag {tag} was not created by `newtag'")
        base = table.view_base
        table.__class__ = self.class_for(tag) if base is LuaTable else self.view_class_for(tag, base)

    def retag(self, table: LuaTable, tag: float) -> bool:
        """The quick way of ``set_tag``: ordinary tables, tags that some table has had, globals without handlers."""
        found = self._table_classes.get(tag)  # type: ignore[call-overload]  # equal numbers are equal keys
        if found is None or tag < FIRST_NEW_TAG or table.view_base is not LuaTable or self.watches_globals:
            return False
        table.__class__ = found
        return True

    # ---- handlers

    def handler(self, tag: int, event: str) -> LuaFunction | None:
        """The handler for ``event`` on ``tag``."""
        return self._handlers[tag].get(event)

    def handler_of(self, value: LuaValue, event: str) -> LuaFunction | None:
        """The handler for ``event`` of ``value``'s own tag."""
        if isinstance(value, LuaTable):
            return value.handlers.get(event)
        return self._handlers[self.tag_of(value)].get(event)

    def binary_handler(self, left: LuaValue, right: LuaValue, event: str) -> LuaFunction | None:
        """The handler for a binary operation: the left operand's, else the right one's, else that of tag 0 (4.2)."""
        return self.handler_of(left, event) or self.handler_of(right, event) or self._handlers[0].get(event)

    def has_handlers(self, *events: str) -> bool:
        """Is there any handler for one of ``events``?"""
        return any(event in handlers for handlers in self._handlers for event in events)

    def event_of(self, is_wanted: Callable[[LuaFunction], bool]) -> str | None:
        """The event of the first handler that ``is_wanted``, for the names in error messages (5.4)."""
        for event in EVENTS:
            for handlers in self._handlers:
                if event in handlers and is_wanted(handlers[event]):
                    return event
        return None

    def check_tag(self, tag: int) -> None:
        """Raise unless ``tag`` exists."""
        if not 0 <= tag <= self.last:
            raise LuaError(f"{tag} is not a valid tag")

    def check_event(self, event: str) -> None:
        """Raise unless ``event`` is an event of Lua 4.0."""
        if event not in EVENTS:
            shown = event[:50].partition("\0")[0]
            if event in DEPRECATED_EVENTS:
                raise LuaError(f"event `{shown}' is deprecated")
            raise LuaError(f"`{shown}' is not a valid event name")

    def is_allowed(self, tag: int, event: str) -> bool:
        """May ``event`` have a handler on ``tag`` (4.3)?"""
        return tag >= len(_REFUSED) or event not in _REFUSED[tag]

    def set_handler(self, tag: int, event: str, handler: LuaFunction | None) -> LuaFunction | None:
        """Set or (with None) remove a handler; the previous one is returned."""
        if not self.is_allowed(tag, event):
            suffix = " with default tag" if tag in (0, 4) else ""
            raise LuaError(f"cannot change `{event}' tag method for type `{TYPE_OF_TAG[tag]}'{suffix}")
        handlers = self._handlers[tag]
        previous = handlers.pop(event, None)
        if handler is not None:
            handlers[event] = handler
        if tag == 4 or tag >= FIRST_NEW_TAG:
            for table_class in (self.class_for(tag), *(view for view in self._view_classes if view.tag == tag)):
                self._install(table_class, event, handler)
        self.changed(event)
        return previous

    # ---- handlers as special methods of the table classes

    def _install(self, table_class: type[LuaTable], event: str, handler: LuaFunction | None) -> None:
        if event == "lt":
            self._install_order(table_class, handler is not None)
        for special, make in _METHODS.get(event, {}).items():
            if handler is not None:
                setattr(table_class, special, make(handler))
            elif special in table_class.__dict__:
                delattr(table_class, special)

    def _install_order(self, table_class: type[LuaTable], present: bool) -> None:
        less = self.less

        def __lt__(self: LuaTable, other: LuaValue) -> bool:
            return less(self, other)

        def __gt__(self: LuaTable, other: LuaValue) -> bool:
            return less(other, self)

        if present:
            table_class.__lt__ = __lt__
            table_class.__gt__ = __gt__
        elif "__lt__" in table_class.__dict__:
            del table_class.__lt__
            del table_class.__gt__


def _missing_method(handler: LuaFunction) -> LuaFunction:
    twin = single_result_twin(handler)
    if twin is not None:
        return twin

    def __missing__(table: LuaTable, key: LuaValue) -> LuaValue:
        returned = handler(table, key)
        return first(returned) if returned.__class__ is tuple else returned

    return __missing__


def _get_method(handler: LuaFunction) -> LuaFunction:
    def __getitem__(table: LuaTable, key: LuaValue) -> LuaValue:
        return first(handler(table, key))

    return __getitem__


def _set_method(handler: LuaFunction) -> LuaFunction:
    def __setitem__(table: LuaTable, key: LuaValue, value: LuaValue) -> None:
        handler(table, key, value)

    return __setitem__


def _clear_method(handler: LuaFunction) -> LuaFunction:
    def pop(table: LuaTable, key: LuaValue, _default: LuaValue) -> None:
        handler(table, key, None)

    return pop


def _call_method(handler: LuaFunction) -> LuaFunction:
    def __call__(table: LuaTable, *arguments: LuaValue) -> Returned:
        return handler(table, *arguments)

    return __call__


_METHODS: Final[dict[str, dict[str, Callable[[LuaFunction], LuaFunction]]]] = {
    "index": {"__missing__": _missing_method},
    "gettable": {"__getitem__": _get_method},
    "settable": {"__setitem__": _set_method, "pop": _clear_method},  # generated code stores nil by pop
    "function": {"__call__": _call_method},
}
