"""Assembly: opens the libraries, gives the state its compiler, runs text. No logic of its own."""

from __future__ import annotations

from luashell.codegen.chunks import load_chunk
from luashell.netlib import opening as netlib
from luashell.runtime import helpers
from luashell.runtime.state import LuaState
from luashell.stdlib import base, debugging, files, loading, maths, strings, system, tablefuncs, tagfuncs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO

    from luashell.runtime.aliases import LuaFunction, LuaValue
    from luasocket_core.net.network import Network

__all__ = ["new_state"]


def _load(state: LuaState, text: str, chunk_name: str) -> LuaFunction:
    return load_chunk(text, chunk_name, state.globals, state.hooks.detail_for(text))


def new_state(
    *,
    stdin: BinaryIO | None = None,
    stdout: BinaryIO | None = None,
    stderr: BinaryIO | None = None,
    luasocket: str = "1.2",
    network: Network | None = None,
) -> LuaState:
    """A state with all libraries open, those of LuaSocket as of version ``luasocket`` (docs/architecture.md).

    Sockets are opened on ``network``, by default the live one. Raises ValueError for a version that there is not.
    """
    state = LuaState(_load, stdin=stdin, stdout=stdout, stderr=stderr)
    streams = files.Files(state)
    state.finishers.append(streams.close_all)
    basic = base.Base(state)
    opened: dict[str, LuaValue] = {
        **base.library.open(basic),
        **tagfuncs.library.open(tagfuncs.TagFunctions(state)),
        **loading.library.open(loading.Loading(state)),
        **tablefuncs.library.open(tablefuncs.TableFunctions(state)),
        **strings.library.open(),
        **maths.library.open(maths.Maths()),
        **maths.CONSTANTS,
        **streams.handles(),
        **files.library.open(streams),
        **system.library.open(system.System(streams)),
        **debugging.library.open(debugging.Debugging(state)),
        **netlib.open_libraries(state, luasocket, network),
    }
    for name, value in opened.items():
        state.globals_set(name, value)
        state.globals.namespace[helpers.original(name)] = value
    state.globals_set("_VERSION", "Lua 4.0")
    state.globals.namespace[helpers.PATTERNS] = strings.FINDERS
    state.globals.namespace[helpers.FORWARD] = basic.forward
    state.tags.set_handler(2, "pow", maths.power.open()["pow"])
    return state
