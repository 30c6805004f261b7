"""Echo, daytime, chargen: over TCP and UDP, at the same port."""

import errno
import os
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import BaseRequestHandler
from typing import ClassVar

import pytest

from luashell.lab import Lab, sockets
from luashell.lab.journal import Journal

DAYTIME = re.compile(rb"[A-Z][a-z]+, [A-Z][a-z]+ \d\d, \d{4} \d\d:\d\d:\d\d-\S+\r\n")


@contextmanager
def tcp(lab: Lab, name: str) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", lab.servers[name].port), timeout=10) as connection:
        yield connection


@contextmanager
def udp(lab: Lab, name: str) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams:
        datagrams.settimeout(10)
        datagrams.connect(("127.0.0.1", lab.servers[name].port))
        yield datagrams


def everything(connection: socket.socket) -> bytes:
    received = b""
    while portion := connection.recv(65536):
        received += portion
    return received


def test_echo_sends_everything_back_until_the_client_ends(lab: Lab) -> None:
    data = bytes(range(256)) * 100
    with tcp(lab, "echo") as connection:
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)
        assert everything(connection) == data


@pytest.mark.parametrize("size", [0, 1, 1500, 60000])
def test_echo_of_datagrams(lab: Lab, size: int) -> None:
    with udp(lab, "echo") as datagrams:
        datagrams.send(b"x" * size)
        assert datagrams.recv(65536) == b"x" * size


def test_daytime_tells_and_closes(lab: Lab) -> None:
    with tcp(lab, "daytime") as connection:
        connection.sendall(b"a word that nobody asked for\r\n")
        assert DAYTIME.fullmatch(everything(connection))


def test_daytime_answers_a_datagram(lab: Lab) -> None:
    with udp(lab, "daytime") as datagrams:
        datagrams.send(b"")
        assert DAYTIME.fullmatch(datagrams.recv(1000))


def test_chargen_goes_round(lab: Lab) -> None:
    with tcp(lab, "chargen") as connection:
        received = b""
        while len(received) < 74 * 96:
            received += connection.recv(65536)
    lines = received.split(b"\r\n")
    assert lines[0] == bytes(range(32, 104))
    assert lines[1] == bytes(range(33, 105))
    assert lines[94] == b"~" + bytes(range(32, 103))
    assert lines[95] == lines[0]


def test_chargen_answers_a_datagram(lab: Lab) -> None:
    with udp(lab, "chargen") as datagrams:
        for _ in range(10):
            datagrams.send(b"?")
            answer = datagrams.recv(1000)
            assert len(answer) <= 512
            assert (bytes(range(32, 104)) + b"\r\n").startswith(answer[:74])


def test_port_that_is_taken_for_datagrams_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    class Unlucky(sockets.DatagramServer):
        refused: ClassVar[list[int]] = []

        def __init__(self, handler: type[BaseRequestHandler], port: int, journal: Journal) -> None:
            if not self.refused:
                self.refused.append(port)
                raise OSError(errno.EADDRINUSE, os.strerror(errno.EADDRINUSE))
            super().__init__(handler, port, journal)

    monkeypatch.setattr(sockets, "DatagramServer", Unlucky)
    own = Lab()
    try:
        assert own.start("echo") == ()
        assert len(Unlucky.refused) == 1
        with udp(own, "echo") as datagrams:
            datagrams.send(b"x")
            assert datagrams.recv(10) == b"x"
    finally:
        own.close()


def test_no_port_for_datagrams_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    class Refused(sockets.DatagramServer):
        def __init__(self, handler: type[BaseRequestHandler], port: int, journal: Journal) -> None:
            raise OSError(errno.EADDRINUSE, os.strerror(errno.EADDRINUSE))

    monkeypatch.setattr(sockets, "DatagramServer", Refused)
    own = Lab()
    assert own.start("echo") == ("lab: the echo server cannot start: no port is free for both TCP and UDP",)
    assert not own.servers["echo"].is_running


def test_too_many_visitors_are_turned_away() -> None:
    own = Lab()
    own.start("echo")
    visitors = [socket.create_connection(("127.0.0.1", own.servers["echo"].port), timeout=10) for _ in range(70)]
    try:
        for visitor in visitors:
            try:
                visitor.sendall(b"x")
            except ConnectionError:
                continue
        answers = []
        for visitor in visitors:
            try:
                answers.append(visitor.recv(1))
            except ConnectionError:
                answers.append(b"")
        assert answers == [b"x"] * 64 + [b""] * 6
    finally:
        for visitor in visitors:
            visitor.close()
        own.close()
