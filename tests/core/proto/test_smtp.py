"""Mail against servers that answer by script, one for each rule and each misbehaviour (specification 9)."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luasocket_core.net.scripted import ScriptedNetwork
from luasocket_core.proto.limits import ProtocolLimits
from luasocket_core.proto.message import Message
from luasocket_core.proto.smtp import send_mail, split_addresses
from tests.certificates import server_context, trust
from tests.servers import Peer, Server, mail_server, serving

END: Final = "\r\n.\r\n"
OFFERS: Final = {"EHLO": "250-here\r\n250-STARTTLS\r\n250 AUTH PLAIN", "AUTH": "235 welcome"}
"""What a server says that has TLS and passwords."""


@contextmanager
def post(replies: dict[str, str] | None = None, *, greeting: str = "220 test ESMTP") -> Iterator[tuple[Server, str]]:
    """A server, and its address."""
    log: list[str] = []
    with serving(mail_server(log, replies, greeting=greeting)) as server:
        server.received = log
        yield server, f"127.0.0.1:{server.port}"


def sent(body: bytes = b"", headers: tuple[tuple[str, str], ...] = (), replies: dict[str, str] | None = None) -> str:
    """The message as it arrives."""
    with post(replies) as (server, address):
        assert send_mail("a@x", ["b@y"], headers, body, address) is None
        return next(text for text in server.received if text.endswith(END) or text == ".\r\n")


class TestDialogue:
    def test_all_of_it(self) -> None:
        with post({"EHLO": "250 hi"}) as (server, address):
            error = send_mail("a@x", ["b@y", "c@z"], [("subject", "s1"), ("X-N", "2")], b"line1\n.dot\nend.", address)
        assert error is None
        assert [text.replace("\r\n", "|") for text in server.received] == [
            "ehlo localhost",
            "MAIL FROM:<a@x>",
            "RCPT TO:<b@y>",
            "RCPT TO:<c@z>",
            "DATA",
            "subject: s1|X-N: 2||line1|..dot|end.|.|",
            "QUIT",
        ]

    def test_before_esmtp(self) -> None:
        with post({"EHLO": "500 what?"}) as (server, address):
            assert send_mail("a@x", ["b@y"], (), b"", address) is None
        assert server.received[:2] == ["ehlo localhost", "helo localhost"]

    def test_own_name(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for name, said in (("me.example", "me.example"), ("bad name\r\nQUIT", "localhost")):
            monkeypatch.setenv("SERVER_NAME", name)
            with post() as (server, address):
                send_mail("a@x", ["b@y"], (), b"", address)
            assert server.received[0] == f"ehlo {said}"

    @pytest.mark.parametrize("command", ["EHLO", "MAIL", "RCPT", "."])
    def test_replies_of_several_lines(self, command: str) -> None:
        with post({command: "250-first\r\n250-second\r\n250 last"}) as (_, address):
            assert send_mail("a@x", ["b@y"], (), b"", address) is None

    def test_forwarded_recipients_are_accepted(self) -> None:
        with post({"RCPT": "251 will forward"}) as (_, address):
            assert send_mail("a@x", ["b@y"], (), b"", address) is None

    def test_what_the_server_can_do_is_used(self) -> None:
        with post({"EHLO": "250-here\r\n250-SIZE 1000\r\n250 8BITMIME"}) as (server, address):
            assert send_mail("a@x", ["b@y"], (), b"\xe9\r\n", address) is None
        assert "MAIL FROM:<a@x> SIZE=5 BODY=8BITMIME" in server.received

    @pytest.mark.parametrize(
        ("given", "said"),
        [
            ("a@x", "a@x"),
            ("<a@x>", "a@x"),
            ("Diego <a@x>", "a@x"),
            ('"x < y, z" <a@x>', "a@x"),
            ('"a b"@x', '"a b"@x'),
            (" a@x\t", "a@x"),
        ],
    )
    def test_addresses(self, given: str, said: str) -> None:
        with post() as (server, address):
            assert send_mail(given, [given], (), b"", address) is None
        assert server.received[1:3] == [f"MAIL FROM:<{said}>", f"RCPT TO:<{said}>"]

    def test_a_sender_may_be_empty(self) -> None:
        with post() as (server, address):
            assert send_mail("", ["b@y"], (), b"", address) is None
        assert server.received[1] == "MAIL FROM:<>"


class TestMessage:
    @pytest.mark.parametrize(
        ("body", "wire"),
        [
            (b"", "\r\n.\r\n"),
            (b"x", "\r\nx\r\n.\r\n"),
            (b"hello\r\n", "\r\nhello\r\n.\r\n"),
            (b".first", "\r\n..first\r\n.\r\n"),
            (b"a\nb\rc\r\nd", "\r\na\r\nb\r\nc\r\nd\r\n.\r\n"),
            (b"\n.\n..\nend\n", "\r\n\r\n..\r\n...\r\nend\r\n.\r\n"),
            (b"a\r.b", "\r\na\r\n..b\r\n.\r\n"),
            (bytes(range(14, 256)), "\r\n" + bytes(range(14, 256)).decode("latin-1") + "\r\n.\r\n"),
        ],
    )
    def test_body(self, body: bytes, wire: str) -> None:
        assert sent(body) == wire

    @given(st.text("\r\n.\xe9", max_size=40).map(lambda text: text.encode("latin-1")), st.integers(1, 5), st.booleans())
    def test_a_body_goes_out_the_same_in_portions(self, body: bytes, portion: int, text: bool) -> None:
        lines = body.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        if not lines[-1]:
            del lines[-1]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("luasocket_core.proto.body._PORTION", portion)
            message = Message("a: b\r\n", body.decode("latin-1") if text else body)
            wire, size = b"".join(message.portions()), message.size
        stuffed = b"".join(b"." * line.startswith(b".") + line + b"\r\n" for line in lines)
        assert wire == b"a: b\r\n\r\n" + stuffed + b".\r\n"
        plain = re.sub(rb"\r\n|\r|\n", b"\r\n", body)
        assert size == len(b"a: b\r\n\r\n" + plain)

    def test_ten_thousand_lines(self) -> None:
        body = b"".join(b"." * (number % 3) + b"line %d\n" % number for number in range(10000))
        wire = b"".join(
            (b"." if number % 3 else b"") + b"." * (number % 3) + b"line %d\r\n" % number for number in range(10000)
        )
        assert sent(body) == "\r\n" + wire.decode() + ".\r\n"

    def test_folded_header_lines(self) -> None:
        headers = (("Subject", "one\n two\r\n\tthree"), ("a", "b"))
        assert sent(b"x", headers) == "Subject: one\r\n two\r\n\tthree\r\na: b\r\n\r\nx\r\n.\r\n"

    @pytest.mark.parametrize(
        ("sender", "recipient", "header", "error"),
        [
            ("a@x>\r\nRSET", "b@y", ("a", "b"), "invalid address"),
            ("a@x", "b@y\nDATA", ("a", "b"), "invalid address"),
            ("a@x\0", "b@y", ("a", "b"), "invalid address"),
            ("Die\rgo <a@x>", "b@y", ("a", "b"), "invalid address"),
            ("a@x> SIZE=1", "b@y", ("a", "b"), "invalid address"),
            ("a@x", "", ("a", "b"), "invalid address"),
            ("a@x", "Nobody <>", ("a", "b"), "invalid address"),
            ("a@x", "b@y", ("a", "b\r\nBcc: c"), "invalid header"),
            ("a@x", "b@y", ("a", "b\n\n body"), "invalid header"),
            ("a@x", "b@y", ("a", "b\n \nBcc: c"), "invalid header"),
            ("a@x", "b@y", ("a", "b\n"), "invalid header"),
            ("a@x", "b@y", ("a", "b\0"), "invalid header"),
            ("a@x", "b@y", ("a\r\nb", "c"), "invalid header"),
            ("a@x", "b@y", ("a: b", "c"), "invalid header"),
            ("a@x", "b@y", ("", "c"), "invalid header"),
        ],
    )
    def test_refused_before_connecting(self, sender: str, recipient: str, header: tuple[str, str], error: str) -> None:
        assert send_mail(sender, [recipient], [header], b"", "127.0.0.1", network=ScriptedNetwork()) == error

    def test_nobody_to_send_to(self) -> None:
        assert send_mail("a@x", [], (), b"", "127.0.0.1", network=ScriptedNetwork()) == "No recipient specified"

    @pytest.mark.parametrize(
        ("server", "error"),
        [
            ("", "invalid server"),
            ("two words", "invalid server"),
            ("h:99999", "invalid server"),
            ("h\r\n", "invalid server"),
            ("smtp://h/path", "invalid server"),
            ("http://h", "unknown scheme 'http'"),
            ("smtps+starttls://h", "unknown scheme 'smtps+starttls'"),
        ],
    )
    def test_wrong_servers(self, server: str, error: str) -> None:
        assert send_mail("a@x", ["b@y"], (), b"", server, network=ScriptedNetwork()) == error

    @pytest.mark.parametrize(("user", "password", "tls"), [("u\n", "p", None), ("u", "p\0", None), ("u", "p", "x")])
    def test_wrong_ways_to_log_in(self, user: str, password: str, tls: str | None) -> None:
        error = send_mail(
            "a@x", ["b@y"], (), b"", "h", user=user, password=password, tls=tls, network=ScriptedNetwork()
        )
        assert error in {"invalid user or password", "unknown tls 'x'"}


class TestMisbehaviour:
    @pytest.mark.parametrize("greeting", ["554 go away", "421 busy", "250 odd", "hello", "22", "220-a\r\n554 b"])
    def test_in_the_greeting(self, greeting: str) -> None:
        with post(greeting=greeting) as (server, address):
            assert send_mail("a@x", ["b@y"], (), b"", address) == greeting.replace("\r\n", "\n")
        assert server.received == []

    @pytest.mark.parametrize(
        ("command", "reply"),
        [
            ("MAIL", "550 not you"),
            ("MAIL", "251 odd"),
            ("RCPT", "550 no such user"),
            ("RCPT", "550-no\r\n550-such\r\n550 user"),
            ("RCPT TO:<c@z>", "452 too many"),
            ("DATA", "451 not now"),
            ("DATA", "250 ok"),
            (".", "552 too much"),
            ("RCPT", "what?"),
        ],
    )
    def test_refusals_end_it(self, command: str, reply: str) -> None:
        with post({command: reply}) as (server, address):
            assert send_mail("a@x", ["b@y", "c@z"], (), b"", address) == reply.replace("\r\n", "\n")
        assert not {"QUIT", "rset", "RSET", "quit"} & set(server.received)

    @pytest.mark.parametrize("helo", ["550 unknown", "421 closing"])
    def test_no_introduction(self, helo: str) -> None:
        with post({"EHLO": helo, "HELO": helo}) as (_, address):
            assert send_mail("a@x", ["b@y"], (), b"", address) == helo

    @pytest.mark.parametrize("command", ["EHLO", "MAIL", "RCPT", "DATA", "."])
    def test_the_connection_ends(self, command: str) -> None:
        with post({command: ""}) as (_, address):
            assert send_mail("a@x", ["b@y"], (), b"", address) == "closed"

    @pytest.mark.parametrize(("word", "error"), [("552 too long", "552 too long"), ("", "closed")])
    def test_the_connection_ends_within_the_mail(self, word: str, error: str) -> None:
        def handle(peer: Peer) -> None:
            peer.send("220 hi\r\n250 hi\r\n250 ok\r\n250 ok\r\n354 go\r\n")
            for _ in range(20):
                peer.line()
            peer.send(f"{word}\r\n" if word else "")

        with serving(handle) as server:
            assert send_mail("a@x", ["b@y"], (), b"line\n" * 4_000_000, f"127.0.0.1:{server.port}") == error

    @pytest.mark.parametrize("reply", ["500 not now", "", "221 \xff", "nonsense"])
    def test_after_delivery_nothing_matters(self, reply: str) -> None:
        with post({"QUIT": reply}) as (_, address):
            assert send_mail("a@x", ["b@y"], (), b"", address) is None

    @pytest.mark.parametrize("greeting", ["220 " + "x" * 70000, "220-x\r\n" * 20000 + "220 x", "x" * 70000])
    def test_endless_replies(self, greeting: str) -> None:
        with post(greeting=greeting) as (_, address):
            assert send_mail("a@x", ["b@y"], (), b"", address) == "response too long"

    def test_a_silent_server(self) -> None:
        network = ScriptedNetwork()
        network.script((0, b"220 hi\r\n"), (500, b"250 late\r\n"))
        assert send_mail("a@x", ["b@y"], (), b"", "127.0.0.1", network=network) == "timeout"
        assert network.now == 180

    def test_a_silent_server_and_less_patience(self) -> None:
        network = ScriptedNetwork()
        network.script((9, b"220 hi\r\n"))
        limits = ProtocolLimits(wait=2)
        assert send_mail("a@x", ["b@y"], (), b"", "127.0.0.1", network=network, limits=limits) == "timeout"
        assert network.now == 2


class TestTls:
    @pytest.fixture(autouse=True)
    def authority(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SSL_CERT_FILE", trust(tmp_path))

    def send(
        self,
        url: str,
        replies: dict[str, str],
        *,
        name: str = "127.0.0.1",
        user: str | None = None,
        password: str | None = None,
        tls: str | None = None,
    ) -> tuple[str | None, list[str]]:
        log: list[str] = []
        context = server_context(name)
        implicit = url.startswith("smtps")
        handler = mail_server(log, replies, tls=context)
        with serving(handler, tls=context if implicit else None) as server:
            address = url.format(f"127.0.0.1:{server.port}")
            error = send_mail("a@x", ["b@y"], (), b"secret", address, user=user, password=password, tls=tls)
        return error, log

    def test_is_used_when_offered(self) -> None:
        error, log = self.send("{}", OFFERS)
        assert error is None
        assert log[:3] == ["ehlo localhost", "STARTTLS", "ehlo localhost"]

    def test_from_the_start(self) -> None:
        error, log = self.send("smtps://u:p@{}", OFFERS)
        assert error is None
        assert log[:2] == ["ehlo localhost", "AUTH PLAIN AHUAcA=="]

    @pytest.mark.parametrize("url", ["smtp://u:p@{}", "smtp+starttls://u:p@{}"])
    def test_a_password_comes_after_it(self, url: str) -> None:
        error, log = self.send(url, OFFERS)
        assert error is None
        assert log[1:4] == ["STARTTLS", "ehlo localhost", "AUTH PLAIN AHUAcA=="]

    def test_fields_come_before_the_server_string(self) -> None:
        error, log = self.send("smtp://u:p@{}", OFFERS, user="v", password="q", tls="starttls")
        assert error is None
        assert log[3] == "AUTH PLAIN AHYAcQ=="

    def test_a_password_never_travels_in_clear(self) -> None:
        error, log = self.send("smtp://u:p@{}", {"EHLO": "250 AUTH PLAIN"})
        assert error == "the password needs TLS, which the server does not offer"
        assert log == ["ehlo localhost"]

    @pytest.mark.parametrize(("url", "tls"), [("smtp+starttls://{}", None), ("{}", "starttls")])
    def test_may_be_demanded(self, url: str, tls: str | None) -> None:
        error, log = self.send(url, {}, tls=tls)
        assert error == "the server does not offer TLS"
        assert log == ["ehlo localhost"]

    @pytest.mark.parametrize("url", ["{}", "smtps://u:p@{}", "smtp+starttls://u:p@{}"])
    def test_a_bad_certificate(self, url: str) -> None:
        error, log = self.send(url, OFFERS, name="other.example")
        assert (error or "").startswith("bad certificate: ")
        assert not [command for command in log if command.startswith(("AUTH", "MAIL"))]

    def test_who_did_not_ask_for_tls_learns_the_way_round(self) -> None:
        error, log = self.send("{}", OFFERS, name="other.example")
        assert re.fullmatch(r"bad certificate: .* \(smtp\+insecure://127\.0\.0\.1:\d+ would accept it\)", error or "")
        assert log == ["ehlo localhost", "STARTTLS"]
        error, _ = self.send("smtp+starttls://{}", OFFERS, name="other.example")
        assert "insecure" not in (error or "")

    @pytest.mark.parametrize("url", ["smtp+insecure://{}", "smtps+insecure://{}", "smtp+starttls+insecure://{}"])
    def test_a_bad_certificate_may_be_accepted(self, url: str) -> None:
        assert self.send(url, OFFERS, name="other.example")[0] is None

    def test_a_refused_password(self) -> None:
        error, log = self.send("smtps://u:p@{}", {**OFFERS, "AUTH": "535 5.7.8 no"})
        assert error == "535 5.7.8 no"
        assert log[-1].startswith("AUTH")

    @pytest.mark.parametrize("mechanism", ["CRAM-MD5", "LOGIN"])
    @pytest.mark.parametrize("challenge", ["334 !", "334 a", "334 VXNlcm5hbWU6", "334"])
    def test_nonsense_instead_of_a_challenge(self, mechanism: str, challenge: str) -> None:
        replies = {"EHLO": f"250-here\r\n250 AUTH {mechanism}", "AUTH": challenge}
        error, _ = self.send("smtps://u:p@{}", replies)
        assert error in {challenge, "500 what?"}

    def test_no_way_to_log_in(self) -> None:
        error, _ = self.send("smtps://u:p@{}", {})
        assert error == "the server does not offer to log in"

    def test_ways_to_log_in_that_nobody_knows(self) -> None:
        error, _ = self.send("smtps://u:p@{}", {"EHLO": "250-here\r\n250 AUTH XOAUTH2 GSSAPI"})
        assert error == "the server offers no known way to log in"

    def test_refused_starttls(self) -> None:
        error, _ = self.send("{}", {**OFFERS, "STARTTLS": "454 not now"})
        assert error == "454 not now"

    def test_what_was_slipped_in_before_it(self) -> None:
        error, _ = self.send("{}", {**OFFERS, "STARTTLS": "220 go\r\n250 injected"})
        assert error == "unexpected data before TLS"

    def test_a_password_that_smtplib_cannot_send(self) -> None:
        error, _ = self.send("smtps://u:\xe9@{}", OFFERS)
        assert error == "invalid user or password"


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("", []),
        (" , ,", []),
        ("b@y, c@z d@w", ["b@y", "c@z", "d@w"]),
        ("Diego <b@y>, <c@z>", ["Diego <b@y>", "<c@z>"]),
        ('"Doe, John" <b@y>,c@z', ['"Doe, John" <b@y>', "c@z"]),
        ('"a \\" , b" <b@y>', ['"a \\" , b" <b@y>']),
        ("<a,b@y> c", ["<a,b@y> c"]),
        ('"unfinished, b@y', ['"unfinished', "b@y"]),
        ("a@x\n b@y", ["a@x", "b@y"]),
        ("a@x\r\nRSET, b@y", ["a@x\r\nRSET", "b@y"]),
        ("r\xc3\xa0@x \x85@y", ["r\xc3\xa0@x", "\x85@y"]),
    ],
)
def test_lists_of_addresses(text: str, addresses: list[str]) -> None:
    assert split_addresses(text) == addresses


def test_a_server_that_never_answers_the_farewell() -> None:
    network = ScriptedNetwork()
    replies = b"220 a\r\n", b"250 b\r\n", b"250 c\r\n", b"250 d\r\n", b"354 e\r\n", b"250 f\r\n"
    network.script(*((float(number), reply) for number, reply in enumerate(replies)), (900, b""))
    assert send_mail("a@x", ["b@y"], (), b"", "127.0.0.1", network=network) is None
    assert network.now == 7
