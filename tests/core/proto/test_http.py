"""HTTP requests against servers that answer by script, one for each rule and each misbehaviour (specification 10)."""

import errno
from pathlib import Path
from typing import Final

import pytest

from luasocket_core.net.live import LiveNetwork
from luasocket_core.net.scripted import ScriptedNetwork
from luasocket_core.proto.http import HttpResponse, request
from luasocket_core.proto.limits import ProtocolLimits
from tests.certificates import server_context, trust
from tests.servers import answering, serving

OK: Final = "HTTP/1.1 200 OK\r\n"
CHUNKED: Final = "transfer-encoding: chunked\r\n\r\n"


def get(answer: str | bytes, *, limits: ProtocolLimits | None = None, method: str = "GET") -> HttpResponse[bytes]:
    """What comes of one answer."""
    with answering(answer) as server:
        return request(method, f"http://127.0.0.1:{server.port}/", limits=limits)


def sent(
    url_rest: str = "/", method: str = "GET", headers: dict[str, str] | None = None, body: bytes | None = None
) -> str:
    """The request as it arrives."""
    with answering(OK + "\r\n") as server:
        response = request(method, f"http://{url_rest.format(port=server.port)}", headers, body)
        assert response.error is None
        return server.received[0].replace(str(server.port), "PORT")


class TestRequest:
    def test_all_of_it(self) -> None:
        assert sent(
            "127.0.0.1:{port}/p", "post", {"X-Mine": "v", "Host": "h", "Content-Length": "3"}, body=b"the body"
        ) == (
            "POST /p HTTP/1.1\r\n"
            "connection: close\r\n"
            "host: 127.0.0.1:PORT\r\n"
            "user-agent: LuaSocket 1.2 HTTP 1.1\r\n"
            "x-mine: v\r\n"
            "content-length: 8\r\n"
            "\r\n"
            "the body"
        )

    @pytest.mark.parametrize(
        ("rest", "line"),
        [
            ("", "GET / HTTP/1.1"),
            ("/a b?c=d#e", "GET /a b?c=d HTTP/1.1"),
            ("?q=1", "GET /?q=1 HTTP/1.1"),
            ("#top", "GET / HTTP/1.1"),
            ("/%7Ediego/\xe9", "GET /%7Ediego/\xe9 HTTP/1.1"),
            ("//x?u=http://k/y", "GET //x?u=http://k/y HTTP/1.1"),
            ("?mail=a@b", "GET /?mail=a@b HTTP/1.1"),
        ],
    )
    def test_the_path_is_sent_as_given(self, rest: str, line: str) -> None:
        assert sent("127.0.0.1:{port}" + rest).split("\r\n")[0] == line

    @pytest.mark.parametrize(
        ("userinfo", "credentials"),
        [
            ("diego:nehab@", "ZGllZ286bmVoYWI="),
            ("u%40h:%3a%20@", "dUBoOjog"),
            (":@", "Og=="),
            ("user:@", "dXNlcjo="),
        ],
    )
    def test_user_and_password_make_basic_authentication(self, userinfo: str, credentials: str) -> None:
        request_text = sent(userinfo + "127.0.0.1:{port}/", headers={"Authorization": "mine"})
        assert f"authorization: Basic {credentials}\r\n" in request_text
        assert "mine" not in request_text

    def test_a_user_alone_is_not_sent(self) -> None:
        assert "authorization" not in sent("diego@127.0.0.1:{port}/")
        assert "authorization: mine\r\n" in sent("diego@127.0.0.1:{port}/", headers={"AUTHORIZATION": "mine"})

    def test_no_body_no_length(self) -> None:
        assert "content-length" not in sent("127.0.0.1:{port}/", "POST")

    def test_an_empty_body_has_a_length(self) -> None:
        assert "content-length: 0\r\n" in sent("127.0.0.1:{port}/", "PUT", body=b"")

    def test_the_usual_port_is_not_named(self) -> None:
        with answering(OK + "\r\n") as server:
            network = redirected(("web.lab", 80), server.port)
            assert request("GET", "web.lab/index.html", network=network).status == "200 OK"
            assert "host: web.lab\r\n" in server.received[0]

    @pytest.mark.parametrize(
        ("method", "url", "headers", "error"),
        [
            ("GET", "", {}, "invalid url"),
            ("GET", "http://", {}, "invalid url"),
            ("GET", "http:///path", {}, "invalid url"),
            ("GET", "http://ho st/", {}, "invalid url"),
            ("GET", "http://[::1]/", {}, "invalid url"),
            ("GET", "http://u@evil:80@good/", {}, "invalid url"),
            ("GET", "http://h:99999/", {}, "invalid url"),
            ("GET", "http://h:0/", {}, "invalid url"),
            ("GET", "http://h/\r\nX: y", {}, "invalid url"),
            ("GET", "http://h/\0", {}, "invalid url"),
            ("GET", "http://u%0d:p@h/", {}, "invalid url"),
            ("GET", "xyz://h/", {}, "unknown scheme 'xyz'"),
            ("GET", "FTP://h/", {}, "unknown scheme 'FTP'"),
            ("GET", "http+insecure://h/", {}, "unknown scheme 'http+insecure'"),
            ("GET", "h/", {"a": "b\r\nc: d"}, "invalid header"),
            ("GET", "h/", {"a": "b\0"}, "invalid header"),
            ("GET", "h/", {"a\nb": "c"}, "invalid header"),
            ("GET", "h/", {"a: b": "c"}, "invalid header"),
            ("GET", "h/", {"": "c"}, "invalid header"),
            ("GET / HTTP/1.1\r\nX:", "h/", {}, "invalid method"),
            ("", "h/", {}, "invalid method"),
            ("\xff", "h/", {}, "invalid method"),
            ("\xdf", "h/", {}, "invalid method"),  # which Python would make SS of
        ],
    )
    def test_refused_before_anything_is_sent(self, method: str, url: str, headers: dict[str, str], error: str) -> None:
        response = request(method, url, headers, network=ScriptedNetwork())
        assert (response.body, response.headers, response.status, response.error) == (None, None, None, error)


def redirected(name: tuple[str, int], port: int) -> LiveNetwork:
    network = LiveNetwork()
    network.redirections[name] = ("127.0.0.1", port)
    return network


class TestResponse:
    @pytest.mark.parametrize(
        ("answer", "body"),
        [
            (OK + "content-length: 5\r\n\r\nhello", b"hello"),
            (OK + "content-length: 5\r\n\r\nhello and more", b"hello"),
            (OK + "content-length: 0\r\n\r\n", b""),
            (OK + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", b"abc"),
            (OK + "Content-Length: 3, 03\r\n\r\nabc", b"abc"),
            (OK + "\r\nuntil the end", b"until the end"),
            (OK + "\r\n", b""),
            ("HTTP/1.0 200 OK\nx: y\n\nline feeds", b"line feeds"),
            (OK + "transfer-encoding: chunked\r\n\r\n3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n", b"abc0123456789"),
            (OK + "transfer-encoding: chunked\n\n3\nabc\na \n0123456789\n00\n\n", b"abc0123456789"),
            (OK + "Transfer-Encoding: CHUNKED \r\ncontent-length: 2\r\n\r\n3\r\nabc\r\n0\r\n\r\n", b"abc"),
            (OK + "Transfer-Encoding: chunked, chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", b"abc"),
            (OK + "Transfer-Encoding: chunked, identity\r\n\r\n3\r\nabc\r\n0\r\n\r\n", b"abc"),
            (OK + "Transfer-Encoding: , Identity,\r\ncontent-length: 3\r\n\r\nabcd", b"abc"),
            (OK + "transfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n", b"abc"),
            (OK + "transfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nx: y\r\nz: w\r\n\r\n", b"abc"),
            (OK + "transfer-encoding: chunked\r\n\r\n0\r\n\r\n", b""),
        ],
    )
    def test_where_the_body_ends(self, answer: str, body: bytes) -> None:
        response = get(answer)
        assert (response.body, response.status, response.error) == (body, "200 OK", None)

    @pytest.mark.parametrize("status", ["204 No Content", "304 Not Modified", "101 Switching Protocols"])
    def test_statuses_without_body(self, status: str) -> None:
        response = get(f"HTTP/1.1 {status}\r\ncontent-length: 5\r\n\r\n")
        assert (response.body, response.status, response.error) == (None, status, None)

    def test_a_head_has_no_body(self) -> None:
        response = get(OK + "content-length: 5\r\n\r\n", method="head")
        assert (response.body, response.headers, response.error) == (None, {"content-length": "5"}, None)

    @pytest.mark.parametrize(
        ("line", "status"),
        [
            ("HTTP/1.1 401 Authentication Required", "401 Authentication Required"),
            ("HTTP/1.1 404 Not Found", "404 Not Found"),
            ("HTTP/1.0 500 x", "500 x"),
            ("HTTP/1.1 200", "200"),
            ("HTTP/1.1 200 ", "200"),
            ("HTTP/1.1 299 \xe9", "299 \xe9"),
            ("HTTP/1.1 299 Voil\xc3\xa0 ", "299 Voil\xc3\xa0"),
        ],
    )
    def test_status(self, line: str, status: str) -> None:
        response = get(f"{line}\r\n\r\nbody")
        assert (response.status, response.body, response.error) == (status, b"body", None)

    def test_interim_responses_are_passed_over(self) -> None:
        interim = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n"
        response = get(interim + OK + "y: z\r\n\r\nbody")
        assert (response.body, response.headers, response.status) == (b"body", {"y": "z"}, "200 OK")

    @pytest.mark.parametrize(
        ("lines", "fields"),
        [
            ("X-A: b\r\n", {"x-a": "b"}),
            ("a:b\r\nc:  \t d \r\n", {"a": "b", "c": "d "}),
            ("empty:\r\n", {"empty": ""}),
            ("x: aa\r\n  bb\r\n\tcc\r\n", {"x": "aa  bb\tcc"}),
            ("x: 1\r\ny: 2\r\nX: 3\r\n", {"x": "1, 3", "y": "2"}),
            ("Odd Name : a:b\n", {"odd name": "a:b"}),
            ("x: \xe9\xff\r\n", {"x": "\xe9\xff"}),
        ],
    )
    def test_fields(self, lines: str, fields: dict[str, str]) -> None:
        assert get(f"{OK}{lines}\r\nbody").headers == fields


class TestMisbehaviour:
    @pytest.mark.parametrize(
        ("answer", "error"),
        [
            ("", "closed"),
            ("<html>hello</html>\r\n", "invalid status line"),
            ("HTTP/1.1 abc OK\r\n\r\n", "invalid status line"),
            ("HTTP/1.1 99 x\r\n\r\n", "invalid status line"),
            ("220 mail ESMTP\r\n", "invalid status line"),
            ("HTTP/1.1 100 Continue\r\n\r\n", "closed"),
            ("HTTP/1.1 100 Continue\r\n\r\n<html>\r\n", "invalid status line"),
            ("H" * 70000, "response too long"),
        ],
    )
    def test_no_status(self, answer: str, error: str) -> None:
        response = get(answer)
        assert (response.body, response.headers, response.status, response.error) == (None, None, None, error)

    @pytest.mark.parametrize(
        ("lines", "error"),
        [
            ("no colon\r\n\r\n", "malformed reponse headers"),
            ("x: y\r\n<html>\r\n\r\n", "malformed reponse headers"),
            (" continues: nothing\r\n\r\n", "malformed reponse headers"),
            ("x: a\rcontent-length: 0\r\n\r\n", "malformed reponse headers"),
            ("x: a\0b\r\n\r\n", "malformed reponse headers"),
            ("x: y\r\n", "closed"),
            ("x: y\r\nunfinis", "closed"),
            ("x: " + "y" * 65536 + "\r\n\r\n", "response too long"),
            ("x: y\r\n" * 101 + "\r\n", "response too long"),
            (f"x: {'y' * 60000}\r\n" * 5 + "\r\n", "response too long"),
        ],
    )
    def test_in_the_headers(self, lines: str, error: str) -> None:
        response = get(OK + lines)
        assert (response.body, response.headers, response.status, response.error) == (None, None, "200 OK", error)

    @pytest.mark.parametrize(
        ("rest", "body", "error"),
        [
            ("content-length: 10\r\n\r\nhello", b"hello", "closed"),
            ("content-length: 10\r\n\r\n", b"", "closed"),
            ("content-length: ten\r\n\r\nhello", b"", "invalid content-length"),
            ("content-length: -1\r\n\r\nhello", b"", "invalid content-length"),
            ("content-length: +5\r\n\r\nhello", b"", "invalid content-length"),
            ("content-length: 5_0\r\n\r\nhello", b"", "invalid content-length"),
            ("content-length:\r\n\r\nhello", b"", "invalid content-length"),
            ("content-length: 5\r\ncontent-length: 6\r\n\r\nhello", b"", "invalid content-length"),
            ("content-length: 9999999999\r\n\r\nhello", b"", "response too long"),
            ("transfer-encoding: chunked\r\n\r\n5\r\nhello\r\n", b"hello", "closed"),
            ("transfer-encoding: chunked\r\n\r\n5\r\nhel", b"hel", "closed"),
            ("transfer-encoding: Cow\r\n\r\nmoo", b"", "unknown transfer-encoding 'Cow'"),
            ("transfer-encoding: gzip, chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", b"", "unknown transfer-encoding 'gzip'"),
            ("transfer-encoding: chunked\r\n\r\n5\r\nhello\r\nxyz\r\n", b"hello", "invalid chunk size"),
            ("transfer-encoding: chunked\r\n\r\n-5\r\nhello\r\n", b"", "invalid chunk size"),
            ("transfer-encoding: chunked\r\n\r\n+5\r\nhello\r\n", b"", "invalid chunk size"),
            ("transfer-encoding: chunked\r\n\r\n0x5\r\nhello\r\n", b"", "invalid chunk size"),
            ("transfer-encoding: chunked\r\n\r\n\r\nhello\r\n", b"", "invalid chunk size"),
            ("transfer-encoding: chunked\r\n\r\n5\r\nhello!\r\n0\r\n\r\n", b"hello", "invalid chunk size"),
            ("transfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n" + "x: y\r\n" * 50000, b"abc", "response too long"),
        ],
    )
    def test_in_the_body(self, rest: str, body: bytes, error: str) -> None:
        response = get(OK + rest)
        assert (response.body, response.status, response.error) == (body, "200 OK", error)
        assert response.headers is not None

    @pytest.mark.parametrize("rest", ["content-length: 10\r\n\r\nhello", "\r\nhello", f"{CHUNKED}5\r\nhello\r\n"])
    def test_a_reset(self, rest: str) -> None:
        """What came before it stays; without a length too, where a proper end would be none."""
        network = ScriptedNetwork()
        network.script((0, f"{OK}{rest}".encode()), (1, ConnectionResetError(errno.ECONNRESET, "reset")))
        response = request("GET", "127.0.0.1", network=network)
        assert (response.status, response.body, response.error) == ("200 OK", b"hello", "closed")

    @pytest.mark.parametrize("text", [False, True])
    @pytest.mark.parametrize("rest", ["content-length: 10\r\n\r\nhello", "\r\nhello", f"{CHUNKED}A\r\nhello"])
    def test_silence_within_the_body(self, rest: str, *, text: bool) -> None:
        network = ScriptedNetwork()
        network.script((0, f"{OK}{rest}".encode()), (900, b"late"))
        if text:
            as_text = request("GET", "127.0.0.1", text=True, network=network)
            assert (as_text.body, as_text.error, network.now) == ("hello", "timeout", 60)
        else:
            response = request("GET", "127.0.0.1", network=network)
            assert (response.body, response.error, network.now) == (b"hello", "timeout", 60)

    @pytest.mark.parametrize("line", ["HTTP/1.1 200 O", "HTTP/1.1 200", "HTTP/1.1 2", "HT"])
    @pytest.mark.parametrize(
        ("arrival", "error"), [((900.0, b"late"), "timeout"), ((1.0, ConnectionResetError()), "closed")]
    )
    def test_a_status_line_that_never_ends(self, line: str, arrival: tuple[float, bytes], error: str) -> None:
        network = ScriptedNetwork()
        network.script((0, line.encode()), arrival)
        response = request("GET", "127.0.0.1", network=network)
        assert (response.status, response.headers, response.body, response.error) == (None, None, None, error)

    @pytest.mark.parametrize(
        "piece",
        [
            "HTTP/1.1 100 Continue\r\nx: y\r\n\r\n",
            "HTTP/1.1 100\r\n\r\n",
            f"HTTP/1.1 100 {'x' * 60000}\r\n\r\n",
        ],
    )
    def test_endless_interim_responses(self, piece: str) -> None:
        network = ScriptedNetwork()
        endpoint = network.script()
        for _ in range(4_000_000 // len(piece)):
            endpoint.arrive(0, piece.encode())
        response = request("GET", "127.0.0.1", network=network)
        assert (response.error, response.body) == ("response too long", None)

    @pytest.mark.parametrize(
        ("pieces", "body"),
        [
            ((f"{OK}{CHUNKED}", *(f"1;{'x' * 9000}\r\na\r\n",) * 100), b"a" * 29),
            ((f"{OK}{CHUNKED}1\r\na\r\n0\r\n", *("x: y\r\n",) * 60000), b"a"),
            ((f"{OK}{CHUNKED}1\r\na\r\n1;{'x' * 70000}",), b"a"),
        ],
        ids=["extensions", "trailer", "extension"],
    )
    def test_endless_talk_beside_the_chunks(self, pieces: tuple[str, ...], body: bytes) -> None:
        network = ScriptedNetwork()
        network.script(*((0, piece.encode()) for piece in pieces))
        response = request("GET", "127.0.0.1", network=network)
        assert (response.body, response.error) == (body, "response too long")

    def test_what_was_not_asked_for_is_left_as_it_is(self) -> None:
        """Nothing is compressed unless the program asks for it, and then it is the program's to undo."""
        response = get(OK + "content-encoding: gzip\r\ncontent-length: 4\r\n\r\n\x1f\x8b\x08\x00")
        assert (response.body, response.headers) == (
            b"\x1f\x8b\x08\x00",
            {"content-encoding": "gzip", "content-length": "4"},
        )
        assert "accept-encoding" not in sent("127.0.0.1:{port}/")

    def test_a_bodiless_answer_does_not_repeat_the_previous_body(self) -> None:
        with answering(OK + "\r\nfirst", "HTTP/1.1 204 No\r\n\r\n") as server:
            url = f"127.0.0.1:{server.port}"
            assert [request("GET", url).body for _ in range(2)] == [b"first", None]

    def test_an_answer_is_complete_although_the_server_stays(self) -> None:
        with answering(OK + "content-length: 2\r\n\r\nok", stay=True) as server:
            assert request("GET", f"127.0.0.1:{server.port}").body == b"ok"

    def test_an_answer_before_all_was_heard(self) -> None:
        network = ScriptedNetwork()
        network.script((0, b"HTTP/1.1 413 Too Large\r\ncontent-length: 2\r\n\r\nno"), room=[(0, 500)])
        response = request("POST", "127.0.0.1", body=bytes(1000), network=network)
        assert (response.status, response.body, response.error) == ("413 Too Large", b"no", None)

    def test_sending_fails(self) -> None:
        network = ScriptedNetwork()
        network.script((900, b""), room=[(0, 500)])
        response = request("POST", "127.0.0.1", body=bytes(1000), network=network)
        assert (response.status, response.error, network.now) == (None, "timeout", 120)

    def test_text_there_and_back(self) -> None:
        data = "".join(map(chr, range(256))) * 5000
        with answering(f"{OK}content-length: {len(data)}\r\n\r\n{data}") as server:
            response = request("PUT", f"127.0.0.1:{server.port}", body=data, text=True)
        assert response.body == data
        assert server.received[0].endswith(f"content-length: {len(data)}\r\n\r\n{data}")

    def test_nobody_there(self) -> None:
        network = ScriptedNetwork()
        network.script(connect_code=errno.ECONNREFUSED)
        assert request("GET", "http://127.0.0.1/", network=network).error == "connection refused"
        assert request("GET", "http://nosuch.invalid/", network=network).error == "host not found"


class TestLimits:
    def test_of_a_body(self) -> None:
        limits = ProtocolLimits(body=4)
        for rest in ("content-length: 5\r\n\r\nhello", "\r\nhello", "transfer-encoding: chunked\r\n\r\n5\r\nhello"):
            response = get(OK + rest, limits=limits)
            assert response.error == "response too long"
            assert response.body == (b"" if rest.startswith("c") else b"hell")

    def test_of_a_status_line_although_longer_lines_are_allowed(self) -> None:
        limits = ProtocolLimits(line=1e6)
        assert get(f"HTTP/1.1 200 {'x' * 70000}\r\n\r\n", limits=limits).error == "response too long"
        response = get(f"{OK}x: {'y' * 300000}\r\n\r\nbody", limits=limits)
        assert (response.body, response.error) == (b"body", None)

    def test_as_much_as_the_limits_is_fine(self) -> None:
        answer = OK + "a: b\r\n" * 2 + "content-length: 5\r\n\r\nhello"
        assert get(answer, limits=ProtocolLimits(body=5, headers=3)).body == b"hello"

    def test_of_a_wait(self) -> None:
        network = ScriptedNetwork()
        network.script((1, OK.encode() + b"content-length: 9\r\n\r\n"), (30, b"some"), (90.5, b"more!"))
        response = request("GET", "127.0.0.1", network=network, limits=ProtocolLimits(rate=0))
        assert (response.body, response.error, network.now) == (b"some", "timeout", 90)

    def test_of_connecting(self) -> None:
        network = ScriptedNetwork()
        network.script(room=[], connect_code=errno.EINPROGRESS)
        response = request("GET", "127.0.0.1", network=network, limits=ProtocolLimits(connect=5))
        assert (response.error, network.now) == ("timeout", 5)

    def test_of_the_rate(self) -> None:
        network = ScriptedNetwork()
        network.script((0, OK.encode()), *((float(second), b"x: y\r\n") for second in range(1, 200)))
        response = request("GET", "127.0.0.1", network=network)
        assert (response.status, response.error, network.now) == ("200 OK", "timeout", 60)

    def test_a_steady_peer_may_take_long(self) -> None:
        network = ScriptedNetwork()
        pieces = [(float(second), bytes(1000)) for second in range(1, 300)]
        network.script((0, OK.encode() + b"\r\n"), *pieces, (300, b""))
        response = request("GET", "127.0.0.1", network=network)
        assert (len(response.body or b""), response.error) == (299000, None)


class TestRedirections:
    @pytest.mark.parametrize("status", ["301 Moved Permanently", "302 Found", "303 See Other"])
    @pytest.mark.parametrize("method", ["GET", "HEAD"])
    def test_followed(self, status: str, method: str) -> None:
        with answering(f"HTTP/1.1 {status}\r\nlocation: /b c\xe9?d\r\n\r\nold", OK + "\r\nnew") as server:
            response = request(method, f"http://u:p@127.0.0.1:{server.port}/a", {"x": "y", "cookie": "c"})
        assert (response.status, response.body) == ("200 OK", b"new" if method == "GET" else None)
        first, second = server.received
        assert second == first.replace("/a", "/b%20c%E9?d")

    def test_see_other_after_a_post_gets_without_the_body(self) -> None:
        with answering("HTTP/1.1 303 x\r\nlocation: r\r\n\r\n", OK + "\r\nnew") as server:
            response = request("POST", f"127.0.0.1:{server.port}/a/b", {"content-type": "t"}, b"data")
        assert response.body == b"new"
        assert server.received[1].startswith("GET /a/r HTTP/1.1\r\n")
        assert "content" not in server.received[1]

    @pytest.mark.parametrize(
        ("method", "head"),
        [
            ("POST", "301 x\r\nlocation: /b"),
            ("POST", "302 x\r\nlocation: /b"),
            ("POST", "307 x\r\nlocation: /b"),
            ("POST", "308 x\r\nlocation: /b"),
            ("PUT", "302 x\r\nlocation: /b"),
            ("GET", "301 x"),
            ("GET", "302 x\r\nlocation:"),
            ("GET", "302 x\r\nlocation: \t"),
            ("GET", "307 x\r\nlocation: /b"),
            ("GET", "308 x\r\nlocation: /b"),
            ("GET", "300 x\r\nlocation: /b"),
            ("GET", "302 x\r\nlocation: ftp://127.0.0.1/b"),
            ("GET", "302 x\r\nlocation: file:///etc/passwd"),
            ("GET", "302 x\r\nlocation: https+insecure://127.0.0.1/"),
            ("GET", "302 x\r\nlocation: mailto:a@b"),
            ("GET", "302 x\r\nlocation: http://"),
            ("GET", "302 x\r\nlocation: http://a b/"),
            ("GET", "302 x\r\nlocation: http://[::1"),
        ],
    )
    def test_not_followed(self, method: str, head: str) -> None:
        response = get(f"HTTP/1.1 {head}\r\n\r\nthis body", method=method)
        assert (response.status, response.body, response.error) == (head.partition("\r\n")[0], b"this body", None)

    def test_at_most_five(self) -> None:
        with answering("HTTP/1.1 302 x\r\nlocation: /again\r\n\r\nround") as server:
            response = request("GET", f"127.0.0.1:{server.port}/")
        assert (response.status, response.body, server.connections) == ("302 x", b"round", 6)

    def test_none_if_so_limited(self) -> None:
        assert get("HTTP/1.1 302 x\r\nlocation: /\r\n\r\nb", limits=ProtocolLimits(redirects=0)).status == "302 x"

    def test_credentials_stay_at_their_server(self) -> None:
        secrets = {"Authorization": "s", "Cookie": "s", "Authentication": "s", "Proxy-Authorization": "s", "x": "y"}
        with (
            answering(OK + "\r\nnew") as other,
            answering(f"HTTP/1.1 302 x\r\nlocation: //127.0.0.1:{other.port}/\r\n\r\n") as first,
        ):
            response = request("GET", f"http://u:p@127.0.0.1:{first.port}/", secrets)
        assert response.body == b"new"
        assert "authorization: Basic" in first.received[0]
        assert "cookie: s" in first.received[0]
        assert other.received[0] == (
            f"GET / HTTP/1.1\r\nconnection: close\r\nhost: 127.0.0.1:{other.port}\r\n"
            "user-agent: LuaSocket 1.2 HTTP 1.1\r\nx: y\r\n\r\n"
        )


class TestTls:
    @pytest.fixture(autouse=True)
    def authority(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", trust(tmp_path))

    def test_verified(self) -> None:
        with answering(OK + "content-length: 6\r\n\r\nsecret", tls=server_context("127.0.0.1")) as server:
            response = request("GET", f"https://127.0.0.1:{server.port}/")
        assert (response.body, response.error) == (b"secret", None)

    @pytest.mark.parametrize("size", [0, 1, 16384, 100000, 3000000])
    def test_any_size_there_and_back(self, size: int) -> None:
        data = bytes(range(256)) * (size // 256) + bytes(size % 256)
        answer = f"{OK}content-length: {size}\r\n\r\n".encode() + data
        with answering(answer, tls=server_context("127.0.0.1")) as server:
            response = request("PUT", f"https://127.0.0.1:{server.port}/", body=data)
        assert response.error is None
        assert response.body == data
        assert server.received[0].endswith("\r\n\r\n" + data.decode("latin-1"))

    def test_wrong_name(self) -> None:
        with answering(OK + "content-length: 2\r\n\r\nok", tls=server_context("other.example")) as server:
            response = request("GET", f"https://127.0.0.1:{server.port}/")
            assert request("GET", f"https+insecure://127.0.0.1:{server.port}/").body == b"ok"
        assert response.status is None
        assert (response.error or "").startswith("bad certificate: IP address mismatch")

    def test_unknown_authority(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none"))
        monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
        with answering(OK + "\r\n", tls=server_context("127.0.0.1")) as server:
            response = request("GET", f"https://127.0.0.1:{server.port}/")
        assert (response.error or "").startswith("bad certificate: ")
        assert server.received == []

    def test_an_end_that_tls_does_not_vouch_for(self) -> None:
        with answering(OK + "\r\npart", tls=server_context("127.0.0.1")) as server:
            response = request("GET", f"https://127.0.0.1:{server.port}/")
        assert (response.body, response.error) == (b"part", "closed")

    def test_not_tls_at_all(self) -> None:
        with serving(lambda peer: peer.send("HTTP/1.1 400 Bad Request\r\n\r\n")) as server:
            response = request("GET", f"https://127.0.0.1:{server.port}/")
        assert response.error == "TLS error: wrong version number"

    def test_closed_while_shaking_hands(self) -> None:
        with serving(lambda peer: None) as server:
            assert request("GET", f"https://127.0.0.1:{server.port}/").error == "closed"

    def test_from_tls_to_clear_credentials_are_dropped(self) -> None:
        with answering(OK + "\r\nclear") as clear:
            moved = f"HTTP/1.1 301 x\r\nlocation: http://127.0.0.1:{clear.port}/\r\n\r\n"
            with answering(moved, tls=server_context("127.0.0.1")) as server:
                response = request("GET", f"https://u:p@127.0.0.1:{server.port}/", {"cookie": "c"})
        assert response.body == b"clear"
        assert "authorization" in server.received[0]
        assert not {"authorization", "cookie"} & {line.partition(":")[0] for line in clear.received[0].split("\r\n")}
