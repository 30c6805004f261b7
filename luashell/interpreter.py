"""Assembly: opens the libraries, gives the state its compiler, runs text. No logic of its own."""

from __future__ import annotations

from _io import BufferedWriter

from luashell import contents
from luashell.codegen.chunks import load_chunk
from luashell.runtime import helpers
from luashell.runtime.state import LuaState
from luashell.stdlib import base, loading, maths

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import BinaryIO, Final

    from luashell.runtime.aliases import LuaFunction, LuaValue
    from luasocket_core.net.network import Network

__all__ = ["DEFAULT_LUASOCKET", "new_state"]

DEFAULT_LUASOCKET: Final = "1.2"


def _load(state: LuaState, text: str, chunk_name: str) -> LuaFunction:
    return load_chunk(text, chunk_name, state.globals, state.hooks.detail_for(text))


def new_state(
    *,
    stdin: BinaryIO | None = None,
    stdout: BinaryIO | None = None,
    stderr: BinaryIO | None = None,
    luasocket: str = DEFAULT_LUASOCKET,
    network: Network | None = None,
) -> LuaState:
    """A state with all libraries open, those of LuaSocket as of version ``luasocket`` (docs/architecture.md).

    Sockets are opened on ``network``, by default the live one. Raises ValueError for a version that there is not.
    """
    reports_elapsed = luasocket != DEFAULT_LUASOCKET and _reports_elapsed(luasocket)
    state = LuaState(_load, stdin=stdin, stdout=stdout, stderr=stderr)
    basic = base.Base(state)
    state.globals.offer(
        {
            "_VERSION": "Lua 4.0",
            **base.library.open(basic),
            **loading.library.open(loading.Loading(state)),
            **maths.library.open(maths.Maths()),
            **maths.CONSTANTS,
        }
    )
    state.globals.namespace[helpers.FORWARD] = basic.forward
    state.tags.set_handler(2, "pow", maths.power.open()["pow"])
    _provide_files(state)
    _provide_chapters(state)
    _provide_sockets(state, luasocket, network, reports_elapsed=reports_elapsed)
    return state


def _reports_elapsed(luasocket: str) -> bool:
    """Has this version of LuaSocket the additions for tests? Raises ValueError for a version that there is not."""
    from luashell.netlib.versions import version_named  # most programs take the default

    return version_named(luasocket).reports_elapsed


def _provide_files(state: LuaState) -> None:
    """Files and system, imported when a program first needs them; what they do to the streams may be needed at once."""

    def files_and_system() -> dict[str, LuaValue]:
        from luashell.stdlib import files, system

        opened = files.Files(state)
        state.finishers.append(opened.close_all)
        return {
            **opened.handles(),
            **files.library.open(opened),
            **system.library.open(system.System(opened)),
        }

    state.globals.provide((*contents.FILES, *contents.SYSTEM), files_and_system)
    if state.stdout.isatty() or not isinstance(state.stdout, BufferedWriter):
        state.globals.raw_get(contents.FILES[0])  # print writes on a stream that has to be flushed in time, or wrapped


def _provide_chapters(state: LuaState) -> None:
    """The other chapters that are imported when a program first needs them."""

    def tables() -> dict[str, LuaValue]:
        from luashell.stdlib import tablefuncs

        return {**tablefuncs.library.open(tablefuncs.TableFunctions(state))}

    def tags() -> dict[str, LuaValue]:
        from luashell.stdlib import tagfuncs

        return {**tagfuncs.library.open(tagfuncs.TagFunctions(state))}

    def strings() -> dict[str, LuaValue]:
        from luashell.stdlib import strings

        state.globals.namespace[helpers.PATTERNS] = strings.FINDERS
        return {**strings.library.open()}

    def debugging() -> dict[str, LuaValue]:
        from luashell.stdlib import debugging

        return {**debugging.library.open(debugging.Debugging(state))}

    state.globals.provide(contents.TABLES, tables)
    state.globals.provide(contents.TAGS, tags)
    state.globals.provide(contents.STRINGS, strings)
    state.globals.provide(contents.DEBUGGING, debugging)


def _provide_sockets(state: LuaState, luasocket: str, network: Network | None, *, reports_elapsed: bool) -> None:
    """LuaSocket, which brings its own tables of functions."""

    def sockets() -> dict[str, LuaValue]:
        from luashell.netlib.opening import open_libraries

        if state.before_sockets is not None:
            state.before_sockets()
        return {**open_libraries(state, luasocket, network)}

    state.supplied_files = contents.SUPPLIED_FILES
    state.globals.provide(contents.SOCKETS, sockets)
    if reports_elapsed:
        state.globals.provide(contents.SOCKETS_FOR_TESTS, sockets)
