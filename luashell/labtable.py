"""The global table ``lab`` of Lua programs: where the servers of the lab are.

``lab.web.host`` and ``lab.web.port`` lead to the web server; a server that does not run is nil.
"""

from __future__ import annotations

from luashell.runtime.tables import LuaTable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from luashell.lab import Lab
    from luashell.runtime.state import LuaState

__all__ = ["set_lab_table"]


def set_lab_table(state: LuaState, lab: Lab) -> None:
    """Bring the table ``lab`` of ``state`` up to date, after servers were started or stopped; make it if need be."""
    table = state.globals_get("lab")
    if not isinstance(table, LuaTable):
        table = state.new_table()
        state.globals_set("lab", table)
    for server in lab.servers.values():
        place = None
        if server.is_running:
            place = state.new_table()
            place.raw_set("host", server.host)
            place.raw_set("port", float(server.port))
        table.raw_set(server.name, place)
