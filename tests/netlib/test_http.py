"""HTTP in Lua: the forms, the order of results, what is raised, and independent servers."""

import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from cheroot import wsgi
from cheroot.ssl.builtin import BuiltinSSLAdapter

from luasocket_core.net.live import LiveNetwork
from tests.certificates import AUTHORITY, trust
from tests.netlib.program import Program
from tests.servers import answering

OK = "HTTP/1.1 200 OK\r\n"


def test_forms(lua: Program) -> None:
    with answering(OK + "x: y\r\ncontent-length: 2\r\n\r\nok") as server:
        lua(f"url = 'http://127.0.0.1:{server.port}/p'")
        for call in (
            "http_request('put', url, {a=1}, 12)",
            "http_request('put', url, nil, nil)",
            "http_get(url)",
            "http_get(url, {a=1})",
            "http_post(url, 'data')",
            "http_post(url, 'data', {a=1})",
        ):
            assert lua(f"b, h, s = {call} return b, type(h), h.x, s") == ("ok", "table", "y", "200 OK")
        assert [text.split(" ")[0] for text in server.received] == ["PUT", "PUT", "GET", "GET", "POST", "POST"]
        assert [text.partition("\r\n\r\n")[2] for text in server.received] == ["12", "", "", "", "data", "data"]
        assert ["a: 1" in text for text in server.received] == [True, False, False, True, False, True]


def test_no_error_is_no_value(lua: Program) -> None:
    with answering(OK + "\r\n") as server:
        assert len(lua(f"return http_get('127.0.0.1:{server.port}')")) == 3


def test_failures_keep_what_was_obtained(lua: Program) -> None:
    with answering("", OK + "bad\r\n\r\n", OK + "content-length: 5\r\n\r\nabc") as server:
        lua(f"url = '127.0.0.1:{server.port}'")
        assert lua("return http_get(url)") == (None, None, None, "closed")
        assert lua("return http_get(url)") == (None, None, "200 OK", "malformed reponse headers")
        assert lua("b, h, s, e = http_get(url) return b, h['content-length'], s, e") == ("abc", "5", "200 OK", "closed")
    assert lua("return http_get('xyz://a')") == (None, None, None, "unknown scheme 'xyz'")


def test_all_bytes_pass(lua: Program) -> None:
    every = bytes(range(256))
    with answering((OK + "content-length: 256\r\n\r\n").encode() + every) as server:
        text = f"data = http_post('127.0.0.1:{server.port}', data) return data"
        lua("data = '' for i = 0, 255 do data = data .. strchar(i) end")
        assert lua(text) == (every.decode("latin-1"),)
        assert server.received[0].endswith(every.decode("latin-1"))


def test_the_table_of_headers_is_left_alone(lua: Program) -> None:
    with answering(OK + "\r\n") as server:
        text = f"h = {{HOST='x', ['X-Y']='z'}} http_get('127.0.0.1:{server.port}', h) n = 0"
        assert lua(text + " for k, v in h do n = n + 1 end return n, h.HOST, h['X-Y']") == (2.0, "x", "z")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("http_get()", "bad argument #1 to `http_get' (string expected, got no value)"),
        ("http_get({})", "bad argument #1 to `http_get' (string expected, got table)"),
        ("http_get('h', 'x')", "bad argument #2 to `http_get' (table expected, got string)"),
        ("http_get('h', {a={}})", "bad argument #2 to `http_get' (string expected, got table)"),
        ("http_post('h', {})", "bad argument #2 to `http_post' (string expected, got table)"),
        ("http_post('h', 'x', 1)", "bad argument #3 to `http_post' (table expected, got number)"),
        ("http_request(nil, 'h')", "bad argument #1 to `http_request' (string expected, got nil)"),
        ("http_request('GET', 'h', {}, {})", "bad argument #4 to `http_request' (string expected, got table)"),
        ("base64()", "bad argument #1 to `base64' (string expected, got no value)"),
    ],
)
def test_wrong_arguments_are_raised(lua: Program, call: str, message: str) -> None:
    assert lua.error(call) == message


@pytest.mark.parametrize(
    ("text", "encoded"),
    [
        ("", ""),
        ("f", "Zg=="),
        ("fo", "Zm8="),
        ("foo", "Zm9v"),
        ("diego:nehab", "ZGllZ286bmVoYWI="),
        ("\xff\xfe", "//4="),
    ],
)
def test_base64(lua: Program, text: str, encoded: str) -> None:
    lua.state.globals_set("text", text)
    assert lua.value("base64(text)") == encoded


def test_base64_has_no_line_breaks(lua: Program) -> None:
    assert lua.value("strlen(base64(strrep('x', 300)))") == 400.0


class TestLimits:
    def test_defaults(self, lua: Program) -> None:
        assert lua(
            "l = protocol_limits() return l.wait, l.connect, l.rate, l.line, l.headers, l.body, l.redirects"
        ) == ((60.0, 60.0, 100.0, 65536.0, 100.0, 1073741824.0, 5.0))

    def test_are_changed_and_restored(self, lua: Program) -> None:
        assert lua("old = protocol_limits{wait=2, body='7'} return old.wait, old.body, protocol_limits().body") == (
            (60.0, 1073741824.0, 7.0)
        )
        assert lua("protocol_limits(old) return protocol_limits().wait") == (60.0,)

    def test_what_goes_together_is_restored_too(self, lua: Program) -> None:
        lua("old = protocol_limits{wait=5, line=1e6} new = protocol_limits(old)")
        assert lua("return old.mail_wait, old.header_block, old.reply") == (180.0, 262144.0, 65536.0)
        assert lua("return new.mail_wait, new.header_block, new.reply") == (5.0, 1e6, 1e6)
        assert lua("l = protocol_limits() return l.wait, l.mail_wait, l.header_block") == (60.0, 180.0, 262144.0)

    def test_hold(self, lua: Program) -> None:
        with answering(OK + "\r\n0123456789") as server:
            text = f"protocol_limits{{body=4}} b, h, s, e = http_get('127.0.0.1:{server.port}') return b, e"
            assert lua(text) == ("0123", "response too long")

    def test_may_be_beyond_all_bounds(self, lua: Program) -> None:
        lua("limits = {} for name, _ in protocol_limits() do limits[name] = 1e300 end protocol_limits(limits)")
        with answering(OK + "content-length: 5\r\n\r\nhello") as server:
            assert lua(f"b, h, s, e = http_get('127.0.0.1:{server.port}') return b, s, e") == ("hello", "200 OK", None)

    @pytest.mark.parametrize(("name", "kind"), [("{}", "table"), ("print", "function")])
    def test_names_are_strings(self, lua: Program, name: str, kind: str) -> None:
        message = f"bad argument #1 to `protocol_limits' (string expected, got {kind})"
        assert lua.error(f"protocol_limits{{[{name}]=1}}") == message

    @pytest.mark.parametrize("limits", ["{nosuch=1}", "{wait=-1}", "{wait='x'}", "{wait={}}", "{1}", "{wait=1e999}"])
    def test_wrong_ones_change_nothing(self, lua: Program, limits: str) -> None:
        assert lua.error(f"protocol_limits({limits})").startswith(
            "bad argument #1 to `protocol_limits' (invalid limit `"
        )
        assert lua("return protocol_limits().wait") == (60.0,)


class TestManual:
    """The manual's examples as they stand, their names mapped to a server here."""

    @pytest.fixture
    def lua(self) -> Iterator[Program]:
        answer = "HTTP/1.1 401 Authentication Required\r\ncontent-length: 2\r\n\r\nno"
        network = LiveNetwork()
        with answering(answer) as server:
            network.redirections["www.tecgraf.puc-rio.br", 80] = ("127.0.0.1", server.port)
            program = Program(network=network)
            self.server = server
            yield program
            program.close()

    def test_a_page_that_needs_a_password(self, lua: Program) -> None:
        lua('f, m, s, e = http_get("http://www.tecgraf.puc-rio.br/~diego/auth/index.html")')
        assert lua("return f, s, e") == ("no", "401 Authentication Required", None)
        assert self.server.received[0].startswith("GET /~diego/auth/index.html HTTP/1.1\r\n")
        assert "host: www.tecgraf.puc-rio.br\r\n" in self.server.received[0]

    def test_both_ways_to_give_it(self, lua: Program) -> None:
        lua("""
            f, m, s, e = http_get("http://diego:nehab@www.tecgraf.puc-rio.br/~diego/auth/index.html")
            h = {authentication = "Basic " .. base64("diego:nehab")}
            f, m, s, e = http_get("http://www.tecgraf.puc-rio.br/~diego/auth/index.html", h)
        """)
        assert "authorization: Basic ZGllZ286bmVoYWI=\r\n" in self.server.received[0]
        assert "authentication: Basic ZGllZ286bmVoYWI=\r\n" in self.server.received[1]


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        pass


def test_pythons_server(lua: Program, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "file.bin").write_bytes(bytes(range(256)) * 4000)

    def handler(*arguments: object) -> QuietHandler:
        return QuietHandler(*arguments, directory=str(tmp_path))  # type: ignore[arg-type]

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        lua(f"base = 'http://127.0.0.1:{server.server_port}/'")
        assert lua("b, h, s = http_get(base..'folder/file.bin') return b, h['content-type'], s") == (
            (bytes(range(256)) * 4000).decode("latin-1"),
            "application/octet-stream",
            "200 OK",
        )
        assert lua("b, h, s = http_get(base..'folder') return strfind(b, 'file.bin') ~= nil, s") == (1.0, "200 OK")
        assert lua("b, h, s = http_request('HEAD', base..'folder/file.bin') return b, h['content-length']") == (
            None,
            "1024000",
        )
        assert lua("b, h, s = http_get(base..'missing') return s") == ("404 File not found",)
        server.shutdown()
        thread.join()


def test_cheroot_with_tls(lua: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def application(environment: dict[str, Any], start: Callable[..., object]) -> list[bytes]:
        body: bytes = environment["wsgi.input"].read()
        start("200 OK", [("Content-Type", "text/plain"), ("X-Method", environment["REQUEST_METHOD"])])
        return [body[:10], body[10:], b"!"]  # without a length: in chunks

    certificate = AUTHORITY.issue_cert("127.0.0.1")
    key, chain = tmp_path / "key.pem", tmp_path / "chain.pem"
    certificate.private_key_pem.write_to_path(str(key))
    certificate.cert_chain_pems[0].write_to_path(str(chain))
    monkeypatch.setenv("SSL_CERT_FILE", trust(tmp_path))
    server = wsgi.Server(("127.0.0.1", 0), application, numthreads=1)
    server.ssl_adapter = BuiltinSSLAdapter(str(chain), str(key))
    server.prepare()
    thread = threading.Thread(target=server.serve)
    thread.start()
    try:
        text = f"b, h, s, e = http_post('https://127.0.0.1:{server.bind_addr[1]}/', strrep('data', 50000))"
        assert lua(text + " return strlen(b), h['x-method'], h['transfer-encoding'], s, e") == (
            (200001.0, "POST", "chunked", "200 OK", None)
        )
    finally:
        server.stop()
        thread.join()
