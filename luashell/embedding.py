"""Lua inside a Python program.

::

    lua = Interpreter()
    lua.register("shout", lambda text: text.upper())
    lua.run("answer = shout('hi') .. strlen('you')")
    lua.globals["answer"]  # b"HI3"

========================  ==================================================================================
from Python to Lua        None nil, True 1, False nil, int and float a number (an int too large for a double is
                          a ValueError), bytes a string, str the string of its UTF-8 bytes, list and dict a new
                          table, a callable a function, Table and Function what they stand for; anything else is
                          a TypeError
from Lua to Python        nil None, a number float, a string bytes, a table Table, a function Function, userdata
                          Userdata
results of a function     none None, one bare, several a tuple; so a Python function that returns a tuple gives
                          Lua several results
========================  ==================================================================================

An Interpreter and all that comes from it belong to one thread. It changes nothing in the process: the depth of calls
that Lua can reach is that of ``sys.getrecursionlimit()``. ``exit`` in Lua raises SystemExit.
"""

from __future__ import annotations

import os
import sys

from luashell.errors import LuaError, LuaSyntaxError
from luashell.interpreter import new_state
from luashell.runtime.calling import CATCHABLE, lua_error, spread
from luashell.runtime.frames import HostFunction, Prototype, attach
from luashell.runtime.stack import REPORTS, levels, traceback_text
from luashell.runtime.tables import LuaTable
from luashell.runtime.text import from_bytes, from_file_name, from_typed, to_bytes, to_file_name, to_typed
from luashell.runtime.userdata import Userdata as LuaUserdata

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType
    from typing import BinaryIO, Self

    from luashell.runtime.aliases import LuaFunction, LuaValue, Returned
    from luashell.runtime.state import LuaState

__all__ = ["Function", "Interpreter", "Table", "Userdata"]


class Interpreter:
    """A Lua program's world, with all libraries open.

    The streams are binary; without one, the process's own is used. ``luasocket`` is the version whose results and
    functions the network library has: "1.2", "1.4" or "1.2-debug"; ValueError for any other.

    Errors of Lua are raised as LuaError, or LuaSyntaxError when a chunk does not compile; ``_ERRORMESSAGE`` is not
    called for them. Their texts are decoded as UTF-8, with surrogates for bytes that are none.
    """

    def __init__(
        self,
        *,
        stdin: BinaryIO | None = None,
        stdout: BinaryIO | None = None,
        stderr: BinaryIO | None = None,
        luasocket: str = "1.2",
    ) -> None:
        self._state = new_state(stdin=stdin, stdout=stdout, stderr=stderr, luasocket=luasocket)
        self._border = _Border(self._state)

    def run(self, text: str | bytes, *, name: str | None = None) -> object:
        """Run a chunk and give what it returns.

        ``name`` is what messages call it: ``@path`` for a file, ``=words`` for just these words, otherwise a string
        (5.7); by default the text itself.
        """
        source = from_typed(text) if isinstance(text, str) else from_bytes(text)
        return self._run(source, source if name is None else from_typed(name))

    def run_file(self, path: str | bytes | os.PathLike[str]) -> object:
        """Run a file and give what it returns. Raises OSError when it cannot be read."""
        name = from_file_name(os.fsdecode(path))
        with open(to_file_name(name), "rb") as file:  # noqa: PTH123  # a name of bytes
            source = from_bytes(file.read())
        return self._run(source, "@" + name)

    @property
    def globals(self) -> Table:
        """The table of globals."""
        return Table(self._border, self._state.globals.table)

    def register(self, name: str, function: Callable[..., object]) -> None:
        """Make a Python function the value of global ``name``. An exception that it raises is an error in Lua."""
        if not callable(function):
            raise TypeError(f"{type(function).__name__} is not callable")
        self.globals[name] = function

    def close(self) -> None:
        """End the program: its files and sockets are closed, standard output is flushed. Raises OSError."""
        self._state.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _run(self, source: str, chunk_name: str) -> object:
        def work() -> Returned:
            return self._state.load(source, chunk_name)()

        return self._border.results(work)


class _Wrapper:
    """A Lua value that Python holds on to. Wrappers of the same value are equal."""

    __slots__ = ("_border", "_value")

    def __init__(self, border: _Border, value: LuaValue) -> None:
        self._border = border
        self._value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Wrapper) and self._value is other._value

    def __hash__(self) -> int:
        return hash((_Wrapper, id(self._value)))

    def __repr__(self) -> str:
        return f"<Lua {type(self).__name__.lower()} at 0x{id(self._value):x}>"

    def value_for(self, border: _Border) -> LuaValue:
        """The Lua value, for the interpreter that it belongs to. Raises ValueError for another one."""
        if border is not self._border:
            raise ValueError(f"this {type(self).__name__} belongs to another Interpreter")
        return self._value


class Userdata(_Wrapper):
    """A value of the host that Lua only passes on: a file, for instance."""

    __slots__ = ()


class Function(_Wrapper):
    """A Lua function, to be called with values for its parameters."""

    __slots__ = ()

    def __call__(self, *arguments: object) -> object:
        """Call it; gives None, its one result, or a tuple of several. Raises LuaError."""
        values = [self._border.to_lua(argument) for argument in arguments]
        return self._border.results(lambda: self._value(*values))  # type: ignore[operator]  # a function


class Table(_Wrapper):
    """A Lua table, used as a mapping. A key that it does not have reads as None, and storing None removes a key.

    Single accesses honour tag methods; looking at all keys does not.
    """

    __slots__ = ()
    _value: LuaTable

    def __getitem__(self, key: object) -> object:
        lua_key = self._border.to_lua(key)
        return self._border.results(lambda: self._border.index(self._value, lua_key))

    def __setitem__(self, key: object, value: object) -> None:
        lua_key, lua_value = self._border.to_lua(key), self._border.to_lua(value)
        self._border.results(lambda: self._border.set_index(self._value, lua_key, lua_value))

    def __delitem__(self, key: object) -> None:
        self[key] = None

    def __contains__(self, key: object) -> bool:
        return self[key] is not None

    def __len__(self) -> int:
        """How many keys there are; Lua's ``getn`` may say otherwise."""
        return len(self._value.raw_keys())

    def __iter__(self) -> Iterator[object]:
        return iter(self.keys())

    def get(self, key: object, default: object = None) -> object:
        """The value at ``key``, ``default`` if there is none."""
        value = self[key]
        return default if value is None else value

    def keys(self) -> list[object]:
        """All keys there are now, in the order of a traversal."""
        return [self._border.to_python(key) for key in self._value.raw_keys()]

    def values(self) -> list[object]:
        """The values of ``keys()``, in their order."""
        return [value for _, value in self.items()]

    def items(self) -> list[tuple[object, object]]:
        """Keys and values as they are now."""
        read, to_python = self._value.raw_get, self._border.to_python
        return [(to_python(key), to_python(read(key))) for key in self._value.raw_keys()]


class _Border:
    """Where values and errors pass between Python and one state."""

    def __init__(self, state: LuaState) -> None:
        self._state = state

    # ---- calls from Python

    def results(self, work: Callable[[], Returned]) -> object:
        """Do ``work``, which may run Lua; what it returned, for Python. Raises LuaError with all that is known."""
        try:
            returned = work()
        except CATCHABLE as failure:
            if self._state.calling.recovered is not None:
                self._state.calling.recovered()
            error = lua_error(failure)
            _complete(error)
            raise error from error.__cause__
        values = tuple(self.to_python(value) for value in spread(returned))
        return values if len(values) > 1 else values[0] if values else None

    def index(self, table: LuaTable, key: LuaValue) -> LuaValue:
        """``table[key]``, with tag methods."""
        if key is None:
            self._state.access.read_at_nil(table)
        return self._state.access.index(table, key)

    def set_index(self, table: LuaTable, key: LuaValue, value: LuaValue) -> None:
        """``table[key] = value``, with tag methods."""
        self._state.access.set_index(table, key, value)

    # ---- conversions

    def to_python(self, value: LuaValue) -> object:
        """A Lua value for Python."""
        if value is None or isinstance(value, float):
            return value
        if isinstance(value, str):
            return to_bytes(value)
        if isinstance(value, LuaTable):
            return Table(self, value)
        if isinstance(value, LuaUserdata):
            return Userdata(self, value)
        return Function(self, value)

    def to_lua(self, value: object) -> LuaValue:
        """A Python value for Lua. Raises TypeError and ValueError.

        Lists and dicts that contain each other, or themselves, become tables that do.
        """
        tables: dict[int, LuaTable] = {}
        to_fill: list[tuple[LuaTable, list[object] | dict[object, object]]] = []

        def converted(part: object) -> LuaValue:
            if not isinstance(part, list | dict):
                return self._scalar_to_lua(part)
            if id(part) not in tables:
                tables[id(part)] = self._state.new_table()
                to_fill.append((tables[id(part)], part))
            return tables[id(part)]

        result = converted(value)
        while to_fill:
            table, source = to_fill.pop()
            pairs = source.items() if isinstance(source, dict) else enumerate(source, 1)
            for key, part in pairs:
                lua_key = converted(key)
                if lua_key is None:
                    raise ValueError(f"{key!r} is nil in Lua, which is no key of a table")
                table.raw_set(lua_key, converted(part))
        return result

    def _scalar_to_lua(self, value: object) -> LuaValue:
        if value is None or value is False:
            return None
        if isinstance(value, int | float):
            return _number(value)
        if isinstance(value, str):
            return from_typed(value)
        if isinstance(value, bytes):
            return from_bytes(value)
        if isinstance(value, _Wrapper):
            return value.value_for(self)
        if callable(value):
            return self._offered(value)
        raise TypeError(f"Lua has no value for {type(value).__name__}")

    def _offered(self, function: Callable[..., object]) -> LuaFunction:
        """``function`` as Lua calls it."""

        def call(*arguments: LuaValue) -> Returned:
            try:
                returned = function(*[self.to_python(argument) for argument in arguments])
                if isinstance(returned, tuple):
                    return tuple(self.to_lua(value) for value in returned)
                return self.to_lua(returned)
            except CATCHABLE as error:
                if isinstance(error, LuaError) and error.message is not None:
                    error.message = _bytes_of(error.message)
                raise
            except Exception as error:
                raise LuaError(_bytes_of(f"{type(error).__name__}: {error}")) from error

        name = getattr(function, "__name__", "?")
        attach(call, HostFunction(f"{name}(...)", "A function of the Python program.", "any", ()))  # type: ignore[arg-type]  # a plain function
        return call


def _number(value: float) -> float:
    try:
        return float(value)
    except OverflowError:
        raise ValueError("int too large for a number of Lua") from None


def _bytes_of(message: str) -> str:
    """The Lua string of a message from Python, whatever characters it holds."""
    try:
        return from_typed(message)
    except UnicodeEncodeError:
        return from_bytes(message.encode("utf-8", "backslashreplace"))


def _complete(error: LuaError) -> None:
    """Fill in where the error happened, and make text of what Python will read."""
    active = list(levels(sys._getframe()))
    if not isinstance(error, LuaSyntaxError):
        for level in active:
            if isinstance(level.record, Prototype) and level.line > 0:
                error.chunk, error.line = to_typed(level.record.source), level.line
                break
    error.traceback = to_typed(traceback_text(active))
    if error.message is not None:
        error.message = to_typed(error.message)
        error.args = (error.message,)


REPORTS.add(id(_complete.__code__))
