"""Mail in Lua: the forms, the order of results, what is raised, and an independent server."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, AuthResult

from luasocket_core.net.live import LiveNetwork
from tests.certificates import server_context, trust
from tests.netlib.program import Program
from tests.servers import Server, mail_server, serving, unheard_port


@pytest.fixture
def post(lua: Program) -> Iterator[Server]:
    """A server that agrees to everything, but knows nobody called nobody; its address is the global ``server``."""
    log: list[str] = []
    replies = {"RCPT TO:<nobody@y>": "550-no such user\r\n550 here"}
    with serving(mail_server(log, replies)) as server:
        server.received = log
        lua(f"server = '127.0.0.1:{server.port}'")
        yield server


class TestSmtpMail:
    def test_all_of_it(self, lua: Program, post: Server) -> None:
        text = "return smtp_mail('a@x', {'b@y', 'c@z'}, {subject='s', n=7}, 'body', server)"
        assert lua(text) == (None,)
        assert post.received[1:] == [
            "MAIL FROM:<a@x>",
            "RCPT TO:<b@y>",
            "RCPT TO:<c@z>",
            "DATA",
            "subject: s\r\nn: 7\r\n\r\nbody\r\n.\r\n",
            "QUIT",
        ]

    def test_one_recipient_nothing_else(self, lua: Program, post: Server) -> None:
        assert lua("return smtp_mail('a@x', 'b@y', nil, nil, server)") == (None,)
        assert post.received[2:5] == ["RCPT TO:<b@y>", "DATA", "\r\n.\r\n"]

    def test_failures(self, lua: Program, post: Server) -> None:
        assert lua("return smtp_mail('a@x', {'b@y', 'nobody@y'}, {}, '', server)") == ("550-no such user\n550 here",)
        assert lua("return smtp_mail('a@x', {}, {}, '', server)") == ("No recipient specified",)
        assert lua("return smtp_mail('a@x', 'b@y', {a='b\\nc: d'}, '', server)") == ("invalid header",)
        assert lua("return smtp_mail('a@x\\r\\nQUIT', 'b@y', {}, '', server)") == ("invalid address",)

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ("", "#1 to `smtp_mail' (string expected, got no value)"),
            ("'a', nil", "#2 to `smtp_mail' (string expected, got nil)"),
            ("'a', {{}}", "#2 to `smtp_mail' (string expected, got table)"),
            ("'a', 'b', 'c'", "#3 to `smtp_mail' (table expected, got string)"),
            ("'a', 'b', {}, {}", "#4 to `smtp_mail' (string expected, got table)"),
            ("'a', 'b', {}, ''", "#5 to `smtp_mail' (string expected, got no value)"),
        ],
    )
    def test_wrong_arguments_are_raised(self, lua: Program, arguments: str, message: str) -> None:
        assert lua.error(f"smtp_mail({arguments})") == f"bad argument {message}"


class TestMail:
    def test_all_of_it(self, lua: Program, post: Server) -> None:
        text = """return mail{to='b@y d@w, "c, d" <c@z>', from='Diego <a@x>', subject='s', message='m', cc='e@v',
                              bcc='f@u g@t', mailserver=server}"""
        assert lua(text) == (None,)
        recipients = [command for command in post.received if command.startswith("RCPT")]
        assert recipients == [f"RCPT TO:<{each}>" for each in ("b@y", "d@w", "c@z", "e@v", "f@u", "g@t")]
        assert post.received[1] == "MAIL FROM:<a@x>"
        assert post.received[-2] == (
            'Subject: s\r\nTo: b@y d@w, "c, d" <c@z>\r\nFrom: Diego <a@x>\r\nCc: e@v\r\n\r\nm\r\n.\r\n'
        )

    def test_as_little_as_possible(self, lua: Program, post: Server) -> None:
        assert lua("return mail{to='b@y', from='a@x', mailserver=server}") == (None,)
        assert post.received[-2] == "To: b@y\r\nFrom: a@x\r\n\r\n.\r\n"

    def test_failures(self, lua: Program, post: Server) -> None:
        assert lua("return mail{to='nobody@y', from='a@x', mailserver=server}") == ("550-no such user\n550 here",)
        assert lua("return mail{to=' , ', from='a@x', mailserver=server}") == ("No recipient specified",)
        assert lua("return mail{to='b@y', from='a@x', mailserver=server, bcc='c@z\\r\\nRSET'}") == ("invalid address",)
        assert lua("return mail{to='b@y', from='a@x', mailserver=server, user='u', password='p'}") == (
            ("the password needs TLS, which the server does not offer",)
        )

    @pytest.mark.parametrize(
        ("table", "message"),
        [
            ("", "(table expected, got no value)"),
            ("'x'", "(table expected, got string)"),
            ("{from='a', mailserver='s'}", "(string expected in field `to', got nil)"),
            ("{to='a', mailserver='s'}", "(string expected in field `from', got nil)"),
            ("{to='a', from='b'}", "(string expected in field `mailserver', got nil)"),
            ("{to='a', from='b', mailserver='s', cc={}}", "(string expected in field `cc', got table)"),
        ],
    )
    def test_wrong_arguments_are_raised(self, lua: Program, table: str, message: str) -> None:
        assert lua.error(f"mail({table})") == f"bad argument #1 to `mail' {message}"


class TestInPieces:
    def test_two_mails_and_a_word_between(self, lua: Program, post: Server) -> None:
        lua("sock = smtp_connect(server)")
        assert lua("return smtp_send(sock, 'a@x', {'b@y'}, {h='v'}, 'one')") == (250.0, "250 queued")
        assert lua("sock:send('NOOP\\r\\n') return sock:receive()") == ("500 what?", None)
        assert lua("return smtp_send(sock, 'a@x', 'b@y', nil, 'two')") == (250.0, "250 queued")
        assert lua("return smtp_close(sock)") == (221.0, "221 bye")
        assert lua.error("sock:send('x')") == "operation on closed socket"
        assert [text for text in post.received if text.endswith(".\r\n")] == [
            "h: v\r\n\r\none\r\n.\r\n",
            "\r\ntwo\r\n.\r\n",
        ]

    def test_failures(self, lua: Program, post: Server) -> None:
        with unheard_port() as port:
            assert lua(f"return smtp_connect('127.0.0.1:{port}')") == (None, "connection refused")
        assert lua("return smtp_connect('a b')") == (None, "invalid server")
        assert lua("return smtp_connect('smtps://h')") == (None, "smtp_connect knows neither TLS nor passwords")
        lua("sock = smtp_connect(server)")
        assert lua("return smtp_send(sock, 'a@x', 'nobody@y', nil, 'x')") == (None, "550-no such user\n550 here")
        assert lua.error("smtp_close(sock)") == "operation on closed socket"

    def test_refused(self, lua: Program) -> None:
        with serving(mail_server([], greeting="554 no")) as server:
            assert lua(f"return smtp_connect('127.0.0.1:{server.port}')") == (None, "554 no")
        with serving(mail_server([], {"QUIT": "500 stay"})) as server:
            assert lua(f"return smtp_close(smtp_connect('127.0.0.1:{server.port}'))") == (None, "500 stay")

    @pytest.mark.parametrize("call", ["smtp_send", "smtp_close"])
    def test_only_on_clients(self, lua: Program, call: str) -> None:
        assert lua.error(f"{call}(1)") == "invalid socket object"
        assert lua.error(f"{call}(udpsocket())") == f"bad argument #1 to `{call}' (client expected)"


class Mailbox:
    """What aiosmtpd is given to handle mail with: it keeps it."""

    def __init__(self) -> None:
        self.envelopes: list[Any] = []

    async def handle_RCPT(self, server: object, session: object, envelope: Any, address: str, options: object) -> str:  # noqa: N802  # aiosmtpd's name
        if address.startswith("nobody"):
            return "550 5.1.1 unknown"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: object, session: object, envelope: Any) -> str:  # noqa: N802  # aiosmtpd's name
        self.envelopes.append(envelope)
        return "250 OK"


@contextmanager
def aiosmtpd(mailbox: Mailbox, **options: Any) -> Iterator[int]:
    """The port of an aiosmtpd that runs meanwhile."""
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(
        loop.create_server(lambda: SMTP(mailbox, loop=loop, hostname="test", **options), "127.0.0.1", 0)
    )
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        server.close()
        loop.run_until_complete(end_conversations())
        loop.close()


async def end_conversations() -> None:
    """Let those end that clients have left without a farewell."""
    left = asyncio.all_tasks() - {asyncio.current_task()}
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)


class TestIndependentServer:
    def test_bytes_arrive(self, lua: Program) -> None:
        mailbox = Mailbox()
        with aiosmtpd(mailbox) as port:
            lua(f"server = '127.0.0.1:{port}' body = ''")
            lua("for i = 14, 255 do body = body .. strchar(i) .. '\\n.' end")
            assert lua("return smtp_mail('a@x', {'b@y', 'c@z'}, {Subject='s'}, body, server)") == (None,)
            assert lua("return smtp_mail('a@x', {'b@y', 'nobody@z'}, {}, '', server)") == ("550 5.1.1 unknown",)
        (envelope,) = mailbox.envelopes
        body = b"".join(bytes((code,)) + b"\r\n." for code in range(14, 256)) + b"\r\n"
        assert envelope.original_content == b"Subject: s\r\n\r\n" + body
        assert (envelope.mail_from, envelope.rcpt_tos) == ("a@x", ["b@y", "c@z"])

    def test_a_password_over_tls(self, lua: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", trust(tmp_path))
        mailbox = Mailbox()

        def authenticate(server: SMTP, session: object, envelope: object, mechanism: str, data: Any) -> AuthResult:
            return AuthResult(success=(data.login, data.password) == (b"diego", b"nehab"), handled=False)

        context = server_context("127.0.0.1")
        with aiosmtpd(mailbox, tls_context=context, authenticator=authenticate, auth_required=True) as port:
            lua(f"server = '127.0.0.1:{port}'")
            assert lua("return mail{from='a@x', to='b@y', user='diego', password='nehab', mailserver=server}") == (
                None,
            )
            assert lua("return mail{from='a@x', to='b@y', mailserver='smtp+starttls://diego:x@' .. server}") == (
                ("535 5.7.8 Authentication credentials invalid",)
            )
        assert len(mailbox.envelopes) == 1


def test_the_manuals_example(lua: Program) -> None:
    log: list[str] = []
    with serving(mail_server(log)) as server:
        network = LiveNetwork()
        network.redirections["local", 25] = ("127.0.0.1", server.port)
        program = Program(network=network)
        program("""
            headers = {
              to = "fulano@tecgraf.puc-rio.br, beltrano@tecgraf.puc-rio.br",
              subject = "LuaSocket test message"
            }
            from = "luasocket@tecgraf.puc-rio.br"
            rcpt = {
              "fulano@tecgraf.puc-rio.br",
              "beltrano@tecgraf.puc-rio.br",
              "sicrano@tecgraf.puc-rio.br"
            }
            body = "This is a test message. Please ignore."
            server = "local"
            e = smtp_mail(from, rcpt, headers, body, server)
        """)
        assert program.value("e") is None
        program.close()
    assert len([command for command in log if command.startswith("RCPT")]) == 3
