"""DNS (specification 7) as Lua sees it."""

from collections.abc import Iterator

import pytest

from luashell.runtime.tables import LuaTable
from luasocket_core.net.scripted import ScriptedNetwork
from tests.netlib.program import Program


@pytest.fixture
def names() -> Iterator[Program]:
    """A program whose resolver knows the hosts of 7.2."""
    network = ScriptedNetwork()
    network.hosts = {
        "multi": ("multi", ["alias1", "alias2"], ["127.0.0.3", "127.0.0.4"]),
        "alias1": ("multi", ["alias1", "alias2"], ["127.0.0.3"]),
        "localhost": ("localhost", [], ["127.0.0.1"]),
        "127.0.0.1": ("localhost", [], ["127.0.0.1"]),
    }
    program = Program(network=network)
    yield program
    program.close()


def plain(value: object) -> object:
    """A Lua table, and what it holds, as dicts."""
    return {key: plain(held) for key, held in value.raw_items()} if isinstance(value, LuaTable) else value


LOCALHOST = {"name": "localhost", "alias": {}, "ip": {1.0: "127.0.0.1"}}
MULTI = {
    "name": "multi",
    "alias": {1.0: "alias1", 2.0: "alias2"},
    "ip": {1.0: "127.0.0.3", 2.0: "127.0.0.4"},
}


@pytest.mark.parametrize(
    ("call", "answer", "resolved"),
    [
        ("toip('multi')", "127.0.0.3", MULTI),
        ("tohostname('multi')", "multi", MULTI),
        ("tohostname('alias1')", "multi", {**MULTI, "ip": {1.0: "127.0.0.3"}}),
        ("toip('localhost')", "127.0.0.1", LOCALHOST),
        ("toip('127.0.0.1')", "127.0.0.1", LOCALHOST),
        ("tohostname('127.1')", "localhost", LOCALHOST),
        ("tohostname(2130706433)", "localhost", LOCALHOST),
        ("toip('192.0.2.99')", "192.0.2.99", {"name": "192.0.2.99", "alias": {}, "ip": {1.0: "192.0.2.99"}}),
    ],
)
def test_answers(names: Program, call: str, answer: str, resolved: dict[str, object]) -> None:
    assert tuple(map(plain, names(f"return {call}"))) == (answer, resolved)


def test_lists_have_no_n(names: Program) -> None:
    assert names("local ip, t = toip('multi') return t.ip.n, getn(t.ip), getn(t.alias)") == (None, 2.0, 2.0)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("'*'", "host not found"),
        ("'a b'", "host not found"),
        ("strrep('x', 300)", "host not found"),
        ("strrep('x', 64) .. '.org'", "host not found"),
        ("'caf\\233'", "host not found"),
        ("'a\\0b'", "host not found"),
        ("''", "name server error"),
        ("'unknown'", "host not found"),
    ],
)
@pytest.mark.parametrize("function", ["toip", "tohostname"])
def test_failures(names: Program, function: str, name: str, words: str) -> None:
    assert names(f"return {function}({name})") == (None, words)


def test_address_without_a_name(names: Program) -> None:
    assert names("return tohostname('192.0.2.99')") == (None, "host not found")


def test_real_resolver(lua: Program) -> None:
    assert lua("local ip, t = toip('localhost') return ip, t.ip[1]") == ("127.0.0.1", "127.0.0.1")
    assert lua("return toip('')") == (None, "name server error")
