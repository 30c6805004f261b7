"""The pages of the web server, as a client of ours and a rude one see them."""

import re
import socket
from pathlib import Path
from typing import NamedTuple

import pytest

from luashell.lab import Lab
from luashell.lab.pages import PAGES
from luasocket_core.net.live import LiveNetwork
from luasocket_core.proto import http
from luasocket_core.proto.limits import ProtocolLimits

WEB = "http://web.lab"
DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "lab.md"


class Answer(NamedTuple):
    """What came of a request."""

    body: bytes
    headers: dict[str, str]
    status: str | None
    error: str | None


def ask(
    network: LiveNetwork,
    method: str,
    path: str,
    headers: dict[str, str] | None = None,
    body: bytes | None = None,
    *,
    wait: float = 60,
) -> Answer:
    url = path if "://" in path else WEB + path
    response = http.request(method, url, headers, body, limits=ProtocolLimits(wait=wait), network=network)
    received = response.body or b""
    assert isinstance(received, bytes)
    return Answer(received, response.headers or {}, response.status, response.error)


def get(network: LiveNetwork, path: str, **headers: str) -> Answer:
    return ask(network, "GET", path, headers)


def raw(lab: Lab, request: bytes) -> bytes:
    """The answer to a request as it is."""
    with socket.create_connection(("127.0.0.1", lab.servers["web"].port), timeout=10) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        while portion := connection.recv(65536):
            answer += portion
        return answer


def test_index_lists_the_pages(lab_network: LiveNetwork) -> None:
    response = get(lab_network, "/")
    listed = re.findall(rb'href="([^"]+)"', response.body)
    assert [path.decode() for path in listed] == [path for path, page in PAGES.items() if page.summary]
    assert response.headers["content-type"] == "text/html"


def test_manual_page_describes_the_pages() -> None:
    described = {path.partition("?")[0] for path in re.findall(r"`(/[^`]*)`", DOCUMENT.read_text(encoding="utf-8"))}
    assert described - {"/mail/3", "/mail/last"} == {path for path, page in PAGES.items() if page.summary}


@pytest.mark.parametrize("path", [path for path, page in PAGES.items() if page.summary and path != "/circle"])
def test_every_page_answers(path: str, lab_network: LiveNetwork) -> None:
    response = ask(lab_network, "HEAD", path)
    assert response.error is None
    assert response.status in {"200 OK", "401 Authentication Required"}


def test_text(lab_network: LiveNetwork) -> None:
    assert get(lab_network, "/hello.txt?question").body == b"Hello from the lab.\nThis page has two lines.\n"


def test_missing_page(lab_network: LiveNetwork) -> None:
    assert get(lab_network, "/nothing").status == "404 Not Found"
    assert get(lab_network, "/mail/99999").status == "404 Not Found"


def test_form(lab_network: LiveNetwork) -> None:
    def posted(body: bytes, kind: str) -> Answer:
        return ask(lab_network, "POST", "/form", {"Content-Type": kind}, body)

    assert b"<form" in get(lab_network, "/form").body
    fields = posted(b"name=Ana+Lima&city=S%E3o%20Paulo&empty=", "application/x-www-form-urlencoded")
    assert fields.body == b"name = Ana Lima\ncity = S\xe3o Paulo\nempty = \n"
    assert posted(b"x" * 2_000_000, "text/plain; charset=latin-1").body == b"2000000 bytes of type text/plain\n"
    assert posted(b"&".join([b"a=b"] * 101), "application/x-www-form-urlencoded").status == "400 Bad Request"


def test_request_as_it_arrived(lab_network: LiveNetwork) -> None:
    response = ask(lab_network, "PUT", "/request", {"X-Mine": "v"}, b"the body")
    lines = response.body.decode().split("\n")
    assert lines[0] == "PUT /request HTTP/1.1"
    assert "x-mine: v" in lines
    assert lines[-2:] == ["", "the body"]


@pytest.mark.parametrize("given", ["", "Basic", "Basic !!!", "Basic ZGllZ286d3Jvbmc=", "Digest ZGllZ286bmVoYWI="])
def test_wrong_password(given: str, lab_network: LiveNetwork) -> None:
    response = get(lab_network, "/~diego/auth/index.html", authorization=given)
    assert response.status == "401 Authentication Required"
    assert response.headers["www-authenticate"].startswith("Basic realm=")


def test_right_password(lab_network: LiveNetwork) -> None:
    url = "http://diego:nehab@web.lab/~diego/auth/index.html"
    assert get(lab_network, url).body == b"Welcome, diego.\n"


def test_redirections(lab_network: LiveNetwork) -> None:
    moved = get(lab_network, "/moved")
    assert (moved.status, moved.body[:5]) == ("200 OK", b"Hello")
    circle = get(lab_network, "/circle")
    assert circle.status == "302 Found"


def test_page_that_is_slower_than_the_limit(lab_network: LiveNetwork) -> None:
    response = ask(lab_network, "GET", "/slow", wait=0.1)
    assert response.error == "timeout"
    assert get(lab_network, "/slow?seconds=0").body == b"That took 0 s.\n"


def test_chunks(lab: Lab, lab_network: LiveNetwork) -> None:
    response = get(lab_network, "/chunked")
    assert response.body == b"part 1\npart 2\npart 3\npart 4\npart 5\n"
    assert response.headers["transfer-encoding"] == "chunked"
    old = raw(lab, b"GET /chunked HTTP/1.0\r\n\r\n")
    assert old.endswith(b"\r\n\r\npart 1\npart 2\npart 3\npart 4\npart 5\n")


@pytest.mark.parametrize("count", [0, 1, 65537, 3_000_000])
def test_bytes(count: int, lab_network: LiveNetwork) -> None:
    response = get(lab_network, f"/bytes?count={count}")
    assert response.error is None
    assert response.body == (bytes(range(256)) * (count // 256 + 1))[:count]


@pytest.mark.parametrize("query", ["", "?", "?count=", "?count=-1", "?count=x", "?count=1e3", "?count=" + "9" * 5000])
def test_count_that_is_none(query: str, lab_network: LiveNetwork) -> None:
    assert len(get(lab_network, "/bytes" + query).body) == 1000


def test_page_that_breaks_off(lab_network: LiveNetwork) -> None:
    response = get(lab_network, "/broken")
    assert (response.body, response.status, response.error) == (b"This page ends in the mid", "200 OK", "closed")


def test_several_requests_on_a_connection(lab: Lab) -> None:
    one = b"POST /hello.txt HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc"
    assert raw(lab, one * 3).count(b"Hello from the lab") == 3


@pytest.mark.parametrize(
    ("request_line_and_fields", "status"),
    [
        (b"POST /form HTTP/1.1\r\nContent-Length: 99999999999", b"413 "),
        (b"POST /form HTTP/1.1\r\nContent-Length: " + b"9" * 10000, b"400 "),
        (b"POST /form HTTP/1.1\r\nContent-Length: -1", b"400 "),
        (b"POST /form HTTP/1.1\r\nContent-Length: x", b"400 "),
        (b"POST /form HTTP/1.1\r\nTransfer-Encoding: chunked", b"411 "),
        (b"BREW /coffee HTTP/1.1", b"501 "),
        (b"GET /" + b"x" * 70000 + b" HTTP/1.1", b"414 "),
        (b"GET / HTTP/1.1\r\n" + b"\r\n".join([b"A: b"] * 200), b"431 "),
        (b"GET //[ HTTP/1.1", b"404 "),
        (b"GET \xff\x00 HTTP/1.1", b"404 "),
    ],
)
def test_rude_requests(request_line_and_fields: bytes, status: bytes, lab: Lab, lab_network: LiveNetwork) -> None:
    answer = raw(lab, request_line_and_fields + b"\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 " + status)
    assert get(lab_network, "/hello.txt").status == "200 OK"
