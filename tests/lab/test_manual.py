"""The examples of the manual as they are written there: their names and ports lead to the lab."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from luashell.lab import Lab
from luasocket_core.net.live import LiveNetwork
from tests.netlib.program import Program

MANUAL: Final = Path(__file__).parent.parent.parent / "docs" / "reference" / "luasocket-1.2-manual.txt"
HOSTS: Final = {
    ("local", 25): "mail",
    ("www.tecgraf.puc-rio.br", 80): "web",
    ("ftp.tecgraf.puc-rio.br", 21): "files",
    ("derain.tecgraf.puc-rio.br", 21): "files",
    ("ftp.free.org", 21): "files",
}
"""Where the manual's servers were, and which server of the lab stands for each."""

EXAMPLE: Final = re.compile(r"Examples?:\n\n(?P<code>.*?)\n\n(?=[A-Za-z])", re.DOTALL)


def examples() -> dict[str, list[str]]:
    """The statements of the examples, one text for each, by the function that they are about."""
    found: dict[str, list[str]] = {}
    for example in EXAMPLE.finditer(MANUAL.read_text(encoding="utf-8")):
        for text in example["code"].split("\n\n"):
            call = re.search(r"\b(smtp_mail|http_get|ftp_get|ftp_put)\(", text)
            if call is not None:
                found.setdefault(call[1], []).append(text)
    return found


EXAMPLES: Final = examples()


@pytest.fixture
def own_lab() -> Iterator[Lab]:
    """A lab that nobody has put a file into."""
    with Lab() as running:
        yield running


@pytest.fixture
def lua(own_lab: Lab) -> Iterator[Program]:
    network = LiveNetwork()
    for address, name in HOSTS.items():
        server = own_lab.servers[name]
        network.redirections[address] = (server.host, server.port)
    program = Program(network=network)
    yield program
    program.close()


def test_all_examples_are_known() -> None:
    assert {name: len(texts) for name, texts in EXAMPLES.items()} == {
        "smtp_mail": 1,
        "http_get": 4,
        "ftp_get": 3,
        "ftp_put": 1,
    }


def test_mail(lua: Program, own_lab: Lab) -> None:
    lua(EXAMPLES["smtp_mail"][0])
    assert lua.value("e") is None
    (message,) = own_lab.mailbox.messages()
    assert message.sender == "luasocket@tecgraf.puc-rio.br"
    assert [address.partition("@")[0] for address in message.recipients] == ["fulano", "beltrano", "sicrano"]
    head, _, body = message.content.partition(b"\r\n\r\n")
    assert set(head.split(b"\r\n")) == {
        b"to: fulano@tecgraf.puc-rio.br, beltrano@tecgraf.puc-rio.br",
        b"subject: LuaSocket test message",
    }
    assert body == b"This is a test message. Please ignore.\r\n"


def test_page(lua: Program) -> None:
    lua(EXAMPLES["http_get"][0])
    assert "manual" in str(lua.value("f"))
    assert lua("return m['content-type'], s, e") == ("text/html", "200 OK", None)


def test_page_that_needs_a_password(lua: Program) -> None:
    without, within, by_header = EXAMPLES["http_get"][1:]
    lua(without)
    assert lua("return s, e") == ("401 Authentication Required", None)
    lua(within)
    assert lua("return f, s, e") == ("Welcome, diego.\n", "200 OK", None)
    # The name of the field is wrong there; with the right one the calls are indeed equivalent (specification 10.2).
    lua(by_header)
    assert lua.value("s") == "401 Authentication Required"
    lua(by_header.replace("authentication =", "authorization ="))
    assert lua("return f, s, e") == ("Welcome, diego.\n", "200 OK", None)


def test_files(lua: Program) -> None:
    archive, listing, wrong_password = EXAMPLES["ftp_get"]
    lua(archive)
    assert str(lua.value("f")).startswith("\x1f\x8b")
    assert lua.value("e") is None
    lua(listing)
    assert lua("return f, e") == ("hello.lua\r\nlua.tar.gz\r\nprimes.lua\r\n", None)
    lua(wrong_password)
    assert lua("return f, e") == (None, "530 Authentication failed.")


def test_upload(lua: Program) -> None:
    lua(EXAMPLES["ftp_put"][0])
    assert lua.value("e") is None
    assert lua.value("ftp_get('ftp://ftp.free.org/hello')") == "hello world!"
