"""Whatever a program passes to a socket function: results or a Lua error, never a Python one."""

from itertools import product
from typing import Final

import pytest

from luashell.errors import LuaError
from luashell.runtime.calling import spread
from luashell.runtime.tables import LuaTable
from luashell.runtime.values import is_function
from luasocket_core.net.scripted import ScriptedNetwork
from tests.netlib.program import Program

SETTING: Final = """
c, server, u, v = connect("127.0.0.1", 7), bind("*", 0), udpsocket(), udpsocket()
v:setpeername("127.0.0.1", 7)
timeout(c, 0) timeout(server, 0) timeout(u, 0) timeout(v, 0)
"""

VALUES: Final = (
    *(None, 0.0, -1.0, 0.5, 7.0, 65536.0, 1e300, float("inf"), float("nan")),
    *("", "7", "0x7f.1", "*a", "*l", "*r", "*s", "b", "\xff", "a\0b", "x" * 300, "{}", "1e400"),
)

FUNCTIONS: Final = [
    *("accept", "bind", "close", "connect", "getpeername", "getsockname", "poll", "receive", "receivefrom", "select"),
    *("send", "sendto", "setpeername", "setsockname", "timeout", "tohostname", "toip", "udpsocket", "_sleep", "_time"),
]


def new_program(luasocket: str) -> Program:
    network = ScriptedNetwork()
    for _ in range(4):
        network.script((0.0, b"some\nbytes"), (0.0, b""), room=[(0.0, 10**9)])
    program = Program(luasocket, network)
    program(SETTING)
    return program


@pytest.mark.parametrize("luasocket", ["1.2", "1.2-debug", "1.4"])
@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions_and_methods(luasocket: str, name: str) -> None:
    program = new_program(luasocket)
    sockets = [program.value(each) for each in ("c", "server", "u", "v")]
    values = [*VALUES, program.state.new_table(), program.value("print"), program.value("_STDIN"), *sockets]
    functions = [program.value(name)]
    for table in sockets:
        assert isinstance(table, LuaTable)
        method = table.raw_get(name)
        if is_function(method):
            functions.append(method)
    several = [(), *product(values), *product(values, values), *product(sockets, values, ("7", 7.0, None))]
    if name == "select":  # which would wait for ever
        several = [(*(*arguments, None, None)[:2], 0.0) for arguments in several]
    for function, arguments in product(functions, several):
        try:
            returned = spread(function(*arguments))  # type: ignore[operator]  # is_function
        except LuaError:
            continue
        assert all(
            value is None or value.__class__ in {str, float} or isinstance(value, LuaTable) for value in returned
        )
    program.close()
