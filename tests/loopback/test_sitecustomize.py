"""The guard that keeps the tests on this machine."""

import socket
import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.conftest import RefusedAddressError, refused
from tests.loopback.sitecustomize import is_loopback

ELSEWHERE = "192.0.2.1"  # reserved for documentation (RFC 5737): nobody has it


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "localhost",
        "LocalHost",
        b"localhost",
        "127.0.0.1",
        ("127.0.0.53", 53),
        ("::1", 80, 0, 0),
        "::ffff:127.0.0.1",
        "/run/some.socket",
    ],
)
def test_this_machine(address: object) -> None:
    assert is_loopback(address)


@pytest.mark.parametrize("address", ["example.org", b"example.org", (ELSEWHERE, 80), ("fe80::1", 80, 0, 2), "10.0.0.1"])
def test_another_machine(address: object) -> None:
    assert not is_loopback(address)


@pytest.mark.parametrize(
    "attempt",
    [
        lambda udp: udp.sendto(b"x", (ELSEWHERE, 9)),
        lambda udp: udp.connect((ELSEWHERE, 9)),
        lambda _: socket.gethostbyname("example.org"),
        lambda _: socket.getaddrinfo("example.org", 80),
        lambda _: socket.gethostbyaddr(ELSEWHERE),
    ],
)
def test_attempt_is_refused_and_remembered(attempt: Callable[[socket.socket], object]) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp, pytest.raises(RefusedAddressError):
        attempt(udp)
    assert len(refused) == 1
    refused.clear()


def test_literal_address_is_read_without_asking_anybody() -> None:
    assert socket.getaddrinfo(ELSEWHERE, 80, type=socket.SOCK_STREAM)[0][4] == (ELSEWHERE, 80)


def test_child_process_ends() -> None:
    attempt = f"""
import socket
try:
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(({ELSEWHERE!r}, 9))
except BaseException:
    pass
"""
    ended = subprocess.run([sys.executable, "-c", attempt], capture_output=True, timeout=60, check=False)
    assert ended.returncode == 97
    assert ELSEWHERE.encode() in ended.stderr
