"""The mail server: what it takes, keeps and refuses, and what the web server shows of it."""

import smtplib
import socket
from collections.abc import Iterator

import pytest

from luashell.lab import Lab
from luashell.lab.mailbox import MOST_BYTES, MOST_MESSAGES, Mailbox
from luasocket_core.net.live import LiveNetwork
from luasocket_core.proto import http, smtp


@pytest.fixture
def own_lab() -> Iterator[Lab]:
    """A lab whose mailbox is empty."""
    lab = Lab()
    lab.start("mail", "web")
    yield lab
    lab.close()


@pytest.fixture
def network(own_lab: Lab) -> LiveNetwork:
    network = LiveNetwork()
    own_lab.map_names(network)
    return network


def page(path: str, network: LiveNetwork) -> bytes:
    return http.request("GET", f"http://web.lab{path}", network=network).body or b""


def test_messages_are_kept_and_shown(own_lab: Lab, network: LiveNetwork) -> None:
    assert page("/mail", network) == b"no mail yet\n"
    assert smtp.send_mail("a@x", ["b@y", "c@z"], [("subject", "one")], b"1\n.2\n", "mail.lab", network=network) is None
    assert smtp.send_mail("", ["b@y"], [], b"second \xe9\xff\n", "mail.lab", network=network) is None

    first, second = own_lab.mailbox.messages()
    assert (first.number, first.sender, first.recipients) == (1, "a@x", ("b@y", "c@z"))
    assert first.content == b"subject: one\r\n\r\n1\r\n.2\r\n"
    assert second.content.endswith(b"second \xe9\xff\r\n")
    assert page("/mail", network) == b"/mail/1  from a@x to b@y, c@z\n/mail/2  from <> to b@y\n"
    assert page("/mail/1", network) == b"Sender: a@x\nRecipients: b@y, c@z\n\n" + first.content
    assert page("/mail/last", network).endswith(second.content)


def test_long_message_arrives_whole(own_lab: Lab, network: LiveNetwork) -> None:
    body = b"".join(b"%d " % number + b"x" * (number % 200) + b"\r\n" for number in range(10000))
    assert smtp.send_mail("a@x", ["b@y"], [], body, "mail.lab", network=network) is None
    assert own_lab.mailbox.messages()[0].content == b"\r\n" + body


def test_nobody_is_refused(own_lab: Lab, network: LiveNetwork) -> None:
    error = smtp.send_mail("a@x", ["b@y", "Nobody@y"], [], b"x\n", "mail.lab", network=network)
    assert error == "550 there is nobody here"
    assert not own_lab.mailbox.messages()


def test_message_that_is_too_large(own_lab: Lab, network: LiveNetwork) -> None:
    body = (b"x" * 998 + b"\r\n") * 34000
    error = smtp.send_mail("a@x", ["b@y"], [], body, "mail.lab", network=network)
    assert str(error).startswith("552 ")
    assert not own_lab.mailbox.messages()


def test_too_many_recipients(own_lab: Lab, network: LiveNetwork) -> None:
    recipients = [f"a{number}@x" for number in range(101)]
    error = smtp.send_mail("a@x", recipients, [], b"x\n", "mail.lab", network=network)
    assert error == "452 too many recipients"


def test_mail_of_another_make(own_lab: Lab) -> None:
    with smtplib.SMTP("127.0.0.1", own_lab.servers["mail"].port, local_hostname="here", timeout=10) as client:
        client.sendmail("a@x", ["b@y"], "Subject: hi\n\nhello\n")
    assert own_lab.mailbox.messages()[0].content == b"Subject: hi\r\n\r\nhello\r\n"


@pytest.mark.parametrize(
    "rudeness", [b"\xff\xfe\r\n", b"x" * 100_000 + b"\r\n", b"DATA\r\n", b"\x00\r\n", b"MAIL FROM:<"]
)
def test_rude_clients(rudeness: bytes, own_lab: Lab, network: LiveNetwork, capfd: pytest.CaptureFixture[str]) -> None:
    with socket.create_connection(("127.0.0.1", own_lab.servers["mail"].port), timeout=10) as client:
        client.recv(1000)
        client.sendall(rudeness)
    assert smtp.send_mail("a@x", ["b@y"], [], b"x\n", "mail.lab", network=network) is None
    own_lab.close()
    assert capfd.readouterr() == ("", "")


def test_mail_is_kept_while_the_server_is_stopped(own_lab: Lab, network: LiveNetwork) -> None:
    smtp.send_mail("a@x", ["b@y"], [], b"x\n", "mail.lab", network=network)
    own_lab.stop("mail")
    assert page("/mail", network) == b"/mail/1  from a@x to b@y\n"
    own_lab.start("mail")
    smtp.send_mail("a@x", ["b@y"], [], b"x\n", "mail.lab", network=network)
    assert [message.number for message in own_lab.mailbox.messages()] == [1, 2]


def test_mailbox_keeps_the_last_messages() -> None:
    mailbox = Mailbox()
    for _ in range(MOST_MESSAGES + 5):
        mailbox.add("a@x", ("b@y",), b"small")
    assert [message.number for message in mailbox.messages()][:: MOST_MESSAGES - 1] == [6, MOST_MESSAGES + 5]
    large = bytes(MOST_BYTES // 3)
    for _ in range(4):
        mailbox.add("a@x", ("b@y",), large)
    assert sum(len(message.content) for message in mailbox.messages()) <= MOST_BYTES
    assert mailbox.messages()[-1].number == MOST_MESSAGES + 9
