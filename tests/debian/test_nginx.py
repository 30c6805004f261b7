"""HTTP against nginx, from Python and from Lua."""

import gzip

import pytest

from tests.debian.clients import Client, Response
from tests.debian.nginx import EVERY_BYTE, LARGE, Nginx


def echoed(response: Response) -> dict[str, str]:
    """What ``/echo`` says it was sent."""
    assert (response.status, response.error) == ("200 OK", None)
    words = (response.body or b"").decode("latin-1").split("|")
    return dict(zip(("method", "path", "host", "agent", "mine", "authorization", "cookie"), words, strict=True))


class TestDocuments:
    @pytest.mark.parametrize(
        ("path", "body"),
        [
            ("/hello.txt", b"hello from nginx\n"),
            ("/empty", b""),
            ("/bytes", EVERY_BYTE),
            ("/large", LARGE),
            ("/with%20blank.txt", b"blank\n"),
            ("/hello.txt#part", b"hello from nginx\n"),
            ("/./listing/../hello.txt?query=yes", b"hello from nginx\n"),
        ],
    )
    @pytest.mark.parametrize("tls", [False, True], ids=["clear", "tls"])
    def test_arrive_whole(self, client: Client, nginx: Nginx, path: str, body: bytes, tls: bool) -> None:
        response = client.request("GET", nginx.secure_url(path) if tls else nginx.url(path))
        assert (response.status, response.error) == ("200 OK", None)
        assert response.body == body
        assert response.headers is not None
        assert response.headers["content-length"] == str(len(body))

    def test_connection_is_closed_behind_it(self, client: Client, nginx: Nginx) -> None:
        response = client.request("GET", nginx.url("/hello.txt"), {"connection": "keep-alive"})
        assert response.headers is not None
        assert response.headers["connection"] == "close"

    @pytest.mark.parametrize("name", ["hello.txt", "bytes", "large"])
    def test_in_chunks(self, client: Client, nginx: Nginx, name: str) -> None:
        response = client.request("GET", nginx.url(f"/rewritten/{name}"))
        assert response.headers is not None
        assert response.headers["transfer-encoding"] == "chunked"
        assert (response.body, response.error) == (
            (nginx.files / name).read_bytes().replace(b"hello", b"HELLO"),
            None,
        )

    def test_compressed_only_if_asked_for(self, client: Client, nginx: Nginx) -> None:
        plain = client.request("GET", nginx.url("/gzip/large"))
        assert plain.headers is not None
        assert "content-encoding" not in plain.headers
        assert plain.body == LARGE
        packed = client.request("GET", nginx.url("/gzip/large"), {"Accept-Encoding": "gzip"})
        assert packed.headers is not None
        assert (packed.headers["content-encoding"], packed.headers["transfer-encoding"]) == ("gzip", "chunked")
        assert packed.body is not None
        assert gzip.decompress(packed.body) == LARGE

    def test_not_compressed_where_that_is_off(self, client: Client, nginx: Nginx) -> None:
        response = client.request("GET", nginx.url("/large"), {"Accept-Encoding": "gzip"})
        assert response.headers is not None
        assert "content-encoding" not in response.headers
        assert response.body == LARGE

    @pytest.mark.parametrize("path", ["/large", "/rewritten/large", "/gzip/large"])
    def test_head(self, client: Client, nginx: Nginx, path: str) -> None:
        response = client.request("HEAD", nginx.url(path))
        assert response.headers is not None
        assert (response.body, response.status, response.error) == (None, "200 OK", None)

    def test_head_tells_the_length(self, client: Client, nginx: Nginx) -> None:
        response = client.request("HEAD", nginx.url("/large"))
        assert response.headers is not None
        assert response.headers["content-length"] == str(len(LARGE))

    @pytest.mark.parametrize(
        ("asked", "status", "body", "range_"),
        [
            ("bytes=0-4", "206 Partial Content", bytes(range(5)), "bytes 0-4/256"),
            ("bytes=250-", "206 Partial Content", bytes(range(250, 256)), "bytes 250-255/256"),
            ("bytes=-1", "206 Partial Content", b"\xff", "bytes 255-255/256"),
        ],
    )
    def test_ranges(self, client: Client, nginx: Nginx, asked: str, status: str, body: bytes, range_: str) -> None:
        response = client.request("GET", nginx.url("/bytes"), {"Range": asked})
        assert response.headers is not None
        assert (response.status, response.body, response.headers["content-range"]) == (status, body, range_)

    def test_several_ranges(self, client: Client, nginx: Nginx) -> None:
        response = client.request("GET", nginx.url("/bytes"), {"Range": "bytes=65-67,97-99"})
        assert response.headers is not None
        assert response.headers["content-type"].startswith("multipart/byteranges; boundary=")
        assert response.body is not None
        assert b"\r\n\r\nABC\r\n" in response.body
        assert b"\r\n\r\nabc\r\n" in response.body

    def test_a_range_that_there_is_not(self, client: Client, nginx: Nginx) -> None:
        response = client.request("GET", nginx.url("/bytes"), {"Range": "bytes=300-"})
        assert (response.status, response.error) == ("416 Requested Range Not Satisfiable", None)

    def test_not_modified(self, client: Client, nginx: Nginx) -> None:
        first = client.request("GET", nginx.url("/hello.txt"))
        assert first.headers is not None
        for field, asked in (("etag", "if-none-match"), ("last-modified", "if-modified-since")):
            again = client.request("GET", nginx.url("/hello.txt"), {asked: first.headers[field]})
            assert (again.status, again.body, again.error) == ("304 Not Modified", None, None)

    def test_a_listing(self, client: Client, nginx: Nginx) -> None:
        response = client.request("GET", nginx.url("/listing"))  # redirected to the name with a slash
        assert response.status == "200 OK"
        assert response.body is not None
        assert b'<a href="first.txt">first.txt</a>' in response.body


class TestRequests:
    def test_as_it_was_sent(self, client: Client, nginx: Nginx) -> None:
        sent = echoed(client.request("GET", nginx.url("/echo?a=b"), {"X-Mine": "v; w", "Cookie": "c=1"}))
        assert sent == {
            "method": "GET",
            "path": "/echo?a=b",
            "host": f"127.0.0.1:{nginx.clear}",
            "agent": "LuaSocket 1.2 HTTP 1.1",
            "mine": "v; w",
            "authorization": "",
            "cookie": "c=1",
        }

    @pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
    def test_methods(self, client: Client, nginx: Nginx, method: str) -> None:
        assert echoed(client.request(method, nginx.url("/echo"), None, b"data"))["method"] == method

    def test_a_post_with_a_large_body(self, client: Client, nginx: Nginx) -> None:
        assert echoed(client.request("POST", nginx.url("/echo"), None, LARGE))["method"] == "POST"

    @pytest.mark.parametrize("content", [b"", EVERY_BYTE, LARGE], ids=len)
    @pytest.mark.parametrize("tls", [False, True], ids=["clear", "tls"])
    def test_there_and_back(self, client: Client, nginx: Nginx, content: bytes, tls: bool) -> None:
        url = (nginx.secure_url if tls else nginx.url)("/drop/there/and/back")
        assert (client.request("PUT", url, None, content).status or "")[:3] in {"201", "204"}
        assert client.request("GET", url).body == content
        gone = client.request("DELETE", url)
        assert (gone.status, gone.body, gone.error) == ("204 No Content", None, None)
        assert client.request("GET", url).status == "404 Not Found"

    def test_a_body_that_is_too_large_for_the_server(self, client: Client, nginx: Nginx) -> None:
        response = client.request("PUT", nginx.url("/small/x"), None, LARGE)
        assert response.status == "413 Request Entity Too Large"

    def test_a_blank_in_the_path_is_sent_as_given(self, client: Client, nginx: Nginx) -> None:
        assert client.request("GET", nginx.url("/with blank.txt")).status == "400 Bad Request"


class TestStatuses:
    @pytest.mark.parametrize(
        ("path", "status", "body"),
        [
            ("/nosuch", "404 Not Found", b"<html>not here</html>\n"),
            ("/answer/204", "204 No Content", None),
            ("/answer/503", "503 Service Temporarily Unavailable", b"later"),
            ("/answer/299", "299", b"odd"),
        ],
    )
    def test_with_their_bodies(self, client: Client, nginx: Nginx, path: str, status: str, body: bytes | None) -> None:
        response = client.request("GET", nginx.url(path))
        assert (response.status, response.body, response.error) == (status, body, None)

    @pytest.mark.parametrize(
        ("method", "path", "status"),
        [
            ("GET", "/answer/500", "500 Internal Server Error"),
            ("GET", "/listing/../../etc/passwd", "400 Bad Request"),
            ("POST", "/hello.txt", "405 Not Allowed"),
        ],
    )
    def test_with_a_page_of_nginx(self, client: Client, nginx: Nginx, method: str, path: str, status: str) -> None:
        response = client.request(method, nginx.url(path), None, b"data" if method == "POST" else None)
        assert (response.status, response.error) == (status, None)
        assert response.body is not None
        assert response.body.startswith(b"<html>")

    def test_closed_without_an_answer(self, client: Client, nginx: Nginx) -> None:
        assert client.request("GET", nginx.url("/answer/silence")) == (None, None, None, "closed")

    def test_tls_expected(self, client: Client, nginx: Nginx) -> None:
        response = client.request("GET", f"http://127.0.0.1:{nginx.tls}/")
        assert response.status == "400 Bad Request"

    def test_tls_not_expected(self, client: Client, nginx: Nginx) -> None:
        response = client.request("GET", f"https://127.0.0.1:{nginx.clear}/")
        assert response == (None, None, None, "TLS error: wrong version number")


class TestAuthentication:
    def test_is_demanded(self, client: Client, nginx: Nginx) -> None:
        response = client.request("GET", nginx.url("/private/secret.txt"))
        assert (response.status, response.error) == ("401 Unauthorized", None)
        assert response.headers is not None
        assert response.headers["www-authenticate"] == 'Basic realm="Members"'

    @pytest.mark.parametrize("login", ["diego:nehab@", "odd%40name:a%40b%20c@"])
    @pytest.mark.parametrize("tls", [False, True], ids=["clear", "tls"])
    def test_by_the_url(self, client: Client, nginx: Nginx, login: str, tls: bool) -> None:
        response = client.request("GET", (nginx.secure_url if tls else nginx.url)("/private/secret.txt", login))
        assert (response.status, response.body) == ("200 OK", b"a secret\n")

    @pytest.mark.parametrize("login", ["diego:other@", "diego:@", "diego@", "nobody:nehab@"])
    def test_is_refused(self, client: Client, nginx: Nginx, login: str) -> None:
        assert client.request("GET", nginx.url("/private/secret.txt", login)).status == "401 Unauthorized"

    def test_by_a_header(self, client: Client, nginx: Nginx) -> None:
        response = client.request("GET", nginx.url("/private/secret.txt"), {"authorization": "Basic ZGllZ286bmVoYWI="})
        assert response.body == b"a secret\n"

    def test_survives_a_redirection_at_the_same_server(self, client: Client, nginx: Nginx) -> None:
        sent = echoed(client.request("GET", nginx.url("/moved/302", "diego:nehab@"), {"cookie": "c=1"}))
        assert (sent["authorization"], sent["cookie"]) == ("Basic ZGllZ286bmVoYWI=", "c=1")

    @pytest.mark.parametrize("towards", ["tls", "clear"])
    def test_does_not_follow_to_another_scheme(self, client: Client, nginx: Nginx, towards: str) -> None:
        url = (nginx.url if towards == "tls" else nginx.secure_url)(f"/moved/{towards}", "diego:nehab@")
        sent = echoed(client.request("GET", url, {"cookie": "c=1", "x-mine": "stays"}))
        assert (sent["authorization"], sent["cookie"], sent["mine"]) == ("", "", "stays")


class TestRedirections:
    @pytest.mark.parametrize("kind", ["301", "302", "303", "relative"])
    @pytest.mark.parametrize("tls", [False, True], ids=["clear", "tls"])
    def test_followed(self, client: Client, nginx: Nginx, kind: str, tls: bool) -> None:
        sent = echoed(client.request("GET", (nginx.secure_url if tls else nginx.url)(f"/moved/{kind}")))
        assert sent["path"] == f"/echo?{kind}"

    @pytest.mark.parametrize(
        ("method", "path", "status"),
        [
            ("GET", "/moved/307", "307 Temporary Redirect"),
            ("GET", "/moved/308", "308 Permanent Redirect"),
            ("POST", "/moved/301", "301 Moved Permanently"),
            ("POST", "/moved/302", "302 Moved Temporarily"),
            ("GET", "/moved/ftp", "301 Moved Permanently"),
            ("GET", "/moved/round", "302 Moved Temporarily"),
        ],
    )
    def test_not_followed(self, client: Client, nginx: Nginx, method: str, path: str, status: str) -> None:
        response = client.request(method, nginx.url(path), None, b"data" if method == "POST" else None)
        assert (response.status, response.error) == (status, None)
        assert response.headers is not None
        assert "location" in response.headers
        assert response.body is not None
        assert response.body.startswith(b"<html>")

    def test_five_in_turn(self, client: Client, nginx: Nginx) -> None:
        assert echoed(client.request("GET", nginx.url("/moved/5")))["path"] == "/echo?end"

    def test_of_a_head(self, client: Client, nginx: Nginx) -> None:
        response = client.request("HEAD", nginx.url("/moved/302"))
        assert (response.body, response.status, response.error) == (None, "200 OK", None)

    def test_of_a_post_by_303(self, client: Client, nginx: Nginx) -> None:
        assert echoed(client.request("POST", nginx.url("/moved/303"), None, b"data"))["method"] == "GET"

    def test_to_a_bad_certificate(self, client: Client, nginx: Nginx) -> None:
        response = client.request("GET", nginx.url("/moved/bad"))
        assert response.status is None
        assert (response.error or "").startswith("bad certificate: ")


class TestTls:
    @pytest.mark.parametrize("version", ["TLSv1.2", "TLSv1.3"])
    def test_versions(self, client: Client, nginx: Nginx, version: str) -> None:
        port = nginx.older_tls if version == "TLSv1.2" else nginx.newer_tls
        assert client.request("GET", f"https://127.0.0.1:{port}/").body == version.encode()

    def test_certificate_for_another_name(self, client: Client, nginx: Nginx) -> None:
        refused = client.request("GET", f"https://127.0.0.1:{nginx.misnamed}/")
        assert refused[:3] == (None, None, None)
        assert (refused.error or "").startswith("bad certificate: IP address mismatch")
        insecure = client.request("GET", f"https+insecure://127.0.0.1:{nginx.misnamed}/")
        assert (insecure.status, insecure.body) == ("200 OK", b"misnamed")

    def test_expired_certificate(self, client: Client, nginx: Nginx) -> None:
        refused = client.request("GET", f"https://127.0.0.1:{nginx.expired}/")
        assert refused == (None, None, None, "bad certificate: certificate has expired")
        assert client.request("GET", f"https+insecure://127.0.0.1:{nginx.expired}/").body == b"expired"

    def test_certificate_of_an_unknown_authority(
        self, client: Client, nginx: Nginx, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", "/nonexistent")
        refused = client.request("GET", nginx.secure_url("/hello.txt"))
        assert refused[:3] == (None, None, None)
        assert (refused.error or "").startswith("bad certificate: ")
        insecure = client.request("GET", f"https+insecure://127.0.0.1:{nginx.tls}/hello.txt")
        assert insecure.body == b"hello from nginx\n"
