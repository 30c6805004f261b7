"""Globals: one exact dict for compiled code, and what makes tag methods and ``globals()`` work on it.

Generated code reads a global as a Python global, which is as fast as Python gets, and stores it through a hidden name:

- A name that the dict does not have is looked up in ``__builtins__``, which here is a dict that answers every name.
- As long as no handler for ``getglobal`` or ``setglobal`` exists, names are present (nil is None) and the hidden name
  for stores is the dict itself.
- When one is installed, the hidden name becomes an object that asks the handlers, and every name whose value has a
  ``getglobal`` handler is moved out of the dict: reading it misses, in running chunks too, and ``__builtins__`` asks
  the handler. All other names stay as fast as they were.

A key of the dict is the Lua name, but for a few that Python reserves; keys of the runtime's own begin with a letter
that no Lua string can hold.
"""

from __future__ import annotations

from luashell.errors import LuaError
from luashell.runtime.tables import INDEX_IS_NIL, LuaTable
from luashell.runtime.values import first

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, ItemsView, Iterable
    from typing import Final

    from luashell.runtime.aliases import LuaValue
    from luashell.runtime.tags import Tags

__all__ = ["HIDDEN", "Globals", "namespace_key", "original"]

HIDDEN: Final = "λ"
"""Begins the names of the runtime in the namespace; its code point is above 255."""

STORE: Final = HIDDEN + "G"
"""The hidden name through which generated code stores globals."""

_HIDDEN_ORIGINAL: Final = object()
"""What no value of Lua is: in place of an original, it makes sure that the function is called."""

_RESERVED_MARK: Final = "Ā"  # before a Lua name that Python keeps for itself
_RESERVED: Final = frozenset(("None", "True", "False", "__debug__", "__builtins__"))


def namespace_key(name: str) -> str:
    """The key of global ``name`` in the namespace: ``print`` is ``print``, ``None`` is ``ĀNone``."""
    return _RESERVED_MARK + name if name in _RESERVED else name


def original(name: str) -> str:
    """The hidden name that holds the library function ``name`` as it was opened."""
    return HIDDEN + "=" + name


def _global_name(key: str) -> str | None:
    """The global that ``key`` holds, None for a key of the runtime."""
    if key[:1] > "\xff":
        return key[1:] if key[0] == _RESERVED_MARK else None
    return None if key == "__builtins__" else key


class Globals:
    """The global variables of one state.

    ``namespace`` is the exact dict on which compiled code runs, ``table`` what ``globals()`` returns.
    """

    def __init__(self, tags: Tags) -> None:
        self.tags = tags
        self.namespace: dict[str, object] = {}
        self._moved: dict[str, LuaValue] = {}  # names kept out of the namespace, since their value has a handler
        self._provided: dict[str, Callable[[], dict[str, LuaValue]]] = {}  # by name, what is not loaded yet
        self._originals: dict[str, LuaValue] = {}
        self._may_inline = True
        self._hooked = False
        self._view_base: type[LuaTable] = type("GlobalsView", (_View,), {"__slots__": (), "owner": self})
        self.table: LuaTable = tags.view_class_for(4, self._view_base)()
        self.namespace["__builtins__"] = _Absent(self)
        self.namespace[STORE] = self.namespace

    # ---- as a program sees them

    def read(self, name: str) -> LuaValue:
        """The value of global ``name``; honours ``getglobal``."""
        key = namespace_key(name)
        return self.namespace[key] if key in self.namespace else self.read_absent(key)

    def write(self, name: str, value: LuaValue) -> None:
        """Assign global ``name``; honours ``setglobal``."""
        self.namespace[STORE][namespace_key(name)] = value  # type: ignore[index]  # a dict or a _Store

    def raw_get(self, name: LuaValue) -> LuaValue:
        """The value of global ``name``, without tag methods; names that are no strings are never there."""
        if name.__class__ is not str:
            return dict.get(self.table, name)
        key = namespace_key(name)
        if key in self._provided:
            self._load(key)
        return self.namespace[key] if key in self.namespace else self._moved.get(key)

    def raw_set(self, name: LuaValue, value: LuaValue) -> None:
        """Assign global ``name``, without tag methods."""
        if name.__class__ is str:
            self.place(namespace_key(name), value)
        elif value is None:
            dict.pop(self.table, name, None)
        else:
            dict.__setitem__(self.table, name, value)

    def items(self) -> dict[LuaValue, LuaValue]:
        """Name and value of every global that is not nil, as a new dict."""
        for name in [*self._provided]:
            if name in self._provided:
                self._load(name)
        return self.items_so_far()

    def items_so_far(self) -> dict[LuaValue, LuaValue]:
        """The same without what no program has asked for yet."""
        found: dict[LuaValue, LuaValue] = {}
        for key, value in (*self.namespace.items(), *self._moved.items()):
            if value is not None:
                name = _global_name(key)
                if name is not None:
                    found[name] = value
        found.update(dict.items(self.table))
        return found

    def exchange(self, table: LuaTable) -> LuaTable:
        """Make ``table`` the globals table (``globals(t)``); returns the one before, which keeps its contents."""
        previous = self.table
        if table is previous:
            return previous
        contents = self.items()
        for key in [*self.namespace]:
            if _global_name(key) is not None:
                self.namespace[key] = None
        self._moved.clear()
        tag, new_tag = previous.tag, table.tag
        previous.__class__ = self.tags.class_for(tag)
        dict.clear(previous)
        dict.update(previous, contents)
        new_contents = dict(dict.items(table))
        dict.clear(table)
        table.__class__ = self.tags.view_class_for(new_tag, self._view_base)
        self.table = table
        for name, value in new_contents.items():
            self.raw_set(name, value)
        self._rearrange()
        return previous

    # ---- for whoever looks without disturbing anything

    def peek(self, name: str) -> LuaValue:
        """The value of global ``name`` without tag methods; nil for what no program has asked for yet."""
        key = namespace_key(name)
        value: LuaValue = self.namespace[key] if key in self.namespace else self._moved.get(key)
        return value

    def names_ahead(self) -> list[str]:
        """Names of globals of the library that no program has asked for yet."""
        return [key for key in self._provided if key not in self.namespace]

    def is_of_library(self, name: str) -> bool:
        """Is this global as the library has it?"""
        key = original(name)
        return key in self._originals and self._originals[key] is self.peek(name)

    # ---- what is loaded when it is first needed

    def provide(self, names: Iterable[str], load: Callable[[], dict[str, LuaValue]]) -> None:
        """Globals that ``load`` gives, all at once, as soon as one of ``names`` is read. No program can tell."""
        self._provided.update(dict.fromkeys(names, load))

    def offer(self, values: dict[str, LuaValue]) -> None:
        """Globals of the library, as they are from the start: names that a program has assigned by now stay its own."""
        for name, value in values.items():
            key = original(name)
            self._originals[key] = value
            self.namespace[key] = value if self._may_inline else _HIDDEN_ORIGINAL
            if name not in self.namespace and name not in self._moved:
                self.place(name, value)

    def _load(self, name: str) -> None:
        load = self._provided[name]
        values = load()
        self._provided = {other: its_load for other, its_load in self._provided.items() if its_load is not load}
        self.offer(values)

    def allow_inlining(self, allowed: bool) -> None:
        """Whether generated code may do without calling library functions that it knows (helpers.original)."""
        self._may_inline = allowed
        for key, value in self._originals.items():
            self.namespace[key] = value if allowed else _HIDDEN_ORIGINAL

    # ---- for compiled code

    def declare(self, keys: Iterable[str]) -> None:
        """Names that a chunk reads: present from now on, so that reading them is fast."""
        if not self.tags.handler(1, "getglobal"):
            for key in keys:
                if key not in self._moved and key not in self._provided:
                    self.namespace.setdefault(key, None)

    def read_absent(self, key: str) -> LuaValue:
        """The value of a name that is not in the namespace."""
        if key in self._provided:
            self._load(key)
            return self.namespace[key] if key in self.namespace else self.read_absent(key)
        value = self._moved.get(key)
        handler = self.tags.handler_of(value, "getglobal")
        name = _global_name(key)
        if handler is None or name is None:
            return value
        return first(handler(name, value))

    def store(self, key: str, value: LuaValue) -> None:
        """Assign while handlers exist."""
        if key in self._provided:
            self._load(key)
        old = self.namespace[key] if key in self.namespace else self._moved.get(key)
        handler = self.tags.handler_of(old, "setglobal")
        name = _global_name(key)
        if handler is None or name is None:
            self.place(key, value)
        else:
            handler(name, old, value)

    def place(self, key: str, value: LuaValue) -> None:
        """Put a value where reading finds it: into the namespace, or out of it when its tag has a handler."""
        if self._hooked and self.tags.handler_of(value, "getglobal"):
            self.namespace.pop(key, None)
            if value is None:
                self._moved.pop(key, None)
            else:
                self._moved[key] = value
        else:
            self._moved.pop(key, None)
            self.namespace[key] = value

    def handlers_changed(self, event: str) -> None:
        """A handler was set or removed."""
        if event in ("getglobal", "setglobal"):
            self._rearrange()

    def tag_changed(self) -> None:
        """A table got another tag: if it is the value of a global, that may have gained or lost a handler."""
        if self._hooked:
            self._rearrange()

    def _rearrange(self) -> None:
        self._hooked = self.tags.watches_globals = self.tags.has_handlers("getglobal", "setglobal")
        self.namespace[STORE] = _Store(self) if self._hooked else self.namespace
        for key, value in (*self.namespace.items(), *self._moved.items()):
            if _global_name(key) is not None:
                self.place(key, value)


class _Absent(dict[str, object]):
    """The ``__builtins__`` of compiled code: no name of Python's, but an answer for every name."""

    __slots__ = ("_globals",)

    def __init__(self, globals_: Globals) -> None:
        super().__init__()
        self._globals = globals_

    def __missing__(self, key: str) -> LuaValue:
        return self._globals.read_absent(key)


class _Store:
    """What the hidden name for stores is while handlers exist."""

    __slots__ = ("_globals",)

    def __init__(self, globals_: Globals) -> None:
        self._globals = globals_

    def __setitem__(self, key: str, value: LuaValue) -> None:
        self._globals.store(key, value)


class _View(LuaTable):
    """The globals table: what it holds is in the namespace, keys that are no strings in itself."""

    __slots__ = ()
    owner: Globals

    def __getitem__(self, key: LuaValue) -> LuaValue:
        value = self.raw_get(key)
        return type(self).__missing__(self, key) if value is None else value

    def __setitem__(self, key: LuaValue, value: LuaValue) -> None:
        self.raw_set(key, value)

    def pop(self, key: LuaValue, default: LuaValue = None) -> LuaValue:
        self.raw_set(key, None)
        return default

    def __missing__(self, key: LuaValue) -> LuaValue:  # type: ignore[override]  # of a C function
        handler = self.owner.tags.handler(self.tag, "index")
        return None if handler is None else first(handler(self, key))

    def raw_get(self, key: LuaValue) -> LuaValue:
        if key is None:
            raise LuaError(INDEX_IS_NIL)
        return self.owner.raw_get(key)

    def raw_set(self, key: LuaValue, value: LuaValue) -> None:
        if key is None:
            raise LuaError(INDEX_IS_NIL)
        self.owner.raw_set(key, value)

    def raw_read(self, key: LuaValue, _default: LuaValue = None) -> LuaValue:
        return self.raw_get(key)

    def raw_write(self, key: LuaValue, value: LuaValue) -> None:
        self.raw_set(key, value)

    def raw_items(self) -> ItemsView[object, object]:
        return self.owner.items().items()

    def raw_keys(self) -> list[LuaValue]:
        return [*self.owner.items()]

    def _largest_key(self) -> float:
        return max((key for key in self.raw_keys() if key.__class__ is float and key == key), default=0.0)
