"""FTP in Lua: the forms, the order of results, what is raised, and an independent server."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.handlers import FTPHandler
from pyftpdlib.ioloop import IOLoop
from pyftpdlib.servers import FTPServer

from luasocket_core.net.live import LiveNetwork
from tests.netlib.program import Program
from tests.servers import FileServer, serving, unheard_port


@pytest.mark.parametrize(
    ("type_argument", "told"), [("", "A"), (", 'a'", "A"), (", nil", "A"), (", {}", "A"), (", 'b'", "I")]
)
def test_forms(lua: Program, type_argument: str, told: str) -> None:
    files = FileServer(files={"f": b"a\r\nb\n\0\xff"})
    with serving(files) as server:
        lua(f"url = 'ftp://127.0.0.1:{server.port}/f'")
        assert lua(f"return ftp_get(url{type_argument})") == ("a\r\nb\n\0\xff",)
        assert lua(f"return ftp_put(url, 'x\\0y'{type_argument})") == (None,)
    assert files.stored == {"f": b"x\0y"}
    assert [command for command in files.log if command.startswith("TYPE")] == [f"TYPE {told}"] * 2


def test_failures(lua: Program) -> None:
    with serving(FileServer({"RETR": "550-no\r\n550 file", "STOR": "553 no"})) as server:
        lua(f"url = 'ftp://127.0.0.1:{server.port}/f'")
        assert lua("return ftp_get(url)") == (None, "550-no\n550 file")
        assert lua("return ftp_put(url, '')") == ("553 no",)
    with unheard_port() as port:
        assert lua(f"return ftp_get('127.0.0.1:{port}/f')") == (None, "connection refused")
        assert lua(f"return ftp_put('127.0.0.1:{port}/f', '')") == ("connection refused",)
    assert lua("return ftp_get('http://h')") == (None, "unknown scheme 'http'")
    assert lua("return ftp_put('h/pub/', '')") == ("invalid path",)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("ftp_get()", "#1 to `ftp_get' (string expected, got no value)"),
        ("ftp_get({})", "#1 to `ftp_get' (string expected, got table)"),
        ("ftp_put('h/f')", "#2 to `ftp_put' (string expected, got no value)"),
        ("ftp_put('h/f', nil)", "#2 to `ftp_put' (string expected, got nil)"),
    ],
)
def test_wrong_arguments_are_raised(lua: Program, call: str, message: str) -> None:
    assert lua.error(call) == f"bad argument {message}"


@contextmanager
def pyftpdlib(directory: Path, *, passive: bool = True) -> Iterator[int]:
    """The port of a pyftpdlib that serves ``directory`` meanwhile: for reading to all, for writing to diego."""
    loop = IOLoop()
    authorizer = DummyAuthorizer()
    authorizer.add_anonymous(str(directory))
    authorizer.add_user("diego", "nehab", str(directory), perm="elradfmwMT")

    class Handler(FTPHandler):  # type: ignore[misc]  # has no types
        auth_failed_timeout = 0
        proto_cmds = (
            FTPHandler.proto_cmds
            if passive
            else {name: entry for name, entry in FTPHandler.proto_cmds.items() if name not in {"PASV", "EPSV"}}
        )

    Handler.authorizer = authorizer
    server = FTPServer(("127.0.0.1", 0), Handler, ioloop=loop)
    ended = threading.Event()

    def run() -> None:
        while not ended.is_set():
            loop.loop(timeout=0.01, blocking=False)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield server.address[1]
    finally:
        ended.set()
        thread.join()
        server.close_all()


@pytest.mark.parametrize("passive", [True, False])
def test_pyftpdlib(lua: Program, tmp_path: Path, *, passive: bool) -> None:
    content = bytes(range(256)) * 4000
    (tmp_path / "pub" / "lua").mkdir(parents=True)
    (tmp_path / "pub" / "lua" / "lua.tar.gz").write_bytes(content)
    with pyftpdlib(tmp_path, passive=passive) as port:
        lua(f"host = '127.0.0.1:{port}'")
        assert lua("return ftp_get('ftp://' .. host .. '/pub/lua/lua.tar.gz', 'b')") == (content.decode("latin-1"),)
        assert lua("return ftp_get('ftp://' .. host .. '/pub/lua/')") == ("lua.tar.gz\r\n",)
        assert lua("return ftp_get(host)") == ("pub\r\n",)
        missing, error = lua("return ftp_get(host .. '/pub/none')")
        assert missing is None
        assert str(error).startswith("550 ")
        assert str(lua.value("ftp_put(host .. '/pub/new', 'x')")).startswith("550 ")
        assert lua("return ftp_put('diego:nehab@' .. host .. '/pub/new file', strrep('x', 300000), 'b')") == (None,)
        assert str(lua("return ftp_get('diego:wrong@' .. host .. '/pub/new')")[1]).startswith("530 ")
    assert (tmp_path / "pub" / "new file").read_bytes() == b"x" * 300000


def test_the_manuals_examples() -> None:
    files = FileServer(files={"lua.tar.gz": b"contents", "": b"names\r\n"}, replies={"PASS nehab": "530 incorrect"})
    with serving(files) as server:
        network = LiveNetwork()
        for name in ("ftp.tecgraf.puc-rio.br", "derain.tecgraf.puc-rio.br", "ftp.free.org"):
            network.redirections[name, 21] = ("127.0.0.1", server.port)
        lua = Program(network=network)
        lua('f, e = ftp_get("ftp://ftp.tecgraf.puc-rio.br/pub/lua/lua.tar.gz", "b")')
        assert lua("return f, e") == ("contents", None)
        lua('f, e = ftp_get("ftp://ftp.tecgraf.puc-rio.br/pub/lua/")')
        assert lua("return f, e") == ("names\r\n", None)
        lua('f, e = ftp_get("ftp://diego:nehab@derain.tecgraf.puc-rio.br/tec/luasocket/html/manual.html")')
        assert lua("return f, e") == (None, "530 incorrect")
        lua('e = ftp_put("ftp://ftp.free.org/hello", "hello world!")')
        assert lua("return e") == (None,)
        lua.close()
    assert files.stored == {"hello": b"hello world!"}
