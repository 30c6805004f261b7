"""What LuaSocket 1.2.1 to 1.4 added and 1.2 programs are not disturbed by: select, and the clock (A.1, A.2)."""

from __future__ import annotations

from luashell.binding.arguments import bad_argument, need_number
from luashell.binding.library import Library
from luashell.runtime.tables import LuaTable, truncate
from luashell.runtime.values import MISSING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from luashell.netlib.sockets import Sockets
    from luashell.runtime.aliases import LuaValue, Returned
    from luasocket_core.net.sockets import Socket

__all__ = ["Later", "debug_library", "library"]

library = Library("Additions of later versions")
debug_library = Library("Additions of the debug build")


class Later:
    """The additions for one state."""

    def __init__(self, sockets: Sockets) -> None:
        self._sockets = sockets

    @library.function(
        "select(readers, writers [, seconds])",
        "Waits until any of the sockets in two tables can receive or accept, or send.",
        results="table, table, error | nil",
        example="""
            server = bind("127.0.0.1", 0)
            caller = connect(getsockname(server))
            ready = select({server}, nil, 1)
            ready[1] == server  --> 1
            close(caller) close(server)
        """,
    )
    def select(
        self, readers: LuaValue = MISSING, writers: LuaValue = MISSING, seconds: LuaValue = MISSING, *_: LuaValue
    ) -> Returned:
        """The ready ones in two lists; the error is ``timeout`` when there are none (specification A.2)."""
        reading, writing = self._sockets_in(readers, 1), self._sockets_in(writers, 2)
        limit = None if seconds is None or seconds is MISSING else need_number(seconds, 3)
        from luasocket_core import select

        selected = select(reading, writing, limit, network=self._sockets.network)
        return (
            self._list(reading[core] for core in selected.readable),
            self._list(writing[core] for core in selected.writable),
            selected.error,
        )

    def _sockets_in(self, table: LuaValue, position: int) -> dict[Socket, LuaValue]:
        """The sockets among the values of a table, by what does their work."""
        if table is None or table is MISSING:
            return {}
        if not isinstance(table, LuaTable):
            bad_argument(position, "expected table or nil")
        values = [table.raw_get(key) for key in table.raw_keys()]
        handles = [(self._sockets.handle_of(value), value) for value in values]
        return {handle.core: value for handle, value in handles if handle is not None}

    def _list(self, values: Iterable[LuaValue]) -> LuaTable:
        made = self._sockets.state.new_table()
        made.store_list(values)
        return made

    @library.function("_sleep(seconds)", "Does nothing for some whole seconds.", example="_sleep(0)")
    def later_sleep(self, seconds: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """Seconds are truncated to an integer (specification 1.1)."""
        self._pause(need_number(seconds, 1))
        return ()

    @library.function(
        "_time()",
        "Seconds since some fixed moment.",
        results="number",
        example="""
            began = _time()
            _time() >= began  --> 1
        """,
    )
    def later_time(self, *_: LuaValue) -> Returned:
        """It never goes back; the clock that time limits go by."""
        return self._sockets.network.clock()

    @debug_library.function("sleep(seconds)", "Does nothing for some whole seconds.", example="sleep(0)")
    def sleep(self, seconds: LuaValue = MISSING, *_: LuaValue) -> Returned:
        """The earlier name of ``_sleep`` (specification A.1)."""
        self._pause(need_number(seconds, 1))
        return ()

    @debug_library.function(
        "time()",
        "Seconds since some fixed moment.",
        results="number",
        example="""
            began = time()
            time() >= began  --> 1
        """,
    )
    def time(self, *_: LuaValue) -> Returned:
        """The earlier name of ``_time`` (specification A.1)."""
        return self._sockets.network.clock()

    def _pause(self, seconds: float) -> None:
        from luasocket_core import sleep

        sleep(float(max(truncate(seconds), 0)), network=self._sockets.network)
