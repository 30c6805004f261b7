"""The lab as a whole: what runs, under which names, what is told, and that nothing is left."""

import gc
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from luashell.lab import Lab
from luasocket_core import Failure, Host, Stream, connect, default_network, toip
from luasocket_core.net.live import LiveNetwork
from luasocket_core.proto import ftp, http, smtp
from tests.netlib.program import Program

if TYPE_CHECKING:
    from luasocket_core.net.network import HostEntry

NAMES = ("echo", "daytime", "chargen", "web", "mail", "files")


@pytest.fixture
def own_lab() -> Iterator[Lab]:
    """A lab of which nothing runs yet."""
    lab = Lab()
    yield lab
    lab.close()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files are made."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def descriptors() -> int:
    gc.collect()
    return len(list(Path("/dev/fd").iterdir()))


def connected(name: str, port: int, network: LiveNetwork) -> Stream[bytes]:
    stream = connect(name, port, network=network)
    assert isinstance(stream, Stream), stream
    return stream


# ---- running


def test_nothing_runs_before_it_is_started(own_lab: Lab) -> None:
    assert tuple(own_lab.servers) == NAMES
    for name, server in own_lab.servers.items():
        assert (server.name, server.host, server.port, server.is_running) == (name, "127.0.0.1", 0, False)
        assert server.summary


def test_all_run_inside_a_with_statement() -> None:
    with Lab() as lab:
        assert lab.problems == ()
        ports = [server.port for server in lab.servers.values() if server.is_running]
        assert len(ports) == len(NAMES)
        for port in ports:
            socket.create_connection(("127.0.0.1", port), timeout=10).close()
    assert not any(server.is_running for server in lab.servers.values())
    for port in ports:
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port), timeout=10)


def test_single_servers(own_lab: Lab) -> None:
    assert own_lab.start("echo", "web") == ()
    assert [name for name, server in own_lab.servers.items() if server.is_running] == ["echo", "web"]
    port = own_lab.servers["echo"].port
    own_lab.start("echo")
    assert own_lab.servers["echo"].port == port
    own_lab.stop("web", "mail")
    assert [name for name, server in own_lab.servers.items() if server.is_running] == ["echo"]


def test_start_again(own_lab: Lab) -> None:
    own_lab.start()
    own_lab.stop()
    own_lab.start()
    for server in own_lab.servers.values():
        socket.create_connection((server.host, server.port), timeout=10).close()


def test_unknown_server(own_lab: Lab) -> None:
    with pytest.raises(ValueError, match="the lab has no server `fax', it has: echo, daytime, "):
        own_lab.start("echo", "fax")
    with pytest.raises(ValueError, match="the lab has no server `fax'"):
        own_lab.stop("fax")
    assert not own_lab.servers["echo"].is_running


def test_two_labs_beside_each_other(lab: Lab, own_lab: Lab) -> None:
    own_lab.start("web")
    assert own_lab.servers["web"].port != lab.servers["web"].port


# ---- names


@pytest.mark.parametrize(
    ("name", "port"),
    [("echo", 7), ("daytime", 13), ("chargen", 19), ("files", 21), ("mail", 25), ("web", 80)],
)
def test_names_and_ports(name: str, port: int, lab: Lab, lab_network: LiveNetwork) -> None:
    for tried in (port, lab.servers[name].port):
        with connected(f"{name}.lab", tried, lab_network) as stream:
            assert stream.getpeername() == ("127.0.0.1", lab.servers[name].port)
    host = toip(f"{name}.lab", network=lab_network)
    assert isinstance(host, Host)
    assert host.addresses == ("127.0.0.1",)


def test_case_of_names_does_not_matter(lab_network: LiveNetwork) -> None:
    connected("Echo.LAB", 7, lab_network).close()
    assert isinstance(toip("WEB.Lab", network=lab_network), Host)


class LonelyNetwork(LiveNetwork):
    """Its resolver knows nobody."""

    def host_by_name(self, name: str) -> "HostEntry":
        raise socket.gaierror(socket.EAI_NONAME, name)


def test_network_that_is_not_mapped_knows_no_names(lab: Lab, lab_network: LiveNetwork) -> None:
    network = LonelyNetwork()
    assert isinstance(toip("web.lab", network=network), Failure)
    lab.map_names(network)
    assert isinstance(toip("web.lab", network=network), Host)
    lab.unmap_names(network)
    assert isinstance(toip("web.lab", network=network), Failure)
    assert isinstance(toip("web.lab", network=lab_network), Host)


def test_names_come_and_go_with_their_servers(own_lab: Lab) -> None:
    network = LiveNetwork()
    own_lab.start("echo")
    own_lab.map_names(network)
    own_lab.map_names(network)
    assert {name for name, _ in network.redirections} == {"echo.lab"}
    own_lab.start("web")
    assert {name for name, _ in network.redirections} == {"echo.lab", "web.lab"}
    own_lab.stop("echo")
    assert {name for name, _ in network.redirections} == {"web.lab"}
    own_lab.start("echo")
    connected("echo.lab", 7, network).close()
    own_lab.close()
    assert not network.redirections
    own_lab.start("echo")
    assert not network.redirections


def test_what_others_mapped_stays(own_lab: Lab) -> None:
    network = LiveNetwork()
    network.redirections["elsewhere.lab", 80] = ("127.0.0.1", 1)
    own_lab.start("web", "echo")
    own_lab.map_names(network)
    network.redirections["web.lab", 80] = ("127.0.0.1", 2)
    own_lab.unmap_names(network)
    assert network.redirections == {("elsewhere.lab", 80): ("127.0.0.1", 1), ("web.lab", 80): ("127.0.0.1", 2)}


def test_default_network(own_lab: Lab) -> None:
    own_lab.start("echo")
    own_lab.map_names()
    try:
        stream = connect("echo.lab", 7)
        assert not isinstance(stream, Failure)
        stream.close()
    finally:
        own_lab.close()
    assert not [name for name, _ in default_network().redirections if name == "echo.lab"]


# ---- what is told


def test_log_has_a_line_for_each_thing() -> None:
    lines: list[str] = []
    network = LiveNetwork()
    with Lab(log=lines.append) as lab:
        lab.map_names(network)
        with connected("echo.lab", 7, network) as stream:
            port = (stream.getsockname() or ("", 0))[1]
            stream.send(b"abc\n")
            stream.receive()
        http.request("GET", "http://web.lab/hello.txt", network=network)
        smtp.send_mail("a@x", ["b@y"], [], b"text\n", "mail.lab", network=network)
        ftp.put("ftp://files.lab/note", b"12345", network=network)
        ftp.get("ftp://files.lab/pub/README", network=network)
    for line in (
        f"echo: 127.0.0.1 port {port} connected",
        "echo: 4 bytes sent back",
        "web: GET /hello.txt HTTP/1.1 200",
        "mail: message 1 from a@x to b@y, 8 bytes",
        "files: anonymous logged in",
        "files: received /note, 5 bytes",
        "files: sent /pub/README",
    ):
        assert line in lines


def test_log_can_be_exchanged(own_lab: Lab) -> None:
    own_lab.start("daytime")
    first: list[str] = []
    second: list[str] = []
    for log in (None, first.append, second.append, None):
        own_lab.log = log
        with socket.create_connection(("127.0.0.1", own_lab.servers["daytime"].port), timeout=10) as visitor:
            visitor.recv(100)
    assert len(first) == len(second) == 1


def test_log_cannot_be_used_to_command_a_terminal() -> None:
    lines: list[str] = []
    with Lab(log=lines.append) as lab, socket.create_connection(("127.0.0.1", lab.servers["web"].port)) as visitor:
        visitor.sendall(b"GET /\x1b[2J" + b"x" * 1000 + b" HTTP/1.0\r\n\r\n")
        while visitor.recv(65536):
            pass
    requests = [line for line in lines if "GET" in line]
    assert requests
    assert all(line.isprintable() and len(line) < 250 for line in lines)
    assert requests[0].startswith("web: GET /\\x1b[2J")


def test_log_that_raises_stops_nothing() -> None:
    def log(line: str) -> None:
        raise RuntimeError(line)

    network = LiveNetwork()
    with Lab(log=log) as lab:
        lab.map_names(network)
        assert http.request("GET", "http://web.lab/hello.txt", network=network).status == "200 OK"
        assert ftp.put("ftp://files.lab/note", b"x", network=network) is None


# ---- nothing is left


def test_no_thread_no_descriptor_no_file_is_left(folder: Path) -> None:
    with Lab():  # what is imported and opened once
        pass
    threads, files = set(threading.enumerate()), descriptors()
    with Lab() as lab:
        assert list(folder.iterdir())
        assert len(threading.enumerate()) > len(threads)
        network = LiveNetwork()
        lab.map_names(network)
        http.request("GET", "http://web.lab/", network=network)
        smtp.send_mail("a@x", ["b@y"], [], b"text\n", "mail.lab", network=network)
        ftp.put("ftp://files.lab/incoming/x", b"x", network=network)
    assert set(threading.enumerate()) <= threads
    assert descriptors() == files
    assert not list(folder.iterdir())


def test_clients_that_stay_do_not_hold_up_the_end(folder: Path) -> None:
    before = set(threading.enumerate())
    with ExitStack() as stack, Lab() as lab:

        def visitor(name: str, text: bytes = b"") -> socket.socket:
            connection = socket.create_connection(("127.0.0.1", lab.servers[name].port), timeout=10)
            connection.sendall(text)
            return stack.enter_context(connection)

        silent = [visitor(name) for name in NAMES]
        visitor("chargen").recv(1)  # and no more
        visitor("web", b"GET /slow?seconds=10 HTTP/1.1\r\n\r\n")
        visitor("web", b"POST /form HTTP/1.1\r\nContent-Length: 1000\r\n\r\nhalf")
        visitor("web", b"GET / HTTP/1.1\r\nHost: ")
        visitor("mail", b"EHLO here\r\nMAIL FROM:<a@x>\r\nRCPT TO:<b@y>\r\nDATA\r\nhalf a line")
        visitor("files", b"USER anonymous\r\nPASS x\r\nPASV\r\nSTOR never\r\n")
        visitor("echo", b"x").recv(1)
        began = time.monotonic()
        lab.close()
        assert time.monotonic() - began < 5  # each wait on its own is longer
        for connection in silent:
            connection.settimeout(10)
            try:
                while connection.recv(65536):
                    pass
            except ConnectionResetError:
                pass
    assert set(threading.enumerate()) <= before
    assert not list(folder.iterdir())


def test_error_inside_a_with_statement(folder: Path) -> None:
    before = set(threading.enumerate())
    with pytest.raises(KeyboardInterrupt), Lab():
        raise KeyboardInterrupt
    assert set(threading.enumerate()) <= before
    assert not list(folder.iterdir())


def test_server_that_cannot_start_is_told_and_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = set(threading.enumerate())
    with monkeypatch.context() as patch:
        patch.setattr("luashell.lab.files._fill", lambda root: (root / "missing" / "file").write_bytes(b""))
        with Lab() as lab:
            assert lab.problems == ("lab: the files server cannot start: No such file or directory",)
            assert lab.servers["web"].is_running
            assert not list(folder.iterdir())
            patch.undo()
            assert not lab.start("files")
            assert not lab.problems
    assert set(threading.enumerate()) <= before
    assert not list(folder.iterdir())


def test_interrupt_while_starting(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(root: Path) -> None:
        raise KeyboardInterrupt

    before = set(threading.enumerate())
    monkeypatch.setattr("luashell.lab.files._fill", interrupt)
    with pytest.raises(KeyboardInterrupt), Lab():
        pass
    assert set(threading.enumerate()) <= before
    assert not list(folder.iterdir())


# ---- through Lua


def test_every_server_through_lua(lab_network: LiveNetwork) -> None:
    lua = Program(network=lab_network)
    try:
        assert lua("c = connect('echo.lab', 7) c:send('hi\\n') return c:receive()") == ("hi", None)
        assert lua("u = udpsocket() u:setpeername('echo.lab', 7) u:send('hi') return u:receive()") == ("hi",)
        assert lua("c = connect('daytime.lab', 13) t = c:receive('*a') return strlen(t) > 20") == (1.0,)
        assert lua("c = connect('chargen.lab', 19) return c:receive(3, '*l')")[0] == ' !"'
        assert lua("return http_get('web.lab/hello.txt')")[0] == "Hello from the lab.\nThis page has two lines.\n"
        assert lua("return mail{from='a@x', to='b@y', message='over Lua', mailserver='mail.lab'}") == (None,)
        assert "over Lua" in str(lua("return http_get('http://web.lab/mail/last')")[0])
        assert lua("return ftp_put('files.lab/over-lua', 'x', 'b'), ftp_get('files.lab/over-lua')") == (None, "x")
    finally:
        lua.close()
