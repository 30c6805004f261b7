"""FTP against servers that answer by script, one for each rule and each misbehaviour (specification 11)."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from luasocket_core.net.scripted import ScriptedNetwork
from luasocket_core.proto import ftp
from luasocket_core.proto.ftp import FtpFile
from luasocket_core.proto.limits import ProtocolLimits
from tests.certificates import server_context, trust
from tests.servers import FileServer, serving, unheard_port

FILES: Final = {"file": b"line 1\r\nline 2\n\xff", "": b"index.html\r\n"}
LOGIN: Final = ["USER anonymous", "PASS anonymous@anonymous.org"]
END: Final = ["QUIT"]


@contextmanager
def at(server: FileServer, *, implicit: bool = False) -> Iterator[str]:
    """The address of the server."""
    with serving(server, tls=server._tls if implicit else None) as running:
        yield f"127.0.0.1:{running.port}"


def get(path: str, server: FileServer | None = None, *, userinfo: str = "", binary: bool = False) -> FtpFile[bytes]:
    """What comes of a download."""
    with at(server or FileServer(files=FILES)) as address:
        return ftp.get(f"ftp://{userinfo}{address}{path}", binary=binary)


def commands(path: str, *, userinfo: str = "", replies: dict[str, str] | None = None) -> list[str]:
    """What the server is told for a download."""
    server = FileServer(replies, FILES)
    assert get(path, server, userinfo=userinfo).error is None
    return server.log


class TestDialogue:
    def test_all_of_it(self) -> None:
        server = FileServer(files={"lua.tar.gz": b"contents\r\n"})
        file = get("/pub/lua/lua.tar.gz", server, userinfo="diego:nehab@", binary=True)
        assert (file.data, file.error) == (b"contents\r\n", None)
        assert server.log == [
            "USER diego",
            "PASS nehab",
            "CWD pub",
            "CWD lua",
            "TYPE I",
            "PASV",
            "RETR lua.tar.gz",
            "QUIT",
        ]

    @pytest.mark.parametrize("binary", [False, True])
    def test_types_change_no_byte(self, *, binary: bool) -> None:
        server = FileServer(files=FILES)
        assert get("/file", server, binary=binary).data == FILES["file"]
        assert server.log[2] == ("TYPE I" if binary else "TYPE A")

    @pytest.mark.parametrize(
        ("userinfo", "login"),
        [
            ("", LOGIN),
            ("@", LOGIN),
            ("anonymous@", LOGIN),
            ("diego@", ["USER diego", "PASS "]),
            ("u%40h:%3a%20@", ["USER u@h", "PASS : "]),
            ("anonymous:me@", ["USER anonymous", "PASS me"]),
        ],
    )
    def test_login(self, userinfo: str, login: list[str]) -> None:
        assert commands("/file", userinfo=userinfo)[:2] == login

    def test_no_password_wanted(self) -> None:
        assert commands("/file", replies={"USER": "230 in"})[:2] == ["USER anonymous", "TYPE A"]

    @pytest.mark.parametrize(
        ("path", "told"),
        [
            ("", ["NLST"]),
            ("/", ["NLST"]),
            ("/pub/", ["CWD pub", "NLST"]),
            ("/pub/lua/", ["CWD pub", "CWD lua", "NLST"]),
            ("/file", ["RETR file"]),
            ("/a/b%20c/%66ile", ["CWD a", "CWD b c", "RETR file"]),
            ("//file", ["CWD /", "RETR file"]),
            ("//etc/file", ["CWD /etc", "RETR file"]),
            ("//etc/init/file", ["CWD /etc", "CWD init", "RETR file"]),
            ("/%2fetc/file", ["CWD /etc", "RETR file"]),
            ("//", ["CWD /", "NLST"]),
            ("/a//file", ["CWD a", "RETR file"]),
            ("/../file", ["CWD ..", "RETR file"]),
        ],
    )
    def test_paths(self, path: str, told: list[str]) -> None:
        kept = [command for command in commands(path) if command.split(" ")[0] in {"CWD", "NLST", "RETR"}]
        assert kept == told

    def test_a_listing(self) -> None:
        assert get("/").data == b"index.html\r\n"

    @pytest.mark.parametrize(
        "replies",
        [
            {"PASS": "202 superfluous"},
            {"RETR": "125 already open"},
            {"done": "250 ok"},
            {"PASS": "230-many\r\n lines\r\n230 here"},
            {"TYPE": "200"},
            {"QUIT": "500 stay"},
        ],
    )
    def test_other_replies_that_are_fine(self, replies: dict[str, str]) -> None:
        assert get("/file", FileServer(replies, FILES)).data == FILES["file"]

    @pytest.mark.parametrize("greeting", ["220-many\r\n220 lines", "120 soon\r\n220 now", "220"])
    def test_greetings(self, greeting: str) -> None:
        assert get("/file", FileServer(files=FILES, greeting=greeting)).data == FILES["file"]

    def test_large_files_there_and_back(self) -> None:
        content = bytes(range(256)) * 20000
        server = FileServer(files={"big": content})
        assert get("/big", server).data == content
        with at(server) as address:
            assert ftp.put(f"{address}/copy", content) is None
            assert ftp.put(f"{address}/text", content.decode("latin-1")) is None
            assert ftp.get(f"{address}/big", text=True).data == content.decode("latin-1")
        assert server.stored == {"copy": content, "text": content}

    @pytest.mark.parametrize("content", [b"", b"hello world!", b"\n\r\n\0\xff"])
    def test_upload(self, content: bytes) -> None:
        server = FileServer()
        with at(server) as address:
            assert ftp.put(f"ftp://u:p@{address}/pub/hello", content, binary=True) is None
        assert server.stored == {"hello": content}
        assert server.log[2:4] == ["CWD pub", "TYPE I"]


class TestDataConnection:
    def test_an_address_elsewhere_is_not_followed(self) -> None:
        assert get("/file", FileServer(files=FILES, advertised="10,9,8,7")).data == FILES["file"]

    @pytest.mark.parametrize("refusal", ["502 what?", "425 cannot", "500 no\r\n"])
    def test_active_where_passive_is_refused(self, refusal: str) -> None:
        server = FileServer({"PASV": refusal.strip()}, FILES)
        assert get("/file", server).data == FILES["file"]
        assert [command.split(" ")[0] for command in server.log[3:]] == ["PASV", "PORT", "RETR", "QUIT"]

    def test_active_upload(self) -> None:
        server = FileServer({"PASV": "502 what?"})
        with at(server) as address:
            assert ftp.put(f"{address}/f", b"data") is None
        assert server.stored == {"f": b"data"}

    def test_a_stranger_is_turned_away(self) -> None:
        server = FileServer({"PASV": "502 what?"}, FILES, stranger="127.0.0.2")
        assert get("/file", server).data == FILES["file"]

    def test_a_server_that_does_not_come_after_all(self) -> None:
        server = FileServer({"PASV": "502 what?", "RETR": "150 opening\r\n425 could not"}, comes=False)
        assert get("/file", server).error == "425 could not"

    @pytest.mark.parametrize("answer", ["227 nonsense", "221 odd", "421 closing"])
    def test_nonsense_about_passive(self, answer: str) -> None:
        assert get("/file", FileServer({"PASV": answer}, FILES)).error == answer

    def test_more_digits_than_a_number_may_have(self) -> None:
        answer = f"227 (127,0,0,1,{'9' * 5000},1)"
        assert get("/file", FileServer({"PASV": answer}, FILES)).error == "invalid reply"

    def test_nobody_where_the_server_pretends_to_wait(self) -> None:
        with unheard_port() as port:
            answer = f"227 (127,0,0,1,{port // 256},{port % 256})"
            assert get("/file", FileServer({"PASV": answer}, FILES)).error == "connection refused"


class TestMisbehaviour:
    @pytest.mark.parametrize(
        ("command", "reply"),
        [
            ("USER", "530 no"),
            ("USER", "332 need account"),
            ("PASS", "530-login\r\n530 incorrect"),
            ("PASS", "332 need account"),
            ("CWD", "550 no such directory"),
            ("TYPE", "504 no"),
            ("PORT", "500 no"),
            ("RETR", "550 no such file"),
            ("RETR", "425 cannot"),
            ("done", "426 aborted"),
            ("done", "451 disk"),
            ("done", "what?"),
        ],
    )
    def test_refusals(self, command: str, reply: str) -> None:
        server = FileServer({command: reply, **({"PASV": "502 what?"} if command == "PORT" else {})}, FILES)
        file = get("/pub/file", server)
        assert (file.data, file.error) == (None, reply.replace("\r\n", "\n"))

    @pytest.mark.parametrize("reply", ["550 no", "553 name not allowed"])
    def test_refused_upload(self, reply: str) -> None:
        for replies in ({"STOR": reply}, {"done": reply}):
            with at(FileServer(replies)) as address:
                assert ftp.put(f"{address}/f", b"data") == reply

    @pytest.mark.parametrize("greeting", ["421 busy", "530 go", "230 odd", "hello", "220"[:2]])
    def test_greetings(self, greeting: str) -> None:
        assert get("/file", FileServer(greeting=greeting)).error == greeting

    @pytest.mark.parametrize("command", ["USER", "PASS", "CWD", "TYPE", "PASV", "RETR", "done"])
    def test_the_connection_ends(self, command: str) -> None:
        assert get("/pub/file", FileServer({command: ""}, FILES)).error == "closed"

    @pytest.mark.parametrize("greeting", ["220 " + "x" * 70000, "220-x\r\n" * 20000 + "220 x", "x" * 70000])
    def test_endless_replies(self, greeting: str) -> None:
        assert get("/file", FileServer(greeting=greeting)).error == "response too long"

    def test_a_file_longer_than_allowed(self) -> None:
        with at(FileServer(files=FILES)) as address:
            file = ftp.get(f"{address}/file", limits=ProtocolLimits(body=5))
        assert (file.data, file.error) == (None, "response too long")

    @pytest.mark.parametrize(("reply", "error"), [(b"426 aborted\r\n", "426 aborted"), (b"226 done\r\n", "closed")])
    def test_a_data_connection_that_breaks(self, reply: bytes, error: str) -> None:
        """The server may tell why; it cannot make what was cut off whole."""
        network = ScriptedNetwork()
        replies = b"220 a\r\n", b"230 b\r\n", b"200 c\r\n", b"227 (127,0,0,1,9,9)\r\n", b"150 f\r\n", reply
        network.script(*((float(number), each) for number, each in enumerate(replies)))
        network.script((4, b"some"), (5, ConnectionResetError(errno.ECONNRESET, "reset")))
        file = ftp.get("127.0.0.1/f", network=network)
        assert (file.data, file.error) == (None, error)

    def test_a_silent_server(self) -> None:
        network = ScriptedNetwork()
        network.script((0, b"220 hi\r\n"), (500, b"230 late\r\n"))
        assert ftp.get("127.0.0.1/f", network=network).error == "timeout"
        assert network.now == 60

    def test_nobody_comes_to_the_active_port(self) -> None:
        network = ScriptedNetwork()
        replies = b"220 a", b"230 b", b"200 c", b"502 d", b"200 e", b"150 f"
        network.script(*((float(number), reply + b"\r\n") for number, reply in enumerate(replies)))
        network.script()
        assert ftp.get("127.0.0.1/f", network=network).error == "timeout"
        assert network.now == 65

    @pytest.mark.parametrize(
        ("url", "error"),
        [
            ("", "invalid url"),
            ("ftp://", "invalid url"),
            ("ftp://h/a\r\nDELE b", "invalid url"),
            ("ftp://h/a%0d%0aDELE b", "invalid url"),
            ("ftp://h/a%00/", "invalid url"),
            ("ftp://u%0a:p@h/", "invalid url"),
            ("ftp://h?x", "invalid url"),
            ("http://h/f", "unknown scheme 'http'"),
            ("ftp+insecure://h/f", "unknown scheme 'ftp+insecure'"),
        ],
    )
    def test_refused_before_connecting(self, url: str, error: str) -> None:
        network = ScriptedNetwork()
        assert ftp.get(url, network=network).error == error
        assert ftp.put(url, b"", network=network) == error

    @pytest.mark.parametrize("url", ["h", "ftp://h/", "ftp://h/pub/"])
    def test_an_upload_needs_a_name(self, url: str) -> None:
        assert ftp.put(url, b"", network=ScriptedNetwork()) == "invalid path"


class TestTls:
    @pytest.fixture(autouse=True)
    def authority(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", trust(tmp_path))

    @pytest.mark.parametrize("scheme", ["ftps", "ftpes"])
    @pytest.mark.parametrize("replies", [{}, {"PASV": "502 what?"}])
    def test_there_and_back(self, scheme: str, replies: dict[str, str]) -> None:
        content = bytes(range(256)) * 5000
        server = FileServer(replies, {"f": content}, tls=server_context("127.0.0.1"))
        with at(server, implicit=scheme == "ftps") as address:
            file = ftp.get(f"{scheme}://u:p@{address}/f")
            assert (file.error, file.data) == (None, content)
            assert ftp.put(f"{scheme}://u:p@{address}/g", content) is None
        assert server.stored == {"g": content}
        begin = [] if scheme == "ftps" else ["AUTH TLS"]
        assert server.log[: len(begin) + 4] == [*begin, "USER u", "PASS p", "PBSZ 0", "PROT P"]

    @pytest.mark.parametrize("scheme", ["ftps", "ftpes"])
    def test_a_bad_certificate(self, scheme: str) -> None:
        server = FileServer(files=FILES, tls=server_context("other.example"))
        with at(server, implicit=scheme == "ftps") as address:
            assert (ftp.get(f"{scheme}://u:p@{address}/file").error or "").startswith("bad certificate: ")
            assert not [command for command in server.log if command.startswith("USER")]
            assert ftp.get(f"{scheme}+insecure://u:p@{address}/file").data == FILES["file"]

    @pytest.mark.parametrize("command", ["AUTH", "PROT"])
    def test_refused(self, command: str) -> None:
        server = FileServer({command: "534 not here"}, FILES, tls=server_context("127.0.0.1"))
        with at(server) as address:
            assert ftp.get(f"ftpes://u:p@{address}/file").error == "534 not here"
        assert "RETR file" not in server.log
        assert command == "PROT" or "USER u" not in server.log

    def test_what_was_slipped_in_before_it(self) -> None:
        server = FileServer({"AUTH": "234 go\r\n230 injected"}, FILES, tls=server_context("127.0.0.1"))
        with at(server) as address:
            assert ftp.get(f"ftpes://u:p@{address}/file").error == "unexpected data before TLS"
