"""What web servers do, as data: the bytes that a scripted server sends, and how it ends.

HERE and THERE stand for the ports of two such servers.
"""

from dataclasses import dataclass, field
from typing import Final, Literal

__all__ = ["EXCHANGES", "HERE", "THERE", "Answer", "Exchange"]

HERE: Final = "<here>"
THERE: Final = "<there>"


@dataclass(frozen=True)
class Answer:
    """What a server does with one connection: it hears a request unless it is ``deaf``, sends, and ends."""

    sends: str
    ends: Literal["close", "reset", "stay"] = "close"
    deaf: bool = False


@dataclass(frozen=True)
class Exchange:
    """A request, and the answers to it and to those that follow it, the last of them as often as it takes."""

    here: tuple[Answer, ...]
    there: tuple[Answer, ...] = ()
    method: Literal["GET", "HEAD", "POST"] = "GET"
    path: str = "/start/page"
    login: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None


def one(sends: str, ends: Literal["close", "reset", "stay"] = "close", *, deaf: bool = False) -> Exchange:
    """The same answer to every GET."""
    return Exchange((Answer(sends, ends, deaf),))


def head(sends: str, ends: Literal["close", "reset", "stay"] = "close") -> Exchange:
    """The same answer to every HEAD."""
    return Exchange((Answer(sends, ends),), method="HEAD")


def moved(
    location: str, status: str = "302 Found", method: Literal["GET", "HEAD", "POST"] = "GET", login: str = ""
) -> Exchange:
    """A redirection, and a page at whatever it leads to."""
    found = Answer(f"{OK}content-length: 3\r\nconnection: close\r\n\r\n" + ("" if method == "HEAD" else "new"))
    return Exchange(
        (Answer(f"HTTP/1.1 {status}\r\nlocation: {location}\r\n{OLD}" + ("" if method == "HEAD" else "old")), found),
        (found,),
        method=method,
        login=login,
        headers={"cookie": "c=1"},
        body=b"data" if method == "POST" else None,
    )


OK: Final = "HTTP/1.1 200 OK\r\n"
OLD: Final = "content-length: 3\r\nconnection: close\r\n\r\n"
CHUNKED: Final = f"{OK}transfer-encoding: chunked\r\n\r\n"
GZIPPED: Final = (
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff\xcbH\xcd\xc9\xc9\x07\x00\x86\xa6\x106\x05\x00\x00\x00"  # hello
)

LENGTHS: Final = {
    "length": one(OK + "content-length: 5\r\n\r\nhello"),
    "length, and the server stays": one(OK + "content-length: 5\r\n\r\nhello", "stay"),
    "length 0": one(OK + "content-length: 0\r\n\r\n"),
    "length 0, and a body": one(OK + "content-length: 0\r\n\r\nhello"),
    "length and a reset behind the body": one(OK + "content-length: 5\r\n\r\nhello", "reset"),
    "length shorter than the body": one(OK + "content-length: 5\r\n\r\nhello and more"),
    "length shorter than the body, and the server stays": one(OK + "content-length: 5\r\n\r\nhello and more", "stay"),
    "length longer than the body": one(OK + "content-length: 10\r\n\r\nhello"),
    "length longer than the body, and a reset": one(OK + "content-length: 10\r\n\r\nhello", "reset"),
    "length without a body": one(OK + "content-length: 10\r\n\r\n"),
    "length without a body, and a reset": one(OK + "content-length: 10\r\n\r\n", "reset"),
    "length twice, equal": one(OK + "content-length: 5\r\ncontent-length: 5\r\n\r\nhello"),
    "length twice, 5 before 3": one(OK + "content-length: 5\r\ncontent-length: 3\r\n\r\nhello"),
    "length twice, 3 before 5": one(OK + "content-length: 3\r\ncontent-length: 5\r\n\r\nhello"),
    "length as a list of equal numbers": one(OK + "content-length: 5, 5\r\n\r\nhello"),
    "length as a list of unequal numbers": one(OK + "content-length: 5, 3\r\n\r\nhello"),
    "length negative": one(OK + "content-length: -5\r\n\r\nhello"),
    "length with a plus": one(OK + "content-length: +5\r\n\r\nhello"),
    "length with leading zeros": one(OK + "content-length: 0005\r\n\r\nhello"),
    "length between blanks": one(OK + "content-length:  \t5 \t\r\n\r\nhello"),
    "length in base 16": one(OK + "content-length: 0x5\r\n\r\nhello"),
    "length with a fraction": one(OK + "content-length: 5.0\r\n\r\nhello"),
    "length with a unit": one(OK + "content-length: 5 bytes\r\n\r\nhello"),
    "length as a word": one(OK + "content-length: five\r\n\r\nhello"),
    "length empty": one(OK + "content-length:\r\n\r\nhello"),
    "length beyond 64 bits": one(OK + "content-length: 99999999999999999999\r\n\r\nhello"),
    "length in capital letters": one(OK + "CONTENT-LENGTH: 5\r\n\r\nhello and more"),
    "no length": one(OK + "\r\nhello"),
    "no length and no body": one(OK + "\r\n"),
    "no length, every byte there is": one(OK + "\r\n" + "".join(map(chr, range(256)))),
    "no length, and a reset": one(OK + "\r\nhello", "reset"),
}

CHUNKS: Final = {
    "chunks": one(CHUNKED + "5\r\nhello\r\n6\r\n again\r\n0\r\n\r\n"),
    "chunks, and the server stays": one(CHUNKED + "5\r\nhello\r\n0\r\n\r\n", "stay"),
    "chunks, none": one(CHUNKED + "0\r\n\r\n"),
    "chunks, size in capital letters": one(CHUNKED + "A\r\n0123456789\r\n0\r\n\r\n"),
    "chunks, size in small letters": one(CHUNKED + "a\r\n0123456789\r\n0\r\n\r\n"),
    "chunks, size with leading zeros": one(CHUNKED + "0005\r\nhello\r\n000\r\n\r\n"),
    "chunks, size before blanks": one(CHUNKED + "5  \r\nhello\r\n0 \r\n\r\n"),
    "chunks, size behind a blank": one(CHUNKED + " 5\r\nhello\r\n0\r\n\r\n"),
    "chunks, extensions": one(CHUNKED + '5;a=b;c="d;e"\r\nhello\r\n0;last\r\n\r\n'),
    "chunks, trailer": one(CHUNKED + "5\r\nhello\r\n0\r\nx-sum: 1\r\nx-more: 2\r\n\r\n"),
    "chunks, trailer without colon": one(CHUNKED + "5\r\nhello\r\n0\r\nnothing\r\n\r\n"),
    "chunks, trailer cut off": one(CHUNKED + "5\r\nhello\r\n0\r\nx-sum: 1\r\n"),
    "chunks, bytes behind the last": one(CHUNKED + "5\r\nhello\r\n0\r\n\r\nmore"),
    "chunks, lines that end with LF": one(CHUNKED + "5\nhello\n0\n\n"),
    "chunks, without the empty line": one(CHUNKED + "5\r\nhello\r\n0\r\n"),
    "chunks, closed before the last": one(CHUNKED + "5\r\nhello\r\n"),
    "chunks, closed behind the data": one(CHUNKED + "5\r\nhello"),
    "chunks, closed in the data": one(CHUNKED + "5\r\nhel"),
    "chunks, closed in a size": one(CHUNKED + "5\r\nhello\r\n1"),
    "chunks, closed before the first": one(CHUNKED),
    "chunks, reset in the data": one(CHUNKED + "5\r\nhel", "reset"),
    "chunks, reset before the last": one(CHUNKED + "5\r\nhello\r\n", "reset"),
    "chunks, size no number": one(CHUNKED + "5\r\nhello\r\nxyz\r\nhello\r\n0\r\n\r\n"),
    "chunks, size negative": one(CHUNKED + "-5\r\nhello\r\n0\r\n\r\n"),
    "chunks, size with a plus": one(CHUNKED + "+5\r\nhello\r\n0\r\n\r\n"),
    "chunks, size with 0x": one(CHUNKED + "0x5\r\nhello\r\n0\r\n\r\n"),
    "chunks, size before a letter": one(CHUNKED + "5g\r\nhello\r\n0\r\n\r\n"),
    "chunks, size empty": one(CHUNKED + "\r\nhello\r\n0\r\n\r\n"),
    "chunks, size beyond 64 bits": one(CHUNKED + "FFFFFFFFFFFFFFFFF\r\nhello\r\n0\r\n\r\n"),
    "chunks, size too small": one(CHUNKED + "4\r\nhello\r\n0\r\n\r\n"),
    "chunks, size too large": one(CHUNKED + "6\r\nhello\r\n0\r\n\r\n"),
    "chunks and a length": one(OK + "content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
    "chunks and a wrong length": one(
        OK + "transfer-encoding: chunked\r\ncontent-length: x\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
    ),
    "chunks in capital letters": one(OK + "Transfer-Encoding: CHUNKED\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
    "chunks in HTTP/1.0": one("HTTP/1.0 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
    "transfer coding identity": one(OK + "transfer-encoding: identity\r\ncontent-length: 5\r\n\r\nhello and more"),
    "transfer coding unknown": one(OK + "transfer-encoding: cow\r\n\r\nhello"),
    "transfer coding unknown, then chunked": one(OK + "transfer-encoding: cow, chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
    "content coding gzip": one(f"{OK}content-encoding: gzip\r\ncontent-length: {len(GZIPPED)}\r\n\r\n{GZIPPED}"),
    "content coding unknown": one(OK + "content-encoding: cow\r\ncontent-length: 3\r\n\r\nmoo"),
    "charset Latin-1": one(OK + "content-type: text/plain; charset=iso-8859-1\r\ncontent-length: 4\r\n\r\ncaf\xe9"),
    "charset UTF-16": one(OK + "content-type: text/html; charset=utf-16\r\ncontent-length: 4\r\n\r\n\xff\xfeh\0"),
}

STATUS_LINES: Final = {
    "HTTP/1.0": one("HTTP/1.0 200 OK\r\n\r\nhello"),
    "HTTP/1.0 with a length": one("HTTP/1.0 200 OK\r\ncontent-length: 5\r\n\r\nhello and more"),
    "HTTP/1.2": one("HTTP/1.2 200 OK\r\n\r\nhello"),
    "HTTP/2 in words": one("HTTP/2 200 OK\r\ncontent-length: 5\r\n\r\nhello"),
    "HTTP/3.0": one("HTTP/3.0 200 OK\r\ncontent-length: 5\r\n\r\nhello"),
    "http/1.1 in small letters": one("http/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello"),
    "HTTP/0.9": one("<html>hello</html>\r\n"),
    "nothing at all": one(""),
    "an empty line before the status": one("\r\n" + OK + "content-length: 5\r\n\r\nhello"),
    "garbage before the status": one("garbage\r\n" + OK + "content-length: 5\r\n\r\nhello"),
    "status without version": one("200 OK\r\ncontent-length: 5\r\n\r\nhello"),
    "status without reason": one("HTTP/1.1 200\r\ncontent-length: 5\r\n\r\nhello"),
    "status with an empty reason": one("HTTP/1.1 200 \r\ncontent-length: 5\r\n\r\nhello"),
    "status with a long reason": one(f"HTTP/1.1 200 {'very ' * 100}good\r\ncontent-length: 5\r\n\r\nhello"),
    "status with a reason in Latin-1": one("HTTP/1.1 200 tr\xe8s bien\r\ncontent-length: 5\r\n\r\nhello"),
    "status behind two blanks": one("HTTP/1.1  200 OK\r\ncontent-length: 5\r\n\r\nhello"),
    "status behind a tab": one("HTTP/1.1\t200\tOK\r\ncontent-length: 5\r\n\r\nhello"),
    "status of two digits": one("HTTP/1.1 20 OK\r\ncontent-length: 5\r\n\r\nhello"),
    "status of four digits": one("HTTP/1.1 2000 OK\r\ncontent-length: 5\r\n\r\nhello"),
    "status without digits": one("HTTP/1.1 abc OK\r\ncontent-length: 5\r\n\r\nhello"),
    "status 600": one("HTTP/1.1 600 Odd\r\ncontent-length: 5\r\n\r\nhello"),
    "status 099": one("HTTP/1.1 099 Odd\r\ncontent-length: 5\r\n\r\nhello"),
    "status of a radio station": one("ICY 200 OK\r\ncontent-length: 5\r\n\r\nhello"),
    "status cut off": one("HTTP/1.1 20"),
    "status and nothing else": one(OK),
    "status without its line's end": one("HTTP/1.1 200 OK"),
    "lines that end with LF": one("HTTP/1.1 200 OK\ncontent-length: 5\nx-y: z\n\nhello"),
    "a mail server": one("220 mail.example ESMTP\r\n", deaf=True),
    "an answer before the request": one(OK + "content-length: 5\r\n\r\nhello", "stay", deaf=True),
    "100 before the answer": one("HTTP/1.1 100 Continue\r\n\r\n" + OK + "content-length: 5\r\n\r\nhello"),
    "100 and 103 before the answer": one(
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n"
        + OK
        + "content-length: 5\r\n\r\nhello"
    ),
    "102 twenty times before the answer": one(
        "HTTP/1.1 102 Processing\r\n\r\n" * 20 + OK + "content-length: 5\r\n\r\nhello"
    ),
    "100 and nothing else": one("HTTP/1.1 100 Continue\r\n\r\n"),
    "101 that nobody asked for": one("HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\n\r\nhello"),
    "reset before the request": one("", "reset", deaf=True),
    "reset behind the request": one("", "reset"),
    "reset in the status": one("HTTP/1.1 20", "reset"),
}

WITHOUT_BODY: Final = {
    "204": one("HTTP/1.1 204 No Content\r\n\r\n"),
    "204, and the server stays": one("HTTP/1.1 204 No Content\r\n\r\n", "stay"),
    "204 with a length and a body": one("HTTP/1.1 204 No Content\r\ncontent-length: 5\r\n\r\nhello"),
    "204 in chunks": one("HTTP/1.1 204 No Content\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
    "205 with a body": one("HTTP/1.1 205 Reset Content\r\ncontent-length: 5\r\n\r\nhello"),
    "304 with a length": one("HTTP/1.1 304 Not Modified\r\ncontent-length: 5\r\n\r\n", "stay"),
    "304 with a length and a body": one("HTTP/1.1 304 Not Modified\r\ncontent-length: 5\r\n\r\nhello"),
    "HEAD with a length": head(OK + "content-length: 5\r\n\r\n"),
    "HEAD with a length, and the server stays": head(OK + "content-length: 5\r\n\r\n", "stay"),
    "HEAD in chunks": head(OK + "transfer-encoding: chunked\r\n\r\n"),
    "HEAD with a body": head(OK + "content-length: 5\r\n\r\nhello"),
    "HEAD of what is not there": head("HTTP/1.1 404 Not Found\r\ncontent-length: 9\r\n\r\n"),
}

FIELDS: Final = {
    "field repeated": one(OK + "x-y: a\r\nX-Y: b\r\ncontent-length: 5\r\n\r\nhello"),
    "field folded": one(OK + "x-y: a\r\n  b\r\n\tc\r\ncontent-length: 5\r\n\r\nhello"),
    "field folded, the length": one(OK + "content-length:\r\n 5\r\n\r\nhello and more"),
    "field folded, and there is no first": one(OK + " x-y: a\r\ncontent-length: 5\r\n\r\nhello"),
    "field without colon": one(OK + "x-y\r\ncontent-length: 5\r\n\r\nhello"),
    "field without name": one(OK + ": a\r\ncontent-length: 5\r\n\r\nhello"),
    "field without value": one(OK + "x-y:\r\ncontent-length: 5\r\n\r\nhello"),
    "field with a blank before the colon": one(OK + "content-length : 5\r\n\r\nhello and more"),
    "field without a blank behind the colon": one(OK + "content-length:5\r\n\r\nhello and more"),
    "field with a CR inside": one(OK + "x-y: a\rb\r\ncontent-length: 5\r\n\r\nhello"),
    "field with a NUL inside": one(OK + "x-y: a\0b\r\ncontent-length: 5\r\n\r\nhello"),
    "field in Latin-1": one(OK + "x-y: caf\xe9\r\ncontent-length: 5\r\n\r\nhello"),
    "field of 60,000 bytes": one(f"{OK}x-y: {'z' * 60000}\r\ncontent-length: 5\r\n\r\nhello"),
    "field of 70,000 bytes": one(f"{OK}x-y: {'z' * 70000}\r\ncontent-length: 5\r\n\r\nhello"),
    "fields, 99 and the length": one(OK + "x-y: a\r\n" * 99 + "content-length: 5\r\n\r\nhello"),
    "fields, 100 and the length": one(OK + "x-y: a\r\n" * 100 + "content-length: 5\r\n\r\nhello"),
    "fields, 350,000 bytes in all": one(OK + f"x-y: {'z' * 50000}\r\n" * 7 + "content-length: 5\r\n\r\nhello"),
    "fields closed behind a line": one(OK + "x-y: a\r\n"),
    "fields closed inside a line": one(OK + "x-y: a"),
    "fields reset": one(OK + "x-y: a\r\n", "reset"),
    "cookie set": one(OK + "set-cookie: a=b\r\ncontent-length: 5\r\n\r\nhello"),
}

STATUSES: Final = {
    "201 with a location": moved("/made", "201 Created"),
    "206 that nobody asked for": one(
        "HTTP/1.1 206 Partial\r\ncontent-range: bytes 0-4/9\r\ncontent-length: 5\r\n\r\nhello"
    ),
    "401 without credentials": one("HTTP/1.1 401 Unauthorized\r\nwww-authenticate: Basic realm=x\r\n" + OLD + "no."),
    "401 to credentials": Exchange(
        (Answer("HTTP/1.1 401 Unauthorized\r\nwww-authenticate: Basic realm=x\r\n" + OLD + "no."),), login="u:p@"
    ),
    "401 that wants a digest": Exchange(
        (Answer('HTTP/1.1 401 No\r\nwww-authenticate: Digest realm="x", nonce="n"\r\n' + OLD + "no."),), login="u:p@"
    ),
    "credentials accepted": Exchange((Answer(OK + OLD + "yes"),), login="u:p@"),
    "credentials with an empty password": Exchange((Answer(OK + OLD + "yes"),), login="u:@"),
    "credentials with encoded characters": Exchange((Answer(OK + OLD + "yes"),), login="u%40h:%3ap@"),
    "user without a password": Exchange((Answer(OK + OLD + "yes"),), login="u@"),
    "403": one("HTTP/1.1 403 Forbidden\r\n" + OLD + "no."),
    "404": one("HTTP/1.1 404 Not Found\r\n" + OLD + "no."),
    "407": one("HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic realm=x\r\n" + OLD + "no."),
    "417": one("HTTP/1.1 417 Expectation Failed\r\n" + OLD + "no."),
    "500 closed inside the body": one("HTTP/1.1 500 Oops\r\ncontent-length: 9\r\n\r\nno."),
    "503 that asks to come again": one("HTTP/1.1 503 Busy\r\nretry-after: 1\r\n" + OLD + "no."),
    "POST": Exchange((Answer(OK + OLD + "yes"),), method="POST", body=b"data"),
    "POST with an empty body": Exchange((Answer(OK + OLD + "yes"),), method="POST", body=b""),
    "path with a fragment": Exchange((Answer(OK + OLD + "yes"),), path="/page?a=b#part"),
    "path with dots": Exchange((Answer(OK + OLD + "yes"),), path="/a/../b/./c"),
    "path with %7e and //": Exchange((Answer(OK + OLD + "yes"),), path="//%7Ejo/x"),
    "query without a path": Exchange((Answer(OK + OLD + "yes"),), path="?a=b"),
}

REDIRECTIONS: Final = {
    "300 with a location": moved("/b", "300 Multiple Choices"),
    "301": moved("/b", "301 Moved Permanently"),
    "302": moved("/b"),
    "303": moved("/b", "303 See Other"),
    "307": moved("/b", "307 Temporary Redirect"),
    "308": moved("/b", "308 Permanent Redirect"),
    "305 with a location": moved("/b", "305 Use Proxy"),
    "200 with a location": moved("/b", "200 OK"),
    "302 without a location": one("HTTP/1.1 302 Found\r\n" + OLD + "old"),
    "HEAD, 302": moved("/b", method="HEAD"),
    "HEAD, 303": moved("/b", "303 See Other", method="HEAD"),
    "POST, 301": moved("/b", "301 Moved Permanently", method="POST"),
    "POST, 302": moved("/b", method="POST"),
    "POST, 303": moved("/b", "303 See Other", method="POST"),
    "POST, 307": moved("/b", "307 Temporary Redirect", method="POST"),
    "to an absolute URL": moved(f"http://127.0.0.1:{HERE}/b"),
    "to an absolute URL without a path": moved(f"http://127.0.0.1:{HERE}"),
    "to a URL without a scheme": moved(f"//127.0.0.1:{THERE}/b"),
    "to a scheme in capital letters": moved(f"HTTP://127.0.0.1:{HERE}/b"),
    "to a name beside it": moved("b"),
    "to a folder above": moved("../b"),
    "to more folders above than there are": moved("../../../b"),
    "to dots inside a path": moved("/a/./x/../b"),
    "to a query": moved("?a=b"),
    "to a part of the page": moved("/b#part"),
    "to nothing": moved(""),
    "to a path with blanks": moved("/b c"),
    "to a path in Latin-1": moved("/caf\xe9"),
    "to a path with % signs": moved("/a%20b%zz"),
    "to a path with brackets": moved("/a[1]{2}|3"),
    "to a backslash": moved("\\b"),
    "to a URL in a query": moved(f"/b?u=http://127.0.0.1:{THERE}/"),
    "to another server": moved(f"http://127.0.0.1:{THERE}/b"),
    "to another server, with credentials": moved(f"http://127.0.0.1:{THERE}/b", login="u:p@"),
    "to the same server, with credentials": moved("/b", login="u:p@"),
    "to the same server by another name": moved(f"http://localhost:{HERE}/b", login="u:p@"),
    "to another server, with credentials of its own": moved(f"http://v:q@127.0.0.1:{THERE}/b", login="u:p@"),
    "to the same server, with other credentials": moved(f"http://v:q@127.0.0.1:{HERE}/b", login="u:p@"),
    "to ftp": moved("ftp://127.0.0.1/b"),
    "to file": moved("file:///etc/passwd"),
    "to an unknown scheme": moved("cow://127.0.0.1/b"),
    "to a mail address": moved("mailto:a@b"),
    "to https where nobody speaks TLS": Exchange(
        (Answer(f"HTTP/1.1 302 Found\r\nlocation: https://127.0.0.1:{THERE}/\r\n{OLD}old"),),
        (Answer("HTTP/1.1 400 Bad Request\r\n\r\n", deaf=True),),
    ),
    "to no host": moved("http:///b"),
    "to a port that there cannot be": moved("http://127.0.0.1:99999/b"),
    "to a host with a blank": moved("http://127.0 .0.1/b"),
    "two locations": moved("/b\r\nlocation: /c"),
    "again and again": one("HTTP/1.1 302 Found\r\nlocation: /again\r\n" + OLD + "old"),
    "five times": Exchange(
        (Answer("HTTP/1.1 302 Found\r\nlocation: next\r\n" + OLD + "old"),) * 5 + (Answer(OK + OLD + "new"),)
    ),
    "six times": Exchange(
        (Answer("HTTP/1.1 302 Found\r\nlocation: next\r\n" + OLD + "old"),) * 6 + (Answer(OK + OLD + "new"),)
    ),
    "with a body cut off": Exchange(
        (Answer("HTTP/1.1 302 Found\r\nlocation: /b\r\ncontent-length: 9\r\n\r\nold"), Answer(OK + OLD + "new"))
    ),
    "with a body without end": Exchange(
        (Answer("HTTP/1.1 302 Found\r\nlocation: /b\r\n\r\nold", "reset"), Answer(OK + OLD + "new"))
    ),
    "with broken chunks": Exchange(
        (
            Answer("HTTP/1.1 302 Found\r\nlocation: /b\r\ntransfer-encoding: chunked\r\n\r\nx\r\n"),
            Answer(OK + OLD + "new"),
        )
    ),
    "there and back": Exchange(
        (Answer(f"HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:{THERE}/b\r\n{OLD}old"), Answer(OK + OLD + "new")),
        (Answer(f"HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:{HERE}/c\r\n{OLD}old"),),
        login="u:p@",
    ),
    "to a page that is not there": Exchange(
        (
            Answer("HTTP/1.1 302 Found\r\nlocation: /b\r\n" + OLD + "old"),
            Answer("HTTP/1.1 404 Not Found\r\n" + OLD + "no."),
        )
    ),
    "to a server that says nothing": Exchange(
        (Answer("HTTP/1.1 302 Found\r\nlocation: /b\r\n" + OLD + "old"), Answer(""))
    ),
}

EXCHANGES: Final = {
    **LENGTHS,
    **CHUNKS,
    **STATUS_LINES,
    **WITHOUT_BODY,
    **FIELDS,
    **STATUSES,
    **{f"redirection {name}": exchange for name, exchange in REDIRECTIONS.items()},
}
